"""Ripples that run one way are told from those that run all ways, and a region is summed up by its percentiles."""

import numpy as np
import pytest
from numpy.typing import NDArray

from hairtrack.imaging.arrays import Image
from hairtrack.imaging.coverage.features import features, typical

SIDE = 160


def feature(image: Image, name: str) -> NDArray[np.float32]:
    """Return one feature of the middle of a picture."""
    region = np.zeros((SIDE, SIDE), np.bool_)
    region[30:-30, 30:-30] = True
    values, names = features(image, region)
    return np.asarray(values[names.index(name)])


def grey(brightness: NDArray[np.float64]) -> Image:
    """Return a grey picture."""
    return np.repeat(np.clip(brightness, 0, 255).astype(np.uint8)[..., None], 3, axis=2)


@pytest.mark.parametrize("degrees", [0, 30, 77, 135])
@pytest.mark.parametrize("wave", [3, 6, 12])
def test_stripes_run_one_way_at_any_angle_and_noise_does_not(wave: int, degrees: float) -> None:
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float64)
    across = x * np.cos(np.radians(degrees)) + y * np.sin(np.radians(degrees))
    stripes = feature(grey(120 + 60 * np.sin(2 * np.pi * across / wave)), f"one way {wave}")
    noise = feature(grey(np.random.default_rng(0).normal(120, 40, (SIDE, SIDE))), f"one way {wave}")
    assert np.median(stripes) > 2.2
    assert np.median(noise) < 1.4


def test_even_ground_runs_no_way() -> None:
    assert np.allclose(feature(grey(np.full((SIDE, SIDE), 120.0)), "one way 3"), 0, atol=0.1)


def test_what_is_typical_is_the_low_the_middle_and_the_high_of_each_feature() -> None:
    drawn = np.random.default_rng(1).permutation(np.arange(1, 101).repeat(400)).astype(np.float32)
    low, middle, high = typical(np.stack([drawn, -2 * drawn])).reshape(3, 2)
    assert low == pytest.approx([10, -180], abs=4)
    assert middle == pytest.approx([50, -100], abs=6)
    assert high == pytest.approx([90, -20], abs=4)
