"""Courses whose true rate is known: how often the trend's interval holds it, and what is called a change."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from hairtrack.analysis.trend import DAYS_PER_MONTH, LAG, Move, Step, TreatmentStep, Trend, TrendPoint, trend
from tests.benchmarks.row import Row

Floats: TypeAlias = NDArray[np.float64]

SERIES = 600
"""Courses of each kind."""
FIRST = date(2024, 1, 1)
_Z = 1.959964
_RESPONSE = 0.2
"""Standard deviation over people of how much more steeply measured coverage moves than the true one."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A course without its errors.

    Attributes
    ----------
    months : Floats
        Of the visits.
    truth : callable
        Coverage in a month, 0 to 1, season aside.
    rate : float
        Of the last part, points a month.
    season : Floats or float
        What the season adds on each visit.
    sigma : float
        Standard error of a photo, 0 to 1.
    stated : float
        By what the stated interval is too wide (or, below 1, too narrow).
    common, by_visit : float
        Of a photo's variance, what all photos share, and what the photos of one visit share.
    photos : tuple of int
        On each visit; one by default.
    bad : float
        What one photo of the course errs by besides, 0 to 1.
    doubted : float
        Share of photos that err 2.5 times as much and are known to.
    steps : tuple of TreatmentStep
    """

    months: Floats
    truth: Callable[[Floats], Floats]
    rate: float
    sigma: float
    season: Floats | float = 0.0
    stated: float = 1.0
    common: float = 0.0
    by_visit: float = 0.0
    photos: tuple[int, ...] = ()
    bad: float = 0.0
    doubted: float = 0.0
    steps: tuple[TreatmentStep, ...] = ()

    def points(self, rng: np.random.Generator) -> list[TrendPoint]:
        """Photograph the course."""
        visit = np.repeat(np.arange(len(self.months)), self.photos or [1] * len(self.months))
        values = (self.truth(self.months) + self.season)[visit]
        values = values.mean() + (values - values.mean()) * (1 + _RESPONSE * rng.normal())
        own = 1 - self.common - self.by_visit
        doubted = rng.random(len(visit)) < self.doubted
        errors = np.sqrt(self.common) * rng.normal() + np.sqrt(self.by_visit) * rng.normal(size=len(self.months))[visit]
        errors += np.sqrt(own) * rng.normal(size=len(visit)) * np.where(doubted, 2.5, 1.0)
        values = values + self.sigma * errors
        values[rng.integers(len(values))] += self.bad
        reach = _Z * self.sigma * self.stated
        return [
            TrendPoint(day=at(month), value=value, low=value - reach, high=value + reach, doubted=known)
            for month, value, known in zip(self.months[visit].tolist(), values.tolist(), doubted.tolist(), strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one course: the trend, whether it holds the true rate and the true move, and on what share of the
    days the band holds the line."""

    found: Trend
    held: bool
    in_band: float
    move_held: bool | None


Maker: TypeAlias = Callable[[np.random.Generator], Planted]


def at(month: float) -> date:
    return FIRST + timedelta(days=round(month * DAYS_PER_MONTH))


def trend_rows() -> Iterator[Row]:
    """Judge every kind of course."""
    in_bands, moves = [], []
    for number, (name, make) in enumerate(KINDS.items()):
        some = judged(make, seed=number)
        width = float(np.median([(one.found.high - one.found.low) / 2 for one in some]))
        held = _percent([one.held for one in some])
        yield Row(f"trend, {name}: rate inside (+-{width:.1f} a month), %", held, 90, at_least=True)
        yield Row(f"trend, {name}: not by width alone, %", held, WIDER.get(name, 98))
        if name in UNCHANGED:
            called = _percent([one.found.rises or one.found.falls for one in some])
            yield Row(f"trend, {name}: called a rise or a fall, %", called, 7)
        in_bands.append(_percent([one.in_band for one in some]))
        moved = [one.move_held for one in some if one.move_held is not None]
        moves += [_percent(moved)] if moved else []
    yield Row("trend, line inside its band, in the worst of these kinds, %", min(in_bands), 90, at_least=True)
    yield Row("trend, move since a step inside, in the worst of these kinds, %", min(moves), 90, at_least=True)
    for delay, least in STEPS.items():
        some = judged(partial(_step, delay=delay), seed=round(100 + delay))
        seen = _percent([_seen(one.found) for one in some])
        held = _percent([bool(one.move_held) for one in some if one.move_held is not None])
        name = f"trend, 15 points half gained {delay} months after a start"
        yield Row(f"{name}: a rise, bent within the lag, %", seen, least, at_least=True)
        yield Row(f"{name}: inside, %", held, 90, at_least=True)
    some = judged(_short_season, seed=99)
    called = _percent([(one.found.rises or one.found.falls) and not one.found.like_a_season for one in some])
    yield Row("trend, 7 to 14 months of season alone: called, without saying it could be one, %", called, 7)


def _percent(answers: Sequence[float]) -> float:
    return 100 * float(np.mean(answers))


def _seen(found: Trend) -> bool:
    """Whether the line rises since the start, and may bend for it no later than the lag."""
    return found.move is not None and found.move.low > 0 and found.since - at(_START) <= LAG


def judged(make: Maker, *, seed: int, count: int = SERIES) -> list[Judged]:
    """Photograph and judge many courses of a kind."""
    rng = np.random.default_rng([5, seed])
    return [_judged(make(rng), rng) for _ in range(count)]


def _judged(planted: Planted, rng: np.random.Generator) -> Judged:
    found = trend(planted.points(rng), planted.steps)
    assert found is not None
    days, low, high = zip(*found.band, strict=True)
    truth = planted.truth(np.array([(day - FIRST).days / DAYS_PER_MONTH for day in days]))
    in_band = float(np.mean((np.array(low) <= truth) & (truth <= np.array(high))))
    return Judged(found, found.low <= planted.rate <= found.high, in_band, _move_held(found.move, planted))


def _move_held(move: Move | None, planted: Planted) -> bool | None:
    if move is None:
        return None
    before, after = planted.truth(np.array([(move.since - FIRST).days / DAYS_PER_MONTH, planted.months[-1]]))
    return bool(move.low <= 100 * (after - before) <= move.high)


# The kinds of course


def _visits(rng: np.random.Generator, count: int) -> Floats:
    """Return about monthly visits."""
    return np.concatenate([[0.0], np.cumsum(rng.uniform(0.6, 1.4, count - 1))])


def _line(months: Floats, rng: np.random.Generator, rate: float | None = None, level: float = 0.45) -> Planted:
    """Return a straight course of up to 2 points a month, its photos erring by 1.5 to 6 points."""
    slope = rng.uniform(-0.02, 0.02) if rate is None else rate
    centre = float(months[-1]) / 2
    return Planted(months, lambda t: level + slope * (t - centre), 100 * slope, rng.uniform(0.015, 0.06))


def _drift(rng: np.random.Generator) -> Planted:
    return _line(_visits(rng, int(rng.integers(6, 14))), rng)


def _still(rng: np.random.Generator) -> Planted:
    return _line(_visits(rng, int(rng.integers(6, 14))), rng, rate=0.0)


def _three(rng: np.random.Generator) -> Planted:
    return _line(_visits(rng, 3) * rng.uniform(1.0, 2.5), rng)


def _irregular(rng: np.random.Generator) -> Planted:
    gaps = rng.choice([0.1, 0.25, 0.5, 1.0, 2.0, 4.0], int(rng.integers(6, 14)))
    return _line(np.concatenate([[0.0, 1.0], 1 + np.cumsum(gaps)]), rng)


def _repeats(rng: np.random.Generator, by_visit: float = 0.7) -> Planted:
    planted = _drift(rng)
    photos = tuple(rng.integers(1, 5, len(planted.months)).tolist())
    return replace(planted, photos=photos, by_visit=by_visit)


def _one_bad(rng: np.random.Generator) -> Planted:
    return replace(_drift(rng), bad=float(rng.choice([-0.25, 0.25])))


_CAUSES = (Step.START, Step.DOSE, Step.STOP)


def _bent(rng: np.random.Generator, rates: tuple[float, ...] | None = None) -> Planted:
    """Return a course with a bend after a start, a new dose and a stop each."""
    months = _visits(rng, int(rng.integers(20, 28)))
    knots = [float(months[int(len(months) * share)]) for share in (0.25, 0.5, 0.72)]
    slopes = rng.uniform(-0.02, 0.03, 4) if rates is None else np.array(rates)
    steps = tuple(
        TreatmentStep(on=at(knot) - LAG, cause=cause, treatment="x") for knot, cause in zip(knots, _CAUSES, strict=True)
    )
    changes = list(zip(knots, np.diff(slopes).tolist(), strict=True))

    def truth(t: Floats) -> Floats:
        return np.asarray(0.4 + slopes[0] * t + sum(change * np.maximum(0, t - knot) for knot, change in changes))

    return Planted(months, truth, 100 * float(slopes[-1]), rng.uniform(0.015, 0.04), steps=steps)


def _regrown(rng: np.random.Generator) -> Planted:
    """Return a patch that fills at 8 points a month after a start."""
    months = _visits(rng, int(rng.integers(9, 13)))
    knot = float(months[4])
    sigma = rng.uniform(0.015, 0.06)
    steps = (_started(knot - LAG.days / DAYS_PER_MONTH),)
    return Planted(months, lambda t: 0.15 + 0.08 * np.maximum(0, t - knot), 8.0, sigma, steps=steps)


def _seasonal(rng: np.random.Generator, *, amplitude: float = 0.04, rate: float | None = 0.0) -> Planted:
    """Return 19 to 36 months with a season, and a start at any time of them."""
    months = _visits(rng, int(rng.integers(16, 28)))
    months = months * rng.uniform(19, 36) / months[-1]
    planted = _line(months, rng, rate=rate, level=0.5)
    start = rng.uniform(1, months[-1] - 4)
    return replace(planted, season=_season(months, rng, amplitude), steps=(_started(start),))


def _short_season(rng: np.random.Generator) -> Planted:
    months = _visits(rng, int(rng.integers(8, 15)))
    planted = _line(months, rng, rate=0.0, level=0.5)
    return replace(planted, season=_season(months, rng, 0.04), steps=(_started(rng.uniform(0, 5)),))


def _season(months: Floats, rng: np.random.Generator, amplitude: float) -> Floats:
    return np.asarray(amplitude * np.sin(2 * np.pi * months / 12 + rng.uniform(0, 2 * np.pi)))


_START = 4.0


def _step(rng: np.random.Generator, delay: float) -> Planted:
    months = _visits(rng, int(rng.integers(10, 16)))
    middle = _START + delay

    def truth(t: Floats) -> Floats:
        return np.asarray(0.3 + 0.15 / (1 + np.exp(-(t - middle) / 0.35)))

    return Planted(months, truth, np.nan, 0.03, steps=(_started(_START),))


def _started(month: float) -> TreatmentStep:
    return TreatmentStep(on=at(month), cause=Step.START, treatment="x")


KINDS: dict[str, Maker] = {
    "no change": _still,
    "slow drift": _drift,
    "stated 1.5 times too wide": lambda rng: replace(_drift(rng), stated=1.5),
    "stated 1.5 times too narrow": lambda rng: replace(_drift(rng), stated=1 / 1.5),
    "0.7 of the variance common to all": lambda rng: replace(_drift(rng), common=0.7),
    "irregular visits": _irregular,
    "1 to 4 photos a visit, alike": _repeats,
    "1 to 4 photos a visit, independent": lambda rng: _repeats(rng, 0.0),
    "one photo 25 points off": _one_bad,
    "a quarter blurred, and known": lambda rng: replace(_drift(rng), doubted=0.25),
    "three photos": _three,
    "three photos, stated too narrow": lambda rng: replace(_three(rng), stated=1 / 1.5),
    "bends at start, dose, stop": _bent,
    "nothing bends there": lambda rng: _bent(rng, (0.0, 0.0, 0.0, 0.0)),
    "8 points a month after a start": _regrown,
    "season of 4 points, a start": _seasonal,
    "season of 8 points, a start": lambda rng: _seasonal(rng, amplitude=0.08),
    "season of 4 points, drift": lambda rng: _seasonal(rng, rate=None),
    "19 to 36 months without a season": lambda rng: _seasonal(rng, amplitude=0.0),
}
UNCHANGED = {
    "no change",
    "nothing bends there",
    "season of 4 points, a start",
    "season of 8 points, a start",
    "19 to 36 months without a season",
}
WIDER = {"three photos": 99.5, "bends at start, dose, stop": 99.5, "nothing bends there": 99.5}
"""Where the interval may hold more often: three photos cannot show that they scatter as little as they state, and a
line that might have bent is doubted more than one that could not."""
STEPS = {1.5: 85, 2.5: 90, 3.5: 90}
"""Months after the start, and what share must be seen: less where half has moved before the lag is over."""
