"""A comparison saved as a picture from the compare page, by its key."""

import io
from pathlib import Path

import pytest
from PIL import Image as Pillow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from hairtrack.course import Cover, View
from hairtrack.ui.compare.page import ComparePage
from hairtrack.ui.main_window import MainWindow
from tests.ui.compare.test_page import REGION, aligned, measured, page, show

__all__ = ["page"]


def chosen(monkeypatch: pytest.MonkeyPatch, path: Path, kind: str = "JPEG (*.jpg)") -> list[str]:
    """Choose a place in every dialogue, and return the names that they began with."""
    begun: list[str] = []

    def ask(_: object, __: str, start: str, kinds: str) -> tuple[str, str]:
        assert kind in kinds
        begun.append(Path(start).name)
        return str(path), kind

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return begun


def test_the_pair_is_saved_by_its_key(
    window: MainWindow, page: ComparePage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.session.apply("test", measured(aligned(window.session.course), 0.2, 0.3, 0.6))
    show(window, page, qtbot)
    target = tmp_path / "gain"
    begun = chosen(monkeypatch, target)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: (tmp_path / "gain.jpg").exists() and not window.jobs.running, timeout=20_000)

    course = window.session.course
    first, *_, last = course.in_view(View.VERTEX)
    assert begun == [f"Crown {first.taken_on} to {last.taken_on}.jpg"]
    with Pillow.open(tmp_path / "gain.jpg") as picture:
        assert picture.format == "JPEG"
        assert picture.width == round(220 / 25.4 * 200)
        assert not picture.getexif()
    assert "Saved as gain.jpg" in page.picture.outcome.words.text()
    assert not page.picture.cover.isVisible(), "nothing is covered in this view"


def test_what_is_covered_is_so_unless_that_is_not_wanted(
    window: MainWindow, page: ComparePage, qtbot: QtBot, tmp_path: Path
) -> None:
    course = measured(aligned(window.session.course), 0.2, 0.3, 0.6)
    reference = course.reference(View.VERTEX)
    assert reference is not None
    cover = Cover(id="c", view=View.VERTEX, points=REGION, drawn_on=reference.sha256)
    window.session.apply("test", course.with_cover(cover))
    show(window, page, qtbot)
    assert page.picture.cover.isVisible()
    assert page.picture.cover.isChecked(), "what somebody covered is covered until they say otherwise"
    pictures = []
    for covered in (False, True):
        page.picture.cover.setChecked(covered)
        page.picture.export(tmp_path / "x.png")
        qtbot.waitUntil(lambda: not window.jobs.running, timeout=20_000)
        pictures.append(Pillow.open(io.BytesIO((tmp_path / "x.png").read_bytes())).convert("RGB"))
    plain, grey = pictures
    assert plain.size == grey.size

    def flat(picture: Pillow.Image) -> int:
        """Count the pixels of the commonest colour but the paper's."""
        counts = picture.crop((0, 150, plain.width // 2, 700)).getcolors(1 << 24) or []
        return max(count for count, colour in counts if colour != (255, 255, 255))

    assert flat(grey) > 5 * flat(plain)


def test_nothing_is_offered_without_two_visits(window: MainWindow, page: ComparePage, qtbot: QtBot) -> None:
    show(window, page, qtbot)
    assert page.picture.save.isEnabled()
    before = window.session.before
    assert before is not None
    window.session.select(before=before.sha256, after=before.sha256)
    assert not page.picture.save.isEnabled()


def test_a_place_that_refuses_is_said_beside_the_button(
    window: MainWindow, page: ComparePage, qtbot: QtBot, tmp_path: Path
) -> None:
    show(window, page, qtbot)
    page.picture.export(tmp_path / "none" / "x.png")
    qtbot.waitUntil(lambda: "is not a folder" in page.picture.outcome.words.text(), timeout=20_000)
    page.picture.export(window.session.folder.path / "photos" / "x.jpg")
    qtbot.waitUntil(lambda: "inside the course" in page.picture.outcome.words.text(), timeout=20_000)
    assert not (window.session.folder.path / "photos" / "x.jpg").exists()
    assert page.picture.save.isEnabled()
