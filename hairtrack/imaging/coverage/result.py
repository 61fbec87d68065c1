"""What is measured and what it is measured with."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hairtrack.course import Outline, Point
from hairtrack.errors import Reason
from hairtrack.imaging.arrays import Image

HAIR, SCALP, NOT_JUDGED, OUTSIDE = 255, 0, 128, 64
"""Codes of a label image."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageSample:
    """A photo of the person, to learn from.

    Attributes
    ----------
    image : Image
    outline : Outline
        The region in this photo's pixels.
    hair, skin : tuple of Point
        Where the user said "this is hair", "this is skin"; may lie outside the region.
    """

    image: Image
    outline: Outline
    hair: tuple[Point, ...] = ()
    skin: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Coverage of a region in one photo.

    Attributes
    ----------
    value, low, high : float or None
        Share of judged pixels that show hair, 0 to 1, with its 95 % interval; None when refused. The mean probability
        of hair, so that mixed pixels count by parts.
    judged : float
        Share of the region that could be judged, 0 to 1.
    labels : ndarray of uint8, shape (H, W)
        Of the photo's size: 255 hair, 0 scalp, 128 in the region but not judged, 64 outside it.
    reasons : tuple of Reason
        Why it was refused; cautions otherwise.
    threshold : float
        Along the person's projection; above it is hair.
    """

    value: float | None
    low: float | None
    high: float | None
    judged: float
    labels: NDArray[np.uint8]
    reasons: tuple[Reason, ...]
    threshold: float
