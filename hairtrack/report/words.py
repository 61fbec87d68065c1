"""Dates, counts and figures as a report and a chart write them, whatever the language of the machine."""

import re
from datetime import date

from hairtrack import messages
from hairtrack.course import DateSource, View
from hairtrack.figures import decimal, signed
from hairtrack.language import _, _c

VIEWS = {
    View.FRONTAL: _c("view", "Front"),
    View.MIDLINE: _c("view", "Midline"),
    View.VERTEX: _c("view", "Crown"),
    View.LEFT: _c("view", "Left side"),
    View.RIGHT: _c("view", "Right side"),
    View.BACK: _c("view", "Back"),
    View.CLOSE_UP: _c("view", "Close-up"),
    View.CUSTOM: _c("view", "Other"),
}
DATE_SOURCES = {
    DateSource.EXIF: _c("source of a date", "camera"),
    DateSource.FILENAME: _c("source of a date", "file name"),
    DateSource.GIVEN: _c("source of a date", "entered by hand"),
    DateSource.MODIFIED: _c("source of a date", "file's last change"),
    DateSource.NONE: _c("source of a date", "unknown"),
}
_UNPRINTABLE = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
"""Control characters, those that turn the words after them around, and what is no character; a line break stays."""


def printable(text: str) -> str:
    """Take out what no font can show and no XML may hold."""
    return _UNPRINTABLE.sub("", text)


_LEFTWARD = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_LEFTWARD_WORDS = re.compile(rf"[{_LEFTWARD}](?:[^\n{_LEFTWARD}A-Za-z\u00c0-\u058f\u0900-\u1fff]*[{_LEFTWARD}])*")


def apart(text: str) -> str:
    """Set words that are read from right to left apart, so that figures after them stay behind them."""
    return _LEFTWARD_WORDS.sub("\N{FIRST STRONG ISOLATE}\\g<0>\N{POP DIRECTIONAL ISOLATE}", text)


def full_day(day: date | None) -> str:
    """Write a date in full: "12 March 2026"."""
    return messages.day_in_words(day) if day else _("no date")


def short_day(day: date | None) -> str:
    """Write a date where there is little room: "12 Mar 2026"."""
    return messages.short_day_in_words(day) if day else _("no date")


def percent(share: float) -> str:
    """Write a share of 0 to 1 in whole percent: "38 %"."""
    return f"{decimal(100 * share)}\N{NO-BREAK SPACE}%"


def percent_range(value: float, low: float, high: float) -> str:
    """Write a value with its interval, all in percent: "38 % (34 to 42)"."""
    return _("{value} % ({low} to {high})", value=decimal(value), low=decimal(low), high=decimal(high))


def signed_range(change: float, low: float, high: float) -> str:
    """Write a change with its interval in points: "+12 points (+8 to +16)"."""
    return _("{change} points ({low} to {high})", change=signed(change), low=signed(low), high=signed(high))
