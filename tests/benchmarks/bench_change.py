"""How honest what is said of two photos is, and how much it finds: on people that the engine was not learnt from."""

import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.demo.looks import LOOKS
from hairtrack.imaging.photo_file import read_photo
from tests.benchmarks.blind_ratings import rating_rows
from tests.benchmarks.calibration import draw, line
from tests.benchmarks.changed_pairs import FIRST_SEED, Mapped, clicked, mapped, rendered_map
from tests.benchmarks.incomparable_pairs import comparability_rows
from tests.benchmarks.known_warps import make_pair, random_shot
from tests.benchmarks.learnt_pixels import PHOTOS
from tests.benchmarks.planted_trends import trend_rows
from tests.benchmarks.repeated_visits import JudgedPair, PairOfVisits, Way, judged, pairs_of_visits
from tests.benchmarks.row import Row

PEOPLE = 6
"""Per look, without a true change; half as many with a planted patch."""
LEAST_PATCH = 3
"""Cells that changed by 30 points or more."""
RESTYLED = 5.0
"""Points: standard deviation of the cells' true changes from which the hair itself lies elsewhere."""
VISITED, FIRST_VISITED = 3, 7000
"""People per look whose visits are judged, in colours that nothing was learnt from."""
PLOT = Path("build/calibration.svg")
CHANGES = ((5, 3.0, 7.5, 60), (10, 7.5, 14.0, 95), (20, 14.0, 28.0, 95), (40, 28.0, 60.0, 95))
"""Points of true change: what they are called, from and to, and what share is to be seen."""


def main() -> None:
    """Measure and print."""
    for part in (trend_rows, rating_rows, _verdict_rows, _map_rows, comparability_rows):
        for row in part():
            mark = "ok" if row.ok else "UNDER" if row.at_least else "OVER"
            print(f"{row.name:74} {row.value:8.2f}   limit {row.limit:7.2f}   {mark}", flush=True)


def _verdict_rows() -> Iterator[Row]:
    """Judge pairs of visits of one person: the same hair combed anew and lit otherwise, and more or less of it."""
    jobs = [(look, FIRST_VISITED + number) for number in range(VISITED) for look in LOOKS]
    with ProcessPoolExecutor(2, initializer=cv2.setNumThreads, initargs=(1,)) as pool:
        pairs = [pair for some in pool.map(_visits, jobs) for pair in some if pair.comparable]
    _print_errors(pairs, len(jobs))
    found = {way: [judged(pair, way) for pair in pairs] for way in Way}
    for way, some in found.items():
        _print_verdicts(way, some)
    print("Held by intervals of each level:")
    for way, some in found.items():
        print(line(way, [pair.off for pair in some]))
    draw(PLOT, {way: [pair.off for pair in some] for way, some in found.items() if way is not Way.APART})
    print(f"The same as a picture: {PLOT}")
    for way in (Way.SINGLE, Way.REPEATED):
        print(way)
        yield from _rows_of(found[way])


def _rows_of(pairs: list[JudgedPair]) -> Iterator[Row]:
    same = [pair.called for pair in pairs if pair.unchanged]
    wrong = [pair.called and not pair.seen for pair in pairs if not pair.unchanged]
    yield Row(f"{len(same)} pairs of the same hair: called changed, %", _percent(same), 5)
    yield Row(f"{len(pairs)} pairs: true change inside the interval, %", _percent([p.held for p in pairs]), 93, True)
    yield Row(f"{len(wrong)} pairs of changed hair: called changed the other way, %", _percent(wrong), 1)
    for points, low, high, least in CHANGES:
        seen = [p.seen for p in pairs if not p.unchanged and low <= abs(p.truth) < high]
        yield Row(f"{len(seen)} changes of about {points} points: seen, %", _percent(seen), least, at_least=True)


def _print_errors(pairs: list[PairOfVisits], people: int) -> None:
    """Say how far values are off, and how much of that two visits and two photos of a visit share."""
    visits = [(pair.before, pair.after) for pair in pairs]
    errors = np.array([[100 * ((v.found[0].value or 0.0) - v.truths[0]) for v in both] for both in visits])
    apart = np.diff(errors)[[pair.unchanged for pair in pairs]]
    noises = [pair.noise.sd for pair in pairs if pair.noise is not None]
    print(
        f"{len(pairs)} comparable pairs of {people} people. Error of a value: SD {errors.std():.1f} points; of a "
        f"difference: SD {np.diff(errors).std():.1f}, of the same hair {apart.std():.1f}; within a visit "
        f"{np.median(noises):.1f} (median). The two errors of a pair go together by {np.corrcoef(errors.T)[0, 1]:.2f}."
    )


def _print_verdicts(name: str, pairs: list[JudgedPair]) -> None:
    parts = [f"{name}: detectable, median {np.median([pair.detectable for pair in pairs]):.1f} points"]
    for points, low, high, _ in CHANGES:
        some = [pair for pair in pairs if not pair.unchanged and low <= abs(pair.truth) < high]
        seen, held = _percent([pair.seen for pair in some]), _percent([pair.held for pair in some])
        parts.append(f"{points} points: seen {seen:.0f} %, held {held:.0f} %")
    print("; ".join(parts))


def _percent(answers: list[bool]) -> float:
    return 100 * float(np.mean(answers)) if answers else float("nan")


def _visits(job: tuple[str, int]) -> list[PairOfVisits]:
    return pairs_of_visits(*job)


# The change map


def _map_rows() -> Iterator[Row]:
    """Map pairs without a true change, real photos taken again, and planted patches."""
    with ProcessPoolExecutor(2, initializer=cv2.setNumThreads, initargs=(1,)) as pool:
        for words, short, least in (("any length", False, (15, 70, 50)), ("known to be short", True, (60, 90, 80))):
            jobs = [(look, seed, short) for seed in range(PEOPLE) for look in LOOKS]
            still = _found(pool.map(_still, jobs))
            planted = _found(pool.map(_planted, jobs[: len(jobs) // 2]))
            print(f"Hair of {words}")
            yield from _hair_rows(still, planted, least)
        again = _found(pool.map(_again, _labelled()))
    if again:
        yield Row(f"{len(again)} real photos turned and relit: with a coloured cell, %", _with_colour(again), 5.0)


def _hair_rows(still: list[Mapped], planted: list[Mapped], least: tuple[float, float, float]) -> Iterator[Row]:
    """Say how often what did not change is coloured, and what did; `least` for cells, large cells and patches."""
    lying = [pair for pair in still if np.nanstd(pair.true_change) < RESTYLED]
    yield Row(f"{len(still)} pairs combed anew: with a coloured cell, %", _with_colour(still), 5.0)
    yield Row(f"{len(lying)} of them with hair lying as before: with one, %", _with_colour(lying), 5.0)
    coloured = sum(int(pair.coloured.sum()) for pair in (*still, *planted))
    right = sum(int(pair.right.sum()) for pair in (*still, *planted))
    wrong = 100 * (1 - right / max(1, coloured))
    yield Row(f"{coloured} coloured cells: did not truly change by 5 points that way, %", wrong, 5.0)
    for (low, high), limit in zip(((30, 50), (50, 100)), least, strict=False):
        hits = np.concatenate([p.right[(abs(p.true_change) >= low) & (abs(p.true_change) < high)] for p in planted])
        name = f"{len(hits)} cells that changed by {low} to {high} points: coloured, %"
        yield Row(name, 100 * float(hits.mean()), limit, at_least=True)
    patches = [pair for pair in planted if _much(pair).sum() >= LEAST_PATCH]
    name = f"{len(patches)} patches, {LEAST_PATCH} cells or more that changed by 30: a third coloured, %"
    yield Row(name, _percent([_patch_found(pair) for pair in patches]), least[2], at_least=True)


def _found(pairs: Iterator[Mapped | None]) -> list[Mapped]:
    return [pair for pair in pairs if pair is not None]


def _with_colour(pairs: list[Mapped]) -> float:
    return 100 * float(np.mean([pair.coloured.any() for pair in pairs]))


def _patch_found(pair: Mapped) -> bool:
    """Whether a third of the cells that changed by 30 points or more are coloured so."""
    return bool(3 * pair.right[_much(pair)].sum() >= _much(pair).sum())


def _much(pair: Mapped) -> NDArray[np.bool_]:
    return np.asarray(np.abs(pair.true_change) >= 30)


def _still(job: tuple[str, int, bool]) -> Mapped | None:
    look, seed, short = job
    return rendered_map(look, FIRST_SEED + seed, short=short)


def _planted(job: tuple[str, int, bool]) -> Mapped | None:
    look, seed, short = job
    return rendered_map(look, FIRST_SEED + 1000 + seed, lost=0.9 if seed % 2 else -0.9, short=short)


def _labelled() -> list[tuple[str, list[list[float]], int]]:
    """Return the real photos with a region; none where they are not on this machine."""
    labels = PHOTOS / "labels.json"
    known = json.loads(labels.read_text()) if labels.is_file() else {}
    return [(name, facts["region"], number) for number, (name, facts) in enumerate(known.items())]


def _again(job: tuple[str, list[list[float]], int]) -> Mapped | None:
    """Take a real photo a second time, from another angle and in another light."""
    name, region, seed = job
    photo = read_photo(PHOTOS / name).image
    side = min(photo.shape[:2])
    top, left = ((length - side) // 2 for length in photo.shape[:2])
    square = np.ascontiguousarray(photo[top : top + side, left : left + side])
    rng = np.random.default_rng([3, seed])
    pair = make_pair(square, random_shot(rng), rng)
    chosen = rng.permutation(len(pair.points))[:24]
    transform = clicked(pair.fixed, pair.moving, pair.points[chosen], pair.truth[chosen], rng)
    outline = tuple((x - left, y - top) for x, y in region)
    return mapped(pair.fixed, pair.moving, outline, transform) if transform else None


if __name__ == "__main__":
    main()
