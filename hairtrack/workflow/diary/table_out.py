"""Write a diary as a table that can be read again; `hairtrack.workflow.diary.table` names the columns."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from hairtrack.course import Course
from hairtrack.diary import (
    Diary,
    Entry,
    Event,
    EventKind,
    Groom,
    LabResult,
    MissedDoses,
    Reminder,
    SaltScore,
    Score,
    Session,
    SideEffect,
    Stage,
    Symptom,
    TestPlan,
)
from hairtrack.treatment import Treatment
from hairtrack.workflow.diary.table import inert, table_text
from hairtrack.workflow.diary.table_rows import AREAS
from hairtrack.workflow.outputs import write_output


def export_diary(course: Course, path: Path) -> int:
    """Write the diary as a table that `import_diary` reads.

    Parameters
    ----------
    course : Course
    path : Path
        A file that was there before is replaced once the new one is whole.

    Returns
    -------
    int
        How many lines it has, without the column names.
    """
    lines = [line for entry in course.diary.entries() for line in _lines(course.diary, entry)]
    write_output(path, table_text(lines).encode("utf-8", "replace"))
    return len(lines)


def _lines(diary: Diary, entry: Entry) -> Iterator[dict[str, str]]:
    match entry:
        case Treatment():
            yield from _treatment(entry)
        case TestPlan():
            yield from _test_plan(diary, entry)
        case _:
            note = "" if isinstance(entry, Event | Reminder) else inert(entry.note)
            yield {"date": entry.on.isoformat(), "note": note} | _CELLS[type(entry)](diary, entry)


def _treatment(treatment: Treatment) -> Iterator[dict[str, str]]:
    """Yield a treatment's own line, then its doses and pauses; a dose on the first day is the one it began with."""
    doses = {change.on: change for change in treatment.changes}
    first = doses.pop(treatment.started_on, None)
    named = {"name": inert(treatment.name), "form": inert(treatment.form)}
    yield named | {
        "kind": "treatment",
        "date": treatment.started_on.isoformat(),
        "dose": inert(first.dose if first else treatment.dose),
        "frequency": inert((first.frequency if first else "") or treatment.frequency),
        "until": _day(treatment.stopped_on),
        "reason": inert(treatment.stop_reason),
        "type": str(treatment.kind),
        "note": inert(treatment.note),
    }
    for change in doses.values():
        dose = {"dose": inert(change.dose), "frequency": inert(change.frequency)}
        yield named | {"kind": "dose", "date": change.on.isoformat()} | dose
    for pause in treatment.pauses:
        rest = {"until": _day(pause.until), "reason": inert(pause.reason)}
        yield named | {"kind": "pause", "date": pause.since.isoformat()} | rest


def _test_plan(diary: Diary, plan: TestPlan) -> Iterator[dict[str, str]]:
    line = {"kind": "test plan"} | _link(diary, plan.treatment)
    for test in plan.tests:
        yield line | {"name": inert(test.what), "week": _number(test.week), "every": _number(test.every_weeks)}
    if not plan.tests:
        yield line


def _event(_: Diary, event: Event) -> dict[str, str]:
    return {"kind": "event" if event.kind is EventKind.NOTE else str(event.kind), "note": inert(event.text)}


def _lab(_: Diary, lab: LabResult) -> dict[str, str]:
    figures = {"value": _number(lab.value), "low": _number(lab.low), "high": _number(lab.high)}
    return {"kind": "lab", "name": inert(lab.name), "unit": inert(lab.unit)} | figures


def _symptom(_: Diary, symptom: Symptom) -> dict[str, str]:
    words = {"name": inert(symptom.name), "area": inert(symptom.area)}
    return {"kind": "symptom", "value": _number(symptom.severity)} | words


def _side_effect(diary: Diary, effect: SideEffect) -> dict[str, str]:
    cells = {"kind": "side effect", "name": inert(effect.name), "value": str(effect.severity)}
    return cells | {"until": _day(effect.until)} | _link(diary, effect.treatment)


def _groom(_: Diary, groom: Groom) -> dict[str, str]:
    wet = {None: "", True: "wet", False: "dry"}[groom.wet]
    unit = "" if groom.length_mm is None else "mm"
    return {"kind": str(groom.kind), "value": _number(groom.length_mm), "unit": unit, "type": wet}


def _score(_: Diary, score: Score) -> dict[str, str]:
    return {"kind": str(score.kind), "value": _number(score.value)}


def _stage(_: Diary, stage: Stage) -> dict[str, str]:
    return {"kind": "stage", "name": str(stage.scale), "value": stage.grade}


def _salt(_: Diary, score: SaltScore) -> dict[str, str]:
    areas = dict(zip(AREAS, map(_number, score.areas()), strict=True))
    return {"kind": "salt", "name": inert(score.by), "value": _number(score.total)} | areas


def _session(diary: Diary, session: Session) -> dict[str, str]:
    return {"kind": "session"} | _name(diary, session.treatment)


def _missed(diary: Diary, missed: MissedDoses) -> dict[str, str]:
    counts = {"value": _number(missed.missed), "days": _number(missed.days)}
    return {"kind": "missed"} | counts | _name(diary, missed.treatment)


def _reminder(diary: Diary, reminder: Reminder) -> dict[str, str]:
    rhythm = {"value": _number(reminder.every_days), "unit": "" if reminder.every_days is None else "days"}
    return {"kind": "reminder", "name": inert(reminder.what)} | rhythm | _link(diary, reminder.treatment)


def _name(diary: Diary, treatment_id: str) -> dict[str, str]:
    """Name the treatment whose line it is; its day tells which of several."""
    treatment = diary.treatment(treatment_id)
    return {"name": inert(treatment.name), "form": inert(treatment.form)} if treatment else {}


def _link(diary: Diary, treatment_id: str) -> dict[str, str]:
    """Name the treatment that a line belongs to, which need not have been taken on its day."""
    treatment = diary.treatment(treatment_id)
    if treatment is None:
        return {}
    words = {"treatment": inert(treatment.name), "form": inert(treatment.form)}
    return words | {"since": treatment.started_on.isoformat()}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _number(number: float | None) -> str:
    """Write a number exactly, without an exponent."""
    return "" if number is None else f"{Decimal(repr(number)):f}".removesuffix(".0")


_CELLS: dict[type, Callable[[Diary, Any], dict[str, str]]] = {
    Event: _event,
    LabResult: _lab,
    Symptom: _symptom,
    SideEffect: _side_effect,
    Groom: _groom,
    Score: _score,
    Stage: _stage,
    SaltScore: _salt,
    Session: _session,
    MissedDoses: _missed,
    Reminder: _reminder,
}
