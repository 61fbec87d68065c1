"""Wipe, blink and onion skin on two flat photos, of which every pixel tells which one it is."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from hairtrack.ui.canvas.picture import Picture
from hairtrack.ui.compare.view import CompareCanvas, Look
from tests.ui.hands import LEFT, click

BEFORE, AFTER = (200, 60, 60), (60, 60, 200)


def flat(colour: tuple[int, int, int]) -> Picture:
    return Picture.of(np.full((600, 800, 3), colour, np.uint8))


@pytest.fixture
def canvas(qtbot: QtBot) -> CompareCanvas:
    made = CompareCanvas("Before and after")
    qtbot.addWidget(made)
    made.resize(816, 616)
    made.caption("Before · 1 March 2026", "After · 1 June 2026")
    made.show_pair(flat(BEFORE), flat(AFTER))
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


def seen(canvas: CompareCanvas, x: int, y: int = 200) -> tuple[int, int, int]:
    colour: QColor = canvas.grab().toImage().pixelColor(QPoint(x, y))
    return colour.red(), colour.green(), colour.blue()


def test_the_wipe_shows_before_on_the_left_and_after_on_the_right(qtbot: QtBot, canvas: CompareCanvas) -> None:
    assert seen(canvas, 300) == BEFORE
    assert seen(canvas, 500) == AFTER
    qtbot.mousePress(canvas, LEFT, pos=QPoint(408, 300))
    qtbot.mouseMove(canvas, QPoint(208, 300))
    qtbot.mouseRelease(canvas, LEFT, pos=QPoint(208, 300))
    assert canvas.line.share == pytest.approx(0.25, abs=0.01)
    assert seen(canvas, 300) == AFTER
    assert canvas.viewport.centre == (0.5, 0.5)


def test_the_wipe_is_moved_by_keys(qtbot: QtBot, canvas: CompareCanvas) -> None:
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    qtbot.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.line.share == pytest.approx(0.62)
    for _ in range(9):
        qtbot.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.line.share == 1.0
    assert "100 percent" in canvas.accessibleDescription()


def test_dragging_away_from_the_line_moves_both_photos(qtbot: QtBot, canvas: CompareCanvas) -> None:
    canvas.zoom_by(3)
    qtbot.mousePress(canvas, LEFT, pos=QPoint(200, 300))
    qtbot.mouseMove(canvas, QPoint(260, 300))
    qtbot.mouseRelease(canvas, LEFT, pos=QPoint(260, 300))
    assert canvas.line.share == 0.5
    assert canvas.viewport.centre[0] < 0.5


def test_nothing_flickers_without_being_asked(qtbot: QtBot, canvas: CompareCanvas) -> None:
    canvas.show_as(Look.BLINK)
    assert not canvas.blinking
    with qtbot.assertNotEmitted(canvas.flipped, wait=900):
        pass


def test_space_shows_the_other_photo_while_it_is_held(qtbot: QtBot, canvas: CompareCanvas) -> None:
    canvas.show_as(Look.BLINK)
    assert seen(canvas, 300) == BEFORE
    qtbot.keyPress(canvas, Qt.Key.Key_Space)
    assert seen(canvas, 300) == AFTER
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    assert seen(canvas, 300) == BEFORE
    click(qtbot, canvas, (300.0, 300.0))
    assert seen(canvas, 300) == AFTER


def test_blinking_goes_back_and_forth_with_nothing_blank_between(qtbot: QtBot, canvas: CompareCanvas) -> None:
    canvas.show_as(Look.BLINK)
    canvas.zoom_by(2, QPointF(400, 300))
    canvas.blinker.pace(0)
    flips: list[tuple[int, int, int]] = []
    canvas.flipped.connect(lambda _: flips.append(seen(canvas, 300)))
    canvas.blink(on=True)
    qtbot.waitUntil(lambda: len(flips) >= 4, timeout=4000)
    assert flips[:4] == [AFTER, BEFORE, AFTER, BEFORE]
    canvas.show_as(Look.WIPE)
    assert not canvas.blinking


def test_the_onion_skin_mixes_the_two(qtbot: QtBot, canvas: CompareCanvas) -> None:
    canvas.show_as(Look.ONION)
    canvas.mix(0.25)
    assert seen(canvas, 300) == pytest.approx((165, 60, 95), abs=2)


def test_one_photo_alone_is_shown_as_it_is(qtbot: QtBot, canvas: CompareCanvas) -> None:
    canvas.show_pair(flat(BEFORE), None)
    assert seen(canvas, 300) == seen(canvas, 500) == BEFORE
