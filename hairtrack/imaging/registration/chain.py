"""Two transforms one after the other, and points from one photo to another through the reference."""

import numpy as np
from numpy.typing import NDArray

from hairtrack.course import AlignmentModel, Transform
from hairtrack.imaging.arrays import Points
from hairtrack.imaging.registration.transform import (
    basis,
    error_at,
    hull_grid,
    inside_hull,
    invert_points,
    jacobians,
    map_points,
)
from hairtrack.imaging.registration.trust import convex_outline

_Array = NDArray[np.float64]

_DRAWS = 300


def compose(first: Transform, second: Transform) -> Transform | None:
    """Return the transform that does what two do one after the other, with the doubt of both.

    Parameters
    ----------
    first : Transform
        From the fixed image to one between.
    second : Transform
        From the one between to the moving image.

    Returns
    -------
    Transform or None
        Quadratic, fitted to the composed map over the part trusted by both; None where that part is too small.
    """
    points = hull_grid(first.hull)
    points = points[inside_hull(second.hull, map_points(first, points, trusted_only=False))]
    if len(points) < 40:
        return None
    middle, half = points.mean(axis=0), float(np.ptp(points, axis=0).max() / 2)
    solve: _Array = np.linalg.pinv(basis((points - middle) / half, 6)).astype(np.float64)
    between = map_points(first, points, trusted_only=False)
    composed = map_points(second, between, trusted_only=False)
    coefficients = solve @ composed
    left = composed - basis((points - middle) / half, 6) @ coefficients
    slope = float(np.sqrt(np.abs(np.linalg.det(jacobians(second, between))).mean()))
    misfit = np.sqrt((first.misfit * slope) ** 2 + second.misfit**2 + (left**2).mean())
    covariance = _drawn_covariance(first, second, points, solve)
    return Transform(
        model=AlignmentModel.QUADRATIC,
        origin=(float(middle[0]), float(middle[1])),
        scale=half,
        x_coefficients=tuple(map(float, coefficients[:, 0])),
        y_coefficients=tuple(map(float, coefficients[:, 1])),
        covariance=tuple(map(float, covariance.ravel())),
        misfit=float(misfit),
        hull=convex_outline(points),
        fixed_size=first.fixed_size,
        moving_size=second.moving_size,
    )


def map_through(
    back: Transform, forth: Transform, points: Points, *, trusted_only: bool = True
) -> tuple[Points, _Array]:
    """Find points of one photo in another, both aligned to one reference photo.

    Parameters
    ----------
    back : Transform
        From the reference to the photo that the points are in.
    forth : Transform
        From the reference to the photo that they are looked for in.
    points : Points
        (N, 2).
    trusted_only : bool

    Returns
    -------
    found : Points
        (N, 2); NaN where either transform is not trusted.
    errors : ndarray
        (N,) 95 % error of both together, pixels; NaN likewise.
    """
    middle = invert_points(back, points, trusted_only=trusted_only)
    found = map_points(forth, middle, trusted_only=trusted_only)
    known = ~np.isnan(found).any(axis=1)
    errors = np.full(len(found), np.nan)
    if known.any():
        stretch = np.abs(np.linalg.det(jacobians(forth, middle[known])))
        stretch /= np.maximum(np.abs(np.linalg.det(jacobians(back, middle[known]))), 1e-9)
        errors[known] = np.hypot(error_at(back, middle[known]) * np.sqrt(stretch), error_at(forth, middle[known]))
    return found, errors


def _drawn_covariance(first: Transform, second: Transform, points: Points, solve: _Array) -> _Array:
    """Return the (12, 12) covariance of the composed coefficients, from draws of both transforms."""
    rng = np.random.default_rng(11)
    drawn = np.empty((_DRAWS, 12))
    for index in range(_DRAWS):
        between = _draw(first, rng, points)
        drawn[index] = (solve @ _draw(second, rng, between)).T.ravel()
    covariance: _Array = np.cov(drawn, rowvar=False)
    return covariance


def _draw(transform: Transform, rng: np.random.Generator, points: Points) -> Points:
    terms = len(transform.x_coefficients)
    covariance = np.array(transform.covariance).reshape(2 * terms, 2 * terms)
    values, vectors = np.linalg.eigh(covariance)
    change = vectors @ (np.sqrt(np.maximum(values, 0)) * rng.normal(0, 1, 2 * terms))
    design = basis((points - np.array(transform.origin)) / transform.scale, terms)
    moved: Points = map_points(transform, points, trusted_only=False) + design @ change.reshape(2, terms).T
    return moved
