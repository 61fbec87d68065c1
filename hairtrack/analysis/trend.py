"""The course of one region's coverage over time, as a line with its doubt. It says how much, never why."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from hairtrack.analysis.change import Change, judged, wider
from hairtrack.analysis.quantiles import student_95

Floats: TypeAlias = NDArray[np.floating[Any]]

LAG = timedelta(weeks=8)
"""Where the line may bend after a treatment is started, changed or stopped: hair that begins to grow or rests is seen
two months later at the earliest."""

FEWEST_VISITS = 3
SHORTEST_SPAN = timedelta(days=28)
DAYS_PER_MONTH = 365.25 / 12

SEASON_SPAN = timedelta(days=548)
"""From when on a yearly rhythm can be told from the line."""
SEASON_VISITS = 8
_SEASON_LOOKS_LIKE = timedelta(days=182)
_SEASON_POINTS = 12.0
"""Points that a season may move coverage by from its peak to its trough, seldom more."""

DOUBTED = 2.0
"""By what the error of a doubtful photo grows: it counts a quarter. Blurred or badly lit photos that err 2.5 times as
much then cost least; tests/benchmarks/planted_trends.py has them."""
_FAR_OFF = 0.5
"""The pull below which a visit is said to count less."""

_SHARED_BY_VISIT = 0.7
"""Of a photo's variance, what the photos of one visit share: hair, light and combing of the day."""
_COMBED_ANEW = 0.01
"""What two visits differ by with nothing changed, also where a photo's own interval is narrower."""
_HUBER = 1.5
_PRIOR_VISITS, _PRIOR_SPREAD = 2.0, 0.5
"""The stated intervals count as two visits' worth of knowledge about the scatter. Half of their variance is expected to
be common to all visits, which moves the line as a whole and scatters nothing."""
_SLOPE, _BEND, _SEASON = 0.075, 0.05, 0.03
"""How much a month, how much at a bend, and how far with the seasons coverage is expected to move (one SD): a bald
patch that fills in half a year gains 15 points a month; a season moves a tenth of the hairs in and out of growth
(Randall & Ebling 1991). It keeps three photos from a wild rate and hardly matters once there are six."""
_NORMAL_95 = 1.959964
_BAND_STEPS = 40
_STEEPNESS = 0.4
"""Share of a change by which it may be off to either side in 95 of 100 people: measured coverage rises more or less
steeply than the true one, which all visits have in common and no scatter shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """One measured photo.

    Attributes
    ----------
    day : date
    value, low, high : float
        Coverage with its 95 % interval, 0 to 1.
    doubted : bool
        Whether something speaks against the photo, so that it counts less.
    """

    day: date
    value: float
    low: float
    high: float
    doubted: bool = False


class Step(StrEnum):
    """What was done with a treatment."""

    START = "start"
    DOSE = "dose"
    STOP = "stop"
    PAUSE = "pause"
    RESUME = "resumption"


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatmentStep:
    """A treatment that was started, changed in its dose, paused, resumed or stopped on a day."""

    on: date
    cause: Step
    treatment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bend:
    """Where the line may bend: `LAG` after a step, with the steps that follow before and cannot be told from it."""

    on: date
    steps: tuple[TreatmentStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """How far the line goes from a day to the last visit, in percentage points with the 95 % interval."""

    since: date
    points: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A line through the visits.

    Attributes
    ----------
    rate, low, high : float
        Of its last part, in percentage points per month, with the 95 % interval.
    since : date
        Where its last part begins.
    bends : tuple of Bend
        Where the line was allowed to bend, in order.
    whole : Move
        From the first to the last visit.
    move : Move or None
        Since the step that the last bend is for; it shows a quick rise that is over before the last part is.
    line : tuple of (date, float)
        Its corners, first to last visit; coverage 0 to 1.
    band : tuple of (date, float, float)
        The line's 95 % band on some days, 0 to 1. It also holds what all visits may have in common, of which the rate
        is free. Where coverage moves in a curve it leaves the band at times.
    visits : int
        Days that it rests on.
    down_weighted : int
        Photos that count less: doubted, or of a visit far off the line.
    yearly : bool
        Whether a yearly rhythm was allowed for; `rate`, `line` and `band` are without it.
    """

    rate: float
    low: float
    high: float
    since: date
    bends: tuple[Bend, ...]
    whole: Move
    move: Move | None
    line: tuple[tuple[date, float], ...]
    band: tuple[tuple[date, float, float], ...]
    visits: int
    down_weighted: int
    yearly: bool

    @property
    def rises(self) -> bool:
        """Whether a rise stands out from the noise."""
        return self.low > 0

    @property
    def falls(self) -> bool:
        """Whether a fall stands out from the noise."""
        return self.high < 0

    @property
    def like_a_season(self) -> bool:
        """Whether a season could look like what stands out: too short to tell, and no larger than a season moves."""
        first, last = self.line[0][0], self.line[-1][0]
        moved = abs(self.rate) * _months(last, self.since)
        small = moved <= _SEASON_POINTS and last - first >= _SEASON_LOOKS_LIKE
        return small and not self.yearly and (self.rises or self.falls)


def trend(points: Sequence[TrendPoint], steps: Iterable[TreatmentStep] = ()) -> Trend | None:
    """Lay a line through the visits that follows most of them and may bend after a treatment was changed.

    The photos of one day are one visit. Each visit weighs by its interval, and one that lies far off the others pulls
    less (Huber). How far the visits scatter is taken from the visits themselves and, where they are few, from their
    intervals. From 18 months and eight visits on a yearly rhythm is fitted along; it is always there, as one that is
    taken in only where it looks large makes the interval of the rate too narrow.

    Parameters
    ----------
    points : sequence of TrendPoint
        In any order.
    steps : iterable of TreatmentStep
        Of all treatments, in any order.

    Returns
    -------
    Trend or None
        None with fewer than three visits, or with all of them within four weeks.

    References
    ----------
    Huber PJ. Robust estimation of a location parameter. Ann Math Stat 1964;35:73. doi:10.1214/aoms/1177703732
    Randall VA, Ebling FJG. Seasonal changes in human hair growth. Br J Dermatol 1991;124:146.
    doi:10.1111/j.1365-2133.1991.tb00423.x
    """
    visits = _visits(points)
    days = [visit.day for visit in visits]
    if len(days) < FEWEST_VISITS or days[-1] - days[0] < SHORTEST_SPAN:
        return None
    bends = _bends(days, steps)
    yearly = days[-1] - days[0] >= SEASON_SPAN and len(days) >= max(SEASON_VISITS, len(bends) + 7)
    basis = _Basis(days[0], tuple(_months(bend.on, days[0]) for bend in bends), yearly=yearly)
    errors = np.array([visit.error for visit in visits])
    fit = _fit(basis.columns(days), np.array([visit.value for visit in visits]), errors, basis.expected())
    rate, margin = fit.of(basis.last_slope())
    corners = (days[0], *(bend.on for bend in bends), days[-1])
    heights = np.clip(basis.columns(corners, season=False) @ fit.coefficients, 0, 1)
    return Trend(
        rate=100 * rate,
        low=100 * (rate - margin),
        high=100 * (rate + margin),
        since=corners[-2],
        bends=bends,
        whole=_move(basis, fit, days[0], days[-1]),
        move=_move(basis, fit, max(bends[-1].steps[0].on, days[0]), days[-1]) if bends else None,
        line=tuple(zip(corners, heights.tolist(), strict=True)),
        band=_band(basis, fit, days, errors),
        visits=len(days),
        down_weighted=sum(
            visit.photos if pull < _FAR_OFF else visit.doubted for visit, pull in zip(visits, fit.pull, strict=True)
        ),
        yearly=yearly,
    )


def course_change(found: Trend, *, regions: int = 1) -> Change:
    """Say whether a region changed over the whole course, by the line through all visits.

    Parameters
    ----------
    found : Trend
    regions : int
        How many regions are judged together.

    Returns
    -------
    Change
        From the first visit to the last.
    """
    points, reach = found.whole.points, wider(regions) * (found.whole.high - found.whole.low) / 2
    # Coverage cannot change by more than all of it.
    return judged(change=points, low=max(-100.0, points - reach), high=min(100.0, points + reach), detectable=reach)


# Visits and bends


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    """The photos of one day taken together: their value, its standard error, how many there are, how many doubted."""

    day: date
    value: float
    error: float
    photos: int
    doubted: int


def _visits(points: Iterable[TrendPoint]) -> list[_Visit]:
    """Take the photos of each day together, in order of days."""
    by_day: dict[date, list[TrendPoint]] = {}
    for point in sorted(points, key=lambda point: (point.day, point.value, point.low, point.high, point.doubted)):
        by_day.setdefault(point.day, []).append(point)
    return [_visit(day, some) for day, some in by_day.items()]


def _visit(day: date, points: Sequence[TrendPoint]) -> _Visit:
    values = np.array([point.value for point in points])
    doubt = np.where([point.doubted for point in points], DOUBTED, 1.0)
    stated = np.array([max((point.high - point.low) / 2 / _NORMAL_95, 1e-3) for point in points]) ** 2
    own = stated * (doubt**2 - _SHARED_BY_VISIT)
    weights = 1 / own / np.sum(1 / own)
    value = float(weights @ values)
    variance = 1 / float(np.sum(1 / own))
    if len(points) > 1:
        # Photos of one visit that contradict each other beyond their intervals make it vague.
        variance = max(variance, float(weights @ (values - value) ** 2) / (len(points) - 1))
    error = math.sqrt(_SHARED_BY_VISIT * float(weights @ stated) + variance + _COMBED_ANEW**2)
    return _Visit(day=day, value=value, error=error, photos=len(points), doubted=sum(p.doubted for p in points))


def _bends(days: Sequence[date], steps: Iterable[TreatmentStep]) -> tuple[Bend, ...]:
    """Return where the visits can carry a bend: two of them in every part, three in the last, two to spare.

    Where they cannot carry all, a change of dose gives way to a start or a stop, and an older one to a newer one.
    """
    groups: list[list[TreatmentStep]] = []
    known = {step for step in steps if step.on < days[-1]}
    for step in sorted(known, key=lambda step: (step.on, step.cause, step.treatment)):
        if groups and step.on - groups[-1][0].on < LAG:
            groups[-1].append(step)
        else:
            groups.append([step])
    kept: dict[date, Bend] = {}
    groups.reverse()
    for group in sorted(groups, key=lambda group: all(step.cause is Step.DOSE for step in group)):
        bend = Bend(on=group[0].on + LAG, steps=tuple(group))
        trial = sorted([*kept, bend.on])
        parts = [sum(begin <= day < end for day in days) for begin, end in pairwise([date.min, *trial, date.max])]
        if min(parts) >= 2 and parts[-1] >= 3 and len(days) >= len(trial) + 4:
            kept[bend.on] = bend
    return tuple(kept[on] for on in sorted(kept))


# The line


@dataclass(frozen=True, slots=True)
class _Basis:
    """What the line is made of: level, slope, one change of slope for each knot, and a yearly wave where asked for."""

    first: date
    knots: tuple[float, ...]
    yearly: bool

    def columns(self, days: Sequence[date], *, season: bool = True) -> Floats:
        """Return a row for each day; without the `season` the yearly wave is taken out."""
        months = np.array([_months(day, self.first) for day in days])
        columns = [np.ones_like(months), months, *(np.maximum(0.0, months - knot) for knot in self.knots)]
        if self.yearly:
            turns = 2 * np.pi * months / 12
            columns += [season * np.sin(turns), season * np.cos(turns)]
        return np.column_stack(columns)

    def expected(self) -> Floats:
        """Return the standard deviation that is expected of every coefficient; the level may be any."""
        return np.array([np.inf, _SLOPE, *[_BEND] * len(self.knots), *[_SEASON, _SEASON] * self.yearly])

    def last_slope(self) -> Floats:
        """Return what adds up to the slope of the last part: the first slope and every change of it."""
        return np.array([0.0, 1.0, *[1.0] * len(self.knots), *[0.0, 0.0] * self.yearly])


@dataclass(frozen=True, slots=True)
class _Fit:
    """Coefficients with their covariance, the visits' pulls, and by what the stated variances scatter."""

    coefficients: Floats
    covariance: Floats
    pull: Floats
    spread: float
    reach: float
    """Standard errors in half a 95 % interval."""

    def of(self, combination: Floats) -> tuple[float, float]:
        """Return a sum of coefficients and how far its 95 % interval reaches to either side."""
        found = float(combination @ self.coefficients)
        scatter = self.reach * math.sqrt(float(combination @ self.covariance @ combination))
        return found, math.hypot(scatter, _STEEPNESS * found)


def _fit(columns: Floats, values: Floats, errors: Floats, expected: Floats) -> _Fit:
    """Fit robustly; the scatter's degrees of freedom are those of the visits and of what is known beforehand."""
    freedom = _PRIOR_VISITS + len(values) - columns.shape[1]
    pull: Floats = np.ones_like(values)
    coefficients: Floats = np.zeros(columns.shape[1])
    spread = 1.0
    for _ in range(50):
        weights = pull / (spread * errors**2)
        normal = columns.T @ (columns * weights[:, None]) + np.diag(expected**-2)
        new = np.linalg.solve(normal, columns.T @ (weights * values))
        settled = np.allclose(new, coefficients, rtol=0, atol=1e-8)
        coefficients = new
        off = np.abs(values - columns @ coefficients) / errors
        scale = max(1.0, 1.4826 * float(np.median(off)))
        pull = np.minimum(1.0, _HUBER * scale / np.maximum(off, 1e-12))
        scatter = float(np.sum((pull * off) ** 2)) / float(np.mean(pull == 1)) ** 2
        spread = (_PRIOR_VISITS * _PRIOR_SPREAD + scatter) / freedom
        if settled:
            break
    return _Fit(coefficients, np.linalg.inv(normal), pull, spread, student_95(freedom))


def _move(basis: _Basis, fit: _Fit, since: date, until: date) -> Move:
    before, after = basis.columns((since, until), season=False)
    points, margin = fit.of(after - before)
    return Move(since=since, points=100 * points, low=100 * (points - margin), high=100 * (points + margin))


def _band(basis: _Basis, fit: _Fit, days: Sequence[date], errors: Floats) -> tuple[tuple[date, float, float], ...]:
    """Return the band of the line, with what the visits' intervals say beyond their scatter: that may be common."""
    span = (days[-1] - days[0]).days
    shown = sorted({days[0] + timedelta(days=round(span * k / _BAND_STEPS)) for k in range(_BAND_STEPS + 1)})
    columns = basis.columns(shown, season=False)
    stated = np.interp([day.toordinal() for day in shown], [day.toordinal() for day in days], errors**2)
    variances = np.sum(columns @ fit.covariance * columns, axis=1) + max(0.0, 1 - fit.spread) * stated
    heights = columns @ fit.coefficients
    reach = np.hypot(fit.reach * np.sqrt(variances), _STEEPNESS * (heights - heights.mean()))
    low, high = np.clip(heights - reach, 0, 1).tolist(), np.clip(heights + reach, 0, 1).tolist()
    return tuple(zip(shown, low, high, strict=True))


def _months(day: date, first: date) -> float:
    return (day - first).days / DAYS_PER_MONTH
