"""On which day a photo was taken, as far as the file says.

The answer is the calendar day on the wall where it was taken. Time zones and offsets are never applied: they
would move photos taken late in the evening to another day. A wrong day is worse than none, so what is ambiguous
(``03-04-2026``), impossible, before digital cameras or in the future is not a date.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from hairtrack.course import DateSource
from hairtrack.errors import Reason, ReasonKind

Moment: TypeAlias = tuple[date, time | None]

EARLIEST = date(2000, 1, 1)
"""Before this, a date in a photo file is a camera whose clock was never set."""
DISAGREE_BY = timedelta(days=2)
"""Sending a photo the day after is usual; dates further apart are worth a look."""

ORIGINAL, DIGITIZED, CHANGED = "DateTimeOriginal", "DateTimeDigitized", "DateTime"
FILE_NAME, FOLDER_NAME, FILE_CHANGED = "file name", "folder name", "file changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateCandidate:
    """One day that the file names, and where it stands.

    Attributes
    ----------
    day : date
    at : time or None
        Local time of day, where it is told.
    source : DateSource
    origin : str
        The EXIF field, "file name", "folder name" or "file changed".
    """

    day: date
    at: time | None
    source: DateSource
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReading:
    """What one file says about its day.

    Attributes
    ----------
    candidates : tuple of DateCandidate
        Every day that it names, the most trustworthy first.
    chosen : DateCandidate or None
        The one to take, where one may be taken.
    doubts : tuple of Reason
        Why the chosen day may be wrong, or why none was taken.
    """

    candidates: tuple[DateCandidate, ...]
    chosen: DateCandidate | None
    doubts: tuple[Reason, ...]


# Two separators must be the same; a run of digits must not go on, unless the time follows at once.
_YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<y>20\d\d)(?P<s>[-_. ]?)(?P<m>\d\d)(?P=s)(?P<d>\d\d)"
    r"(?:(?:[-_. T@]{0,3}(?:(?:at|um|à|kl)[ _.]?)?)(?P<H>[0-2]\d|\d(?=[.:]))(?P<t>[-_.:h]?)(?P<M>[0-5]\d)"
    r"(?:(?P=t)(?P<S>[0-5]\d))?(?:[-_.]?\d{3})?(?:[ _\u202f]?(?P<half>[AaPp])\.?[Mm])?(?!-\d\d))?(?!\d)"
)
_YEAR_LAST = re.compile(r"(?<!\d)(?P<a>\d\d)(?P<s>[-_. ])(?P<b>\d\d)(?P=s)(?P<y>20\d\d)(?!\d)")
_EXIF = re.compile(r"(\d{4})[:\-/.](\d{1,2})[:\-/.](\d{1,2})(?:[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?")
# Identifiers whose digits mean nothing: hashes and UUIDs.
_IDENTIFIER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<![0-9a-z])[0-9a-f]{24,}(?![0-9a-z])", re.I)


def day_in_exif(value: object, *, today: date) -> Moment | None:
    """Read an EXIF date and time; blanks, zeros, nonsense and the future give None.

    Parameters
    ----------
    value : object
        What the tag holds: text as a rule, but files hold bytes, numbers and tuples too.
    today : date
    """
    if isinstance(value, tuple) and len(value) == 1:
        value = value[0]
    if isinstance(value, bytes):
        value = value.decode("ascii", "replace")
    if not isinstance(value, str):
        return None
    match = _EXIF.match(value.strip("\0 \t\r\n"))
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part) if part else None for part in match.groups())
    return _moment((year, month, day), (hour, minute, second or 0), today)


def day_in_name(name: str, *, today: date) -> Moment | None:
    """Read the day out of a file or folder name, as phones, chats and people write it.

    Parameters
    ----------
    name : str
        Without its folder, such as ``PXL_20260831_123345678.jpg`` or ``WhatsApp Image 2026-08-31 at 15.41.14.jpeg``.
    today : date

    Returns
    -------
    tuple of (date, time or None), or None
        None also where the name tells two different days.
    """
    stem = _IDENTIFIER.sub(" ", name.rpartition(".")[0] or name)
    found = [moment for match in _YEAR_FIRST.finditer(stem) if (moment := _year_first(match, today))]
    if not found:
        found = [moment for match in _YEAR_LAST.finditer(stem) if (moment := _year_last(match, stem, today))]
    return found[0] if len({day for day, _ in found}) == 1 else None


def read_dates(
    fields: Mapping[str, object], *, file_name: str, folder_name: str = "", changed_on: date | None = None, today: date
) -> DateReading:
    """Read, choose and doubt the days that a file names.

    Parameters
    ----------
    fields : mapping of str to object
        The raw values of the date fields inside the file, by their origin.
    file_name, folder_name : str
    changed_on : date or None
        When the file was last written.
    today : date
    """
    found = candidates(fields, file_name=file_name, folder_name=folder_name, changed_on=changed_on, today=today)
    reason = doubt(found)
    return DateReading(candidates=found, chosen=choose(found), doubts=(reason,) if reason else ())


def candidates(
    exif: Mapping[str, object], *, file_name: str, folder_name: str = "", changed_on: date | None = None, today: date
) -> tuple[DateCandidate, ...]:
    """Gather every day that a file names, the most trustworthy first.

    Parameters
    ----------
    exif : mapping of str to object
        The raw values of ``DateTimeOriginal``, ``DateTimeDigitized`` and ``DateTime``, where present.
    file_name, folder_name : str
    changed_on : date or None
        When the file was last written.
    today : date
    """
    told = {origin: day_in_exif(exif.get(origin), today=today) for origin in (ORIGINAL, DIGITIZED, CHANGED)}
    named = day_in_name(file_name, today=today)
    order = [(DateSource.EXIF, origin, told[origin]) for origin in (ORIGINAL, DIGITIZED)]
    # Programs rewrite DateTime on every save, and chats name copies by the day of sending: of the two the earlier.
    last = [(DateSource.EXIF, CHANGED, told[CHANGED]), (DateSource.FILENAME, FILE_NAME, named)]
    order += sorted(last, key=lambda entry: entry[2][0] if entry[2] else date.max)
    order.append((DateSource.FILENAME, FOLDER_NAME, day_in_name(folder_name + ".", today=today)))
    order.append((DateSource.MODIFIED, FILE_CHANGED, (changed_on, None) if changed_on else None))
    return tuple(
        DateCandidate(day=moment[0], at=moment[1], source=source, origin=origin)
        for source, origin, moment in order
        if moment
    )


def choose(found: Iterable[DateCandidate]) -> DateCandidate | None:
    """Take the first day that the photo itself or its name tells.

    The folder's name and the day of the last change are for a person to accept: a copied folder changes both.
    """
    return next((candidate for candidate in found if _speaks(candidate)), None)


def doubt(found: Iterable[DateCandidate]) -> Reason | None:
    """State why the chosen day may be wrong: the file names days that lie apart, or only that of its last saving."""
    spoken = [candidate for candidate in found if _speaks(candidate)]
    other = next((c for c in spoken if abs(c.day - spoken[0].day) > DISAGREE_BY), None)
    if other is not None:
        return Reason.of(ReasonKind.DATES_DISAGREE, day=spoken[0].day.isoformat(), other=other.day.isoformat())
    if [candidate.origin for candidate in spoken] == [CHANGED]:
        return Reason.of(ReasonKind.DATE_OF_SAVING, day=spoken[0].day.isoformat())
    return None


def _speaks(candidate: DateCandidate) -> bool:
    return candidate.origin in (ORIGINAL, DIGITIZED, CHANGED, FILE_NAME)


def _year_first(match: re.Match[str], today: date) -> Moment | None:
    part = match.groupdict()
    clock: tuple[int | None, int | None, int] = (None, None, 0)
    if part.get("H"):
        hour = int(part["H"])
        if part["half"]:
            hour = hour % 12 + (12 if part["half"] in "Pp" else 0)
        clock = (hour, int(part["M"]), int(part["S"] or 0))
    return _moment((int(part["y"]), int(part["m"]), int(part["d"])), clock, today)


def _year_last(match: re.Match[str], stem: str, today: date) -> Moment | None:
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    day_first = _moment((year, second, first), (None, None, 0), today)
    month_first = _moment((year, first, second), (None, None, 0), today)
    # Telegram and German writing put the day first; elsewhere both readings exist, and only one may be possible.
    if match["s"] == "." or stem[: match.start()].endswith("@"):
        return day_first
    if day_first and month_first and day_first != month_first:
        return None
    return day_first or month_first


def _moment(
    day: tuple[int | None, int | None, int | None], clock: tuple[int | None, int | None, int], today: date
) -> Moment | None:
    try:
        taken_on = date(day[0] or 0, day[1] or 0, day[2] or 0)
    except ValueError:
        return None
    # East of here it may be tomorrow already.
    if not EARLIEST <= taken_on <= today + timedelta(days=1):
        return None
    hour, minute, second = clock
    try:
        at = None if hour is None or minute is None else datetime(2000, 1, 1, hour, minute, second).time()
    except ValueError:
        at = None
    return taken_on, at
