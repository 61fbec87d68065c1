"""Points placed by hand in two photos, as pairs that may be half placed. Without a screen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from hairtrack.course import Landmark, Point
from hairtrack.kept_words import LANDMARKS, kept, shown
from hairtrack.language import _

SUGGESTED = tuple(LANDMARKS.values())
"""What a point may be called, in the language in use."""
_LONGEST = 40
"""Letters of a name."""


class Side(Enum):
    """In which of the two photos a point lies."""

    FIXED = auto()
    MOVING = auto()

    @property
    def other(self) -> "Side":
        """The other photo."""
        return Side.MOVING if self is Side.FIXED else Side.FIXED


@dataclass(frozen=True, slots=True)
class Pair:
    """The same scalp point in both photos, as far as it has been placed."""

    fixed: Point | None = None
    moving: Point | None = None
    name: str = ""
    offered: bool = False
    """Whether it is known in the reference photo from earlier, and nobody has asked for it yet."""

    @property
    def lacks(self) -> Side | None:
        """The photo that it is not placed in yet."""
        if self.fixed is None:
            return Side.FIXED
        return Side.MOVING if self.moving is None else None

    def at(self, side: Side) -> Point | None:
        """Return the point in one of the photos."""
        return self.fixed if side is Side.FIXED else self.moving

    def put(self, side: Side, place: Point | None) -> "Pair":
        """Place, move or take away the point in one of the photos."""
        return replace(self, fixed=place) if side is Side.FIXED else replace(self, moving=place)


@dataclass(frozen=True, slots=True)
class Pairs:
    """All pairs: those that are complete, then those that were begun, then those that are offered."""

    pairs: tuple[Pair, ...] = ()

    @classmethod
    def of(cls, landmarks: tuple[Landmark, ...]) -> "Pairs":
        """Take up landmarks that were placed before."""
        return cls(tuple(Pair(mark.fixed, mark.moving, mark.name) for mark in landmarks))

    def landmarks(self) -> tuple[Landmark, ...]:
        """Return the pairs that are placed in both photos."""
        return tuple(
            Landmark(fixed=pair.fixed, moving=pair.moving, name=pair.name)
            for pair in self.pairs
            if pair.fixed is not None and pair.moving is not None
        )

    def with_marks(self, marks: Sequence[tuple[Point, str]]) -> "Pairs":
        """Add marks that are known in the reference photo and are to be found in the other one."""
        return Pairs((*self.pairs, *(Pair(fixed=place, name=name, offered=True) for place, name in marks)))

    def place(self, side: Side, place: Point, chosen: int | None = None) -> "Pairs":
        """Add a point: to the chosen pair or the first that lacks it in this photo, else as a new pair."""
        return self.placed(side, place, chosen)[0]

    def placed(self, side: Side, place: Point, chosen: int | None = None) -> tuple["Pairs", int]:
        """Add a point as `place` does; return also which pair it belongs to then."""
        pairs = list(self.pairs)
        index = chosen
        if index is None or pairs[index].lacks is not side:
            index = next((number for number, pair in enumerate(pairs) if pair.lacks is side), None)
        if index is None:
            pairs.append(Pair())
            index = len(pairs) - 1
        pairs[index] = filled = replace(pairs[index].put(side, place), offered=False)
        # So that points keep their numbers while others are still to be found.
        pairs.sort(key=lambda pair: 0 if pair.lacks is None else 2 if pair.offered else 1)
        return Pairs(tuple(pairs)), next(number for number, pair in enumerate(pairs) if pair is filled)

    def move(self, side: Side, index: int, place: Point) -> "Pairs":
        """Move a point."""
        return self._with(index, self.pairs[index].put(side, place))

    def call(self, index: int, text: str) -> "Pairs":
        """Give a pair a name, or take it away; suggested names are kept in English."""
        return self._with(index, replace(self.pairs[index], name=kept(" ".join(text.split()))[:_LONGEST]))

    def remove(self, index: int) -> "Pairs":
        """Take a pair away; those after it move up."""
        return Pairs((*self.pairs[:index], *self.pairs[index + 1 :]))

    def to_complete(self, chosen: int | None = None) -> int | None:
        """Return the pair that is to be placed next: the chosen one or the first that is half placed."""
        if chosen is not None and self.pairs[chosen].lacks is not None:
            return chosen
        return next((index for index, pair in enumerate(self.pairs) if pair.lacks is not None), None)

    def next_side(self, chosen: int | None = None) -> Side:
        """Say in which photo the next point is to be placed."""
        index = self.to_complete(chosen)
        return (self.pairs[index].lacks if index is not None else None) or Side.FIXED

    def called(self, index: int) -> str:
        """Say a pair's number and its name, where it has one."""
        name = shown(self.pairs[index].name) if index < len(self.pairs) else ""
        return _("{number} ({name})", number=index + 1, name=name) if name else str(index + 1)

    def _with(self, index: int, pair: Pair) -> "Pairs":
        return Pairs((*self.pairs[:index], pair, *self.pairs[index + 1 :]))
