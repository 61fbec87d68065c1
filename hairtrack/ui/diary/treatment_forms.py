"""Forms for a treatment and for what belongs to it: doses, pauses, its end, sessions, doses missed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hairtrack.course import Course
from hairtrack.diary import Diary, MissedDoses, Session
from hairtrack.errors import ErrorKind
from hairtrack.kept_words import kept, shown
from hairtrack.language import _, _c, either
from hairtrack.treatment import DoseChange, Pause, Treatment, TreatmentKind
from hairtrack.ui.diary.entry_form import EntryForm
from hairtrack.ui.diary.form_fields import TreatmentChoice
from hairtrack.workflow.diary.catalogue import BRANDS, FREQUENCIES, TREATMENTS, kind_of, known_treatment
from hairtrack.workflow.diary.entries import (
    change_dose,
    pause_treatment,
    remove_dose,
    remove_pause,
    stop_treatment,
    treatment_of,
)

_DOSE_HINT = _("with its unit: 50 mg")
_OFTEN_HINT = _("such as daily")
_FORM_HINT = _("such as capsule")


def split_dose(text: str) -> tuple[str, str]:
    """Split a dose that also says how often into both: "50 mg daily" is "50 mg" and "daily".

    Parameters
    ----------
    text : str

    Returns
    -------
    dose, frequency : str
        All of it and nothing where it does not end with one of the frequencies that are offered.
    """
    words = text.strip()
    offered = {way for often in FREQUENCIES for way in (often, shown(often))}
    for often in sorted(offered, key=len, reverse=True):
        if words.casefold().endswith(f" {often.casefold()}"):
            return words[: -len(often)].rstrip(" ,"), words[-len(often) :]
    return words, ""


def going_on(diary: Diary, today: date, chosen: str = "") -> Sequence[Treatment]:
    """Return the treatments of which one is meant: those that are taken now and the chosen one, else all.

    Parameters
    ----------
    diary : Diary
    today : date
    chosen : str
        An id.

    Returns
    -------
    sequence of Treatment
    """
    now = [taken for taken in diary.treatments if taken.active_on(today) or taken.id == chosen]
    return now or diary.treatments


class _DosedForm(EntryForm):
    """A form with a dose and how often it is taken. Both may be typed into the first; they are told apart there."""

    def _add_dose(self, dose: str, frequency: str, *, name: str = _("Dose")) -> None:
        self.dose = self._line(name, dose, hint=_DOSE_HINT)
        self.often = self._name(_("How often"), frequency, hint=_OFTEN_HINT, options=FREQUENCIES)
        self.dose.editingFinished.connect(self._tell_apart)
        self.at |= dict.fromkeys((ErrorKind.DIARY_DOSE_WITHOUT_UNIT, ErrorKind.DIARY_DOSE_MISSING), self.dose)

    def _tell_apart(self) -> None:
        dose, often = split_dose(self.dose.text())
        if often:
            self.dose.setText(dose)
            self.often.setText(often)


class TreatmentForm(_DosedForm):
    """What was taken, from when, how much, and whether it was stopped."""

    def __init__(self, diary: Diary, today: date, old: Treatment | None = None) -> None:
        super().__init__(_("Change the treatment") if old else _("Add a treatment"), old.id if old else "")
        self._old = old
        start = old or Treatment(id="", kind=TreatmentKind.OTHER, name="", started_on=today)
        names = [*(taken.name for taken in diary.treatments), *TREATMENTS, *(brand.title() for brand in BRANDS)]
        self.name = self._name(_("Name"), start.name, hint=_("such as ritlecitinib"), options=names)
        self._add_dose(start.dose, start.frequency)
        self.start = self._day(_c("first day", "Start"), start.started_on, today)
        self.form = self._name(_c("of a medicine", "Form"), start.form, hint=_FORM_HINT, options=_FORMS)
        # What may be wrong with an old entry must be in sight when it is changed.
        rare = start.stopped_on is not None or bool(start.note)
        self.fold_rest(_("Kind, last day, note"), unfolded=rare)
        self.kind = self._kind(_("Kind"), TreatmentKind, start.kind)
        self.stop = self._day(_("Last day"), start.stopped_on, today, hint=_("going on"))
        self.reason = self._name(_("Why stopped"), start.stop_reason)
        self.note = self._line(_("Note"), start.note)
        self.at |= {
            ErrorKind.DIARY_STOP_BEFORE_START: self.stop,
            ErrorKind.DIARY_DOSE_OUTSIDE: self.start,
            ErrorKind.DIARY_PAUSE_OUTSIDE: self.start,
            ErrorKind.DIARY_KEPT_OUTSIDE: self.stop,
            ErrorKind.DIARY_TREATMENTS_OVERLAP: self.start,
        }
        self._by_hand = {self.kind, self.often, self.form} if old else set()
        self.kind.activated.connect(lambda _place: self._by_hand.add(self.kind))
        for line in (self.often, self.form):
            line.textEdited.connect(lambda _text, line=line: self._by_hand.add(line))
        self.name.textChanged.connect(self._fill_in)

    def _tell_apart(self) -> None:
        if split_dose(self.dose.text())[1]:
            self._by_hand.add(self.often)
        super()._tell_apart()

    def _fill_in(self, name: str) -> None:
        """Put in what the catalogue knows for sure, where the user has said nothing; hint at what it may be."""
        name = kept(name)
        known = known_treatment(name)
        if self.kind not in self._by_hand:
            self.kind.choose(kind_of(name))
        for field, usual, hint in (
            (self.form, known.forms if known else (), _FORM_HINT),
            (self.often, known.frequencies if known else (), _OFTEN_HINT),
        ):
            field.setPlaceholderText(either([shown(word) for word in usual[:2]]) if usual else hint)
            if field not in self._by_hand:
                field.show_word(usual[0] if len(usual) == 1 else "")

    def entry(self) -> Treatment:
        """Build the treatment; whatever this form does not show stays as it was."""
        self._tell_apart()
        shown = Treatment(
            id=self.entry_id,
            kind=TreatmentKind(self.kind.kind),
            name=self.name.words(),
            form=self.form.words(),
            dose=self.dose.words(),
            frequency=self.often.words(),
            started_on=self.start.needed(),
            stopped_on=self.stop.day(),
            stop_reason=self.reason.words(),
            note=self.note.words(),
        )
        return replace(shown, changes=self._old.changes, pauses=self._old.pauses) if self._old else shown


_FORMS = (
    "capsule",
    "tablet",
    "cream",
    "ointment",
    "solution",
    "foam",
    "gel",
    "lotion",
    "shampoo",
    "spray",
    "injection into the scalp",
)


class DoseForm(_DosedForm):
    """Another dose of a treatment from a day on."""

    def __init__(
        self,
        diary: Diary,
        today: date,
        chosen: Treatment | None = None,
        change: DoseChange | None = None,
    ) -> None:
        super().__init__(_("Change a dose"))
        self._change, self._chosen = change, chosen
        treatments = going_on(diary, today, chosen.id if chosen else "")
        self.treatment = TreatmentChoice(treatments, chosen.id if chosen else "")
        self._add(_("Treatment"), self.treatment)
        self.treatment.setEnabled(change is None)
        self._add_dose(change.dose if change else "", change.frequency if change else "", name=_("New dose"))
        self.often.setPlaceholderText(_("as before"))
        self.on = self._day(_c("a day", "From"), change.on if change else today, today)
        self.at |= {ErrorKind.DIARY_DOSE_OUTSIDE: self.on}
        if chosen is not None or len(treatments) == 1:
            self._first = self.dose

    def edit(self, course: Course) -> Course:
        """Return the course with the dose changed."""
        self._tell_apart()
        treatment, on = self.treatment.id(), self.on.needed()
        if self._change is not None and self._change.on != on:
            course = remove_dose(course, treatment, self._change.on)
        return change_dose(course, treatment, on, self.dose.words(), self.often.words())


class PauseForm(EntryForm):
    """Days on which a treatment was not taken."""

    def __init__(
        self,
        diary: Diary,
        today: date,
        chosen: Treatment | None = None,
        pause: Pause | None = None,
        *,
        resuming: bool = False,
    ) -> None:
        title = _("Resume a treatment") if resuming else _("Change a pause") if pause else _("Pause a treatment")
        super().__init__(title)
        self._pause = pause
        treatments = going_on(diary, today, chosen.id if chosen else "")
        self.treatment = TreatmentChoice(treatments, chosen.id if chosen else "")
        self._add(_("Treatment"), self.treatment)
        self.treatment.setEnabled(pause is None)
        self.since = self._day(_("Not since"), pause.since if pause else today, today)
        until = pause.until if pause else None
        if pause and resuming:
            until = max(pause.since, today - timedelta(days=1))
        self.until = self._day(_("Until"), until, today, hint=_("going on"))
        tip = _("The last day without it; empty while the pause goes on.")
        self.until.setToolTip(f"{tip} {self.until.toolTip()}")
        self.reason = self._line(_("Why"), pause.reason if pause else "")
        self.at |= {
            ErrorKind.DIARY_PAUSE_OUTSIDE: self.since,
            ErrorKind.DIARY_PAUSES_OVERLAP: self.since,
            ErrorKind.DIARY_END_BEFORE_START: self.until,
        }
        if chosen is not None:
            self._first = self.until if resuming else self.since

    def edit(self, course: Course) -> Course:
        """Return the course with the pause."""
        made = Pause(since=self.since.needed(), until=self.until.day(), reason=self.reason.words())
        treatment = self.treatment.id()
        if self._pause is not None and self._pause.since != made.since:
            course = remove_pause(course, treatment, self._pause.since)
        return pause_treatment(course, treatment, made)


class StopForm(EntryForm):
    """The last day of a treatment, and why it was stopped."""

    def __init__(self, treatment: Treatment, today: date) -> None:
        super().__init__(_("Stop {treatment}", treatment=shown(treatment.name)), treatment.id)
        self.stop = self._day(_("Last day"), treatment.stopped_on or today, today)
        self.reason = self._name(_("Why"), treatment.stop_reason, options=_STOP_REASONS)
        self.at |= {ErrorKind.DIARY_DOSE_OUTSIDE: self.stop, ErrorKind.DIARY_PAUSE_OUTSIDE: self.stop}

    def edit(self, course: Course) -> Course:
        """Return the course with the treatment stopped; a pause that goes on ends with it."""
        stop = self.stop.needed()
        treatment = treatment_of(course, self._id)
        open_pause = next((pause for pause in treatment.pauses if pause.until is None), None)
        if open_pause is not None and open_pause.since <= stop:
            course = pause_treatment(course, self._id, replace(open_pause, until=stop))
        return stop_treatment(course, self._id, stop, self.reason.words())


_STOP_REASONS = ("no benefit", "side effects", "cost", "the doctor's advice", "pregnancy", "course complete")


class SessionForm(EntryForm):
    """A rare dose that was given: an injection, a session, a weekly application."""

    def __init__(self, diary: Diary, today: date, old: Session | None = None) -> None:
        super().__init__(_("Change a session") if old else _("Add a session that was given"), old.id if old else "")
        treatments = going_on(diary, today, old.treatment if old else "")
        self.treatment = TreatmentChoice(treatments, old.treatment if old else "")
        self._add(_("Treatment"), self.treatment)
        self.on = self._day(_("Given on"), old.on if old else today, today)
        self.note = self._line(_("Note"), old.note if old else "", hint=_("where, or how much"))
        self.at |= {ErrorKind.DIARY_NOT_TAKEN: self.on}
        if len(treatments) == 1:
            self._first = self.on

    def entry(self) -> Session:
        """Build the entry."""
        return Session(id=self.entry_id, on=self.on.needed(), treatment=self.treatment.id(), note=self.note.words())


class MissedForm(EntryForm):
    """Doses that were missed, counted once a week or so; nobody has to."""

    def __init__(self, diary: Diary, today: date, old: MissedDoses | None = None, chosen: str = "") -> None:
        super().__init__(_("Change missed doses") if old else _("Missed doses"), old.id if old else "")
        self._days = old.days if old else 7
        chosen = old.treatment if old else chosen
        treatments = going_on(diary, today, chosen)
        self.treatment = TreatmentChoice(treatments, chosen)
        self._add(_("Treatment"), self.treatment)
        self.missed = self._number(_c("doses", "Missed"), old.missed if old else None, hint=_("how many in 7 days?"))
        self.fold_rest(_("Other days, note"), unfolded=bool(old and (old.days != 7 or old.note)))
        self.days = self._number(_("In how many days"), self._days)
        self.on = self._day(_("Up to"), old.on if old else today, today)
        self.note = self._line(_("Note"), old.note if old else "")
        self.at |= {ErrorKind.DIARY_MISSED_OUTSIDE: self.missed, ErrorKind.DIARY_NOT_TAKEN: self.on}
        if chosen or len(treatments) == 1:
            self._first = self.missed

    def entry(self) -> MissedDoses:
        """Build the entry."""
        return MissedDoses(
            id=self.entry_id,
            on=self.on.needed(),
            treatment=self.treatment.id(),
            missed=self.missed.needed_whole(),
            days=self.days.needed_whole(),
            note=self.note.words(),
        )
