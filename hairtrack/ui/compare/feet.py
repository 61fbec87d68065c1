"""What stands in words beneath a comparison: what the change map shows, and that photos were moved by hand."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hairtrack.language import _
from hairtrack.ui import theme
from hairtrack.ui.compare.by_hand import ByHand
from hairtrack.ui.compare.map_layer import ChangeMapLegend
from hairtrack.ui.widgets import button, label
from hairtrack.workflow.change_map import RegionMap

_UNLOCKED = _("Unlocked: drag, zoom, or Alt and an arrow (Shift: ten pixels) move one photo alone.")
_MOVED = _("Moved by hand, for looking: no number rests on it. The next pair forgets it.")


class _LowFoot(QScrollArea):
    """Words that never take more than a share of the stage from the photo: the rest is scrolled to.

    Parameters
    ----------
    name : str
        What a screen reader calls it.
    share : float
        Of the stage's height.
    *parts : QWidget
        From the top.
    """

    def __init__(self, name: str, share: float, *parts: QWidget) -> None:
        super().__init__()
        self._share = share
        self.setProperty("role", "bar")
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(theme.PAD, theme.GAP, theme.PAD, theme.GAP)
        self._column.setSpacing(theme.GAP // 2)
        for part in parts:
            self._column.addWidget(part)
        self.setWidget(inside)

    def fit(self) -> None:
        """Be as high as the words need, within the share."""
        stage = self.parentWidget()
        bar = self.verticalScrollBar().sizeHint().width()
        needed = self._column.totalHeightForWidth(max(1, self.width() - bar))
        most = round(stage.height() * self._share) if stage is not None else needed
        self.setFixedHeight(max(1, min(needed, most)))
        # The keyboard stops here only where there is something to scroll to.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if needed > most else Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the words need in the new width."""
        super().resizeEvent(event)
        self.fit()


class MapFoot(_LowFoot):
    """What the change map shows, or why there is none yet, and what its colours mean."""

    def __init__(self) -> None:
        self.words, self.legend = label(), ChangeMapLegend()
        super().__init__(_("What the change map shows"), 1 / 3, self.words, self.legend)

    def show_maps(self, maps: Sequence[RegionMap], words: str) -> None:
        """Say what maps show; a legend only where there is something to tell apart."""
        self.legend.setVisible(any(found.cells for found in maps))
        self.words.setText(words)
        self.fit()


class ToneFoot(_LowFoot):
    """Says that photos are shown with another tone than they were taken with, or why they cannot be."""

    def __init__(self) -> None:
        self.words = label()
        super().__init__(_("Tone of the photos"), 1 / 4, self.words)
        self.say("")

    def say(self, words: str) -> None:
        """Say it, or nothing."""
        self.words.setText(words)
        self.setVisible(bool(words))
        self.fit()


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
        self.words.setText(_MOVED if moved else _UNLOCKED)
        self.back.setVisible(moved)
        self.setVisible(possible and (moved or unlocked))


def _as_bar(foot: QWidget) -> None:
    foot.setProperty("role", "bar")
    foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
