"""The part of a photo that is measured, brought to one size so that a filter means the same in every photo."""

from dataclasses import dataclass

import cv2
import numpy as np

from hairtrack.course import Outline, Size
from hairtrack.imaging.arrays import Image, Mask
from hairtrack.imaging.regions import region_mask

SHORT_SIDE = 640
"""Pixels of a photo's short side while it is measured: a head that fills the photo is then some 450 pixels wide."""
_MARGIN = 32
"""Pixels around the region that the filters may look at."""
_LOOKED_AT = 200
"""Rows or columns, about, of the short side in which colour is looked for."""
_LEAST_COLOUR = 0.03
"""Mean of what red and blue differ from green, per mean brightness: 0 in black and white, 0.07 and more in photos."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A region with some margin, at the size of measuring.

    Attributes
    ----------
    image : Image
    region : Mask
        Of the same height and width.
    scale : float
        Pixels here per pixel of the photo.
    offset : tuple of int
        Column and row of the frame's corner in the photo.
    colourless : bool
        Whether the whole photo is black and white, or nearly.
    """

    image: Image
    region: Mask
    scale: float
    offset: tuple[int, int]
    colourless: bool = False


def frame_of(image: Image, outline: Outline) -> Frame:
    """Cut the outline with its margin out of a photo, at the size of measuring.

    Parameters
    ----------
    image : Image
    outline : Outline
        In pixels of the photo; at least partly inside it.

    Returns
    -------
    Frame
    """
    height, width = image.shape[:2]
    scale = SHORT_SIDE / min(height, width)
    corners = np.asarray(outline, np.float64)
    margin = _MARGIN / scale
    left, top = np.clip(np.floor(corners.min(axis=0) - margin), 0, (width - 1, height - 1)).astype(int)
    right, bottom = np.clip(np.ceil(corners.max(axis=0) + margin), (left + 1, top + 1), (width, height)).astype(int)
    part = image[top:bottom, left:right]
    size: Size = (max(8, round((right - left) * scale)), max(8, round((bottom - top) * scale)))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    small = part if size == (right - left, bottom - top) else cv2.resize(part, size, interpolation=way)
    inside = corners - (left, top)
    scaled = (inside + 0.5) * scale - 0.5
    return Frame(
        image=np.ascontiguousarray(small),
        region=region_mask(tuple(map(tuple, scaled)), size),
        scale=scale,
        offset=(int(left), int(top)),
        colourless=_colourless(image),
    )


def _colourless(image: Image) -> bool:
    """Say whether a whole photo has next to no colour; a region alone may well show nothing but grey hair."""
    step = max(1, min(image.shape[:2]) // _LOOKED_AT)
    seen = image[::step, ::step].astype(np.int16)
    red, green, blue = np.moveaxis(seen, 2, 0)
    colour = np.abs(red - green).mean() + np.abs(blue - green).mean()
    return bool(colour < _LEAST_COLOUR * seen.mean())


def points_in_frame(points: np.ndarray, frame: Frame) -> np.ndarray:
    """Return points of the photo in the frame's pixels."""
    return (np.asarray(points, np.float64).reshape(-1, 2) - frame.offset + 0.5) * frame.scale - 0.5
