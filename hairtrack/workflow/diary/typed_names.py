"""The names that a typed line may speak of, found by an unambiguous beginning."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import Enum, auto
from itertools import islice

from hairtrack.diary import Diary, GroomKind, LabResult, ScoreKind, StageScale
from hairtrack.kept_words import shown
from hairtrack.language import _typed
from hairtrack.treatment import Treatment
from hairtrack.workflow.diary.catalogue import AREAS, BRANDS, CATALOGUE, LABS, SIDE_EFFECTS, SYMPTOMS
from hairtrack.workflow.diary.typed_ways import fold

SHORTEST = 2
"""Letters of a beginning."""
_COMPARED = 400
"""Names among which near ones are looked for, so that a key costs little in any diary."""


class Meant(Enum):
    """What sort of thing a name is."""

    SYMPTOM = auto()
    SIDE_EFFECT = auto()
    SCORE = auto()
    LAB = auto()
    GROOM = auto()
    STAGE = auto()
    SALT = auto()
    TREATMENT = auto()
    DRUG = auto()
    AREA = auto()


@dataclass(frozen=True, slots=True)
class Name:
    """A name that is known.

    Attributes
    ----------
    words : str
        As it is kept.
    meant : Meant
    key : str
        What it stands for, where that is not its words: the id of a treatment, the value of a kind.
    """

    words: str
    meant: Meant
    key: str = ""

    @property
    def said(self) -> str:
        """As it is said in the language in use."""
        return shown(self.words)


@dataclass(frozen=True, slots=True)
class Found:
    """What the beginning of a text was found to name: how many of its words, how surely (0 best), and what."""

    words: int
    rank: int
    names: tuple[Name, ...]


NOTHING = Found(0, 9, ())


class Names:
    """A vocabulary.

    Parameters
    ----------
    names : iterable of (str, Name)
        What may be typed, and what it names; the first of two that read the same is said.
    """

    def __init__(self, names: Iterable[tuple[str, Name]]) -> None:
        known: dict[tuple[str, Meant, str], Name] = {}
        for typed, name in names:
            folded = fold(typed)
            if folded:
                known.setdefault((folded, name.meant, name.key), name)
        self._names = tuple(known.values())
        self._words = {folded: name.said for (folded, _, _), name in known.items()}
        self._longest = max((folded.count(" ") + 1 for folded in self._words), default=0)
        # Each name from each of its words on, so that a beginning of any word is found by halving.
        self._starts = sorted(
            (folded[place:], place, index)
            for index, (folded, _, _) in enumerate(known)
            for place in (0, *(blank.end() for blank in re.finditer(" ", folded)))
        )
        self._nearest: dict[str, tuple[str, ...]] = {}

    def find(self, words: Sequence[str]) -> Found:
        """Find what the first words name: as many of them as possible, whole names before beginnings.

        Parameters
        ----------
        words : sequence of str

        Returns
        -------
        Found
        """
        for count in range(min(len(words), self._longest), 0, -1):
            phrase = fold(" ".join(words[:count]))
            # A sign alone, such as a dash, is no word of a name.
            if phrase and fold(words[count - 1]):
                found = self._ranked(phrase)
                if found:
                    rank = min(found)
                    return Found(count, rank, tuple(dict.fromkeys(found[rank])))
        return NOTHING

    def _ranked(self, phrase: str) -> dict[int, list[Name]]:
        """Return the names that are a phrase, begin with it, or have a word that does."""
        ranked: dict[int, list[Name]] = {}
        for place in range(bisect_left(self._starts, (phrase,)), len(self._starts)):
            start, at, index = self._starts[place]
            if not start.startswith(phrase):
                break
            if start == phrase and at == 0:
                ranked.setdefault(0, []).append(self._names[index])
            elif len(phrase) >= SHORTEST:
                ranked.setdefault(2 if at else 1, []).append(self._names[index])
        return ranked

    def beginning(self, phrase: str) -> tuple[str, ...]:
        """Return the names that begin with a phrase, then those that have a word which does."""
        ranked = self._ranked(fold(phrase))
        return tuple(dict.fromkeys(name.said for rank in sorted(ranked) for name in ranked[rank]))

    def near(self, phrase: str) -> tuple[str, ...]:
        """Return up to three names that are spelt nearly like a phrase."""
        folded = fold(phrase)[:60]
        if folded not in self._nearest:
            close = get_close_matches(folded, list(islice(self._words, _COMPARED)), n=3, cutoff=0.6)
            self._nearest[folded] = tuple(dict.fromkeys(self._words[near] for near in close))
        return self._nearest[folded]


def things_in(diary: Diary) -> Names:
    """Return the vocabulary of what happens: the diary's own names first, then the catalogue's.

    Parameters
    ----------
    diary : Diary

    Returns
    -------
    Names
    """
    own = {
        Meant.SYMPTOM: [symptom.name for symptom in reversed(diary.symptoms)],
        Meant.SIDE_EFFECT: [effect.name for effect in reversed(diary.side_effects)],
        Meant.LAB: [lab.name for lab in reversed(diary.labs)],
    }
    offered = {Meant.SYMPTOM: SYMPTOMS, Meant.SIDE_EFFECT: SIDE_EFFECTS, Meant.LAB: LABS}
    plain = [(words, meant) for meant, known in own.items() for words in dict.fromkeys((*offered[meant], *known))]
    # The catalogue's come first, so that in any diary they are among those compared; the spelling is the diary's own.
    spelt = {(fold(words), meant): words for meant, known in own.items() for words in reversed(known)}
    names = [
        (typed, Name(spelt.get((fold(words), meant), words), meant))
        for words, meant in plain
        for typed in (words, shown(words))
    ]
    names += [(typed, Name(str(kind), Meant.GROOM, str(kind))) for ways, kind in _GROOMS for typed in ways]
    names += [(typed, Name(str(kind), Meant.SCORE, str(kind))) for kind, ways in _SCORES for typed in ways]
    names += [(str(scale), Name(str(scale), Meant.STAGE, str(scale))) for scale in StageScale]
    return Names([*names, ("SALT", Name("SALT", Meant.SALT))])


_GROOMS = (
    (_typed("washed"), GroomKind.WASH),
    (_typed("haircut|hair cut"), GroomKind.HAIRCUT),
    (_typed("dyed|dye"), GroomKind.DYE),
    (_typed("photographed"), GroomKind.PHOTOGRAPHED),
)
_SCORES = (
    *((kind, (str(kind), shown(kind))) for kind in ScoreKind),
    (ScoreKind.QUALITY_OF_LIFE, _typed("qol")),
)


def areas_in(diary: Diary) -> Names:
    """Return the areas of the head, with those that the diary knows.

    Parameters
    ----------
    diary : Diary

    Returns
    -------
    Names
    """
    own = dict.fromkeys(area.strip() for text in {kept.area for kept in diary.symptoms} for area in text.split(","))
    return Names((typed, Name(area, Meant.AREA)) for area in (*AREAS, *own) for typed in (area, shown(area)))


_BRANDS = {fold(brand): fold(drug) for brand, drug in BRANDS.items()}


def treatments_in(treatments: Iterable[Treatment], day: date | None = None) -> Names:
    """Return the diary's treatments, by name, by form and by brand.

    Parameters
    ----------
    treatments : iterable of Treatment
    day : date, optional
        Of these, those alone that were going on on a day.

    Returns
    -------
    Names
    """
    pairs = []
    for treatment in treatments:
        if day is None or treatment.active_on(day):
            ways = [(treatment.name, treatment.form), (shown(treatment.name), shown(treatment.form))]
            name = Name(treatment.name, Meant.TREATMENT, treatment.id)
            known = fold(treatment.name)
            others = [brand for brand, drug in _BRANDS.items() if known.startswith(drug)]
            others += [_BRANDS[known]] if known in _BRANDS else []
            ways += [(other, "") for other in others]
            pairs += [(typed, name) for way in ways for typed in (way[0], " ".join(way).strip())]
    return Names(pairs)


def drugs_in(diary: Diary) -> Names:
    """Return what can be started: the catalogue by name and brand, and what the diary had before.

    Parameters
    ----------
    diary : Diary

    Returns
    -------
    Names
    """
    pairs = [
        (typed, Name(known.name, Meant.DRUG))
        for known in CATALOGUE
        for typed in (known.name, shown(known.name), *known.brands)
    ]
    return Names([*pairs, *((kept.name, Name(kept.name, Meant.DRUG)) for kept in diary.treatments)])


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names of one diary, gathered once for all that is typed into it.

    Attributes
    ----------
    things, areas, drugs : Names
    last_labs : dict of str to LabResult
        The last result of each blood test, by its folded name.
    units : frozenset of str
        Of its blood tests, in small letters.
    """

    things: Names
    areas: Names
    drugs: Names
    last_labs: dict[str, LabResult]
    units: frozenset[str]

    @classmethod
    def of(cls, diary: Diary) -> "Vocabulary":
        """Gather the names of a diary."""
        labs = sorted(diary.labs, key=lambda lab: lab.on)
        return cls(
            things_in(diary),
            areas_in(diary),
            drugs_in(diary),
            {fold(lab.name): lab for lab in labs},
            frozenset(lab.unit.casefold() for lab in labs),
        )
