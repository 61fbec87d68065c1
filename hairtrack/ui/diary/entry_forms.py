"""Which form belongs to which kind of diary entry."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from hairtrack.course import Course
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
from hairtrack.treatment import Treatment
from hairtrack.ui.diary.doctor_forms import LabForm, SaltForm, StageForm
from hairtrack.ui.diary.entry_form import EntryForm
from hairtrack.ui.diary.feeling_forms import ScoreForm, SideEffectForm, SymptomForm
from hairtrack.ui.diary.happening_forms import EventForm, GroomForm, ReminderForm
from hairtrack.ui.diary.plan_form import PlanForm
from hairtrack.ui.diary.treatment_forms import DoseForm, MissedForm, PauseForm, SessionForm, TreatmentForm, going_on
from hairtrack.workflow.diary.blood_tests import published_plan
from hairtrack.workflow.diary.entries import treatment_of

_OF_TREATMENTS = ("dose", "pause", "session", "missed", "plan")
"""Kinds of entries that are nothing without a treatment."""


def new_form(kind: str, course: Course, today: date) -> EntryForm:
    """Make the form for a new entry.

    Parameters
    ----------
    kind : str
        "treatment", "dose", "pause", "session", "missed", "effect", "symptom", "lab", "groom", "event", "score",
        "stage", "salt", "reminder" or "plan". Where that needs a treatment and there is none, its form begins one.
    course : Course
    today : date

    Returns
    -------
    EntryForm
    """
    if kind == "plan" and course.diary.treatments:
        return PlanForm(course, _tested(going_on(course.diary, today)))
    needs_one = kind in _OF_TREATMENTS and not course.diary.treatments
    return (TreatmentForm if needs_one else _NEW[kind])(course.diary, today)


def _tested(treatments: Sequence[Treatment]) -> Treatment:
    """Return the treatment whose blood tests are meant: one with published times, the newest of those."""
    return max(treatments, key=lambda taken: (bool(published_plan(taken).tests), taken.started_on))


def form_of(course: Course, entry: Entry, today: date) -> EntryForm:
    """Make the form that changes an entry."""
    if isinstance(entry, TestPlan):
        return PlanForm(course, treatment_of(course, entry.treatment))
    return _CHANGED[type(entry)](course.diary, today, entry)


_NEW: dict[str, Callable[[Diary, date], EntryForm]] = {
    "treatment": TreatmentForm,
    "dose": DoseForm,
    "pause": PauseForm,
    "session": SessionForm,
    "missed": MissedForm,
    "effect": SideEffectForm,
    "symptom": SymptomForm,
    "lab": LabForm,
    "groom": GroomForm,
    "event": EventForm,
    "score": ScoreForm,
    "stage": StageForm,
    "salt": SaltForm,
    "reminder": ReminderForm,
}
_CHANGED: dict[type, Callable[[Diary, date, Any], EntryForm]] = {
    Treatment: TreatmentForm,
    Session: SessionForm,
    MissedDoses: MissedForm,
    SideEffect: SideEffectForm,
    Symptom: SymptomForm,
    LabResult: LabForm,
    Groom: GroomForm,
    Event: EventForm,
    Score: ScoreForm,
    Stage: StageForm,
    SaltScore: SaltForm,
    Reminder: ReminderForm,
}
