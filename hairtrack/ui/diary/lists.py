"""Treatments and what is due, as rows with what can be done. Plain widgets that call what they are given."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from hairtrack.kept_words import at_start, shown
from hairtrack.language import _, _c, _n
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
    "given": _("Given today"),
    "dose": _("Dose"),
    "pause": _c("a treatment", "Pause"),
    "resume": _c("a treatment", "Resume"),
    "stop": _c("a treatment", "Stop"),
    "missed": _("Missed doses"),
    "plan": _("Blood tests"),
    "edit": _("Edit"),
    "remove": _("Remove"),
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
            button(_DEEDS[deed], partial(edit, deed), role="link", tip=f"{_DEEDS[deed]}: {shown(treatment.name)}")
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
    tip = _("More: {treatment}", treatment=shown(treatment.name))
    opener = tool("more", tip, lambda: menu.popup(opener.mapToGlobal(opener.rect().bottomLeft())))
    menu = QMenu(opener)
    for deed in deeds:
        menu.addAction(_DEEDS[deed]).triggered.connect(lambda _checked=False, deed=deed: edit(deed))
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
    title = ", ".join(part for part in (shown(treatment.name), shown(form), stretch.dosage) if part)
    if treatment.stopped_on is not None:
        return title, _because(_span(treatment.started_on, treatment.stopped_on), shown(treatment.stop_reason))
    if treatment.started_on > today:
        return title, _("from {day}", day=day_words(treatment.started_on))
    pause = treatment.pause_on(today)
    if pause is not None and pause.until is not None:
        return title, _because(_("paused to {day}", day=short_day(pause.until)), pause.reason)
    if pause is not None:
        return title, _because(_("paused since {day}", day=short_day(pause.since)), pause.reason)
    return title, _("since {day}, week {week}", day=day_words(treatment.started_on), week=treatment.week(today))


def _because(words: str, reason: str) -> str:
    return f"{words}: {reason}" if reason else words


def _span(first: date, last: date) -> str:
    return _("{first} to {last}", first=short_day(first), last=short_day(last))


class DueRow(QWidget):
    """Something that waits, who says so, and how to say that it was done."""

    def __init__(self, due: Due, today: date, *, done: Callable[[], None] | None = None) -> None:
        super().__init__()
        what = at_start(due.what)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(label(breakable(what)))
        stack.addWidget(label(due_words(due, today), "muted"))
        stack.addWidget(label(at_start(due.source), "small"))
        if done is not None and due.done is not Done.NONE and due.on <= today + _DONE_EARLY:
            did = button(_("Done today"), done, icon="check", role="link", tip=_("Done today: {what}", what=what))
            stack.addWidget(row(did, gap=0))


def due_words(due: Due, today: date) -> str:
    """Say when something is due, and how far off that is."""
    if due.until is None or due.until == due.on:
        return f"{day_words(due.on)}, {_when((due.on - today).days)}"
    window = _span(due.on, due.until)
    if due.on <= today <= due.until:
        return _("{when}, now", when=window)
    return f"{window}, {_when(((due.until if due.until < today else due.on) - today).days)}"


def _when(days: int) -> str:
    """Say how far off a day is."""
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    if days in near:
        return near[days]
    weeks = abs(days) // 7
    if days >= 14:
        return _n("in {count} week", "in {count} weeks", weeks)
    if days > 0:
        return _n("in {count} day", "in {count} days", days)
    if days > -14:
        return _n("{count} day ago", "{count} days ago", -days)
    return _n("{count} week ago", "{count} weeks ago", weeks)
