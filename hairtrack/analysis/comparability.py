"""Whether two photos may be compared at all: each reason named, with its level."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hairtrack.diary import Groom, GroomKind
from hairtrack.errors import Fact, Reason, ReasonKind
from hairtrack.figures import decimal
from hairtrack.language import _
from hairtrack.messages import day_in_words

GROWTH_MM_PER_DAY = 0.35
"""Scalp hair grows about 1 cm a month."""
_SHORTEST_MM = 0.5
"""What is left after shaving."""


class Condition(StrEnum):
    """What two photos of a region must have in common."""

    ANGLE = "angle"
    DISTANCE = "distance"
    SHARPNESS = "sharpness"
    LIGHT = "light"
    COLOUR = "light colour"
    BRIGHTNESS = "brightness"
    GLARE = "glare and shadow"
    OVERLAP = "what both show"
    ALIGNMENT = "alignment"
    LENGTH = "hair length"
    STATE = "hair state"
    CAMERA = "camera and lens"

    @property
    def words(self) -> str:
        """Finishes "Alike in both photos: ..."."""
        return _WORDS[self]


_WORDS = {
    Condition.ANGLE: _("angle"),
    Condition.DISTANCE: _("distance"),
    Condition.SHARPNESS: _("sharpness"),
    Condition.LIGHT: _("light"),
    Condition.COLOUR: _("light colour"),
    Condition.BRIGHTNESS: _("brightness"),
    Condition.GLARE: _("glare and shadow"),
    Condition.OVERLAP: _("what both show"),
    Condition.ALIGNMENT: _("alignment"),
    Condition.LENGTH: _("hair length"),
    Condition.STATE: _("hair state"),
    Condition.CAMERA: _("camera and lens"),
}


class Level(StrEnum):
    """How much a finding weighs, the lightest first."""

    FINE = "fine"
    CAUTION = "caution"
    NOT_COMPARABLE = "not comparable"


_LIMITS = {
    Condition.DISTANCE: (math.log(1.2), math.log(1.6)),
    Condition.ANGLE: (13.5, 25.0),
    Condition.SHARPNESS: (math.log(3.0), math.log(4.5)),
    Condition.LIGHT: (0.45, 1.0),
    Condition.COLOUR: (0.36, 0.5),
    Condition.BRIGHTNESS: (0.9, math.inf),
    Condition.GLARE: (0.8, 2.0),
    Condition.OVERLAP: (0.1, 0.4),
    Condition.ALIGNMENT: (0.06, 0.15),
    Condition.STATE: (1.05, 1.4),
}
"""From where on a condition's difference is worth a caution, and from where on it forbids the comparison: where good
pairs of rendered photos end, and where coverage is led astray."""
_KINDS = {
    Condition.DISTANCE: ReasonKind.OTHER_SCALE,
    Condition.ANGLE: ReasonKind.OTHER_ANGLE,
    Condition.SHARPNESS: ReasonKind.OTHER_SHARPNESS,
    Condition.LIGHT: ReasonKind.OTHER_LIGHT,
    Condition.COLOUR: ReasonKind.OTHER_COLOUR,
    Condition.BRIGHTNESS: ReasonKind.OTHER_BRIGHTNESS,
    Condition.GLARE: ReasonKind.GLARE,
    Condition.OVERLAP: ReasonKind.LITTLE_OVERLAP,
    Condition.ALIGNMENT: ReasonKind.LOOSE_ALIGNMENT,
    Condition.STATE: ReasonKind.OTHER_HAIR_STATE,
}
_LITTLE_LOST = 0.02
"""Share of a place that is blown out or black in many a good photo."""
_SHOWS_WETNESS_MM = 12.0
"""Shorter hair looks much the same when it is wet."""
_OTHER_LENS = 1.15
"""Ratio of focal lengths; less is rounding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How two photos compare in one condition.

    Attributes
    ----------
    condition : Condition
    level : Level
    reason : Reason or None
        What stands against the pair; None where the condition is fine.
    """

    condition: Condition
    level: Level = Level.FINE
    reason: Reason | None = None


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
    colour_change : float or None
        How differently the light is coloured on what did not change, in stops between two channels. None, here and
        below, where it could not be measured.
    brightness_change : float or None
        Stops.
    glare : (float, float) or None
        Share of the region and what lies around it that is blown out or black in each, 0 to 1.
    alignment_error : float or None
        What 95 % of the errors stay within, as a share of the region's width.
    hair_change : float or None
        How differently the hair itself looks, whatever there is of it; 1 is where pairs of the same hair, combed anew
        or with more or less of it, end.
    """

    scale_ratio: float
    tilt_degrees: float
    sharpness_ratio: float
    light_change: float
    overlap: float
    colour_change: float | None = None
    brightness_change: float | None = None
    glare: tuple[float, float] | None = None
    alignment_error: float | None = None
    hair_change: float | None = None


def against(findings: Iterable[Finding], *, least: Level = Level.CAUTION) -> tuple[Reason, ...]:
    """Return what stands against a pair, the weightiest first.

    Parameters
    ----------
    findings : iterable of Finding
    least : Level
        Leave out what weighs less.

    Returns
    -------
    tuple of Reason
        Empty where all is fine.
    """
    return tuple(f.reason for f in weightiest(findings) if f.reason is not None and _rank(f.level) >= _rank(least))


def weightiest(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings by weight and say each thing once.

    Parameters
    ----------
    findings : iterable of Finding
        Of one pair, maybe over several regions and from several sources.

    Returns
    -------
    tuple of Finding
        For each condition either what stands against the pair, each kind of reason once, or that it is fine.
    """
    kept: dict[tuple[Condition, ReasonKind | None], Finding] = {}
    for finding in sorted(findings, key=lambda finding: -_rank(finding.level)):
        kept.setdefault((finding.condition, finding.reason.kind if finding.reason else None), finding)
    refuted = {finding.condition for finding in kept.values() if finding.reason is not None}
    return tuple(f for f in kept.values() if f.reason is not None or f.condition not in refuted)


def compare_conditions(conditions: Conditions) -> tuple[Finding, ...]:
    """Judge every condition of a pair that was measured, the weightiest first.

    Parameters
    ----------
    conditions : Conditions
        As measured on the aligned pair.

    Returns
    -------
    tuple of Finding
    """
    lost = conditions.glare or (0.0, 0.0)
    facts: dict[Condition, dict[str, Fact]] = {
        Condition.DISTANCE: {
            "percent": round(100 * abs(conditions.scale_ratio - 1)),
            "direction": "closer" if conditions.scale_ratio > 1 else "further away",
        },
        Condition.ANGLE: {"degrees": round(conditions.tilt_degrees)},
        Condition.OVERLAP: {"percent": round(100 * conditions.overlap)},
        Condition.GLARE: {"percent": round(100 * abs(lost[1] - lost[0]))},
        Condition.ALIGNMENT: {"percent": round(100 * (conditions.alignment_error or 0))},
    }
    found = []
    for condition, amount in _amounts(conditions).items():
        level = _level(amount, *_LIMITS[condition])
        reason = None if level is Level.FINE else Reason.of(_KINDS[condition], **facts.get(condition, {}))
        found.append(Finding(condition=condition, level=level, reason=reason))
    return weightiest(found)


def mismatches(conditions: Conditions) -> dict[Condition, float]:
    """Say how much each condition differs, in units of what is worth a caution.

    Parameters
    ----------
    conditions : Conditions

    Returns
    -------
    dict of Condition to float
        0 where nothing differs; what was not measured is left out.
    """
    return {condition: max(0.0, amount) / _LIMITS[condition][0] for condition, amount in _amounts(conditions).items()}


def compare_cameras(
    *, names: tuple[str, str], lenses_mm: tuple[int | None, int | None] = (None, None)
) -> tuple[Finding, ...]:
    """Name what the two files say about the cameras.

    Parameters
    ----------
    names : (str, str)
        Make and model, or empty.
    lenses_mm : (int or None, int or None)
        Focal lengths as on 35-mm film.

    Returns
    -------
    tuple of Finding
        Empty where a file does not name its camera: chat copies say nothing.
    """
    if not all(names):
        return ()
    if names[0] != names[1]:
        reason = Reason.of(ReasonKind.OTHER_CAMERA, first=names[0], second=names[1])
        return (Finding(condition=Condition.CAMERA, level=Level.CAUTION, reason=reason),)
    first, second = lenses_mm
    if first and second and max(first, second) > _OTHER_LENS * min(first, second):
        reason = Reason.of(ReasonKind.OTHER_LENS, first=first, second=second)
        return (Finding(condition=Condition.CAMERA, level=Level.CAUTION, reason=reason),)
    return (Finding(condition=Condition.CAMERA),)


def compare_grooming(grooms: tuple[Groom, ...], *, before: date, after: date) -> tuple[Finding, ...]:
    """Name what the notes say about the hair's length and state on the two days.

    Parameters
    ----------
    grooms : tuple of Groom
        All notes of the diary.
    before, after : date
        The two days.

    Returns
    -------
    tuple of Finding
        Not comparable when the lengths differ more than twofold, or when the hair was wet on one day and dry on the
        other and is not known to be short; a caution when it was cut between the two days and no length is known,
        when it was dyed in between, washed on one of the two days only, or wet on both. Length is fine where both
        are known and alike; where nothing is noted nothing is said.
    """
    return (
        *_noted_length(grooms, before, after),
        *_noted_wetness(grooms, before, after),
        *_noted_state(grooms, before, after),
    )


def _noted_length(grooms: tuple[Groom, ...], before: date, after: date) -> tuple[Finding, ...]:
    first, second = length_on(grooms, before), length_on(grooms, after)
    if first is not None and second is not None:
        if max(first, second) <= 2 * min(first, second):
            return (Finding(condition=Condition.LENGTH),)
        note = _("about {first} mm, then {second} mm", first=decimal(first), second=decimal(second))
        level = Level.NOT_COMPARABLE
    else:
        cuts = [g for g in grooms if g.kind is GroomKind.HAIRCUT and before < g.on <= after]
        if not cuts:
            return ()
        note, level = _("on {day}", day=day_in_words(cuts[-1].on)), Level.CAUTION
    reason = Reason.of(ReasonKind.OTHER_HAIRCUT, note=note)
    return (Finding(condition=Condition.LENGTH, level=level, reason=reason),)


def _noted_wetness(grooms: tuple[Groom, ...], before: date, after: date) -> tuple[Finding, ...]:
    first, second = wet_on(grooms, before), wet_on(grooms, after)
    if first is None or second is None or not (first or second):
        return ()
    level, reason = Level.CAUTION, Reason.of(ReasonKind.BOTH_WET)
    if first != second:
        lengths = [length_on(grooms, day) for day in (before, after)]
        short = all(length is not None and length < _SHOWS_WETNESS_MM for length in lengths)
        level = Level.CAUTION if short else Level.NOT_COMPARABLE
        reason = Reason.of(ReasonKind.WET_AND_DRY, day=(before if first else after).isoformat())
    return (Finding(condition=Condition.STATE, level=level, reason=reason),)


def wet_on(grooms: tuple[Groom, ...], day: date) -> bool | None:
    """Return whether the hair was wet in the photos of a day, or None where nobody said or two notes contradict."""
    said = {groom.wet for groom in grooms if groom.on == day and groom.wet is not None}
    return said.pop() if len(said) == 1 else None


def _noted_state(grooms: tuple[Groom, ...], before: date, after: date) -> tuple[Finding, ...]:
    reasons = []
    dyed = [g.on for g in grooms if g.kind is GroomKind.DYE and before < g.on <= after]
    if dyed:
        reasons.append(Reason.of(ReasonKind.HAIR_DYED, day=max(dyed).isoformat()))
    washed = {g.on for g in grooms if g.kind is GroomKind.WASH} & {before, after}
    if len(washed) == 1 and before != after:
        reasons.append(Reason.of(ReasonKind.HAIR_WASHED, day=washed.pop().isoformat()))
    return tuple(Finding(condition=Condition.STATE, level=Level.CAUTION, reason=reason) for reason in reasons)


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
        return 1.0 if against(_noted_length(grooms, before, after)) else 0.0
    return abs(math.log2(max(second, _SHORTEST_MM) / max(first, _SHORTEST_MM)))


def _amounts(conditions: Conditions) -> dict[Condition, float]:
    glare, brightness = _lit(conditions)
    amounts = {
        Condition.ANGLE: conditions.tilt_degrees,
        Condition.DISTANCE: abs(math.log(conditions.scale_ratio)),
        Condition.SHARPNESS: -math.log(max(conditions.sharpness_ratio, 1e-6)),
        Condition.LIGHT: conditions.light_change,
        Condition.COLOUR: conditions.colour_change,
        Condition.BRIGHTNESS: brightness,
        Condition.GLARE: glare,
        Condition.OVERLAP: 1 - conditions.overlap,
        Condition.ALIGNMENT: conditions.alignment_error,
        Condition.STATE: conditions.hair_change,
    }
    return {condition: amount for condition, amount in amounts.items() if amount is not None}


def _lit(conditions: Conditions) -> tuple[float | None, float | None]:
    """Weigh glare and brightness together, for a flash changes both, and lay it to whichever changed more."""
    brightness = conditions.brightness_change
    if conditions.glare is None:
        return None, brightness
    first, second = conditions.glare
    glare = abs(math.log((second + _LITTLE_LOST) / (first + _LITTLE_LOST))) / 2
    both = glare + (brightness or 0.0)
    if brightness is None or glare > brightness:
        return both, brightness
    return glare, both


def _level(value: float, caution: float, stop: float) -> Level:
    if value > stop:
        return Level.NOT_COMPARABLE
    return Level.CAUTION if value > caution else Level.FINE


def _rank(level: Level) -> int:
    return list(Level).index(level)


def length_on(grooms: tuple[Groom, ...], day: date) -> float | None:
    """Estimate the hair's length in mm from the last haircut, or None where no length was noted."""
    cuts = [g for g in grooms if g.kind is GroomKind.HAIRCUT and g.on <= day]
    last = max(cuts, key=lambda g: g.on, default=None)
    if last is None or last.length_mm is None:
        return None
    return last.length_mm + GROWTH_MM_PER_DAY * (day - last.on).days
