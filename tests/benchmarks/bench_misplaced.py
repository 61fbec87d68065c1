"""What a region in the wrong place does to a coverage, and whether its interval knows.

Rendered people whom nothing was learnt from. The outline is moved off the place that is meant by an alignment error,
in a direction drawn for each photo, and measured as if it lay right but for that error being stated. The truth is that
of the place meant. As a person's doubt is many times that of a place, the part of the interval that comes from the
place is looked at for itself too.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hairtrack.course import Outline
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.photo import RenderedPhoto
from hairtrack.imaging.coverage import Coverage, CoverageSample, fit_person, measure
from tests.benchmarks.learnt_people import own_colours, rendered_person
from tests.benchmarks.row import Row, print_rows
from tests.benchmarks.spent import on_two_cores

ERRORS = (0.0, 0.25, 0.5, 1.0)
"""Percent of the photo's width; stated as the 95 % error, so that the worst of twenty alignments is tried each time."""
PERSONS, FIRST_UNSEEN_SEED = 4, 3000
"""Per look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A region that lies somewhat off, in points.

    Attributes
    ----------
    truth : float
        True coverage of the place that is meant.
    there : float
        True coverage of where the outline lies instead.
    value, low, high : float
        As measured, with the error stated.
    reach : float
        Half of the interval without the error stated.
    """

    truth: float
    there: float
    value: float
    low: float
    high: float
    reach: float

    @property
    def held(self) -> bool:
        """Whether the interval holds the truth."""
        return self.low <= self.truth <= self.high

    @property
    def of_place(self) -> float:
        """What the stated error alone adds to half of the interval, as errors add up: by their squares."""
        stated = _reach(self.value, self.low, self.high)
        return float(np.sqrt(max(0.0, stated**2 - self.reach**2)))


def main() -> int:
    """Print the table and the rows, and say whether they are within their limits."""
    jobs = [(seed, look) for seed in range(FIRST_UNSEEN_SEED, FIRST_UNSEEN_SEED + PERSONS) for look in LOOKS]
    tried = [photo for person in on_two_cores(_person, jobs) for photo in person]
    known = [[placed for placed in photo if placed is not None] for photo in tried]
    known = [photo for photo in known if len(photo) == len(ERRORS)]
    print(f"{len(known)} regions of {len(jobs)} people; refused {len(tried) - len(known)}")
    print(f"{'':8}{'interval':>10}{'of place':>10}{'value moves':>18}{'no more than':>14}{'truth':>8}{'truth':>8}")
    print(f"{'error':8}{'median':>10}{'+-median':>10}{'mean':>9}{'p95':>9}{'of place':>14}{'moves':>8}{'held':>8}")
    straight = [photo[0] for photo in known]
    columns = [[photo[k] for photo in known] for k in range(len(ERRORS))]
    for error, column in zip(ERRORS, columns, strict=True):
        print(_line(error, column, straight))
    of_place = [np.median([placed.of_place for placed in column]) for column in columns]
    held = [100 * float(np.mean([placed.held for placed in column])) for column in columns]
    return print_rows(
        [
            Row("steps of the error that do not widen the interval", float((np.diff(of_place) <= 0).sum()), 0),
            Row("truth held under the error that holds it least, %", min(held), 90, at_least=True),
            Row("truth held under the error that holds it most, %", max(held), 98),
        ]
    )


def _line(error: float, column: Sequence[Placed], straight: Sequence[Placed]) -> str:
    """Return one line of the table, beside the same regions in their place."""
    moves = np.array([abs(off.value - right.value) for off, right in zip(column, straight, strict=True)])
    of_place = np.array([placed.of_place for placed in column])
    truth_moves = np.mean([abs(placed.there - placed.truth) for placed in column])
    width = np.median([placed.high - placed.low for placed in column])
    held = np.mean([placed.held for placed in column])
    return (
        f"{error:4.2f} %  {width:10.2f}{np.median(of_place):10.2f}{moves.mean():9.2f}{np.percentile(moves, 95):9.2f}"
        f"{np.mean(moves <= of_place + 1e-9):14.1%}{truth_moves:8.2f}{held:8.1%}"
    )


def _person(job: tuple[int, str]) -> list[tuple[Placed | None, ...]]:
    """Measure each photo of a person under every error; None where it is refused."""
    seed, look = job
    rng = np.random.default_rng([seed, *look.encode()])
    shown = rendered_person(rng, own_colours(LOOKS[look], rng))
    photos, outlines = [photo for photo, _ in shown], [outline for _, outline in shown]
    truths = [photo.true_coverage(outline) for photo, outline in shown]
    turns = rng.uniform(0, 2 * np.pi, len(shown))
    columns = []
    for error in ERRORS:
        reaches = [error / 100 * photo.size[0] for photo in photos]
        off = [moved_by(*way) for way in zip(outlines, reaches, turns, strict=True)]
        samples = [CoverageSample(image=p.image, outline=o) for p, o in zip(photos, off, strict=True)]
        person = fit_person(samples, [str(index) for index in range(len(samples))])
        found = [measure(p.image, o, person) for p, o in zip(photos, off, strict=True)]
        stated = [
            measure(p.image, o, person, alignment_error_px=reach)
            for p, o, reach in zip(photos, off, reaches, strict=True)
        ]
        columns.append([_placed(*facts) for facts in zip(photos, off, truths, found, stated, strict=True)])
    return list(zip(*columns, strict=True))


def _placed(photo: RenderedPhoto, outline: Outline, truth: float, found: Coverage, stated: Coverage) -> Placed | None:
    plain, wide = _bounds(found), _bounds(stated)
    if plain is None or wide is None:
        return None
    value, low, high = wide
    there = 100 * photo.true_coverage(outline)
    return Placed(truth=100 * truth, there=there, value=value, low=low, high=high, reach=_reach(*plain))


def _bounds(found: Coverage) -> tuple[float, float, float] | None:
    if found.value is None or found.low is None or found.high is None:
        return None
    return 100 * found.value, 100 * found.low, 100 * found.high


def _reach(value: float, low: float, high: float) -> float:
    """Return half of an interval, on the side that is not cut off at nothing or all."""
    return max(value - low, high - value)


def moved_by(outline: Outline, reach: float, turn: float) -> Outline:
    """Move an outline by some pixels in the direction of an angle in radians."""
    right, down = reach * np.cos(turn), reach * np.sin(turn)
    return tuple((float(x + right), float(y + down)) for x, y in outline)


if __name__ == "__main__":
    sys.exit(main())
