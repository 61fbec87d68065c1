"""Real mouse events on canvases, in the photo's own pixels."""

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hairtrack.course import Point
from hairtrack.ui.canvas.photo_canvas import PhotoCanvas
from hairtrack.ui.canvas.picture import Picture
from hairtrack.ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def rests(window: MainWindow) -> bool:
    """Whether a window has done what it began, for a while: some work waits a moment for the hand to rest."""
    for _ in range(25):
        if window.jobs.running:
            return False
        QTest.qWait(10)
    return True


def painted(width: int = 800, height: int = 600, seed: int = 0) -> Picture:
    """A photo of smooth noise."""
    coarse = np.random.default_rng(seed).integers(60, 200, (height // 20, width // 20, 3), dtype=np.uint8)
    return Picture.of(np.ascontiguousarray(coarse.repeat(20, axis=0).repeat(20, axis=1)))


def shown(qtbot: QtBot, canvas: PhotoCanvas, picture: Picture | None = None) -> PhotoCanvas:
    """A canvas on screen with a photo."""
    qtbot.addWidget(canvas)
    canvas.resize(816, 616)
    canvas.show_picture(picture or painted())
    canvas.show()
    qtbot.waitExposed(canvas)
    canvas.setFocus()
    return canvas


def spot(canvas: PhotoCanvas, place: Point) -> QPoint:
    """Where a place of the photo is on the canvas."""
    return canvas.to_screen(place).toPoint()


def click(qtbot: QtBot, canvas: PhotoCanvas, place: Point) -> None:
    """Click at a place of the photo."""
    qtbot.mouseMove(canvas, spot(canvas, place))
    qtbot.mouseClick(canvas, LEFT, pos=spot(canvas, place))


def drag(qtbot: QtBot, canvas: PhotoCanvas, start: Point, stop: Point) -> None:
    """Drag from one place of the photo to another."""
    begin, end = spot(canvas, start), spot(canvas, stop)
    qtbot.mousePress(canvas, LEFT, pos=begin)
    for share in (0.3, 0.7, 1.0):
        qtbot.mouseMove(canvas, begin + (end - begin) * share)
    qtbot.mouseRelease(canvas, LEFT, pos=end)
