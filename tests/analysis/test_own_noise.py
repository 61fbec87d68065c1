"""This person's own noise, from photos of one visit."""

import numpy as np
import pytest

from hairtrack.analysis.own_noise import noise_sentence, own_noise


def test_the_scatter_within_visits_is_pooled_whatever_happens_between_them() -> None:
    # Squares within the visits: 2 + 8 and 2, over (3 - 1) + (2 - 1) degrees of freedom.
    noise = own_noise([[0.30, 0.29, 0.31], [0.70, 0.72], [0.5]])

    assert noise is not None
    assert noise.sd == pytest.approx(((2 + 2) / 3) ** 0.5)
    assert (noise.freedom, noise.visits) == (3, 2)


def test_without_repeats_there_is_no_own_noise() -> None:
    assert own_noise([[0.3], [0.4], []]) is None


def test_it_counts_from_two_visits_with_three_photos_on() -> None:
    few, enough = own_noise([[0.30, 0.31, 0.29]]), own_noise([[0.30, 0.31, 0.29], [0.40, 0.41, 0.39]])

    assert few is not None
    assert not few.enough
    assert enough is not None
    assert enough.enough


def test_more_photos_at_a_visit_can_show_smaller_changes() -> None:
    noise = own_noise([[0.30, 0.33, 0.29], [0.40, 0.44, 0.39]])

    assert noise is not None
    assert noise.reach(3, 3) == pytest.approx(noise.detectable / 3**0.5)


def test_a_planted_noise_is_found_and_its_reach_holds_in_95_of_100_pairs() -> None:
    rng = np.random.default_rng(3)
    held, found = [], []
    for _ in range(2000):
        visits = 0.4 + rng.normal(0, 0.02, (3, 3))
        noise = own_noise(visits)
        assert noise is not None
        found.append(noise.sd)
        means = 0.4 + rng.normal(0, 0.02, (2, 3)).mean(axis=1)
        held.append(100 * abs(means[1] - means[0]) <= noise.reach(3, 3))

    assert np.sqrt(np.mean(np.square(found))) == pytest.approx(2.0, rel=0.03)
    assert 0.935 < np.mean(held) < 0.965


def test_it_is_said_whose_noise_counts() -> None:
    assert "stands in" in noise_sentence(None)
    assert "not yet known well enough" in noise_sentence(own_noise([[0.30, 0.31, 0.29]]))
    enough = noise_sentence(own_noise([[0.30, 0.32, 0.28], [0.40, 0.42, 0.38]]))
    # Student's 95 % point with 4 degrees of freedom is 2.776; times the square root of 2 and 2 points, 7.9.
    assert "6 photos of 2 visits lie within about 2.0 points" in enough
    assert "differ by 7.9 points" in enough
