"""Two photos moved against each other by hand, for looking: nothing of it is kept, and no number rests on it."""

from PySide6.QtCore import QObject, Signal

from hairtrack.course import Point
from hairtrack.ui.canvas.shift import STILL, Shift

BEFORE, AFTER = 0, 1
_LEAST, _MOST = 0.25, 4.0
"""How much smaller or larger a photo may be made than the other."""


class ByHand(QObject):
    """How the two photos lie against their common frame.

    Attributes
    ----------
    unlocked : bool
        Whether zoom and pan move one photo alone.

    Signals
    -------
    changed
        A photo lies elsewhere, or was locked or unlocked.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.unlocked = False
        self._shifts = [STILL, STILL]

    @property
    def moved(self) -> bool:
        """Whether a photo lies elsewhere than aligned."""
        return any(shift != STILL for shift in self._shifts)

    def shift(self, which: int) -> Shift:
        """Return how a photo lies, `BEFORE` or `AFTER`."""
        return self._shifts[which]

    def unlock(self, *, on: bool) -> None:
        """Let one photo move alone, or both together again as they lie."""
        self.unlocked = on
        self.changed.emit()

    def move(self, which: int, across: float, down: float) -> None:
        """Move a photo by shares of the frame."""
        self._put(which, self._shifts[which].moved(across, down))

    def magnify(self, which: int, factor: float, about: Point) -> None:
        """Magnify a photo while a place of the frame stays where it is."""
        shift = self._shifts[which]
        self._put(which, shift.magnified(min(max(shift.zoom * factor, _LEAST), _MOST) / shift.zoom, about))

    def put_back(self) -> None:
        """Lay both as they are aligned."""
        self._shifts = [STILL, STILL]
        self.changed.emit()

    def forget(self) -> None:
        """Lay both as they are aligned, and lock them: these are other photos."""
        self.unlocked = False
        self.put_back()

    def _put(self, which: int, shift: Shift) -> None:
        self._shifts[which] = shift
        self.changed.emit()
