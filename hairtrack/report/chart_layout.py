"""Where everything of a chart stands, in pixels. Pure arithmetic: the widths of words come from outside."""

import bisect
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from hairtrack.ratings import MOST
from hairtrack.report.chart_axes import Scale, day_span, day_ticks, percent_ticks, percent_top
from hairtrack.report.chart_data import ChartData, ChartDose, ChartTreatment, ChartTrend, WidthOf

_ROOM_FOR_LAGS = 22
"""Letters of height from which a chart has a line for the lags."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle: left, top, right, bottom in pixels."""

    left: float
    top: float
    right: float
    bottom: float


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A text with the left end of its base line; a name has the number of its series or of its rater."""

    text: str
    x: float
    y: float
    series: int | None = None
    rater: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark on an axis with its texts."""

    at: float
    label: Label
    year: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of one dose; `step` counts the doses, `open_left` and `open_right` where it goes on unseen."""

    box: Box
    step: int
    open_left: bool
    open_right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """From a change of treatment, at `start`, to the bend that a trend may have for it, at `stop`."""

    start: float
    stop: float
    y: float
    label: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLayout:
    """Everything to paint.

    Attributes
    ----------
    frame, plot : Box
        The whole chart, and the field between its axes.
    title, key, rest : Label
        What the values are; what a hollow mark is; treatments for which there is no room.
    percent, days : tuple of Tick
    marks, ratings : tuple of Mark
    steps : tuple of Tick
        Of the axis at the right, where there are ratings.
    trends : tuple of (int, tuple of (x, y))
        Each with the number of its series.
    bands : tuple of (int, tuple of (x, y))
        The outline of each trend's band, with the number of its series.
    lags : tuple of Lag
    names : tuple of Label
        Of the series and the raters, at the height of their last points.
    bars, doses : tuple of Bar, tuple of Label
        Treatments, and what stands above them.
    events : tuple of (x, Label or None)
    events_y, letter, radius : float
        The middle of the events' ticks; the size of letters; of marks, smaller where photos are close together.
    """

    frame: Box
    plot: Box
    title: Label
    key: Label | None
    rest: Label | None
    percent: tuple[Tick, ...]
    days: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    ratings: tuple[Mark, ...]
    steps: tuple[Tick, ...]
    trends: tuple[tuple[int, tuple[tuple[float, float], ...]], ...]
    bands: tuple[tuple[int, tuple[tuple[float, float], ...]], ...]
    lags: tuple[Lag, ...]
    names: tuple[Label, ...]
    bars: tuple[Bar, ...]
    doses: tuple[Label, ...]
    events: tuple[tuple[float, Label | None], ...]
    events_y: float
    letter: float
    radius: float


def lay_out(data: ChartData, frame: Box, *, letter: float, width_of: WidthOf) -> ChartLayout:
    """Place everything of a chart in a frame.

    Parameters
    ----------
    data : ChartData
    frame : Box
    letter : float
        Size of the letters, pixels.
    width_of : callable
        Width of a text set in that size.

    Returns
    -------
    ChartLayout
    """
    first, last = day_span(data)
    seen = tuple(t for t in data.treatments if any(_stretch(dose, first, last) for dose in t.doses))
    events = [event for event in data.events if first <= event.on <= last]
    lane = 2.4 * letter
    rows = min(len(seen), max(1, int((frame.bottom - frame.top) * 0.4 / lane)))
    hidden = [t.name for t in data.treatments if t not in seen[:rows]]
    events_height = 1.9 * letter if events else 0
    beneath = 3.4 * letter + events_height + lane * rows + (1.5 * letter if hidden else 0)
    lags = data.lags() if frame.bottom - frame.top >= _ROOM_FOR_LAGS * letter else ()
    plot = Box(
        left=frame.left + width_of("100 %") + 0.9 * letter,
        top=frame.top + (3.7 if lags else 2.2) * letter,
        right=frame.right - _names_width(data, frame, letter, width_of),
        bottom=max(frame.bottom - beneath, frame.top + 4 * letter),
    )
    across = Scale(low=first.toordinal(), high=last.toordinal(), start=plot.left, stop=plot.right)
    top = percent_top(data)
    up = Scale(low=0, high=top, start=plot.bottom, stop=plot.top)
    steps = Scale(low=-MOST, high=MOST, start=plot.bottom, stop=plot.top)
    lanes = plot.bottom + 3.4 * letter + events_height
    shown = [_lane(t, across, frame, lanes + lane * row, letter, width_of) for row, t in enumerate(seen[:rows])]
    title = Label(text=_title(data, frame.right - frame.left, width_of), x=frame.left, y=frame.top + letter)
    return ChartLayout(
        frame=frame,
        plot=plot,
        title=title,
        key=_key(data, title, frame, letter, width_of),
        rest=_rest(hidden, plot, frame, width_of),
        percent=tuple(
            _percent_tick(value, up.at(value), plot.left - 0.6 * letter, letter, width_of)
            for value in percent_ticks(top, height=plot.bottom - plot.top, label=letter)
            if any(series.points for series in data.series)
        ),
        days=_day_ticks(across, plot, letter, width_of),
        marks=_marks(data, across, up),
        ratings=_ratings(data, across, steps, letter),
        steps=_step_ticks(steps, plot, letter) if data.ratings else (),
        trends=tuple(
            (index, tuple((across.clamped(on), up.at(value)) for on, value in series.trend.line))
            for index, series in enumerate(data.series)
            if series.trend
        ),
        bands=tuple(
            (index, _outline(series.trend, across, up))
            for index, series in enumerate(data.series)
            if series.trend and series.trend.band
        ),
        lags=_lags(lags, across, plot, letter, width_of),
        names=_names(data, up, steps, plot, frame, letter, width_of),
        bars=tuple(bar for bars, _ in shown for bar in bars),
        doses=tuple(label for _, labels in shown for label in labels),
        events=_events([(across.day(e.on), e.text) for e in events], plot, frame, letter, width_of),
        events_y=plot.bottom + 3.9 * letter,
        letter=letter,
        radius=min(0.31 * letter, max(0.16 * letter, 0.3 * (plot.right - plot.left) / max(1, len(data.days())))),
    )


def mark_at(layout: ChartLayout, x: float, y: float, reach: float = 10) -> Mark | None:
    """Return the photo's mark nearest to a place within `reach` pixels, or None."""
    near = [(math.hypot(mark.x - x, mark.y - y), mark) for mark in (*layout.marks, *layout.ratings)]
    distance, mark = min(near, key=lambda pair: pair[0], default=(math.inf, None))
    return mark if distance <= reach else None


def shortened(text: str, room: float, width_of: WidthOf) -> str:
    """Cut a text to fit, with an ellipsis; empty when not even three letters fit."""
    if width_of(text) <= room:
        return text
    kept = bisect.bisect_right(range(1, len(text)), room, key=lambda count: width_of(text[:count].rstrip() + "…"))
    return text[:kept].rstrip() + "…" if kept >= 3 else ""


def _title(data: ChartData, room: float, width_of: WidthOf) -> str:
    if not data.series:
        return "Visits" if data.days() else ""
    plain = "Coverage with 95 % interval"
    if not any(series.trend for series in data.series):
        return plain
    full = f"{plain}; dashed: trend in its 95 % band"
    return full if width_of(full) <= room else f"{plain}; dashed: trend"


def _outline(trend: ChartTrend, across: Scale, up: Scale) -> tuple[tuple[float, float], ...]:
    """Return the corners of a band: along its upper edge, and back along the lower one."""
    upper = [(across.clamped(on), up.at(min(high, up.high))) for on, _, high in trend.band]
    lower = [(across.clamped(on), up.at(min(low, up.high))) for on, low, _ in reversed(trend.band)]
    return (*upper, *lower)


def _lags(
    lags: Sequence[tuple[date, date]], across: Scale, plot: Box, letter: float, width_of: WidthOf
) -> tuple[Lag, ...]:
    """Place the lags over the plot; the weeks stand over the first one, as all are alike."""
    placed: list[Lag] = []
    for since, until in lags:
        start, stop = across.clamped(since), across.clamped(until)
        text = f"lag {(until - since).days // 7} weeks"
        x = min(max(plot.left, (start + stop - width_of(text)) / 2), plot.right - width_of(text))
        label = None if placed else Label(text=text, x=x, y=plot.top - letter)
        placed.append(Lag(start=start, stop=stop, y=plot.top - 0.65 * letter, label=label))
    return tuple(placed)


def _key(data: ChartData, title: Label, frame: Box, letter: float, width_of: WidthOf) -> Label | None:
    text = "photo without a value"
    x = frame.right - width_of(text)
    if not data.unjudged or x - 2 * letter < title.x + width_of(title.text):
        return None
    return Label(text=text, x=x, y=title.y)


def _rest(hidden: list[str], plot: Box, frame: Box, width_of: WidthOf) -> Label | None:
    if not hidden:
        return None
    text = shortened(f"Not drawn: {', '.join(hidden)}", frame.right - plot.left, width_of)
    return Label(text=text, x=plot.left, y=frame.bottom)


def _percent_tick(value: int, y: float, right: float, letter: float, width_of: WidthOf) -> Tick:
    text = f"{value} %"
    return Tick(at=y, label=Label(text=text, x=right - width_of(text), y=y + 0.36 * letter))


def _day_ticks(across: Scale, plot: Box, letter: float, width_of: WidthOf) -> tuple[Tick, ...]:
    first, last = date.fromordinal(int(across.low)), date.fromordinal(int(across.high))
    ticks = []
    for tick in day_ticks(first, last, width=plot.right - plot.left, gap=letter, width_of=width_of):
        x = across.day(tick.on)
        label = Label(text=tick.text, x=x - width_of(tick.text) / 2, y=plot.bottom + 1.6 * letter)
        year = Label(text=tick.year, x=x - width_of(tick.year) / 2, y=plot.bottom + 2.9 * letter)
        ticks.append(Tick(at=x, label=label, year=year if tick.year else None))
    return tuple(ticks)


def _marks(data: ChartData, across: Scale, up: Scale) -> tuple[Mark, ...]:
    measured = [
        Mark(
            photo=point.photo,
            series=index,
            x=across.day(point.on),
            y=up.at(point.value),
            low=up.at(point.low),
            high=up.at(point.high),
        )
        for index, series in enumerate(data.series)
        for point in series.points
    ]
    axis = up.at(0)
    hollow = [
        Mark(photo=photo.photo, series=None, x=across.day(photo.on), y=axis, low=axis, high=axis)
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


def _steps_width(data: ChartData, letter: float, width_of: WidthOf) -> float:
    return width_of(f"+{MOST}") + 0.9 * letter if data.ratings else 0


def _rating_name(data: ChartData, index: int) -> str:
    return "Rated blind" if len(data.ratings) == 1 else f"Rated blind: {data.ratings[index].rater}"


def _names_width(data: ChartData, frame: Box, letter: float, width_of: WidthOf) -> float:
    names = [series.name for series in data.series] + [_rating_name(data, k) for k in range(len(data.ratings))]
    widest = max(map(width_of, names), default=0.0)
    beyond_the_axis = width_of("30 May") / 2
    room = min(widest + 2.6 * letter, 0.28 * (frame.right - frame.left)) if names else 0
    return max(beyond_the_axis, room + _steps_width(data, letter, width_of))


def _names(
    data: ChartData, up: Scale, steps: Scale, plot: Box, frame: Box, letter: float, width_of: WidthOf
) -> tuple[Label, ...]:
    """Name each series and rater at the height of the last point, pushed apart where two would touch."""
    x = plot.right + 2.1 * letter + _steps_width(data, letter, width_of)
    wanted = [
        Label(text=series.name, x=x, y=up.at(series.points[-1].value), series=index)
        for index, series in enumerate(data.series)
        # Without a value it would seem to lie somewhere.
        if series.points
    ]
    # Where there is too little height for all names, those of the regions come first.
    free = int((plot.bottom - plot.top) / (1.1 * letter)) + 1 - len(wanted)
    wanted += [
        Label(text=_rating_name(data, index), x=x, y=steps.at(ratings.points[-1].value), rater=index)
        for index, ratings in enumerate(data.ratings[: max(0, free)])
    ]
    wanted.sort(key=lambda label: label.y)
    step = min(1.35 * letter, (plot.bottom - plot.top + letter) / max(1, len(wanted)))
    heights = _apart([label.y for label in wanted], step, plot.bottom)
    return tuple(
        replace(label, text=shortened(label.text, frame.right - x, width_of), y=height + 0.36 * letter)
        for height, label in zip(heights, wanted, strict=True)
    )


def _apart(heights: list[float], step: float, lowest: float) -> list[float]:
    """Push sorted heights apart by `step`, downward first, then up from the lowest that is allowed."""
    for i in range(1, len(heights)):
        heights[i] = max(heights[i], heights[i - 1] + step)
    limit = lowest
    for i in reversed(range(len(heights))):
        heights[i] = min(heights[i], limit)
        limit = heights[i] - step
    return heights


def _stretch(dose: ChartDose, first: date, last: date) -> tuple[date, date] | None:
    """Return the part of a dose's time that is on the axis."""
    start, stop = max(dose.since, first), min(dose.until or last, last)
    return (start, stop) if start < stop or (start == stop and dose.until == dose.since) else None


def _lane(
    treatment: ChartTreatment, across: Scale, frame: Box, top: float, letter: float, width_of: WidthOf
) -> tuple[list[Bar], list[Label]]:
    """Place one treatment: a bar for each dose, and above them its name and doses."""
    first, last = date.fromordinal(int(across.low)), date.fromordinal(int(across.high))
    bars: list[Bar] = []
    words: list[Label] = []
    for step, dose in enumerate(treatment.doses):
        stretch = _stretch(dose, first, last)
        if stretch is None:
            continue
        left, right = across.day(stretch[0]), across.day(stretch[1])
        box = Box(left=left, top=top + 1.35 * letter, right=max(right, left + 2), bottom=top + 1.85 * letter)
        open_right = dose.until is None or dose.until > last
        bars.append(Bar(box=box, step=step, open_left=dose.since < first, open_right=open_right))
        text = dose.text if words else f"{treatment.name} {dose.text}".strip()
        words.append(Label(text=text or "no dose", x=left, y=top + letter))
    return bars, _merged(words, frame.left, frame.right, letter, width_of)


def _merged(words: list[Label], left: float, right: float, letter: float, width_of: WidthOf) -> list[Label]:
    """Join labels that would touch with an arrow, and keep the last one inside the frame."""
    kept: list[Label] = []
    for label in words:
        x = max(left, min(label.x, right - width_of(label.text)))
        if kept and x < kept[-1].x + width_of(kept[-1].text) + letter:
            text = f"{kept[-1].text} → {label.text}"
            x = max(left, min(kept[-1].x, right - width_of(text)))
            kept[-1] = replace(kept[-1], text=text, x=x)
        else:
            kept.append(replace(label, x=x))
    if kept:
        kept[-1] = replace(kept[-1], text=shortened(kept[-1].text, right - kept[-1].x, width_of))
    return kept


def _events(
    events: list[tuple[float, str]], plot: Box, frame: Box, letter: float, width_of: WidthOf
) -> tuple[tuple[float, Label | None], ...]:
    """Place events in order; one is named only where its words touch no other's tick."""
    placed: list[tuple[float, Label | None]] = []
    for index, (x, text) in enumerate(events):
        end = events[index + 1][0] - 0.6 * letter if index + 1 < len(events) else frame.right
        start = x + 0.5 * letter
        short = shortened(text, end - start, width_of)
        whole = width_of(short) >= min(width_of(text), 5 * letter)
        label = Label(text=short, x=start, y=plot.bottom + 4.25 * letter) if short and whole else None
        placed.append((x, label))
    return tuple(placed)
