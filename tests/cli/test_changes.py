"""What the command line says of the days that are compared."""

from dataclasses import replace
from datetime import date, timedelta

from hairtrack.cli.changes import taken_rows
from hairtrack.course import Course
from hairtrack.diary import Diary
from hairtrack.treatment import DoseChange, Treatment, TreatmentKind
from hairtrack.workflow.compare_photos import Comparison
from tests.storage.course_maker import photo

START = date(2026, 1, 5)


def pair(first: int | None, second: int) -> Comparison:
    before, after = (
        replace(photo(1), taken_on=None if days is None else START + timedelta(days=days)) for days in (first, second)
    )
    return Comparison(before=before, after=after, changes=(), findings=())


def test_what_was_taken_is_listed_once_for_each_pair_of_days() -> None:
    taken = Treatment(
        id="t",
        kind=TreatmentKind.JAK_INHIBITOR,
        name="ritlecitinib",
        dose="50 mg",
        frequency="daily",
        started_on=START,
        changes=(DoseChange(on=START + timedelta(days=40), dose="100 mg"),),
    )
    course = Course(id="c", name="C", created_on=START, diary=Diary(treatments=(taken,)))
    rows = taken_rows(course, [pair(-9, 70), pair(-9, 70), pair(7, 14), pair(None, 14)])
    assert [(row["before"], row["after"]) for row in rows] == [
        ("2025-12-27", "2026-03-16"),
        ("2026-01-12", "2026-01-19"),
    ]
    assert (rows[0]["on_before"], rows[0]["on_after"]) == ([], ["week 10 of ritlecitinib, 100 mg daily"])
    assert [(line["on"], line["kind"], line["words"]) for line in rows[0]["lines"]] == [
        ("2026-01-05", "start", "ritlecitinib 50 mg daily, started"),
        ("2026-02-14", "dose", "ritlecitinib 100 mg daily, before that 50 mg daily"),
    ]
    assert rows[1]["sentence"] == (
        "From 12 January 2026 to 19 January 2026: ritlecitinib 50 mg daily, since 5 January 2026."
    )


def test_an_empty_diary_is_said() -> None:
    (row,) = taken_rows(Course(id="c", name="C", created_on=START), [pair(0, 7)])
    assert row["lines"] == []
    assert row["sentence"].endswith("the diary has nothing.")
