"""What is kept of how hair lies over a region."""

import numpy as np
import pytest

from hairtrack.imaging.coverage.interval import bare_to_dense


def test_bare_and_dense_parts_come_back_by_their_shares() -> None:
    soft = np.full((240, 240), 0.8, np.float32)
    soft[:, :60] = 0.1
    parts = bare_to_dense(soft, np.ones(soft.shape, np.bool_))
    assert parts[:5] == pytest.approx([0.1] * 5)
    assert parts[5:] == pytest.approx([0.8] * 15)


def test_their_mean_is_the_coverage_of_what_is_judged() -> None:
    rng = np.random.default_rng(3)
    soft = rng.uniform(0, 1, (170, 130)).astype(np.float32)
    judged = rng.uniform(0, 1, soft.shape) < np.linspace(0.2, 1, 130)
    parts = bare_to_dense(soft, judged)
    assert len(parts) == 20
    assert list(parts) == sorted(parts)
    assert np.mean(parts) == pytest.approx(soft[judged].mean())
