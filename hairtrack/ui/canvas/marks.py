"""How lines, handles and words are drawn over a photo, so that they stand out on any skin and any hair.

Every line has a dark one beneath it; words stand on a dark ground. These colours never follow the window's look.
"""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from hairtrack.course import Point
from hairtrack.ui import theme
from hairtrack.ui.canvas.photo_view import PhotoView

WHITE = QColor("#ffffff")
BENEATH = QColor(0, 0, 0, 170)
_GROUND = QColor(20, 20, 20, 200)


def outline_path(view: PhotoView, outline: Sequence[Point], *, closed: bool = True) -> QPainterPath:
    """Return a line through places of the photo, on the screen."""
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(*point) for point in outline]))
    if closed:
        path.closeSubpath()
    return view.placing().map(path)


def stroke(
    painter: QPainter, path: QPainterPath, colour: QColor = theme.REGION, width: float = 2.0, *, dashed: bool = False
) -> None:
    """Draw a line with a dark one beneath it."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(BENEATH, width + 2))
    painter.drawPath(path)
    painter.setPen(QPen(colour, width, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
    painter.drawPath(path)


def handle(painter: QPainter, at: QPointF, *, chosen: bool = False, colour: QColor = theme.REGION) -> None:
    """Draw a point that can be taken hold of; the chosen one is larger and filled."""
    side = 12.0 if chosen else 8.0
    painter.setPen(QPen(BENEATH, 1.5))
    painter.setBrush(colour if chosen else WHITE)
    painter.drawRect(QRectF(at.x() - side / 2, at.y() - side / 2, side, side))


def cross(painter: QPainter, at: QPointF, arm: float = 12.0, colour: QColor = WHITE) -> None:
    """Draw a crosshair that leaves its middle free."""
    path = QPainterPath()
    for across, down in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        path.moveTo(at + QPointF(across, down) * 3)
        path.lineTo(at + QPointF(across, down) * arm)
    stroke(painter, path, colour, 1.2)


def _tag_font(font: QFont, size: int) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(theme.px(size))
    return sized


def tag_size(font: QFont, text: str, *, size: int = theme.BODY) -> QSizeF:
    """Return how much room `tag` takes for lines of words, whatever the size of the font."""
    return QSizeF(*_room_of(font.toString(), theme.px(size), text))


@lru_cache(maxsize=2048)
def _room_of(font: str, pixels: int, text: str) -> tuple[float, float]:
    """Measure words once: to place captions on a moving photo the same ones are asked for in each frame."""
    sized = QFont()
    sized.fromString(font)
    sized.setPixelSize(pixels)
    metrics = QFontMetricsF(sized)
    lines = text.split("\n")
    return max(map(metrics.horizontalAdvance, lines)) + 12, len(lines) * metrics.height() + 4


def tag_box(painter: QPainter, at: QPointF, text: str, *, size: int = theme.BODY) -> QRectF:
    """Return what `tag` would cover."""
    box = QRectF(QPointF(), tag_size(painter.font(), text, size=size))
    box.moveBottomLeft(at)
    return box


def kept_in(box: QRectF, room: QRectF) -> QRectF:
    """Return a box moved as little as it must be to lie inside another; too large, it keeps its upper left."""
    kept = QRectF(box)
    kept.moveLeft(max(room.left(), min(box.left(), room.right() - box.width())))
    kept.moveTop(max(room.top(), min(box.top(), room.bottom() - box.height())))
    return kept


def tag(painter: QPainter, at: QPointF, text: str, *, size: int = theme.BODY) -> QRectF:
    """Write lines of words on a dark ground, their lower left corner at a place; return what they cover."""
    box = tag_box(painter, at, text, size=size)
    painter.setFont(_tag_font(painter.font(), size))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_GROUND)
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(WHITE)
    painter.drawText(box.adjusted(6, 0, 0, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
    return box
