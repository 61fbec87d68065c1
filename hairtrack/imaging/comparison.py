"""How two aligned photos differ in what is not hair: scale, angle, sharpness, light."""

import math

import cv2
import numpy as np

from hairtrack.course import Transform
from hairtrack.imaging.arrays import Image, Mask

_WORK_WIDTH = 700


def pose_between(first: Transform, second: Transform) -> tuple[float, float]:
    """Compare how two photos see the reference photo's scalp.

    Parameters
    ----------
    first, second : Transform
        Both from the same reference photo.

    Returns
    -------
    scale_ratio : float
        Size of the head in the second over the first, both as a share of the image's width.
    tilt_degrees : float
        Angle out of the picture plane that the foreshortening amounts to.
    """
    jacobian = _relative_linear(second) @ np.linalg.inv(_relative_linear(first))
    large, small = np.linalg.svd(jacobian, compute_uv=False)
    return math.sqrt(large * small), math.degrees(math.acos(min(1.0, small / large)))


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
        Where both are seen.

    Returns
    -------
    float
        Standard deviation over the place of a plane fitted to the log2 ratio of the luminances. A plane, because hair
        that grew in a patch must not pass for another lamp; a common exposure cancels out.
    """
    scale = min(1.0, 160 / before.shape[1])
    size = (max(8, round(before.shape[1] * scale)), max(8, round(before.shape[0] * scale)))
    small = cv2.resize(judged.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    if small.sum() < 30:
        return 0.0
    ratio = np.log2(_luminance(after, size) / _luminance(before, size))[small]
    rows, columns = np.nonzero(small)
    plane = np.stack([np.ones(len(rows)), columns - columns.mean(), rows - rows.mean()], axis=1)
    for _ in range(3):
        coefficients, *_rest = np.linalg.lstsq(plane, ratio, rcond=None)
        residual = np.abs(ratio - plane @ coefficients)
        keep = residual <= 2 * np.median(residual) + 1e-6
        plane_kept, ratio_kept = plane[keep], ratio[keep]
        coefficients, *_rest = np.linalg.lstsq(plane_kept, ratio_kept, rcond=None)
    return float(np.std(plane @ np.array([0.0, coefficients[1], coefficients[2]])))


def _relative_linear(transform: Transform) -> np.ndarray:
    """Return the linear part at the middle of the trusted hull, in moving widths per fixed pixel."""
    x, y = transform.x_coefficients, transform.y_coefficients
    linear = np.array([[x[1], x[2]], [y[1], y[2]]])
    if len(x) == 6 and transform.hull:
        middle = np.mean(np.array(transform.hull), axis=0)
        u, v = (middle - np.array(transform.origin)) / transform.scale
        linear += np.array(
            [[2 * x[3] * u + x[4] * v, x[4] * u + 2 * x[5] * v], [2 * y[3] * u + y[4] * v, y[4] * u + 2 * y[5] * v]]
        )
    return np.asarray(linear / (transform.scale * transform.moving_size[0]))


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
    return np.maximum(cv2.GaussianBlur(grey, (0, 0), 4), 0.004)
