"""The day that a typed line, or a part of it, begins with."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.language import _, _typed
from hairtrack.messages import MONTHS, SHORT_MONTHS, day_in_words
from hairtrack.workflow.diary.typed_ways import any_of, count_in

_DAYS_OF_THE_WEEK = (
    *(_typed("monday"), _typed("tuesday"), _typed("wednesday"), _typed("thursday")),
    *(_typed("friday"), _typed("saturday"), _typed("sunday")),
)
WEEKDAYS = {way.casefold(): place for place, ways in enumerate(_DAYS_OF_THE_WEEK) for way in ways}
"""Their names, each with its place from Monday on."""
_OFFSETS = (
    (_typed("today"), 0),
    (_typed("yesterday"), -1),
    (_typed("tomorrow"), 1),
    (_typed("day before yesterday"), -2),
)
_NEAR = {way.casefold(): offset for ways, offset in _OFFSETS for way in ways}
_SAID = {0: _("today"), -1: _("yesterday"), 1: _("tomorrow")}
_ENGLISH_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = {
    way.casefold().rstrip("."): place
    for place, said in enumerate(zip(_ENGLISH_MONTHS, MONTHS, SHORT_MONTHS, strict=True), 1)
    for way in (said[0][:3], said[1][:3], *said)
}
"""As they are written in English and in the language in use, each with its place."""
_AGO = _typed("{count} days ago|{count} day ago")

_END = r"(?=[\s:,]|$)\s*[:,]?\s*"
"""A day ends where a word does; what sets it off from the rest is no part of it."""
_MONTH, _YEAR = f"({any_of(_MONTHS)})", r"((?:19|20|21)\d\d)"
DAY_WITH_COMMA = rf"{_MONTH}\.?\s+\d{{1,2}},\s*{_YEAR}|\d{{1,2}}\.?\s+{_MONTH}\.?,\s*{_YEAR}"
"""Such as March 12, 2026."""
_SHAPES = {
    shape: re.compile(pattern + _END, re.ASCII | re.IGNORECASE)
    for shape, pattern in {
        "near": f"({any_of(_NEAR)})",
        "weekday": f"({any_of(WEEKDAYS)})",
        "ago": any_of(_AGO),
        "iso": r"(\d{4})-(\d{1,2})-(\d{1,2})",
        "dotted": r"(\d{1,2})\.\s?(\d{1,2})\.\s?" + _YEAR,
        "dotted, no year": r"(\d{1,2})\.\s?(\d{1,2})\.",
        "written": r"(\d{1,2})\.?\s+" + _MONTH + r"\.?,?\s+" + _YEAR,
        "written, no year": r"(\d{1,2})\.?\s+" + _MONTH + r"\.?",
        "month first": _MONTH + r"\.?\s+(\d{1,2}),?\s+" + _YEAR,
        "month first, no year": _MONTH + r"\.?\s+(\d{1,2})",
    }.items()
}
_LIKE_A_DAY = re.compile(r"\d+[./-]\d+[./-]?\d*" + _END, re.ASCII)
"""Such as 3/12, which may be two days."""


def begins_with_day(text: str) -> bool:
    """Say whether the beginning of a text is read as a day, known or not."""
    return any(pattern.match(text) for pattern in _SHAPES.values())


def leading_day(text: str, today: date) -> tuple[date | None, str, str]:
    """Take the day off the beginning of a text.

    Parameters
    ----------
    text : str
        Without outer blanks.
    today : date
        From which near days are counted; a day without its year is the last such day that is not to come.

    Returns
    -------
    date or None
        None where the text does not begin with a day.
    str
        The day as it was typed.
    str
        The rest.

    Raises
    ------
    HairtrackError
        BAD_DATE, when it begins with a day that does not exist or that could be two.
    """
    for shape, pattern in _SHAPES.items():
        found = pattern.match(text)
        if found is None:
            continue
        typed = found[0].rstrip(" \t:,")
        try:
            return _READ[shape](found.groups(), today), typed, text[found.end() :].strip()
        except (ValueError, OverflowError) as error:
            raise HairtrackError(ErrorKind.BAD_DATE, text=typed) from error
    unclear = _LIKE_A_DAY.match(text)
    if unclear is not None:
        raise HairtrackError(ErrorKind.BAD_DATE, text=unclear[0].rstrip(" \t:,"))
    return None, "", text


def day_said(day: date, today: date) -> str:
    """Say a day within a sentence: "today", "yesterday", or in full.

    Parameters
    ----------
    day, today : date

    Returns
    -------
    str
    """
    return _SAID.get((day - today).days) or day_in_words(day)


def _past(month: int, day: int, today: date) -> date:
    """Return the last such day that is not to come."""
    for year in range(today.year, today.year - 9, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue  # 29 February
        if found <= today:
            return found
    raise ValueError


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _weekday(name: str, today: date) -> date:
    return today - timedelta(days=(today.weekday() - WEEKDAYS[_plain(name)]) % 7)


_READ: dict[str, Callable[[tuple[str, ...], date], date]] = {
    "near": lambda said, today: today + timedelta(days=_NEAR[_plain(said[0])]),
    "weekday": lambda said, today: _weekday(said[0], today),
    "ago": lambda said, today: today - timedelta(days=count_in(said)),
    "iso": lambda said, _: date(int(said[0]), int(said[1]), int(said[2])),
    "dotted": lambda said, _: date(int(said[2]), int(said[1]), int(said[0])),
    "dotted, no year": lambda said, today: _past(int(said[1]), int(said[0]), today),
    "written": lambda said, _: date(int(said[2]), _MONTHS[said[1].casefold()], int(said[0])),
    "written, no year": lambda said, today: _past(_MONTHS[said[1].casefold()], int(said[0]), today),
    "month first": lambda said, _: date(int(said[2]), _MONTHS[said[0].casefold()], int(said[1])),
    "month first, no year": lambda said, today: _past(_MONTHS[said[0].casefold()], int(said[1]), today),
}
