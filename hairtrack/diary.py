"""The records of what was taken, and what happened, beside the photos. Frozen; dates are calendar days."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeAlias


class TreatmentKind(StrEnum):
    """What a treatment is, as far as the chart and the due list need to know."""

    JAK_INHIBITOR = "JAK inhibitor"
    CORTICOSTEROID = "corticosteroid"
    CONTACT_IMMUNOTHERAPY = "contact immunotherapy"
    MINOXIDIL = "minoxidil"
    ANTIANDROGEN = "5-alpha reductase inhibitor"
    PROCEDURE = "procedure"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseChange:
    """From a day on, another dose."""

    on: date
    dose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """Something taken or done against the hair loss.

    Attributes
    ----------
    id : str
    kind : TreatmentKind
    name : str
        As the user knows it, such as "ritlecitinib".
    dose : str
        With its unit, such as "50 mg daily", from the start on.
    started_on : date
    stopped_on : date or None
        None while it goes on. Never before `started_on`.
    changes : tuple of DoseChange
        In order of time.
    note : str
    """

    id: str
    kind: TreatmentKind
    name: str
    dose: str = ""
    started_on: date
    stopped_on: date | None = None
    changes: tuple[DoseChange, ...] = ()
    note: str = ""

    def active_on(self, day: date) -> bool:
        """Whether it was being taken on a day."""
        return self.started_on <= day and (self.stopped_on is None or day <= self.stopped_on)

    def doses(self) -> tuple[tuple[date, date | None, str], ...]:
        """Return each dose with the day that it began and the day that it gave way or ended, None while it goes on."""
        begun = ((self.started_on, self.dose), *((change.on, change.dose) for change in self.changes))
        ends = (*(on for on, _ in begun[1:]), self.stopped_on)
        return tuple((on, end, dose) for (on, dose), end in zip(begun, ends, strict=True))

    def week(self, day: date) -> int:
        """Return the week of treatment on a day, counted from 0."""
        return (day - self.started_on).days // 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, in the user's words."""

    id: str
    on: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabResult:
    """One value of a blood test, with the laboratory's own unit and range."""

    id: str
    on: date
    name: str
    value: float
    unit: str
    low: float | None = None
    high: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Symptom:
    """A symptom on a day, 0 (none) to 10 (worst)."""

    id: str
    on: date
    name: str
    severity: int
    area: str = ""
    note: str = ""


class GroomKind(StrEnum):
    """What was done to the hair."""

    HAIRCUT = "haircut"
    WASH = "wash"
    DYE = "dye"


@dataclass(frozen=True, slots=True, kw_only=True)
class Groom:
    """Hair cut, washed or dyed: what changes coverage without a hair more or less."""

    id: str
    on: date
    kind: GroomKind
    length_mm: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Something the user wants to be reminded of, as the doctor ordered it.

    Attributes
    ----------
    id : str
    what : str
    on : date
        The first time.
    every_days : int or None
        Days from one time to the next; None for once.
    treatment : str
        Id of the treatment whose published blood tests this takes the place of, or empty.
    """

    id: str
    what: str
    on: date
    every_days: int | None = None
    treatment: str = ""


Entry: TypeAlias = Treatment | Event | LabResult | Symptom | Groom | Reminder
"""One line of the diary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """Everything beside the photos."""

    treatments: tuple[Treatment, ...] = ()
    events: tuple[Event, ...] = ()
    labs: tuple[LabResult, ...] = ()
    symptoms: tuple[Symptom, ...] = ()
    grooms: tuple[Groom, ...] = ()
    reminders: tuple[Reminder, ...] = ()

    def entries(self) -> tuple[Entry, ...]:
        """Return every entry, each kind together, in the order in which they were kept."""
        return (*self.treatments, *self.events, *self.labs, *self.symptoms, *self.grooms, *self.reminders)

    def entry(self, entry_id: str) -> Entry | None:
        """Return the entry with this id, or None."""
        return next((entry for entry in self.entries() if entry.id == entry_id), None)

    def with_entry(self, entry: Entry) -> "Diary":
        """Add an entry, or put it in the place of the one with the same id."""
        entries = self.entries()
        if any(kept.id == entry.id for kept in entries):
            return _sorted_out(tuple(entry if kept.id == entry.id else kept for kept in entries))
        return _sorted_out((*entries, entry))

    def without_entry(self, entry_id: str) -> "Diary":
        """Drop an entry; dropping a treatment frees its reminders to stand alone."""
        kept = tuple(entry for entry in self.entries() if entry.id != entry_id)
        return _sorted_out(
            tuple(
                replace(entry, treatment="") if isinstance(entry, Reminder) and entry.treatment == entry_id else entry
                for entry in kept
            )
        )


def _sorted_out(entries: tuple[Entry, ...]) -> Diary:
    """Put entries of all kinds into the drawers of a diary."""
    return Diary(
        treatments=tuple(entry for entry in entries if isinstance(entry, Treatment)),
        events=tuple(entry for entry in entries if isinstance(entry, Event)),
        labs=tuple(entry for entry in entries if isinstance(entry, LabResult)),
        symptoms=tuple(entry for entry in entries if isinstance(entry, Symptom)),
        grooms=tuple(entry for entry in entries if isinstance(entry, Groom)),
        reminders=tuple(entry for entry in entries if isinstance(entry, Reminder)),
    )
