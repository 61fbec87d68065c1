"""Where the head is in a photo, as a plain oval: enough to place a first outline on it."""

from dataclasses import dataclass

import numpy as np

from hairtrack.course import Outline, Point, Size
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.registration.picture import find_head

_CORNERS = 12
_ROUNDNESS = 2.5
"""Exponent of the superellipse: 2 is an ellipse, more is nearer to a box with round corners."""


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
    """

    middle: Point
    half: tuple[float, float]
    size: Size


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
    rows, columns = np.nonzero(find_head(image))
    across, down = size[0] / image.shape[1], size[1] / image.shape[0]
    return HeadPlace(
        middle=(float(columns.mean() + 0.5) * across, float(rows.mean() + 0.5) * down),
        # An oval's standard deviation along an axis is half its half-axis.
        half=(2 * float(columns.std()) * across, 2 * float(rows.std()) * down),
        size=size,
    )


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
