"""Regions over a photo: in their colours, with names that do not cover each other."""

from itertools import combinations

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from hairtrack.course import Outline, Region, RegionColour, View
from hairtrack.ui.canvas import marks
from hairtrack.ui.canvas.photo_canvas import PhotoCanvas
from hairtrack.ui.regions.colours import REGION_COLOURS
from hairtrack.ui.regions.marks import Drawn, paint_regions
from tests.ui.hands import shown

CORNERS: Outline = ((300.0, 200.0), (500.0, 200.0), (500.0, 400.0), (300.0, 400.0))


def region(name: str, colour: RegionColour, points: Outline = CORNERS, *, chosen: bool = False) -> Drawn:
    made = Region(id=name, view=View.VERTEX, name=name, points=points, drawn_on="a" * 64, colour=colour)
    return points, made, chosen


def painted(qtbot: QtBot, *drawn: Drawn) -> tuple[QImage, PhotoCanvas]:
    canvas = shown(qtbot, PhotoCanvas())
    image = QImage(canvas.size(), QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    paint_regions(painter, canvas, drawn)
    painter.end()
    return image, canvas


def test_a_border_has_the_colour_of_its_region(qtbot: QtBot) -> None:
    small: Outline = ((360.0, 260.0), (440.0, 260.0), (440.0, 340.0), (360.0, 340.0))
    image, canvas = painted(
        qtbot, region("a", RegionColour.PINK, chosen=True), region("b", RegionColour.BLUE, small, chosen=True)
    )
    for place, colour in (((500.0, 300.0), RegionColour.PINK), ((440.0, 300.0), RegionColour.BLUE)):
        at = canvas.to_screen(place).toPoint()
        seen = {image.pixelColor(at.x() + k, at.y()).name() for k in (-1, 0, 1)}
        assert REGION_COLOURS[colour].name() in seen


def test_names_at_one_place_do_not_cover_each_other(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    boxes: dict[str, QRectF] = {}
    tag = marks.tag

    def kept(painter: QPainter, at: QPointF, text: str, *, size: int) -> QRectF:
        boxes[text] = tag(painter, at, text, size=size)
        return boxes[text]

    monkeypatch.setattr(marks, "tag", kept)
    names = ("Crown", "SALT top", "Left patch", "Whorl")
    _, canvas = painted(qtbot, *(region(name, RegionColour.TEAL, chosen=name == "Whorl") for name in names))

    assert set(boxes) == set(names)
    assert not any(first.intersects(second) for first, second in combinations(boxes.values(), 2))
    # The chosen one stands where it would stand alone.
    assert boxes["Whorl"].bottomLeft() == canvas.to_screen(CORNERS[0]) + QPointF(6, -6)


def test_a_name_at_the_edge_is_whole_and_one_that_would_cover_a_small_photo_is_left_out(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    boxes: list[QRectF] = []
    tag = marks.tag

    def kept(painter: QPainter, at: QPointF, text: str, *, size: int) -> QRectF:
        boxes.append(tag(painter, at, text, size=size))
        return boxes[-1]

    monkeypatch.setattr(marks, "tag", kept)
    canvas = shown(qtbot, PhotoCanvas())
    edge: Outline = ((740.0, 0.0), (800.0, 0.0), (800.0, 600.0), (740.0, 600.0))
    for width, names in ((816, 1), (150, 0)):
        boxes.clear()
        canvas.resize(width, 616)
        image = QImage(canvas.size(), QImage.Format.Format_RGB32)
        with QPainter(image) as painter:
            paint_regions(painter, canvas, [region("The patch at the left temple", RegionColour.TEAL, edge)])
        assert len(boxes) == names
        assert all(QRectF(canvas.rect()).contains(box) for box in boxes)
