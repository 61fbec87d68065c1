"""What is due and when: photos, blood tests with their source, doses that are rare, and the user's own reminders.

Nothing here is advice. What can be said to be done is marked by `mark_done`; photos and blood tests end by being in.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from hairtrack.course import Course
from hairtrack.diary import PlannedTest, Reminder, Session
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.kept_words import at_start, shown
from hairtrack.language import _, _c, _typed
from hairtrack.messages import day_in_words
from hairtrack.treatment import Pause, Stretch, Treatment, TreatmentKind
from hairtrack.workflow.diary.blood_tests import PlanInForce, shows_in, test_plan_of
from hairtrack.workflow.diary.entries import keep_entry, new_id, remove_entry
from hairtrack.workflow.diary.rhythm import Rhythm, read_rhythm, standing_time
from hairtrack.workflow.diary.typed_ways import fold, folded

PHOTOS_EVERY = Rhythm(days=28)
"""Hair grows about a centimetre in that time; more often shows noise, not change."""

DONE_EARLY = timedelta(days=14)
"""What was done up to two weeks before its day counts as done."""

FORGOTTEN_AFTER = timedelta(weeks=8)
"""A single day that passed so long ago is no longer brought up."""


class Done(StrEnum):
    """How something that is due is marked as done."""

    SESSION = "session"
    REMINDER = "reminder"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something that waits.

    Attributes
    ----------
    on : date
        The day, or the first day of its window.
    until : date or None
        The last day of its window; None for `on` alone.
    what : str
        In the user's words.
    source : str
        Who says so.
    key : str
        The same for the same thing whenever it is asked, so that a calendar replaces it.
    late : bool
        Whether the day or window has passed.
    done : Done
        How it is marked as done; `NONE` where it ends by itself once its photo or result is in.
    subject : str
        Id of the treatment or reminder that it is about, or empty.
    every : Rhythm or None
        How it comes back.
    ends : date or None
        The last day on which it can come back.
    pauses : tuple of Pause
        Days on which it does not come.
    """

    on: date
    until: date | None = None
    what: str
    source: str
    key: str
    late: bool = False
    done: Done = Done.NONE
    subject: str = ""
    every: Rhythm | None = None
    ends: date | None = None
    pauses: tuple[Pause, ...] = ()


def due(course: Course, today: date) -> tuple[Due, ...]:
    """Say what waits, the earliest first.

    Parameters
    ----------
    course : Course
    today : date

    Returns
    -------
    tuple of Due
        One line for each thing: the next photos, the time of a rhythm that stands, a blood test until a result of it
        is in the diary.
    """
    found = [*_photos_due(course, today), *_reminders_due(course, today)]
    results = _last_results(course, today)
    for treatment in course.diary.treatments:
        if treatment.stopped_on is None or treatment.stopped_on >= today:
            found += _tests_due(course, treatment, today, results)
            found += _dose_due(course, treatment, today)
    in_time = (item for item in found if item.ends is None or item.on <= item.ends)
    said = (replace(item, late=(item.until or item.on) < today) for item in in_time)
    return tuple(sorted(said, key=lambda item: (item.on, item.key)))


def mark_done(course: Course, item: Due, on: date) -> Course:
    """Keep that something due was done: a session, or a reminder that moves on or, if it came once, goes.

    Parameters
    ----------
    course : Course
    item : Due
        As `due` returned it.
    on : date
        The day on which it was done.

    Returns
    -------
    Course

    Raises
    ------
    HairtrackError
        When it ends by itself, or is no longer in the diary.
    """
    match item.done:
        case Done.SESSION:
            if on in _sessions(course, item.subject):
                return course
            return keep_entry(course, Session(id=new_id(), on=on, treatment=item.subject))
        case Done.REMINDER:
            reminder = course.diary.entry(item.subject)
            if not isinstance(reminder, Reminder) or reminder.every_days is None:
                return remove_entry(course, item.subject)
            every = timedelta(days=reminder.every_days)
            rounds = (max(item.on, on) - reminder.on) // every + 1
            return keep_entry(course, replace(reminder, on=max(reminder.on, reminder.on + rounds * every)))
        case Done.NONE:
            raise HairtrackError(ErrorKind.DIARY_ENDS_BY_ITSELF, what=at_start(item.what))


# Photos and reminders


_PHOTOS = folded(_typed("photo|photos|photographs|pictures|take photos|take pictures|new photos"))


def _is_photos(reminder: Reminder) -> bool:
    return fold(reminder.what) in _PHOTOS


def _own_photo_rhythm(course: Course) -> Reminder | None:
    """Return the reminder that stands in the place of the four weeks."""
    return next((reminder for reminder in course.diary.reminders if reminder.every_days and _is_photos(reminder)), None)


def _photos_due(course: Course, today: date) -> Iterator[Due]:
    """Name the day of the next photos, four weeks after the last ones or in the user's rhythm."""
    days = [photo.taken_on for photo in course.photos if photo.taken_on is not None and photo.taken_on <= today]
    if not days:
        yield Due(on=today, what=_("the first photos"), source=_("none are in the course yet"), key="photos")
    elif _own_photo_rhythm(course) is None:
        source = _("four weeks after those of {day}", day=day_in_words(max(days)))
        on = PHOTOS_EVERY.after(max(days))
        yield Due(on=on, what=_c("due", "photos"), source=source, key="photos", every=PHOTOS_EVERY)


def _reminders_due(course: Course, today: date) -> Iterator[Due]:
    """Name the time of each reminder that stands; it ends with its treatment."""
    for reminder in course.diary.reminders:
        photos = reminder == _own_photo_rhythm(course)
        if photos and not any(photo.taken_on and photo.taken_on <= today for photo in course.photos):
            continue  # the first photos are asked for already
        treatment = course.diary.treatment(reminder.treatment)
        done = _kept(course, reminder, today)
        every = Rhythm(days=reminder.every_days) if reminder.every_days else None
        if every is not None:
            on = standing_time(reminder.on, every, today, done=done)
        elif reminder.on + FORGOTTEN_AFTER < today or done(reminder.on):
            continue
        else:
            on = reminder.on
        yield Due(
            on=on,
            what=_c("due", "photos") if photos else reminder.what,
            source=", ".join([_("your own reminder"), *([every.words] if every else [])]),
            key="photos" if photos else f"reminder-{reminder.id}",
            done=Done.NONE if photos else Done.REMINDER,
            subject=reminder.id,
            every=every,
            ends=treatment.stopped_on if treatment is not None else None,
        )


def _kept(course: Course, reminder: Reminder, today: date) -> Callable[[date], bool]:
    """Return whether the diary shows that a time of a reminder was kept: by photos, or by a treatment's tests."""
    early = _early(reminder.every_days)
    days: list[date] = []
    if _is_photos(reminder):
        days = [photo.taken_on for photo in course.photos if photo.taken_on is not None]
    elif reminder.treatment:
        days = [lab.on for lab in course.diary.labs]
    latest = max((day for day in days if day <= today), default=date.min)
    return lambda on: latest > date.min and latest >= on - early


def _early(every_days: int | None) -> timedelta:
    """Return how long before its day something counts as done; of a rhythm never more than half a round."""
    return DONE_EARLY if every_days is None else min(DONE_EARLY, timedelta(days=every_days // 2))


# Blood tests


def _last_results(course: Course, today: date) -> dict[str, date]:
    """Return the last day of each name that a result goes by; there are far fewer names than results."""
    last: dict[str, date] = {}
    for lab in course.diary.labs:
        if lab.on <= today:
            last[lab.name] = max(lab.on, last.get(lab.name, date.min))
    return last


def _tests_due(course: Course, treatment: Treatment, today: date, results: dict[str, date]) -> Iterator[Due]:
    """Name the tests of the plan in force that have no result yet."""
    plan = test_plan_of(course, treatment)
    for test in plan.tests:
        latest = max((on for name, on in results.items() if shows_in(test.what, name)), default=date.min)
        on = _test_day(treatment, test, today, latest)
        if on is not None:
            yield Due(
                on=on,
                what=_("blood test: {what}", what=shown(test.what)),
                source=f"{plan.source}, {_when(test)}",
                key=_test_key(treatment, plan, test),
                subject=treatment.id,
                every=Rhythm(days=7 * test.every_weeks) if test.every_weeks else None,
                ends=treatment.stopped_on,
            )


def _test_day(treatment: Treatment, test: PlannedTest, today: date, latest: date) -> date | None:
    """Return the day on which a test stands, or None once it is done or long past; `latest` is its last result."""
    first = treatment.started_on + timedelta(weeks=test.week or 0)
    if test.every_weeks is not None:
        early = _early(7 * test.every_weeks)
        return standing_time(
            first,
            Rhythm(days=7 * test.every_weeks),
            today,
            done=lambda on: latest > date.min and latest >= on - early,
            from_round=1 if test.week is None else 0,
        )
    # What comes before the first dose may be done long before, and ends with that dose.
    early, open_for = (DONE_EARLY, FORGOTTEN_AFTER) if test.week else (FORGOTTEN_AFTER, timedelta())
    return None if first + open_for < today or (latest > date.min and latest >= first - early) else first


def _when(test: PlannedTest) -> str:
    """Say when a test is to be done: "week 4", "before the first dose, then every 12 weeks"."""
    every = Rhythm(days=7 * test.every_weeks).words if test.every_weeks else ""
    if test.week is None:
        return every
    first = _("week {week}", week=test.week) if test.week else _("before the first dose")
    return _("{first}, then {every}", first=first, every=every) if every else first


def _test_key(treatment: Treatment, plan: PlanInForce, test: PlannedTest) -> str:
    if not plan.own:
        return f"test-{treatment.id}-{test.week}"
    said = f"{test.week} {test.every_weeks} {test.what}".encode()
    return f"test-{treatment.id}-own-{hashlib.blake2b(said, digest_size=6).hexdigest()}"


# Rare doses


_IN_SESSIONS = (TreatmentKind.CORTICOSTEROID, TreatmentKind.CONTACT_IMMUNOTHERAPY, TreatmentKind.PROCEDURE)


def _dose_due(course: Course, treatment: Treatment, today: date) -> Iterator[Due]:
    """Name the next dose of a treatment that is given once a week or more rarely, but not while it is paused."""
    rhythm = _rhythm_of(treatment.stretch_on(max(today, treatment.started_on)))
    if rhythm is None or not rhythm.rare:
        return
    given = max((day for day in _sessions(course, treatment.id) if day <= today), default=None)
    if given is not None:
        on, until = rhythm.after(given), rhythm.latest_after(given)
        source = _("your entry: {rhythm}, counted from {day}", rhythm=rhythm.words, day=day_in_words(given))
    else:
        on = base = _rhythm_since(treatment, today)
        if base < today:
            on = standing_time(base, rhythm, today, done=lambda _on: False, from_round=1)
        until = on + (rhythm.latest_after(base) - rhythm.after(base))
        source = _("your entry: {rhythm}", rhythm=rhythm.words)
    resumed = _out_of_pauses(treatment, today)
    if resumed is None:
        return
    if resumed > today:
        on = max(on, resumed)
    day = _out_of_pauses(treatment, on)
    if day is not None:
        yield Due(
            on=day,
            until=max(until, day),
            what=_next_words(treatment),
            source=source,
            key=f"session-{treatment.id}",
            done=Done.SESSION,
            subject=treatment.id,
            every=rhythm,
            ends=treatment.stopped_on,
            pauses=treatment.pauses,
        )


def _next_words(treatment: Treatment) -> str:
    name = shown(treatment.name)
    if treatment.kind in _IN_SESSIONS:
        return _("{treatment}, next session", treatment=name)
    return _("{treatment}, next dose", treatment=name)


def _rhythm_of(stretch: Stretch) -> Rhythm | None:
    """Return how often something was taken; entries of old say it with the dose."""
    return read_rhythm(stretch.frequency or stretch.dose)


def _rhythm_since(treatment: Treatment, today: date) -> date:
    """Return the day from which on the present rhythm holds."""
    first, *later = treatment.stretches()
    since, rhythm = first.since, _rhythm_of(first)
    for stretch in later:
        now = _rhythm_of(stretch)
        if stretch.since <= today and now != rhythm:
            since, rhythm = stretch.since, now
    return since


def _out_of_pauses(treatment: Treatment, day: date) -> date | None:
    """Return the day, or the first one after the pause in which it lies; None where that has no end yet."""
    for pause in treatment.pauses:
        if pause.holds(day):
            if pause.until is None:
                return None
            day = pause.until + timedelta(days=1)
    return day


def _sessions(course: Course, treatment_id: str) -> list[date]:
    return [session.on for session in course.diary.sessions if session.treatment == treatment_id]
