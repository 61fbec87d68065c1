"""What a hand has half made on the measure page: it is undone step by step, and nothing of it is lost on the way."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hairtrack.course import Course, Outline, Point, View
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.measure.page import MeasurePage
from hairtrack.ui.measure.stage import Hand
from hairtrack.workflow.draw_regions import draw_region
from tests.ui.compare.test_page import REGION, aligned, measured
from tests.ui.hands import click

CONTROL = Qt.KeyboardModifier.ControlModifier
REDO = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(window: MainWindow, course_path: Path, qtbot: QtBot) -> Iterator[MeasurePage]:
    window.session.open(course_path)
    window.session.select_view(View.VERTEX)
    window.session.apply("test", measured(aligned(window.session.course), 0.3, 0.4, 0.5))
    window.session.select(current=window.session.photos[0].sha256)
    window.show_page("measure")
    found = window.pages["measure"]
    assert isinstance(found, MeasurePage)
    rests(window, found, qtbot)
    yield found
    rests(window, found, qtbot)


def rests(window: MainWindow, page: MeasurePage, qtbot: QtBot) -> None:
    canvas = page.measure_stage.canvas
    qtbot.waitUntil(lambda: canvas.picture is not None and not window.jobs.running, timeout=15000)


def course_of(window: MainWindow) -> Course:
    return window.session.course


def drafted(page: MeasurePage) -> Outline:
    return page.measure_stage.polygon.draft


def corners(window: MainWindow) -> int:
    return len(course_of(window).regions[0].points)


def edit_texts(window: MainWindow) -> list[str]:
    return [action.text() for action in window.actions() if action.isEnabled()]


def test_undo_takes_corners_back_before_it_touches_the_course(
    page: MeasurePage, window: MainWindow, qtbot: QtBot
) -> None:
    before, canvas = course_of(window), page.measure_stage.canvas
    qtbot.keyClick(canvas, Qt.Key.Key_G)
    for corner in REGION[:3]:
        click(qtbot, canvas, corner)
    placed = drafted(page)
    assert len(placed) == 3
    assert "Undo set corner" in edit_texts(window)
    qtbot.keyClick(canvas, Qt.Key.Key_Z, CONTROL)
    assert drafted(page) == placed[:2]
    qtbot.keyClick(canvas, Qt.Key.Key_Z, REDO)
    assert drafted(page) == placed
    for _ in range(5):
        qtbot.keyClick(canvas, Qt.Key.Key_Z, CONTROL)
    assert not drafted(page)
    assert course_of(window) == before
    # Laid down, the drawing leaves undo to the course.
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    qtbot.keyClick(canvas, Qt.Key.Key_Z, CONTROL)
    assert course_of(window) != before


@pytest.mark.parametrize("way", ["photo", "page", "hand"])
def test_an_outline_laid_aside_is_taken_up_again(way: str, page: MeasurePage, window: MainWindow, qtbot: QtBot) -> None:
    canvas = page.measure_stage.canvas
    qtbot.keyClick(canvas, Qt.Key.Key_G)
    for corner in REGION[:3]:
        click(qtbot, canvas, corner)
    draft = drafted(page)
    if way == "photo":
        window.session.select(current=window.session.photos[1].sha256)
    elif way == "page":
        window.show_page("compare")
        window.show_page("measure")
    else:
        qtbot.keyClick(canvas, Qt.Key.Key_H)
    assert not drafted(page)
    assert "takes it up" in window.frame.notice.text.text()
    rests(window, page, qtbot)
    qtbot.keyClick(page.measure_stage, Qt.Key.Key_G)
    rests(window, page, qtbot)
    assert drafted(page) == draft
    assert window.session.photo == window.session.photos[0]
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert [len(region.points) for region in course_of(window).regions] == [len(REGION), 3]


def test_a_move_by_keys_is_kept_when_another_photo_or_region_is_taken(
    page: MeasurePage, window: MainWindow, qtbot: QtBot
) -> None:
    drawn = draw_region(course_of(window), view=View.VERTEX, name="Other", points=((5, 5), (30, 5), (30, 30)))
    window.session.apply("draw region", drawn)
    first, other = (region.id for region in drawn.regions)
    canvas = page.measure_stage.canvas
    for go_on in (
        lambda: window.session.select(current=window.session.photos[1].sha256),
        lambda: page._choose_region(other),
    ):
        window.session.select(current=window.session.photos[0].sha256)
        page._choose_region(first)
        rests(window, page, qtbot)
        before = course_of(window).regions[0].points[0]
        for key in (Qt.Key.Key_BracketRight, Qt.Key.Key_Right):
            qtbot.keyClick(canvas, key)
        assert course_of(window).regions[0].points[0] == before
        go_on()
        assert course_of(window).regions[0].points[0][0] > before[0]


def test_undo_takes_back_a_move_by_keys_that_is_not_at_rest(
    page: MeasurePage, window: MainWindow, qtbot: QtBot
) -> None:
    before, canvas = course_of(window), page.measure_stage.canvas
    for key in (Qt.Key.Key_BracketRight, Qt.Key.Key_Right):
        qtbot.keyClick(canvas, key)
    assert "Undo change region" in edit_texts(window)
    qtbot.keyClick(canvas, Qt.Key.Key_Z, CONTROL)
    assert course_of(window) == before
    assert window.session.redo_what == "change region"
    qtbot.keyClick(canvas, Qt.Key.Key_Z, REDO)
    assert course_of(window).regions[0].points[0][0] > before.regions[0].points[0][0]


def test_delete_pressed_on_takes_corners_and_never_the_region(
    page: MeasurePage, window: MainWindow, qtbot: QtBot
) -> None:
    canvas, count = page.measure_stage.canvas, corners(window)
    assert count == 4
    qtbot.keyClick(canvas, Qt.Key.Key_BracketRight)
    for _ in range(4):
        qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert corners(window) == 3
    qtbot.keyClick(canvas, Qt.Key.Key_Z, CONTROL)
    assert corners(window) == count
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert corners(window) == 3


def test_a_removed_region_is_told_with_the_way_back(page: MeasurePage, window: MainWindow, qtbot: QtBot) -> None:
    before, canvas = course_of(window), page.measure_stage.canvas
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert course_of(window).regions == ()
    told = page.measure_stage._hint.text()
    assert told == f"{before.regions[0].name} was removed with its values. Ctrl+Z brings them back."
    qtbot.keyClick(canvas, Qt.Key.Key_Z, CONTROL)
    assert course_of(window) == before


def test_two_regions_of_a_view_never_share_a_name(page: MeasurePage, window: MainWindow) -> None:
    drawn = draw_region(course_of(window), view=View.VERTEX, name="Other", points=((5, 5), (30, 5), (30, 30)))
    window.session.apply("draw region", drawn)
    page.regions.list.item(1).setText(drawn.regions[0].name)
    assert [region.name for region in course_of(window).regions] == [drawn.regions[0].name, "Other"]
    assert page.regions.list.item(1).text().startswith("Other")
    assert "Choose another name" in page.measure_stage._hint.text()


def test_a_stroke_begun_by_keys_stays_in_its_photo(page: MeasurePage, window: MainWindow, qtbot: QtBot) -> None:
    canvas, first = page.measure_stage.canvas, window.session.photos[0]
    qtbot.keyClick(canvas, Qt.Key.Key_T)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(canvas, key)
    assert course_of(window).exclusions == ()
    window.session.select(current=window.session.photos[1].sha256)
    rests(window, page, qtbot)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    (stroke,) = course_of(window).exclusions
    assert stroke.photo == first.sha256
    assert len(stroke.points) >= 2


def test_undo_drops_a_stroke_that_is_not_complete(page: MeasurePage, window: MainWindow, qtbot: QtBot) -> None:
    before, canvas = course_of(window), page.measure_stage.canvas
    qtbot.keyClick(canvas, Qt.Key.Key_T)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Right):
        qtbot.keyClick(canvas, key)
    assert "Undo take out" in edit_texts(window)
    qtbot.keyClick(canvas, Qt.Key.Key_Z, CONTROL)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert course_of(window) == before


def test_a_touch_that_would_teach_nothing_is_not_taken(page: MeasurePage, window: MainWindow, qtbot: QtBot) -> None:
    canvas, hint = page.measure_stage.canvas, page.measure_stage._hint
    page._take_hand(Hand.HAIR)
    click(qtbot, canvas, (3.0, 3.0))
    assert course_of(window).dabs == ()
    assert "outside every region" in hint.text()
    unplaced = window.session.photos[1]
    window.session.apply("test", replace(course_of(window), alignments=()))
    window.session.select(current=unplaced.sha256)
    rests(window, page, qtbot)
    inside: Point = (sum(x for x, _ in REGION) / len(REGION), sum(y for _, y in REGION) / len(REGION))
    click(qtbot, canvas, inside)
    assert course_of(window).dabs == ()
    assert "Align it first" in hint.text()
    window.session.select(current=window.session.photos[0].sha256)
    rests(window, page, qtbot)
    click(qtbot, canvas, inside)
    assert len(course_of(window).dabs) == 1
    window.session.undo()
