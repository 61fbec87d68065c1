"""What stands in words beneath a comparison: what the change map shows, and that photos were moved by hand."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hairtrack.language import _
from hairtrack.ui import theme
from hairtrack.ui.compare.by_hand import ByHand
from hairtrack.ui.compare.map_layer import ChangeMapLegend
from hairtrack.ui.widgets import button, label
from hairtrack.workflow.change_map import RegionMap

_UNLOCKED = _(
    "Unlocked: dragging and zooming move one photo alone, Alt and an arrow the photo after by a pixel (Shift: ten). "
    "U locks both together again."
)
_MOVED = _(
    "You moved the photos by hand, for looking. No number rests on that: all numbers keep to the alignment. It is "
    "forgotten with the next pair."
)


class MapFoot(QWidget):
    """What the change map shows, or why there is none yet, and what its colours mean."""

    def __init__(self) -> None:
        super().__init__()
        _as_bar(self)
        self.words = label()
        self.legend = ChangeMapLegend()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.PAD, theme.GAP, theme.PAD, theme.GAP)
        column.setSpacing(theme.GAP // 2)
        column.addWidget(self.words)
        column.addWidget(self.legend)

    def show_maps(self, maps: Sequence[RegionMap], words: str) -> None:
        """Say what maps show; a legend only where there is something to tell apart."""
        self.legend.setVisible(any(found.cells for found in maps))
        self.words.setText(words)


class ToneFoot(QWidget):
    """Says that photos are shown with another tone than they were taken with, or why they cannot be."""

    def __init__(self) -> None:
        super().__init__()
        _as_bar(self)
        self.words = label()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.PAD, theme.GAP // 2, theme.PAD, theme.GAP // 2)
        column.addWidget(self.words)
        self.say("")

    def say(self, words: str) -> None:
        """Say it, or nothing."""
        self.words.setText(words)
        self.setVisible(bool(words))


class MovedFoot(QWidget):
    """Says that photos can be moved, or were moved, by hand, and puts them back.

    Signals
    -------
    put_back
        The photos are to lie as they are aligned again.
    """

    put_back = Signal()

    def __init__(self, by_hand: ByHand) -> None:
        super().__init__()
        _as_bar(self)
        self._by_hand = by_hand
        self.words = label()
        self.back = button(
            _("Put back"),
            self.put_back.emit,
            icon="put-back",
            tip=_("Put both photos back as they are aligned"),
            shortcut="Shift+U",
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.PAD, theme.GAP, theme.PAD, theme.GAP)
        row.setSpacing(theme.PAD)
        row.addWidget(self.words, 1)
        row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        self.say(possible=True)

    def say(self, *, possible: bool) -> None:
        """Say how the photos lie; nothing where they cannot be moved, or lie as aligned and locked."""
        moved, unlocked = self._by_hand.moved, self._by_hand.unlocked
        self.words.setText("\n".join(words for words, fits in ((_MOVED, moved), (_UNLOCKED, unlocked)) if fits))
        self.back.setVisible(moved)
        self.setVisible(possible and (moved or unlocked))


def _as_bar(foot: QWidget) -> None:
    foot.setProperty("role", "bar")
    foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
