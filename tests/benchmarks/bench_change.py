"""How honest what is said of two photos is, and how much it finds: on people that the engine was not learnt from."""

import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import cv2
import numpy as np

from hairtrack.demo.looks import LOOKS
from hairtrack.imaging.photo_file import read_photo
from tests.benchmarks.changed_pairs import FIRST_SEED, Mapped, clicked, mapped, rendered_map
from tests.benchmarks.fit_coverage import PHOTOS
from tests.benchmarks.known_warps import make_pair, random_shot

PEOPLE = 8
"""Per look, without a true change; half as many with a planted patch."""
RESTYLED = 5.0
"""Points: standard deviation of the cells' true changes from which the hair itself lies elsewhere."""


@dataclass(frozen=True)
class Row:
    """One measured value beside its limit."""

    name: str
    value: float
    limit: float
    at_least: bool = False

    @property
    def ok(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def main() -> None:
    """Measure and print."""
    for part in (_map_rows,):
        for row in part():
            mark = "ok" if row.ok else "UNDER" if row.at_least else "OVER"
            print(f"{row.name:74} {row.value:8.2f}   limit {row.limit:7.2f}   {mark}", flush=True)


# The change map


def _map_rows() -> Iterator[Row]:
    """Map pairs without a true change, real photos taken again, and planted patches."""
    with ProcessPoolExecutor(2, initializer=cv2.setNumThreads, initargs=(1,)) as pool:
        still = _found(pool.map(_still, [(look, seed) for seed in range(PEOPLE) for look in LOOKS]))
        planted = _found(pool.map(_planted, [(look, seed) for seed in range(PEOPLE // 2) for look in LOOKS]))
        again = _found(pool.map(_again, _labelled()))
    as_before = [pair for pair in still if np.nanstd(pair.true_change) < RESTYLED]
    yield Row(f"{len(still)} pairs, combed anew: with a coloured cell, %", _with_colour(still), 5.0)
    yield Row(
        f"{len(as_before)} of them with the hair lying as before: with a coloured cell, %", _with_colour(as_before), 5.0
    )
    yield Row(f"{len(again)} real photos turned and relit: with a coloured cell, %", _with_colour(again), 5.0)
    coloured = sum(int(pair.coloured.sum()) for pair in (*still, *planted))
    right = sum(int(pair.right.sum()) for pair in (*still, *planted))
    yield Row(
        f"{coloured} coloured cells: did not truly change by 5 points that way, %", 100 * (1 - right / coloured), 5.0
    )
    yield Row(
        f"{len(planted)} planted patches: found, %",
        100 * float(np.mean([_patch_found(p) for p in planted])),
        80.0,
        True,
    )
    for low, high, least in ((30, 50, 30.0), (50, 70, 60.0), (70, 100, 80.0)):
        hits = np.concatenate([p.right[(abs(p.true_change) >= low) & (abs(p.true_change) < high)] for p in planted])
        yield Row(
            f"{len(hits)} cells that changed by {low} to {high} points: coloured, %", 100 * hits.mean(), least, True
        )


def _found(pairs: Iterator[Mapped | None]) -> list[Mapped]:
    return [pair for pair in pairs if pair is not None]


def _with_colour(pairs: list[Mapped]) -> float:
    return 100 * float(np.mean([pair.coloured.any() for pair in pairs]))


def _patch_found(pair: Mapped) -> bool:
    """Whether at least a third of the cells that changed by 30 points or more are coloured so."""
    large = np.abs(pair.true_change) >= 30
    return bool(pair.right[large].sum() >= max(1, large.sum() / 3))


def _still(job: tuple[str, int]) -> Mapped | None:
    look, seed = job
    return rendered_map(look, FIRST_SEED + seed)


def _planted(job: tuple[str, int]) -> Mapped | None:
    look, seed = job
    return rendered_map(look, FIRST_SEED + 1000 + seed, lost=0.9 if seed % 2 else -0.9)


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
    chosen = rng.permutation(len(pair.points))[:10]
    transform = clicked(pair.fixed, pair.moving, pair.points[chosen], pair.truth[chosen], rng)
    outline = tuple((x - left, y - top) for x, y in region)
    return mapped(pair.fixed, pair.moving, outline, transform) if transform else None


if __name__ == "__main__":
    main()
