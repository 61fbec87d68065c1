"""A planted line must be found, its interval must hold it as often as it says, and little data must be refused."""

from datetime import date, timedelta

import numpy as np
import pytest

from hairtrack.analysis.trend import DAYS_PER_MONTH, LAG, Trend, TrendPoint, trend, trend_sentence

FIRST = date(2026, 1, 1)


def at(month: float) -> date:
    return FIRST + timedelta(days=round(month * DAYS_PER_MONTH))


def points(months: np.ndarray, values: np.ndarray, sigma: float) -> list[TrendPoint]:
    return [
        TrendPoint(day=at(month), value=value, low=value - 1.96 * sigma, high=value + 1.96 * sigma)
        for month, value in zip(months.tolist(), values.tolist(), strict=True)
    ]


def found(trended: Trend | None) -> Trend:
    assert trended is not None
    return trended


@pytest.mark.parametrize(("visits", "seed"), [(4, 1), (7, 2), (12, 3)])
def test_the_interval_holds_the_planted_rate_about_95_times_in_100(visits: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    held = 0
    for _ in range(400):
        months = np.cumsum(rng.uniform(0.6, 1.4, visits))
        rate = rng.uniform(-0.03, 0.03)
        line = found(trend(points(months, 0.4 + rate * months + rng.normal(0, 0.015, visits), 0.015)))
        held += line.low <= 100 * rate <= line.high
    assert 0.93 <= held / 400 <= 0.995


def test_scatter_beyond_the_stated_intervals_widens_the_rate() -> None:
    rng = np.random.default_rng(4)
    months = np.arange(12.0)
    held, widths = 0, []
    for _ in range(300):
        line = found(trend(points(months, 0.4 + 0.01 * months + rng.normal(0, 0.03, 12), 0.015)))
        held += line.low <= 1.0 <= line.high
        widths.append(line.high - line.low)
    honest = found(trend(points(months, 0.4 + 0.01 * months, 0.015)))
    assert held / 300 > 0.88
    assert np.median(widths) > 1.5 * (honest.high - honest.low)


def test_one_visit_with_wet_hair_does_not_turn_the_line() -> None:
    months = np.arange(10.0)
    values = 0.4 + 0.02 * months
    values[7] -= 0.25
    assert found(trend(points(months, values, 0.015))).rate == pytest.approx(2.0, abs=0.5)


def test_a_vague_visit_weighs_less() -> None:
    months = np.arange(6.0)
    exact = points(months, 0.4 + 0.01 * months, 0.01)
    vague = TrendPoint(day=at(6), value=0.9, low=0.1, high=1.0)
    assert found(trend([*exact, vague])).rate == pytest.approx(1.0, abs=0.3)


def test_a_known_bend_is_found_after_the_start() -> None:
    rng = np.random.default_rng(5)
    months = np.arange(13.0)
    start = at(4) - LAG
    held = 0
    for _ in range(200):
        values = 0.2 + 0.03 * np.maximum(0, months - 4) + rng.normal(0, 0.015, 13)
        line = found(trend(points(months, values, 0.015), [start]))
        assert line.bends == (at(4),)
        assert line.since == at(4)
        held += line.low <= 3.0 <= line.high
    assert held / 200 > 0.93
    assert [day for day, _ in line.line] == [at(0), at(4), at(12)]
    assert [height for _, height in line.line] == pytest.approx([0.2, 0.2, 0.44], abs=0.03)


def test_a_step_is_seen_as_a_rise_and_noise_is_not() -> None:
    rng = np.random.default_rng(6)
    months = np.arange(10.0)
    step = found(trend(points(months, np.where(months < 5, 0.3, 0.5) + rng.normal(0, 0.01, 10), 0.01)))
    assert step.rises
    alarms = 0
    for _ in range(300):
        line = found(trend(points(months, 0.3 + rng.normal(0, 0.02, 10), 0.02)))
        alarms += line.rises or line.falls
    assert alarms / 300 < 0.07


@pytest.mark.parametrize("starts", [[at(0)], [at(11)], [at(30)], [at(-30)]])
def test_a_bend_that_the_visits_cannot_carry_is_left_out(starts: list[date]) -> None:
    months = np.array([0.0, 2.5, 3, 4, 10, 12])
    assert found(trend(points(months, 0.3 + 0.01 * months, 0.01), starts)).bends == ()


def test_the_order_of_visits_and_starts_does_not_matter() -> None:
    months = np.arange(14.0)
    some = points(months, 0.3 + 0.01 * months, 0.01)
    starts = [at(1), at(6), at(6)]
    assert trend(some, starts) == trend(some[::-1], starts[::-1])


def test_too_little_is_refused() -> None:
    assert trend([]) is None
    assert trend(points(np.array([0.0, 3.0]), np.array([0.2, 0.6]), 0.01)) is None
    assert trend(points(np.array([0.0, 0.0, 3.0]), np.array([0.2, 0.3, 0.6]), 0.01)) is None
    assert trend(points(np.array([0.0, 0.2, 0.5]), np.array([0.2, 0.3, 0.6]), 0.01)) is None
    assert "three measured visits" in trend_sentence(None)


def test_the_line_stays_within_what_coverage_can_be() -> None:
    months = np.array([0.0, 1, 2, 3, 12])
    line = found(trend(points(months, np.array([0.0, 0.3, 0.6, 0.95, 1.0]), 0.01)))
    assert all(0 <= height <= 1 for _, height in line.line)


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (0.02, "coverage rose by about 2.0 points a month (between 1."),
        (-0.02, "coverage fell by about 2.0 points a month (between 1."),
        (0.0, "no trend stands out from the noise"),
    ],
)
def test_the_sentence_says_how_much_and_never_why(rate: float, words: str) -> None:
    months = np.arange(8.0)
    sentence = trend_sentence(trend(points(months, 0.4 + rate * months, 0.01), [at(1)]))
    assert words in sentence
    assert "Since 1 January 2026" in sentence or "Since 28 March 2026" in sentence
    for claim in ("because", "due to", "works", "thanks", "treatment", "response"):
        assert claim not in sentence
