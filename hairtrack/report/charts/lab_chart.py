"""One painter of the charts of blood tests for the screen and, through SVG, for paper."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from hairtrack.language import _
from hairtrack.report.charts.ink import write
from hairtrack.report.charts.lab_data import LabData, Standing
from hairtrack.report.charts.lab_layout import LabCell, LabLayout, RangeBand, lay_out_labs, least_height
from hairtrack.report.charts.look import PRINT, ChartLook
from hairtrack.report.charts.parts import Box
from hairtrack.report.charts.svg import letters_of, need_fonts, print_font, svg_picture

MARK = "#0671d2"
"""Of results within their range; those outside have the colour of the text, and all have a shape of their own."""
_UP = ((0, -1.35), (1.25, 0.95), (-1.25, 0.95))
_DOWN = ((0, 1.35), (1.25, -0.95), (-1.25, -0.95))


def labs_layout(data: LabData, rect: QRectF, look: ChartLook, font: QFont | None = None) -> LabLayout:
    """Place the charts without painting them, to find what lies under the pointer.

    Parameters
    ----------
    data : LabData
    rect : QRectF
    look : ChartLook
    font : QFont, optional
        Of the painter that will draw them; the application's own by default.

    Returns
    -------
    LabLayout
    """
    frame = Box(left=rect.left(), top=rect.top(), right=rect.right(), bottom=rect.bottom())
    return lay_out_labs(data, frame, letter=look.letter, width_of=_metrics(look, font).horizontalAdvance)


def labs_height(data: LabData, width: float, look: ChartLook, font: QFont | None = None) -> float:
    """Return the height that the charts need at a width, in pixels.

    Parameters
    ----------
    data : LabData
    width : float
    look : ChartLook
    font : QFont, optional
        Of the painter that will draw them; the application's own by default.
    """
    return least_height(data, width, letter=look.letter, width_of=_metrics(look, font).horizontalAdvance)


def _metrics(look: ChartLook, font: QFont | None) -> QFontMetricsF:
    return QFontMetricsF(letters_of(font or QFont(), look.letter, look.family))


def draw_labs(
    painter: QPainter, rect: QRectF, data: LabData, look: ChartLook, chosen: tuple[int, int] | None = None
) -> LabLayout:
    """Paint one chart for each test and unit.

    Parameters
    ----------
    painter : QPainter
        Its font's family is used where the look names none.
    rect : QRectF
    data : LabData
    look : ChartLook
    chosen : tuple of (int, int), optional
        The series and the result in it to put a ring around.

    Returns
    -------
    LabLayout
        Where everything was put.
    """
    layout = labs_layout(data, rect, look, painter.font())
    paint_labs(painter, layout, look, chosen)
    return layout


def paint_labs(
    painter: QPainter,
    layout: LabLayout,
    look: ChartLook,
    chosen: tuple[int, int] | None = None,
    seen: QRectF | None = None,
) -> None:
    """Paint charts that were placed before.

    Parameters
    ----------
    painter : QPainter
    layout : LabLayout
    look : ChartLook
    chosen : tuple of (int, int), optional
        The series and the result in it to put a ring around.
    seen : QRectF, optional
        What of them is to be painted; all by default.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(letters_of(painter.font(), look.letter, look.family))
    for key in layout.keys:
        at = QPointF(key.label.x - 0.9 * layout.letter, key.label.y - 0.36 * layout.letter)
        if key.standing is not None:
            _draw_sign(painter, at, 0.34 * layout.letter, key.standing, look)
        elif key.band:
            across, half = 0.55 * layout.letter, 0.45 * layout.letter
            box = Box(left=at.x() - across, right=at.x() + across, top=at.y() - half, bottom=at.y() + half)
            _draw_range(painter, RangeBand(box=box, has_low=True, has_high=True), look)
        write(painter, key.label, look.muted)
    for cell in layout.cells:
        if seen is None or (cell.title.y - layout.letter <= seen.bottom() and cell.bottom >= seen.top()):
            _draw_cell(painter, cell, layout.letter, look)
            _draw_marks(painter, cell, layout.letter, look, chosen)
    painter.restore()


def lab_chart_svg(data: LabData, width: int, look: ChartLook = PRINT) -> bytes:
    """Return the charts as SVG with real text, in CSS pixels (96 to the inch), as high as they need to be.

    Parameters
    ----------
    data : LabData
    width : int
    look : ChartLook

    Returns
    -------
    bytes
        UTF-8; the picture's own size stands in it.
    """
    need_fonts()
    height = math.ceil(labs_height(data, width - 2, look, print_font())) + 2
    inside = QRectF(1, 1, width - 2, height - 2)
    return svg_picture((width, height), _("Blood tests over time"), lambda p: draw_labs(p, inside, data, look))


def _draw_cell(painter: QPainter, cell: LabCell, letter: float, look: ChartLook) -> None:
    plot = cell.plot
    for band in cell.bands:
        _draw_range(painter, band, look)
    for value in cell.values:
        write(painter, value.label, look.muted)
        _line(painter, look.muted, QPointF(plot.left - 0.25 * letter, value.at), QPointF(plot.left, value.at))
    _line(painter, look.muted, QPointF(plot.left, plot.top), QPointF(plot.left, plot.bottom))
    _line(painter, look.muted, QPointF(plot.left, plot.bottom), QPointF(plot.right, plot.bottom))
    for day in cell.days:
        _line(painter, look.muted, QPointF(day.at, plot.bottom), QPointF(day.at, plot.bottom + 0.35 * letter))
        write(painter, day.label, look.muted)
        write(painter, day.year, look.muted)
    for x, label in cell.starts:
        _line(painter, look.muted, QPointF(x, plot.top), QPointF(x, plot.bottom), Qt.PenStyle.DashLine)
        write(painter, label, look.muted)
    thin = QColor(MARK)
    thin.setAlpha(200)
    painter.setPen(QPen(thin, 1))
    painter.drawPolyline(QPolygonF([QPointF(mark.x, mark.y) for mark in cell.marks]))
    write(painter, cell.note, look.muted)
    write(painter, cell.newest, look.text if cell.marks[-1].standing.outside else look.muted)
    painter.save()
    strong = QFont(painter.font())
    strong.setWeight(QFont.Weight.DemiBold)
    painter.setFont(strong)
    write(painter, cell.title, look.text)
    painter.restore()


def _draw_range(painter: QPainter, band: RangeBand, look: ChartLook) -> None:
    box, shade = band.box, QColor(look.bars[0])
    shade.setAlpha(90)
    painter.fillRect(QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top), shade)
    for there, y in ((band.has_high, box.top), (band.has_low, box.bottom)):
        if there:
            _line(painter, look.bars[-1], QPointF(box.left, y), QPointF(box.right, y))


def _draw_marks(
    painter: QPainter, cell: LabCell, letter: float, look: ChartLook, chosen: tuple[int, int] | None
) -> None:
    radius = 0.34 * letter
    drawn: set[tuple[int, int, Standing]] = set()
    for mark in cell.marks:
        centre, here = QPointF(mark.x, mark.y), (round(mark.x), round(mark.y), mark.standing)
        if chosen == (mark.series, mark.place):
            painter.setPen(QPen(QColor(look.text), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, 2.3 * radius, 2.3 * radius)
        if here not in drawn:
            _draw_sign(painter, centre, radius, mark.standing, look)
            drawn.add(here)
        write(painter, mark.value, look.text)


def _draw_sign(painter: QPainter, centre: QPointF, radius: float, standing: Standing, look: ChartLook) -> None:
    """Draw a dot within the range, a triangle that points the way out of it, and a hollow dot without one."""
    painter.setPen(QPen(QColor(look.paper), 0.8))
    painter.setBrush(QColor(look.text if standing.outside else MARK))
    if standing.outside:
        corners = _UP if standing is Standing.ABOVE else _DOWN
        painter.drawPolygon(QPolygonF([centre + QPointF(x, y) * radius for x, y in corners]))
        return
    if standing is Standing.UNKNOWN:
        painter.setPen(QPen(QColor(MARK), 1.3))
        painter.setBrush(QColor(look.paper))
    painter.drawEllipse(centre, radius, radius)


def _line(
    painter: QPainter, colour: str, start: QPointF, end: QPointF, style: Qt.PenStyle = Qt.PenStyle.SolidLine
) -> None:
    painter.setPen(QPen(QColor(colour), 1, style))
    painter.drawLine(start, end)
