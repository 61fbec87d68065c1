"""Where everything of the blood tests' charts stands, in pixels. Pure arithmetic: widths of words come from outside."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from hairtrack.figures import plain
from hairtrack.language import _, listed
from hairtrack.report.charts.axes import Scale, day_ticks
from hairtrack.report.charts.data import WidthOf
from hairtrack.report.charts.lab_data import LabData, LabPoint, LabSeries, Standing, amount
from hairtrack.report.charts.parts import Box, Label, Tick, shortened
from hairtrack.report.words import short_day

_NARROWEST, _LOWEST, _GOOD = 26.0, 14.0, 20.0
"""Of the chart of one test, in letters: its least width, and its least and a good height."""

_ABOVE, _BENEATH, _BETWEEN = 4.2, 3.1, 1.0
"""Letters above and beneath a plot, and from one row to the next."""
_AROUND = _ABOVE + _BENEATH + _BETWEEN
_MOST_STEPS = 9
"""Of the value axis; more would only be more to read."""
_BOLD = 1.15
"""How much wider the strong letters of a title may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabMark:
    """A result on its chart; `value` is written beside it where it lies outside its range and there is room."""

    series: int
    place: int
    standing: Standing
    x: float
    y: float
    value: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeBand:
    """A stretch of time with one range; an edge without a limit is open."""

    box: Box
    has_low: bool
    has_high: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LabCell:
    """The chart of one test: its name with the unit, the newest result and a note on other units, and the plot."""

    bottom: float
    title: Label
    newest: Label
    note: Label | None
    plot: Box
    bands: tuple[RangeBand, ...]
    marks: tuple[LabMark, ...]
    values: tuple[Tick, ...]
    days: tuple[Tick, ...]
    starts: tuple[tuple[float, Label], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabKey:
    """What a mark means, or which treatment a letter stands for; `standing` is None for the band and for a letter."""

    label: Label
    standing: Standing | None = None
    band: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LabLayout:
    """Everything to paint."""

    keys: tuple[LabKey, ...]
    cells: tuple[LabCell, ...]
    letter: float


def lay_out_labs(data: LabData, frame: Box, *, letter: float, width_of: WidthOf) -> LabLayout:
    """Place the charts in as many columns as there is room for; what does not fit the frame goes on below it.

    Parameters
    ----------
    data : LabData
    frame : Box
        Charts grow with its height.
    letter : float
        Size of the letters, pixels.
    width_of : callable
        Width of a text set in that size.

    Returns
    -------
    LabLayout
    """
    if not data.series:
        return LabLayout(keys=(), cells=(), letter=letter)
    keys, top = _keys(data, frame, letter, width_of)
    columns = _columns(data, frame, letter, frame.bottom - top)
    rows = math.ceil(len(data.series) / columns)
    high = max((frame.bottom - top) / rows, _LOWEST * letter)
    gap = 2 * letter
    wide = (frame.right - frame.left - (columns - 1) * gap) / columns
    first, last = _span(data)
    margin = max(
        width_of(text) for series in data.series for text, _ in _value_steps(series, high - _AROUND * letter, letter)
    )
    cells = []
    for index in range(len(data.series)):
        left = frame.left + index % columns * (wide + gap)
        box_top = top + index // columns * high
        box = Box(left=left, top=box_top, right=left + wide, bottom=box_top + high - _BETWEEN * letter)
        cells.append(_cell(data, index, box, (first, last), margin, letter, width_of))
    return LabLayout(keys=keys, cells=tuple(cells), letter=letter)


def least_height(data: LabData, width: float, *, letter: float, width_of: WidthOf) -> float:
    """Return the height that the charts need at a width, in pixels.

    Parameters
    ----------
    data : LabData
    width : float
    letter : float
    width_of : callable
    """
    if not data.series:
        return 0.0
    frame = Box(left=0, top=0, right=width, bottom=0)
    rows = math.ceil(len(data.series) / _columns(data, frame, letter, 0.0))
    return _keys(data, frame, letter, width_of)[1] + rows * _LOWEST * letter


def _columns(data: LabData, frame: Box, letter: float, room: float) -> int:
    """Return how many charts stand side by side: no more than have to, so that each is as wide as it can be."""
    gap, count = 2 * letter, len(data.series)
    most = max(1, min(count, int((frame.right - frame.left + gap) / (_NARROWEST * letter + gap))))
    fits = (columns for columns in range(1, most) if math.ceil(count / columns) * _GOOD * letter <= room)
    return next(fits, most)


def mark_near(layout: LabLayout, x: float, y: float, reach: float = 12) -> LabMark | None:
    """Return the result nearest to a place within `reach` pixels, or None."""
    near = [(math.hypot(mark.x - x, mark.y - y), mark) for cell in layout.cells for mark in cell.marks]
    distance, mark = min(near, key=lambda pair: pair[0], default=(math.inf, None))
    return mark if distance <= reach else None


def _span(data: LabData) -> tuple[date, date]:
    days = data.days()
    margin = timedelta(days=max(7, round((days[-1] - days[0]).days * 0.04)))
    return days[0] - margin, days[-1] + margin


def _keys(data: LabData, frame: Box, letter: float, width_of: WidthOf) -> tuple[tuple[LabKey, ...], float]:
    """Place what the marks mean line by line, and return where the charts may begin."""
    standings = {point.standing for series in data.series for point in series.points}
    ranged = standings - {Standing.UNKNOWN}
    wanted: list[tuple[str, Standing | None, bool]] = [
        (str(standing), standing, False) for standing in Standing if standing in standings
    ]
    wanted += [(_("the laboratory's range"), None, True)] if ranged else []
    wanted += [
        (
            _("{letter}: start of {name}, {day}", letter=start.letter, name=start.name, day=short_day(start.on)),
            None,
            False,
        )
        for start in data.starts
    ]
    placed: list[LabKey] = []
    x, y = frame.left, frame.top + letter
    for words, standing, band in wanted:
        sign = 1.6 * letter if standing is not None or band else 0.0
        text = shortened(words, frame.right - frame.left - sign, width_of)
        if x > frame.left and x + sign + width_of(text) > frame.right:
            x, y = frame.left, y + 1.6 * letter
        placed.append(LabKey(label=Label(text=text, x=x + sign, y=y), standing=standing, band=band))
        x += sign + width_of(text) + 1.6 * letter
    return tuple(placed), y + 1.8 * letter


def _cell(
    data: LabData, index: int, box: Box, span: tuple[date, date], margin: float, letter: float, width_of: WidthOf
) -> LabCell:
    series = data.series[index]
    plot = Box(
        left=box.left + margin + 0.6 * letter,
        top=box.top + _ABOVE * letter,
        right=box.right - 0.5 * letter,
        bottom=box.bottom - _BENEATH * letter,
    )
    low, high = _domain(series, plot.bottom - plot.top, letter)
    across = Scale(low=span[0].toordinal(), high=span[1].toordinal(), start=plot.left, stop=plot.right)
    up = Scale(low=low, high=high, start=plot.bottom, stop=plot.top)
    wide = box.right - box.left
    title = shortened(f"{series.name}, {series.unit}", wide, width_of)
    note = _("{units} charted apart", units=listed(list(series.other_units))) if series.other_units else ""
    note = shortened(note, wide - _BOLD * width_of(title) - letter, width_of)
    return LabCell(
        bottom=box.bottom,
        title=Label(text=title, x=box.left, y=box.top + letter),
        newest=Label(text=_newest(series, wide, width_of), x=box.left, y=box.top + 2.4 * letter),
        note=Label(text=note, x=box.right - width_of(note), y=box.top + letter) if note else None,
        plot=plot,
        bands=_bands(series, across, up, plot),
        marks=_marks(series, index, across, up, letter, width_of),
        values=tuple(
            Tick(
                at=up.at(value),
                label=Label(text=text, x=plot.left - 0.6 * letter - width_of(text), y=up.at(value) + 0.36 * letter),
            )
            for text, value in _value_steps(series, plot.bottom - plot.top, letter)
        ),
        days=day_ticks(across, plot.bottom, letter, width_of),
        starts=tuple(
            (x, Label(text=start.letter, x=x - width_of(start.letter) / 2, y=plot.top - 0.4 * letter))
            for start in data.starts
            for x in (across.day(start.on),)
        ),
    )


def _newest(series: LabSeries, room: float, width_of: WidthOf) -> str:
    """Say the newest result in as many words as there is room for."""
    last = series.points[-1]
    full = _("{value} on {day}, {standing}", value=amount(last.value), day=short_day(last.on), standing=last.standing)
    short = f"{amount(last.value)}, {last.standing}"
    return next((text for text in (full, short) if width_of(text) <= room), shortened(short, room, width_of))


def _domain(series: LabSeries, height: float, letter: float) -> tuple[float, float]:
    """Return the ends of the value axis: all results and all limits, and room for the values that are written."""
    ends = [point.value for point in series.points]
    ends += [limit for point in series.points for limit in (point.low, point.high) if limit is not None]
    low, high = min(ends), max(ends)
    span = (high - low) or 0.2 * abs(high) or 1.0
    standings = {point.standing for point in series.points}
    below, above = ((2.1 if way in standings else 0.8) * letter for way in (Standing.BELOW, Standing.ABOVE))
    each = span / max(letter, height - below - above)
    return low - below * each, high + above * each


def _value_steps(series: LabSeries, height: float, letter: float) -> tuple[tuple[str, float], ...]:
    """Return round values for the axis, as many as there is height for."""
    low, high = _domain(series, height, letter)
    if all(point.value >= 0 for point in series.points):
        low = max(low, 0.0)
    room = max(2, min(_MOST_STEPS, int(height / (1.9 * letter))))
    power = 10.0 ** math.floor(math.log10((high - low) / room))
    step = next(
        size * power
        for size in (1, 2, 2.5, 5, 10, 20, 25, 50)
        if math.floor(high / (size * power)) - math.ceil(low / (size * power)) < room
    )
    counts = range(math.ceil(low / step), math.floor(high / step) + 1)
    return tuple((plain(count * step), count * step) for count in counts)


def _bands(series: LabSeries, across: Scale, up: Scale, plot: Box) -> tuple[RangeBand, ...]:
    """Shade each range from half-way to the result before until half-way to the one after."""
    points = series.points
    halves = [(across.day(before.on) + across.day(after.on)) / 2 for before, after in pairwise(points)]
    stretches = list(zip(points, (plot.left, *halves), (*halves, plot.right), strict=True))
    joined: list[tuple[LabPoint, float, float]] = []
    for point, left, right in stretches:
        if joined and (joined[-1][0].low, joined[-1][0].high) == (point.low, point.high):
            joined[-1] = (point, joined[-1][1], right)
        else:
            joined.append((point, left, right))
    return tuple(
        RangeBand(
            box=Box(
                left=left,
                right=right,
                top=plot.top if point.high is None else up.at(point.high),
                bottom=plot.bottom if point.low is None else up.at(point.low),
            ),
            has_low=point.low is not None,
            has_high=point.high is not None,
        )
        for point, left, right in joined
        if point.standing is not Standing.UNKNOWN
    )


def _marks(
    series: LabSeries, index: int, across: Scale, up: Scale, letter: float, width_of: WidthOf
) -> tuple[LabMark, ...]:
    """Place the results; values outside are written, the newest first, where they do not run into one another."""
    placed: list[LabMark] = []
    free = math.inf
    for place, point in reversed(list(enumerate(series.points))):
        x, y, standing = across.day(point.on), up.at(point.value), point.standing
        label = None
        # The width of words is only asked for where they may stand.
        if standing.outside and x < free:
            text = amount(point.value)
            left = min(x - width_of(text) / 2, across.stop - width_of(text))
            if left + width_of(text) < free:
                lift = -letter if standing is Standing.ABOVE else 1.75 * letter
                label = Label(text=text, x=left, y=y + lift)
                free = left - 0.4 * letter
        placed.append(LabMark(series=index, place=place, standing=standing, x=x, y=y, value=label))
    return tuple(reversed(placed))
