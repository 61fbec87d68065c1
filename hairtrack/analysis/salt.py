"""The arithmetic of the Severity of Alopecia Tool: percent of the scalp's terminal hair that is lost.

References
----------
Olsen EA et al. Alopecia areata investigational assessment guidelines, part II. J Am Acad Dermatol 2004;51:440.
doi:10.1016/j.jaad.2003.09.032
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hairtrack.analysis.change import shared_error, wider
from hairtrack.course import SaltArea

SHARED_BY_AREAS = 0.5
"""Correlation of the errors of two areas of one visit: one person's colours, one lamp, one measure of dense hair."""
IMPROVEMENTS = (30, 50, 75, 90, 100)
"""Percent of the baseline's SALT that may be won back: SALT30, the onset, to SALT100."""
GOALS = (20, 10, 0)
"""SALT to be reached at most."""
WORSENING = 20
"""Points above the best since the baseline."""
_ALIKE = 1e-9
_LOST = 0.1
"""SALT from which something was lost that can be won back: one percent of a side counts 0.18."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaLoss:
    """How much terminal hair an area has lost.

    Attributes
    ----------
    area : SaltArea
    loss, low, high : float
        Percent of its hair, with its 95 % interval.
    reach : tuple of float or None
        How far the interval would go down and up if it did not end at 0 and 100, which is what adds up over areas;
        None where it ends at neither.
    """

    area: SaltArea
    loss: float
    low: float
    high: float
    reach: tuple[float, float] | None = None

    @property
    def reaches(self) -> tuple[float, float]:
        """How far its error goes down and up."""
        return self.reach or (self.loss - self.low, self.high - self.loss)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaltValue:
    """A SALT, 0 to 100, with its 95 % interval; somebody's judgement has none, so that its bounds are the value."""

    value: float
    low: float
    high: float

    @classmethod
    def judged(cls, total: float) -> "SaltValue":
        """Return what somebody judged by eye."""
        return cls(value=total, low=total, high=total)


class AaIga(StrEnum):
    """The classes of the Alopecia Areata Investigator Global Assessment, from none on."""

    NONE = "none"
    LIMITED = "limited"
    MODERATE = "moderate"
    SEVERE = "severe"
    VERY_SEVERE = "very severe"


class Answer(StrEnum):
    """Whether a limit is reached."""

    REACHED = "reached"
    NOT_REACHED = "not reached"
    UNKNOWN = "cannot be told"
    """The 95 % interval spans the limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A limit, and whether it is reached: percent of improvement, a SALT, or points."""

    limit: int
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Percentage:
    """A percentage with its 95 % interval; a bound that nothing limits is None."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What became of a SALT since a baseline.

    Attributes
    ----------
    improvement : Percentage or None
        Percent of the baseline that was won back, negative where more was lost; None where the baseline was 0.
    improved : tuple of Milestone
        For each of `IMPROVEMENTS`; none where the baseline was 0.
    goals : tuple of Milestone
        For each of `GOALS`.
    since_best : SaltValue
        Points above the best since the baseline, negative where this is the best, with their interval.
    worsened : Milestone
        Whether these are `WORSENING` points or more.
    """

    improvement: Percentage | None
    improved: tuple[Milestone, ...]
    goals: tuple[Milestone, ...]
    since_best: SaltValue
    worsened: Milestone


def whole_salt(losses: Iterable[AreaLoss]) -> SaltValue:
    """Weigh the four areas by their shares of the scalp.

    Parameters
    ----------
    losses : iterable of AreaLoss
        One for each area.

    Returns
    -------
    SaltValue
        Its interval takes the areas' errors as partly shared (`SHARED_BY_AREAS`).

    Raises
    ------
    ValueError
        When an area is missing or there twice.
    """
    found = list(losses)
    if sorted(loss.area for loss in found) != sorted(SaltArea):
        raise ValueError("a SALT needs each of the four areas once")
    value = sum(loss.area.percent * loss.loss for loss in found) / 100
    below, above = (_together([loss.area.percent * loss.reaches[way] / 100 for loss in found]) for way in (0, 1))
    return SaltValue(value=value, low=max(0.0, value - below), high=min(100.0, value + above))


def _together(reaches: Sequence[float]) -> float:
    """Return how far errors that are partly shared carry a sum."""
    alone = sum(reach * reach for reach in reaches)
    return math.sqrt((1 - SHARED_BY_AREAS) * alone + SHARED_BY_AREAS * sum(reaches) ** 2)


def aa_iga(salt: float) -> AaIga:
    """Return the class of a SALT: 0 none, 1-20 limited, 21-49 moderate, 50-94 severe, 95-100 very severe.

    The classes are written for whole numbers. What lies between two of them goes where the limits that are asked for
    elsewhere put it: limited ends at 20, as the goal of at most 20 does, so that 20.4 is moderate; severe begins at 50
    and very severe at 95, so that 49.6 is moderate and 94.9 severe. None is 0 alone.
    """
    if salt <= 0:
        return AaIga.NONE
    if salt <= 20:
        return AaIga.LIMITED
    if salt < 50:
        return AaIga.MODERATE
    return AaIga.SEVERE if salt < 95 else AaIga.VERY_SEVERE


def aa_iga_range(salt: SaltValue) -> tuple[AaIga, ...]:
    """Return every class that the interval of a SALT touches, from none on."""
    classes = tuple(AaIga)
    return classes[classes.index(aa_iga(salt.low)) : classes.index(aa_iga(salt.high)) + 1]


def respond(now: SaltValue, *, since: Sequence[SaltValue]) -> Response:
    """Hold a SALT against a baseline and against the best since.

    Parameters
    ----------
    now : SaltValue
    since : sequence of SaltValue
        The baseline and all that came after it but for `now`, in order of time; at least one.

    Returns
    -------
    Response
    """
    baseline = since[0]
    improvement: Percentage | None = None
    improved: tuple[Milestone, ...] = ()
    if baseline.value > _LOST:
        improvement = _improvement(now, baseline)
        improved = tuple(
            Milestone(limit=percent, answer=_at_most(0, _left_over(now, baseline, 1 - percent / 100)))
            for percent in IMPROVEMENTS
        )
    best = min(since, key=lambda salt: salt.value)
    # The lowest of many is low by chance as well.
    points = _left_over(now, best, 1.0, factor=wider(len(since)))
    return Response(
        improvement=improvement,
        improved=improved,
        goals=tuple(Milestone(limit=goal, answer=_at_most(goal, now)) for goal in GOALS),
        since_best=points,
        worsened=Milestone(limit=WORSENING, answer=_at_least(WORSENING, points)),
    )


def _at_most(limit: float, salt: SaltValue) -> Answer:
    if salt.high <= limit + _ALIKE:
        return Answer.REACHED
    return Answer.NOT_REACHED if salt.low > limit + _ALIKE else Answer.UNKNOWN


def _at_least(limit: float, salt: SaltValue) -> Answer:
    if salt.low >= limit - _ALIKE:
        return Answer.REACHED
    return Answer.NOT_REACHED if salt.high < limit - _ALIKE else Answer.UNKNOWN


def _left_over(now: SaltValue, then: SaltValue, share: float, *, factor: float = 1.0) -> SaltValue:
    """Take a share of an earlier SALT from a later one, with the interval of what is left over.

    Found from each value's distances to its own bounds, less what two visits of one person share, as `change` does.
    """
    shared = shared_error(now.value - then.value)
    left = now.value - share * then.value

    def apart(one: float, other: float) -> float:
        other *= share
        return factor * math.sqrt(max(0.0, one * one + other * other - 2 * shared * one * other))

    below = apart(now.value - now.low, then.high - then.value)
    above = apart(now.high - now.value, then.value - then.low)
    return SaltValue(value=left, low=left - below, high=left + above)


def _improvement(now: SaltValue, baseline: SaltValue) -> Percentage:
    """Return the percent won back; its interval holds each share that could be all that is left of the baseline."""

    def too_much(share: float) -> bool:
        return _left_over(now, baseline, share).high < 0

    def too_little(share: float) -> bool:
        return _left_over(now, baseline, share).low > 0

    share = now.value / baseline.value
    most = _limit(share, too_much, upwards=True)
    least = _limit(share, too_little, upwards=False)
    return Percentage(
        value=100 * (1 - share),
        low=None if most is None else 100 * (1 - most),
        high=None if least is None else 100 * (1 - least),
    )


def _limit(start: float, beyond: Callable[[float], bool], *, upwards: bool) -> float | None:
    """Find from where on a share is too much, or too little; None where it never is."""
    inside, outside = start, start + 1000.0 if upwards else 0.0
    if not beyond(outside):
        return None if upwards else 0.0
    for _ in range(60):
        middle = (inside + outside) / 2
        inside, outside = (inside, middle) if beyond(middle) else (middle, outside)
    return inside
