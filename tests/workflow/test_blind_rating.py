"""A blinded sitting is fair, tells nothing, and loses no answer."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from hairtrack.cli.ratings import rating_json, rating_lines
from hairtrack.course import Alignment, AlignmentMethod, Course, Photo, View
from hairtrack.errors import ErrorKind, HairtrackError, ReasonKind
from hairtrack.imaging.photo_file import encode_jpeg
from hairtrack.imaging.registration.transform import identity
from hairtrack.report.method import method_of
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.blind_rating import (
    MOST_VISITS,
    BlindSession,
    answer,
    answered,
    draw_pairs,
    leave_out,
    left_out,
    load_sides,
    take_back,
)
from hairtrack.workflow.course_chart import chart_data
from hairtrack.workflow.course_ratings import view_ratings
from hairtrack.workflow.courses import new_course, redate
from hairtrack.workflow.import_photos import import_photos, propose
from hairtrack.workflow.replace_photo import replace_photo
from tests.storage.course_maker import photo

FIRST = date(2026, 1, 5)
TODAY = date(2026, 12, 1)


def aligned(course: Course) -> Course:
    first, *others = course.in_view(View.VERTEX)
    for other in others:
        course = course.with_alignment(
            Alignment(
                fixed=first.sha256,
                moving=other.sha256,
                transform=identity(other.size),
                method=AlignmentMethod.LANDMARKS,
                engine="test",
            )
        )
    return course


def course_of(visits: int, *, twice: bool = False) -> Course:
    """A course of monthly visits, the last of them with two photos if so wanted."""
    days = [FIRST + timedelta(days=30 * k) for k in range(visits)]
    photos = tuple(photo(k, on=day) for k, day in enumerate([*days, *days[-1:]] if twice else days))
    return aligned(Course(id="c", name="C", created_on=FIRST, photos=photos))


def drawn(course: Course, seed: int = 0, rater: str = "Anna") -> BlindSession:
    return draw_pairs(course, View.VERTEX, seed, rater=rater)


def rated(course: Course, rater: str = "Anna", seed: int = 0, *, more: float = 0.5) -> Course:
    """Answer a whole sitting as one who sees so many steps more hair at each visit."""
    session = drawn(course, seed, rater)
    order = [p.sha256 for p in course.in_view(View.VERTEX)]
    for showing in session.showings:
        later = order.index(showing.after) - order.index(showing.before)
        seen = min(3, round(more * later))
        course = answer(course, session, -seen if showing.after_left else seen, TODAY)
    return course


# Drawing


def test_a_sitting_holds_each_visit_against_the_first_and_neighbours_and_one_visit_twice() -> None:
    course = course_of(7, twice=True)
    first, *later = (p.sha256 for p in course.in_view(View.VERTEX))
    once = [(s.before, s.after) for s in drawn(course).showings if not s.repeat]
    assert len(set(once)) == len(once)
    assert {(first, sha) for sha in later[:6]} <= set(once)
    assert (later[-2], later[-1]) in once, "two photos of one day"
    steps = set(once) - {(first, sha) for sha in later[:6]} - {(later[-2], later[-1])}
    assert len(steps) == 2
    assert all(later.index(b) + 1 == later.index(a) for b, a in steps)


@pytest.mark.parametrize("visits", [3, 4, 6, 13, 40])
def test_a_quarter_comes_again_with_sides_exchanged_and_never_next_to_the_first_time(visits: int) -> None:
    course = course_of(visits)
    for seed in range(40):
        showings = drawn(course, seed).showings
        first_time: dict[tuple[str, str], int] = {}
        for place, showing in enumerate(showings):
            pair = (showing.before, showing.after)
            assert showing.repeat == (pair in first_time)
            if showing.repeat:
                assert place - first_time[pair] >= 2
                assert showing.after_left != showings[first_time[pair]].after_left
            first_time[pair] = place
        repeats = sum(showing.repeat for showing in showings)
        assert repeats == max(2, round((len(showings) - repeats) / 4))


def test_neither_the_side_nor_the_place_tells_which_photo_is_later() -> None:
    course = course_of(6)
    sides, places = Counter[bool](), Counter[int]()
    last = course.in_view(View.VERTEX)[-1].sha256
    runs = Counter[bool]()
    for seed in range(600):
        showings = drawn(course, seed).showings
        sides.update(s.after_left for s in showings if not s.repeat)
        runs.update([len({s.after_left for s in showings if not s.repeat}) == 1])
        places.update(place for place, s in enumerate(showings) if s.after == last and not s.repeat)
    assert sides[True] / sides.total() == pytest.approx(0.5, abs=0.03)
    # With seven pairs, about one sitting in sixty has all later photos on one side, as chance would have it.
    assert runs[True] < 0.05 * runs.total()
    early = sum(count for place, count in places.items() if place < 4)
    assert 0.3 < early / places.total() < 0.75


def test_another_seed_draws_another_sitting_and_the_same_seed_the_same() -> None:
    course = course_of(6)
    assert drawn(course, 1) == drawn(course, 1)
    assert drawn(course, 1).showings != drawn(course, 2).showings
    assert len({drawn(course, seed).id for seed in range(50)}) == 50


def test_unaligned_and_undated_photos_are_left_out_and_counted() -> None:
    course = course_of(6)
    lost = course.in_view(View.VERTEX)[2].sha256
    course = replace(course, alignments=tuple(a for a in course.alignments if a.moving != lost))
    course = replace(course, photos=(*course.photos, photo(90, on=None)))
    session = drawn(course)
    assert left_out(course, View.VERTEX) == 1
    assert lost not in {sha for s in session.showings for sha in (s.before, s.after)}


def test_a_view_with_two_aligned_visits_is_refused_in_words() -> None:
    with pytest.raises(HairtrackError) as error:
        drawn(course_of(2))
    assert error.value.kind is ErrorKind.NOTHING_TO_RATE
    with pytest.raises(HairtrackError) as error:
        drawn(course_of(4), rater="  ")
    assert error.value.kind is ErrorKind.RATER_MISSING


def test_a_long_course_is_rated_over_several_sittings_each_visit_before_any_comes_again() -> None:
    course = course_of(2 * MOST_VISITS + 1)
    first, *later = (p.sha256 for p in course.in_view(View.VERTEX))
    course = rated(rated(course, seed=1), seed=2)
    against = {r.after for r in course.ratings if r.before == first}
    assert against == set(later)


def test_the_second_rater_gets_what_the_first_one_rated() -> None:
    course = rated(course_of(30), "Anna", 1)
    second = drawn(course, 2, "Ben")
    assert {(s.before, s.after) for s in second.showings} == {(r.before, r.after) for r in course.ratings}


def test_a_rater_is_known_by_name_however_it_is_spaced_or_written() -> None:
    assert drawn(rated(course_of(4)), rater="  anna ").rater == "Anna"


# Answering


def test_an_answer_is_turned_into_the_order_of_time() -> None:
    course = course_of(5)
    session = drawn(course, 3)
    for showing in session.showings:
        course = answer(course, session, 2, TODAY)
        given = course.ratings[-1]
        assert (given.before, given.after, given.repeat) == (showing.before, showing.after, showing.repeat)
        assert given.score == (-2 if showing.after_left else 2)
        assert (given.rater, given.rated_on, given.session) == ("Anna", TODAY, session.id)
    assert [r.place for r in course.ratings] == list(range(len(session.showings)))
    assert {s.after_left for s in session.showings} == {True, False}


def test_an_answer_is_taken_back_and_those_of_another_sitting_stay() -> None:
    course = rated(course_of(4))
    session = drawn(course, 9, "Ben")
    one = answer(course, session, 1, TODAY)
    two = answer(one, session, -1, TODAY)
    assert answered(two, session) == 2
    assert take_back(two, session) == one
    assert take_back(course, session) == course


def test_a_pair_that_cannot_be_shown_is_left_out_with_its_repeat() -> None:
    course = course_of(5)
    session = drawn(course, 4)
    course = answer(course, session, 0, TODAY)
    broken = session.showings[1]
    left = leave_out(course, session)
    assert left.showings[0] == session.showings[0]
    assert all((s.before, s.after) != (broken.before, broken.after) for s in left.showings[1:])
    assert len(left.showings) < len(session.showings)


# Pixels


@pytest.fixture
def folder(tmp_path: Path) -> CourseFolder:
    for k in range(3):
        pixels = np.full((60, 80, 3), 60 + 60 * k, np.uint8)
        (tmp_path / f"{FIRST + timedelta(days=30 * k):%Y%m%d}_vertex.png").write_bytes(encode_jpeg(pixels, 95))
    with new_course(tmp_path / "Me.hairtrack") as folder:
        found = propose(folder, folder.course, sorted(tmp_path.glob("*.png")), view=View.VERTEX)
        course = import_photos(folder, folder.course, found.candidates).course
        folder.commit(aligned(course))
        return folder


def test_each_side_shows_its_photo_in_one_frame(folder: CourseFolder) -> None:
    course = folder.course
    order = [p.sha256 for p in course.in_view(View.VERTEX)]
    for showing in drawn(course).showings:
        sides = load_sides(folder, course, showing)
        assert sides is not None
        assert sides.left.shape == sides.right.shape
        grey = {sha: 60 + 60 * order.index(sha) for sha in (showing.before, showing.after)}
        later, earlier = grey[showing.after], grey[showing.before]
        assert sides.left[..., :3].mean() == pytest.approx(later if showing.after_left else earlier, abs=2)
        assert sides.right[..., :3].mean() == pytest.approx(earlier if showing.after_left else later, abs=2)


def test_what_only_one_photo_shows_is_blank_in_both(folder: CourseFolder) -> None:
    course = folder.course
    first, _, last = course.in_view(View.VERTEX)
    alignment = course.alignment(last)
    assert alignment is not None
    assert alignment.transform is not None
    moved = replace(alignment.transform, x_coefficients=(30.0, *alignment.transform.x_coefficients[1:]))
    course = course.with_alignment(replace(alignment, transform=moved))
    showing = next(s for s in drawn(course).showings if (s.before, s.after) == (first.sha256, last.sha256))
    sides = load_sides(folder, course, showing)
    assert sides is not None
    assert sides.left.shape[1] == sides.right.shape[1] < 80
    assert (sides.left[..., 3] == sides.right[..., 3]).all()
    gone = replace(course, alignments=tuple(a for a in course.alignments if a.moving != last.sha256))
    assert load_sides(folder, gone, showing) is None


# What comes of it


def test_a_steady_rater_who_sees_more_each_visit_gets_rising_means() -> None:
    (result,) = view_ratings(rated(course_of(6)), View.VERTEX).raters
    assert result.baseline == FIRST
    assert [visit.on for visit in result.visits] == [FIRST + timedelta(days=30 * k) for k in range(1, 6)]
    assert [visit.rating.value for visit in result.visits] == [round(0.5 * k) for k in range(1, 6)]
    assert all(visit.rating.low < visit.rating.value for visit in result.visits)
    assert result.steady.identical == result.steady.repeats == 2


def test_two_photos_of_one_visit_are_told_apart_from_visits() -> None:
    (result,) = view_ratings(rated(course_of(4, twice=True), more=0.0), View.VERTEX).raters
    assert set(result.same_visit) == {0}
    assert len(result.visits) == 3


def test_two_raters_are_held_against_each_other_pair_by_pair() -> None:
    course = rated(rated(course_of(8), "Anna", 1), "Ben", 2, more=0.25)
    found = view_ratings(course, View.VERTEX)
    assert [result.rater for result in found.raters] == ["Anna", "Ben"]
    (pair,) = found.pairs
    assert pair.found is not None
    assert pair.found.bias.value < 0
    once = {(r.before, r.after) for r in course.ratings}
    assert pair.found.pairs == len(once)


def test_each_rater_is_a_series_of_the_chart_without_the_visits_they_did_not_see() -> None:
    course = rated(rated(course_of(5), "Anna", 1), "Ben", 2)
    first, second = chart_data(course, View.VERTEX).ratings
    assert (first.rater, first.baseline, second.rater) == ("Anna", FIRST, "Ben")
    assert [point.value for point in first.points] == [round(0.5 * k) for k in range(1, 5)]
    assert chart_data(course_of(5), View.VERTEX).ratings == ()


def test_the_report_says_how_it_was_rated_and_only_then() -> None:
    told = dict(method_of(rated(rated(course_of(5), "Anna", 1), "Ben", 2)))
    assert told["Blinded ratings"].startswith("Anna and Ben gave 14 answers to the question which of two photos")
    assert "Blinded ratings" not in dict(method_of(course_of(5)))


def test_the_command_line_says_what_each_rater_said_and_how_they_agree() -> None:
    found = view_ratings(rated(rated(course_of(8), "Anna", 1), "Ben", 2, more=0.25), View.VERTEX)
    first, second = (rating_json(found, result) for result in found.raters)
    assert (first["view"], first["rater"], first["baseline"]) == ("vertex", "Anna", "2026-01-05")
    assert [visit["mean"] for visit in first["visits"]] == [min(3, round(0.5 * k)) for k in range(1, 8)]
    assert all(visit["low"] < visit["high"] and visit["n"] >= 1 for visit in first["visits"])
    assert first["test_retest"]["identical"] == first["test_retest"]["repeats"] == 2
    (with_ben,), (with_anna,) = first["agreement"], second["agreement"]
    assert (with_ben["with"], with_anna["with"]) == ("Ben", "Anna")
    assert with_ben["bias"] == with_anna["bias"]
    assert with_ben["bias"]["value"] < 0
    assert json.dumps([first, second])
    lines = list(rating_lines(found))
    assert lines[-1].startswith("vertex, rated blind: On 9 pairs Anna and Ben agree with an ICC of ")
    assert "vertex, rated blind by Anna: 2026-02-04 against 2026-01-05 " in lines[1]


def test_too_few_shared_pairs_are_said_so() -> None:
    course = rated(course_of(6))
    session = drawn(course, 5, "Ben")
    (pair,) = view_ratings(answer(course, session, 1, TODAY), View.VERTEX).pairs
    assert pair.found is None
    assert pair.reasons[0].kind is ReasonKind.TOO_FEW_RATED
    assert pair.reasons[0].facts["pairs"] == 1


def test_a_rating_turns_with_the_days_when_they_are_corrected() -> None:
    course = rated(course_of(3), more=1.0)
    first, middle, _ = course.in_view(View.VERTEX)
    assert first.taken_on is not None
    course = redate(course, {middle.sha256: first.taken_on - timedelta(days=10)})
    (result,) = view_ratings(course, View.VERTEX).raters
    scores = {visit.photo: visit.rating.value for visit in result.visits}
    assert result.baseline == FIRST - timedelta(days=10)
    assert scores[first.sha256] == -1


def test_a_better_copy_of_a_photo_takes_over_its_ratings() -> None:
    course = rated(course_of(4))
    old: Photo = course.in_view(View.VERTEX)[2]
    new = replace(old, sha256="f" * 64, size=(8000, 6000))
    replaced = replace_photo(course.with_photo(new), old, new)
    names = {sha for r in replaced.ratings for sha in (r.before, r.after)}
    assert new.sha256 in names
    assert old.sha256 not in names
    assert len(replaced.ratings) == len(course.ratings)


def test_ratings_of_a_photo_that_went_to_another_view_do_not_count() -> None:
    course = rated(course_of(3))
    moved = replace(course.in_view(View.VERTEX)[1], view=View.BACK)
    found = view_ratings(course.with_photo(moved), View.VERTEX)
    assert {visit.photo for visit in found.raters[0].visits} == {course.in_view(View.VERTEX)[2].sha256}
    assert view_ratings(Course(id="", name="", created_on=FIRST), View.VERTEX).raters == ()


def test_an_answer_off_the_scale_is_a_bug() -> None:
    course = course_of(3)
    with pytest.raises(ValueError, match="scale"):
        answer(course, drawn(course), 4, TODAY)
