"""Learn how the picture of a head changes when the head or the camera moves; write it to assets/registration.

Run from the root of a checkout::

    python -m tests.benchmarks.fit_head_motion

Takes a second. The same numbers come of it every time.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hairtrack.imaging.arrays import Points
from hairtrack.imaging.registration.head_motion import fit_similarity
from hairtrack.imaging.registration.transform import basis

TARGET = Path(__file__).resolve().parents[2] / "assets" / "registration" / "head_motion.npy"
_Array = NDArray[np.float64]

_HEAD = np.array([0.078, 0.098, 0.105])
"""Half-axes of a head in metres: ear to ear, forehead to back, chin to vertex."""
_SAMPLES = 600
_FREE = 1e4
"""Variance of the four directions of a similarity, of which nothing is known before."""
_UNEVEN = 0.004
"""Standard deviation of every coefficient beyond what an ellipsoid explains."""


def precision() -> _Array:
    """Return the (12, 12) inverse covariance of the coefficients by which a head's motion departs from a similarity.

    x first, each as `hairtrack.imaging.registration.transform.basis` orders them, in units of the head's frame.
    """
    rng = np.random.default_rng(7)
    departures = np.stack([_sample_departure(rng) for _ in range(_SAMPLES)])
    covariance = departures.T @ departures / _SAMPLES + _UNEVEN**2 * np.eye(12)
    free = np.zeros((4, 12))
    free[0, 0] = free[1, 6] = 1  # shift
    free[2, 1] = free[2, 8] = 1  # scale
    free[3, 2], free[3, 7] = -1, 1  # turn
    precision = np.linalg.inv(covariance + _FREE * free.T @ free)
    symmetric: _Array = (precision + precision.T) / 2
    return symmetric


def _sample_departure(rng: np.random.Generator) -> _Array:
    """Return the coefficients (12,) by which one random head motion departs from a similarity."""
    axes = _HEAD * rng.normal(1, 0.05, 3)
    # Any side of the head may face the camera; the second photo is meant to be taken alike.
    turn = _rotation(rng.normal(0, 1, 3) * np.array([0.9, 0.9, 1.5]))
    distance = rng.uniform(0.25, 0.6)
    before = turn, rng.normal(0, 0.02, 2), distance
    small = _rotation(np.append(rng.normal(0, np.radians(10), 2), 0.0))
    after = small @ turn, rng.normal(0, 0.02, 2), distance * np.exp(rng.normal(0, 0.12))
    # The facing half of the sphere of directions, mapped onto the ellipsoid.
    directions = rng.normal(0, 1, (900, 3))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    surface, normals = directions * axes, directions / axes
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    first, facing = _project(surface, normals, *before)
    second, still = _project(surface, normals, *after)
    seen = (facing > 0.55) & (still > 0.4)
    first, second = first[seen], second[seen]
    middle = np.median(first, axis=0)
    radius = float(np.sqrt(np.var(first, axis=0).sum())) * 1.45
    # The frame of a photo is not known exactly either.
    u = (first - middle) / (radius * np.exp(rng.normal(0, 0.15))) + rng.normal(0, 0.15, 2)
    matrix, shift = fit_similarity(u, second)
    departure = (second - shift) @ np.linalg.inv(matrix).T - u
    coefficients: _Array = np.linalg.lstsq(basis(u, 6), departure, rcond=None)[0]
    flat: _Array = coefficients.T.ravel()
    return flat


def _project(surface: _Array, normals: _Array, turn: _Array, offset: _Array, distance: float) -> tuple[Points, _Array]:
    """Return the picture of a turned head and the cosine at which each point faces the camera."""
    placed = surface @ turn.T
    nearest = float(placed[:, 2].max())
    placed = placed + np.array([offset[0], offset[1], -nearest - distance])
    sight = -placed / np.linalg.norm(placed, axis=1, keepdims=True)
    facing: _Array = ((normals @ turn.T) * sight).sum(axis=1)
    return placed[:, :2] / -placed[:, 2:], facing


def _rotation(vector: _Array) -> _Array:
    angle = float(np.linalg.norm(vector))
    x, y, z = vector / max(angle, 1e-12)
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    rotation: _Array = np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross
    return rotation


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    np.save(TARGET, precision())
