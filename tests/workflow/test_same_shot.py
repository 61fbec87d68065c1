"""Copies of one shot are offered as one, and the best is kept; shots of a burst are not copies."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import cv2
import numpy as np
import pytest

from hairtrack.course import Dab, DabKind, DateSource, Landmark, View
from hairtrack.imaging.arrays import Image
from hairtrack.messages import reason_sentence
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.align_photos import align_by_landmarks
from hairtrack.workflow.courses import new_course, redate
from hairtrack.workflow.draw_regions import draw_region
from hairtrack.workflow.import_candidate import ImportCandidate, ImportStatus, ViewSource
from hairtrack.workflow.import_photos import ImportResult, import_photos, propose
from tests.imaging.photo_maker import encoded, exif_of

SQUARE = ((100.0, 100.0), (700.0, 100.0), (700.0, 500.0), (100.0, 500.0))


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[CourseFolder]:
    with new_course(tmp_path / "Me.hairtrack") as made:
        yield made


def scene(seed: int, *, shift: float = 0.0) -> Image:
    """Something with detail of every size, as hair has, seen by a camera that moved a little."""
    rng = np.random.default_rng(seed)
    image = np.full((760, 1000, 3), 128.0, np.float32)
    for scale in (3, 12, 50, 200):
        coarse = rng.normal(0, 18, (760 // scale + 2, 1000 // scale + 2, 3)).astype(np.float32)
        image += cv2.resize(coarse, (1000, 760), interpolation=cv2.INTER_CUBIC)
    moved = np.array([[1, 0, shift], [0, 1, 0.7 * shift]], np.float32)
    image = cv2.warpAffine(image, moved, (1000, 760), borderMode=cv2.BORDER_REFLECT).astype(np.float32)
    return as_photo(image[20:-20, 20:-20])


def as_photo(values: np.ndarray) -> Image:
    pixels: Image = np.clip(values, 0, 255).astype(np.uint8)
    return pixels


def write(path: Path, image: Image, *, taken: str = "", quality: int = 92, size: tuple[int, int] | None = None) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    if size:
        image = as_photo(cv2.resize(image, size, interpolation=cv2.INTER_AREA))
    path.write_bytes(encoded(image, quality=quality, exif=exif_of(original=taken)))
    return path


def proposed(folder: CourseFolder, *paths: Path) -> dict[str, ImportCandidate]:
    return {c.file.name: c for c in propose(folder, folder.course, paths).candidates}


def added(folder: CourseFolder, *paths: Path) -> dict[str, ImportResult]:
    outcome = import_photos(folder, folder.course, propose(folder, folder.course, paths).candidates)
    assert outcome.problem is None
    return {result.file.name: result for result in outcome.results}


def test_of_a_chat_copy_and_the_original_the_original_is_kept(folder: CourseFolder, tmp_path: Path) -> None:
    image = scene(1)
    chat = write(tmp_path / "IMG-20260905-WA0001.jpg", image, quality=65, size=(480, 360))
    original = write(tmp_path / "IMG_0007.jpg", image, taken="2026:08:31 12:00:00")
    other = write(tmp_path / "IMG_0008.jpg", scene(2), taken="2026:08:31 12:00:20")
    results = added(folder, chat, original, other)
    assert results[original.name].status is results[other.name].status is ImportStatus.IMPORTED
    assert results[chat.name].status is ImportStatus.DUPLICATE
    assert "same shot as IMG_0007.jpg" in (results[chat.name].reason or "")
    assert {photo.file_name for photo in folder.course.photos} == {"IMG_0007.jpg", "IMG_0008.jpg"}
    assert added(folder, chat)[chat.name].status is ImportStatus.DUPLICATE


def test_copies_are_found_among_what_was_read_before_and_waits(folder: CourseFolder, tmp_path: Path) -> None:
    chat = write(tmp_path / "chat.jpg", scene(1), size=(480, 360))
    original = write(tmp_path / "IMG_0007.jpg", scene(1))
    waiting = propose(folder, folder.course, [chat]).candidates
    proposal = propose(folder, folder.course, [original], beside=waiting)
    assert [c.status for c in proposal.candidates] == [ImportStatus.NEW]
    assert [(c.file, c.status) for c in proposal.beside] == [(chat, ImportStatus.DUPLICATE)]
    alone = [candidate.on_its_own() for candidate in proposal.beside]
    again = propose(folder, folder.course, [original], beside=alone)
    assert [c.status for c in again.beside] == [ImportStatus.NEW]


def test_a_copy_is_kept_where_the_better_one_is_gone(folder: CourseFolder, tmp_path: Path) -> None:
    chat = write(tmp_path / "chat.jpg", scene(1), size=(480, 360))
    original = write(tmp_path / "IMG_0007.jpg", scene(1))
    candidates = propose(folder, folder.course, [chat, original]).candidates
    original.unlink()
    outcome = import_photos(folder, folder.course, candidates)
    assert [(r.file, r.status) for r in outcome.results] == [
        (chat, ImportStatus.IMPORTED),
        (original, ImportStatus.REFUSED),
    ]
    assert [photo.file_name for photo in folder.course.photos] == ["chat.jpg"]


def test_a_copy_lends_the_original_its_day(folder: CourseFolder, tmp_path: Path) -> None:
    image = scene(1)
    write(tmp_path / "in" / "export.png", image)
    write(tmp_path / "in" / "front 2026-08-31.jpg", image, size=(480, 360))
    found = proposed(folder, tmp_path / "in")
    assert found["export.png"].status is ImportStatus.NEW
    assert (found["export.png"].taken_on, found["export.png"].taken_on_source) == (
        date(2026, 8, 31),
        DateSource.FILENAME,
    )
    assert found["export.png"].view is View.FRONTAL


@pytest.mark.parametrize("shift", [0.5, 3.0])
def test_shots_of_a_burst_are_all_kept(folder: CourseFolder, tmp_path: Path, shift: float) -> None:
    for number in range(3):
        noise = np.random.default_rng(number).normal(0, 2, (720, 960, 3))
        image = as_photo(scene(1, shift=number * shift) + noise)
        write(tmp_path / "burst" / f"{number}.jpg", image)
    assert {c.status for c in proposed(folder, tmp_path / "burst").values()} == {ImportStatus.NEW}


def test_what_the_camera_says_was_pressed_twice_is_two_photos(folder: CourseFolder, tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.jpg", scene(1), taken="2026:08:31 12:00:00")
    write(tmp_path / "in" / "b.jpg", scene(1), taken="2026:08:31 12:00:04", quality=90)
    assert {c.status for c in proposed(folder, tmp_path / "in").values()} == {ImportStatus.NEW}


def test_the_user_may_keep_both(folder: CourseFolder, tmp_path: Path) -> None:
    image = scene(1)
    write(tmp_path / "in" / "a.jpg", image)
    write(tmp_path / "in" / "b.jpg", image, size=(480, 360))
    candidates = [candidate.on_its_own() for candidate in proposed(folder, tmp_path / "in").values()]
    assert len(import_photos(folder, folder.course, candidates).course.photos) == 2


def test_a_better_copy_that_is_kept_beside_the_other_does_not_claim_its_place(
    folder: CourseFolder, tmp_path: Path
) -> None:
    added(folder, write(tmp_path / "2026-08-31.jpg", scene(1), size=(480, 360)))
    (candidate,) = proposed(folder, write(tmp_path / "2026-08-31 export.jpg", scene(1))).values()
    assert "takes its place" in " ".join(reason_sentence(caution) for caution in candidate.cautions)
    (result,) = import_photos(folder, folder.course, [candidate.on_its_own()]).results
    assert (result.status, result.reason) == (ImportStatus.IMPORTED, None)
    assert len(folder.course.photos) == 2


def test_what_the_user_said_of_a_photo_holds_for_the_better_copy(folder: CourseFolder, tmp_path: Path) -> None:
    added(folder, write(tmp_path / "2026-08-31 vertex.jpg", scene(1), size=(480, 360)))
    folder.commit(draw_region(folder.course, view=View.VERTEX, name="Crown", points=((9, 9), (300, 9), (300, 300))))
    (photo,) = folder.course.photos
    folder.commit(redate(folder.course, {photo.sha256: date(2026, 8, 1)}))
    added(folder, write(tmp_path / "front" / "IMG_1.jpg", scene(1), taken="2026:09:09 10:00:00"))
    (photo,) = folder.course.photos
    assert (photo.file_name, photo.view) == ("IMG_1.jpg", View.VERTEX)
    assert (photo.taken_on, photo.taken_on_source) == (date(2026, 8, 1), DateSource.GIVEN)
    assert folder.course.reference(View.VERTEX) == photo


def test_a_better_copy_that_is_given_another_view_is_not_the_reference_there(
    folder: CourseFolder, tmp_path: Path
) -> None:
    added(
        folder,
        write(tmp_path / "2026-08-31 vertex.jpg", scene(1), size=(480, 360)),
        write(tmp_path / "2026-07-31 front.jpg", scene(5)),
    )
    (earlier,) = folder.course.in_view(View.FRONTAL)
    (worse,) = folder.course.in_view(View.VERTEX)
    folder.commit(folder.course.with_reference(worse).with_reference(earlier))
    (candidate,) = proposed(folder, write(tmp_path / "IMG_1.jpg", scene(1))).values()
    import_photos(folder, folder.course, [candidate.with_view(View.FRONTAL)])
    assert [photo.file_name for photo in folder.course.in_view(View.FRONTAL)] == ["2026-07-31 front.jpg", "IMG_1.jpg"]
    assert folder.course.references == (earlier.sha256,)


@pytest.mark.parametrize("damage", [{"layout": "AAAA"}, {"edges": ""}, {"aspect": 0}, {"aspect": 10**400}])
def test_likenesses_that_were_damaged_in_the_cache_are_made_anew(
    folder: CourseFolder, tmp_path: Path, damage: dict[str, object]
) -> None:
    added(folder, write(tmp_path / "2026-08-31.jpg", scene(1)))
    copy = write(tmp_path / "copy.jpg", scene(1), size=(480, 360))
    proposed(folder, copy)
    kept = folder.cache / "likeness.json"
    told = json.loads(kept.read_text())
    next(iter(told["photos"].values())).update(damage)
    kept.write_text(json.dumps(told))
    assert proposed(folder, copy)["copy.jpg"].status is ImportStatus.DUPLICATE


def test_a_better_copy_takes_the_place_of_a_worse_one_with_the_users_work(folder: CourseFolder, tmp_path: Path) -> None:
    image = scene(1)
    small = write(tmp_path / "2026-08-31 vertex.jpg", image, size=(480, 360))
    later = write(tmp_path / "2026-09-30 vertex.jpg", scene(3))
    added(folder, small, later)
    first, second = folder.course.in_view(View.VERTEX)
    half = tuple((x / 2, y / 2) for x, y in SQUARE)
    course = draw_region(folder.course, view=View.VERTEX, name="Crown", points=half)
    marks = [Landmark(fixed=(x / 2, y / 2), moving=(x + 5, y - 3)) for x, y in SQUARE]
    course = align_by_landmarks(course, second, marks)
    course = replace(course, dabs=(Dab(photo=first.sha256, kind=DabKind.SKIN, point=(40.0, 30.0)),))
    folder.commit(course)

    best = write(tmp_path / "IMG_0007.jpg", image)
    (candidate,) = proposed(folder, best).values()
    assert (candidate.replaces, candidate.status) == (first.sha256, ImportStatus.NEW)
    assert candidate.view_source is ViewSource.GIVEN
    import_photos(folder, folder.course, [candidate])

    course = folder.course
    assert {photo.file_name for photo in course.photos} == {"IMG_0007.jpg", "2026-09-30 vertex.jpg"}
    first, second = course.in_view(View.VERTEX)
    assert (first.file_name, first.taken_on) == ("IMG_0007.jpg", date(2026, 8, 31))
    assert course.reference(View.VERTEX) == first
    (region,) = course.regions
    assert region.drawn_on == first.sha256
    assert np.allclose(region.points, SQUARE)
    assert course.dabs[0].photo == first.sha256
    assert np.allclose(course.dabs[0].point, (80, 60))
    alignment = course.alignment(second)
    assert alignment is not None
    assert alignment.aligned
    assert np.allclose([mark.fixed for mark in alignment.landmarks], SQUARE)
    assert folder.original(first).is_file()


def test_views_are_suggested_by_likeness_and_only_for_unnamed_photos(folder: CourseFolder, tmp_path: Path) -> None:
    for number, view in enumerate(("vertex", "front")):
        for visit in range(3):
            noise = np.random.default_rng(visit).normal(0, 6, (720, 960, 3))
            image = as_photo(scene(20 + number, shift=4.0 * visit) + noise)
            name = f"2026-0{visit + 1}-05 {view}.jpg" if visit < 2 else f"2026-0{visit + 1}-05 {number}.jpg"
            write(tmp_path / ("old" if visit < 2 else "new") / name, image)
    added(folder, tmp_path / "old")
    write(tmp_path / "new" / "2026-03-05 left.jpg", scene(20))
    write(tmp_path / "new" / "2026-03-05 2.jpg", scene(77))
    found = proposed(folder, tmp_path / "new")
    assert {name: (c.view, c.view_source) for name, c in found.items()} == {
        "2026-03-05 0.jpg": (View.VERTEX, ViewSource.LIKENESS),
        "2026-03-05 1.jpg": (View.FRONTAL, ViewSource.LIKENESS),
        "2026-03-05 2.jpg": (View.CUSTOM, ViewSource.NONE),
        "2026-03-05 left.jpg": (View.LEFT, ViewSource.NAME),
    }
    result = added(folder, tmp_path / "new")["2026-03-05 0.jpg"]
    assert "suggested" in (result.reason or "")
