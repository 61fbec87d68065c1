"""How well a hand aligns what nothing else can: months apart, a few clicks, each off by 0.3 % of the width.

Four ways to click: anywhere apart from the others; where the page asks for the next one, which a hand follows to
within 8 % of the width, where no region is known and where the scalp is the region that is measured; and the last with
each second click moved to its mark where its surroundings leave no doubt.
Success: a median error of at most 1 % and a 95th percentile of at most 2.5 % of the width.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from hairtrack.course import Landmark
from hairtrack.imaging.registration import register_landmarks
from hairtrack.imaging.registration.landmarks import landmark_fit, most_telling, places_on_head
from hairtrack.imaging.registration.snap import Click, snap
from hairtrack.imaging.registration.transform import map_points
from tests.benchmarks.known_warps import Pair
from tests.benchmarks.rendered_pairs import rendered_pair
from tests.benchmarks.row import Row, print_rows

_NOISE = 0.003
_FEWEST, _MOST = 3, 6
_FOLLOWED = 0.08
_REPEATS = 3
ANYWHERE, ASKED = "anywhere", "where asked for"
REGION, SNAPPED = "where asked for a region", "where asked for a region, snapped"


@dataclass(slots=True)
class _Found:
    """What so many clicks came to."""

    right: list[bool] = field(default_factory=list)
    wrong: list[bool] = field(default_factory=list)
    medians: list[float] = field(default_factory=list)
    within: list[float] = field(default_factory=list)


def main() -> int:
    """Print one row for each way and each number of clicks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=42)
    parser.add_argument("--seed", type=int, default=1000)
    parser.add_argument("--kind", default="months")
    options = parser.parse_args()
    found: dict[tuple[str, int], _Found] = defaultdict(_Found)
    moved: list[tuple[float, float]] = []
    for seed in range(options.seed, options.seed + options.pairs):
        pair = rendered_pair(options.kind, seed)
        for repeat in range(_REPEATS):
            for way in (ANYWHERE, ASKED, REGION, SNAPPED):
                _click(pair, way, np.random.default_rng([seed, repeat]), found, moved)
    print(f"{'clicks':34} {'n':>4} {'right %':>8} {'wrong %':>8} {'median':>8} {'within %':>9}")
    for (way, count), made in sorted(found.items()):
        figures = (100 * np.mean(made.right), 100 * np.mean(made.wrong))
        print(
            f"{count} {way:32} {len(made.right):4} {figures[0]:8.1f} {figures[1]:8.1f} {np.mean(made.medians):8.2f} "
            f"{100 * np.mean(made.within):9.0f}"
        )
    before, after = np.array(moved).reshape(-1, 2).T
    clicks = _REPEATS * (_MOST - _FEWEST + 1) * options.pairs
    nearer = 100 * float(np.mean(after < before)) if len(before) else 0.0
    print(f"snapped: {len(before)} of {clicks} clicks, nearer to the mark than before: {nearer:.0f} %")
    rows = [
        Row(
            f"{_MOST} clicks where asked for a region: right, %",
            100 * float(np.mean(found[REGION, _MOST].right)),
            95,
            True,
        )
    ]
    for count in (4, _MOST):
        plain, snapped = (float(np.mean(found[way, count].medians)) for way in (REGION, SNAPPED))
        rows.append(Row(f"{count} clicks snapped: median, % of width, against plain", snapped, plain + 0.005))
    return print_rows(rows)


def _click(
    pair: Pair,
    way: str,
    rng: np.random.Generator,
    found: dict[tuple[str, int], _Found],
    moved: list[tuple[float, float]],
) -> None:
    """Place points one after the other, and keep what they come to."""
    width = pair.fixed.shape[1]
    sizes = (width, pair.fixed.shape[0]), (pair.moving.shape[1], pair.moving.shape[0])
    places = places_on_head(pair.fixed, sizes[0])
    chosen = [int(rng.integers(len(pair.points)))]
    marks: list[Landmark] = []
    for count in range(1, _MOST + 1):
        marks.append(_mark(pair, chosen[-1], rng))
        if way == SNAPPED and count >= _FEWEST:
            marks[-1] = _snapped(pair, marks, sizes, chosen[-1], moved)
        if count >= _FEWEST:
            _keep(found[way, count], pair, sizes, marks)
        apart = np.hypot(*(pair.points[:, None] - pair.points[chosen][None]).transpose(2, 0, 1)).min(axis=1)
        choice = np.argsort(-apart)[: len(apart) // 3]
        about = places if way == ASKED else pair.points
        wanted = most_telling(fixed_size=sizes[0], moving_size=sizes[1], landmarks=marks, places=places, about=about)
        if way != ANYWHERE and count >= _FEWEST and wanted is not None:
            away = np.hypot(*(pair.points - places[wanted[0]]).T)
            choice = np.flatnonzero(away <= max(_FOLLOWED * width, away.min()))
        chosen.append(int(rng.choice(choice)))


def _mark(pair: Pair, index: int, rng: np.random.Generator) -> Landmark:
    noise = rng.normal(0, _NOISE, (2, 2)) * [[pair.fixed.shape[1]], [pair.moving.shape[1]]]
    (a, b), (c, d) = pair.points[index] + noise[0], pair.truth[index] + noise[1]
    return Landmark(fixed=(a, b), moving=(c, d))


def _snapped(
    pair: Pair,
    marks: Sequence[Landmark],
    sizes: tuple[tuple[int, int], tuple[int, int]],
    index: int,
    moved: list[tuple[float, float]],
) -> Landmark:
    """Move the last click to its mark, seen through the fit of the others, as the window does."""
    last = marks[-1]
    fit = landmark_fit(fixed_size=sizes[0], moving_size=sizes[1], landmarks=marks[:-1])
    slopes = fit.slopes(np.array([last.fixed]))[0]
    place = snap(Click(pair.fixed, last.fixed), Click(pair.moving, last.moving), slopes)
    if place is None:
        return last
    # The partner of what was clicked first, near the known point.
    truth = pair.truth[index] + slopes @ (np.array(last.fixed) - pair.points[index])
    moved.append((float(np.hypot(*(truth - last.moving))), float(np.hypot(*(truth - place)))))
    return Landmark(fixed=last.fixed, moving=place)


def _keep(made: _Found, pair: Pair, sizes: tuple[tuple[int, int], tuple[int, int]], marks: Sequence[Landmark]) -> None:
    registered = register_landmarks(fixed_size=sizes[0], moving_size=sizes[1], landmarks=marks)
    right = False
    if registered.transform is not None:
        gaps = np.hypot(*(map_points(registered.transform, pair.points) - pair.truth).T) / sizes[1][0] * 100
        known = gaps[~np.isnan(gaps)]
        right = bool(len(known) and np.median(known) <= 1 and np.percentile(known, 95) <= 2.5)
        made.medians.append(float(np.median(known)))
        made.within.append(float(np.mean(known <= (registered.error_percent_width or 0))))
    made.right.append(right)
    made.wrong.append(registered.transform is not None and not right)


if __name__ == "__main__":
    sys.exit(main())
