"""What is measured and what it is measured with."""

from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from hairtrack.course import Cause, Outline, Point, Unjudged
from hairtrack.errors import Reason
from hairtrack.imaging.arrays import Image

HAIR, SCALP, NOT_JUDGED, OUTSIDE = 255, 0, 128, 64
"""Codes of a label image that leaves the program."""
FINE = 192
"""Inside the program also: fine or pale hair, which is hair all the same."""
GLARE, SHADOW, UNTRUSTED, TAKEN_OUT = 129, 130, 131, 132
"""Inside the program, why a pixel of the region is not judged."""
JUDGED = SCALP
"""In an image of causes: nothing speaks against this pixel."""
CAUSES = MappingProxyType(
    {GLARE: Cause.GLARE, SHADOW: Cause.SHADOW, UNTRUSTED: Cause.UNTRUSTED, TAKEN_OUT: Cause.TAKEN_OUT}
)
"""The cause that a code stands for."""


def plain_labels(labels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Reduce labels to the four codes that leave the program.

    Parameters
    ----------
    labels : ndarray of uint8

    Returns
    -------
    ndarray of uint8
        Of the same shape: HAIR, SCALP, NOT_JUDGED or OUTSIDE.
    """
    codes = np.arange(256, dtype=np.uint8)
    codes[FINE] = HAIR
    codes[list(CAUSES)] = NOT_JUDGED
    return codes[labels]


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
        Of the photo's size: HAIR, FINE or SCALP where judged, the code of its cause where not, OUTSIDE the region.
    reasons : tuple of Reason
        Why it was refused; cautions otherwise.
    threshold : float
        Along the person's projection; above it is hair.
    unjudged : tuple of Unjudged
        What share of the region is not judged for which cause, largest first; with `judged` they make 1.
    fine : float or None
        Share of judged pixels that show fine or pale hair, 0 to 1, a part of `value`; None where the photo is too
        coarse to tell.
    bare_to_dense : tuple of float
        Coverage of each twentieth of what is judged, in blocks from the barest to the densest; empty when refused.
    """

    value: float | None
    low: float | None
    high: float | None
    judged: float
    labels: NDArray[np.uint8]
    reasons: tuple[Reason, ...]
    threshold: float
    unjudged: tuple[Unjudged, ...] = ()
    fine: float | None = None
    bare_to_dense: tuple[float, ...] = ()
