"""What a pixel shows, in numbers that mean the same in every photo.

Tone says "this pixel is hair" where strands are resolved, texture says "there is hair here" where they melt together;
both are given, in linear light, and the projection weighs them. Tone means little by itself: it is given against the
bright and the dark of its surroundings, which are skin and hair where both are in sight.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.imaging.arrays import Image, Mask
from hairtrack.imaging.light import LINEAR, LUMINANCE

Plane: TypeAlias = NDArray[np.float32]

_FLOOR = 0.004
"""Linear light that sensors and JPEG lose anyway; keeps logarithms of shadows finite."""
_CONTRAST_SCALES = (1.0, 2.0, 4.0, 8.0, 16.0)
_GRADIENT_SCALES = (1.0, 2.5)
_LINE_SCALES = (0.7, 1.4, 2.8)
_REACHES = (4, 12, 30)
"""Radius of the surroundings in whose bright and dark a pixel is placed."""
_NOISE = np.float32(0.15)
"""Log light between bright and dark that noise alone makes; keeps positions on even ground in the middle."""
_QUANTILES = (5, 50, 95)
_WAVES = (3, 6, 12)
"""Length of the ripples whose direction is looked for; the later ones on a reduced grid."""
_WAYS = 8
_RIPPLE_NOISE = np.float32(1e-4)
"""Log light; on even ground ripples of noise run all ways alike."""
_TYPICAL = (10, 50, 90)
"""Percentiles of each feature that are typical of a region."""
_SAMPLED = 5000


def features(image: Image, region: Mask) -> tuple[NDArray[np.float32], tuple[str, ...]]:
    """Describe every pixel of a region.

    Parameters
    ----------
    image : Image
        At the size of measuring.
    region : Mask
        Same height and width.

    Returns
    -------
    values : ndarray of float32, shape (F, N)
        One row per feature, one column per pixel of the region in row-major order.
    names : tuple of str
        F names.
    """
    light = LINEAR[image] + np.float32(_FLOOR)
    tone = _plane(cv2.log(cv2.transform(light, LUMINANCE[None])))
    logs = _plane(cv2.log(light))
    rows: dict[str, Plane] = {}
    for planes in (
        _contrast(tone),
        _gradients(tone),
        _lines(tone),
        _ripples(tone),
        _surroundings(tone),
        _colour(image, logs, tone),
    ):
        rows |= {name: plane[region] for name, plane in planes.items()}
    for name, row in (
        ("tone", tone[region]),
        ("soft tone", _blur(tone, 3.0)[region]),
        *((name, rows[name]) for name in ("red over green soft", "green over blue soft", "a soft", "b soft")),
    ):
        rows |= _against_region(name, row)
    rows["fineness"] = rows["spread 1"] - rows["spread 4"]
    return np.stack(list(rows.values())), tuple(rows)


def typical(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Sum up what a region shows as a whole.

    A pixel means one thing on a head whose every strand is seen and another where strands melt together, one thing
    in hard light and another in soft.

    Parameters
    ----------
    values : ndarray of float32, shape (F, N)
        As `features` gives them for the whole region, N at least 1.

    Returns
    -------
    ndarray of float32, shape (3 F,)
        The low, the middle and the high of each feature.
    """
    some = values[:, :: max(1, values.shape[1] // _SAMPLED)]
    return np.percentile(some, _TYPICAL, axis=1).astype(np.float32).ravel()


def _contrast(tone: Plane) -> dict[str, Plane]:
    """Tone against its surroundings, and how much it varies there, by scale."""
    planes = {}
    for scale in _CONTRAST_SCALES:
        difference = tone - _blur(tone, scale)
        planes[f"contrast {scale:g}"] = difference
        planes[f"spread {scale:g}"] = _plane(0.5 * cv2.log(_blur(difference * difference, scale) + 1e-4))
    return planes


def _gradients(tone: Plane) -> dict[str, Plane]:
    """Strength of edges and how much they run one way (structure tensor), by scale."""
    planes = {}
    for scale in _GRADIENT_SCALES:
        smooth = _blur(tone, scale)
        dx = _plane(cv2.Sobel(smooth, -1, 1, 0, scale=1 / 8))
        dy = _plane(cv2.Sobel(smooth, -1, 0, 1, scale=1 / 8))
        reach = 3 * scale + 1
        xx, yy, xy = _blur(dx * dx, reach), _blur(dy * dy, reach), _blur(dx * dy, reach)
        energy = xx + yy
        planes[f"gradient {scale:g}"] = _plane(0.5 * cv2.log(energy + 1e-5))
        planes[f"coherence {scale:g}"] = _plane(cv2.magnitude(xx - yy, 2 * xy) / (energy + 1e-5))
    return planes


def _lines(tone: Plane) -> dict[str, Plane]:
    """Curvature across dark and across bright lines (eigenvalues of the Hessian), by scale."""
    planes = {}
    for scale in _LINE_SCALES:
        smooth = _blur(tone, scale)
        xx, yy, xy = (_plane(cv2.Sobel(smooth, -1, *order, scale=1 / 4)) for order in ((2, 0), (0, 2), (1, 1)))
        middle, half = (xx + yy) / 2, _plane(cv2.magnitude((xx - yy) / 2, xy))
        planes[f"dark line {scale:g}"] = np.sqrt(np.maximum(half + middle, 0))
        planes[f"bright line {scale:g}"] = np.sqrt(np.maximum(half - middle, 0))
    return planes


def _ripples(tone: Plane) -> dict[str, Plane]:
    """How far ripples run one way, by their length: strongest of all directions over their mean (Gabor filters)."""
    planes, small = {}, tone
    for wave in _WAVES:
        if wave > _WAVES[0]:
            half = (max(8, small.shape[1] // 2), max(8, small.shape[0] // 2))
            small = _plane(cv2.resize(small, half, interpolation=cv2.INTER_AREA))
        strongest, total = np.zeros_like(small), np.zeros_like(small)
        for kernel in _gabor():
            ripple = cv2.filter2D(small, -1, kernel, borderType=cv2.BORDER_REFLECT)
            strength = _blur(_plane(np.abs(ripple)), 2.4)
            strongest = _plane(np.maximum(strongest, strength))
            total += strength
        one_way = _plane(_WAYS * strongest / (total + _WAYS * _RIPPLE_NOISE))
        planes[f"one way {wave}"] = _plane(cv2.resize(one_way, tone.shape[::-1], interpolation=cv2.INTER_LINEAR))
    return planes


@cache
def _gabor() -> tuple[Plane, ...]:
    """Return filters for ripples of the shortest length, one for each direction."""
    found = []
    for way in range(_WAYS):
        kernel = _plane(cv2.getGaborKernel((11, 11), 0.45 * _WAVES[0], way * np.pi / _WAYS, _WAVES[0], 0.6, 0))
        kernel = kernel - kernel.mean()
        found.append(_plane(kernel / np.abs(kernel).sum()))
    return tuple(found)


def _surroundings(tone: Plane) -> dict[str, Plane]:
    """Where the pixel, and the mean around it, lie between the bright and the dark nearby."""
    planes = {}
    calm = _blur(tone, 0.7)
    for reach in _REACHES:
        bright, dark = _extreme(calm, reach, cv2.dilate), _extreme(calm, reach, cv2.erode)
        span = bright - dark
        planes[f"below bright {reach}"] = bright - calm
        planes[f"above dark {reach}"] = calm - dark
        planes[f"range {reach}"] = span
        planes[f"position {reach}"] = (calm - dark) / (span + _NOISE)
        planes[f"balance {reach}"] = (_blur(tone, float(reach)) - dark) / (span + _NOISE)
    return planes


def _extreme(plane: Plane, reach: int, way: Callable[..., Any]) -> Plane:
    """Give the smoothed brightest (dilate) or darkest (erode) within a radius; on a reduced grid where it is wide."""
    step = max(1, reach // 6)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * (reach // step) + 1,) * 2)
    small = way(plane, np.ones((step, step), np.uint8))[::step, ::step]
    found = way(np.ascontiguousarray(small), disc)
    return _blur(_plane(cv2.resize(found, plane.shape[::-1], interpolation=cv2.INTER_LINEAR)), reach / 2)


def _colour(image: Image, logs: Plane, tone: Plane) -> dict[str, Plane]:
    """Lab and log channel ratios, of the pixel, smoothed, and against the brighter places nearby; saturation."""
    calm = _blur(tone, 0.7)
    bright = _plane(cv2.exp(4 * np.minimum(calm - _blur(calm, 12.0), 1.0)))
    total = _blur(bright, 12.0)
    lab = _plane(cv2.cvtColor(_plane(image) / 255, cv2.COLOR_RGB2Lab) / 50)
    soft = _blur(lab, 4.0)
    planes = {name: lab[..., index] for index, name in enumerate("Lab")}
    planes |= {f"{name} soft": soft[..., index] for index, name in enumerate("Lab")}
    for name, ratio in (
        ("red over green", logs[..., 0] - logs[..., 1]),
        ("green over blue", logs[..., 1] - logs[..., 2]),
    ):
        planes[name] = ratio
        planes[f"{name} soft"] = _blur(ratio, 4.0)
        near = _blur(ratio, 1.5)
        planes[f"{name} against bright"] = near - _blur(near * bright, 12.0) / total
    planes["saturation"] = _plane(1 - np.exp(logs.min(axis=2) - logs.max(axis=2)))
    return planes


def _against_region(name: str, row: Plane) -> dict[str, Plane]:
    """Give a channel against the region's own dark, middle and bright, and its place between them."""
    levels = np.percentile(row, _QUANTILES).astype(np.float32)
    rows = {f"{name} over p{q}": row - level for q, level in zip(_QUANTILES, levels, strict=True)}
    span = levels[2] - levels[0]
    rows[f"{name} range"] = np.full_like(row, span)
    rows[f"{name} position"] = (row - levels[0]) / (span + _NOISE)
    return rows


def _blur(plane: Plane, scale: float) -> Plane:
    """Gaussian mean; wide ones on a reduced grid, where they cost nothing and look the same."""
    if scale < 6:
        return _plane(cv2.GaussianBlur(plane, (0, 0), scale, borderType=cv2.BORDER_REFLECT))
    step = int(scale // 3)
    height, width = plane.shape[:2]
    small = cv2.resize(plane, (max(2, width // step), max(2, height // step)), interpolation=cv2.INTER_AREA)
    smooth = cv2.GaussianBlur(small, (0, 0), scale / step, borderType=cv2.BORDER_REFLECT)
    return _plane(cv2.resize(smooth, (width, height), interpolation=cv2.INTER_LINEAR))


def _plane(values: NDArray[Any]) -> Plane:
    """Say that these are float32; copies nothing that is."""
    return np.asarray(values, np.float32)
