"""Regions in pixels: an outline as a mask, and an outline carried to another photo."""

import cv2
import numpy as np

from hairtrack.course import Outline, Size, Transform
from hairtrack.imaging.arrays import Mask, Points
from hairtrack.imaging.registration.transform import map_points

_STEPS_PER_REGION = 96


def region_mask(outline: Outline, size: Size) -> Mask:
    """Return which pixels lie in an outline.

    Parameters
    ----------
    outline : Outline
        Corners in pixels of the photo; parts outside the photo are cut off.
    size : Size
        Width and height of the photo.

    Returns
    -------
    ndarray of bool, shape (H, W)
    """
    width, height = size
    mask = np.zeros((height, width), np.uint8)
    # Corners far outside would overflow OpenCV's fixed point.
    corners = np.clip(np.asarray(outline, np.float64), -8.0 * max(size), 8.0 * max(size))
    cv2.fillPoly(mask, [np.round(corners * 16).astype(np.int32)], 1, shift=4)
    return mask.astype(np.bool_)


def outline_area(outline: Outline) -> float:
    """Return the area that an outline encloses, in square pixels."""
    x, y = np.asarray(outline, np.float64).T
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)


def share_inside(outline: Outline, size: Size) -> float:
    """Return the share of an outline's area that lies inside the photo, 0 to 1."""
    area = outline_area(outline)
    if area <= 0:
        return 0.0
    return float(min(1.0, np.count_nonzero(region_mask(outline, size)) / area))


def carry_region(outline: Outline, transform: Transform) -> Outline | None:
    """Carry an outline from the fixed to the moving photo.

    Parameters
    ----------
    outline : Outline
        In fixed pixels.
    transform : Transform

    Returns
    -------
    Outline or None
        In moving pixels, dense enough to follow the transform's curvature; None when the transform cannot be
        trusted along any of it.
    """
    dense = densify(outline)
    if np.isnan(map_points(transform, dense)).all():
        return None
    carried = map_points(transform, dense, trusted_only=False)
    return tuple((float(x), float(y)) for x, y in carried)


def densify(outline: Outline, steps: int = _STEPS_PER_REGION) -> Points:
    """Return points along an outline, its corners among them, at most the `steps`-th part of its length apart."""
    corners = np.asarray(outline, np.float64)
    nexts = np.roll(corners, -1, axis=0)
    lengths = np.linalg.norm(nexts - corners, axis=1)
    pace = max(float(lengths.sum()) / steps, 1e-6)
    sides = []
    for start, stop, length in zip(corners, nexts, lengths, strict=True):
        count = max(1, int(np.ceil(length / pace)))
        sides.append(start + (stop - start) * (np.arange(count) / count)[:, None])
    return np.concatenate(sides)


def simplified(outline: Outline, *, stray: float, most: int) -> Outline:
    """Leave out corners that hardly matter.

    Parameters
    ----------
    outline : Outline
    stray : float
        How far an edge may stray from the corners that it takes the place of, pixels.
    most : int
        Largest number of corners; where it takes more, edges stray farther.

    Returns
    -------
    Outline

    References
    ----------
    Douglas and Peucker 1973, doi:10.3138/FM57-6770-U75U-7727.
    """
    corners = np.asarray(outline, np.float32).reshape(-1, 1, 2)
    kept = cv2.approxPolyDP(corners, stray, closed=True)
    while len(kept) > most:
        stray *= 1.25
        kept = cv2.approxPolyDP(corners, stray, closed=True)
    return tuple((float(x), float(y)) for x, y in kept.reshape(-1, 2))
