"""Dates, counts and names as the window writes them."""

import re
from datetime import date
from textwrap import wrap

from hairtrack import messages
from hairtrack.course import Course, DateSource, Photo, View
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.language import _, _c, _n
from hairtrack.messages import MONTHS
from hairtrack.report.treatment_words import chief_treatment
from hairtrack.report.words import VIEWS, full_day

_SOURCES = {
    DateSource.EXIF: _("the camera"),
    DateSource.FILENAME: _("the file's name"),
    DateSource.GIVEN: _c("a date from", "you"),
    DateSource.MODIFIED: _("the file's last change"),
    DateSource.NONE: "",
}
_LONG_WORD = re.compile(r"\S{25,}")
_PIECE = 10
"""Letters that fit into the column, however wide they are."""


# The same words on screen as on paper.
day_words, day_and_month = full_day, messages.day_and_month


def left_uncopied(count: int) -> str:
    """Say of how many photos there is no covered copy, and why."""
    return _n(
        "{count} photo has none: what to cover there is not known.",
        "{count} photos have none: what to cover there is not known.",
        count,
    )


def view_words(view: View) -> str:
    """Name a view."""
    return VIEWS[view]


def source_words(source: DateSource) -> str:
    """Say where a date comes from."""
    return _SOURCES[source]


def natural_order(name: str) -> list[tuple[int, str]]:
    """Return what to sort file names by, so that IMG_9 comes before IMG_10."""
    parts = re.findall(r"[0-9]+|[^0-9]+", name.casefold())
    return [(int(part), "") if part[0] in "0123456789" else (-1, part) for part in parts]


def week_of(course: Course, day: date | None) -> int | None:
    """Count the week of a day from the start of the chief treatment then, or from the first visit without any.

    Returns
    -------
    int or None
        Week 0 is the first; None without a date, before that start, or while nothing was taken.
    """
    if day is None:
        return None
    if not course.diary.treatments:
        first = next(iter(course.visits()), None)
        return None if first is None or day < first else (day - first).days // 7
    chief = chief_treatment(course.diary, day)
    return None if chief is None else chief.week(day)


def visit_words(course: Course, day: date | None) -> str:
    """Write a visit: "12 March 2026, week 24"."""
    week = week_of(course, day)
    return day_words(day) if week is None else _("{day}, week {week}", day=day_words(day), week=week)


def photo_words(course: Course, photo: Photo) -> str:
    """Name a photo: its view and visit."""
    return f"{view_words(photo.view)}, {visit_words(course, photo.taken_on)}"


_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})")
_WRITTEN = re.compile(r"(\d{1,2})\.?\s+([^\W\d_]{3,9})\.?,?\s+(\d{4})|([^\W\d_]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})")


def parse_day(text: str) -> date | None:
    """Read a date as people write it: 2026-03-12, 12.3.2026, 12 March 2026, March 12, 2026.

    With slashes, 3/12/2026 could be two days; such a date is not taken unless one of the numbers is above 12.

    Raises
    ------
    HairtrackError
        BAD_DATE. Nothing at all is no error but None: the date is not known.
    """
    words = text.strip().lower()
    if not words:
        return None
    try:
        if found := _ISO.fullmatch(words):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DAY_FIRST.fullmatch(words):
            return _from_numbers(int(found[1]), int(found[3]), int(found[4]), dotted=found[2] == ".")
        if found := _WRITTEN.fullmatch(words):
            day, month, year = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
            numbers = [k for k, name in enumerate(MONTHS, start=1) if name.lower().startswith(month)]
            return date(int(year), numbers[0], int(day))
    except (ValueError, IndexError):
        pass
    raise HairtrackError(ErrorKind.BAD_DATE, text=text.strip())


def _from_numbers(first: int, second: int, year: int, *, dotted: bool) -> date:
    if dotted or first > 12 or first == second:
        return date(year, second, first)
    if second > 12:
        return date(year, first, second)
    raise ValueError("two days could be meant")


def breakable(text: str) -> str:
    """Let a very long word, such as an address from the web, break anywhere, so that it cannot widen the column."""
    return _LONG_WORD.sub(lambda word: "\u200b".join(wrap(word[0], _PIECE)), text)


def file_words(name: str) -> str:
    """Return of a name what every disk takes."""
    return " ".join("".join(c if c.isalnum() or c in " -_" else " " for c in name).split())
