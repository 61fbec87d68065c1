"""Telling the head from what is behind it."""

from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.imaging.arrays import Image, Mask

_Array = NDArray[np.float64]

SOUGHT = 0.85
"""Where no outline is found, the head is taken to be the oval in the middle that is so many times as wide and high."""
_SIDE = 160
"""Longer side in pixels of the copy in which the head is looked for."""
_AROUND = np.linspace(0, 2 * np.pi, 48, endpoint=False)
_BESIDE = 3.0
"""Pixels inside and outside an oval at which colours are compared, and three times as far inside."""
_PATTERN = 0.25
"""Share of what colours differ by within the oval that is taken off: on a patterned floor, edges are everywhere."""
_MOST = 25.0
"""Difference of colour beyond which an outline is no clearer: the shirt must not outdo the floor."""
_LEAST = 6.0
"""Mean difference from which there is an outline at all."""
_WEAK = 30
"""Percentile of the differences around an oval that counts beside their mean: one sharp edge is no head."""
_LARGER = 0.2
"""Power of its size by which an oval counts: a forehead or a bald crown is an oval within the head's."""
_SEEN = 0.55
"""Least share of an outline that lies in the photo."""
_DRAWN, _KEPT, _CHILDREN, _ROUNDS = 1500, 24, 16, 5
_SLIM, _LONG = 0.95, 1.6
"""Limits of the longer over the shorter axis."""
_CERTAIN, _DOUBTFUL = 0.8, 1.2
"""Within the oval so many times smaller all is head, beyond the one so many times larger nothing is."""


def find_head(image: Image) -> Mask:
    """Tell the head from what is behind it.

    A head seen by a camera is nearly an oval, so the oval whose rim differs most from its surroundings all around is
    looked for first; what its colours and those beyond agree on then says where between the two the outline runs.

    Parameters
    ----------
    image : Image

    Returns
    -------
    Mask
        (H, W). Where no outline is found, an oval that fills most of the photo.

    References
    ----------
    Rother et al. 2004, doi:10.1145/1015706.1015720.
    """
    height, width = image.shape[:2]
    share = _SIDE / max(height, width)
    size = (max(16, round(width * share)), max(16, round(height * share)))
    shrunk = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    small = cv2.bilateralFilter(shrunk, 7, 40, 5).astype(np.uint8, copy=False)
    oval = _find_oval(small)
    found = _sought(size) if oval is None else _cut_out(small, oval)
    soft = cv2.resize(found.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    head: Mask = soft > 0.5
    return head


def _find_oval(image: Image) -> _Array | None:
    """Return middle x and y, half-axes and turn of the oval with the clearest rim, or None."""
    colours = cv2.GaussianBlur(cv2.cvtColor(image, cv2.COLOR_RGB2LAB).astype(np.float32), (0, 0), 1.2).astype(
        np.float32
    )
    height, width = colours.shape[:2]
    side = min(height, width)
    rng = np.random.default_rng(3)
    half = side * np.exp(rng.uniform(np.log(0.28), np.log(0.62), _DRAWN))
    middle = np.array([width, height]) * (0.5 + rng.uniform(-0.18, 0.18, (_DRAWN, 2)))
    longer = half * rng.uniform(1.0, 1.45, _DRAWN)
    ovals = np.column_stack([middle, half, longer, rng.uniform(-np.pi / 2, np.pi / 2, _DRAWN)])
    clear = _clearness(colours, ovals)
    for narrower in 0.5 ** np.arange(_ROUNDS):
        best = np.argsort(-clear)[:_KEPT]
        step = rng.normal(0, narrower, (_KEPT * _CHILDREN, 5))
        near = np.repeat(ovals[best], _CHILDREN, axis=0)
        near[:, :2] += 0.03 * side * step[:, :2]
        near[:, 2:4] *= np.exp(0.06 * step[:, 2:4])
        near[:, 4] += 0.2 * step[:, 4]
        shape = near[:, 3] / near[:, 2]
        near = near[(shape > _SLIM) & (shape < _LONG) & (near[:, 2] > 0.22 * side)]
        ovals = np.concatenate([ovals[best], near])
        clear = np.concatenate([clear[best], _clearness(colours, near)])
    found = int(np.argmax(clear))
    return ovals[found] if clear[found] >= _LEAST else None


def _clearness(colours: NDArray[np.float32], ovals: _Array) -> _Array:
    """Say how much more colours differ across each oval's rim than within it; ovals too far outside get -1."""
    height, width = colours.shape[:2]
    x, y, a, b, turn = (ovals[:, k : k + 1] for k in range(5))
    cosine, sine = np.cos(_AROUND), np.sin(_AROUND)
    out_x, out_y = cosine / a, sine / b
    length = np.hypot(out_x, out_y)
    sides, inside = [], []
    for distance in (-3 * _BESIDE, -_BESIDE, _BESIDE):
        along, across = a * cosine + distance * out_x / length, b * sine + distance * out_y / length
        column = np.round(x + np.cos(turn) * along - np.sin(turn) * across).astype(np.intp)
        row = np.round(y + np.sin(turn) * along + np.cos(turn) * across).astype(np.intp)
        inside.append((column >= 0) & (column < width) & (row >= 0) & (row < height))
        sides.append(colours[row.clip(0, height - 1), column.clip(0, width - 1)])
    seen = inside[1] & inside[2]
    share = seen.mean(axis=1)
    within, gap = (np.minimum(np.sqrt(((a - b) ** 2).sum(axis=2)), _MOST) for a, b in pairwise(sides))
    gap = np.maximum(gap - _PATTERN * within, 0)
    mean = np.where(seen, gap, 0).sum(axis=1) / np.maximum(seen.sum(axis=1), 1)
    # Rims beyond the photo sort last, so that the percentile is one of those that are seen.
    ranked = np.sort(np.where(seen, gap, np.inf), axis=1)
    place = (_WEAK / 100 * np.maximum(seen.sum(axis=1) - 1, 0)).astype(int)
    weak = np.minimum(ranked[np.arange(len(ranked)), place], _MOST)
    size = np.sqrt(a * b)[:, 0] / min(height, width)
    clear: _Array = (0.6 * mean + 0.4 * weak) * np.sqrt(np.minimum(1, share / 0.8)) * (size / 0.4) ** _LARGER
    return np.where(share > _SEEN, clear, -1.0)


def _cut_out(image: Image, oval: _Array) -> Mask:
    """Let colours say where near an oval's rim the head ends."""
    height, width = image.shape[:2]
    x, y, a, b, turn = oval
    rows, columns = np.mgrid[0:height, 0:width] - np.array([y, x]).reshape(2, 1, 1)
    along, across = np.cos(turn) * columns + np.sin(turn) * rows, np.cos(turn) * rows - np.sin(turn) * columns
    off = np.hypot(along / a, across / b)
    labels = np.where(off < 1, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    labels[off < _CERTAIN] = cv2.GC_FGD
    labels[off > _DOUBTFUL] = cv2.GC_BGD
    if not (labels == cv2.GC_BGD).any():
        return np.asarray(off < 1)
    cv2.setRNGSeed(0)
    cv2.grabCut(image, labels, (0, 0, 1, 1), np.zeros((1, 65)), np.zeros((1, 65)), 3, cv2.GC_INIT_WITH_MASK)
    front = np.isin(labels, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (15, 15))
    cut: Mask = cv2.morphologyEx(front, cv2.MORPH_OPEN, disc) > 0
    return cut


def _sought(size: tuple[int, int]) -> Mask:
    y, x = np.mgrid[0 : size[1], 0 : size[0]]
    return np.asarray(np.hypot((x + 0.5) / size[0] * 2 - 1, (y + 0.5) / size[1] * 2 - 1) < SOUGHT)
