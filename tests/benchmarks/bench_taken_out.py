"""What a clip does to a coverage, left in and taken out: rendered people with clips of known place and colour."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from hairtrack.course import Cause, Exclusion, Outline
from hairtrack.demo.looks import LOOKS
from hairtrack.imaging.coverage import Coverage, CoverageSample, fit_person, measure
from hairtrack.imaging.strokes import stroke_mask
from tests.benchmarks.learnt_people import rendered_person
from tests.benchmarks.row import Row

COLOURS = np.array([(12, 14, 18), (235, 235, 230), (240, 60, 150)], np.uint8)
"""Black, white and pink."""
BRUSHES = (0.08, 0.15, 0.25)
"""Radius of the brush as a share of the region's extent; the clip is a little narrower."""
PHOTOS_OF_ONE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One region with one clip.

    Attributes
    ----------
    truth : float
        True coverage of the whole region, with nothing over it.
    share : float
        Of the region that was taken out.
    moved_left_in, moved_taken_out : float or None
        What the clip adds to the value, points; None where no value is given.
    low, high : float or None
        Interval with the clip taken out.
    """

    truth: float
    share: float
    moved_left_in: float | None
    moved_taken_out: float | None
    low: float | None
    high: float | None

    @property
    def holds(self) -> bool:
        """Whether the interval holds the truth."""
        return self.low is not None and self.high is not None and self.low <= self.truth <= self.high


def clip_over(outline: Outline, brush: float, rng: np.random.Generator) -> Exclusion:
    """Draw a stroke across some place of a region."""
    corners = np.array(outline)
    extent = float(np.ptp(corners, axis=0).min())
    middle = corners.mean(axis=0) + extent * rng.uniform(-0.3, 0.3, 2)
    turn = rng.uniform(0, np.pi)
    arm = extent * 0.15 * np.array([np.cos(turn), np.sin(turn)])
    ends = tuple((float(x), float(y)) for x, y in (middle - arm, middle + arm))
    return Exclusion(photo="", points=ends, radius=brush * extent)


def tried() -> Iterator[Tried]:
    """Measure people of every look with clips of every size."""
    for number, look in enumerate(LOOKS.values()):
        rng = np.random.default_rng([77, number])
        photos = rendered_person(rng, look, PHOTOS_OF_ONE)
        samples = [CoverageSample(image=photo.image, outline=outline) for photo, outline in photos]
        person = fit_person(samples, [str(k) for k in range(len(samples))])
        for photo, outline in photos:
            size = photo.image.shape[1::-1]
            whole = measure(photo.image, outline, person)
            for brush in BRUSHES:
                stroke = clip_over(outline, brush, rng)
                clipped = photo.image.copy()
                clipped[stroke_mask([replace(stroke, radius=0.8 * stroke.radius)], size)] = rng.choice(COLOURS)
                out = stroke_mask([stroke], size)
                left_in = measure(clipped, outline, person)
                taken_out = measure(clipped, outline, person, excluded=out)
                yield Tried(
                    truth=photo.true_coverage(outline),
                    share=sum(part.share for part in taken_out.unjudged if part.cause is Cause.TAKEN_OUT),
                    moved_left_in=_moved(whole, left_in),
                    moved_taken_out=_moved(whole, taken_out),
                    low=taken_out.low,
                    high=taken_out.high,
                )


def _moved(clean: Coverage, found: Coverage) -> float | None:
    return None if clean.value is None or found.value is None else 100 * abs(found.value - clean.value)


def main() -> int:
    """Print the figures, and say whether they are within their limits."""
    found = list(tried())
    left_in = [each.moved_left_in for each in found if each.moved_left_in is not None]
    taken_out = [each.moved_taken_out for each in found if each.moved_taken_out is not None]
    holds = [each.holds for each in found if each.low is not None]
    print(f"{len(found)} clips over {np.median([each.share for each in found]):.0%} of a region (median)")
    print(f"left in, they move a value by   {_spread(left_in)}")
    print(f"taken out, it moves by          {_spread(taken_out)}")
    rows = (
        Row("taken out, median move, points", float(np.median(taken_out)), 2.0),
        Row("taken out, 95th percentile, points", float(np.percentile(taken_out, 95)), 8.0),
        Row("truth in the interval, share", float(np.mean(holds)), 0.9, at_least=True),
    )
    for row in rows:
        print(f"{row.name:36} {row.value:7.2f}   limit {row.limit:6.2f}   {'ok' if row.ok else 'OVER'}")
    return int(not all(row.ok for row in rows))


def _spread(moves: Sequence[float]) -> str:
    middle, most = np.percentile(moves, [50, 95])
    return f"{middle:4.1f} points (median), {most:4.1f} (95th percentile)"


if __name__ == "__main__":
    sys.exit(main())
