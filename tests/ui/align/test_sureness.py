"""How sure an alignment is: said in words, drawn on demand, and never of another photo."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hairtrack.course import AlignmentModel, Course, Photo, Point, Transform, View
from hairtrack.imaging.registration.transform import CHI95, identity
from hairtrack.ui.align import sureness
from hairtrack.ui.align.page import AlignPage
from hairtrack.ui.canvas import marks
from hairtrack.ui.compare.wipe_line import WipeLine
from hairtrack.ui.main_window import MainWindow
from tests.ui.compare.test_page import aligned

BETWEEN_LINES, OUTSIDE = (116.0, 80.0), (140.0, 60.0)


def doubted(photo: Photo) -> Transform:
    """Return a map that is 1 % of the width off 30 pixels from the middle and trusted in the middle alone."""
    spread = (photo.size[0] / 100 / (CHI95 * 30)) ** 2
    return replace(
        identity(photo.size),
        model=AlignmentModel.AFFINE,
        origin=(80.0, 60.0),
        x_coefficients=(80.0, 1.0, 0.0),
        y_coefficients=(60.0, 0.0, 1.0),
        covariance=tuple(np.diag([0, spread, spread, 0, spread, spread]).ravel()),
        hull=((40.0, 20.0), (120.0, 20.0), (120.0, 100.0), (40.0, 100.0)),
    )


def doubtful(course: Course, photo: Photo) -> Course:
    """Align the crown photos, one of them with doubt."""
    course = aligned(course)
    known = course.alignment(photo)
    assert known is not None
    return course.with_alignment(replace(known, transform=doubted(photo)))


@pytest.fixture
def page(window: MainWindow, course_path: Path, qtbot: QtBot) -> AlignPage:
    """Return the page with a doubtful photo in hand."""
    window.session.open(course_path)
    window.session.select_view(View.VERTEX)
    photo = window.session.photos[-1]
    window.session.apply("test", doubtful(window.session.course, photo))
    window.session.select(current=photo.sha256)
    window.show_page("align")
    found = window.pages["align"]
    assert isinstance(found, AlignPage)
    qtbot.waitUntil(lambda: found.sureness.toggle.isEnabled() and not window.jobs.running, timeout=15000)
    return found


def seen(page: AlignPage) -> QImage:
    """Return what the canvas shows, without the frame of what has the keyboard."""
    page.list.setFocus()
    QTest.qWait(200)  # until the photo is drawn sharp
    return page.overlay.over.grab().toImage()


def changed(page: AlignPage, before: QImage, after: QImage, place: Point) -> int:
    """Return how many pixels differ about a place of the photo."""
    at = page.overlay.over.to_screen(place).toPoint()
    spots = [(at.x() + dx, at.y() + dy) for dx in range(-4, 5) for dy in range(-4, 5)]
    return sum(before.pixel(*spot) != after.pixel(*spot) for spot in spots)


def test_the_doubt_is_said_beneath_the_photo(page: AlignPage) -> None:
    assert page.sureness.words.isVisible()
    assert page.sureness.words.text().startswith("Within ±0.0 % of the width where it is surest, ±1.9 % where least")
    assert page.sureness.toggle.accessibleDescription() == page.sureness.words.text()


def test_the_doubt_of_the_present_place_is_not_said_while_points_are_placed(page: AlignPage) -> None:
    page.place.click()
    assert not page.sureness.words.isVisible()
    page.guide.left.emit()
    assert page.sureness.words.isVisible()


def test_a_key_draws_it_and_leaves_what_is_judged_as_it_is(page: AlignPage) -> None:
    before = seen(page)
    QTest.keyClick(page.list, Qt.Key.Key_E)
    drawn = seen(page)
    assert changed(page, before, drawn, BETWEEN_LINES) == 0
    assert changed(page, before, drawn, OUTSIDE) > 40
    QTest.keyClick(page.list, Qt.Key.Key_E)
    assert seen(page) == before


def test_no_figure_is_crossed_by_the_line_of_the_wipe(page: AlignPage, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[QRectF] = []

    def tag(*given: object, **sized: object) -> QRectF:
        written.append(marks.tag(*given, **sized))  # type: ignore[arg-type]
        return written[-1]

    monkeypatch.setattr(sureness, "marks", SimpleNamespace(**{**vars(marks), "tag": tag}))
    canvas = page.overlay.over
    page.sureness.toggle.click()
    for angle in (0.0, 90.0):
        written.clear()
        canvas.put_line(WipeLine(angle=angle))
        canvas.grab()
        assert len(written) >= 3
        line, size = canvas.line, QSizeF(canvas.size())
        for box in written:
            assert any(line.clear_of(box, size, after=after, room=1) for after in (False, True))


def test_nothing_is_said_of_the_reference_photo(page: AlignPage, window: MainWindow, qtbot: QtBot) -> None:
    page.sureness.toggle.click()
    window.session.select(current=window.session.photos[0].sha256)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    assert not page.sureness.words.isVisible()
    assert not page.sureness.toggle.isEnabled()
    before = seen(page)
    page.sureness.toggle.setChecked(False)
    assert seen(page) == before
