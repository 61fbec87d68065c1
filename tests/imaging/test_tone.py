"""A planted exposure and white balance are found again, and hair that grew is never taken for light."""

from functools import cache

import numpy as np
import pytest

from hairtrack.demo.looks import LOOKS
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Hair, Patch, Shot
from hairtrack.imaging.arrays import Image, Mask
from hairtrack.imaging.tone import ToneSample, Untold, match_tone, tone_sample, toned

SIZE = (480, 640)
EVERYWHERE = np.ones((SIZE[1], SIZE[0]), np.bool_)
PLANTED = (0.7, 0.8, 1.1)
HAIR = {
    "patch": Hair(length_mm=30, patches=(Patch(radius_mm=45),)),
    "filled": Hair(length_mm=30, comb_seed=5),
    "bald": Hair(length_mm=25, pattern=0.9),
}


@cache
def head(look: str, hair: str) -> tuple[Image, Mask]:
    """A rendered head, and the box about its scalp, as an alignment trusts it."""
    photo = Scalp(4, LOOKS[look]).render(Shot(size=SIZE, hair=HAIR[hair]))
    rows, columns = np.nonzero(photo.scalp_mask)
    trusted = np.zeros_like(photo.scalp_mask)
    trusted[rows.min() : rows.max(), columns.min() : columns.max()] = True
    return photo.image, trusted


def sample(image: Image, valid: Mask = EVERYWHERE) -> ToneSample:
    return tone_sample(image, valid)


def stops(found: tuple[float, ...] | Untold) -> np.ndarray:
    assert not isinstance(found, Untold)
    return np.log2(found)


def test_a_planted_exposure_and_white_balance_are_found_again_and_taken_back() -> None:
    image, trusted = head("brown", "patch")
    other = toned(image, PLANTED)
    found = match_tone(before=sample(image, trusted), after=sample(other, trusted))
    assert stops(found) == pytest.approx(-np.log2(PLANTED), abs=0.03)
    assert not isinstance(found, Untold)
    back = toned(other, found)
    inside = trusted & (image.max(axis=2) < 235) & (image.min(axis=2) > 8)
    assert np.abs(back[inside].astype(int) - image[inside]).mean() < 1.5


@pytest.mark.parametrize("look", ["dark", "black", "blond"])
def test_hair_that_filled_a_patch_is_no_other_light(look: str) -> None:
    before, trusted = head(look, "patch")
    after, _ = head(look, "filled")
    found = match_tone(before=sample(before, trusted), after=sample(toned(after, PLANTED), trusted))
    assert stops(found) == pytest.approx(-np.log2(PLANTED), abs=0.2)


@pytest.mark.parametrize("look", ["dark", "black"])
def test_a_head_that_filled_as_a_whole_is_refused_rather_than_brightened(look: str) -> None:
    before, trusted = head(look, "bald")
    after, _ = head(look, "filled")
    assert match_tone(before=sample(before, trusted), after=sample(after, trusted)) is Untold.UNLIKE


def test_what_is_too_little_too_bright_or_too_far_is_refused() -> None:
    image, _ = head("brown", "patch")
    corner = np.zeros_like(EVERYWHERE)
    corner[:60, :60] = True
    blown = image.copy()
    blown[: round(0.6 * SIZE[1])] = 250
    half = (image * 0.45).astype(np.uint8)
    usual = sample(image)
    assert match_tone(before=usual, after=sample(image, corner)) is Untold.LITTLE_IN_COMMON
    assert match_tone(before=usual, after=sample(image, ~EVERYWHERE)) is Untold.LITTLE_IN_COMMON
    assert match_tone(before=usual, after=sample(blown)) is Untold.CLIPPED
    assert match_tone(before=sample(half), after=sample(toned(half, (5.0, 5.0, 5.0)))) is Untold.TOO_FAR
    assert match_tone(before=usual, after=usual) == pytest.approx((1.0, 1.0, 1.0))


def test_places_that_only_one_photo_shows_take_no_part() -> None:
    image, trusted = head("blond", "patch")
    other = image.copy()
    outside = np.zeros_like(trusted)
    outside[:, : SIZE[0] // 3] = True
    other[outside] = (20, 60, 90)
    found = match_tone(before=sample(image), after=sample(other, ~outside))
    assert stops(found) == pytest.approx(np.zeros(3), abs=0.01)


def test_every_pixel_of_one_colour_gets_the_same_colour_wherever_it_lies() -> None:
    image = np.random.default_rng(3).integers(0, 256, (90, 120, 4), dtype=np.uint8)
    result = toned(image, (1.3, 0.6, 1.0, 1.0))
    assert np.array_equal(result[..., 2:], image[..., 2:])
    assert np.array_equal(toned(image[:, ::-1].copy(), (1.3, 0.6, 1.0, 1.0)), result[:, ::-1])
    order = np.argsort(image[..., 0].ravel(), kind="stable")
    assert np.all(np.diff(result[..., 0].ravel()[order].astype(int)) >= 0), "what was brighter stays no darker"
