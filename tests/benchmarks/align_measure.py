"""What comes of one pair: of the program by itself, by landmarks, and of the simple methods."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from hairtrack.course import Landmark, Transform
from hairtrack.errors import ReasonKind
from hairtrack.imaging.arrays import Points
from hairtrack.imaging.registration import Registration, register, register_landmarks
from hairtrack.imaging.registration.transform import error_at, map_points
from tests.benchmarks.align_bootstrap import Spread, bootstrapped
from tests.benchmarks.align_cases import Case, Wanted
from tests.benchmarks.align_simple import SIMPLE
from tests.benchmarks.known_warps import Pair

CLICKS = (4, 6)
_CLICK_NOISE = 0.003
"""Standard deviation along each axis in each photo, share of the width."""
_MEDIAN, _P95 = 1.0, 2.5
"""Percent of the width that the errors of a right alignment stay within."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a method made of a pair.

    Attributes
    ----------
    accepted, right : bool
        Right is also to refuse what shows another head.
    median, stated : float
        Percent of the width; NaN where nothing was mapped, or no error is stated.
    within_point, within_whole : float
        Share of the points whose truth lies inside the 95 % error stated for that point, and for the whole.
    untrusted : float
        Share of the points that no answer is given for.
    """

    accepted: bool
    right: bool
    median: float = float("nan")
    stated: float = float("nan")
    within_point: float = float("nan")
    within_whole: float = float("nan")
    untrusted: float = float("nan")

    @property
    def wrong(self) -> bool:
        return self.accepted and not self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """All that was measured on a pair; by clicks only where points are known.

    Attributes
    ----------
    case : Case
    alone : Result
        Of the program without help.
    clicked : mapping of int to Result
        By the number of landmarks.
    simple : mapping of str to Result
    seconds : float
        That the program took without help.
    spread : Spread or None
        Where a bootstrap was asked for.
    """

    case: Case
    alone: Result
    clicked: Mapping[int, Result] = field(default_factory=dict)
    simple: Mapping[str, Result] = field(default_factory=dict)
    seconds: float = 0.0
    spread: Spread | None = None


def measured(case: Case, seed: int, *, simple: bool = True, bootstrap: bool = False) -> Outcome:
    """Make a pair and align it in all ways.

    Parameters
    ----------
    case : Case
    seed : int
    simple : bool
        With the simple methods.
    bootstrap : bool
        And look at how far the map moves when other parts of the head are drawn, where it is accepted.

    Returns
    -------
    Outcome
    """
    pair = case.make(seed)
    began = time.perf_counter()
    found = register(fixed=pair.fixed, moving=pair.moving)
    seconds = time.perf_counter() - began
    clicked = {}
    if case.wanted is Wanted.PLACED:
        # The unlucky hand of one seed must not click in every class.
        hand = [seed, *case.name.encode()]
        clicked = {clicks: _of(_by_clicks(pair, clicks, hand), pair, case.wanted) for clicks in CLICKS}
    return Outcome(
        case=case,
        alone=_of(found, pair, case.wanted),
        clicked=clicked,
        simple={name: _mapped(method(pair), pair, case.wanted) for name, method in SIMPLE.items()} if simple else {},
        seconds=seconds,
        spread=bootstrapped(pair, found.transform) if bootstrap and found.transform else None,
    )


def _of(found: Registration, pair: Pair, wanted: Wanted) -> Result:
    transform = found.transform
    if transform is None:
        named = any(reason.kind is ReasonKind.MIRRORED for reason in found.reasons)
        refused = wanted is Wanted.REFUSED or (wanted is Wanted.MIRRORED and named)
        return Result(accepted=False, right=refused)
    assert found.error_percent_width is not None
    return placed(transform, found.error_percent_width, pair, wanted)


def placed(transform: Transform, stated: float, pair: Pair, wanted: Wanted = Wanted.PLACED) -> Result:
    """Judge an alignment that was accepted.

    Parameters
    ----------
    transform : Transform
    stated : float
        Its 95 % error, percent of the width.
    pair : Pair
    wanted : Wanted

    Returns
    -------
    Result
    """
    errors = error_at(transform, pair.points) / pair.moving.shape[1] * 100
    return _mapped(map_points(transform, pair.points), pair, wanted, errors, stated)


def _mapped(
    mapped: Points | None,
    pair: Pair,
    wanted: Wanted,
    errors: Points | None = None,
    stated: float = float("nan"),
) -> Result:
    """Judge where a method puts the points of a pair."""
    if mapped is None:
        return Result(accepted=False, right=wanted is not Wanted.PLACED)
    if wanted is not Wanted.PLACED:
        return Result(accepted=True, right=False)
    gaps = np.hypot(*(mapped - pair.truth).T) / pair.moving.shape[1] * 100
    known = ~np.isnan(gaps)
    if not known.any():
        return Result(accepted=True, right=False, untrusted=1.0)
    found = gaps[known]
    return Result(
        accepted=True,
        right=bool(np.median(found) <= _MEDIAN and np.percentile(found, 95) <= _P95),
        median=float(np.median(found)),
        stated=stated,
        within_point=float("nan") if errors is None else float(np.mean(found <= errors[known])),
        within_whole=float("nan") if errors is None else float(np.mean(found <= stated)),
        untrusted=float(1 - known.mean()),
    )


def _by_clicks(pair: Pair, clicks: int, hand: Sequence[int]) -> Registration:
    """Click on points well apart, with a hand that is not quite steady."""
    rng = np.random.default_rng(hand)
    chosen = [int(rng.integers(len(pair.points)))]
    while len(chosen) < clicks:
        apart = np.hypot(*(pair.points[:, None] - pair.points[chosen][None]).transpose(2, 0, 1)).min(axis=1)
        chosen.append(int(rng.choice(np.argsort(-apart)[: max(1, len(apart) // 3)])))
    widths = pair.fixed.shape[1], pair.moving.shape[1]
    fixed, moving = (
        points[chosen] + rng.normal(0, _CLICK_NOISE * width, (clicks, 2))
        for points, width in zip((pair.points, pair.truth), widths, strict=True)
    )
    marks = [Landmark(fixed=(f[0], f[1]), moving=(m[0], m[1])) for f, m in zip(fixed, moving, strict=True)]
    sizes = [(image.shape[1], image.shape[0]) for image in (pair.fixed, pair.moving)]
    return register_landmarks(fixed_size=sizes[0], moving_size=sizes[1], landmarks=marks)
