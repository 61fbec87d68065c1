from dataclasses import replace

import numpy as np
import pytest

from hairtrack.course import Transform
from hairtrack.imaging.regions import carry_region, densify, outline_area, region_mask, share_inside
from hairtrack.imaging.registration.transform import identity

SQUARE = ((10.0, 20.0), (40.0, 20.0), (40.0, 60.0), (10.0, 60.0))


def shifted(dx: float, dy: float) -> Transform:
    here = identity((100, 100))
    return replace(
        here,
        x_coefficients=(here.x_coefficients[0] + dx, *here.x_coefficients[1:]),
        y_coefficients=(here.y_coefficients[0] + dy, *here.y_coefficients[1:]),
    )


def test_mask_holds_the_enclosed_pixels() -> None:
    mask = region_mask(SQUARE, (100, 80))
    assert mask.shape == (80, 100)
    assert mask[40, 25]
    assert not mask[40, 45]
    assert not mask[10, 25]
    assert abs(int(mask.sum()) - outline_area(SQUARE)) < 80


def test_share_inside_the_photo() -> None:
    assert share_inside(SQUARE, (100, 80)) == pytest.approx(1.0)
    assert share_inside(((-50.0, 0.0), (50.0, 0.0), (50.0, 80.0), (-50.0, 80.0)), (100, 80)) == pytest.approx(
        0.5, abs=0.02
    )
    assert share_inside(((200.0, 0.0), (250.0, 0.0), (250.0, 80.0)), (100, 80)) == 0.0


def test_densified_outline_keeps_its_corners_and_area() -> None:
    dense = densify(SQUARE)
    assert len(dense) >= 90
    assert outline_area(tuple(map(tuple, dense))) == pytest.approx(outline_area(SQUARE))
    for corner in SQUARE:
        assert np.abs(dense - corner).sum(axis=1).min() < 1e-9


def test_carried_region_follows_the_transform() -> None:
    there = carry_region(SQUARE, shifted(5, -3))
    assert there is not None
    points = np.array(there)
    assert points.min(axis=0) == pytest.approx((15, 17), abs=0.01)
    assert points.max(axis=0) == pytest.approx((45, 57), abs=0.01)


def test_region_outside_the_trusted_hull_is_not_carried() -> None:
    assert carry_region(tuple((x + 500, y) for x, y in SQUARE), identity((100, 100))) is None
