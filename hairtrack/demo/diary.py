"""What was taken and what happened in the demo course, beside its photos."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from hairtrack.course import SaltArea
from hairtrack.demo.salt_truth import true_salt
from hairtrack.diary import (
    Diary,
    Event,
    EventKind,
    Groom,
    GroomKind,
    LabResult,
    MissedDoses,
    PlannedTest,
    Reminder,
    SaltScore,
    Score,
    ScoreKind,
    Severity,
    SideEffect,
    Symptom,
    TestPlan,
)
from hairtrack.treatment import DoseChange, Pause, Treatment, TreatmentKind

DOCTOR = "Dr Lind"
RITLECITINIB, MINOXIDIL = "demo-ritlecitinib", "demo-minoxidil"
STEP_BY_EYE = 0.05
"""A doctor judges the loss of an area in steps of 5 %."""

LAB_DAYS = (date(2025, 9, 19), date(2025, 10, 20), date(2025, 12, 22), date(2026, 3, 30), date(2026, 6, 29))
LABS: tuple[tuple[str, str, float | None, float | None, tuple[float, ...]], ...] = (
    ("lymphocytes", "10^9/L", 1.0, 4.0, (1.9, 1.6, 1.4, 1.5, 1.6)),
    ("platelets", "10^9/L", 150.0, 400.0, (262.0, 231.0, 224.0, 238.0, 241.0)),
    ("haemoglobin", "g/L", 130.0, 170.0, (149.0, 147.0, 145.0, 146.0, 148.0)),
    ("ALT", "U/L", None, 45.0, (24.0, 29.0, 48.0, 34.0, 27.0)),
)
"""Name, unit, the laboratory's range, and a value for each day."""

SYMPTOMS: tuple[tuple[str, str, tuple[int, ...]], ...] = (
    ("itch", "crown", (6, 5, 3, 2, 1, 0)),
    ("itch", "back", (5, 5, 4, 2, 1, 0)),
    ("shedding", "sides", (7, 6, 3, 2, 1, 0)),
    ("tightness", "back", (3, 2, 1, 0, 0, 0)),
)
"""Name, area, and how strong at each of the first visits."""

SCORES = {
    ScoreKind.BROWS: (4, 4, 6, 8, 9),
    ScoreKind.LASHES: (6, 7, 8, 9, 10),
    ScoreKind.QUALITY_OF_LIFE: (3, 4, 5, 7, 8),
}
"""At every second visit from the first, and at the last."""


def demo_diary(*, cuts: Mapping[date, float], losses: Mapping[date, Mapping[SaltArea, float]]) -> Diary:
    """Write the diary of the demo course.

    Parameters
    ----------
    cuts : mapping of date to float
        Of each visit in order: to how many mm the hair was cut before it.
    losses : mapping of date to mapping of SaltArea to float
        Of the visits at which the doctor judged: the true share of each area's hairs that is missing.

    Returns
    -------
    Diary
    """
    visits = tuple(cuts)
    return Diary(
        treatments=_treatments(),
        events=_events(),
        labs=_labs(),
        symptoms=_symptoms(visits),
        side_effects=_side_effects(),
        grooms=_grooms(cuts, losses),
        scores=_scores(visits),
        salt_scores=tuple(_judged(place, on, lost) for place, (on, lost) in enumerate(losses.items(), 1)),
        missed_doses=_missed(),
        reminders=(
            Reminder(
                id="demo-reminder-1", what="Appointment at the skin clinic", on=date(2026, 10, 19), every_days=182
            ),
        ),
        test_plans=(
            TestPlan(
                id="demo-plan-1",
                treatment=RITLECITINIB,
                tests=(
                    PlannedTest(what="lymphocytes and platelets", week=4),
                    PlannedTest(what="lymphocytes, platelets, haemoglobin and ALT", week=13, every_weeks=13),
                ),
            ),
        ),
    )


def _treatments() -> tuple[Treatment, ...]:
    return (
        Treatment(
            id="demo-clobetasol",
            kind=TreatmentKind.CORTICOSTEROID,
            name="clobetasol (topical)",
            form="foam",
            dose="0.05 %",
            frequency="twice daily",
            started_on=date(2025, 3, 24),
            stopped_on=date(2025, 6, 30),
            stop_reason="No regrowth after three months, and new patches at the nape.",
        ),
        Treatment(
            id=RITLECITINIB,
            kind=TreatmentKind.JAK_INHIBITOR,
            name="ritlecitinib",
            form="capsule",
            dose="50 mg",
            frequency="daily",
            started_on=date(2025, 9, 22),
            pauses=(
                Pause(
                    since=date(2026, 2, 9),
                    until=date(2026, 2, 22),
                    reason="Chest infection; the doctor asked to wait until it was over.",
                ),
            ),
            note="In the evening, with food.",
        ),
        Treatment(
            id=MINOXIDIL,
            kind=TreatmentKind.MINOXIDIL,
            name="minoxidil (topical)",
            form="foam",
            dose="5 %",
            frequency="twice daily",
            started_on=date(2026, 2, 23),
            changes=(DoseChange(on=date(2026, 6, 8), dose="5 %", frequency="daily"),),
            note="Once a day from June on, because the skin was dry.",
        ),
    )


def _missed() -> tuple[MissedDoses, ...]:
    christmas, travel = date(2025, 12, 28), date(2026, 3, 8)
    return (
        MissedDoses(id="demo-missed-1", on=christmas, treatment=RITLECITINIB, missed=2, note="Over Christmas."),
        MissedDoses(
            id="demo-missed-2",
            on=travel,
            treatment=RITLECITINIB,
            missed=3,
            days=14,
            note="Left at home while travelling.",
        ),
    )


def _events() -> tuple[Event, ...]:
    return (
        Event(id="demo-event-1", on=date(2025, 10, 31), text="First fine pale hairs felt on the crown."),
        Event(id="demo-event-2", on=date(2026, 2, 27), text="Travelling, no photos this month."),
        Event(id="demo-event-3", on=date(2026, 1, 5), text="Started a new job.", kind=EventKind.LIFE),
        Event(id="demo-event-4", on=date(2026, 5, 23), text="Went swimming without a cap.", kind=EventKind.LIFE),
    )


def _labs() -> tuple[LabResult, ...]:
    return tuple(
        LabResult(
            id=f"demo-lab-{name}-{visit}",
            on=on,
            name=name,
            value=value,
            unit=unit,
            low=low,
            high=high,
            note="Two days after a long run." if high is not None and value > high else "",
        )
        for name, unit, low, high, values in LABS
        for visit, (on, value) in enumerate(zip(LAB_DAYS, values, strict=True), 1)
    )


def _symptoms(visits: Sequence[date]) -> tuple[Symptom, ...]:
    return tuple(
        Symptom(id=f"demo-symptom-{name}-{area}-{visit}", on=on, name=name, severity=severity, area=area)
        for name, area, strengths in SYMPTOMS
        for visit, (on, severity) in enumerate(zip(visits, strengths, strict=False), 1)
    )


def _side_effects() -> tuple[SideEffect, ...]:
    return (
        SideEffect(
            id="demo-side-effect-1",
            name="headache",
            severity=Severity.MILD,
            since=date(2025, 9, 24),
            until=date(2025, 10, 3),
            treatment=RITLECITINIB,
        ),
        SideEffect(
            id="demo-side-effect-2",
            name="acne",
            severity=Severity.MILD,
            since=date(2025, 11, 3),
            until=date(2026, 1, 18),
            treatment=RITLECITINIB,
            note="On the chin and back.",
        ),
        SideEffect(
            id="demo-side-effect-3",
            name="upper respiratory infection",
            severity=Severity.MODERATE,
            since=date(2026, 2, 6),
            until=date(2026, 2, 20),
            treatment=RITLECITINIB,
            note="Went to the chest; ten days of antibiotics.",
        ),
    )


def _grooms(cuts: Mapping[date, float], judged: Collection[date]) -> tuple[Groom, ...]:
    """Note the clippers before each visit, which leave a little more or less than their comb says, and washed hair."""
    usual = max(cuts.values())
    kept = [
        Groom(
            id=f"demo-groom-{visit}",
            on=on,
            kind=GroomKind.HAIRCUT,
            length_mm=length,
            note="Much shorter than usual." if length < usual else "",
        )
        for visit, (on, length) in enumerate(cuts.items(), 1)
    ]
    for visit, on in enumerate(judged, 1):
        evening = on - timedelta(days=1)
        kept += [
            Groom(id=f"demo-wash-{visit}", on=evening, kind=GroomKind.WASH),
            Groom(id=f"demo-dry-{visit}", on=on, kind=GroomKind.PHOTOGRAPHED, wet=False),
        ]
    return tuple(kept)


def _scores(visits: Sequence[date]) -> tuple[Score, ...]:
    days = (*visits[:7:2], visits[-1])
    return tuple(
        Score(id=f"demo-score-{kind.name.lower()}-{visit}", on=on, kind=kind, value=value)
        for kind, values in SCORES.items()
        for visit, (on, value) in enumerate(zip(days, values, strict=True), 1)
    )


def _judged(visit: int, on: date, losses: Mapping[SaltArea, float]) -> SaltScore:
    """Judge by eye, as far as an eye can tell the loss of an area."""
    seen = {area: STEP_BY_EYE * round(loss / STEP_BY_EYE) for area, loss in losses.items()}
    top, back, left, right = (round(100 * seen[area], 1) for area in SaltArea)
    return SaltScore(
        id=f"demo-salt-{visit}",
        on=on,
        by=DOCTOR,
        total=round(true_salt(seen), 1),
        top=top,
        back=back,
        left=left,
        right=right,
    )
