"""Choosing two visits by how they were taken, on photos that lie over each other by construction."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hairtrack.course import Course, Measurement, Photo, View
from hairtrack.diary import Groom, GroomKind
from hairtrack.errors import ReasonKind
from hairtrack.messages import reason_sentence
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.fair_pair import compare_fairly, find_fair_pair
from tests.workflow.fair_course import DAYS, OUTLINE, fair_course


@pytest.fixture(scope="module")
def course_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fair_course(tmp_path_factory.mktemp("fair"))


@pytest.fixture
def folder(course_path: Path) -> Iterator[CourseFolder]:
    with CourseFolder.open(course_path, read_only=True) as opened:
        yield opened


def measured(course: Course, *values: float) -> Course:
    for photo, value in zip(course.in_view(View.VERTEX), values, strict=True):
        course = course.with_measurement(
            Measurement(
                photo=photo.sha256,
                region="r",
                coverage=value,
                low=value - 0.05,
                high=value + 0.05,
                judged=1.0,
                engine="test",
                person="p",
                threshold=0.0,
                outline=OUTLINE,
                alignment_error_percent_width=0.0,
            )
        )
    return course


def photos_of(course: Course) -> tuple[Photo, ...]:
    return course.in_view(View.VERTEX)


def test_the_pair_of_like_light_and_sharpness_is_found_among_four(folder: CourseFolder) -> None:
    found = find_fair_pair(folder, folder.course, View.VERTEX)
    assert found is not None
    assert [photo.taken_on for photo in (found.before, found.after)] == [DAYS[1], DAYS[3]]
    assert found.comparable
    assert found.pairs == 4
    assert "light" in found.why
    assert found.why.endswith("of 4 pairs of first and last visits.")


def test_what_was_measured_does_not_move_the_choice(folder: CourseFolder) -> None:
    for values in ((0.1, 0.9, 0.5, 0.1, 0.9), (0.9, 0.1, 0.5, 0.9, 0.1)):
        found = find_fair_pair(folder, measured(folder.course, *values), View.VERTEX)
        assert found is not None
        assert [photo.taken_on for photo in (found.before, found.after)] == [DAYS[1], DAYS[3]]


def test_another_haircut_moves_the_choice(folder: CourseFolder) -> None:
    cut = tuple(
        Groom(id=str(day), on=day, kind=GroomKind.HAIRCUT, length_mm=mm)
        for day, mm in ((DAYS[0], 10.0), (DAYS[3], 2.0), (DAYS[4], 17.0))
    )
    course = replace(folder.course, diary=replace(folder.course.diary, grooms=cut))
    found = find_fair_pair(folder, course, View.VERTEX)
    assert found is not None
    assert found.after.taken_on == DAYS[4]


def test_wet_hair_on_one_of_two_days_moves_the_choice(folder: CourseFolder) -> None:
    found = find_fair_pair(folder, folder.course, View.VERTEX)
    assert found is not None
    wet = tuple(
        Groom(id=str(day), on=day, kind=GroomKind.PHOTOGRAPHED, wet=day == found.after.taken_on) for day in DAYS
    )
    course = replace(folder.course, diary=replace(folder.course.diary, grooms=wet))
    other = find_fair_pair(folder, course, View.VERTEX)
    assert other is not None
    assert other.comparable
    assert other.after != found.after


def test_without_two_aligned_visits_there_is_no_pair(folder: CourseFolder) -> None:
    assert find_fair_pair(folder, replace(folder.course, alignments=()), View.VERTEX) is None
    assert find_fair_pair(folder, folder.course, View.BACK) is None


def test_a_pair_that_gains_more_than_the_fair_one_is_warned_of_and_the_fair_one_is_not(folder: CourseFolder) -> None:
    # The fair pair gains 10 points; the sharp one of June and the last gain 40.
    course = measured(folder.course, 0.25, 0.30, 0.20, 0.40, 0.60)
    _, fair_first, middle, fair_last, last = photos_of(course)
    (kind,) = compare_fairly(folder, course, middle, last).changes
    warning = kind.change.reasons[0]
    assert warning.kind is ReasonKind.KINDER_PAIR
    assert warning.facts["points"] == 30
    assert "(2 February 2025 and 1 December 2025) comes out 30 points lower" in reason_sentence(warning)
    (fair,) = compare_fairly(folder, course, fair_first, fair_last).changes
    assert ReasonKind.KINDER_PAIR not in {reason.kind for reason in fair.change.reasons}


def test_a_pair_that_loses_more_or_runs_backwards_is_not_warned_of(folder: CourseFolder) -> None:
    course = measured(folder.course, 0.25, 0.30, 0.60, 0.40, 0.20)
    _, _, middle, _, last = photos_of(course)
    for before, after in ((middle, last), (last, middle)):
        (found,) = compare_fairly(folder, course, before, after).changes
        assert ReasonKind.KINDER_PAIR not in {reason.kind for reason in found.change.reasons}
