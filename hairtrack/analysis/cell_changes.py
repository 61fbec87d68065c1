"""Which cells of a change map changed by more than their own noise, looked at all at once."""

import math
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Protocol

from hairtrack.analysis.change import Change
from hairtrack.language import _, _n

_FALSE_SHARE = 0.05
_FEWEST = 3
"""Cells that must touch and have changed the same way: a single lock that fell elsewhere covers fewer."""


class CellVerdict(StrEnum):
    """What may be said about a cell."""

    GAIN = "gain"
    LOSS = "loss"
    WITHIN_NOISE = "within noise"
    NOT_JUDGED = "not judged"


_CHANGED = (CellVerdict.GAIN, CellVerdict.LOSS)


class CellDifference(Protocol):
    """A cell's difference between two photos, with its own doubt."""

    @property
    def place(self) -> tuple[int, int]:
        """Column and row in the grid."""

    @property
    def change(self) -> float | None:
        """After minus before in points; None where the cell is not judged."""

    @property
    def noise(self) -> float:
        """Its standard deviation in points where nothing changed, beside what all cells share."""

    @property
    def leaning(self) -> float:
        """How much of an error of the whole region the cell takes."""


def judge_cells(cells: Sequence[CellDifference], whole: Change) -> tuple[CellVerdict, ...]:
    """Say which cells changed, with the share of false ones among them held down.

    A change is believed where at least three touching cells share it.

    Parameters
    ----------
    cells : sequence of CellDifference
        Of one region.
    whole : Change
        Of that region, with figures. Its doubt is each cell's too: what lets the whole region seem to change moves
        all cells at once.

    Returns
    -------
    tuple of CellVerdict
        Where nothing changed, no cell is called changed in 95 of 100 pairs; else at most 5 % of those called changed
        are expected not to have.

    References
    ----------
    Benjamini Y, Hochberg Y. Controlling the false discovery rate. J R Stat Soc B 1995;57:289.
    doi:10.1111/j.2517-6161.1995.tb02031.x. Cells err together, for which it holds too: Benjamini Y, Yekutieli D. Ann
    Stat 2001;29:1165. doi:10.1214/aos/1013699998.
    """
    chances = [None if cell.change is None else _chance(cell, cell.change, whole) for cell in cells]
    ranked = sorted(chance for chance in chances if chance is not None)
    passed = [chance for rank, chance in enumerate(ranked, start=1) if chance <= _FALSE_SHARE * rank / len(ranked)]
    limit = max(passed, default=-1.0)
    verdicts = [_verdict(cell.change, chance, limit) for cell, chance in zip(cells, chances, strict=True)]
    believed = _together({c.place: v for c, v in zip(cells, verdicts, strict=True) if v in _CHANGED})
    return tuple(
        CellVerdict.WITHIN_NOISE if verdict in _CHANGED and cell.place not in believed else verdict
        for cell, verdict in zip(cells, verdicts, strict=True)
    )


def _together(changed: Mapping[tuple[int, int], CellVerdict]) -> set[tuple[int, int]]:
    """Return the places that lie in a group of enough cells with one verdict, side by side."""
    believed: set[tuple[int, int]] = set()
    waiting = set(changed)
    while waiting:
        group, edge = set[tuple[int, int]](), [waiting.pop()]
        while edge:
            column, row = here = edge.pop()
            group.add(here)
            beside = ((column - 1, row), (column + 1, row), (column, row - 1), (column, row + 1))
            near = {there for there in beside if there in waiting and changed[there] is changed[here]}
            waiting -= near
            edge += near
        if len(group) >= _FEWEST:
            believed |= group
    return believed


def cells_sentence(verdicts: Sequence[CellVerdict], *, lies_still: bool) -> str:
    """Say what the map of a region shows, to be put behind the region's name.

    Parameters
    ----------
    verdicts : sequence of CellVerdict
    lies_still : bool
        Whether the hair is known to be too short to be combed from one cell to another.
    """
    gained, lost, same, unseen = (verdicts.count(verdict) for verdict in CellVerdict)
    judged = len(verdicts) - unseen
    if not judged:
        return _("none of the cells could be judged.")
    said = [_changed_words(gained, lost, judged, rest=bool(same))]
    if unseen:
        said.append(_n("{count} could not be judged.", "{count} could not be judged.", unseen))
    if (gained or lost) and not lies_still:
        said.append(_("Long hair combed another way looks like that too."))
    return " ".join(said)


def _changed_words(gained: int, lost: int, judged: int, *, rest: bool) -> str:
    """Say how many cells changed, those that are most first."""
    if not gained and not lost:
        return _("none of {judged} cells changed by more than its own noise.", judged=judged)
    if not lost:
        found = _("{gained} of {judged} cells gained, none lost", gained=gained, judged=judged)
    elif not gained:
        found = _("{lost} of {judged} cells lost, none gained", lost=lost, judged=judged)
    elif gained >= lost:
        found = _("{gained} of {judged} cells gained, {lost} lost", gained=gained, lost=lost, judged=judged)
    else:
        found = _("{lost} of {judged} cells lost, {gained} gained", lost=lost, gained=gained, judged=judged)
    return _("{found}; the others are within their own noise.", found=found) if rest else f"{found}."


def _chance(cell: CellDifference, change: float, whole: Change) -> float:
    """Return the chance of a difference so large by noise alone (two-sided, normal)."""
    assert whole.change is not None
    assert whole.low is not None
    assert whole.high is not None
    reach = whole.change - whole.low if change > 0 else whole.high - whole.change
    deviation = math.hypot(cell.noise, cell.leaning * reach / 1.96)
    return math.erfc(abs(change) / max(deviation, 1e-9) / math.sqrt(2))


def _verdict(change: float | None, chance: float | None, limit: float) -> CellVerdict:
    if change is None or chance is None:
        return CellVerdict.NOT_JUDGED
    if chance > limit:
        return CellVerdict.WITHIN_NOISE
    return CellVerdict.GAIN if change > 0 else CellVerdict.LOSS
