"""How right the SALT is: rendered heads whom nothing was learnt from, with patches of every size, short and long hair.

The truth is counted hair by hair: which share of the terminal hairs of each area is gone. Prints what coverage alone
would make of the same photos, and what comes of hair that was lost evenly, which cannot be seen.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from hairtrack.analysis.salt import Answer, AreaLoss, SaltValue, respond, whole_salt
from hairtrack.analysis.salt_loss import AreaCoverage, area_loss, dense_hair, supposed_hair
from hairtrack.demo.looks import LOOKS
from tests.benchmarks.row import Row, print_rows
from tests.benchmarks.salt_heads import SeenVisit, visits_of_person
from tests.benchmarks.spent import on_two_cores

FIRST_UNSEEN_SEED, PERSONS = 9500, 2
"""Per look; the constants were chosen on those from 8000 on and looked at on 9000."""
BINS = ((0, 1), (1, 30), (30, 60), (60, 90), (90, 100.1))
EVENLY_LOST = (0.3, 0.6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A visit's true SALT, its estimate, and what coverage alone would say."""

    visit: SeenVisit
    found: SaltValue
    losses: tuple[AreaLoss, ...]
    alone: float

    @property
    def held(self) -> bool:
        """Whether the interval holds the truth."""
        return self.found.low - 0.01 <= self.visit.truth <= self.found.high + 0.01


def main() -> int:
    """Print the tables and the rows, and say whether they are within their limits."""
    jobs = [(look, seed) for seed in range(FIRST_UNSEEN_SEED, FIRST_UNSEEN_SEED + PERSONS) for look in LOOKS]
    people = list(on_two_cores(_person, jobs))
    visits = [visit for person in people for visit in person if not visit.evenly]
    return report([found for visit in visits if (found := judged(visit))], visits, [v for p in people for v in p])


def report(found: Sequence[Judged], visits: Sequence[SeenVisit], everything: Sequence[SeenVisit]) -> int:
    """Print what was found of some visits."""
    print(f"{len(visits)} visits of four photos, {len(visits) - len(found)} refused. SALT, points")
    print(_line("all", found))
    for low, high in BINS:
        print(_line(f"SALT {low} to {high:.0f}", [each for each in found if low <= each.visit.truth < high]))
    for short in (True, False):
        print(_line("short" if short else "longer", [each for each in found if each.visit.short is short]))
    for look in LOOKS:
        print(_line(look, [each for each in found if each.visit.look == look]))
    truth, value, alone = (np.array([get(each) for each in found]) for get in (_truth, _value, lambda e: e.alone))
    print(f"1 - coverage: MAE {_mae(alone, truth):.1f}, slope {_slope(truth, alone):.2f}")
    evenly = [each for visit in everything if visit.evenly and (each := judged(visit))]
    print(_line("lost evenly (cannot be seen; no limit)", evenly))
    areas = [(loss, seen) for each in found for loss, seen in zip(each.losses, each.visit.areas, strict=True)]
    off = [abs(loss.loss - 100 * seen.truth) for loss, seen in areas]
    inside = [loss.low - 0.01 <= 100 * seen.truth <= loss.high + 0.01 for loss, seen in areas]
    print(f"{len(areas)} areas: MAE {np.mean(off):.1f}, in interval {np.mean(inside):.0%}")
    held = 100 * float(np.mean([each.held for each in found]))
    changes, told, wrong = _responses(found)
    print(f"{len(changes)} pairs of visits of one person, {told} answers about SALT30 to SALT100 that can be told")
    return print_rows(
        [
            Row("true change between two visits in the interval, %", 100 * float(np.mean(changes)), 90, at_least=True),
            Row("answers about SALT30 to SALT100 that are wrong, %", 100 * wrong / max(1, told), 2.5),
            Row("SALT, mean absolute error, points", _mae(value, truth), 7),
            Row("SALT, bias, points either way", abs(float(np.mean(value - truth))), 4),
            Row("SALT, slope against truth", _slope(truth, value), 0.9, at_least=True),
            Row("true SALT in the interval, %", held, 90, at_least=True),
            Row("true SALT in the interval, % (no wider than needed)", held, 98),
        ]
    )


def _responses(found: Sequence[Judged]) -> tuple[list[bool], int, int]:
    """Hold each visit against each other one of the same person.

    Returns
    -------
    changes : list of bool
        Whether the interval of each difference holds the true one.
    told, wrong : int
        Answers whether an improvement is reached, and how many of them are wrong.
    """
    changes, told, wrong = [], 0, 0
    for then, now in permutations(found, 2):
        if (then.visit.look, then.visit.seed) != (now.visit.look, now.visit.seed):
            continue
        response = respond(now.found, since=[then.found])
        change = response.since_best
        changes.append(change.low - 0.01 <= now.visit.truth - then.visit.truth <= change.high + 0.01)
        if then.visit.truth <= 0:
            continue
        won = 100 * (1 - now.visit.truth / then.visit.truth)
        for milestone in response.improved:
            if milestone.answer is not Answer.UNKNOWN:
                told += 1
                wrong += (won >= milestone.limit) is not (milestone.answer is Answer.REACHED)
    return changes, told, wrong


def judged(visit: SeenVisit) -> Judged | None:
    """Estimate a visit by its own photos alone; None where one of them cannot be measured."""
    seen = []
    for area in visit.areas:
        found = area.found
        if found.value is None or found.low is None or found.high is None:
            return None
        seen.append(
            AreaCoverage(
                area=area.area,
                coverage=found.value,
                low=found.low,
                high=found.high,
                bare_to_dense=found.bare_to_dense,
            )
        )
    full = dense_hair(seen) or supposed_hair()
    losses = tuple(area_loss(area, full) for area in seen)
    alone = sum(area.area.percent * (1 - area.coverage) for area in seen)
    return Judged(visit=visit, found=whole_salt(losses), losses=losses, alone=alone)


def _person(job: tuple[str, int]) -> list[SeenVisit]:
    look, seed = job
    return [*visits_of_person(look, seed), *visits_of_person(look, seed, EVENLY_LOST, evenly=True)]


def _line(name: str, found: Sequence[Judged]) -> str:
    if not found:
        return f"{name:16} none"
    truth, value = (np.array([get(each) for each in found]) for get in (_truth, _value))
    reach = np.mean([(each.found.high - each.found.low) / 2 for each in found])
    held = np.mean([each.held for each in found])
    return (
        f"{name:16} n {len(found):3}  truth {truth.mean():5.1f}  MAE {_mae(value, truth):5.1f}"
        f"  bias {np.mean(value - truth):+6.1f}  in interval {held:4.0%}  half of the interval {reach:5.1f}"
    )


def _truth(each: Judged) -> float:
    return each.visit.truth


def _value(each: Judged) -> float:
    return each.found.value


def _mae(value: NDArray[np.float64], truth: NDArray[np.float64]) -> float:
    return float(np.abs(value - truth).mean())


def _slope(truth: NDArray[np.float64], value: NDArray[np.float64]) -> float:
    return float(np.polyfit(truth, value, 1)[0])


if __name__ == "__main__":
    sys.exit(main())
