"""Photos of a course find their reference, directly, through each other or by hand."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from hairtrack.course import (
    Alignment,
    AlignmentMethod,
    Course,
    DateSource,
    Landmark,
    Photo,
    Transform,
    View,
)
from hairtrack.errors import Reason, ReasonKind
from hairtrack.imaging.photo_file import encode_jpeg, read_photo
from hairtrack.imaging.registration.learned import Networks
from hairtrack.imaging.registration.result import ENGINE, Registration
from hairtrack.imaging.registration.transform import identity, map_points
from hairtrack.progress import Cancelled, Progress, no_progress
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow import align_photos, compared_pairs
from hairtrack.workflow.learned_matcher import LearnedMatcher, led_by_learned
from tests.benchmarks.known_warps import Shot, make_pair

SIZE = (1000, 1000)
START = date(2026, 1, 10)
_PHOTOS = 20
"""Whose originals lie in the folder."""
SPOTS = np.array([[300.0, 300.0], [700.0, 600.0]])


def photo(index: int) -> Photo:
    return Photo(
        sha256=f"{index:016x}" + 48 * "0",
        view=View.VERTEX,
        taken_on=START + timedelta(days=30 * index),
        taken_on_source=DateSource.GIVEN,
        file_name=f"{index}.jpg",
        stored_as=f"{index}.jpg",
        size=SIZE,
    )


def course(count: int = 4) -> Course:
    return Course(id="c", name="C", created_on=START, photos=tuple(photo(index) for index in range(count)))


def shifted(by: float) -> Transform:
    return replace(
        identity(SIZE),
        x_coefficients=(by, 1.0, 0.0),
        covariance=tuple(np.diag([0.5, 0, 0, 0.5, 0, 0]).ravel()),
        misfit=1.0,
    )


class Engine:
    """Stands in for the comparison of pixels: knows which pairs can be aligned."""

    def __init__(
        self,
        folder: CourseFolder,
        monkeypatch: pytest.MonkeyPatch,
        possible: dict[tuple[int, int], float],
    ) -> None:
        self.folder = folder
        for index in range(_PHOTOS):
            (folder.photos / f"{index}.jpg").touch()
        self.asked: list[tuple[int, int]] = []
        self.possible = possible
        self.marked: list[int] = []
        self.led: set[tuple[int, int]] = set()
        monkeypatch.setattr(compared_pairs, "load_image", lambda _, photo, **_options: int(photo.sha256[:16], 16))
        monkeypatch.setattr(compared_pairs, "find_marks", self.mark)
        monkeypatch.setattr(compared_pairs, "register_marks", self.register)

    def mark(self, image: int, _progress: Progress) -> int:
        self.marked.append(image)
        return image

    def register(
        self, *, fixed: int, moving: int, progress: Progress = no_progress, starter: object = None
    ) -> Registration:
        progress(1.0, "Compared")
        self.asked.append((fixed, moving))
        by = self.possible.get((fixed, moving))
        if by is None:
            reasons = (Reason.of(ReasonKind.NO_STABLE_MARKS),)
            return Registration(transform=None, method=AlignmentMethod.FEATURES, reasons=reasons, inliers=7)
        return Registration(
            transform=shifted(by),
            method=AlignmentMethod.FEATURES,
            inliers=50,
            error_percent_width=0.2,
            learned=starter is not None and (fixed, moving) in self.led,
        )

    def align(
        self,
        given: Course,
        progress: Progress = no_progress,
        *,
        redo: bool = False,
        matcher: LearnedMatcher | None = None,
    ) -> Course:
        return align_photos.align_course(self.folder, given, progress, redo=redo, matcher=matcher)


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Engine]]:
    """Give what makes engines whose comparisons are kept in one folder."""
    with CourseFolder.create(tmp_path / "course") as folder:
        yield lambda *tables: Engine(folder, monkeypatch, *tables)


def shift_of(given: Course, index: int) -> float:
    """Return by how much a photo was found to be shifted."""
    transform = found(given, index).transform
    assert transform is not None
    gaps = map_points(transform, SPOTS) - SPOTS
    assert gaps == pytest.approx(np.tile(gaps[0], (len(SPOTS), 1)), abs=0.1)
    return float(gaps[0, 0])


def pinned(given: Course, index: int, by: float) -> Course:
    """Align a photo by four points of the reference photo that lie so far to the right in it."""
    spots = [(200.0, 200.0), (700.0, 250.0), (250.0, 700.0), (750.0, 750.0)]
    marks = [Landmark(fixed=spot, moving=(spot[0] + by, spot[1])) for spot in spots]
    return align_photos.align_by_landmarks(given, photo(index), marks)


def found(given: Course, index: int) -> Alignment:
    alignment = given.alignment(photo(index))
    assert alignment is not None
    return alignment


Engines = Callable[..., Engine]
LOOP = {(0, 1): 10.0, (1, 2): 20.0, (0, 2): 30.0, (2, 3): 30.0, (1, 3): 50.0, (0, 3): 60.0}


def test_what_fails_directly_goes_through_its_neighbours(engine: Engines) -> None:
    result = engine({(0, 1): 10.0, (1, 2): 20.0, (2, 3): 30.0}).align(course())
    assert shift_of(result, 3) == pytest.approx(60.0, abs=0.1)
    errors = [found(result, index).error_percent_width or 0 for index in (1, 2, 3)]
    assert errors[0] < errors[1] < errors[2]


def test_earlier_photos_go_through_later_ones_to_a_reference_that_came_last(engine: Engines) -> None:
    given = replace(course(), references=(photo(3).sha256,))
    result = engine({(3, 2): -30.0, (1, 2): 20.0, (0, 1): 10.0}).align(given)
    assert shift_of(result, 0) == pytest.approx(-60.0, abs=0.1)


def test_a_lost_original_stops_no_other_photo(engine: Engines) -> None:
    aligner = engine(LOOP)
    aligned = aligner.align(course())
    lost = aligner.folder.photos / "1.jpg"
    lost.unlink()
    again = engine(LOOP)
    lost.unlink()
    redone = again.align(replace(aligned, alignments=aligned.alignments[:1]), redo=True)
    assert all(1 not in pair for pair in again.asked)
    assert found(redone, 1) == found(aligned, 1)
    assert shift_of(redone, 2) == pytest.approx(30, abs=0.5)
    assert shift_of(redone, 3) == pytest.approx(60, abs=0.5)
    # The reference photo's own is needed by all of its view.
    (aligner.folder.photos / "0.jpg").unlink()
    assert again.align(course()) == course()


def test_all_pairs_together_know_better_than_one(engine: Engines) -> None:
    alone = found(engine({(0, 3): 60.0}).align(course()), 3).error_percent_width or 0
    assert 0 < (found(engine(LOOP).align(course(), redo=True), 3).error_percent_width or 0) < alone


def test_two_ways_that_disagree_are_no_way(engine: Engines) -> None:
    result = engine({(0, 1): 10.0, (0, 2): 20.0, (1, 3): 20.0, (2, 3): 90.0}).align(course())
    assert found(result, 3).reasons == (Reason.of(ReasonKind.WAYS_DISAGREE),)


def test_a_wrong_pair_is_outvoted_and_said_to_be_left_out(engine: Engines) -> None:
    result = engine(LOOP | {(0, 3): 130.0}).align(course())
    assert shift_of(result, 3) == pytest.approx(60.0, abs=0.5)
    assert found(result, 3).reasons == (Reason.of(ReasonKind.WAY_LEFT_OUT),)
    assert found(result, 2).reasons == ()


def test_what_cannot_be_aligned_says_why(engine: Engines) -> None:
    result = engine({}).align(course())
    assert found(result, 1).reasons == (Reason.of(ReasonKind.NO_STABLE_MARKS),)
    assert found(result, 1).inliers == 7
    assert result.alignment(photo(0)) is None


def test_what_is_aligned_stays_unless_asked(engine: Engines) -> None:
    used = engine({(0, 1): 10.0, (0, 2): 10.0, (0, 3): 10.0})
    once = used.align(course())
    used.asked.clear()
    assert used.align(once) == once
    assert used.asked == []
    used.align(once, redo=True)
    assert {(0, 1), (0, 2), (0, 3)} <= set(used.asked)


def test_a_photo_added_later_is_compared_alone(engine: Engines) -> None:
    used = engine(LOOP | {(0, 4): 75.0, (3, 4): 15.0, (2, 4): 45.0})
    once = used.align(course())
    used.asked.clear()
    added = used.align(replace(once, photos=course(5).photos))
    assert sorted(used.asked) == [(0, 4), (2, 4), (3, 4)]
    assert shift_of(added, 4) == pytest.approx(75.0, abs=0.5)
    assert added.alignments[:3] == once.alignments


def test_a_photo_added_later_shows_that_an_earlier_one_was_wrong(engine: Engines) -> None:
    """The only pair of the third photo was wrong, which the fourth brings to light and mends."""
    used = engine({(0, 1): 10.0, (0, 2): 120.0, (0, 3): 60.0, (1, 3): 50.0, (2, 3): 30.0, (2, 4): 50.0, (0, 4): 80.0})
    once = used.align(course(3))
    assert shift_of(once, 2) == pytest.approx(120.0, abs=0.1)
    assert shift_of(used.align(replace(once, photos=course(5).photos)), 2) == pytest.approx(30.0, abs=0.5)


def test_without_the_pairs_kept_what_is_aligned_still_stays(engine: Engines) -> None:
    used = engine({(0, 1): 10.0, (0, 2): 30.0, (2, 3): 30.0})
    once = used.align(course(3))
    for kept in used.folder.cache.glob("pair-*"):
        kept.write_text("{")
    used.asked.clear()
    added = used.align(replace(once, photos=course(4).photos))
    assert shift_of(added, 3) == pytest.approx(60.0, abs=0.5)
    assert added.alignments[:2] == once.alignments
    assert all(moving == 3 for _, moving in used.asked)


def test_pairs_of_another_engine_are_compared_anew(engine: Engines, monkeypatch: pytest.MonkeyPatch) -> None:
    used = engine({})
    used.align(course())
    before, used.asked = sorted(used.asked), []
    used.align(course())
    assert used.asked == []
    monkeypatch.setattr(compared_pairs, "ENGINE", "another")
    used.align(course())
    assert sorted(used.asked) == before


def test_what_a_learned_matcher_led_to_is_told_apart(engine: Engines) -> None:
    first = engine({(0, 1): 10.0})
    plain = first.align(course(3))
    assert not led_by_learned(found(plain, 1))
    # Another engine now: what was refused is compared again, what was found stays.
    helped = engine({(0, 1): 10.0, (0, 2): 20.0})
    helped.led = {(0, 2)}
    matcher = LearnedMatcher(Networks(Path("a.onnx"), Path("b.onnx")), "0123abcd")
    given = helped.align(plain, matcher=matcher)
    assert set(helped.asked) == {(0, 2), (1, 2)}
    assert [led_by_learned(found(given, index)) for index in (1, 2)] == [False, True]
    assert found(given, 2).engine == f"{ENGINE}, learned matcher 0123abcd"
    # Neither forgets what the other found, and it does not hold without it.
    again = engine({})
    again.align(course(3), matcher=matcher)
    assert again.asked == [(0, 1)]
    without = engine({})
    assert not found(without.align(course(3)), 2).aligned
    assert without.asked == []


def test_where_a_learned_matcher_did_not_matter_it_is_not_named(engine: Engines) -> None:
    asked = engine({(0, 1): 10.0})
    given = asked.align(course(2), matcher=LearnedMatcher(Networks(Path("a"), Path("b")), "0123abcd"))
    assert found(given, 1).engine == ENGINE
    plain = engine({})
    plain.align(course(2))
    assert plain.asked == []


def test_landmarks_are_never_replaced(engine: Engines) -> None:
    used = engine({(0, 1): 10.0})
    by_hand = pinned(course(2), 1, 15.0)
    kept = found(by_hand, 1)
    assert kept.method is AlignmentMethod.LANDMARKS
    assert len(kept.landmarks) == 4
    assert found(used.align(by_hand, redo=True), 1) == kept
    assert used.asked == []


def test_landmarks_help_the_neighbours(engine: Engines) -> None:
    used = engine({(1, 2): 20.0, (2, 3): 30.0})
    before = used.align(course())
    assert not any(found(before, index).aligned for index in (1, 2, 3))
    used.asked.clear()
    after = used.align(pinned(before, 1, 10.0))
    assert [shift_of(after, index) for index in (2, 3)] == pytest.approx([30.0, 60.0], abs=0.5)
    assert used.asked == []


def test_landmarks_outweigh_a_pair_that_contradicts_them(engine: Engines) -> None:
    """Third and fourth photo rested on a wrong place of the second, which is then pinned elsewhere."""
    used = engine({(0, 1): 90.0, (1, 2): 20.0, (2, 3): 30.0})
    before = used.align(course())
    after = used.align(pinned(before, 1, 10.0))
    assert [shift_of(after, index) for index in (2, 3)] == pytest.approx([30.0, 60.0], abs=0.5)


def test_too_few_landmarks_are_kept_with_the_refusal() -> None:
    marks = [Landmark(fixed=(200.0, 200.0), moving=(210.0, 200.0))]
    kept = found(align_photos.align_by_landmarks(course(2), photo(1), marks), 1)
    assert not kept.aligned
    assert kept.landmarks == tuple(marks)
    assert kept.reasons[0].kind is ReasonKind.TOO_FEW_LANDMARKS


def test_stopped_it_keeps_what_is_aligned_and_tries_the_rest_again(engine: Engines) -> None:
    used = engine({(0, 2): 10.0, (0, 3): 10.0, (1, 2): 5.0})

    def stop(share: float, what: str) -> None:
        if (0, 2) in used.asked:
            raise Cancelled

    begun = used.align(course(), stop)
    assert photo(2).sha256 in {a.moving for a in begun.alignments}
    assert all(a.aligned for a in begun.alignments)
    used.asked.clear()
    result = used.align(begun)
    assert (0, 2) not in used.asked
    assert found(result, 3).aligned


def test_progress_never_goes_back(engine: Engines) -> None:
    shares: list[float] = []
    given = course(6)
    two_views = replace(given, photos=(*given.photos[:4], *(replace(p, view=View.BACK) for p in given.photos[4:])))
    engine({(0, 1): 10.0}).align(two_views, lambda share, _: shares.append(share))
    assert np.diff(shares).min() > -1e-9
    assert shares[-1] >= 0.8


def test_a_long_course_is_compared_within_bounds(engine: Engines) -> None:
    """The second half cannot be tied to the first, and is not tried with all of it; marks are found once each."""
    used = engine({(0, index): 10.0 for index in range(1, 15)})
    used.align(course(30))
    assert len(used.asked) <= 30 * 5
    assert len(used.asked) == len(set(used.asked))
    assert len(used.marked) <= 30 * 3


def test_points_go_between_any_two_photos(engine: Engines) -> None:
    result = engine({(0, 1): 10.0, (0, 2): 25.0}).align(course(4))
    mapped = align_photos.map_between(result, photo(1), photo(2), [(400.0, 400.0), (-50.0, 0.0)])
    assert mapped.points[0] == pytest.approx([415, 400])
    assert np.isnan(mapped.points[1]).all()
    alone = align_photos.map_between(result, photo(0), photo(2), [(400.0, 400.0)])
    assert mapped.error_percent_width == pytest.approx((alone.error_percent_width or 0) * np.sqrt(2), rel=0.01)
    nowhere = align_photos.map_between(result, photo(1), photo(3), [(400.0, 400.0)])
    assert nowhere.reasons == (Reason.of(ReasonKind.NOT_ALIGNED),)


def test_files_are_aligned_without_a_course(shared_photos: Path, tmp_path: Path) -> None:
    original = shared_photos / "topdown" / "top038.jpg"
    pair = make_pair(read_photo(original).image, Shot(tilt_degrees=8, roll_degrees=6), np.random.default_rng(1))
    again = tmp_path / "again.jpg"
    again.write_bytes(encode_jpeg(pair.moving, 85))
    asked = [(float(x), float(y)) for x, y in pair.points]
    result = align_photos.align_files(original, again, points=asked)
    gaps = np.hypot(*(result.points - pair.truth).T)
    assert np.nanmedian(gaps) < 2
    assert np.isnan(gaps).mean() < 0.1
    same = align_photos.align_files(original, original)
    assert same.registration.method is AlignmentMethod.SAME_FILE
