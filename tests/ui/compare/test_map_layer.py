"""The change map over a flat grey photo, of which every pixel tells what was laid over it."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from hairtrack.analysis.cell_changes import CellVerdict
from hairtrack.course import Region, View
from hairtrack.imaging.coverage.change_map import Cell
from hairtrack.report import maps
from hairtrack.ui.canvas.picture import Picture
from hairtrack.ui.compare.map_layer import ChangeMapLegend, cell_colour, cell_words
from hairtrack.ui.compare.stage import CompareStage
from hairtrack.ui.compare.view import Look
from hairtrack.workflow.change_map import RegionMap

GREY = 120
OUTLINE = ((100.0, 100.0), (500.0, 100.0), (500.0, 200.0), (100.0, 200.0))
REGION = Region(id="r", view=View.VERTEX, name="Crown", points=OUTLINE, drawn_on="a")
CELLS = (
    (CellVerdict.GAIN, 0.2, 0.7),
    (CellVerdict.LOSS, 0.7, 0.2),
    (CellVerdict.WITHIN_NOISE, 0.3, 0.35),
    (CellVerdict.NOT_JUDGED, None, None),
)


def region_map(words: str = "1 of 3 cells gained, 1 lost.") -> RegionMap:
    """Four cells of 100 pixels side by side."""
    cells = [
        (Cell(box=(left, 100.0, left + 100.0, 200.0), place=(k, 0), before=before, after=after), verdict)
        for k, (verdict, before, after) in enumerate(CELLS)
        for left in (100.0 * (k + 1),)
    ]
    return RegionMap(region=REGION, outline=OUTLINE, cells=tuple(cells), words=words)


@pytest.fixture
def stage(qtbot: QtBot) -> CompareStage:
    made = CompareStage((Look.WIPE, Look.MAP))
    qtbot.addWidget(made)
    made.resize(900, 800)
    flat = Picture.of(np.full((600, 800, 3), GREY, np.uint8))
    made.show_pair(flat, flat, aligned=True)
    made.show()
    qtbot.waitExposed(made)
    return made


def seen(stage: CompareStage, x: float, y: float) -> QColor:
    image = stage.over.grab().toImage()
    return image.pixelColor(stage.over.to_screen((x, y)).toPoint())


def test_gain_is_blue_loss_orange_noise_grey_and_the_rest_empty(stage: CompareStage) -> None:
    stage.show_as(Look.MAP)
    stage.show_maps([region_map()])
    gain, loss, noise = (seen(stage, x, 115) for x in (115, 215, 315))
    assert gain.blue() > gain.red() + 60
    assert loss.red() > loss.blue() + 60
    assert noise.red() == noise.green() == noise.blue() != GREY
    assert seen(stage, 300, 400).red() == GREY
    stage.show_as(Look.WIPE)
    assert seen(stage, 115, 115).red() == GREY


def test_each_coloured_cell_bears_a_triangle_that_tells_up_from_down(stage: CompareStage) -> None:
    stage.show_as(Look.MAP)
    stage.show_maps([region_map()])
    stage.bar.outlines.setChecked(False)
    # Each is broad where its base is, and a point at the other end.
    assert [seen(stage, x, 153) == QColor("white") for x in (147, 247)] == [True, False]
    assert [seen(stage, x, 147) == QColor("white") for x in (147, 247)] == [False, True]


def test_a_larger_change_has_a_stronger_colour_and_beyond_the_last_step_none_stronger() -> None:
    colours = [cell_colour(CellVerdict.GAIN, change) for change in (10, 30, 50, 60, 90)]
    assert [c.rgb() for c in colours[:3]] == [QColor(step).rgb() for step in maps.GAIN_STEPS]
    assert colours[2] == colours[3] == colours[4]
    assert cell_colour(CellVerdict.LOSS, -30).rgb() == QColor(maps.LOSS_STEPS[1]).rgb()
    assert cell_colour(CellVerdict.WITHIN_NOISE, 90).saturation() == 0
    assert cell_colour(CellVerdict.NOT_JUDGED, None).alpha() == 0


def test_what_the_map_shows_is_said_in_words_to_the_eye_and_the_ear(stage: CompareStage) -> None:
    assert not stage.map_foot.words.isVisible()
    stage.show_as(Look.MAP)
    assert "being made" in stage.map_foot.words.text()
    none = replace(region_map("no map."), cells=())
    front = replace(none, region=replace(REGION, name="Front"))
    stage.show_maps([none, region_map(), front])
    assert stage.map_foot.words.text() == "Crown: 1 of 3 cells gained, 1 lost.\nCrown and Front: no map."
    assert stage.over.accessibleDescription() == stage.map_foot.words.text()
    assert stage.map_foot.legend.isVisible()
    assert "loss" in stage.map_foot.legend.accessibleDescription()
    stage.forget_map()
    assert not stage.map_foot.legend.isVisible()
    assert "cells" not in stage.map_foot.words.text()


def test_the_cell_under_the_pointer_says_its_numbers(qtbot: QtBot, stage: CompareStage) -> None:
    stage.show_as(Look.MAP)
    stage.show_maps([region_map()])
    under = [stage.map.cell_at((150.0 + 100 * k, 150.0)) for k in range(len(CELLS))]
    assert [cell_words(*found) for found in under if found] == [
        "20 %, then 70 %: +50 points",
        "70 %, then 20 %: −50 points",
        "30 %, then 35 %: +5 points, within noise",
        "Not judged",
    ]
    assert stage.map.cell_at((50.0, 50.0)) is None
    plain = seen(stage, 205, 95)
    qtbot.mouseMove(stage.over, QPoint(0, 0))
    qtbot.mouseMove(stage.over, stage.over.to_screen((150.0, 150.0)).toPoint())
    assert seen(stage, 215, 90) != plain


def test_the_map_is_asked_for_when_it_is_looked_at(qtbot: QtBot, stage: CompareStage) -> None:
    with qtbot.waitSignal(stage.map_wanted):
        stage.show_as(Look.MAP)


def test_the_legend_takes_more_lines_where_there_is_less_room(qtbot: QtBot) -> None:
    legend = ChangeMapLegend()
    qtbot.addWidget(legend)
    assert legend.heightForWidth(300) > legend.heightForWidth(1200)
