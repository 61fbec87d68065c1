from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from hairtrack.ui import sizes
from hairtrack.ui.home.page import HomePage
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.settings import Settings
from hairtrack.ui.settings_page import SettingsPage
from hairtrack.ui.theme import DARK, Theme, look_of
from tests.imaging.registration.networks import write_networks
from tests.ui.parts import parts


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> SettingsPage:
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    found = window.page
    assert isinstance(found, SettingsPage)
    return found


def test_settings_hold_at_once_and_are_kept(page: SettingsPage, window: MainWindow) -> None:
    page.scheme.buttons["dark"].click()
    assert look_of(window) is DARK
    page.text_size.buttons["130"].click()
    assert sizes.text_size() == 130
    page.motion.click()
    page.flicker.click()
    page.paper.buttons["us-letter"].click()
    kept = Settings.load()
    assert (kept.scheme, kept.text_size, kept.motion, kept.flicker, kept.paper) == (
        "dark",
        130,
        False,
        False,
        "us-letter",
    )


def test_text_grows_and_shrinks_by_keys_and_the_page_follows(
    page: SettingsPage, window: MainWindow, qtbot: QtBot
) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    for expected in (115, 130, 150, 150):
        qtbot.keyClick(window, Qt.Key.Key_Plus, both)
        assert (sizes.text_size(), page.text_size.key) == (expected, str(expected))
    qtbot.keyClick(window, Qt.Key.Key_Minus, both)
    assert Settings.load().text_size == 130
    qtbot.keyClick(window, Qt.Key.Key_0, both)
    assert sizes.text_size() == 100


def test_escape_goes_back_to_where_the_user_was(window: MainWindow, course_path: Path, qtbot: QtBot) -> None:
    window.session.open(course_path)
    qtbot.waitUntil(window.isActiveWindow)
    window.show_page("course")
    window.show_page("settings")
    assert not any(made.isChecked() for made in window.frame.rail.buttons.values())
    found = window.page
    assert isinstance(found, SettingsPage)
    found.scheme.buttons["light"].setFocus()
    qtbot.keyClick(found.scheme.buttons["light"], Qt.Key.Key_Escape)
    assert window.page is window.pages["course"]
    assert window.frame.rail.buttons["course"].isChecked()


def test_place_of_new_courses_reaches_the_form(
    page: SettingsPage, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "here"))
    next(b for b in parts(page.stage, QAbstractButton) if b.text() == "Another place").click()
    home = window.pages["home"]
    assert isinstance(home, HomePage)
    assert home.new.path.parent == tmp_path / "here"
    assert Settings.load().courses == str(tmp_path / "here")


def test_recent_list_is_cleared_and_comes_back_by_undo(
    page: SettingsPage, window: MainWindow, course_path: Path, qtbot: QtBot
) -> None:
    window.session.open(course_path)
    window.show_page("settings")
    page.clear.click()
    assert Settings.load().recent == []
    assert not page.clear.isEnabled()
    window.frame.notice.action.click()
    assert Settings.load().recent == [str(course_path)]


def test_putting_back_is_undone_too(
    page: SettingsPage, window: MainWindow, look: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.scheme.buttons["dark"].click()
    page.text_size.buttons["115"].click()
    (file := tmp_path / "aliked.onnx").touch()
    choose(page, monkeypatch, "ALIKED", file)
    next(b for b in parts(page.stage, QAbstractButton) if b.text() == "Put back").click()
    assert (Settings.load().scheme, sizes.text_size(), Settings.load().aliked) == ("system", 100, "")
    assert page.matcher.said.text() == "It is off."
    window.frame.notice.action.click()
    assert (Settings.load().scheme, sizes.text_size(), Settings.load().aliked) == ("dark", 115, str(file))


def test_work_is_asked_about_before_the_window_begins_anew(
    page: SettingsPage, window: MainWindow, qtbot: QtBot
) -> None:
    go_on = [True]

    def work(progress: object) -> None:
        while go_on[0]:
            pass

    window.jobs.start(work, what="Aligning photos", done=lambda _: None)
    page.language.buttons["de"].click()
    assert window.isVisible()
    assert window.frame.notice.text.text().startswith("Aligning photos is still going on.")
    assert Settings.load().language == "de"
    go_on[0] = False
    qtbot.waitUntil(lambda: not window.jobs.running)
    window.frame.notice.action.click()
    assert not window.isVisible()
    assert window.follower.wants_another_language


def test_every_control_says_what_it_does(page: SettingsPage) -> None:
    stops = [w for w in parts(page.stage, QAbstractButton) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(stops) > 8
    assert [w.text() for w in stops if not w.accessibleName()] == []
    assert [w.text() for w in stops if not w.accessibleDescription() and w is not page.back] == []


def choose(page: SettingsPage, monkeypatch: pytest.MonkeyPatch, name: str, file: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    next(b for b in parts(page.matcher, QAbstractButton) if b.accessibleName() == f"Choose file of {name}").click()


def test_a_learned_matcher_is_tried_when_both_files_are_chosen(
    page: SettingsPage, window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aliked, lightglue = write_networks(tmp_path / "networks")
    said = page.matcher.said
    assert said.text() == "It is off."
    choose(page, monkeypatch, "ALIKED", aliked)
    assert said.text() == "It is off until both files are chosen."
    choose(page, monkeypatch, "LightGlue", aliked)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=60000)
    assert said.text().startswith("aliked.onnx does not answer as LightGlue does")
    choose(page, monkeypatch, "LightGlue", lightglue)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=60000)
    assert said.text().startswith("Both files can be used.")
    kept = Settings.load()
    assert (kept.aliked, kept.lightglue) == (str(aliked), str(lightglue))
    page.matcher.leave_out.click()
    assert said.text() == "It is off."
    assert (Settings.load().aliked, Settings.load().lightglue) == ("", "")
