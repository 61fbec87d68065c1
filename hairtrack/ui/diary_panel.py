"""The diary in the inspector: one compact form to add or change, what is due, treatments, and what happened."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from hairtrack.course import Course
from hairtrack.errors import HairtrackError
from hairtrack.messages import error_sentence
from hairtrack.treatment import Treatment
from hairtrack.ui import theme
from hairtrack.ui.diary_lists import SHOWN_AT_FIRST, DueRow, Line, LineRow, TreatmentRow, lines_of
from hairtrack.ui.entry_form import EntryForm
from hairtrack.ui.entry_forms import (
    DoseForm,
    EventForm,
    GroomForm,
    LabForm,
    ReminderForm,
    SymptomForm,
    TreatmentForm,
    form_of,
)
from hairtrack.ui.focus import bring_into_sight, order_focus
from hairtrack.ui.session import Session
from hairtrack.ui.widgets import button, label
from hairtrack.workflow.keep_diary import due, remove_dose, remove_entry

_ADD = (
    ("treatment", "Treatment", "pill", "Alt+T"),
    ("dose", "Dose", "edit", "Alt+D"),
    ("symptom", "Symptom", "symptom", "Alt+S"),
    ("lab", "Blood test", "lab", "Alt+B"),
    ("groom", "Haircut, wash", "scissors", "Alt+W"),
    ("event", "Event", "event", "Alt+N"),
    ("reminder", "Reminder", "calendar", "Alt+R"),
)


class DiaryPanel(QWidget):
    """Everything that is kept beside the photos.

    Signals
    -------
    calendar_wanted, table_wanted
        The user wants what is due as a calendar file, or has a table to read.
    """

    calendar_wanted = Signal()
    table_wanted = Signal()

    def __init__(self, session: Session, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self._session = session
        self._today = today
        self._all_lines = False
        self.form: EntryForm | None = None
        self._back: QWidget | None = None
        self.add_buttons: dict[str, QWidget] = {}
        self._adders = self._make_adders()
        self._form_place = _stack()
        self._due, self._treatments, self._lines = _stack(), _stack(), _stack()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(label("Add to the diary", "section"))
        column.addWidget(self._adders)
        column.addWidget(self._form_place)
        for title, place in (
            ("What is due", self._due),
            ("Treatments", self._treatments),
            ("In the diary", self._lines),
        ):
            column.addWidget(label(title, "section"))
            column.addWidget(place)
        self._calendar = button("Save as a calendar", self.calendar_wanted.emit, icon="calendar", role="link")
        self._table = button("Read a table (CSV)", self.table_wanted.emit, icon="open", role="link")
        column.addWidget(self._calendar)
        column.addWidget(self._table)

    def _make_adders(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.GAP // 2)
        for place, (kind, words, icon, keys) in enumerate(_ADD):
            adder = button(
                words,
                partial(self.add, kind),
                icon=icon,
                role="link",
                tip=f"Add: {words.lower()}",
                shortcut=keys,
            )
            self.add_buttons[kind] = adder
            grid.addWidget(adder, place // 2, place % 2)
        return made

    # Forms

    def add(self, kind: str) -> None:
        """Open the form for a new entry."""
        self._back = self.add_buttons[kind]
        self._open(self._new_form(kind))

    def _new_form(self, kind: str) -> EntryForm:
        diary, today = self._session.course.diary, self._today()
        going_on = [taken for taken in diary.treatments if taken.active_on(today)] or list(diary.treatments)
        if kind == "dose" and going_on:
            return DoseForm(going_on, today, going_on[0] if len(going_on) == 1 else None)
        forms: dict[str, Callable[[], EntryForm]] = {
            "symptom": lambda: SymptomForm(diary, today),
            "lab": lambda: LabForm(diary, today),
            "groom": lambda: GroomForm(today),
            "event": lambda: EventForm(today),
            "reminder": lambda: ReminderForm(diary, today),
        }
        # Without a treatment there is no dose to change, so its form begins one.
        return forms.get(kind, lambda: TreatmentForm(diary, today))()

    def _open(self, form: EntryForm) -> None:
        self.close_form()
        self.form = form
        form.submitted.connect(self._keep)
        form.cancelled.connect(self._leave)
        _layout(self._form_place).addWidget(form)
        self._adders.setVisible(False)
        form.setEnabled(not self._session.read_only)
        form.show()  # at once, not from the event loop: the next key already belongs to it
        form.begin()
        order_focus(self)
        QTimer.singleShot(0, form, lambda: bring_into_sight(form))

    def _keep(self) -> None:
        if self.form is None:
            return
        try:
            course = self.form.edit(self._session.course)
        except HairtrackError as error:
            self.form.show_problem(error_sentence(error))
            return
        form, self.form = self.form, None
        if self._session.apply(form.what, course):
            form.deleteLater()
            self._leave()
        else:
            self.form = form

    def _leave(self) -> None:
        self.close_form()
        if self._back is not None:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_form(self) -> None:
        """Put the form away without keeping what stands in it."""
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self._adders.setVisible(True)

    # Lists

    def refresh(self) -> None:
        """Show the present course."""
        course, today = self._session.course, self._today()
        _fill(self._due, [DueRow(item, today) for item in due(course, today)])
        running = sorted(course.diary.treatments, key=lambda taken: (not taken.active_on(today), taken.started_on))
        rows: list[QWidget] = [TreatmentRow(taken, today, edit=partial(self._treat, taken)) for taken in running]
        _fill(self._treatments, rows or [label("None kept yet.", "muted")])
        _fill(self._lines, self._line_rows(course))
        for widget in (self._adders, self._table):
            widget.setEnabled(not self._session.read_only)
        order_focus(self)

    def _line_rows(self, course: Course) -> list[QWidget]:
        lines = lines_of(course.diary)
        shown = lines if self._all_lines else lines[:SHOWN_AT_FIRST]
        rows: list[QWidget] = [
            LineRow(line, edit=partial(self._change, line), remove=partial(self._remove, line)) for line in shown
        ]
        if len(lines) > SHOWN_AT_FIRST:
            words = "Show fewer" if self._all_lines else f"Show all {len(lines)}"
            rows.append(button(words, self._show_all, role="link"))
        return rows or [label("Nothing kept yet.", "muted")]

    def _show_all(self) -> None:
        self._all_lines = not self._all_lines
        # Later, because the button that was pressed is rebuilt too.
        QTimer.singleShot(0, self, self.refresh)

    def _treat(self, treatment: Treatment, what: str) -> None:
        diary, today = self._session.course.diary, self._today()
        self._back = self.add_buttons["treatment"]
        match what:
            case "dose":
                self._open(DoseForm(diary.treatments, today, treatment))
            case "stop":
                self._open(TreatmentForm(diary, today, treatment, stopping=True))
            case "edit":
                self._open(TreatmentForm(diary, today, treatment))
            case _:
                self._drop(treatment.name, lambda course: remove_entry(course, treatment.id))

    def _change(self, line: Line) -> None:
        self._back = self.add_buttons["event"]
        self._open(form_of(self._session.course.diary, line.entry, self._today()))

    def _remove(self, line: Line) -> None:
        if line.dose is None:
            self._drop(line.words, lambda course: remove_entry(course, line.entry.id))
        else:
            on = line.dose.on
            self._drop(line.words, lambda course: remove_dose(course, line.entry.id, on))

    def _drop(self, words: str, edit: Callable[[Course], Course]) -> None:
        session = self._session
        self.close_form()
        if session.apply(f"remove {words}", edit(session.course)):
            session.say(f"Removed from the diary: {words}.", "Undo", session.undo)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons of the lists again in another look."""
        super().changeEvent(event)
        if theme.is_palette_change(event) and self.isVisible():
            QTimer.singleShot(0, self, self.refresh)


def _stack() -> QWidget:
    made = QWidget()
    stack = QVBoxLayout(made)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(theme.GAP)
    return made


def _layout(place: QWidget) -> QVBoxLayout:
    layout = place.layout()
    assert isinstance(layout, QVBoxLayout)
    return layout


def _fill(place: QWidget, rows: Sequence[QWidget]) -> None:
    """Put rows in the place of those before them."""
    layout = _layout(place)
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
    for made in rows:
        layout.addWidget(made)
