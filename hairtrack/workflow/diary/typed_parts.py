"""One part of a typed line, read as one entry of the diary. What is not surely meant is refused.

====================================== ========================================================================
typed                                  kept
====================================== ========================================================================
itch 4 crown, temples                  a symptom, 0 to 10, and where
headache mild [ongoing]                a side effect of that day; mild, moderate or severe
headache over                          the end of one that went on
ALT 32 U/l 10-50                       a blood test; unit and range may be left out when the diary has them
washed, dyed, haircut 9 mm             what was done to the hair; also: product NAME, photographed wet
brows 3, lashes 2, quality of life 6   the user's own judgement
Ludwig II, SALT 40 by Dr Weber         a stage, a SALT that somebody judged
start ritlecitinib 50 mg daily         a new treatment
minoxidil 5 % twice daily              another dose from that day on
stop, pause, resume minoxidil          with a reason behind the name, if any; or minoxidil stopped
clobetasol given                       a rare dose
missed 1 minoxidil [in 7 days]         missed doses
note ..., event ...                    anything, in the user's words
====================================== ========================================================================

Parts are set apart by semicolons, line breaks, or commas that stand in no number and no free words. A day in front of a
part holds for it and for all after it. Names may be shortened while only one can be meant. All of it may also be typed
in the language in use.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hairtrack.course import Course
from hairtrack.diary import (
    Entry,
    Event,
    EventKind,
    Groom,
    GroomKind,
    LabResult,
    MissedDoses,
    SaltScore,
    Score,
    ScoreKind,
    Session,
    Severity,
    SideEffect,
    Stage,
    StageScale,
    Symptom,
)
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.figures import in_text, plain
from hairtrack.kept_words import kept, shown
from hairtrack.language import _, _c, _n, _typed, either
from hairtrack.messages import day_in_words
from hairtrack.treatment import DoseChange, Pause, Treatment
from hairtrack.workflow.diary.catalogue import kind_of
from hairtrack.workflow.diary.entries import new_id
from hairtrack.workflow.diary.typed_days import day_said
from hairtrack.workflow.diary.typed_figures import (
    begins_with_number,
    dose_of,
    leading_number,
    often_of,
    unit_and_range,
    whole,
)
from hairtrack.workflow.diary.typed_names import Found, Meant, Name, Names, Vocabulary, treatments_in
from hairtrack.workflow.diary.typed_ways import any_of, count_in, fold, folded

_ONGOING, _OVER = folded(_typed("ongoing")), folded(_typed("over|gone"))
_OF = _typed("of|out of")
_OF_TEN = re.compile(rf"^(?:/|{any_of(_OF)}\b)\s*10(?=[\s,]|$)[\s,]*", re.IGNORECASE)
_AND, _BY, _WET, _DRY = folded(_typed("and")), _typed("by"), folded(_typed("wet")), folded(_typed("dry"))
_SEVERITIES = tuple((fold(way), severity) for severity in Severity for way in (shown(severity), severity))
_JUDGED = re.compile(rf"%?\s*{any_of(_BY)}\s+(.+)", re.IGNORECASE)
_DOSES = _typed("dose|doses")
_DOSES_OF = re.compile(rf"^(?:{any_of(_DOSES)}\b\s*)?(?:{any_of(_OF)}\b\s*)?", re.IGNORECASE)
_IN_DAYS = _typed("in {count} days|in {count} day")
_IN_WEEKS = _typed("in {count} weeks|in {count} week")
_THIS_WEEK = _typed("this week")
_NEEDS = {
    Meant.SYMPTOM: (_("a number from 0 (none) to 10 (worst)"), _c("typed", "{name} 4")),
    Meant.SIDE_EFFECT: (_("mild, moderate or severe"), _c("typed", "{name} mild")),
    Meant.SCORE: (_("a number from 0 to 10"), _c("typed", "{name} 6")),
    Meant.LAB: (_("its value"), _c("typed", "{name} 32 U/l")),
    Meant.GROOM: (_("nothing, or what a haircut left"), _c("typed", "{name} 9 mm")),
    Meant.STAGE: (_("its stage"), _c("typed", "{name} II")),
    Meant.SALT: (_("0 to 100 and who judged"), _c("typed", "{name} 40 by Dr Weber")),
    Meant.TREATMENT: (_("a new dose with its unit, or the word given"), _c("typed", "{name} 50 mg daily")),
}
_GIVEN = folded(_typed("given|applied|injected|done"))


@dataclass(frozen=True, slots=True)
class Read:
    """An entry, and in words what it says, with its day."""

    entry: Entry
    sentence: str


class PartReader:
    """Reads one part for one day.

    Parameters
    ----------
    course : Course
        With what the parts before it changed.
    vocabulary : Vocabulary
    day, today : date
    """

    def __init__(self, course: Course, vocabulary: Vocabulary, day: date, today: date) -> None:
        self._course = course
        self._known = vocabulary
        self._day = day
        self._when = day_said(day, today)
        self._treatments = _TreatmentReader(course, vocabulary, day, self._when)

    def read(self, text: str) -> Read:
        """Read a part.

        Parameters
        ----------
        text : str
            Without its day; not empty.

        Returns
        -------
        Read

        Raises
        ------
        HairtrackError
            What is missing or not known, and what to write.
        """
        words = text.split()
        verb = fold(words[0]) if words else ""
        behind = text[len(words[0]) :].strip(" \t:") if words else ""
        if verb in _OWN_WORDS:
            return _OWN_WORDS[verb](self, behind)
        if verb in _VERBS:
            return _VERBS[verb](self._treatments, behind)
        if self._treatments.then_verb(words):
            return _VERBS[fold(words[-1])](self._treatments, " ".join(words[:-1]))
        found = self._find(words)
        rest = " ".join(words[found.words :]).strip(" :")
        fitting = [name for name in found.names if _fits(name.meant, rest)] or list(found.names)
        if len(dict.fromkeys(self._known_as(name).casefold() for name in fitting)) > 1:
            raise _several(words[: found.words], [self._known_as(name) for name in fitting])
        name = fitting[0]
        if not _fits(name.meant, rest):
            raise _lacking(name, rest)
        if name.meant is Meant.TREATMENT:
            return self._treatments.given_or_dose(name, rest)
        return _READERS[name.meant](self, name, rest)

    def areas(self, text: str) -> tuple[str, ...] | None:
        """Return the areas that a text names, or None when it names anything else.

        Parameters
        ----------
        text : str

        Returns
        -------
        tuple of str or None
        """
        try:
            return self._areas(text)
        except HairtrackError:
            return None

    def _find(self, words: list[str]) -> Found:
        """Find what the first words name: something that happens, or a treatment of the diary."""
        things, taken = self._known.things.find(words), self._treatments.find(words)
        if not things.words and not taken.words:
            raise self._treatments.not_begun(words) or _unknown(words, self._known.things)
        if (things.words, things.rank) == (taken.words, taken.rank):
            return Found(things.words, things.rank, (*things.names, *taken.names))
        return max(things, taken, key=lambda found: (found.words, -found.rank))

    def _known_as(self, name: Name) -> str:
        return self._treatments.words_of(name) if name.meant is Meant.TREATMENT else name.said

    def _read(self, entry: Entry, words: str) -> Read:
        return Read(entry, f"{words}, {self._when}")

    # What has a name of its own

    def _symptom(self, name: Name, rest: str) -> Read:
        number, rest = leading_number(rest)
        rest = _OF_TEN.sub("", rest)
        severity = whole(number, ErrorKind.DIARY_SEVERITY_OUTSIDE)
        area = ", ".join(self._areas(rest))
        entry = Symptom(id=new_id(), on=self._day, name=name.words, severity=severity, area=area)
        return self._read(entry, _capital(entry.words))

    def _areas(self, text: str) -> tuple[str, ...]:
        """Read areas that follow one another, with or without commas."""
        words = [word for word in re.split(r"[\s,]+|/|\+", text) if word and fold(word) not in _AND]
        areas = []
        while words:
            found = self._known.areas.find(words)
            if not found.words:
                raise HairtrackError(ErrorKind.LINE_REST, rest=_brief(" ".join(words)), before=_("the number"))
            if len(found.names) > 1:
                raise _several(words[: found.words], [name.said for name in found.names])
            areas.append(found.names[0].words)
            words = words[found.words :]
        return tuple(dict.fromkeys(areas))

    def _side_effect(self, name: Name, rest: str) -> Read:
        words = fold(rest).split()
        going_on = next(
            (
                effect
                for effect in self._course.diary.side_effects
                if effect.until is None and effect.since <= self._day and fold(effect.name) == fold(name.words)
            ),
            None,
        )
        if words[0] in _OVER:
            _nothing_after(" ".join(words[1:]), words[0])
            if going_on is None:
                raise _lacking(name, "")
            facts = {"name": _capital(name.said), "severity": shown(going_on.severity)}
            return self._read(replace(going_on, until=self._day), _("{name}, {severity}, is over", **facts))
        if going_on is not None:
            raise HairtrackError(
                ErrorKind.LINE_KEPT_ALREADY, on=_("every day since {day}", day=day_in_words(going_on.since))
            )
        severity = _severity(words[0]) or Severity(words[0])
        ongoing = len(words) > 1 and words[1] in _ONGOING
        _nothing_after(" ".join(words[2 if ongoing else 1 :]), words[0])
        until = None if ongoing else self._day
        entry = SideEffect(id=new_id(), name=name.words, severity=severity, since=self._day, until=until)
        facts = {"name": name.said, "severity": shown(severity), "day": self._when}
        if ongoing:
            return Read(entry, _("Side effect {name}, {severity}, going on from {day}", **facts))
        return Read(entry, _("Side effect {name}, {severity}, {day}", **facts))

    def _score(self, name: Name, rest: str) -> Read:
        number, rest = leading_number(rest)
        _nothing_after(_OF_TEN.sub("", rest), name.said)
        value = whole(number, ErrorKind.DIARY_SEVERITY_OUTSIDE)
        entry = Score(id=new_id(), on=self._day, kind=ScoreKind(name.key), value=value)
        return self._read(entry, _capital(entry.words))

    def _lab(self, name: Name, rest: str) -> Read:
        value, rest = leading_number(rest)
        unit, low, high = unit_and_range(rest, self._known.units)
        last = self._known.last_labs.get(fold(name.words))
        said = ""
        if last is not None and (not unit or unit.casefold() == last.unit.casefold()):
            unit = last.unit
            if low is None and high is None:
                low, high = last.low, last.high
            said = _("unit and range as on {day}", day=day_in_words(last.on))
        elif last is not None:
            said = _("in another unit than on {day} ({unit})", day=day_in_words(last.on), unit=last.unit)
        entry = LabResult(id=new_id(), on=self._day, name=name.words, value=value, unit=unit, low=low, high=high)
        result = f"{_capital(name.said)} {plain(value)} {unit}"
        if low is not None and high is not None:
            result = _("{value} ({low} to {high})", value=result, low=plain(low), high=plain(high))
        return self._read(entry, ", ".join(filter(None, (result, said))))

    def _groom(self, name: Name, rest: str) -> Read:
        kind, length, wet = GroomKind(name.key), None, None
        if kind is GroomKind.HAIRCUT and rest:
            length, unit = leading_number(rest)
            if unit.casefold() not in {"mm", "cm"}:
                raise HairtrackError(
                    ErrorKind.DIARY_UNIT_UNKNOWN, unit=_brief(unit) or plain(length), known=_("mm or cm")
                )
            length = round(10 * length, 6) if unit.casefold() == "cm" else length
        elif kind is GroomKind.PHOTOGRAPHED and fold(rest) in _WET | _DRY:
            wet = fold(rest) in _WET
        else:
            _nothing_after(rest, name.said)
        entry = Groom(id=new_id(), on=self._day, kind=kind, length_mm=length, wet=wet)
        words = [_DONE.get(kind) or _capital(name.said)]
        words += [_("{length} mm left", length=plain(length))] if length is not None else []
        words += [] if wet is None else [_c("the hair", "wet")] if wet else [_c("the hair", "dry")]
        return self._read(entry, ", ".join(words))

    def _stage(self, name: Name, rest: str) -> Read:
        scale = StageScale(name.key)
        grade = next((known for known in scale.grades if known.casefold() == rest.casefold()), rest)
        return self._read(Stage(id=new_id(), on=self._day, scale=scale, grade=grade), f"{name.words} {grade}")

    def _salt(self, _name: Name, rest: str) -> Read:
        total, rest = leading_number(rest)
        judged = _JUDGED.fullmatch(rest)
        if judged is None:
            raise _lacking(Name("SALT", Meant.SALT), rest)
        entry = SaltScore(id=new_id(), on=self._day, by=judged[1], total=total)
        return self._read(entry, _("SALT {value}, judged by {who}", value=plain(total), who=_brief(judged[1])))

    # What begins with a verb

    def _note(self, text: str) -> Read:
        return self._read(Event(id=new_id(), on=self._day, text=text), _("Note “{text}”", text=_brief(text)))

    def _life(self, text: str) -> Read:
        entry = Event(id=new_id(), on=self._day, text=text, kind=EventKind.LIFE)
        return self._read(entry, _("Life event “{text}”", text=_brief(text)))

    def _product(self, text: str) -> Read:
        entry = Groom(id=new_id(), on=self._day, kind=GroomKind.PRODUCT, note=text)
        return self._read(entry, _("Product “{text}”", text=_brief(text)) if text else _("Product in the hair"))


class _TreatmentReader:
    """Reads what is said of the treatments of a diary on one day.

    Parameters
    ----------
    course : Course
    vocabulary : Vocabulary
    day : date
    when : str
        The day in words.
    """

    def __init__(self, course: Course, vocabulary: Vocabulary, day: date, when: str) -> None:
        self._treatments = course.diary.treatments
        self._known = vocabulary
        self._day = day
        self._when = when

    def find(self, words: list[str]) -> Found:
        """Find the treatment that the first words name, those that were going on on the day first."""
        going_on = treatments_in(self._treatments, self._day).find(words)
        return going_on if going_on.words else treatments_in(self._treatments).find(words)

    def then_verb(self, words: list[str]) -> bool:
        """Whether a treatment's name and then what is done with it is all there is, as in "minoxidil stopped"."""
        return len(words) > 1 and fold(words[-1]) in _VERBS and self.find(words[:-1]).words == len(words) - 1

    def not_begun(self, words: list[str]) -> HairtrackError | None:
        """Say of a drug that the diary does not have that it must be started first; None for anything else."""
        drug = self._known.drugs.find(words)
        if not drug.words:
            return None
        if len(drug.names) > 1:
            return _several(words[: drug.words], [name.said for name in drug.names])
        return HairtrackError(ErrorKind.LINE_NOT_STARTED, name=drug.names[0].said, on=day_in_words(self._day))

    def words_of(self, name: Name) -> str:
        """Name a treatment with its form, so that two of one name can be told apart."""
        treatment = self._treatment(name)
        return f"{shown(treatment.name)} {shown(treatment.form)}".strip()

    # What follows a name

    def given_or_dose(self, name: Name, rest: str) -> Read:
        """Read a dose that was given, or another dose from a day on."""
        treatment = self._going_on(name)
        first, __, after = rest.partition(" ")
        if fold(first) in _GIVEN:
            _nothing_after(after, first)
            entry = Session(id=new_id(), on=self._day, treatment=treatment.id)
            # In the word that was typed: an injection is not applied.
            return Read(entry, f"{_begun(treatment)} {first.lower()}, {self._when}")
        dose, often = dose_of(rest)
        changed = treatment.with_dose(DoseChange(on=self._day, dose=dose, frequency=often))
        said = shown(often) if often else _("as often as before")
        facts = {"treatment": _begun(treatment), "dose": in_text(dose), "often": said, "day": self._when}
        return Read(changed, _("{treatment}: {dose}, {often}, from {day}", **facts))

    # What follows a verb

    def start(self, text: str) -> Read:
        """Read a new treatment."""
        words = _words(_START[0], text, _c("typed", "ritlecitinib 50 mg daily"))
        found = self._known.drugs.find(words)
        if not found.words:
            raise _unknown(words, self._known.drugs)
        if len(found.names) > 1:
            raise _several(words[: found.words], [name.said for name in found.names])
        name, rest = found.names[0].words, " ".join(words[found.words :])
        dose, often = dose_of(rest) if begins_with_number(rest) else ("", often_of(rest, name))
        entry = Treatment(id=new_id(), kind=kind_of(name), name=name, dose=dose, frequency=often, started_on=self._day)
        begun = _("{treatment} started", treatment=_capital(shown(name)))
        return Read(entry, ", ".join(filter(None, (begun, in_text(dose), shown(often), self._when))))

    def stop(self, text: str) -> Read:
        """Read a last day, with its reason."""
        treatment, reason = self._named(_STOP[0], text)
        entry = replace(treatment, stopped_on=self._day, stop_reason=kept(reason))
        facts = {"treatment": _begun(treatment), "reason": _brief(reason), "day": self._when}
        if reason:
            return Read(entry, _("{treatment} stopped, reason “{reason}”, last day {day}", **facts))
        return Read(entry, _("{treatment} stopped, last day {day}", **facts))

    def pause(self, text: str) -> Read:
        """Read the first day of a pause, with its reason."""
        treatment, reason = self._named(_PAUSE[0], text)
        pauses = sorted((*treatment.pauses, Pause(since=self._day, reason=reason)), key=lambda pause: pause.since)
        entry = replace(treatment, pauses=tuple(pauses))
        facts = {"treatment": _begun(treatment), "reason": _brief(reason), "day": self._when}
        if reason:
            return Read(entry, _("{treatment} paused, reason “{reason}”, from {day}", **facts))
        return Read(entry, _("{treatment} paused, from {day}", **facts))

    def resume(self, text: str) -> Read:
        """Read the first day after a pause."""
        treatment, rest = self._named(_RESUME[0], text)
        _nothing_after(rest, shown(treatment.name))
        going_on = next((pause for pause in treatment.pauses if pause.until is None), None)
        if going_on is None:
            raise HairtrackError(ErrorKind.DIARY_NOT_PAUSED, name=shown(treatment.name), on=day_in_words(self._day))
        ended = replace(going_on, until=self._day - timedelta(days=1))
        pauses = tuple(ended if pause is going_on else pause for pause in treatment.pauses)
        said = _("{treatment} taken again, from {day}", treatment=_begun(treatment), day=self._when)
        return Read(replace(treatment, pauses=pauses), said)

    def missed(self, text: str) -> Read:
        """Read missed doses; more than one need the days in which they were missed."""
        number, rest = leading_number(text) if begins_with_number(text) else (1.0, text)
        missed = whole(number, ErrorKind.DIARY_NOT_WHOLE)
        rest, days = _without_span(_DOSES_OF.sub("", rest))
        treatment, after = self._named(_MISSED[0], rest)
        name = shown(treatment.name)
        _nothing_after(after, name)
        if missed > 1 and days is None:
            capital = _begun(treatment)
            raise HairtrackError(
                ErrorKind.LINE_NEEDS,
                name=_n(
                    "{treatment}, {count} dose missed,", "{treatment}, {count} doses missed,", missed, treatment=capital
                ),
                what=_("the days in which it was"),
                example=_c("typed", "missed {count} {treatment} in 7 days", count=missed, treatment=name),
            )
        entry = MissedDoses(id=new_id(), on=self._day, treatment=treatment.id, missed=missed, days=days or 1)
        facts = {"treatment": name, "days": entry.days, "day": self._when}
        if entry.days == 1:
            said = _n(
                "{count} dose of {treatment} missed, {day}",
                "{count} doses of {treatment} missed, {day}",
                missed,
                **facts,
            )
        else:
            said = _n(
                "{count} dose of {treatment} missed in {days} days up to and with {day}",
                "{count} doses of {treatment} missed in {days} days up to and with {day}",
                missed,
                **facts,
            )
        return Read(entry, said)

    # Which treatment

    def _named(self, verb: str, text: str) -> tuple[Treatment, str]:
        """Find the treatment that a text begins with; return the rest, too."""
        words = _words(verb, text, shown("minoxidil"))
        found = self.find(words)
        if not found.words:
            raise self.not_begun(words) or _unknown(words, self._known.drugs)
        if len(found.names) > 1:
            raise _several(words[: found.words], [self.words_of(name) for name in found.names])
        return self._going_on(found.names[0]), " ".join(words[found.words :])

    def _going_on(self, name: Name) -> Treatment:
        treatment = self._treatment(name)
        if not treatment.active_on(self._day):
            raise HairtrackError(ErrorKind.DIARY_NOT_TAKEN, name=shown(treatment.name), on=day_in_words(self._day))
        return treatment

    def _treatment(self, name: Name) -> Treatment:
        return next(treatment for treatment in self._treatments if treatment.id == name.key)


_START, _STOP, _PAUSE = _typed("start|started"), _typed("stop|stopped"), _typed("pause|paused")
_RESUME, _MISSED = _typed("resume|resumed"), _typed("missed|miss")
"""Ways of saying what is done, one word each; the first is the one that is said back."""
_OWN_WORDS: dict[str, Callable[[PartReader, str], Read]] = {
    **dict.fromkeys(folded(_typed("product")), PartReader._product),
    **dict.fromkeys(folded(_typed("event")), PartReader._life),
    **dict.fromkeys(folded(_typed("note")), PartReader._note),
}
_VERBS: dict[str, Callable[[_TreatmentReader, str], Read]] = {
    **dict.fromkeys(folded(_START), _TreatmentReader.start),
    **dict.fromkeys(folded(_STOP), _TreatmentReader.stop),
    **dict.fromkeys(folded(_PAUSE), _TreatmentReader.pause),
    **dict.fromkeys(folded(_RESUME), _TreatmentReader.resume),
    **dict.fromkeys(folded(_MISSED), _TreatmentReader.missed),
}
FREE_TEXT = frozenset(_OWN_WORDS)
"""After these everything is the user's own words."""
STARTING = folded(_START)
_DONE = {GroomKind.WASH: _("Hair washed"), GroomKind.DYE: _("Hair dyed")}

_READERS: dict[Meant, Callable[[PartReader, Name, str], Read]] = {
    Meant.SYMPTOM: PartReader._symptom,
    Meant.SIDE_EFFECT: PartReader._side_effect,
    Meant.SCORE: PartReader._score,
    Meant.LAB: PartReader._lab,
    Meant.GROOM: PartReader._groom,
    Meant.STAGE: PartReader._stage,
    Meant.SALT: PartReader._salt,
}


def is_verb(word: str) -> bool:
    """Whether a word says what is done, so that a name follows it.

    Parameters
    ----------
    word : str

    Returns
    -------
    bool
    """
    return fold(word) in _VERBS


def _fits(meant: Meant, rest: str) -> bool:
    """Whether what follows a name can belong to such a thing."""
    first = fold(rest).split(" ")[0]
    match meant:
        case Meant.SIDE_EFFECT:
            return first in _OVER or _severity(first) is not None
        case Meant.GROOM:
            return not rest or begins_with_number(rest) or first in _WET | _DRY
        case Meant.STAGE:
            return bool(rest)
        case Meant.TREATMENT:
            return begins_with_number(rest) or first in _GIVEN
        case _:
            return begins_with_number(rest)


def _severity(word: str) -> Severity | None:
    """Return the severity that a word means, by its beginning."""
    return next((severity for way, severity in _SEVERITIES if len(word) > 1 and way.startswith(word)), None)


def _without_span(text: str) -> tuple[str, int | None]:
    """Take off the end of a text the days that it says something happened in; None where it says none."""
    for ways, days in ((_IN_DAYS, 1), (_IN_WEEKS, 7), (_THIS_WEEK, 7)):
        found = re.search(rf"\s{any_of(ways)}$", text, re.ASCII | re.IGNORECASE)
        if found is not None:
            return text[: found.start()], days * (count_in(found.groups()) if found.groups() else 1)
    return text, None


def _lacking(name: Name, rest: str) -> HairtrackError:
    what, example = _NEEDS[name.meant]
    if name.meant is Meant.GROOM and rest:
        return HairtrackError(ErrorKind.LINE_REST, rest=_brief(rest), before=name.said)
    return HairtrackError(
        ErrorKind.LINE_NEEDS, name=_capital(name.said), what=what, example=example.format(name=name.said)
    )


def _words(verb: str, text: str, example: str) -> list[str]:
    """Return the words behind a verb, which must be some."""
    if not text.split():
        raise HairtrackError(
            ErrorKind.LINE_NEEDS, name=_capital(verb), what=_("a treatment"), example=f"{verb} {example}"
        )
    return text.split()


def _begun(treatment: Treatment) -> str:
    """Name a treatment as a sentence begins with it."""
    return _capital(shown(treatment.name))


def _brief(text: str) -> str:
    """Return a text as it is quoted in a sentence, shortened."""
    return text if len(text) <= 60 else f"{text[:57].rstrip()}..."


def _capital(name: str) -> str:
    """Return a name as a sentence begins with it; one with capitals of its own stays as it is."""
    return name[:1].upper() + name[1:] if name.islower() else name


def _several(words: Sequence[str], known: Sequence[str]) -> HairtrackError:
    """Say that a name may mean several."""
    ways = either(list(dict.fromkeys(known))[:4])
    return HairtrackError(ErrorKind.LINE_SEVERAL, words=_brief(_before_figures(words)), known=ways)


def _unknown(words: Sequence[str], names: Names) -> HairtrackError:
    """Say that a name is not known, and what is spelt nearly like it."""
    typed = _before_figures(words)
    near = names.near(typed)
    if near:
        return HairtrackError(ErrorKind.LINE_NEAR, words=_brief(typed), near=", ".join(near))
    return HairtrackError(ErrorKind.LINE_UNKNOWN, words=_brief(typed))


def _nothing_after(rest: str, before: str) -> None:
    """Refuse words that nothing was made of."""
    if rest.strip(" .,:"):
        raise HairtrackError(ErrorKind.LINE_REST, rest=_brief(rest), before=before)


def _before_figures(words: Sequence[str]) -> str:
    """Join the words before the first that begins with a figure."""
    stop = next((place for place, word in enumerate(words) if begins_with_number(word)), 0)
    return " ".join(words[: stop or len(words)])
