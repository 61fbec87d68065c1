"""Moving a click to the very mark that was meant, where the surroundings leave no doubt.

A hand is off by some tenths of a percent of the width. Where the same mark is seen in both photos, its surroundings say
where. After months the hair is other hair, and hair fits other hair in many places. So four looks, with and
without what runs in strands, near and far, must each find the same place by themselves and find the way back.
"""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.course import Point
from hairtrack.imaging.arrays import Image

_Array = NDArray[np.float64]
_Picture = NDArray[np.float32]

_WORK_WIDTH = 900
_NARROWEST = 400
"""Photos with fewer pixels across show too little around a click."""
_REACH = 0.01
"""How far a click may be moved, share of the width."""
_HALVES = (0.025, 0.06)
"""Half-sides of the two patches, shares of the width."""
_AGREE = 2.0
"""Working pixels between the places that the four looks find."""
_BACK = 3.5
"""Working pixels that the way back may miss the click by."""
_STANDS_OUT = 0.1
"""By how much the best place of one look at least must be more alike than any other place."""
_APART = 0.4
"""Other places begin so far from the best one, share of the reach."""


@dataclass(frozen=True, slots=True)
class Click:
    """A place in a photo.

    Attributes
    ----------
    image : Image
    place : Point
    """

    image: Image
    place: Point


@dataclass(frozen=True, slots=True)
class _Look:
    """What surrounds a click at working size, seen as the first photo shows it."""

    whole: _Picture

    def patch(self, half: int, at: NDArray[np.int_]) -> _Picture:
        x, y = np.array(self.whole.shape[::-1]) // 2 + at
        return self.whole[y - half : y + half + 1, x - half : x + half + 1]

    def around(self, half: int, reach: int) -> _Picture:
        return self.patch(half + reach, np.zeros(2, dtype=np.int_))


def snap(anchor: Click, clicked: Click, slopes: _Array) -> Point | None:
    """Find the place of a mark near a click, by what surrounds it in another photo.

    Parameters
    ----------
    anchor : Click
        The mark in the photo that stays.
    clicked : Click
        The same mark in the other photo, as a hand placed it.
    slopes : ndarray
        (2, 2) how places in the other photo move with those in the first, near the mark.

    Returns
    -------
    Point or None
        In the other photo, at most 1 % of its width from the click; None where no place is clearly better.
    """
    width, other_width = anchor.image.shape[1], clicked.image.shape[1]
    if min(width, other_width) < _NARROWEST:
        return None
    share, other_share = min(1.0, _WORK_WIDTH / width), min(1.0, _WORK_WIDTH / other_width)
    halves = [max(3, round(half * width * share)) for half in _HALVES]
    reach = max(2, round(_REACH * other_width * other_share))
    turn = slopes * other_share / share
    extent = max(halves) + 2 * reach
    moves = []
    for plain in (True, False):
        fixed = _look(anchor, np.eye(2), extent, share, plain=plain)
        moving = _look(clicked, turn, extent, other_share, plain=plain)
        if fixed is None or moving is None:
            return None
        moves += [_best(fixed, moving, half, reach) for half in halves]
    found = [move for move in moves if move is not None]
    if len(found) < len(moves) or max(clear for _, clear in found) < _STANDS_OUT:
        return None
    places = np.array([move for move, _ in found])
    if np.ptp(places, axis=0).max() > _AGREE:
        return None
    x, y = np.array(clicked.place) + turn @ places.mean(axis=0) / other_share
    inside = 0 <= x <= other_width - 1 and 0 <= y <= clicked.image.shape[0] - 1
    return (float(x), float(y)) if inside else None


def _best(fixed: _Look, moving: _Look, half: int, reach: int) -> tuple[_Array, float] | None:
    """Return where one look fits best, and by how much better than elsewhere; None where the way back misses."""
    likeness = cv2.matchTemplate(
        moving.around(half, reach), fixed.patch(half, np.zeros(2, dtype=np.int_)), cv2.TM_CCOEFF_NORMED
    )
    move = _peak(likeness)
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    round_ = np.hypot(x, y) <= reach + 0.5
    elsewhere = round_ & (np.hypot(x - move[0], y - move[1]) >= _APART * reach)
    if not elsewhere.any() or np.hypot(*move) > reach + 0.5:
        return None
    clear = float(likeness.max() - likeness[elsewhere].max())
    back = cv2.matchTemplate(fixed.around(half, reach), moving.patch(half, move), cv2.TM_CCOEFF_NORMED)
    return (move.astype(np.float64), clear) if np.hypot(*_peak(back)) <= _BACK else None


def _peak(likeness: NDArray[Any]) -> NDArray[np.int_]:
    row, column = divmod(int(np.nan_to_num(likeness).argmax()), likeness.shape[1])
    middle = likeness.shape[0] // 2
    return np.array([column - middle, row - middle], dtype=np.int_)


def _look(click: Click, turn: _Array, extent: int, share: float, *, plain: bool) -> _Look | None:
    """Cut out what surrounds a click, turned and scaled as another photo shows it."""
    height, width = click.image.shape[:2]
    margin = width * share / 20
    far = float(np.abs(turn).sum(axis=1).max()) * extent + margin
    x, y = click.place
    left, top = max(0, int(x - far / share)), max(0, int(y - far / share))
    right, bottom = min(width, int(x + far / share) + 2), min(height, int(y + far / share) + 2)
    if right - left < 8 or bottom - top < 8 or not np.isfinite(turn).all():
        return None
    grey = cv2.cvtColor(np.ascontiguousarray(click.image[top:bottom, left:right]), cv2.COLOR_RGB2GRAY)
    size = max(4, round(grey.shape[1] * share)), max(4, round(grey.shape[0] * share))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    detail = _detail(small, spread=width * share / 60)
    if not plain:
        detail = _without_strands(detail, width * share)
    v, u = np.mgrid[-extent : extent + 1, -extent : extent + 1].astype(np.float32)
    at_x = (x - left + 0.5) * share - 0.5 + turn[0, 0] * u + turn[0, 1] * v
    at_y = (y - top + 0.5) * share - 0.5 + turn[1, 0] * u + turn[1, 1] * v
    seen = cv2.remap(
        detail,
        at_x.astype(np.float32),
        at_y.astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
    )
    return _Look(seen.astype(np.float32, copy=False))


def _detail(grey: _Picture, *, spread: float) -> _Picture:
    """Return log brightness less its surroundings, in units of its own spread."""
    logarithm = np.log1p(grey / 8)
    detail = logarithm - cv2.GaussianBlur(logarithm, (0, 0), spread)
    contrast = np.sqrt(cv2.GaussianBlur(detail * detail, (0, 0), 1.5 * spread) + 0.015**2)
    ratio: _Picture = (detail / contrast).astype(np.float32)
    return ratio


def _without_strands(detail: _Picture, width: float) -> _Picture:
    """Fade what has one direction, as strands have, and keep spots."""
    soft = cv2.GaussianBlur(detail, (0, 0), width / 450)
    across, down = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    near = width / 150
    xx, yy, xy = (cv2.GaussianBlur(g, (0, 0), near) for g in (across * across, down * down, across * down))
    one_way = np.sqrt((xx - yy) ** 2 + 4 * xy * xy) / (xx + yy + 1e-6)
    spots: _Picture = (soft * (1 - one_way)).astype(np.float32)
    return spots
