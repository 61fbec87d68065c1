"""Covers in pixels: an outline carried to another photo, as much wider as its place is doubted, and painted over."""

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.course import AlignmentModel, Outline, Size, Transform
from hairtrack.imaging.arrays import Image, Mask, Points
from hairtrack.imaging.regions import densify
from hairtrack.imaging.registration.mirror import turns_over
from hairtrack.imaging.registration.transform import error_at, invert_points, jacobians, map_points

COVER_GREY = (128, 128, 128)

_Array = NDArray[np.float64]

_SURENESS = 2.5
"""So many stated 95 % errors: of rendered heads none was farther off than 2.4."""
_OWN_MOVES = 0.005
"""Share of the photo's width that a mouth or a brow moves by itself."""
_OUTSIDE = 0.1
"""Of the distance from where an alignment may be trusted; the stated error grows there too."""
_LOST = 0.25
"""Share of the photo's short side; where the place is more doubted than that, it is not known."""
_WORK_SIDE = 1024
"""Pixels of the longer side in which outlines are widened."""
_ROUNDING = 1.5
_PAD = 2
_FARTHEST = 1e5
"""Pixels; corners beyond would overflow OpenCV's fixed point, and lie far outside any photo, also of one cut small."""


def place_doubt(transform: Transform, points: Points) -> _Array:
    """Return how far something seen at points of the fixed image may lie from where a transform says.

    Parameters
    ----------
    transform : Transform
    points : Points
        (N, 2) in pixels of the fixed image.

    Returns
    -------
    ndarray
        (N,) pixels of the fixed image, far beyond the stated error, since a face must not be seen by chance; infinite
        where the transform folds. Zero for the identity.
    """
    if transform.model is AlignmentModel.IDENTITY:
        return np.zeros(len(points))
    slopes = jacobians(transform, points)
    least = np.linalg.svd(slopes, compute_uv=False)[:, -1]
    hull = np.array(transform.hull, np.float32)
    outside = [max(0.0, -cv2.pointPolygonTest(hull, (float(x), float(y)), measureDist=True)) for x, y in points]
    doubt: _Array = _SURENESS * error_at(transform, points) / np.maximum(least, 1e-9)
    doubt += _OUTSIDE * np.array(outside) + _OWN_MOVES * transform.fixed_size[0]
    doubt[np.linalg.det(slopes) * (-1 if turns_over(transform) else 1) <= 0] = np.inf
    return doubt


def carry_cover(
    outline: Outline, *, back: Transform, forth: Transform, beside: tuple[Transform, ...] = ()
) -> tuple[Outline, ...] | None:
    """Carry a cover from one photo to another, both aligned to one reference photo.

    Parameters
    ----------
    outline : Outline
        In pixels of the photo on which it was drawn.
    back : Transform
        From the reference photo to that photo.
    forth : Transform
        From the reference photo to the one that it is carried to.
    beside : tuple of Transform
        From the photo carried to, to those that are shown in its pixels, whose doubt widens the cover too.

    Returns
    -------
    tuple of Outline or None
        In pixels of the photo carried to, wide enough for all doubt; empty where it lies outside that photo. None
        where its place there is not known.
    """
    middle = invert_points(back, densify(outline), trusted_only=False)
    if np.isnan(middle).any():
        return None
    found, size = map_points(forth, middle, trusted_only=False), forth.moving_size
    stretch = np.linalg.svd(jacobians(forth, middle), compute_uv=False)[:, 0]
    doubt = (place_doubt(back, middle) + place_doubt(forth, middle)) * stretch
    doubt += np.max([np.zeros(len(found)), *(place_doubt(other, found) for other in beside)], axis=0)
    return _widened(found, doubt, size) if np.all(doubt <= _LOST * min(size)) else None


def paint_covers(image: Image, outlines: tuple[Outline, ...]) -> Image:
    """Return a copy of an image with plain grey in every pixel that outlines touch.

    Parameters
    ----------
    image : Image
    outlines : tuple of Outline
        In pixels of this very image.

    Returns
    -------
    Image
    """
    painted: Image = np.array(image, np.uint8)
    for outline in outlines:
        fixed = [_fixed_point(np.asarray(outline, np.float64))]
        cv2.fillPoly(painted, fixed, COVER_GREY, shift=4)
        # Pixels that are only touched are filled by the thickness of the border.
        cv2.polylines(painted, fixed, True, COVER_GREY, 3, shift=4)
    return painted


def _widened(border: Points, margins: _Array, size: Size) -> tuple[Outline, ...]:
    """Return what a closed line and all that is nearer to it than its margins enclose, without holes, on the photo."""
    share = min(1.0, _WORK_SIDE / max(size))
    width, height = (int(np.ceil(side * share)) + 2 * _PAD for side in size)
    line = (border + 0.5) * share - 0.5 + _PAD
    canvas = _wound_round(line, (width, height)).astype(np.uint8)
    at = _fixed_point(line)
    reach = np.ceil(margins * share + _ROUNDING).astype(int)
    for start, stop, here, there in zip(at, np.roll(at, -1, axis=0), reach, np.roll(reach, -1), strict=True):
        cv2.circle(canvas, start.tolist(), int(here) * 16, 1, cv2.FILLED, shift=4)
        cv2.line(canvas, start.tolist(), stop.tolist(), 1, 2 * int(max(here, there)), shift=4)
    found, _ = cv2.findContours(canvas, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    back = [(contour.reshape(-1, 2) - _PAD + 0.5) / share - 0.5 for contour in found if len(contour) > 2]
    return tuple(tuple((float(x), float(y)) for x, y in contour) for contour in back)


def _wound_round(line: Points, size: Size) -> Mask:
    """Return the pixels that a closed line goes round at least once, where filling by turns leaves holes."""
    width, height = size
    turns = np.zeros((height, width + 1), np.int32)
    for (ax, ay), (bx, by) in zip(line, np.roll(line, -1, axis=0), strict=True):
        rows = np.arange(*np.clip(np.ceil([min(ay, by), max(ay, by)]), 0, height).astype(int))
        if len(rows):
            crossed = ax + (rows - ay) * (bx - ax) / (by - ay)
            turns[rows, np.clip(np.ceil(crossed), 0, width).astype(int)] += 1 if by > ay else -1
    wound: Mask = np.cumsum(turns, axis=1)[:, :width] != 0
    return wound


def _fixed_point(corners: Points) -> NDArray[np.int32]:
    """Return corners in sixteenths of a pixel."""
    return np.round(np.clip(corners, -_FARTHEST, _FARTHEST) * 16).astype(np.int32)
