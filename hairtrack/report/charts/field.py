"""What all lanes beneath the plot share: where they are placed, how they ask for room, and marks that meet."""

import bisect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from hairtrack.diary import SideEffect
from hairtrack.language import _, _n
from hairtrack.report.charts.axes import Scale
from hairtrack.report.charts.data import PublishedMark, WidthOf
from hairtrack.report.charts.parts import Box, Lanes

_MOST_ROWS = 6
"""That stretches of one time may fill."""
_NAMED = 3
"""So many that have no room are named; more are counted."""


PUBLISHED = _("Published")
TREATMENTS = _("Treatments")
JUDGING = _("Time to judge")
EFFECTS = _("Side effects")
SYMPTOMS = _("Symptoms")
LABS = _("Blood tests")
EVENTS = _("Events")
"""Names of the lanes."""


class _Dated(Protocol):
    @property
    def on(self) -> date: ...


Entry = TypeVar("Entry", bound=_Dated)
Stretched = TypeVar("Stretched", SideEffect, PublishedMark)


def _ordinal(entry: _Dated) -> int:
    return entry.on.toordinal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Where lanes are placed.

    Attributes
    ----------
    frame : Box
        Of the whole chart.
    across : Scale
        Of the days that are shown.
    home : Scale
        Of all days.
    low, high : float
        Ordinals of the days of both; how many rows a lane has does not change while one moves through the days.
    letter : float
    width_of : callable
    """

    frame: Box
    across: Scale
    home: Scale
    low: float
    high: float
    letter: float
    width_of: WidthOf

    def ever(self, since: date, until: date | None = None) -> bool:
        """Whether some of these days are on the axis, or would be if all days were shown."""
        return since.toordinal() <= self.high and (until is None or until.toordinal() >= self.low)

    def any_of(self, entries: Sequence[Entry]) -> bool:
        """Whether one of the entries, which are in order of time, is on the axis or would be."""
        first = bisect.bisect_left(entries, self.low, key=_ordinal)
        return first < len(entries) and _ordinal(entries[first]) <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """The part of a chart between its axes: `up` goes with what is measured, `steps` with what is rated."""

    field: Field
    box: Box
    up: Scale
    steps: Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One kind of entry.

    Attributes
    ----------
    name : str
    wants : tuple of float
        For each row that it would fill, its turn when room is shared out; the least comes first.
    row, head : float
        Height of one, and of what stands above them all, pixels.
    level : float or None
        Middle of the name beneath the top, pixels; None for that of the first row, or for above it.
    place : callable
        From a number of rows and the top of the first to what stands in them.
    missing : callable
        From a number of rows to the names of what is then not drawn.
    """

    name: str
    wants: tuple[float, ...]
    row: float
    head: float = 0.0
    level: float | None = None
    place: Callable[[int, float], Lanes]
    missing: Callable[[int], tuple[str, ...]]


_LATER = 6
"""The turn of a row that is not among the first ones of its lane."""


def turns(rows: int, *first: float) -> tuple[float, ...]:
    """Return the turns of so many rows: those of the first ones, then one of each lane after the other."""
    return (*first, *(_LATER + row + first[0] / 10 for row in range(rows - len(first))))[:rows]


def packed_rows(
    entries: Sequence[Stretched], label_of: Callable[[Stretched], str], field: Field
) -> list[list[Stretched]]:
    """Put each in the first row that is free from its first day on, words and all; what finds none is left out."""
    rows: list[list[Stretched]] = []
    ends: list[float] = []
    for entry in entries:
        left = field.home.clamped(entry.since)
        if len(rows) == _MOST_ROWS and min(ends) > left:
            continue
        free = next((row for row, end in enumerate(ends) if end <= left), None)
        bar = field.home.stop if entry.until is None else field.home.clamped(entry.until)
        end = max(bar, left + field.width_of(label_of(entry))) + 0.8 * field.letter
        if free is None:
            rows.append([entry])
            ends.append(end)
        else:
            rows[free].append(entry)
            ends[free] = end
    return rows


def by_pixel(entries: Sequence[Entry], across: Scale) -> list[tuple[float, list[Entry]]]:
    """Return the entries on the axis, those that fall on one pixel together, each with the place of the first.

    Parameters
    ----------
    entries : sequence
        In order of time.
    across : Scale

    Returns
    -------
    list of (float, list)
    """
    first = bisect.bisect_left(entries, across.low, key=_ordinal)
    last = bisect.bisect_right(entries, across.high, key=_ordinal)
    placed: list[tuple[float, list[Entry]]] = []
    together: list[Entry] = []
    day, pixel = None, None
    for entry in entries[first:last]:
        # Of ten thousand entries most share their day with the one before, and need no place of their own.
        if entry.on != day:
            day = entry.on
            x = across.day(day)
            if int(x) != pixel:
                pixel, together = int(x), []
                placed.append((x, together))
        together.append(entry)
    return placed


def some(missing: Iterable[str], counted: Callable[[int], str]) -> tuple[str, ...]:
    """Name a few, count many."""
    found = tuple(missing)
    return found if len(found) <= _NAMED else (counted(len(found)),)


def treatments_counted(count: int) -> str:
    """Write how many treatments: "3 treatments"."""
    return _n("{count} treatment", "{count} treatments", count)


def effects_counted(count: int) -> str:
    """Write how many side effects."""
    return _n("{count} side effect", "{count} side effects", count)


def symptoms_counted(count: int) -> str:
    """Write how many symptoms."""
    return _n("{count} symptom", "{count} symptoms", count)
