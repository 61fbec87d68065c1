"""Lists of boxes to tick, and a question answered by ticking one box."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from hairtrack.ui import theme

_TARGET = 24
"""Pixels of height that a hand that shakes can hit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One line of a list.

    Attributes
    ----------
    key, words : str
    ticked : bool
    spoken : str
        What a screen reader says in place of the words, where those lean on what stands around them.
    why_not : str
        Why it cannot be changed, or nothing.
    """

    key: str
    words: str
    ticked: bool
    spoken: str = ""
    why_not: str = ""


class TickBox(QCheckBox):
    """A box to tick whose words end in dots where the column is too narrow, and then stand in its tooltip."""

    def __init__(self, words: str, tip: str = "") -> None:
        super().__init__()
        self._words, self._tip = words, tip
        self.setMinimumHeight(_TARGET)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.say(words)

    def say(self, words: str, spoken: str = "") -> None:
        """Show other words; a screen reader says `spoken` where that is given."""
        self._words = words
        self.setAccessibleName(spoken or words)
        self._fit()

    def allow(self, why_not: str) -> None:
        """Give it to the hand, or grey it with the reason."""
        self.setEnabled(not why_not)
        self.setAccessibleDescription(why_not)
        self._tip_now(why_not)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the words as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Room for a box and some letters."""
        return QSize(80, _TARGET)

    def _fit(self) -> None:
        room = self.width() - self.style().pixelMetric(self.style().PixelMetric.PM_IndicatorWidth) - 2 * theme.GAP
        fitting = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, max(40, room))
        self.setText(fitting.replace("&", "&&"))
        self._tip_now(self.accessibleDescription())

    def _tip_now(self, why_not: str) -> None:
        cut = self._words if self.text().endswith("…") else ""
        self.setToolTip("\n".join(filter(None, (cut, why_not or self._tip))))


class TickList(QWidget):
    """Boxes to tick, one under the other; those that stay keep the keyboard.

    Signals
    -------
    turned : str, bool
        The key of a line, and whether it is ticked now.
    """

    turned = Signal(str, bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.boxes: dict[str, TickBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_lines(self, lines: Iterable[Tick]) -> bool:
        """Show other lines; says whether any box was made anew."""
        wanted = {line.key: line for line in lines}
        fresh = list(wanted) != list(self.boxes)
        if fresh:
            self._lay_out(list(wanted))
        for key, line in wanted.items():
            box = self.boxes[key]
            with QSignalBlocker(box):
                box.say(line.words, line.spoken)
                box.setChecked(line.ticked)
            box.allow(line.why_not)
        return fresh

    def _lay_out(self, keys: list[str]) -> None:
        for key in set(self.boxes) - set(keys):
            gone = self.boxes.pop(key)
            self._column.removeWidget(gone)
            gone.deleteLater()
        kept, self.boxes = self.boxes, {}
        for place, key in enumerate(keys):
            made = kept.get(key) or TickBox("")
            if key not in kept:
                made.toggled.connect(lambda on, key=key: self.turned.emit(key, on))
            self.boxes[key] = made
            self._column.insertWidget(place, made)


def stack(*widgets: QWidget) -> QWidget:
    """Stack controls that belong together closer than others."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.GAP // 2)
    for widget in widgets:
        column.addWidget(widget)
    return made
