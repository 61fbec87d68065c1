"""Paints what the diary has on a chart: bars, marks and their words. Each can be told without its colour."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from hairtrack.report.chart_look import ChartLook
from hairtrack.report.chart_parts import Bar, Box, EntryMark, Label, Lanes, Shape

_CORNERS = {
    Shape.UP: ((0, -1), (1, 0.8), (-1, 0.8)),
    Shape.DOWN: ((0, 1), (1, -0.8), (-1, -0.8)),
    Shape.SQUARE: ((-1, -1), (1, -1), (1, 1), (-1, 1)),
}
"""In sizes of a mark."""


def write(painter: QPainter, label: Label | None, colour: str) -> None:
    """Write a label."""
    if label is not None and label.text:
        painter.setPen(QColor(colour))
        painter.drawText(QPointF(label.x, label.y), label.text)


def line(painter: QPainter, *, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw a straight line."""
    painter.drawLine(QPointF(*start), QPointF(*end))


def draw_lanes(painter: QPainter, lanes: Lanes, look: ChartLook, *, left: float, right: float) -> None:
    """Paint what stands beneath the plot.

    Parameters
    ----------
    painter : QPainter
    lanes : Lanes
    look : ChartLook
    left, right : float
        Ends of the faint lines between the lanes, pixels.
    """
    painter.setPen(QPen(QColor(look.line), 1))
    for y in lanes.rules:
        line(painter, start=(left, y), end=(right, y))
    for bar in lanes.bars:
        _draw_dose(painter, bar, look)
    painter.setPen(QPen(QColor(look.text), 0.8))
    painter.setBrush(QColor(look.muted))
    for effect in lanes.effects:
        painter.drawRect(_rect(effect.box))
    painter.setPen(QPen(QColor(look.muted), 1))
    for bracket in lanes.brackets:
        box, middle = bracket.box, (bracket.box.top + bracket.box.bottom) / 2
        line(painter, start=(box.left, middle), end=(box.right, middle))
        for x in (box.left, box.right):
            line(painter, start=(x, box.top), end=(x, box.bottom))
    for mark in lanes.marks:
        draw_mark(painter, mark, look)
    for label in lanes.words:
        write(painter, label, look.text)
    for label in (*lanes.headings, *lanes.quiet):
        write(painter, label, look.muted)


def draw_guides(painter: QPainter, lanes: Lanes, look: ChartLook, *, top: float, bottom: float) -> None:
    """Lead the days of which publications speak faintly up behind the curves."""
    faint = QColor(look.muted)
    faint.setAlpha(110)
    pen = QPen(faint, 1, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([1, 5])
    painter.setPen(pen)
    for x in sorted(set(lanes.guides)):
        line(painter, start=(x, top), end=(x, bottom))


def draw_mark(painter: QPainter, mark: EntryMark, look: ChartLook) -> None:
    """Paint the mark of an entry."""
    x, y, size = mark.x, mark.y, mark.size
    match mark.shape:
        case Shape.TICK | Shape.STROKE:
            painter.setPen(QPen(QColor(look.text), 1.4))
            line(painter, start=(x, y - size), end=(x, y + size))
        case Shape.DOT:
            painter.setPen(QPen(QColor(look.paper), 0.8))
            painter.setBrush(QColor(look.text))
            painter.drawEllipse(QPointF(x, y), size, size)
        case Shape.RING | Shape.PIN:
            painter.setPen(QPen(QColor(look.text), 1.2))
            painter.setBrush(QColor(look.paper))
            painter.drawEllipse(QPointF(x, y), size, size)
            if mark.shape is Shape.PIN:
                line(painter, start=(x, y - 1.8 * size), end=(x, y - size))
        case shape:
            hollow = shape is Shape.SQUARE
            painter.setPen(QPen(QColor(look.text), 1.3) if hollow else QPen(QColor(look.paper), 0.8))
            painter.setBrush(QColor(look.paper if hollow else look.text))
            painter.drawPolygon(QPolygonF([QPointF(x + size * u, y + size * v) for u, v in _CORNERS[shape]]))


def _draw_dose(painter: QPainter, bar: Bar, look: ChartLook) -> None:
    """Draw a dose, blunt where it starts or ends, pointed where it goes on beyond the axis, hollow where it paused."""
    box, half = bar.box, (bar.box.bottom - bar.box.top) / 2
    middle = box.top + half
    left = [(box.left + half, box.bottom), (box.left, middle), (box.left + half, box.top)]
    if not bar.open_left:
        left = [(box.left, box.bottom), (box.left, box.top)]
    right = [(box.right - half, box.top), (box.right, middle), (box.right - half, box.bottom)]
    if not bar.open_right:
        right = [(box.right, box.top), (box.right, box.bottom)]
    if bar.item.paused:
        painter.setPen(QPen(QColor(look.muted), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setPen(QPen(QColor(look.muted), 0.8))
        painter.setBrush(QColor(look.bars[bar.step % len(look.bars)]))
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in left + right]))


def _rect(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)
