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
from hairtrack.figures import plain
from hairtrack.kept_words import at_start, shown
from hairtrack.language import _, _n
from hairtrack.report.charts.lab_data import amount, range_words
from hairtrack.report.words import short_day
from hairtrack.treatment import DoseChange, Pause, Treatment

KINDS: dict[type, tuple[str, str]] = {
    Treatment: (_("Doses and pauses"), "pill"),
    Session: (_("Sessions"), "pill"),
    MissedDoses: (_("Missed doses"), "pill"),
    SideEffect: (_("Side effects"), "effect"),
    Symptom: (_("Symptoms"), "symptom"),
    LabResult: (_("Blood tests"), "lab"),
    Groom: (_("Haircut, wash, dye"), "scissors"),
    Event: (_("Notes and events"), "event"),
    Score: (_("Brows, lashes, quality of life"), "course"),
    Stage: (_("Stages"), "course"),
    SaltScore: (_("Doctor's SALT"), "course"),
    Reminder: (_("Reminders"), "calendar"),
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
            return _until(_("{treatment}: paused", treatment=shown(entry.name)), part.until)
        return f"{shown(entry.name)}: {part.words}"
    return _SAID[type(entry)](diary, entry)


def _effect_words(diary: Diary, effect: SideEffect) -> str:
    of = _name(diary, effect.treatment)
    said = _until(f"{shown(effect.name)}, {shown(effect.severity)}", effect.until)
    return _("{what}, from {treatment}?", what=said, treatment=of) if of else said


def _missed_words(diary: Diary, missed: MissedDoses) -> str:
    name = _name(diary, missed.treatment)
    if missed.days == 1:
        return _n(
            "{treatment}: {count} dose missed in 1 day",
            "{treatment}: {count} doses missed in 1 day",
            missed.missed,
            treatment=name,
        )
    return _n(
        "{treatment}: {count} dose missed in {days} days",
        "{treatment}: {count} doses missed in {days} days",
        missed.missed,
        treatment=name,
        days=missed.days,
    )


def groom_words(groom: Groom) -> str:
    """Say what was done to the hair."""
    length = [] if groom.length_mm is None else [_("{length} mm left", length=plain(groom.length_mm))]
    wet = [] if groom.wet is None else [_("photographed wet")] if groom.wet else [_("photographed dry")]
    if groom.kind is GroomKind.PHOTOGRAPHED and wet:
        return at_start(", ".join((*wet, *length)))
    return ", ".join((at_start(shown(groom.kind)), *length, *wet))


def _until(said: str, day: date | None) -> str:
    return _("{what}, until {day}", what=said, day=short_day(day)) if day else _("{what}, going on", what=said)


def _name(diary: Diary, treatment: str) -> str:
    found = diary.treatment(treatment)
    return shown(found.name) if found else ""


_SAID: dict[type, Callable[[Diary, Any], str]] = {
    Event: lambda __, event: event.text if event.kind is EventKind.NOTE else _("Life event: {text}", text=event.text),
    LabResult: lambda __, lab: f"{shown(lab.name)} {amount(lab.value)} {lab.unit}, {range_words(lab)}",
    Symptom: lambda __, symptom: symptom.words,
    SideEffect: _effect_words,
    Groom: lambda __, groom: groom_words(groom),
    Score: lambda __, score: at_start(score.words),
    Stage: lambda __, stage: f"{stage.scale} {stage.grade}",
    SaltScore: lambda __, score: _("SALT {value} by {who}", value=plain(score.total, 10), who=score.by),
    Session: lambda diary, session: _("{treatment} given", treatment=_name(diary, session.treatment)),
    MissedDoses: _missed_words,
    Reminder: lambda __, reminder: _("Reminder: {what}", what=reminder.what),
}
