"""Strokes of the brush as a mask."""

from collections.abc import Iterable

import cv2
import numpy as np

from hairtrack.course import Exclusion, Size
from hairtrack.imaging.arrays import Mask

_FINENESS = 4
"""Binary places of a pixel that OpenCV draws with."""


def stroke_mask(strokes: Iterable[Exclusion], size: Size) -> Mask:
    """Return which pixels lie under strokes.

    Parameters
    ----------
    strokes : iterable of Exclusion
        In pixels of the photo; parts outside the photo are cut off.
    size : Size
        Width and height of the photo.

    Returns
    -------
    ndarray of bool, shape (H, W)
    """
    width, height = size
    mask = np.zeros((height, width), np.uint8)
    for stroke in strokes:
        # Points far outside would overflow OpenCV's fixed point, and a brush larger than the photo covers all of it.
        radius = min(stroke.radius, 2.0 * max(size))
        corners = np.clip(np.asarray(stroke.points, np.float64), -8.0 * max(size), 8.0 * max(size))
        fixed = np.round(corners * 2**_FINENESS).astype(np.int32)
        for x, y in fixed.tolist():
            cv2.circle(mask, (x, y), round(radius * 2**_FINENESS), 1, cv2.FILLED, shift=_FINENESS)
        cv2.polylines(mask, [fixed], False, 1, max(1, round(2 * radius)), shift=_FINENESS)
    return mask.astype(np.bool_)
