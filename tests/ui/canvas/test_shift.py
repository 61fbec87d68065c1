"""A photo moved by hand: places go where they are planted."""

import pytest

from hairtrack.ui.canvas.shift import STILL, Shift


def test_nothing_moved_leaves_every_place_where_it_is() -> None:
    assert STILL.of_frame((0.3, 0.7)) == (0.3, 0.7)


def test_a_moved_photo_shows_another_place_at_the_same_spot() -> None:
    assert STILL.moved(0.1, -0.2).of_frame((0.5, 0.5)) == pytest.approx((0.4, 0.7))


def test_magnifying_keeps_the_place_it_is_about() -> None:
    shift = Shift(1.0, 0.1, 0.2).magnified(2.0, (0.6, 0.4))
    assert shift.zoom == 2.0
    assert shift.of_frame((0.6, 0.4)) == pytest.approx((0.5, 0.2))
    assert shift.of_frame((0.8, 0.4)) == pytest.approx((0.6, 0.2))
