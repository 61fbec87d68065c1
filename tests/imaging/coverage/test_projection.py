"""What is kept weighs the same, bit for bit, and mixtures lean as far as was learnt."""

import numpy as np

from hairtrack.imaging.coverage.features import typical
from hairtrack.imaging.coverage.projection import (
    AT_ONCE,
    constants,
    log_odds,
    prior,
    shown,
    shown_in_parts,
    strangeness,
    weighed,
)
from tests.benchmarks.fit_coverage import KNOWN, known_regions
from tests.benchmarks.learnt_pixels import Data


def test_kept_pixels_are_weighed_to_the_same_bits_over_several_parts() -> None:
    known = constants()
    features = len(known["centre"])
    drawn = np.random.default_rng(0).standard_normal((features, 2 * AT_ONCE + 77)).astype(np.float32)
    values = known["centre"][:, None] + drawn * known["spread"][:, None]
    whole = typical(values)
    parts = tuple(shown_in_parts(values, whole))
    assert len(parts) == 3
    for weights in (prior(1.0), prior(0.3) * 0.9 + 0.1):
        assert np.array_equal(weighed(weights, parts), log_odds(weights, values, whole))


def test_mixtures_lean_by_what_the_region_shows_as_a_whole() -> None:
    known = constants()
    values = known["centre"][:, None].astype(np.float32)
    plain = known["whole_centre"]
    first, count = len(known["remixing"]), len(known["mixing"])
    other = plain.copy()
    other[5] += known["whole_spread"][5]
    before, after = (np.arctanh(shown(values, whole)[first : first + count, 0]) for whole in (plain, other))
    assert np.allclose(before, known["offset"], atol=1e-3)
    assert np.allclose(after - before, known["leaning"][:, 5], atol=1e-3)


def test_a_region_is_as_strange_as_it_lies_from_the_nearest_known_one() -> None:
    known = constants()
    assert len(known["known"]) == KNOWN
    learnt = known["whole_centre"] + known["known"][7].astype(np.float32) * known["whole_spread"]
    assert strangeness(learnt) < 0.01
    other = learnt.copy()
    other[5] += 3 * known["whole_spread"][5]
    assert 0.5 < strangeness(other) < 3.01


def test_regions_of_every_kind_stand_for_what_was_learnt() -> None:
    rng = np.random.default_rng(2)
    many = rng.normal(0, 1, (2 * KNOWN, 6)).astype(np.float32)
    few = rng.normal(7, 0.1, (4, 6)).astype(np.float32)
    kinds = [_of_wholes(many), _of_wholes(few)]
    chosen = known_regions(kinds, np.zeros(6, np.float32), np.ones(6, np.float32)).astype(np.float32)
    assert chosen.shape == (KNOWN, 6)
    away = [np.min(np.linalg.norm(chosen - each, axis=1)) for each in np.concatenate([many, few])]
    assert np.max(away) < 1.5
    assert np.max(away[len(many) :]) < 1.0


def _of_wholes(wholes: np.ndarray) -> Data:
    rows, one = np.arange(len(wholes)), np.zeros(len(wholes), np.float32)
    return Data(one[:, None], one[:, None], one, np.ones(len(wholes)), rows, rows, whole=wholes, whole_again=wholes)
