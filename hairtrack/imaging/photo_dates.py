"""On which day a photo was taken, as far as the file says.

The answer is the calendar day on the wall where it was taken. Time zones and offsets are never applied: they
would move photos taken late in the evening to another day. A wrong day is worse than none, so what is ambiguous
(``03-04-2026``), contradicts itself by years or is told by a copy alone is asked, not chosen.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import combinations, product

from hairtrack.course import DateSource
from hairtrack.errors import Reason, ReasonKind
from hairtrack.imaging.photo_days import (
    DayOrder,
    Moment,
    day_in_value,
    days_in_name,
    days_in_numbers,
    in_short,
    is_possible,
)

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
FILE_NAME, FILE_NAME_UTC, FILE_NAME_SENT = "file name", "file name, in UTC", "file name, of sending"
FOLDER_NAME, FILE_NUMBER, FILE_CHANGED = "folder name", "number in the file name", "file changed"
_NAMED = (FILE_NAME, FILE_NAME_UTC, FILE_NAME_SENT)
_SENT = re.compile(r"-WA\d{4}|WhatsApp (Image|Photo)|^signal-\d|^photo_\d", re.IGNORECASE)
"""How chats name photos: by the day of sending."""
_TRUST = (*TAKEN, *SAVED, *_NAMED)


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
        One of `TAKEN` or `SAVED`, ``FILE_NAME``, ``FILE_NAME_UTC``, ``FILE_NAME_SENT``, ``FOLDER_NAME``,
        ``FILE_NUMBER`` or ``FILE_CHANGED``. Several of one origin are the readings of one ambiguous name.
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
            broken.append((origin, told, in_short(fields[origin])))
    named = _named(days_in_name(file_name, today=today, order=order), file_name)
    # Programs rewrite their dates on every save, and chats name copies by the day of sending: the earlier is nearer.
    later = sorted((*(c for c in within if c.origin in SAVED), *named), key=lambda c: c.day)
    offered = [
        *(
            _candidate(moment, DateSource.FILENAME, FOLDER_NAME)
            for moment in days_in_name(folder_name, today=today, order=order)
        ),
        *(_candidate((day, None), DateSource.FILENAME, FILE_NUMBER) for day in days_in_numbers(file_name, today=today)),
    ]
    if changed_on is not None and is_possible(changed_on, today):
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
    if chosen is not None and chosen.origin == FILE_NAME_SENT:
        doubts.append(Reason.of(ReasonKind.DATE_OF_SENDING, day=chosen.day.isoformat()))
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
    # Photos are sent long after they are taken, but not before.
    named = [name for name in named if not (taken and name.origin == FILE_NAME_SENT and name.day > taken[0].day)]
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
        origin = FILE_NAME_SENT if _SENT.search(file_name) else FILE_NAME
        return [_candidate(moment, DateSource.FILENAME, origin) for moment in moments]
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
