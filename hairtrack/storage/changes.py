"""What must be written so that a stored list of records becomes another one: as few rows as can be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of records as it stands in its table.

    Attributes
    ----------
    positions : tuple of int
        Rising, with gaps; the order of the list.
    records : tuple
    """

    positions: tuple[int, ...] = ()
    records: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """Positions to delete, then records to insert, and what stands there after."""

    deleted: tuple[int, ...]
    inserted: tuple[tuple[int, Any], ...]
    after: Rows


def change(rows: Rows, records: Sequence[Any]) -> Change:
    """Find the rows to delete and to insert.

    Records are immutable, so one that did not change is as a rule the very same object; where it is not, equal
    ones at the same end of the list are found too. Rows that stay keep their position.

    Parameters
    ----------
    rows : Rows
        What is stored.
    records : sequence
        What is to be stored, in order.
    """
    kept = _kept(rows.records, records)
    positions = _positions(rows, kept, len(records))
    if positions is None:
        # No room between two rows that stay: number the list anew.
        positions, kept = list(range(len(records))), {}
    stay = {rows.positions[old] for old in kept.values()}
    return Change(
        deleted=tuple(position for position in rows.positions if position not in stay),
        inserted=tuple((positions[new], records[new]) for new in range(len(records)) if new not in kept),
        after=Rows(tuple(positions), tuple(records)),
    )


def _kept(old: Sequence[Any], new: Sequence[Any]) -> dict[int, int]:
    """Match new indices to old ones, both rising."""
    start = 0
    while start < min(len(old), len(new)) and _same(old[start], new[start]):
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and _same(old[-1 - end], new[-1 - end]):
        end += 1
    kept = {index: index for index in range(start)}
    where = {id(old[index]): index for index in range(start, len(old) - end)}
    reached = start
    for index in range(start, len(new) - end):
        found = where.get(id(new[index]))
        if found is not None and found >= reached:
            kept[index] = found
            reached = found + 1
    kept.update({len(new) - 1 - back: len(old) - 1 - back for back in range(end)})
    return kept


def _same(old: Any, new: Any) -> bool:
    return old is new or bool(old == new)


def _positions(rows: Rows, kept: dict[int, int], count: int) -> list[int] | None:
    """Give new records free positions between those that stay; None where there is no room."""
    positions: list[int] = []
    for index in range(count):
        if index in kept:
            position = rows.positions[kept[index]]
            if positions and position <= positions[-1]:
                return None
        else:
            position = positions[-1] + 1 if positions else 0
        positions.append(position)
    return positions
