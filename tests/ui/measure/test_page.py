"""The measure page in the real window: from nothing drawn to a region, its edits, and what is said."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hairtrack.course import DabKind, RegionShape, View
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.measure.page import MeasurePage
from hairtrack.ui.measure.stage import Hand
from hairtrack.ui.measure.words import Step, say_measurement
from tests.ui.compare.test_page import REGION, aligned, measured
from tests.ui.hands import click, drag


@pytest.fixture
def page(window: MainWindow, course_path: Path, qtbot: QtBot) -> Iterator[MeasurePage]:
    window.session.open(course_path)
    window.session.select_view(View.VERTEX)
    window.show_page("measure")
    found = window.pages["measure"]
    assert isinstance(found, MeasurePage)
    qtbot.waitUntil(lambda: found.measure_stage.canvas.picture is not None, timeout=15000)
    yield found
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


def draw(page: MeasurePage, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.step, Qt.MouseButton.LeftButton)
    canvas = page.measure_stage.canvas
    qtbot.waitUntil(lambda: canvas.picture is not None and not window.jobs.running, timeout=15000)
    for corner in REGION:
        click(qtbot, canvas, corner)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)


def test_without_a_region_the_one_next_step_is_to_draw(page: MeasurePage, window: MainWindow, qtbot: QtBot) -> None:
    assert page.step.text() == Step.DRAW
    assert page.badge() == "no region"
    draw(page, window, qtbot)
    regions = window.session.course.regions
    assert [region.name for region in regions] == ["Crown"]
    assert regions[0].shape is RegionShape.POLYGON
    # Drawn on the reference photo, which was brought up for it.
    assert regions[0].drawn_on == window.session.photos[0].sha256
    assert window.session.photo == window.session.photos[0]
    for point, corner in zip(regions[0].points, REGION, strict=True):
        assert point == pytest.approx(corner, abs=0.5)
    assert page.step.text() == Step.MEASURE
    window.session.undo()
    assert window.session.course.regions == ()


def test_a_region_is_changed_renamed_and_removed(page: MeasurePage, window: MainWindow, qtbot: QtBot) -> None:
    draw(page, window, qtbot)
    drag(qtbot, page.measure_stage.canvas, REGION[2], (140.0, 100.0))
    assert window.session.course.regions[0].points[2] == pytest.approx((140, 100), abs=1)
    assert window.session.undo_what == "change region"
    item = page.regions.list.item(0)
    item.setText("Whorl")
    assert window.session.course.regions[0].name == "Whorl"
    qtbot.mouseClick(page.regions.remove, Qt.MouseButton.LeftButton)
    assert window.session.course.regions == ()


def test_an_edit_by_keys_is_kept_when_the_course_is_closed_at_once(
    page: MeasurePage, window: MainWindow, course_path: Path, qtbot: QtBot
) -> None:
    draw(page, window, qtbot)
    before = window.session.course.regions[0].points[0]
    canvas = page.measure_stage.canvas
    for key in (Qt.Key.Key_BracketRight, Qt.Key.Key_Right):
        qtbot.keyClick(canvas, key)
    window.session.close()
    window.session.open(course_path)
    assert window.session.course.regions[0].points[0][0] > before[0]


def test_on_other_photos_the_region_is_carried_and_cannot_be_dragged(
    page: MeasurePage, window: MainWindow, qtbot: QtBot
) -> None:
    course = measured(aligned(window.session.course), 0.3, 0.4, 0.5)
    window.session.apply("test", course)
    window.session.select(current=window.session.photos[2].sha256)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    drag(qtbot, page.measure_stage.canvas, REGION[2], (140.0, 100.0))
    assert window.session.course == course
    assert page.panel.answer.text() == "50\N{NO-BREAK SPACE}% (46\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}54)"


def test_a_border_that_crosses_itself_is_said_without_moving_the_photo(
    page: MeasurePage, window: MainWindow, qtbot: QtBot
) -> None:
    page._take_hand(Hand.POLYGON)
    canvas = page.measure_stage.canvas
    qtbot.waitUntil(lambda: canvas.picture is not None and not window.jobs.running, timeout=15000)
    place = canvas.to_screen((0.0, 0.0))
    for corner in (REGION[0], REGION[2], REGION[1], REGION[3]):
        click(qtbot, canvas, corner)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert "crosses itself" in page.measure_stage._hint.text()
    assert not window.frame.notice.isVisible()
    assert canvas.to_screen((0.0, 0.0)) == place
    assert not window.session.course.regions


def test_a_half_drawn_region_is_dropped_on_leaving(page: MeasurePage, window: MainWindow, qtbot: QtBot) -> None:
    page._take_hand(Hand.POLYGON)
    canvas = page.measure_stage.canvas
    qtbot.waitUntil(lambda: canvas.picture is not None and not window.jobs.running, timeout=15000)
    click(qtbot, canvas, (30.0, 100.0))
    window.show_page("photos")
    window.show_page("measure")
    page._take_hand(Hand.POLYGON)
    for corner in REGION:
        click(qtbot, canvas, corner)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert len(window.session.course.regions[0].points) == len(REGION)


def test_another_photo_ends_drawing(page: MeasurePage, window: MainWindow, qtbot: QtBot) -> None:
    page._take_hand(Hand.POLYGON)
    canvas = page.measure_stage.canvas
    window.session.select(current=window.session.photos[2].sha256)
    qtbot.waitUntil(lambda: canvas.picture is not None and not window.jobs.running, timeout=15000)
    for corner in REGION:
        click(qtbot, canvas, corner)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert page.measure_stage.hand is Hand.CHANGE
    assert window.session.course.regions == ()


def test_touches_are_placed_and_taken_away(page: MeasurePage, window: MainWindow, qtbot: QtBot) -> None:
    page._take_hand(Hand.SKIN)
    canvas = page.measure_stage.canvas
    click(qtbot, canvas, (60.0, 60.0))
    (dab,) = window.session.course.dabs
    assert dab.kind is DabKind.SKIN
    assert dab.point == pytest.approx((60, 60), abs=0.5)
    click(qtbot, canvas, (60.0, 60.0))
    assert window.session.course.dabs == ()
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert page.measure_stage.hand is Hand.CHANGE


def test_measuring_runs_in_a_job_and_is_one_step_of_undo(page: MeasurePage, window: MainWindow, qtbot: QtBot) -> None:
    draw(page, window, qtbot)
    qtbot.mouseClick(page.step, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=30000)
    course = window.session.course
    assert len(course.measurements) == 3
    assert window.session.undo_what == "measure"
    assert page.panel.answer.text()


def test_what_is_said_without_photos_and_without_alignment(window: MainWindow, course_path: Path) -> None:
    window.session.open(course_path)
    course = window.session.course
    assert say_measurement(course, None, None).step is Step.ADD_PHOTOS
    drawn = measured(course)
    said = say_measurement(drawn, drawn.in_view(View.VERTEX)[0], drawn.regions[0])
    assert (said.answer, said.step) == ("Not measured yet", Step.MEASURE)
