"""What helps the hand that places points, in the real window: names, earlier marks, the next place, snapping, files."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from hairtrack.course import Course, Landmark, Photo
from hairtrack.errors import Reason, ReasonKind
from hairtrack.messages import reason_sentence
from hairtrack.ui.align import aligning, point_help
from hairtrack.ui.align.landmark_pairs import Pairs, Side
from hairtrack.ui.align.page import AlignPage
from hairtrack.ui.main_window import MainWindow
from hairtrack.workflow.align_photos import align_by_landmarks
from tests.ui.hands import click

MARKS = ((20.0, 20.0), (140.0, 25.0), (80.0, 100.0), (30.0, 95.0))


def begin(page: AlignPage, window: MainWindow, qtbot: QtBot) -> None:
    page._place()
    qtbot.waitUntil(lambda: all(c.picture is not None for c in page.points.canvases.values()), timeout=15000)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


def place(page: AlignPage, window: MainWindow, qtbot: QtBot, *marks: tuple[float, float]) -> None:
    for mark in marks:
        click(qtbot, page.points.canvases[Side.FIXED], mark)
        click(qtbot, page.points.canvases[Side.MOVING], mark)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


def test_a_point_is_named_by_keys_and_the_name_is_kept(page: AlignPage, window: MainWindow, qtbot: QtBot) -> None:
    photo = window.session.photo
    assert photo is not None
    begin(page, window, qtbot)
    place(page, window, qtbot, *MARKS)
    canvas = page.points.canvases[Side.FIXED]
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_BracketLeft)
    assert page.points.chosen == 3
    qtbot.keyClick(canvas, Qt.Key.Key_F2)
    field = page.guide.name.lineEdit()
    assert field is not None
    assert page.guide.name.hasFocus()
    qtbot.keyClicks(field, "  Whorl ")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert canvas.hasFocus()
    assert page.guide.list.item(3).text() == "Point 4 (whorl): in both photos"
    page.guide.accept.click()
    alignment = window.session.course.alignment(photo)
    assert alignment is not None
    assert [mark.name for mark in alignment.landmarks] == ["", "", "", "whorl"]
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


def test_the_point_that_is_off_is_blamed_by_its_name(page: AlignPage, window: MainWindow, qtbot: QtBot) -> None:
    begin(page, window, qtbot)
    wrong = [Landmark(fixed=at, moving=at) for at in (*MARKS, (110.0, 60.0))]
    wrong[2] = Landmark(fixed=MARKS[2], moving=(110.0, 70.0), name="whorl")
    page.points.take(Pairs.of(tuple(wrong)))
    assert page.points.doubtful == 2
    assert "point 3 (whorl) is off by" in page.guide.fit.text()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


def test_marks_of_the_reference_photo_are_offered_for_the_next_photo(
    page: AlignPage, window: MainWindow, qtbot: QtBot
) -> None:
    _first, second, third = window.session.photos
    known = [
        Landmark(fixed=at, moving=at, name=name) for at, name in zip(MARKS, ("whorl", "", "", "scar"), strict=True)
    ]
    window.session.apply("test", align_by_landmarks(window.session.course, second, known))
    window.session.select(current=third.sha256)
    begin(page, window, qtbot)
    assert [pair.fixed for pair in page.points.pairs.pairs] == list(MARKS)
    assert page.guide.list.item(0).text() == "Point 1 (whorl): still to be found at the right"
    assert page.guide.next.text() == "Now click the same mark 1 (whorl) in the photo at the right."
    assert "4 marks are known" in page.guide.wanted.text()
    moving = page.points.canvases[Side.MOVING]
    for mark in MARKS[:2]:
        click(qtbot, moving, mark)
    # With two found, the others are known roughly, and N goes there.
    rough = page.points.aids.predicted[2]
    assert rough == pytest.approx(MARKS[2], abs=3)
    moving.setFocus()
    qtbot.keyClick(moving, Qt.Key.Key_N)
    assert moving.pointer == pytest.approx(rough)
    page.points.grab()
    with qtbot.waitSignal(page.points.changed):
        qtbot.keyClick(moving, Qt.Key.Key_Space)
    assert len(page.points.pairs.landmarks()) == 3
    # What is not seen there is left out of the alignment, or taken away.
    assert page.guide.accept.isEnabled()
    page.points.remove(3)
    assert len(page.points.pairs.pairs) == 3
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


def test_the_next_point_is_asked_for_where_the_map_is_least_known(
    page: AlignPage, window: MainWindow, qtbot: QtBot
) -> None:
    begin(page, window, qtbot)
    assert page.points.aids.wanted is None
    place(page, window, qtbot, *MARKS[:2])
    wanted = page.points.aids.wanted
    assert wanted is not None
    assert wanted.fixed[1] > 60
    assert page.guide.wanted.text().startswith("Add one here: ")
    fixed = page.points.canvases[Side.FIXED]
    fixed.setFocus()
    qtbot.keyClick(fixed, Qt.Key.Key_N)
    assert fixed.pointer == pytest.approx(wanted.fixed, abs=0.5)
    page.points.grab()
    place(page, window, qtbot, wanted.fixed)
    after = page.points.aids.wanted
    assert after is not None
    assert after.error_percent_width < wanted.error_percent_width


def test_a_click_that_is_snapped_says_so_and_can_be_put_back(
    page: AlignPage, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def three_to_the_right(*given: object, in_moving: bool) -> tuple[float, float]:
        marks, index = given[3], given[4]
        assert in_moving
        assert isinstance(marks, tuple)
        assert isinstance(index, int)
        x, y = marks[index].moving
        return x + 3, y

    monkeypatch.setattr(point_help, "snapped", three_to_the_right)
    begin(page, window, qtbot)
    place(page, window, qtbot, MARKS[0])
    moved = page.points.pairs.pairs[0]
    assert moved.fixed is not None
    assert moved.moving is not None
    assert moved.moving[0] - moved.fixed[0] == pytest.approx(3, abs=1)
    assert "Point 1 was moved by 3 pixels to the same mark." in page.guide.moved.text()
    page.guide.back.click()
    back = page.points.pairs.pairs[0]
    assert back.moving is not None
    assert back.moving[0] == pytest.approx(moved.moving[0] - 3)
    assert not page.guide.back.isVisible()
    place(page, window, qtbot, MARKS[1])
    canvas = page.points.canvases[Side.MOVING]
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    last = page.points.pairs.pairs[1]
    assert last.fixed is not None
    assert last.moving is not None
    assert last.moving[0] - last.fixed[0] == pytest.approx(0, abs=1)
    page.guide.snap.setChecked(False)
    place(page, window, qtbot, MARKS[2])
    assert not page.guide.moved.isVisible()


def test_undo_takes_points_back_before_it_touches_the_course(page: AlignPage, window: MainWindow, qtbot: QtBot) -> None:
    window.session.apply("test", replace(window.session.course, name="Changed"))
    begin(page, window, qtbot)
    place(page, window, qtbot, MARKS[0])
    canvas = page.points.canvases[Side.FIXED]
    canvas.setFocus()
    for left in (1, 0):
        qtbot.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert sum(pair.at(side) is not None for pair in page.points.pairs.pairs for side in Side) == left
    assert window.session.course.name == "Changed"
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


def test_undo_and_redo_are_those_of_the_points_while_they_are_placed(
    page: AlignPage, window: MainWindow, qtbot: QtBot
) -> None:
    window.session.apply("test", replace(window.session.course, name="Changed"))
    begin(page, window, qtbot)
    place(page, window, qtbot, MARKS[0])
    placed, canvas = page.points.pairs, page.points.canvases[Side.FIXED]
    for _ in range(4):
        qtbot.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not page.points.pairs.landmarks()
    assert window.session.course.name == "Changed"
    redo = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for _ in range(4):
        qtbot.keyClick(canvas, Qt.Key.Key_Z, redo)
    assert page.points.pairs == placed
    page.placing.end()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.course.name != "Changed"
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


@pytest.mark.parametrize("way", ["photo", "page"])
def test_points_laid_aside_wait_in_their_photo(way: str, page: AlignPage, window: MainWindow, qtbot: QtBot) -> None:
    photo = window.session.photo
    assert photo is not None
    begin(page, window, qtbot)
    place(page, window, qtbot, *MARKS)
    marks = page.points.pairs.landmarks()
    if way == "photo":
        window.session.select(current=window.session.photos[1].sha256)
    else:
        window.show_page("photos")
        window.show_page("align")
    assert page.placing.photo is None
    assert "wait there unused" in window.frame.notice.text.text()
    window.session.select(current=photo.sha256)
    begin(page, window, qtbot)
    assert page.points.pairs.landmarks() == marks
    assert page.guide.accept.isEnabled()
    # Left in so many words, they are dropped.
    page.guide.left.emit()
    begin(page, window, qtbot)
    assert page.points.pairs.landmarks() == ()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


def test_a_photo_that_cannot_be_read_says_so_where_points_are_placed(
    page: AlignPage, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = window.session.photo
    assert photo is not None
    begin(page, window, qtbot)
    page.placing.end()
    reads = window.images.picture
    monkeypatch.setattr(window.images, "picture", lambda one: None if one == photo else reads(one))
    monkeypatch.setattr(window.images, "problem", lambda one: "The file is gone." if one == photo else None)
    page._place()
    canvas = page.points.canvases[Side.MOVING]
    assert canvas.picture is None
    assert canvas._empty_text == "The file is gone."
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


@pytest.mark.parametrize("said", [False, True])
def test_a_pinned_photo_is_aligned_by_itself_when_asked_and_keeps_its_points(
    said: bool, page: AlignPage, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = window.session.photo
    assert photo is not None
    begin(page, window, qtbot)
    assert not page.guide.free.isVisible()
    place(page, window, qtbot, *MARKS)
    page.guide.accept.click()
    begin(page, window, qtbot)
    assert page.guide.free.isVisible()
    if said:
        # Its points are placed anew where a mirror would show them, and then given up.
        over = [Landmark(fixed=(x, y), moving=(159 - x, y)) for x, y in MARKS]
        page.points.take(Pairs.of(tuple(over)))
        page.mirror.click()
    asked: list[bool] = []

    def align(
        _folder: object, course: Course, one: Photo, _progress: object, *, mirrored: bool, matcher: object
    ) -> tuple[Course, tuple[Reason, ...]]:
        assert one == photo
        assert matcher is None
        asked.append(mirrored)
        return course, (Reason.of(ReasonKind.NO_STABLE_MARKS),)

    monkeypatch.setattr(aligning, "align_by_itself", align)
    page.guide.free.click()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    assert asked == [said]
    assert page.stage.currentWidget() is page.overlay  # type: ignore[attr-defined]
    assert window.frame.notice.text.text() == (
        "The photo cannot be aligned by itself. It stays where its points place it."
    )
    alignment = window.session.course.alignment(photo)
    assert alignment is not None
    assert len(alignment.landmarks) == 4
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


def test_what_keeps_the_learned_matcher_from_helping_is_said(
    page: AlignPage, window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = window.session.photo
    assert photo is not None
    why = (Reason.of(ReasonKind.NO_STABLE_MARKS),)
    monkeypatch.setattr(aligning, "align_course", lambda _folder, course, *_, **__: course)
    monkeypatch.setattr(aligning, "align_mirrored", lambda _folder, course, *_, **__: (course, why))
    window.settings.aliked = window.settings.lightglue = str(tmp_path / "gone.onnx")
    said: list[str] = []
    window.session.notice.connect(lambda text, _action, _do: said.append(text))
    page.aligning.every_photo(redo=False)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    page.aligning.as_mirror_image(photo)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    first, second = said
    assert first.startswith("Aligned without the learned matcher: ")
    assert second == f"{reason_sentence(*why)} {first}"


def test_points_go_to_a_file_and_come_back(
    page: AlignPage, window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(page, window, qtbot)
    assert not page.guide.write.isEnabled()
    place(page, window, qtbot, *MARKS)
    before = page.points.pairs
    kept = tmp_path / "points.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "points"), ""))
    page.guide.write.click()
    assert len(json.loads(kept.read_text())) == 4
    page.points.remove(0)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(kept), ""))
    page.guide.read.click()
    for mark, known in zip(page.points.pairs.landmarks(), before.landmarks(), strict=True):
        assert np.allclose((mark.fixed, mark.moving), (known.fixed, known.moving), atol=0.01)
    assert page.guide.accept.isEnabled()
    said: list[str] = []
    window.session.notice.connect(lambda text, _action, _do: said.append(text))
    kept.write_text("[[[1, 2], [3, 4000]]]")
    page.guide.read.click()
    assert said
    assert "Point 1 lies outside" in said[-1]
    assert len(page.points.pairs.pairs) == 4
    page.guide.write.click()
    assert "already" in said[-1]
    assert "4000" in kept.read_text()
