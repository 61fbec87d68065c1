"""Copies of a photo are the same shot, the next photo of a burst is not, and a planted view is found again."""

import io
import pickle
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image as Pillow

from hairtrack.course import View
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.likeness import (
    KnownViews,
    Likeness,
    is_same_shot,
    likeness_of,
    same_shot_scores,
)
from hairtrack.imaging.photo_file import decode_photo, encode_jpeg, scaled

LEFT, RIGHT, ABOVE = (0.3, 0.6), (0.7, 0.6), (0.5, 0.4)


def strands(seed: int, size: tuple[int, int] = (900, 1200)) -> Image:
    """A picture of strands, coarse and fine, with a sensor's noise."""
    rng = np.random.default_rng(seed)
    picture = np.full((size[1], size[0]), 120, np.uint8)
    for _ in range(3000):
        start = rng.uniform(0, size)
        end = start + rng.normal(0, 60, 2)
        shade = int(rng.integers(20, 220))
        cv2.line(picture, start.astype(int).tolist(), end.astype(int).tolist(), shade, 1 + shade % 2, cv2.LINE_AA)
    soft = cv2.GaussianBlur(picture, (0, 0), 1.0)[..., None] * np.array([1.0, 0.85, 0.75])
    return exposed(soft, seed)


def exposed(light: np.ndarray, seed: int) -> Image:
    noise = np.random.default_rng([seed, 1]).normal(0, 2, light.shape)
    return np.clip(light + noise, 0, 255).astype(np.uint8)


def again(image: Image, quality: int) -> Image:
    with Pillow.open(io.BytesIO(encode_jpeg(image, quality))) as picture:
        return np.array(picture.convert("RGB"))


def moved(image: Image, by: float, *, turn: float = 0.0) -> Image:
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), turn, 1.0)
    matrix[:, 2] = matrix[:, 2] + by
    shifted = cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_LANCZOS4, borderMode=cv2.BORDER_REFLECT)
    return exposed(shifted.astype(float), 9)


def head(at: tuple[float, float], seed: int = 0, size: tuple[int, int] = (240, 320)) -> Image:
    """A face beside a dark head before a room that differs each time."""
    rng = np.random.default_rng(seed)
    width, height = size
    picture = np.full((height, width, 3), rng.uniform(120, 200, 3), np.uint8)
    middle = np.array([0.5, 0.5]) * size + rng.normal(0, 0.02 * width, 2)
    face = np.array(at) * size + rng.normal(0, 0.02 * width, 2)
    cv2.circle(picture, middle.astype(int).tolist(), int(0.32 * width), (60, 45, 35), -1)
    cv2.ellipse(picture, (face.astype(int).tolist(), (0.4 * width, 0.28 * width), 20.0 * at[0]), (215, 170, 150), -1)
    return exposed(picture.astype(float) * rng.uniform(0.85, 1.1), seed)


KNOWN = [
    (view, likeness_of(head(at, seed)))
    for seed, (view, at) in enumerate(2 * [(View.LEFT, LEFT), (View.RIGHT, RIGHT), (View.VERTEX, ABOVE)], start=20)
]
COURSE = KnownViews(KNOWN)


@pytest.mark.parametrize("quality", [30, 50, 70, 95])
@pytest.mark.parametrize("side", [1200, 1000, 600])
def test_a_copy_is_the_same_shot_at_any_size_and_quality(side: int, quality: int) -> None:
    photo = again(strands(1), 93)
    copy = again(scaled(photo, side), quality)

    assert same_shot_scores([likeness_of(photo)], [likeness_of(copy)])[0, 0] > 0
    assert is_same_shot(photo, copy)
    assert is_same_shot(copy, photo)


def test_a_touched_up_copy_is_the_same_shot() -> None:
    photo = again(strands(2), 93)
    brighter = np.clip(255 * (photo / 255) ** 0.9 * [1.02, 1.0, 0.97], 0, 255).astype(np.uint8)
    sharper = cv2.addWeighted(brighter, 1.6, cv2.GaussianBlur(brighter, (0, 0), 1), -0.6, 0).astype(np.uint8)

    assert is_same_shot(photo, again(scaled(sharper, 1000), 80))


@pytest.mark.parametrize(("by", "turn"), [(0.5, 0.0), (2.0, 0.0), (10.0, 0.0), (0.0, 0.2), (0.0, 2.0)])
def test_a_shot_that_moved_is_another_shot(by: float, turn: float) -> None:
    photo = again(strands(3), 93)

    assert not is_same_shot(photo, again(moved(photo, by, turn=turn), 90))


def test_a_head_that_moved_in_a_still_room_is_another_shot() -> None:
    photo = again(strands(4), 93)
    next_shot = photo.copy()
    next_shot[300:900, 200:700] = moved(photo, 0.7)[300:900, 200:700]

    assert not is_same_shot(photo, next_shot)


def test_a_second_exposure_of_a_still_life_has_noise_of_its_own() -> None:
    still = np.full((1200, 900, 3), 150.0)
    still[300:900, 200:700] = strands(5)[300:900, 200:700]
    first, second = exposed(still, 1), exposed(still, 2)

    assert is_same_shot(first, again(first, 90))
    assert not is_same_shot(first, again(second, 90))


def test_another_shape_a_mirrored_and_an_empty_picture_are_not_the_same() -> None:
    photo = strands(6)
    empty = np.full_like(photo, 128)

    assert not is_same_shot(photo, photo[:1000])
    assert not is_same_shot(photo, np.ascontiguousarray(photo[:, ::-1]))
    assert not is_same_shot(empty, empty)


def test_real_photos_are_told_from_their_next_shot_and_known_in_their_copies(shared_photos: Path) -> None:
    photos = [decode_photo(path) for path in sorted((shared_photos / "topdown").glob("*.jpg"))[::6]]
    copies = [is_same_shot(photo, again(photo, 70)) for photo in photos]
    bursts = [is_same_shot(photo, again(moved(photo, 0.5), 90)) for photo in photos]
    first = same_shot_scores([likeness_of(photo) for photo in photos], [likeness_of(photo) for photo in photos])

    assert np.mean(copies) > 0.9
    assert not any(bursts)
    assert ((first > 0) == np.eye(len(photos), dtype=bool)).all()


def test_the_first_look_over_many_says_what_it_says_of_each() -> None:
    some = [likeness_of(strands(seed)) for seed in (1, 2)]
    others = [likeness_of(again(strands(2), 60)), likeness_of(head(LEFT))]

    assert (same_shot_scores(some, others) > 0).tolist() == [[False, False], [True, False]]
    assert same_shot_scores([], others).shape == (0, 2)


def test_a_likeness_is_small_and_the_same_after_a_round_trip() -> None:
    likeness = likeness_of(strands(1))
    stored = pickle.dumps(likeness)

    assert len(stored) <= 1500
    assert pickle.loads(stored) == likeness


@pytest.mark.parametrize("shape", [(1, 1), (1, 7), (3000, 2), (50, 90)])
def test_any_size_has_a_likeness(shape: tuple[int, int]) -> None:
    image = np.full((*shape, 3), 77, np.uint8)

    assert isinstance(likeness_of(image), Likeness)
    assert COURSE.likely(likeness_of(image)) is None
    assert not is_same_shot(image, image)


@pytest.mark.parametrize(("view", "at"), [(View.LEFT, LEFT), (View.RIGHT, RIGHT), (View.VERTEX, ABOVE)])
def test_the_view_of_a_new_photo_is_that_of_photos_like_it(view: View, at: tuple[float, float]) -> None:
    photo = head(at, 7, size=(960, 1280))

    assert COURSE.likely(likeness_of(photo)) is view
    assert COURSE.likely(likeness_of(scaled(photo, 320))) is view


def test_a_view_never_seen_is_not_guessed() -> None:
    close_up = likeness_of(strands(8))

    assert COURSE.likely(close_up) is None
    assert KnownViews([]).likely(close_up) is None
    assert KnownViews([(View.CUSTOM, KNOWN[1][1])]).likely(KNOWN[0][1]) is None


def test_two_views_as_likely_as_each_other_are_not_clear() -> None:
    doubled = [(View.FRONTAL, likeness) for view, likeness in KNOWN if view is View.LEFT]

    assert KnownViews([*KNOWN, *doubled]).likely(likeness_of(head(LEFT, 7))) is None
