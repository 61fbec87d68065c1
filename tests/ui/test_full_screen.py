"""The photos alone on the whole screen, and everything as it was afterwards."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from hairtrack.ui import theme
from hairtrack.ui.compare.page import ComparePage
from hairtrack.ui.main_window import MainWindow


def test_the_stage_is_alone_in_the_dark_and_escape_gives_all_back(
    window: MainWindow, course_path: Path, qtbot: QtBot
) -> None:
    window.session.open(course_path)
    window.show_page("compare")
    frame, size = window.frame, window.size()
    parts = (frame.rail, frame.strip, window.menuBar(), *frame.panes[2:3])
    assert all(part.isVisible() for part in parts)
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    assert not any(part.isVisible() for part in parts)
    page = window.page
    assert isinstance(page, ComparePage)
    assert page.pair_stage.isVisible()
    assert page.pair_stage.over.surround.name() == theme.DARK.surround
    chosen = window.session.after
    qtbot.keyClick(window, Qt.Key.Key_Left)
    assert window.session.after != chosen
    assert not frame.strip.isVisible()
    qtbot.keyClick(page.pair_stage.over_or_side, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert all(part.isVisible() for part in parts)
    assert page.pair_stage.over.surround.name() == theme.LIGHT.surround
    assert window.size() == size


def test_a_button_fills_the_screen_and_another_page_leaves_it(
    window: MainWindow, course_path: Path, qtbot: QtBot
) -> None:
    window.session.open(course_path)
    window.show_page("compare")
    page = window.page
    assert isinstance(page, ComparePage)
    page.pair_stage.bar.full_screen.click()
    assert window.full_screen.on
    window.show_page("photos")
    assert not window.full_screen.on
    assert window.frame.rail.isVisible()


def test_the_keys_of_the_pages_work_in_full_screen(window: MainWindow, course_path: Path, qtbot: QtBot) -> None:
    window.session.open(course_path)
    window.show_page("compare")
    window.fill_screen()
    # The page in front is where the user is already.
    qtbot.keyClick(window, Qt.Key.Key_5)
    assert window.full_screen.on
    qtbot.keyClick(window, Qt.Key.Key_2)
    assert window.page is window.pages["photos"]
    assert not window.full_screen.on
    assert window.frame.rail.buttons["photos"].isChecked()


def test_the_pair_is_exchanged_and_saved_by_keys_with_the_column_away(
    window: MainWindow, course_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.session.open(course_path)
    window.show_page("compare")
    asked: list[str] = []

    def no_place(_over: object, title: str, *_: object) -> tuple[str, str]:
        asked.append(title)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", no_place)
    for put_away in (window.fold_inspector, window.fill_screen):
        put_away()
        pair = window.session.before, window.session.after
        qtbot.keyClick(window, Qt.Key.Key_X)
        assert (window.session.after, window.session.before) == pair
        qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["Save the comparison"] * 2
    assert window.full_screen.on
    # On another page the keys are those of that page.
    window.show_page("align")
    pair = window.session.before, window.session.after
    qtbot.keyClick(window, Qt.Key.Key_X)
    assert (window.session.before, window.session.after) == pair
    window.show_page("report")
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert asked[2:] == ["Save the report"]


def test_a_window_closed_in_full_screen_opens_as_it_was_before(
    window: MainWindow, course_path: Path, qtbot: QtBot
) -> None:
    window.session.open(course_path)
    window.fill_screen()
    window.close()
    assert not window.full_screen.on
    assert not window.isFullScreen()
