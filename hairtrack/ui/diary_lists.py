"""The diary as lists: treatments, what is due, and what happened. Plain widgets that call what they are given."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hairtrack.diary import Diary, Entry, Event, Groom, LabResult, Reminder, Symptom
from hairtrack.report.words import short_day
from hairtrack.treatment import DoseChange, Treatment
from hairtrack.ui import icons, theme
from hairtrack.ui.widgets import button, label, row, tool
from hairtrack.ui.words import day_words
from hairtrack.workflow.keep_diary import Due

SHOWN_AT_FIRST = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened.

    Attributes
    ----------
    on : date
    icon : str
    words : str
    entry : Entry
        What is changed or removed; of a dose change, its treatment.
    dose : DoseChange or None
    """

    on: date
    icon: str
    words: str
    entry: Entry
    dose: DoseChange | None = None


def lines_of(diary: Diary) -> tuple[Line, ...]:
    """Return everything but the treatments' own span, the newest first."""
    return tuple(sorted(_lines(diary), key=lambda line: line.on, reverse=True))


def _lines(diary: Diary) -> Iterator[Line]:
    for treatment in diary.treatments:
        for change in treatment.changes:
            yield Line(change.on, "pill", f"{treatment.name}: {change.dose}", treatment, change)
    for entry in diary.entries():
        match entry:
            case Event():
                yield Line(entry.on, "event", entry.text, entry)
            case LabResult():
                yield Line(entry.on, "lab", f"{entry.name} {entry.value:g} {entry.unit}{_range_words(entry)}", entry)
            case Symptom():
                where = f", {entry.area}" if entry.area else ""
                yield Line(entry.on, "symptom", f"{entry.name} {entry.severity} of 10{where}", entry)
            case Groom():
                yield Line(entry.on, "scissors", groom_words(entry), entry)
            case Reminder():
                yield Line(entry.on, "calendar", f"Reminder: {entry.what}", entry)
            case Treatment():
                pass


def groom_words(groom: Groom) -> str:
    """Say what was done to the hair."""
    length = f", {groom.length_mm:g} mm left" if groom.length_mm is not None else ""
    return f"{groom.kind.capitalize()}{length}"


def _range_words(lab: LabResult) -> str:
    if lab.low is None and lab.high is None:
        return ""
    inside = (lab.low is None or lab.value >= lab.low) and (lab.high is None or lab.value <= lab.high)
    edges = " to ".join(f"{edge:g}" for edge in (lab.low, lab.high) if edge is not None)
    return f" ({'within' if inside else 'outside'} {edges})"


class TreatmentRow(QWidget):
    """A treatment with what can be done to it."""

    def __init__(self, treatment: Treatment, today: date, *, edit: Callable[[str], None]) -> None:
        """Lay it out.

        Parameters
        ----------
        treatment : Treatment
        today : date
        edit : callable
            Called with "dose", "stop", "edit" or "remove".
        """
        super().__init__()
        active = treatment.active_on(today)
        planned = treatment.started_on > today
        begun = "from" if planned else "since"
        since = f"{begun} {day_words(treatment.started_on)}"
        if treatment.stopped_on is not None:
            since = f"{short_day(treatment.started_on)} to {short_day(treatment.stopped_on)}"
        elif not planned:
            since += f", week {treatment.week(today)}"
        dose = treatment.stretch_on(today).words
        self.setAccessibleName(f"{treatment.name}, {dose}, {since}")
        actions = [
            button(words, partial(edit, key), role="link", tip=f"{words}: {treatment.name}")
            for key, words in (("dose", "Dose"), ("stop", "Stop"), ("edit", "Edit"), ("remove", "Remove"))
            if key in {"edit", "remove"} or active or planned
        ]
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(label(f"{treatment.name}, {dose}" if dose else treatment.name))
        stack.addWidget(label(since, "muted"))
        stack.addWidget(row(*actions, gap=0))


class DueRow(QWidget):
    """Something that waits, and who says so."""

    def __init__(self, due: Due, today: date) -> None:
        super().__init__()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(label(f"{due.what[:1].upper()}{due.what[1:]}"))
        stack.addWidget(label(f"{day_words(due.on)}, {_when((due.on - today).days)}", "muted"))
        stack.addWidget(label(due.source[:1].upper() + due.source[1:], "small"))


def _when(days: int) -> str:
    """Say how far off a day is."""
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return near[days]
    far = f"{abs(days) // 7} weeks" if abs(days) >= 14 else f"{abs(days)} days"
    return f"in {far}" if days > 0 else f"{far} ago"


class LineRow(QWidget):
    """One line of the diary, to change or to remove."""

    def __init__(self, line: Line, *, edit: Callable[[], None], remove: Callable[[], None]) -> None:
        super().__init__()
        self.setAccessibleName(f"{day_words(line.on)}: {line.words}")
        said = label(line.words)
        note = getattr(line.entry, "note", "") if line.dose is None else ""
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(said)
        words.addWidget(label(short_day(line.on) + (f": {note}" if note else ""), "small"))
        mark = QLabel()
        mark.setFixedWidth(20)
        mark.setPixmap(icons.icon(line.icon).pixmap(16, 16))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.GAP // 2)
        across.addWidget(mark)
        across.addLayout(words, 1)
        if line.dose is None:
            across.addWidget(tool("edit", f"Edit: {line.words}", edit))
        across.addWidget(tool("delete", f"Remove: {line.words}", remove))
