"""A touch in the real window: the value moves at once, the course follows, and one undo takes back both."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.measure.page import MeasurePage
from hairtrack.ui.measure.stage import Hand
from tests.ui.hands import click
from tests.workflow.rendered_course import rendered_course

PLACES = ((300.0, 360.0), (330.0, 400.0), (350.0, 420.0))


@pytest.fixture
def page(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> Iterator[MeasurePage]:
    window.session.open(rendered_course(tmp_path))
    window.show_page("measure")
    found = window.pages["measure"]
    assert isinstance(found, MeasurePage)
    found.follower._timer.setInterval(200)
    qtbot.waitUntil(lambda: found.measure_stage.canvas.picture is not None, timeout=15000)
    found._take_hand(Hand.SKIN)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    yield found
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=30000)


def followed(window: MainWindow, page: MeasurePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.session.course.touches_wait and not page.follower.following, timeout=30000)


def test_a_touch_shows_its_value_before_the_course_follows(page: MeasurePage, window: MainWindow, qtbot: QtBot) -> None:
    page.follower._timer.setInterval(60_000)
    before = page.panel.answer.text()
    for place in PLACES:
        click(qtbot, page.measure_stage.canvas, place)
    qtbot.waitUntil(lambda: page.panel.answer.text() != before, timeout=15000)
    course = window.session.course
    assert course.touches_wait
    assert page.marks.shown(course) != course
    assert f"Before you touched: {before}" in page.panel.why.text()
    assert not page.step.isVisible()
    page.follower._timer.start(0)
    shown = page.panel.answer.text()
    followed(window, page, qtbot)
    assert page.panel.answer.text() == shown


def test_several_touches_are_one_run_and_each_undo_takes_back_its_touch_with_the_values(
    page: MeasurePage, window: MainWindow, qtbot: QtBot
) -> None:
    session, started = window.session, []
    plain = session.course
    window.jobs.started.connect(lambda job: started.append(job.what))
    for place in PLACES[:2]:
        click(qtbot, page.measure_stage.canvas, place)
    followed(window, page, qtbot)
    assert started == ["Measuring after your touches"]
    told = session.course
    assert len(told.dabs) == 2
    assert told.measurements != plain.measurements
    assert session.undo_what == "touch skin"
    session.undo()
    followed(window, page, qtbot)
    assert len(session.course.dabs) == 1
    session.undo()
    assert session.course == plain
    session.redo()
    session.redo()
    assert session.course == told


def test_stopped_it_keeps_the_touch_and_says_that_the_values_are_older(
    page: MeasurePage, window: MainWindow, qtbot: QtBot
) -> None:
    plain = window.session.course
    stopping = window.jobs.started.connect(lambda job: job.stop())
    click(qtbot, page.measure_stage.canvas, PLACES[0])
    qtbot.waitUntil(lambda: "older than your touches" in page.touches.text(), timeout=15000)
    course = window.session.course
    assert len(course.dabs) == 1
    assert course.measurements == plain.measurements
    assert not page.follower.following
    assert page.badge()
    assert page.badge() in window.frame.rail.buttons["measure"].accessibleName()
    window.jobs.started.disconnect(stopping)
    assert page.step.isVisible()
    qtbot.mouseClick(page.step, Qt.MouseButton.LeftButton)
    followed(window, page, qtbot)
    assert "follow" in page.touches.text()


def test_another_edit_meanwhile_is_kept(page: MeasurePage, window: MainWindow, qtbot: QtBot) -> None:
    click(qtbot, page.measure_stage.canvas, PLACES[0])
    qtbot.waitUntil(lambda: any("touches" in job.what for job in window.jobs.running), timeout=15000)
    page.edits.rename(window.session.course.regions[0].id, "Whorl")
    followed(window, page, qtbot)
    assert window.session.course.regions[0].name == "Whorl"
    assert window.session.undo_what == "rename region"
