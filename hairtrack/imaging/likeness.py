"""How alike two photos are: the same shot in another file, or the same view of the head on another day.

The same shot has every strand in the same place, whatever was done to the file; between two shots a head moves by more
than a fraction of a pixel, even on a stand. The same view has the outlines of head, hair, face and neck in much the
same place, whatever became of the hair.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.course import View
from hairtrack.imaging.arrays import Image

_Array: TypeAlias = NDArray[Any]

_CELLS, _DIRECTIONS = 12, 6
_SIDE = 8 * _CELLS
"""Pixels along the longer side of the copy that a likeness is made from."""

_ASPECT_WITHIN = 0.02
_LAYOUT_ALIKE, _EDGES_ALIKE = 0.98, 0.9
"""Correlations of brightness and of outlines."""

_COMPARED_SIDE, _SMALLEST_SIDE = 1600, 240
_TILES = 16
"""Along the longer side."""
_FEWEST_TILES = 8
_FAINTEST = 0.6
"""Grey levels of fine detail below which a tile shows more noise than hair."""
_STILL, _STILL_EVERYWHERE = 0.13, 0.25
"""Pixels that all but the tenth, and every part of a photo may seem to have moved by."""
_AGREES_HALF, _AGREES_TENTH = 0.8, 0.6
"""Correlation of fine detail in the median tile, and in the worst tenth."""
_GRAIN = 0.35
"""Grey levels of the finest detail below which there is only rounding."""
_SAME_NOISE = 0.05
"""Correlation of the finest detail in smooth parts below which its noise is another exposure's."""

_COLOUR_WEIGHT = 0.3
"""Beside outlines."""
_WINDOW = 0.8
"""Spread of the weights about the middle, in half sides."""
_FLOOR, _MARGIN = 0.52, 0.025
"""How alike a photo must be to those of a view, and by how much more than to those of any other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What is kept of a photo to compare it with others, some 1.3 kB.

    Attributes
    ----------
    aspect : float
        Width over height.
    layout : bytes
        Lab colours of 12 x 12 cells of the photo padded to a square, row by row, each 0 to 255.
    edges : bytes
        For each of these cells how strongly outlines run in each of six directions, 0 to 255.
    """

    aspect: float
    layout: bytes
    edges: bytes

    def __post_init__(self) -> None:
        lengths = (len(self.layout), len(self.edges))
        if not 0 < self.aspect < math.inf or lengths != (3 * _CELLS**2, _DIRECTIONS * _CELLS**2):
            raise ValueError("not a likeness")


def likeness_of(image: Image) -> Likeness:
    """Return what is kept of a photo to compare it with others.

    Parameters
    ----------
    image : Image
        Upright, of any size; a shrunk copy gives nearly the same.

    Returns
    -------
    Likeness
    """
    height, width = image.shape[:2]
    share = _SIDE / max(height, width)
    size = (max(1, round(width * share)), max(1, round(height * share)))
    while min(image.shape[:2]) > 1 and max(image.shape[:2]) >= 4 * _SIDE:
        # By two is the one shrinking that costs nearly nothing.
        image = cv2.resize(image, (image.shape[1] // 2, image.shape[0] // 2)).astype(np.uint8, copy=False)
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA if share < 1 else cv2.INTER_LINEAR)
    right, below = _SIDE - size[0], _SIDE - size[1]
    square = cv2.copyMakeBorder(
        small, below // 2, below - below // 2, right // 2, right - right // 2, cv2.BORDER_REPLICATE
    )
    lab = cv2.cvtColor(square.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    cells = cv2.resize(lab, (_CELLS, _CELLS), interpolation=cv2.INTER_AREA)
    colours = cells * np.array([2.55, 1, 1]) + np.array([0, 128, 128])
    return Likeness(aspect=width / height, layout=_as_bytes(colours), edges=_as_bytes(255 * _edges(lab)))


def _as_bytes(values: _Array) -> bytes:
    return bytes(np.clip(np.rint(values), 0, 255).astype(np.uint8).tobytes())


def _edges(lab: _Array) -> _Array:
    """Return how outlines run in each cell (12, 12, 6), nearly independent of how strong they are."""
    soft = cv2.GaussianBlur(lab, (0, 0), 1).astype(np.float32)
    across, down = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    strongest = (across**2 + down**2).argmax(axis=2)[..., None]
    x, y = (np.take_along_axis(slope, strongest, 2)[..., 0] for slope in (across, down))
    place = np.arctan2(y, x) / np.pi % 1 * _DIRECTIONS
    off = np.abs(place[..., None] - np.arange(_DIRECTIONS))
    shares = np.clip(1 - np.minimum(off, _DIRECTIONS - off), 0, 1)
    # The root keeps one strong border from drowning all others.
    weighted = shares * np.sqrt(np.hypot(x, y))[..., None]
    cells = weighted.reshape(_CELLS, 8, _CELLS, 8, _DIRECTIONS).mean(axis=(1, 3))
    square = (cells**2).sum(axis=2, keepdims=True)
    even: _Array = (cells / np.sqrt(square + 0.3 * square.mean() + 1e-6)).astype(np.float32)
    return even


# The same shot, first look


def same_shot_scores(photos: Sequence[Likeness], known: Sequence[Likeness]) -> _Array:
    """Take the first look at every pair.

    Parameters
    ----------
    photos : sequence of Likeness
        N of them.
    known : sequence of Likeness
        M of them.

    Returns
    -------
    array of float32
        (N, M), 0 where two files cannot hold the same shot; else the higher the more alike they are, up to 1.
    """
    if not photos or not known:
        return np.zeros((len(photos), len(known)), np.float32)
    aspects = [np.array([likeness.aspect for likeness in side]) for side in (photos, known)]
    alike = np.abs(np.log(aspects[0][:, None] / aspects[1])) < _ASPECT_WITHIN
    layouts = [np.stack([_luma(likeness) for likeness in side]) for side in (photos, known)]
    edges = [np.stack([_outlines(likeness).ravel() for likeness in side]) for side in (photos, known)]
    by_layout, by_edges = layouts[0] @ layouts[1].T, edges[0] @ edges[1].T
    alike &= (by_layout > _LAYOUT_ALIKE) & (by_edges > _EDGES_ALIKE)
    scores: _Array = np.where(alike, by_edges, 0).astype(np.float32)
    return scores


def _luma(likeness: Likeness) -> _Array:
    return _unit(_colours(likeness)[..., 0]).ravel()


def _colours(likeness: Likeness) -> _Array:
    return np.frombuffer(likeness.layout, np.uint8).reshape(_CELLS, _CELLS, 3).astype(np.float32)


def _outlines(likeness: Likeness) -> _Array:
    edges = np.frombuffer(likeness.edges, np.uint8).reshape(_CELLS, _CELLS, _DIRECTIONS).astype(np.float32)
    return _unit(edges)


def _unit(cells: _Array) -> _Array:
    """Return cells less their mean, of length 1; zeros where all are alike."""
    centred = cells - cells.mean(axis=(0, 1))
    length = np.linalg.norm(centred)
    return centred / length if length > 1e-3 else np.zeros_like(centred)


# The same shot, second look


def is_same_shot(a: Image, b: Image) -> bool:
    """Tell whether two files hold the same shot, whatever size and quality they were saved in.

    Both are brought to the smaller one's size. What the smaller still shows must then agree in nearly every part with
    detail, and nothing may have moved, not even by a fraction of a pixel. A crop is another shot.

    Parameters
    ----------
    a, b : Image
        Both upright; 1600 pixels along the longer side are enough. The answer is False below 240.

    Returns
    -------
    bool
        Two shots of a burst are told apart unless neither head nor camera moved by a tenth of a pixel and one of the
        files has lost the sensor's noise. Files with too little detail to tell are not called the same.

    References
    ----------
    Lucas and Kanade 1981, for the motion of each part.
    """
    heights, widths = zip(a.shape[:2], b.shape[:2], strict=True)
    rounding = 1.5 / min(heights + widths)
    if abs(np.log(widths[0] * heights[1] / (widths[1] * heights[0]))) > rounding:
        return False
    share = min(1.0, _COMPARED_SIDE / min(max(a.shape), max(b.shape)))
    size = (round(min(widths) * share), round(min(heights) * share))
    if max(size) < _SMALLEST_SIDE:
        return False
    one, other = _grey(a, size), _grey(b, size)
    return _nothing_moved(one, other) and not _noise_differs(one, other)


def _grey(image: Image, size: tuple[int, int]) -> _Array:
    if image.shape[1::-1] != size:
        image = cv2.resize(image, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    grey: _Array = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32)
    return grey


def _nothing_moved(one: _Array, other: _Array) -> bool:
    height, width = one.shape
    a, b = (cv2.GaussianBlur(grey, (0, 0), 1) - cv2.GaussianBlur(grey, (0, 0), 3) for grey in (one, other))
    power_a, power_b, both = _tiles(a * a), _tiles(b * b), _tiles(a * b)
    detailed = np.minimum(power_a, power_b) > _FAINTEST**2
    if detailed.sum() < _FEWEST_TILES:
        return False
    agreement = both[detailed] / np.sqrt(power_a * power_b)[detailed]
    if np.median(agreement) < _AGREES_HALF or np.quantile(agreement, 0.1) < _AGREES_TENTH:
        return False
    # Sharpening and contrast are no motion: each tile is brought to one strength first.
    a, b = (
        band / cv2.resize(np.sqrt(power) + 0.3, (width, height), interpolation=cv2.INTER_NEAREST)
        for band, power in ((a, power_a), (b, power_b))
    )
    middle, change = (a + b) / 2, a - b
    x, y = (cv2.Sobel(middle, cv2.CV_32F, *axes, ksize=1) / 2 for axes in ((1, 0), (0, 1)))
    weight = detailed / (_tiles(change * change) + 0.05)
    sums = [_tiles(product) * weight for product in (x * x, x * y, y * y, x * change, y * change)]
    return bool(
        np.quantile(_motion(sums, 3)[detailed], 0.9) < _STILL and _motion(sums, 5)[detailed].max() < _STILL_EVERYWHERE
    )


def _motion(sums: list[_Array], side: int) -> _Array:
    """Return how far each neighbourhood of `side` x `side` tiles has moved, pixels."""
    xx, xy, yy, xd, yd = (cv2.blur(tile, (side, side), borderType=cv2.BORDER_CONSTANT) for tile in sums)
    area = xx * yy - xy * xy + 1e-4 * (xx + yy) ** 2 + 1e-12
    distance: _Array = np.hypot((yy * xd - xy * yd) / area, (xx * yd - xy * xd) / area)
    return distance


def _noise_differs(one: _Array, other: _Array) -> bool:
    """Tell whether the smooth parts of both have the noise of two exposures; compression leaves a trace of the one."""
    a, b = (grey - cv2.GaussianBlur(grey, (0, 0), 0.7) for grey in (one, other))
    power_a, power_b, both = _tiles(a * a), _tiles(b * b), _tiles(a * b)
    grainy = np.minimum(power_a, power_b) > _GRAIN**2
    if grainy.sum() < _FEWEST_TILES:
        return False
    smooth = np.argsort(np.where(grainy, power_a + power_b, np.inf), axis=None)[: max(1, int(grainy.sum()) // 2)]
    return bool(np.median((both / np.sqrt(power_a * power_b + 1e-9)).flat[smooth]) < _SAME_NOISE)


def _tiles(values: _Array) -> _Array:
    """Return the mean of every tile."""
    height, width = values.shape
    side = max(height, width) / _TILES
    count = (max(1, round(width / side)), max(1, round(height / side)))
    means: _Array = cv2.resize(values, count, interpolation=cv2.INTER_AREA).astype(np.float32, copy=False)
    return means


# The same view


class KnownViews:
    """Photos whose views are known, described once so that many others can be held against them.

    Parameters
    ----------
    known : sequence of (View, Likeness)
        Photos of one person; `View.CUSTOM` tells nothing and is passed over.
    """

    def __init__(self, known: Sequence[tuple[View, Likeness]]) -> None:
        self._views = [view for view, _ in known]
        self._rows = _rows([_description(likeness) for _, likeness in known])

    def likely(self, photo: Likeness, among: Sequence[bool] | None = None) -> View | None:
        """Return the view that a photo most likely shows, or None where that is not clear.

        Parameters
        ----------
        photo : Likeness
        among : sequence of bool, optional
            Which of the known photos may speak, those of other days; all by default.

        Returns
        -------
        View or None
        """
        may = [view is not View.CUSTOM for view in self._views]
        places = np.flatnonzero(may if among is None else np.logical_and(may, among))
        if not len(places):
            return None
        of_view: dict[View, list[float]] = {}
        for place, value in zip(places, _alike(photo, self._rows[places]), strict=True):
            of_view.setdefault(self._views[place], []).append(float(value))
        # Two photos of a view must speak for it, where there are two: one may by chance.
        best = {view: sorted(values, reverse=True)[:2] for view, values in of_view.items()}
        scores = {view: sum(values) / len(values) for view, values in best.items()}
        first, *others = sorted(scores, key=lambda view: -scores[view])
        margin = _MARGIN if len(of_view[first]) > 1 else 2 * _MARGIN
        clear = all(scores[first] - scores[view] > margin for view in others)
        return first if clear and scores[first] > _FLOOR else None


def _alike(photo: Likeness, rows: _Array) -> _Array:
    """Return how alike the view of a photo is to each row (N,), -1 to 1, the head a little off or not."""
    wide = np.pad(_description(photo), ((1, 1), (1, 1), (0, 0)), mode="edge")
    moved = [wide[down : down + _CELLS, right : right + _CELLS] for down in range(3) for right in range(3)]
    best: _Array = (_rows(moved) @ rows.T).max(axis=0)
    return best


def _rows(descriptions: Sequence[_Array]) -> _Array:
    """Return descriptions as rows of length 1 (N, 1296), the middle of the photo weighing most."""
    flat = np.stack([(each * _window()).ravel() for each in descriptions]) if descriptions else np.zeros((0, 1))
    rows: _Array = (flat / (np.linalg.norm(flat, axis=1, keepdims=True) + 1e-6)).astype(np.float32)
    return rows


@lru_cache(maxsize=1)
def _window() -> _Array:
    """Return weights of the cells (12, 12, 1): the head is near the middle, the room is not."""
    axis = (np.arange(_CELLS) - (_CELLS - 1) / 2) / (_CELLS / 2)
    weights: _Array = np.exp(-0.25 * (axis[:, None] ** 2 + axis**2) / _WINDOW**2)[..., None].astype(np.float32)
    return weights


def _description(likeness: Likeness) -> _Array:
    """Return the cells (12, 12, 9): outlines, and colours in units of their spread over the photo."""
    colours = _colours(likeness) - _colours(likeness).mean(axis=(0, 1))
    even = colours / (np.sqrt((colours**2).mean(axis=(0, 1))) + np.array([7, 3, 3], np.float32))
    return np.concatenate([_outlines(likeness), np.sqrt(_COLOUR_WEIGHT) * _unit(even)], axis=2)
