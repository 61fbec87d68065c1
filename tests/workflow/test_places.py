"""Where a region lies in each photo of a course, also after the view's reference photo became another one."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from hairtrack.course import Alignment, AlignmentMethod, AlignmentModel, Course, DateSource, Photo, View
from hairtrack.errors import ReasonKind
from hairtrack.imaging.registration.transform import identity
from hairtrack.workflow.courses import reassign_view, redate
from hairtrack.workflow.draw_regions import draw_region
from hairtrack.workflow.places import outline_in_reference, place_of

SIZE = (400, 300)
SQUARE = ((100.0, 100.0), (200.0, 100.0), (200.0, 200.0), (100.0, 200.0))


def photo(month: int, view: View = View.VERTEX) -> Photo:
    return Photo(
        sha256=f"{month:064x}",
        view=view,
        taken_on=date(2026, month, 1),
        taken_on_source=DateSource.EXIF,
        file_name=f"{month}.jpg",
        stored_as=f"{month}.jpg",
        size=SIZE,
    )


def aligned(course: Course, moving: Photo, by: float, misfit: float) -> Course:
    """Say that a photo lies so many pixels further right than its reference photo."""
    reference = course.reference(moving.view)
    assert reference is not None
    transform = replace(identity(SIZE), model=AlignmentModel.QUADRATIC, x_coefficients=(by, 1.0, 0.0), misfit=misfit)
    alignment = Alignment(
        fixed=reference.sha256,
        moving=moving.sha256,
        transform=transform,
        method=AlignmentMethod.FEATURES,
        engine="test",
    )
    return course.with_alignment(alignment)


@pytest.fixture
def course() -> Course:
    """Two photos, with a region drawn on the first."""
    made = Course(id="c", name="c", created_on=date(2026, 1, 1), photos=(photo(3), photo(5)))
    return draw_region(made, view=View.VERTEX, name="Crown", points=SQUARE)


def test_an_older_photo_does_not_become_the_reference_of_a_view_with_regions(course: Course) -> None:
    older = course.with_photo(photo(1))
    assert older.reference(View.VERTEX) == photo(3)
    assert draw_region(older, view=View.VERTEX, name="Crown", points=SQUARE).references == older.references


def test_a_region_goes_through_two_alignments_with_the_doubt_of_both(course: Course) -> None:
    older = replace(course.with_photo(photo(1)), references=())
    older = aligned(aligned(older, photo(3), by=10, misfit=3.0), photo(5), by=30, misfit=4.0)
    region = older.regions[0]
    here, there = place_of(older, photo(1), region), place_of(older, photo(5), region)
    assert np.min(here.outline, axis=0) == pytest.approx((90, 100))
    assert np.min(there.outline, axis=0) == pytest.approx((120, 100))
    assert here.error_px == pytest.approx(3.0 * 2.4477, rel=0.01)
    assert there.error_px == pytest.approx(5.0 * 2.4477, rel=0.01)
    assert outline_in_reference(older, region) == here.outline


def test_a_region_drawn_on_a_photo_that_left_the_view_is_nowhere_else(course: Course) -> None:
    moved = reassign_view(course, [photo(3).sha256], View.FRONTAL)
    place = place_of(moved, moved.photos[1], moved.regions[0])
    assert place.reason is not None
    assert place.reason.kind is ReasonKind.NOT_ALIGNED
    assert outline_in_reference(moved, moved.regions[0]) is None
    assert moved.references == ()
    undated = redate(course, {photo(3).sha256: None})
    assert outline_in_reference(undated, undated.regions[0]) is None
