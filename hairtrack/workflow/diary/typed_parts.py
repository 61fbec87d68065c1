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
stop, pause, resume minoxidil          with a reason behind the name, if any
clobetasol given                       a rare dose
missed 1 minoxidil [in 7 days]         missed doses
note ..., event ...                    anything, in the user's words
====================================== ========================================================================

Parts are set apart by semicolons, line breaks, or commas that stand in no number and no free words. A day in front of a
part holds for it and for all after it. Names may be shortened while only one can be meant.
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
from hairtrack.messages import day_in_words
from hairtrack.treatment import DoseChange, Pause, Treatment
from hairtrack.workflow.diary.catalogue import kind_of
from hairtrack.workflow.diary.entries import new_id
from hairtrack.workflow.diary.typed_figures import (
    begins_with_number,
    dose_of,
    leading_number,
    often_of,
    unit_and_range,
    whole,
)
from hairtrack.workflow.diary.typed_names import Found, Meant, Name, Names, Vocabulary, fold, treatments_in

_ONGOING, _OVER = frozenset({"ongoing"}), frozenset({"over", "gone"})
_OF_TEN = re.compile(r"^(?:/|(?:out )?of\b)\s*10(?=[\s,]|$)[\s,]*")
_SEVERITIES = tuple(str(severity) for severity in Severity)
_NEEDS = {
    Meant.SYMPTOM: ("a number from 0 (none) to 10 (worst)", "{} 4"),
    Meant.SIDE_EFFECT: ("mild, moderate or severe", "{} mild"),
    Meant.SCORE: ("a number from 0 to 10", "{} 6"),
    Meant.LAB: ("its value", "{} 32 U/l"),
    Meant.GROOM: ("nothing, or what a haircut left", "{} 9 mm"),
    Meant.STAGE: ("its stage", "{} II"),
    Meant.SALT: ("0 to 100 and who judged", "{} 40 by Dr Weber"),
    Meant.TREATMENT: ("a new dose with its unit, or the word given", "{} 50 mg daily"),
}
_GIVEN = frozenset({"given", "applied", "injected", "done"})


@dataclass(frozen=True, slots=True)
class Read:
    """An entry, and in words what it says, without its day."""

    entry: Entry
    words: str


class PartReader:
    """Reads one part for one day.

    Parameters
    ----------
    course : Course
        With what the parts before it changed.
    vocabulary : Vocabulary
    day : date
    """

    def __init__(self, course: Course, vocabulary: Vocabulary, day: date) -> None:
        self._course = course
        self._known = vocabulary
        self._day = day
        self._treatments = _TreatmentReader(course, vocabulary, day)

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
        return self._treatments.words_of(name) if name.meant is Meant.TREATMENT else name.words

    # What has a name of its own

    def _symptom(self, name: Name, rest: str) -> Read:
        number, rest = leading_number(rest)
        rest = _OF_TEN.sub("", rest)
        severity = whole(number, ErrorKind.DIARY_SEVERITY_OUTSIDE)
        area = ", ".join(self._areas(rest))
        entry = Symptom(id=new_id(), on=self._day, name=name.words, severity=severity, area=area)
        return Read(entry, _capital(entry.words))

    def _areas(self, text: str) -> tuple[str, ...]:
        """Read areas that follow one another, with or without commas."""
        words = [word for word in re.split(r"[\s,]+|/|\+", text) if word and word.casefold() != "and"]
        areas = []
        while words:
            found = self._known.areas.find(words)
            if not found.words:
                raise HairtrackError(ErrorKind.LINE_REST, rest=_brief(" ".join(words)), before="the number")
            if len(found.names) > 1:
                raise _several(words[: found.words], [name.words for name in found.names])
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
            return Read(replace(going_on, until=self._day), f"{_capital(name.words)}, {going_on.severity}, is over")
        if going_on is not None:
            raise HairtrackError(ErrorKind.LINE_KEPT_ALREADY, on=f"every day since {day_in_words(going_on.since)}")
        severity = Severity(_severity(words[0]) or words[0])
        ongoing = len(words) > 1 and words[1] in _ONGOING
        _nothing_after(" ".join(words[2 if ongoing else 1 :]), words[0])
        until = None if ongoing else self._day
        entry = SideEffect(id=new_id(), name=name.words, severity=severity, since=self._day, until=until)
        return Read(entry, f"Side effect {name.words}, {severity}" + (", going on from" if ongoing else ""))

    def _score(self, name: Name, rest: str) -> Read:
        number, rest = leading_number(rest)
        _nothing_after(_OF_TEN.sub("", rest), name.words)
        value = whole(number, ErrorKind.DIARY_SEVERITY_OUTSIDE)
        entry = Score(id=new_id(), on=self._day, kind=ScoreKind(name.key), value=value)
        return Read(entry, _capital(entry.words))

    def _lab(self, name: Name, rest: str) -> Read:
        value, rest = leading_number(rest)
        unit, low, high = unit_and_range(rest, self._known.units)
        last = self._known.last_labs.get(fold(name.words))
        source = ""
        if last is not None and (not unit or unit.casefold() == last.unit.casefold()):
            unit = last.unit
            if low is None and high is None:
                low, high = last.low, last.high
            source = f", unit and range as on {day_in_words(last.on)}"
        elif last is not None:
            source = f", in another unit than on {day_in_words(last.on)} ({last.unit})"
        entry = LabResult(id=new_id(), on=self._day, name=name.words, value=value, unit=unit, low=low, high=high)
        edges = " to ".join(f"{edge:g}" for edge in (low, high) if edge is not None)
        shown = f" ({edges})" if low is not None and high is not None else ""
        return Read(entry, f"{_capital(name.words)} {value:g} {unit}{shown}{source}")

    def _groom(self, name: Name, rest: str) -> Read:
        kind, length, wet = GroomKind(name.key), None, None
        if kind is GroomKind.HAIRCUT and rest:
            length, unit = leading_number(rest)
            if unit.casefold() not in {"mm", "cm"}:
                raise HairtrackError(ErrorKind.DIARY_UNIT_UNKNOWN, unit=_brief(unit) or f"{length:g}", known="mm or cm")
            length = round(10 * length, 6) if unit.casefold() == "cm" else length
        elif kind is GroomKind.PHOTOGRAPHED and rest.casefold() in {"wet", "dry"}:
            wet = rest.casefold() == "wet"
        else:
            _nothing_after(rest, name.words)
        entry = Groom(id=new_id(), on=self._day, kind=kind, length_mm=length, wet=wet)
        what = {GroomKind.WASH: "washed", GroomKind.DYE: "dyed"}.get(kind)
        left = f", {length:g} mm left" if length is not None else ""
        state = "" if wet is None else ", wet" if wet else ", dry"
        return Read(entry, (f"Hair {what}" if what else _capital(kind)) + left + state)

    def _stage(self, name: Name, rest: str) -> Read:
        scale = StageScale(name.key)
        grade = next((known for known in scale.grades if known.casefold() == rest.casefold()), rest)
        return Read(Stage(id=new_id(), on=self._day, scale=scale, grade=grade), f"{name.words} {grade}")

    def _salt(self, _: Name, rest: str) -> Read:
        total, rest = leading_number(rest)
        judged = re.fullmatch(r"%?\s*by\s+(.+)", rest)
        if judged is None:
            raise _lacking(Name("SALT", Meant.SALT), rest)
        entry = SaltScore(id=new_id(), on=self._day, by=judged[1], total=total)
        return Read(entry, f"SALT {total:g}, judged by {_brief(judged[1])}")

    # What begins with a verb

    def _note(self, text: str) -> Read:
        return Read(Event(id=new_id(), on=self._day, text=text), f"Note “{_brief(text)}”")

    def _life(self, text: str) -> Read:
        return Read(Event(id=new_id(), on=self._day, text=text, kind=EventKind.LIFE), f"Life event “{_brief(text)}”")

    def _product(self, text: str) -> Read:
        entry = Groom(id=new_id(), on=self._day, kind=GroomKind.PRODUCT, note=text)
        return Read(entry, f"Product “{_brief(text)}”" if text else "Product in the hair")


class _TreatmentReader:
    """Reads what is said of the treatments of a diary on one day.

    Parameters
    ----------
    course : Course
    vocabulary : Vocabulary
    day : date
    """

    def __init__(self, course: Course, vocabulary: Vocabulary, day: date) -> None:
        self._treatments = course.diary.treatments
        self._known = vocabulary
        self._day = day

    def find(self, words: list[str]) -> Found:
        """Find the treatment that the first words name, those that were going on on the day first."""
        going_on = treatments_in(self._treatments, self._day).find(words)
        return going_on if going_on.words else treatments_in(self._treatments).find(words)

    def not_begun(self, words: list[str]) -> HairtrackError | None:
        """Say of a drug that the diary does not have that it must be started first; None for anything else."""
        drug = self._known.drugs.find(words)
        if not drug.words:
            return None
        if len(drug.names) > 1:
            return _several(words[: drug.words], [name.words for name in drug.names])
        return HairtrackError(ErrorKind.LINE_NOT_STARTED, name=drug.names[0].words, on=day_in_words(self._day))

    def words_of(self, name: Name) -> str:
        """Name a treatment with its form, so that two of one name can be told apart."""
        treatment = self._treatment(name)
        return f"{treatment.name} {treatment.form}".strip()

    # What follows a name

    def given_or_dose(self, name: Name, rest: str) -> Read:
        """Read a dose that was given, or another dose from a day on."""
        treatment = self._going_on(name)
        first, _, after = rest.partition(" ")
        if first.casefold() in _GIVEN:
            _nothing_after(after, first)
            entry = Session(id=new_id(), on=self._day, treatment=treatment.id)
            return Read(entry, f"{_capital(treatment.name)} {first.lower()}")
        dose, often = dose_of(rest)
        changed = treatment.with_dose(DoseChange(on=self._day, dose=dose, frequency=often))
        words = f"{_capital(treatment.name)}: {dose}, {often or 'as often as before'}, from"
        return Read(changed, words)

    # What follows a verb

    def start(self, text: str) -> Read:
        """Read a new treatment."""
        words = _words("start", text, "ritlecitinib 50 mg daily")
        found = self._known.drugs.find(words)
        if not found.words:
            raise _unknown(words, self._known.drugs)
        if len(found.names) > 1:
            raise _several(words[: found.words], [name.words for name in found.names])
        name, rest = found.names[0].words, " ".join(words[found.words :])
        dose, often = dose_of(rest) if begins_with_number(rest) else ("", often_of(rest, name))
        entry = Treatment(id=new_id(), kind=kind_of(name), name=name, dose=dose, frequency=often, started_on=self._day)
        return Read(entry, ", ".join(part for part in (f"{_capital(name)} started", dose, often) if part))

    def stop(self, text: str) -> Read:
        """Read a last day, with its reason."""
        treatment, reason = self._named("stop", text)
        entry = replace(treatment, stopped_on=self._day, stop_reason=reason)
        return Read(entry, f"{_capital(treatment.name)} stopped{_because(reason)}, last day")

    def pause(self, text: str) -> Read:
        """Read the first day of a pause, with its reason."""
        treatment, reason = self._named("pause", text)
        pauses = sorted((*treatment.pauses, Pause(since=self._day, reason=reason)), key=lambda pause: pause.since)
        entry = replace(treatment, pauses=tuple(pauses))
        return Read(entry, f"{_capital(treatment.name)} paused{_because(reason)}, from")

    def resume(self, text: str) -> Read:
        """Read the first day after a pause."""
        treatment, rest = self._named("resume", text)
        _nothing_after(rest, treatment.name)
        going_on = next((pause for pause in treatment.pauses if pause.until is None), None)
        if going_on is None:
            raise HairtrackError(ErrorKind.DIARY_NOT_PAUSED, name=treatment.name, on=day_in_words(self._day))
        ended = replace(going_on, until=self._day - timedelta(days=1))
        pauses = tuple(ended if pause is going_on else pause for pause in treatment.pauses)
        return Read(replace(treatment, pauses=pauses), f"{_capital(treatment.name)} taken again, from")

    def missed(self, text: str) -> Read:
        """Read missed doses; more than one need the days in which they were missed."""
        said, rest = leading_number(text) if begins_with_number(text) else (1.0, text)
        missed = whole(said, ErrorKind.DIARY_NOT_WHOLE)
        rest = re.sub(r"^(?:doses?\b\s*)?(?:of\b\s*)?", "", rest)
        within = re.search(r"\s(?:in\s+([0-9]{1,4})\s+(day|week)s?|this\s+week)$", rest)
        days = 1
        if within is not None:
            rest = rest[: within.start()]
            days = 7 if within[1] is None else int(within[1]) * (7 if within[2] == "week" else 1)
        treatment, after = self._named("missed", rest)
        _nothing_after(after, treatment.name)
        doses = "1 dose" if missed == 1 else f"{missed} doses"
        if missed > 1 and within is None:
            raise HairtrackError(
                ErrorKind.LINE_NEEDS,
                name=f"{_capital(treatment.name)}, {doses} missed,",
                what="the days in which it was",
                example=f"missed {missed} {treatment.name} in 7 days",
            )
        entry = MissedDoses(id=new_id(), on=self._day, treatment=treatment.id, missed=missed, days=days)
        span = f" in {days} days up to and with" if days > 1 else ""
        return Read(entry, f"{doses} of {treatment.name} missed{span}")

    # Which treatment

    def _named(self, verb: str, text: str) -> tuple[Treatment, str]:
        """Find the treatment that a text begins with; return the rest, too."""
        words = _words(verb, text, "minoxidil")
        found = self.find(words)
        if not found.words:
            raise self.not_begun(words) or _unknown(words, self._known.drugs)
        if len(found.names) > 1:
            raise _several(words[: found.words], [self.words_of(name) for name in found.names])
        return self._going_on(found.names[0]), " ".join(words[found.words :])

    def _going_on(self, name: Name) -> Treatment:
        treatment = self._treatment(name)
        if not treatment.active_on(self._day):
            raise HairtrackError(ErrorKind.DIARY_NOT_TAKEN, name=treatment.name, on=day_in_words(self._day))
        return treatment

    def _treatment(self, name: Name) -> Treatment:
        return next(treatment for treatment in self._treatments if treatment.id == name.key)


_OWN_WORDS: dict[str, Callable[[PartReader, str], Read]] = {
    "note": PartReader._note,
    "event": PartReader._life,
    "product": PartReader._product,
}
_VERBS: dict[str, Callable[[_TreatmentReader, str], Read]] = {
    **dict.fromkeys(("start", "started"), _TreatmentReader.start),
    **dict.fromkeys(("stop", "stopped"), _TreatmentReader.stop),
    **dict.fromkeys(("pause", "paused"), _TreatmentReader.pause),
    **dict.fromkeys(("resume", "resumed"), _TreatmentReader.resume),
    **dict.fromkeys(("missed", "miss"), _TreatmentReader.missed),
}
FREE_TEXT = frozenset(_OWN_WORDS)
"""After these everything is the user's own words."""
STARTING = ("start", "started")

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
            return not rest or begins_with_number(rest) or first in {"wet", "dry"}
        case Meant.STAGE:
            return bool(rest)
        case Meant.TREATMENT:
            return begins_with_number(rest) or first in _GIVEN
        case _:
            return begins_with_number(rest)


def _severity(word: str) -> str | None:
    """Return the severity that a word means, by its beginning."""
    return next((known for known in _SEVERITIES if len(word) > 1 and known.startswith(word)), None)


def _lacking(name: Name, rest: str) -> HairtrackError:
    what, example = _NEEDS[name.meant]
    if name.meant is Meant.GROOM and rest:
        return HairtrackError(ErrorKind.LINE_REST, rest=_brief(rest), before=name.words)
    return HairtrackError(
        ErrorKind.LINE_NEEDS, name=_capital(name.words), what=what, example=example.format(name.words)
    )


def _words(verb: str, text: str, example: str) -> list[str]:
    """Return the words behind a verb, which must be some."""
    if not text.split():
        raise HairtrackError(ErrorKind.LINE_NEEDS, name=_capital(verb), what="a treatment", example=f"{verb} {example}")
    return text.split()


def _because(reason: str) -> str:
    return f", reason “{_brief(reason)}”" if reason else ""


def _brief(text: str) -> str:
    """Return a text as it is quoted in a sentence, shortened."""
    return text if len(text) <= 60 else f"{text[:57].rstrip()}..."


def _capital(name: str) -> str:
    """Return a name as a sentence begins with it; one with capitals of its own stays as it is."""
    return name[:1].upper() + name[1:] if name.islower() else name


def _several(words: Sequence[str], known: Sequence[str]) -> HairtrackError:
    """Say that a name may mean several."""
    shown = " or ".join(list(dict.fromkeys(known))[:4])
    return HairtrackError(ErrorKind.LINE_SEVERAL, words=_brief(_typed(words)), known=shown)


def _unknown(words: Sequence[str], names: Names) -> HairtrackError:
    """Say that a name is not known, and what is spelt nearly like it."""
    typed = _typed(words)
    near = names.near(typed)
    if near:
        return HairtrackError(ErrorKind.LINE_NEAR, words=_brief(typed), near=", ".join(near))
    return HairtrackError(ErrorKind.LINE_UNKNOWN, words=_brief(typed))


def _nothing_after(rest: str, before: str) -> None:
    """Refuse words that nothing was made of."""
    if rest.strip(" .,:"):
        raise HairtrackError(ErrorKind.LINE_REST, rest=_brief(rest), before=before)


def _typed(words: Sequence[str]) -> str:
    """Join the words before the first that begins with a figure."""
    stop = next((place for place, word in enumerate(words) if begins_with_number(word)), 0)
    return " ".join(words[: stop or len(words)])
