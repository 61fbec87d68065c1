"""A photo made ready to be matched: smaller, evenly lit, with the head told from what is behind it."""

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.course import Size
from hairtrack.imaging.arrays import Image, Mask
from hairtrack.imaging.registration.head import find_head
from hairtrack.imaging.registration.head_motion import Fit, Frame

_WORK_WIDTH = 1000
_RIM = 0.015
"""Share of the width taken off the head's outline, where the background shows beside it."""


LEVELS = (128, 256, 512, 768)
"""Short sides in pixels of the copies that patches are compared in."""
_DOTS = 1.5, 3.5
"""Radii of the dots that are looked for, pixels of such a copy."""
_UNLIKE = 1.25
"""How many times as large as one of two heads what either photo shows must be, for the two not to be the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A small copy of a picture.

    Attributes
    ----------
    share : float
        Its pixels per working pixel.
    detail : ndarray
        (H, W) float32: detail at this level's finest scales, in units of its local contrast.
    dots : ndarray
        (H, W, 2) float32: what of it is round, for smaller and larger dots, likewise.
    head : Mask
        (H, W).
    """

    share: float
    detail: NDArray[np.float32]
    dots: NDArray[np.float32]
    head: Mask


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A photo at working size.

    Attributes
    ----------
    levels : tuple of Level
        The coarsest first.
    grey : ndarray
        (H, W) uint8: detail under even light, 128 where there is none.
    head : Mask
        (H, W): the head, less its rim.
    frame : Frame
        Middle and half-width of the head, working pixels.
    full_size : Size
        Of the photo.
    """

    levels: tuple[Level, ...]
    grey: NDArray[np.uint8]
    head: Mask
    frame: Frame
    full_size: Size

    @property
    def size(self) -> Size:
        """Width and height in working pixels."""
        return self.grey.shape[1], self.grey.shape[0]


def mirrored(picture: Picture) -> Picture:
    """Return a picture as a mirror shows it."""

    def flip(level: Level) -> Level:
        detail, dots = (np.fliplr(part).copy() for part in (level.detail, level.dots))
        return replace(level, detail=detail, dots=dots, head=np.fliplr(level.head).copy())

    x, y = picture.frame.origin
    return replace(
        picture,
        levels=tuple(flip(level) for level in picture.levels),
        grey=np.fliplr(picture.grey).copy(),
        head=np.fliplr(picture.head).copy(),
        frame=replace(picture.frame, origin=(picture.size[0] - 1 - x, y)),
    )


def prepare(image: Image) -> Picture:
    """Shrink a photo, even out its light and find the head.

    Parameters
    ----------
    image : Image

    Returns
    -------
    Picture
    """
    height, width = image.shape[:2]
    share = min(1.0, _WORK_WIDTH / min(width, height))
    size = (max(16, round(width * share)), max(16, round(height * share)))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    head = find_head(small)
    x, y = _middle(head)
    frame = Frame(origin=(float(x), float(y)), scale=max(8.0, math.sqrt(head.sum() / math.pi)))
    rim = max(3, round(_RIM * size[0])) * 2 + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (rim, rim))
    inner = cv2.erode(head.astype(np.uint8), kernel, borderType=cv2.BORDER_CONSTANT, borderValue=1).astype(bool)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False)
    levels = tuple(_level(grey, inner, side) for side in LEVELS)
    return Picture(levels=levels, grey=even_light(grey), head=inner, frame=frame, full_size=(width, height))


def with_one_head(fixed: Picture, moving: Picture, fit: Fit) -> tuple[Picture, Picture] | None:
    """Take for the head what either of two photos shows as head.

    Hair that ends above a bald nape or forehead has a clearer outline than the head; once it has grown back, the head
    is found as a whole.

    Parameters
    ----------
    fixed, moving : Picture
    fit : Fit
        Between them, and sure.

    Returns
    -------
    tuple of Picture or None
        Where the moving picture shows something else than the head is left to the fixed one to say. None where both
        have found the same already.
    """
    width, height = fixed.size
    at_x, at_y = (at.astype(np.float32) for at in fit.grid(np.arange(float(width)), np.arange(float(height))))
    there = cv2.remap(moving.head.astype(np.uint8), at_x, at_y, cv2.INTER_NEAREST) > 0
    either = fixed.head | there
    if either.sum() < _UNLIKE * min(fixed.head.sum(), there.sum()):
        return None
    shift = _middle(either) - _middle(fixed.head)
    frame = Frame(
        origin=(fixed.frame.origin[0] + shift[0], fixed.frame.origin[1] + shift[1]),
        scale=fixed.frame.scale * math.sqrt(either.sum() / fixed.head.sum()),
    )
    return _showing(fixed, either, frame), _showing(moving, np.ones_like(moving.head), moving.frame)


def _showing(picture: Picture, head: Mask, frame: Frame) -> Picture:
    levels = tuple(replace(level, head=_shrunk(head, level.detail.shape)) for level in picture.levels)
    return replace(picture, levels=levels, head=head, frame=frame)


def _shrunk(head: Mask, shape: tuple[int, ...]) -> Mask:
    mask: Mask = cv2.resize(head.astype(np.uint8), (shape[1], shape[0]), interpolation=cv2.INTER_NEAREST) > 0
    return mask


def _middle(head: Mask) -> NDArray[np.float64]:
    rows, columns = np.nonzero(head)
    return np.array([columns.mean(), rows.mean()])


def even_light(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return detail of (H, W) grey levels in units of its local contrast, 128 on average."""
    detail = _detail(grey, spread=grey.shape[1] / 40, faintest=0.01)
    evened: NDArray[np.uint8] = np.clip(128 + 40 * detail, 0, 255).astype(np.uint8)
    return evened


def _level(grey: NDArray[np.uint8], head: Mask, side: int) -> Level:
    height, width = grey.shape
    share = min(1.0, side / min(width, height))
    size = (round(width * share), round(height * share))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    detail = np.clip(_detail(small, spread=8.0, faintest=0.02), -3, 3)
    dots = np.dstack([_dots(small, radius) for radius in _DOTS])
    return Level(share=size[0] / width, detail=detail, dots=dots, head=_shrunk(head, small.shape))


def _dots(grey: NDArray[np.uint8], radius: float) -> NDArray[np.float32]:
    """Return how far log brightness bends in every direction alike, over the local spread of that.

    Across a strand it bends, along it hardly. What is left is round, dark where positive: moles, scars, roots, and the
    skin's own spots, which stay when all hair has changed.

    References
    ----------
    Lindeberg 1998, doi:10.1023/A:1008045108935.
    """
    soft = cv2.GaussianBlur(_logarithm(grey), (0, 0), radius)
    xx, yy, xy = (cv2.Sobel(soft, cv2.CV_32F, *order) for order in ((2, 0), (0, 2), (1, 1)))
    mean, apart = (xx + yy) / 2, np.sqrt((xx - yy) ** 2 / 4 + xy * xy)
    least: NDArray[np.float32] = np.sign(mean) * np.maximum(np.abs(mean) - apart, 0)
    return np.clip(_evened(least, spread=8.0, faintest=0.005), -3, 3)


def _detail(grey: NDArray[np.uint8], *, spread: float, faintest: float) -> NDArray[np.float32]:
    """Return log brightness less its surroundings, over its local spread."""
    return _evened(_logarithm(grey), spread=spread, faintest=faintest)


def _logarithm(grey: NDArray[np.uint8]) -> NDArray[np.float32]:
    return np.log1p(grey.astype(np.float32) / 8)


def _evened(values: NDArray[np.float32], *, spread: float, faintest: float) -> NDArray[np.float32]:
    detail = values - cv2.GaussianBlur(values, (0, 0), spread)
    contrast = np.sqrt(cv2.GaussianBlur(detail * detail, (0, 0), spread * 1.5) + faintest**2)
    ratio: NDArray[np.float32] = (detail / contrast).astype(np.float32)
    return ratio
