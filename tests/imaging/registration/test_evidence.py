"""What speaks for a map is counted with care."""

import numpy as np
import pytest

from hairtrack.imaging.registration.evidence import block_inflation
from hairtrack.imaging.registration.head_motion import Frame, fit_head_motion

FRAME = Frame(origin=(50.0, 50.0), scale=40.0)


@pytest.mark.parametrize(("alike", "least", "most"), [(False, 1.0, 2.0), (True, 4.0, 40.0)])
def test_errors_that_neighbours_share_count_as_one(alike: bool, least: float, most: float) -> None:
    rng = np.random.default_rng(2)
    places = np.stack(np.meshgrid(np.arange(12, 90, 2.0), np.arange(12, 90, 2.0)), axis=-1).reshape(-1, 2)
    cell = np.floor((places - 50) / 40 / 0.22).astype(int) + 10
    errors = rng.normal(0, 1, (20, 20, 2))[cell[:, 0], cell[:, 1]] if alike else rng.normal(0, 1, places.shape)
    weights = np.ones(len(places))
    fit = fit_head_motion(fixed=places, moving=places + errors, sigma=1.0, frame=FRAME)
    assert least <= block_inflation(fixed=places, weights=weights, fit=fit, sigma=1.0) <= most


def test_where_no_match_counts_nothing_more_is_shown() -> None:
    places = np.random.default_rng(3).uniform(20, 80, (30, 2))
    weights = np.full(30, 1e-3)
    fit = fit_head_motion(fixed=places, moving=places, sigma=1.0, frame=FRAME, weights=weights)
    assert block_inflation(fixed=places, weights=weights, fit=fit, sigma=1.0) == 1.0
