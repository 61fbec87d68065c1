"""What is covered is covered in every pixel, wherever its place may be."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from hairtrack.course import AlignmentModel, Outline, Size, Transform
from hairtrack.imaging.covers import COVER_GREY, carry_cover, paint_covers, place_doubt
from hairtrack.imaging.registration.mirror import turned_over
from hairtrack.imaging.registration.transform import identity

SIZE: Size = (300, 200)
SQUARE: Outline = ((100.0, 80.0), (160.0, 80.0), (160.0, 140.0), (100.0, 140.0))
FACE = (200, 30, 90)


def whole(size: Size = SIZE) -> NDArray[np.uint8]:
    return np.full((size[1], size[0], 3), FACE, np.uint8)


def grey(image: NDArray[np.uint8]) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (image == COVER_GREY).all(axis=2)
    return found


def winds_round(outline: Outline, size: Size) -> NDArray[np.bool_]:
    """Say which pixels have their middle inside a polygon, or in its inner turns where it crosses itself."""
    x, y = np.meshgrid(np.arange(size[0]), np.arange(size[1]))
    turns = np.zeros(x.shape, int)
    for (ax, ay), (bx, by) in zip(outline, (*outline[1:], outline[0]), strict=True):
        side = (bx - ax) * (y - ay) - (x - ax) * (by - ay)
        turns += ((ay <= y) & (by > y) & (side > 0)).astype(int) - ((ay > y) & (by <= y) & (side < 0))
    wound: NDArray[np.bool_] = turns != 0
    return wound


def touched(outline: Outline, size: Size) -> NDArray[np.intp]:
    """Return the pixels (N, 2) of the photo on which a fine walk along a border sets its foot."""
    corners = np.array([*outline, outline[0]])
    steps = np.linspace(0, 1, 800)[:, None]
    walk = np.concatenate([a + (b - a) * steps for a, b in pairwise(corners)])
    feet = np.round(walk).astype(int)
    return feet[((feet >= 0) & (feet < np.array(size))).all(axis=1)]


def similar(
    turn: float, scale: float, shift: tuple[float, float], *, size: Size = SIZE, misfit: float = 0.5
) -> Transform:
    """Return a map that turns about the middle, scales and moves."""
    across, down = scale * np.cos(np.radians(turn)), scale * np.sin(np.radians(turn))
    return Transform(
        model=AlignmentModel.SIMILARITY,
        origin=(SIZE[0] / 2, SIZE[1] / 2),
        scale=1.0,
        x_coefficients=(size[0] / 2 + shift[0], across, -down),
        y_coefficients=(size[1] / 2 + shift[1], down, across),
        covariance=(0.0,) * 36,
        misfit=misfit,
        hull=((0.0, 0.0), (SIZE[0] - 1.0, 0.0), (SIZE[0] - 1.0, SIZE[1] - 1.0), (0.0, SIZE[1] - 1.0)),
        fixed_size=SIZE,
        moving_size=size,
    )


def through(transform: Transform, outline: Outline) -> Outline:
    ox, oy = transform.origin
    (a, b, c), (d, e, f) = transform.x_coefficients, transform.y_coefficients
    return tuple((a + b * (x - ox) + c * (y - oy), d + e * (x - ox) + f * (y - oy)) for x, y in outline)


def carried(transform: Transform, outline: Outline = SQUARE) -> NDArray[np.bool_]:
    outlines = carry_cover(outline, back=identity(SIZE), forth=transform)
    assert outlines is not None
    return grey(paint_covers(whole(transform.moving_size), outlines))


CORNERS = st.tuples(st.floats(-150, 450), st.floats(-150, 350))


@settings(deadline=None)
@example(outline=((0, 0), (0, -20), (81, 0), (0, 5), (0, -61), (14, 13)))
@given(outline=st.lists(CORNERS, min_size=3, max_size=8).map(tuple))
def test_no_pixel_of_any_polygon_survives_not_even_where_it_crosses_itself(outline: Outline) -> None:
    covered = carried(identity(SIZE), outline)
    assert covered[winds_round(outline, SIZE)].all()
    columns, rows = touched(outline, SIZE).T
    assert covered[rows, columns].all()


def test_what_lies_beside_a_cover_is_left_as_it_was() -> None:
    picture = np.random.default_rng(1).integers(0, 255, (SIZE[1], SIZE[0], 3), np.uint8)
    before = picture.copy()
    painted = paint_covers(picture, (SQUARE,))
    assert (picture == before).all()
    beside = np.ones(SIZE[::-1], bool)
    beside[77:144, 97:164] = False
    assert (painted[beside] == before[beside]).all()
    assert grey(painted)[80:141, 100:161].all()
    assert (paint_covers(picture, ()) == before).all()


@settings(deadline=None)
@given(
    outline=st.lists(st.tuples(st.floats(-9000, 9000), st.floats(-9000, 9000)), min_size=3, max_size=3).map(tuple),
    left=st.integers(-300, 300),
    top=st.integers(-300, 300),
)
def test_a_small_cut_of_a_large_photo_is_covered_too(outline: Outline, left: int, top: int) -> None:
    moved = tuple((x - left, y - top) for x, y in outline)
    covered = grey(paint_covers(whole((20, 20)), (moved,)))
    assert covered[winds_round(moved, (20, 20))].all()
    columns, rows = touched(moved, (20, 20)).T
    assert covered[rows, columns].all()


@settings(deadline=None, max_examples=60)
@given(
    turn=st.floats(-180, 180),
    scale=st.floats(0.3, 3),
    shift=st.tuples(st.floats(-60, 60), st.floats(-60, 60)),
    error=st.tuples(st.floats(0, 2.4477), st.floats(0, 360)),
)
def test_a_turned_and_scaled_face_is_covered_within_the_stated_error(
    turn: float, scale: float, shift: tuple[float, float], error: tuple[float, float]
) -> None:
    size = (round(SIZE[0] * scale), round(SIZE[1] * scale))
    said = similar(turn, scale, shift, size=size, misfit=1.5)
    covered = carried(said)
    off = error[0] * 1.5
    angle = np.radians(error[1])
    true = tuple((x + off * np.cos(angle), y + off * np.sin(angle)) for x, y in through(said, SQUARE))
    inside = winds_round(true, size)
    assert covered[inside].all()
    columns, rows = touched(true, size).T
    assert covered[rows, columns].all()
    # Wide enough, but no more than the doubt asks for: the square's own sides, the doubt and a face's own movement.
    most = (60 * scale + 2 * (2.5 * 2.45 * 1.5 + 0.005 * SIZE[0] * scale + 6)) ** 2
    assert covered.sum() <= most


def test_more_doubt_covers_more() -> None:
    sure, unsure = (carried(similar(10, 1, (0, 0), misfit=misfit)) for misfit in (0.5, 3.0))
    assert unsure[sure].all()
    assert unsure.sum() > 1.3 * sure.sum()


def test_outside_the_trusted_hull_more_is_covered() -> None:
    inside = similar(0, 1, (0, 0))
    outside = replace(inside, hull=((0.0, 0.0), (60.0, 0.0), (60.0, 60.0), (0.0, 60.0)))
    far = np.array([[160.0, 140.0], [30.0, 30.0]])
    assert place_doubt(outside, far) - place_doubt(inside, far) == pytest.approx([0.1 * np.hypot(100, 80), 0], abs=0.01)
    assert carried(outside).sum() > 1.2 * carried(inside).sum()


def test_the_doubt_of_both_ways_and_of_what_is_shown_beside_adds_up() -> None:
    here = similar(0, 1, (0, 0), misfit=1.0)
    alone = carry_cover(SQUARE, back=identity(SIZE), forth=here)
    both = carry_cover(SQUARE, back=here, forth=here)
    beside = carry_cover(SQUARE, back=identity(SIZE), forth=identity(SIZE), beside=(here, similar(0, 1, (0, 0))))
    assert alone is not None
    assert both is not None
    assert beside == alone
    margin = [100 - min(x for x, _ in outlines[0]) for outlines in (alone, both)]
    assert margin[1] == pytest.approx(2 * margin[0] - 2, abs=1.5)


def test_a_mirror_image_is_covered_where_it_shows_what_is_covered() -> None:
    straight = similar(10, 1.1, (6, -4))
    flipped = carried(turned_over(straight))
    assert flipped.any()
    assert np.mean(flipped != carried(straight)[:, ::-1]) < 0.001


def test_where_the_place_is_not_known_there_is_none() -> None:
    folded = replace(
        similar(0, 1, (0, 0)),
        model=AlignmentModel.QUADRATIC,
        x_coefficients=(150.0, 1.0, 0.0, -0.1, 0.0, 0.0),
        y_coefficients=(100.0, 0.0, 1.0, 0.0, 0.0, 0.0),
        covariance=(0.0,) * 144,
    )
    doubtful = similar(0, 1, (0, 0), misfit=10.0)
    for transform in (folded, doubtful):
        assert carry_cover(SQUARE, back=identity(SIZE), forth=transform) is None


def test_a_cover_outside_the_photo_covers_nothing_of_it() -> None:
    assert carry_cover(SQUARE, back=identity(SIZE), forth=similar(0, 1, (400, 0))) == ()
