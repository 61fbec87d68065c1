"""Forms for what happened: notes, life events, what was done to the hair; and what to be reminded of."""

from datetime import date, timedelta

from hairtrack.diary import Diary, Event, EventKind, Groom, GroomKind, Reminder
from hairtrack.errors import ErrorKind
from hairtrack.ui.diary.entry_form import EntryForm
from hairtrack.ui.diary.form_fields import TreatmentChoice


class EventForm(EntryForm):
    """A note or a life event."""

    def __init__(self, _: Diary, today: date, old: Event | None = None) -> None:
        super().__init__("Change the note" if old else "Add a note", old.id if old else "")
        self.text = self._line("What", old.text if old else "", hint="in your words")
        self.on = self._day("Day", old.on if old else today, today)
        self.kind = self._choice("Kind", EventKind, old.kind if old else EventKind.NOTE)

    def entry(self) -> Event:
        """Build the entry."""
        return Event(
            id=self.entry_id, on=self.on.needed(), text=self.text.words(), kind=EventKind(self.kind.currentText())
        )


_WET: dict[str, bool | None] = {"not said": None, "dry": False, "wet": True}


class GroomForm(EntryForm):
    """Hair cut, washed or dyed, or how it was when photographed."""

    def __init__(self, _: Diary, today: date, old: Groom | None = None) -> None:
        super().__init__("Change the note on the hair" if old else "Haircut, wash or dye", old.id if old else "")
        self.kind = self._choice("What", GroomKind, old.kind if old else GroomKind.HAIRCUT)
        self.length = self._number("Length, mm", old.length_mm if old else None, hint="left after the cut")
        said = next(words for words, wet in _WET.items() if wet is (old.wet if old else None))
        self.wet = self._choice("In photos", _WET, said)
        self.wet.setAccessibleName("How the hair was in the photos of that day")
        self.on = self._day("Day", old.on if old else today, today)
        self.note = self._line("Note", old.note if old else "", hint="such as the product")
        self.at |= {ErrorKind.DIARY_LENGTH_OUTSIDE: self.length}
        self.kind.currentTextChanged.connect(self._show_what_fits)
        self._show_what_fits()

    def _show_what_fits(self) -> None:
        kind = GroomKind(self.kind.currentText())
        # What stands in a field is never hidden, so that nothing is kept or lost unseen.
        self._show_line(self.length, kind is GroomKind.HAIRCUT or bool(self.length.text()))
        self._show_line(self.wet, kind is GroomKind.PHOTOGRAPHED or self.wet.currentIndex() > 0)

    def entry(self) -> Groom:
        """Build the entry."""
        return Groom(
            id=self.entry_id,
            on=self.on.needed(),
            kind=GroomKind(self.kind.currentText()),
            length_mm=self.length.number(),
            wet=_WET[self.wet.currentText()],
            note=self.note.words(),
        )


_RHYTHMS: dict[str, int | None] = {"once": None, "every week": 7, "every 2 weeks": 14, "every 4 weeks": 28}
_RHYTHMS |= {"every 6 weeks": 42, "every 12 weeks": 84, "every half year": 182}


class ReminderForm(EntryForm):
    """Something to be reminded of, as the doctor ordered it."""

    def __init__(self, diary: Diary, today: date, old: Reminder | None = None) -> None:
        super().__init__("Change the reminder" if old else "Add a reminder", old.id if old else "")
        self.what_for = self._line("What", old.what if old else "", hint="such as blood test")
        self.on = self._day("First on", old.on if old else today + timedelta(days=28), today, ahead=True)
        self._rhythms = dict(_RHYTHMS)
        every = old.every_days if old else None
        if every not in self._rhythms.values():
            self._rhythms[f"every {every} days"] = every
        said = next(words for words, days in self._rhythms.items() if days == every)
        self.every = self._choice("Again", self._rhythms, said)
        self.treatment = TreatmentChoice(diary.treatments, old.treatment if old else "", none="nothing")
        self._add("Replaces", self.treatment)
        self.treatment.setAccessibleName("Replaces the published blood tests of")
        self.treatment.setToolTip("The published blood tests of this treatment are then no longer listed as due.")

    def entry(self) -> Reminder:
        """Build the entry."""
        return Reminder(
            id=self.entry_id,
            what=self.what_for.words(),
            on=self.on.needed(),
            every_days=self._rhythms[self.every.currentText()],
            treatment=self.treatment.id(),
        )
