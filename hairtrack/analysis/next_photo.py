"""What to do otherwise in the next photo, by how the last ones differ from the one that they should be like.

Only what is so in the last photo counts, however many before it: what was put right since needs no advice.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median

from hairtrack.analysis.comparability import Condition, Conditions, Level, compare_conditions, mismatches
from hairtrack.errors import ReasonKind


class Aspect(StrEnum):
    """What of a photo the person who takes it can do something about."""

    MIRROR = "mirror"
    LIKENESS = "likeness"
    DISTANCE = "distance"
    ANGLE = "angle"
    FRAME = "frame"
    ORIENTATION = "orientation"
    LIGHT = "light"
    COLOUR = "light colour"
    BRIGHTNESS = "brightness"
    GLARE = "glare"
    SHARPNESS = "sharpness"
    LENGTH = "hair length"
    STATE = "hair state"
    CAMERA = "camera"
    LENS = "lens"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class LightTurn:
    """How the light of a photo went another way than that of the pattern.

    Attributes
    ----------
    brighter : float
        Stops; negative where it is darker.
    warmer : float
        Stops of red over blue; negative where it is cooler.
    right, down : float
        Stops by which it is brighter at the right than at the left of the picture, and below than above.
    sharper : float
        Log of its fine detail over that of the pattern.
    """

    brighter: float = 0.0
    warmer: float = 0.0
    right: float = 0.0
    down: float = 0.0
    sharper: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How one photo was taken, beside the pattern.

    Attributes
    ----------
    on : date or None
    conditions : Conditions or None
        None where the two are not aligned.
    turn : LightTurn
    noticed : frozenset of ReasonKind
        What was noticed when it was added, and why it could not be aligned.
    upright, pattern_upright : bool
        Whether each is higher than wide.
    camera, pattern_camera : str
        Make and model, or empty.
    lens_mm, pattern_lens_mm : int or None
    wet, pattern_wet : bool or None
        By the diary's notes.
    """

    on: date | None = None
    conditions: Conditions | None = None
    turn: LightTurn = LightTurn()
    noticed: frozenset[ReasonKind] = frozenset()
    upright: bool = True
    pattern_upright: bool = True
    camera: str = ""
    pattern_camera: str = ""
    lens_mm: int | None = None
    pattern_lens_mm: int | None = None
    wet: bool | None = None
    pattern_wet: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Off:
    """An aspect in which the last photos differ from the pattern, one way.

    Attributes
    ----------
    aspect : Aspect
    way : str
        Which way, as the words need it ("closer"), or empty.
    count : int
        How many of the last photos, without a gap.
    weight : float
        1 is worth a caution.
    stops : bool
        Whether it forbids comparing.
    amount : float or None
        How much, where these photos agree on it.
    last : Seen
        The last of them.
    """

    aspect: Aspect
    way: str = ""
    count: int
    weight: float = 1.0
    stops: bool = False
    amount: float | None = None
    last: Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found.

    Attributes
    ----------
    off : tuple of Off
        The weightiest first.
    fine : tuple of Aspect
        What was judged and is as it should be.
    """

    off: tuple[Off, ...] = ()
    fine: tuple[Aspect, ...] = ()


@dataclass(frozen=True, slots=True)
class _Verdict:
    """One photo's standing in one aspect: fine where `way` is None."""

    way: str | None = None
    weight: float = 1.0
    stops: bool = False
    amount: float | None = None


_FINE = _Verdict()
_AGREE = math.log(1.15)
"""By how much the amounts of several photos may differ from their middle for a number to be given."""
_CLEAR_SLOPE = 0.15
"""Stops across the picture from which a side can be named."""
_MEASURED = {
    Aspect.DISTANCE: Condition.DISTANCE,
    Aspect.ANGLE: Condition.ANGLE,
    Aspect.FRAME: Condition.OVERLAP,
    Aspect.LIGHT: Condition.LIGHT,
    Aspect.COLOUR: Condition.COLOUR,
    Aspect.BRIGHTNESS: Condition.BRIGHTNESS,
    Aspect.GLARE: Condition.GLARE,
    Aspect.SHARPNESS: Condition.SHARPNESS,
    Aspect.STATE: Condition.STATE,
}
_ALONE = {
    Aspect.SHARPNESS: (ReasonKind.BLURRED, "blurred"),
    Aspect.BRIGHTNESS: (ReasonKind.TOO_DARK, "dark"),
    Aspect.GLARE: (ReasonKind.OVEREXPOSED, "more"),
}
"""What is seen in a photo without any other."""
_NOT_ALIGNED = frozenset(
    {
        ReasonKind.NO_STABLE_MARKS,
        ReasonKind.MATCHES_DISAGREE,
        ReasonKind.WAYS_DISAGREE,
        ReasonKind.MATCHES_TOO_CLUSTERED,
        ReasonKind.IMPLAUSIBLE_POSE,
        ReasonKind.ERROR_TOO_LARGE,
    }
)


def differences(seen: Sequence[Seen]) -> Found:
    """Find in which aspects the last photos differ from the pattern.

    Parameters
    ----------
    seen : sequence of Seen
        In order of time.

    Returns
    -------
    Found
    """
    off: list[Off] = []
    fine: list[Aspect] = []
    for aspect in Aspect:
        judge = _judge_of(aspect)
        judged = [(verdict, each) for each in seen if (verdict := judge(each)) is not None]
        if not judged:
            continue
        found = _run(aspect, judged)
        if found is not None:
            off.append(found)
        elif aspect not in (Aspect.MIRROR, Aspect.LIKENESS, Aspect.FILE):
            fine.append(aspect)
    off.sort(key=lambda each: (not each.stops, -each.weight))
    return Found(off=tuple(off), fine=tuple(fine))


def _run(aspect: Aspect, judged: Sequence[tuple[_Verdict, Seen]]) -> Off | None:
    """Return what the last photo and those before it have in common, without a gap."""
    way = judged[-1][0].way
    if way is None:
        return None
    run: list[_Verdict] = []
    for verdict, _each in reversed(judged):
        if verdict.way != way:
            break
        run.append(verdict)
    return Off(
        aspect=aspect,
        way=way,
        count=len(run),
        weight=median(verdict.weight for verdict in run),
        stops=run[0].stops,
        amount=_agreed([verdict.amount for verdict in run if verdict.amount]),
        last=judged[-1][1],
    )


def _agreed(amounts: Sequence[float]) -> float | None:
    """Return the middle of some amounts, where all are near it."""
    if not amounts:
        return None
    middle = median(amounts)
    return middle if all(abs(math.log(amount / middle)) <= _AGREE for amount in amounts) else None


def _judge_of(aspect: Aspect) -> Callable[[Seen], _Verdict | None]:
    return {
        Aspect.MIRROR: _mirrored,
        Aspect.LIKENESS: _alike,
        Aspect.ORIENTATION: _held,
        Aspect.LENGTH: lambda _: None,  # by the diary, for the day of the next photo
        Aspect.STATE: _dry,
        Aspect.CAMERA: _camera,
        Aspect.LENS: _lens,
        Aspect.FILE: lambda each: _Verdict("small") if ReasonKind.TOO_SMALL in each.noticed else _FINE,
    }.get(aspect, lambda each: _measured(aspect, each))


def _mirrored(each: Seen) -> _Verdict | None:
    return _Verdict("mirrored", 10.0, stops=True) if ReasonKind.MIRRORED in each.noticed else _FINE


def _alike(each: Seen) -> _Verdict | None:
    return _Verdict("other", 9.0, stops=True) if each.conditions is None and each.noticed & _NOT_ALIGNED else _FINE


def _held(each: Seen) -> _Verdict | None:
    return _FINE if each.upright == each.pattern_upright else _Verdict("upright" if each.pattern_upright else "aside")


def _camera(each: Seen) -> _Verdict | None:
    if not each.camera or not each.pattern_camera:
        return None
    return _FINE if each.camera == each.pattern_camera else _Verdict(each.camera)


def _lens(each: Seen) -> _Verdict | None:
    lenses = (each.lens_mm, each.pattern_lens_mm)
    if not all(lenses) or each.camera != each.pattern_camera:
        return None
    first, second = (float(lens or 0) for lens in lenses)
    return _Verdict(str(each.lens_mm)) if max(first, second) > 1.15 * min(first, second) else _FINE


def _dry(each: Seen) -> _Verdict | None:
    if each.wet is not None and each.pattern_wet is not None and each.wet != each.pattern_wet:
        return _Verdict("wet" if each.wet else "dry", 2.0, stops=True)
    return _measured(Aspect.STATE, each)


def _measured(aspect: Aspect, each: Seen) -> _Verdict | None:
    """Judge what was measured between the two photos, or noticed in the one."""
    kind, alone = _ALONE.get(aspect, (None, ""))
    if kind in each.noticed:
        return _Verdict(alone, 1.5)
    condition, conditions = _MEASURED[aspect], each.conditions
    if conditions is None:
        return None
    weight = mismatches(conditions).get(condition)
    if weight is None:
        return None
    levels = {finding.condition: finding.level for finding in compare_conditions(conditions)}
    level = levels.get(condition, Level.FINE)
    if level is Level.FINE:
        return _FINE
    way = _way(aspect, each, conditions)
    # What is better than in the pattern needs no advice.
    if way is None:
        return None
    amount = {Aspect.DISTANCE: conditions.scale_ratio, Aspect.ANGLE: conditions.tilt_degrees}.get(aspect)
    return _Verdict(way, weight, level is Level.NOT_COMPARABLE, amount)


def _way(aspect: Aspect, each: Seen, conditions: Conditions) -> str | None:
    """Say which way a photo differs, or None where that makes it the better one."""
    turn, glare = each.turn, conditions.glare or (0.0, 0.0)
    ways: dict[Aspect, str | None] = {
        Aspect.DISTANCE: "closer" if conditions.scale_ratio > 1 else "further",
        Aspect.COLOUR: "warm" if turn.warmer > 0 else "cool",
        Aspect.BRIGHTNESS: "bright" if turn.brighter > 0 else "dark",
        Aspect.LIGHT: _side(turn),
        Aspect.GLARE: "more" if glare[1] > glare[0] else None,
        Aspect.SHARPNESS: "blurred" if turn.sharper < 0 else None,
    }
    return ways.get(aspect, "other")


def _side(turn: LightTurn) -> str:
    """Name the side of the picture from which more light comes now, where one stands out."""
    across, down = abs(turn.right), abs(turn.down)
    if max(across, down) < _CLEAR_SLOPE or max(across, down) < 1.5 * min(across, down):
        return "other"
    if across > down:
        return "right" if turn.right > 0 else "left"
    return "below" if turn.down > 0 else "above"
