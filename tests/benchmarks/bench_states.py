"""How right and how repeatable coverage is in each state that hair can be in, from a bald head to a full and wet one.

Rendered heads whom nothing was learnt from, each shown in every state, at one visit a state: three photos within a
minute, the phone lowered in between. The first photo is measured alone, as that of a person with no other; then the
three with one model, for how far they scatter.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from hairtrack.course import Outline
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.photo import RenderedPhoto
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Hair, Patch
from hairtrack.imaging.coverage import Coverage, CoverageSample, fit_person, measure
from tests.benchmarks.learnt_people import own_colours, shots_of_person
from tests.benchmarks.repeated_visits import outlines_of_region, repeats
from tests.benchmarks.row import Row, print_rows
from tests.benchmarks.spent import on_two_cores

STATES = {
    "bald": Hair(length_mm=0),
    "shaved, 0.3 mm": Hair(length_mm=0.3),
    "stubble, 1.5 mm": Hair(length_mm=1.5),
    "buzz cut, 4 mm": Hair(length_mm=4),
    "full, 30 mm": Hair(length_mm=30),
    "full, 30 mm, wet": Hair(length_mm=30, wet=0.9),
    "thinned, 30 mm": Hair(length_mm=30, density=0.5, pattern=0.4),
    "patchy, 20 mm": Hair(
        length_mm=20,
        patches=(Patch(azimuth=60, polar=10, radius_mm=20), Patch(azimuth=250, polar=25, radius_mm=16)),
    ),
}
PERSONS, FIRST_UNSEEN_SEED = 2, 3000
"""Per look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitInState:
    """One visit of a person, coverages in points.

    Attributes
    ----------
    look : str
        Of `LOOKS`.
    truth : float
        Of the first photo.
    alone : (float, float, float) or None
        Value, low and high of the first photo measured alone; None where it is refused.
    reasons : tuple of str
        Why it is refused.
    values, truths : tuple of float
        Of all photos, measured together; those that are refused have no value.
    """

    look: str
    truth: float
    alone: tuple[float, float, float] | None
    reasons: tuple[str, ...]
    values: tuple[float, ...]
    truths: tuple[float, ...]

    @property
    def repeated(self) -> bool:
        """Whether every photo has a value."""
        return len(self.values) == len(self.truths)


def main() -> int:
    """Print the tables and the rows, and say whether they are within their limits."""
    jobs = [(seed, look) for look in LOOKS for seed in range(FIRST_UNSEEN_SEED, FIRST_UNSEEN_SEED + PERSONS)]
    people = list(on_two_cores(_person, jobs))
    columns = dict(zip(STATES, zip(*people, strict=True), strict=True))
    everything = [visit for column in columns.values() for visit in column]
    print("One photo alone; and the scatter of the three of a visit, measured and true, points")
    for state, column in [*columns.items(), ("all", everything)]:
        print(_line(state, column))
    print()
    for look in LOOKS:
        print(_line(look, [visit for visit in everything if visit.look == look]))
    reasons = Counter(reason for visit in everything if visit.alone is None for reason in visit.reasons)
    print("\nrefused for " + (", ".join(f"{reason} {count}" for reason, count in reasons.most_common()) or "nothing"))
    held = 100 * float(np.mean([_held(visit) for visit in everything if visit.alone is not None]))
    return print_rows(
        [
            Row("scatter of photos of one visit, standard deviation, points", _scatter(everything)[0], 1.5),
            Row("truth in the interval of one photo alone, %", held, 90, at_least=True),
        ]
    )


def _line(name: str, visits: Sequence[VisitInState]) -> str:
    known = [visit for visit in visits if visit.alone is not None]
    refused = len(visits) - len(known)
    if not known:
        return f"{name:18} all {refused} refused"
    off = np.array([visit.alone[0] - visit.truth for visit in known if visit.alone is not None])
    truth = np.mean([visit.truth for visit in visits])
    held = np.mean([_held(visit) for visit in known])
    measured, true = _scatter(visits)
    return (
        f"{name:18} n {len(known):3}  truth {truth:5.1f} %  MAE {np.abs(off).mean():5.1f} pp  bias {off.mean():+6.1f}"
        f"  in interval {held:4.0%}  refused {refused:2}   SD {measured:5.2f} pp (true {true:4.2f})"
    )


def _held(visit: VisitInState) -> bool:
    assert visit.alone is not None
    _, low, high = visit.alone
    return low <= visit.truth <= high


def _scatter(visits: Sequence[VisitInState]) -> tuple[float, float]:
    """Return the standard deviation within visits of what was measured, and of what is true."""
    repeated = [visit for visit in visits if visit.repeated]
    return pooled_deviation([visit.values for visit in repeated]), pooled_deviation([v.truths for v in repeated])


def pooled_deviation(groups: Sequence[Sequence[float]]) -> float:
    """Return the standard deviation within groups of one size; NaN where there are none."""
    return float(np.sqrt(np.mean(np.var(groups, axis=1, ddof=1)))) if groups else float("nan")


def _person(job: tuple[int, str]) -> list[VisitInState]:
    """Show one head in every state."""
    seed, look = job
    rng = np.random.default_rng([seed, 17, *look.encode()])
    head = Scalp(int(rng.integers(1_000_000)), own_colours(LOOKS[look], rng))
    found = []
    for state, shot in zip(STATES.values(), shots_of_person(rng, len(STATES)), strict=True):
        fell = {name: getattr(shot.hair, name) for name in ("comb_seed", "comb_strength", "messiness")}
        photos = [head.render(again) for again in repeats(replace(shot, hair=replace(state, **fell)), rng)]
        found.append(_visit(look, list(zip(photos, outlines_of_region(photos, rng), strict=True))))
    return found


def _visit(look: str, shown: list[tuple[RenderedPhoto, Outline]]) -> VisitInState:
    (alone,) = _measured(shown[:1])
    together = _measured(shown)
    truths = tuple(100 * photo.true_coverage(outline) for photo, outline in shown)
    bounds = None
    if alone.value is not None and alone.low is not None and alone.high is not None:
        bounds = (100 * alone.value, 100 * alone.low, 100 * alone.high)
    values = tuple(100 * found.value for found in together if found.value is not None)
    reasons = tuple(reason.kind.value for reason in alone.reasons)
    return VisitInState(look=look, truth=truths[0], alone=bounds, reasons=reasons, values=values, truths=truths)


def _measured(shown: list[tuple[RenderedPhoto, Outline]]) -> list[Coverage]:
    """Measure photos with one model."""
    samples = [CoverageSample(image=photo.image, outline=outline) for photo, outline in shown]
    person = fit_person(samples, [str(index) for index in range(len(samples))])
    return [measure(photo.image, outline, person) for photo, outline in shown]


if __name__ == "__main__":
    sys.exit(main())
