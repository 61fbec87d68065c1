"""Photos mix as light does, and the mark on the line of time stands where it should."""

import numpy as np
import pytest

from hairtrack.imaging.film.frames import BAND, largest_box, mixed, stacked, time_line
from hairtrack.imaging.light import LINEAR

CODES = np.arange(256, dtype=np.uint8).reshape(16, 16, 1).repeat(3, axis=2)


def test_the_ends_of_a_fade_are_the_photos_themselves() -> None:
    other = CODES[::-1].copy()
    assert mixed(CODES, other, 0.0) is CODES
    assert mixed(CODES, other, 1.0) is other


@pytest.mark.parametrize("share", [0.1, 0.5, 0.93])
def test_a_photo_mixed_with_itself_is_itself(share: float) -> None:
    assert np.array_equal(mixed(CODES, CODES.copy(), share), CODES)


def test_half_of_black_and_half_of_white_are_half_of_the_light() -> None:
    black, white = (np.full((4, 4, 3), code, np.uint8) for code in (0, 255))
    assert np.unique(mixed(black, white, 0.5)).tolist() == [188]


def test_light_goes_from_one_photo_to_the_other_without_a_dip() -> None:
    rng = np.random.default_rng(1)
    first, second = (rng.choice(np.array([40, 210], np.uint8), (64, 64, 1)).repeat(3, axis=2) for _ in range(2))
    ends = [LINEAR[photo].mean() for photo in (first, second)]
    for share in (0.25, 0.5, 0.75):
        expected = ends[0] + share * (ends[1] - ends[0])
        assert LINEAR[mixed(first, second, share)].mean() == pytest.approx(expected, abs=0.002)


@pytest.mark.parametrize("at", [0.0, 0.3, 1.0])
def test_the_mark_stands_to_scale(at: float) -> None:
    line = time_line(500, 40, (0.0, 1.0), at, side=30)
    rows, columns = np.nonzero(line.min(axis=2) > 250)
    assert columns.mean() == pytest.approx(30 + at * (500 - 1 - 60), abs=1)
    assert 5 < np.ptp(rows) < 40


def test_each_visit_has_a_tick() -> None:
    bare, ticked = (time_line(500, 40, visits, 0.0, side=30) for visits in ((), (0.5,)))
    changed = np.nonzero((bare != ticked).any(axis=(0, 2)))[0]
    assert abs(changed.mean() - 249.5) < 1
    assert len(changed) < 8


def test_nothing_stands_over_the_photo() -> None:
    photo = np.full((50, 80, 3), 200, np.uint8)
    words, line = np.full((10, 100, 3), 90, np.uint8), np.full((6, 100, 3), 50, np.uint8)
    frame = stacked(photo, words, line, width=100)
    assert frame.shape == (66, 100, 3)
    assert (frame[:50, 10:90] == 200).all()
    assert (frame[:50, :10] == BAND).all()
    assert (frame[50:60] == 90).all()
    assert (frame[60:] == 50).all()


def test_the_largest_box_is_found() -> None:
    mask = np.zeros((9, 12), np.bool_)
    mask[1:8, 2:6] = True
    mask[3:5, 0:12] = True
    assert largest_box(mask) == (slice(1, 8), slice(2, 6))
    mask[3:6, :] = True
    assert largest_box(mask) == (slice(3, 6), slice(0, 12))
    assert largest_box(np.zeros((3, 3), np.bool_)) is None
