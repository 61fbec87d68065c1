"""Points from one photo to another through the reference photo of both."""

import numpy as np
from numpy.typing import NDArray

from hairtrack.course import Transform
from hairtrack.imaging.arrays import Points
from hairtrack.imaging.registration.transform import (
    error_at,
    invert_points,
    jacobians,
    map_points,
)

_Array = NDArray[np.float64]

_DRAWS = 300


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
