"""Planted differences in scale, angle, sharpness and light are found again."""

import math

import cv2
import numpy as np
import pytest

from hairtrack.course import AlignmentModel, Transform
from hairtrack.imaging.comparison import light_change, overlap, pose_between, sharpness_ratio

EVERYWHERE = np.ones((300, 300), bool)


def transform(x: tuple[float, ...], y: tuple[float, ...]) -> Transform:
    """A map of a picture 300 wide, in units of a hundred pixels about its middle."""
    return Transform(
        model=AlignmentModel.QUADRATIC if len(x) == 6 else AlignmentModel.AFFINE,
        origin=(150.0, 150.0),
        scale=100.0,
        x_coefficients=x,
        y_coefficients=y,
        covariance=(0.0,) * (2 * len(x)) ** 2,
        misfit=0.0,
        hull=((70.0, 70.0), (230.0, 70.0), (230.0, 230.0), (70.0, 230.0)),
        fixed_size=(300, 300),
        moving_size=(300, 300),
    )


SAME = transform((150.0, 100.0, 0.0), (150.0, 0.0, 100.0))


def turned_ball(degrees: float, radius: float) -> Transform:
    """The quadratic that follows a ball turned about the picture's horizontal axis, fitted on a grid."""
    u, v = (axis.ravel() for axis in np.meshgrid(np.linspace(-0.8, 0.8, 21), np.linspace(-0.8, 0.8, 21)))
    angle = math.radians(degrees)
    height = np.sqrt(radius**2 - u**2 - v**2)
    design = np.stack([np.ones_like(u), u, v, u * u, u * v, v * v], axis=1)
    y = np.linalg.lstsq(design, 150 + 100 * (v * math.cos(angle) + height * math.sin(angle)), rcond=None)[0]
    return transform((150.0, 100.0, 0.0, 0.0, 0.0, 0.0), tuple(y.tolist()))


def texture(seed: int = 1) -> np.ndarray:
    noise = np.random.default_rng(seed).normal(0, 40, (300, 300, 1)) * np.ones(3)
    return np.clip(130 + cv2.GaussianBlur(noise, (0, 0), 1.0), 0, 255).astype(np.uint8)


def test_a_planted_scale_and_roll_are_no_tilt() -> None:
    turn = math.radians(30)
    c, n = 120 * math.cos(turn), 120 * math.sin(turn)

    scale, tilt = pose_between(SAME, transform((150.0, c, -n), (150.0, n, c)))

    assert scale == pytest.approx(1.2)
    assert tilt == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize("degrees", [5.0, 12.0, 20.0])
@pytest.mark.parametrize("radius", [1.2, 1.35])
def test_a_planted_tilt_is_found(degrees: float, radius: float) -> None:
    _, tilt = pose_between(SAME, turned_ball(degrees, radius))

    assert tilt == pytest.approx(degrees, rel=0.35)


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
