"""Keep, change and drop entries of the diary. Each edit is checked first and makes a new course."""

import math
from dataclasses import replace
from datetime import date
from uuid import uuid4

from hairtrack.course import Course
from hairtrack.diary import DoseChange, Entry, Event, Groom, LabResult, Reminder, Symptom, Treatment
from hairtrack.errors import ErrorKind, HairtrackError

EARLIEST, LATEST = date(1950, 1, 1), date(2199, 12, 31)
"""A day outside is taken for a slip of the keyboard, such as 0206 for 2026."""


def new_id() -> str:
    """Return an id that no other entry has."""
    return uuid4().hex


def keep_entry(course: Course, entry: Entry) -> Course:
    """Add an entry to the diary, or put it in the place of the one with the same id.

    Parameters
    ----------
    course : Course
    entry : Entry

    Returns
    -------
    Course

    Raises
    ------
    HairtrackError
        When the entry contradicts itself: a stop before the start, a dose without a unit, and the like.
    """
    return replace(course, diary=course.diary.with_entry(_checked(entry)))


def remove_entry(course: Course, entry_id: str) -> Course:
    """Drop an entry from the diary.

    Parameters
    ----------
    course : Course
    entry_id : str

    Returns
    -------
    Course
    """
    if course.diary.entry(entry_id) is None:
        raise HairtrackError(ErrorKind.DIARY_ENTRY_UNKNOWN, entry=entry_id)
    return replace(course, diary=course.diary.without_entry(entry_id))


def change_dose(course: Course, treatment_id: str, on: date, dose: str) -> Course:
    """Keep another dose of a treatment from a day on, in the place of one kept for that same day.

    Parameters
    ----------
    course : Course
    treatment_id : str
    on : date
        Not before the treatment's start and not after its stop.
    dose : str
        With its unit.

    Returns
    -------
    Course
    """
    treatment = treatment_of(course, treatment_id)
    others = (change for change in treatment.changes if change.on != on)
    changes = tuple(sorted((*others, DoseChange(on=on, dose=dose)), key=lambda change: change.on))
    return keep_entry(course, replace(treatment, changes=changes))


def remove_dose(course: Course, treatment_id: str, on: date) -> Course:
    """Drop the change of dose of a day.

    Parameters
    ----------
    course : Course
    treatment_id : str
    on : date

    Returns
    -------
    Course
    """
    treatment = treatment_of(course, treatment_id)
    kept = tuple(change for change in treatment.changes if change.on != on)
    return keep_entry(course, replace(treatment, changes=kept))


def stop_treatment(course: Course, treatment_id: str, on: date | None) -> Course:
    """Keep the last day of a treatment, or with None let it go on.

    Parameters
    ----------
    course : Course
    treatment_id : str
    on : date or None

    Returns
    -------
    Course
    """
    return keep_entry(course, replace(treatment_of(course, treatment_id), stopped_on=on))


def treatment_of(course: Course, treatment_id: str) -> Treatment:
    """Return the treatment with this id.

    Parameters
    ----------
    course : Course
    treatment_id : str

    Returns
    -------
    Treatment
    """
    found = course.diary.entry(treatment_id)
    if not isinstance(found, Treatment):
        raise HairtrackError(ErrorKind.DIARY_ENTRY_UNKNOWN, entry=treatment_id)
    return found


def dose_on(treatment: Treatment, day: date) -> str:
    """Return the dose that was valid on a day.

    Parameters
    ----------
    treatment : Treatment
    day : date

    Returns
    -------
    str
    """
    before = [change.dose for change in treatment.changes if change.on <= day]
    return before[-1] if before else treatment.dose


def _checked(entry: Entry) -> Entry:
    """Return the entry with its blanks trimmed, or raise what is wrong with it."""
    if isinstance(entry, Treatment):
        return _checked_treatment(entry)
    _day(entry.on)
    match entry:
        case Event():
            return replace(entry, text=_words(entry.text, "event"))
        case LabResult():
            return _checked_lab(entry)
        case Symptom():
            _within(entry.severity, 0, 10, ErrorKind.DIARY_SEVERITY_OUTSIDE)
            return replace(entry, name=_words(entry.name, "symptom"))
        case Groom():
            _within(entry.length_mm, 0, 2000, ErrorKind.DIARY_LENGTH_OUTSIDE)
            return entry
        case Reminder():
            _within(entry.every_days, 1, 3660, ErrorKind.DIARY_RHYTHM_OUTSIDE)
            return replace(entry, what=_words(entry.what, "reminder"))


def _checked_lab(lab: LabResult) -> LabResult:
    """Return the blood test with its blanks trimmed, or raise what is wrong with it."""
    name, unit = _words(lab.name, "blood test"), lab.unit.strip()
    for number in (lab.value, lab.low, lab.high):
        if number is not None and not math.isfinite(number):
            raise HairtrackError(ErrorKind.DIARY_NOT_A_NUMBER, text=str(number))
    if not unit:
        raise HairtrackError(ErrorKind.DIARY_VALUE_WITHOUT_UNIT, name=name, value=f"{lab.value:g}")
    if lab.low is not None and lab.high is not None and lab.low > lab.high:
        raise HairtrackError(ErrorKind.DIARY_RANGE_REVERSED, name=name, low=f"{lab.low:g}", high=f"{lab.high:g}")
    return replace(lab, name=name, unit=unit)


def _checked_treatment(treatment: Treatment) -> Treatment:
    """Return the treatment with its blanks trimmed, or raise what is wrong with it."""
    name = _words(treatment.name, "treatment")
    start, stop = _day(treatment.started_on), treatment.stopped_on
    if stop is not None and _day(stop) < start:
        raise HairtrackError(ErrorKind.DIARY_STOP_BEFORE_START, name=name, start=str(start), stop=str(stop))
    for change in treatment.changes:
        if change.on < start or (stop is not None and change.on > stop):
            raise HairtrackError(ErrorKind.DIARY_DOSE_OUTSIDE, name=name, on=str(change.on))
        if not change.dose.strip():
            raise HairtrackError(ErrorKind.DIARY_DOSE_MISSING, name=name, on=str(change.on))
    return replace(
        treatment,
        name=name,
        dose=_dose(treatment.dose),
        changes=tuple(replace(change, dose=_dose(change.dose)) for change in treatment.changes),
    )


def _dose(text: str) -> str:
    """Return a dose without outer blanks; a bare number is refused, since 5 mg and 5 ml are not the same."""
    dose = text.strip()
    if dose and not any(sign.isalpha() or sign == "%" for sign in dose):
        raise HairtrackError(ErrorKind.DIARY_DOSE_WITHOUT_UNIT, dose=dose)
    return dose


def _within(number: float | None, least: float, most: float, otherwise: ErrorKind) -> None:
    """Refuse a number outside its scale; None is no number and passes."""
    if number is not None and not least <= number <= most:
        raise HairtrackError(otherwise, number=f"{number:g}")


def _words(text: str, what: str) -> str:
    """Return a text without outer blanks; an empty one is refused."""
    if not text.strip():
        raise HairtrackError(ErrorKind.DIARY_NAME_MISSING, what=what)
    return text.strip()


def _day(day: date) -> date:
    """Return the day, or refuse one that nobody can have meant."""
    if not EARLIEST <= day <= LATEST:
        raise HairtrackError(ErrorKind.BAD_DATE, text=day.isoformat())
    return day
