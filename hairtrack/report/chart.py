"""One painter of the chart for the screen and, through SVG, for paper."""

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from hairtrack.course import RegionColour, Size
from hairtrack.report.chart_data import ChartData
from hairtrack.report.chart_layout import Bar, Box, ChartLayout, Label, Mark, lay_out
from hairtrack.report.svg import letters_of, svg_picture

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLook:
    """Colours of texts and axes, as ``#rrggbb``. Those of the series are fixed.

    Attributes
    ----------
    text, muted, line, paper : str
        `paper` is the colour beneath the chart; it fills hollow marks.
    bars : tuple of str
        Treatments, one dose after the other.
    letter : float
        Size of the letters in pixels.
    family : str
        Of the letters; empty takes the painter's own.
    """

    text: str
    muted: str
    line: str
    paper: str
    bars: tuple[str, ...]
    letter: float = 12
    family: str = ""


LIGHT = ChartLook(text="#1c1c1c", muted="#5a5a5a", line="#d4d4d4", paper="#ffffff", bars=("#9fc4c2", "#5f9c99"))
DARK = ChartLook(text="#ececec", muted="#a8a8a8", line="#444444", paper="#1b1b1b", bars=("#2f6664", "#4c9490"))
PRINT = ChartLook(
    text="#1a1a1a", muted="#555555", line="#d9d9d9", paper="#ffffff", bars=("#c3d6d5", "#84aeac"), letter=10.5
)


def chart_layout(data: ChartData, rect: QRectF, look: ChartLook, font: QFont | None = None) -> ChartLayout:
    """Place a chart in a rectangle without painting it, to find what lies under the pointer.

    Parameters
    ----------
    data : ChartData
    rect : QRectF
    look : ChartLook
    font : QFont, optional
        Of the painter that will draw it; the application's own by default.

    Returns
    -------
    ChartLayout
        See `mark_at` in `hairtrack.report.chart_layout`.
    """
    metrics = QFontMetricsF(_font(look, font or QFont()))
    frame = Box(left=rect.left(), top=rect.top(), right=rect.right(), bottom=rect.bottom())
    return lay_out(data, frame, letter=look.letter, width_of=metrics.horizontalAdvance)


def draw_chart(
    painter: QPainter, rect: QRectF, data: ChartData, look: ChartLook, chosen: frozenset[str] = frozenset()
) -> ChartLayout:
    """Paint a chart.

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
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(_font(look, painter.font()))
    _draw_axes(painter, layout, look)
    _draw_treatments(painter, layout, look)
    series = [[mark for mark in layout.marks if mark.series == index] for index in range(len(data.series))]
    colours = tuple(QColor(SERIES_COLOURS[shown.colour]) for shown in data.series)
    bands = dict(layout.bands)
    for index, marks in enumerate(series):
        _draw_band(painter, bands.get(index) or _hull(marks), colours[index])
    _draw_lags(painter, layout, look)
    for index, marks in enumerate(series):
        _draw_series(painter, marks, colours[index], cap=0.7 * layout.radius, joined=not data.series[index].trend)
    for index, points in layout.trends:
        pen = QPen(colours[index], 1.6, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))
    _draw_ratings(painter, layout, look)
    _draw_marks(painter, layout, look, colours, chosen)
    painter.restore()
    return layout


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
    return svg_picture(size, "Coverage over time", lambda painter: draw_chart(painter, _inside(size), data, look))


def _inside(size: Size) -> QRectF:
    return QRectF(1, 1, size[0] - 2, size[1] - 2)


def _font(look: ChartLook, font: QFont) -> QFont:
    return letters_of(font, look.letter, look.family)


def _write(painter: QPainter, label: Label | None, colour: str) -> None:
    if label is not None and label.text:
        painter.setPen(QColor(colour))
        painter.drawText(QPointF(label.x, label.y), label.text)


def _line(painter: QPainter, *, start: tuple[float, float], end: tuple[float, float]) -> None:
    painter.drawLine(QPointF(*start), QPointF(*end))


def _draw_axes(painter: QPainter, layout: ChartLayout, look: ChartLook) -> None:
    plot = layout.plot
    _write(painter, layout.title, look.muted)
    _write(painter, layout.rest, look.muted)
    for tick in layout.percent:
        painter.setPen(QPen(QColor(look.line), 1))
        _line(painter, start=(plot.left, tick.at), end=(plot.right, tick.at))
        _write(painter, tick.label, look.muted)
    painter.setPen(QPen(QColor(look.muted), 1))
    _line(painter, start=(plot.left, plot.bottom), end=(plot.right, plot.bottom))
    for tick in layout.steps:
        painter.setPen(QPen(QColor(look.muted), 1))
        _line(painter, start=(plot.right, tick.at), end=(plot.right + 0.3 * layout.letter, tick.at))
        _write(painter, tick.label, look.muted)
    for tick in layout.days:
        painter.setPen(QPen(QColor(look.muted), 1))
        _line(painter, start=(tick.at, plot.bottom), end=(tick.at, plot.bottom + 0.45 * layout.letter))
        _write(painter, tick.label, look.muted)
        _write(painter, tick.year, look.muted)


def _draw_treatments(painter: QPainter, layout: ChartLayout, look: ChartLook) -> None:
    for bar in layout.bars:
        _draw_bar(painter, bar, look)
    for dose in layout.doses:
        _write(painter, dose, look.text)
    half = 0.45 * layout.letter
    for x, label in layout.events:
        painter.setPen(QPen(QColor(look.text), 1.4))
        _line(painter, start=(x, layout.events_y - half), end=(x, layout.events_y + half))
        _write(painter, label, look.text)


def _draw_bar(painter: QPainter, bar: Bar, look: ChartLook) -> None:
    """Draw a dose, blunt where it starts or ends, pointed where it goes on beyond the axis."""
    box, half = bar.box, (bar.box.bottom - bar.box.top) / 2
    middle = box.top + half
    left = [(box.left + half, box.bottom), (box.left, middle), (box.left + half, box.top)]
    if not bar.open_left:
        left = [(box.left, box.bottom), (box.left, box.top)]
    right = [(box.right - half, box.top), (box.right, middle), (box.right - half, box.bottom)]
    if not bar.open_right:
        right = [(box.right, box.top), (box.right, box.bottom)]
    painter.setPen(QPen(QColor(look.muted), 0.8))
    painter.setBrush(QColor(look.bars[bar.step % len(look.bars)]))
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in left + right]))


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
        _line(painter, start=(lag.start, lag.y), end=(lag.stop, lag.y))
        _line(painter, start=(lag.start, lag.y - tick), end=(lag.start, lag.y + tick))
        painter.setPen(QPen(faint, 1, Qt.PenStyle.DotLine))
        _line(painter, start=(lag.stop, lag.y), end=(lag.stop, layout.plot.bottom))
        _write(painter, lag.label, look.muted)


def _draw_series(painter: QPainter, marks: list[Mark], colour: QColor, *, cap: float, joined: bool) -> None:
    thin = QColor(colour)
    thin.setAlpha(150)
    painter.setPen(QPen(thin, 1))
    for before, after in pairwise(marks if joined else ()):
        _line(painter, start=(before.x, before.y), end=(after.x, after.y))
    painter.setPen(QPen(colour, 1.1))
    for mark in marks:
        _line(painter, start=(mark.x, mark.low), end=(mark.x, mark.high))
        for y in (mark.low, mark.high):
            _line(painter, start=(mark.x - cap, y), end=(mark.x + cap, y))


def _draw_ratings(painter: QPainter, layout: ChartLayout, look: ChartLook) -> None:
    """Draw the ratings small and without a colour, beneath what is measured."""
    thin = QColor(look.muted)
    thin.setAlpha(170)
    for mark in layout.ratings:
        painter.setPen(QPen(thin, 1))
        _line(painter, start=(mark.x, mark.low), end=(mark.x, mark.high))
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
        if mark.photo in chosen:
            painter.setPen(QPen(QColor(look.text), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, 2.4 * radius, 2.4 * radius)
        _draw_shape(painter, centre, radius, mark.series, look, hollow if mark.series is None else colours[mark.series])
    radius = 0.31 * layout.letter
    for label in layout.names:
        at = QPointF(label.x - layout.letter, label.y - 0.36 * layout.letter)
        if label.rater is None:
            fill = hollow if label.series is None else colours[label.series]
            _draw_shape(painter, at, radius, label.series, look, fill)
        else:
            _draw_diamond(painter, at, 0.75 * radius, label.rater, look)
        _write(painter, label, look.text)
    if layout.key is not None:
        at = QPointF(layout.key.x - 0.9 * layout.letter, layout.key.y - 0.36 * layout.letter)
        _draw_shape(painter, at, radius, None, look, hollow)
        _write(painter, layout.key, look.muted)


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
