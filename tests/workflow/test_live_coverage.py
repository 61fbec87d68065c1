"""What a touch shows at once is what measuring the course then stores."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from hairtrack.course import Course, Dab, DabKind, Measurement, View
from hairtrack.imaging.coverage import HAIR, NOT_JUDGED, OUTSIDE, plain_labels
from hairtrack.progress import Cancelled
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.live_coverage import LiveCoverage
from hairtrack.workflow.measure_coverage import measure_course
from tests.workflow.rendered_course import rendered_course


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CourseFolder]:
    with CourseFolder.open(rendered_course(tmp_path_factory.mktemp("live"))) as opened:
        yield opened


def touched(course: Course, *kinds: DabKind) -> Course:
    """Touch both photos in turn."""
    photos = course.in_view(View.VERTEX)
    dabs = tuple(
        Dab(photo=photos[k % 2].sha256, kind=kind, point=(300.0 + 10 * k, 360.0 + 8 * k))
        for k, kind in enumerate(kinds)
    )
    return replace(course, dabs=dabs)


def value(course: Course, number: int) -> Measurement:
    found = course.measurement(course.in_view(View.VERTEX)[number], course.regions[0])
    assert found is not None
    return found


def test_looking_into_a_measured_photo_finds_what_is_stored(folder: CourseFolder) -> None:
    course = folder.course
    photo = course.in_view(View.VERTEX)[0]
    seen = LiveCoverage().inspect(folder, course, photo, course.regions[0])
    assert seen is not None
    assert seen.measurement == value(course, 0)
    assert seen.seen_at == (640, 800)
    assert seen.labels.shape == (800, 640)
    assert sum(seen.decided.counts) == pytest.approx(np.isin(seen.labels, (HAIR, 0)).sum(), rel=0.02)
    assert seen.decided.hair + seen.decided.skin + seen.decided.undecided == pytest.approx(1)


def test_a_touch_shows_at_once_what_measuring_then_stores_bit_for_bit(folder: CourseFolder) -> None:
    live, region = LiveCoverage(), folder.course.regions[0]
    course = folder.course
    for kinds in ((DabKind.SKIN,), (DabKind.SKIN, DabKind.HAIR, DabKind.SKIN)):
        course = touched(course, *kinds)
        photos = course.in_view(View.VERTEX)
        shown = [live.inspect(folder, course, photo, region) for photo in photos]
        course = measure_course(folder, course)
        assert course.person is not None
        for number, (photo, seen) in enumerate(zip(photos, shown, strict=True)):
            assert seen is not None
            assert seen.measurement == value(course, number)
            assert seen.measurement.coverage != value(folder.course, number).coverage
            assert seen.person.parameters == course.person.parameters
            stored = LiveCoverage().inspect(folder, course, photo, region)
            assert stored is not None
            assert np.array_equal(seen.labels, stored.labels)
            assert set(np.unique(plain_labels(seen.labels))) <= {HAIR, 0, NOT_JUDGED, OUTSIDE}


def test_the_value_from_before_the_touches_stays_beside_the_new_one(folder: CourseFolder) -> None:
    plain = folder.course
    course = plain
    kinds = (DabKind.SKIN,) * 4
    for count in range(1, 5):
        course = measure_course(folder, touched(course, *kinds[:count]))
        former = value(course, 0).former
        assert former is not None
        assert (former.coverage, former.person) == (value(plain, 0).coverage, value(plain, 0).person)
        # That of the touches, that from before them: no more, however often somebody touches.
        assert len(course.persons) <= 3
        assert len(course.measurements) == len(plain.measurements)
    assert value(course, 0).coverage != value(plain, 0).coverage
    again = measure_course(folder, replace(course, dabs=()))
    assert again.measurements == plain.measurements
    assert again.person == plain.person


def test_a_value_of_other_pixels_is_not_kept_beside(folder: CourseFolder) -> None:
    region = folder.course.regions[0]
    moved = replace(region, points=tuple((x + 5, y) for x, y in region.points))
    course = measure_course(folder, touched(folder.course.with_region(moved), DabKind.SKIN))
    assert value(course, 0).former is None


def test_one_that_is_not_wanted_any_more_does_not_read_the_photo(folder: CourseFolder) -> None:
    def stop(share: float, what: str) -> None:
        raise Cancelled

    course = folder.course
    with pytest.raises(Cancelled):
        LiveCoverage().inspect(folder, course, course.in_view(View.VERTEX)[0], course.regions[0], stop)


def test_where_nothing_was_learnt_or_placed_there_is_nothing_to_see(folder: CourseFolder) -> None:
    course = folder.course
    first, second = course.in_view(View.VERTEX)
    region = course.regions[0]
    assert course.person is not None
    older = replace(course.person, engine="coverage 2", parameters=course.person.parameters[:-80])
    for persons in ((), (older,)):
        assert LiveCoverage().inspect(folder, replace(course, persons=persons), first, region) is None
    assert LiveCoverage().inspect(folder, replace(course, alignments=()), second, region) is None
