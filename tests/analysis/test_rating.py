"""Steadiness and agreement of raters, on published examples and on planted raters."""

import math

import numpy as np
import pytest

from hairtrack.analysis.quantiles import chi_square_point, f_point, student_95
from hairtrack.analysis.rating import (
    FEWEST_PAIRS,
    agreement,
    agreement_sentence,
    intraclass_correlation,
    mean_rating,
    steadiness,
    steadiness_sentence,
)
from hairtrack.ratings import steps_range

SHROUT_FLEISS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], dtype=float
)
"""Four judges on six targets; Shrout & Fleiss 1979, table 2."""
LARGE_METER = (494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427)
MINI_METER = (512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451)
"""Peak expiratory flow of 17 people by two meters; Bland & Altman 1986, table 1."""


@pytest.mark.parametrize(
    ("found", "printed"),
    [
        (f_point(0.975, 5, 15), 3.5764),
        (f_point(0.95, 10, 3), 8.7855),
        (student_95(1), 12.7062),
        (student_95(3), 3.1824),
        (student_95(200), 1.9719),
        (chi_square_point(0.025, 4), 0.4844),
        (chi_square_point(0.975, 16), 28.8454),
    ],
)
def test_points_of_distributions_are_those_of_printed_tables(found: float, printed: float) -> None:
    assert found == pytest.approx(printed, rel=2e-4)


def test_icc_is_that_of_shrout_and_fleiss() -> None:
    found = intraclass_correlation(SHROUT_FLEISS)
    assert found is not None
    assert round(found.value, 2) == 0.29
    # As the R package psych prints the interval of this example.
    assert (round(found.low, 2), round(found.high, 2)) == (0.02, 0.76)


def test_bias_and_limits_are_those_of_bland_and_altman() -> None:
    found = agreement(list(zip(MINI_METER, LARGE_METER, strict=True)))
    assert found is not None
    assert found.pairs == 17
    assert round(found.bias.value, 1) == -2.1
    assert found.bias.low == pytest.approx(-22.0, abs=0.1)
    assert found.bias.high == pytest.approx(17.8, abs=0.1)
    # 1.96 standard deviations of 38.8 to either side.
    assert found.lower.value == pytest.approx(-78.1, abs=0.1)
    assert found.upper.value == pytest.approx(73.9, abs=0.1)


def test_the_doubt_of_the_limits_covers_where_the_limits_truly_are() -> None:
    rng = np.random.default_rng(5)
    held = 0
    for _ in range(400):
        apart = rng.normal(0.3, 1.0, 12)
        # On a scale so fine that rounding plays no part.
        found = agreement([(0, round(1e6 * step)) for step in apart])
        assert found is not None
        held += found.upper.low <= 1e6 * (0.3 + 1.959964) <= found.upper.high
    assert 0.92 <= held / 400 <= 0.98


def test_too_few_pairs_say_nothing_of_agreement() -> None:
    assert agreement([(0, 0)] * (FEWEST_PAIRS - 1)) is None
    assert agreement([(0, 1), (1, 1), (2, 2), (0, 0), (1, 2)]) is not None


def test_raters_who_agree_on_few_pairs_are_not_sure_to_agree_always() -> None:
    few, many = (agreement([(0, 0), (1, 1), (2, 2), (1, 1), (0, 0)] * times) for times in (1, 8))
    assert few is not None
    assert many is not None
    assert few.icc is not None
    assert many.icc is not None
    assert few.icc.value == many.icc.value == 1
    assert few.icc.low < 0.6
    assert many.icc.low > 0.9
    assert few.bias.high > many.bias.high > 0
    assert few.upper.high > many.upper.high > 0


@pytest.mark.parametrize("scores", [[(0, 0)] * 6, [(0, 1)] * 6])
def test_pairs_rated_all_alike_have_no_icc(scores: list[tuple[int, int]]) -> None:
    found = agreement(scores)
    assert found is not None
    assert found.icc is None
    assert "nothing to tell apart" in agreement_sentence(found, "Anna", "Ben")


def test_a_rater_who_rates_higher_throughout_agrees_less_and_shows_as_bias() -> None:
    low = [-1, 0, 0, 1, 1, 2]
    alike = agreement([(score, score) for score in low])
    higher = agreement([(score, score + 1) for score in low])
    assert alike is not None
    assert higher is not None
    assert alike.icc is not None
    assert higher.icc is not None
    assert higher.icc.value < 0.8 < alike.icc.value
    assert higher.bias.value == 1


def test_repeats_are_counted_as_they_were_given() -> None:
    found = steadiness([[1, 1], [2, 1], [0], [-3, 0], [2, 2, 2]])
    assert (found.repeats, found.identical, found.within_one, found.furthest) == (5, 3, 4, 3)
    # Squares about each pair's mean: 0, 0.5, none, 4.5, 0, over one degree of freedom for each repeat.
    assert found.sd == pytest.approx(math.sqrt(5 / 5))


def test_few_repeats_that_are_alike_do_not_make_a_rater_unerring() -> None:
    few, many = steadiness([[1, 1]] * 2), steadiness([[1, 1]] * 40)
    assert few.sd == many.sd == 0
    assert few.error > 2 * many.error > 0
    assert few.smallest_difference > 1


def test_without_repeats_a_rating_is_doubted_by_what_raters_are_like() -> None:
    found = steadiness([[2], [1]])
    assert found.sd is None
    rating = mean_rating([1], found)
    assert rating.low < 0
    assert rating.high > 2


def test_more_answers_narrow_a_rating_and_it_stays_on_the_scale() -> None:
    steady = steadiness([[0, 1], [1, 1], [2, 2], [0, 0]])
    once, often = mean_rating([2], steady), mean_rating([2, 2, 2, 2], steady)
    assert often.high - often.low < once.high - once.low
    assert mean_rating([3], steady).high == 3


@pytest.mark.parametrize("sd", [0.3, 0.6, 1.0])
def test_ratings_of_planted_raters_cover_what_they_would_say_on_average(sd: float) -> None:
    rng = np.random.default_rng(round(10 * sd))
    held = []
    for _ in range(300):
        truth = rng.uniform(-1.5, 1.5, 8)
        answers = [
            [int(a) for a in np.clip(np.rint(t + rng.normal(0, sd, 1 + (k < 2))), -3, 3)] for k, t in enumerate(truth)
        ]
        steady = steadiness(answers)
        for t, scores in zip(truth, answers, strict=True):
            average = np.clip(np.rint(t + rng.normal(0, sd, 4000)), -3, 3).mean()
            rating = mean_rating(scores, steady)
            held.append(rating.low <= average <= rating.high)
    assert np.mean(held) > 0.92


def test_sentences_are_plain() -> None:
    found = steadiness([[1, 1], [2, 1], [0, 0], [3, 3]])
    assert steadiness_sentence(found).startswith(
        "Shown the same pair twice, you gave the same answer in 3 of 4, never more than 1 step apart. "
    )
    assert "in 1 of 2, never more than 3 steps apart" in steadiness_sentence(steadiness([[0, 3], [1, 1]]), "Anna")
    assert "Anna gave the same answer every time (2 of 2)." in steadiness_sentence(steadiness([[1, 1], [0, 0]]), "Anna")
    assert "Shown one pair twice, you gave answers 1 step apart." in steadiness_sentence(steadiness([[1, 0]]))
    assert "not known" in steadiness_sentence(steadiness([[1]]))
    said = agreement(list(zip(MINI_METER, LARGE_METER, strict=True)))
    assert said is not None
    assert agreement_sentence(said, "Anna", "Ben").startswith(
        "On 17 pairs Anna and Ben agree with an ICC of 0.95 (0.86 to 0.98), where 1 is entirely. "
        "On average Ben answers 2.1 steps lower (−22.0 to +17.8);"
    )
    assert steps_range(-0.01, -1.26, 3) == "0.0 (−1.3 to +3.0)"
