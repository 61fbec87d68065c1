"""The records of what happened beside the photos. Frozen; dates are calendar days."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from hairtrack.kept_words import shown, shown_each
from hairtrack.language import _
from hairtrack.treatment import Treatment


class EventKind(StrEnum):
    """What sort of event it is."""

    NOTE = "note"
    LIFE = "life event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, in the user's words."""

    id: str
    on: date
    text: str
    kind: EventKind = EventKind.NOTE


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

    @property
    def words(self) -> str:
        """Such as "itch 4 of 10, crown"."""
        felt = _("{name} {severity} of 10", name=shown(self.name), severity=self.severity)
        return f"{felt}, {shown_each(self.area)}" if self.area else felt


class Severity(StrEnum):
    """How much a side effect was felt."""

    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


@dataclass(frozen=True, slots=True, kw_only=True)
class SideEffect:
    """Something unwanted, from a day to its last one or None while it goes on.

    `treatment` is the id of what the user thinks it came from, or empty.
    """

    id: str
    name: str
    severity: Severity
    since: date
    until: date | None = None
    treatment: str = ""
    note: str = ""

    @property
    def on(self) -> date:
        """The day by which it is found."""
        return self.since


class GroomKind(StrEnum):
    """What was done to the hair."""

    HAIRCUT = "haircut"
    WASH = "wash"
    DYE = "dye"
    PRODUCT = "product"
    PHOTOGRAPHED = "photographed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Groom:
    """Hair cut, washed, dyed, or how it was when photographed: what changes coverage without a hair more or less.

    `length_mm` is what a haircut left; `wet` says how the hair was in the photos of that day, None where nobody said.
    """

    id: str
    on: date
    kind: GroomKind
    length_mm: float | None = None
    wet: bool | None = None
    note: str = ""


class ScoreKind(StrEnum):
    """What the user judges by themselves, 0 to 10."""

    BROWS = "brows"
    LASHES = "lashes"
    QUALITY_OF_LIFE = "quality of life"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The user's own judgement: brows and lashes 0 none to 10 full, quality of life 0 worst to 10 best."""

    id: str
    on: date
    kind: ScoreKind
    value: int
    note: str = ""

    @property
    def words(self) -> str:
        """Such as "brows 9 of 10"."""
        return _("{name} {severity} of 10", name=shown(self.kind), severity=self.value)


class StageScale(StrEnum):
    """A scale of pattern hair loss; kept as a note, since two who look agree only moderately."""

    NORWOOD_HAMILTON = "Norwood-Hamilton"
    LUDWIG = "Ludwig"
    SINCLAIR = "Sinclair"

    @property
    def grades(self) -> tuple[str, ...]:
        """What it can say, the least first."""
        match self:
            case StageScale.NORWOOD_HAMILTON:
                return ("I", "II", "IIa", "III", "III vertex", "IIIa", "IV", "IVa", "V", "Va", "VI", "VII")
            case StageScale.LUDWIG:
                return ("I", "II", "III")
            case StageScale.SINCLAIR:
                return ("1", "2", "3", "4", "5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage of pattern hair loss, as somebody judged it."""

    id: str
    on: date
    scale: StageScale
    grade: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaltScore:
    """A SALT that somebody judged by eye, percent of scalp hair lost; never mixed with the estimate from photos.

    Attributes
    ----------
    id : str
    on : date
    by : str
        Who judged, such as the doctor's name.
    total : float
        0 to 100.
    top, back, left, right : float or None
        Loss within each area, 0 to 100, all four or none; `total` is then their weighted sum.
    note : str
    """

    id: str
    on: date
    by: str
    total: float
    top: float | None = None
    back: float | None = None
    left: float | None = None
    right: float | None = None
    note: str = ""

    def areas(self) -> tuple[float | None, float | None, float | None, float | None]:
        """Return the loss within each area: top, back, left, right."""
        return self.top, self.back, self.left, self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A rare dose that was given: an injection, a session, a weekly application. `treatment` is its id."""

    id: str
    on: date
    treatment: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedDoses:
    """How many doses of a treatment were missed in the `days` days up to and with a day."""

    id: str
    on: date
    treatment: str
    missed: int
    days: int = 7
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTest:
    """A blood test that is to be done.

    Attributes
    ----------
    what : str
    week : int or None
        Of the treatment, 0 before the first dose; None for a rhythm alone.
    every_weeks : int or None
        From one time to the next, counted from `week` or else from the start; None for once.
    """

    what: str
    week: int | None = None
    every_weeks: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TestPlan:
    """The blood tests that the doctor ordered for a treatment, in the place of the published ones."""

    __test__ = False  # it is no test, whatever pytest thinks of the name

    id: str
    treatment: str
    tests: tuple[PlannedTest, ...] = ()


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


Entry: TypeAlias = (
    Treatment
    | Event
    | LabResult
    | Symptom
    | SideEffect
    | Groom
    | Score
    | Stage
    | SaltScore
    | Session
    | MissedDoses
    | Reminder
    | TestPlan
)
"""One line of the diary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """Everything beside the photos."""

    treatments: tuple[Treatment, ...] = ()
    events: tuple[Event, ...] = ()
    labs: tuple[LabResult, ...] = ()
    symptoms: tuple[Symptom, ...] = ()
    side_effects: tuple[SideEffect, ...] = ()
    grooms: tuple[Groom, ...] = ()
    scores: tuple[Score, ...] = ()
    stages: tuple[Stage, ...] = ()
    salt_scores: tuple[SaltScore, ...] = ()
    sessions: tuple[Session, ...] = ()
    missed_doses: tuple[MissedDoses, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    test_plans: tuple[TestPlan, ...] = ()

    def entries(self) -> tuple[Entry, ...]:
        """Return every entry, each kind together, in the order in which they were kept."""
        return tuple(entry for drawer in _DRAWERS.values() for entry in getattr(self, drawer))

    def entry(self, entry_id: str) -> Entry | None:
        """Return the entry with this id, or None."""
        return next((entry for entry in self.entries() if entry.id == entry_id), None)

    def treatment(self, treatment_id: str) -> Treatment | None:
        """Return the treatment with this id, or None."""
        return next((treatment for treatment in self.treatments if treatment.id == treatment_id), None)

    def going_on(self, day: date) -> tuple[Treatment, ...]:
        """Return the treatments that were going on on a day, be they paused or not."""
        return tuple(treatment for treatment in self.treatments if treatment.active_on(day))

    def with_entry(self, entry: Entry) -> "Diary":
        """Add an entry, or put it in the place of the one with the same id."""
        return self.with_entries((entry,))

    def with_entries(self, entries: Iterable[Entry]) -> "Diary":
        """Add many entries at once, each as `with_entry` does."""
        drawers: dict[str, dict[str, Entry]] = {}
        for entry in entries:
            name = _DRAWERS[type(entry)]
            drawers.setdefault(name, {old.id: old for old in getattr(self, name)})[entry.id] = entry
        # A drawer holds entries of its own kind alone, which `replace` cannot see through a name.
        return replace(self, **{name: tuple(kept.values()) for name, kept in drawers.items()})  # type: ignore[arg-type]

    def without_entry(self, entry_id: str) -> "Diary":
        """Drop an entry; with a treatment goes what is nothing without it, and the rest stands alone."""
        gone = self.entry(entry_id)
        if gone is None:
            return self
        drawer = _DRAWERS[type(gone)]
        left = tuple(entry for entry in getattr(self, drawer) if entry.id != entry_id)
        rest = replace(self, **{drawer: left})
        if not isinstance(gone, Treatment):
            return rest
        return replace(
            rest,
            sessions=tuple(session for session in rest.sessions if session.treatment != entry_id),
            missed_doses=tuple(missed for missed in rest.missed_doses if missed.treatment != entry_id),
            test_plans=tuple(plan for plan in rest.test_plans if plan.treatment != entry_id),
            reminders=tuple(
                replace(reminder, treatment="") if reminder.treatment == entry_id else reminder
                for reminder in rest.reminders
            ),
            side_effects=tuple(
                replace(effect, treatment="") if effect.treatment == entry_id else effect
                for effect in rest.side_effects
            ),
        )


_DRAWERS: dict[type, str] = {
    Treatment: "treatments",
    Event: "events",
    LabResult: "labs",
    Symptom: "symptoms",
    SideEffect: "side_effects",
    Groom: "grooms",
    Score: "scores",
    Stage: "stages",
    SaltScore: "salt_scores",
    Session: "sessions",
    MissedDoses: "missed_doses",
    Reminder: "reminders",
    TestPlan: "test_plans",
}
"""Where each kind of entry is kept."""
