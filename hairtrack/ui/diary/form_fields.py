"""Fields of the diary's forms: a line with offered words, a treatment, numbers, boxes to tick."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.figures import plain
from hairtrack.kept_words import kept, shown
from hairtrack.language import _, spoken
from hairtrack.treatment import Treatment
from hairtrack.ui.words import day_words
from hairtrack.workflow.diary.checks import EMPTY_FIELD

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TARGET = 24
"""Pixels of height that a hand that shakes can hit."""


def spoken_locale() -> QLocale:
    """Return the names of days and months of the window's language, whatever the system's is."""
    return QLocale("en_GB" if spoken() == "en" else spoken())


class Misread(HairtrackError):
    """What stands in a field cannot be read.

    Attributes
    ----------
    field : QWidget
    """

    def __init__(self, field: QWidget, error: HairtrackError) -> None:
        super().__init__(error.kind, **error.facts)
        self.field = field


class WordField(QLineEdit):
    """A line that offers words while they are typed, and takes any other; Down or a click offers all.

    Return keeps what was typed; only a word that was gone to with the arrows is taken from the list.

    Signals
    -------
    entered
        Return was pressed while the list was down.
    """

    entered = Signal()

    def __init__(self, text: str = "", *, hint: str = "", options: Iterable[str] = ()) -> None:
        super().__init__(text)
        self.setPlaceholderText(hint)
        self.setCursorPosition(0)
        words = list(dict.fromkeys(options))
        if words:
            completer = QCompleter(words, self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.setCompleter(completer)
            if (popup := completer.popup()) is not None:
                popup.installEventFilter(self)

    def words(self) -> str:
        """Return what stands in it, without outer blanks."""
        return self.text().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer the words that fit on Down."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._offer()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Offer all words where nothing stands yet."""
        super().mouseReleaseEvent(event)
        if not self.text():
            self._offer()

    def _offer(self) -> None:
        completer = self.completer()
        if completer is not None:
            completer.setCompletionPrefix(self.text())
            completer.complete()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Return through a list of which nothing was chosen."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            popup = self.completer().popup()
            if popup is not None and watched is popup and not popup.currentIndex().isValid():
                popup.hide()
                self.entered.emit()
                return True
        return super().eventFilter(watched, event)


class KeptField(WordField):
    """A line for a word that is kept in English: it shows, offers and takes the words of the language in use."""

    def __init__(self, word: str = "", *, hint: str = "", options: Iterable[str] = ()) -> None:
        super().__init__(shown(word), hint=hint, options=map(shown, options))

    def words(self) -> str:
        """Return the word as it is kept; any other as it was typed, without outer blanks."""
        return kept(super().words())

    def show_word(self, word: str) -> None:
        """Show another word that is kept in English."""
        self.setText(shown(word))


class NumberField(QLineEdit):
    """A number with a decimal point or comma."""

    def __init__(self, number: float | None = None, *, hint: str = "") -> None:
        super().__init__(number_words(number))
        self.setPlaceholderText(hint)

    def number(self) -> float | None:
        """Read the number; None where nothing stands."""
        text = self.text().strip()
        if not text:
            return None
        try:
            return float(text.replace(",", "."))
        except ValueError as error:
            raise Misread(self, HairtrackError(ErrorKind.DIARY_NOT_A_NUMBER, text=text)) from error

    def needed(self) -> float:
        """Read a number that must be there."""
        number = self.number()
        if number is None:
            raise Misread(self, HairtrackError(ErrorKind.DIARY_NOT_A_NUMBER, text=EMPTY_FIELD))
        return number

    def whole(self) -> int | None:
        """Read a whole number; None where nothing stands."""
        number = self.number()
        if number is None:
            return None
        if not number.is_integer():
            raise Misread(self, HairtrackError(ErrorKind.DIARY_NOT_WHOLE, text=self.text().strip()))
        return int(number)

    def needed_whole(self) -> int:
        """Read a whole number that must be there: an empty field is not 0."""
        self.needed()
        return self.whole() or 0


def number_words(number: float | None) -> str:
    """Write a number as it was typed."""
    return "" if number is None else plain(number, 10)


def choice_field(options: Iterable[str], chosen: str = "") -> QComboBox:
    """Make a list of which one is chosen; its words are the choices."""
    field = QComboBox()
    field.addItems(list(options))
    field.setCurrentText(chosen)
    _narrow(field)
    return field


def _narrow(field: QComboBox) -> None:
    """Let a list never ask for more room than the column has."""
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.setMinimumContentsLength(8)


class KindChoice(QComboBox):
    """One of the kinds of an enumeration, each by what it is called in the language in use."""

    def __init__(self, kinds: Iterable[str], chosen: str) -> None:
        super().__init__()
        _narrow(self)
        for kind in kinds:
            self.addItem(shown(kind), str(kind))
        self.choose(chosen)

    @property
    def kind(self) -> str:
        """The chosen one."""
        return str(self.currentData())

    def choose(self, kind: str) -> None:
        """Choose another."""
        self.setCurrentIndex(max(0, self.findData(str(kind))))


class Ticks(QWidget):
    """Boxes to tick, any number of them; Tab comes to one, the arrows go to the others."""

    def __init__(self, names: Iterable[str]) -> None:
        """Make a box for each.

        Parameters
        ----------
        names : iterable of str
            As they are kept.
        """
        super().__init__()
        self._names = tuple(names)
        self._boxes = [QCheckBox(shown(name)) for name in self._names]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for box in self._boxes:
            box.setAccessibleName(box.text())
            box.setMinimumHeight(_TARGET)
            box.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            box.installEventFilter(self)
            column.addWidget(box)
        if self._boxes:
            self._boxes[0].setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def ticked(self) -> tuple[str, ...]:
        """Return the names of those that are ticked."""
        return tuple(name for name, box in zip(self._names, self._boxes, strict=True) if box.isChecked())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from box to box."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self._boxes:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                place = (self._boxes.index(watched) + step) % len(self._boxes)
                self._boxes[place].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)


class TreatmentChoice(QComboBox):
    """One of the treatments, the newest first, with an empty choice where none is needed."""

    def __init__(self, treatments: Sequence[Treatment], chosen: str = "", *, none: str = "") -> None:
        """Fill the list.

        Parameters
        ----------
        treatments : sequence of Treatment
        chosen : str
            An id.
        none : str
            What it means to choose none; without it one must be chosen.
        """
        super().__init__()
        _narrow(self)
        if none:
            self.addItem(none, "")
        names = [taken.name for taken in treatments]
        for taken in sorted(treatments, key=lambda taken: taken.started_on, reverse=True):
            twice = names.count(taken.name) > 1
            name = shown(taken.name)
            since = _("{treatment}, since {day}", treatment=name, day=day_words(taken.started_on))
            self.addItem(since if twice else name, taken.id)
        self.setCurrentIndex(max(0, self.findData(chosen)))

    def id(self) -> str:
        """Return the id of the chosen treatment, or nothing."""
        return str(self.currentData() or "")
