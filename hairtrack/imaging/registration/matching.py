"""Which marks of one photo are which of the other: a vote for the coarse pose, and a fit to those that agree."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hairtrack.imaging.arrays import Points
from hairtrack.imaging.registration.features import Features
from hairtrack.imaging.registration.head_motion import Fit, Frame, fit_head_motion

_Array = NDArray[np.float64]
_Indices = NDArray[np.intp]

_TURN = np.radians(25)
"""Largest disagreement in orientation between a match and the pose."""
_STRETCH = np.log(1.6)
"""Largest disagreement in size."""
_VOTE_RADIUS = 0.09
"""Of the head's half-width: how far a match may lie from a similarity that fits a curved head only roughly."""
_VOTERS = 400
_POSES = 4
_ROUNDS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """A similarity ``moving = matrix @ fixed + shift`` and the matches that agree with it."""

    matrix: _Array
    shift: _Array
    votes: int
    fixed: _Indices
    moving: _Indices


def likeness(fixed: Features, moving: Features) -> NDArray[np.float32]:
    """Return the (N, M) cosine between all descriptors."""
    product: NDArray[np.float32] = fixed.descriptors @ moving.descriptors.T
    return product


def vote(fixed: Features, moving: Features, alike: NDArray[np.float32], frame: Frame) -> list[Pose]:
    """Find the similarities that most of the mutual best matches agree with.

    Every match knows how much larger and by what angle turned its mark is, so each alone proposes a pose.

    Parameters
    ----------
    fixed, moving : Features
    alike : ndarray
        (N, M) likeness of descriptors.
    frame : Frame
        Of the fixed picture.

    Returns
    -------
    list of Pose
        The best first, each clearly different from those before it.
    """
    if min(alike.shape) < 3:
        return []
    nearest = alike.argmax(axis=1)
    mutual = np.flatnonzero(alike.argmax(axis=0)[nearest] == np.arange(len(nearest)))
    partner = nearest[mutual]
    best = alike[mutual, partner]
    second = np.partition(alike[mutual], -2, axis=1)[:, -2]
    clear = (1 - best) / np.maximum(1 - second, 1e-6)
    turn = moving.angles[partner] - fixed.angles[mutual]
    stretch = np.log(moving.scales[partner] / fixed.scales[mutual])
    source, target = fixed.points[mutual], moving.points[partner]
    radius = _VOTE_RADIUS * frame.scale
    proposals: list[tuple[int, NDArray[np.bool_], _Array, _Array]] = []
    for index in np.argsort(clear)[:_VOTERS]:
        matrix = np.exp(stretch[index]) * rotation(turn[index])
        shift = target[index] - matrix @ source[index]
        gap = np.hypot(*(source @ matrix.T + shift - target).T)
        agree = (gap < radius * np.exp(stretch[index])) & (np.abs(stretch - stretch[index]) < _STRETCH)
        agree &= np.abs(_wrapped(turn - turn[index])) < _TURN
        proposals.append((int(agree.sum()), agree, matrix, shift))
    proposals.sort(key=lambda proposal: -proposal[0])
    chosen: list[Pose] = []
    corners = np.array(frame.origin) + frame.scale * np.array([[-1.0, 0.0], [1.0, 0.0], [0.0, -1.0], [0.0, 1.0]])
    for votes, agree, matrix, shift in proposals:
        places = corners @ matrix.T + shift
        if all(np.abs(places - (corners @ p.matrix.T + p.shift)).max() > 3 * radius for p in chosen):
            chosen.append(Pose(matrix=matrix, shift=shift, votes=votes, fixed=mutual[agree], moving=partner[agree]))
        if len(chosen) == _POSES:
            break
    return chosen


def robust_fit(*, fixed: Points, moving: Points, frame: Frame, radius: float) -> Fit:
    """Fit to matches of which some may be wrong, by reweighting.

    Parameters
    ----------
    fixed, moving : Points
        (N, 2), at least four.
    frame : Frame
    radius : float
        Distance from the fit beyond which a match does not count, moving pixels; it narrows by the round.

    Returns
    -------
    Fit
    """
    fit = fit_head_motion(fixed=fixed, moving=moving, sigma=radius / 3, frame=frame)
    for _ in range(_ROUNDS):
        gap = np.hypot(*(moving - fit.map(fixed)).T)
        close = gap < radius
        if close.sum() < 4:
            break
        sigma = max(float(np.median(gap[close])) / 1.1774, radius / 40)
        weights = np.where(close, np.maximum(1 - (gap / (4 * sigma)) ** 2, 0) ** 2, 0.0)
        if weights.sum() < 3:
            break
        radius = max(5 * sigma, 0.6 * radius)
        fit = fit_head_motion(fixed=fixed, moving=moving, sigma=sigma, frame=frame, weights=weights)
    return fit


def rotation(angle: float) -> _Array:
    """Return the (2, 2) matrix that turns by an angle in radians."""
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


def _wrapped(angle: _Array) -> _Array:
    wrapped: _Array = (angle + np.pi) % (2 * np.pi) - np.pi
    return wrapped
