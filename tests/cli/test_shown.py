"""What `hairtrack show` tells people of the diary."""

from datetime import date, timedelta

import pytest

from hairtrack.cli.output import put_result
from hairtrack.cli.shown import course_lines, diary_lines
from hairtrack.course import Course
from hairtrack.diary import (
    Diary,
    Groom,
    GroomKind,
    SaltScore,
    Score,
    ScoreKind,
    Severity,
    SideEffect,
    Stage,
    StageScale,
)
from hairtrack.treatment import DoseChange, Pause, Treatment, TreatmentKind

START = date(2026, 1, 5)


def test_a_treatment_is_told_with_its_form_frequency_pauses_and_end() -> None:
    foam = Treatment(
        id="f",
        kind=TreatmentKind.MINOXIDIL,
        name="minoxidil",
        form="foam",
        dose="5 %",
        frequency="twice daily",
        started_on=START,
        stopped_on=date(2026, 5, 1),
        stop_reason="itch",
        changes=(DoseChange(on=date(2026, 3, 1), dose="5 %", frequency="daily"),),
        pauses=(Pause(since=date(2026, 2, 1), until=date(2026, 2, 7), reason="a cold"),),
    )
    assert list(diary_lines(Diary(treatments=(foam,)))) == [
        "2026-01-05  minoxidil, foam 5 % twice daily, stopped 2026-05-01 (itch)",
        "  2026-02-01  paused until 2026-02-07 (a cold)",
        "  2026-03-01  5 % daily",
    ]


def test_the_last_side_effects_and_scores_are_told_and_the_rest_is_counted() -> None:
    effects = tuple(
        SideEffect(id=str(n), name=f"e{n}", severity=Severity.MILD, since=START + timedelta(days=n)) for n in range(10)
    )
    scores = tuple(Score(id=f"s{n}", on=START + timedelta(days=n), kind=ScoreKind.BROWS, value=n) for n in (3, 1))
    grooms = tuple(Groom(id=f"g{n}", on=START, kind=GroomKind.WASH) for n in range(2))
    stage = Stage(id="x", on=START, scale=StageScale.SINCLAIR, grade="3")
    lines = list(diary_lines(Diary(side_effects=effects, scores=scores, grooms=grooms, stages=(stage,))))
    assert lines[0] == "2026-01-14  side effect: e9, mild, goes on"
    assert lines[8:] == [
        "and 2 earlier side effects",
        "2026-01-08  brows 3 of 10",
        "2026-01-05  Sinclair stage 3",
        "in the diary: 2 notes on hair care",
    ]


def test_a_course_says_its_salt_and_moves_no_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    effect = SideEffect(id="e", name="a\x1b[2Jb\nc", severity=Severity.MILD, since=START)
    judged = SaltScore(id="s", on=START, by="Dr Weiss", total=29.6)
    diary = Diary(side_effects=(effect,), salt_scores=(judged,))
    put_result({}, course_lines(Course(id="c", name="Spring\x07", created_on=START, diary=diary)), as_json=False)
    lines = capsys.readouterr().out.split("\n")
    assert lines[:2] == ["Spring", "0 photos, 0 visits"]
    assert "2026-01-05  side effect: a[2Jb c, mild, goes on" in lines
    assert [line for line in lines if "SALT 29.6" in line and "Dr Weiss" in line]
    assert not [line for line in lines if "\x1b" in line]


def test_a_bare_course_has_two_lines() -> None:
    assert list(course_lines(Course(id="c", name="Spring", created_on=START))) == ["Spring", "0 photos, 0 visits"]
