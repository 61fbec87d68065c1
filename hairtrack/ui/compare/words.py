"""What stands on and beside the photos of a comparison."""

from datetime import date

from hairtrack.course import Course, Photo, Region
from hairtrack.language import _, _n
from hairtrack.ui.compare.change_panel import visit_value_words
from hairtrack.ui.compare.taken_list import taken_words
from hairtrack.ui.words import day_words, visit_words
from hairtrack.workflow.visit_values import visit_value

_MOST_TAKEN = 2
"""Treatments named on a photo; the column names all."""
TONE_MATCHED = _("Tone matched for looking. Numbers rest on the original.")
_TONE_MATCHED_SHORT = _("Tone matched for looking")


def caption_words(
    course: Course, photo: Photo, region: Region | None, *, alone: bool = False, toned: bool = False
) -> str:
    """Say of a photo its day in full, the region's value with its interval, and what was taken then and its week.

    What matters most comes first: where there is little room the last lines are left out.

    Parameters
    ----------
    course : Course
    photo : Photo
    region : Region or None
        Whose value is given; it is named where the view has others.
    alone : bool
        Leave the other photos of the day out of the value.
    toned : bool
        Say that the photo is shown with another tone than it was taken with.

    Returns
    -------
    str
        Lines.
    """
    lines = [_day(course, photo.taken_on)]
    if region is not None:
        value = visit_value_words(visit_value(course, region, photo, alone=alone))
        several = len(course.regions_in(photo.view)) > 1
        lines.append(_("{region}: {value}", region=region.words, value=value) if several else value)
    lines += _taken(course, photo.taken_on)
    if toned:
        lines.append(_TONE_MATCHED_SHORT)
    return "\n".join(lines)


def _day(course: Course, day: date | None) -> str:
    """Write a day; its week too where no treatment says it."""
    return day_words(day) if course.diary.treatments else visit_words(course, day)


def _taken(course: Course, day: date | None) -> list[str]:
    lines = taken_words(course, day).splitlines()
    more = len(lines) - _MOST_TAKEN
    return [*lines[:_MOST_TAKEN], _n("and {count} more", "and {count} more", more)] if more > 0 else lines


def pair_hint(course: Course, before: Photo, after: Photo) -> str:
    """Say what is odd about a choice of two photos, and what to do about it; nothing where nothing is.

    Parameters
    ----------
    course : Course
    before, after : Photo
        Of one view.

    Returns
    -------
    str
    """
    if before.taken_on is None or after.taken_on is None or before == after:
        return ""
    if before.taken_on == after.taken_on:
        return _(
            "Both photos are of one day, so what differs is how they were taken. Choose another visit to see a change."
        )
    if before.taken_on > after.taken_on:
        return _("The photo after is the earlier one. Exchange the two to read the change in order of time.")
    if after == course.reference(after.view):
        return _("The photo after is the reference photo of this view; all others are laid over it.")
    return ""
