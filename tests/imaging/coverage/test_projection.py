"""What is kept weighs the same, bit for bit, and mixtures lean as far as was learnt."""

import numpy as np

from hairtrack.imaging.coverage.features import typical
from hairtrack.imaging.coverage.projection import AT_ONCE, constants, log_odds, prior, shown, shown_in_parts, weighed


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
