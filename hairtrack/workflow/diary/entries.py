"""Keep, change and drop entries of the diary. Each edit is checked first and makes a new course."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

from hairtrack.course import Course
from hairtrack.diary import Entry
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.treatment import DoseChange, Pause, Treatment
from hairtrack.workflow.diary.checks import checked


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
    return replace(course, diary=course.diary.with_entry(checked(course.diary, entry)))


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


def change_dose(course: Course, treatment_id: str, on: date, dose: str, frequency: str = "") -> Course:
    """Keep another dose of a treatment from a day on, in the place of the one kept for that same day.

    Parameters
    ----------
    course : Course
    treatment_id : str
    on : date
        Not before the treatment's start, from which on it is the dose that it began with, and not after its stop.
    dose : str
        With its unit.
    frequency : str
        As before by default.

    Returns
    -------
    Course
    """
    change = DoseChange(on=on, dose=dose, frequency=frequency)
    return keep_entry(course, treatment_of(course, treatment_id).with_dose(change))


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


def stop_treatment(course: Course, treatment_id: str, on: date | None, reason: str = "") -> Course:
    """Keep the last day of a treatment, or with None let it go on.

    Parameters
    ----------
    course : Course
    treatment_id : str
    on : date or None
    reason : str

    Returns
    -------
    Course
    """
    return keep_entry(course, replace(treatment_of(course, treatment_id), stopped_on=on, stop_reason=reason))


def pause_treatment(course: Course, treatment_id: str, pause: Pause) -> Course:
    """Keep a pause of a treatment, in the place of one that began on the same day.

    Parameters
    ----------
    course : Course
    treatment_id : str
    pause : Pause

    Returns
    -------
    Course
    """
    treatment = treatment_of(course, treatment_id)
    others = (kept for kept in treatment.pauses if kept.since != pause.since)
    pauses = tuple(sorted((*others, pause), key=lambda kept: kept.since))
    return keep_entry(course, replace(treatment, pauses=pauses))


def remove_pause(course: Course, treatment_id: str, since: date) -> Course:
    """Drop the pause that began on a day.

    Parameters
    ----------
    course : Course
    treatment_id : str
    since : date

    Returns
    -------
    Course
    """
    treatment = treatment_of(course, treatment_id)
    kept = tuple(pause for pause in treatment.pauses if pause.since != since)
    return keep_entry(course, replace(treatment, pauses=kept))


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
    found = course.diary.treatment(treatment_id)
    if found is None:
        raise HairtrackError(ErrorKind.DIARY_ENTRY_UNKNOWN, entry=treatment_id)
    return found
