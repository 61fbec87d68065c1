"""Strokes cover what a round brush covers."""

import itertools

import numpy as np
import pytest

from hairtrack.course import Exclusion
from hairtrack.imaging.strokes import stroke_mask


def stroke(*points: tuple[float, float], radius: float = 10.0) -> Exclusion:
    return Exclusion(photo="p", points=points, radius=radius)


def test_a_stroke_covers_what_lies_within_its_radius() -> None:
    points = ((30.0, 40.5), (120.0, 60.0), (100.0, 120.0))
    mask = stroke_mask([stroke(*points, radius=14)], (160, 150))
    y, x = np.mgrid[:150, :160]
    distance = np.full(mask.shape, np.inf)
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)
        along = np.clip(along, 0, 1)
        distance = np.minimum(distance, np.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay)))
    assert mask[distance < 13].all()
    assert not mask[distance > 15.5].any()


def test_one_point_is_a_disc_and_strokes_add_up() -> None:
    first, second = stroke((30, 30)), stroke((70, 30), radius=4)
    mask = stroke_mask([first, second], (100, 60))
    assert mask.sum() == pytest.approx(np.pi * (100 + 16), rel=0.15)
    assert mask[30, 30]
    assert mask[30, 70]
    assert not mask[30, 55]
    assert not stroke_mask([], (100, 60)).any()


def test_what_lies_beside_the_photo_and_a_huge_brush_do_no_harm() -> None:
    assert not stroke_mask([stroke((-5e5, 2e5), (-5e5, 3e5))], (100, 60)).any()
    assert stroke_mask([stroke((50, 30), radius=9e5)], (100, 60)).all()


def test_only_strokes_near_an_outline_concern_it() -> None:
    square = ((100.0, 100.0), (200.0, 100.0), (200.0, 200.0), (100.0, 200.0))
    assert stroke((150, 150)).near(square)
    assert stroke((93, 150)).near(square)
    assert stroke((0, 0), (300, 300)).near(square)
    assert not stroke((80, 150)).near(square)
    assert stroke((80, 150)).near(square, within=10)
    assert not stroke((150, 240), (10, 220)).near(square)
