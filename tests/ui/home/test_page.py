from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from hairtrack.progress import Progress
from hairtrack.ui.home.new_course import NewCourse
from hairtrack.ui.home.page import HomePage
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.settings import Settings
from hairtrack.workflow.courses import new_course
from tests.ui.parts import parts


@pytest.fixture
def home(window: MainWindow) -> HomePage:
    found = window.pages["home"]
    assert isinstance(found, HomePage)
    return found


def _press(page: HomePage, words: str, qtbot: QtBot) -> None:
    found = [b for b in parts(page.stage, QAbstractButton) if b.text() == words and b.isVisible()]
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def _visible_words(page: HomePage) -> str:
    labels = [*parts(page.stage, QLabel), *parts(page.inspector, QLabel)]
    return " ".join(label.text() for label in labels if label.isVisible())


def test_first_run_says_what_it_is_and_what_stays_private(home: HomePage) -> None:
    words = _visible_words(home)
    assert "Is my hair coming back?" in words
    assert "stay on this computer" in words
    assert words.count("Not medical advice") == 1


def test_from_first_start_to_photos_in_three_steps(home: HomePage, window: MainWindow, qtbot: QtBot) -> None:
    _press(home, "Start with my photos", qtbot)
    qtbot.keyClicks(home.new.name, "Anna: 2026")
    qtbot.keyClick(home.new.name, Qt.Key.Key_Return)
    assert window.session.course.name == "Anna: 2026"
    assert window.session.folder.path.name == "Anna 2026.hairtrack"
    assert window.page is window.pages["photos"]


def test_course_without_a_name_gets_one(qtbot: QtBot, tmp_path: Path) -> None:
    form = NewCourse(tmp_path)
    qtbot.addWidget(form)
    assert form.path == tmp_path / "My hair.hairtrack"
    form.path.mkdir()
    assert form.path == tmp_path / "My hair 2.hairtrack"
    form.name.setText("../..")
    assert form.path.parent == tmp_path


def test_recent_course_shows_its_last_photo_and_opens(
    home: HomePage, window: MainWindow, course_path: Path, qtbot: QtBot
) -> None:
    window.session.open(course_path)
    window.session.close()
    card = home.cards[str(course_path)]
    qtbot.waitUntil(lambda: "the last 9 March 2026" in card.door.accessibleDescription())
    qtbot.mouseClick(card.door, Qt.MouseButton.LeftButton)
    assert window.session.course.name == "Anna"


def test_card_of_the_open_course_goes_to_it(
    home: HomePage, window: MainWindow, course_path: Path, qtbot: QtBot
) -> None:
    window.session.open(course_path)
    there = window.page
    window.show_page("home")
    qtbot.mouseClick(home.cards[str(course_path)].door, Qt.MouseButton.LeftButton)
    assert window.page is there
    assert window.page is not home
    assert window.session.editable
    assert not window.frame.notice.isVisible()


def test_course_that_is_gone_says_so_and_can_be_forgotten(
    window: MainWindow, home: HomePage, course_path: Path, qtbot: QtBot
) -> None:
    gone = course_path.with_name("Gone.hairtrack")
    window.settings.remember(gone)
    home.refresh()
    card = home.cards[str(gone)]
    qtbot.waitUntil(lambda: "is not a hairtrack course" in card.door.accessibleDescription())
    assert not card.door.isEnabled()
    away = next(b for b in parts(card, QAbstractButton) if "off this list" in b.accessibleName())
    qtbot.mouseClick(away, Qt.MouseButton.LeftButton)
    assert str(gone) not in home.cards
    assert Settings.load().recent == []


def test_demo_is_painted_once_then_opened(
    home: HomePage, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[Path] = []

    def paint(path: Path, progress: Progress) -> None:
        painted.append(path)
        new_course(path, "Demo").close()
        progress(1.0, "done")

    monkeypatch.setattr("hairtrack.workflow.make_demo.make_demo", paint)
    _press(home, "Look at the demo", qtbot)
    _press(home, "Look at the demo", qtbot)
    qtbot.waitUntil(lambda: window.session.course.name == "Demo")
    window.session.close()
    home.open_demo()
    assert window.session.course.name == "Demo"
    assert len(painted) == 1


def test_card_says_when_the_next_photos_are_due_and_what_waits(
    home: HomePage, window: MainWindow, course_path: Path, qtbot: QtBot
) -> None:
    window.session.open(course_path)
    window.session.close()
    card = home.cards[str(course_path)]
    qtbot.waitUntil(lambda: "Next photos due" in card.door.accessibleDescription())
    assert "6 April 2026" in card.door.accessibleDescription()
    assert "4 to align" in card.door.accessibleDescription()
    inside = card.door.layout()
    assert inside is not None
    qtbot.waitUntil(lambda: card.door.height() >= inside.totalHeightForWidth(card.door.width()))


def test_menu_of_a_card_opens_shows_and_forgets(
    home: HomePage, window: MainWindow, course_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.session.open(course_path)
    window.session.close()
    card = home.cards[str(course_path)]
    qtbot.waitUntil(lambda: "Next photos due" in card.door.accessibleDescription())
    shown: list[str] = []
    monkeypatch.setattr("hairtrack.ui.home.page.QDesktopServices.openUrl", lambda url: shown.append(url.toLocalFile()))
    deeds = {action.text(): action for action in card.menu().actions() if action.text()}
    assert list(deeds) == ["Open", "Show in its folder", "Take off this list"]
    deeds["Show in its folder"].trigger()
    assert shown == [str(course_path)]
    deeds["Open"].trigger()
    assert window.session.course.name == "Anna"
    home.cards[str(course_path)].menu().actions()[-1].trigger()
    assert str(course_path) not in home.cards
    assert course_path.is_dir()


def test_a_course_that_is_gone_cannot_be_opened_from_its_menu(
    window: MainWindow, home: HomePage, course_path: Path, qtbot: QtBot
) -> None:
    gone = course_path.with_name("Gone.hairtrack")
    window.settings.remember(gone)
    home.refresh()
    card = home.cards[str(gone)]
    qtbot.waitUntil(lambda: not card.door.isEnabled())
    deeds = {action.text(): action.isEnabled() for action in card.menu().actions() if action.text()}
    assert deeds == {"Open": False, "Show in its folder": True, "Take off this list": True}


def test_an_open_course_leads_to_the_guide_once_it_has_photos(
    home: HomePage, window: MainWindow, course_path: Path, tmp_path: Path
) -> None:
    window.session.new(tmp_path / "Empty.hairtrack", "Empty")
    window.show_page("home")
    assert not home.guide.isVisible()
    window.session.open(course_path)
    window.show_page("home")
    assert home.guide.isVisible()
    home.guide.click()
    assert window.page is window.pages["guide"]
