"""What is kept of points placed by hand, and what they say about the next one."""

from dataclasses import replace
from pathlib import Path

import pytest

from hairtrack.course import AlignmentMethod, Landmark
from hairtrack.errors import ErrorKind, HairtrackError, Reason, ReasonKind
from hairtrack.progress import Cancelled
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow import landmarks
from hairtrack.workflow.align_photos import align_by_landmarks
from tests.workflow.small_course import measured
from tests.workflow.test_align_photos import Engine, course, found, shift_of, shifted

SPOTS = ((300.0, 300.0), (700.0, 320.0), (500.0, 700.0), (350.0, 600.0))


def marks(by: float = 10.0, names: tuple[str, ...] = ("whorl", "", "scar", "")) -> tuple[Landmark, ...]:
    return tuple(
        Landmark(fixed=(x, y), moving=(x + by, y), name=name) for (x, y), name in zip(SPOTS, names, strict=True)
    )


def test_marks_clicked_for_any_photo_are_known_for_the_next() -> None:
    given = course()
    photos = given.photos
    given = align_by_landmarks(given, photos[1], marks())
    near = replace(marks(4.0)[2], fixed=(504.0, 700.0), name="")
    given = align_by_landmarks(
        given, photos[2], [marks(4.0)[0], near, Landmark(fixed=(100.0, 90.0), moving=(104.0, 90.0))]
    )
    known = landmarks.earlier_marks(given, photos[3])
    # Each once, at the middle of its clicks and with the name that any of them has; first what was clicked twice.
    assert {(mark.place, mark.name) for mark in known[:2]} == {((300.0, 300.0), "whorl"), ((502.0, 700.0), "scar")}
    assert {mark.place for mark in known[2:]} == {SPOTS[1], SPOTS[3], (100.0, 90.0)}


def test_marks_of_another_reference_photo_are_none_of_this_one() -> None:
    given = course()
    given = align_by_landmarks(given, given.photos[1], marks())
    assert landmarks.earlier_marks(given.with_reference(given.photos[2]), given.photos[3]) == ()


def test_marks_are_predicted_as_soon_as_two_are_found() -> None:
    given = course()
    photo = given.photos[1]
    assert landmarks.predicted(given, photo, marks()[:1], SPOTS) == (None,) * 4
    told = landmarks.predicted(given, photo, marks()[:2], SPOTS)
    for place, spot in zip(told, SPOTS, strict=True):
        assert place == pytest.approx((spot[0] + 10, spot[1]), abs=8)
    assert landmarks.predicted(given, photo, marks(500.0)[:2], SPOTS)[1] is None
    # Before that the photo's present alignment is asked.
    aligned = align_by_landmarks(given, photo, marks())
    of_itself = replace(found(aligned, 1), transform=shifted(20.0), method=AlignmentMethod.FEATURES, landmarks=())
    told = landmarks.predicted(aligned.with_alignment(of_itself), photo, (), SPOTS)
    assert told[0] == pytest.approx((320, 300))


def test_a_photo_is_aligned_by_itself_and_its_points_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = course(2)
    photo = given.photos[1]
    given = align_by_landmarks(given, photo, marks())
    assert landmarks.pinned(given, photo)
    with CourseFolder.create(tmp_path / "c") as folder:
        Engine(folder, monkeypatch, {(0, 1): 20.0})
        free, reasons = landmarks.align_by_itself(folder, given, photo)
    assert not reasons
    assert shift_of(free, 1) == pytest.approx(20.0, abs=0.1)
    assert found(free, 1).method is AlignmentMethod.FEATURES
    assert landmarks.kept_landmarks(free, photo) == marks()
    locked = align_by_landmarks(free, photo, landmarks.kept_landmarks(free, photo))
    assert found(locked, 1) == found(given, 1)


def test_what_cannot_be_aligned_by_itself_stays_where_its_points_place_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = course(3)
    photo = given.photos[1]
    given = align_by_landmarks(given, photo, marks()).with_measurement(measured(photo.sha256, "r", 0.4))

    def stop(_share: float, _what: str) -> None:
        raise Cancelled

    with CourseFolder.create(tmp_path / "c") as folder:
        Engine(folder, monkeypatch, {(0, 2): 30.0})
        stopped, why = landmarks.align_by_itself(folder, given, photo, stop)
        after, reasons = landmarks.align_by_itself(folder, given, photo)
        folder.original(photo).unlink()
        lost, why_lost = landmarks.align_by_itself(folder, given, photo)
    assert (why, reasons) == ((), (Reason.of(ReasonKind.NO_STABLE_MARKS),))
    for kept in (stopped, after):
        assert found(kept, 1) == found(given, 1)
        assert kept.measurements == given.measurements
    assert why_lost == (Reason.of(ReasonKind.ORIGINAL_MISSING, file="1.jpg", stored_as="1.jpg"),)
    assert found(lost, 1) == found(given, 1)
    # What was found of others on the way holds.
    assert shift_of(after, 2) == pytest.approx(30.0, abs=0.1)


def test_points_come_out_of_a_file_as_they_went_in(tmp_path: Path) -> None:
    given = course()
    photo = given.photos[1]
    path = tmp_path / "points.json"
    landmarks.export_landmarks(given, photo, marks(), path)
    assert landmarks.import_landmarks(given, photo, path).alignment.landmarks == marks()
    with pytest.raises(HairtrackError) as caught:
        landmarks.import_landmarks(given, given.photos[0], path)
    assert caught.value.kind is ErrorKind.POINTS_IN_REFERENCE


def test_points_of_a_file_that_do_not_align_leave_what_is_there(tmp_path: Path) -> None:
    given = course()
    photo = given.photos[1]
    given = align_by_landmarks(given, photo, marks())
    path = tmp_path / "points.json"
    landmarks.export_landmarks(given, photo, marks()[:2], path)
    read = landmarks.import_landmarks(given, photo, path)
    assert not read.alignment.aligned
    assert read.course is given
