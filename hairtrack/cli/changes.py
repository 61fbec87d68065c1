"""What is said of changes on the command line: of two visits, and of what was taken between them."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from hairtrack.course import Course
from hairtrack.messages import day_in_words
from hairtrack.report.words import signed_range
from hairtrack.workflow.compare_photos import Comparison
from hairtrack.workflow.diary.taken_between import taken_between, taken_on
from hairtrack.workflow.plain import day_json


def said_of(row: dict[str, Any]) -> Iterator[str]:
    """Say a row to people: the verdict, what is shown of it all the same, why, and whose noise counts."""
    yield from (row["sentence"], *row["reasons"])
    if row["withheld"]:
        change, low, high = row["withheld"].values()
        yield f"Not comparable, the values alone: {signed_range(change, low, high)}."
    if row["change_pp"] is not None:
        yield row["own_noise"]["sentence"]


def taken_rows(course: Course, comparisons: Iterable[Comparison]) -> list[dict[str, Any]]:
    """Return what was taken between each two days that are compared, and on the days themselves.

    Parameters
    ----------
    course : Course
    comparisons : iterable of Comparison

    Returns
    -------
    list of dict
        One for each pair of days.
    """
    pairs = dict.fromkeys((each.before.taken_on, each.after.taken_on) for each in comparisons)
    return [
        {
            "before": day_json(before),
            "after": day_json(after),
            "on_before": list(taken_on(course, before)),
            "on_after": list(taken_on(course, after)),
            "lines": [
                {"on": day_json(line.on), "kind": line.kind, "words": line.words, "sentence": line.sentence}
                for line in taken_between(course, before, after)
            ],
            "sentence": _taken_sentence(course, before, after),
        }
        for before, after in pairs
        if before is not None and after is not None
    ]


def _taken_sentence(course: Course, before: date, after: date) -> str:
    lines = [line.sentence for line in taken_between(course, before, after)]
    said = "; ".join(lines) or "the diary has nothing"
    return f"From {day_in_words(before)} to {day_in_words(after)}: {said}."
