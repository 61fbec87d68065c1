"""Dates, counts and figures as a report and a chart write them, the same in every language of the machine."""

import re
from datetime import date

from hairtrack import messages
from hairtrack.course import DateSource, View
from hairtrack.figures import signed

VIEWS = {
    View.FRONTAL: "Front",
    View.MIDLINE: "Midline",
    View.VERTEX: "Crown",
    View.LEFT: "Left side",
    View.RIGHT: "Right side",
    View.BACK: "Back",
    View.CLOSE_UP: "Close-up",
    View.CUSTOM: "Other",
}
MONTHS = tuple(month[:3] for month in messages.MONTHS)
DATE_SOURCES = {
    DateSource.EXIF: "camera",
    DateSource.FILENAME: "file name",
    DateSource.GIVEN: "entered by hand",
    DateSource.MODIFIED: "file's last change",
    DateSource.NONE: "unknown",
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
    return messages.day_in_words(day) if day else "no date"


def short_day(day: date | None) -> str:
    """Write a date where there is little room: "12 Mar 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else "no date"


def count_of(count: int, one: str, many: str = "") -> str:
    """Write a count with its noun: "1 photo", "14 photos"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def percent(share: float) -> str:
    """Write a share of 0 to 1 in whole percent: "38 %"."""
    return f"{100 * share:.0f}\N{NO-BREAK SPACE}%"


def percent_range(value: float, low: float, high: float) -> str:
    """Write a value with its interval, all in percent: "38 % (34 to 42)"."""
    return f"{value:.0f} % ({low:.0f} to {high:.0f})"


def listed(words: list[str]) -> str:
    """Join words: "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def signed_range(change: float, low: float, high: float) -> str:
    """Write a change with its interval in points: "+12 points (+8 to +16)"."""
    return f"{signed(change)} points ({signed(low)} to {signed(high)})"
