"""The verdict on two values."""

import numpy as np
import pytest

from hairtrack.analysis.change import Verdict, assess_change, verdict_sentence
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
    assert (gain.change, gain.low, gain.high) == pytest.approx((20.0, 15.0, 25.0))
    assert loss.verdict is Verdict.LOSS
    assert (loss.low, loss.high) == pytest.approx((-25.0, -15.0))
    assert "20 points (15 to 25)" in verdict_sentence(gain)
    assert "20 points (15 to 25)" in verdict_sentence(loss)


def test_a_difference_within_the_doubt_names_what_could_be_seen() -> None:
    change = assess_change(before=measured(0.30, 0.03), after=measured(0.34, 0.04))

    assert change.verdict is Verdict.NO_DETECTABLE_CHANGE
    assert change.detectable == pytest.approx(5.0)
    assert "+4.0 points" in verdict_sentence(change)
    assert "larger than 5.0 points" in verdict_sentence(change)


def test_a_large_doubt_is_written_without_tenths() -> None:
    gain = assess_change(before=measured(0.2, 0.18), after=measured(0.9, 0.18))
    assert verdict_sentence(gain).endswith("doubt of 25.")
    unsure = assess_change(before=measured(0.3, 0.15), after=measured(0.421, 0.15))
    assert "(+12 points; these two photos can show changes larger than 21 points)" in verdict_sentence(unsure)


def test_without_a_value_there_is_no_figure() -> None:
    change = assess_change(before=measured(0.3, 0.03), after=refused())

    assert change.verdict is Verdict.NOT_COMPARABLE
    assert change.change is None
    assert change.reasons[0].kind is ReasonKind.NOT_MEASURED


def test_noise_is_called_a_change_about_once_in_twenty() -> None:
    rng = np.random.default_rng(7)
    noise = 0.02
    values = 0.5 + noise * rng.standard_normal((2000, 2))
    called = [
        assess_change(before=measured(b, 1.96 * noise), after=measured(a, 1.96 * noise)).verdict
        is not Verdict.NO_DETECTABLE_CHANGE
        for b, a in values
    ]

    assert 0.03 < np.mean(called) < 0.07
