"""The brush: by mouse, by keys alone, and on the measure page into the course."""

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from hairtrack.course import Exclusion, View
from hairtrack.ui.canvas.photo_canvas import PhotoCanvas
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.measure.brush_tool import WIDTHS, BrushBar, BrushTool
from hairtrack.ui.measure.page import MeasurePage
from hairtrack.ui.measure.stage import Hand
from hairtrack.ui.measure.stroke_layer import distance
from hairtrack.ui.measure.words import Step
from tests.ui.compare.test_page import aligned, measured
from tests.ui.hands import drag, painted, shown, spot

FIRST = Exclusion(photo="p", points=((100.0, 100.0), (200.0, 100.0)), radius=15.0)
SECOND = Exclusion(photo="p", points=((400.0, 300.0),), radius=15.0)


@pytest.fixture
def canvas(qtbot: QtBot, look: object) -> PhotoCanvas:
    return shown(qtbot, PhotoCanvas())


@pytest.fixture
def brush(canvas: PhotoCanvas) -> BrushTool:
    made = BrushTool(canvas)
    canvas.set_tool(made)
    canvas.add_layer(made.paint_strokes)
    return made


class Heard:
    """What a brush said."""

    def __init__(self, brush: BrushTool) -> None:
        self.painted: list[tuple[tuple[tuple[float, float], ...], float]] = []
        self.lifted: list[tuple[Exclusion, ...]] = []
        brush.painted.connect(lambda points, radius: self.painted.append((points, radius)))
        brush.lifted.connect(self.lifted.append)


def test_a_drag_is_one_stroke_from_its_first_to_its_last_place(
    brush: BrushTool, canvas: PhotoCanvas, qtbot: QtBot
) -> None:
    heard = Heard(brush)
    drag(qtbot, canvas, (100.0, 200.0), (300.0, 260.0))
    ((points, radius),) = heard.painted
    assert points[0] == pytest.approx((100, 200), abs=1)
    assert points[-1] == pytest.approx((300, 260), abs=1)
    assert len(points) >= 3
    assert radius == brush.radius
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=spot(canvas, (50.0, 60.0)))
    assert len(heard.painted[1][0]) == 1


def test_the_width_goes_by_keys_and_by_the_slider_within_bounds(
    brush: BrushTool, canvas: PhotoCanvas, qtbot: QtBot
) -> None:
    bar = BrushBar(brush)
    qtbot.addWidget(bar)
    before = brush.radius
    qtbot.keyClick(canvas, Qt.Key.Key_BracketRight)
    assert brush.radius == pytest.approx(1.25 * before)
    assert bar.width_slider.value() == brush.width
    bar.width_slider.setValue(2)
    assert brush.width == 2
    for _ in range(WIDTHS + 3):
        qtbot.keyClick(canvas, Qt.Key.Key_BracketLeft)
    assert brush.width == 0
    # A share of the photo's short side: the same place on a larger photo is covered alike.
    assert brush.radius == pytest.approx(0.004 * 600)
    canvas.show_picture(painted(1600, 1200))
    assert brush.radius == pytest.approx(0.004 * 1200)


def test_by_keys_alone_space_sets_it_down_and_lifts_it(brush: BrushTool, canvas: PhotoCanvas, qtbot: QtBot) -> None:
    heard = Heard(brush)
    for _ in range(3):
        qtbot.keyClick(canvas, Qt.Key.Key_Right)
    qtbot.keyClick(canvas, Qt.Key.Key_Space)
    start = canvas.pointer
    for _ in range(10):
        qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert not heard.painted
    qtbot.keyClick(canvas, Qt.Key.Key_Space)
    ((points, _),) = heard.painted
    assert (points[0], points[-1]) == (start, canvas.pointer)
    assert points[-1][1] > points[0][1] + 20
    for _ in range(3):
        qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert len(heard.painted) == 1, "the brush is up"
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Escape, Qt.Key.Key_Down):
        qtbot.keyClick(canvas, key)
    assert len(heard.painted) == 1, "given up"


def test_what_is_touched_is_put_back_and_nothing_else(brush: BrushTool, canvas: PhotoCanvas, qtbot: QtBot) -> None:
    heard = Heard(brush)
    brush.show_strokes((FIRST, SECOND))
    brush.puts_back = True
    drag(qtbot, canvas, (50.0, 400.0), (60.0, 300.0))
    assert heard.lifted == []
    drag(qtbot, canvas, (150.0, 150.0), (150.0, 90.0))
    assert heard.lifted == [(FIRST,)]
    brush.show_strokes((SECOND,))
    brush.puts_back = False
    qtbot.mouseMove(canvas, spot(canvas, (400.0, 302.0)))
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert heard.lifted == [(FIRST,), (SECOND,)]
    assert heard.painted == []


def test_alt_puts_back_while_it_is_held(
    brush: BrushTool, canvas: PhotoCanvas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = Heard(brush)
    brush.show_strokes((FIRST,))
    with monkeypatch.context() as held:
        held.setattr(QGuiApplication, "keyboardModifiers", lambda: Qt.KeyboardModifier.AltModifier)
        drag(qtbot, canvas, (150.0, 150.0), (150.0, 90.0))
    assert (heard.lifted, heard.painted) == ([(FIRST,)], [])
    drag(qtbot, canvas, (150.0, 150.0), (150.0, 90.0))
    assert len(heard.painted) == 1


def test_strokes_are_seen_whichever_tool_is_in_hand(brush: BrushTool, canvas: PhotoCanvas) -> None:
    canvas.set_tool(None)
    before = canvas.grab().toImage()
    brush.show_strokes((FIRST,))
    after = canvas.grab().toImage()

    def changed(place: tuple[float, float]) -> int:
        at = spot(canvas, place)
        return sum(
            before.pixel(at.x() + x, at.y() + y) != after.pixel(at.x() + x, at.y() + y)
            for x in range(8)
            for y in range(8)
        )

    assert changed((150.0, 95.0)) > 40
    assert changed((150.0, 130.0)) == 0


def test_scribbles_that_cross_themselves_often_are_drawn_at_once(brush: BrushTool, canvas: PhotoCanvas) -> None:
    places = np.random.default_rng(0).uniform((50, 50), (750, 550), (5, 100, 2))
    strokes = tuple(
        Exclusion(photo="p", points=tuple((float(x), float(y)) for x, y in walk), radius=6.0) for walk in places
    )
    start = time.monotonic()
    brush.show_strokes(strokes)
    canvas.grab()
    # Joined as shapes, they took minutes.
    assert time.monotonic() - start < 5


def test_a_place_is_as_far_from_a_stroke_as_from_its_nearest_part() -> None:
    line = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0))
    assert distance(line, (5.0, 3.0)) == 3
    assert distance(line, (14.0, 5.0)) == 4
    assert distance(line, (10.0, 12.0)) == 2
    assert distance(line, (0.0, 8.0)) == 8
    assert distance(((4.0, 4.0),), (7.0, 8.0)) == 5


@pytest.fixture
def page(window: MainWindow, course_path: Path, qtbot: QtBot) -> Iterator[MeasurePage]:
    window.session.open(course_path)
    window.session.select_view(View.VERTEX)
    window.session.apply("test", measured(aligned(window.session.course), 0.3, 0.4, 0.5))
    window.show_page("measure")
    found = window.pages["measure"]
    assert isinstance(found, MeasurePage)
    window.session.select(current=window.session.photos[1].sha256)
    qtbot.waitUntil(lambda: found.measure_stage.canvas.picture is not None, timeout=15000)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    yield found
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


def test_a_stroke_on_any_photo_is_one_step_and_puts_its_value_out_of_date(
    page: MeasurePage, window: MainWindow, qtbot: QtBot
) -> None:
    before, photo = window.session.course, window.session.photos[1]
    canvas = page.measure_stage.canvas
    qtbot.keyClick(canvas, Qt.Key.Key_T)
    assert page.measure_stage.hand is Hand.TAKE_OUT
    assert page.measure_stage.brush_bar.isVisible()
    place = canvas.to_screen((0.0, 0.0))
    drag(qtbot, canvas, (60.0, 60.0), (90.0, 60.0))
    (stroke,) = window.session.course.exclusions
    assert stroke.photo == photo.sha256
    assert stroke.points[-1] == pytest.approx((90, 60), abs=1)
    assert canvas.to_screen((0.0, 0.0)) == place
    assert page.panel.answer.text() == "Not measured yet"
    assert page.step.text() == Step.MEASURE
    assert "Measure" in page.measure_stage._hint.text()
    window.session.undo()
    assert window.session.course == before
    window.session.redo()
    qtbot.mouseClick(page.measure_stage.brush_bar.put_back, Qt.MouseButton.LeftButton)
    drag(qtbot, canvas, (75.0, 80.0), (75.0, 50.0))
    assert window.session.course.exclusions == ()
    assert window.session.undo_what == "put back"
    page._take_hand(Hand.CHANGE)
    page._take_hand(Hand.TAKE_OUT)
    drag(qtbot, canvas, (60.0, 60.0), (90.0, 60.0))
    assert len(window.session.course.exclusions) == 1, "taken up anew, the brush paints"


def test_a_stroke_far_from_every_region_changes_no_value(page: MeasurePage, window: MainWindow, qtbot: QtBot) -> None:
    values = window.session.course.measurements
    page._take_hand(Hand.TAKE_OUT)
    drag(qtbot, page.measure_stage.canvas, (3.0, 3.0), (8.0, 3.0))
    assert len(window.session.course.exclusions) == 1
    assert window.session.course.measurements == values
    assert "far from every region" in page.measure_stage._hint.text()
    page._take_hand(Hand.CHANGE)
    assert not page.measure_stage.brush_bar.isVisible()


def test_each_photo_shows_its_own_strokes(page: MeasurePage, window: MainWindow, qtbot: QtBot) -> None:
    page._take_hand(Hand.TAKE_OUT)
    drag(qtbot, page.measure_stage.canvas, (60.0, 60.0), (90.0, 60.0))
    assert page.measure_stage.brush._strokes == window.session.course.exclusions
    window.session.select(current=window.session.photos[2].sha256)
    assert page.measure_stage.brush._strokes == ()
    assert "Taken out" not in page.measure_stage._hint.text()
