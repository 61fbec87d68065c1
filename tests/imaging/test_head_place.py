"""The oval about a head, and outlines on it."""

import cv2
import numpy as np
import pytest

from hairtrack.imaging.arrays import Image
from hairtrack.imaging.head_place import place_head, rounded_on_head
from hairtrack.imaging.regions import region_mask


def head_photo(middle: tuple[int, int], half: tuple[int, int]) -> Image:
    """An oval of one colour before a wall of another, both a little grainy."""
    photo = np.full((480, 360, 3), (150, 160, 170), np.uint8)
    cv2.ellipse(photo, middle, half, 0, 0, 360, (70, 45, 30), -1)
    grain = np.random.default_rng(1).normal(0, 4, photo.shape)
    return np.clip(photo + grain, 0, 255).astype(np.uint8)


def test_the_head_is_found_in_the_pixels_of_the_whole_photo() -> None:
    head = place_head(head_photo((190, 230), (110, 150)), (3600, 4800))

    assert head.middle == pytest.approx((1900, 2300), abs=60)
    assert head.half == pytest.approx((1100, 1500), rel=0.05)


def test_without_a_head_the_oval_fills_most_of_the_photo() -> None:
    grain = np.random.default_rng(2).integers(90, 110, (480, 360, 3), dtype=np.uint8)

    head = place_head(grain, (360, 480))

    assert head.middle == pytest.approx((180, 240), abs=12)
    assert head.half[0] / 180 == pytest.approx(head.half[1] / 240, rel=0.1)
    assert 0.7 < head.half[0] / 180 < 1.2


def test_a_rounded_outline_lies_on_the_head_where_it_is_asked_for() -> None:
    photo = head_photo((190, 230), (110, 150))
    head = place_head(photo, (360, 480))

    outline = rounded_on_head(head, middle=(0.0, -0.2), half=(0.7, 0.6))

    mask = region_mask(outline, (360, 480))
    rows, columns = np.nonzero(mask)
    assert (columns.mean(), rows.mean()) == pytest.approx((190, 230 - 0.2 * 150), abs=5)
    # The head is dark, the wall is not.
    assert photo[mask].mean(axis=1).max() < 90


def test_no_corner_lies_outside_the_photo() -> None:
    head = place_head(head_photo((190, 60), (110, 150)), (360, 480))

    outline = rounded_on_head(head, middle=(0.0, -0.3), half=(1.0, 1.0))

    assert all(0 <= x <= 360 and 0 <= y <= 480 for x, y in outline)
    assert len(set(outline)) >= 8
