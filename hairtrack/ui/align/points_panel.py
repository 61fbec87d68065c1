"""The inspector's part while points are placed: what to do, the pairs, how well they fit, take or leave."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from hairtrack.language import _
from hairtrack.ui import theme
from hairtrack.ui.align.landmark_pairs import SUGGESTED, Pairs, Side
from hairtrack.ui.widgets import button, label, row


class PointsPanel(QWidget):
    """Guides through placing points.

    Signals
    -------
    accepted, left
        Take the points, or leave them.
    chosen, removed : int
        Index of a pair.
    """

    accepted = Signal()
    left = Signal()
    chosen = Signal(int)
    removed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.next = label("", "lead")
        self.fit = label("")
        self.list = QListWidget()
        self.list.setAccessibleName(_("Points placed"))
        theme.fit(self.list.setFixedHeight, 150)
        self.list.currentRowChanged.connect(self._choose)
        self.accept = button(_("Use these points"), self.accepted.emit, role="primary")
        self.remove = button(_("Remove point"), self._remove, icon="delete", role="link")
        hint = _("Good marks stay on the skin: {marks}. Well spread ones serve best.", marks=", ".join(SUGGESTED))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        for widget in (
            self.next,
            self.fit,
            row(self.accept, button(_("Leave"), self.left.emit)),
            self.list,
            row(self.remove),
            label(hint, "muted"),
        ):
            column.addWidget(widget)

    def show_pairs(self, pairs: Pairs, chosen: int | None) -> None:
        """List the pairs and say what to click next."""
        number = next((k + 1 for k, pair in enumerate(pairs.pairs) if None in (pair.fixed, pair.moving)), None)
        if number is None:
            self.next.setText(_("Click mark {number} in the reference photo, left.", number=len(pairs.pairs) + 1))
        elif pairs.next_side() is Side.MOVING:
            self.next.setText(_("Now click the same mark {number} in the photo at the right.", number=number))
        else:
            self.next.setText(_("Now click the same mark {number} in the reference photo, left.", number=number))
        blocker = QSignalBlocker(self.list)
        self.list.clear()
        for index, pair in enumerate(pairs.pairs):
            complete = None not in (pair.fixed, pair.moving)
            where = _("Point {number}: in both photos") if complete else _("Point {number}: in one photo so far")
            self.list.addItem(where.format(number=index + 1))
        self.list.setCurrentRow(-1 if chosen is None else chosen)
        blocker.unblock()
        self.remove.setEnabled(chosen is not None)

    def show_fit(self, text: str, *, usable: bool) -> None:
        """Say how well the points fit."""
        self.fit.setText(text)
        self.accept.setEnabled(usable)

    def _choose(self, index: int) -> None:
        if index >= 0:
            self.chosen.emit(index)

    def _remove(self) -> None:
        if self.list.currentRow() >= 0:
            self.removed.emit(self.list.currentRow())
