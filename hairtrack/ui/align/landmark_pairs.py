"""Points placed by hand in two photos, as pairs that may be half placed. Without a screen."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from hairtrack.course import Landmark, Point
from hairtrack.language import _

SUGGESTED = (_("whorl"), _("mole or scar"), _("top of the left ear"), _("top of the right ear"), _("hairline peak"))


class Side(Enum):
    """In which of the two photos a point lies."""

    FIXED = auto()
    MOVING = auto()


@dataclass(frozen=True, slots=True)
class Pair:
    """The same scalp point in both photos, as far as it has been placed."""

    fixed: Point | None = None
    moving: Point | None = None
    name: str = ""

    def at(self, side: Side) -> Point | None:
        """Return the point in one of the photos."""
        return self.fixed if side is Side.FIXED else self.moving

    def put(self, side: Side, place: Point | None) -> "Pair":
        """Place, move or take away the point in one of the photos."""
        return replace(self, fixed=place) if side is Side.FIXED else replace(self, moving=place)


@dataclass(frozen=True, slots=True)
class Pairs:
    """All pairs, in the order in which they were begun."""

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

    def place(self, side: Side, place: Point) -> "Pairs":
        """Add a point: to the first pair that lacks it in this photo, else as a new pair."""
        for index, pair in enumerate(self.pairs):
            if pair.at(side) is None:
                return self._with(index, pair.put(side, place))
        return Pairs((*self.pairs, Pair().put(side, place)))

    def move(self, side: Side, index: int, place: Point) -> "Pairs":
        """Move a point."""
        return self._with(index, self.pairs[index].put(side, place))

    def remove(self, index: int) -> "Pairs":
        """Take a pair away; those after it move up."""
        return Pairs((*self.pairs[:index], *self.pairs[index + 1 :]))

    def next_side(self) -> Side:
        """Say in which photo the next point is to be placed."""
        for pair in self.pairs:
            if pair.fixed is None:
                return Side.FIXED
            if pair.moving is None:
                return Side.MOVING
        return Side.FIXED

    def _with(self, index: int, pair: Pair) -> "Pairs":
        return Pairs((*self.pairs[:index], pair, *self.pairs[index + 1 :]))
