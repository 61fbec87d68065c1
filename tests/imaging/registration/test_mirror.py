"""A map into a mirror image is the map into the photo, turned over: same doubt, same trusted part; and so are marks."""

from dataclasses import replace

import numpy as np
import pytest

from hairtrack.course import AlignmentModel, Transform
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.scalp import Scalp
from hairtrack.imaging.registration.automatic import find_marks
from hairtrack.imaging.registration.features import find_features, mirrored
from hairtrack.imaging.registration.mirror import turned_over, turns_over
from hairtrack.imaging.registration.transform import error_at, identity, map_points, warp_to_fixed
from tests.workflow.rendered_course import SHOT

SIZE = (40, 30)
POINTS = np.array([[3.0, 4.0], [20.0, 11.0], [37.0, 25.0]])


def plain() -> Transform:
    """Return a bent map whose doubt in x and y hangs together."""
    root = np.random.default_rng(4).normal(size=(12, 12)) / 10
    return replace(
        identity(SIZE),
        model=AlignmentModel.QUADRATIC,
        origin=(20.0, 15.0),
        scale=15.0,
        x_coefficients=(21.0, 15.0, 1.0, 0.3, 0.2, 0.1),
        y_coefficients=(14.0, -1.0, 15.0, 0.1, 0.4, 0.2),
        covariance=tuple((root @ root.T).ravel()),
        misfit=0.2,
    )


def test_points_lie_where_the_mirror_shows_them() -> None:
    there = map_points(turned_over(plain()), POINTS)
    assert there == pytest.approx(map_points(plain(), POINTS) * (-1, 1) + (SIZE[0] - 1, 0))
    assert turns_over(turned_over(plain()))
    assert not turns_over(plain())


def test_the_doubt_is_the_same() -> None:
    assert error_at(turned_over(plain()), POINTS) == pytest.approx(error_at(plain(), POINTS))
    assert np.array(turned_over(turned_over(plain())).covariance) == pytest.approx(np.array(plain().covariance))


def test_the_mirror_image_of_a_photo_itself_is_turned_back() -> None:
    photo = np.random.default_rng(2).integers(0, 256, (SIZE[1], SIZE[0], 3)).astype(np.uint8)
    shown, seen = warp_to_fixed(turned_over(identity(SIZE)), photo[:, ::-1].copy())
    assert np.array_equal(shown, photo)
    assert seen.all()


def test_marks_turned_over_are_those_of_the_picture_turned_over() -> None:
    head = find_marks(Scalp(5, LOOKS["dark"]).render(SHOT).image)
    turned, found = mirrored(head).features, find_features(mirrored(head).picture)
    apart = np.linalg.norm(turned.points[:, None] - found.points[None], axis=2)
    turn = np.angle(np.exp(1j * (turned.angles[:, None] - found.angles[None])))
    apart[(np.abs(turn) > 0.2) | (np.abs(np.log(turned.scales[:, None] / found.scales[None])) > 0.2)] = np.inf
    same = apart.argmin(axis=1)
    near = apart.min(axis=1) < 0.5
    assert near.mean() > 0.9
    alike = (turned.descriptors * found.descriptors[same]).sum(axis=1)[near]
    assert np.percentile(alike, 10) > 0.98
