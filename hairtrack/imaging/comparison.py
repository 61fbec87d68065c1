"""How two aligned photos differ in what is not hair: scale, angle, sharpness, light."""

import math

import cv2
import numpy as np

from hairtrack.course import Transform
from hairtrack.imaging.arrays import Image, Mask, Points
from hairtrack.imaging.registration.transform import hull_grid, map_points

_WORK_WIDTH = 700
_LIGHT_WIDTH = 160
_TRIMMINGS = 12
_HEAD_RADIUS = 0.37
"""Of a head that fills the picture as phone photos of a scalp do, in widths of the picture."""
_TEN_DEGREES = math.radians(10)


def pose_between(first: Transform, second: Transform) -> tuple[float, float]:
    """Compare how two photos see the reference photo's scalp.

    A turned head is not only scaled and rolled: what a similarity leaves over is measured against what it leaves over
    when a ball of a head's usual size in the picture is turned by ten degrees.

    Parameters
    ----------
    first, second : Transform
        Both from the same reference photo.

    Returns
    -------
    scale_ratio : float
        Size of the head in the second over the first, both as a share of the image's width.
    tilt_degrees : float
        Angle out of the picture plane.
    """
    points = hull_grid(first.hull)
    before, after = map_points(first, points), map_points(second, points)
    known = ~np.isnan(before + after).any(axis=1)
    if known.sum() < 10:
        return 1.0, 0.0
    before, after = before[known] / first.moving_size[0], after[known] / second.moving_size[0]
    scale, left = _similarity(before, after)
    ball = [_similarity(before, _turned(before, axis, _TEN_DEGREES))[1] for axis in (0, 1)]
    return scale, 10 * left / float(np.mean(ball))


def overlap(*, region: Mask, valid: Mask) -> float:
    """Return the share of a region that both photos show, 0 to 1."""
    total = int(region.sum())
    return float((region & valid).sum() / total) if total else 0.0


def sharpness_ratio(*, before: Image, after: Image, judged: Mask) -> float:
    """Compare fine detail of two photos in the same frame.

    Parameters
    ----------
    before, after : Image
        Warped into one frame.
    judged : Mask
        Where both are seen.

    Returns
    -------
    float
        Detail of the less sharp over the sharper one, 0 to 1. Detail is the share of a band's contrast at the finest
        scale in the contrast two octaves coarser, so that more hair alone does not look like more sharpness.
    """
    first, second = _detail(before, judged), _detail(after, judged)
    return min(first, second) / max(first, second, 1e-9)


def light_change(*, before: Image, after: Image, judged: Mask) -> float:
    """Measure how differently the light falls over two photos in the same frame, in stops.

    Parameters
    ----------
    before, after : Image
        Warped into one frame.
    judged : Mask
        Where both are seen; the wider, the less hair that grew in one place weighs.

    Returns
    -------
    float
        Standard deviation over the place of a plane fitted to the log2 ratio of the luminances, by the half of the
        pixels that it fits best: a patch that filled with hair must not pass for another lamp. A common exposure
        cancels out.
    """
    scale = min(1.0, _LIGHT_WIDTH / before.shape[1])
    size = (max(8, round(before.shape[1] * scale)), max(8, round(before.shape[0] * scale)))
    small = cv2.resize(judged.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    if small.sum() < 30:
        return 0.0
    ratio = np.log2(_luminance(after, size) / _luminance(before, size))[small]
    rows, columns = np.nonzero(small)
    plane = np.stack([np.ones(len(rows)), columns - columns.mean(), rows - rows.mean()], axis=1)
    kept = np.ones(len(ratio), bool)
    for _ in range(_TRIMMINGS):
        fitted, *_rest = np.linalg.lstsq(plane[kept], ratio[kept], rcond=None)
        residual = np.abs(ratio - plane @ fitted)
        kept = residual <= np.median(residual)
    return float(np.std(plane[:, 1:] @ fitted[1:]))


def _similarity(before: Points, after: Points) -> tuple[float, float]:
    """Fit a similarity by least squares; return its scale and the root mean square of what it leaves over."""
    start = (before - before.mean(axis=0)) @ np.array([1, 1j])
    end = (after - after.mean(axis=0)) @ np.array([1, 1j])
    factor = np.vdot(start, end) / np.vdot(start, start)
    left = np.abs(end - factor * start)
    return float(abs(factor)), float(np.sqrt(np.mean(left**2)))


def _turned(points: Points, axis: int, angle: float) -> Points:
    """Turn a ball that carries the points towards the camera, about one axis of the picture."""
    flat = points - points.mean(axis=0)
    distance = np.linalg.norm(flat, axis=1)
    height = np.sqrt(np.maximum(_HEAD_RADIUS**2 - distance**2, 0.0))
    turned: Points = flat.copy()
    turned[:, axis] = flat[:, axis] * math.cos(angle) + height * math.sin(angle)
    return turned


def _detail(image: Image, judged: Mask) -> float:
    scale = min(1.0, _WORK_WIDTH / image.shape[1])
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32)
    seen = cv2.resize(judged.astype(np.uint8), grey.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0
    if not seen.any():
        return 0.0
    levels = [grey, *(cv2.GaussianBlur(grey, (0, 0), sigma) for sigma in (1.0, 2.0, 4.0))]
    fine = float(np.std((levels[0] - levels[1])[seen]))
    coarse = float(np.std((levels[2] - levels[3])[seen]))
    return fine / max(coarse, 1e-6)


def _luminance(image: Image, size: tuple[int, int]) -> np.ndarray:
    """Linear luminance, smoothed by shrinking, floored above the noise."""
    linear = (cv2.resize(image, size, interpolation=cv2.INTER_AREA).astype(np.float64) / 255) ** 2.2
    grey: np.ndarray = linear @ np.array([0.2126, 0.7152, 0.0722])
    return np.asarray(np.maximum(cv2.GaussianBlur(grey, (0, 0), 4), 0.004))
