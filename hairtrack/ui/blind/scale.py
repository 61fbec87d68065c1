"""The seven answers to "which side shows more hair?", from left to right."""

from PySide6.QtCore import QEvent, QObject, QSizeF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from hairtrack.language import _
from hairtrack.ratings import MOST
from hairtrack.ui import theme
from hairtrack.ui.compare.captions import broken_to
from hairtrack.ui.widgets import button

ANSWERS = (
    *(_("Left much more"), _("Left more"), _("Left a little more")),
    _("No difference"),
    *(_("Right a little more"), _("Right more"), _("Right much more")),
)
_AROUND, _ABOVE = 16, 20
"""Pixels beside an answer's words, and above and beneath them together."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class RatingScale(QWidget):
    """Seven buttons in a row. The arrows move along it, Return answers, and so do the keys 1 to 7 by `take_key`.

    Signals
    -------
    answered : int
        -3 (the left side shows much more) to 3 (the right side does).
    """

    answered = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Which side shows more hair"))
        self.buttons: list[QPushButton] = []
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.GAP)
        for place, words in enumerate(ANSWERS):
            made = button(f"{place + 1}\n{words}", role="answer")
            made.setAccessibleName(words)
            made.setAutoDefault(True)
            made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            made.clicked.connect(lambda _=False, score=place - MOST: self.answered.emit(score))
            made.installEventFilter(self)
            self.buttons.append(made)
            line.addWidget(made, 1)

    def _break_words(self) -> None:
        """Break each answer to the width of its button, and give all the height of the longest."""
        room = (self.width() - theme.GAP * (len(self.buttons) - 1)) // len(self.buttons) - _AROUND
        metrics = QFontMetricsF(self.buttons[0].font())
        most = 0
        for place, made in enumerate(self.buttons):
            words = broken_to(ANSWERS[place], room, lambda line: QSizeF(metrics.horizontalAdvance(line), 0))
            made.setText(f"{place + 1}\n{words}")
            most = max(most, made.text().count("\n") + 1)
        for made in self.buttons:
            made.setFixedHeight(round(most * metrics.lineSpacing()) + _ABOVE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words anew."""
        super().resizeEvent(event)
        self._break_words()

    def changeEvent(self, event: QEvent) -> None:
        """Break the words anew in another type."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange) and self.buttons:
            self._break_words()

    def rest(self) -> None:
        """Put the keyboard in the middle, where it favours neither side."""
        self.buttons[MOST].setFocus(Qt.FocusReason.OtherFocusReason)

    def take_key(self, event: QKeyEvent) -> bool:
        """Answer by a key from 1 to 7; return whether it was one."""
        place = event.key() - Qt.Key.Key_1
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if not plain or not 0 <= place < len(self.buttons):
            return False
        # Holding a key down must not answer for the pairs to come.
        if not event.isAutoRepeat():
            self.buttons[place].click()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move along the row by the arrows."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and watched in self.buttons:
            if event.isAutoRepeat() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                return True
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                to = self.buttons.index(watched) + step
                self.buttons[min(max(to, 0), len(self.buttons) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)
