"""Strokes of a brush over a photo: how they look, and whether a place touches one."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeAlias

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen

from hairtrack.course import Point
from hairtrack.ui.canvas import marks
from hairtrack.ui.canvas.photo_view import PhotoView
from hairtrack.ui.regions.shapes import distance_to_edge

Stroke: TypeAlias = tuple[Sequence[Point], float]
"""Its points and its radius, in the photo's pixels."""

_RIM, _EDGE = QColor(0, 0, 0, 170), 1.5
_SHADE, _HATCH = QColor(0, 0, 0, 90), QColor(225, 225, 225)


def paint_strokes(painter: QPainter, view: PhotoView, strokes: Iterable[Stroke]) -> None:
    """Draw strokes as one hatched patch with a light border, through which the photo shows.

    Each layer is drawn for all strokes before the next one, on a picture of its own, so that what overlaps is one.
    Joining their shapes takes minutes for a scribble that crosses itself often.

    Parameters
    ----------
    painter : QPainter
        In the view's coordinates.
    view : PhotoView
    strokes : iterable of Stroke
    """
    lines = [(view.placing().map(_line(points)), 2 * radius * view.scale) for points, radius in strokes]
    if not lines:
        return
    ratio = view.devicePixelRatioF()
    patch = QImage(view.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    patch.setDevicePixelRatio(ratio)
    patch.fill(Qt.GlobalColor.transparent)
    inside = QPainter(patch)
    inside.setRenderHint(QPainter.RenderHint.Antialiasing)
    inside.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    hatch = QBrush(_HATCH, Qt.BrushStyle.DiagCrossPattern)
    for brush, more in (
        (QBrush(_RIM), 4 * _EDGE),
        (QBrush(marks.WHITE), 2 * _EDGE),
        (QBrush(_SHADE), 0.0),
        (hatch, 0.0),
    ):
        if brush is hatch:
            inside.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        for path, width in lines:
            inside.setPen(
                QPen(brush, width + more, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            )
            inside.drawPath(path)
    inside.end()
    painter.drawImage(0, 0, patch)


def _line(points: Sequence[Point]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
    # A line without length is not drawn at all.
    path.lineTo(QPointF(points[-1][0] + 0.01, points[-1][1]))
    return path


def distance(points: Sequence[Point], place: Point) -> float:
    """Return how far a place lies from a stroke's middle line, in the photo's pixels."""
    return min(distance_to_edge(place, start, end) for start, end in pairwise((*points, points[-1])))
