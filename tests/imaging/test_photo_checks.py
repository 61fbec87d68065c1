"""Cautions come where they should, and not where they should not."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from hairtrack.errors import ReasonKind
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.photo_checks import check_photo, sharpness
from hairtrack.imaging.photo_file import decode_photo


def strands(seed: int = 0, *, width: int = 1600, height: int = 1200) -> Image:
    """Draw dark lines of a pixel or two on skin, as hairs look from arm's length."""
    rng = np.random.default_rng(seed)
    image = np.full((height, width, 3), (205, 160, 140), np.uint8)
    starts = rng.uniform((0, 0), (width, height), (6000, 2))
    ends = starts + rng.normal((30, 60), 12, (6000, 2))
    for start, end, tone in zip(starts, ends, rng.integers(30, 110, 6000), strict=True):
        a, b = start.astype(int).tolist(), end.astype(int).tolist()
        cv2.line(image, a, b, (int(tone), int(tone) - 8, int(tone) - 12), 2, cv2.LINE_AA)
    return image


def blurred(image: Image, sigma: float) -> Image:
    return cv2.GaussianBlur(image, (0, 0), sigma).astype(np.uint8)


def noisy(image: Image, deviation: float) -> Image:
    noise = np.random.default_rng(1).normal(0, deviation, image.shape)
    return np.clip(image + noise, 0, 255).astype(np.uint8)


def kinds(image: Image) -> set[ReasonKind]:
    return {reason.kind for reason in check_photo(image, size=(image.shape[1], image.shape[0]))}


def test_a_good_photo_has_no_cautions() -> None:
    assert kinds(strands()) == set()
    assert kinds(noisy(strands(), 6)) == set()
    assert kinds(strands(width=4000, height=3000)) == set()


@pytest.mark.parametrize("noise", [0, 4])
def test_blur_is_seen_through_noise(noise: float) -> None:
    assert kinds(noisy(blurred(strands(), 3.5), noise)) == {ReasonKind.BLURRED}
    assert kinds(noisy(blurred(strands(width=4000, height=3000), 9), noise)) == {ReasonKind.BLURRED}


def test_exposure_does_not_look_like_blur() -> None:
    dim = (strands() * 0.35).astype(np.uint8)
    assert ReasonKind.BLURRED not in kinds(dim)
    assert abs(sharpness(dim) - sharpness(strands())) < 0.08


def test_dark_bright_and_small() -> None:
    assert kinds((strands() * 0.12).astype(np.uint8)) == {ReasonKind.TOO_DARK}
    glaring = strands()
    glaring[:300, :400] = 255
    assert kinds(glaring) == {ReasonKind.OVEREXPOSED}
    assert kinds(strands(width=640, height=480)) == {ReasonKind.TOO_SMALL}


@pytest.mark.parametrize("size", [(1, 1), (1, 500), (31, 33), (2000, 3)])
def test_any_size_is_survived(size: tuple[int, int]) -> None:
    image = np.zeros((size[1], size[0], 3), np.uint8)
    assert ReasonKind.TOO_DARK in kinds(image)
    assert ReasonKind.TOO_SMALL in kinds(255 - image)


def test_real_photos_are_told_from_blurred_ones(shared_photos: Path) -> None:
    photos = sorted((shared_photos / "topdown").rglob("*.jpg"))[::8]
    assert photos
    for path in photos:
        image = decode_photo(path)
        assert ReasonKind.BLURRED not in kinds(image), path.name
        assert ReasonKind.BLURRED in kinds(blurred(image, 4)), path.name
