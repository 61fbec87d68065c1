"""What is due and when: photos, published blood tests with their source, and what the user was told to do.

Nothing here is advice. A published time is named with its source, and gives way to the user's own reminder for
the same treatment.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hairtrack.course import Course
from hairtrack.diary import Reminder
from hairtrack.messages import day_in_words
from hairtrack.treatment import Treatment, TreatmentKind
from hairtrack.workflow.diary_catalogue import BRANDS

PHOTOS_EVERY = timedelta(weeks=4)
"""Hair grows about a centimetre in that time; more often shows noise, not change."""

DONE_EARLY = timedelta(days=14)
"""What was done up to two weeks before its day counts as done."""

FORGOTTEN_AFTER = timedelta(weeks=8)
"""A single day that passed so long ago is no longer brought up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something that waits.

    Attributes
    ----------
    on : date
        The day; before today it is late.
    what : str
        In the user's words.
    source : str
        Who says so.
    key : str
        The same for the same thing whenever it is asked, so that a calendar replaces it.
    """

    on: date
    what: str
    source: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _BloodTest:
    """A published time for a test: weeks after the start (0 is before it), and by which lab names it is known."""

    drug: str
    week: int
    what: str
    names: tuple[str, ...] = ()


_BLOOD_TESTS = (
    _BloodTest(
        drug="baricitinib",
        week=0,
        what="tests for tuberculosis and hepatitis B and C, blood count with differential, ALT and AST, eGFR",
    ),
    _BloodTest(
        drug="baricitinib",
        week=12,
        what="blood lipids",
        names=("lipid", "cholesterol", "ldl", "hdl", "triglyceride"),
    ),
    _BloodTest(drug="ritlecitinib", week=0, what="tests for tuberculosis and hepatitis, lymphocytes, platelets"),
    _BloodTest(drug="ritlecitinib", week=4, what="lymphocytes and platelets", names=("lympho", "platelet", "thrombo")),
    _BloodTest(
        drug="deuruxolitinib", week=0, what="tests for tuberculosis and hepatitis, CYP2C9 genotype, blood count"
    ),
)


def due(course: Course, today: date) -> tuple[Due, ...]:
    """Say what waits, the earliest first.

    Parameters
    ----------
    course : Course
    today : date

    Returns
    -------
    tuple of Due
        One line for each thing: the next photos, the next time of a rhythm, a published test until a result of it
        is in the diary.
    """
    found = [_photos_due(course, today)]
    found += [item for reminder in course.diary.reminders if (item := _reminder_due(course, reminder, today))]
    for treatment in course.diary.treatments:
        if treatment.stopped_on is not None and treatment.stopped_on < today:
            continue
        found += _tests_due(course, treatment, today)
        if session := _session_due(treatment, today):
            found.append(session)
    return tuple(sorted(found, key=lambda item: (item.on, item.key)))


def _photos_due(course: Course, today: date) -> Due:
    """Name the day of the next photos, four weeks after the last ones; that they are in moves it on."""
    days = [photo.taken_on for photo in course.photos if photo.taken_on is not None and photo.taken_on <= today]
    if not days:
        return Due(on=today, what="the first photos", source="none are in the course yet", key="photos")
    return Due(
        on=max(days) + PHOTOS_EVERY,
        what="photos",
        source=f"four weeks after those of {day_in_words(max(days))}",
        key="photos",
    )


def _reminder_due(course: Course, reminder: Reminder, today: date) -> Due | None:
    """Name the next time of a reminder, or the late one of a treatment's tests; it ends with its treatment."""
    treatment = course.diary.entry(reminder.treatment) if reminder.treatment else None
    on = reminder.on
    if reminder.every_days is None:
        if on + FORGOTTEN_AFTER < today:
            return None
    elif on < today:
        every = timedelta(days=reminder.every_days)
        on += (today - on) // every * every
        late_is_open = treatment is not None and today - on < every / 2 and not _tested_since(course, on)
        if on < today and not late_is_open:
            on += every
    if isinstance(treatment, Treatment) and treatment.stopped_on is not None and on > treatment.stopped_on:
        return None
    return Due(on=on, what=reminder.what, source="your own reminder", key=f"reminder-{reminder.id}")


def _tested_since(course: Course, on: date) -> bool:
    """Whether the diary has a blood test for this day."""
    return any(lab.on >= on - DONE_EARLY for lab in course.diary.labs)


def _tests_due(course: Course, treatment: Treatment, today: date) -> Iterator[Due]:
    """Name the published tests of a drug that have no result yet, unless the user has set their own."""
    drug = _drug(treatment.name)
    if any(reminder.treatment == treatment.id for reminder in course.diary.reminders):
        return
    for test in _BLOOD_TESTS:
        on = treatment.started_on + timedelta(weeks=test.week)
        if test.drug != drug or on + (FORGOTTEN_AFTER if test.week else timedelta()) < today:
            continue
        if any(lab.on >= on - DONE_EARLY and _names(test.names)(lab.name) for lab in course.diary.labs):
            continue
        before = "before the first dose" if test.week == 0 else f"week {test.week}"
        yield Due(
            on=on,
            what=f"blood test: {test.what}",
            source=f"{drug} label (prescribing information), {before}",
            key=f"test-{treatment.id}-{test.week}",
        )


def _names(parts: tuple[str, ...]) -> Callable[[str], bool]:
    """Return whether a lab name is one of those, which are parts of names; without any, none is."""
    return lambda name: any(part in name.casefold() for part in parts)


def _drug(name: str) -> str:
    """Return the drug that a treatment's name speaks of, or the name itself."""
    words = name.casefold()
    for brand, drug in BRANDS.items():
        if brand in words or drug in words:
            return drug
    return words


_SESSIONS = (TreatmentKind.CORTICOSTEROID, TreatmentKind.CONTACT_IMMUNOTHERAPY, TreatmentKind.PROCEDURE)
_EVERY = re.compile(
    r"\bevery (?:(\d{1,3})(?: ?(?:-|–|to) ?\d{1,3})? )?(day|week|month)s?\b|(?<!twice )(?<!times )\b(week|month)ly\b",
    re.IGNORECASE,
)
_DAYS = {"day": 1, "week": 7, "month": 30}


def _session_due(treatment: Treatment, today: date) -> Due | None:
    """Name the next session of a treatment whose dose states a rhythm of a week or more."""
    if treatment.kind not in _SESSIONS:
        return None
    said = _EVERY.search(treatment.stretch_on(today).words)
    if said is None:
        return None
    days = int(said[1] or 1) * _DAYS[(said[2] or said[3]).lower()]
    if days < 7:
        return None
    rounds = max(0, -(-(today - treatment.started_on).days // days))
    on = treatment.started_on + timedelta(days=rounds * days)
    if treatment.stopped_on is not None and on > treatment.stopped_on:
        return None
    return Due(
        on=on, what=f"{treatment.name}, next session", source=f"your entry: {said[0]}", key=f"session-{treatment.id}"
    )
