"""Outlines to start from: areas put on the head, and regions copied to another view."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import cv2
import numpy as np
import pytest

from hairtrack.course import Course, Outline, Region, RegionColour, RegionShape, SaltArea, View
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.imaging.photo_file import encode_jpeg
from hairtrack.imaging.regions import outline_area, region_mask
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.courses import new_course
from hairtrack.workflow.draw_regions import colour_region, draw_region, from_stroke
from hairtrack.workflow.import_photos import import_photos, propose
from hairtrack.workflow.starting_outlines import add_salt_area, copy_region, salt_areas
from tests.workflow.measured_course import CROWN, measured_course

HEADS = {
    View.VERTEX: ((360, 480), (170, 250), (110, 150)),
    View.BACK: ((720, 540), (390, 260), (230, 200)),
    View.LEFT: ((360, 480), (190, 230), (110, 150)),
}
"""Each view's photo: its size, and the head's middle and half-axes."""
SQUARE: Outline = ((20.0, 30.0), (120.0, 30.0), (120.0, 130.0), (20.0, 130.0))


def write_head(path: Path, view: View) -> Path:
    (width, height), middle, half = HEADS[view]
    photo = np.full((height, width, 3), (150, 160, 170), np.uint8)
    cv2.ellipse(photo, middle, half, 0, 0, 360, (70, 45, 30), -1)
    grain = np.random.default_rng(1).normal(0, 4, photo.shape)
    path.write_bytes(encode_jpeg(np.clip(photo + grain, 0, 255).astype(np.uint8), 92))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[CourseFolder]:
    with new_course(tmp_path / "Anna.hairtrack", "Anna") as made:
        course = made.course
        for view in HEADS:
            paths = [write_head(tmp_path / f"{view}.jpg", view)]
            proposal = propose(made, course, paths, view=view, taken_on=date(2026, 1, 5))
            course = import_photos(made, course, proposal.candidates).course
        assert set(course.views()) == set(HEADS)
        yield made


def box_middle(outline: Outline) -> tuple[float, float]:
    low, high = np.min(outline, axis=0), np.max(outline, axis=0)
    return tuple((low + high) / 2)


def test_each_view_offers_the_areas_that_it_shows() -> None:
    assert {view: salt_areas(view) for view in (View.FRONTAL, View.BACK, View.LEFT, View.RIGHT)} == {
        View.FRONTAL: (SaltArea.TOP,),
        View.BACK: (SaltArea.BACK,),
        View.LEFT: (SaltArea.LEFT,),
        View.RIGHT: (SaltArea.RIGHT,),
    }
    assert salt_areas(View.CUSTOM) == tuple(SaltArea)
    assert sum(area.percent for area in SaltArea) == 100


@pytest.mark.parametrize(
    ("view", "area"), [(View.VERTEX, SaltArea.TOP), (View.BACK, SaltArea.BACK), (View.LEFT, SaltArea.LEFT)]
)
def test_an_area_is_put_on_the_head(folder: CourseFolder, view: View, area: SaltArea) -> None:
    course = add_salt_area(folder, folder.course, view=view, area=area)

    (region,) = course.regions
    assert (region.name, region.view) == (area.label, view)
    size, (x, y), (across, down) = HEADS[view]
    mask = region_mask(region.points, size)
    rows, columns = np.nonzero(mask)
    assert np.hypot((columns - x) / across, (rows - y) / down).max() < 1.05
    assert 0.15 < outline_area(region.points) / (np.pi * across * down) < 0.7


def test_the_area_over_an_ear_lies_behind_the_face(folder: CourseFolder) -> None:
    course = add_salt_area(folder, folder.course, view=View.LEFT, area=SaltArea.LEFT)

    # From the left, the face is at the left.
    assert box_middle(course.regions[0].points)[0] > HEADS[View.LEFT][1][0] + 5


def test_an_area_that_the_view_does_not_show_is_refused(folder: CourseFolder) -> None:
    with pytest.raises(HairtrackError) as caught:
        add_salt_area(folder, folder.course, view=View.BACK, area=SaltArea.TOP)
    assert caught.value.kind is ErrorKind.AREA_NOT_IN_VIEW

    with pytest.raises(HairtrackError) as caught:
        add_salt_area(folder, folder.course, view=View.FRONTAL, area=SaltArea.TOP)
    assert caught.value.kind is ErrorKind.NO_PHOTO_IN_VIEW


def test_a_copy_has_the_shape_in_the_other_photos_scale_about_the_head_there(folder: CourseFolder) -> None:
    course = draw_region(folder.course, view=View.VERTEX, name="Spot", points=SQUARE)

    course = copy_region(folder, course, region=course.regions[0], view=View.BACK)

    spot, copy = course.regions
    assert (copy.name, copy.view, copy.drawn_on) == ("Spot", View.BACK, course.in_view(View.BACK)[0].sha256)
    assert box_middle(copy.points) == pytest.approx(HEADS[View.BACK][1], abs=15)
    scale = np.sqrt(720 * 540 / (360 * 480))
    sides = [np.ptp(points, axis=0) for points in (np.array(copy.points), np.array(spot.points))]
    assert sides[0] == pytest.approx(scale * sides[1])


def test_a_copied_ellipse_stays_one_and_inside_the_photo(folder: CourseFolder) -> None:
    wide: Outline = ((360.0, 270.0), (700.0, 270.0), (360.0, 400.0))
    course = draw_region(folder.course, view=View.BACK, name="Spot", points=wide, shape=RegionShape.ELLIPSE)

    course = copy_region(folder, course, region=course.regions[0], view=View.VERTEX)

    copy = course.regions[-1]
    assert copy.shape is RegionShape.ELLIPSE
    assert all(-1e-6 <= x <= 360 + 1e-6 and -1e-6 <= y <= 480 + 1e-6 for x, y in copy.outline())
    (x, y), (across, _), (_, down) = copy.points
    assert (across - x) / (down - y) == pytest.approx(340 / 130)


def test_a_copy_never_takes_the_place_of_a_region(folder: CourseFolder) -> None:
    course = draw_region(folder.course, view=View.VERTEX, name="Spot", points=SQUARE)
    for _ in range(2):
        course = copy_region(folder, course, region=course.regions[0], view=View.LEFT)

    assert [region.name for region in course.regions_in(View.LEFT)] == ["Spot", "Spot 2"]
    with pytest.raises(HairtrackError) as caught:
        copy_region(folder, course, region=course.regions[0], view=View.VERTEX)
    assert caught.value.kind is ErrorKind.COPY_TO_SAME_VIEW


def test_new_regions_take_the_colours_in_turn_and_keep_them(folder: CourseFolder) -> None:
    course = folder.course
    for number in range(7):
        course = draw_region(course, view=View.VERTEX, name=f"{number}", points=SQUARE)
    assert [region.colour for region in course.regions] == [*RegionColour, RegionColour.TEAL]

    course = course.without_region(course.regions[2].id)
    assert course.free_colour(View.VERTEX) is RegionColour.PINK
    drawn_again = draw_region(course, view=View.VERTEX, name="1", points=SQUARE[:3])
    assert drawn_again.regions[1].colour is RegionColour.ORANGE


def test_regions_of_before_colours_have_the_colour_of_their_place() -> None:
    course = measured_course([0.3])
    old = Region(id="s", view=View.VERTEX, name="Side", points=CROWN.points, drawn_on=CROWN.drawn_on)

    course = course.with_region(old)

    assert [region.colour for region in course.coloured(View.VERTEX)] == [RegionColour.TEAL, RegionColour.ORANGE]
    assert [region.colour for region in course.without_region("r").regions] == [RegionColour.ORANGE]


def test_another_colour_or_name_leaves_the_values_and_another_border_does_not() -> None:
    course = measured_course([0.3])
    coloured = colour_region(course, "r", RegionColour.BLUE)
    assert coloured.regions[0].colour is RegionColour.BLUE
    assert coloured.measurements == course.measurements
    assert course.with_region(coloured.regions[0]).measurements == course.measurements

    moved: Course = course.with_region(
        Region(id="r", view=View.VERTEX, name="Crown", points=((0, 0), (9, 0), (9, 8)), drawn_on=CROWN.drawn_on)
    )
    assert moved.measurements == ()


def test_a_stroke_becomes_few_corners_close_to_it() -> None:
    turns = np.linspace(0, 2 * np.pi, 900)
    wobble = np.random.default_rng(3).normal(0, 0.3, (900, 2))
    circle = np.stack([400 + 200 * np.cos(turns), 300 + 150 * np.sin(turns)], axis=1) + wobble

    corners = from_stroke(tuple((float(x), float(y)) for x, y in circle), stray=1.5)

    assert 12 <= len(corners) <= 40
    mask = region_mask(corners, (800, 600))
    astray = mask ^ region_mask(tuple(map(tuple, circle)), (800, 600))
    assert astray.sum() < 0.02 * mask.sum()


def test_a_ragged_stroke_still_has_no_more_corners_than_a_hand_can_adjust() -> None:
    turns = np.linspace(0, 2 * np.pi, 600)
    reach = 200 + 25 * np.sin(60 * turns)
    ragged = tuple((400 + r * np.cos(t), 300 + r * np.sin(t)) for r, t in zip(reach, turns, strict=True))

    assert 3 <= len(from_stroke(ragged, stray=1.5)) <= 40
