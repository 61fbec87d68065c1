"""What blinded ratings say: how steady one rater is, what a visit comes to, and how well two raters agree.

Scores are steps of a scale from -3 (much less hair in the later photo) to 3 (much more).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from hairtrack.analysis.quantiles import chi_square_point, f_point, student_95
from hairtrack.figures import decimal, signed
from hairtrack.language import _, _n
from hairtrack.ratings import MOST

Floats: TypeAlias = NDArray[np.floating[Any]]

FEWEST_PAIRS = 5
"""That two raters must share before anything is said about how they agree."""

_NORMAL_95 = 1.959964
_PRIOR_SD, _PRIOR_WEIGHT = 0.7, 3.0
"""Before a rater's repeats are known, nine of ten second answers are taken to be within a step of the first, and that
counts as much as three repeats. Few repeats that happen to be alike do not make a rater unerring."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A value with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Steadiness:
    """How one rater repeats themselves.

    Attributes
    ----------
    repeats : int
        How often a pair was shown again.
    identical, within_one : int
        How many of these got the same answer, and one at most a step away.
    furthest : int
        The largest distance in steps between two answers in a row.
    sd : float or None
        Standard deviation of single answers to one pair, in steps; None without repeats.
    error, freedom : float
        The same as intervals take it, and the degrees of freedom it rests on; what raters are like counts with it.
    smallest_difference : float
        Steps by which two single answers must differ before it is more than this rater's own noise.
    """

    repeats: int
    identical: int
    within_one: int
    furthest: int
    sd: float | None
    error: float
    freedom: float
    smallest_difference: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How well two raters agree.

    Attributes
    ----------
    pairs : int
        That both have rated.
    icc : Interval or None
        ICC(2,1): the share of the spread of single ratings that comes from the pairs, 1 for raters who agree
        entirely; None where the pairs are all rated alike, so that there is nothing to tell apart.
    bias : Interval
        Second rater minus first, in steps.
    lower, upper : Interval
        The limits of agreement, between which 95 of 100 differences lie, each with its own doubt.
    """

    pairs: int
    icc: Interval | None
    bias: Interval
    lower: Interval
    upper: Interval


def steadiness(answers: Sequence[Sequence[int]]) -> Steadiness:
    """Measure how one rater repeats themselves.

    Parameters
    ----------
    answers : sequence of sequence of int
        For each pair its scores, in the order in which they were given.

    Returns
    -------
    Steadiness

    References
    ----------
    Bland JM, Altman DG. Measurement error. BMJ 1996;312:1654. doi:10.1136/bmj.312.7047.1654
    """
    again = [abs(second - first) for scores in answers for first, second in pairwise(scores)]
    squares = sum(float(np.sum((np.array(scores) - np.mean(scores)) ** 2)) for scores in answers if scores)
    freedom = _PRIOR_WEIGHT + len(again)
    error = math.sqrt((_PRIOR_WEIGHT * _PRIOR_SD**2 + squares) / freedom)
    return Steadiness(
        repeats=len(again),
        identical=sum(apart == 0 for apart in again),
        within_one=sum(apart <= 1 for apart in again),
        furthest=max(again, default=0),
        sd=math.sqrt(squares / len(again)) if again else None,
        error=error,
        freedom=freedom,
        smallest_difference=student_95(freedom) * math.sqrt(2) * error,
    )


def mean_rating(scores: Sequence[int], steady: Steadiness) -> Interval:
    """Return what one rater made of one pair, with the doubt that the rater's own unsteadiness leaves.

    Parameters
    ----------
    scores : sequence of int
        At least one.
    steady : Steadiness
        Of the rater.

    Returns
    -------
    Interval
        In steps; it does not leave the scale.
    """
    mean = float(np.mean(scores))
    margin = student_95(steady.freedom) * steady.error / math.sqrt(len(scores))
    return Interval(value=mean, low=max(-MOST, mean - margin), high=min(MOST, mean + margin))


def agreement(scores: Sequence[tuple[int, int]]) -> Agreement | None:
    """Say how well two raters agree on the same pairs.

    Parameters
    ----------
    scores : sequence of (int, int)
        For each pair what the first and the second rater said.

    Returns
    -------
    Agreement or None
        None with fewer than `FEWEST_PAIRS` pairs.

    References
    ----------
    Bland JM, Altman DG. Statistical methods for assessing agreement between two methods of clinical measurement. Lancet
    1986;327:307. doi:10.1016/S0140-6736(86)90837-8
    Zou GY. Confidence interval estimation for the Bland-Altman limits of agreement with multiple observations per
    individual. Stat Methods Med Res 2013;22:630. doi:10.1177/0962280211402548
    """
    count = len(scores)
    if count < FEWEST_PAIRS:
        return None
    table = np.array(scores, dtype=float)
    apart = table[:, 1] - table[:, 0]
    bias, sd = float(apart.mean()), float(apart.std(ddof=1))
    # Answers in whole steps can be the same by chance: the doubt is that of one answer one step away, at least.
    spread = max(sd, math.sqrt(1 / count))
    margin = student_95(count - 1) * spread / math.sqrt(count)
    far, near = (_NORMAL_95 * spread * abs(_sd_factor(share, count - 1) - 1) for share in (0.025, 0.975))
    outward, inward = math.hypot(margin, far), math.hypot(margin, near)
    below, above = bias - _NORMAL_95 * sd, bias + _NORMAL_95 * sd
    return Agreement(
        pairs=count,
        icc=intraclass_correlation(table),
        bias=Interval(value=bias, low=bias - margin, high=bias + margin),
        lower=Interval(value=below, low=below - outward, high=below + inward),
        upper=Interval(value=above, low=above - inward, high=above + outward),
    )


def intraclass_correlation(table: Floats) -> Interval | None:
    """Return ICC(2,1): absolute agreement of single ratings, for raters who stand for others like them.

    Parameters
    ----------
    table : Floats
        (N, K): what each of K raters said of each of N pairs.

    Returns
    -------
    Interval or None
        None where the pairs are all rated alike.

    References
    ----------
    Shrout PE, Fleiss JL. Intraclass correlations: uses in assessing rater reliability. Psychol Bull 1979;86:420.
    doi:10.1037/0033-2909.86.2.420
    McGraw KO, Wong SP. Forming inferences about some intraclass correlation coefficients. Psychol Methods 1996;1:30.
    doi:10.1037/1082-989X.1.1.30
    """
    n, k = table.shape
    rows, columns, mean = table.mean(axis=1), table.mean(axis=0), table.mean()
    between = k * float(np.sum((rows - mean) ** 2)) / (n - 1)
    judges = n * float(np.sum((columns - mean) ** 2)) / (k - 1)
    rest = float(np.sum((table - rows[:, None] - columns + mean) ** 2)) / ((n - 1) * (k - 1))
    whole = between + (k - 1) * rest + k * (judges - rest) / n
    if between == 0:
        return None
    value = (between - rest) / whole if whole > 0 else 0.0
    # As above: raters who never differed on few pairs are not known never to differ.
    rest = max(rest, 1 / (2 * n))
    ratio = judges / rest
    weight = n * (1 + (k - 1) * value) - k * value
    freedom = (k - 1) * (n - 1) * (k * value * ratio + weight) ** 2
    freedom /= (n - 1) * k**2 * value**2 * ratio**2 + weight**2
    up, down = f_point(0.975, n - 1, freedom), f_point(0.975, freedom, n - 1)
    shared = k * judges + (k * n - k - n) * rest
    low = n * (between - up * rest) / (up * shared + n * between)
    high = n * (down * between - rest) / (shared + n * down * between)
    return Interval(value=value, low=max(-1.0, min(low, value)), high=min(1.0, max(high, value)))


def steadiness_sentence(found: Steadiness, rater: str = "") -> str:
    """Say how a rater repeats themselves.

    Parameters
    ----------
    found : Steadiness
    rater : str
        The name; empty for the one who reads it.

    Returns
    -------
    str
    """
    if not found.repeats:
        if not rater:
            return _("No pair was shown to you twice yet, so how steady these answers are is not known.")
        return _("No pair was shown to {rater} twice yet, so how steady these answers are is not known.", rater=rater)
    apart = math.ceil(found.smallest_difference)
    same = _n(
        "Two single answers less than {count} step apart may mean the same.",
        "Two single answers less than {count} steps apart may mean the same.",
        apart,
    )
    return f"{_repeated(found, rater) if rater else _you_repeated(found)} {same}"


def _repeated(found: Steadiness, rater: str) -> str:
    """Say of a rater how often the answers to one pair were the same."""
    facts = {"rater": rater, "repeats": found.repeats}
    if found.furthest == 0:
        return _n(
            "Shown one pair twice, {rater} gave the same answer every time ({repeats} of {repeats}).",
            "Shown the same pair twice, {rater} gave the same answer every time ({repeats} of {repeats}).",
            found.repeats,
            **facts,
        )
    if found.repeats == 1:
        return _n(
            "Shown one pair twice, {rater} gave answers {count} step apart.",
            "Shown one pair twice, {rater} gave answers {count} steps apart.",
            found.furthest,
            rater=rater,
        )
    return _n(
        "Shown the same pair twice, {rater} gave the same answer in {identical} of {repeats}, never more than {count} "
        "step apart.",
        "Shown the same pair twice, {rater} gave the same answer in {identical} of {repeats}, never more than {count} "
        "steps apart.",
        found.furthest,
        identical=found.identical,
        **facts,
    )


def _you_repeated(found: Steadiness) -> str:
    """Say to the one who reads it how often the answers to one pair were the same."""
    if found.furthest == 0:
        return _n(
            "Shown one pair twice, you gave the same answer every time ({repeats} of {repeats}).",
            "Shown the same pair twice, you gave the same answer every time ({repeats} of {repeats}).",
            found.repeats,
            repeats=found.repeats,
        )
    if found.repeats == 1:
        return _n(
            "Shown one pair twice, you gave answers {count} step apart.",
            "Shown one pair twice, you gave answers {count} steps apart.",
            found.furthest,
        )
    return _n(
        "Shown the same pair twice, you gave the same answer in {identical} of {repeats}, never more than {count} step "
        "apart.",
        "Shown the same pair twice, you gave the same answer in {identical} of {repeats}, never more than {count} "
        "steps apart.",
        found.furthest,
        identical=found.identical,
        repeats=found.repeats,
    )


def agreement_sentence(found: Agreement, first: str, second: str) -> str:
    """Say how well two raters agree.

    Parameters
    ----------
    found : Agreement
    first, second : str
        The raters' names.

    Returns
    -------
    str
    """
    icc, bias = found.icc, found.bias
    facts = {"pairs": found.pairs, "first": first, "second": second}
    agree = (
        _("On {pairs} pairs {first} and {second} rated them all alike, so there is nothing to tell apart.", **facts)
        if icc is None
        else _(
            "On {pairs} pairs {first} and {second} agree with an ICC of {icc} ({low} to {high}), where 1 is entirely.",
            **facts,
            icc=decimal(icc.value, 2),
            low=decimal(icc.low, 2),
            high=decimal(icc.high, 2),
        )
    )
    by = round(bias.value, 1)
    said = _ON_AVERAGE[0 if by == 0 else 1 if by > 0 else -1].format(
        rater=second,
        steps=decimal(abs(bias.value), 1),
        low=signed(bias.low, 1),
        high=signed(bias.high, 1),
        least=signed(found.lower.value, 1),
        most=signed(found.upper.value, 1),
    )
    return f"{agree} {said}"


_ON_AVERAGE = {
    -1: _(
        "On average {rater} answers {steps} steps lower ({low} to {high}); 95 of 100 differences lie between {least} "
        "and {most}."
    ),
    0: _("On average {rater} answers as high ({low} to {high}); 95 of 100 differences lie between {least} and {most}."),
    1: _(
        "On average {rater} answers {steps} steps higher ({low} to {high}); 95 of 100 differences lie between {least} "
        "and {most}."
    ),
}


def _sd_factor(share: float, freedom: float) -> float:
    """Return by what a standard deviation must be multiplied to get the bound of its interval."""
    return math.sqrt(freedom / chi_square_point(share, freedom))
