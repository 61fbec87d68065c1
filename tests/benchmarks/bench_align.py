"""How often photos are aligned, how well, and how often wrongly: rendered heads, and real heads taken again.

Right: aligned with a median error of at most 1 % and a 95th percentile of at most 2.5 % of the width, or refused where
another head, another view or a mirrored photo is shown. Points that are not trusted are left out and counted. Simple
methods run on the same pairs. `--tune` draws other people, other hair and other photos than the checking does.
"""

import argparse
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import groupby

import cv2

from tests.benchmarks.align_cases import FIRST_TUNED, cases, whole
from tests.benchmarks.align_costs import cost_rows
from tests.benchmarks.align_courses import by_visit, visits_placed
from tests.benchmarks.align_measure import Outcome, measured
from tests.benchmarks.align_real import FIRST_CHECKED
from tests.benchmarks.align_table import (
    HEADER,
    class_line,
    click_lines,
    course_rows,
    line,
    simple_lines,
    spread_lines,
    total_rows,
)
from tests.benchmarks.row import Row, print_rows

COURSES, COSTS = "courses of eight visits", "costs"
"""What `--only` may name besides classes."""


@dataclass(frozen=True, slots=True)
class Job:
    """One pair to be measured; the case by its place among all, which another process finds again."""

    case: int
    seed: int
    simple: bool
    bootstrap: bool


def main() -> int:
    """Print a line for each class, then the totals beside their limits."""
    options = _options()
    first = (FIRST_TUNED if options.tune else FIRST_CHECKED) + options.skip
    jobs = list(_jobs(options, first))
    rows: list[Row] = []
    with ProcessPoolExecutor(options.jobs, initializer=cv2.setNumThreads, initargs=(1,)) as pool:
        print(f"{len(jobs)} pairs for {'tuning' if options.tune else 'checking'}, seeds from {first}\n{HEADER}")
        if jobs:
            rows.extend(_pairs(pool, jobs))
        if options.only in COURSES and options.courses:
            rows.extend(_courses(pool, range(first, first + options.courses)))
    if options.only in COSTS:
        rows.extend(cost_rows())
    print()
    return print_rows(rows)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=max(300, whole()), help="about how many in all (%(default)s)")
    parser.add_argument("--courses", type=int, default=9, help="how many courses of eight visits (%(default)s)")
    parser.add_argument(
        "--only", default="", metavar="NAME", help=f"classes with this in their name; {COURSES}; {COSTS}"
    )
    parser.add_argument("--tune", action="store_true", help="the pairs that are for tuning, not those for checking")
    parser.add_argument("--skip", type=int, default=0, help="so many pairs of each class")
    parser.add_argument("--jobs", type=int, default=2, help="processes (%(default)s)")
    parser.add_argument("--no-simple", action="store_true", help="without the simple methods")
    options = parser.parse_args()
    names = [*(case.name for case in cases()), COURSES, COSTS]
    if not any(options.only in name for name in names):
        parser.error(f"nothing is called so; there are: {'; '.join(names)}")
    return options


def _jobs(options: argparse.Namespace, first: int) -> Iterator[Job]:
    for number, case in enumerate(cases()):
        if options.only in case.name:
            for index in range(max(1, round(case.count * options.pairs / whole()))):
                yield Job(number, first + index, simple=not options.no_simple, bootstrap=index == 0)


def _pairs(pool: Executor, jobs: list[Job]) -> Iterator[Row]:
    """Print the line of each class as soon as its pairs are measured, and yield the totals."""
    outcomes: list[Outcome] = []
    for _, group in groupby(pool.map(_measured, jobs), key=lambda outcome: outcome.case.name):
        some = list(group)
        print(class_line(some), flush=True)
        outcomes.extend(some)
    for text in (*click_lines(outcomes), "", *simple_lines(outcomes), "", *spread_lines(outcomes)):
        print(text)
    yield from total_rows(outcomes)


def _measured(job: Job) -> Outcome:
    return measured(cases()[job.case], job.seed, simple=job.simple, bootstrap=job.bootstrap)


def _courses(pool: Executor, seeds: range) -> Iterator[Row]:
    courses = list(pool.map(visits_placed, seeds))
    print()
    for name, results in by_visit(courses):
        print(line(name, results), flush=True)
    yield from course_rows(courses)


if __name__ == "__main__":
    sys.exit(main())
