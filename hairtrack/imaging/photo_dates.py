"""On which day a photo was taken, as far as the file says.

The answer is the calendar day on the wall where it was taken. Time zones and offsets are never applied: they
would move photos taken late in the evening to another day. A wrong day is worse than none, so what is ambiguous
(``03-04-2026``), contradicts itself by years or is told by a copy alone is asked, not chosen.
"""

import re
import reprlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum, auto
from itertools import combinations, product
from typing import TypeAlias

from hairtrack.course import DateSource
from hairtrack.errors import Reason, ReasonKind

Moment: TypeAlias = tuple[date, time | None]

EARLIEST = date(2000, 1, 1)
"""Before this, a date in a photo file is a camera whose clock was never set."""
DISAGREE_BY = timedelta(days=2)
"""Sending a photo the day after is usual; dates further apart are worth a look."""
CONTRADICT_BY = timedelta(days=366)
"""Two dates of like trust further apart than this cannot both be nearly right, so neither is taken."""
MANY = 3
"""So many files with one date of saving, or with one second, got it from a program."""

# Where a day stands. The names of XMP carry their prefix.
ORIGINAL, DIGITIZED, CHANGED = "DateTimeOriginal", "DateTimeDigitized", "DateTime"
TAKEN = (
    *(ORIGINAL, DIGITIZED, "exif:DateTimeOriginal", "photoshop:DateCreated"),
    *("exif:DateTimeDigitized", "xmp:CreateDate"),
)
"""Fields inside the file that name the day of the shutter, the most trustworthy first."""
SAVED = ("Creation Time", "date:create", CHANGED, "xmp:ModifyDate")
"""Fields inside the file that programs write anew on saving."""
FILE_NAME, FILE_NAME_UTC = "file name", "file name, in UTC"
FOLDER_NAME, FILE_NUMBER, FILE_CHANGED = "folder name", "number in the file name", "file changed"
_NAMED = (FILE_NAME, FILE_NAME_UTC)
_TRUST = (*TAKEN, *SAVED, *_NAMED)


class DayOrder(Enum):
    """How somebody writes days in numbers, year last."""

    DAY_FIRST = auto()
    MONTH_FIRST = auto()


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
        One of `TAKEN` or `SAVED`, ``FILE_NAME``, ``FILE_NAME_UTC``, ``FOLDER_NAME``, ``FILE_NUMBER`` or
        ``FILE_CHANGED``. Several of one origin are the readings of one ambiguous name.
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
        Every day that anyone may mean, the most trustworthy first.
    chosen : DateCandidate or None
        The one to take, where one may be taken.
    doubts : tuple of Reason
        Why the chosen day may be wrong, or why none was taken.
    """

    candidates: tuple[DateCandidate, ...]
    chosen: DateCandidate | None
    doubts: tuple[Reason, ...]


# A file


def read_dates(
    fields: Mapping[str, object],
    *,
    file_name: str,
    folder_name: str = "",
    changed_on: date | None = None,
    today: date,
    order: DayOrder | None = None,
) -> DateReading:
    """Gather the days that a file names, choose one where that is safe, and state what stands against it.

    Parameters
    ----------
    fields : mapping of str to object
        Raw values by field of `TAKEN` and `SAVED`, where present; of any type, as files hold anything.
    file_name, folder_name : str
    changed_on : date or None
        When the file was last written.
    today : date
        Days after tomorrow are no dates.
    order : DayOrder, optional
        How the other names of the batch are written, from `day_order`.
    """
    within, broken = [], []
    for origin in (*TAKEN, *SAVED):
        told = day_in_value(fields.get(origin), today=today)
        if isinstance(told, tuple):
            within.append(_candidate(told, DateSource.EXIF, origin))
        elif told is not None:
            broken.append((origin, told, _plain(fields[origin])))
    named = _named(days_in_name(file_name, today=today, order=order), file_name)
    # Programs rewrite their dates on every save, and chats name copies by the day of sending: the earlier is nearer.
    later = sorted((*(c for c in within if c.origin in SAVED), *named), key=lambda c: c.day)
    offered = [
        *(
            _candidate(moment, DateSource.FILENAME, FOLDER_NAME)
            for moment in days_in_name(folder_name, today=today, order=order)
        ),
        *(_candidate((day, None), DateSource.FILENAME, FILE_NUMBER) for day in _days_in_numbers(file_name, today)),
    ]
    if changed_on is not None and _possible(changed_on, today):
        offered.append(_candidate((changed_on, None), DateSource.MODIFIED, FILE_CHANGED))
    found = (*(c for c in within if c.origin in TAKEN), *later, *offered)
    chosen = choose(found)
    return DateReading(
        candidates=found, chosen=chosen, doubts=(*_doubts(found, chosen), *_doubts_of_values(broken, chosen))
    )


def choose(found: Sequence[DateCandidate]) -> DateCandidate | None:
    """Take the day that the photo itself or its name tells, where nothing of like trust contradicts it.

    The folder's name, a number in the name and the day of the last change are for a person to accept: a copied
    folder changes the first and the last, and the number counts in UTC.

    Parameters
    ----------
    found : sequence of DateCandidate
        As `read_dates` orders them.
    """
    taken, named, saved = _parted(found)
    if _contradiction(found) is not None:
        return None
    if taken:
        return taken[0]
    if len(named) > 1:
        # A day of saving can tell which reading of an ambiguous name is meant.
        named = [name for name in named if any(_gap(name, save) <= DISAGREE_BY for save in saved)]
        if len(named) != 1:
            return None
    return next((candidate for candidate in found if candidate in (*named, *saved)), None)


def _doubts(found: Sequence[DateCandidate], chosen: DateCandidate | None) -> list[Reason]:
    _, named, _ = _parted(found)
    pair = _contradiction(found) or (_disagreement(found, chosen) if chosen else None)
    doubts = []
    if pair is not None:
        doubts.append(_of_two(ReasonKind.DATES_DISAGREE, *pair))
    elif chosen is None and named:
        doubts.append(_of_two(ReasonKind.DATE_AMBIGUOUS, named[0], named[1]))
    if chosen is not None and chosen.origin in SAVED and not named:
        doubts.append(Reason.of(ReasonKind.DATE_OF_SAVING, day=chosen.day.isoformat()))
    if chosen is not None and chosen.origin == FILE_NAME_UTC:
        doubts.append(Reason.of(ReasonKind.DATE_IN_UTC, day=chosen.day.isoformat()))
    return doubts


def _doubts_of_values(broken: Iterable[tuple[str, ReasonKind, str]], chosen: DateCandidate | None) -> list[Reason]:
    """Tell what stands where a date should; a blank only where the day now comes from a weaker place, or from none."""
    weakest = _TRUST.index(chosen.origin) if chosen else len(_TRUST)
    stated: dict[tuple[ReasonKind, str], Reason] = {}
    for origin, kind, text in broken:
        if kind is not ReasonKind.DATE_NOT_SET:
            stated[kind, text] = Reason.of(kind, text=text)
        elif _TRUST.index(origin) < weakest:
            stated[kind, ""] = Reason.of(kind)
    return list(stated.values())


def _contradiction(found: Sequence[DateCandidate]) -> tuple[DateCandidate, DateCandidate] | None:
    """Find the two days of like trust that lie furthest apart, if that is more than a year."""
    taken, named, saved = _parted(found)
    voices = [*([c] for c in taken), *([named] if named else [])]
    pairs = [_nearest(one, other) for one, other in combinations(voices, 2)]
    if named and not taken:
        # Nothing is saved before it is taken: here the name, the clock or both are wrong.
        pairs += [pair for pair in (_nearest([save], named) for save in saved) if pair[0].day < pair[1].day]
    pair = max(pairs, key=lambda pair: _gap(*pair), default=None)
    return pair if pair and _gap(*pair) > CONTRADICT_BY else None


def _disagreement(found: Sequence[DateCandidate], chosen: DateCandidate) -> tuple[DateCandidate, DateCandidate] | None:
    """Find the day furthest from the chosen one, where it is further than sending or editing explains."""
    taken, named, saved = _parted(found)
    others = list(taken)
    if named and chosen not in named:
        others.append(_nearest([chosen], named)[1])
    # Photos are edited long after they are taken, but not before.
    edited = CONTRADICT_BY if chosen in taken else DISAGREE_BY
    others += [save for save in saved if not -DISAGREE_BY <= save.day - chosen.day <= edited]
    other = max(others, key=lambda other: _gap(chosen, other), default=chosen)
    return (chosen, other) if _gap(chosen, other) > DISAGREE_BY else None


def _parted(
    found: Iterable[DateCandidate],
) -> tuple[list[DateCandidate], list[DateCandidate], list[DateCandidate]]:
    """Part what the file itself says: days of the shutter, readings of the name, days of saving."""
    found = list(found)
    taken, named, saved = ([c for c in found if c.origin in origins] for origins in (TAKEN, _NAMED, SAVED))
    return taken, named, saved


def _nearest(one: list[DateCandidate], other: list[DateCandidate]) -> tuple[DateCandidate, DateCandidate]:
    return min(product(one, other), key=lambda pair: _gap(*pair))


def _gap(one: DateCandidate, other: DateCandidate) -> timedelta:
    return abs(one.day - other.day)


def _of_two(kind: ReasonKind, one: DateCandidate, other: DateCandidate) -> Reason:
    return Reason.of(kind, day=one.day.isoformat(), other=other.day.isoformat())


def _candidate(moment: Moment, source: DateSource, origin: str) -> DateCandidate:
    return DateCandidate(day=moment[0], at=moment[1], source=source, origin=origin)


def _named(moments: Iterable[Moment], file_name: str) -> list[DateCandidate]:
    if "PXL_" not in file_name:
        return [_candidate(moment, DateSource.FILENAME, FILE_NAME) for moment in moments]
    # Pixel phones name photos by UTC. From ten to one its day is that of nearly everybody: from Hawaii to Sydney.
    return [
        _candidate((day, None), DateSource.FILENAME, FILE_NAME if at and 10 <= at.hour < 13 else FILE_NAME_UTC)
        for day, at in moments
    ]


# A batch


def copied_days(batch: Sequence[Sequence[DateCandidate]]) -> tuple[Reason | None, ...]:
    """Tell which files of a batch have their day from a program that handled them together, not from a camera.

    That is so where three files or more have no better day than one of saving, and all the same; or where they
    carry the same second of one day. A day that the file's own name supports is left alone.

    Parameters
    ----------
    batch : sequence of sequence of DateCandidate
        The candidates of each file, as `read_dates` orders them. The same bytes twice count as one file, and a file
        whose day the user gave is none of them.

    Returns
    -------
    tuple of (Reason or None)
        For each file DATE_OF_COPY or DATE_REPEATED, and then its day is not to be taken; None where nothing is wrong.
    """
    shared = [_shared(found) for found in batch]
    files = Counter(shared)
    return tuple(
        Reason.of(key[0], count=files[key], day=key[1].isoformat()) if key and files[key] >= MANY else None
        for key in shared
    )


def _shared(found: Sequence[DateCandidate]) -> tuple[ReasonKind, date, time | None] | None:
    """Return what a file would have in common with others that one program wrote."""
    taken, named, saved = _parted(found)
    chosen = choose(found)
    if chosen is None and not (taken or named or saved):
        chosen = next((c for c in found if c.origin == FILE_CHANGED), None)
    if chosen is None or any(_gap(chosen, name) <= DISAGREE_BY for name in named):
        return None
    if chosen.origin not in TAKEN:
        return ReasonKind.DATE_OF_COPY, chosen.day, None
    return (ReasonKind.DATE_REPEATED, chosen.day, chosen.at) if chosen.at else None


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
    text = _plain(value)
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
    if not _possible(told, today):
        return ReasonKind.DATE_TOO_EARLY if told < EARLIEST else ReasonKind.DATE_TO_COME
    return told, at


def _plain(value: object) -> str:
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


def _days_in_numbers(name: str, today: date) -> tuple[date, ...]:
    """Read the seconds or milliseconds since 1970 that apps name downloads by; the day is that in UTC."""
    found = (
        datetime.fromtimestamp(int(match["s"] or match["ms"][:10]), UTC).date()
        for match in _SINCE_1970.finditer(_stem(name))
    )
    return tuple(dict.fromkeys(day for day in found if _possible(day, today)))


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
    return told if _possible(told, today) else None


def _possible(day: date, today: date) -> bool:
    # East of here it may be tomorrow already.
    return EARLIEST <= day <= today + timedelta(days=1)
