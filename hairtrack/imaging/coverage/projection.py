"""One number per pixel, above zero where hair is likelier than skin: a dot product of what the pixel shows.

Two such products were learnt: one from photos in which strands melt into texture, and the skin between them cannot be
seen; one from pictures that show strand by strand. A person's is the mixture of both that suits their photos.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from hairtrack.assets import asset

_Array: TypeAlias = NDArray[np.float64]
_Values: TypeAlias = NDArray[np.float32]

FEATURE_LIMIT = 4.0
"""In standard deviations. A pixel stranger than that says no more than one that strange."""
STRANGE_LIMIT = 8.0
"""The same for what is typical of a region, where the question is how unlike it is to what was learnt."""
_PRIOR_PRECISION = 50.0
"""How firmly a person's weights are held to everybody's: a weight strays by about 0.14 before a dab must insist."""
_STEPS = 12
AT_ONCE = 50_000
"""Pixels; holds the memory down on large regions."""
_TEXTURE_BIAS = 0.5
"""Log odds added for texture: real photos must show their strands plainly to be read strand by strand."""


@cache
def constants() -> dict[str, _Values]:
    """Return what tests/benchmarks/fit_coverage.py learnt, by name."""
    with np.load(asset("coverage/projection.npz")) as stored:
        return {name: stored[name] for name in stored.files}


def prior(texture: float) -> _Array:
    """Return everybody's weights.

    Parameters
    ----------
    texture : float
        Share of the projection that was learnt where hair is texture, 0 to 1; the rest reads strand by strand.

    Returns
    -------
    ndarray of float, shape (R + M + F + 1,)
        Of the mixtures of mixtures, of the mixtures, of the features, and the bias.
    """
    by_texture, by_strand = constants()["weights"].astype(np.float64)
    return np.asarray(texture * by_texture + (1 - texture) * by_strand)


def texture_odds(whole: _Values) -> float:
    """Return the log odds that hair is texture in a region, of what is typical of it, shape (3 F,)."""
    known = constants()
    return float(known["telling"][:-1] @ _scaled_whole(whole) + known["telling"][-1]) + _TEXTURE_BIAS


def strangeness(whole: _Values) -> float:
    """Return how unlike a region is to all that was learnt: how far it lies from the nearest region that stands for it.

    Parameters
    ----------
    whole : ndarray of float32, shape (3 F,)
        What is `typical` of the region.

    Returns
    -------
    float
        Euclidean, in standard deviations over what was learnt. Of scalps that were not learnt from, up to 19.
    """
    away = constants()["known"] - _scaled_whole(whole, STRANGE_LIMIT)
    return float(np.sqrt(np.min(np.sum(away * away, axis=1))))


def shown(values: _Values, whole: _Values) -> _Values:
    """Bring features to what the weights weigh.

    Parameters
    ----------
    values : ndarray of float32, shape (F, N)
        As `features` gives them.
    whole : ndarray of float32, shape (3 F,)
        What is `typical` of the region that they are of.

    Returns
    -------
    ndarray of float32, shape (R + M + F + 1, N)
        R saturating mixtures of the M next rows; M saturating mixtures of the features, which let one feature say what
        another means (tone means little where no skin is in sight), each leaning as the region as a whole asks; the
        features, at zero mean and unit spread over people; ones.
    """
    known = constants()
    first = len(known["remixing"])
    last = first + len(known["mixing"])
    leaning = known["offset"] + known["leaning"] @ _scaled_whole(whole)
    # All in place: each plane more would have to be fetched from memory, which takes longer than the sums.
    rows = np.empty((last + len(values) + 1, values.shape[1]), np.float32)
    remixed, mixed, scaled = rows[:first], rows[first:last], _scaled(values, out=rows[last:-1])
    _mix(known["mixing"], scaled, leaning, out=mixed)
    _mix(known["remixing"], mixed, known["remixed_offset"], out=remixed)
    rows[-1] = 1
    return rows


def _mix(mixing: _Values, values: _Values, offset: _Values, out: _Values) -> None:
    np.matmul(mixing, values, out=out)
    out += offset[:, None]
    np.tanh(out, out=out)


def _scaled(values: _Values, out: _Values) -> _Values:
    known = constants()
    scaled = np.subtract(values, known["centre"][:, None], out=out)
    scaled /= known["spread"][:, None]
    return np.clip(scaled, -FEATURE_LIMIT, FEATURE_LIMIT, out=scaled)


def _scaled_whole(whole: _Values, limit: float = FEATURE_LIMIT) -> _Values:
    known = constants()
    scaled = (whole - known["whole_centre"]) / known["whole_spread"]
    return np.asarray(np.clip(scaled, -limit, limit), np.float32)


def log_odds(weights: _Array, values: _Values, whole: _Values) -> _Values:
    """Return the log odds of hair, shape (N,), by a person's weights for what `shown` takes."""
    return weighed(weights, shown_in_parts(values, whole))


def shown_in_parts(values: _Values, whole: _Values) -> Iterator[_Values]:
    """Yield what the weights weigh, part by part.

    It is the same for every person: kept, it is weighed again in a tenth of the time, for more than twice the memory
    of the features.
    """
    for part in np.split(values, np.arange(AT_ONCE, values.shape[1], AT_ONCE), axis=1):
        yield shown(part, whole)


def weighed(weights: _Array, parts: Iterable[_Values]) -> _Values:
    """Return the log odds of hair, shape (N,), by a person's weights for what is shown, part by part."""
    row = weights.astype(np.float32)
    return np.concatenate([row @ part for part in parts])


def probability(odds: _Values) -> _Values:
    """Return the probability of hair, 0 to 1, for log odds of any shape."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))), np.float32)


def adapt(start: _Array, rows: _Values, *, is_hair: _Array, counts: _Array) -> _Array:
    """Move weights as far as labelled pixels ask, and no further (logistic regression, Gaussian prior, Newton steps).

    Parameters
    ----------
    start : ndarray of float, shape (K,)
        Where the prior lies.
    rows : ndarray of float32, shape (K, N)
        What the labelled pixels show.
    is_hair : ndarray of float, shape (N,)
        1 hair, 0 skin, or between.
    counts : ndarray of float, shape (N,)
        How many independent observations each stands for.

    Returns
    -------
    ndarray of float, shape (K,)
    """
    design = rows.T.astype(np.float64)
    adapted = start.copy()
    for _ in range(_STEPS):
        hair = 1 / (1 + np.exp(-np.clip(design @ adapted, -30, 30)))
        slope = design.T @ (counts * (is_hair - hair)) - _PRIOR_PRECISION * (adapted - start)
        curvature = (design.T * (counts * hair * (1 - hair))) @ design + _PRIOR_PRECISION * np.eye(len(start))
        adapted = adapted + np.linalg.solve(curvature, slope)
    return adapted
