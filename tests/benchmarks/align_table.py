"""What is printed of the measured pairs: a line for each class, and totals beside the limits they are to keep."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from tests.benchmarks.align_cases import Wanted
from tests.benchmarks.align_measure import CLICKS, Outcome, Result
from tests.benchmarks.align_simple import SIMPLE
from tests.benchmarks.row import Row

_COLUMNS = (
    "right %",
    "accept %",
    "wrong/acc",
    "median",
    "stated",
    "in point",
    "in whole",
    "untrust %",
    "s",
    "4 clicks",
    "6 clicks",
    "SIFT+H",
    "ECC",
    "outline",
)
HEADER = f"{'class (lengths in % of the width)':34} {'n':>3} " + " ".join(f"{name:>9}" for name in _COLUMNS)
_LEAST = {"short hair": 95.0, "same day": 98.0, "months": 40.0}
"""Percent that are to be right without help."""


def class_line(outcomes: Sequence[Outcome]) -> str:
    """Return the line of a class.

    Parameters
    ----------
    outcomes : sequence of Outcome
        Of one class.

    Returns
    -------
    str
    """
    alone = [outcome.alone for outcome in outcomes]
    seconds = f"{np.median([outcome.seconds for outcome in outcomes]):.1f}"
    right = [_right([outcome.clicked[clicks] for outcome in outcomes if outcome.clicked]) for clicks in CLICKS]
    simple = [_right([outcome.simple[name] for outcome in outcomes if outcome.simple]) for name in SIMPLE]
    return line(outcomes[0].case.name, alone, seconds, *right, *simple)


def click_lines(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield a line for all pairs by each number of landmarks, and for those that months lie between."""
    for goal in ("", "months"):
        some = [outcome for outcome in outcomes if outcome.clicked and goal in outcome.case.goal]
        for clicks in CLICKS if some else ():
            yield line(f"{clicks} clicks, {goal or 'all'}", [outcome.clicked[clicks] for outcome in some])


def simple_lines(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield a line for each simple method and, beside them, for the program, over the same pairs."""
    some = [outcome for outcome in outcomes if outcome.simple]
    for name in SIMPLE if some else ():
        yield line(name, [outcome.simple[name] for outcome in some])
    if some:
        yield line("this program", [outcome.alone for outcome in some])


def spread_lines(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Say how the stated standard errors compare with those of a block bootstrap."""
    spreads = [outcome.spread for outcome in outcomes if outcome.spread]
    if not spreads:
        return
    for what, values in (
        ("of the covariance", [spread.fitted / max(spread.drawn, 1e-6) for spread in spreads]),
        ("stated in all", [spread.stated / max(spread.drawn, 1e-6) for spread in spreads]),
    ):
        low, middle, high = np.percentile(values, (10, 50, 90))
        yield (
            f"standard error {what} over that of a block bootstrap, {len(values)} accepted pairs: "
            f"median {middle:.2f}, 80 % of them {low:.2f} to {high:.2f}"
        )


def total_rows(outcomes: Sequence[Outcome]) -> Iterator[Row]:
    """Yield the totals that there are pairs for, beside the limits."""
    for goal, least in _LEAST.items():
        some = [outcome.alone for outcome in outcomes if outcome.case.goal == goal]
        if some:
            yield Row(f"{goal}, without help: right, % of {len(some)}", _percent(some, _is_right), least, True)
    known = [outcome for outcome in outcomes if outcome.case.wanted is Wanted.PLACED]
    clicked = [outcome.clicked[max(CLICKS)] for outcome in known]
    if clicked:
        name = f"{max(CLICKS)} landmarks: right, % of {len(clicked)}"
        yield Row(name, _percent(clicked, _is_right), 95, True)
        helped = [outcome.alone if outcome.alone.accepted else outcome.clicked[max(CLICKS)] for outcome in known]
        yield Row("without help, else by them: right, %", _percent(helped, _is_right), 95, True)
    accepted = [outcome.alone for outcome in outcomes if outcome.alone.accepted]
    if accepted:
        yield Row(f"accepted but wrong, % of {len(accepted)} accepted", _percent(accepted, _is_wrong), 2)
    strangers = [outcome.alone for outcome in outcomes if outcome.case.strangers]
    if strangers:
        yield Row(f"accepted of {len(strangers)} pairs of two people", sum(r.accepted for r in strangers), 0)
    mirrored = [outcome.alone for outcome in outcomes if outcome.case.wanted is Wanted.MIRRORED]
    if mirrored:
        yield Row(f"accepted of {len(mirrored)} mirrored", sum(result.accepted for result in mirrored), 0)
    yield from _error_rows([outcome.alone for outcome in known if outcome.alone.accepted])


def course_rows(courses: Sequence[Sequence[Result]]) -> Iterator[Row]:
    """Yield what a course makes of its last visit and of all, beside the limits."""
    last = [results[-1] for results in courses]
    yield Row(f"last visit, through a course: right, % of {len(last)}", _percent(last, _is_right), 70, True)
    accepted = [result for results in courses for result in results if result.accepted]
    if accepted:
        name = f"accepted in courses but wrong, % of {len(accepted)} accepted"
        yield Row(name, _percent(accepted, _is_wrong), 2)
        yield from _error_rows(accepted, "in courses: ")


def _error_rows(placed: Sequence[Result], where: str = "") -> Iterator[Row]:
    """Yield what is said of errors, over the accepted pairs whose truth is known and that moved at all."""
    moved = [result for result in placed if result.median > 0]
    if not moved:
        return
    yield Row(
        f"{where}median error of accepted, % of width", float(np.median([result.median for result in moved])), 0.4
    )
    for what, shares in (
        ("of its point", [result.within_point for result in moved]),
        ("of the whole", [result.within_whole for result in moved]),
    ):
        inside = 100 * float(np.nanmean(shares))
        yield Row(f"{where}truth inside the 95 % error {what}, %: at least", inside, 90, True)
        yield Row(f"{where}truth inside the 95 % error {what}, %: at most", inside, 98)


def line(name: str, results: Sequence[Result], *others: str) -> str:
    """Return the line of some results, with other cells after those that all lines have."""
    accepted = [result for result in results if result.accepted]
    cells = (
        f"{_percent(results, _is_right):.0f}",
        f"{_percent(results, lambda result: result.accepted):.0f}",
        f"{_percent(accepted, _is_wrong):.0f}" if accepted else "-",
        _mean(accepted, lambda result: result.median, 2),
        _mean(accepted, lambda result: result.stated, 2),
        _mean(accepted, lambda result: 100 * result.within_point, 0),
        _mean(accepted, lambda result: 100 * result.within_whole, 0),
        _mean(accepted, lambda result: 100 * result.untrusted, 0),
        *others,
    )
    return f"{name:34} {len(results):3} " + " ".join(f"{cell:>9}" for cell in cells)


def _right(results: Sequence[Result]) -> str:
    return f"{_percent(results, _is_right):.0f}" if results else "-"


def _mean(results: Sequence[Result], of: Callable[[Result], float], digits: int) -> str:
    values = np.array([of(result) for result in results])
    return f"{np.nanmean(values):.{digits}f}" if len(values) and not np.isnan(values).all() else "-"


def _percent(results: Sequence[Result], of: Callable[[Result], bool]) -> float:
    return 100 * float(np.mean([of(result) for result in results]))


def _is_right(result: Result) -> bool:
    return result.right


def _is_wrong(result: Result) -> bool:
    return result.wrong
