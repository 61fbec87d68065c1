"""Forms for how it was felt and seen by the user: side effects, symptoms, brows and lashes, quality of life."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from hairtrack.course import Course
from hairtrack.diary import Diary, Score, ScoreKind, Severity, SideEffect, Symptom
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.kept_words import inside, kept_each, shown, shown_each
from hairtrack.language import _, _c
from hairtrack.ui.diary.entry_form import EntryForm
from hairtrack.ui.diary.form_fields import Misread, NumberField, Ticks, TreatmentChoice, WordField
from hairtrack.ui.diary.head_map import HeadMap
from hairtrack.workflow.diary.catalogue import AREAS, SIDE_EFFECTS, SYMPTOMS
from hairtrack.workflow.diary.entries import keep_entry, new_id


class SideEffectForm(EntryForm):
    """Something unwanted; of the known ones several may be ticked, and each becomes an entry of its own."""

    def __init__(self, diary: Diary, today: date, old: SideEffect | None = None) -> None:
        super().__init__(_("Change the side effect") if old else _("Add a side effect"), old.id if old else "")
        names = [*(kept.name for kept in reversed(diary.side_effects)), *SIDE_EFFECTS]
        self.name = self._name(_("What"), old.name if old else "", hint=_("in your words, or below"), options=names)
        self.severity = self._kind(_("How much"), Severity, old.severity if old else Severity.MILD)
        self.since = self._day(_c("a day", "From"), old.since if old else today, today)
        self.until = self._day(_("Until"), old.until if old else None, today, hint=_("going on"))
        self.treatment = TreatmentChoice(diary.treatments, old.treatment if old else "", none=_("not known"))
        self._add(_("Because of"), self.treatment)
        self.note = self._line(_("Note"), old.note if old else "")
        self.ticks: Ticks | None = None
        if old is None:
            self.fold_rest(_("Known side effects, to tick"), unfolded=True)
            self.ticks = Ticks(SIDE_EFFECTS)
            self._place.addWidget(self.ticks, 0, 0, 1, 2)
        self.at |= {ErrorKind.DIARY_END_BEFORE_START: self.until}

    def effects(self) -> tuple[SideEffect, ...]:
        """Build an entry for what was typed and for each that was ticked."""
        typed = self.name.words()
        ticked = self.ticks.ticked() if self.ticks else ()
        names = dict.fromkeys((typed, *ticked) if typed or not ticked else ticked)
        return tuple(
            SideEffect(
                id=self.entry_id,
                name=name,
                severity=Severity(self.severity.kind),
                since=self.since.needed(),
                until=self.until.day(),
                treatment=self.treatment.id(),
                note=self.note.words(),
            )
            for name in names
        )

    def edit(self, course: Course) -> Course:
        """Return the course with all of them."""
        for effect in self.effects():
            course = keep_entry(course, effect)
        return course


class SymptomForm(EntryForm):
    """A symptom, how bad it was, and where."""

    def __init__(self, diary: Diary, today: date, old: Symptom | None = None) -> None:
        super().__init__(_("Change the symptom") if old else _("Add a symptom"), old.id if old else "")
        names = [*(kept.name for kept in reversed(diary.symptoms)), *SYMPTOMS]
        self.name = self._name(_("Name"), old.name if old else "", hint=_("such as shedding"), options=names)
        self.severity = self._number(_("0 to 10"), old.severity if old else 3, hint=_("0 none to 10 worst"))
        self.severity.setAccessibleName(_("Severity, 0 none to 10 worst"))
        self._add_where(old.area if old else "")
        self.on = self._day(_("Day"), old.on if old else today, today)
        self.note = self._line(_("Note"), old.note if old else "")
        self.at |= {ErrorKind.DIARY_SEVERITY_OUTSIDE: self.severity}

    def _add_where(self, area: str) -> None:
        self.area = self._line(_("Where"), shown_each(area), hint=_("such as crown"), options=map(shown, AREAS))
        self.head = HeadMap()
        self.head.show_text(area)
        self.head.changed.connect(lambda: self.area.setText(shown_each(self.head.text)))
        self.area.textChanged.connect(lambda text: self.head.show_text(kept_each(text)))
        self._place.addWidget(self.head, 2 * self._place.count(), 0, 1, 2)

    def entry(self) -> Symptom:
        """Build the entry."""
        return Symptom(
            id=self.entry_id,
            on=self.on.needed(),
            name=self.name.words(),
            severity=self.severity.needed_whole(),
            area=kept_each(self.area.words()),
            note=self.note.words(),
        )


_SCALES: Mapping[ScoreKind, tuple[str, str]] = MappingProxyType(
    {
        ScoreKind.BROWS: (_("Brows"), _("0 none to 10 full")),
        ScoreKind.LASHES: (_("Lashes"), _("0 none to 10 full")),
        ScoreKind.QUALITY_OF_LIFE: (_("Quality of life"), _("0 worst to 10 best")),
    }
)


class ScoreForm(EntryForm):
    """Brows, lashes and quality of life by the user's own judgement; each may be left out."""

    def __init__(self, _diary: Diary, today: date, old: Score | None = None) -> None:
        super().__init__(
            _("Change: {what}", what=inside(_SCALES[old.kind][0])) if old else _("Brows, lashes, quality of life"),
            old.id if old else "",
        )
        self.scales: dict[ScoreKind, NumberField] = {}
        for kind, (name, hint) in _SCALES.items():
            if old is None or old.kind is kind:
                self.scales[kind] = self._number(name, old.value if old else None, hint=hint)
                self.scales[kind].setAccessibleName(f"{name}, {hint}")
        self.on = self._day(_("Day"), old.on if old else today, today)
        self.note: WordField = self._line(_("Note"), old.note if old else "")

    def scores(self) -> tuple[tuple[NumberField, Score], ...]:
        """Build an entry for each scale that was filled in, with its field."""
        on, note = self.on.needed(), self.note.words()
        return tuple(
            (field, Score(id=self._id or new_id(), on=on, kind=kind, value=field.needed_whole(), note=note))
            for kind, field in self.scales.items()
            if field.number() is not None
        )

    def edit(self, course: Course) -> Course:
        """Return the course with what was said."""
        said = self.scores()
        if not said:
            next(iter(self.scales.values())).needed()
        for field, score in said:
            try:
                course = keep_entry(course, score)
            except HairtrackError as error:
                # Which of the three is meant only the form knows.
                raise Misread(field, error) if error.kind is ErrorKind.DIARY_SEVERITY_OUTSIDE else error from None
        return course
