"""The line above the photos of the timeline, with two handles: the photos before and after, to be drawn along it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from hairtrack.ui import theme

HEIGHT = 20
"""Room above the photos."""
_MIDDLE = 9.0
_RADIUS = 6.0
_REACH = 14


@dataclass(frozen=True, slots=True)
class Stop:
    """A photo on the line.

    Attributes
    ----------
    x : float
    refused : bool
        Whether it cannot be laid over the others.
    """

    x: float
    refused: bool


def nearest(stops: Sequence[Stop], x: float) -> int:
    """Return which photo lies nearest to a place of the line."""
    return min(range(len(stops)), key=lambda k: abs(stops[k].x - x))


def grips_before(stops: Sequence[Stop], *, before: int | None, after: int | None, x: float) -> bool:
    """Whether a press at a place of the line takes the handle of the photo before."""
    if before is None:
        return False
    off = abs(stops[before].x - x)
    return off <= _REACH and (after is None or off < abs(stops[after].x - x))


def paint_line(
    painter: QPainter, look: theme.Look, stops: Sequence[Stop], *, before: int | None, after: int | None
) -> None:
    """Paint the line: a tick for each photo, a cross where it is refused; before is a ring, after a disc."""
    if not stops:
        return
    painter.setPen(QPen(QColor(look.edge), 1))
    painter.drawLine(QPointF(stops[0].x, _MIDDLE), QPointF(stops[-1].x, _MIDDLE))
    if before is not None and after is not None:
        painter.setPen(QPen(QColor(look.accent), 3))
        painter.drawLine(QPointF(stops[before].x, _MIDDLE), QPointF(stops[after].x, _MIDDLE))
    painter.setPen(QPen(QColor(look.edge), 1.5))
    for stop in stops:
        if stop.refused:
            for rise in (-3.5, 3.5):
                painter.drawLine(QPointF(stop.x - 3.5, _MIDDLE - rise), QPointF(stop.x + 3.5, _MIDDLE + rise))
        else:
            painter.drawLine(QPointF(stop.x, _MIDDLE - 4), QPointF(stop.x, _MIDDLE + 4))
    painter.setPen(QPen(QColor(look.accent), 2))
    for place, filled in ((before, False), (after, True)):
        if place is not None:
            painter.setBrush(QColor(look.accent if filled else look.window))
            painter.drawEllipse(QPointF(stops[place].x, _MIDDLE), _RADIUS, _RADIUS)
    painter.setBrush(Qt.BrushStyle.NoBrush)
