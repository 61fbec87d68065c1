"""Where everything of a chart stands, in pixels. Pure arithmetic: the widths of words come from outside."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain

from hairtrack.ratings import MOST
from hairtrack.report.charts.axes import Scale, day_span, day_ticks, percent_ticks, percent_top
from hairtrack.report.charts.data import ChartData, ChartItem, ChartTrend, WidthOf
from hairtrack.report.charts.field import Field
from hairtrack.report.charts.lanes import gutter, height_of, hidden_words, lanes_of, place, shared_out
from hairtrack.report.charts.names import names_of, names_width
from hairtrack.report.charts.parts import Bar, Box, Bracket, EffectBar, EntryMark, Label, Lanes, Shape, shortened

_ROOM_FOR_LAGS = 22
"""Letters of height from which a chart has a line for the lags."""
_AXIS = 3.4
"""Letters of height that the days take beneath the plot."""
_LEAST_PLOT = (8, 0.32)
"""What the plot keeps where there are many lanes: letters, and a share of the whole height."""
_WHOLE_PLOT = 17
"""Letters of height of the plot in a chart that is as high as it needs to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A photo on the chart. `series` is None for one without a value, whose `low` and `high` equal `y`.

    For a rating it is the number of the rater.
    """

    photo: str
    series: int | None
    x: float
    y: float
    low: float
    high: float
    photos: tuple[str, ...] = ()
    """All of the visit that it stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark on an axis with its texts."""

    at: float
    label: Label
    year: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """From a change of treatment, at `start`, to the bend that a trend may have for it, at `stop`.

    Where either lies beyond the axis it is put at the axis' end, and `open_left` or `open_right` says so.
    """

    start: float
    stop: float
    y: float
    open_left: bool = False
    open_right: bool = False
    label: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLayout:
    """Everything to paint.

    Attributes
    ----------
    frame, plot : Box
        The whole chart, and the field between its axes.
    span : tuple of (float, float)
        The days on the axis, as ordinals.
    zoomed : bool
        Whether these are not all days, so that what is drawn has to be cut at the edges of the plot.
    title, key, rest : Label
        What the values are; what a hollow mark is; entries for which there is no room.
    percent, days : tuple of Tick
    marks, ratings : tuple of Mark
    scores : tuple of EntryMark
        Of what was judged by eye.
    steps : tuple of Tick
        Of the axis at the right, where there are ratings.
    trends : tuple of (int, tuple of (x, y))
        Each with the number of its series.
    bands : tuple of (int, tuple of (x, y))
        The outline of each trend's band, with the number of its series.
    lags : tuple of Lag
    names : tuple of Label
        Of the series, the scores and the raters, at the height of their last points.
    lanes : Lanes
        The diary.
    letter, radius : float
        The size of letters; of marks, smaller where photos are close together.
    """

    frame: Box
    plot: Box
    span: tuple[float, float]
    zoomed: bool
    title: Label
    key: Label | None
    rest: Label | None
    percent: tuple[Tick, ...]
    days: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    ratings: tuple[Mark, ...]
    scores: tuple[EntryMark, ...]
    steps: tuple[Tick, ...]
    trends: tuple[tuple[int, tuple[tuple[float, float], ...]], ...]
    bands: tuple[tuple[int, tuple[tuple[float, float], ...]], ...]
    lags: tuple[Lag, ...]
    names: tuple[Label, ...]
    lanes: Lanes
    letter: float
    radius: float


def lay_out(
    data: ChartData, frame: Box, *, letter: float, width_of: WidthOf, span: tuple[float, float] | None = None
) -> ChartLayout:
    """Place everything of a chart in a frame.

    Parameters
    ----------
    data : ChartData
    frame : Box
    letter : float
        Size of the letters, pixels.
    width_of : callable
        Width of a text set in that size.
    span : tuple of (float, float), optional
        Ordinals of the first and the last day on the axis; all days by default.

    Returns
    -------
    ChartLayout
    """
    width_of = cache(width_of)
    field = _field(data, frame, letter, width_of, span)
    across = field.across
    lags = data.lags() if frame.bottom - frame.top >= _ROOM_FOR_LAGS * letter else ()
    upper = frame.top + _above(data, bool(lags)) * letter
    lanes = lanes_of(data, field)
    letters, share = _LEAST_PLOT
    least = max(letters * letter, min(share * (frame.bottom - frame.top), _WHOLE_PLOT * letter))
    rows = shared_out(lanes, frame.bottom - upper - _AXIS * letter - least - 1.5 * letter, letter)
    beneath = height_of(lanes, rows, letter)
    hidden = [name for lane, count in zip(lanes, rows, strict=True) for name in lane.missing(count)]
    bottom = max(frame.bottom - _AXIS * letter - beneath - (1.5 * letter if hidden else 0), upper + letter)
    plot = Box(left=across.start, top=upper, right=across.stop, bottom=bottom)
    top = percent_top(data)
    up = Scale(low=0, high=top, start=plot.bottom, stop=plot.top)
    steps = Scale(low=-MOST, high=MOST, start=plot.bottom, stop=plot.top)
    marks = _marks(data, across, up, letter)
    title = Label(text=_title(data, frame.right - frame.left, width_of), x=frame.left, y=frame.top + letter)
    return ChartLayout(
        frame=frame,
        plot=plot,
        span=(across.low, across.high),
        zoomed=across != field.home,
        title=title,
        key=_key(data, title, frame, letter, width_of),
        rest=_rest(hidden, plot, frame, width_of),
        percent=tuple(
            _percent_tick(f"{value}{data.axis.unit}", up.at(value), plot.left - 0.6 * letter, letter, width_of)
            for value in percent_ticks(top, height=plot.bottom - plot.top, label=letter)
            if data.scores or any(series.points for series in data.series)
        ),
        days=_day_ticks(across, plot, letter, width_of),
        marks=marks,
        ratings=_ratings(data, across, steps, letter),
        scores=_scores(data, across, up, letter, marks),
        steps=_step_ticks(steps, plot, letter) if data.ratings else (),
        trends=tuple(
            (index, tuple((across.day(on), up.at(value)) for on, value in series.trend.line))
            for index, series in enumerate(data.series)
            if series.trend
        ),
        bands=tuple(
            (index, _outline(series.trend, across, up))
            for index, series in enumerate(data.series)
            if series.trend and series.trend.band
        ),
        lags=_lags(lags, across, plot, letter, width_of),
        names=names_of(data, across, up, steps, plot, frame, letter, width_of),
        lanes=place(lanes, rows, field, plot.bottom + _AXIS * letter),
        letter=letter,
        radius=min(0.31 * letter, max(0.16 * letter, 0.3 * (plot.right - plot.left) / max(1, len(data.days())))),
    )


def whole_height(data: ChartData, width: float, *, letter: float, width_of: WidthOf) -> float:
    """Return the height at which a chart of a width has room for all that it can show, pixels."""
    frame = Box(left=0, top=0, right=width, bottom=width)
    field = _field(data, frame, letter, width_of, None)
    lanes = lanes_of(data, field)
    return (_above(data, bool(data.lags())) + _WHOLE_PLOT + _AXIS + 1.5) * letter + height_of(
        lanes, [len(lane.wants) for lane in lanes], letter
    )


def _above(data: ChartData, lags: bool) -> float:
    """Return the letters of height over the plot: for the title, and for lags or for visits without a value."""
    return 3.7 if lags else 3.1 if data.axis.top is not None and data.unjudged else 2.2


def mark_at(layout: ChartLayout, x: float, y: float, reach: float = 10) -> Mark | None:
    """Return the photo's mark nearest to a place within `reach` pixels, or None."""
    near = [(math.hypot(mark.x - x, mark.y - y), mark) for mark in _shown_marks(layout)]
    distance, mark = min(near, key=lambda pair: pair[0], default=(math.inf, None))
    return mark if distance <= reach else None


def items_at(layout: ChartLayout, x: float, y: float, reach: float = 10) -> tuple[ChartItem, ...]:
    """Return what the entry's mark nearest to a place stands for, or else the bar there; empty for none."""
    marks = (mark for mark in chain(layout.scores, layout.lanes.marks) if mark.items)
    near = [(abs(mark.x - x), mark) for mark in marks if abs(mark.x - x) <= reach and abs(mark.y - y) <= reach]
    nearest = min(near, key=lambda pair: pair[0] + abs(pair[1].y - y), default=None)
    bars: tuple[Bar | EffectBar | Bracket, ...] = (
        *layout.lanes.bars,
        *layout.lanes.effects,
        *layout.lanes.brackets,
    )
    if nearest is not None and (nearest[0] <= reach / 2 or not bars):
        return nearest[1].items
    above = 1.4 * layout.letter
    over = [
        bar
        for bar in bars
        if bar.box.left - 2 <= x <= bar.box.right + 2 and bar.box.top - above <= y <= bar.box.bottom + 3
    ]
    if over:
        # Where two meet, the later one; its words stand over it, too.
        return (max(over, key=lambda bar: bar.box.left).item,)
    return nearest[1].items if nearest is not None else ()


def _shown_marks(layout: ChartLayout) -> list[Mark]:
    left, right = layout.plot.left - 1, layout.plot.right + 1
    return [mark for mark in chain(layout.marks, layout.ratings) if left <= mark.x <= right]


def _field(data: ChartData, frame: Box, letter: float, width_of: WidthOf, span: tuple[float, float] | None) -> Field:
    """Lay the days between the names at the left and those at the right."""
    percent = width_of(f"100{data.axis.unit}") + 0.9 * letter
    left = frame.left + max(percent, gutter(data, frame.right - frame.left, letter, width_of))
    right = max(left + 1, frame.right - names_width(data, frame, letter, width_of))
    low, high = day_span(data)
    home = Scale(low=low, high=high, start=left, stop=right)
    across = home if span is None else Scale(low=span[0], high=span[1], start=left, stop=right)
    return Field(
        frame=frame,
        across=across,
        home=home,
        low=min(low, across.low),
        high=max(high, across.high),
        letter=letter,
        width_of=width_of,
    )


def _title(data: ChartData, room: float, width_of: WidthOf) -> str:
    plain = data.axis.title
    if not (data.series or data.scores):
        return "Visits" if data.days() else ""
    if not any(series.trend for series in data.series):
        return shortened(plain, room, width_of)
    full = f"{plain}; dashed: trend in its 95 % band"
    return full if width_of(full) <= room else f"{plain}; dashed: trend"


def _outline(trend: ChartTrend, across: Scale, up: Scale) -> tuple[tuple[float, float], ...]:
    """Return the corners of a band: along its upper edge, and back along the lower one."""
    upper = [(across.day(on), up.at(min(high, up.high))) for on, _, high in trend.band]
    lower = [(across.day(on), up.at(min(low, up.high))) for on, low, _ in reversed(trend.band)]
    return (*upper, *lower)


def _lags(
    lags: Sequence[tuple[date, date]], across: Scale, plot: Box, letter: float, width_of: WidthOf
) -> tuple[Lag, ...]:
    """Place the lags over the plot; the weeks stand over the first one, as all are alike."""
    placed: list[Lag] = []
    for since, until in lags:
        if since.toordinal() > across.high or until.toordinal() < across.low:
            continue
        start, stop = across.clamped(since), across.clamped(until)
        text = f"lag {(until - since).days // 7} weeks"
        x = min(max(plot.left, (start + stop - width_of(text)) / 2), plot.right - width_of(text))
        label = None if placed else Label(text=text, x=x, y=plot.top - letter)
        beyond = since.toordinal() < across.low, until.toordinal() > across.high
        placed.append(
            Lag(
                start=start,
                stop=stop,
                y=plot.top - 0.65 * letter,
                open_left=beyond[0],
                open_right=beyond[1],
                label=label,
            )
        )
    return tuple(placed)


def _key(data: ChartData, title: Label, frame: Box, letter: float, width_of: WidthOf) -> Label | None:
    text = f"{data.axis.one} without a value"
    x = frame.right - width_of(text)
    if not data.unjudged or x - 2 * letter < title.x + width_of(title.text):
        return None
    return Label(text=text, x=x, y=title.y)


def _rest(hidden: Sequence[str], plot: Box, frame: Box, width_of: WidthOf) -> Label | None:
    text = hidden_words(hidden, frame.right - plot.left, width_of)
    return Label(text=text, x=plot.left, y=frame.bottom) if text else None


def _percent_tick(text: str, y: float, right: float, letter: float, width_of: WidthOf) -> Tick:
    return Tick(at=y, label=Label(text=text, x=right - width_of(text), y=y + 0.36 * letter))


def _day_ticks(across: Scale, plot: Box, letter: float, width_of: WidthOf) -> tuple[Tick, ...]:
    first, last = date.fromordinal(math.ceil(across.low)), date.fromordinal(int(across.high))
    ticks = []
    for tick in day_ticks(first, last, width=plot.right - plot.left, gap=letter, width_of=width_of):
        x = across.day(tick.on)
        label = Label(text=tick.text, x=x - width_of(tick.text) / 2, y=plot.bottom + 1.6 * letter)
        year = Label(text=tick.year, x=x - width_of(tick.year) / 2, y=plot.bottom + 2.9 * letter)
        ticks.append(Tick(at=x, label=label, year=year if tick.year else None))
    return tuple(ticks)


def _marks(data: ChartData, across: Scale, up: Scale, letter: float) -> tuple[Mark, ...]:
    measured = [
        Mark(
            photo=point.photo,
            photos=(point.photo, *point.beside),
            series=index,
            x=across.day(point.on),
            y=up.at(point.value),
            low=up.at(point.low),
            high=up.at(point.high),
        )
        for index, series in enumerate(data.series)
        for point in series.points
    ]
    # On the line of zero it would say that no hair is lost.
    axis = up.at(0) if data.axis.top is None else up.stop - 0.75 * letter
    hollow = [
        Mark(photo=photo.photo, photos=(photo.photo,), series=None, x=across.day(photo.on), y=axis, low=axis, high=axis)
        for photo in data.unjudged
    ]
    return (*measured, *hollow)


def _ratings(data: ChartData, across: Scale, steps: Scale, letter: float) -> tuple[Mark, ...]:
    """Place the ratings beside what was measured: the first rater's to the left, the second one's to the right."""
    beside = [0.6 * letter * (index // 2 + 1) * (1 if index % 2 else -1) for index in range(len(data.ratings))]
    return tuple(
        Mark(
            photo=point.photo,
            series=index,
            x=across.day(point.on) + beside[index],
            y=steps.at(point.value),
            low=steps.at(point.low),
            high=steps.at(point.high),
        )
        for index, ratings in enumerate(data.ratings)
        for point in ratings.points
    )


def _scores(data: ChartData, across: Scale, up: Scale, letter: float, marks: Sequence[Mark]) -> tuple[EntryMark, ...]:
    """Place what was judged by eye, which has no interval of its own, beside an estimate that would hide it."""
    placed = []
    for score in data.scores:
        if across.low <= score.on.toordinal() <= across.high:
            x, y = across.day(score.on), up.at(score.total)
            hidden = any(math.hypot(mark.x - x, mark.y - y) < 0.7 * letter for mark in marks)
            x += 0.8 * letter if hidden else 0.0
            placed.append(EntryMark(shape=Shape.SQUARE, x=x, y=y, size=0.32 * letter, items=(score,)))
    return tuple(placed)


def _step_ticks(steps: Scale, plot: Box, letter: float) -> tuple[Tick, ...]:
    shown = range(-MOST, MOST + 1) if plot.bottom - plot.top > 12 * letter else (-MOST, 0, MOST)
    words = (f"{'−' if step < 0 else '+' if step else ''}{abs(step)}" for step in shown)
    return tuple(
        Tick(
            at=steps.at(step),
            label=Label(text=text, x=plot.right + 0.6 * letter, y=steps.at(step) + 0.36 * letter),
        )
        for step, text in zip(shown, words, strict=True)
    )
