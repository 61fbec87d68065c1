"""Whether two photos may be compared at all: each reason named, with its level."""

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hairtrack.diary import Groom, GroomKind
from hairtrack.errors import Reason, ReasonKind
from hairtrack.messages import day_in_words

GROWTH_MM_PER_DAY = 0.35
"""Scalp hair grows about 1 cm a month."""
_SHORTEST_MM = 0.5
"""What is left after shaving."""
_LIMITS = {
    ReasonKind.OTHER_SCALE: (math.log(1.2), math.log(1.6)),
    ReasonKind.OTHER_ANGLE: (12.0, 25.0),
    ReasonKind.OTHER_SHARPNESS: (math.log(2.0), math.log(5.0)),
    ReasonKind.OTHER_LIGHT: (0.45, 1.0),
    ReasonKind.LITTLE_OVERLAP: (0.1, 0.4),
}
"""From where on a condition's difference is worth a caution, and from where on it forbids the comparison."""


class Level(StrEnum):
    """How much a finding weighs."""

    CAUTION = "caution"
    NOT_COMPARABLE = "not comparable"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that differs between two photos."""

    level: Level
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """How a pair of aligned photos differs in what is not hair.

    Attributes
    ----------
    scale_ratio : float
        Pixels per millimetre of the second over the first, both at equal image width.
    tilt_degrees : float
        How far the head was turned out of the picture plane between the two.
    sharpness_ratio : float
        Fine detail of the less sharp over the sharper photo at equal scale, 0 to 1.
    light_change : float
        How differently the light falls over what both show: standard deviation of a plane through the log2 ratio of
        the two luminances, in stops; a common exposure cancels out.
    overlap : float
        Share of the region seen in both, 0 to 1.
    """

    scale_ratio: float
    tilt_degrees: float
    sharpness_ratio: float
    light_change: float
    overlap: float


def compare_conditions(conditions: Conditions) -> tuple[Finding, ...]:
    """Name what differs between the two photos, the weightiest first.

    Parameters
    ----------
    conditions : Conditions
        As measured on the aligned pair.

    Returns
    -------
    tuple of Finding
        Empty when nothing stands against the comparison.
    """
    direction = "closer" if conditions.scale_ratio > 1 else "further away"
    facts: dict[ReasonKind, dict[str, int | str]] = {
        ReasonKind.OTHER_SCALE: {"percent": round(100 * abs(conditions.scale_ratio - 1)), "direction": direction},
        ReasonKind.OTHER_ANGLE: {"degrees": round(conditions.tilt_degrees)},
        ReasonKind.LITTLE_OVERLAP: {"percent": round(100 * conditions.overlap)},
    }
    found = [
        Finding(level, Reason.of(kind, **facts.get(kind, {})))
        for kind, amount in _amounts(conditions).items()
        if (level := _level(amount, *_LIMITS[kind])) is not None
    ]
    return tuple(sorted(found, key=lambda finding: finding.level is not Level.NOT_COMPARABLE))


def mismatches(conditions: Conditions) -> dict[ReasonKind, float]:
    """Say how much each condition differs, in units of what is worth a caution.

    Parameters
    ----------
    conditions : Conditions

    Returns
    -------
    dict of ReasonKind to float
        0 where nothing differs; the key is the reason that a large difference would be.
    """
    return {kind: max(0.0, amount) / _LIMITS[kind][0] for kind, amount in _amounts(conditions).items()}


def compare_grooming(grooms: tuple[Groom, ...], *, before: date, after: date) -> tuple[Finding, ...]:
    """Name what the notes say about the hair's length on the two days.

    Parameters
    ----------
    grooms : tuple of Groom
        All notes of the diary.
    before, after : date
        The two days.

    Returns
    -------
    tuple of Finding
        Not comparable when the lengths differ more than twofold; a caution when the hair was cut between the two
        days and no length is known.
    """
    first, second = length_on(grooms, before), length_on(grooms, after)
    cuts = [g for g in grooms if g.kind is GroomKind.HAIRCUT and before < g.on <= after]
    if first is not None and second is not None:
        if max(first, second) <= 2 * min(first, second):
            return ()
        note = f"about {first:.0f} mm, then {second:.0f} mm"
        return (Finding(Level.NOT_COMPARABLE, Reason.of(ReasonKind.OTHER_HAIRCUT, note=note)),)
    if cuts:
        note = f"on {day_in_words(cuts[-1].on)}"
        return (Finding(Level.CAUTION, Reason.of(ReasonKind.OTHER_HAIRCUT, note=note)),)
    return ()


def length_mismatch(grooms: tuple[Groom, ...], *, before: date, after: date) -> float:
    """Say how much the hair's length differs by the notes, in units of what forbids a comparison.

    Parameters
    ----------
    grooms : tuple of Groom
    before, after : date

    Returns
    -------
    float
        0 where the lengths are the same or nothing is known of them, 1 at twice the length.
    """
    first, second = length_on(grooms, before), length_on(grooms, after)
    if first is None or second is None:
        return 1.0 if compare_grooming(grooms, before=before, after=after) else 0.0
    return abs(math.log2(max(second, _SHORTEST_MM) / max(first, _SHORTEST_MM)))


def _amounts(conditions: Conditions) -> dict[ReasonKind, float]:
    return {
        ReasonKind.OTHER_SCALE: abs(math.log(conditions.scale_ratio)),
        ReasonKind.OTHER_ANGLE: conditions.tilt_degrees,
        ReasonKind.OTHER_SHARPNESS: -math.log(max(conditions.sharpness_ratio, 1e-6)),
        ReasonKind.OTHER_LIGHT: conditions.light_change,
        ReasonKind.LITTLE_OVERLAP: 1 - conditions.overlap,
    }


def _level(value: float, caution: float, stop: float) -> Level | None:
    if value > stop:
        return Level.NOT_COMPARABLE
    return Level.CAUTION if value > caution else None


def length_on(grooms: tuple[Groom, ...], day: date) -> float | None:
    """Estimate the hair's length in mm from the last haircut, or None where no length was noted."""
    cuts = [g for g in grooms if g.kind is GroomKind.HAIRCUT and g.on <= day]
    last = max(cuts, key=lambda g: g.on, default=None)
    if last is None or last.length_mm is None:
        return None
    return last.length_mm + GROWTH_MM_PER_DAY * (day - last.on).days
