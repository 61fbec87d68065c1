"""Undo and redo over immutable values."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class History(Generic[T]):
    """The present value with what came before and what was undone.

    Attributes
    ----------
    present : T
    past, future : tuple of (str, T)
        Each with the words for the step that led away from it, the nearest last.
    """

    present: T
    past: tuple[tuple[str, T], ...] = ()
    future: tuple[tuple[str, T], ...] = ()

    def do(self, what: str, value: T) -> "History[T]":
        """Take a step; what was undone before is forgotten."""
        return History(value, (*self.past, (what, self.present)))

    def undo(self) -> "History[T]":
        """Go back one step, or stay where there is none."""
        if not self.past:
            return self
        what, value = self.past[-1]
        return History(value, self.past[:-1], (*self.future, (what, self.present)))

    def redo(self) -> "History[T]":
        """Take the undone step again, or stay where there is none."""
        if not self.future:
            return self
        what, value = self.future[-1]
        return History(value, (*self.past, (what, self.present)), self.future[:-1])
