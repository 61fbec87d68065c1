"""Where the line of a wipe lies on a canvas, at any angle: pure geometry, in the canvas's own units."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPolygonF

from hairtrack.language import _

_MARGIN = 8
"""The line stays so far within the canvas, where it can be taken hold of."""
_BANDS = 24
_TURN_FROM_MIDDLE = 72.0
_SIDES = (
    _("before is left of it"),
    _("before is above it, at the left"),
    _("before is above it"),
    _("before is above it, at the right"),
    _("before is right of it"),
    _("before is below it, at the right"),
    _("before is below it"),
    _("before is below it, at the left"),
)
"""For each eighth of a turn."""


@dataclass(frozen=True, slots=True)
class WipeLine:
    """A line that parts the canvas.

    Attributes
    ----------
    share : float
        How much of the way across the canvas it has gone, 0 to 1; before lies where it comes from.
    angle : float
        Degrees, clockwise: 0 is upright with before at its left, 90 level with before above it.
    """

    share: float = 0.5
    angle: float = 0.0

    # Another line

    def at(self, share: float) -> "WipeLine":
        """Return it at another share of the way, kept between 0 and 1."""
        return replace(self, share=min(max(share, 0.0), 1.0))

    def through(self, position: QPointF, size: QSizeF) -> "WipeLine":
        """Return it moved through a position, as far as it may go."""
        reach = self._reach(size)
        return self.at((self._along(position, size) / reach + 1) / 2 if reach > 0 else 0.5)

    def turned(self, degrees: float, size: QSizeF) -> "WipeLine":
        """Return it turned about its middle."""
        return replace(self, angle=(self.angle + degrees) % 360).through(self.middle(size), size)

    def turned_to(self, position: QPointF, pivot: QPointF, size: QSizeF) -> "WipeLine":
        """Return it turned about a pivot until its turning handle points to a position; whole degrees."""
        to = position - pivot
        angle = math.degrees(math.atan2(to.x(), -to.y()))
        return replace(self, angle=round(angle) % 360).through(pivot, size)

    # Where it is

    @property
    def normal(self) -> QPointF:
        """The way from before to after."""
        # Whole quarters exactly, so that an upright line is upright to the last bit.
        quarter, rest = divmod(self.angle, 90)
        if rest == 0:
            return QPointF(*((1, 0), (0, 1), (-1, 0), (0, -1))[int(quarter) % 4])
        return QPointF(math.cos(math.radians(self.angle)), math.sin(math.radians(self.angle)))

    def past(self, position: QPointF, size: QSizeF) -> float:
        """Return how far a position lies on the side of the photo after; less than 0 on that of the one before."""
        return self._along(position, size) - (2 * self.share - 1) * self._reach(size)

    def ends(self, size: QSizeF) -> tuple[QPointF, QPointF]:
        """Return where it enters and leaves the canvas; the first is where its turning handle points."""
        normal = self.normal
        along = QPointF(normal.y(), -normal.x())
        foot = _centre(size) + normal * ((2 * self.share - 1) * self._reach(size))
        low, high = -math.inf, math.inf
        for start, step, extent in ((foot.x(), along.x(), size.width()), (foot.y(), along.y(), size.height())):
            if step:
                first, second = sorted((-start / step, (extent - start) / step))
                low, high = max(low, first), min(high, second)
        return foot + along * high, foot + along * low

    def middle(self, size: QSizeF) -> QPointF:
        """Return the middle of what is seen of it, where it is taken hold of."""
        first, second = self.ends(size)
        return (first + second) / 2

    def turning_handle(self, size: QSizeF) -> QPointF:
        """Return where it is turned: on the line, beside the middle."""
        middle, end = self.middle(size), self.ends(size)[0]
        length = math.hypot((end - middle).x(), (end - middle).y())
        return middle + (end - middle) * min(1.0, _TURN_FROM_MIDDLE / length) if length else middle

    def half(self, size: QSizeF, *, after: bool) -> QPolygonF:
        """Return the part of the canvas that shows one of the photos."""
        side = 1 if after else -1
        corners = QRectF(QPointF(), size)
        around = [corners.topLeft(), corners.topRight(), corners.bottomRight(), corners.bottomLeft()]
        kept: list[QPointF] = []
        for here, there in pairwise([*around, around[0]]):
            first, second = side * self.past(here, size), side * self.past(there, size)
            if first >= 0:
                kept.append(here)
            if first * second < 0:
                kept.append(here + (there - here) * (first / (first - second)))
        return QPolygonF(kept)

    def clear_of(self, box: QRectF, size: QSizeF, *, after: bool, room: float) -> bool:
        """Whether a box lies wholly on the side of one photo, with some room to the line."""
        side = 1 if after else -1
        corners = (box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft())
        return all(side * self.past(corner, size) >= room for corner in corners)

    def strip_to(self, other: "WipeLine", size: QSizeF, room: float) -> Iterable[QRectF]:
        """Give what changes when it moves to another place at the same angle, with some room at either side.

        Few boxes that hold the strip: thousands of thin ones would cost more than they save.
        """
        normal = self.normal
        far, near = (line._reach(size) * (2 * line.share - 1) for line in (self, other))
        low, high = min(far, near) - room, max(far, near) + room
        centre = _centre(size)
        upright = abs(normal.x()) >= abs(normal.y())
        main, cross = (normal.x(), normal.y()) if upright else (normal.y(), normal.x())
        here, beside = (centre.x(), centre.y()) if upright else (centre.y(), centre.x())
        extent, whole = (size.height(), size.width()) if upright else (size.width(), size.height())
        bands = _BANDS if cross else 1
        for band in range(bands):
            start, stop = band * extent / bands, (band + 1) * extent / bands
            reached = [here + (d - (end - beside) * cross) / main for d in (low, high) for end in (start, stop)]
            left, right = max(0.0, min(reached)), min(whole, max(reached))
            if left < right:
                along = QRectF(left, start, right - left, stop - start)
                yield along if upright else QRectF(along.y(), along.x(), along.height(), along.width())

    # In words

    def words(self) -> str:
        """Say where it is and which photo lies where."""
        side = _SIDES[round(self.angle / 45) % 8]
        return _("Wipe line at {percent} percent; {side}", percent=round(100 * self.share), side=side)

    # Inside

    def _along(self, position: QPointF, size: QSizeF) -> float:
        return QPointF.dotProduct(position - _centre(size), self.normal)

    def _reach(self, size: QSizeF) -> float:
        """Return how far from the middle of the canvas it may lie."""
        normal = self.normal
        return max(0.0, (abs(normal.x()) * size.width() + abs(normal.y()) * size.height()) / 2 - _MARGIN)


def _centre(size: QSizeF) -> QPointF:
    return QPointF(size.width() / 2, size.height() / 2)
