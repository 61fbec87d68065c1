"""The diary in the inspector: one compact form to add or change, what is due, treatments, and what happened."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from hairtrack.course import Course
from hairtrack.diary import Diary, SideEffect
from hairtrack.diary import Session as Given
from hairtrack.errors import HairtrackError
from hairtrack.kept_words import shown
from hairtrack.language import _, _c, _n
from hairtrack.messages import error_sentence
from hairtrack.treatment import Pause, Treatment
from hairtrack.ui import icons, theme
from hairtrack.ui.diary.adders import DiaryAdders
from hairtrack.ui.diary.entry_form import EntryForm
from hairtrack.ui.diary.entry_forms import form_of, new_form
from hairtrack.ui.diary.lines import DiaryLines
from hairtrack.ui.diary.lists import DueRow, TreatmentRow
from hairtrack.ui.diary.plan_form import PlanForm
from hairtrack.ui.diary.quick_line import QuickLine
from hairtrack.ui.diary.short_list import ShortList
from hairtrack.ui.diary.treatment_forms import DoseForm, MissedForm, PauseForm, StopForm, TreatmentForm
from hairtrack.ui.diary.words import Line, line_words
from hairtrack.ui.focus import bring_into_sight, order_focus, take_keyboard
from hairtrack.ui.session import Session
from hairtrack.ui.stack import rows_in, stacked
from hairtrack.ui.widgets import button, label
from hairtrack.workflow.diary.due import Due, due, mark_done
from hairtrack.workflow.diary.entries import keep_entry, new_id, remove_dose, remove_entry, remove_pause
from hairtrack.workflow.diary.typed_line import LineReader, Understood


class DiaryPanel(QWidget):
    """Everything that is kept beside the photos.

    Signals
    -------
    calendar_wanted, table_wanted, table_saving_wanted
        The user wants what is due as a calendar file, has a table to read, or wants all entries as one.
    """

    calendar_wanted = Signal()
    table_wanted = Signal()
    table_saving_wanted = Signal()

    def __init__(self, session: Session, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self._session = session
        self._today = today
        self.form: EntryForm | None = None
        self._back: Callable[[], object] = self.setFocus
        self.adders = DiaryAdders(self.add)
        self.add_buttons = self.adders.buttons
        self._form_place = stacked()
        self._due, self._treatments = ShortList(_("Nothing is due.")), ShortList(_("None kept yet."))
        for rows in (self._due, self._treatments):
            rows.rebuilt.connect(lambda: order_focus(self))
        self.lines = DiaryLines(self._change, self._remove, self._end)
        self._listed: object = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        self._line_reader: LineReader | None = None
        self.quick = QuickLine(lambda text: self._reader().read(text), lambda text: self._reader().offers(text))
        self.quick.kept.connect(self._keep_line)
        self.quick.left.connect(self.add_buttons["treatment"].setFocus)
        column.addWidget(self.quick)
        column.addWidget(label(_("Add to the diary"), "section"))
        column.addWidget(self.adders)
        column.addWidget(self._form_place)
        for title, place in (
            (_("What is due"), self._due),
            (_("Treatments"), self._treatments),
            (_("In the diary"), self.lines),
        ):
            column.addWidget(label(title, "section"))
            column.addWidget(place)
        self._calendar = button(_("Save as a calendar"), self.calendar_wanted.emit, icon="calendar", role="link")
        self._table = button(_("Read a table (CSV)"), self.table_wanted.emit, icon="open", role="link")
        self._save_table = button(_("Save as a table (CSV)"), self.table_saving_wanted.emit, icon="export", role="link")
        for leading in (self._calendar, self._table, self._save_table):
            column.addWidget(leading)

    # One line

    def _reader(self) -> LineReader:
        """Return the reader of the present course; gathering its names anew at every key would be slow."""
        course, today = self._session.course, self._today()
        if self._line_reader is None or self._line_reader.course is not course or self._line_reader.today != today:
            self._line_reader = LineReader(course, today)
        return self._line_reader

    def _keep_line(self, understood: Understood) -> None:
        what = _n("keep {count} entry", "keep {count} entries", len(understood.kept))
        if self._session.apply(what, understood.course):
            self.quick.settle(understood.rest)

    # Forms

    def add(self, kind: str) -> None:
        """Open the form for a new entry; `hairtrack.ui.diary.entry_forms.new_form` lists the kinds."""
        self._back = self.add_buttons[kind].setFocus
        self._open(new_form(kind, self._session.course, self._today()))

    def open_entry(self, entry_id: str) -> None:
        """Open the form of an entry of the diary, from anywhere; one that is gone opens none."""
        entry = self._session.course.diary.entry(entry_id)
        if entry is not None:
            here = QApplication.focusWidget()
            # What is in a list of the diary is made anew when the entry is kept.
            self._back = (self.add_buttons["event"] if here is None or self.isAncestorOf(here) else here).setFocus
            self._open(form_of(self._session.course, entry, self._today()))

    def _open(self, form: EntryForm) -> None:
        self.close_form()
        self.form = form
        form.submitted.connect(self._keep)
        form.cancelled.connect(self._leave)
        layout = self._form_place.layout()
        assert layout is not None
        layout.addWidget(form)
        self.adders.setVisible(False)
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
            following = self.form.following(course) if self.form.going_on else None
        except HairtrackError as error:
            self.form.show_problem(error)
            bring_into_sight(self.form)
            order_focus(self)
            return
        form, self.form = self.form, None
        if not self._session.apply(form.what, course):
            self.form = form
            return
        form.hide()
        form.deleteLater()
        if following is not None:
            self._open(following)
        else:
            self._leave()

    def _leave(self) -> None:
        self.close_form()
        self._back()
        QTimer.singleShot(0, self, self._follow_keyboard)

    def _follow_keyboard(self) -> None:
        focused = self.focusWidget()
        if focused is not None:
            bring_into_sight(focused)

    def close_form(self) -> None:
        """Put the form away without keeping what stands in it."""
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self.adders.setVisible(True)

    # Lists

    def refresh(self) -> None:
        """Show the present course; what is listed already stays as it is."""
        course, today, read_only = self._session.course, self._today(), self._session.read_only
        waits = tuple(due(course, today))
        self.quick.refresh()
        for widget in (self.quick, self.adders, self._due, self._treatments, self._table):
            widget.setEnabled(not read_only)
        listed = (course.diary, waits, today, read_only, theme.look_of(self), icons.side())
        if listed != self._listed:
            self._listed = listed
            self._list(course.diary, waits)
            order_focus(self)

    def _list(self, diary: Diary, waits: Sequence[Due]) -> None:
        """Make the rows of all lists anew, in the present look and text size."""
        today = self._today()
        self._due.show_rows([partial(DueRow, item, today, done=partial(self._done, item)) for item in waits])
        running = sorted(diary.treatments, key=lambda taken: (not taken.active_on(today), -_last_day(taken)))
        self._treatments.show_rows(
            [partial(TreatmentRow, taken, today, edit=partial(self._treat, taken)) for taken in running]
        )
        self.lines.show_diary(diary, editable=not self._session.read_only)

    def _treat(self, treatment: Treatment, deed: str) -> None:
        course, today = self._session.course, self._today()
        diary, name = course.diary, shown(treatment.name)
        self._back = partial(self._go_to_treatment, treatment.id)
        match deed:
            case "given":
                given = Given(id=new_id(), on=today, treatment=treatment.id)
                said = _("Kept: {treatment} given today.", treatment=name)
                self._do(
                    _c("to undo", "give {treatment}", treatment=name), said, lambda course: keep_entry(course, given)
                )
            case "dose":
                self._open(DoseForm(diary, today, treatment))
            case "pause":
                self._open(PauseForm(diary, today, treatment))
            case "resume":
                self._open(PauseForm(diary, today, treatment, treatment.pause_on(today), resuming=True))
            case "stop":
                self._open(StopForm(treatment, today))
            case "missed":
                self._open(MissedForm(diary, today, chosen=treatment.id))
            case "plan":
                self._open(PlanForm(course, treatment))
            case "edit":
                self._open(TreatmentForm(diary, today, treatment))
            case _other:
                what, said = _c("to undo", "remove {what}", what=name), _("Removed: {what}.", what=name)
                self._do(what, said, lambda course: remove_entry(course, treatment.id))

    def _go_to_treatment(self, treatment_id: str) -> None:
        """Give the keyboard back to a row that was made anew."""
        rows = (row for row in rows_in(self._treatments) if isinstance(row, TreatmentRow))
        row = next((row for row in rows if row.treatment_id == treatment_id), None)
        if row is None or not take_keyboard(row):
            self.add_buttons["treatment"].setFocus()

    def _done(self, item: Due) -> None:
        today = self._today()
        what, said = _c("to undo", "mark {what} as done", what=item.what), _("Done: {what}.", what=item.what)
        self._do(what, said, lambda course: mark_done(course, item, today))

    def _change(self, line: Line) -> None:
        course, today = self._session.course, self._today()
        self._back = partial(self._go_to_line, line)
        if line.part is None or not isinstance(line.entry, Treatment):
            self._open(form_of(course, line.entry, today))
        elif isinstance(line.part, Pause):
            self._open(PauseForm(course.diary, today, line.entry, line.part))
        else:
            self._open(DoseForm(course.diary, today, line.entry, line.part))

    def _go_to_line(self, line: Line) -> None:
        if not self.lines.go_to(line):
            self.add_buttons["event"].setFocus()

    def _end(self, line: Line) -> None:
        assert isinstance(line.entry, SideEffect)
        ended = replace(line.entry, until=self._today())
        name = shown(ended.name)
        said = _("Kept: {name} ended today.", name=name)
        self._do(_c("to undo", "end {name}", name=name), said, lambda course: keep_entry(course, ended))

    def _remove(self, line: Line) -> None:
        entry, part = line.entry, line.part

        def edit(course: Course) -> Course:
            if part is None:
                return remove_entry(course, entry.id)
            if isinstance(part, Pause):
                return remove_pause(course, entry.id, part.since)
            return remove_dose(course, entry.id, part.on)

        words = line_words(self._session.course.diary, line)
        self._do(_c("to undo", "remove {what}", what=words), _("Removed from the diary: {what}.", what=words), edit)

    def _do(self, what: str, said: str, edit: Callable[[Course], Course]) -> None:
        """Edit the diary at one press, say so, and offer the way back."""
        session = self._session
        self.close_form()
        try:
            course = edit(session.course)
        except HairtrackError as error:
            session.say(error_sentence(error))
            return
        before = session.course
        if session.apply(what, course) and session.course is not before:
            session.say(said, _("Undo"), session.undo)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons of the lists again in another look."""
        super().changeEvent(event)
        if theme.is_palette_change(event) and self.isVisible():
            QTimer.singleShot(0, self, self.refresh)


def _last_day(treatment: Treatment) -> int:
    """Return what treatments are put in order by: what goes on by its start, what has ended by its end."""
    return (treatment.stopped_on or treatment.started_on).toordinal()
