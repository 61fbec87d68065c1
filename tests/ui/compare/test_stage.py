"""The stage of a comparison: its bar folds, its words tell of what was moved by hand, its looks share one place."""

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hairtrack.ui.canvas.picture import Picture
from hairtrack.ui.compare.stage import FADE_MS, CompareStage
from hairtrack.ui.compare.view import Look
from hairtrack.ui.settings import Settings
from tests.ui.hands import LEFT


def grey(value: int, at: int | None = None) -> Picture:
    """A grey photo, with one white column."""
    pixels = np.full((600, 800, 3), value, np.uint8)
    if at is not None:
        pixels[:, at] = 255
    return Picture.of(pixels)


@pytest.fixture
def stage(qtbot: QtBot, look: object) -> CompareStage:
    made = CompareStage((Look.WIPE, Look.BLINK, Look.SIDE, Look.ONION, Look.MAP))
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.caption("Before: 1 March 2026", "After: 1 June 2026, week 12")
    made.show_pair(grey(90, 300), grey(90, 310), aligned=True)
    made.show()
    qtbot.waitActive(made)
    made.over.setFocus()
    return made


def test_the_keys_of_a_look_work_in_that_look_alone(qtbot: QtBot, stage: CompareStage) -> None:
    qtbot.keyClick(stage, Qt.Key.Key_P)
    assert not stage.over.blinking
    qtbot.keyClick(stage, Qt.Key.Key_H)
    assert stage.over.line.angle == 90
    qtbot.keyClick(stage, Qt.Key.Key_B)
    qtbot.keyClick(stage, Qt.Key.Key_V)
    assert stage.over.line.angle == 90
    qtbot.keyClick(stage, Qt.Key.Key_P)
    assert stage.over.blinking
    assert stage.bar.play.isChecked()
    qtbot.keyClick(stage, Qt.Key.Key_W)
    assert not stage.over.blinking
    qtbot.keyClick(stage, Qt.Key.Key_V)
    assert stage.over.line.angle == 0


@pytest.mark.parametrize("width", [1400, 800, 560, 420])
@pytest.mark.parametrize("shown", [Look.WIPE, Look.BLINK, Look.ONION, Look.MAP])
def test_the_bar_never_overflows_and_what_folds_away_keeps_its_key(
    qtbot: QtBot, stage: CompareStage, width: int, shown: Look
) -> None:
    stage.show_as(shown)
    stage.resize(width, 500)
    qtbot.wait(20)
    bar = stage.bar
    seen = [part for part in bar.children() if isinstance(part, QWidget)]
    boxes = sorted((part.geometry() for part in seen if part.isVisible()), key=lambda box: box.left())
    assert all(bar.rect().contains(box) for box in boxes)
    assert all(first.right() < second.left() for first, second in pairwise(boxes))
    bar._fill_menu()
    folded = [action.text() for action in bar.more.menu().actions()]
    assert bool(folded) == bar.more.isVisible()
    for made in (bar.loupe, bar.fit, bar.larger, bar.full_screen):
        assert made.isVisible() != (made.toolTip() in folded)
    if shown is not Look.MAP:
        qtbot.keyClick(stage, Qt.Key.Key_U)
        assert stage.by_hand.unlocked
    qtbot.keyClick(stage, Qt.Key.Key_L)
    assert stage.loupe.on


def test_a_folded_control_works_from_the_menu(qtbot: QtBot, stage: CompareStage) -> None:
    stage.resize(420, 500)
    qtbot.wait(20)
    stage.over.zoom_by(3)
    stage.bar._fill_menu()
    next(action for action in stage.bar.more.menu().actions() if "whole photo" in action.text()).trigger()
    assert stage.viewport.zoom == 1.0


def test_what_was_moved_by_hand_is_said_put_back_and_forgotten_with_the_next_pair(
    qtbot: QtBot, stage: CompareStage
) -> None:
    assert not stage.moved_foot.isVisible()
    qtbot.keyClick(stage.over, Qt.Key.Key_U)
    assert stage.moved_foot.isVisible()
    assert "no number" not in stage.moved_foot.words.text()
    qtbot.keyClick(stage.over, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(stage.over, Qt.Key.Key_U)
    assert not stage.by_hand.unlocked
    assert "no number rests on it" in stage.moved_foot.words.text()
    stage.show_as(Look.MAP)
    assert not stage.moved_foot.isVisible()
    stage.show_as(Look.ONION)
    assert stage.moved_foot.isVisible()
    stage.show_pair(grey(91), grey(92), aligned=True, same_pair=True)
    assert stage.by_hand.moved
    qtbot.keyClick(stage.over, Qt.Key.Key_U, Qt.KeyboardModifier.ShiftModifier)
    assert not stage.by_hand.moved
    assert not stage.moved_foot.isVisible()
    stage.by_hand.unlock(on=True)
    stage.by_hand.move(1, 0.1, 0.1)
    stage.show_pair(grey(90), grey(90), aligned=True)
    assert not stage.by_hand.moved
    assert not stage.by_hand.unlocked
    assert not stage.bar.unlock.isChecked()


def test_side_by_side_the_photo_under_the_pointer_moves_and_the_shift_holds_in_every_look(
    qtbot: QtBot, stage: CompareStage
) -> None:
    stage.show_as(Look.SIDE)
    stage.by_hand.unlock(on=True)
    left, right = stage.sides
    for canvas, across in ((left, 30), (right, -20)):
        still = [other.to_screen((400.0, 300.0)) for other in stage.sides]
        qtbot.mousePress(canvas, LEFT, pos=QPoint(200, 200))
        qtbot.mouseMove(canvas, QPoint(200 + across, 200))
        qtbot.mouseRelease(canvas, LEFT, pos=QPoint(200 + across, 200))
        moved = [other.to_screen((400.0, 300.0)) - at for other, at in zip(stage.sides, still, strict=True)]
        assert [round(step.x()) for step in moved] == [across if other is canvas else 0 for other in stage.sides]
    apart = (right.to_screen((400.0, 300.0)) - left.to_screen((400.0, 300.0))).x() / left.scale
    stage.by_hand.unlock(on=False)
    stage.show_as(Look.WIPE)
    stage.over.zoom_by(2, QPointF(300, 300))
    over = stage.over
    corners = [over._placement(over.shift_of(which))[1].x() for which in (0, 1)]
    assert (corners[1] - corners[0]) / over.scale == pytest.approx(apart, abs=1.5)


def test_the_loupe_goes_along_from_look_to_look_and_shows_one_photo_where_they_do_not_fit(
    qtbot: QtBot, stage: CompareStage
) -> None:
    qtbot.keyClick(stage.over, Qt.Key.Key_L)
    assert stage.loupe.over(stage.over)
    assert len(stage.over._glasses) == 2
    stage.show_as(Look.SIDE)
    assert stage.loupe.over(stage.sides[0])
    stage.show_pair(grey(90), grey(200), aligned=False)
    assert [glass[0] for glass in stage.sides[1]._glasses] == [1]
    qtbot.keyClick(stage.sides[0], Qt.Key.Key_L)
    assert not stage.loupe.on
    assert not stage.bar.loupe.isChecked()


def test_words_in_place_of_photos_leave_none_of_them_in_the_loupe(stage: CompareStage) -> None:
    stage.show_words("No photos")
    assert [canvas._glasses for canvas in (stage.over, *stage.sides)] == [(), (), ()]


def test_it_obeys_what_the_user_wants(stage: CompareStage) -> None:
    settings = Settings.load()
    settings.motion, settings.flicker = True, True
    stage.obey(settings)
    assert (stage.over.fade_ms, stage.over.blinker.fade_ms, stage.over.blinker.gentle) == (FADE_MS, FADE_MS, False)
    settings.motion, settings.flicker = False, False
    stage.obey(settings)
    assert (stage.over.fade_ms, stage.over.blinker.fade_ms, stage.over.blinker.gentle) == (0, 0, True)


def test_another_pair_of_the_same_size_is_looked_at_in_the_same_place(stage: CompareStage) -> None:
    stage.over.zoom_by(3, QPointF(200, 200))
    looked = stage.viewport.centre, stage.viewport.zoom
    stage.show_pair(grey(10), grey(20), aligned=True)
    assert (stage.viewport.centre, stage.viewport.zoom) == looked
    stage.show_as(Look.SIDE)
    assert (stage.viewport.centre, stage.viewport.zoom) == looked


def test_the_keyboard_stays_with_the_photos_from_look_to_look(qtbot: QtBot, stage: CompareStage) -> None:
    for look in (Look.SIDE, Look.WIPE, Look.SIDE, Look.MAP):
        stage.show_as(look)
        assert stage.over_or_side.hasFocus()


def test_the_ways_to_look_have_words_where_there_is_room_and_no_more_room_than_they_use(
    qtbot: QtBot, stage: CompareStage
) -> None:
    high = set()
    for width, words, folded in ((1400, True, False), (760, True, True), (520, False, True), (1400, True, False)):
        stage.resize(width, 600)
        qtbot.wait(20)
        looks = stage.bar.looks
        high.add(stage.bar.height())
        # Words come first: icons wait in the menu.
        assert stage.bar.more.isVisible() is folded
        assert (looks.buttons[Look.WIPE].toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon) is words
        assert looks.width() == (looks.sizeHint() if words else looks.minimumSizeHint()).width()
    assert len(high) == 1, "one line always"


def test_words_of_the_map_never_take_the_photo_its_place(qtbot: QtBot, stage: CompareStage) -> None:
    stage.show_as(Look.MAP)
    stage.say_of_map("None.")
    qtbot.wait(20)
    assert stage.map_foot.height() < 60
    assert stage.map_foot.focusPolicy() is Qt.FocusPolicy.NoFocus
    stage.say_of_map("A long story of what changed where. " * 60)
    stage.resize(500, 480)
    qtbot.wait(20)
    assert stage.map_foot.height() == 160
    assert stage.map_foot.focusPolicy() is Qt.FocusPolicy.StrongFocus
    assert stage.over.height() > 220


def test_photos_that_cannot_lie_over_each_other_are_said_to_be_side_by_side(stage: CompareStage) -> None:
    stage.show_pair(grey(90), grey(90), aligned=False)
    assert stage.bar.looks.key == Look.SIDE
    stage.show_pair(grey(90), grey(90), aligned=True)
    assert stage.bar.looks.key == Look.WIPE
