"""Whether two values of one region differ by more than their doubt."""

import math
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

from hairtrack.course import Value
from hairtrack.errors import Reason, ReasonKind
from hairtrack.figures import decimal, signed
from hairtrack.language import _

_SHARED, _UNLIKE = 0.88, 70.0
"""What the errors of two values share where the values are the same, and how many points apart nothing is shared. On
rendered people whom nothing was learnt from, the errors of two photos go together by 0.7 where the values lie within 7
points, by 0.3 near 20 points, and hardly from 40 on. As the intervals are rather wide, what is taken here holds the
true change in 96 to 97 of 100 pairs; tests/benchmarks/bench_change.py prints how often."""
_REPEATED = 0.2
"""Of the engine's doubt of a difference (as variance), what photos taken one after the other show as well; the rest
only another day brings: its light, its combing, its camera's white balance."""


class Verdict(StrEnum):
    """What may be said about a pair."""

    GAIN = "gain"
    LOSS = "loss"
    NO_DETECTABLE_CHANGE = "no detectable change"
    NOT_COMPARABLE = "not comparable"

    @property
    def words(self) -> str:
        """What it is called in the language in use."""
        return {
            Verdict.GAIN: _("gain"),
            Verdict.LOSS: _("loss"),
            Verdict.NO_DETECTABLE_CHANGE: _("no detectable change"),
            Verdict.NOT_COMPARABLE: _("not comparable"),
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The difference of a region's coverage between two photos.

    Attributes
    ----------
    verdict : Verdict
    change, low, high : float or None
        After minus before in percentage points, with its 95 % interval; None when not comparable.
    detectable : float or None
        The smallest change in points that these two photos can show.
    reasons : tuple of Reason
        Why the pair cannot be compared, or what to keep in mind.
    """

    verdict: Verdict
    change: float | None = None
    low: float | None = None
    high: float | None = None
    detectable: float | None = None
    reasons: tuple[Reason, ...] = ()


def not_comparable(*reasons: Reason) -> Change:
    """Return the refusal of a pair."""
    return Change(verdict=Verdict.NOT_COMPARABLE, reasons=reasons)


def assess_change(
    *, before: Value | None, after: Value | None, regions: int = 1, own_reach: float | None = None
) -> Change:
    """Say whether a region changed by more than the doubt of its two values.

    The interval of the difference is found from each value's distances to its own bounds, which needs no symmetry and
    stays right near 0 and 100 %. What the errors of the two values have in common (the same hair and skin, described
    by the same weights) cancels out, the more the nearer the two values are.

    Parameters
    ----------
    before, after : Value or None
        Of the same region in two photos; a `Measurement` is one.
    regions : int
        How many regions of these two photos are judged together. The intervals of all of them hold at once in 95 of
        100 comparisons, so that looking at more places does not find more changes.
    own_reach : float, optional
        How far apart in points the two values lie by this person's own noise within visits (`OwnNoise.reach`). It
        takes the place of what the engine supposes of that; where it is not known, the engine's doubt stands in.

    Returns
    -------
    Change
        Not comparable when either photo has no value.

    References
    ----------
    Zou GY, Donner A. Construction of confidence limits about effect measures: a general approach. Stat Med
    2008;27:1693. doi:10.1002/sim.3095
    Sidak Z. Rectangular confidence regions for the means of multivariate normal distributions. J Am Stat Assoc
    1967;62:626. doi:10.1080/01621459.1967.10482935
    """
    missing = tuple(
        reason
        for which, measurement in (("the first", before), ("the second", after))
        for reason in _why_missing(which, measurement)
    )
    if missing:
        return not_comparable(*missing)
    first, first_low, first_high = _points(before)
    second, second_low, second_high = _points(after)
    change = second - first
    shared, factor = shared_error(change), wider(regions)
    below = factor * _with_own(_apart(second - second_low, first_high - first, shared), own_reach)
    above = factor * _with_own(_apart(second_high - second, first - first_low, shared), own_reach)
    low, high = max(-100.0, change - below), min(100.0, change + above)
    return judged(change=change, low=low, high=high, detectable=max(below, above))


def judged(*, change: float, low: float, high: float, detectable: float) -> Change:
    """Call a change in points by its 95 % interval: a gain or a loss only where that leaves no change out."""
    verdict = Verdict.NO_DETECTABLE_CHANGE
    if low > 0:
        verdict = Verdict.GAIN
    elif high < 0:
        verdict = Verdict.LOSS
    return Change(verdict=verdict, change=change, low=low, high=high, detectable=detectable)


def shared_error(change: float) -> float:
    """Return the correlation with which two values' errors are taken together, 0 to 1, for a change in points."""
    return _SHARED * max(0.0, 1 - abs(change) / _UNLIKE)


def _apart(one: float, other: float, shared: float) -> float:
    """Return how far two errors with a correlation can carry a difference."""
    return math.sqrt(max(0.0, one * one + other * other - 2 * shared * one * other))


def _with_own(apart: float, own_reach: float | None) -> float:
    """Exchange what the engine supposes of the noise within a visit for what was measured of this person's."""
    return apart if own_reach is None else math.hypot(math.sqrt(1 - _REPEATED) * apart, own_reach)


def wider(regions: int) -> float:
    """Return the factor by which the 95 % intervals of some regions grow so that all hold together."""
    return NormalDist().inv_cdf((1 + 0.95 ** (1 / max(1, regions))) / 2) / NormalDist().inv_cdf(0.975)


def verdict_sentence(change: Change) -> str:
    """Say the verdict in a sentence, never a bare figure."""
    if change.verdict is Verdict.NOT_COMPARABLE:
        return _("These two photos cannot be compared.")
    assert change.change is not None and change.low is not None  # noqa: PT018 - one fact: a verdict has figures
    assert change.high is not None and change.detectable is not None  # noqa: PT018
    if change.verdict is Verdict.NO_DETECTABLE_CHANGE:
        found = signed(change.change, _digits(change.change))
        return _(
            "No change detectable ({found} points; these photos can show changes larger than {detectable} points).",
            found=found,
            detectable=_plain(change.detectable),
        )
    doubt = _plain(change.detectable)
    if change.verdict is Verdict.GAIN:
        return _(
            "Gain of {points} points ({low} to {high}): more than these photos' doubt of {doubt}.",
            doubt=doubt,
            **_figures(change),
        )
    return _(
        "Loss of {points} points ({low} to {high}): more than these photos' doubt of {doubt}.",
        doubt=doubt,
        **_figures(change),
    )


def brief_verdict(change: Change) -> str:
    """Say a gain or a loss without what its doubt is, which its interval shows; empty for other verdicts."""
    if change.verdict is Verdict.GAIN:
        return _("Gain of {points} points ({low} to {high})", **_figures(change))
    if change.verdict is Verdict.LOSS:
        return _("Loss of {points} points ({low} to {high})", **_figures(change))
    return ""


def _figures(change: Change) -> dict[str, str]:
    """Return the figures of a gain or a loss, which says the way that they go."""
    points, *bounds = (abs(figure) for figure in (change.change, change.low, change.high) if figure is not None)
    low, high = sorted(bounds)
    return {"points": decimal(points), "low": decimal(low), "high": decimal(high)}


def _plain(points: float) -> str:
    return decimal(points, _digits(points))


def _digits(points: float) -> int:
    """Return how many digits points can bear: tenths only below ten."""
    return 1 if abs(points) < 9.95 else 0


def _why_missing(which: str, value: Value | None) -> tuple[Reason, ...]:
    if value is None:
        return (Reason.of(ReasonKind.NOT_MEASURED, which=which),)
    if value.coverage is None:
        return (Reason.of(ReasonKind.NOT_MEASURED, which=which), *value.reasons)
    return ()


def _points(value: Value | None) -> tuple[float, float, float]:
    assert value is not None
    assert value.coverage is not None
    assert value.low is not None
    assert value.high is not None
    return 100 * value.coverage, 100 * value.low, 100 * value.high
