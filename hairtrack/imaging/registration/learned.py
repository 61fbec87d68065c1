"""A further start for aligning two photos, from networks that the user has: ALIKED finds marks, LightGlue pairs them.

They say where to begin and no more. What they say is followed and judged like every other start.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.imaging.arrays import Points
from hairtrack.imaging.registration.head_motion import Fit
from hairtrack.imaging.registration.matching import robust_fit
from hairtrack.imaging.registration.picture import Picture

_SIDE = 640
"""Pixels of the square around a head that the networks look at; ALIKED is usually exported for so many."""
_ROOM = 1.25
"""Half-side of that square in half-widths of the head."""
_TURNS = (0, 180, 90, 270)
"""Degrees by which the second head is turned: the networks know a mark again up to some 45."""
_RADIUS = 0.09
"""Of the head's half-width: how far a match may lie from a similarity that fits a curved head only roughly."""
_FEWEST, _PLENTY = 10, 60
"""Matches that agree: with fewer there is no start, with more no other turn is tried."""
_SIZES = 9.0
"""How many times as large or small a part of the second head may be, heads laid over each other."""
_FADE = 4.0
"""Pixels over which what is not head fades to grey, so that the rim makes no marks."""


class NetworkFault(StrEnum):
    """What is wrong with the files."""

    NO_ALIKED = "no aliked"
    NO_LIGHTGLUE = "no lightglue"
    ODD_MARKS = "odd marks"
    ODD_MATCHES = "odd matches"


@dataclass(frozen=True, slots=True)
class Networks:
    """The files of the two networks, in the ONNX format.

    Attributes
    ----------
    aliked, lightglue : Path
    """

    aliked: Path
    lightglue: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """Two heads as the networks see them.

    Attributes
    ----------
    networks : Networks
    fixed : ndarray
        (S, S) uint8.
    turned : tuple of ndarray
        The other head in several turns, likewise; tried in this order until enough matches agree.
    """

    networks: Networks
    fixed: NDArray[np.uint8]
    turned: tuple[NDArray[np.uint8], ...]


Matched: TypeAlias = tuple[Points, Points]
"""(N, 2) pixels of the first square and of the second."""
Found: TypeAlias = list[Matched] | NetworkFault
"""Of each turn that was tried."""


def start_from(fixed: Picture, moving: Picture, networks: Networks, ask: Callable[[Heads], Found | None]) -> Fit | None:
    """Find where to begin.

    Parameters
    ----------
    fixed, moving : Picture
    networks : Networks
    ask : callable
        `match_heads`, or what calls it in another process and knows what to do about a fault.

    Returns
    -------
    Fit or None
        None where too few matches agree, or nothing was answered.
    """
    to_fixed, to_moving = _square(fixed, 0), [_square(moving, turn) for turn in _TURNS]
    heads = Heads(networks=networks, fixed=_cut(fixed, to_fixed), turned=tuple(_cut(moving, to) for to in to_moving))
    found = ask(heads)
    if found is None or isinstance(found, NetworkFault):
        return None
    best: Matched | None = None
    for (first, second), to in zip(found, to_moving, strict=False):
        pairs = _on_heads(_back(first, to_fixed), _back(second, to), fixed, moving)
        agreeing = _agreeing(*pairs, radius=_RADIUS * moving.frame.scale)
        if agreeing.sum() >= max(_FEWEST, 0 if best is None else len(best[0]) + 1):
            best = pairs[0][agreeing], pairs[1][agreeing]
    if best is None:
        return None
    fit = robust_fit(fixed=best[0], moving=best[1], frame=fixed.frame, radius=_RADIUS * moving.frame.scale)
    return fit if _is_of_a_head(fit, moving.frame.scale / fixed.frame.scale) else None


def match_heads(heads: Heads) -> Found:
    """Run the networks. A file that only pretends to be one may take the process with it.

    Parameters
    ----------
    heads : Heads

    Returns
    -------
    list of Matched, or NetworkFault
    """
    fault = NetworkFault.NO_ALIKED
    try:
        finder = cv2.ALIKED.create(str(heads.networks.aliked))
        fault = NetworkFault.NO_LIGHTGLUE
        matcher = cv2.LightGlueMatcher.create(str(heads.networks.lightglue))
        fault = NetworkFault.ODD_MARKS
        marks = _marks(finder, heads.fixed)
        found: list[Matched] = []
        for turned in heads.turned:
            fault = NetworkFault.ODD_MARKS
            others = _marks(finder, turned)
            fault = NetworkFault.ODD_MATCHES
            found.append(_matched(matcher, marks, others, len(heads.fixed)))
            if _agreeing(*found[-1], radius=_RADIUS / _ROOM * _SIDE / 2).sum() >= _PLENTY:
                break
    # A network of another kind makes OpenCV complain in many ways.
    except (cv2.error, ValueError, IndexError, TypeError, MemoryError):
        return fault
    return found


def _marks(finder: cv2.ALIKED, square: NDArray[np.uint8]) -> tuple[Points, NDArray[np.float32]]:
    """Return places (N, 2) and descriptors (N, D) of marks."""
    found, described = finder.detectAndCompute(cv2.cvtColor(square, cv2.COLOR_GRAY2BGR), None)
    places = np.array([mark.pt for mark in found], dtype=np.float64).reshape(-1, 2)
    if described is None or described.ndim != 2 or len(described) != len(places):
        raise ValueError("descriptors do not go with marks")
    far = np.abs(places - len(square) / 2) > len(square)
    if described.dtype != np.float32 or not np.isfinite(described).all() or not np.isfinite(places).all() or far.any():
        raise ValueError("marks are nowhere")
    return places, described.astype(np.float32, copy=False)


def _matched(
    matcher: cv2.LightGlueMatcher,
    first: tuple[Points, NDArray[np.float32]],
    second: tuple[Points, NDArray[np.float32]],
    side: int,
) -> Matched:
    if not len(first[0]) or not len(second[0]):
        return np.zeros((0, 2)), np.zeros((0, 2))
    matcher.setPairInfo(first[0].astype(np.float32), second[0].astype(np.float32), (side, side), (side, side))
    found = matcher.match(first[1], second[1])
    pairs = np.array([(one.queryIdx, one.trainIdx) for one in found], dtype=np.intp).reshape(-1, 2)
    return first[0][pairs[:, 0]], second[0][pairs[:, 1]]


def _square(picture: Picture, turn: float) -> NDArray[np.float64]:
    """Return the (2, 3) matrix from working pixels to the square around the head, turned by degrees."""
    matrix = cv2.getRotationMatrix2D(picture.frame.origin, turn, _SIDE / (2 * _ROOM * picture.frame.scale))
    middle = np.zeros((2, 3))
    middle[:, 2] = (_SIDE - 1) / 2 - np.array(picture.frame.origin)
    square: NDArray[np.float64] = matrix + middle
    return square


def _cut(picture: Picture, matrix: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Cut a head out, with grey in place of what is behind it."""
    size = (_SIDE, _SIDE)
    grey = cv2.warpAffine(picture.grey, matrix, size, flags=cv2.INTER_LINEAR, borderValue=128).astype(np.float32)
    head = cv2.warpAffine(picture.head.astype(np.float32), matrix, size, flags=cv2.INTER_LINEAR)
    shown = 128 + cv2.GaussianBlur(head, (0, 0), _FADE) * (grey - 128)
    cut: NDArray[np.uint8] = np.clip(np.round(shown), 0, 255).astype(np.uint8)
    return cut


def _is_of_a_head(fit: Fit, scale: float) -> bool:
    """Say whether a map neither folds nor shrinks a head to nothing, as pairs of one and the same mark would."""
    around = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    rim = np.array(fit.frame.origin) + fit.frame.scale * np.stack([np.cos(around), np.sin(around)], axis=1)
    sizes = np.linalg.det(fit.slopes(np.vstack([rim, [fit.frame.origin]]))) / scale**2
    return bool(sizes.min() > 1 / _SIZES and sizes.max() < _SIZES)


def _back(points: Points, matrix: NDArray[np.float64]) -> Points:
    back: Points = (points - matrix[:, 2]) @ np.linalg.inv(matrix[:, :2]).T
    return back


def _on_heads(first: Points, second: Points, fixed: Picture, moving: Picture) -> Matched:
    both = _within(first, fixed) & _within(second, moving)
    return first[both], second[both]


def _within(points: Points, picture: Picture) -> NDArray[np.bool_]:
    column, row = np.clip(np.round(points), 0, np.array(picture.size) - 1).astype(np.intp).T
    return np.asarray(picture.head[row, column])


def _agreeing(first: Points, second: Points, *, radius: float) -> NDArray[np.bool_]:
    """Say which matches one similarity explains, as a start may be found by."""
    if len(first) < _FEWEST:
        return np.zeros(len(first), dtype=bool)
    found, agree = cv2.estimateAffinePartial2D(
        first.astype(np.float32), second.astype(np.float32), method=cv2.RANSAC, ransacReprojThreshold=radius
    )
    return np.zeros(len(first), dtype=bool) if found is None else agree.ravel() > 0
