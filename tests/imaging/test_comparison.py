"""Planted differences in pose, sharpness, light, glare and the state of the hair are found again."""

import math
from dataclasses import replace

import cv2
import numpy as np
import pytest

from hairtrack.course import AlignmentModel, Transform
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Hair, Shot
from hairtrack.imaging.comparison import (
    alignment_error,
    blurred,
    hair_change,
    light_change,
    light_shift,
    lost_shares,
    overlap,
    pose_between,
    sharpness_ratio,
    small_copies,
    surroundings,
)
from hairtrack.imaging.registration.mirror import turned_over

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


def test_a_nape_that_filled_with_hair_is_no_other_light() -> None:
    image = in_light(texture(), (-0.2, -1.0, -1.5))
    grown = image.copy()
    grown[165:, :] = (30, 25, 24)

    assert light_change(before=image, after=grown, judged=EVERYWHERE) < 0.15


def test_overlap_is_the_share_seen() -> None:
    seen = EVERYWHERE.copy()
    seen[:, :75] = False

    assert overlap(region=EVERYWHERE, valid=seen) == pytest.approx(0.75)
    assert overlap(region=~EVERYWHERE, valid=seen) == 0.0


def in_light(image: np.ndarray, stops: tuple[float, float, float]) -> np.ndarray:
    """The same place under light of so many stops more red, green and blue, on the sRGB curve's dark half."""
    light = (image / 255.0) ** 2.2 * 2.0 ** np.array(stops)
    return np.asarray(np.clip(255 * light ** (1 / 2.2), 0, 255).round().astype(np.uint8))


def test_another_colour_of_light_is_found_and_exposure_has_none() -> None:
    image = (texture() * 0.6).astype(np.uint8)
    warmer, darker = in_light(image, (0.3, 0.0, -0.4)), in_light(image, (-0.5, -0.5, -0.5))
    found = light_shift(before=image, after=warmer, judged=EVERYWHERE)
    assert found is not None
    assert found[1] == pytest.approx(0.5, abs=0.06)
    exposed = light_shift(before=image, after=darker, judged=EVERYWHERE)
    assert exposed == pytest.approx((0.5, 0.0), abs=0.1)
    assert light_shift(before=image, after=image, judged=EVERYWHERE) == (0.0, 0.0)
    assert light_shift(before=image, after=image, judged=~EVERYWHERE) is None


def test_hair_that_filled_a_part_is_no_other_light() -> None:
    image = in_light(texture(), (-0.2, -1.0, -1.5))
    grown = image.copy()
    grown[:, :120] = (30, 25, 24)
    found = light_shift(before=image, after=grown, judged=EVERYWHERE)
    assert found is not None
    assert max(found) < 0.05


def test_glare_counts_what_is_blown_out_or_black_in_each_photo() -> None:
    image = texture()
    glaring, black = image.copy(), image.copy()
    glaring[:60] = 250
    black[:, :30] = 0
    assert lost_shares(before=image, after=glaring, judged=EVERYWHERE) == pytest.approx((0.0, 0.2), abs=0.02)
    assert lost_shares(before=black, after=image, judged=EVERYWHERE) == pytest.approx((0.1, 0.0), abs=0.02)
    assert lost_shares(before=glaring, after=glaring, judged=~EVERYWHERE) == (0.0, 0.0)


@pytest.mark.parametrize(("left", "top"), [(120, 140), (0, 0), (260, 260)])
def test_the_surroundings_of_a_square_reach_half_its_width_also_at_the_border(left: int, top: int) -> None:
    region = np.zeros((300, 300), bool)
    region[top : top + 40, left : left + 40] = True
    rows, columns = np.indices(region.shape)
    beside = np.hypot(
        np.maximum(np.maximum(left - columns, columns - left - 39), 0),
        np.maximum(np.maximum(top - rows, rows - top - 39), 0),
    )
    found = surroundings(region)
    # Distances are counted in steps, which are off by a twentieth.
    assert found[beside < 19].all()
    assert not found[beside > 22].any()
    assert not surroundings(np.zeros_like(region)).any()


def test_light_and_strands_come_out_the_same_on_small_copies() -> None:
    head = Scalp(4, LOOKS["dark"])
    before, after = (
        np.repeat(np.repeat(head.render(Shot(size=(800, 600), hair=Hair(length_mm=length))).image, 2, 0), 2, 1)
        for length in (40.0, 15.0)
    )
    after[:, :800] //= 2
    judged = np.zeros((1200, 1600), bool)
    judged[200:1000, 300:1300] = True
    first, second, seen = small_copies(before=before, after=after, judged=judged)
    assert first.shape == second.shape == (640, 853, 3)
    assert seen.mean() == pytest.approx(judged.mean(), abs=0.005)
    light = light_change(before=before, after=after, judged=judged)
    hair = hair_change(before=before, after=after, judged=judged)
    assert hair is not None
    assert min(light, hair) > 0.2
    assert light_change(before=first, after=second, judged=seen) == pytest.approx(light, rel=0.1)
    assert hair_change(before=first, after=second, judged=seen) == pytest.approx(hair, rel=0.1)


def test_the_alignment_error_is_a_share_of_the_region() -> None:
    region = np.zeros((300, 300), bool)
    region[100:200, 100:200] = True
    loose = replace(SAME, misfit=3.0)
    # 95 % of a round normal error stay within 2.45 standard deviations: 7.3 of 100 pixels.
    assert alignment_error(SAME, loose, region=region) == pytest.approx(0.0734, abs=0.001)
    assert alignment_error(loose, loose, region=region) == pytest.approx(0.0734 * math.sqrt(2), abs=0.001)
    assert alignment_error(SAME, loose, region=~EVERYWHERE) is None


def test_cut_and_wet_hair_look_different_and_hair_combed_anew_or_thinner_does_not() -> None:
    head = Scalp(11, LOOKS["dark"])
    hair = Hair(length_mm=40.0, density=0.8)
    states = {
        "before": hair,
        "combed anew": replace(hair, comb_seed=1, comb_towards=hair.comb_towards + 10),
        "thinner": replace(hair, comb_seed=2, density=0.6),
        "cut": replace(hair, comb_seed=1, length_mm=3.0),
        "wet": replace(hair, comb_seed=1, wet=1.0),
    }
    photos = {name: head.render(Shot(size=(480, 600), hair=state)) for name, state in states.items()}
    before = photos["before"]

    def change(name: str) -> float:
        found = hair_change(before=before.image, after=photos[name].image, judged=before.scalp_mask)
        assert found is not None
        return found

    assert max(change("combed anew"), change("thinner")) < 1.0
    assert min(change("cut"), change("wet")) > 1.2
    assert hair_change(before=before.image, after=before.image, judged=np.zeros_like(before.scalp_mask)) is None


@pytest.mark.parametrize("sigma", [4.0, 8.5, 19.0])
def test_a_wide_blur_on_a_smaller_copy_is_that_of_the_whole(sigma: float) -> None:
    plane = np.random.default_rng(1).random((333, 250), np.float32)
    plane[80:150, 60:] += 3.0
    whole = cv2.GaussianBlur(plane, (0, 0), sigma)
    assert np.abs(blurred(plane, sigma) - whole).max() < 0.02 * np.ptp(whole)


def test_a_mirror_image_is_not_taken_for_a_turned_head() -> None:
    turned = turned_ball(6, 1.2)
    assert pose_between(SAME, turned_over(turned)) == pytest.approx(pose_between(SAME, turned))
    assert pose_between(turned_over(SAME), turned) == pytest.approx(pose_between(SAME, turned))
