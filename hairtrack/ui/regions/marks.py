"""Drawing regions over a photo: their borders in their colours, and their names where they do not cover each other."""

from collections.abc import Sequence
from operator import itemgetter
from typing import TypeAlias

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from hairtrack.course import Outline, Region
from hairtrack.ui import theme
from hairtrack.ui.canvas import marks
from hairtrack.ui.canvas.photo_view import PhotoView
from hairtrack.ui.regions.colours import colour_of

Drawn: TypeAlias = tuple[Outline, Region, bool]
"""Where a region lies in the photo, the region, and whether it is the chosen one."""
_OFF = 6
"""From a border to its name, on screen."""
_EDGE = 2
_NARROW = 480
"""Of a photo, in pixels at 100 %: in less room names are small."""


def paint_regions(painter: QPainter, view: PhotoView, drawn: Sequence[Drawn]) -> None:
    """Draw regions, the chosen one over the others; names are left out that would cover half of a small photo."""
    taken: list[QRectF] = []
    for outline, region, chosen in sorted(drawn, key=_is_chosen):
        marks.stroke(painter, marks.outline_path(view, outline), colour_of(region), width=2.5 if chosen else 1.5)
    size = theme.BODY if view.width() > theme.px(_NARROW) else theme.SMALL
    room = QRectF(view.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
    # The chosen one's name has the first choice of its place.
    for outline, region, _chosen in sorted(drawn, key=_is_chosen, reverse=True):
        name = marks.tag_size(painter.font(), region.words, size=size)
        if name.width() > view.width() / 2:
            continue
        boxes = _places(view, outline, name)
        seen = QRectF(view.rect()).intersects(marks.outline_path(view, outline).boundingRect())
        inside = [marks.kept_in(box, room) for box in boxes] if seen else boxes
        choices = (*(box for box in boxes if room.contains(box)), *inside)
        box = next((box for box in choices if not any(box.intersects(other) for other in taken)), inside[0])
        taken.append(marks.tag(painter, box.bottomLeft(), region.words, size=size))
        # A name that had to move aside is still known as this border's.
        painter.fillRect(QRectF(box.left() + 1.5, box.top() + 4, 2.5, box.height() - 8), colour_of(region))


def _is_chosen(drawn: Drawn) -> bool:
    return drawn[2]


def _places(view: PhotoView, outline: Outline, size: QSizeF) -> list[QRectF]:
    """Return where a name may stand: above the border's top, beside it, below it, farther above."""
    left, top, right, bottom = (
        view.to_screen(end(outline, key=itemgetter(axis))) for end, axis in ((min, 0), (min, 1), (max, 0), (max, 1))
    )
    wide, high = size.width(), size.height()
    corners = (
        top + QPointF(_OFF, -_OFF - high),
        right + QPointF(_OFF, -high / 2),
        left + QPointF(-_OFF - wide, -high / 2),
        bottom + QPointF(_OFF, _OFF),
        top + QPointF(_OFF, -2 * (_OFF + high)),
    )
    return [QRectF(corner, size) for corner in corners]
