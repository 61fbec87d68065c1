"""What came of saving, said where it was asked for, with the few things that help next."""

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hairtrack.ui import theme
from hairtrack.ui.widgets import button, label, row
from hairtrack.ui.words import breakable

Deed: TypeAlias = tuple[str, Callable[[], None]]
"""The words of a button, and what it does."""


class Outcome(QWidget):
    """A sentence or two, and up to two buttons beneath."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label()
        self.buttons = (button("", lambda: self._act(0), role="link"), button("", lambda: self._act(1), role="link"))
        self._deeds: tuple[Deed, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP // 2)
        column.addWidget(self.words)
        column.addWidget(row(*self.buttons))
        self.clear()

    def say(self, words: str, *deeds: Deed) -> None:
        """Say something else.

        Parameters
        ----------
        words : str
        *deeds : (str, callable)
            What the buttons beneath offer.
        """
        self._deeds = deeds
        self.words.setText(breakable(words))
        for place, made in enumerate(self.buttons):
            made.setVisible(place < len(deeds))
            if place < len(deeds):
                made.setText(deeds[place][0])
                made.setAccessibleName(deeds[place][0])
        self.setVisible(bool(words))
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def clear(self) -> None:
        """Say nothing."""
        self.say("")

    def _act(self, place: int) -> None:
        if place < len(self._deeds):
            self._deeds[place][1]()
