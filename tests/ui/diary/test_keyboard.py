"""Where the keyboard goes when rows of the diary are made anew: back to the row, or to what took its place."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from hairtrack.diary import Event, Reminder, Severity, SideEffect
from hairtrack.treatment import DoseChange
from hairtrack.ui.diary.panel import DiaryPanel
from hairtrack.ui.session import Session
from hairtrack.workflow.diary.entries import keep_entry
from tests.ui.diary.diary_hands import ENTER, START, TAB, TODAY, choose, keep, treatment, typed, words
from tests.ui.parts import parts

# A menu that drops down is a window of its own, which the offscreen platform cannot raise.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def notes(session: Session, count: int) -> None:
    """Keep a note on each of the first days."""
    course = session.course
    for day in range(count):
        course = keep_entry(course, Event(id=f"n{day}", on=START + timedelta(days=day), text=f"note {day}"))
    keep(session, course)


def press(panel: DiaryPanel, name: str) -> None:
    """Go to a button and press it by key."""
    QApplication.processEvents()
    shown = [made for made in parts(panel, QAbstractButton) if made.isVisible()]
    (found,) = (made for made in shown if name in (made.accessibleName(), made.toolTip()))
    found.setFocus()
    QTest.keyClick(found, Qt.Key.Key_Space)


def here(panel: DiaryPanel) -> str:
    """Say what has the keyboard."""
    QApplication.processEvents()
    focused = panel.focusWidget()
    assert focused is not None
    assert focused.isVisible()
    return focused.toolTip() or focused.accessibleName()


def test_a_line_that_was_changed_or_left_has_the_keyboard_again(diary_session: Session, panel: DiaryPanel) -> None:
    notes(diary_session, 45)
    panel.lines.older.click()
    press(panel, "Edit: note 20")
    typed(panel, Qt.Key.Key_End, " in bed", ENTER)
    assert here(panel) == "Edit: note 20 in bed"
    press(panel, "Edit: note 19")
    typed(panel, Qt.Key.Key_Escape)
    assert here(panel) == "Edit: note 19"


def test_a_line_that_an_edit_moved_to_another_page_is_gone_after(diary_session: Session, panel: DiaryPanel) -> None:
    notes(diary_session, 45)
    press(panel, "Edit: note 40")
    typed(panel, TAB, "5.1.2026", ENTER)
    assert here(panel) == "Edit: note 40"
    assert "41 to 45 of 45" in words(panel)


def test_a_line_that_the_search_no_longer_finds_leaves_the_keyboard_at_the_search(
    qtbot: QtBot, diary_session: Session, panel: DiaryPanel
) -> None:
    notes(diary_session, 30)
    panel.lines.words.setText("note 7")
    qtbot.waitUntil(lambda: "note 29" not in words(panel))
    press(panel, "Edit: note 7")
    typed(panel, "slept badly", ENTER)
    assert here(panel) == "Find in the diary"


def test_of_several_doses_of_a_treatment_the_one_that_was_changed_is_meant(
    diary_session: Session, panel: DiaryPanel
) -> None:
    doses = [DoseChange(on=START + timedelta(days=30 * k), dose=f"{k} mg") for k in (1, 2, 3)]
    treatment(diary_session, changes=tuple(doses))
    press(panel, "Edit: ritlecitinib: 2 mg")
    typed(panel, "5 mg", ENTER)
    assert here(panel) == "Edit: ritlecitinib: 5 mg"


def test_the_line_after_one_that_was_removed_has_the_keyboard(diary_session: Session, panel: DiaryPanel) -> None:
    notes(diary_session, 3)
    press(panel, "Remove: note 1")
    assert here(panel) == "Edit: note 0"
    press(panel, "Remove: note 0")
    assert here(panel) == "Edit: note 2"
    diary_session.undo()
    assert here(panel) == "Edit: note 2"


def test_a_treatment_that_was_changed_has_the_keyboard_again(diary_session: Session, panel: DiaryPanel) -> None:
    treatment(diary_session)
    press(panel, "Pause: ritlecitinib")
    typed(panel, ENTER)
    assert here(panel) == "Dose: ritlecitinib"
    choose(panel, "More: ritlecitinib", "Remove")
    assert "None kept yet." in words(panel)


def test_what_is_done_hands_the_keyboard_to_what_is_due_next(diary_session: Session, panel: DiaryPanel) -> None:
    course = diary_session.course
    for name in ("eye test", "skin examination"):
        course = keep_entry(course, Reminder(id=name, what=name, on=TODAY))
    keep(diary_session, course)
    press(panel, "Done today: Eye test")
    assert here(panel) == "Done today: Skin examination"


def test_the_column_stays_at_a_line_that_is_removed_and_comes_back_to_one_that_is_kept(
    qtbot: QtBot, diary_session: Session, panel: DiaryPanel
) -> None:
    notes(diary_session, 45)
    around = QScrollArea()
    qtbot.addWidget(around)
    around.setWidgetResizable(True)
    around.setWidget(panel)
    around.resize(320, 400)
    with qtbot.waitActive(around):
        around.show()
    bar = around.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 500)
    bar.setValue(700)
    press(panel, "Remove: note 40")
    QApplication.processEvents()
    assert abs(bar.value() - 700) < 100
    assert here(panel) == "Edit: note 39"
    press(panel, "Edit: note 31")
    assert panel.form is not None
    qtbot.waitUntil(lambda: bar.value() < 400)
    typed(panel, ENTER)
    assert here(panel) == "Edit: note 31"
    focused = panel.focusWidget()
    assert focused is not None
    qtbot.waitUntil(lambda: around.viewport().rect().contains(focused.mapTo(around.viewport(), QPoint(0, 0))))
    around.takeWidget()  # the panel is closed by its own fixture


@pytest.mark.parametrize("severity", list(Severity))
def test_a_side_effect_ends_today_by_one_press_and_one_undo(
    diary_session: Session, panel: DiaryPanel, severity: Severity
) -> None:
    going_on = SideEffect(id="f", name="acne", severity=severity, since=START, treatment="", note="forehead")
    ended = SideEffect(id="g", name="rash", severity=severity, since=START, until=TODAY)
    keep(diary_session, keep_entry(keep_entry(diary_session.course, going_on), ended))
    tips = [made.toolTip() for made in parts(panel, QAbstractButton)]
    assert [tip for tip in tips if tip.startswith("Ended")] == [f"Ended today: acne, {severity}, going on"]
    press(panel, f"Ended today: acne, {severity}, going on")
    kept = diary_session.course.diary.side_effects[0]
    assert (kept.until, kept.severity, kept.since, kept.note) == (TODAY, severity, START, "forehead")
    assert here(panel) == f"Edit: acne, {severity}, until 1 Jun 2026"
    diary_session.undo()
    assert diary_session.course.diary.side_effects == (going_on, ended)
