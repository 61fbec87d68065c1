"""Which two photos of a course's beginning and end are matched best, by everything but hair.

The pair is proposed from how the photos were taken, never from what was measured in them: whoever may choose among
several pairs by their result will find a change.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hairtrack.analysis.change import Change
from hairtrack.analysis.comparability import (
    Condition,
    Conditions,
    Finding,
    Level,
    against,
    compare_conditions,
    mismatches,
)
from hairtrack.language import _, listed

NEAR = timedelta(days=45)
"""How far from the first and the last visit a photo still stands for the beginning and the end."""
MOST_OF_AN_END = 3
"""Photos; nine pairs can be measured while somebody waits."""

_WORTH_NAMING = 0.1
"""Of a caution, by which the other pairs differ more on average."""
_MOST_NAMED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A pair that may be proposed.

    Attributes
    ----------
    before, after : str
        SHA-256 of the photos.
    conditions : Conditions
    length_mismatch : float
        Of the hair, in units of what forbids a comparison.
    noted : tuple of Finding
        What the diary says of the hair on the two days.
    """

    before: str
    after: str
    conditions: Conditions
    length_mismatch: float = 0.0
    noted: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found of the pair, from its pixels and from the diary."""
        return (*compare_conditions(self.conditions), *self.noted)

    @property
    def mismatch(self) -> float:
        """How much the two differ in all but hair: the sum over conditions, in units of what deserves a caution."""
        return sum(_mismatches(self).values())


@dataclass(frozen=True, slots=True, kw_only=True)
class FairPair:
    """The best matched pair, and why.

    Attributes
    ----------
    before, after : str
        SHA-256 of the photos.
    pairs : int
        How many were looked at.
    closest_in : tuple of Condition
        The conditions in which no other pair is closer and most are clearly further apart, at most two.
    comparable : bool
        Whether nothing forbids comparing the two.
    """

    before: str
    after: str
    pairs: int
    closest_in: tuple[Condition, ...] = ()
    comparable: bool = True


def ends(days: Sequence[date]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Choose the visits that stand for the beginning and for the end.

    Parameters
    ----------
    days : sequence of date
        In order.

    Returns
    -------
    first, last : tuple of int
        Indices of at most `MOST_OF_AN_END` each, within `NEAR` of the first and the last day and on their side of the
        middle; empty where all fall on one day.
    """
    if not days or days[0] == days[-1]:
        return (), ()
    reach = min(NEAR, (days[-1] - days[0]) / 2)
    first = [index for index, day in enumerate(days) if day - days[0] <= reach]
    last = [index for index, day in enumerate(days) if days[-1] - day <= reach and index not in first]
    return tuple(first[:MOST_OF_AN_END]), tuple(last[-MOST_OF_AN_END:])


def fair_pair(candidates: Sequence[Candidate]) -> FairPair | None:
    """Choose the pair whose conditions differ least, all together; one that may not be compared comes last.

    Parameters
    ----------
    candidates : sequence of Candidate
        The earlier wins where two are alike.

    Returns
    -------
    FairPair or None
        None without candidates.
    """
    if not candidates:
        return None
    measured = [_mismatches(candidate) for candidate in candidates]
    best = min(range(len(candidates)), key=lambda index: (_refused(candidates[index]), sum(measured[index].values())))
    others = [found for index, found in enumerate(measured) if index != best]
    ahead = {
        kind: sum(other.get(kind, own) for other in others) / len(others) - own
        for kind, own in measured[best].items()
        if others and own <= min(other.get(kind, own) for other in others)
    }
    named = sorted((kind for kind in ahead if ahead[kind] > _WORTH_NAMING), key=lambda kind: -ahead[kind])
    return FairPair(
        before=candidates[best].before,
        after=candidates[best].after,
        pairs=len(candidates),
        closest_in=tuple(named[:_MOST_NAMED]),
        comparable=not _refused(candidates[best]),
    )


def fair_sentence(pair: FairPair) -> str:
    """Say why this pair is proposed."""
    if pair.pairs == 1:
        return _("The only pair of a first and a last visit.")
    if pair.closest_in:
        return _(
            "Closest in {conditions} of {pairs} pairs of first and last visits.",
            conditions=listed([condition.words for condition in pair.closest_in]),
            pairs=pair.pairs,
        )
    return _(
        "Best matched of {pairs} pairs of first and last visits, all differences taken together.", pairs=pair.pairs
    )


def kinder_by(chosen: Change, fair: Change) -> float | None:
    """Return by how many points a pair shows more gain than the fair pair does, where that is more than its doubt.

    Parameters
    ----------
    chosen, fair : Change
        Of one region.

    Returns
    -------
    float or None
        None where the difference is within what the fair pair can show, or either has no figure.
    """
    if chosen.change is None or fair.change is None or fair.detectable is None:
        return None
    more = chosen.change - fair.change
    return more if more > fair.detectable else None


def _mismatches(candidate: Candidate) -> dict[Condition, float]:
    return {**mismatches(candidate.conditions), Condition.LENGTH: candidate.length_mismatch}


def _refused(candidate: Candidate) -> bool:
    return bool(against(candidate.findings, least=Level.NOT_COMPARABLE))
