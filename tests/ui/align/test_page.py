"""The align page in the real window: points placed by hand, live error, acceptance."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hairtrack.course import AlignmentMethod, View
from hairtrack.ui.align.landmark_pairs import Side
from hairtrack.ui.align.page import AlignPage
from hairtrack.ui.main_window import MainWindow
from tests.ui.compare.test_page import aligned
from tests.ui.hands import click

MARKS = ((20.0, 20.0), (140.0, 25.0), (80.0, 100.0), (30.0, 95.0))


@pytest.fixture
def page(window: MainWindow, course_path: Path, qtbot: QtBot) -> AlignPage:
    window.session.open(course_path)
    window.session.select_view(View.VERTEX)
    window.show_page("align")
    found = window.pages["align"]
    assert isinstance(found, AlignPage)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    return found


def begin(page: AlignPage, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.place, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: all(c.picture is not None for c in page.points.canvases.values()), timeout=15000)


def test_what_waits_is_counted(page: AlignPage, window: MainWindow) -> None:
    assert page.panel.answer.text() == "0 of 4 aligned"
    assert page.badge() == "4 to align"
    window.session.apply("test", aligned(window.session.course))
    assert page.panel.answer.text() == "2 of 4 aligned, ±0.3 % of width"
    assert page.badge() == "2 to align"


def test_points_placed_by_hand_align_a_photo(page: AlignPage, window: MainWindow, qtbot: QtBot) -> None:
    photo = window.session.photo
    assert photo is not None
    begin(page, window, qtbot)
    assert not page.guide.accept.isEnabled()
    for count, mark in enumerate(MARKS, start=1):
        click(qtbot, page.points.canvases[Side.FIXED], mark)
        click(qtbot, page.points.canvases[Side.MOVING], mark)
        assert page.guide.accept.isEnabled() == (count >= 3)
    assert "% of width" in page.guide.fit.text()
    qtbot.mouseClick(page.guide.accept, Qt.MouseButton.LeftButton)
    alignment = window.session.course.alignment(photo)
    assert alignment is not None
    assert alignment.method is AlignmentMethod.LANDMARKS
    assert len(alignment.landmarks) == 4
    assert alignment.transform is not None
    assert window.session.undo_what == "place points"
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


def test_points_are_taken_into_the_course_as_it_is_then(page: AlignPage, window: MainWindow, qtbot: QtBot) -> None:
    window.session.apply("test", replace(window.session.course, name="Changed"))
    begin(page, window, qtbot)
    for mark in MARKS:
        click(qtbot, page.points.canvases[Side.FIXED], mark)
        click(qtbot, page.points.canvases[Side.MOVING], mark)
    name = window.session.course.name
    window.session.undo()
    qtbot.mouseClick(page.guide.accept, Qt.MouseButton.LeftButton)
    assert window.session.undo_what == "place points"
    assert window.session.course.name != name
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


def test_points_that_contradict_each_other_cannot_be_taken(page: AlignPage, window: MainWindow, qtbot: QtBot) -> None:
    begin(page, window, qtbot)
    for mark in MARKS[:3]:
        click(qtbot, page.points.canvases[Side.FIXED], mark)
        click(qtbot, page.points.canvases[Side.MOVING], (160 - mark[0], mark[1]))
    assert not page.guide.accept.isEnabled()
    assert len(page.guide.fit.text()) > 40


def test_leaving_drops_the_points(page: AlignPage, window: MainWindow, qtbot: QtBot) -> None:
    before = window.session.course
    begin(page, window, qtbot)
    click(qtbot, page.points.canvases[Side.FIXED], MARKS[0])
    window.show_page("photos")
    assert window.session.course == before
    window.show_page("align")
    assert page.stage.currentWidget() is page.overlay  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


def test_the_list_chooses_the_photo(page: AlignPage, window: MainWindow, qtbot: QtBot) -> None:
    page.list.setCurrentRow(1)
    assert window.session.view is View.FRONTAL
    assert window.session.photo == window.session.photos[1]
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


def test_the_reference_photo_is_shown_alone(page: AlignPage, window: MainWindow, qtbot: QtBot) -> None:
    window.session.apply("test", aligned(window.session.course))
    first, _, last = window.session.photos
    for photo, alone in ((last, False), (first, True)):
        window.session.select(current=photo.sha256)
        qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
        assert page.overlay.over.picture is not None
        assert page.overlay.bar.looks.isEnabled() is not alone


def test_the_list_is_short_enough_for_its_width(page: AlignPage, window: MainWindow, qtbot: QtBot) -> None:
    window.session.apply("test", aligned(window.session.course))
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    lines = page.list.item(page.list.count() - 1).text().split("\n")
    assert lines[0] == "Crown, 9 March 2026"
    assert lines[1] == "±0.3 % of width"


def test_without_photos_the_one_next_step_is_to_add_some(window: MainWindow, tmp_path: Path) -> None:
    window.session.new(tmp_path / "Empty.hairtrack", "Empty")
    window.show_page("align")
    align = window.pages["align"]
    assert isinstance(align, AlignPage)
    assert align.add_photos.isVisible()
    assert not align.list.isVisible()
    assert not align.overlay.bar.looks.isEnabled()
    align.add_photos.click()
    assert window.page is window.pages["photos"]
