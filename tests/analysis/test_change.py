"""The verdict on two values."""

import math

import numpy as np
import pytest

from hairtrack.analysis.change import Verdict, assess_change, shared_error, verdict_sentence
from hairtrack.course import Measurement
from hairtrack.errors import ReasonKind


def measured(coverage: float, half_width: float) -> Measurement:
    return Measurement(
        photo="a" * 64,
        region="r",
        coverage=coverage,
        low=max(0.0, coverage - half_width),
        high=min(1.0, coverage + half_width),
        judged=1.0,
        engine="1",
        person="p",
        threshold=0.5,
        outline=(),
        alignment_error_percent_width=0.0,
    )


def refused() -> Measurement:
    return Measurement(
        photo="a" * 64,
        region="r",
        coverage=None,
        low=None,
        high=None,
        judged=0.1,
        engine="1",
        person="p",
        threshold=0.5,
        outline=(),
        alignment_error_percent_width=0.0,
    )


def test_a_difference_beyond_the_doubt_is_a_gain_or_a_loss() -> None:
    gain = assess_change(before=measured(0.3, 0.03), after=measured(0.5, 0.04))
    loss = assess_change(before=measured(0.5, 0.04), after=measured(0.3, 0.03))

    assert gain.verdict is Verdict.GAIN
    # 20 points apart they share 0.88 * (1 - 20 / 70) = 0.6286: sqrt(3**2 + 4**2 - 2 * 0.6286 * 3 * 4) = 3.149
    assert (gain.change, gain.low, gain.high) == pytest.approx((20.0, 16.851, 23.149), abs=0.001)
    assert loss.verdict is Verdict.LOSS
    assert (loss.low, loss.high) == pytest.approx((-23.149, -16.851), abs=0.001)
    assert "20 points (17 to 23)" in verdict_sentence(gain)
    assert "20 points (17 to 23)" in verdict_sentence(loss)


def test_a_difference_within_the_doubt_names_what_could_be_seen() -> None:
    change = assess_change(before=measured(0.30, 0.05), after=measured(0.32, 0.05))

    assert change.verdict is Verdict.NO_DETECTABLE_CHANGE
    # 2 points apart they share 0.88 * (1 - 2 / 70) = 0.8549: 5 * sqrt(2 - 2 * 0.8549) = 2.694
    assert change.detectable == pytest.approx(2.694, abs=0.001)
    assert "+2.0 points" in verdict_sentence(change)
    assert "larger than 2.7 points" in verdict_sentence(change)


def test_a_large_doubt_is_written_without_tenths() -> None:
    gain = assess_change(before=measured(0.2, 0.18), after=measured(0.9, 0.18))
    assert verdict_sentence(gain).endswith("doubt of 25.")
    unsure = assess_change(before=measured(0.3, 0.17), after=measured(0.421, 0.17))
    assert "(+12 points; these photos can show changes larger than 13 points)" in verdict_sentence(unsure)


def test_without_a_value_there_is_no_figure() -> None:
    change = assess_change(before=measured(0.3, 0.03), after=refused())

    assert change.verdict is Verdict.NOT_COMPARABLE
    assert change.change is None
    assert change.reasons[0].kind is ReasonKind.NOT_MEASURED


def test_like_values_share_the_most_and_values_70_points_apart_share_nothing() -> None:
    shares = [shared_error(change) for change in (0.0, 35.0, -35.0, 70.0, -90.0)]
    assert shares == pytest.approx([0.88, 0.44, 0.44, 0.0, 0.0])
    far = assess_change(before=measured(0.15, 0.03), after=measured(0.85, 0.04))
    assert (far.low, far.high) == pytest.approx((65.0, 75.0))


def test_nothing_is_below_none_or_above_all() -> None:
    change = assess_change(before=measured(0.0, 0.2), after=measured(1.0, 0.2), regions=5)
    assert (change.change, change.high) == (100.0, 100.0)
    bare = assess_change(before=measured(0.0, 0.1), after=measured(0.0, 0.1))
    # Neither can be below nothing: 0 and 10 points to the bounds, whatever is shared.
    assert (bare.low, bare.high) == pytest.approx((-10.0, 10.0))


def test_of_two_regions_together_each_needs_more() -> None:
    alone = assess_change(before=measured(0.3, 0.1), after=measured(0.373, 0.1))
    together = assess_change(before=measured(0.3, 0.1), after=measured(0.373, 0.1), regions=2)
    # 95 % for both is sqrt(0.95) = 97.468 % for each: 2.2365 standard deviations instead of 1.9600.
    assert alone.detectable is not None
    assert together.detectable == pytest.approx(2.2365 / 1.9600 * alone.detectable, rel=1e-4)
    assert alone.verdict is Verdict.GAIN
    assert together.verdict is Verdict.NO_DETECTABLE_CHANGE


@pytest.mark.parametrize("regions", [1, 3])
def test_noise_is_called_a_change_no_more_than_once_in_twenty_comparisons(regions: int) -> None:
    rng = np.random.default_rng(7)
    own, person = 0.05 * math.sqrt(0.2), 0.05 * math.sqrt(0.8)
    called = []
    for _ in range(2000):
        values = 0.5 + person * rng.standard_normal(regions) + own * rng.standard_normal((2, regions))
        verdicts = [
            assess_change(before=measured(b, 1.96 * 0.05), after=measured(a, 1.96 * 0.05), regions=regions).verdict
            for b, a in values.T
        ]
        called.append(any(verdict is not Verdict.NO_DETECTABLE_CHANGE for verdict in verdicts))

    # Values that lie apart by chance are taken to share less, so that it is fewer than one in twenty.
    assert 0.005 < np.mean(called) < 0.05
