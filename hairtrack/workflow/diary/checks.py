"""What an entry of the diary must be to be kept. What is wrong is said in words, and nothing is changed silently."""

import math
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any, TypeVar

from hairtrack.course import SaltArea
from hairtrack.diary import (
    Diary,
    Entry,
    Event,
    Groom,
    LabResult,
    MissedDoses,
    Reminder,
    SaltScore,
    Score,
    Session,
    SideEffect,
    Stage,
    Symptom,
    TestPlan,
)
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.figures import plain
from hairtrack.kept_words import shown
from hairtrack.language import _, _c, _n
from hairtrack.messages import day_in_words
from hairtrack.treatment import Pause, Treatment

EARLIEST, LATEST = date(1950, 1, 1), date(2199, 12, 31)
"""A day outside is taken for a slip of the keyboard, such as 0206 for 2026."""

_ROUNDING = 0.5
"""Points by which a SALT total may differ from its areas, since both are written down rounded."""

EMPTY_FIELD = _("An empty field")
"""Of what is wrong with a field in which nothing stands."""

_OfTreatment = TypeVar("_OfTreatment", Session, MissedDoses)


def checked(diary: Diary, entry: Entry) -> Entry:
    """Return an entry as it is kept: its blanks trimmed, and a dose from the first day on as what it began with.

    Parameters
    ----------
    diary : Diary
        That it will stand in.
    entry : Entry

    Returns
    -------
    Entry

    Raises
    ------
    HairtrackError
        When the entry contradicts itself or the diary: a stop before the start, a dose without a unit, and the like.
    """
    if not isinstance(entry, Treatment | TestPlan):
        _day(entry.on)
    return _CHECKS[type(entry)](diary, _trimmed(entry))


def _trimmed(value: Any) -> Any:
    """Return a record with the outer blanks of all its texts off, so that a table gives back the very same."""
    if type(value) is str:  # a kind is one too, but of its own type
        return value.strip()
    if isinstance(value, tuple):
        return tuple(map(_trimmed, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _trimmed(getattr(value, field.name)) for field in fields(value)})
    return value


def _treatment(diary: Diary, treatment: Treatment) -> Treatment:
    name = shown(_words(treatment.name, _c("without a name", "treatment")))
    start, stop = _day(treatment.started_on), treatment.stopped_on
    if stop is not None and _day(stop) < start:
        raise HairtrackError(
            ErrorKind.DIARY_STOP_BEFORE_START, name=name, start=day_in_words(start), stop=day_in_words(stop)
        )
    for change in treatment.changes:
        if not treatment.active_on(change.on):
            raise HairtrackError(ErrorKind.DIARY_DOSE_OUTSIDE, name=name, on=day_in_words(change.on))
        if not change.dose:
            raise HairtrackError(ErrorKind.DIARY_DOSE_MISSING, name=name, on=day_in_words(change.on))
    for dose in (treatment.dose, *(change.dose for change in treatment.changes)):
        _with_unit(dose)
    _pauses(treatment, treatment.pauses)
    _apart(diary, treatment)
    given: tuple[Session | MissedDoses, ...] = (*diary.sessions, *diary.missed_doses)
    for kept in given:
        if kept.treatment == treatment.id and not treatment.active_on(kept.on):
            raise HairtrackError(ErrorKind.DIARY_KEPT_OUTSIDE, name=name, on=day_in_words(kept.on))
    first = next((change for change in treatment.changes if change.on == start), None)
    if first is None:
        return treatment
    return replace(
        treatment,
        dose=first.dose,
        frequency=first.frequency or treatment.frequency,
        changes=tuple(change for change in treatment.changes if change is not first),
    )


def _pauses(treatment: Treatment, pauses: Sequence[Pause]) -> None:
    """Refuse pauses that run backwards, leave the treatment's time or overlap."""
    name, start, stop = shown(treatment.name), treatment.started_on, treatment.stopped_on
    for pause in pauses:
        _in_order(_("The pause of {name}", name=name), pause.since, pause.until)
        if not treatment.active_on(pause.since) or (pause.until and not treatment.active_on(pause.until)):
            until = day_in_words(stop) if stop else _("today and on")
            raise HairtrackError(
                ErrorKind.DIARY_PAUSE_OUTSIDE,
                name=name,
                since=day_in_words(pause.since),
                start=day_in_words(start),
                stop=until,
            )
    for before, after in pairwise(pauses):
        if before.until is None or after.since <= before.until:
            raise HairtrackError(ErrorKind.DIARY_PAUSES_OVERLAP, name=name, since=day_in_words(after.since))


def _apart(diary: Diary, treatment: Treatment) -> None:
    """Refuse a second entry of the same treatment for the same time; without a form, it may be of any."""
    stop, name, form = treatment.stopped_on or date.max, folded(treatment.name), folded(treatment.form)
    for other in diary.treatments:
        same = folded(other.name) == name and (folded(other.form) == form or not form or not other.form.strip())
        apart = stop < other.started_on or (other.stopped_on or date.max) < treatment.started_on
        if same and not apart and other.id != treatment.id:
            raise HairtrackError(
                ErrorKind.DIARY_TREATMENTS_OVERLAP, name=shown(treatment.name), start=day_in_words(other.started_on)
            )


def folded(word: str) -> str:
    """Return a name or form as it is compared."""
    return word.strip().casefold()


def _lab(_diary: Diary, lab: LabResult) -> LabResult:
    name = shown(_words(lab.name, _c("without a name", "blood test")))
    for number in (lab.value, lab.low, lab.high):
        if number is not None and not math.isfinite(number):
            raise HairtrackError(ErrorKind.DIARY_NOT_A_NUMBER, text=str(number))
    if not lab.unit:
        raise HairtrackError(ErrorKind.DIARY_VALUE_WITHOUT_UNIT, name=name, value=plain(lab.value))
    if lab.low is not None and lab.high is not None and lab.low > lab.high:
        raise HairtrackError(ErrorKind.DIARY_RANGE_REVERSED, name=name, low=plain(lab.low), high=plain(lab.high))
    return lab


def _stage(_diary: Diary, stage: Stage) -> Stage:
    """Return the stage as its scale writes it."""
    known = {grade.casefold(): grade for grade in stage.scale.grades}
    grade = known.get(" ".join(stage.grade.split()).casefold())
    if grade is None:
        raise HairtrackError(
            ErrorKind.DIARY_STAGE_UNKNOWN,
            grade=stage.grade or EMPTY_FIELD,
            scale=str(stage.scale),
            known=", ".join(stage.scale.grades),
        )
    return replace(stage, grade=grade)


def _salt(_diary: Diary, score: SaltScore) -> SaltScore:
    given = [loss for loss in score.areas() if loss is not None]
    for percent in (score.total, *given):
        _within(percent, 0, 100, ErrorKind.DIARY_SALT_OUTSIDE)
    if given:
        if len(given) < len(SaltArea):
            raise HairtrackError(ErrorKind.DIARY_SALT_AREAS_MISSING)
        areas = (SaltArea.TOP, SaltArea.BACK, SaltArea.LEFT, SaltArea.RIGHT)
        whole = sum(area.percent * loss for area, loss in zip(areas, given, strict=True)) / 100
        if abs(whole - score.total) > _ROUNDING:
            raise HairtrackError(ErrorKind.DIARY_SALT_CONTRADICTS, sum=plain(whole), total=plain(score.total))
    _words(score.by, _c("without a name", "person who judged"))
    return score


def _event(_diary: Diary, event: Event) -> Event:
    _words(event.text, _c("without a name", "event"))
    return event


def _symptom(_diary: Diary, symptom: Symptom) -> Symptom:
    _within(symptom.severity, 0, 10, ErrorKind.DIARY_SEVERITY_OUTSIDE)
    _words(symptom.name, _c("without a name", "symptom"))
    return symptom


def _side_effect(_diary: Diary, effect: SideEffect) -> SideEffect:
    _in_order(shown(_words(effect.name, _c("without a name", "side effect"))), effect.since, effect.until)
    return effect


def _groom(_diary: Diary, groom: Groom) -> Groom:
    _within(groom.length_mm, 0, 2000, ErrorKind.DIARY_LENGTH_OUTSIDE)
    return groom


def _score(_diary: Diary, score: Score) -> Score:
    _within(score.value, 0, 10, ErrorKind.DIARY_SEVERITY_OUTSIDE)
    return score


def _missed(diary: Diary, missed: MissedDoses) -> MissedDoses:
    if missed.missed < 1 or not 1 <= missed.days <= 366:
        days = _n("{count} day", "{count} days", missed.days)
        raise HairtrackError(ErrorKind.DIARY_MISSED_OUTSIDE, missed=missed.missed, days=days)
    return _while_taken(diary, missed)


def _reminder(_diary: Diary, reminder: Reminder) -> Reminder:
    _within(reminder.every_days, 1, 3660, ErrorKind.DIARY_RHYTHM_OUTSIDE)
    _words(reminder.what, _c("without a name", "reminder"))
    return reminder


def _plan(_diary: Diary, plan: TestPlan) -> TestPlan:
    for test in plan.tests:
        what = shown(_words(test.what, _c("without a name", "blood test")))
        if test.week is None and test.every_weeks is None:
            raise HairtrackError(ErrorKind.DIARY_TEST_WITHOUT_DAY, what=what)
        _within(test.week, 0, 520, ErrorKind.DIARY_WEEK_OUTSIDE)
        _within(test.every_weeks, 1, 520, ErrorKind.DIARY_WEEK_OUTSIDE)
    return plan


def _while_taken(diary: Diary, entry: _OfTreatment) -> _OfTreatment:
    """Return what belongs to a treatment that was going on on its day."""
    treatment = diary.treatment(entry.treatment)
    if treatment is None:
        raise HairtrackError(ErrorKind.DIARY_ENTRY_UNKNOWN, entry=entry.treatment)
    if not treatment.active_on(entry.on):
        raise HairtrackError(ErrorKind.DIARY_NOT_TAKEN, name=shown(treatment.name), on=day_in_words(entry.on))
    return entry


def _in_order(name: str, start: date, end: date | None) -> None:
    if end is not None and _day(end) < _day(start):
        raise HairtrackError(
            ErrorKind.DIARY_END_BEFORE_START, name=name, start=day_in_words(start), end=day_in_words(end)
        )


def _with_unit(dose: str) -> None:
    """Refuse a dose that is a bare number, since 5 mg and 5 ml are not the same."""
    if dose and not any(sign.isalpha() or sign == "%" for sign in dose):
        raise HairtrackError(ErrorKind.DIARY_DOSE_WITHOUT_UNIT, dose=dose)


def _within(number: float | None, least: float, most: float, otherwise: ErrorKind) -> None:
    """Refuse a number outside its scale; None is no number and passes."""
    if number is not None and not least <= number <= most:
        raise HairtrackError(otherwise, number=plain(number))


def _words(text: str, what: str) -> str:
    """Return a text, or refuse an empty one."""
    if not text:
        raise HairtrackError(ErrorKind.DIARY_NAME_MISSING, what=what)
    return text


def _day(day: date) -> date:
    """Return the day, or refuse one that nobody can have meant."""
    if not EARLIEST <= day <= LATEST:
        raise HairtrackError(ErrorKind.BAD_DATE, text=day.isoformat())
    return day


_CHECKS: dict[type, Callable[[Diary, Any], Entry]] = {
    Treatment: _treatment,
    Event: _event,
    LabResult: _lab,
    Symptom: _symptom,
    SideEffect: _side_effect,
    Groom: _groom,
    Score: _score,
    Stage: _stage,
    SaltScore: _salt,
    Session: _while_taken,
    MissedDoses: _missed,
    Reminder: _reminder,
    TestPlan: _plan,
}
