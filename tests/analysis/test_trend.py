"""A planted line must be found, its interval must hold it as often as it says, and little data must be refused."""

from datetime import date, timedelta

import numpy as np
import pytest

from hairtrack.analysis.change import Verdict
from hairtrack.analysis.trend import (
    DAYS_PER_MONTH,
    LAG,
    Step,
    TreatmentStep,
    Trend,
    TrendPoint,
    course_change,
    trend,
)
from hairtrack.analysis.trend_words import course_sentence, trend_basis, trend_sentence
from hairtrack.messages import day_in_words

FIRST = date(2026, 1, 1)


def at(month: float) -> date:
    return FIRST + timedelta(days=round(month * DAYS_PER_MONTH))


def points(months: np.ndarray, values: np.ndarray, sigma: float) -> list[TrendPoint]:
    return [
        TrendPoint(day=at(month), value=value, low=value - 1.96 * sigma, high=value + 1.96 * sigma)
        for month, value in zip(months.tolist(), values.tolist(), strict=True)
    ]


def start(day: date, name: str = "x") -> TreatmentStep:
    return TreatmentStep(on=day, cause=Step.START, treatment=name)


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
    begun = start(at(4) - LAG)
    held = 0
    for _ in range(400):
        values = 0.2 + 0.03 * np.maximum(0, months - 4) + rng.normal(0, 0.015, 13)
        line = found(trend(points(months, values, 0.015), [begun]))
        assert [(bend.on, bend.steps) for bend in line.bends] == [(at(4), (begun,))]
        assert line.since == at(4)
        held += line.low <= 3.0 <= line.high
    assert held / 400 > 0.925
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
    assert found(trend(points(months, 0.3 + 0.01 * months, 0.01), map(start, starts))).bends == ()


def test_the_order_of_visits_and_starts_does_not_matter() -> None:
    months = np.arange(14.0)
    some = points(months, 0.3 + 0.01 * months, 0.01)
    starts = [start(at(1)), start(at(6)), start(at(6), "y"), start(at(6))]
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
    sentence = trend_sentence(trend(points(months, 0.4 + rate * months, 0.01), [start(at(1))]))
    assert words in sentence
    assert "Since 1 January 2026" in sentence or "Since 28 March 2026" in sentence
    for claim in ("because", "due to", "works", "thanks", "treatment", "response"):
        assert claim not in sentence


def test_photos_of_one_visit_count_together() -> None:
    months = np.arange(7.0)
    values = 0.4 + np.array([0.0, 0.03, -0.02, 0.01, -0.03, 0.02, 0.0])
    once = points(months, values, 0.02)
    line, again = found(trend(once)), found(trend([*once, *once, *once, *once]))
    assert again.visits == line.visits == 7
    assert again.rate == pytest.approx(line.rate, abs=0.05)
    assert again.high - again.low == pytest.approx(line.high - line.low, rel=0.25)


def test_photos_of_one_visit_that_contradict_each_other_make_it_vague() -> None:
    months = np.arange(7.0)
    values = 0.4 + 0.01 * months
    odd = TrendPoint(day=at(6), value=0.8, low=0.78, high=0.82)
    line = found(trend([*points(months, values, 0.01), odd]))
    assert line.rate == pytest.approx(1.0, abs=0.4)


def test_a_doubted_photo_pulls_less_is_counted_and_said() -> None:
    months = np.arange(6.0)
    *good, last = points(months, np.array([0.4, 0.41, 0.42, 0.43, 0.44, 0.52]), 0.02)
    doubted = TrendPoint(day=last.day, value=last.value, low=last.low, high=last.high, doubted=True)
    trusting, wary = found(trend([*good, last])), found(trend([*good, doubted]))
    assert abs(wary.rate - 1.0) < 0.6 * abs(trusting.rate - 1.0)
    assert (trusting.down_weighted, wary.down_weighted) == (0, 1)
    assert "1 photo counts less" in trend_basis(wary)
    assert trend_basis(trusting) == ""


def test_a_doubted_photo_beside_a_good_one_takes_nothing_from_the_visit() -> None:
    once = points(np.arange(6.0), np.array([0.4, 0.42, 0.39, 0.41, 0.43, 0.42]), 0.03)
    beside = [TrendPoint(day=p.day, value=p.value, low=p.low, high=p.high, doubted=True) for p in once]
    line, again = found(trend(once)), found(trend([*once, *beside]))
    assert again.rate == pytest.approx(line.rate, abs=0.02)
    assert 0.9 < (again.high - again.low) / (line.high - line.low) < 1.001


def test_a_visit_far_off_the_line_is_said_to_count_less() -> None:
    months = np.arange(10.0)
    values = 0.4 + 0.02 * months
    values[4] -= 0.3
    assert found(trend(points(months, values, 0.015))).down_weighted == 1


def test_a_stop_and_a_new_dose_may_bend_the_line_too_and_each_bend_says_why() -> None:
    months = np.arange(24.0)
    steps = [
        start(at(3)),
        TreatmentStep(on=at(8), cause=Step.DOSE, treatment="x"),
        TreatmentStep(on=at(14), cause=Step.STOP, treatment="x"),
    ]
    values = 0.2 + 0.03 * np.clip(months - 16, 0, None)
    line = found(trend(points(months, values, 0.01), steps))
    assert [bend.steps for bend in line.bends] == [(step,) for step in steps]
    assert all(bend.on == bend.steps[0].on + LAG for bend in line.bends)
    words = trend_basis(line)
    assert "8 weeks after the end of x" in words
    assert "after 2 earlier changes" in words


def test_steps_that_cannot_be_told_apart_share_a_bend_that_names_them_all() -> None:
    steps = [start(at(4), "a"), start(at(5), "b")]
    line = found(trend(points(np.arange(13.0), np.full(13, 0.3), 0.01), steps))
    (bend,) = line.bends
    assert bend.on == at(4) + LAG
    assert bend.steps == tuple(steps)
    assert "8 weeks after the start of a (with the start of b in this time)" in trend_basis(line)


def test_where_visits_are_few_a_start_keeps_its_bend_before_a_new_dose() -> None:
    months = np.array([0.0, 1, 2, 3, 4, 7, 8])
    dose = TreatmentStep(on=at(4) - LAG + timedelta(days=60), cause=Step.DOSE, treatment="x")
    (bend,) = found(trend(points(months, np.full(7, 0.3), 0.01), [start(at(4) - LAG), dose])).bends
    assert bend.steps == (start(at(4) - LAG),)


def test_a_yearly_rhythm_is_told_from_the_line_only_when_it_can_be() -> None:
    months = np.arange(0, 26.0)
    values = 0.4 + 0.005 * months + 0.04 * np.sin(2 * np.pi * months / 12)
    line = found(trend(points(months, values, 0.01)))
    assert line.yearly
    assert line.rate == pytest.approx(0.5, abs=0.05)
    assert "a yearly rhythm aside" in trend_sentence(line)
    assert [height for _, height in line.line] == pytest.approx([0.4, 0.525], abs=0.015)
    assert not found(trend(points(months[:18], values[:18], 0.01))).yearly
    assert not found(trend(points(months[::4], values[::4], 0.01))).yearly


def test_a_small_rise_of_half_a_year_is_said_to_look_like_a_season() -> None:
    months = np.arange(8.0)
    assert "A season could look like this." in trend_sentence(trend(points(months, 0.4 + 0.01 * months, 0.01)))
    assert "season" not in trend_sentence(trend(points(months, 0.2 + 0.06 * months, 0.01)))
    assert "season" not in trend_sentence(trend(points(months, np.full(8, 0.4), 0.01)))


def test_three_photos_of_a_month_give_no_wild_rate() -> None:
    rng = np.random.default_rng(7)
    months = np.array([0.0, 0.6, 1.2])
    rates = [found(trend(points(months, rng.normal(0.4, 0.06, 3), 0.06))).rate for _ in range(200)]
    assert np.std(rates) < 4.5  # a plain line scatters by 7 points a month


def test_the_band_holds_the_line_and_what_all_visits_share() -> None:
    rng = np.random.default_rng(8)
    months = np.arange(9.0)
    held = []
    for _ in range(200):
        values = 0.4 + 0.01 * months + rng.normal(0, 0.04) + rng.normal(0, 0.02, 9)
        line = found(trend(points(months, values, 0.045)))
        truth = np.array([0.4 + 0.01 * (day - FIRST).days / DAYS_PER_MONTH for day, _, _ in line.band])
        low, high = np.array([edges for _, *edges in line.band]).T
        assert np.all((low >= 0) & (low <= high) & (high <= 1))
        held.append(np.mean((low <= truth) & (truth <= high)))
    assert 0.9 <= np.mean(held) <= 0.995
    assert (line.band[0][0], line.band[-1][0]) == (at(0), at(8))


def test_a_quick_rise_after_a_start_shows_as_a_move_since_then() -> None:
    rng = np.random.default_rng(9)
    months = np.arange(12.0)
    values = 0.3 + 0.15 / (1 + np.exp(-(months - 6) / 0.4)) + rng.normal(0, 0.015, 12)
    line = found(trend(points(months, values, 0.02), [start(at(4))]))
    assert line.move is not None
    assert line.move.since == at(4)
    assert 0 < line.move.low < 15 < line.move.high
    assert f"From {day_in_words(at(4))} to the last visit it moves by +1" in trend_basis(line)
    assert found(trend(points(months, values, 0.02))).move is None


def test_the_verdict_on_the_whole_course_is_called_by_the_line_through_all_visits() -> None:
    months = np.arange(8.0)
    rising = found(trend(points(months, 0.30 + 0.03 * months, 0.01)))
    still = found(trend(points(months, 0.30 + 0.01 * (-1) ** months, 0.01)))

    gain, none = course_change(rising), course_change(still)

    assert gain.verdict is Verdict.GAIN
    assert gain.change == pytest.approx(21, abs=1)
    # The engine's response alone leaves 40 % of a change open, to either side.
    assert gain.low is not None
    assert gain.low < 0.6 * 21
    assert course_sentence(gain).startswith("Over the whole course, by the line through all visits: gain of 21 points")
    assert none.verdict is Verdict.NO_DETECTABLE_CHANGE
    assert none.detectable is not None
    assert (course_change(still, regions=3).detectable or 0) > none.detectable


def test_nothing_changes_by_more_than_all_of_it() -> None:
    months = np.arange(8.0)
    up, down = (found(trend(points(months, 0.5 + turn * (months - 3.5) / 8, 0.05))) for turn in (1, -1))
    gain, loss = course_change(up, regions=4), course_change(down, regions=4)
    assert (gain.change or 0) + (gain.detectable or 0) > 100
    assert gain.high == 100
    assert loss.low == -100
