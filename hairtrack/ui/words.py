"""Dates, counts and percents as the window writes them."""

from datetime import date

from hairtrack.course import Course, Photo, View

_VIEWS = {
    View.FRONTAL: "Front",
    View.MIDLINE: "Midline",
    View.VERTEX: "Crown",
    View.LEFT: "Left side",
    View.RIGHT: "Right side",
    View.BACK: "Back",
    View.CLOSE_UP: "Close-up",
    View.CUSTOM: "Other",
}
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def view_words(view: View) -> str:
    """Name a view."""
    return _VIEWS[view]


def day_words(day: date | None) -> str:
    """Write a date in full: "12 March 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else "no date"


def short_day(day: date | None) -> str:
    """Write a date where there is little room: "12 Mar 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}" if day else "no date"


def week_of(course: Course, day: date | None) -> int | None:
    """Count the week of a day from the start of the first treatment, or from the first visit without one.

    Returns
    -------
    int or None
        Week 0 is the first; None without a date or before that start.
    """
    starts = [treatment.started_on for treatment in course.diary.treatments] or list(course.visits()[:1])
    if day is None or not starts or day < min(starts):
        return None
    return (day - min(starts)).days // 7


def visit_words(course: Course, day: date | None) -> str:
    """Write a visit: "12 March 2026, week 24"."""
    week = week_of(course, day)
    return day_words(day) if week is None else f"{day_words(day)}, week {week}"


def photo_words(course: Course, photo: Photo) -> str:
    """Name a photo: its view and visit."""
    return f"{view_words(photo.view)}, {visit_words(course, photo.taken_on)}"


def count_words(count: int, one: str, many: str = "") -> str:
    """Write a count with its noun: "1 photo", "14 photos"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def percent(share: float | None) -> str:
    """Write a share as percent: "38 %"."""
    return "not judged" if share is None else f"{100 * share:.0f} %"
