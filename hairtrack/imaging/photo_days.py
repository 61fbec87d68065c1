"""How a day is written: in a file's name by phones, chats and people, and in the fields inside a file.

Nothing is guessed: what may mean two days is returned as two, what can be no day as the reason why.
"""

import re
import reprlib
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum, auto
from typing import TypeAlias

from hairtrack.errors import ReasonKind

Moment: TypeAlias = tuple[date, time | None]

EARLIEST = date(2000, 1, 1)
"""Before this, a date in a photo file is a camera whose clock was never set."""


class DayOrder(Enum):
    """How somebody writes days in numbers, year last."""

    DAY_FIRST = auto()
    MONTH_FIRST = auto()


def day_order(names: Iterable[str], *, today: date) -> DayOrder | None:
    """Tell whether somebody writes the day or the month first, from the names that leave no choice.

    Parameters
    ----------
    names : iterable of str
        File names of one batch or folder.
    today : date

    Returns
    -------
    DayOrder or None
        None where no name tells, or where two tell different orders.
    """
    orders = {
        order
        for name in names
        for match in _YEAR_LAST.finditer(_stem(name))
        # Telegram's own names say nothing about the person.
        if not match["telegram"] and len(readings := _both_orders(match, today)) == 1
        for order in readings
    }
    return orders.pop() if len(orders) == 1 else None


# A value inside the file

_WRITTEN = re.compile(
    r"(\d{4})[:\-/.](\d{1,2})[:\-/.](\d{1,2})(?=[ TZ+]|$)(?:[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?"
)
# Blanks, zeros, dashes, and the bytes of erased memory.
_NOT_SET = re.compile(r"[\W0_TZ]*|0000\D?00\D?00\D.*", re.DOTALL)
_LONGEST_SHOWN = 40


def day_in_value(value: object, *, today: date) -> Moment | ReasonKind | None:
    """Read a date and time as cameras and programs write them into a file.

    Parameters
    ----------
    value : object
        Text as a rule, but files hold bytes, numbers and tuples too.
    today : date

    Returns
    -------
    tuple of (date, time or None), ReasonKind or None
        None where there is no value; DATE_NOT_SET, DATE_UNREADABLE, DATE_TOO_EARLY or DATE_TO_COME where it is no day.
    """
    if value is None:
        return None
    text = in_short(value)
    if _NOT_SET.fullmatch(text):
        return ReasonKind.DATE_NOT_SET
    if match := _WRITTEN.match(text):
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
        at = _time(hour, minute, second) if match[4] else None
    elif match := next((m for pattern in _IN_WORDS if (m := pattern.search(text))), None):
        year, month, day, at = int(match["y"]), _month(match["m"]), int(match["d"]), _clock(match)
    else:
        return ReasonKind.DATE_UNREADABLE
    try:
        told = date(year, month, day)
    except ValueError:
        return ReasonKind.DATE_UNREADABLE
    if not is_possible(told, today):
        return ReasonKind.DATE_TOO_EARLY if told < EARLIEST else ReasonKind.DATE_TO_COME
    return told, at


def in_short(value: object) -> str:
    """Bring whatever a tag holds to a short printable line."""
    if isinstance(value, tuple) and len(value) == 1:
        value = value[0]
    if isinstance(value, bytes):
        value = value[:1000].decode("ascii", "replace")
    try:
        text = value[:1000] if isinstance(value, str) else reprlib.repr(value)
    except ValueError:
        # Python does not write out integers of thousands of digits.
        text = "a number"
    text = text.strip("\0 \t\r\n").split("\0")[0]
    # Neither what moves the cursor nor the signs by which a label takes text for markup.
    text = "".join(c if c.isprintable() and c not in "<>" else "?" for c in text)
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


# A name

_MONTHS: dict[str, int] = {
    word: month
    for month, words in enumerate(
        (
            "january jan januar jänner janvier janv enero ene",
            "february feb februar février fevrier févr fév febrero",
            "march mar märz maerz mär mrz mars marzo",
            "april apr avril avr abril abr",
            "may mai mayo",
            "june jun juni juin junio",
            "july jul juli juillet juil julio",
            "august aug août aout agosto ago",
            "september sept sep septembre septiembre",
            "october oct oktober okt octobre octubre",
            "november nov novembre noviembre",
            "december dec dezember dez décembre decembre déc diciembre dic",
        ),
        start=1,
    )
    for word in words.split()
}
_MONTH = rf"(?P<m>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?![^\W\d_])\.?"
_CLOCK = (
    r"(?:[-_. T@,]{0,3}(?:(?:at|um|à|kl)[ _.]?)?(?P<H>[0-2]\d|\d(?=[.:]))(?P<t>[-_.:h ]?)(?P<M>[0-5]\d)"
    r"(?:(?P=t)(?P<S>[0-5]\d))?(?:[-_.]?\d{3})?(?:[ _]?(?P<half>[AaPp])\.?[Mm])?(?!-\d\d))?"
)
# A run of digits must not go on, unless the time follows at once; no +20 of a telephone, no size in pixels.
_BEGIN, _END = r"(?<![\d+])(?<!\d[xX×])", _CLOCK + r"(?!\d|[xX×]\d)"
_APART, _FILL = r"(?<![^\W_])", r"[-_., ]{0,2}(?:(?:of|de) )?"

_IN_WORDS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_APART}(?P<d>\d\d?)(?:st|nd|rd|th|er)?{_FILL}{_MONTH}{_FILL}(?P<y>20\d\d){_END}",
        rf"(?<![^\W\d_]){_MONTH}[-_ ]{{0,2}}(?P<d>\d\d?)(?:st|nd|rd|th)?[-_., ]{{1,3}}(?P<y>20\d\d){_END}",
        rf"{_BEGIN}(?P<y>20\d\d){_FILL}{_MONTH}{_FILL}(?P<d>\d\d?)(?!\d){_END}",
    )
)
_YEAR_FIRST = (
    # Two separators must be the same.
    re.compile(rf"{_BEGIN}(?P<y>20\d\d)(?P<s>[-_. :]?)(?P<m>\d\d)(?P=s)(?P<d>\d\d){_END}"),
    # One digit only where nothing else precedes: elsewhere such numbers count versions and series.
    re.compile(rf"(?:^|(?<=[ (]))(?P<y>20\d\d)-(?P<m>\d\d?)-(?P<d>\d\d?)(?!\d){_END}"),
    re.compile(r"(?P<y>20\d\d) ?[年년] ?(?P<m>\d\d?) ?[月월] ?(?P<d>\d\d?) ?[日일]"),
)
_YEAR_LAST = re.compile(
    rf"(?P<telegram>@)?(?<![\d+])(?P<a>\d\d|\d(?=[-.]))(?P<s>[-_. ])(?P<b>\d\d|(?<=[-.])\d)(?P=s)(?P<y>20\d\d){_END}"
)
_SHORT_YEAR = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_APART}(?<![.+-])(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>\d\d)(?![^\W_]|[-.:]\d)",
        rf"{_APART}(?<![.+-])(?P<d>\d\d?)(?P<s>[-.]?){_MONTH}(?P=s)(?P<y>\d\d)(?![^\W_]|[-.:]\d)",
    )
)
_EXTENSION = re.compile(r"\.[a-z]\w{1,4}$", re.IGNORECASE)
# Whose digits mean nothing: UUIDs, hashes, versions, numbers of social networks.
_IDENTIFIER = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|(?<![0-9a-z])[0-9a-f]{24,}(?![0-9a-z])"
    r"|(?<![0-9a-z])(?=[0-9]*[a-f]+[0-9]+[a-f])[0-9a-f]{10,}(?![0-9a-z])"
    r"|(?<![a-z])(?:v|ver|version|build|release)[ ._-]?\d+(?:\.\d+)+"
    r"|(?<![0-9a-z])\d{6,}_\d{9,}_\d{6,}_[a-z](?![a-z])",
    re.IGNORECASE,
)
# Milliseconds since 1970 stand alone; seconds look like any number, so only after a word that apps put before them.
_SINCE_1970 = re.compile(
    r"(?<![\d.+])(?P<ms>1[2-9]\d{11})(?!\d)"
    r"|(?<![a-z])(?:FB_IMG|mmexport|wx_camera|IMG|image|photo|picture)[-_]?(?P<s>1\d{9})(?!\d)",
    re.IGNORECASE,
)
_LONGEST_NAME = 300


def days_in_name(name: str, *, today: date, order: DayOrder | None = None) -> tuple[Moment, ...]:
    """Read the day out of a file or folder name, as phones, chats and people write it.

    Parameters
    ----------
    name : str
        Without its folder, such as ``PXL_20260831_123345678.jpg`` or ``WhatsApp Image 2026-08-31 at 15.41.14.jpeg``.
    today : date
    order : DayOrder, optional
        Which of two readings of a day in numbers is meant.

    Returns
    -------
    tuple of (date, time or None)
        One where the name is clear; several, of different days, where it may mean any of them.
    """
    stem, end = _stem(name), 0
    days: dict[date, time | None] = {}
    patterns = (*_YEAR_FIRST, *_IN_WORDS, *_SHORT_YEAR, _YEAR_LAST)
    matches = (match for pattern in patterns for match in pattern.finditer(stem))
    # The first from the left has its digits: 31-08-2025-12-30 is a day with its time, and not 2025-12-30.
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if match.start() < end:
            continue
        end = match.end()
        at = _clock(match)
        for day in _days_of(match, today, order):
            days[day] = days.get(day) or at
    return tuple(days.items())


def _stem(name: str) -> str:
    plain = re.sub(r"\s", " ", unicodedata.normalize("NFC", name[:_LONGEST_NAME]))
    return _IDENTIFIER.sub("|", _EXTENSION.sub("", plain))


def _days_of(match: re.Match[str], today: date, order: DayOrder | None) -> list[date]:
    if match.re is _YEAR_LAST:
        readings = _both_orders(match, today)
        # Where days are written with dots the day stands first, and Telegram does the same; other signs tell nothing.
        order = DayOrder.DAY_FIRST if match["telegram"] else order
        if match["s"] == "." and order is None:
            order = DayOrder.DAY_FIRST
        return [readings[order]] if order in readings else list(readings.values())
    if match.re in _SHORT_YEAR:
        return _of_short_year(int(match["d"]), _month(match["m"]), int(match["y"]), today)
    day = _day(int(match["y"]), _month(match["m"]), int(match["d"]), today)
    return [day] if day else []


def _both_orders(match: re.Match[str], today: date) -> dict[DayOrder, date]:
    """Return the possible readings of a day in numbers; none in the middle of a longer row of numbers."""
    before = match.string[: match.start("a")]
    if before.endswith(match["s"]) and before[-2:-1].isdigit():
        return {}
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    readings = {
        DayOrder.DAY_FIRST: _day(year, second, first, today),
        DayOrder.MONTH_FIRST: _day(year, first, second, today),
    }
    return {order: day for order, day in readings.items() if day}


def _of_short_year(first: int, month: int, last: int, today: date) -> list[date]:
    """Read a day with a year of two digits only where it cannot be the year that stands first."""
    readings = {_day(2000 + last, month, first, today), _day(2000 + first, month, last, today)} - {None}
    return [day for day in readings if day] if len(readings) == 1 else []


def days_in_numbers(name: str, *, today: date) -> tuple[date, ...]:
    """Read the seconds or milliseconds since 1970 that apps name downloads by.

    Parameters
    ----------
    name : str
    today : date

    Returns
    -------
    tuple of date
        As counted in UTC.
    """
    found = (
        datetime.fromtimestamp(int(match["s"] or match["ms"][:10]), UTC).date()
        for match in _SINCE_1970.finditer(_stem(name))
    )
    return tuple(dict.fromkeys(day for day in found if is_possible(day, today)))


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS[text.lower()]


def _clock(match: re.Match[str]) -> time | None:
    part = match.groupdict()
    if not part.get("H"):
        return None
    hour = int(part["H"])
    if part["half"]:
        hour = hour % 12 + (12 if part["half"] in "Pp" else 0)
    return _time(hour, int(part["M"]), int(part["S"] or 0))


def _time(hour: int, minute: int, second: int) -> time | None:
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


def _day(year: int, month: int, day: int, today: date) -> date | None:
    try:
        told = date(year, month, day)
    except ValueError:
        return None
    return told if is_possible(told, today) else None


def is_possible(day: date, today: date) -> bool:
    """Whether a day is one on which a digital photo can have been taken."""
    # East of here it may be tomorrow already.
    return EARLIEST <= day <= today + timedelta(days=1)
