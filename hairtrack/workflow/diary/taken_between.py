"""What was taken and what else went on between two days, for what stands beside a comparison."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from hairtrack.course import Course
from hairtrack.diary import Groom, GroomKind, MissedDoses, Session
from hairtrack.figures import plain
from hairtrack.kept_words import shown
from hairtrack.language import _, _n
from hairtrack.messages import day_in_words
from hairtrack.treatment import Pause, Stretch, Treatment

_ONE_BY_ONE = 3
"""More of the same are said in one line."""


class TakenKind(StrEnum):
    """What a line is about."""

    GOING_ON = "going on"
    START = "start"
    DOSE = "dose"
    PAUSE = "pause"
    STOP = "stop"
    SESSIONS = "sessions"
    MISSED = "missed doses"
    SIDE_EFFECT = "side effect"
    GROOM = "groom"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenLine:
    """One thing that was going on or happened.

    Attributes
    ----------
    on : date
        The day, or the first one; of what was going on already, the day from which is asked.
    kind : TakenKind
    words : str
        Without the day.
    """

    on: date
    kind: TakenKind
    words: str

    @property
    def sentence(self) -> str:
        """The line with its day, where it has one of its own."""
        return self.words if self.kind is TakenKind.GOING_ON else f"{day_in_words(self.on)}: {self.words}"


def taken_between(course: Course, before: date, after: date) -> tuple[TakenLine, ...]:
    """List what was taken from one day to another, and what else may bear on the hair.

    Parameters
    ----------
    course : Course
    before, after : date
        In any order, both included.

    Returns
    -------
    tuple of TakenLine
        First what was going on on the earlier day, then in order of time starts, new doses, pauses and stops,
        sessions, missed doses, side effects and grooming.
    """
    first, last = min(before, after), max(before, after)
    lines = [
        *(line for treatment in course.diary.treatments for line in _of_treatment(course, treatment, first, last)),
        *_side_effects(course, first, last),
        *_grooming(course.diary.grooms, first, last),
    ]
    order = list(TakenKind)
    return tuple(sorted(lines, key=lambda line: (line.kind is not TakenKind.GOING_ON, line.on, order.index(line.kind))))


def taken_on(course: Course, day: date) -> tuple[str, ...]:
    """Say what was being taken on a day, each with its treatment week.

    Parameters
    ----------
    course : Course
    day : date

    Returns
    -------
    tuple of str
        Such as "week 24 of ritlecitinib, 50 mg daily", in order of their starts.
    """
    return tuple(
        ", ".join(filter(None, (_week_words(course, taken, day), taken.stretch_on(day).words)))
        for taken in sorted(course.diary.going_on(day), key=lambda taken: taken.started_on)
    )


def _week_words(course: Course, taken: Treatment, day: date) -> str:
    return _("week {week} of {treatment}", week=taken.week(day), treatment=_name(course, taken))


def _of_treatment(course: Course, treatment: Treatment, first: date, last: date) -> Iterator[TakenLine]:
    name, start, stop = _name(course, treatment), treatment.started_on, treatment.stopped_on
    if start > last or (stop is not None and stop < first):
        return
    now = treatment.stretch_on(first)
    if start <= first:
        words = _("{what}, since {day}", what=_with(name, now.dosage), day=day_in_words(start))
        yield TakenLine(on=first, kind=TakenKind.GOING_ON, words=_paused(words, treatment, now))
    else:
        yield TakenLine(on=start, kind=TakenKind.START, words=_("{what}, started", what=_with(name, now.dosage)))
    yield from _changes(treatment, name, first, last)
    if stop is not None and stop <= last:
        words = _because(_("{what}, last day", what=name), treatment.stop_reason)
        yield TakenLine(on=stop, kind=TakenKind.STOP, words=words)
    given = [s for s in course.diary.sessions if s.treatment == treatment.id and first <= s.on <= last]
    yield from _given(name, given)
    missed = [
        m
        for m in course.diary.missed_doses
        if m.treatment == treatment.id and m.on >= first and m.on - timedelta(days=m.days - 1) <= last
    ]
    yield from _missed(name, missed)


def _changes(treatment: Treatment, name: str, first: date, last: date) -> Iterator[TakenLine]:
    """Yield new doses and pauses that began after the first day."""
    for old, new in pairwise(treatment.stretches()):
        if first < new.since <= last and old.dosage != new.dosage:
            before = old.dosage or _("no dose noted")
            words = _("{what}, before that {dose}", what=_with(name, new.dosage), dose=before)
            yield TakenLine(on=new.since, kind=TakenKind.DOSE, words=words)
    for pause in treatment.pauses:
        if first < pause.since <= last:
            yield TakenLine(
                on=pause.since, kind=TakenKind.PAUSE, words=_because(_pause_words(name, pause), pause.reason)
            )


def _given(name: str, sessions: list[Session]) -> Iterator[TakenLine]:
    days = sorted({session.on for session in sessions})
    if len(days) <= _ONE_BY_ONE:
        yield from (TakenLine(on=day, kind=TakenKind.SESSIONS, words=_("{what}, given", what=name)) for day in days)
    else:
        words = _n(
            "{what}, given {count} time, the last on {day}",
            "{what}, given {count} times, the last on {day}",
            len(days),
            what=name,
            day=day_in_words(days[-1]),
        )
        yield TakenLine(on=days[0], kind=TakenKind.SESSIONS, words=words)


def _missed(name: str, kept: list[MissedDoses]) -> Iterator[TakenLine]:
    kept = sorted(kept, key=lambda missed: missed.on)
    if len(kept) > _ONE_BY_ONE:
        many = sum(missed.missed for missed in kept)
        words = _n(
            "{what}, {count} dose missed in all, the last by {day}",
            "{what}, {count} doses missed in all, the last by {day}",
            many,
            what=name,
            day=day_in_words(kept[-1].on),
        )
        yield TakenLine(on=kept[0].on, kind=TakenKind.MISSED, words=words)
        return
    for missed in kept:
        yield TakenLine(on=missed.on, kind=TakenKind.MISSED, words=_missed_words(name, missed))


def _missed_words(name: str, missed: MissedDoses) -> str:
    if missed.days == 1:
        return _n(
            "{what}, {count} dose missed that day", "{what}, {count} doses missed that day", missed.missed, what=name
        )
    return _n(
        "{what}, {count} dose missed in the {days} days up to then",
        "{what}, {count} doses missed in the {days} days up to then",
        missed.missed,
        what=name,
        days=missed.days,
    )


def _side_effects(course: Course, first: date, last: date) -> Iterator[TakenLine]:
    for effect in course.diary.side_effects:
        if effect.since <= last and (effect.until is None or effect.until >= first):
            words = f"{shown(effect.name)}, {shown(effect.severity)}"
            if effect.until is not None:
                words = _("{what}, until {day}", what=words, day=day_in_words(effect.until))
            yield TakenLine(on=effect.since, kind=TakenKind.SIDE_EFFECT, words=words)


def _grooming(grooms: Iterable[Groom], first: date, last: date) -> Iterator[TakenLine]:
    within = sorted((groom for groom in grooms if first <= groom.on <= last), key=lambda groom: groom.on)
    for kind in GroomKind:
        kept = [groom for groom in within if groom.kind is kind and _groom_words(groom)]
        if len(kept) <= _ONE_BY_ONE:
            yield from (TakenLine(on=groom.on, kind=TakenKind.GROOM, words=_groom_words(groom)) for groom in kept)
        else:
            yield TakenLine(on=kept[0].on, kind=TakenKind.GROOM, words=_often_groomed(kept))


def _groom_words(groom: Groom) -> str:
    """Say what was done to the hair, or nothing of photos of dry hair, which is how they should be."""
    match groom.kind:
        case GroomKind.PHOTOGRAPHED:
            return _("photographed with wet hair") if groom.wet else ""
        case GroomKind.HAIRCUT if groom.length_mm is not None:
            return _("haircut to {length} mm", length=plain(groom.length_mm))
        case GroomKind.PRODUCT if groom.note.strip():
            return _("product: {product}", product=" ".join(groom.note.split()))
        case kind:
            return shown(kind)


def _often_groomed(kept: Sequence[Groom]) -> str:
    """Say how often the same was done to the hair, and what the last time."""
    last, count = kept[-1], len(kept)
    day = day_in_words(last.on)
    match last.kind:
        case GroomKind.PHOTOGRAPHED:
            return _n(
                "photographed, {count} time, the last on {day} with wet hair",
                "photographed, {count} times, the last on {day} with wet hair",
                count,
                day=day,
            )
        case GroomKind.HAIRCUT if last.length_mm is not None:
            return _n(
                "haircut, {count} time, the last on {day} to {length} mm",
                "haircut, {count} times, the last on {day} to {length} mm",
                count,
                day=day,
                length=plain(last.length_mm),
            )
        case GroomKind.PRODUCT if last.note.strip():
            return _n(
                "product, {count} time, the last on {day}: {product}",
                "product, {count} times, the last on {day}: {product}",
                count,
                day=day,
                product=" ".join(last.note.split()),
            )
        case kind:
            return _n(
                "{what}, {count} time, the last on {day}",
                "{what}, {count} times, the last on {day}",
                count,
                what=shown(kind),
                day=day,
            )


def _name(course: Course, treatment: Treatment) -> str:
    """Name a treatment, with its form where another has the same name."""
    same = sum(each.name.casefold() == treatment.name.casefold() for each in course.diary.treatments)
    name = shown(treatment.name)
    return f"{name} ({shown(treatment.form)})" if same > 1 and treatment.form else name


def _with(name: str, dose: str) -> str:
    return f"{name} {dose}".strip()


def _because(words: str, reason: str) -> str:
    return f"{words} ({shown(reason.strip())})" if reason.strip() else words


def _paused(words: str, treatment: Treatment, now: Stretch) -> str:
    """Say with it since when a treatment that is going on is paused."""
    pause = treatment.pause_on(now.since)
    if pause is None:
        return words
    since = day_in_words(pause.since)
    if pause.until is None:
        return _("{what}, paused since {since}", what=words, since=since)
    return _("{what}, paused since {since} until {until}", what=words, since=since, until=day_in_words(pause.until))


def _pause_words(name: str, pause: Pause) -> str:
    if pause.until is None:
        return _("{what}, paused", what=name)
    return _("{what}, paused until {until}", what=name, until=day_in_words(pause.until))
