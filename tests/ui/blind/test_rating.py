"""Rating blind in the real window: nothing tells which photo is later, and no answer is lost."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hairtrack.course import View
from hairtrack.ui.blind.rating import _SETTLED_MS, BlindRating
from hairtrack.ui.blind.scale import ANSWERS
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.theme import Theme
from hairtrack.workflow.blind_rating import load_sides
from hairtrack.workflow.courses import open_for_reading
from hairtrack.workflow.images import forget_images
from tests.ui.compare.test_page import aligned, measured
from tests.ui.conftest import DAYS
from tests.ui.parts import parts

PAIRS = 5
"""Three visits make three pairs, of which two come again."""


@pytest.fixture
def ready(window: MainWindow, course_path: Path, qtbot: QtBot) -> MainWindow:
    """The compare page with three aligned and measured visits."""
    window.session.open(course_path)
    window.session.select_view(View.VERTEX)
    window.session.apply("test", measured(aligned(window.session.course), 0.2, 0.3, 0.6))
    window.show_page("compare")
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    return window


def sitting(window: MainWindow, qtbot: QtBot, rater: str = "Anna") -> BlindRating:
    """Begin as the user does."""
    opened(window, qtbot)
    blind = parts(window, BlindRating)[-1]
    blind.start.name.setText(rater)
    qtbot.keyClick(blind.start.name, Qt.Key.Key_Return)
    shown(blind, qtbot)
    return blind


def opened(window: MainWindow, qtbot: QtBot) -> None:
    links = parts(window.pages["compare"].inspector, QPushButton)
    qtbot.mouseClick(next(link for link in links if link.text() == "Rate blind"), Qt.MouseButton.LeftButton)


def shown(blind: BlindRating, qtbot: QtBot) -> None:
    """Wait until a pair is on screen and an answer counts."""
    qtbot.waitUntil(blind.scale.isEnabled, timeout=15000)
    qtbot.wait(_SETTLED_MS + 30)


def press(blind: BlindRating, qtbot: QtBot, key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    assert blind.isAncestorOf(focused)
    qtbot.keyClick(focused, key)


def words_of(widget: QWidget) -> str:
    """Everything that a widget and those inside say to the eye, the ear or the pointer."""
    said = []
    for part in (widget, *parts(widget, QWidget)):
        said += [part.toolTip(), part.accessibleName(), part.accessibleDescription(), part.whatsThis()]
        said += [part.statusTip(), part.objectName(), part.windowTitle()]
        if isinstance(part, QLabel | QAbstractButton | QLineEdit):
            said.append(part.text())
    return " ".join(said)


def test_nothing_on_screen_or_for_a_screen_reader_tells_a_day_a_name_or_a_value(
    ready: MainWindow, qtbot: QtBot
) -> None:
    blind = sitting(ready, qtbot)
    for _ in range(PAIRS):
        said = words_of(blind)
        for photo in ready.session.course.photos:
            assert photo.file_name not in said
            assert photo.short not in said
        assert not any(str(day.year) in said for day in DAYS)
        assert not re.search(r"January|February|March|week|before|after|earlier|later photo|%", blind_words(blind))
        press(blind, qtbot, Qt.Key.Key_4)
        if blind.scale.isVisible():
            shown(blind, qtbot)
    assert "2026" in words_of(blind), "once it is over the days are named"


def blind_words(blind: BlindRating) -> str:
    """What is said while a pair is shown; the card before says why there are no dates."""
    parts = [*blind.sides, blind.scale, blind.progress, blind.question, blind.words, blind.back]
    return " ".join(words_of(part) for part in parts)


def test_it_covers_the_window_and_its_keys_do_nothing_beneath(ready: MainWindow, qtbot: QtBot) -> None:
    blind = sitting(ready, qtbot)
    ready.resize(1000, 700)
    QApplication.processEvents()
    assert blind.geometry() == ready.frame.geometry()
    assert not ready.frame.isEnabled()
    press(blind, qtbot, Qt.Key.Key_7)
    assert ready.page is ready.pages["compare"], "7 answers, it does not turn to the seventh page"
    assert abs(ready.session.course.ratings[0].score) == 3


def test_each_answer_is_on_disk_at_once_and_in_the_order_of_time(ready: MainWindow, qtbot: QtBot) -> None:
    blind = sitting(ready, qtbot)
    assert blind._sitting is not None
    for place, showing in enumerate(blind._sitting.showings[:3]):
        press(blind, qtbot, Qt.Key.Key_6)
        with open_for_reading(ready.session.folder.path) as read:
            given = read.course.ratings[-1]
        assert (given.place, given.before, given.after) == (place, showing.before, showing.after)
        assert given.score == (-2 if showing.after_left else 2)
        assert given.rater == "Anna"
        shown(blind, qtbot)


def test_each_side_shows_the_photo_that_the_answer_is_about(ready: MainWindow, qtbot: QtBot) -> None:
    blind = sitting(ready, qtbot)
    assert blind._sitting is not None
    sides = load_sides(ready.session.folder, ready.session.course, blind._sitting.showings[0])
    assert sides is not None
    for canvas, expected in zip(blind.sides, (sides.left, sides.right), strict=True):
        assert canvas.picture is not None
        colour = canvas.picture.levels[0].pixelColor(40, 40)
        assert (colour.red(), colour.green(), colour.blue()) == tuple(expected[40, 40, :3])


def test_the_arrows_begin_in_the_middle_and_return_answers(ready: MainWindow, qtbot: QtBot) -> None:
    blind = sitting(ready, qtbot)
    focused = QApplication.focusWidget()
    assert focused is blind.scale.buttons[3]
    press(blind, qtbot, Qt.Key.Key_Left)
    press(blind, qtbot, Qt.Key.Key_Left)
    press(blind, qtbot, Qt.Key.Key_Return)
    showing = blind._sitting.showings[0] if blind._sitting else None
    assert showing is not None
    assert ready.session.course.ratings[0].score == (2 if showing.after_left else -2)
    shown(blind, qtbot)
    assert QApplication.focusWidget() is blind.scale.buttons[3], "no answer is nearer than another"


def test_a_key_pressed_twice_is_one_answer(ready: MainWindow, qtbot: QtBot) -> None:
    blind = sitting(ready, qtbot)
    press(blind, qtbot, Qt.Key.Key_5)
    qtbot.waitUntil(blind.scale.isEnabled, timeout=15000)
    press(blind, qtbot, Qt.Key.Key_5)
    assert len(ready.session.course.ratings) == 1


def test_the_last_answer_is_undone_by_its_button_and_by_the_windows_undo(ready: MainWindow, qtbot: QtBot) -> None:
    blind = sitting(ready, qtbot)
    assert not blind.back.isEnabled()
    press(blind, qtbot, Qt.Key.Key_1)
    shown(blind, qtbot)
    assert blind.progress.text() == f"2 of {PAIRS}"
    qtbot.mouseClick(blind.back, Qt.MouseButton.LeftButton)
    assert ready.session.course.ratings == ()
    assert blind.progress.text() == f"1 of {PAIRS}"
    shown(blind, qtbot)
    press(blind, qtbot, Qt.Key.Key_2)
    ready.session.undo()
    assert ready.session.course.ratings == ()
    assert blind.progress.text() == f"1 of {PAIRS}"


def test_escape_leaves_and_keeps_the_answers(ready: MainWindow, qtbot: QtBot) -> None:
    blind = sitting(ready, qtbot)
    press(blind, qtbot, Qt.Key.Key_1)
    shown(blind, qtbot)
    press(blind, qtbot, Qt.Key.Key_Escape)
    assert not blind.isVisible()
    assert ready.frame.isEnabled()
    assert len(ready.session.course.ratings) == 1
    assert "1 answer is kept" in ready.frame.notice.text.text()
    ready.frame.notice.hide()
    blind.close()
    assert not ready.frame.notice.isVisible(), "leaving twice says nothing twice"


def test_at_the_end_it_says_how_steady_the_rater_was_and_what_each_visit_came_to(
    ready: MainWindow, qtbot: QtBot
) -> None:
    blind = sitting(ready, qtbot)
    for _ in range(PAIRS):
        press(blind, qtbot, Qt.Key.Key_4)
        if blind.scale.isVisible():
            shown(blind, qtbot)
    assert blind.outcome.isVisible()
    said = words_of(blind.outcome)
    assert "you gave the same answer every time (2 of 2)" in said
    assert said.count("0.0 (−") == 2
    assert "9 March 2026" in said
    qtbot.mouseClick(blind.outcome.done, Qt.MouseButton.LeftButton)
    assert not blind.isVisible()
    assert ready.settings.rater == "Anna"


def test_two_raters_are_held_against_each_other_in_words(ready: MainWindow, qtbot: QtBot) -> None:
    for rater, keys in (("Anna", "4"), ("Ben", "5")):
        blind = sitting(ready, qtbot, rater)
        for _ in range(PAIRS):
            press(blind, qtbot, Qt.Key(ord(keys)))
            if blind.scale.isVisible():
                shown(blind, qtbot)
        said = words_of(blind.outcome)
        blind.close()
    assert "Anna and Ben have rated 3 pairs both; with 5 it can be said how well they agree." in said
    opened(ready, qtbot)
    again = parts(ready, BlindRating)[-1]
    assert again.start.name.text() == "Ben"
    qtbot.mouseClick(again.start.results, Qt.MouseButton.LeftButton)
    assert "Shown the same pair twice, Anna gave" in words_of(again.outcome)


def test_who_gives_no_name_is_asked_for_it(ready: MainWindow, qtbot: QtBot) -> None:
    opened(ready, qtbot)
    blind = parts(ready, BlindRating)[-1]
    qtbot.keyClick(blind.start.name, Qt.Key.Key_Return)
    assert "no name yet" in blind.start.problem.text()
    assert blind.start.isVisible()


def test_photos_that_are_not_aligned_are_counted_before_it_begins(ready: MainWindow, qtbot: QtBot) -> None:
    course = ready.session.course
    ready.session.apply("test", replace(course, alignments=course.alignments[:-1]))
    opened(ready, qtbot)
    blind = parts(ready, BlindRating)[-1]
    assert blind.start.unaligned.text() == "1 photo is not aligned and is left out."
    blind.begin("Anna")
    assert "needs three aligned visits" in blind.start.problem.text()


def test_a_photo_that_is_gone_is_left_out_without_being_named(ready: MainWindow, qtbot: QtBot) -> None:
    gone = ready.session.photos[1]
    forget_images()
    ready.session.folder.original(gone).unlink()
    blind = sitting(ready, qtbot)
    while blind.scale.isVisible():
        assert gone.file_name not in words_of(blind)
        press(blind, qtbot, Qt.Key.Key_4)
        if blind.scale.isVisible():
            shown(blind, qtbot)
    rated = {sha for rating in ready.session.course.ratings for sha in (rating.before, rating.after)}
    assert rated == {photo.sha256 for photo in ready.session.photos} - {gone.sha256}


def test_a_course_that_closes_takes_the_sitting_with_it(ready: MainWindow, qtbot: QtBot) -> None:
    blind = sitting(ready, qtbot)
    ready.session.close()
    assert not blind.isVisible()
    assert ready.frame.isEnabled()


def test_every_answer_has_a_name_of_its_own(ready: MainWindow, qtbot: QtBot) -> None:
    blind = sitting(ready, qtbot)
    assert [made.accessibleName() for made in blind.scale.buttons] == list(ANSWERS)
    assert [canvas.accessibleName() for canvas in blind.sides] == ["Left photo", "Right photo"]


@pytest.mark.parametrize(("width", "percent"), [(1024, 150), (1024, 100), (1920, 100)])
def test_no_answer_and_no_question_is_cut_off(
    ready: MainWindow, qtbot: QtBot, look: Theme, width: int, percent: int
) -> None:
    look.use_text_size(percent)
    ready.resize(width, 700)
    blind = sitting(ready, qtbot)
    shown(blind, qtbot)
    assert blind.question.width() >= blind.question.sizeHint().width()
    assert blind.back.width() >= blind.back.sizeHint().width()
    for made in blind.scale.buttons:
        words = made.fontMetrics().size(0, made.text())
        assert words.width() <= made.width()
        assert words.height() <= made.height()
    assert len({made.height() for made in blind.scale.buttons}) == 1
