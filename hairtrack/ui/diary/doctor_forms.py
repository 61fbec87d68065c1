"""Forms for what a laboratory or a doctor said: blood tests, the doctor's SALT, a stage of pattern hair loss."""

from datetime import date

from hairtrack.course import Course, SaltArea
from hairtrack.diary import Diary, LabResult, SaltScore, Stage, StageScale
from hairtrack.errors import ErrorKind, HairtrackError, Reason, ReasonKind
from hairtrack.figures import plain
from hairtrack.kept_words import at_start, shown
from hairtrack.language import _, _c
from hairtrack.messages import reason_sentence
from hairtrack.report.charts.lab_data import same_unit
from hairtrack.ui.diary.entry_form import EntryForm
from hairtrack.ui.diary.form_fields import Misread, NumberField, number_words
from hairtrack.workflow.diary.catalogue import LAB_UNITS


class LabForm(EntryForm):
    """One value of a blood test; the unit and range of the last one of that name are filled in."""

    def __init__(self, diary: Diary, today: date, old: LabResult | None = None, *, on: date | None = None) -> None:
        super().__init__(
            _("Change the blood test") if old else _("Add a blood test"), old.id if old else "", serial=old is None
        )
        self._today = today
        self._own = old.id if old else ""
        others = sorted((kept for kept in diary.labs if kept.id != self._own), key=lambda lab: lab.on)
        self._last = {_name(kept.name): kept for kept in others}
        self._filled: tuple[str, str, str] = ("", "", "")
        names = [*dict.fromkeys(kept.name for kept in reversed(others)), *LAB_UNITS]
        units = [*(kept.unit for kept in others), *(unit for known in LAB_UNITS.values() for unit in known)]
        self.name = self._name(_("Name"), old.name if old else "", hint=_("such as lymphocytes"), options=names)
        self.value = self._number(_("Value"), old.value if old else None)
        self.unit = self._line(_("Unit"), old.unit if old else "", hint=_("the laboratory's own"), options=units)
        self.low, self.high = NumberField(old.low if old else None), NumberField(old.high if old else None)
        ends = {_("Range from"): self.low, _("Range to"): self.high}
        self._add_beside(_c("of a laboratory", "Range"), ends, ("", _c("between two numbers", "to")))
        self.on = self._day(_("Day"), old.on if old else on or today, today)
        self.note = self._line(_("Note"), old.note if old else "")
        self.at |= {
            ErrorKind.DIARY_VALUE_WITHOUT_UNIT: self.unit,
            ErrorKind.DIARY_RANGE_REVERSED: self.low,
            ErrorKind.DIARY_NOT_A_NUMBER: self.value,
        }
        self.name.editingFinished.connect(self._fill_in)
        for line in (self.name, self.unit):
            line.textChanged.connect(self._weigh_unit)

    def _fill_in(self) -> None:
        """Put in unit and range of the last one of that name, unless the user has typed others."""
        last = self._last.get(_name(self.name.words()))
        typed = (self.unit.text(), self.low.text(), self.high.text())
        if typed != self._filled:
            return
        found = (last.unit, number_words(last.low), number_words(last.high)) if last else ("", "", "")
        self._filled = found
        for field, text in zip((self.unit, self.low, self.high), found, strict=True):
            field.setText(text)
            field.setCursorPosition(0)

    def _weigh_unit(self) -> None:
        """Say at once where the unit is another than last time; it may be kept so."""
        last, unit = self._last.get(_name(self.name.words())), self.unit.words()
        other = last is not None and bool(unit) and same_unit(last.unit) != same_unit(unit)
        said = ""
        if last is not None and other:
            facts = {"name": shown(last.name), "unit": unit, "former": last.unit, "day": str(last.on)}
            other_unit = reason_sentence(Reason.of(ReasonKind.LAB_OTHER_UNIT, **facts))
            said = " ".join((other_unit, _("Each unit is drawn apart.")))
        self.say_at(self.unit, said)

    def entry(self) -> LabResult:
        """Build the entry."""
        self._fill_in()
        return LabResult(
            id=self.entry_id,
            on=self.on.needed(),
            name=self.name.words(),
            value=self.value.needed(),
            unit=self.unit.words(),
            low=self.low.number(),
            high=self.high.number(),
            note=self.note.words(),
        )

    def following(self, course: Course) -> EntryForm:
        """Make the form for the next result of the same day."""
        return LabForm(course.diary, self._today, on=self.on.needed())


def _name(text: str) -> str:
    return " ".join(text.split()).casefold()


class SaltForm(EntryForm):
    """The SALT as somebody judged it by eye: its total, or the four areas from which it follows."""

    def __init__(self, diary: Diary, today: date, old: SaltScore | None = None) -> None:
        super().__init__(_("Change the doctor's SALT") if old else _("Add the doctor's SALT"), old.id if old else "")
        judges = [kept.by for kept in reversed(diary.salt_scores)]
        by = old.by if old else next(iter(judges), "")
        self.by = self._line(_c("who judged", "Who"), by, hint=_("such as the doctor's name"), options=judges)
        self.on = self._day(_("Day"), old.on if old else today, today)
        losses = old.areas() if old else (None,) * len(_AREAS)
        self.areas = {area: NumberField(loss, hint=_("% lost")) for area, loss in zip(_AREAS, losses, strict=True)}
        for pair in (_AREAS[:2], _AREAS[2:]):
            named = {_("{area}, loss in percent", area=at_start(area.place)): self.areas[area] for area in pair}
            words = at_start(", ".join(area.place for area in pair))
            self._add_beside(words, named)
        self.total = self._number("SALT", old.total if old else None, hint=_("0 all there to 100 all lost"))
        self.total.setAccessibleName(_("SALT, percent of scalp hair lost, 0 to 100"))
        self.total.setToolTip(
            _("Percent of scalp hair lost. With the loss of all four areas it is worked out from them.")
        )
        self.note = self._line(_("Note"), old.note if old else "")
        self._first = self.on if by else self.by
        top = self.areas[SaltArea.TOP]
        self.at |= {
            ErrorKind.DIARY_NAME_MISSING: self.by,
            ErrorKind.DIARY_SALT_OUTSIDE: self.total,
            ErrorKind.DIARY_SALT_AREAS_MISSING: top,
            ErrorKind.DIARY_SALT_CONTRADICTS: self.total,
        }
        for field in self.areas.values():
            field.textEdited.connect(self._work_out)

    def _work_out(self) -> None:
        """Show the total of the four areas while they are typed; they weigh as much as the scalp has of each."""
        self.say_at(self.total, "")
        try:
            losses = {area: field.number() for area, field in self.areas.items()}
        except Misread:
            return
        given = [area.percent * loss for area, loss in losses.items() if loss is not None]
        whole = len(given) == len(losses)
        self.total.setReadOnly(whole)
        if whole:
            self.total.setText(number_words(round(sum(given) / 100, 2)))
            self.say_at(self.total, f"SALT {self.total.text()}: {_WEIGHTS}.")

    def entry(self) -> SaltScore:
        """Build the entry."""
        top, back, left, right = (self.areas[area].number() for area in _AREAS)
        for area in _AREAS:
            loss = self.areas[area].number()
            if loss is not None and not 0 <= loss <= 100:
                error = HairtrackError(ErrorKind.DIARY_SALT_OUTSIDE, number=plain(loss))
                raise Misread(self.areas[area], error)
        return SaltScore(
            id=self.entry_id,
            on=self.on.needed(),
            by=self.by.words(),
            total=self.total.needed(),
            top=top,
            back=back,
            left=left,
            right=right,
            note=self.note.words(),
        )


_AREAS = (SaltArea.TOP, SaltArea.BACK, SaltArea.LEFT, SaltArea.RIGHT)
_WEIGHTS = ", ".join(f"{area.place} {area.percent} %" for area in _AREAS)


class StageForm(EntryForm):
    """A stage of pattern hair loss, as somebody judged it."""

    def __init__(self, _diary: Diary, today: date, old: Stage | None = None) -> None:
        super().__init__(_("Change the stage") if old else _("Add a stage of pattern hair loss"), old.id if old else "")
        self.scale = self._kind(_c("of stages", "Scale"), StageScale, old.scale if old else StageScale.NORWOOD_HAMILTON)
        self.grade = self._choice(_("Stage"), (), "")
        self._show_grades()
        self.grade.setCurrentText(old.grade if old else "")
        self.on = self._day(_("Day"), old.on if old else today, today)
        self.note = self._line(_("Note"), old.note if old else "", hint=_("such as who judged it"))
        self.at |= {ErrorKind.DIARY_STAGE_UNKNOWN: self.grade}
        self.scale.currentTextChanged.connect(self._show_grades)

    def _show_grades(self) -> None:
        self.grade.clear()
        self.grade.addItems(list(StageScale(self.scale.kind).grades))

    def entry(self) -> Stage:
        """Build the entry."""
        return Stage(
            id=self.entry_id,
            on=self.on.needed(),
            scale=StageScale(self.scale.kind),
            grade=self.grade.currentText(),
            note=self.note.words(),
        )
