"""Where to begin looking for the place of one head in another picture, and where that leads on small copies."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np

from hairtrack.imaging.registration.features import Marks
from hairtrack.imaging.registration.head_motion import Fit, similarity, tilted
from hairtrack.imaging.registration.matching import likeness, robust_fit, rotation, vote
from hairtrack.imaging.registration.patches import Scan, agreement, scan_pictures, settle

_ROLLS = tuple(float(np.radians(degrees)) for degrees in (0, -12, 12, -25, 25))
"""Turns that the outlines of the heads are tried with."""
_COARSE = (
    Scan(level=0, half=8, reach=18, step=5, strands=True),
    Scan(level=1, half=10, reach=10, step=9, strands=True),
)
_GLANCE = replace(_COARSE[0], step=8)
"""For starts of which there are many."""
_TILT, _SIDES, _LIKELY = 0.4, 8, 6
"""By how many half-widths of the head its middle has moved against the outline where a start tilts it, towards how many
sides, and how many of these starts are followed beyond a glance."""
_COARSE_BY_DOTS = (Scan(level=1, half=14, reach=26, step=10),)
"""Dots are lost in the smallest copy, so patches of the next are moved far; they are larger, to show enough dots."""
_SURE_VOTES = 40
_THREADS = 2


def starts(fixed: Marks, moving: Marks, *, patient: bool = True) -> Iterator[Fit]:
    """Yield where to begin, each from another search; a search begins only once it is asked for.

    Parameters
    ----------
    fixed, moving : Marks
    patient : bool
        Whether outlines are turned too, and there is more than the first search.

    Yields
    ------
    Fit
    """
    poses = _rough_poses(fixed, moving, _ROLLS if patient else _ROLLS[:1])
    yield from _best(_led(fixed, moving, poses, _COARSE))
    if patient:
        # Outlines laid over each other do not show a tilt.
        glanced = sorted(_led(fixed, moving, _tilts(fixed, moving), (_GLANCE,)), key=lambda entry: -entry[0])
        yield from _best(_led(fixed, moving, [fit for _, fit in glanced[:_LIKELY]], _COARSE[1:]))
        # Under hair that fell anew, strands lead away from where dots lead to; the same hair shows more than its dots.
        yield from _best(_led(fixed, moving, poses, _COARSE_BY_DOTS))


def _tilts(fixed: Marks, moving: Marks) -> list[Fit]:
    """Return the outlines laid over each other, as if the head had been tilted in between."""
    laid = [_laid(fixed, moving, roll) for roll in _ROLLS]
    sides = 2 * np.pi * (np.arange(_SIDES) + 0.5) / _SIDES
    return [tilted(pose, _TILT * np.array([np.cos(side), np.sin(side)])) for side in sides for pose in laid]


def _best(led: Sequence[tuple[float, Fit]]) -> Sequence[Fit]:
    return [max(led, key=lambda entry: entry[0])[1]] if led else []


def _led(fixed: Marks, moving: Marks, starts: Sequence[Fit], scans: Sequence[Scan]) -> list[tuple[float, Fit]]:
    """Follow starts on the small copies; return how well patches agree with where each led, and that."""
    with ThreadPoolExecutor(_THREADS) as pool:
        led = pool.map(lambda start: _coarsely(fixed, moving, start, scans), starts)
        return [entry for entry in led if entry is not None]


def _coarsely(fixed: Marks, moving: Marks, start: Fit, scans: Sequence[Scan]) -> tuple[float, Fit] | None:
    """Follow a start on the small copies; return how well patches agree with where it led, and that."""
    fit, score = start, 0.0
    for scan in scans:
        maps = scan_pictures(fixed.picture, moving.picture, fit, scan)
        rest = settle(maps, fixed.picture.frame)
        if rest is None:
            return None
        fit, score = rest.fit, agreement(maps, rest.moved)
    return score, fit


def _rough_poses(fixed: Marks, moving: Marks, rolls: Sequence[float]) -> list[Fit]:
    """Return rough poses to begin with: those that marks vote for, and the outlines laid over each other."""
    marks, others = fixed.features, moving.features
    frame = fixed.picture.frame
    poses = vote(marks, others, likeness(marks, others), frame) if min(len(marks), len(others)) > 3 else []
    voted = []
    for pose in poses[:2]:
        if pose.votes < 4:
            continue
        size = float(np.sqrt(abs(np.linalg.det(pose.matrix))))
        pairs = {"fixed": marks.points[pose.fixed], "moving": others.points[pose.moving]}
        voted.append(robust_fit(**pairs, frame=frame, radius=0.09 * frame.scale * size))
    if voted and poses[0].votes > _SURE_VOTES:
        return voted[:1]
    return voted + [_laid(fixed, moving, roll) for roll in rolls]


def _laid(fixed: Marks, moving: Marks, roll: float) -> Fit:
    """Lay the outlines of the heads over each other, one of them turned."""
    frame, target = fixed.picture.frame, moving.picture.frame
    matrix = target.scale / frame.scale * rotation(roll)
    shift = np.array(target.origin) - matrix @ np.array(frame.origin)
    return similarity(frame, matrix=matrix, shift=shift)
