"""A day that is typed fast, in a form of the diary."""

import re
from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QToolButton

from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.language import _
from hairtrack.report.words import short_day
from hairtrack.ui import icons
from hairtrack.ui.diary.form_fields import Misread, spoken_locale
from hairtrack.ui.words import day_words, parse_day
from hairtrack.workflow.diary.checks import EARLIEST, EMPTY_FIELD, LATEST
from hairtrack.workflow.diary.typed_days import leading_day

_YEAR_LAST = re.compile(r"\d{4}$")


class DayField(QLineEdit):
    """A day as people type it: 3, 3 jun, 3.6.2026, yesterday. What it is read as stands at its right meanwhile.

    Up and Down go a day on or back, Page Up and Page Down a month; Alt+Down opens the month.

    Attributes
    ----------
    today : date
        From which days without a year are counted.
    """

    def __init__(self, day: date | None, today: date, *, hint: str = "", ahead: bool = False) -> None:
        """Show a day.

        Parameters
        ----------
        day : date or None
            None leaves it empty, where that means something.
        today : date
        hint : str
            What an empty field means; without one it may not be empty.
        ahead : bool
            Whether a day without a year is the next such day, not the last one.
        """
        super().__init__(short_day(day) if day else "")
        self.today = today
        self._may_be_empty, self._ahead = bool(hint), ahead
        self.setPlaceholderText(hint)
        self.setToolTip(_("Type it as 3, 3 jun or 3.6.2026. Up and Down: a day; Page Up and Page Down: a month."))
        month = QAction(_("Open the month"), self)  # what a screen reader says
        month.setToolTip(_("Open the month (Alt+Down)"))
        icons.put(month, "calendar")
        month.triggered.connect(self.open_month)
        self.addAction(month, QLineEdit.ActionPosition.TrailingPosition)
        self.editingFinished.connect(self._write_out)
        self.textChanged.connect(self._say_reading)

    def day(self) -> date | None:
        """Read the day.

        Returns
        -------
        date or None
            None where it is empty and may be.

        Raises
        ------
        Misread
            When that is no day, or one that nobody can mean.
        """
        text = self.text().strip()
        if not text and self._may_be_empty:
            return None
        try:
            found = read_day(text, self.today, ahead=self._ahead)
        except HairtrackError as error:
            raise Misread(self, error) from error
        return found

    def needed(self) -> date:
        """Read a day that must be there."""
        day = self.day()
        if day is None:
            raise Misread(self, HairtrackError(ErrorKind.BAD_DATE, text=EMPTY_FIELD))
        return day

    def set_day(self, day: date) -> None:
        """Show another day."""
        self.setText(short_day(day))

    def _reading(self) -> date | None:
        try:
            return self.day()
        except HairtrackError:
            return None

    def _write_out(self) -> None:
        if (day := self._reading()) is not None:
            self.set_day(day)

    def _say_reading(self) -> None:
        day = self._reading()
        self.setAccessibleDescription(day_words(day) if day else "")
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step by days and months."""
        steps = {
            Qt.Key.Key_Up: (1, 0),
            Qt.Key.Key_Down: (-1, 0),
            Qt.Key.Key_PageUp: (0, 1),
            Qt.Key.Key_PageDown: (0, -1),
        }
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_month()
        elif (step := steps.get(Qt.Key(event.key()))) is not None:
            shown = self._reading() or self.today
            self._take(_qdate(shown).addDays(step[0]).addMonths(step[1]))
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show what a short form is read as."""
        super().paintEvent(event)
        day = self._reading()
        if day is None or self.text().strip() == short_day(day):
            return
        painter = QPainter(self)
        try:
            painter.setPen(self.palette().placeholderText().color())
            right = self.rect().adjusted(0, 0, -(icons.side() + 16), 0)
            painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, short_day(day))
        finally:
            # A painter that outlives its widget's painting ends the whole program.
            painter.end()

    def _take(self, day: QDate) -> None:
        self.set_day(date(day.year(), day.month(), day.day()))

    def open_month(self) -> None:
        """Drop the month down."""
        shown = self._reading() or self.today
        sheet = QCalendarWidget(self)
        sheet.setWindowFlags(Qt.WindowType.Popup)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.setLocale(spoken_locale())
        sheet.setDateRange(_qdate(EARLIEST), _qdate(LATEST))
        sheet.setSelectedDate(_qdate(shown))
        _calm(sheet)
        for chosen in (sheet.clicked, sheet.activated):
            chosen.connect(self._take)
            chosen.connect(sheet.close)
        sheet.move(self.mapToGlobal(self.rect().bottomLeft()))
        sheet.show()
        sheet.setFocus()


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _calm(sheet: QCalendarWidget) -> None:
    """Dress a month in our own look: weekends are days like others, arrows follow the text's colour."""
    sheet.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        sheet.setWeekdayTextFormat(day, QTextCharFormat())
    for name, icon, words in (("prev", "chevron-left", _("Month before")), ("next", "chevron-right", _("Month after"))):
        arrow = sheet.findChild(QToolButton, f"qt_calendar_{name}month")
        if arrow is not None:
            icons.put(arrow, icon)
            arrow.setAccessibleName(words)


def read_day(text: str, today: date, *, ahead: bool = False) -> date:
    """Read a day that may be short of its month or its year.

    Parameters
    ----------
    text : str
    today : date
    ahead : bool
        Take the next such day, not the last one; today is both.

    Returns
    -------
    date

    Raises
    ------
    HairtrackError
        BAD_DATE.
    """
    words = text.strip().lower()
    found = _said_day(words, today)
    if found is None or (ahead and found < today):
        found = _whole_day(words, today) or _nearest(words, today, ahead=ahead)
    if found is None or not EARLIEST <= found <= LATEST:
        raise HairtrackError(ErrorKind.BAD_DATE, text=text.strip() or EMPTY_FIELD)
    return found


def _said_day(words: str, today: date) -> date | None:
    """Read what a typed line of the diary may begin with: "monday", "3 days ago", "3 jun"."""
    try:
        day, __, rest = leading_day(words, today)
    except HairtrackError:
        return None
    return None if rest else day


def _whole_day(words: str, today: date) -> date | None:
    """Read a day with its year."""
    try:
        return parse_day(words)
    except HairtrackError:
        return _said_day(words, today) if _YEAR_LAST.search(words) else None


def _nearest(words: str, today: date, *, ahead: bool) -> date | None:
    """Return the nearest day of that name on one side of today, at most a year off."""
    bare = words.rstrip(".")
    years = range(today.year - 1, today.year + 2)
    if bare.isdecimal():
        named = [f"{year}-{month}-{bare}" for year in years for month in range(1, 13)]
    else:
        named = [f"{bare}{'.' if '.' in bare else ' '}{year}" for year in years]
    days = [day for name in named if (day := _whole_day(name, today)) is not None]
    if ahead:
        return min((day for day in days if day >= today), default=None)
    return max((day for day in days if day <= today), default=None)
