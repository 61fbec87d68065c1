"""Points, pixels and errors go through a transform and come back."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from hairtrack.course import AlignmentModel, Transform
from hairtrack.imaging.registration.chain import map_through
from hairtrack.imaging.registration.transform import (
    error_at,
    error_percent_width,
    identity,
    inside_hull,
    invert_points,
    jacobians,
    map_points,
    rescaled,
    trusted_mask,
    warp_to_fixed,
)


def bent(**changes: object) -> Transform:
    """A turn, a shift and a bend, with known errors."""
    transform = Transform(
        model=AlignmentModel.QUADRATIC,
        origin=(200.0, 150.0),
        scale=120.0,
        x_coefficients=(210.0, 118.0, -20.0, 6.0, -2.0, 4.0),
        y_coefficients=(140.0, 21.0, 117.0, 1.0, 3.0, -5.0),
        covariance=tuple((np.eye(12) * 0.25).ravel()),
        misfit=0.5,
        hull=((80.0, 30.0), (320.0, 30.0), (320.0, 270.0), (80.0, 270.0)),
        fixed_size=(400, 300),
        moving_size=(400, 300),
    )
    return replace(transform, **changes)  # type: ignore[arg-type]


def test_points_come_back_to_where_they_were() -> None:
    points = np.random.default_rng(1).uniform((90, 40), (310, 260), (200, 2))
    there = map_points(bent(), points)
    assert np.abs(invert_points(bent(), there) - points).max() < 1e-3


def test_nothing_is_said_outside_the_hull() -> None:
    points = np.array([[200.0, 150.0], [10.0, 10.0]])
    found = map_points(bent(), points)
    assert not np.isnan(found[0]).any()
    assert np.isnan(found[1]).all()
    assert not np.isnan(map_points(bent(), points, trusted_only=False)).any()


def test_slopes_are_those_of_the_map() -> None:
    points = np.array([[150.0, 100.0], [260.0, 210.0]])
    step = 1e-3
    aside = np.array([step, 0.0])
    right = map_points(bent(), points + aside) - map_points(bent(), points - aside)
    assert jacobians(bent(), points)[:, :, 0] == pytest.approx(right / (2 * step), rel=1e-5)


def test_the_stated_error_holds_95_percent_of_drawn_errors() -> None:
    rng = np.random.default_rng(2)
    spread = rng.normal(0, 1, (12, 12))
    covariance = spread @ spread.T / 12
    transform = bent(covariance=tuple(covariance.ravel()), misfit=0.0)
    points = rng.uniform((90, 40), (310, 260), (60, 2))
    stated = error_at(transform, points)
    drawn = rng.multivariate_normal(np.zeros(12), covariance, 4000)
    exact = map_points(transform, points)
    within = []
    for change in drawn:
        shaken = replace(
            transform,
            x_coefficients=tuple(np.array(transform.x_coefficients) + change[:6]),
            y_coefficients=tuple(np.array(transform.y_coefficients) + change[6:]),
        )
        within.append(np.hypot(*(map_points(shaken, points) - exact).T) <= stated)
    assert 0.93 < np.mean(within) < 0.975


def test_a_photo_is_itself_without_error() -> None:
    size = (40, 30)
    image = np.random.default_rng(3).integers(0, 256, (30, 40, 3)).astype(np.uint8)
    warped, valid = warp_to_fixed(identity(size), image)
    assert (warped == image).all()
    assert valid.all()
    assert trusted_mask(identity(size)).all()
    assert error_percent_width(identity(size)) == 0


def test_warped_pixels_are_where_points_say() -> None:
    moving = np.zeros((300, 400, 3), np.uint8)
    spot = map_points(bent(), np.array([[180.0, 170.0]]))[0]
    cv2.circle(moving, (round(spot[0] * 16), round(spot[1] * 16)), 6 * 16, (255, 255, 255), -1, cv2.LINE_AA, 4)
    warped, valid = warp_to_fixed(bent(), moving)
    weight = warped[..., 0].astype(float) * valid
    rows, columns = np.mgrid[0:300, 0:400]
    found = (weight * columns).sum() / weight.sum(), (weight * rows).sum() / weight.sum()
    assert found == pytest.approx((180, 170), abs=0.25)
    assert valid[170, 180]
    assert not valid[5, 5]


def test_larger_copies_map_alike() -> None:
    large = rescaled(bent(), fixed_size=(1600, 1200), moving_size=(800, 600))
    points = np.array([[150.0, 100.0], [250.0, 200.0]])
    there = map_points(bent(), points)
    assert map_points(large, (points + 0.5) * 4 - 0.5) == pytest.approx((there + 0.5) * 2 - 0.5)
    assert error_at(large, (points + 0.5) * 4 - 0.5) == pytest.approx(2 * error_at(bent(), points))


def test_points_go_through_the_reference_and_back_to_themselves() -> None:
    points = map_points(bent(), np.array([[150.0, 100.0], [250.0, 200.0]]))
    found, errors = map_through(bent(), bent(), points)
    assert found == pytest.approx(points, abs=1e-3)
    assert (errors > error_at(bent(), points)).all()


def test_a_hull_holds_its_border_in_both_directions() -> None:
    square = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))
    points = np.array([[0.0, 5.0], [5.0, 5.0], [10.1, 5.0], [np.nan, 5.0]])
    for hull in (square, square[::-1]):
        assert inside_hull(hull, points).tolist() == [True, True, False, False]
