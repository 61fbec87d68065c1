"""Where everything of a chart stands, in pixels. Pure arithmetic: the widths of words come from outside."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain

from hairtrack.figures import signed
from hairtrack.language import _, _n
from hairtrack.ratings import MOST
from hairtrack.report.charts.axes import Scale, day_span, day_ticks, percent_ticks, percent_top
from hairtrack.report.charts.data import ChartData, ChartItem, ChartTrend, WidthOf
from hairtrack.report.charts.field import Field, Plot
from hairtrack.report.charts.lanes import gutter, height_of, hidden_words, lanes_of, place, shared_out
from hairtrack.report.charts.names import names_of, names_width
from hairtrack.report.charts.parts import (
    Bar,
    Box,
    Bracket,
    ChartLayout,
    EffectBar,
    EntryMark,
    Label,
    Lag,
    Lanes,
    Mark,
    Shape,
    Tick,
    shortened,
)

_ROOM_FOR_LAGS = 22
"""Letters of height from which a chart has a line for the lags."""
_AXIS = 3.4
"""Letters of height that the days take beneath the plot."""
_LEAST_PLOT = (8, 0.32)
"""What the plot keeps where there are many lanes: letters, and a share of the whole height."""
_WHOLE_PLOT = 17
"""Letters of height of the plot in a chart that is as high as it needs to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPlace:
    """What of the diary stands somewhere, pixels."""

    x: float
    y: float
    items: tuple[ChartItem, ...]


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
    field = _field(data, frame, letter, cache(width_of), span)
    lags = data.lags() if frame.bottom - frame.top >= _ROOM_FOR_LAGS * letter else ()
    plot, lanes, hidden = _divided(data, field, frame.top + _above(data, bool(lags)) * letter)
    box, across, up = plot.box, field.across, plot.up
    marks = _marks(data, plot)
    title = Label(text=_title(data, field), x=frame.left, y=frame.top + letter)
    return ChartLayout(
        frame=frame,
        plot=box,
        span=(across.low, across.high),
        zoomed=across != field.home,
        title=title,
        key=_key(data, title, field),
        rest=_rest(hidden, plot),
        percent=_percent_ticks(data, plot),
        days=day_ticks(across, box.bottom, letter, field.width_of),
        marks=marks,
        ratings=_ratings(data, plot),
        scores=_scores(data, plot, marks),
        steps=_step_ticks(plot) if data.ratings else (),
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
        lags=_lags(lags, plot),
        names=names_of(data, plot),
        lanes=lanes,
        letter=letter,
        radius=min(0.31 * letter, max(0.16 * letter, 0.3 * (box.right - box.left) / max(1, len(data.days())))),
    )


def _divided(data: ChartData, field: Field, top: float) -> tuple[Plot, Lanes, tuple[str, ...]]:
    """Share the height beneath `top` between the plot and the lanes; say what has no room."""
    letter, frame, across = field.letter, field.frame, field.across
    letters, share = _LEAST_PLOT
    least = max(letters * letter, min(share * (frame.bottom - frame.top), _WHOLE_PLOT * letter))
    least = least if _plots(data) else letter
    lanes = lanes_of(data, field)
    rows = shared_out(lanes, frame.bottom - top - _AXIS * letter - least - 1.5 * letter, letter)
    missing = (name for lane, count in zip(lanes, rows, strict=True) for name in lane.missing(count))
    hidden = tuple(dict.fromkeys(missing))
    beneath = _AXIS * letter + height_of(lanes, rows, letter) + (1.5 * letter if hidden else 0)
    box = Box(left=across.start, top=top, right=across.stop, bottom=max(frame.bottom - beneath, top + letter))
    plot = Plot(
        field=field,
        box=box,
        up=Scale(low=0, high=percent_top(data), start=box.bottom, stop=box.top),
        steps=Scale(low=-MOST, high=MOST, start=box.bottom, stop=box.top),
    )
    return plot, place(lanes, rows, field, box.bottom + _AXIS * letter), hidden


def whole_height(data: ChartData, width: float, *, letter: float, width_of: WidthOf) -> float:
    """Return the height at which a chart of a width has room for all that it can show, pixels."""
    frame = Box(left=0, top=0, right=width, bottom=width)
    field = _field(data, frame, letter, width_of, None)
    lanes = lanes_of(data, field)
    plot = _WHOLE_PLOT if _plots(data) else 1
    return (_above(data, bool(data.lags())) + plot + _AXIS + 1.5) * letter + height_of(
        lanes, [len(lane.wants) for lane in lanes], letter
    )


def _plots(data: ChartData) -> bool:
    """Whether there is anything over the lanes; a diary alone needs no room for that."""
    return bool(data.series or data.ratings or data.scores or data.unjudged)


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
    near = [
        (abs(mark.x - x), mark)
        for mark in _entry_marks(layout)
        if abs(mark.x - x) <= reach and abs(mark.y - y) <= reach
    ]
    nearest = min(near, key=lambda pair: pair[0] + abs(pair[1].y - y), default=None)
    bars = _bars(layout)
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


def items_in_order(layout: ChartLayout) -> tuple[ItemPlace, ...]:
    """Return all that is not a photo, a bar at its beginning, in order of time and then from above."""
    places = [ItemPlace(x=mark.x, y=mark.y, items=mark.items) for mark in _entry_marks(layout)]
    places += [
        ItemPlace(x=bar.box.left, y=(bar.box.top + bar.box.bottom) / 2, items=(bar.item,)) for bar in _bars(layout)
    ]
    return tuple(sorted(places, key=lambda place: (place.x, place.y)))


def _entry_marks(layout: ChartLayout) -> tuple[EntryMark, ...]:
    return tuple(mark for mark in chain(layout.scores, layout.lanes.marks) if mark.items)


def _bars(layout: ChartLayout) -> tuple[Bar | EffectBar | Bracket, ...]:
    return (*layout.lanes.bars, *layout.lanes.effects, *layout.lanes.brackets)


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


def _title(data: ChartData, field: Field) -> str:
    plain, room, width_of = data.axis.title, field.frame.right - field.frame.left, field.width_of
    if not (data.series or data.scores):
        return _("Visits") if data.days() else ""
    if not any(series.trend for series in data.series):
        return shortened(plain, room, width_of)
    full = _("{title}; dashed: trend in its 95 % band", title=plain)
    return full if width_of(full) <= room else _("{title}; dashed: trend", title=plain)


def _outline(trend: ChartTrend, across: Scale, up: Scale) -> tuple[tuple[float, float], ...]:
    """Return the corners of a band: along its upper edge, and back along the lower one."""
    upper = [(across.day(on), up.at(min(high, up.high))) for on, _, high in trend.band]
    lower = [(across.day(on), up.at(min(low, up.high))) for on, low, _ in reversed(trend.band)]
    return (*upper, *lower)


def _lags(lags: Sequence[tuple[date, date]], plot: Plot) -> tuple[Lag, ...]:
    """Place the lags over the plot; the weeks stand over the first one, as all are alike."""
    box, across, letter, width_of = plot.box, plot.field.across, plot.field.letter, plot.field.width_of
    placed: list[Lag] = []
    for since, until in lags:
        if since.toordinal() > across.high or until.toordinal() < across.low:
            continue
        start, stop = across.clamped(since), across.clamped(until)
        text = _n("lag {count} week", "lag {count} weeks", (until - since).days // 7)
        x = min(max(box.left, (start + stop - width_of(text)) / 2), box.right - width_of(text))
        label = None if placed else Label(text=text, x=x, y=box.top - letter)
        beyond = since.toordinal() < across.low, until.toordinal() > across.high
        placed.append(
            Lag(
                start=start,
                stop=stop,
                y=box.top - 0.65 * letter,
                open_left=beyond[0],
                open_right=beyond[1],
                label=label,
            )
        )
    return tuple(placed)


def _key(data: ChartData, title: Label, field: Field) -> Label | None:
    text = data.axis.hollow
    x = field.frame.right - field.width_of(text)
    if not data.unjudged or x - 2 * field.letter < title.x + field.width_of(title.text):
        return None
    return Label(text=text, x=x, y=title.y)


def _rest(hidden: Sequence[str], plot: Plot) -> Label | None:
    field, frame = plot.field, plot.field.frame
    text = hidden_words(hidden, frame.right - frame.left, field.width_of)
    x = max(frame.left, min(plot.box.left, frame.right - field.width_of(text)))
    # A little above the border, which would cut off the letters that hang below the line.
    return Label(text=text, x=x, y=frame.bottom - 0.25 * field.letter) if text else None


def _percent_ticks(data: ChartData, plot: Plot) -> tuple[Tick, ...]:
    """Place the marks of the percent axis, which says nothing where nothing is measured."""
    if not data.scores and not any(series.points for series in data.series):
        return ()
    box, letter, width_of = plot.box, plot.field.letter, plot.field.width_of
    ticks = []
    for value in percent_ticks(percent_top(data), height=box.bottom - box.top, label=letter):
        text, y = f"{value}{data.axis.unit}", plot.up.at(value)
        label = Label(text=text, x=box.left - 0.6 * letter - width_of(text), y=y + 0.36 * letter)
        ticks.append(Tick(at=y, label=label))
    return tuple(ticks)


def _marks(data: ChartData, plot: Plot) -> tuple[Mark, ...]:
    across, up = plot.field.across, plot.up
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
    axis = up.at(0) if data.axis.top is None else up.stop - 0.75 * plot.field.letter
    hollow = [
        Mark(photo=photo.photo, photos=(photo.photo,), series=None, x=across.day(photo.on), y=axis, low=axis, high=axis)
        for photo in data.unjudged
    ]
    return (*measured, *hollow)


def _ratings(data: ChartData, plot: Plot) -> tuple[Mark, ...]:
    """Place the ratings beside what was measured: the first rater's to the left, the second one's to the right."""
    across, steps, letter = plot.field.across, plot.steps, plot.field.letter
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


def _scores(data: ChartData, plot: Plot, marks: Sequence[Mark]) -> tuple[EntryMark, ...]:
    """Place what was judged by eye, which has no interval of its own, beside an estimate that would hide it."""
    across, up, letter = plot.field.across, plot.up, plot.field.letter
    placed = []
    for score in data.scores:
        if across.low <= score.on.toordinal() <= across.high:
            x, y = across.day(score.on), up.at(score.total)
            hidden = any(math.hypot(mark.x - x, mark.y - y) < 0.7 * letter for mark in marks)
            x += 0.8 * letter if hidden else 0.0
            placed.append(EntryMark(shape=Shape.SQUARE, x=x, y=y, size=0.32 * letter, items=(score,)))
    return tuple(placed)


def _step_ticks(plot: Plot) -> tuple[Tick, ...]:
    box, steps, letter = plot.box, plot.steps, plot.field.letter
    shown = range(-MOST, MOST + 1) if box.bottom - box.top > 12 * letter else (-MOST, 0, MOST)
    return tuple(
        Tick(
            at=steps.at(step),
            label=Label(text=signed(step), x=box.right + 0.6 * letter, y=steps.at(step) + 0.36 * letter),
        )
        for step in shown
    )
