"""Days as people type them."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget
from pytestqt.qtbot import QtBot

from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.ui.diary.day_field import DayField, read_day
from hairtrack.ui.diary.form_fields import Misread

# The month that drops down is a window of its own, which the offscreen platform cannot raise.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("text", "last", "following"),
    [
        ("today", TODAY, TODAY),
        ("tomorrow", date(2026, 3, 11), date(2026, 3, 11)),
        ("10", TODAY, TODAY),
        ("3", date(2026, 3, 3), date(2026, 4, 3)),
        ("3.", date(2026, 3, 3), date(2026, 4, 3)),
        ("31", date(2026, 1, 31), date(2026, 3, 31)),
        ("3 jun", date(2025, 6, 3), date(2026, 6, 3)),
        ("June 3", date(2025, 6, 3), date(2026, 6, 3)),
        ("3.6.", date(2025, 6, 3), date(2026, 6, 3)),
        ("29 feb 2024", date(2024, 2, 29), date(2024, 2, 29)),
        ("2027-01-02", date(2027, 1, 2), date(2027, 1, 2)),
        ("3.6.2027", date(2027, 6, 3), date(2027, 6, 3)),
    ],
)
def test_short_days_are_the_nearest_on_their_side(text: str, last: date, following: date) -> None:
    assert read_day(text, TODAY) == last
    assert read_day(text, TODAY, ahead=True) == following


@pytest.mark.parametrize(
    ("text", "day"),
    [("yesterday", date(2026, 3, 9)), ("Monday", date(2026, 3, 9)), ("12 days ago", date(2026, 2, 26))],
)
def test_near_days_are_read_but_never_for_what_is_to_come(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day
    with pytest.raises(HairtrackError):
        read_day(text, TODAY, ahead=True)


@pytest.mark.parametrize("text", ["", "3/6", "32", "0", "30 feb", "1 jan 0206", "2026-13-01", "soon", "1.1.2200"])
def test_what_is_no_day_or_could_be_two_is_refused(text: str) -> None:
    with pytest.raises(HairtrackError) as caught:
        read_day(text, TODAY)
    assert caught.value.kind is ErrorKind.BAD_DATE


def test_the_field_says_what_it_reads_and_writes_it_out(qtbot: QtBot) -> None:
    field = DayField(TODAY, TODAY)
    qtbot.addWidget(field)
    field.show()
    assert field.text() == "10 Mar 2026"
    field.selectAll()
    QTest.keyClicks(field, "3.2.")
    assert field.accessibleDescription() == "3 February 2026"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (field.text(), field.day()) == ("3 Feb 2026", date(2026, 2, 3))


def test_only_where_it_means_something_may_it_be_empty(qtbot: QtBot) -> None:
    needed, may_be_empty = DayField(TODAY, TODAY), DayField(None, TODAY, hint="going on")
    for field in (needed, may_be_empty):
        qtbot.addWidget(field)
        field.clear()
    assert may_be_empty.day() is None
    with pytest.raises(Misread) as caught:
        needed.day()
    assert caught.value.field is needed


def test_keys_step_by_days_and_months(qtbot: QtBot) -> None:
    field = DayField(date(2026, 1, 31), TODAY)
    qtbot.addWidget(field)
    keys = Qt.Key
    seen = []
    for key in (keys.Key_PageUp, keys.Key_Up, keys.Key_Down, keys.Key_Down, keys.Key_PageDown):
        QTest.keyClick(field, key)
        seen.append(field.day())
    assert seen == [date(2026, 2, 28), date(2026, 3, 1), date(2026, 2, 28), date(2026, 2, 27), date(2026, 1, 27)]


def test_the_month_drops_down_and_a_day_is_taken_from_it(qtbot: QtBot) -> None:
    field = DayField(TODAY, TODAY)
    qtbot.addWidget(field)
    field.show()
    QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    month = QApplication.activePopupWidget()
    assert isinstance(month, QCalendarWidget)
    assert month.selectedDate().toPython() == TODAY
    month.activated.emit(month.selectedDate().addDays(5))
    assert field.day() == date(2026, 3, 15)
    assert not month.isVisible()
