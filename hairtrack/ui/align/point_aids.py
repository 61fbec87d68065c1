"""What helps to find the next mark: where it should be, and where another point would tell most."""

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from hairtrack.course import Point
from hairtrack.figures import decimal
from hairtrack.language import _
from hairtrack.ui.align.landmark_pairs import Pairs, Side
from hairtrack.ui.canvas import marks
from hairtrack.ui.canvas.photo_view import PhotoView
from hairtrack.workflow.landmarks import Wanted

_RING = 15.0
_FAINT = QColor(255, 255, 255, 190)
_PARTS = {
    (-1, -1): _("at the upper left of the head"),
    (0, -1): _("at the top of the head in the photo"),
    (1, -1): _("at the upper right of the head"),
    (-1, 0): _("at the left of the head"),
    (0, 0): _("in the middle of the head"),
    (1, 0): _("at the right of the head"),
    (-1, 1): _("at the lower left of the head"),
    (0, 1): _("at the bottom of the head in the photo"),
    (1, 1): _("at the lower right of the head"),
}


@dataclass(frozen=True, slots=True)
class Aids:
    """What helps to find the next mark.

    Attributes
    ----------
    predicted : dict of int to Point
        By the index of a half-placed pair: about where it lies in the photo that lacks it.
    wanted : Wanted or None
        Where another point would tell most.
    """

    predicted: dict[int, Point] = field(default_factory=dict)
    wanted: Wanted | None = None

    def place(self, side: Side) -> Point | None:
        """Return where another point would tell most, in one of the photos."""
        if self.wanted is None:
            return None
        return self.wanted.fixed if side is Side.FIXED else self.wanted.moving

    def next_place(self, pairs: Pairs, chosen: int | None) -> tuple[Side, Point] | None:
        """Return where to look next: for the pair that is half placed, else for another point."""
        index = pairs.to_complete(chosen)
        if index is None:
            return (Side.FIXED, self.wanted.fixed) if self.wanted else None
        side = pairs.pairs[index].lacks
        return (side, self.predicted[index]) if side is not None and index in self.predicted else None

    def paint(self, painter: QPainter, view: PhotoView, side: Side, pairs: Pairs, chosen: int | None) -> None:
        """Draw faint rings over one of the photos."""
        index = pairs.to_complete(chosen)
        for number, place in self.predicted.items():
            if number < len(pairs.pairs) and pairs.pairs[number].lacks is side:
                _ring(painter, view, place, str(number + 1), strong=number == index)
        here = self.place(side)
        if index is None and here is not None:
            _ring(painter, view, here, _("add one here"), strong=True)


def say_wanted(wanted: Wanted | None) -> str:
    """Say where another point would tell most."""
    if wanted is None:
        return ""
    return _(
        "Add one here: {where}, where the photo may still be off by {error} % of the width. Press N to go there.",
        where=_PARTS[wanted.across, wanted.down],
        error=decimal(wanted.error_percent_width, 1),
    )


def _ring(painter: QPainter, view: PhotoView, place: Point, text: str, *, strong: bool) -> None:
    """Draw a ring with words beside it, which leaves free what it is about."""
    at, radius = view.to_screen(place), _RING if strong else 0.7 * _RING
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((marks.BENEATH, 3.0), (_FAINT, 1.2)):
        painter.setPen(QPen(colour, width, Qt.PenStyle.DashLine))
        painter.drawEllipse(at, radius, radius)
    if strong:
        room = QRectF(view.rect()).adjusted(2, 2, -2, -2)
        box = marks.kept_in(marks.tag_box(painter, at + QPointF(radius + 2, radius + 8), text), room)
        marks.tag(painter, box.bottomLeft(), text)
    painter.restore()
