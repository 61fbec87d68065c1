"""A click goes to the mark that was meant where its surroundings say so, and stays where they do not."""

import cv2
import numpy as np
import pytest

from hairtrack.imaging.arrays import Image
from hairtrack.imaging.registration.snap import Click, snap

WIDTH = 900
STRAIGHT = np.eye(2)


def skin(seed: int, spots: int = 60) -> Image:
    """Return skin with spots that stay."""
    rng = np.random.default_rng(seed)
    image = np.ones((WIDTH, WIDTH, 3), np.float32) * np.array([205, 165, 145], np.float32)
    uneven = cv2.GaussianBlur(rng.normal(0, 60, (WIDTH, WIDTH)).astype(np.float32), (0, 0), 5)
    image = np.asarray(image + uneven[..., None], np.float32)
    for x, y in rng.uniform(60, WIDTH - 60, (spots, 2)):
        cv2.circle(image, (int(x), int(y)), int(rng.integers(3, 8)), (120, 80, 70), -1, cv2.LINE_AA)
    return np.clip(image, 0, 255).astype(np.uint8)


def combed(image: Image, seed: int, strands: int = 2600) -> Image:
    """Return skin beneath hair, combed another way with each seed."""
    rng = np.random.default_rng(seed)
    haired = image.copy()
    towards = rng.uniform(0, np.pi)
    for x, y in rng.uniform(0, WIDTH, (strands, 2)):
        turn = towards + rng.normal(0, 0.3)
        tip = (int(x + 60 * np.cos(turn)), int(y + 60 * np.sin(turn)))
        cv2.line(haired, (int(x), int(y)), tip, (50, 38, 32), 2, cv2.LINE_AA)
    return haired


def turned(image: Image, degrees: float, by: tuple[float, float]) -> tuple[Image, np.ndarray]:
    """Return a photo turned about its middle and moved, and the matrix that says where places go."""
    matrix = cv2.getRotationMatrix2D((WIDTH / 2, WIDTH / 2), degrees, 1.05)
    matrix[:, 2] += np.array(by)
    return cv2.warpAffine(image, matrix, (WIDTH, WIDTH), borderValue=(90, 90, 90)).astype(np.uint8), matrix


@pytest.mark.parametrize("degrees", [0.0, 14.0, 90.0])
def test_a_click_beside_the_mark_goes_to_the_mark(degrees: float) -> None:
    fixed = skin(1)
    moving, matrix = turned(fixed, degrees, (12.0, -7.0))
    rng = np.random.default_rng(2)
    off = []
    for place in rng.uniform(250, 650, (12, 2)):
        truth = matrix @ np.append(place, 1)
        clicked = truth + rng.uniform(-4, 4, 2)
        found = snap(Click(fixed, tuple(place)), Click(moving, tuple(clicked)), matrix[:, :2])
        if found is not None:
            off.append(np.hypot(*(np.array(found) - truth)))
    assert len(off) >= 8
    assert max(off) < 1.5


def test_other_hair_pulls_no_click() -> None:
    """No skin shows and the hair is combed another way: each place that fits is a chance, and wrong."""
    fixed, moving = combed(skin(3), 4, 9000), combed(skin(3), 5, 9000)
    rng = np.random.default_rng(6)
    clicks = [(tuple(place), tuple(place + rng.uniform(-4, 4, 2))) for place in rng.uniform(250, 650, (40, 2))]
    moved = [snap(Click(fixed, a), Click(moving, b), STRAIGHT) for a, b in clicks]
    assert sum(found is not None for found in moved) <= 1


def test_a_click_is_not_moved_beyond_its_reach() -> None:
    fixed = skin(7)
    for gap in (30.0, 60.0):
        clicked = (400.0 + gap, 420.0)
        found = snap(Click(fixed, (400.0, 420.0)), Click(fixed, clicked), STRAIGHT)
        assert found is None or np.hypot(found[0] - clicked[0], found[1] - clicked[1]) <= 0.012 * WIDTH


def test_photos_of_another_size_are_snapped_alike() -> None:
    fixed = skin(8)
    large = cv2.resize(fixed, (2700, 2700), interpolation=cv2.INTER_CUBIC).astype(np.uint8)
    rng = np.random.default_rng(9)
    off = []
    for place in rng.uniform(250, 650, (8, 2)):
        truth = (place + 0.5) * 3 - 0.5
        found = snap(Click(fixed, tuple(place)), Click(large, tuple(truth + rng.uniform(-12, 12, 2))), 3 * STRAIGHT)
        if found is not None:
            off.append(np.hypot(*(np.array(found) - truth)))
    assert len(off) >= 5
    assert max(off) < 4.5


@pytest.mark.parametrize("place", [(0.0, 0.0), (899.0, 450.0), (20.0, 890.0)])
def test_at_the_rim_of_a_photo_nothing_breaks(place: tuple[float, float]) -> None:
    fixed = skin(10)
    found = snap(Click(fixed, place), Click(fixed, place), STRAIGHT)
    assert found is None or np.hypot(found[0] - place[0], found[1] - place[1]) < 2


def test_tiny_photos_are_left_alone() -> None:
    tiny = np.random.default_rng(11).integers(0, 255, (12, 12, 3), np.uint8)
    assert snap(Click(tiny, (5.0, 5.0)), Click(tiny, (6.0, 5.0)), STRAIGHT) is None
