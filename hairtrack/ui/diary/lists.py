"""Treatments and what is due, as rows with what can be done. Plain widgets that call what they are given."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from hairtrack.report.words import short_day
from hairtrack.treatment import Treatment
from hairtrack.ui import theme
from hairtrack.ui.widgets import button, label, row, tool
from hairtrack.ui.words import breakable, day_words
from hairtrack.workflow.diary.due import Done, Due
from hairtrack.workflow.diary.rhythm import read_rhythm

_DONE_EARLY = timedelta(days=7)
"""Nobody does much earlier what is due, so that further off its button would only be in the way."""

_DEEDS = {
    "given": "Given today",
    "dose": "Dose",
    "pause": "Pause",
    "resume": "Resume",
    "stop": "Stop",
    "missed": "Missed doses",
    "plan": "Blood tests",
    "edit": "Edit",
    "remove": "Remove",
}
"""What can be done with a treatment, and what it is called."""


def deeds_of(treatment: Treatment, today: date) -> tuple[Sequence[str], Sequence[str]]:
    """Return what is offered for a treatment at once, and what in its menu.

    Parameters
    ----------
    treatment : Treatment
    today : date

    Returns
    -------
    at_once, more : sequence of str
    """
    if treatment.stopped_on is not None and treatment.stopped_on < today:
        return ("edit", "remove"), ()
    if treatment.started_on > today:
        return ("dose", "edit", "remove"), ("plan",)
    paused = treatment.paused_on(today)
    at_once = ["resume" if paused else "pause", "stop"]
    stretch = treatment.stretch_on(today)
    rhythm = read_rhythm(stretch.frequency or treatment.frequency or treatment.dose)
    if rhythm is not None and rhythm.rare:
        return ("given", *at_once), ("dose", "plan", "edit", "remove")
    return ("dose", *at_once), ("missed", "plan", "edit", "remove")


class TreatmentRow(QWidget):
    """A treatment with what can be done to it.

    Attributes
    ----------
    treatment_id : str
    """

    def __init__(self, treatment: Treatment, today: date, *, edit: Callable[[str], None]) -> None:
        """Lay it out.

        Parameters
        ----------
        treatment : Treatment
        today : date
        edit : callable
            Called with "given", "dose", "pause", "resume", "stop", "missed", "plan", "edit" or "remove".
        """
        super().__init__()
        self.treatment_id = treatment.id
        title, span = treatment_words(treatment, today)
        self.setAccessibleName(f"{title}, {span}")
        at_once, more = deeds_of(treatment, today)
        actions: list[QWidget] = [
            button(_DEEDS[deed], partial(edit, deed), role="link", tip=f"{_DEEDS[deed]}: {treatment.name}")
            for deed in at_once
        ]
        if more:
            actions.append(_menu_of(treatment, more, edit))
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(label(breakable(title)))
        stack.addWidget(label(breakable(span), "muted"))
        stack.addWidget(row(*actions, gap=theme.GAP // 2))


def _menu_of(treatment: Treatment, deeds: Sequence[str], edit: Callable[[str], None]) -> QToolButton:
    opener = tool("more", f"More: {treatment.name}", lambda: menu.popup(opener.mapToGlobal(opener.rect().bottomLeft())))
    menu = QMenu(opener)
    for deed in deeds:
        menu.addAction(_DEEDS[deed]).triggered.connect(lambda _=False, deed=deed: edit(deed))
    return opener


def treatment_words(treatment: Treatment, today: date) -> tuple[str, str]:
    """Say what a treatment is and what of it holds today, and since when.

    Parameters
    ----------
    treatment : Treatment
    today : date

    Returns
    -------
    title, span : str
    """
    stretch = treatment.stretch_on(min(today, treatment.stopped_on or today))
    form = "" if treatment.form.casefold() in treatment.name.casefold() else treatment.form
    title = ", ".join(part for part in (treatment.name, form, stretch.dosage) if part)
    if treatment.stopped_on is not None:
        why = f": {treatment.stop_reason}" if treatment.stop_reason else ""
        return title, f"{short_day(treatment.started_on)} to {short_day(treatment.stopped_on)}{why}"
    if treatment.started_on > today:
        return title, f"from {day_words(treatment.started_on)}"
    pause = treatment.pause_on(today)
    if pause is not None:
        end = f" to {short_day(pause.until)}" if pause.until else f" since {short_day(pause.since)}"
        return title, f"paused{end}{f': {pause.reason}' if pause.reason else ''}"
    return title, f"since {day_words(treatment.started_on)}, week {treatment.week(today)}"


class DueRow(QWidget):
    """Something that waits, who says so, and how to say that it was done."""

    def __init__(self, due: Due, today: date, *, done: Callable[[], None] | None = None) -> None:
        super().__init__()
        what = f"{due.what[:1].upper()}{due.what[1:]}"
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(label(breakable(what)))
        stack.addWidget(label(due_words(due, today), "muted"))
        stack.addWidget(label(due.source[:1].upper() + due.source[1:], "small"))
        if done is not None and due.done is not Done.NONE and due.on <= today + _DONE_EARLY:
            did = button("Done today", done, icon="check", role="link", tip=f"Done today: {what}")
            stack.addWidget(row(did, gap=0))


def due_words(due: Due, today: date) -> str:
    """Say when something is due, and how far off that is."""
    if due.until is None or due.until == due.on:
        return f"{day_words(due.on)}, {_when((due.on - today).days)}"
    window = f"{short_day(due.on)} to {short_day(due.until)}"
    if due.on <= today <= due.until:
        return f"{window}, now"
    return f"{window}, {_when(((due.until if due.until < today else due.on) - today).days)}"


def _when(days: int) -> str:
    """Say how far off a day is."""
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return near[days]
    far = f"{abs(days) // 7} weeks" if abs(days) >= 14 else f"{abs(days)} days"
    return f"in {far}" if days > 0 else f"{far} ago"
