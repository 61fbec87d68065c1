"""The course of one region's coverage over time, as a line with its doubt. It says how much, never why."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from hairtrack.messages import day_in_words

Floats: TypeAlias = NDArray[np.floating[Any]]

LAG = timedelta(weeks=8)
"""Where the line may bend after a start: hair that begins to grow is seen two months later at the earliest."""

FEWEST_VISITS = 3
SHORTEST_SPAN = timedelta(days=28)
DAYS_PER_MONTH = 365.25 / 12

_SMALLEST_ERROR = 0.002
_HUBER = 1.5
_HUBER_SHARE = 0.8665
"""Of the squares of normal residuals, what is left when those beyond `_HUBER` count less."""
_PRIOR_WEIGHT = 3.0
_NORMAL_95 = 1.959964


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """One measured visit.

    Attributes
    ----------
    day : date
    value, low, high : float
        Coverage with its 95 % interval, 0 to 1.
    """

    day: date
    value: float
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
    bends : tuple of date
        Where the line was allowed to bend: `LAG` after a treatment was started.
    line : tuple of (date, float)
        Its corners, first to last visit; coverage 0 to 1.
    visits : int
        Days that it rests on.
    """

    rate: float
    low: float
    high: float
    since: date
    bends: tuple[date, ...]
    line: tuple[tuple[date, float], ...]
    visits: int

    @property
    def rises(self) -> bool:
        """Whether a rise stands out from the noise."""
        return self.low > 0

    @property
    def falls(self) -> bool:
        """Whether a fall stands out from the noise."""
        return self.high < 0


def trend(points: Sequence[TrendPoint], starts: Sequence[date] = ()) -> Trend | None:
    """Lay a line through the visits that follows most of them and may bend after a treatment was started.

    Each visit weighs by its own interval, and one that lies far off the others pulls less (Huber). Where the visits
    scatter more than their intervals say, the interval of the rate grows with them.

    Parameters
    ----------
    points : sequence of TrendPoint
        In any order.
    starts : sequence of date
        Of treatments.

    Returns
    -------
    Trend or None
        None with fewer than three visits, or with all of them within four weeks.

    References
    ----------
    Huber PJ. Robust estimation of a location parameter. Ann Math Stat 1964;35:73. doi:10.1214/aoms/1177703732
    """
    points = sorted(points, key=lambda point: (point.day, point.value, point.high - point.low))
    days = sorted({point.day for point in points})
    if len(days) < FEWEST_VISITS or days[-1] - days[0] < SHORTEST_SPAN:
        return None
    bends = _bends(days, starts)
    months = np.array([_months(point.day, days[0]) for point in points])
    knots = [_months(bend, days[0]) for bend in bends]
    design = _design(months, knots)
    coefficients, covariance, freedom = _fit(
        design,
        np.array([point.value for point in points]),
        np.array([max((point.high - point.low) / 2 / _NORMAL_95, _SMALLEST_ERROR) for point in points]),
    )
    # The slope of the last part is the first slope and every change of it.
    last = np.array([0.0, *np.ones(len(coefficients) - 1)])
    rate = float(last @ coefficients)
    margin = _student_95(freedom) * math.sqrt(float(last @ covariance @ last))
    corners = (days[0], *bends, days[-1])
    heights = _design(np.array([_months(day, days[0]) for day in corners]), knots) @ coefficients
    return Trend(
        rate=100 * rate,
        low=100 * (rate - margin),
        high=100 * (rate + margin),
        since=corners[-2],
        bends=bends,
        line=tuple((day, min(1.0, max(0.0, float(height)))) for day, height in zip(corners, heights, strict=True)),
        visits=len(days),
    )


def trend_sentence(found: Trend | None) -> str:
    """Say what the line shows and how sure that is, and nothing about why.

    Parameters
    ----------
    found : Trend or None

    Returns
    -------
    str
    """
    if found is None:
        return "A trend needs three measured visits over four weeks or more."
    since = day_in_words(found.since)
    if found.rises or found.falls:
        way, near, far = ("rose", found.low, found.high) if found.rises else ("fell", -found.high, -found.low)
        return (
            f"Since {since} coverage {way} by about {abs(found.rate):.1f} points a month "
            f"(between {near:.1f} and {far:.1f})."
        )
    return (
        f"Since {since} no trend stands out from the noise: {_signed(found.rate)} points a month "
        f"(between {_signed(found.low)} and {_signed(found.high)})."
    )


def _signed(points: float) -> str:
    """Write points with their sign, without a minus before a zero."""
    return f"{round(points, 1) + 0.0:+.1f}"


def _months(day: date, first: date) -> float:
    return (day - first).days / DAYS_PER_MONTH


def _bends(days: Sequence[date], starts: Sequence[date]) -> tuple[date, ...]:
    """Return where the visits can carry a bend: two of them in every part, three in the last, two to spare."""
    kept: list[date] = []
    for bend in sorted({start + LAG for start in starts}, reverse=True):
        trial = sorted([*kept, bend])
        edges = [date.min, *trial, date.max]
        parts = [sum(begin <= day < end for day in days) for begin, end in pairwise(edges)]
        spaced = all(after - before >= SHORTEST_SPAN for before, after in pairwise(trial))
        if spaced and min(parts) >= 2 and parts[-1] >= 3 and len(days) >= len(trial) + 4:
            kept = trial
    return tuple(kept)


def _design(months: Floats, knots: Sequence[float]) -> Floats:
    """Return the columns of a line with bends: level, slope, and one change of slope for each knot."""
    return np.column_stack([np.ones_like(months), months, *(np.maximum(0.0, months - knot) for knot in knots)])


def _fit(design: Floats, values: Floats, errors: Floats) -> tuple[Floats, Floats, float]:
    """Return coefficients, their covariance, and the degrees of freedom that its scale rests on."""
    pull: Floats = np.ones_like(values)
    coefficients: Floats = np.zeros(design.shape[1])
    for _ in range(50):
        weights = pull / errors**2
        normal = design.T @ (design * weights[:, None])
        new = np.linalg.solve(normal, design.T @ (weights * values))
        settled = np.allclose(new, coefficients, rtol=0, atol=1e-9)
        coefficients = new
        off = np.abs(values - design @ coefficients) / errors
        scale = max(1.0, 1.4826 * float(np.median(off)))
        pull = np.minimum(1.0, _HUBER * scale / np.maximum(off, 1e-12))
        if settled:
            break
    spare = len(values) - design.shape[1]
    # The stated intervals count as three visits' worth of knowledge about the scatter; the residuals add the rest.
    freedom = _PRIOR_WEIGHT + spare
    spread = (_PRIOR_WEIGHT + float(np.sum(pull * off**2)) / _HUBER_SHARE) / freedom
    return coefficients, spread * np.linalg.inv(normal), freedom


def _student_95(freedom: float) -> float:
    """Return the two-sided 95 % point of Student's t, by its expansion about the normal; good to 1 % from 4 up."""
    z = _NORMAL_95
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )
