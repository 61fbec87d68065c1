"""What is kept weighs the same, bit for bit."""

import numpy as np

from hairtrack.imaging.coverage.features import typical
from hairtrack.imaging.coverage.projection import AT_ONCE, constants, log_odds, prior, shown_in_parts, weighed


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
