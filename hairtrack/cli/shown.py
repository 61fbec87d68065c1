"""What `hairtrack show` tells people of a course."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from hairtrack.cli.output import count_of
from hairtrack.cli.salt import salt_lines
from hairtrack.course import Course
from hairtrack.diary import Diary, ScoreKind, SideEffect
from hairtrack.treatment import Treatment
from hairtrack.workflow.course_salt import course_salt
from hairtrack.workflow.plain import day_json

_LAST = 8
"""Side effects that are told; the newest."""
_COUNTED = {
    "labs": ("blood test result", ""),
    "symptoms": ("symptom", ""),
    "sessions": ("session", ""),
    "missed_doses": ("time of missed doses", "times of missed doses"),
    "events": ("event", ""),
    "grooms": ("note on hair care", "notes on hair care"),
    "reminders": ("reminder", ""),
}
"""How entries that are only counted are called, one and many."""


def course_lines(course: Course) -> Iterator[str]:
    """Say what a course holds: its photos, what was taken, the last side effects and scores, and the SALT.

    Parameters
    ----------
    course : Course

    Yields
    ------
    str
        One line each.
    """
    yield course.name
    yield f"{count_of(len(course.photos), 'photo')}, {count_of(len(course.visits()), 'visit')}"
    for photo in course.photos:
        yield f"{day_json(photo.taken_on) or 'no date':10} {photo.view:9} {photo.short} {photo.file_name}"
    yield from diary_lines(course.diary)
    salt = course_salt(course)
    if salt.visits or salt.judged:
        yield from salt_lines(salt)


def diary_lines(diary: Diary) -> Iterator[str]:
    """Say what was taken and felt; what is long is counted."""
    for treatment in sorted(diary.treatments, key=lambda treatment: treatment.started_on):
        yield from _treatment_lines(treatment)
    newest = sorted(diary.side_effects, key=lambda effect: effect.since, reverse=True)
    yield from map(_side_effect_line, islice(newest, _LAST))
    if len(newest) > _LAST:
        yield f"and {count_of(len(newest) - _LAST, 'earlier side effect')}"
    for kind in ScoreKind:
        of_kind = [score for score in diary.scores if score.kind is kind]
        if of_kind:
            last = max(of_kind, key=lambda score: score.on)
            yield f"{last.on}  {last.words}"
    for stage in sorted(diary.stages, key=lambda stage: stage.on)[-1:]:
        yield f"{stage.on}  {stage.scale} stage {stage.grade}"
    counts = [count_of(count, *words) for kind, words in _COUNTED.items() if (count := len(getattr(diary, kind)))]
    if counts:
        yield f"in the diary: {', '.join(counts)}"


def _treatment_lines(treatment: Treatment) -> Iterator[str]:
    words = " ".join(filter(None, (treatment.form, treatment.dose, treatment.frequency)))
    named = f"{treatment.name}, {words}" if words else treatment.name
    reason = f" ({treatment.stop_reason})" if treatment.stop_reason else ""
    stop = f", stopped {treatment.stopped_on}{reason}" if treatment.stopped_on else ""
    yield f"{treatment.started_on}  {named}{stop}"
    later = [(change.on, change.words) for change in treatment.changes]
    later += [(pause.since, f"paused{_until(pause.until)}{_because(pause.reason)}") for pause in treatment.pauses]
    for on, what in sorted(later):
        yield f"  {on}  {what}"


def _side_effect_line(effect: SideEffect) -> str:
    return f"{effect.since}  side effect: {effect.name}, {effect.severity}{_until(effect.until)}"


def _until(day: date | None) -> str:
    return f" until {day}" if day else ", goes on"


def _because(reason: str) -> str:
    return f" ({reason})" if reason else ""
