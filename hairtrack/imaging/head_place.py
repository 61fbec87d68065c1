"""Where the head is in a photo, as a plain oval: enough to place a first outline on it."""

from dataclasses import dataclass

import numpy as np

from hairtrack.course import Outline, Point, Size
from hairtrack.imaging.arrays import Image, Mask
from hairtrack.imaging.registration.head import SOUGHT, find_head

_CORNERS = 12
_ROUNDNESS = 2.5
"""Exponent of the superellipse: 2 is an ellipse, more is nearer to a box with round corners."""
_MOST = 0.8
"""Share of a photo that a head fills where there is still something behind it."""
_MOST_OF_SIDES = 0.3
"""Share of the upper, left and right rim that a head may touch."""
_ALIKE = 0.97


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadPlace:
    """An upright oval about the head.

    Attributes
    ----------
    middle : Point
        Pixels of the photo.
    half : tuple of float
        Half its width and half its height, pixels.
    size : Size
        Of the photo.
    clear : bool
        Whether the head was told from what is behind it.
    """

    middle: Point
    half: tuple[float, float]
    size: Size
    clear: bool = True


def place_head(image: Image, size: Size) -> HeadPlace:
    """Find the head in a photo.

    Parameters
    ----------
    image : Image
        The photo, or a smaller copy of it.
    size : Size
        Of the photo, whose pixels are wanted.

    Returns
    -------
    HeadPlace
        The oval with the head's moments, so that an ear or a strand moves it little. Where no head is told from what
        is behind it, it fills most of the photo.
    """
    mask = find_head(image)
    rows, columns = np.nonzero(mask)
    across, down = size[0] / image.shape[1], size[1] / image.shape[0]
    return HeadPlace(
        middle=(float(columns.mean() + 0.5) * across, float(rows.mean() + 0.5) * down),
        # An oval's standard deviation along an axis is half its half-axis.
        half=(2 * float(columns.std()) * across, 2 * float(rows.std()) * down),
        size=size,
        clear=_clear(mask),
    )


def _clear(mask: Mask) -> bool:
    """Whether a mask may be a head: neither next to all of the photo, nor nothing but the place where one is sought."""
    height, width = mask.shape
    sides = np.concatenate([mask[0], mask[:, 0], mask[:, -1]])
    y, x = np.mgrid[0:height, 0:width]
    sought = np.hypot((x + 0.5) / width * 2 - 1, (y + 0.5) / height * 2 - 1) < SOUGHT
    alike = np.count_nonzero(mask & sought) / np.count_nonzero(mask | sought)
    return bool(mask.mean() <= _MOST and sides.mean() <= _MOST_OF_SIDES and alike < _ALIKE)


def rounded_on_head(head: HeadPlace, *, middle: Point, half: tuple[float, float]) -> Outline:
    """Return a rounded outline on a head.

    Parameters
    ----------
    head : HeadPlace
    middle : Point
        In the head's half-axes from its middle: (0, -1) is its upper rim.
    half : tuple of float
        Half the outline's width and height, likewise.

    Returns
    -------
    Outline
        Twelve corners in pixels of the photo, none outside it.
    """
    turns = 2 * np.pi * (np.arange(_CORNERS) + 0.5) / _CORNERS
    unit = np.stack([np.cos(turns), np.sin(turns)], axis=1)
    shape = np.sign(unit) * np.abs(unit) ** (2 / _ROUNDNESS)
    corners = np.array(head.middle) + (np.array(middle) + shape * np.array(half)) * np.array(head.half)
    return tuple((float(x), float(y)) for x, y in np.clip(corners, 0, head.size))
