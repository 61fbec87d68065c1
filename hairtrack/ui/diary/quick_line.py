"""A field for a day in one typed line: what will be kept is said while it is typed."""

import re
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCompleter, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from hairtrack.language import _, _n
from hairtrack.ui import theme
from hairtrack.ui.focus import bring_into_sight
from hairtrack.ui.fold import Fold
from hairtrack.ui.stack import stacked
from hairtrack.ui.widgets import button, label, row
from hairtrack.ui.words import breakable
from hairtrack.workflow.diary.typed_line import EXAMPLES, Offer, Part, Understood

KEY = "Alt+Y"
LONGEST = 2000
_SHOWN = 12
_BREAKS = re.compile("[\n\r\u2028\u2029]+")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuickLine(QWidget):
    """A line to type, and beneath it what will be kept and what is not understood.

    Signals
    -------
    kept : Understood
        The user wants to keep what was understood; `settle` answers when that was done.
    left
        The user wants to go elsewhere; what was typed stays.

    Attributes
    ----------
    field : LineField
    """

    kept = Signal(object)
    left = Signal()

    def __init__(self, read: Callable[[str], Understood], offer: Callable[[str], Offer]) -> None:
        """Lay it out.

        Parameters
        ----------
        read : callable
            Says what a line is understood as; called at every key.
        offer : callable
            Returns the names that may complete a line.
        """
        super().__init__()
        self._read = read
        keys = QKeySequence(KEY).toString(QKeySequence.SequenceFormat.NativeText)
        self.field = LineField(offer)
        self.field.setAccessibleName(_("Today in one line"))
        self.field.setToolTip(_("Return keeps what is understood ({keys} comes here)", keys=keys))
        self.field.setPlaceholderText(EXAMPLES[0])
        self._will, self._open = label(), label(role="muted")
        self._keep = button(_("Keep"), self._submit, role="primary", tip=_("Keep what is understood (Return)"))
        self._answer = stacked(self._will, self._open, row(self._keep))
        examples = [
            button(line, partial(self._try, line), role="link", tip=_("Try: {line}", line=line)) for line in EXAMPLES
        ]
        for example in examples:
            example.setMinimumWidth(1)
        self.examples = Fold(_("What can be typed"), *examples)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.GAP)
        for part in (label(_("Today in one line"), "section"), self.field, self._answer, self.examples):
            whole.addWidget(part)
        self.field.textChanged.connect(self.refresh)
        # Later, when the answer has its room.
        self.field.textChanged.connect(lambda _text: QTimer.singleShot(0, self, self._come_into_sight))
        self.field.entered.connect(self._submit)
        self.field.escaped.connect(self.left)
        QShortcut(QKeySequence(KEY), self).activated.connect(self.begin)
        self.refresh()

    def begin(self) -> None:
        """Give the keyboard to the field."""
        # Not as a shortcut does: that marks all, and the next key would take the place of what was typed before.
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.end(False)
        self._come_into_sight()

    def _come_into_sight(self) -> None:
        if self.field.hasFocus():
            bring_into_sight(self)

    def settle(self, rest: str) -> None:
        """Leave in the field what was not kept."""
        self.field.setText(rest)

    def refresh(self) -> None:
        """Say anew how the line is understood."""
        text = self.field.text()
        parts = self._read(text).parts if text.strip() else ()
        kept = [part.sentence for part in parts if part.entry is not None]
        left = [_left_words(part) for part in parts if part.entry is None]
        self._say(self._will, _("Will be kept"), kept)
        self._say(self._open, _("Not understood yet"), left)
        self._keep.setText(_n("Keep {count} entry", "Keep {count} entries", len(kept)))
        self._keep.setAccessibleName(self._keep.text())
        self._keep.setVisible(bool(kept))
        self._answer.setVisible(bool(parts))
        self.field.setAccessibleDescription(" ".join(said for said in (self._will.text(), self._open.text()) if said))

    @staticmethod
    def _say(said: QLabel, title: str, lines: Sequence[str]) -> None:
        shown = [*lines[:_SHOWN], *([_("and {count} more", count=len(lines) - _SHOWN)] if len(lines) > _SHOWN else [])]
        said.setText(breakable("\n".join((f"{title}:", *(f"• {line}" for line in shown)))) if shown else "")
        said.setVisible(bool(shown))

    def _submit(self) -> None:
        understood = self._read(self.field.text())
        if understood.kept:
            self.kept.emit(understood)

    def _try(self, line: str) -> None:
        """Put an example into an empty field; what was typed stays in front of it."""
        before = self.field.text().rstrip(" ;")
        self.field.setText(f"{before}; {line}" if before else line)
        self.begin()


class LineField(QLineEdit):
    """A line that offers names for the word that is typed; any other word stays as it is.

    Tab takes the name that was gone to with the arrows, or else the first; Return takes one that was gone to.

    Signals
    -------
    entered, escaped
        Return or Escape was pressed and no name was taken by it.
    """

    entered = Signal()
    escaped = Signal()

    def __init__(self, offer: Callable[[str], Offer]) -> None:
        super().__init__()
        self._offer = offer
        self._at = 0
        self._names = QStringListModel(self)
        self._list = QCompleter(self._names, self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setWidget(self)
        self._popup: QListView = QListView()
        self._list.setPopup(self._popup)
        self._popup.clicked.connect(lambda chosen: self._take(chosen.data()))
        # After the list's own filter, so that this one is asked first.
        self._popup.installEventFilter(self)
        self.setMaxLength(LONGEST)
        self.textEdited.connect(self._suggest)
        self.textChanged.connect(self._join)

    def offered(self) -> tuple[str, ...]:
        """Return the names in the list that is down."""
        return tuple(self._names.stringList()) if self._popup.isVisible() else ()

    def _join(self, text: str) -> None:
        """Put a semicolon where pasted lines break."""
        if _BREAKS.search(text):
            self.setText(_BREAKS.sub("; ", text.strip()))

    def _suggest(self) -> None:
        before = self.text()[: self.cursorPosition()]
        offer = self._offer(before)
        self._at = offer.at
        typed = before[offer.at :].casefold()
        names = offer.names if typed not in {name.casefold() for name in offer.names} else ()
        self._names.setStringList(names)
        if not names:
            self._popup.hide()
            return
        metrics, place = self.fontMetrics(), self.cursorRect()
        place.moveLeft(max(0, place.left() - metrics.horizontalAdvance(before[offer.at :])))
        place.setWidth(max(metrics.horizontalAdvance(name) for name in names) + 4 * theme.PAD)
        self._popup.clearSelection()
        self._list.complete(place)

    def _take(self, name: str) -> None:
        """Put a name in the place of its beginning."""
        self._popup.hide()
        end = self.cursorPosition()
        whole = self.text()
        self.setText(f"{whole[: self._at]}{name} {whole[end:].lstrip()}")
        self.setCursorPosition(self._at + len(name) + 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer the keys that take a name, or go past the list."""
        if watched is self._popup and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            # A list with the keyboard has a current line from the start; gone to is what is selected.
            chosen = [found.data() for found in self._popup.selectedIndexes()]
            if event.key() == Qt.Key.Key_Tab or (event.key() in _ENTER and chosen):
                self._take((chosen or self._names.stringList())[0])
                return True
            if event.key() in {*_ENTER, Qt.Key.Key_Escape}:
                self._popup.hide()
                if event.key() in _ENTER:
                    self.entered.emit()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep on Return, leave on Escape; neither goes on to the page."""
        if event.key() in _ENTER:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


def _left_words(part: Part) -> str:
    """Say why a part is not understood, and which, unless the sentence names it."""
    if part.text in part.sentence:
        return part.sentence
    brief = part.text if len(part.text) <= 24 else f"{part.text[:22].rstrip()}..."
    return f"{brief}: {part.sentence}"
