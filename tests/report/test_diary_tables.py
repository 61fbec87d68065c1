"""What the report's tables say of the diary, and how short they stay."""

from datetime import date, timedelta

import pytest

from hairtrack.diary import (
    Diary,
    Event,
    Groom,
    GroomKind,
    LabResult,
    MissedDoses,
    Score,
    ScoreKind,
    Session,
    Severity,
    SideEffect,
    Stage,
    StageScale,
    Symptom,
)
from hairtrack.report.diary_tables import diary_tables
from hairtrack.report.table import Picture, Table
from hairtrack.treatment import DoseChange, Pause, Treatment, TreatmentKind

START = date(2026, 1, 5)
JAK = Treatment(
    id="j",
    kind=TreatmentKind.JAK_INHIBITOR,
    name="ritlecitinib",
    form="capsule",
    dose="50 mg",
    frequency="daily",
    started_on=START,
    stopped_on=date(2026, 6, 30),
    stop_reason="moved",
    changes=(DoseChange(on=date(2026, 2, 1), dose="100 mg"),),
    pauses=(Pause(since=date(2026, 3, 1), until=date(2026, 3, 10), reason="a cold"),),
    note="with food",
)


def day(count: int) -> date:
    return START + timedelta(days=count)


def rows_of(diary: Diary, heading: str) -> tuple[tuple[str, ...], ...]:
    return table_of(diary, heading).rows


def table_of(diary: Diary, heading: str) -> Table:
    (found,) = [table for table in diary_tables(diary) if table.heading == heading]
    return found


def test_a_treatment_is_told_dose_by_dose_with_its_pause_and_why_it_ended() -> None:
    assert rows_of(Diary(treatments=(JAK,)), "Treatment") == (
        ("ritlecitinib", "capsule", "50 mg daily", "5 Jan 2026", "31 Jan 2026", "with food"),
        ("", "", "100 mg daily", "1 Feb 2026", "28 Feb 2026", ""),
        ("", "", "paused", "1 Mar 2026", "10 Mar 2026", "a cold"),
        ("", "", "100 mg daily", "11 Mar 2026", "30 Jun 2026", "stopped: moved"),
    )


def test_side_effects_name_what_they_are_thought_to_come_from() -> None:
    effects = (
        SideEffect(
            id="a", name="acne", severity=Severity.MILD, since=day(9), until=day(20), treatment="j", note="chin"
        ),
        SideEffect(id="b", name="rash", severity=Severity.SEVERE, since=day(1)),
    )
    assert rows_of(Diary(treatments=(JAK,), side_effects=effects), "Side effects") == (
        ("rash", "severe", "6 Jan 2026", "continues", "", ""),
        ("acne", "mild", "14 Jan 2026", "25 Jan 2026", "ritlecitinib (capsule)", "chin"),
    )


@pytest.mark.parametrize(
    ("low", "high", "value", "said"),
    [
        (1, 4, 0.9, ("1 to 4", "below")),
        (1, 4, 1, ("1 to 4", "within")),
        (1, 4, 4.1, ("1 to 4", "above")),
        (None, 4, 5, ("4 or less", "above")),
        (1, None, 0.5, ("1 or more", "below")),
        (None, None, 5, ("none given", "")),
    ],
)
def test_a_blood_test_says_in_words_where_it_stands(
    low: float | None, high: float | None, value: float, said: tuple[str, str]
) -> None:
    lab = LabResult(id="l", on=START, name="CRP", value=value, unit="mg/l", low=low, high=high)
    assert rows_of(Diary(labs=(lab,)), "Blood tests") == (("CRP", "5 Jan 2026", f"{value:g} mg/l", *said),)


def test_a_symptom_is_summed_up_for_each_area() -> None:
    felt = [("itch", "crown", 3), ("itch", "crown", 7), ("itch", "crown", 1), ("Itch", "back", 2)]
    kept = tuple(
        Symptom(id=str(n), on=day(n), name=name, area=area, severity=severity)
        for n, (name, area, severity) in enumerate(felt)
    )
    assert rows_of(Diary(symptoms=kept), "Symptoms") == (
        ("itch", "crown", "3", "3 on 5 Jan 2026", "7 on 6 Jan 2026", "1 on 7 Jan 2026"),
        ("Itch", "back", "1", "2 on 8 Jan 2026", "2 on 8 Jan 2026", "2 on 8 Jan 2026"),
    )


def test_scores_stages_and_what_was_given_or_missed() -> None:
    diary = Diary(
        treatments=(JAK,),
        scores=tuple(Score(id=str(n), on=day(n), kind=ScoreKind.BROWS, value=v) for n, v in enumerate((4, 2, 9, 8))),
        stages=(Stage(id="s", on=START, scale=StageScale.LUDWIG, grade="II", note="at the clinic"),),
        sessions=(Session(id="1", on=day(28), treatment="j"), Session(id="2", on=day(1), treatment="j")),
        missed_doses=(
            MissedDoses(id="m", on=day(7), treatment="j", missed=2),
            MissedDoses(id="n", on=day(14), treatment="j", missed=1),
        ),
    )
    assert rows_of(diary, "Brows, lashes and quality of life") == (
        ("Brows", "4", "4 on 5 Jan 2026", "2 on 6 Jan 2026", "9 on 7 Jan 2026", "8 on 8 Jan 2026"),
    )
    assert rows_of(diary, "Stages") == (("5 Jan 2026", "Ludwig", "II", "at the clinic"),)
    assert rows_of(diary, "Sessions and missed doses") == (
        ("ritlecitinib (capsule)", "2, from 6 Jan 2026 to 2 Feb 2026", "3 in 14 days asked about, last 19 Jan 2026"),
    )


def test_events_and_hair_care_stand_in_order_of_time() -> None:
    diary = Diary(
        events=(Event(id="e", on=day(5), text="by the sea"),),
        grooms=(
            Groom(id="g", on=day(9), kind=GroomKind.HAIRCUT, length_mm=9, note="summer"),
            Groom(id="h", on=day(1), kind=GroomKind.PHOTOGRAPHED, wet=True),
        ),
    )
    assert rows_of(diary, "Events and hair care") == (
        ("6 Jan 2026", "photographed", "wet"),
        ("10 Jan 2026", "note", "by the sea"),
        ("14 Jan 2026", "haircut", "9 mm, summer"),
    )


def test_the_charts_stand_below_the_first_table_and_the_blood_tests() -> None:
    whole, labs = (Picture(file=name, caption="", alt="") for name in ("whole", "labs"))
    event = Event(id="e", on=START, text="x")
    lab = LabResult(id="l", on=START, name="CRP", value=1, unit="mg/l")
    kept = diary_tables(Diary(treatments=(JAK,), events=(event,), labs=(lab,)), timeline=whole, labs=labs)
    assert [(table.heading, table.chart) for table in kept] == [
        ("Treatment", whole),
        ("Blood tests", labs),
        ("Events and hair care", None),
    ]
    assert diary_tables(Diary(events=(event,)), timeline=whole)[0].chart is whole
    assert diary_tables(Diary(labs=(lab,)), timeline=whole, labs=labs)[0].chart is labs


def test_what_is_not_kept_has_no_table() -> None:
    assert diary_tables(Diary()) == ()


# Ten thousand entries


def many(days: int) -> Diary:
    """Write a diary of ten thousand entries of each long kind, spread over some days."""
    on = [START + timedelta(days=n * days // 10_000) for n in range(10_000)]
    return Diary(
        treatments=(
            JAK,
            *(
                Treatment(id=f"t{n}", kind=TreatmentKind.PROCEDURE, name="PRP", started_on=d, stopped_on=d)
                for n, d in enumerate(on[::10])
            ),
        ),
        events=tuple(Event(id=f"e{n}", on=d, text="x") for n, d in enumerate(on)),
        grooms=tuple(Groom(id=f"g{n}", on=d, kind=GroomKind.WASH) for n, d in enumerate(on)),
        labs=tuple(LabResult(id=f"l{n}", on=d, name=f"L{n % 99}", value=n, unit="u", high=5) for n, d in enumerate(on)),
        symptoms=tuple(Symptom(id=f"s{n}", on=d, name=f"S{n % 99}", severity=n % 11) for n, d in enumerate(on)),
        side_effects=tuple(
            SideEffect(id=f"f{n}", name=("acne", "rash", "cold")[n % 3], severity=[*Severity][n % 2], since=d)
            for n, d in enumerate(on)
        ),
        stages=tuple(Stage(id=f"x{n}", on=d, scale=StageScale.LUDWIG, grade="I") for n, d in enumerate(on)),
        sessions=tuple(Session(id=f"y{n}", on=d, treatment=f"t{n}") for n, d in enumerate(on[::10])),
    )


@pytest.mark.parametrize("days", [300, 9000])
def test_a_long_diary_is_summed_up_and_says_where_all_of_it_is(days: int) -> None:
    found = {table.heading: table for table in diary_tables(many(days))}
    assert len(found) == 7
    for heading, table in found.items():
        assert 0 < len(table.rows) <= 60, heading
        assert "(CSV)" in table.lead, heading
    effects, events = found["Side effects"], found["Events and hair care"]
    assert sum(int(row[1]) for row in effects.rows) == 10_000
    assert sum(int(row[1]) for row in events.rows) == 20_000
    assert effects.rows[0][0] == ("Jan 2026" if days == 300 else "2026")
    assert "worst: moderate" in effects.rows[0][2]
    assert found["Treatment"].rows[0][:2] == ("PRP", "")
    assert found["Treatment"].rows[0][5] == "1000 times"
    assert found["Treatment"].rows[1][5] == "1 change of dose, 1 pause"
