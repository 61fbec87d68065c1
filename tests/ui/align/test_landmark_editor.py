"""Placing points in two photos by real events."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hairtrack.course import Landmark
from hairtrack.ui.align.landmark_editor import LandmarkEditor
from hairtrack.ui.align.landmark_pairs import Pairs, Side
from tests.ui.hands import click, drag, painted

KNOWN = tuple(Landmark(fixed=(x, y), moving=(x + 10, y)) for x, y in ((200.0, 150.0), (600.0, 200.0), (400.0, 450.0)))


@pytest.fixture
def editor(qtbot: QtBot) -> LandmarkEditor:
    made = LandmarkEditor()
    qtbot.addWidget(made)
    made.resize(1200, 500)
    for side, seed in ((Side.FIXED, 1), (Side.MOVING, 2)):
        made.show_photo(side, painted(seed=seed))
    made.show()
    qtbot.waitExposed(made)
    return made


def test_pairs_are_placed_alternately(qtbot: QtBot, editor: LandmarkEditor) -> None:
    fixed, moving = editor.canvases[Side.FIXED], editor.canvases[Side.MOVING]
    for mark in KNOWN:
        click(qtbot, fixed, mark.fixed)
        assert moving.hasFocus()
        click(qtbot, moving, mark.moving)
        assert fixed.hasFocus()
    placed = editor.pairs.landmarks()
    assert len(placed) == 3
    for mark, wanted in zip(placed, KNOWN, strict=True):
        assert mark.fixed == pytest.approx(wanted.fixed, abs=2)
        assert mark.moving == pytest.approx(wanted.moving, abs=2)


def test_a_half_placed_pair_is_no_landmark(qtbot: QtBot, editor: LandmarkEditor) -> None:
    click(qtbot, editor.canvases[Side.FIXED], (100.0, 100.0))
    assert editor.pairs.landmarks() == ()
    assert editor.pairs.next_side() is Side.MOVING


def test_a_point_is_dragged_without_making_another(qtbot: QtBot, editor: LandmarkEditor) -> None:
    editor.show_landmarks(KNOWN)
    with qtbot.waitSignal(editor.changed):
        drag(qtbot, editor.canvases[Side.MOVING], KNOWN[1].moving, (650.0, 260.0))
    moved = editor.pairs.landmarks()
    assert len(moved) == 3
    assert moved[1].moving == pytest.approx((650, 260), abs=3)
    assert moved[1].fixed == KNOWN[1].fixed


def test_the_chosen_point_is_nudged_by_photo_pixels_and_deleted(qtbot: QtBot, editor: LandmarkEditor) -> None:
    editor.show_landmarks(KNOWN)
    canvas = editor.canvases[Side.FIXED]
    canvas.setFocus()
    click(qtbot, canvas, KNOWN[0].fixed)
    assert editor.chosen == 0
    with qtbot.waitSignal(editor.changed):
        qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert editor.pairs.landmarks()[0].fixed == (201.0, 150.0)
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert editor.pairs.landmarks() == KNOWN[1:]


def test_a_point_is_placed_by_keys_alone(qtbot: QtBot, editor: LandmarkEditor) -> None:
    canvas = editor.canvases[Side.FIXED]
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    with qtbot.waitSignal(editor.changed):
        qtbot.keyClick(canvas, Qt.Key.Key_Space)
    point = editor.pairs.pairs[0].fixed
    assert point is not None
    assert point[0] < 400
    editor.grab()


def test_the_pair_that_lacks_a_point_is_filled_first() -> None:
    pairs = Pairs().place(Side.FIXED, (1, 1)).place(Side.FIXED, (2, 2)).place(Side.MOVING, (5, 5))
    assert pairs.landmarks() == (Landmark(fixed=(1, 1), moving=(5, 5)),)
    assert pairs.next_side() is Side.MOVING
    assert pairs.remove(0).place(Side.MOVING, (6, 6)).landmarks() == (Landmark(fixed=(2, 2), moving=(6, 6)),)
