"""Photos placed together: planted places and errors, and pairs that are wrong."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from hairtrack.course import AlignmentModel, Transform
from hairtrack.imaging.arrays import Points
from hairtrack.imaging.registration.head_motion import Fit, Frame, normalise
from hairtrack.imaging.registration.network import Link, Placed, place_together
from hairtrack.imaging.registration.transform import (
    basis,
    error_at,
    error_percent_width,
    hull_grid,
    identity,
    inside_hull,
    invert_points,
    map_points,
    whole_image,
)

SIZE = (900, 1200)
FRAME = Frame.of_size(SIZE)
HULL = ((150.0, 200.0), (750.0, 200.0), (750.0, 1000.0), (150.0, 1000.0))
SPREAD = np.diag([6.0, 3.0, 3.0, 2.0, 2.0, 2.0] * 2)
ALL = [(0, 1), (0, 2), (0, 3), (0, 4), (1, 2), (2, 3), (3, 4), (1, 3), (2, 4)]


def poses(seed: int) -> list[Transform]:
    """Return where the reference photo's points lie in five photos, the first being the reference itself."""
    rng = np.random.default_rng(seed)
    found = [identity(SIZE)]
    for _ in range(4):
        turn, size = rng.normal(0, 0.1), FRAME.scale * np.exp(rng.normal(0, 0.06))
        linear = size * np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
        shift = np.array(FRAME.origin) + rng.normal(0, 25, 2)
        bend = rng.normal(0, 6, (2, 3))
        fit = Fit(
            frame=FRAME,
            coefficients=np.hstack([shift[:, None], linear, bend]),
            covariance=np.zeros((12, 12)),
            residuals=np.zeros((0, 2)),
        )
        found.append(fit.transform(misfit=0.0, hull=whole_image(SIZE), fixed_size=SIZE, moving_size=SIZE))
    return found


def link(truth: Sequence[Transform], pair: tuple[int, int], rng: np.random.Generator, off: float = 0.0) -> Link:
    """Return a pair with an error as large as it says, or shifted farther."""
    fixed, moving = (truth[index] for index in pair)
    points = hull_grid(HULL)
    there = map_points(moving, invert_points(fixed, points, trusted_only=False), trusted_only=False)
    exact = np.linalg.lstsq(basis(normalise(FRAME, points), 6), there, rcond=None)[0].T
    error = rng.multivariate_normal(np.zeros(12), SPREAD).reshape(2, 6)
    error[0, 0] += off
    fit = Fit(frame=FRAME, coefficients=exact + error, covariance=SPREAD, residuals=np.zeros((0, 2)))
    transform = fit.transform(misfit=0.4, hull=HULL, fixed_size=SIZE, moving_size=SIZE)
    return Link(fixed=str(pair[0]), moving=str(pair[1]), transform=transform)


def placed(links: Sequence[Link], **held: Transform) -> Placed:
    return place_together(size=SIZE, held={"0": identity(SIZE), **held}, links=links)


def gaps(found: Transform, truth: Transform) -> tuple[Points, Points]:
    """Return how far off each trusted point is, and how far off it may be."""
    points = hull_grid(found.hull)
    apart: Points = np.hypot(*(map_points(found, points) - map_points(truth, points)).T)
    return apart, error_at(found, points)


def test_the_truth_lies_within_the_error_stated_and_nearer_than_by_one_pair() -> None:
    direct, together, inside, refused = [], [], [], 0
    for seed in range(12):
        truth, rng = poses(seed), np.random.default_rng(100 + seed)
        links = [link(truth, pair, rng) for pair in ALL]
        found = placed(links)
        refused += len(found.contradicted)
        for index in range(1, 5):
            apart, stated = gaps(found.transforms[str(index)], truth[index])
            together.append(np.median(apart))
            inside.append(np.mean(apart <= stated))
            direct.append(np.median(gaps(links[index - 1].transform, truth[index])[0]))
    assert refused <= 2
    assert 0.92 <= np.mean(inside) <= 0.995
    assert np.mean(together) < 0.8 * np.mean(direct)


@pytest.mark.parametrize("wrong", ALL)
def test_a_pair_that_leads_elsewhere_is_found_whichever_it_is(wrong: tuple[int, int]) -> None:
    truth, rng = poses(3), np.random.default_rng(5)
    found = placed([link(truth, pair, rng, off=60.0 * (pair == wrong)) for pair in ALL])
    assert [(one.fixed, one.moving) for one in found.contradicted] == [tuple(map(str, wrong))]
    for index in range(1, 5):
        assert np.median(gaps(found.transforms[str(index)], truth[index])[0]) < 6


def test_where_one_loop_does_not_close_nobody_knows_which_pair_is_wrong() -> None:
    truth, rng = poses(1), np.random.default_rng(6)
    found = placed([link(truth, pair, rng, off=80.0 * (pair == (1, 2))) for pair in [(0, 1), (1, 2), (0, 2), (0, 3)]])
    assert set(found.transforms) == {"3"}
    assert len(found.contradicted) == 3


def test_a_chain_knows_less_at_each_step_and_only_where_each_step_is_trusted() -> None:
    truth, rng = poses(2), np.random.default_rng(7)
    chain = [link(truth, pair, rng) for pair in [(0, 1), (1, 2), (2, 3)]]
    found = placed(chain).transforms
    errors = [error_percent_width(found[str(index)]) for index in (1, 2, 3)]
    assert errors[0] < errors[1] < errors[2]
    corners = np.array(found["3"].hull)
    for step in chain:
        middle = map_points(truth[int(step.fixed)], corners, trusted_only=False)
        reach = np.array(HULL) + np.sign(np.array(HULL) - np.mean(HULL, axis=0)) * 30
        assert inside_hull(tuple(map(tuple, reach)), middle).all()
    assert found["1"] == chain[0].transform


def test_pairs_are_followed_backwards_too() -> None:
    truth, rng = poses(4), np.random.default_rng(8)
    found = placed([link(truth, (0, 3), rng), link(truth, (1, 3), rng), link(truth, (1, 2), rng)])
    for index in (1, 2):
        apart, stated = gaps(found.transforms[str(index)], truth[index])
        assert np.mean(apart <= stated) > 0.6
        assert np.median(apart) < 15


def test_what_is_held_stays_and_bears_others() -> None:
    truth, rng = poses(5), np.random.default_rng(9)
    held = replace(truth[1], model=AlignmentModel.QUADRATIC, hull=HULL, misfit=1.0)
    found = placed([link(truth, (0, 1), rng, off=200.0), link(truth, (1, 2), rng)], **{"1": held})
    assert set(found.transforms) == {"2"}
    assert [(one.fixed, one.moving) for one in found.contradicted] == [("0", "1")]
    assert np.median(gaps(found.transforms["2"], truth[2])[0]) < 10


def test_photos_without_any_way_to_the_reference_have_no_place() -> None:
    truth, rng = poses(7), np.random.default_rng(11)
    assert not placed([link(truth, (2, 3), rng), link(truth, (3, 4), rng)]).transforms
    assert not placed([]).transforms
