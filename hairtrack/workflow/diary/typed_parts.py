"""One part of a typed line, read as one entry of the diary. What is not surely meant is refused."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from hairtrack.course import Course
from hairtrack.diary import (
    Event,
    EventKind,
    Groom,
    GroomKind,
    LabResult,
    SaltScore,
    Score,
    ScoreKind,
    Severity,
    SideEffect,
    Stage,
    StageScale,
    Symptom,
)
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.messages import day_in_words
from hairtrack.workflow.diary.entries import new_id
from hairtrack.workflow.diary.typed_figures import begins_with_number, leading_number, unit_and_range, whole
from hairtrack.workflow.diary.typed_names import Found, Meant, Name, Vocabulary, fold
from hairtrack.workflow.diary.typed_treatments import GIVEN, TreatmentReader
from hairtrack.workflow.diary.typed_words import Read, brief, capital, nothing_after, several, unknown

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
        self._treatments = TreatmentReader(course, vocabulary, day)

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
            raise several(words[: found.words], [self._known_as(name) for name in fitting])
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
            raise self._treatments.not_begun(words) or unknown(words, self._known.things)
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
        return Read(entry, f"{capital(name.words)} {severity} of 10" + (f", {area}" if area else ""))

    def _areas(self, text: str) -> tuple[str, ...]:
        """Read areas that follow one another, with or without commas."""
        words = [word for word in re.split(r"[\s,]+|/|\+", text) if word and word.casefold() != "and"]
        areas = []
        while words:
            found = self._known.areas.find(words)
            if not found.words:
                raise HairtrackError(ErrorKind.LINE_REST, rest=brief(" ".join(words)), before="the number")
            if len(found.names) > 1:
                raise several(words[: found.words], [name.words for name in found.names])
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
            nothing_after(" ".join(words[1:]), words[0])
            if going_on is None:
                raise _lacking(name, "")
            return Read(replace(going_on, until=self._day), f"{capital(name.words)}, {going_on.severity}, is over")
        if going_on is not None:
            raise HairtrackError(ErrorKind.LINE_KEPT_ALREADY, on=f"every day since {day_in_words(going_on.since)}")
        severity = Severity(_severity(words[0]) or words[0])
        ongoing = len(words) > 1 and words[1] in _ONGOING
        nothing_after(" ".join(words[2 if ongoing else 1 :]), words[0])
        until = None if ongoing else self._day
        entry = SideEffect(id=new_id(), name=name.words, severity=severity, since=self._day, until=until)
        return Read(entry, f"Side effect {name.words}, {severity}" + (", going on from" if ongoing else ""))

    def _score(self, name: Name, rest: str) -> Read:
        number, rest = leading_number(rest)
        nothing_after(_OF_TEN.sub("", rest), name.words)
        value = whole(number, ErrorKind.DIARY_SEVERITY_OUTSIDE)
        entry = Score(id=new_id(), on=self._day, kind=ScoreKind(name.key), value=value)
        return Read(entry, f"{capital(name.words)} {value} of 10")

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
        return Read(entry, f"{capital(name.words)} {value:g} {unit}{shown}{source}")

    def _groom(self, name: Name, rest: str) -> Read:
        kind, length, wet = GroomKind(name.key), None, None
        if kind is GroomKind.HAIRCUT and rest:
            length, unit = leading_number(rest)
            if unit.casefold() not in {"mm", "cm"}:
                raise HairtrackError(ErrorKind.DIARY_UNIT_UNKNOWN, unit=brief(unit) or f"{length:g}", known="mm or cm")
            length = round(10 * length, 6) if unit.casefold() == "cm" else length
        elif kind is GroomKind.PHOTOGRAPHED and rest.casefold() in {"wet", "dry"}:
            wet = rest.casefold() == "wet"
        else:
            nothing_after(rest, name.words)
        entry = Groom(id=new_id(), on=self._day, kind=kind, length_mm=length, wet=wet)
        what = {GroomKind.WASH: "washed", GroomKind.DYE: "dyed"}.get(kind)
        left = f", {length:g} mm left" if length is not None else ""
        state = "" if wet is None else ", wet" if wet else ", dry"
        return Read(entry, (f"Hair {what}" if what else capital(kind)) + left + state)

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
        return Read(entry, f"SALT {total:g}, judged by {brief(judged[1])}")

    # What begins with a verb

    def _note(self, text: str) -> Read:
        return Read(Event(id=new_id(), on=self._day, text=text), f"Note “{brief(text)}”")

    def _life(self, text: str) -> Read:
        return Read(Event(id=new_id(), on=self._day, text=text, kind=EventKind.LIFE), f"Life event “{brief(text)}”")

    def _product(self, text: str) -> Read:
        entry = Groom(id=new_id(), on=self._day, kind=GroomKind.PRODUCT, note=text)
        return Read(entry, f"Product “{brief(text)}”" if text else "Product in the hair")


_OWN_WORDS: dict[str, Callable[[PartReader, str], Read]] = {
    "note": PartReader._note,
    "event": PartReader._life,
    "product": PartReader._product,
}
_VERBS: dict[str, Callable[[TreatmentReader, str], Read]] = {
    **dict.fromkeys(("start", "started"), TreatmentReader.start),
    **dict.fromkeys(("stop", "stopped"), TreatmentReader.stop),
    **dict.fromkeys(("pause", "paused"), TreatmentReader.pause),
    **dict.fromkeys(("resume", "resumed"), TreatmentReader.resume),
    **dict.fromkeys(("missed", "miss"), TreatmentReader.missed),
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
            return begins_with_number(rest) or first in GIVEN
        case _:
            return begins_with_number(rest)


def _severity(word: str) -> str | None:
    """Return the severity that a word means, by its beginning."""
    return next((known for known in _SEVERITIES if len(word) > 1 and known.startswith(word)), None)


def _lacking(name: Name, rest: str) -> HairtrackError:
    what, example = _NEEDS[name.meant]
    if name.meant is Meant.GROOM and rest:
        return HairtrackError(ErrorKind.LINE_REST, rest=brief(rest), before=name.words)
    return HairtrackError(ErrorKind.LINE_NEEDS, name=capital(name.words), what=what, example=example.format(name.words))
