"""What each row of a diary table says; `hairtrack.workflow.diary.table` names the columns."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias, TypeVar

from hairtrack.course import SaltArea
from hairtrack.diary import (
    Entry,
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
    Session,
    Severity,
    SideEffect,
    Stage,
    StageScale,
    Symptom,
)
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.treatment import DoseChange, Pause, Treatment, TreatmentKind
from hairtrack.workflow.diary.catalogue import kind_of
from hairtrack.workflow.diary.entries import new_id
from hairtrack.workflow.diary.table import Row

_Kind = TypeVar("_Kind", bound=StrEnum)
_Number = TypeVar("_Number", int, float)
AREAS = ("top", "back", "left", "right")
"""The columns of the four areas, in the order of `SaltArea`."""

_WET = {"": None, "wet": True, "dry": False}
_DAYS = {"": 1, "day": 1, "days": 1, "week": 7, "weeks": 7}


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """The treatment that a line belongs to, as the line names it: its form and first day only where it says them."""

    name: str
    form: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class OfTreatment:
    """What a line says of a treatment: a dose, a pause, or an entry that does not know its treatment's id yet."""

    meant: Meant
    said: DoseChange | Pause | Session | MissedDoses | SideEffect | Reminder


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """The last day of a treatment."""

    meant: Meant
    on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A blood test of a treatment's plan; without one, the plan holds none."""

    meant: Meant
    test: PlannedTest | None


Read: TypeAlias = Entry | OfTreatment | Stop | Planned
"""What one line of a table says."""


def read_row(row: Row) -> Read:
    """Turn a row into an entry with a new id, or into what belongs to a treatment.

    Parameters
    ----------
    row : Row
        Its cells are used up.

    Returns
    -------
    Entry, OfTreatment, Stop or Planned
    """
    kind = " ".join(row.text("kind", needed=True).casefold().replace("_", " ").split())
    read = _READERS.get(kind)
    if read is None:
        raise HairtrackError(ErrorKind.DIARY_KIND_UNKNOWN, word=kind, known=", ".join(_READERS))
    entry = read(row)
    if row.cells:
        raise HairtrackError(ErrorKind.DIARY_CELL_UNUSED, entry=kind, columns=", ".join(row.cells))
    return entry


def _treatment(row: Row) -> Treatment:
    name = row.text("name", needed=True)
    return Treatment(
        id=new_id(),
        kind=_treatment_kind(row.text("type"), name),
        name=name,
        form=row.text("form"),
        dose=_dose_text(row),
        frequency=row.text("frequency"),
        started_on=row.day("date"),
        stopped_on=row.later_day("until"),
        stop_reason=row.text("reason"),
        note=row.text("note"),
    )


def _treatment_kind(said: str, name: str) -> TreatmentKind:
    """Return the type that the row states, else what the catalogue knows of the name."""
    return _one_of(TreatmentKind, said) if said else kind_of(name)


def _dose_text(row: Row) -> str:
    """Return the dose, or the value with its unit where the table keeps it there."""
    return row.text("dose") or f"{row.text('value')} {row.text('unit')}".strip()


def _dose(row: Row) -> OfTreatment:
    dose = _dose_text(row)
    if not dose:
        raise HairtrackError(ErrorKind.DIARY_CELL_MISSING, column="dose")
    return OfTreatment(_named(row), DoseChange(on=row.day("date"), dose=dose, frequency=row.text("frequency")))


def _pause(row: Row) -> OfTreatment:
    pause = Pause(since=row.day("date"), until=row.later_day("until"), reason=row.text("reason"))
    return OfTreatment(_named(row), pause)


def _stop(row: Row) -> Stop:
    return Stop(meant=_named(row), on=row.day("date"), reason=row.text("reason"))


def _session(row: Row) -> OfTreatment:
    return OfTreatment(_named(row), Session(id=new_id(), on=row.day("date"), treatment="", note=row.text("note")))


def _missed(row: Row) -> OfTreatment:
    missed = MissedDoses(
        id=new_id(),
        on=row.day("date"),
        treatment="",
        missed=_needed(row.whole("value"), "value"),
        days=7 if (days := row.whole("days")) is None else days,
        note=row.text("note"),
    )
    return OfTreatment(_named(row), missed)


def _test_plan(row: Row) -> Planned:
    what, week, every = row.text("name"), row.whole("week"), row.whole("every")
    meant = _linked(row)
    if meant is None:
        raise HairtrackError(ErrorKind.DIARY_CELL_MISSING, column="treatment")
    nothing = not what and week is None and every is None
    return Planned(meant=meant, test=None if nothing else PlannedTest(what=what, week=week, every_weeks=every))


def _side_effect(row: Row) -> SideEffect | OfTreatment:
    effect = SideEffect(
        id=new_id(),
        name=row.text("name", needed=True),
        severity=_one_of(Severity, row.text("value", needed=True)),
        since=row.day("date"),
        until=row.later_day("until"),
        note=row.text("note"),
    )
    meant = _linked(row)
    return effect if meant is None else OfTreatment(meant, effect)


def _reminder(row: Row) -> Reminder | OfTreatment:
    every, unit = row.whole("value"), row.text("unit").casefold()
    if unit not in _DAYS:
        raise HairtrackError(ErrorKind.DIARY_UNIT_UNKNOWN, unit=unit, known="days, weeks")
    reminder = Reminder(
        id=new_id(),
        what=row.text("name", needed=True),
        on=row.day("date"),
        every_days=None if every is None else every * _DAYS[unit],
    )
    meant = _linked(row)
    return reminder if meant is None else OfTreatment(meant, reminder)


def _named(row: Row) -> Meant:
    return Meant(name=row.text("name", needed=True), form=row.text("form"))


def _linked(row: Row) -> Meant | None:
    name = row.text("treatment")
    return Meant(name=name, form=row.text("form"), since=row.later_day("since")) if name else None


def _event(kind: EventKind) -> Callable[[Row], Event]:
    return lambda row: Event(id=new_id(), on=row.day("date"), kind=kind, text=_name_and_note(row))


def _name_and_note(row: Row) -> str:
    """Join two cells that both hold free words."""
    return ": ".join(part for part in (row.text("name"), row.text("note")) if part)


def _lab(row: Row) -> LabResult:
    return LabResult(
        id=new_id(),
        on=row.day("date"),
        name=row.text("name", needed=True),
        value=_needed(row.number("value"), "value"),
        unit=row.text("unit"),
        low=row.number("low"),
        high=row.number("high"),
        note=row.text("note"),
    )


def _symptom(row: Row) -> Symptom:
    return Symptom(
        id=new_id(),
        on=row.day("date"),
        name=row.text("name", needed=True),
        severity=_needed(row.whole("value"), "value"),
        area=row.text("area"),
        note=row.text("note"),
    )


def _groom(kind: GroomKind) -> Callable[[Row], Groom]:
    def read(row: Row) -> Groom:
        length, unit, wet = row.number("value"), row.text("unit").casefold(), row.text("type").casefold()
        if unit not in {"", "mm", "cm"}:
            raise HairtrackError(ErrorKind.DIARY_UNIT_UNKNOWN, unit=unit, known="mm, cm")
        if wet not in _WET:
            raise HairtrackError(ErrorKind.DIARY_KIND_UNKNOWN, word=wet, known="wet, dry")
        if length is not None and unit == "cm":
            length *= 10
        note = _name_and_note(row)
        return Groom(id=new_id(), on=row.day("date"), kind=kind, length_mm=length, wet=_WET[wet], note=note)

    return read


def _score(kind: ScoreKind) -> Callable[[Row], Score]:
    def read(row: Row) -> Score:
        value = _needed(row.whole("value"), "value")
        return Score(id=new_id(), on=row.day("date"), kind=kind, value=value, note=row.text("note"))

    return read


def _stage(row: Row) -> Stage:
    scale = _one_of(StageScale, row.text("name", needed=True))
    grade = row.text("value", needed=True)
    return Stage(id=new_id(), on=row.day("date"), scale=scale, grade=grade, note=row.text("note"))


def _salt(row: Row) -> SaltScore:
    total = row.number("value")
    areas = dict(zip(SaltArea, map(row.number, AREAS), strict=True))
    given = {area: loss for area, loss in areas.items() if loss is not None}
    if total is None and len(given) == len(areas):
        total = sum(area.percent * loss for area, loss in given.items()) / 100
    top, back, left, right = areas.values()
    return SaltScore(
        id=new_id(),
        on=row.day("date"),
        by=row.text("name", needed=True),
        total=_needed(total, "value"),
        top=top,
        back=back,
        left=left,
        right=right,
        note=row.text("note"),
    )


def _one_of(kinds: type[_Kind], said: str) -> _Kind:
    """Return the kind that a cell names."""
    found = next((kind for kind in kinds if kind.casefold() == said.casefold()), None)
    if found is None:
        raise HairtrackError(ErrorKind.DIARY_KIND_UNKNOWN, word=said, known=", ".join(kinds))
    return found


def _needed(value: _Number | None, column: str) -> _Number:
    if value is None:
        raise HairtrackError(ErrorKind.DIARY_CELL_MISSING, column=column)
    return value


_READERS: dict[str, Callable[[Row], Read]] = {
    "treatment": _treatment,
    "dose": _dose,
    "pause": _pause,
    "stop": _stop,
    "session": _session,
    "missed": _missed,
    "test plan": _test_plan,
    "side effect": _side_effect,
    "lab": _lab,
    "symptom": _symptom,
    **{str(kind): _score(kind) for kind in ScoreKind},
    "stage": _stage,
    "salt": _salt,
    **{str(kind): _groom(kind) for kind in GroomKind},
    "event": _event(EventKind.NOTE),
    "life event": _event(EventKind.LIFE),
    "reminder": _reminder,
}
