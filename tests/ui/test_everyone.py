"""What somebody who cannot see the window hears of it, page by page and form by form."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from pytestqt.qtbot import QtBot

from hairtrack.ui.course.page import CoursePage
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.measure.page import MeasurePage
from hairtrack.ui.measure.stage import Hand
from tests.ui.hands import rests
from tests.ui.parts import parts
from tests.workflow.rendered_course import rendered_course

PAGES = ("home", "photos", "align", "measure", "compare", "course", "report")


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a measured course."""
    return rendered_course(tmp_path_factory.mktemp("everyone"))


@pytest.fixture
def opened(window: MainWindow, rendered: Path, tmp_path: Path) -> MainWindow:
    """Return a window with a copy of it."""
    window.session.open(Path(shutil.copytree(rendered, tmp_path / "Anna.hairtrack")))
    return window


def stops(window: MainWindow) -> Iterator[QWidget]:
    """Return what can have the keyboard now."""
    for widget in parts(window, QWidget):
        inner = isinstance(widget.parent(), QAbstractScrollArea)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not inner:
            yield widget


def unnamed(window: MainWindow) -> list[str]:
    """Name what a screen reader would only call by its kind."""
    found = []
    for widget in stops(window):
        heard = QAccessible.queryAccessibleInterface(widget)
        if widget.focusProxy() is None and (heard is None or not heard.text(QAccessible.Text.Name).strip()):
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


@pytest.mark.parametrize("page", PAGES)
def test_every_stop_of_the_keyboard_has_a_name(opened: MainWindow, qtbot: QtBot, page: str) -> None:
    """As a screen reader asks for it."""
    opened.show_page(page)
    qtbot.waitUntil(lambda: rests(opened), timeout=30_000)
    assert unnamed(opened) == []
    assert len(list(stops(opened))) >= 5


def test_every_form_of_the_diary_is_named(opened: MainWindow, qtbot: QtBot) -> None:
    """Each form in turn."""
    opened.show_page("course")
    page = opened.page
    assert isinstance(page, CoursePage)
    for form in page.diary.add_buttons:
        page.diary.add(form)
        qtbot.waitUntil(lambda: rests(opened), timeout=30_000)
        assert unnamed(opened) == [], form


def test_each_hand_of_measuring_is_named(opened: MainWindow, qtbot: QtBot) -> None:
    """The brush brings a bar of its own."""
    opened.show_page("measure")
    page = opened.page
    assert isinstance(page, MeasurePage)
    for hand in Hand:
        page.measure_stage.take(hand)
        qtbot.waitUntil(lambda: rests(opened), timeout=30_000)
        assert unnamed(opened) == [], hand
