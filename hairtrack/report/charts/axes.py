"""The two axes of a chart: days to scale with months and years, and percent from zero."""

import math
from dataclasses import dataclass
from datetime import date, timedelta

from hairtrack.messages import SHORT_MONTHS, day_and_month
from hairtrack.report.charts.data import ChartData, WidthOf
from hairtrack.report.charts.parts import Label, Tick

_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
_DAY_STEPS = (1, 2, 7, 14)
_SHORT_SPAN = 75
"""Days below which the axis counts days, not months."""
SHORTEST = 7.0
"""Days that are shown at the least."""
WIDE_DAY = date(2000, 5, 30)
"""A day whose words are as wide as any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A straight map from values to pixels."""

    low: float
    high: float
    start: float
    stop: float

    def at(self, value: float) -> float:
        """Return the pixel of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.stop - self.start)

    def day(self, on: date) -> float:
        """Return the pixel of a day."""
        return self.at(on.toordinal())

    def clamped(self, on: date) -> float:
        """Return the pixel of a day, or that of the nearest end."""
        return self.at(min(max(on.toordinal(), self.low), self.high))


def day_span(data: ChartData) -> tuple[float, float]:
    """Return the days that the time axis runs over, as ordinals.

    All photos and scores by eye are on it. What was taken or happened before the first of them widens it by a third of
    their own span at most, so that a treatment of many years does not squeeze the photos together.
    """
    notes = data.notes
    days = sorted({*data.days(), *(score.on for score in data.scores)})
    if not days:
        days = sorted(notes) or [date(2000, 1, 1)]
    first, last = days[0], days[-1]
    room = max(30, (last - first).days // 3)
    near = [day for day in notes if -room <= (day - first).days and (day - last).days <= room]
    return _with_margin(min([first, *near]), max([last, *near]))


def whole_span(data: ChartData) -> tuple[float, float]:
    """Return the days from the very first of anything to the last, as ordinals: as far as one can move."""
    days = data.notes | set(data.days()) or {date(2000, 1, 1)}
    first, last = _with_margin(min(days), max(days))
    home = day_span(data)
    return min(first, home[0]), max(last, home[1])


def within(span: tuple[float, float], limits: tuple[float, float]) -> tuple[float, float]:
    """Keep a span of days at least a week long and inside of the limits, moved before it is cut."""
    length = min(max(span[1] - span[0], SHORTEST), limits[1] - limits[0])
    middle = (span[0] + span[1]) / 2
    first = min(max(middle - length / 2, limits[0]), limits[1] - length)
    return first, first + length


def _with_margin(first: date, last: date) -> tuple[float, float]:
    days = (last - first).days
    margin = max(5, min(30, round(0.03 * days)), (28 - days) // 2)
    start, stop = first.toordinal() - margin, last.toordinal() + margin
    return float(max(start, date.min.toordinal())), float(min(stop, date.max.toordinal()))


def day_ticks(across: Scale, bottom: float, letter: float, width_of: WidthOf) -> tuple[Tick, ...]:
    """Place the marks of the time axis beneath a plot, as many as there is room for, and the years beneath them."""
    ticks = []
    days = _days_named(across, letter, width_of)
    years = (None, *(day.year for day, _ in days))
    for (day, text), before in zip(days, years, strict=False):
        x, year = across.day(day), "" if day.year == before or text == str(day.year) else str(day.year)
        label = Label(text=text, x=x - width_of(text) / 2, y=bottom + 1.6 * letter)
        beneath = Label(text=year, x=x - width_of(year) / 2, y=bottom + 2.9 * letter)
        ticks.append(Tick(at=x, label=label, year=beneath if year else None))
    return tuple(ticks)


def _days_named(across: Scale, gap: float, width_of: WidthOf) -> list[tuple[date, str]]:
    """Return the days to mark with their words: days, months or years, as the axis is long."""
    first, last = date.fromordinal(math.ceil(across.low)), date.fromordinal(int(across.high))
    days, width = (last - first).days, across.stop - across.start
    label = gap + width_of(day_and_month(WIDE_DAY) if days <= _SHORT_SPAN else "2026")
    if days <= _SHORT_SPAN:
        step = next((s for s in _DAY_STEPS if days / s * label <= width), 28)
        starts = [first + timedelta(days=k) for k in range(days + 1)]
        shown = [day for day in starts if (day - date(2001, 1, 1)).days % step == 0]
        return [(day, day_and_month(day)) for day in shown]
    months = days / 30.44
    step = next((s for s in _MONTH_STEPS if months / s * label <= width), 240)
    first_of_months = [
        date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if first <= date(year, month, 1) <= last and ((year * 12 + month - 1) % step == 0)
    ]
    if not first_of_months:
        first_of_months = [first + (last - first) / 2]
    return [(day, str(day.year) if step >= 12 else SHORT_MONTHS[day.month - 1]) for day in first_of_months]


def percent_top(data: ChartData) -> int:
    """Return the upper end of the percent axis, which always starts at zero."""
    if data.axis.top is not None:
        return data.axis.top
    highest = max((point.high for series in data.series for point in series.points), default=100.0)
    return min(100, max(20, 10 * math.ceil(highest / 10)))


def percent_ticks(top: int, *, height: float, label: float) -> tuple[int, ...]:
    """Return the marks of the percent axis, as many as there is room for."""
    step = next((s for s in (5, 10, 20, 25, 50) if top / s * label * 2.4 <= height), 100)
    return tuple(range(0, top + 1, step))
