"""That the alignment benchmark's truth is true, and that it tells right from wrong."""

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
import pytest

from hairtrack.imaging.registration.transform import identity
from tests.benchmarks.align_cases import Wanted, cases
from tests.benchmarks.align_measure import placed
from tests.benchmarks.align_spoils import chat_copy, copy_of_first, cropped, first_again, mirrored
from tests.benchmarks.known_warps import Pair
from tests.benchmarks.other_heads import MAP, REACH, Hair, Head, Pose, unflatten
from tests.benchmarks.other_pairs import draw_light

SIZE = (300, 400)


def dotted() -> Pair:
    """Return a photo with bright dots, and the same moved by twenty pixels right and ten down."""
    x, y = np.meshgrid(np.arange(60, 241, 45), np.arange(80, 321, 60))
    points = np.stack([x.ravel(), y.ravel()], axis=1).astype(float)
    truth = points + np.array([20, 10])
    return Pair(fixed=_dots(points), moving=_dots(truth), points=points, truth=truth)


def _dots(points: np.ndarray) -> np.ndarray:
    image = np.full((SIZE[1], SIZE[0], 3), 30, np.uint8)
    for x, y in points:
        cv2.circle(image, (int(x), int(y)), 5, (250, 250, 250), -1)
    return image


@pytest.mark.parametrize("spoil", [chat_copy, copy_of_first, cropped, first_again, mirrored])
def test_the_truth_moves_with_the_photo(spoil: Callable[[Pair, np.random.Generator], Pair]) -> None:
    for seed in range(6):
        pair = spoil(dotted(), np.random.default_rng(seed))
        assert len(pair.truth) == len(pair.points) >= 6
        for x, y in np.round(pair.truth).astype(int):
            assert pair.moving[y, x].min() > 150
        assert pair.moving.min() < 60
        for x, y in pair.points.astype(int):
            assert pair.fixed[y, x].min() > 150


def test_a_spot_on_a_head_drawn_otherwise_is_where_it_is_said_to_be() -> None:
    head, rng = Head(1, "brown"), np.random.default_rng(1)
    spot = np.array([0.35, -0.2])
    column, row = np.round((spot / REACH + 1) / 2 * MAP - 0.5).astype(int).tolist()
    cv2.circle(head.map, (column, row), 20, (0, 0, 0), -1)
    for pose in (Pose(), Pose(yaw=12, pitch=-9, roll=40, shift=(0.03, -0.02), distance=1.1)):
        taken = head.take(Hair(density=0), pose, draw_light(rng), rng, size=SIZE, room=1)
        assert not taken.hair_fraction.any()
        (x, y), light = taken.camera.locate(unflatten(spot[None]))[0], taken.image.astype(float).mean(axis=2)
        assert np.allclose(taken.camera.directions_at(np.array([x, y])), unflatten(spot))
        rows, columns = np.nonzero(taken.scalp & (light < 0.6 * np.median(light[taken.scalp])))
        assert np.hypot(columns.mean() - x, rows.mean() - y) < 1.0


def test_an_alignment_is_right_up_to_one_percent_and_wrong_beyond() -> None:
    pair = dotted()
    whole = identity(SIZE)
    for off, right in ((2.5, True), (3.5, False)):
        found = replace(whole, x_coefficients=(20 + off, 1.0, 0.0), y_coefficients=(10.0, 0.0, 1.0), misfit=1.2)
        result = placed(found, 1.0, pair)
        assert result.accepted
        assert result.right is right
        assert result.median == pytest.approx(100 * off / SIZE[0])
        # Points may be off by 2.45 times the misfit along each axis, 2.9 pixels; the whole by 3 pixels.
        assert result.within_point == result.within_whole == float(right)


def test_another_head_must_not_be_accepted() -> None:
    assert not placed(identity(SIZE), 0.5, dotted(), Wanted.REFUSED).right


def test_names_of_classes_differ() -> None:
    names = [case.name for case in cases()]
    assert len(set(names)) == len(names)
