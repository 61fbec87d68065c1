"""The inline form of one diary entry: labelled fields, Return keeps, Escape leaves, a problem is said beneath."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QCompleter,
    QDateEdit,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from hairtrack.course import Course
from hairtrack.diary import Entry
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.ui import icons, theme
from hairtrack.ui.widgets import button, label, row
from hairtrack.workflow.keep_diary import keep_entry, new_id

_ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
"""Of fields, whatever the system's language: the rest of the window is English too."""


class EntryForm(QWidget):
    """A form for one entry; a subclass adds its fields and reads them in `entry`.

    Signals
    -------
    submitted, cancelled
        The user wants to keep what stands in it, or to leave it.

    Attributes
    ----------
    what : str
        The edit in a few words, for the undo entry.
    """

    submitted = Signal()
    cancelled = Signal()

    def __init__(self, title: str, entry_id: str = "") -> None:
        super().__init__()
        self.what = title[:1].lower() + title[1:]
        self._id = entry_id
        self.setAccessibleName(title)
        self._fields = QFormLayout()
        self._fields.setHorizontalSpacing(theme.GAP)
        self._fields.setVerticalSpacing(theme.GAP)
        self._fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._fields.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._problem = label()
        self._problem.setVisible(False)
        keep = button("Keep", self.submitted.emit, role="primary", tip="Keep this entry (Return)")
        leave = button("Cancel", self.cancelled.emit, role="link", tip="Leave without keeping (Escape)")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(theme.GAP)
        stack.addWidget(label(title, "lead"))
        stack.addLayout(self._fields)
        stack.addWidget(self._problem)
        stack.addWidget(row(keep, leave))

    # What it says

    def entry(self) -> Entry:
        """Build the entry from the fields."""
        raise NotImplementedError

    def edit(self, course: Course) -> Course:
        """Return the course with the entry; raises what is wrong with it."""
        return keep_entry(course, self.entry())

    @property
    def entry_id(self) -> str:
        """The id of the entry that is changed, or a new one."""
        return self._id or new_id()

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong, and let a screen reader say it too."""
        self._problem.setText(sentence)
        self._problem.setAccessibleName(sentence)
        self._problem.setVisible(bool(sentence))

    def begin(self) -> None:
        """Give the keyboard to the first field."""
        first = self._fields.itemAt(0, QFormLayout.ItemRole.FieldRole)
        field = first.widget() if first else None
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    # How fields are made

    def _add(self, name: str, field: QWidget) -> None:
        field.setAccessibleName(name)
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.installEventFilter(self)
        self._fields.addRow(name, field)

    def _line(self, name: str, text: str = "", *, hint: str = "", options: Iterable[str] = ()) -> QLineEdit:
        field = QLineEdit(text)
        field.setPlaceholderText(hint)
        words = list(dict.fromkeys(options))
        if words:
            completer = QCompleter(words, field)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            field.setCompleter(completer)
        self._add(name, field)
        return field

    def _day(self, name: str, day: date) -> QDateEdit:
        field = day_field(day)
        self._add(name, field)
        return field

    def _choice(self, name: str, options: Iterable[str], chosen: str) -> QComboBox:
        field = QComboBox()
        field.addItems(list(options))
        field.setCurrentText(chosen)
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.setMinimumContentsLength(8)
        self._add(name, field)
        return field

    def _count(self, name: str, value: int, *, least: int, most: int) -> QSpinBox:
        field = QSpinBox()
        field.setLocale(_ENGLISH)
        field.setRange(least, most)
        field.setValue(value)
        self._add(name, field)
        return field

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep on Return, leave on Escape."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.submitted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the column, not change a field that it happens to pass."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def day_field(day: date) -> QDateEdit:
    """Make a field for a day."""
    field = QDateEdit(QDate(day.year, day.month, day.day))
    field.setLocale(_ENGLISH)
    field.setDisplayFormat("d MMM yyyy")
    field.setMinimumDate(QDate(1950, 1, 1))
    field.setCalendarPopup(True)
    _calm(field.calendarWidget())
    return field


def _calm(sheet: QCalendarWidget) -> None:
    """Dress a month in our own look: weekends are days like others, arrows follow the text's colour."""
    sheet.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        sheet.setWeekdayTextFormat(day, QTextCharFormat())
    for name, icon, words in (("prev", "chevron-left", "Month before"), ("next", "chevron-right", "Month after")):
        arrow = sheet.findChild(QToolButton, f"qt_calendar_{name}month")
        if arrow is not None:
            icons.put(arrow, icon)
            arrow.setAccessibleName(words)


def day_in(field: QDateEdit) -> date:
    """Read a day."""
    shown = field.date()
    return date(shown.year(), shown.month(), shown.day())


def number_in(field: QLineEdit) -> float | None:
    """Read a number, with a decimal point or comma; None where nothing stands."""
    text = field.text().strip()
    if not text:
        return None
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        raise HairtrackError(ErrorKind.DIARY_NOT_A_NUMBER, text=text) from error


def number_words(number: float | None) -> str:
    """Write a number as it was typed."""
    return "" if number is None else f"{number:.10g}"
