"""What an entry must be to be kept: beside what is refused, the same entry a step inside its limits is kept."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hairtrack.diary import (
    Diary,
    Entry,
    MissedDoses,
    PlannedTest,
    SaltScore,
    Score,
    ScoreKind,
    Session,
    Severity,
    SideEffect,
    Stage,
    StageScale,
    TestPlan,
)
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.messages import error_sentence
from hairtrack.treatment import Pause, Treatment, TreatmentKind
from hairtrack.workflow.diary.checks import checked

START = date(2026, 1, 5)
STOP = START + timedelta(days=100)
DPCP = Treatment(
    id="t", kind=TreatmentKind.CONTACT_IMMUNOTHERAPY, name="DPCP", dose="0.1 %", started_on=START, stopped_on=STOP
)
DIARY = Diary(treatments=(DPCP,))


def day(number: int) -> date:
    return START + timedelta(days=number)


def pauses(*spans: tuple[int, int | None]) -> Treatment:
    made = tuple(Pause(since=day(since), until=None if until is None else day(until)) for since, until in spans)
    return replace(DPCP, pauses=made)


def again(**changes: object) -> Treatment:
    return replace(DPCP, id="u", **changes)  # type: ignore[arg-type]


def salt(total: float, *areas: float | None) -> SaltScore:
    top, back, left, right = areas or (None,) * 4
    return SaltScore(id="s", on=day(1), by="Dr Meyer", total=total, top=top, back=back, left=left, right=right)


def effect(until: int) -> SideEffect:
    return SideEffect(id="e", name="rash", severity=Severity.MILD, since=day(3), until=day(until))


def plan(**when: int) -> TestPlan:
    return TestPlan(id="p", treatment="t", tests=(PlannedTest(what="lymphocytes", **when),))


def missed(count: int, days: int = 7) -> MissedDoses:
    return MissedDoses(id="m", on=day(7), treatment="t", missed=count, days=days)


def brows(value: int) -> Score:
    return Score(id="b", on=START, kind=ScoreKind.BROWS, value=value)


def ludwig(grade: str) -> Stage:
    return Stage(id="g", on=START, scale=StageScale.LUDWIG, grade=grade)


def session(number: int, of: str = "t") -> Session:
    return Session(id="i", on=day(number), treatment=of)


CASES: list[tuple[ErrorKind, Entry, Entry]] = [
    (ErrorKind.DIARY_PAUSE_OUTSIDE, pauses((-1, 5)), pauses((0, 5))),
    (ErrorKind.DIARY_PAUSE_OUTSIDE, pauses((5, 101)), pauses((5, 100))),
    (ErrorKind.DIARY_END_BEFORE_START, pauses((5, 4)), pauses((5, 5))),
    (ErrorKind.DIARY_PAUSES_OVERLAP, pauses((5, 9), (9, 12)), pauses((5, 9), (10, 12))),
    (ErrorKind.DIARY_PAUSES_OVERLAP, pauses((5, None), (9, 12)), pauses((5, 8), (9, None))),
    (ErrorKind.DIARY_TREATMENTS_OVERLAP, again(name="dpcp "), again(name="SADBE")),
    (
        ErrorKind.DIARY_TREATMENTS_OVERLAP,
        again(form="cream"),
        again(form="cream", started_on=day(101), stopped_on=None),
    ),
    (
        ErrorKind.DIARY_TREATMENTS_OVERLAP,
        again(started_on=STOP, stopped_on=None),
        again(started_on=STOP + timedelta(days=1), stopped_on=None),
    ),
    (ErrorKind.DIARY_END_BEFORE_START, effect(2), effect(3)),
    (ErrorKind.DIARY_SEVERITY_OUTSIDE, brows(11), brows(10)),
    (ErrorKind.DIARY_STAGE_UNKNOWN, ludwig("IV"), ludwig(" iii ")),
    (ErrorKind.DIARY_SALT_OUTSIDE, salt(100.5), salt(100)),
    (ErrorKind.DIARY_SALT_AREAS_MISSING, salt(20, 50, None, 0, 0), salt(20, 50, 0, 0, 0)),
    # 0.40 * 50 + 0.24 * 25 + 0.18 * 0 + 0.18 * 100 = 44
    (ErrorKind.DIARY_SALT_CONTRADICTS, salt(45, 50, 25, 0, 100), salt(44, 50, 25, 0, 100)),
    (ErrorKind.DIARY_NAME_MISSING, replace(salt(44), by=" "), salt(44)),
    (ErrorKind.DIARY_NOT_TAKEN, session(101), session(100)),
    (ErrorKind.DIARY_ENTRY_UNKNOWN, session(1, of="nobody"), session(1)),
    (ErrorKind.DIARY_MISSED_OUTSIDE, missed(0), missed(1)),
    (ErrorKind.DIARY_MISSED_OUTSIDE, missed(1, 367), missed(1, 366)),
    (ErrorKind.DIARY_TEST_WITHOUT_DAY, plan(), plan(week=0)),
    (ErrorKind.DIARY_WEEK_OUTSIDE, plan(every_weeks=0), plan(every_weeks=1)),
]


@pytest.mark.parametrize(("kind", "bad", "good"), CASES)
def test_what_contradicts_itself_or_the_diary_is_refused(kind: ErrorKind, bad: Entry, good: Entry) -> None:
    with pytest.raises(HairtrackError) as caught:
        checked(DIARY, bad)
    assert caught.value.kind is kind
    assert "{" not in error_sentence(caught.value)
    checked(DIARY, good)


def test_a_stage_is_kept_as_its_scale_writes_it() -> None:
    stage = Stage(id="g", on=START, scale=StageScale.NORWOOD_HAMILTON, grade=" iii  VERTEX ")
    assert checked(DIARY, stage) == replace(stage, grade="III vertex")


@pytest.mark.parametrize("held", [session(50), replace(missed(1), on=day(50))])
def test_a_treatment_does_not_leave_its_doses_behind(held: Session | MissedDoses) -> None:
    diary = DIARY.with_entry(held)
    for without in (replace(DPCP, stopped_on=day(49)), replace(DPCP, started_on=day(51))):
        with pytest.raises(HairtrackError) as caught:
            checked(diary, without)
        assert caught.value.kind is ErrorKind.DIARY_KEPT_OUTSIDE
        assert "{" not in error_sentence(caught.value)
    checked(diary, replace(DPCP, started_on=day(50), stopped_on=day(50)))


def test_with_a_treatment_goes_what_is_nothing_without_it() -> None:
    diary = DIARY
    for entry in (
        missed(1),
        plan(week=4),
        replace(effect(3), treatment="t"),
        Session(id="i", on=START, treatment="t"),
        salt(44),
    ):
        diary = diary.with_entry(checked(diary, entry))
    rest = diary.without_entry("t")
    assert rest.entries() == (replace(effect(3), treatment=""), salt(44))
