"""What can be seen at once to be wrong with a photo: too small, blurred, glaring, dark. Cautions, not refusals."""

import cv2
import numpy as np

from hairtrack.errors import Reason, ReasonKind
from hairtrack.imaging.arrays import Image

SMALLEST_SIDE = 900
"""Below this many pixels on the shorter side single hairs are lost, as in chat copies."""
_WIDTH = 1200
_BLUR_BELOW = 0.16
_GLARE_LEVEL, _GLARE_PERCENT = 252, 4.0
_DARK_BELOW = 35.0


def check_photo(image: Image) -> tuple[Reason, ...]:
    """Look for what will make a photo hard to judge.

    Parameters
    ----------
    image : Image

    Returns
    -------
    tuple of Reason
        Cautions, none of which keeps the photo from being imported.
    """
    height, width = image.shape[:2]
    reasons = []
    if min(height, width) < SMALLEST_SIDE:
        reasons.append(Reason.of(ReasonKind.TOO_SMALL, width=width, height=height))
    scale = min(1.0, _WIDTH / max(height, width))
    small = image
    if scale < 1:
        small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    if float(np.median(grey)) < _DARK_BELOW:
        reasons.append(Reason.of(ReasonKind.TOO_DARK))
    elif sharpness(small) < _BLUR_BELOW:
        reasons.append(Reason.of(ReasonKind.BLURRED))
    glare = 100.0 * float(np.mean(np.min(small, axis=2) >= _GLARE_LEVEL))
    if glare > _GLARE_PERCENT:
        reasons.append(Reason.of(ReasonKind.OVEREXPOSED, percent=round(glare)))
    return tuple(reasons)


def sharpness(image: Image) -> float:
    """Return how much fine detail a photo has beside its coarser detail, in its sharpest parts.

    Blurring a photo that is blurred already takes little away. The share that a small blur takes away does not
    depend on exposure, and taking the upper quarter of the tiles ignores a background out of focus (after
    Crete et al. 2007, doi:10.1117/12.702790).

    Parameters
    ----------
    image : Image

    Returns
    -------
    float
        0 (blurred) to 1.
    """
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32)
    blurred = cv2.GaussianBlur(grey, (0, 0), 1.5)
    before = np.abs(cv2.Sobel(grey, cv2.CV_32F, 1, 0)) + np.abs(cv2.Sobel(grey, cv2.CV_32F, 0, 1))
    after = np.abs(cv2.Sobel(blurred, cv2.CV_32F, 1, 0)) + np.abs(cv2.Sobel(blurred, cv2.CV_32F, 0, 1))
    tiles = (max(1, grey.shape[1] // 64), max(1, grey.shape[0] // 64))
    kept = cv2.resize(after, tiles, interpolation=cv2.INTER_AREA)
    total = cv2.resize(before, tiles, interpolation=cv2.INTER_AREA)
    lost = 1.0 - np.minimum(kept / np.maximum(total, 1e-3), 1.0)
    textured = lost[total > np.quantile(total, 0.5)] if total.size > 4 else lost
    return float(np.quantile(textured, 0.75)) if textured.size else 0.0
