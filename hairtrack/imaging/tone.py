"""Bringing the exposure and the white balance of one placed photo to those of another, for looking only.

One gain for each channel in linear light, the same over the whole photo: whatever is hair stays hair and whatever is
skin stays skin. Nothing that is measured ever sees such pixels.
"""

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.imaging.arrays import Image, Mask, frozen
from hairtrack.imaging.light import LINEAR, LUMINANCE, codes_of

Gains: TypeAlias = tuple[float, ...]
"""Factors on linear light, one for each channel in the order of the pixels."""

_SIDE = 320
"""Longer side of the copy that tone is judged by: strands melt into what lies around them."""
_BLOWN, _BLACK = 240, 5
"""sRGB codes: a channel that bright is rolled off and has lost its colour; below, there is nothing but noise."""
_LEAST_COMMON = 0.05
"""Share of the frame that both photos must show."""
_LEAST_CLEAR = 0.5
"""Share of that which must be neither blown out nor black in either."""
_FEWEST = 200
"""Pixels of the small copy on which gains may rest."""
_AGREED = 0.3
"""Share of the pixels whose closest change of brightness is taken for that of the light."""
_NEAR = 0.15
"""Stops about it within which a pixel counts as agreeing."""
_LEAST_AGREED = 0.22
"""Share that must agree. Rendered heads whose hair filled in over most of the skin reach a fifth."""
_FARTHEST = 2.0
"""Stops; beyond, noise and banding would be shown."""
_BLUR = 1.5
_FLOOR = np.float32(0.002)


class Untold(StrEnum):
    """Why the tone of two photos cannot be matched."""

    LITTLE_IN_COMMON = auto()
    CLIPPED = auto()
    TOO_FAR = auto()
    UNLIKE = auto()


@dataclass(frozen=True, slots=True)
class ToneSample:
    """A small copy of a placed photo, by which its tone is judged.

    Attributes
    ----------
    light : ndarray, (H, W, 3)
        Linear.
    seen : Mask
        Where the photo is seen and its place trusted.
    clear : Mask
        Where it is neither blown out nor black besides.
    """

    light: NDArray[np.float32]
    seen: Mask
    clear: Mask


def tone_sample(image: Image, valid: Mask) -> ToneSample:
    """Keep of a placed photo what its tone is judged by.

    Parameters
    ----------
    image : Image
    valid : Mask
        Where it is seen and trusted.

    Returns
    -------
    ToneSample
    """
    height, width = valid.shape
    scale = min(1.0, _SIDE / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    trusted = 255 * valid.view(np.uint8)
    within, black = (cv2.inRange(image, (0, 0, 0), (most,) * 3) for most in (_BLOWN - 1, _BLACK))
    told = cv2.bitwise_and(cv2.subtract(within, black), trusted)
    # A pixel of the copy counts only where all that went into it does.
    seen, clear = (cv2.resize(mask, size, interpolation=cv2.INTER_AREA) >= 254 for mask in (trusted, told))
    light = LINEAR[cv2.resize(image, size, interpolation=cv2.INTER_AREA)]
    return ToneSample(frozen(light), frozen(np.asarray(seen)), frozen(np.asarray(clear)))


def match_tone(*, before: ToneSample, after: ToneSample) -> Gains | Untold:
    """Find what brings the photo after to the exposure and white balance of the photo before.

    Parameters
    ----------
    before, after : ToneSample
        In one frame.

    Returns
    -------
    tuple of float or Untold
        Gains of red, green and blue. They rest on the largest share of places that agree on how much brighter they
        became: that is skin, or hair that stayed. Hair that grew over skin, or fell, agrees with nothing else, and so
        does not pass for another light.
    """
    common = before.seen & after.seen
    if common.mean() < _LEAST_COMMON or common.sum() < _FEWEST:
        return Untold.LITTLE_IN_COMMON
    clear = common & before.clear & after.clear
    if clear.sum() < _LEAST_CLEAR * common.sum():
        return Untold.CLIPPED
    first, second = (_smooth(sample.light, clear) for sample in (before, after))
    brighter = np.log2(first @ LUMINANCE) - np.log2(second @ LUMINANCE)
    agreed = np.abs(brighter - _densest(brighter)) < _NEAR
    if agreed.mean() < _LEAST_AGREED:
        return Untold.UNLIKE
    stops = np.median(np.log2(first[agreed]) - np.log2(second[agreed]), axis=0)
    if np.abs(stops).max() > _FARTHEST:
        return Untold.TOO_FAR
    return tuple(float(gain) for gain in 2.0**stops)


def _smooth(light: NDArray[np.float32], clear: Mask) -> NDArray[np.float32]:
    """Return the light of the clear places, each with what is clear around it, so that strands need not match."""
    weight = clear.astype(np.float32)
    whole = cv2.GaussianBlur(light * weight[..., None], (0, 0), _BLUR)
    share = cv2.GaussianBlur(weight, (0, 0), _BLUR)
    return np.asarray(whole[clear] / share[clear][:, None] + _FLOOR, np.float32)


def _densest(values: NDArray[np.float32]) -> float:
    """Return the middle of the shortest stretch that holds a share of the values: they are densest there."""
    ordered = np.sort(values)
    count = max(2, int(_AGREED * len(ordered)))
    start = int(np.argmin(ordered[count - 1 :] - ordered[: len(ordered) - count + 1]))
    return float(np.median(ordered[start : start + count]))


def toned(pixels: NDArray[np.uint8], gains: Gains) -> NDArray[np.uint8]:
    """Apply gains in linear light.

    Parameters
    ----------
    pixels : ndarray, (H, W, C), uint8
    gains : tuple of float
        As many as there are channels; 1 leaves a channel to the last bit.

    Returns
    -------
    ndarray, (H, W, C), uint8
    """
    table = codes_of(np.minimum(np.outer(LINEAR.astype(np.float64), gains), 1.0))[None]
    return np.asarray(cv2.LUT(pixels, table), np.uint8)
