"""Raters whose noise is known: how often the intervals of their ratings and of their agreement hold the truth."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from hairtrack.analysis.rating import agreement, intraclass_correlation, mean_rating, steadiness
from hairtrack.ratings import MOST
from tests.benchmarks.row import Row

SITTINGS = 500
"""Of each kind."""
_PAIRS, _REPEATS = 12, 3
_SPREAD, _BIAS = 1.2, 0.3
"""Standard deviations of what the pairs show and of what raters add to all of them, in steps."""


def rating_rows() -> Iterator[Row]:
    """Measure how often the 95 % intervals hold the truth, in percent."""
    rng = np.random.default_rng(12)
    for noise in (0.4, 0.7, 1.0):
        name = f"rating: raters with noise {noise:g}"
        yield Row(f"{name}, a visit's interval holds", _visits_held(rng, noise), 91.0, at_least=True)
        yield Row(f"{name}, the ICC's interval holds", _icc_held(rng, noise), 91.0, at_least=True)
    yield Row("rating: visits without a change called one", 100 - _visits_held(rng, 0.6, spread=0.0), 5.0)


def _said(rng: np.random.Generator, shown: NDArray[np.float64], noise: float) -> NDArray[np.int_]:
    """Answer in whole steps."""
    return np.clip(np.rint(shown + rng.normal(0, noise, shown.shape)), -MOST, MOST).astype(int)


def _visits_held(rng: np.random.Generator, noise: float, *, spread: float = _SPREAD) -> float:
    """Hold what one rater would say on average against the intervals of one sitting."""
    held = []
    for _ in range(SITTINGS):
        shown = rng.normal(0, spread, _PAIRS)
        average = _said(rng, np.tile(shown, (400, 1)), noise).mean(axis=0)
        answers = [_said(rng, np.full(1 + (k < _REPEATS), value), noise).tolist() for k, value in enumerate(shown)]
        steady = steadiness(answers)
        for truth, scores in zip(average, answers, strict=True):
            found = mean_rating(scores, steady)
            held.append(found.low <= truth <= found.high)
    return 100 * float(np.mean(held))


def _raters(rng: np.random.Generator, noise: float, *, pairs: int, raters: int) -> NDArray[np.int_]:
    shown = rng.normal(0, _SPREAD, (pairs, 1)) + rng.normal(0, _BIAS, (1, raters))
    return _said(rng, shown, noise)


def _icc_held(rng: np.random.Generator, noise: float) -> float:
    """Hold the agreement of very many raters against the interval that two of them give on a dozen pairs."""
    truth = intraclass_correlation(_raters(rng, noise, pairs=3000, raters=300).astype(float))
    assert truth is not None
    held = []
    for _ in range(SITTINGS):
        table = _raters(rng, noise, pairs=_PAIRS, raters=2)
        found = agreement([(int(first), int(second)) for first, second in table])
        if found is not None and found.icc is not None:
            held.append(found.icc.low <= truth.value <= found.icc.high)
    return 100 * float(np.mean(held))
