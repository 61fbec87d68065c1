"""How the picture of a head can change when the head or the camera moves, and the fit that knows it.

A head is curved, so a turn shifts near parts more than far ones: turn and bend go together. A sample of ellipsoidal
heads seen before and after a small turn gives the mean square of every coefficient of a quadratic map and of their
products. As a prior it lets four points fix more than a similarity, and it fades as points are added.
"""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from hairtrack.assets import asset
from hairtrack.course import AlignmentModel, Outline, Point, Size, Transform
from hairtrack.imaging.arrays import Points
from hairtrack.imaging.registration.transform import basis

_Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where the head is in the fixed image: its middle and its half-width, in pixels."""

    origin: Point
    scale: float

    @classmethod
    def of_size(cls, size: Size) -> "Frame":
        """Return the frame of a photo that a head fills as heads usually do."""
        width, height = size
        return cls(origin=((width - 1) / 2, (height - 1) / 2), scale=0.36 * min(width, height))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A quadratic map fitted to point pairs.

    Attributes
    ----------
    frame : Frame
    coefficients : ndarray
        (2, 6), pixels of the moving image.
    covariance : ndarray
        (12, 12), square pixels.
    residuals : ndarray
        (N, 2), observed minus mapped, pixels of the moving image.
    """

    frame: Frame
    coefficients: _Array
    covariance: _Array
    residuals: _Array

    def map(self, points: Points) -> Points:
        """Map points (N, 2) of the fixed image into the moving image."""
        mapped: Points = basis(normalise(self.frame, points), 6) @ self.coefficients.T
        return mapped

    def grid(self, columns: _Array, rows: _Array) -> tuple[_Array, _Array]:
        """Return x and y (H, W) in the moving image of a grid of the fixed one, as `map` does point by point."""
        u = (columns - self.frame.origin[0])[None, :] / self.frame.scale
        v = (rows - self.frame.origin[1])[:, None] / self.frame.scale
        x, y = (c[0] + c[1] * u + c[3] * u * u + (c[2] * v + c[5] * v * v) + c[4] * v * u for c in self.coefficients)
        return x, y

    def spread(self, points: Points) -> _Array:
        """Return the (N, 2, 2) covariance of mapped points, square pixels."""
        design = basis(normalise(self.frame, points), 6)
        spread: _Array = np.einsum("nk,ikjl,nl->nij", design, self.covariance.reshape(2, 6, 2, 6), design)
        return spread

    def slopes(self, points: Points) -> _Array:
        """Return the (N, 2, 2) derivative of moving by fixed coordinates."""
        u, v = normalise(self.frame, points).T
        zero, one = np.zeros_like(u), np.ones_like(u)
        by_u = np.stack([zero, one, zero, 2 * u, v, zero], axis=1)
        by_v = np.stack([zero, zero, one, zero, u, 2 * v], axis=1)
        slopes: _Array = np.stack([by_u @ self.coefficients.T, by_v @ self.coefficients.T], axis=2) / self.frame.scale
        return slopes

    def transform(self, *, misfit: float, hull: Outline, fixed_size: Size, moving_size: Size) -> Transform:
        """Return the map as a record to be stored."""
        return Transform(
            model=AlignmentModel.QUADRATIC,
            origin=self.frame.origin,
            scale=self.frame.scale,
            x_coefficients=tuple(map(float, self.coefficients[0])),
            y_coefficients=tuple(map(float, self.coefficients[1])),
            covariance=tuple(map(float, self.covariance.ravel())),
            misfit=misfit,
            hull=hull,
            fixed_size=fixed_size,
            moving_size=moving_size,
        )


def similarity(frame: Frame, *, matrix: _Array, shift: _Array) -> Fit:
    """Return ``moving = matrix @ fixed + shift`` as a fit of which nothing is known yet."""
    coefficients = np.zeros((2, 6))
    coefficients[:, 0] = matrix @ np.array(frame.origin) + shift
    coefficients[:, 1:3] = matrix * frame.scale
    return Fit(frame=frame, coefficients=coefficients, covariance=np.eye(12), residuals=np.zeros((0, 2)))


def tilted(fit: Fit, shift: _Array) -> Fit:
    """Return a map on which the head was tilted besides: its middle moves against its outline.

    Parameters
    ----------
    fit : Fit
    shift : ndarray
        (2,), of the middle in the moving image, half-widths of the head.

    Returns
    -------
    Fit
    """
    moved = shift * np.sqrt(abs(np.linalg.det(fit.coefficients[:, 1:3])))
    coefficients = fit.coefficients.copy()
    coefficients[:, 0] += moved
    coefficients[:, 3] -= moved
    coefficients[:, 5] -= moved
    return replace(fit, coefficients=coefficients)


def lowered(fit: Fit, height: float) -> Fit:
    """Return the map of the scalp where that of the hair above it is known.

    When a head turns, what stands higher moves farther. How far it turned, the bend of the map tells: a point at the
    height z above the middle moves by z times the turn, and on a ball z falls off as the map bends.

    Parameters
    ----------
    fit : Fit
        That follows the hair.
    height : float
        By how much that stands off the scalp, in half-widths of the head.

    Returns
    -------
    Fit
    """
    turn = -(fit.coefficients[:, 3] + fit.coefficients[:, 5])
    coefficients = fit.coefficients.copy()
    coefficients[:, 0] -= height * turn
    coefficients[:, 3] += height * turn / 2
    coefficients[:, 5] += height * turn / 2
    return replace(fit, coefficients=coefficients)


def normalise(frame: Frame, points: Points) -> Points:
    """Return points (N, 2) in units of the frame."""
    normalised: Points = (np.asarray(points, dtype=np.float64).reshape(-1, 2) - np.array(frame.origin)) / frame.scale
    return normalised


def fit_similarity(source: Points, target: Points, weights: _Array | None = None) -> tuple[_Array, _Array]:
    """Fit a turn, a scale and a shift by least squares.

    Parameters
    ----------
    source, target : Points
        (N, 2), at least two.
    weights : ndarray, optional
        (N,).

    Returns
    -------
    matrix : ndarray
        (2, 2), without reflection.
    shift : ndarray
        (2,).

    References
    ----------
    Umeyama 1991, doi:10.1109/34.88573.
    """
    share = np.ones(len(source)) if weights is None else weights
    share = share / share.sum()
    a, b = share @ source, share @ target
    p, q = source - a, target - b
    square = float(share @ (p**2).sum(axis=1))
    along = float(share @ (p * q).sum(axis=1)) / max(square, 1e-12)
    across = float(share @ (p[:, 0] * q[:, 1] - p[:, 1] * q[:, 0])) / max(square, 1e-12)
    matrix = np.array([[along, -across], [across, along]])
    return matrix, b - matrix @ a


def fit_head_motion(*, fixed: Points, moving: Points, sigma: float, frame: Frame, weights: _Array | None = None) -> Fit:
    """Fit a quadratic map to point pairs, knowing how heads move.

    Parameters
    ----------
    fixed, moving : Points
        (N, 2) in pixels, at least two.
    sigma : float
        Standard deviation of the moving points along each axis, pixels.
    frame : Frame
    weights : ndarray, optional
        (N,); a weight of 0.5 counts as half an observation.

    Returns
    -------
    Fit
    """
    share = np.ones(len(fixed)) if weights is None else weights
    u = normalise(frame, fixed)
    matrix, shift = fit_similarity(u, moving, share)
    size = float(np.sqrt(abs(np.linalg.det(matrix))))
    if size < 1e-3:  # all points in one place: nothing is known but the shift
        matrix, size = frame.scale * np.eye(2), frame.scale
    # In the fixed image's frame the map is the identity plus a small departure, on which the prior stands.
    departure = (moving - shift) @ np.linalg.inv(matrix).T - u
    design = basis(u, 6)
    normal = np.kron(np.eye(2), (design * share[:, None]).T @ design) * (size / sigma) ** 2
    right = ((design * share[:, None]).T @ departure).T.ravel() * (size / sigma) ** 2
    posterior = np.linalg.inv(normal + _precision())
    found = (posterior @ right).reshape(2, 6)
    found[0, 1] += 1
    found[1, 2] += 1
    coefficients: _Array = matrix @ found
    coefficients[:, 0] += shift
    back = np.kron(matrix, np.eye(6))
    covariance = back @ posterior @ back.T
    return Fit(
        frame=frame,
        coefficients=coefficients,
        covariance=(covariance + covariance.T) / 2,
        residuals=moving - design @ coefficients.T,
    )


@cache
def _precision() -> _Array:
    """Return the (12, 12) inverse covariance of the departure's coefficients.

    Learnt from many heads by tests/benchmarks/fit_head_motion.py, and kept: that takes longer than fitting a pair, and
    no two machines may know heads differently.
    """
    learnt: _Array = np.load(asset("registration/head_motion.npy"))
    return learnt
