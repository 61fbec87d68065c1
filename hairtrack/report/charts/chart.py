"""One painter of the chart for the screen and, through SVG, for paper."""

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from hairtrack.course import RegionColour, Size
from hairtrack.report.charts.data import ChartData
from hairtrack.report.charts.ink import draw_guides, draw_lanes, draw_marks, line, write
from hairtrack.report.charts.layout import lay_out, whole_height
from hairtrack.report.charts.look import DARK, LIGHT, PRINT, ChartLook
from hairtrack.report.charts.parts import Box, ChartLayout, EntryMark, Mark, Shape
from hairtrack.report.charts.svg import letters_of, need_fonts, print_font, svg_picture

__all__ = ["DARK", "LIGHT", "PRINT", "SERIES_COLOURS", "ChartLook", "chart_height", "chart_layout", "chart_svg"]
__all__ += ["draw_chart", "paint_chart"]

SERIES_COLOURS = {
    RegionColour.TEAL: "#0ba1a1",
    RegionColour.ORANGE: "#ba6745",
    RegionColour.PINK: "#9c5eac",
    RegionColour.BLUE: "#0671d2",
    RegionColour.YELLOW: "#988918",
    RegionColour.GREY: "#6c6c6c",
}
"""Fixed, at least 3:1 on white and on the dark look; told apart with any colour vision, and by their shapes."""
_SHAPES = (
    (),
    ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    ((0, -1.25), (1.15, 0.85), (-1.15, 0.85)),
    ((0, -1.4), (1.25, 0), (0, 1.4), (-1.25, 0)),
    ((0, 1.25), (1.15, -0.85), (-1.15, -0.85)),
    ((-1, -1.2), (1, -1.2), (0, 0), (1, 1.2), (-1, 1.2), (0, 0)),
)
"""Corners in marker radii; none for a circle."""
_DIAMOND = _SHAPES[3]
"""Of ratings, which have no colour of their own."""


def chart_layout(
    data: ChartData,
    rect: QRectF,
    look: ChartLook,
    font: QFont | None = None,
    span: tuple[float, float] | None = None,
) -> ChartLayout:
    """Place a chart in a rectangle without painting it, to find what lies under the pointer.

    Parameters
    ----------
    data : ChartData
    rect : QRectF
    look : ChartLook
    font : QFont, optional
        Of the painter that will draw it; the application's own by default.
    span : tuple of (float, float), optional
        Ordinals of the first and the last day on the axis; all days by default.

    Returns
    -------
    ChartLayout
        See `mark_at` and `items_at` in `hairtrack.report.charts.layout`.
    """
    metrics = QFontMetricsF(_font(look, font or QFont()))
    frame = Box(left=rect.left(), top=rect.top(), right=rect.right(), bottom=rect.bottom())

    def width_of(text: str) -> float:
        # Not Qt's own method: what wraps it asks for its description, which PySide takes 20 ms to write.
        return metrics.horizontalAdvance(text)

    return lay_out(data, frame, letter=look.letter, width_of=width_of, span=span)


def draw_chart(
    painter: QPainter, rect: QRectF, data: ChartData, look: ChartLook, chosen: frozenset[str] = frozenset()
) -> ChartLayout:
    """Place a chart in a rectangle and paint it.

    Parameters
    ----------
    painter : QPainter
        Its font's family is used where the look names none.
    rect : QRectF
    data : ChartData
    look : ChartLook
    chosen : frozenset of str
        SHA-256 of the photos to put a ring around.

    Returns
    -------
    ChartLayout
        Where everything was put.
    """
    layout = chart_layout(data, rect, look, painter.font())
    paint_chart(painter, layout, data, look, chosen)
    return layout


def paint_chart(
    painter: QPainter, layout: ChartLayout, data: ChartData, look: ChartLook, chosen: frozenset[str] = frozenset()
) -> None:
    """Paint a chart that is placed already.

    Parameters
    ----------
    painter : QPainter
    layout : ChartLayout
    data : ChartData
    look : ChartLook
    chosen : frozenset of str
        SHA-256 of the photos to put a ring around.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(_font(look, painter.font()))
    _draw_axes(painter, layout, look)
    draw_lanes(painter, layout.lanes, look, left=layout.frame.left, right=layout.plot.right)
    draw_guides(painter, layout.lanes, look, top=layout.plot.top, bottom=layout.plot.bottom)
    _draw_lags(painter, layout, look)
    painter.save()
    if layout.zoomed:
        edge, plot = 1.2 * layout.letter, layout.plot
        painter.setClipRect(QRectF(QPointF(plot.left, plot.top - edge), QPointF(plot.right, plot.bottom + edge)))
    colours = tuple(QColor(SERIES_COLOURS[shown.colour]) for shown in data.series)
    _draw_curves(painter, layout, data, colours)
    _draw_ratings(painter, layout, look)
    draw_marks(painter, layout.scores, look)
    _draw_marks(painter, layout, look, colours, chosen)
    painter.restore()
    _draw_names(painter, layout, look, colours)
    painter.restore()


def chart_svg(data: ChartData, size: Size, look: ChartLook = PRINT) -> bytes:
    """Return the chart as SVG with real text, in CSS pixels (96 to the inch).

    Parameters
    ----------
    data : ChartData
    size : Size
    look : ChartLook

    Returns
    -------
    bytes
        UTF-8.
    """
    return svg_picture(size, data.axis.over_time, lambda painter: draw_chart(painter, _inside(size), data, look))


def chart_height(data: ChartData, width: int = 680, *, least: int = 300, most: int = 620) -> int:
    """Return how high a chart on paper has to be to show all that the diary has, within limits.

    Parameters
    ----------
    data : ChartData
    width : int
        Pixels.
    least, most : int
        Pixels.

    Returns
    -------
    int
        Pixels.
    """
    need_fonts()
    metrics = QFontMetricsF(_font(PRINT, print_font()))
    needed = whole_height(data, width - 2, letter=PRINT.letter, width_of=metrics.horizontalAdvance)
    return min(most, max(least, round(needed + 2)))


def _inside(size: Size) -> QRectF:
    return QRectF(1, 1, size[0] - 2, size[1] - 2)


def _font(look: ChartLook, font: QFont) -> QFont:
    return letters_of(font, look.letter, look.family)


def _draw_axes(painter: QPainter, layout: ChartLayout, look: ChartLook) -> None:
    plot = layout.plot
    write(painter, layout.title, look.muted)
    write(painter, layout.rest, look.muted)
    for tick in layout.percent:
        painter.setPen(QPen(QColor(look.line), 1))
        line(painter, start=(plot.left, tick.at), end=(plot.right, tick.at))
        write(painter, tick.label, look.muted)
    painter.setPen(QPen(QColor(look.muted), 1))
    line(painter, start=(plot.left, plot.bottom), end=(plot.right, plot.bottom))
    for tick in layout.steps:
        painter.setPen(QPen(QColor(look.muted), 1))
        line(painter, start=(plot.right, tick.at), end=(plot.right + 0.3 * layout.letter, tick.at))
        write(painter, tick.label, look.muted)
    for tick in layout.days:
        painter.setPen(QPen(QColor(look.muted), 1))
        line(painter, start=(tick.at, plot.bottom), end=(tick.at, plot.bottom + 0.45 * layout.letter))
        write(painter, tick.label, look.muted)
        write(painter, tick.year, look.muted)


def _draw_curves(painter: QPainter, layout: ChartLayout, data: ChartData, colours: tuple[QColor, ...]) -> None:
    series = [[mark for mark in layout.marks if mark.series == index] for index in range(len(data.series))]
    bands = dict(layout.bands)
    for index, marks in enumerate(series):
        _draw_band(painter, bands.get(index) or _hull(marks), colours[index])
    for index, marks in enumerate(series):
        _draw_series(painter, marks, colours[index], cap=0.7 * layout.radius, joined=not data.series[index].trend)
    for index, points in layout.trends:
        pen = QPen(colours[index], 1.6, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))


def _hull(marks: list[Mark]) -> tuple[tuple[float, float], ...]:
    """Return the outline of all intervals, joined from visit to visit."""
    return (*((mark.x, mark.high) for mark in marks), *((mark.x, mark.low) for mark in reversed(marks)))


def _draw_band(painter: QPainter, edge: tuple[tuple[float, float], ...], colour: QColor) -> None:
    shade = QColor(colour)
    shade.setAlpha(34)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in edge]))


def _draw_lags(painter: QPainter, layout: ChartLayout, look: ChartLook) -> None:
    """Draw each lag as a line from the change of treatment, and from its end a dotted one down to where it may bend."""
    tick = 0.25 * layout.letter
    faint = QColor(look.muted)
    faint.setAlpha(150)
    for lag in layout.lags:
        painter.setPen(QPen(QColor(look.muted), 1))
        line(painter, start=(lag.start, lag.y), end=(lag.stop, lag.y))
        if not lag.open_left:
            line(painter, start=(lag.start, lag.y - tick), end=(lag.start, lag.y + tick))
        if not lag.open_right:
            painter.setPen(QPen(faint, 1, Qt.PenStyle.DotLine))
            line(painter, start=(lag.stop, lag.y), end=(lag.stop, layout.plot.bottom))
        write(painter, lag.label, look.muted)


def _draw_series(painter: QPainter, marks: list[Mark], colour: QColor, *, cap: float, joined: bool) -> None:
    thin = QColor(colour)
    thin.setAlpha(150)
    painter.setPen(QPen(thin, 1))
    for before, after in pairwise(marks if joined else ()):
        line(painter, start=(before.x, before.y), end=(after.x, after.y))
    painter.setPen(QPen(colour, 1.1))
    for mark in marks:
        line(painter, start=(mark.x, mark.low), end=(mark.x, mark.high))
        for y in (mark.low, mark.high):
            line(painter, start=(mark.x - cap, y), end=(mark.x + cap, y))


def _draw_ratings(painter: QPainter, layout: ChartLayout, look: ChartLook) -> None:
    """Draw the ratings small and without a colour, beneath what is measured."""
    thin = QColor(look.muted)
    thin.setAlpha(170)
    for mark in layout.ratings:
        painter.setPen(QPen(thin, 1))
        line(painter, start=(mark.x, mark.low), end=(mark.x, mark.high))
        _draw_diamond(painter, QPointF(mark.x, mark.y), 0.75 * layout.radius, mark.series, look)


def _draw_diamond(painter: QPainter, centre: QPointF, radius: float, rater: int | None, look: ChartLook) -> None:
    """Draw a rater's mark, filled for the first and every other one, hollow for those between."""
    painter.setPen(QPen(QColor(look.text), 1))
    painter.setBrush(QColor(look.paper if rater and rater % 2 else look.text))
    painter.drawPolygon(QPolygonF([centre + QPointF(x, y) * radius for x, y in _DIAMOND]))


def _draw_marks(
    painter: QPainter, layout: ChartLayout, look: ChartLook, colours: tuple[QColor, ...], chosen: frozenset[str]
) -> None:
    hollow = QColor(look.paper)
    radius = layout.radius
    for mark in layout.marks:
        centre = QPointF(mark.x, mark.y)
        if chosen.intersection(mark.photos):
            painter.setPen(QPen(QColor(look.text), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, 2.4 * radius, 2.4 * radius)
        _draw_shape(painter, centre, radius, mark.series, look, hollow if mark.series is None else colours[mark.series])


def _draw_names(painter: QPainter, layout: ChartLayout, look: ChartLook, colours: tuple[QColor, ...]) -> None:
    hollow = QColor(look.paper)
    radius = 0.31 * layout.letter
    for label in layout.names:
        at = QPointF(label.x - layout.letter, label.y - 0.36 * layout.letter)
        if label.score:
            draw_marks(painter, [EntryMark(shape=Shape.SQUARE, x=at.x(), y=at.y(), size=radius)], look)
        elif label.rater is None:
            fill = hollow if label.series is None else colours[label.series]
            _draw_shape(painter, at, radius, label.series, look, fill)
        else:
            _draw_diamond(painter, at, 0.75 * radius, label.rater, look)
        write(painter, label, look.text)
    if layout.key is not None:
        at = QPointF(layout.key.x - 0.9 * layout.letter, layout.key.y - 0.36 * layout.letter)
        _draw_shape(painter, at, radius, None, look, hollow)
        write(painter, layout.key, look.muted)


def _draw_shape(
    painter: QPainter, centre: QPointF, radius: float, series: int | None, look: ChartLook, fill: QColor
) -> None:
    """Draw a series' own shape, filled, or the hollow circle of a photo without a value."""
    painter.setPen(QPen(QColor(look.muted), 1.3) if series is None else QPen(QColor(look.paper), 0.8))
    painter.setBrush(fill)
    corners = () if series is None else _SHAPES[series % len(_SHAPES)]
    if corners:
        painter.drawPolygon(QPolygonF([centre + QPointF(x, y) * radius for x, y in corners]))
    else:
        painter.drawEllipse(centre, 1.1 * radius, 1.1 * radius)
