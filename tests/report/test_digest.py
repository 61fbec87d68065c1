"""The second page of a summary: what is most worth knowing comes first."""

from collections.abc import Sequence
from datetime import date

from hairtrack.course import Course, View
from hairtrack.diary import Diary, LabResult, Severity, SideEffect, Symptom
from hairtrack.report.choices import Choices
from hairtrack.report.content import Digest
from hairtrack.report.digest import digest_of
from hairtrack.report.selection import select
from hairtrack.report.table import Table
from hairtrack.report.tables import Doubt, Effect
from hairtrack.treatment import DoseChange, Pause, Treatment, TreatmentKind

NOTHING = Diary()


def treatment(name: str, start: date, **more: object) -> Treatment:
    return Treatment(id=name, kind=TreatmentKind.JAK_INHIBITOR, name=name, started_on=start, **more)  # type: ignore[arg-type]


def told(diary: Diary = NOTHING, *, salt: Table | None = None, doubts: Sequence[Doubt] = ()) -> Digest:
    course = Course(id="x", name="Anna", created_on=date(2026, 1, 1), diary=diary)
    return digest_of(course, select(course, Choices()), salt=salt, doubts=doubts)


def rows_of(digest: Digest, heading: str) -> tuple[tuple[str, ...], ...]:
    return next(table.rows for table in (*digest.left, *digest.right) if table.heading == heading)


def lead_of(digest: Digest, heading: str) -> str:
    return next(table.lead for table in (*digest.left, *digest.right) if table.heading == heading)


def test_what_goes_on_is_named_first_with_the_dose_of_today() -> None:
    stopped = treatment("clobetasol", date(2026, 3, 1), dose="daily", stopped_on=date(2026, 4, 1))
    raised = treatment(
        "ritlecitinib", date(2026, 1, 5), dose="50 mg", changes=(DoseChange(on=date(2026, 2, 1), dose="100 mg"),)
    )
    paused = treatment("baricitinib", date(2026, 2, 5), dose="4 mg", pauses=(Pause(since=date(2026, 3, 1)),))
    assert rows_of(told(Diary(treatments=(stopped, raised, paused))), "Treatment") == (
        ("baricitinib", "4 mg, paused since 1 Mar 2026", "5 Feb 2026"),
        ("ritlecitinib", "100 mg", "5 Jan 2026"),
        ("clobetasol", "daily", "1 Mar 2026 to 1 Apr 2026"),
    )


def lab(number: int, value: float, high: float | None = 45) -> LabResult:
    return LabResult(id=f"{number}", on=date(2026, number, 1), name="ALT", value=value, unit="U/l", high=high)


def test_blood_tests_out_of_range_are_listed_and_the_others_counted() -> None:
    digest = told(Diary(labs=(lab(1, 50), lab(2, 30), lab(3, 60), lab(4, 99, None))))
    assert rows_of(digest, "Blood tests") == (
        ("ALT", "60 U/l, above", "45 or less", "1 Mar 2026"),
        ("ALT", "50 U/l, above", "45 or less", "1 Jan 2026"),
    )
    assert lead_of(digest, "Blood tests") == "2 of 4 results outside the laboratory's range, the newest first."


def test_that_nothing_is_out_of_range_is_said_of_what_has_one() -> None:
    assert lead_of(told(Diary(labs=(lab(1, 30), lab(2, 99, None)))), "Blood tests") == (
        "The one result with a range lies within what the laboratory gave."
    )
    assert lead_of(told(Diary(labs=(lab(1, 30, None),))), "Blood tests") == (
        "1 result, none with the laboratory's range."
    )


def test_side_effects_that_go_on_come_first() -> None:
    over = SideEffect(id="a", since=date(2026, 5, 1), until=date(2026, 5, 9), name="acne", severity=Severity.MILD)
    lasting = SideEffect(id="b", since=date(2026, 1, 1), name="headache", severity=Severity.MODERATE)
    assert rows_of(told(Diary(side_effects=(over, lasting))), "Side effects") == (
        ("headache", "moderate", "since 1 Jan 2026"),
        ("acne", "mild", "1 May 2026 to 9 May 2026"),
    )


def test_a_symptom_is_told_by_its_first_its_worst_and_its_last() -> None:
    felt = [("itch", 3), ("itch", 8), ("itch", 1), ("burning", 2)]
    kept = tuple(
        Symptom(id=f"{day}", on=date(2026, 1, day), name=name, severity=severity)
        for day, (name, severity) in enumerate(felt, 1)
    )
    assert rows_of(told(Diary(symptoms=kept)), "Symptoms") == (("itch", "3", "8", "1"), ("burning", "2", "2", "2"))


def test_the_salt_is_told_as_it_was_and_as_it_is_for_each_who_judged() -> None:
    rows = [
        (day, by, "", "", "", "", value, "")
        for day, by, value in (
            ("1 Jan", "photographs", "40"),
            ("1 Jan", "Dr Lind", "38"),
            ("1 Feb", "photographs", "30"),
            ("1 Mar", "photographs", "12"),
        )
    ]
    salt = Table(heading="SALT", columns=("",) * 8, widths=(0,) * 8, rows=tuple(rows))
    assert rows_of(told(salt=salt), "SALT") == (
        ("1 Jan", "photographs", "40"),
        ("1 Mar", "photographs", "12"),
        ("1 Jan", "Dr Lind", "38"),
    )


def test_photos_left_out_are_counted_by_reason_and_those_of_a_whole_view_with_them() -> None:
    doubts = (
        Doubt(view=View.VERTEX, effect=Effect.CAUTION, why="Blurred."),
        Doubt(view=View.VERTEX, effect=Effect.CAUTION, why="Blurred."),
        Doubt(view=View.VERTEX, effect=Effect.NO_VALUE, why="Not aligned."),
        Doubt(view=View.BACK, photos=12, effect=Effect.NO_VALUE, why="No region is drawn in this view."),
    )
    assert rows_of(told(doubts=doubts), "Left out or doubted") == (
        ("12", "no value", "No region is drawn in this view."),
        ("1", "no value", "Not aligned."),
        ("2", "caution", "Blurred."),
    )


def test_without_photos_nothing_is_said_of_them() -> None:
    digest = told(Diary(labs=(lab(1, 30),)))
    assert (digest.made, digest.check) == ("", "")
    assert [table.heading for table in (*digest.left, *digest.right)] == ["Blood tests"]
