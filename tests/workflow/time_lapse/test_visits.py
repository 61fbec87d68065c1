"""Which photos are in a film, and why others are not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hairtrack.course import Cover, View
from hairtrack.diary import Diary, Groom, GroomKind
from hairtrack.errors import ErrorKind, HairtrackError, ReasonKind
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.time_lapse.options import TimeLapse
from hairtrack.workflow.time_lapse.visits import evenly_told, film_photos, view_to_film
from tests.workflow.fair_course import fair_course
from tests.workflow.time_lapse.film_course import film_course, in_place

VERTEX = TimeLapse(view=View.VERTEX)


def test_visits_to_the_month_are_all_told() -> None:
    days = [30 * month + month % 3 for month in range(14)]
    assert evenly_told(days, 60) == tuple(range(14))


def test_a_crowded_stretch_is_thinned_to_the_pace_of_the_rest() -> None:
    days = [0, 3, 6, 10, 13, 17, 20, 24, 28, *range(58, 360, 30)]
    kept = [days[place] for place in evenly_told(days, 60)]
    assert kept[0] == 0
    assert kept[-1] == days[-1]
    assert set(range(58, 360, 30)) <= set(kept), "what is not crowded is told whole"
    assert min(second - first for first, second in pairwise(kept)) >= 15
    assert len([day for day in kept if day < 58]) == 2


def test_a_long_pause_thins_nothing() -> None:
    days = [*range(0, 361, 30), *range(540, 900, 30)]
    assert evenly_told(days, 60) == tuple(range(len(days)))


def test_too_many_are_thinned_evenly() -> None:
    days = list(range(0, 700, 7))
    kept = [days[place] for place in evenly_told(days, 12)]
    assert len(kept) == 12
    gaps = [second - first for first, second in pairwise(kept)]
    assert max(gaps) - min(gaps) <= 7


@given(st.sets(st.integers(0, 2000), min_size=2, max_size=40), st.integers(2, 30))
def test_the_ends_are_always_told_and_never_more_than_asked_for(days: set[int], most: int) -> None:
    ordered = sorted(days)
    kept = evenly_told(ordered, most)
    assert kept[0] == 0
    assert kept[-1] == len(ordered) - 1
    assert list(kept) == sorted(set(kept))
    assert 2 <= len(kept) <= most


DAYS = tuple(date(2026, 1, 5) + timedelta(days=30 * number) for number in range(5))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return film_course(tmp_path_factory.mktemp("film"), DAYS, unaligned=(DAYS[2],))


@pytest.fixture
def folder(made: Path) -> Iterator[CourseFolder]:
    with CourseFolder.open(made, read_only=True) as folder:
        yield folder


def test_a_photo_that_is_not_aligned_is_left_out_and_why(folder: CourseFolder) -> None:
    chosen = film_photos(folder, folder.course, VERTEX)
    assert [photo.taken_on for photo in chosen.photos] == [DAYS[0], DAYS[1], DAYS[3], DAYS[4]]
    (left,) = chosen.left_out
    assert left.photo.taken_on == DAYS[2]
    assert left.reason.kind is ReasonKind.NOT_IN_FRAME


def test_days_can_be_chosen(folder: CourseFolder) -> None:
    chosen = film_photos(folder, folder.course, replace(VERTEX, since=DAYS[1], until=DAYS[3]))
    assert [photo.taken_on for photo in chosen.photos] == [DAYS[1], DAYS[3]]


def test_one_visit_is_no_film(folder: CourseFolder) -> None:
    for wanted in (replace(VERTEX, until=DAYS[0]), replace(VERTEX, view=View.BACK)):
        with pytest.raises(HairtrackError) as caught:
            film_photos(folder, folder.course, wanted)
        assert caught.value.kind is ErrorKind.FILM_NEEDS_TWO_DAYS


def test_the_view_of_most_days_is_filmed(folder: CourseFolder) -> None:
    assert view_to_film(folder.course) is View.VERTEX
    assert view_to_film(replace(folder.course, photos=())) is None


def test_a_photo_without_a_day_is_left_out(folder: CourseFolder) -> None:
    course = folder.course
    undated = replace(course.in_view(View.VERTEX)[1], taken_on=None)
    chosen = film_photos(folder, course.with_photo(undated), VERTEX)
    assert {left.reason.kind for left in chosen.left_out if left.photo == undated} == {ReasonKind.NO_DATE}


def test_what_was_covered_is_unless_somebody_says_otherwise(folder: CourseFolder) -> None:
    course = folder.course
    unaligned = course.in_view(View.VERTEX)[2]
    assert not film_photos(folder, course, VERTEX).covered
    cover = Cover(id="c", view=View.VERTEX, points=((9, 9), (90, 9), (90, 90)), drawn_on=course.photos[0].sha256)
    covered = course.with_cover(cover)
    assert film_photos(folder, covered, VERTEX).covered
    assert not film_photos(folder, covered, replace(VERTEX, cover=False)).covered
    lost = replace(cover, drawn_on=unaligned.sha256)
    with pytest.raises(HairtrackError) as caught:
        film_photos(folder, course.with_cover(lost), VERTEX)
    assert caught.value.kind is ErrorKind.FILM_NEEDS_TWO_DAYS, "no photo is shown of which nobody can tell"


def test_a_view_that_may_show_a_face_needs_a_cover_where_covers_are_wanted(folder: CourseFolder) -> None:
    course = folder.course
    front = replace(course, photos=tuple(replace(photo, view=View.FRONTAL) for photo in course.photos))
    with pytest.raises(HairtrackError) as caught:
        film_photos(folder, front, TimeLapse(view=View.FRONTAL, cover=True))
    assert caught.value.kind is ErrorKind.FILM_NEEDS_COVER


def test_hair_of_another_length_is_said(folder: CourseFolder) -> None:
    cuts = tuple(
        Groom(id=f"g{number}", on=day, kind=GroomKind.HAIRCUT, length_mm=length)
        for number, (day, length) in enumerate(((DAYS[0], 40.0), (DAYS[1], 40.0), (DAYS[3], 3.0), (DAYS[4], 3.0)))
    )
    chosen = film_photos(folder, replace(folder.course, diary=Diary(grooms=cuts)), VERTEX)
    assert chosen.notes[:2] == ("", "")
    assert "photo before" in chosen.notes[2]
    assert "hair length" in chosen.notes[2]
    assert "first photo" in chosen.notes[3], "what comes step by step is said at the end"
    assert [bool(note) for note in chosen.fade_notes] == [False, False, True, False]
    assert chosen.fade_notes[2].startswith("These two photos")


def test_of_one_day_the_photo_is_taken_that_matches_its_neighbours(tmp_path: Path) -> None:
    with CourseFolder.open(fair_course(tmp_path)) as folder:
        course = folder.course
        first, like_last, middle, last, blurred = course.in_view(View.VERTEX)
        course = course.with_reference(first)
        # All of three days: of the first and the last there are two each, of which one is lit or sharp otherwise.
        same = {like_last.sha256: first.taken_on, blurred.sha256: last.taken_on}
        for photo in (like_last, blurred):
            course = course.with_photo(replace(photo, taken_on=same[photo.sha256]))
        chosen = film_photos(folder, course, VERTEX)
    assert [photo.sha256 for photo in chosen.photos] == [like_last.sha256, middle.sha256, last.sha256]
    assert {(left.photo.sha256, left.reason.kind) for left in chosen.left_out} == {
        (first.sha256, ReasonKind.TOLD_BY_SAME_DAY),
        (blurred.sha256, ReasonKind.TOLD_BY_SAME_DAY),
    }


def test_a_photo_that_shows_little_of_the_frame_is_left_out(folder: CourseFolder) -> None:
    course = folder.course
    aside = course.in_view(View.VERTEX)[1]
    alignment = course.alignment(aside)
    assert alignment is not None
    assert alignment.transform is not None
    moved = replace(alignment.transform, x_coefficients=(250.0, *alignment.transform.x_coefficients[1:]))
    chosen = film_photos(folder, course.with_alignment(replace(alignment, transform=moved)), VERTEX)
    found = next(left for left in chosen.left_out if left.photo == aside)
    assert found.reason.kind is ReasonKind.LITTLE_IN_FRAME
    assert found.reason.facts["percent"] == pytest.approx(100 * 150 / 400, abs=3)
    assert in_place(course, aside).alignment(aside) is not None
