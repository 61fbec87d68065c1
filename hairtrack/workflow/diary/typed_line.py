"""A day of the diary in one typed line: ``yesterday: itch 4 crown; headache mild; washed; note slept badly``.

Cut into its parts, each kept by itself; `hairtrack.workflow.diary.typed_parts` has what a part may say.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hairtrack.course import Course
from hairtrack.diary import Entry, Symptom, TestPlan
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.language import _
from hairtrack.messages import day_in_words, error_sentence
from hairtrack.treatment import Treatment
from hairtrack.workflow.diary.entries import keep_entry
from hairtrack.workflow.diary.typed_days import DAY_WITH_COMMA, begins_with_day, leading_day
from hairtrack.workflow.diary.typed_names import SHORTEST, Vocabulary, treatments_in
from hairtrack.workflow.diary.typed_parts import FREE_TEXT, STARTING, PartReader, is_verb
from hairtrack.workflow.diary.typed_ways import fold

EXAMPLES = (
    _("itch 4 crown; headache mild"),
    _("yesterday: washed; haircut 9 mm"),
    _("start ritlecitinib 50 mg daily"),
    _("missed 1 ritlecitinib; brows 4"),
    _("12 March: ALT 32 U/l; note tired"),
)

_PARTS = re.compile("[;\n\r\v\f\u2028\u2029]")
_COMMA = re.compile(rf"(?:{DAY_WITH_COMMA})|(?P<cut>(?<!\d),|,(?!\d))", re.ASCII | re.IGNORECASE)
"""A comma between two figures is a decimal one, and one before a year belongs to its day."""
_SET_OFF = " \t\N{NO-BREAK SPACE},:"
_OFFERED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a line.

    Attributes
    ----------
    text : str
        As typed, without its day.
    day : str
        The day that holds for it, as typed; nothing where none was.
    sentence : str
        How it was understood, or what to write.
    entry : Entry or None
        What it is kept as; None where it was not understood.
    """

    text: str
    day: str
    sentence: str
    entry: Entry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What came of reading a line.

    Attributes
    ----------
    course : Course
        With all that was understood; the very same where nothing was.
    parts : tuple of Part
        In the order in which they were typed.
    """

    course: Course
    parts: tuple[Part, ...] = ()

    @property
    def kept(self) -> tuple[Part, ...]:
        """The parts that were understood."""
        return tuple(part for part in self.parts if part.entry is not None)

    @property
    def left(self) -> tuple[Part, ...]:
        """The others."""
        return tuple(part for part in self.parts if part.entry is None)

    @property
    def rest(self) -> str:
        """What was not understood, as a line of its own that speaks of the same days."""
        pieces, day = [], ""
        for part in self.left:
            # What begins as a day does would else be read as one.
            said = part.day != day or (part.day and begins_with_day(part.text))
            pieces.append(f"{part.day}: {part.text}" if said and part.text else part.text or part.day)
            day = part.day
        return "; ".join(pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Names that may complete a line: each takes the place of what stands from `at` on."""

    at: int
    names: tuple[str, ...]


class LineReader:
    """Reads lines into one course; the names of its diary are gathered once.

    Parameters
    ----------
    course : Course
    today : date
    on : date, optional
        The day of parts that name none; today by default.
    """

    def __init__(self, course: Course, today: date, on: date | None = None) -> None:
        self.course = course
        self.today = today
        self._on = on or today
        self._known = Vocabulary.of(course.diary)
        self._held: defaultdict[tuple[type, date], list[Entry]] = defaultdict(list)
        for entry in course.diary.entries():
            if not isinstance(entry, Treatment | TestPlan):
                self._held[type(entry), entry.on].append(entry)

    def read(self, text: str) -> Understood:
        """Read a line.

        Parameters
        ----------
        text : str
            Anything at all.

        Returns
        -------
        Understood
        """
        course = self.course
        parts: list[Part] = []
        day: date | None = self._on
        typed, wrong = "", ""
        for piece, free in self._pieces(text):
            try:
                said, said_as, rest = leading_day(piece, self.today)
            except HairtrackError as error:
                # Nothing may be kept for another day than the one that was meant.
                day, typed, wrong = None, "", error_sentence(error)
                parts.append(Part(text=piece, day="", sentence=wrong))
                continue
            if said is not None:
                day, typed = said, said_as
            if day is None:
                parts.append(Part(text=rest, day="", sentence=wrong))
            elif rest:
                course, part = self._part(course, parts, day, rest, free=free)
                parts.append(replace(part, day=typed))
        return Understood(course=course, parts=tuple(parts))

    def _part(self, course: Course, parts: Sequence[Part], day: date, text: str, *, free: bool) -> tuple[Course, Part]:
        """Keep one part, or say why not."""
        try:
            read = PartReader(course, self._known, day, self.today).read(text if free else text.rstrip(" .:,") or text)
            self._happened(read.entry, day)
            self._is_new(read.entry, parts)
            after = keep_entry(course, read.entry)
        except HairtrackError as error:
            return course, Part(text=text, day="", sentence=error_sentence(error))
        return after, Part(text=text, day="", sentence=read.sentence, entry=read.entry)

    def _happened(self, entry: Entry, day: date) -> None:
        """Refuse what is said to have happened on a day to come; a treatment may be planned."""
        if day > self.today and not isinstance(entry, Treatment):
            raise HairtrackError(ErrorKind.LINE_TO_COME, on=day_in_words(day))

    def _is_new(self, entry: Entry, parts: Sequence[Part]) -> None:
        """Refuse what the diary, or the line before this part, holds in every word."""
        if isinstance(entry, Treatment | TestPlan):
            return
        before = (part.entry for part in parts if type(part.entry) is type(entry))
        if any(replace(old, id=entry.id) == entry for old in (*self._held[type(entry), entry.on], *before) if old):
            raise HairtrackError(ErrorKind.LINE_KEPT_ALREADY, on=day_in_words(entry.on))

    # Pieces

    def _pieces(self, text: str) -> Iterator[tuple[str, bool]]:
        """Cut a line into its parts, each with whether it is free text."""
        for chunk in _PARTS.split(text):
            commas = [found.start() for found in _COMMA.finditer(chunk) if found["cut"]]
            starts, ends = [0, *(comma + 1 for comma in commas)], [*commas, len(chunk)]
            place = 0
            while place < len(starts):
                piece = chunk[starts[place] : ends[place]].strip(_SET_OFF)
                if self._is_free(piece):
                    yield chunk[starts[place] :].strip(_SET_OFF), True
                    break
                last = place
                while last + 1 < len(starts) and self._is_more_area(piece, chunk[starts[last + 1] : ends[last + 1]]):
                    last += 1
                if piece:
                    yield chunk[starts[place] : ends[last]].strip(_SET_OFF), False
                place = last + 1

    def _is_free(self, piece: str) -> bool:
        return fold(self._without_day(piece).split(" ")[0]) in FREE_TEXT

    def _is_more_area(self, symptom: str, more: str) -> bool:
        """Whether what follows a comma names further areas of the symptom before it."""
        reader = PartReader(self.course, self._known, self.today, self.today)
        if not more.strip() or not reader.areas(more):
            return False
        try:
            return isinstance(reader.read(self._without_day(symptom.strip()) or " ;").entry, Symptom)
        except HairtrackError:
            return False

    def _without_day(self, piece: str) -> str:
        try:
            return leading_day(piece.strip(), self.today)[2]
        except HairtrackError:
            return piece

    # Names to complete

    def offers(self, text: str) -> Offer:
        """Return the names that may complete the end of a line.

        Parameters
        ----------
        text : str
            Up to the cursor.

        Returns
        -------
        Offer
            Without names where fewer than two letters of one stand there, or where the words are the user's own.
        """
        pieces = [*self._pieces(text)]
        if not pieces or pieces[-1][1] or text[-1:] in {" ", ",", ";", ":"}:
            return Offer(at=len(text), names=())
        words = self._without_day(pieces[-1][0]).split()
        names: tuple[str, ...] = ()
        if words and is_verb(words[0]):
            phrase, names = self._verb_offers(words)
        elif any(word[0].isdigit() for word in words):
            phrase = re.split(r"[\s,]", text)[-1]
            names = self._known.areas.beginning(phrase) if self._at_area(words) else ()
        else:
            phrase = " ".join(words)
            if len(fold(phrase)) >= SHORTEST:
                taken = treatments_in(self.course.diary.treatments).beginning(phrase)
                names = tuple(dict.fromkeys((*self._known.things.beginning(phrase), *taken)))
        if len(fold(phrase)) < SHORTEST or not text.endswith(phrase):
            names = ()
        return Offer(at=len(text) - len(phrase), names=names[:_OFFERED])

    def _verb_offers(self, words: list[str]) -> tuple[str, tuple[str, ...]]:
        """Return the treatments that a verb may speak of."""
        phrase = " ".join(word for word in words[1:] if not word[0].isdigit())
        if fold(words[0]) in STARTING:
            return phrase, self._known.drugs.beginning(phrase)
        return phrase, treatments_in(self.course.diary.treatments).beginning(phrase)

    def _at_area(self, words: list[str]) -> bool:
        """Whether the last word may be an area: a symptom and its number stand before it."""
        try:
            entry = PartReader(self.course, self._known, self.today, self.today).read(" ".join(words[:-1]) or ";").entry
        except HairtrackError:
            return False
        return isinstance(entry, Symptom)


def read_line(course: Course, text: str, today: date, *, on: date | None = None) -> Understood:
    """Read one line into a course.

    Parameters
    ----------
    course : Course
    text : str
        Anything at all.
    today : date
    on : date, optional
        The day of parts that name none; today by default.

    Returns
    -------
    Understood
    """
    return LineReader(course, today, on).read(text)
