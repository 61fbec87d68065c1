"""Drawing and changing regions by real mouse and key events."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hairtrack.course import Outline, Region, RegionShape, View
from hairtrack.ui.canvas.photo_canvas import PhotoCanvas
from hairtrack.ui.regions.drawer import RegionDrawer
from hairtrack.ui.regions.editor import RegionEditor
from tests.ui.hands import LEFT, click, drag, shown, spot

CORNERS: Outline = ((200.0, 150.0), (600.0, 150.0), (600.0, 450.0), (200.0, 450.0))


def region(name: str = "Crown", points: Outline = CORNERS) -> Region:
    return Region(id=name, view=View.VERTEX, name=name, points=points, drawn_on="a" * 64)


def drawer(qtbot: QtBot, shape: RegionShape = RegionShape.POLYGON) -> tuple[PhotoCanvas, RegionDrawer]:
    canvas = shown(qtbot, PhotoCanvas())
    tool = RegionDrawer(canvas, shape)
    canvas.set_tool(tool)
    return canvas, tool


def editor(qtbot: QtBot, *regions: Region) -> tuple[PhotoCanvas, RegionEditor]:
    canvas = shown(qtbot, PhotoCanvas())
    tool = RegionEditor(canvas)
    canvas.set_tool(tool)
    tool.show_regions(regions or (region(),), (regions or (region(),))[0].id)
    canvas.grab()
    return canvas, tool


def near(points: Outline, wanted: Outline, slack: float = 2.5) -> bool:
    return len(points) == len(wanted) and all(
        pytest.approx(want, abs=slack) == point for point, want in zip(points, wanted, strict=True)
    )


@pytest.mark.parametrize("close", ["enter", "first corner", "double click"])
def test_a_polygon_is_closed_in_three_ways(qtbot: QtBot, close: str) -> None:
    canvas, tool = drawer(qtbot)
    for corner in CORNERS[:3]:
        click(qtbot, canvas, corner)
    with qtbot.waitSignal(tool.drawn) as told:
        if close == "double click":
            click(qtbot, canvas, CORNERS[3])
            qtbot.mouseDClick(canvas, LEFT, pos=spot(canvas, CORNERS[3]))
        else:
            click(qtbot, canvas, CORNERS[3])
            if close == "enter":
                qtbot.keyClick(canvas, Qt.Key.Key_Return)
            else:
                click(qtbot, canvas, CORNERS[0])
    assert told.args is not None
    shape, points = told.args
    assert shape is RegionShape.POLYGON
    assert near(points, CORNERS)


def test_a_polygon_is_drawn_by_keys_alone(qtbot: QtBot) -> None:
    canvas, tool = drawer(qtbot)
    for key, times in ((Qt.Key.Key_Left, 20), (Qt.Key.Key_Right, 40), (Qt.Key.Key_Down, 25)):
        for _ in range(times):
            qtbot.keyClick(canvas, key)
        qtbot.keyClick(canvas, Qt.Key.Key_Space)
    with qtbot.waitSignal(tool.drawn) as told:
        qtbot.keyClick(canvas, Qt.Key.Key_Enter)
    assert told.args is not None
    assert near(told.args[1], ((240.0, 300.0), (560.0, 300.0), (560.0, 500.0)), slack=6)


def test_backspace_takes_the_last_corner_back_and_escape_gives_up(qtbot: QtBot) -> None:
    canvas, tool = drawer(qtbot)
    for corner in CORNERS[:3]:
        click(qtbot, canvas, corner)
    qtbot.keyClick(canvas, Qt.Key.Key_Backspace)
    with qtbot.assertNotEmitted(tool.drawn), qtbot.waitSignal(tool.told) as told:
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert told.args == ["A region needs at least three corners."]
    with qtbot.waitSignal(tool.given_up):
        qtbot.keyClick(canvas, Qt.Key.Key_Escape)


def test_an_ellipse_is_dragged_open(qtbot: QtBot) -> None:
    canvas, tool = drawer(qtbot, RegionShape.ELLIPSE)
    with qtbot.waitSignal(tool.drawn) as told:
        drag(qtbot, canvas, (200.0, 150.0), (600.0, 450.0))
    assert told.args is not None
    assert told.args[0] is RegionShape.ELLIPSE
    assert near(told.args[1], ((400.0, 300.0), (600.0, 300.0), (400.0, 450.0)))


def test_an_ellipse_by_two_clicks_for_hands_that_cannot_drag(qtbot: QtBot) -> None:
    canvas, tool = drawer(qtbot, RegionShape.ELLIPSE)
    click(qtbot, canvas, (200.0, 150.0))
    with qtbot.waitSignal(tool.drawn) as told:
        click(qtbot, canvas, (600.0, 450.0))
    assert told.args is not None
    assert near(told.args[1], ((400.0, 300.0), (600.0, 300.0), (400.0, 450.0)))


def test_a_corner_is_dragged(qtbot: QtBot) -> None:
    canvas, tool = editor(qtbot)
    with qtbot.waitSignal(tool.changed) as told:
        drag(qtbot, canvas, CORNERS[2], (650.0, 500.0))
    assert told.args is not None
    assert near(told.args[0].points, (*CORNERS[:2], (650.0, 500.0), CORNERS[3]))


def test_a_trembling_click_on_a_corner_changes_nothing(qtbot: QtBot) -> None:
    canvas, tool = editor(qtbot)
    with qtbot.assertNotEmitted(tool.changed):
        drag(qtbot, canvas, CORNERS[2], (CORNERS[2][0] + 2, CORNERS[2][1] + 1))


def test_dragging_an_edge_makes_a_corner(qtbot: QtBot) -> None:
    canvas, tool = editor(qtbot)
    with qtbot.waitSignal(tool.changed) as told:
        drag(qtbot, canvas, (400.0, 150.0), (400.0, 80.0))
    assert told.args is not None
    assert near(told.args[0].points, (CORNERS[0], (400.0, 80.0), *CORNERS[1:]))


def test_the_whole_region_is_dragged_from_inside(qtbot: QtBot) -> None:
    canvas, tool = editor(qtbot)
    with qtbot.waitSignal(tool.changed) as told:
        drag(qtbot, canvas, (400.0, 300.0), (430.0, 280.0))
    assert told.args is not None
    assert near(told.args[0].points, tuple((x + 30, y - 20) for x, y in CORNERS))


def test_arrows_nudge_the_chosen_corner_and_make_one_edit(qtbot: QtBot) -> None:
    canvas, tool = editor(qtbot)
    changes: list[Region] = []
    tool.changed.connect(changes.append)
    qtbot.keyClick(canvas, Qt.Key.Key_BracketRight)
    for _ in range(3):
        qtbot.keyClick(canvas, Qt.Key.Key_Left)
    qtbot.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: bool(changes), timeout=3000)
    assert len(changes) == 1
    assert near(changes[0].points, ((197.0, 158.0), *CORNERS[1:]), slack=0.5)


def test_escape_takes_back_a_nudge(qtbot: QtBot) -> None:
    canvas, tool = editor(qtbot)
    with qtbot.assertNotEmitted(tool.changed, wait=900):
        qtbot.keyClick(canvas, Qt.Key.Key_Left)
        qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert tool.region is not None
    assert tool.region.points == CORNERS


def test_delete_removes_a_corner_and_the_region_once_no_corner_is_in_hand(qtbot: QtBot) -> None:
    canvas, tool = editor(qtbot)
    qtbot.keyClick(canvas, Qt.Key.Key_BracketRight)
    with qtbot.waitSignal(tool.changed) as told:
        qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert told.args is not None
    assert told.args[0].points == CORNERS[1:]
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    with qtbot.waitSignal(tool.removed):
        qtbot.keyClick(canvas, Qt.Key.Key_Delete)


def test_an_edit_that_crosses_the_border_is_not_taken(qtbot: QtBot) -> None:
    canvas, tool = editor(qtbot)
    with qtbot.assertNotEmitted(tool.changed), qtbot.waitSignal(tool.told):
        drag(qtbot, canvas, CORNERS[0], (700.0, 300.0))
    assert tool.region is not None
    assert tool.region.points == CORNERS


def test_a_click_chooses_the_region_under_it(qtbot: QtBot) -> None:
    inner = region("Spot", ((300.0, 250.0), (360.0, 250.0), (360.0, 320.0)))
    canvas, tool = editor(qtbot, region(), inner)
    with qtbot.waitSignal(tool.chosen) as told:
        click(qtbot, canvas, (345.0, 270.0))
    assert told.args == ["Spot"]
