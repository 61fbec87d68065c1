"""Paints what the diary has on a chart: bars, marks and their words. Each can be told without its colour."""

import unicodedata
from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPainterPath, QPen, QPolygonF

from hairtrack.report.charts.look import ChartLook
from hairtrack.report.charts.parts import Bar, Box, EntryMark, Label, Lanes, Shape
from hairtrack.report.words import apart

_CORNERS = {
    Shape.UP: ((0, -1), (1, 0.8), (-1, 0.8)),
    Shape.DOWN: ((0, 1), (1, -0.8), (-1, -0.8)),
    Shape.SQUARE: ((-1, -1), (1, -1), (1, 1), (-1, 1)),
}
"""In sizes of a mark."""


def write(painter: QPainter, label: Label | None, colour: str) -> None:
    """Write a label."""
    if label is None or not label.text:
        return
    words, place = apart(label.text), QPointF(label.x, label.y)
    if painter.paintEngine().type() is QPaintEngine.Type.SVG and any(map(_takes_shapes, words)):
        # A PDF has no way to say which letters such shapes of a drawing stand for, and PDF/UA asks for it.
        path = QPainterPath()
        path.addText(place, painter.font(), words)
        painter.fillPath(path, QColor(colour))
    else:
        painter.setPen(QColor(colour))
        painter.drawText(place, words)


def _takes_shapes(letter: str) -> bool:
    """Whether a letter takes its shape from its neighbours, or may be made of several."""
    category, block = unicodedata.category(letter), ord(letter) >> 8
    return category[0] == "M" or category == "Cf" or unicodedata.bidirectional(letter) == "AL" or 0x09 <= block <= 0x10


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
        gap = bracket.gap or (box.right, box.right)
        for start, end in ((box.left, gap[0]), (gap[1], box.right)):
            line(painter, start=(start, middle), end=(end, middle))
        for x in (box.left, box.right):
            line(painter, start=(x, box.top), end=(x, box.bottom))
    draw_marks(painter, lanes.marks, look)
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


def draw_marks(painter: QPainter, marks: Iterable[EntryMark], look: ChartLook) -> None:
    """Paint the marks of entries, those of one shape together: of thousands, to choose the pen costs the most."""
    shapes: dict[Shape, list[EntryMark]] = {}
    for mark in marks:
        shapes.setdefault(mark.shape, []).append(mark)
    for shape, alike in shapes.items():
        hollow = shape in (Shape.RING, Shape.PIN, Shape.SQUARE)
        lined = hollow or shape in (Shape.TICK, Shape.STROKE)
        painter.setPen(QPen(QColor(look.text), 1.3) if lined else QPen(QColor(look.paper), 0.8))
        painter.setBrush(QColor(look.paper if hollow else look.text))
        if shape in (Shape.TICK, Shape.STROKE):
            painter.drawLines([QLineF(mark.x, mark.y - mark.size, mark.x, mark.y + mark.size) for mark in alike])
        elif shape in _CORNERS:
            for mark in alike:
                corners = [QPointF(mark.x + mark.size * u, mark.y + mark.size * v) for u, v in _CORNERS[shape]]
                painter.drawPolygon(corners)
        else:
            for mark in alike:
                painter.drawEllipse(QPointF(mark.x, mark.y), mark.size, mark.size)
                if shape is Shape.PIN:
                    line(painter, start=(mark.x, mark.y - 1.8 * mark.size), end=(mark.x, mark.y - mark.size))


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
