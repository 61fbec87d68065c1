"""What can be seen at once to be wrong with a photo: too small, blurred, glaring, dark. Cautions, not refusals."""

import math

import cv2
import numpy as np

from hairtrack.course import Size
from hairtrack.errors import Reason, ReasonKind
from hairtrack.imaging.arrays import Image

SMALLEST_SIDE = 900
"""Below this many pixels on the shorter side single hairs are lost, as in chat copies."""
ENOUGH = 1600
"""Pixels along the longer side that are enough to judge a photo by."""
_BLUR_BELOW = 0.4
_MIDDLE = 768
_GLARE_LEVEL, _GLARE_PERCENT = 252, 4.0
_DARK_BELOW = 35.0


def check_photo(image: Image, *, size: Size) -> tuple[Reason, ...]:
    """Look for what will make a photo hard to judge.

    Parameters
    ----------
    image : Image
        May be shrunk, but to no less than `ENOUGH`.
    size : Size
        Width and height of the photo itself.

    Returns
    -------
    tuple of Reason
        Cautions, none of which keeps the photo from being imported.
    """
    reasons = []
    if min(size) < SMALLEST_SIDE:
        reasons.append(Reason.of(ReasonKind.TOO_SMALL, width=size[0], height=size[1]))
    seen = _reduced(image)
    coarse = np.ascontiguousarray(seen[::8, ::8])
    if float(np.median(coarse[..., 1])) < _DARK_BELOW:
        reasons.append(Reason.of(ReasonKind.TOO_DARK))
    elif sharpness(_middle(seen)) < _BLUR_BELOW:
        reasons.append(Reason.of(ReasonKind.BLURRED))
    white = cv2.inRange(coarse, (_GLARE_LEVEL,) * 3, (255,) * 3)
    glare = 100.0 * cv2.countNonZero(white) / white.size
    if glare > _GLARE_PERCENT:
        reasons.append(Reason.of(ReasonKind.OVEREXPOSED, percent=round(glare)))
    return tuple(reasons)


def _reduced(image: Image) -> Image:
    """Shrink by a whole factor to no less than is enough."""
    factor = max(image.shape[:2]) // ENOUGH
    if factor < 2:
        return image
    height, width = (side // factor for side in image.shape[:2])
    whole = image[: height * factor, : width * factor]
    return cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def _middle(image: Image) -> Image:
    """Cut out the middle, where the head is."""
    top, left = (max(0, side - _MIDDLE) // 2 for side in image.shape[:2])
    return image[top : top + _MIDDLE, left : left + _MIDDLE]


def sharpness(image: Image) -> float:
    """Return how much fine detail a photo has beside its coarser detail, where it has most of that.

    Blur takes the fine band away and leaves the coarser one; exposure and contrast change both alike. What noise
    adds to the bands is estimated from the quietest tiles and taken off. Only the richest third of the tiles counts,
    so a background out of focus does not.

    Parameters
    ----------
    image : Image

    Returns
    -------
    float
        About 0.45 to 0.9 for sharp photos of hair; below 0.4 after a blur of 3 pixels (standard deviation).
    """
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32)
    tiles = (max(1, grey.shape[1] // _TILE), max(1, grey.shape[0] // _TILE))
    # Whole tiles are averaged much faster.
    grey = grey[: tiles[1] * _TILE, : tiles[0] * _TILE]
    finest, fine, coarse = (cv2.resize(band * band, tiles, interpolation=cv2.INTER_AREA) for band in _bands(grey))
    finest_noise, fine_noise, coarse_noise = _NOISE
    noise = float(np.quantile(finest, 0.1)) / finest_noise
    fine = np.maximum(fine - noise * fine_noise, 0.0)
    coarse = np.maximum(coarse - noise * coarse_noise, 1e-6)
    rich = coarse >= np.quantile(coarse, 0.7)
    return float(np.sqrt(fine[rich].sum() / coarse[rich].sum()))


def _bands(grey: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Split off the finest detail, a fine band (1 to 2 pixels) and a coarser one (2 to 4), that one at half size."""
    finest, fine, coarse = (cv2.GaussianBlur(grey, (0, 0), sigma) for sigma in (0.8, 1.0, 2.0))
    half = np.ascontiguousarray(coarse[::2, ::2])
    # Blurs add by their squares: sqrt(4**2 - 2**2) pixels, halved.
    return grey - finest, fine - coarse, half - cv2.GaussianBlur(half, (0, 0), math.sqrt(3))


_TILE = 32
_NOISE = tuple(
    float(np.mean(band**2)) for band in _bands(np.random.default_rng(0).normal(size=(256, 256)).astype(np.float32))
)
"""The power that white noise of variance 1 has in each band."""
