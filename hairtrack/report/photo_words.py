"""What is said of a photo: the visit it was taken on, what it shows, and a value in it."""

from datetime import date

from hairtrack.course import Course, Photo, Value
from hairtrack.kept_words import inside
from hairtrack.language import _
from hairtrack.report.selection import Selection
from hairtrack.report.treatment_words import week_words
from hairtrack.report.words import VIEWS, full_day, percent_range


def visit_words(selection: Selection, day: date | None) -> str:
    """Name a visit with the week of what was being taken."""
    week = week_words(selection.diary, day) if day else ""
    return _("{day}, {week}", day=full_day(day), week=week) if week else full_day(day)


def seen_on(course: Course, selection: Selection, photo: Photo) -> str:
    """Say what a photo shows to those who do not see it.

    Parameters
    ----------
    course : Course
    selection : Selection
    photo : Photo

    Returns
    -------
    str
    """
    regions = selection.regions_in(photo.view)
    values = [f"{region.words} {value_words(course.measurement(photo, region))}" for region in regions]
    facts = {"view": inside(VIEWS[photo.view]), "visit": visit_words(selection, photo.taken_on)}
    if values:
        return _("Photo of the scalp, {view} view, {visit}. Coverage: {values}.", values="; ".join(values), **facts)
    return _("Photo of the scalp, {view} view, {visit}.", **facts)


def value_words(value: Value | None) -> str:
    """Write a value with its interval, or that there is none."""
    if value is None or value.coverage is None or value.low is None or value.high is None:
        return _("no value")
    return percent_range(100 * value.coverage, 100 * value.low, 100 * value.high)
