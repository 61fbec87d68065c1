"""Forms for what happened: notes, life events, what was done to the hair; and what to be reminded of."""

from datetime import date, timedelta

from hairtrack.diary import Diary, Event, EventKind, Groom, GroomKind, Reminder
from hairtrack.errors import ErrorKind
from hairtrack.kept_words import shown
from hairtrack.language import _, _c
from hairtrack.ui.diary.entry_form import EntryForm
from hairtrack.ui.diary.form_fields import TreatmentChoice


class EventForm(EntryForm):
    """A note or a life event."""

    def __init__(self, _diary: Diary, today: date, old: Event | None = None) -> None:
        super().__init__(_("Change the note") if old else _("Add a note"), old.id if old else "")
        self.text = self._line(_("What"), old.text if old else "", hint=_("in your words"))
        self.on = self._day(_("Day"), old.on if old else today, today)
        self.kind = self._kind(_("Kind"), EventKind, old.kind if old else EventKind.NOTE)

    def entry(self) -> Event:
        """Build the entry."""
        return Event(id=self.entry_id, on=self.on.needed(), text=self.text.words(), kind=EventKind(self.kind.kind))


_WET: dict[str, bool | None] = {_("not said"): None, _c("the hair", "dry"): False, _c("the hair", "wet"): True}


class GroomForm(EntryForm):
    """Hair cut, washed or dyed, or how it was when photographed."""

    def __init__(self, _diary: Diary, today: date, old: Groom | None = None) -> None:
        super().__init__(_("Change the note on the hair") if old else _("Haircut, wash or dye"), old.id if old else "")
        self.kind = self._kind(_("What"), GroomKind, old.kind if old else GroomKind.HAIRCUT)
        self.length = self._number(_("Length, mm"), old.length_mm if old else None, hint=_("left after the cut"))
        said = next(words for words, wet in _WET.items() if wet is (old.wet if old else None))
        self.wet = self._choice(_("In photos"), _WET, said)
        self.wet.setAccessibleName(_("How the hair was in the photos of that day"))
        self.on = self._day(_("Day"), old.on if old else today, today)
        self.note = self._line(_("Note"), old.note if old else "", hint=_("such as the product"))
        self.at |= {ErrorKind.DIARY_LENGTH_OUTSIDE: self.length}
        self.kind.currentTextChanged.connect(self._show_what_fits)
        self._show_what_fits()

    def _show_what_fits(self) -> None:
        kind = GroomKind(self.kind.kind)
        # What stands in a field is never hidden, so that nothing is kept or lost unseen.
        self._show_line(self.length, kind is GroomKind.HAIRCUT or bool(self.length.text()))
        self._show_line(self.wet, kind is GroomKind.PHOTOGRAPHED or self.wet.currentIndex() > 0)

    def entry(self) -> Groom:
        """Build the entry."""
        return Groom(
            id=self.entry_id,
            on=self.on.needed(),
            kind=GroomKind(self.kind.kind),
            length_mm=self.length.number(),
            wet=_WET[self.wet.currentText()],
            note=self.note.words(),
        )


_RHYTHMS: dict[str, int | None] = {shown("once"): None, _("every week"): 7}
_RHYTHMS |= {shown(f"every {weeks} weeks"): 7 * weeks for weeks in (2, 4, 6, 12)} | {_("every half year"): 182}


class ReminderForm(EntryForm):
    """Something to be reminded of, as the doctor ordered it."""

    def __init__(self, diary: Diary, today: date, old: Reminder | None = None) -> None:
        super().__init__(_("Change the reminder") if old else _("Add a reminder"), old.id if old else "")
        self.what_for = self._line(_("What"), old.what if old else "", hint=_("such as blood test"))
        self.on = self._day(_("First on"), old.on if old else today + timedelta(days=28), today, ahead=True)
        self._rhythms = dict(_RHYTHMS)
        every = old.every_days if old else None
        if every not in self._rhythms.values():
            self._rhythms[shown(f"every {every} days")] = every
        said = next(words for words, days in self._rhythms.items() if days == every)
        self.every = self._choice(_c("a reminder", "Again"), self._rhythms, said)
        self.treatment = TreatmentChoice(diary.treatments, old.treatment if old else "", none=_c("replaced", "nothing"))
        self._add(_("Replaces"), self.treatment)
        self.treatment.setAccessibleName(_("Replaces the published blood tests of"))
        self.treatment.setToolTip(_("The published blood tests of this treatment are then no longer listed as due."))

    def entry(self) -> Reminder:
        """Build the entry."""
        return Reminder(
            id=self.entry_id,
            what=self.what_for.words(),
            on=self.on.needed(),
            every_days=self._rhythms[self.every.currentText()],
            treatment=self.treatment.id(),
        )
