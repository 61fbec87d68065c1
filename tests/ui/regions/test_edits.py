"""Regions on the measure page beyond drawing by corners: free hand, areas to start from, copies, colours."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from hairtrack.course import RegionColour, SaltArea, View
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.measure.page import MeasurePage
from hairtrack.ui.measure.stage import Hand
from hairtrack.workflow.draw_regions import draw_region
from tests.ui.compare.test_page import REGION, aligned, measured
from tests.ui.hands import drag
from tests.ui.regions.test_freehand_drawer import stroke

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def page(window: MainWindow, course_path: Path, qtbot: QtBot) -> Iterator[MeasurePage]:
    window.session.open(course_path)
    window.session.select_view(View.VERTEX)
    window.show_page("measure")
    found = window.pages["measure"]
    assert isinstance(found, MeasurePage)
    rests(window, found, qtbot)
    yield found
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


def rests(window: MainWindow, page: MeasurePage, qtbot: QtBot) -> None:
    canvas = page.measure_stage.canvas
    qtbot.waitUntil(lambda: canvas.picture is not None and not window.jobs.running, timeout=15000)


def has_region(page: MeasurePage, window: MainWindow, name: str = "Crown") -> str:
    drawn = draw_region(window.session.course, view=View.VERTEX, name=name, points=REGION)
    window.session.apply("draw region", drawn)
    return drawn.regions[-1].id


def opened(qtbot: QtBot) -> QMenu:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu), timeout=3000)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def take(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if words in action.text()).trigger()
    menu.close()


def test_a_region_is_drawn_free_hand(page: MeasurePage, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(page.measure_stage, Qt.Key.Key_F)
    rests(window, page, qtbot)
    corners = [*REGION, REGION[0]]
    places = tuple(
        (a[0] + (b[0] - a[0]) * k / 12, a[1] + (b[1] - a[1]) * k / 12) for a, b in pairwise(corners) for k in range(12)
    )
    stroke(qtbot, page.measure_stage.canvas, places)

    (region,) = window.session.course.regions
    assert len(region.points) <= 12
    assert page.measure_stage.hand is Hand.CHANGE
    assert window.session.undo_what == "draw region"


def test_an_area_to_start_from_is_added_by_keys_and_is_said_to_be_a_start(
    page: MeasurePage, window: MainWindow, qtbot: QtBot
) -> None:
    assert page.regions.add.isVisible()
    qtbot.keyClick(page.measure_stage, Qt.Key.Key_A)
    menu = opened(qtbot)
    assert [action.text() for action in menu.actions()] == ["SALT top, 40\N{NO-BREAK SPACE}% of the scalp"]
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.session.course.regions), timeout=15000)
    rests(window, page, qtbot)

    (region,) = window.session.course.regions
    assert (region.name, region.drawn_on) == ("SALT top", window.session.photos[0].sha256)
    assert window.session.photo == window.session.photos[0]
    assert "to start from" in page.measure_stage._hint.text()
    # It is there, so it is not offered again.
    assert not page.regions.add.isVisible()
    drag(qtbot, page.measure_stage.canvas, region.points[0], (region.points[0][0] - 5, region.points[0][1] - 5))
    assert "to start from" not in page.measure_stage._hint.text()
    window.session.undo()
    window.session.undo()
    assert window.session.course.regions == ()


def test_a_region_is_copied_to_another_view_and_shown_there(
    page: MeasurePage, window: MainWindow, qtbot: QtBot
) -> None:
    has_region(page, window)
    qtbot.keyClick(page.measure_stage, Qt.Key.Key_C)
    menu = opened(qtbot)
    assert [action.text() for action in menu.actions()] == ["Front"]
    take(menu, "Front")
    qtbot.waitUntil(lambda: len(window.session.course.regions) == 2, timeout=15000)
    rests(window, page, qtbot)

    copy = window.session.course.regions[1]
    assert (copy.name, copy.view) == ("Crown", View.FRONTAL)
    assert window.session.view is View.FRONTAL
    assert page._chosen is not None
    assert page._chosen.id == copy.id
    assert "to start from" in page.measure_stage._hint.text()
    window.session.undo()
    assert len(window.session.course.regions) == 1


def test_another_colour_is_chosen_by_keys_and_keeps_the_values(
    page: MeasurePage, window: MainWindow, qtbot: QtBot
) -> None:
    window.session.apply("test", measured(aligned(window.session.course), 0.3, 0.4, 0.5))
    qtbot.keyClick(page.measure_stage, Qt.Key.Key_L)
    menu = opened(qtbot)
    assert [action.text().lower() for action in menu.actions()] == [*RegionColour]
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Teal"]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(menu, key)

    course = window.session.course
    assert course.regions[0].colour is RegionColour.BLUE
    assert len(course.measurements) == 3
    assert page.regions.colour.accessibleName() == "Colour: blue"
    spoken = page.regions.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("drawn in blue")
    window.session.undo()
    assert window.session.course.regions[0].colour is not RegionColour.BLUE


def test_the_context_menu_of_a_region_offers_everything(page: MeasurePage, window: MainWindow, qtbot: QtBot) -> None:
    has_region(page, window)
    place = page.regions.list.visualItemRect(page.regions.list.item(0)).center()
    viewport = page.regions.list.viewport()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, viewport.mapToGlobal(QPoint(place)))
    QApplication.sendEvent(viewport, asked)
    menu = opened(qtbot)
    assert [action.text() for action in menu.actions()] == ["Rename", "Colour", "Copy to", "Stands for", "Remove"]
    take(menu, "Remove")
    assert window.session.course.regions == ()


def test_a_right_click_on_a_region_in_the_photo_opens_its_menu(
    page: MeasurePage, window: MainWindow, qtbot: QtBot
) -> None:
    has_region(page, window)
    window.session.select(current=window.session.photos[0].sha256)
    rests(window, page, qtbot)
    canvas = page.measure_stage.canvas
    place = canvas.to_screen((0.0, 0.0))
    for inside, at in ((False, (3.0, 3.0)), (True, (REGION[0][0] + 10, REGION[0][1] + 10))):
        spot = canvas.to_screen(at).toPoint()
        qtbot.mousePress(canvas, Qt.MouseButton.RightButton, pos=spot)
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, canvas.mapToGlobal(spot))
        QApplication.sendEvent(canvas, asked)
        assert (QApplication.activePopupWidget() is not None) is inside
    take(opened(qtbot), "Remove")
    assert window.session.course.regions == ()
    # The menu took the button's release; the photo does not follow the pointer after it.
    qtbot.mouseMove(canvas, canvas.rect().center())
    assert canvas.to_screen((0.0, 0.0)) == place


def test_with_one_view_nothing_is_said_of_copying(page: MeasurePage, window: MainWindow) -> None:
    has_region(page, window)
    assert page.regions.copy.isVisible()
    page.regions.offer((SaltArea.TOP,), ())
    assert not page.regions.copy.isVisible()
    assert page.regions.add.isVisible()


def test_a_second_region_has_another_colour(page: MeasurePage, window: MainWindow) -> None:
    has_region(page, window)
    has_region(page, window, "Whorl")
    assert [region.colour for region in window.session.course.regions] == [RegionColour.TEAL, RegionColour.ORANGE]


def test_a_region_is_marked_as_a_salt_area_and_says_so(page: MeasurePage, window: MainWindow, qtbot: QtBot) -> None:
    crown = has_region(page, window)
    rests(window, page, qtbot)
    page.regions.list.setCurrentRow(0)
    page.regions.open_menu(QPoint(0, 0))
    menu = opened(qtbot)
    stands = next(action.menu() for action in menu.actions() if action.text() == "Stands for")
    assert isinstance(stands, QMenu)
    assert [action.text().split(",")[0] for action in stands.actions()] == ["SALT top", "No SALT area"]
    take(stands, "SALT top")
    menu.close()
    region = window.session.course.region(crown)
    assert region is not None
    assert region.salt is SaltArea.TOP
    said = page.regions.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "stands for SALT top" in said
    assert not page.edits.areas
    window.session.undo()
    assert page.edits.areas == (SaltArea.TOP,)
