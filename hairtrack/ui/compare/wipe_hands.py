"""How a wipe line is drawn, taken hold of and turned, by the mouse and by keys."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPen, QPolygonF

from hairtrack.ui.canvas import marks
from hairtrack.ui.canvas.photo_canvas import arrow
from hairtrack.ui.compare.wipe_line import WipeLine

REACH = 18.0
"""How far the grips stand out from the line, and how near to it a pointer takes hold of it."""
_STEP, _COARSE = 0.02, 0.1
_TURN, _COARSE_TURN = 5.0, 45.0
_TURNS = {
    Qt.Key.Key_BracketLeft: -_TURN,
    Qt.Key.Key_BracketRight: _TURN,
    Qt.Key.Key_BraceLeft: -_COARSE_TURN,
    Qt.Key.Key_BraceRight: _COARSE_TURN,
}
_KNOB = 9.0


class WipeHands:
    """What the hands do with a wipe line; it only says where the line goes."""

    def __init__(self) -> None:
        self._turns_about: QPointF | None = None
        self.holding = False

    def take(self, line: WipeLine, position: QPointF, size: QSizeF) -> bool:
        """Take hold of the line or of its turning handle, if either is under a position."""
        turns = _near(position, line.turning_handle(size))
        self.holding = turns or abs(line.past(position, size)) <= REACH
        self._turns_about = line.middle(size) if turns else None
        return self.holding

    def drag(self, line: WipeLine, position: QPointF, size: QSizeF) -> WipeLine:
        """Return the line moved to a position, or turned towards it."""
        if self._turns_about is None:
            return line.through(position, size)
        if _near(position, self._turns_about):
            return line
        return line.turned_to(position, self._turns_about, size)

    def let_go(self) -> None:
        """End the drag."""
        self.holding = False
        self._turns_about = None

    def cursor(self, line: WipeLine, position: QPointF, size: QSizeF) -> Qt.CursorShape | None:
        """Return the cursor where there is something to take hold of."""
        if _near(position, line.turning_handle(size)):
            return Qt.CursorShape.PointingHandCursor
        if abs(line.past(position, size)) > REACH:
            return None
        shapes = Qt.CursorShape
        across = (shapes.SplitHCursor, shapes.SizeFDiagCursor, shapes.SplitVCursor, shapes.SizeBDiagCursor)
        return across[round(line.angle / 45) % 4]

    def key(self, line: WipeLine, event: QKeyEvent, size: QSizeF) -> WipeLine | None:
        """Return the line as a key moves or turns it; None for other keys.

        Of the arrows those are taken that point across the line rather than along it.
        """
        if event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier):
            return None
        turn = _TURNS.get(Qt.Key(event.key()))
        if turn is not None:
            return line.turned(turn, size)
        direction = arrow(event)
        across = QPointF.dotProduct(QPointF(*direction), line.normal) if direction else 0.0
        if abs(across) < 0.4:
            return None
        coarse = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        return line.at(line.share + (1 if across > 0 else -1) * (_COARSE if coarse else _STEP))


def paint_line(painter: QPainter, line: WipeLine, size: QSizeF) -> None:
    """Draw the line, the grips that say which way it moves, and the knob that turns it."""
    first, second = line.ends(size)
    path = QPainterPath(first)
    path.lineTo(second)
    marks.stroke(painter, path, marks.WHITE, 1.5)
    middle, normal = line.middle(size), line.normal
    along = QPointF(-normal.y(), normal.x())
    painter.setPen(QPen(marks.BENEATH, 1))
    painter.setBrush(marks.WHITE)
    for side in (-1, 1):
        foot = middle + normal * (side * 6)
        painter.drawPolygon(QPolygonF([middle + normal * (side * 15), foot - along * 7, foot + along * 7]))
    _paint_knob(painter, line.turning_handle(size), line.angle)


def _paint_knob(painter: QPainter, at: QPointF, angle: float) -> None:
    """Draw a disc with an arrow that goes about it."""
    painter.save()
    painter.translate(at)
    painter.rotate(angle)
    painter.drawEllipse(QPointF(), _KNOB, _KNOB)
    painter.setPen(QPen(Qt.GlobalColor.black, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(QRectF(-5, -5, 10, 10), 30 * 16, 250 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    painter.drawPolygon(QPolygonF([QPointF(7, -4.5), QPointF(1.5, -3.5), QPointF(5.5, 0.5)]))
    painter.restore()


def _near(position: QPointF, other: QPointF) -> bool:
    return (position - other).manhattanLength() <= REACH
