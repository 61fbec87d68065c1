"""Planted odds are counted where they lie."""

import numpy as np
import pytest

from hairtrack.imaging.coverage import GLARE, JUDGED
from hairtrack.imaging.coverage.decided import EDGES, decided
from hairtrack.imaging.coverage.frame import Frame
from hairtrack.imaging.coverage.measure import Judged


def test_pixels_are_counted_on_their_side_and_what_is_not_judged_is_not() -> None:
    odds = np.zeros((10, 10), np.float32)
    odds[:5] = -40.0
    odds[5:7] = 3.0
    odds[7] = 0.3
    causes = np.full((10, 10), JUDGED, np.uint8)
    causes[8:] = GLARE
    whole = np.ones((10, 10), np.bool_)
    found = decided(Judged(Frame(np.zeros((10, 10, 3), np.uint8), whole, 1.0, (0, 0)), odds, causes))
    assert sum(found.counts) == 80
    assert len(found.counts) == len(EDGES) - 1
    assert found.counts[0] == 50
    assert (found.skin, found.hair, found.undecided) == pytest.approx((50 / 80, 20 / 80, 10 / 80))
