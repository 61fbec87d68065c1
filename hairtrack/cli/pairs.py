"""The two photos that a command is asked to compare, by their days."""

import argparse
from datetime import date

from hairtrack.course import Course, Photo, View
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.workflow import compare_photos


def asked_pair(course: Course, view: View | None, options: argparse.Namespace) -> tuple[Photo, Photo] | None:
    """Return the asked-for pair of a view, or the first and last; None where a view has no two photos.

    Parameters
    ----------
    course : Course
    view : View or None
    options : Namespace
        With `view`, `before` and `after`.
    """
    try:
        first, last = compare_photos.default_pair(course, view)
    except HairtrackError:
        if options.view:
            raise
        return None
    before = photo_on(course, first.view, options.before) if options.before else first
    after = photo_on(course, first.view, options.after) if options.after else last
    return in_order_of_time(course, before, after)


def in_order_of_time(course: Course, before: Photo, after: Photo) -> tuple[Photo, Photo]:
    """Return two photos of a view, or raise DAYS_REVERSED."""
    in_order = course.in_view(before.view)
    if in_order.index(before) >= in_order.index(after):
        raise HairtrackError(ErrorKind.DAYS_REVERSED, before=str(before.taken_on), after=str(after.taken_on))
    return before, after


def photo_on(course: Course, view: View, day: date) -> Photo:
    """Return the first photo of a view and a day, or raise NO_PHOTO_ON_DAY."""
    photo = next((p for p in course.in_view(view) if p.taken_on == day), None)
    if photo is None:
        raise HairtrackError(ErrorKind.NO_PHOTO_ON_DAY, view=view, day=day.isoformat())
    return photo
