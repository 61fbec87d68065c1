"""Which way the light of a photo went, and whether it is sharper: the signs of what comparability measures in size."""

import cv2
import numpy as np

from hairtrack.imaging.arrays import Image, Mask
from hairtrack.imaging.coverage.features import LINEAR

_WIDTH = 160
_LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)
_FEWEST = 30
"""Pixels of a shrunk photo from which light can be judged."""
_LEAST_LIGHT = 0.004
_TRIMMINGS = 12


def light_slopes(*, before: Image, after: Image, judged: Mask) -> tuple[float, float, float, float]:
    """Measure which way the light changed between two photos in the same frame, in stops.

    Parameters
    ----------
    before, after : Image
        Warped into one frame.
    judged : Mask
        Where both are seen.

    Returns
    -------
    brighter, warmer, right, down : float
        Brighter all over; more red over blue; brighter at the right than at the left edge of what is judged; brighter
        below than above. All 0 where too little is seen.
    """
    share = min(1.0, _WIDTH / before.shape[1])
    size = (max(8, round(before.shape[1] * share)), max(8, round(before.shape[0] * share)))
    inside = cv2.resize(judged.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    if inside.sum() < _FEWEST:
        return 0.0, 0.0, 0.0, 0.0
    lights = [_lit(image, size)[inside] for image in (before, after)]
    brighter = np.log2(lights[1] @ _LUMINANCE) - np.log2(lights[0] @ _LUMINANCE)
    ratios = np.log2(lights[1] / lights[0])
    right, down = _plane(brighter, inside)
    return float(np.median(brighter)), float(np.median(ratios[:, 0] - ratios[:, 2])), right, down


def _plane(brighter: np.ndarray, inside: Mask) -> tuple[float, float]:
    """Fit a plane by the half of the pixels that it fits best; return how much it rises over the place."""
    rows, columns = np.nonzero(inside)
    across = (columns - columns.mean()) / max(1, np.ptp(columns))
    down = (rows - rows.mean()) / max(1, np.ptp(rows))
    plane = np.stack([np.ones(len(rows)), across, down], axis=1)
    kept = np.ones(len(rows), bool)
    fitted = np.zeros(3)
    for _ in range(_TRIMMINGS):
        fitted, *_rest = np.linalg.lstsq(plane[kept], brighter[kept], rcond=None)
        residual = np.abs(brighter - plane @ fitted)
        kept = residual <= np.median(residual)
    return float(fitted[1]), float(fitted[2])


def sharper_by(*, before: Image, after: Image, judged: Mask) -> float:
    """Return the log of the fine detail of the second of two photos in the same frame over that of the first.

    Parameters
    ----------
    before, after : Image
        Warped into one frame.
    judged : Mask
        Where both are seen.

    Returns
    -------
    float
        0 where nothing is seen.
    """
    if not judged.any():
        return 0.0
    first, second = (_fine(image, judged) for image in (before, after))
    return float(np.log(max(second, 1e-6) / max(first, 1e-6)))


def _lit(image: Image, size: tuple[int, int]) -> np.ndarray:
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(LINEAR[small], (0, 0), 2.0)) + np.float32(_LEAST_LIGHT)


def _fine(image: Image, judged: Mask) -> float:
    """Return the contrast at the finest scale over that of what is coarser."""
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32)
    seen = judged.astype(np.uint8)
    smooth, coarse = (cv2.GaussianBlur(grey, (0, 0), sigma) for sigma in (1.0, 16.0))
    return cv2.meanStdDev(grey - smooth, mask=seen)[1].item() / max(
        cv2.meanStdDev(smooth - coarse, mask=seen)[1].item(), 1e-6
    )
