"""Which marks of one photo are which of the other: a vote for the coarse pose, then a guided search around it."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """A similarity ``moving = matrix @ fixed + shift`` and the matches that agree with it."""

    matrix: _Array
    shift: _Array
    votes: int
    fixed: _Indices
    moving: _Indices


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """Pairs of keypoints, by index."""

    fixed: _Indices
    moving: _Indices

    def __len__(self) -> int:
        return len(self.fixed)


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


def guided(fixed: Features, moving: Features, alike: NDArray[np.float32], fit: Fit, *, radius: float) -> Matches:
    """Match again, looking only near where a fit expects each mark.

    Parameters
    ----------
    fixed, moving : Features
    alike : ndarray
        (N, M) likeness of descriptors.
    fit : Fit
    radius : float
        Of the search, moving pixels.

    Returns
    -------
    Matches
        Mutual best within the search area, so that no mark is used twice.
    """
    expected = fit.map(fixed.points)
    turn, stretch = _local_pose(fit, fixed.points)
    rows, columns = np.nonzero(_squared_distances(expected, moving.points) < radius**2)
    level = np.abs(_wrapped(moving.angles[columns] - fixed.angles[rows] - turn[rows])) < _TURN
    level &= np.abs(np.log(moving.scales[columns] / fixed.scales[rows]) - stretch[rows]) < _STRETCH
    rows, columns = rows[level], columns[level]
    values = alike[rows, columns]
    best_of_row = np.zeros(len(fixed), np.float32)
    best_of_column = np.zeros(len(moving), np.float32)
    np.maximum.at(best_of_row, rows, values)
    np.maximum.at(best_of_column, columns, values)
    good = (values >= best_of_row[rows]) & (values >= best_of_column[columns])
    rows, columns = rows[good], columns[good]
    # A mark described under two orientations is still one mark.
    places = np.round(np.hstack([fixed.points[rows], moving.points[columns]]), 1)
    single = np.sort(np.unique(places, axis=0, return_index=True)[1])
    return Matches(fixed=rows[single], moving=columns[single])


def robust_fit(
    *, fixed: Points, moving: Points, frame: Frame, radius: float, start: Fit | None = None, rounds: int = 8
) -> tuple[Fit, _Array, float]:
    """Fit to matches of which many may be wrong, from a rough start, by reweighting.

    Parameters
    ----------
    fixed, moving : Points
        (N, 2).
    frame : Frame
    radius : float
        Distance from the start beyond which a match does not count, moving pixels; it narrows by the round.
    start : Fit, optional
        Without it, all matches are taken to be roughly right.
    rounds : int

    Returns
    -------
    fit : Fit
    weights : ndarray
        (N,) between 0 and 1.
    sigma : float
        Of the matches that agree, along each axis, moving pixels.
    """
    weights = np.ones(len(fixed))
    sigma = radius / 3
    fit = start
    for _ in range(rounds):
        if fit is not None:
            gap = np.hypot(*(moving - fit.map(fixed)).T)
            close = gap < radius
            if close.sum() < 4:
                break
            sigma = max(float(np.median(gap[close])) / 1.1774, radius / 40)
            weights = np.where(close, np.maximum(1 - (gap / (4 * sigma)) ** 2, 0) ** 2, 0.0)
            radius = max(5 * sigma, 0.6 * radius)
        if weights.sum() < 3:
            break
        fit = fit_head_motion(fixed=fixed, moving=moving, sigma=sigma, frame=frame, weights=weights)
    assert fit is not None
    return fit, weights, sigma


def _local_pose(fit: Fit, points: Points) -> tuple[_Array, _Array]:
    """Return by what angle a fit turns at points and the log of by how much it enlarges."""
    slopes = fit.slopes(points)
    turn: _Array = np.arctan2(slopes[:, 1, 0] - slopes[:, 0, 1], slopes[:, 0, 0] + slopes[:, 1, 1])
    stretch: _Array = 0.5 * np.log(np.maximum(np.abs(np.linalg.det(slopes)), 1e-6))
    return turn, stretch


def _squared_distances(a: Points, b: Points) -> NDArray[np.float32]:
    first, second = a.astype(np.float32), b.astype(np.float32)
    squares = (first**2).sum(axis=1)[:, None] + (second**2).sum(axis=1)[None, :] - 2 * first @ second.T
    result: NDArray[np.float32] = squares
    return result


def rotation(angle: float) -> _Array:
    """Return the (2, 2) matrix that turns by an angle in radians."""
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


def _wrapped(angle: _Array) -> _Array:
    wrapped: _Array = (angle + np.pi) % (2 * np.pi) - np.pi
    return wrapped
