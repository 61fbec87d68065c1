"""Lists of boxes to tick, and a question answered by ticking one box."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from hairtrack.ui import theme
from hairtrack.ui.widgets import label

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
    under : str
        What it stands under; said once for lines that follow each other.
    """

    key: str
    words: str
    ticked: bool
    spoken: str = ""
    why_not: str = ""
    under: str = ""


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
        self._titles: list[QLabel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_lines(self, lines: Iterable[Tick]) -> None:
        """Show other lines."""
        wanted = {line.key: line for line in lines}
        if list(wanted) != list(self.boxes):
            self._lay_out(wanted)
        for key, line in wanted.items():
            box = self.boxes[key]
            with QSignalBlocker(box):
                box.say(line.words, line.spoken)
                box.setChecked(line.ticked)
            box.allow(line.why_not)

    def _lay_out(self, lines: dict[str, Tick]) -> None:
        """Make boxes for new lines; those that stay are only moved, so that the keyboard stays in them."""
        for title in self._titles:
            self._drop(title)
        self._titles.clear()
        for key in set(self.boxes) - set(lines):
            self._drop(self.boxes.pop(key))
        kept, self.boxes = self.boxes, {}
        under, place = "", 0
        for key, line in lines.items():
            if line.under != under:
                under = line.under
                self._titles.append(label(under, "muted"))
                self._column.insertWidget(place, self._titles[-1])
                place += 1
            made = kept.get(key) or self._make(key)
            self.boxes[key] = made
            self._column.insertWidget(place, made)
            place += 1

    def _make(self, key: str) -> TickBox:
        made = TickBox("")
        made.toggled.connect(lambda on: self.turned.emit(key, on))
        return made

    def _drop(self, widget: QWidget) -> None:
        self._column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
