"""A magnified circle of a photo, to set a point exactly where it belongs."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from hairtrack.course import Point
from hairtrack.ui.canvas import marks
from hairtrack.ui.canvas.photo_view import PhotoView

_SIDE = 168.0
_GAP = 12.0
_TIMES = 4.0
"""How much larger than on the canvas, and at least two screen pixels to a photo pixel."""


def paint_magnifier(painter: QPainter, view: PhotoView, place: Point) -> None:
    """Draw what lies around a place, in the corner of the view that is away from it.

    Parameters
    ----------
    painter : QPainter
        In the view's coordinates.
    view : PhotoView
    place : Point
        In photo pixels.
    """
    picture = view.picture
    if picture is None:
        return
    scale = max(_TIMES * view.scale, 2 / view.devicePixelRatioF())
    at = view.to_screen(place)
    left = _GAP if at.x() > view.width() / 2 else view.width() - _GAP - _SIDE
    box = QRectF(left, _GAP, _SIDE, _SIDE)
    circle = QPainterPath()
    circle.addEllipse(box)
    painter.save()
    painter.setClipPath(circle, Qt.ClipOperation.IntersectClip)
    painter.fillRect(box, view.surround)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    extent = _SIDE / scale
    around = QRectF(place[0] - extent / 2, place[1] - extent / 2, extent, extent)
    shown = around.intersected(QRectF(0, 0, *picture.size))
    target = QRectF(
        box.x() + (shown.x() - around.x()) * scale,
        box.y() + (shown.y() - around.y()) * scale,
        shown.width() * scale,
        shown.height() * scale,
    )
    picture.paint(painter, target, shown)
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(Qt.GlobalColor.black, 4))
    painter.drawEllipse(box)
    painter.setPen(QPen(marks.WHITE, 2))
    painter.drawEllipse(box)
    marks.cross(painter, QPointF(box.center()), 18)
