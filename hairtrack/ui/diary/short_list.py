"""A list of rows of which the first few are shown, and the rest on demand."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hairtrack.language import _
from hairtrack.ui import theme
from hairtrack.ui.stack import fill
from hairtrack.ui.widgets import button, label

FIRST, MOST = 8, 100
"""Rows that are shown at first, and on demand; beyond, a list in the column helps nobody."""


class ShortList(QWidget):
    """Rows that are built only when they are shown.

    Signals
    -------
    rebuilt
        More or fewer rows stand here on demand, which the keyboard must find its way through.
    """

    rebuilt = Signal()

    def __init__(self, nothing: str) -> None:
        """Begin empty.

        Parameters
        ----------
        nothing : str
            What an empty list says.
        """
        super().__init__()
        self._nothing = nothing
        self._made: Sequence[Callable[[], QWidget]] = ()
        self._all = False
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(theme.GAP)

    def show_rows(self, rows: Sequence[Callable[[], QWidget]]) -> None:
        """Show other rows, the first of them or all as before."""
        self._made = rows
        self._build()

    def _build(self) -> None:
        count = len(self._made)
        most = MOST if self._all else FIRST
        shown = [make() for make in self._made[:most]] or [label(self._nothing, "muted")]
        if count > FIRST:
            every = _("Show all {count}", count=count)
            if count > MOST:
                every = _("Show {shown} of {count}", shown=MOST, count=count)
            shown.append(button(_("Show fewer") if self._all else every, self._turn, role="link"))
        fill(self, shown)

    def _turn(self) -> None:
        self._all = not self._all
        # Later, because the button that was pressed is rebuilt too.
        QTimer.singleShot(0, self, self._rebuild)

    def _rebuild(self) -> None:
        self._build()
        self.rebuilt.emit()
