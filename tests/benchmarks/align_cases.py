"""The classes of pairs that alignment is judged on: how a pair is made, what is to come of it, how many there are."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import partial

from tests.benchmarks.align_hard import HARD, hard_pair
from tests.benchmarks.align_real import FIRST_CHECKED, REAL, real_pair, real_photos
from tests.benchmarks.known_warps import Pair
from tests.benchmarks.other_pairs import CLASSES as OTHERWISE
from tests.benchmarks.other_pairs import other_pair
from tests.benchmarks.rendered_pairs import rendered_pair

FIRST_TUNED = 3000
_COURSES = ("same day", "other light", "weeks", "months", "short hair")
"""Rendered with all looks, thin on top and patchy."""
_EACH_LOOK, _EACH_HARD = 9, 6
_REAL_MANY = {"taken again": 12, "another person": 18, "another person, same room": 18}
_REAL_FEW = 5


class Wanted(StrEnum):
    """What is to come of a pair."""

    PLACED = auto()
    REFUSED = auto()
    MIRRORED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A class of pairs.

    Attributes
    ----------
    name : str
    make : callable
        From a seed.
    count : int
        Of pairs, in a whole run.
    wanted : Wanted
    goal : str
        What the issue of alignment sets a limit for, where this class counts for it.
    strangers : bool
        It shows two people.
    """

    name: str
    make: Callable[[int], Pair]
    count: int
    wanted: Wanted = Wanted.PLACED
    goal: str = ""
    strangers: bool = False


def cases() -> list[Case]:
    """Return all classes that this machine has the photos for."""
    return [*_rendered(), *_hard(), *_otherwise(), *(_real() if real_photos(FIRST_CHECKED) else [])]


def whole() -> int:
    """Return how many pairs a whole run has."""
    return sum(case.count for case in cases())


def _rendered() -> list[Case]:
    found = []
    for kind in _COURSES:
        for patchy in (False, True):
            name = f"{kind}, {'patchy' if patchy else 'diffuse'}"
            make = partial(rendered_pair, kind, patchy=patchy)
            found.append(Case(name=name, make=make, count=_EACH_LOOK, goal=kind))
    another = partial(rendered_pair, "another person")
    found.append(Case(name="another person", make=another, count=12, wanted=Wanted.REFUSED, strangers=True))
    aside = partial(rendered_pair, "another view")
    return [*found, Case(name="another view", make=aside, count=_EACH_HARD, wanted=Wanted.REFUSED)]


def _hard() -> list[Case]:
    return [
        Case(
            name=kind,
            make=partial(hard_pair, kind),
            count=_EACH_HARD,
            wanted=Wanted.MIRRORED if kind == "mirrored selfie" else Wanted.PLACED,
        )
        for kind in HARD
    ]


def _otherwise() -> list[Case]:
    return [
        Case(
            name=f"drawn otherwise, {kind}",
            make=partial(other_pair, kind),
            count=_EACH_HARD,
            wanted=Wanted.REFUSED if kind == "another person" else Wanted.PLACED,
            strangers=kind == "another person",
        )
        for kind in OTHERWISE
    ]


def _real() -> list[Case]:
    return [
        Case(
            name=f"real, {kind}",
            make=partial(real_pair, kind),
            count=_REAL_MANY.get(kind, _REAL_FEW),
            wanted=_wanted_of_real(kind),
            goal="same day" if kind == "taken again" else "",
            strangers=kind.startswith("another person"),
        )
        for kind in REAL
    ]


def _wanted_of_real(kind: str) -> Wanted:
    if kind == "mirrored":
        return Wanted.MIRRORED
    return Wanted.REFUSED if kind.startswith("another person") else Wanted.PLACED
