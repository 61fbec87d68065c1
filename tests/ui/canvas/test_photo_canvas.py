"""Zoom, pan and places of the canvas, by real events."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hairtrack.ui.canvas.photo_canvas import PhotoCanvas
from hairtrack.ui.canvas.picture import Picture
from hairtrack.ui.canvas.viewport import Viewport
from tests.ui.hands import click, drag, painted, shown, spot


def flat(grey: int) -> Picture:
    return Picture.of(np.full((600, 800, 3), grey, np.uint8))


def wheel(canvas: PhotoCanvas, at: QPoint, notches: int) -> None:
    position = QPointF(at)
    event = QWheelEvent(
        position,
        canvas.mapToGlobal(position),
        QPoint(0, 0),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def test_places_go_to_the_screen_and_back(qtbot: QtBot) -> None:
    canvas = shown(qtbot, PhotoCanvas())
    for place in ((0.0, 0.0), (400.0, 300.0), (800.0, 600.0), (123.4, 567.8)):
        assert canvas.to_photo(canvas.to_screen(place)) == pytest.approx(place, abs=1e-6)


def test_the_wheel_zooms_to_the_pointer(qtbot: QtBot) -> None:
    canvas = shown(qtbot, PhotoCanvas())
    place = (600.0, 200.0)
    at = spot(canvas, place)
    wheel(canvas, at, 6)
    assert canvas.viewport.zoom > 3
    assert canvas.to_photo(QPointF(at)) == pytest.approx(place, abs=1.5)


def test_zooming_out_ends_at_the_whole_photo_in_the_middle(qtbot: QtBot) -> None:
    canvas = shown(qtbot, PhotoCanvas())
    wheel(canvas, QPoint(10, 10), 5)
    wheel(canvas, QPoint(700, 500), -9)
    assert canvas.viewport.zoom == 1.0
    assert canvas.to_screen((400.0, 300.0)).toTuple() == pytest.approx((408, 308), abs=1)


def test_dragging_moves_the_photo_but_never_off_the_canvas(qtbot: QtBot) -> None:
    canvas = shown(qtbot, PhotoCanvas())
    canvas.zoom_by(4)
    before = canvas.to_photo(QPointF(400, 300))
    drag(qtbot, canvas, before, (before[0] + 50, before[1] + 20))
    after = canvas.to_photo(QPointF(400, 300))
    assert (before[0] - after[0], before[1] - after[1]) == pytest.approx((50, 20), abs=1.5)
    canvas.pan_by(99999, 99999)
    assert canvas.to_screen((0.0, 0.0)).toTuple() == pytest.approx((0, 0), abs=1)


def test_a_drag_is_not_a_click(qtbot: QtBot) -> None:
    canvas = shown(qtbot, PhotoCanvas())
    with qtbot.assertNotEmitted(canvas.clicked):
        drag(qtbot, canvas, (100.0, 100.0), (200.0, 150.0))


def test_a_click_tells_the_place_in_photo_pixels(qtbot: QtBot) -> None:
    canvas = shown(qtbot, PhotoCanvas(), painted(1600, 1200))
    with qtbot.waitSignal(canvas.clicked) as told:
        click(qtbot, canvas, (1000.0, 300.0))
    assert told.args is not None
    assert told.args[0] == pytest.approx((1000, 300), abs=2)


def test_keys_zoom_and_move(qtbot: QtBot) -> None:
    canvas = shown(qtbot, PhotoCanvas(), painted(3200, 2400))
    qtbot.keyClick(canvas, Qt.Key.Key_Z)
    assert canvas.scale == pytest.approx(1 / canvas.devicePixelRatioF())
    left = canvas.to_photo(QPointF(0, 0))[0]
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.to_photo(QPointF(0, 0))[0] > left
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.scale > 1
    qtbot.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.viewport.zoom == 1.0


def test_canvases_that_share_a_viewport_look_at_the_same_place(qtbot: QtBot) -> None:
    shared = Viewport()
    first, second = (shown(qtbot, PhotoCanvas("Photo", shared)) for _ in range(2))
    first.zoom_by(3, QPointF(100, 500))
    assert second.to_photo(QPointF(300, 300)) == pytest.approx(first.to_photo(QPointF(300, 300)), abs=1e-6)


def test_the_photo_is_drawn_where_it_is_said_to_be(qtbot: QtBot) -> None:
    """Also while the magnification changes, when only a draft is drawn."""
    picture = painted()
    canvas = shown(qtbot, PhotoCanvas(), picture)
    canvas.zoom_by(2.5, QPointF(200, 200))
    for _ in range(2):
        grabbed = canvas.grab().toImage()
        for place in ((230.0, 210.0), (310.0, 170.0)):
            seen = grabbed.pixelColor(spot(canvas, place))
            true = picture.levels[0].pixelColor(*(int(x) for x in place))
            assert abs(seen.red() - true.red()) + abs(seen.blue() - true.blue()) < 12
        qtbot.wait(150)


def test_without_a_photo_it_says_why(qtbot: QtBot) -> None:
    canvas = shown(qtbot, PhotoCanvas())
    canvas.show_words("Reading the photo")
    assert canvas.picture is None
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton)
    canvas.grab()


def test_gaps_of_a_photo_show_the_surround_and_nothing_that_lies_beneath(qtbot: QtBot) -> None:
    under = QWidget()
    under.setStyleSheet("background: #ff0000")
    under.resize(816, 616)
    qtbot.addWidget(under)
    pixels = np.full((600, 800, 4), 200, np.uint8)
    pixels[..., 3] = 255
    pixels[:, :400] = 0
    canvas = PhotoCanvas(parent=under)
    canvas.resize(816, 616)
    canvas.show_picture(Picture.of(pixels))
    under.show()
    qtbot.waitExposed(under)
    seen = under.grab().toImage()
    assert seen.pixelColor(spot(canvas, (200, 300))) == canvas.surround
    assert seen.pixelColor(spot(canvas, (600, 300))).red() == 200


def test_a_layer_that_fails_costs_its_picture_and_nothing_else(qtbot: QtBot) -> None:
    """A painter left open would end the process when the window is drawn next."""
    canvas = shown(qtbot, PhotoCanvas())
    fails = [True]

    def layer(*_: object) -> None:
        if fails:
            raise ValueError("planted")

    canvas.add_layer(layer)
    with qtbot.captureExceptions() as caught:
        canvas.update()
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ValueError
    fails.clear()
    with qtbot.captureExceptions() as caught:
        canvas.update()
        qtbot.wait(50)
    assert not caught


def test_another_photo_of_the_same_place_fades_in_and_its_middle_is_the_mean(qtbot: QtBot) -> None:
    canvas = shown(qtbot, PhotoCanvas(), flat(200))
    canvas.fade_ms = 4000
    canvas.show_picture(flat(100), keep_place=True)
    canvas._fade.pause()
    for passed, expected in ((0, 200), (2000, 150), (3000, 125)):
        canvas._fade.setCurrentTime(passed)
        assert canvas.grab().toImage().pixelColor(400, 300).red() == pytest.approx(expected, abs=2)
    canvas.zoom_by(2)
    assert canvas.grab().toImage().pixelColor(400, 300).red() == 100


def test_without_motion_another_photo_is_there_at_once(qtbot: QtBot) -> None:
    canvas = shown(qtbot, PhotoCanvas(), flat(200))
    canvas.show_picture(flat(100), keep_place=True)
    assert canvas.grab().toImage().pixelColor(400, 300).red() == 100
