"""Keep the diary: what was taken and what happened, by hand or from a table; what is due, also as a calendar."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from hairtrack.course import Course
from hairtrack.diary import Entry
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.messages import error_sentence
from hairtrack.treatment import Treatment
from hairtrack.workflow.diary_calendar import calendar
from hairtrack.workflow.diary_due import Due, due
from hairtrack.workflow.diary_entries import (
    change_dose,
    keep_entry,
    new_id,
    pause_treatment,
    remove_dose,
    remove_entry,
    remove_pause,
    stop_treatment,
    treatment_of,
)
from hairtrack.workflow.diary_table import COLUMNS, DoseRow, Read, Row, StopRow, read_row, rows

__all__ = [
    "COLUMNS",
    "DiaryImport",
    "Due",
    "calendar",
    "change_dose",
    "due",
    "import_diary",
    "keep_entry",
    "new_id",
    "pause_treatment",
    "remove_dose",
    "remove_entry",
    "remove_pause",
    "stop_treatment",
    "treatment_of",
]


T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryImport:
    """What came of reading a table.

    Attributes
    ----------
    accepted : int
        Lines that are new in the diary.
    already_there : int
        Lines that the diary held before.
    problems : tuple of (int, str)
        Line number in the file, from 1, and the sentence about it. Such a line changed nothing.
    """

    accepted: int = 0
    already_there: int = 0
    problems: tuple[tuple[int, str], ...] = ()


def import_diary(course: Course, csv_path: Path) -> tuple[Course, DiaryImport]:
    """Add the lines of a table to the diary; `hairtrack.workflow.diary_table` describes the table.

    Parameters
    ----------
    course : Course
    csv_path : Path
        UTF-8, with or without a byte order mark.

    Returns
    -------
    Course
        The same when nothing was new. Reading one table twice adds nothing twice.
    DiaryImport
    """
    problems: list[tuple[int, str]] = []
    found: list[tuple[int, Read]] = []
    for row in rows(csv_path):
        try:
            found.append((row.line, read_row(row)) if isinstance(row, Row) else _raised(row))
        except HairtrackError as error:
            line = row.line if isinstance(row, Row) else row[0]
            problems.append((line, error_sentence(error)))
    accepted = already_there = 0
    # A dose or a stop may stand above the treatment that it belongs to.
    for line, entry in sorted(found, key=lambda item: (_turn(item[1]), item[0])):
        try:
            after = _add(course, entry)
        except HairtrackError as error:
            problems.append((line, error_sentence(error)))
            continue
        accepted += after is not course
        already_there += after is course
        course = after
    return course, DiaryImport(accepted=accepted, already_there=already_there, problems=tuple(sorted(problems)))


def _raised(problem: tuple[int, HairtrackError]) -> tuple[int, Read]:
    raise problem[1]


def _turn(entry: Read) -> int:
    """Treatments first, then their doses, then their ends, then everything else."""
    order: Sequence[type] = (Treatment, DoseRow, StopRow)
    return order.index(type(entry)) if type(entry) in order else len(order)


def _add(course: Course, entry: Read) -> Course:
    """Return the course with the entry, or the very same course when it holds the entry already."""
    match entry:
        case DoseRow():
            return _add_dose(course, entry)
        case StopRow():
            return _add_stop(course, entry)
        case Treatment():
            return _add_treatment(course, entry)
        case _:
            after = keep_entry(course, entry)
            return course if _held(course, after.diary.entry(entry.id)) else after


def _held(course: Course, entry: Entry | None) -> bool:
    """Whether the diary has an entry that differs from this one in nothing but its id."""
    return entry is not None and any(
        type(old) is type(entry) and replace(old, id=entry.id) == entry for old in course.diary.entries()
    )


def _add_treatment(course: Course, new: Treatment) -> Course:
    """Add a treatment; in one that is known by name and start, fill in only what was left open."""
    for old in course.diary.treatments:
        if (old.name.casefold(), old.started_on) == (new.name.casefold(), new.started_on):
            filled = replace(
                old,
                dose=_agreed(old, "dose", kept=old.dose, said=new.dose),
                note=_agreed(old, "note", kept=old.note, said=new.note),
                stopped_on=_agreed(old, "last day", kept=old.stopped_on, said=new.stopped_on),
            )
            return course if filled == old else keep_entry(course, filled)
    return keep_entry(course, new)


def _add_dose(course: Course, row: DoseRow) -> Course:
    treatment = _taken_on(course, row.name, row.on)
    kept = next((change.dose for change in treatment.changes if change.on == row.on), "")
    if treatment.started_on == row.on:
        kept = kept or treatment.dose
    _agreed(treatment, f"dose on {row.on}", kept=kept, said=row.dose)
    return course if kept else change_dose(course, treatment.id, row.on, row.dose)


def _add_stop(course: Course, row: StopRow) -> Course:
    treatment = _taken_on(course, row.name, row.on)
    _agreed(treatment, "last day", kept=treatment.stopped_on, said=row.on)
    return course if treatment.stopped_on else stop_treatment(course, treatment.id, row.on)


def _taken_on(course: Course, name: str, day: date) -> Treatment:
    """Return the treatment of this name that was begun last before a day."""
    named = [old for old in course.diary.treatments if old.name.casefold() == name.casefold() and old.started_on <= day]
    if not named:
        raise HairtrackError(ErrorKind.DIARY_TREATMENT_UNKNOWN, name=name, on=day.isoformat())
    return max(named, key=lambda treatment: treatment.started_on)


def _agreed(treatment: Treatment, what: str, *, kept: T, said: T) -> T:
    """Return what the diary or else the line says; refuse a line that contradicts the diary."""
    if kept and said and kept != said:
        raise HairtrackError(
            ErrorKind.DIARY_CONTRADICTS, name=treatment.name, what=what, kept=str(kept), said=str(said)
        )
    return kept or said
