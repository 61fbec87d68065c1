"""The inline form of one diary entry: labelled fields, Return keeps, Escape leaves, a problem is said at its field."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from hairtrack.course import Course
from hairtrack.diary import Entry
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.kept_words import inside
from hairtrack.language import _
from hairtrack.messages import error_sentence
from hairtrack.ui import theme
from hairtrack.ui.diary.day_field import DayField
from hairtrack.ui.diary.form_fields import KeptField, KindChoice, Misread, NumberField, WordField, choice_field
from hairtrack.ui.fold import Fold
from hairtrack.ui.layouts import laid_out
from hairtrack.ui.widgets import button, label, row
from hairtrack.ui.words import breakable
from hairtrack.workflow.diary.entries import keep_entry, new_id


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
    at : dict
        The field that an error is about, by its kind; without one it is the first.
    going_on : bool
        Another form of the same sort is wanted after this one.
    """

    submitted = Signal()
    cancelled = Signal()

    def __init__(self, title: str, entry_id: str = "", *, serial: bool = False) -> None:
        """Lay out an empty form.

        Parameters
        ----------
        title : str
        entry_id : str
            Of the entry that is changed.
        serial : bool
            Whether several such entries are often kept one after the other.
        """
        super().__init__()
        self.what = inside(title)
        self.at: dict[ErrorKind, QWidget] = {}
        self.going_on = False
        self._id = entry_id
        self._said: dict[QWidget, QLabel] = {}
        self._problem_at: QWidget | None = None
        self.setAccessibleName(title)
        self._first: QWidget | None = None
        self._fields = self._place = _grid()
        self._fold: Fold | None = None
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(theme.GAP)
        self._stack.addWidget(label(breakable(title), "lead"))
        self._stack.addLayout(self._fields)
        keys = [button(_("Keep"), self.submitted.emit, role="primary", tip=_("Keep this entry (Return)"))]
        if serial:
            tip = _("Keep this and write another")
            keys.append(button(_("Keep and next"), self._next, tip=tip, shortcut="Ctrl+Return"))
        keys.append(button(_("Cancel"), self.cancelled.emit, role="link", tip=_("Leave without keeping (Escape)")))
        self._stack.addWidget(row(*keys))

    # What it says

    def entry(self) -> Entry:
        """Build the entry from the fields."""
        raise NotImplementedError

    def edit(self, course: Course) -> Course:
        """Return the course with the entry; raises what is wrong with it."""
        return keep_entry(course, self.entry())

    def following(self, _course: Course) -> "EntryForm | None":
        """Make the form for the next entry of the same sort, where there can be one."""
        return None

    @property
    def entry_id(self) -> str:
        """The id of the entry that is changed, or a new one."""
        return self._id or new_id()

    def _next(self) -> None:
        self.going_on = True
        self.submitted.emit()
        self.going_on = False

    def begin(self) -> None:
        """Give the keyboard to the first field."""
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.TabFocusReason)

    # What is said at a field

    def show_problem(self, error: HairtrackError) -> None:
        """Say what is wrong at its field, and give that field the keyboard."""
        field = error.field if isinstance(error, Misread) else self.at.get(error.kind, self._first)
        if self._problem_at is not None and self._problem_at is not field:
            self.say_at(self._problem_at, "")
        self._problem_at = field
        if field is None:
            return
        if self._fold is not None and self._fold.isAncestorOf(field):
            self._fold.switch.setChecked(True)
        self.say_at(field, error_sentence(error), "strong")
        field.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(field, QLineEdit):
            field.selectAll()  # what is typed next takes the place of what was wrong

    def say_at(self, field: QWidget, sentence: str, role: str = "muted") -> None:
        """Say something beneath a field, and to a screen reader with it; with nothing, no longer."""
        said = self._said.get(field)
        if said is None and sentence:
            said = self._said[field] = label()
            grid, line = self._line_of(field)
            grid.addWidget(said, line + 1, 0, 1, 2)
        if said is not None:
            said.setProperty("role", role)
            said.style().polish(said)
            said.setText(breakable(sentence))
            said.setVisible(bool(sentence))
            field.setAccessibleDescription(sentence)

    def _line_of(self, field: QWidget) -> tuple[QGridLayout, int]:
        """Find the line that a field stands in, alone or beside others."""
        at: QWidget | None = field
        while at is not None:
            for grid in (self._fields, self._place):
                if (found := grid.indexOf(at)) >= 0:
                    line: int = grid.getItemPosition(found)[0]  # type: ignore[index]
                    return grid, line
            at = at.parentWidget()
        return self._fields, self._fields.rowCount() - 2

    # How fields are made

    def fold_rest(self, title: str, *, unfolded: bool = False) -> None:
        """Fold away the fields that are added from now on."""
        inside = QWidget()
        self._place = _grid()
        inside.setLayout(self._place)
        self._fold = Fold(title, inside)
        self._fold.switch.setChecked(unfolded)
        self._stack.insertWidget(self._stack.count() - 1, self._fold)

    def _add(self, name: str, field: QWidget) -> None:
        self._prepare(name, field)
        self._first = self._first or field
        self._put(name, field)

    def _put(self, name: str, field: QWidget) -> None:
        # Every second line is left free for what is said beneath a field; an empty one takes no room.
        line = 2 * self._place.count()
        said = label(name)
        said.setWordWrap(False)
        said.setBuddy(field)
        self._place.addWidget(said, line, 0)
        self._place.addWidget(field, line, 1)

    def _show_line(self, field: QWidget, shown: bool) -> None:
        """Show or hide a field with its name."""
        grid, line = self._line_of(field)
        for part in laid_out(grid):
            place: tuple[int, ...] = grid.getItemPosition(grid.indexOf(part))  # type: ignore[assignment]
            if isinstance(part, QWidget) and place[0] == line:
                part.setVisible(shown)

    def _prepare(self, name: str, field: QWidget) -> None:
        field.setAccessibleName(name)
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.installEventFilter(self)
        if isinstance(field, WordField):
            field.entered.connect(self.submitted)

    def _add_beside(self, name: str, fields: Mapping[str, QWidget], words: Sequence[str] = ()) -> None:
        """Put fields into one line, each with a name of its own, with words before them where they need some."""
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.GAP)
        for place, (own, field) in enumerate(fields.items()):
            self._prepare(own, field)
            if place < len(words) and words[place]:
                said = label(words[place], "muted")
                said.setWordWrap(False)
                across.addWidget(said)
            across.addWidget(field, 1)
        self._first = self._first or next(iter(fields.values()))
        self._put(name, line)

    def _line(self, name: str, text: str = "", *, hint: str = "", options: Iterable[str] = ()) -> WordField:
        field = WordField(text, hint=hint, options=options)
        self._add(name, field)
        return field

    def _name(self, name: str, word: str = "", *, hint: str = "", options: Iterable[str] = ()) -> KeptField:
        """Add a line for what is kept in English."""
        field = KeptField(word, hint=hint, options=options)
        self._add(name, field)
        return field

    def _day(self, name: str, day: date | None, today: date, *, hint: str = "", ahead: bool = False) -> DayField:
        field = DayField(day, today, hint=hint, ahead=ahead)
        self._add(name, field)
        return field

    def _number(self, name: str, number: float | None, *, hint: str = "") -> NumberField:
        field = NumberField(number, hint=hint)
        self._add(name, field)
        return field

    def _choice(self, name: str, options: Iterable[str], chosen: str) -> QComboBox:
        field = choice_field(options, chosen)
        self._add(name, field)
        return field

    def _kind(self, name: str, kinds: Iterable[str], chosen: str) -> KindChoice:
        field = KindChoice(kinds, chosen)
        self._add(name, field)
        return field

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep on Return, leave on Escape; on another button Return presses that one."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif isinstance(focused, QPushButton):
            focused.click()
        else:
            self.submitted.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the column, not change a field that it happens to pass."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _grid() -> QGridLayout:
    """Make a grid of names and fields; a form layout would cut off long words between its lines."""
    made = QGridLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setHorizontalSpacing(theme.GAP)
    made.setVerticalSpacing(theme.GAP)
    made.setColumnStretch(1, 1)
    return made
