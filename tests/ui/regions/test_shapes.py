"""Hit-testing and editing of regions, without a screen."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hairtrack.course import Outline, Region, RegionShape, View
from hairtrack.ui.regions import shapes

SQUARE: Outline = ((0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0))


def outline(shape: RegionShape, points: Outline) -> Outline:
    return Region(id="r", view=View.VERTEX, name="r", shape=shape, points=points, drawn_on="").outline()


def test_the_nearest_corner_within_reach_is_hit() -> None:
    assert shapes.vertex_at(SQUARE, (97, 4), 10) == 1
    assert shapes.vertex_at(SQUARE, (50, 4), 10) is None
    assert shapes.vertex_at((), (0, 0), 10) is None


def test_a_corner_inserted_on_the_last_edge_comes_last() -> None:
    assert shapes.edge_at(SQUARE, (3, 50), 5) == 4
    assert shapes.edge_at(SQUARE, (50, -3), 5) == 1
    assert shapes.edge_at(SQUARE, (50, 50), 5) is None
    assert shapes.insert_corner(SQUARE, 4, (0.0, 50.0))[-1] == (0.0, 50.0)


def test_three_corners_stay() -> None:
    triangle = shapes.remove_corner(SQUARE, 2)
    assert triangle == ((0, 0), (100, 0), (0, 100))
    assert shapes.remove_corner(triangle, 0) == triangle


def test_inside_and_outside_of_a_bent_region() -> None:
    bent: Outline = ((0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (50.0, 20.0), (0.0, 100.0))
    assert shapes.contains(bent, (10, 50))
    assert not shapes.contains(bent, (50, 80))


def test_a_crossed_border_is_refused_with_words() -> None:
    bow: Outline = ((0.0, 0.0), (100.0, 100.0), (100.0, 0.0), (0.0, 100.0))
    assert "crosses itself" in shapes.why_not((*bow[:3], (20.0, 160.0)), (300, 300))
    assert "at least three" in shapes.why_not(SQUARE[:2], (300, 300))
    assert "too small" in shapes.why_not(SQUARE, (9000, 9000))
    assert shapes.why_not(SQUARE, (300, 300)) == ""


@given(
    st.tuples(st.floats(10, 500), st.floats(10, 500)),
    st.tuples(st.floats(10, 500), st.floats(10, 500)),
    st.sampled_from([1, 2]),
    st.tuples(st.floats(-300, 900), st.floats(-300, 900)),
)
def test_an_ellipse_keeps_its_axes_at_right_angles(
    one: tuple[float, float], other: tuple[float, float], tip: int, to: tuple[float, float]
) -> None:
    points = shapes.ellipse_between(one, (other[0] + 40, other[1] + 30))
    centre, a, b = shapes.move_point(RegionShape.ELLIPSE, points, tip, to)
    dot = (a[0] - centre[0]) * (b[0] - centre[0]) + (a[1] - centre[1]) * (b[1] - centre[1])
    assert abs(dot) <= 1e-6 * max(1.0, math.dist(a, centre) * math.dist(b, centre))


def test_moving_the_centre_moves_the_ellipse() -> None:
    points = shapes.ellipse_between((0, 0), (100, 60))
    assert shapes.move_point(RegionShape.ELLIPSE, points, 0, (60, 40)) == ((60, 40), (110, 40), (60, 70))


def test_a_region_is_moved_no_farther_than_the_photo_goes() -> None:
    moved = shapes.shift_within(SQUARE, (500.0, -40.0), SQUARE, (300, 200))
    assert moved == ((200, 0), (300, 0), (300, 100), (200, 100))


def test_area_of_an_ellipse() -> None:
    points = shapes.ellipse_between((0, 0), (200, 100))
    assert shapes.area(outline(RegionShape.ELLIPSE, points)) == pytest.approx(math.pi * 100 * 50, rel=0.01)


def test_a_stroke_is_cut_where_its_end_crosses_its_beginning() -> None:
    top = [(5.0 + 10 * k, 0.0) for k in range(10)]
    sides = [(100.0, 100.0), (0.0, 100.0), (10.0, 50.0), (10.0, -20.0)]
    cut = shapes.without_tails([(-20.0, 0.0), *top, *sides])
    assert cut == ((15.0, 0.0), *top[2:], *sides[:-1])


def test_a_stroke_that_crosses_itself_halfway_is_left_as_it_is() -> None:
    eight = [(50 * math.sin(2 * t), 80 * math.cos(t)) for t in (2 * math.pi * k / 60 for k in range(60))]
    assert shapes.without_tails(eight) == tuple(eight)
    assert "crosses itself" in shapes.why_not(eight, (400, 300))
