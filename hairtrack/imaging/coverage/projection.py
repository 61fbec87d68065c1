"""One number per pixel, above zero where hair is likelier than skin: a dot product of what the pixel shows."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from hairtrack.imaging.coverage import weights

_Array: TypeAlias = NDArray[np.float64]
_FEATURE_LIMIT = 5.0
"""In standard deviations. A pixel stranger than that says no more than one that strange."""
_PRIOR_PRECISION = 30.0
"""How firmly a person's weights are held to everybody's: a weight strays by about 0.2 before a dab must insist."""
_STEPS = 12

COUNT = len(weights.WEIGHTS) + 1
PRIOR: _Array = np.array((*weights.WEIGHTS, weights.BIAS))
"""Everybody's weights, the bias last."""


def standardised(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Bring features, shape (F, N), to zero mean and unit spread over people, with a row of ones for the bias."""
    centre = np.array(weights.CENTRE, np.float32)[:, None]
    spread = np.array(weights.SPREAD, np.float32)[:, None]
    scaled = np.clip((values - centre) / spread, -_FEATURE_LIMIT, _FEATURE_LIMIT)
    return np.concatenate([scaled, np.ones((1, values.shape[1]), np.float32)])


def adapt(start: _Array, rows: NDArray[np.float32], *, is_hair: _Array, counts: _Array) -> _Array:
    """Move weights as far as labelled pixels ask, and no further (logistic regression, Gaussian prior, Newton steps).

    Parameters
    ----------
    start : ndarray of float, shape (COUNT,)
        Where the prior lies.
    rows : ndarray of float32, shape (COUNT, N)
        Standardised features of the labelled pixels.
    is_hair : ndarray of float, shape (N,)
        1 hair, 0 skin, or between.
    counts : ndarray of float, shape (N,)
        How many independent observations each stands for.

    Returns
    -------
    ndarray of float, shape (COUNT,)
    """
    design = rows.T.astype(np.float64)
    adapted = start.copy()
    for _ in range(_STEPS):
        hair = 1 / (1 + np.exp(-np.clip(design @ adapted, -30, 30)))
        slope = design.T @ (counts * (is_hair - hair)) - _PRIOR_PRECISION * (adapted - start)
        curvature = (design.T * (counts * hair * (1 - hair))) @ design + _PRIOR_PRECISION * np.eye(len(start))
        adapted = adapted + np.linalg.solve(curvature, slope)
    return adapted
