"""Where a fitted map may be trusted, and how far off it may be there."""

import cv2
import numpy as np

from hairtrack.course import Outline, Size, Transform
from hairtrack.imaging.arrays import Points
from hairtrack.imaging.registration.transform import error_at, inside_hull, jacobians

_CELLS = 48


def convex_outline(points: Points) -> Outline:
    """Return the convex outline of points (N, 2), at least three and not in one line."""
    corners = cv2.convexHull(points.astype(np.float32)).reshape(-1, 2)
    return tuple((float(x), float(y)) for x, y in corners)


def outline_area(outline: Outline) -> float:
    """Return the area that an outline encloses, square pixels."""
    return float(cv2.contourArea(np.array(outline, dtype=np.float32)))


def grown(outline: Outline, *, margin: float) -> Outline:
    """Grow a convex outline about its middle by a share of its size, such as 0.3."""
    corners = np.array(outline)
    middle = (corners.min(axis=0) + corners.max(axis=0)) / 2
    return tuple((float(x), float(y)) for x, y in middle + (corners - middle) * (1 + margin))


def trusted_hull(transform: Transform, *, limit: float, reach: Outline) -> Outline | None:
    """Find the convex part of the fixed image where a transform's own error stays small.

    Parameters
    ----------
    transform : Transform
        Its hull is not looked at.
    limit : float
        Largest 95 % error in pixels of the moving image.
    reach : Outline
        Convex; the result stays inside.

    Returns
    -------
    Outline or None
        None when the error is too large nearly everywhere.
    """
    points = _cell_corners(transform.fixed_size, reach)
    good = inside_hull(reach, points) & (error_at(transform, points) <= limit)
    slopes = jacobians(transform, points)
    good &= np.linalg.det(slopes) > 0
    if good.sum() < 12:
        return None
    chosen = points[good]
    if np.linalg.matrix_rank(chosen - chosen.mean(axis=0), tol=1e-6) < 2:
        return None
    return convex_outline(chosen)


def _cell_corners(size: Size, reach: Outline) -> Points:
    """Return a grid over the part of an image that an outline's bounding box covers."""
    corners = np.array(reach)
    low = np.maximum(corners.min(axis=0), 0)
    high = np.minimum(corners.max(axis=0), np.array(size) - 1.0)
    x, y = np.meshgrid(np.linspace(low[0], high[0], _CELLS + 1), np.linspace(low[1], high[1], _CELLS + 1))
    return np.stack([x.ravel(), y.ravel()], axis=1)
