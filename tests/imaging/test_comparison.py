"""Planted differences in scale, angle, sharpness and light are found again."""

import math

import cv2
import numpy as np
import pytest

from hairtrack.course import AlignmentModel, Transform
from hairtrack.imaging.comparison import light_change, overlap, pose_between, sharpness_ratio

EVERYWHERE = np.ones((300, 300), bool)


def affine(linear: list[list[float]]) -> Transform:
    return Transform(
        model=AlignmentModel.AFFINE,
        origin=(0.0, 0.0),
        scale=1.0,
        x_coefficients=(0.0, *linear[0]),
        y_coefficients=(0.0, *linear[1]),
        covariance=(0.0,) * 36,
        misfit=0.0,
        hull=((0.0, 0.0), (300.0, 0.0), (300.0, 300.0)),
        fixed_size=(300, 300),
        moving_size=(300, 300),
    )


def texture(seed: int = 1) -> np.ndarray:
    noise = np.random.default_rng(seed).normal(0, 40, (300, 300, 1)) * np.ones(3)
    return np.clip(130 + cv2.GaussianBlur(noise, (0, 0), 1.0), 0, 255).astype(np.uint8)


def test_a_planted_scale_and_tilt_are_found() -> None:
    turn = math.radians(30)
    roll = np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]])
    tilted = roll @ np.diag([1.2, 1.2 * math.cos(math.radians(20))])

    scale, tilt = pose_between(affine([[1, 0], [0, 1]]), affine(tilted.tolist()))

    assert tilt == pytest.approx(20, abs=0.01)
    assert scale == pytest.approx(1.2 * math.sqrt(math.cos(math.radians(20))))


def test_blur_lowers_the_sharpness_ratio_and_light_does_not() -> None:
    image = texture()
    blurred = cv2.GaussianBlur(image, (0, 0), 2.5).astype(np.uint8)
    darker = (image * 0.7).astype(np.uint8)

    assert sharpness_ratio(before=image, after=blurred, judged=EVERYWHERE) < 0.5
    assert sharpness_ratio(before=image, after=darker, judged=EVERYWHERE) > 0.9


def test_side_light_is_found_and_exposure_is_not_light() -> None:
    image = texture()
    ramp = 2.0 ** np.linspace(-1, 1, 300)[None, :, None]
    lit = np.clip((image / 255.0) ** 2.2 * ramp * 0.5, 0, 1) ** (1 / 2.2) * 255
    darker = ((image / 255.0) ** 2.2 * 0.5) ** (1 / 2.2) * 255

    assert light_change(before=image, after=lit.astype(np.uint8), judged=EVERYWHERE) == pytest.approx(0.58, abs=0.1)
    assert light_change(before=image, after=darker.astype(np.uint8), judged=EVERYWHERE) < 0.05


def test_overlap_is_the_share_seen() -> None:
    seen = EVERYWHERE.copy()
    seen[:, :75] = False

    assert overlap(region=EVERYWHERE, valid=seen) == pytest.approx(0.75)
    assert overlap(region=~EVERYWHERE, valid=seen) == 0.0
