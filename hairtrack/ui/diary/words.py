"""What each entry of the diary is called in the window's list of what happened."""

from collections.abc import Callable, Iterator
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from hairtrack.diary import (
    Diary,
    Entry,
    Event,
    EventKind,
    Groom,
    GroomKind,
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
from hairtrack.report.charts.lab_data import amount, range_words
from hairtrack.report.words import count_of, short_day
from hairtrack.treatment import DoseChange, Pause, Treatment

KINDS: dict[type, tuple[str, str]] = {
    Treatment: ("Doses and pauses", "pill"),
    Session: ("Sessions", "pill"),
    MissedDoses: ("Missed doses", "pill"),
    SideEffect: ("Side effects", "effect"),
    Symptom: ("Symptoms", "symptom"),
    LabResult: ("Blood tests", "lab"),
    Groom: ("Haircut, wash, dye", "scissors"),
    Event: ("Notes and events", "event"),
    Score: ("Brows, lashes, quality of life", "course"),
    Stage: ("Stages", "course"),
    SaltScore: ("Doctor's SALT", "course"),
    Reminder: ("Reminders", "calendar"),
}
"""What the entries of each class are called as a group, and their icon."""


class Line(NamedTuple):
    """One thing that happened; a tuple, because ten thousand are made at each edit.

    Attributes
    ----------
    on : date
    entry : Entry
        What is changed or removed; of a dose change or a pause, its treatment.
    part : DoseChange or Pause or None
        Of the treatment.
    """

    on: date
    entry: Entry
    part: DoseChange | Pause | None = None

    @property
    def icon(self) -> str:
        """The icon of its kind."""
        return KINDS[type(self.entry)][1]

    @property
    def note(self) -> str:
        """What the user wrote beside it."""
        if isinstance(self.part, Pause):
            return self.part.reason
        return "" if self.part is not None else getattr(self.entry, "note", "")


def lines_of(diary: Diary) -> tuple[Line, ...]:
    """Return everything but the treatments' own span and the plans, the newest first."""
    return tuple(sorted(_lines(diary), key=itemgetter(0), reverse=True))


def _lines(diary: Diary) -> Iterator[Line]:
    # What was kept later stands above what was kept earlier for the same day.
    for entry in reversed(diary.entries()):
        if isinstance(entry, Treatment):
            for change in entry.changes:
                yield Line(change.on, entry, change)
            for pause in entry.pauses:
                yield Line(pause.since, entry, pause)
        elif not isinstance(entry, TestPlan):
            yield Line(entry.on, entry)


def line_words(diary: Diary, line: Line) -> str:
    """Say what happened.

    Parameters
    ----------
    diary : Diary
        For the names of treatments.
    line : Line

    Returns
    -------
    str
    """
    entry, part = line.entry, line.part
    if isinstance(entry, Treatment) and part is not None:
        if isinstance(part, Pause):
            return f"{entry.name}: paused{_until(part.until)}"
        return f"{entry.name}: {part.words}"
    return _SAID[type(entry)](diary, entry)


def _effect_words(diary: Diary, effect: SideEffect) -> str:
    of = _name(diary, effect.treatment)
    return f"{effect.name}, {effect.severity}{_until(effect.until)}{f', from {of}?' if of else ''}"


def _missed_words(diary: Diary, missed: MissedDoses) -> str:
    doses, days = count_of(missed.missed, "dose"), count_of(missed.days, "day")
    return f"{_name(diary, missed.treatment)}: {doses} missed in {days}"


def groom_words(groom: Groom) -> str:
    """Say what was done to the hair."""
    length = f", {groom.length_mm:g} mm left" if groom.length_mm is not None else ""
    wet = "" if groom.wet is None else "wet" if groom.wet else "dry"
    if groom.kind is GroomKind.PHOTOGRAPHED:
        return f"Photographed {wet}".rstrip() + length
    return f"{groom.kind.capitalize()}{length}{f', photographed {wet}' if wet else ''}"


def _until(day: date | None) -> str:
    return f", until {short_day(day)}" if day else ", going on"


def _name(diary: Diary, treatment: str) -> str:
    found = diary.treatment(treatment)
    return found.name if found else ""


_SAID: dict[type, Callable[[Diary, Any], str]] = {
    Event: lambda _, event: event.text if event.kind is EventKind.NOTE else f"Life event: {event.text}",
    LabResult: lambda _, lab: f"{lab.name} {amount(lab.value)} {lab.unit}, {range_words(lab)}",
    Symptom: lambda _, symptom: symptom.words,
    SideEffect: _effect_words,
    Groom: lambda _, groom: groom_words(groom),
    Score: lambda _, score: score.words.capitalize(),
    Stage: lambda _, stage: f"{stage.scale} {stage.grade}",
    SaltScore: lambda _, score: f"SALT {score.total:.10g} by {score.by}",
    Session: lambda diary, session: f"{_name(diary, session.treatment)} given",
    MissedDoses: _missed_words,
    Reminder: lambda _, reminder: f"Reminder: {reminder.what}",
}
