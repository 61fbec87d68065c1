"""Photos of a course find their reference, directly, through each other or by hand."""

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
from hairtrack.imaging.registration.result import Registration
from hairtrack.imaging.registration.transform import identity, map_points
from hairtrack.progress import Cancelled, Progress, no_progress
from hairtrack.workflow import align_photos
from tests.benchmarks.known_warps import Shot, make_pair

SIZE = (1000, 1000)
START = date(2026, 1, 10)


def photo(index: int) -> Photo:
    return Photo(
        sha256=f"{index:064x}",
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
    )


class Engine:
    """Stands in for the comparison of pixels: knows which pairs can be aligned."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, possible: dict[tuple[int, int], float]) -> None:
        self.asked: list[tuple[int, int]] = []
        self.possible = possible
        monkeypatch.setattr(align_photos, "load_image", lambda _, photo: int(photo.sha256, 16))
        monkeypatch.setattr(align_photos, "find_marks", lambda image, _: image)
        monkeypatch.setattr(align_photos, "register_marks", self.register)

    def register(self, *, fixed: int, moving: int, progress: Progress = no_progress) -> Registration:
        progress(1.0, "Compared")
        self.asked.append((fixed, moving))
        by = self.possible.get((fixed, moving))
        if by is None:
            reasons = (Reason.of(ReasonKind.NO_STABLE_MARKS),)
            return Registration(transform=None, method=AlignmentMethod.FEATURES, reasons=reasons)
        return Registration(transform=shifted(by), method=AlignmentMethod.FEATURES, inliers=50, error_percent_width=0.2)


def align(given: Course, **options: bool) -> Course:
    return align_photos.align_course(None, given, **options)  # type: ignore[arg-type]


def found(given: Course, index: int) -> Alignment:
    alignment = given.alignment(photo(index))
    assert alignment is not None
    return alignment


def test_what_fails_directly_goes_through_its_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    Engine(monkeypatch, {(0, 1): 10.0, (1, 2): 20.0, (2, 3): 30.0})
    result = align(course())
    last = found(result, 3).transform
    assert last is not None
    points = np.array([[200.0, 300.0], [700.0, 600.0]])
    assert map_points(last, points) == pytest.approx(points + np.array([60.0, 0.0]), abs=0.01)
    errors = [found(result, index).error_percent_width or 0 for index in (1, 2, 3)]
    assert errors[0] < errors[1] < errors[2]


def test_two_ways_that_disagree_are_no_way(monkeypatch: pytest.MonkeyPatch) -> None:
    Engine(monkeypatch, {(0, 1): 10.0, (0, 2): 20.0, (1, 3): 20.0, (2, 3): 90.0})
    assert not found(align(course()), 3).aligned


def test_what_cannot_be_aligned_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    Engine(monkeypatch, {})
    result = align(course())
    assert found(result, 1).reasons == (Reason.of(ReasonKind.NO_STABLE_MARKS),)
    assert result.alignment(photo(0)) is None


def test_what_is_aligned_stays_unless_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(monkeypatch, {(0, 1): 10.0, (0, 2): 10.0, (0, 3): 10.0})
    once = align(course())
    engine.asked.clear()
    assert align(once) == once
    assert engine.asked == []
    align(once, redo=True)
    assert len(engine.asked) == 3


def test_landmarks_are_never_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(monkeypatch, {(0, 1): 10.0})
    spots = [(200.0, 200.0), (700.0, 250.0), (450.0, 700.0), (500.0, 400.0)]
    marks = [Landmark(fixed=spot, moving=(spot[0] + 15, spot[1])) for spot in spots]
    by_hand = align_photos.align_by_landmarks(course(2), photo(1), marks)
    kept = found(by_hand, 1)
    assert kept.method is AlignmentMethod.LANDMARKS
    assert kept.landmarks == tuple(marks)
    assert found(align(by_hand, redo=True), 1) == kept
    assert engine.asked == []


def test_too_few_landmarks_are_kept_with_the_refusal() -> None:
    marks = [Landmark(fixed=(200.0, 200.0), moving=(210.0, 200.0))]
    kept = found(align_photos.align_by_landmarks(course(2), photo(1), marks), 1)
    assert not kept.aligned
    assert kept.landmarks == tuple(marks)
    assert kept.reasons[0].kind is ReasonKind.TOO_FEW_LANDMARKS


def test_stopped_it_keeps_what_is_aligned_and_tries_the_rest_again(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(monkeypatch, {(0, 2): 10.0, (0, 3): 10.0, (1, 2): 5.0})

    def stop(share: float, what: str) -> None:
        if share > 0.55:
            raise Cancelled

    begun = align_photos.align_course(None, course(), stop)  # type: ignore[arg-type]
    assert {a.moving for a in begun.alignments} == {photo(2).sha256}
    engine.asked.clear()
    result = align(begun)
    assert (0, 2) not in engine.asked
    assert found(result, 3).aligned


def test_progress_never_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    Engine(monkeypatch, {(0, 1): 10.0})
    shares: list[float] = []
    given = course(6)
    two_views = replace(given, photos=(*given.photos[:4], *(replace(p, view=View.BACK) for p in given.photos[4:])))
    align_photos.align_course(None, two_views, lambda share, _: shares.append(share))  # type: ignore[arg-type]
    assert np.diff(shares).min() > -1e-9
    assert shares[-1] >= 0.8


def test_points_go_between_any_two_photos(monkeypatch: pytest.MonkeyPatch) -> None:
    Engine(monkeypatch, {(0, 1): 10.0, (0, 2): 25.0})
    result = align(course(4))
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
