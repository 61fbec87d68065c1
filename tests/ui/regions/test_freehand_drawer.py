"""Drawing a region in one stroke by real mouse events."""

import math

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hairtrack.course import Outline, RegionShape
from hairtrack.ui.canvas.photo_canvas import PhotoCanvas
from hairtrack.ui.regions import shapes as region_shapes
from hairtrack.ui.regions.freehand_drawer import FreehandDrawer
from tests.ui.hands import LEFT, click, shown, spot


@pytest.fixture
def canvas(qtbot: QtBot) -> PhotoCanvas:
    return shown(qtbot, PhotoCanvas())


@pytest.fixture
def tool(canvas: PhotoCanvas) -> FreehandDrawer:
    made = FreehandDrawer(canvas)
    canvas.set_tool(made)
    return made


def round_about(turns: float, across: float = 160, down: float = 120, twice: float = 1) -> Outline:
    """Places along an oval about the middle of the photo; half a turn more overshoots the beginning."""
    steps = [2 * math.pi * turns * k / 150 for k in range(151)]
    return tuple((400 + across * math.cos(t), 300 + down * math.sin(twice * t)) for t in steps)


def stroke(qtbot: QtBot, canvas: PhotoCanvas, places: Outline) -> None:
    qtbot.mousePress(canvas, LEFT, pos=spot(canvas, places[0]))
    for place in places[1:]:
        qtbot.mouseMove(canvas, spot(canvas, place))
    qtbot.mouseRelease(canvas, LEFT, pos=spot(canvas, places[-1]))


@pytest.mark.parametrize("turns", [0.95, 1.0, 1.05])
def test_a_stroke_around_an_area_becomes_a_polygon_that_follows_it(
    qtbot: QtBot, canvas: PhotoCanvas, tool: FreehandDrawer, turns: float
) -> None:
    with qtbot.waitSignal(tool.drawn) as told:
        stroke(qtbot, canvas, round_about(turns))

    assert told.args is not None
    shape, corners = told.args
    assert shape is RegionShape.POLYGON
    assert 8 <= len(corners) <= 40
    assert region_shapes.area(corners) == pytest.approx(math.pi * 160 * 120, rel=0.04)
    away = [abs(math.hypot((x - 400) / 160, (y - 300) / 120) - 1) * 120 for x, y in corners]
    assert max(away) * canvas.placing().m11() < 2.5


def test_a_stroke_that_crosses_itself_is_refused_in_words(
    qtbot: QtBot, canvas: PhotoCanvas, tool: FreehandDrawer
) -> None:
    with qtbot.assertNotEmitted(tool.drawn), qtbot.waitSignal(tool.told) as told:
        stroke(qtbot, canvas, round_about(1.0, twice=2))
    assert told.args is not None
    assert "crosses itself" in told.args[0]
    assert "corner" not in told.args[0]


def test_a_slip_of_the_hand_and_a_click_are_refused_in_words(
    qtbot: QtBot, canvas: PhotoCanvas, tool: FreehandDrawer
) -> None:
    with qtbot.assertNotEmitted(tool.drawn):
        with qtbot.waitSignal(tool.told) as told:
            stroke(qtbot, canvas, round_about(1.0, across=6, down=5))
        assert told.args is not None
        assert "too small" in told.args[0]
        with qtbot.waitSignal(tool.told) as told:
            click(qtbot, canvas, (300.0, 200.0))
        assert told.args is not None
        assert "Hold the button" in told.args[0]


def test_escape_in_the_middle_of_a_stroke_drops_it(qtbot: QtBot, canvas: PhotoCanvas, tool: FreehandDrawer) -> None:
    places = round_about(1.0)
    with qtbot.assertNotEmitted(tool.drawn), qtbot.waitSignal(tool.given_up):
        qtbot.mousePress(canvas, LEFT, pos=spot(canvas, places[0]))
        for place in places[1:80]:
            qtbot.mouseMove(canvas, spot(canvas, place))
        qtbot.keyClick(canvas, Qt.Key.Key_Escape)
        for place in places[80:]:
            qtbot.mouseMove(canvas, spot(canvas, place))
        qtbot.mouseRelease(canvas, LEFT, pos=spot(canvas, places[-1]))
