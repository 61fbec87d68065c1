"""One form for each kind of diary entry."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from hairtrack.course import Course
from hairtrack.diary import Diary, Entry, Event, Groom, GroomKind, LabResult, Reminder, Symptom
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.treatment import Treatment, TreatmentKind
from hairtrack.ui.entry_form import EntryForm, day_field, day_in, number_in, number_words
from hairtrack.workflow.diary_catalogue import AREAS, LABS, SYMPTOMS, TREATMENTS, kind_of
from hairtrack.workflow.keep_diary import change_dose

_DOSE_HINT = "with its unit: 50 mg daily"


class TreatmentForm(EntryForm):
    """What was taken, from when, how much, and whether it was stopped."""

    def __init__(self, diary: Diary, today: date, old: Treatment | None = None, *, stopping: bool = False) -> None:
        super().__init__("Change the treatment" if old else "Add a treatment", old.id if old else "")
        self._old = old
        names = [*(taken.name for taken in diary.treatments), *TREATMENTS]
        self.name = self._line("Name", old.name if old else "", hint="such as ritlecitinib", options=names)
        self.dose = self._line("Dose", old.dose if old else "", hint=_DOSE_HINT)
        self.start = self._day("Start", old.started_on if old else today)
        self.stopped = QCheckBox()
        self.stop = day_field(old.stopped_on if old and old.stopped_on else today)
        self._add_stop(checked=stopping or bool(old and old.stopped_on))
        self.kind = self._choice("Kind", TreatmentKind, old.kind if old else TreatmentKind.OTHER)
        self.note = self._line("Note", old.note if old else "")
        self._kind_by_hand = old is not None
        self.kind.activated.connect(self._chose_kind)
        self.name.textChanged.connect(self._guess_kind)
        self._stopping = stopping

    def _add_stop(self, *, checked: bool) -> None:
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.stopped)
        line.addWidget(self.stop, 1)
        self._add("Stopped", both)
        both.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.stopped.setAccessibleName("The treatment was stopped")
        self.stop.setAccessibleName("Last day")
        self.stopped.setChecked(checked)
        self.stop.setEnabled(checked)
        self.stopped.toggled.connect(self.stop.setEnabled)

    def _chose_kind(self) -> None:
        self._kind_by_hand = True

    def _guess_kind(self, name: str) -> None:
        if not self._kind_by_hand:
            self.kind.setCurrentText(kind_of(name))

    def begin(self) -> None:
        """Give the keyboard to the name, or to the last day of a treatment that is being stopped."""
        if self._stopping:
            self.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().begin()

    def entry(self) -> Treatment:
        """Build the treatment; dose changes kept before stay."""
        return Treatment(
            id=self.entry_id,
            kind=TreatmentKind(self.kind.currentText()),
            name=self.name.text(),
            dose=self.dose.text(),
            started_on=day_in(self.start),
            stopped_on=day_in(self.stop) if self.stopped.isChecked() else None,
            changes=self._old.changes if self._old else (),
            pauses=self._old.pauses if self._old else (),
            note=self.note.text().strip(),
        )


class DoseForm(EntryForm):
    """Another dose of a treatment from a day on."""

    def __init__(self, treatments: Sequence[Treatment], today: date, chosen: Treatment | None = None) -> None:
        super().__init__("Change a dose", chosen.id if chosen else "")
        self._treatments = tuple(sorted(treatments, key=lambda taken: taken.started_on, reverse=True))
        names = [taken.name for taken in self._treatments]
        self.treatment = self._choice("Treatment", names, chosen.name if chosen else "")
        if chosen is not None:
            self.treatment.setCurrentIndex(self._treatments.index(chosen))
        self.dose = self._line("New dose", hint=_DOSE_HINT)
        self.on = self._day("From", today)
        self._chosen = chosen

    def begin(self) -> None:
        """Give the keyboard to what is not known yet."""
        (self.dose if self._chosen or len(self._treatments) == 1 else self.treatment).setFocus()

    def edit(self, course: Course) -> Course:
        """Return the course with the dose changed."""
        if not self._treatments:
            raise HairtrackError(ErrorKind.DIARY_NAME_MISSING, what="treatment")
        return change_dose(
            course, self._treatments[self.treatment.currentIndex()].id, day_in(self.on), self.dose.text()
        )


class GroomForm(EntryForm):
    """Hair cut, washed or dyed."""

    def __init__(self, today: date, old: Groom | None = None) -> None:
        super().__init__("Change the note on the hair" if old else "Add a haircut, wash or dye", old.id if old else "")
        self.kind = self._choice("What", GroomKind, old.kind if old else GroomKind.HAIRCUT)
        self.length = self._line("Length, mm", number_words(old.length_mm if old else None), hint="left after the cut")
        self.on = self._day("Day", old.on if old else today)
        self.note = self._line("Note", old.note if old else "")

    def entry(self) -> Groom:
        """Build the entry."""
        return Groom(
            id=self.entry_id,
            on=day_in(self.on),
            kind=GroomKind(self.kind.currentText()),
            length_mm=number_in(self.length),
            note=self.note.text().strip(),
        )


class EventForm(EntryForm):
    """Something that happened."""

    def __init__(self, today: date, old: Event | None = None) -> None:
        super().__init__("Change the event" if old else "Add an event", old.id if old else "")
        self.text = self._line("What", old.text if old else "", hint="in your words")
        self.on = self._day("Day", old.on if old else today)

    def entry(self) -> Event:
        """Build the entry."""
        return Event(id=self.entry_id, on=day_in(self.on), text=self.text.text())


class SymptomForm(EntryForm):
    """A symptom and how bad it was."""

    def __init__(self, diary: Diary, today: date, old: Symptom | None = None) -> None:
        super().__init__("Change the symptom" if old else "Add a symptom", old.id if old else "")
        names = [*(kept.name for kept in reversed(diary.symptoms)), *SYMPTOMS]
        self.name = self._line("Name", old.name if old else "", hint="such as shedding", options=names)
        self.severity = self._count("0 to 10", old.severity if old else 3, least=0, most=10)
        self.severity.setAccessibleName("Severity, 0 none to 10 worst")
        self.area = self._line("Where", old.area if old else "", hint="such as crown", options=AREAS)
        self.on = self._day("Day", old.on if old else today)
        self.note = self._line("Note", old.note if old else "")

    def entry(self) -> Symptom:
        """Build the entry."""
        return Symptom(
            id=self.entry_id,
            on=day_in(self.on),
            name=self.name.text(),
            severity=self.severity.value(),
            area=self.area.text().strip(),
            note=self.note.text().strip(),
        )


class LabForm(EntryForm):
    """One value of a blood test; the unit and range of the last one of that name are filled in."""

    def __init__(self, diary: Diary, today: date, old: LabResult | None = None) -> None:
        super().__init__("Change the blood test" if old else "Add a blood test", old.id if old else "")
        self._last = {kept.name.casefold(): kept for kept in sorted(diary.labs, key=lambda lab: lab.on)}
        names = [*(kept.name for kept in reversed(diary.labs)), *LABS]
        self.name = self._line("Name", old.name if old else "", hint="such as lymphocytes", options=names)
        self.value = self._line("Value", number_words(old.value if old else None))
        self.unit = self._line("Unit", old.unit if old else "", hint="the laboratory's own")
        self.low = self._line("Range from", number_words(old.low if old else None), hint="if it states one")
        self.high = self._line("Range to", number_words(old.high if old else None))
        self.on = self._day("Day", old.on if old else today)
        self.note = self._line("Note", old.note if old else "")
        self.name.editingFinished.connect(self._fill_in)

    def _fill_in(self) -> None:
        last = self._last.get(self.name.text().strip().casefold())
        if last is not None and not self.unit.text():
            self.unit.setText(last.unit)
            self.low.setText(number_words(last.low))
            self.high.setText(number_words(last.high))

    def entry(self) -> LabResult:
        """Build the entry."""
        value = number_in(self.value)
        if value is None:
            raise HairtrackError(ErrorKind.DIARY_NOT_A_NUMBER, text="An empty value")
        return LabResult(
            id=self.entry_id,
            on=day_in(self.on),
            name=self.name.text(),
            value=value,
            unit=self.unit.text(),
            low=number_in(self.low),
            high=number_in(self.high),
            note=self.note.text().strip(),
        )


_ONCE = "once"
_RHYTHMS = {_ONCE: None, "every week": 7, "every 2 weeks": 14, "every 4 weeks": 28, "every 6 weeks": 42}
_RHYTHMS |= {"every 12 weeks": 84, "every half year": 182}


class ReminderForm(EntryForm):
    """Something to be reminded of, as the doctor ordered it."""

    def __init__(self, diary: Diary, today: date, old: Reminder | None = None) -> None:
        super().__init__("Change the reminder" if old else "Add a reminder", old.id if old else "")
        self._treatments = diary.treatments
        self.what_for = self._line("What", old.what if old else "", hint="such as blood test")
        self.on = self._day("First on", old.on if old else today + timedelta(days=28))
        self._rhythms = dict(_RHYTHMS)
        every = old.every_days if old else None
        if every not in self._rhythms.values():
            self._rhythms[f"every {every} days"] = every
        said = next(words for words, days in self._rhythms.items() if days == every)
        self.every = self._choice("Again", self._rhythms, said)
        names = ["nothing", *(f"label tests of {taken.name}" for taken in self._treatments)]
        self.instead = self._choice("Replaces", names, names[0])
        self.instead.setToolTip("The published blood tests of this treatment are then no longer listed as due.")
        ids = [taken.id for taken in self._treatments]
        if old is not None and old.treatment in ids:
            self.instead.setCurrentIndex(ids.index(old.treatment) + 1)

    def entry(self) -> Reminder:
        """Build the entry."""
        place = self.instead.currentIndex()
        return Reminder(
            id=self.entry_id,
            what=self.what_for.text(),
            on=day_in(self.on),
            every_days=self._rhythms[self.every.currentText()],
            treatment=self._treatments[place - 1].id if place > 0 else "",
        )


def form_of(diary: Diary, entry: Entry, today: date) -> EntryForm:
    """Make the form that changes an entry."""
    match entry:
        case Treatment():
            return TreatmentForm(diary, today, entry)
        case Event():
            return EventForm(today, entry)
        case LabResult():
            return LabForm(diary, today, entry)
        case Symptom():
            return SymptomForm(diary, today, entry)
        case Groom():
            return GroomForm(today, entry)
        case Reminder():
            return ReminderForm(diary, today, entry)
        case _:
            raise TypeError(f"no form for {type(entry)}")
