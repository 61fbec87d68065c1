"""What the filmstrip shows: photos with their state, treatments as bars. Plain records, and how a state is painted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from hairtrack.language import _


class State(StrEnum):
    """What is known of a photo, each with its own shape."""

    NEW = auto()
    REFERENCE = auto()
    NEEDS_POINTS = auto()
    NOT_JUDGED = auto()
    ALIGNED = auto()


STATE_WORDS = {
    State.NEW: _("not aligned yet"),
    State.REFERENCE: _("reference photo of its view"),
    State.NEEDS_POINTS: _("needs points by hand"),
    State.NOT_JUDGED: _("aligned, but not judged"),
    State.ALIGNED: _("aligned"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What is chosen in the strip, by SHA-256.

    Attributes
    ----------
    current : str
        The photo in hand.
    before, after : str
    more : tuple of str
        What is shown side by side with the two.
    pairs : bool
        Whether the pair is what matters now, not the photo in hand.
    """

    current: str = ""
    before: str = ""
    after: str = ""
    more: tuple[str, ...] = ()
    pairs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One photo in the strip.

    Attributes
    ----------
    sha256 : str
    day : date
    caption : str
        Under the photo, short.
    words : str
        In full, for the tooltip and the screen reader.
    state : State
    """

    sha256: str
    day: date
    caption: str
    words: str
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One treatment, from its first to its last day; None while it goes on."""

    name: str
    start: date
    stop: date | None


def rows_of(bars: Sequence[Bar]) -> list[list[Bar]]:
    """Share treatments out over rows so that no two in a row overlap, in order of their start."""
    rows: list[list[Bar]] = []
    for bar in sorted(bars, key=lambda b: b.start):
        for row in rows:
            last = row[-1].stop
            if last is not None and last < bar.start:
                row.append(bar)
                break
        else:
            rows.append([bar])
    return rows


def paint_state(painter: QPainter, centre: QPointF, state: State) -> None:
    """Paint a photo's state by shape, light on a dark disc, so that it reads on any photo and without colour.

    Star: the reference. Tick: aligned. Cross-hair: needs points. Dash: not judged. Empty ring: nothing done yet.
    """
    x, y = centre.x(), centre.y()
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(20, 20, 20, 205))
    painter.drawEllipse(centre, 8, 8)
    painter.setPen(QPen(QColor("#f4f4f4"), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state is State.ALIGNED:
        painter.drawPolyline([QPointF(x - 3.5, y + 0.2), QPointF(x - 1, y + 2.8), QPointF(x + 3.8, y - 2.8)])
    elif state is State.NEEDS_POINTS:
        painter.drawEllipse(centre, 2.4, 2.4)
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            painter.drawLine(QPointF(x + 2.4 * dx, y + 2.4 * dy), QPointF(x + 5 * dx, y + 5 * dy))
    elif state is State.NOT_JUDGED:
        painter.drawLine(QPointF(x - 3.5, y), QPointF(x + 3.5, y))
    elif state is State.NEW:
        painter.drawEllipse(centre, 3.2, 3.2)
    else:
        painter.setBrush(QColor("#f4f4f4"))
        star = [(0, -5), (1.4, -1.6), (5, -1.5), (2.2, 0.8), (3.2, 4.4), (0, 2.3)]
        mirrored = [(-dx, dy) for dx, dy in reversed(star[1:5])]
        painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in (*star, *mirrored)]))
    painter.restore()
