"""The day that a typed line, or a part of it, begins with."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.messages import MONTHS, day_in_words

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1}
_MONTHS = {name[:length].lower(): place for place, name in enumerate(MONTHS, 1) for length in (3, len(name))}

_END = r"(?=[\s:,]|$)\s*[:,]?\s*"
"""A day ends where a word does; what sets it off from the rest is no part of it."""
_MONTH, _YEAR = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + ")", r"((?:19|20|21)\d\d)"
DAY_WITH_COMMA = rf"{_MONTH}\.?\s+\d{{1,2}},\s*{_YEAR}|\d{{1,2}}\.?\s+{_MONTH}\.?,\s*{_YEAR}"
"""Such as March 12, 2026."""
_SHAPES = {
    shape: re.compile(pattern + _END, re.ASCII | re.IGNORECASE)
    for shape, pattern in {
        "near": f"({'|'.join(_NEAR)})",
        "weekday": f"({'|'.join(_WEEKDAYS)})",
        "ago": r"(\d{1,3}) days? ago",
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
    near = {offset: word for word, offset in _NEAR.items()}
    return near.get((day - today).days) or day_in_words(day)


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


def _weekday(name: str, today: date) -> date:
    return today - timedelta(days=(today.weekday() - _WEEKDAYS.index(name.lower())) % 7)


_READ: dict[str, Callable[[tuple[str, ...], date], date]] = {
    "near": lambda said, today: today + timedelta(days=_NEAR[said[0].lower()]),
    "weekday": lambda said, today: _weekday(said[0], today),
    "ago": lambda said, today: today - timedelta(days=int(said[0])),
    "iso": lambda said, _: date(int(said[0]), int(said[1]), int(said[2])),
    "dotted": lambda said, _: date(int(said[2]), int(said[1]), int(said[0])),
    "dotted, no year": lambda said, today: _past(int(said[1]), int(said[0]), today),
    "written": lambda said, _: date(int(said[2]), _MONTHS[said[1].lower()], int(said[0])),
    "written, no year": lambda said, today: _past(_MONTHS[said[1].lower()], int(said[0]), today),
    "month first": lambda said, _: date(int(said[2]), _MONTHS[said[0].lower()], int(said[1])),
    "month first, no year": lambda said, today: _past(_MONTHS[said[0].lower()], int(said[1]), today),
}
