"""A photo that is a mirror image is used as one: placed, shown and measured the right way round, its file untouched."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from hairtrack.cli import run
from hairtrack.course import AlignmentMethod, Course, Landmark, Photo, View
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.photo import RenderedPhoto
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Hair, Patch, Shot
from hairtrack.errors import ReasonKind
from hairtrack.imaging.comparison import pose_between
from hairtrack.imaging.registration.transform import hull_grid, identity, map_points
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.align_photos import align_by_landmarks, align_course, align_mirrored, is_mirrored
from hairtrack.workflow.courses import open_for_reading, open_for_writing
from hairtrack.workflow.draw_regions import draw_region
from hairtrack.workflow.import_photos import import_photos, propose
from hairtrack.workflow.landmarks import align_by_itself, kept_landmarks, landmarks_json, predicted
from hairtrack.workflow.measure_coverage import measure_course
from hairtrack.workflow.placed_photo import place_photo
from hairtrack.workflow.places import to_photo
from hairtrack.workflow.ways import through_others

# The patch lies on one side of the head, so that the wrong way round hair would be measured.
SHOT = Shot(size=(640, 800), hair=Hair(length_mm=8, patches=(Patch(azimuth=90, polar=22, radius_mm=22),)))
LATER = replace(SHOT, yaw=4, pitch=-3, roll=6, offset=(0.02, -0.01))


@pytest.fixture(scope="module")
def photos() -> tuple[RenderedPhoto, RenderedPhoto]:
    """Render a head twice; the second photo is the right way round here."""
    scalp = Scalp(5, LOOKS["dark"])
    return scalp.render(SHOT), scalp.render(LATER)


@pytest.fixture(scope="module")
def made(photos: tuple[RenderedPhoto, RenderedPhoto], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a course of both, the second one mirrored, tried to be aligned, with a region over the patch."""
    place = tmp_path_factory.mktemp("mirrored")
    selfie = replace(photos[1], image=photos[1].image[:, ::-1].copy())
    for month, photo in ((1, photos[0]), (4, selfie)):
        (place / f"{month}.jpg").write_bytes(photo.jpeg(datetime(2026, month, 2, 10, 0)))
    with CourseFolder.create(place / "c.hairtrack", "C") as folder:
        found = propose(folder, folder.course, sorted(place.glob("*.jpg")))
        candidates = tuple(candidate.with_view(View.VERTEX) for candidate in found.candidates)
        course = import_photos(folder, folder.course, candidates).course
        rows, columns = np.nonzero(photos[0].scalp_mask & (photos[0].hair_fraction < 0.05))
        x, y = float(np.median(columns)), float(np.median(rows))
        assert abs(x - 320) > 60
        corners = ((x - 40, y - 40), (x + 40, y - 40), (x + 40, y + 40), (x - 40, y + 40))
        course = draw_region(course, view=View.VERTEX, name="Patch", points=corners)
        folder.commit(align_course(folder, course))
    return place / "c.hairtrack"


def both(course: Course) -> tuple[Photo, Photo]:
    first, second = course.in_view(View.VERTEX)
    return first, second


def test_it_is_refused_as_mirrored_first(made: Path) -> None:
    with open_for_reading(made) as folder:
        alignment = folder.course.alignment(both(folder.course)[1])
    assert alignment is not None
    assert [reason.kind for reason in alignment.reasons] == [ReasonKind.MIRRORED]


def test_said_to_be_mirrored_it_finds_its_true_place(made: Path, photos: tuple[RenderedPhoto, RenderedPhoto]) -> None:
    with open_for_reading(made) as folder:
        first, second = both(folder.course)
        course, reasons = align_mirrored(folder, folder.course, second)
        placed = place_photo(folder, course, second).image
        ways = through_others(folder, course)
    transform = to_photo(course, second)
    assert transform is not None
    assert not reasons
    points = hull_grid(transform.hull)
    truth = photos[1].locate(photos[0].directions_at(points)) * (-1, 1) + (second.size[0] - 1, 0)
    gaps = np.hypot(*(map_points(transform, points) - truth).T) / second.size[0]
    gaps = gaps[~np.isnan(gaps)]
    assert len(gaps) > 100
    assert np.median(gaps) < 0.006
    alignment = course.alignment(second)
    assert alignment is not None
    assert is_mirrored(alignment)
    assert ways == {second.sha256: False}
    # The right way round: more like the reference photo than its mirror image is.
    reference = photos[0].image
    off, off_mirrored = (np.abs(shown.astype(int) - reference).mean() for shown in (placed, placed[:, ::-1]))
    assert off < 0.6 * off_mirrored
    _, tilt = pose_between(identity(first.size), transform)
    assert tilt < 12


def clicks(second: Photo, photos: tuple[RenderedPhoto, RenderedPhoto]) -> list[Landmark]:
    """Return what a person would click in both photos."""
    spots = np.array([(220.0, 320.0), (420.0, 300.0), (330.0, 520.0), (240.0, 470.0), (400.0, 460.0)])
    there = photos[1].locate(photos[0].directions_at(spots)) * (-1, 1) + (second.size[0] - 1, 0)
    pairs = zip(spots.tolist(), there.tolist(), strict=True)
    return [Landmark(fixed=(f[0], f[1]), moving=(m[0], m[1])) for f, m in pairs]


def test_points_placed_in_it_lead_to_its_true_place(made: Path, photos: tuple[RenderedPhoto, RenderedPhoto]) -> None:
    with open_for_reading(made) as folder:
        plain, second = folder.course, both(folder.course)[1]
        marks = clicks(second, photos)
        course, _ = align_mirrored(folder, plain, second)
        pinned = align_by_landmarks(course, second, marks)
        again = align_course(folder, pinned, redo=True)
    alignment = pinned.alignment(second)
    assert alignment is not None
    assert alignment.method is AlignmentMethod.LANDMARKS
    assert is_mirrored(alignment)
    assert alignment.transform is not None
    points = hull_grid(alignment.transform.hull)
    truth = photos[1].locate(photos[0].directions_at(points)) * (-1, 1) + (second.size[0] - 1, 0)
    gaps = np.hypot(*(map_points(alignment.transform, points) - truth).T) / second.size[0]
    assert np.nanmedian(gaps) < 0.01
    assert again.alignments == pinned.alignments
    # The next mark is looked for where the mirror shows it.
    (guess,) = predicted(course, second, marks[:2], [marks[2].fixed])
    assert guess is not None
    assert np.hypot(*np.subtract(guess, marks[2].moving)) < 0.08 * second.size[0]
    # Where nobody said so, nothing is turned over; said with the points, it is.
    refused = align_by_landmarks(plain, second, marks).alignment(second)
    assert refused is not None
    assert [reason.kind for reason in refused.reasons] == [ReasonKind.MIRRORED]
    said = align_by_landmarks(plain, second, marks, mirrored=True).alignment(second)
    assert said is not None
    assert said.transform == alignment.transform


def test_aligned_by_itself_again_it_is_still_a_mirror_image(
    made: Path, photos: tuple[RenderedPhoto, RenderedPhoto]
) -> None:
    with open_for_reading(made) as folder:
        second = both(folder.course)[1]
        marks = clicks(second, photos)
        pinned = align_by_landmarks(folder.course, second, marks, mirrored=True)
        free, reasons = align_by_itself(folder, pinned, second)
        by_word, _ = align_by_itself(folder, folder.course, second, mirrored=True)
    assert not reasons
    for course in (free, by_word):
        alignment = course.alignment(second)
        assert alignment is not None
        assert alignment.method is AlignmentMethod.FEATURES
        assert is_mirrored(alignment)
    assert kept_landmarks(free, second) == tuple(marks)


def test_points_of_a_file_may_be_said_to_be_of_a_mirror_image(
    made: Path, photos: tuple[RenderedPhoto, RenderedPhoto], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_for_writing(made) as folder:
        before, second = folder.course, both(folder.course)[1]
    marks = clicks(second, photos)
    (file := tmp_path / "points.json").write_text(json.dumps(landmarks_json(marks)))
    assert run(["landmarks", str(made), second.short, "--import", str(file)]) == 0
    assert "not aligned. One photo is the mirror image" in capsys.readouterr().out
    assert run(["landmarks", str(made), second.short, "--import", str(file), "--mirrored"]) == 0
    assert "aligned by landmarks" in capsys.readouterr().out
    with open_for_writing(made) as folder:
        folder.commit(before)


def test_it_is_measured_where_the_region_is(made: Path, photos: tuple[RenderedPhoto, RenderedPhoto]) -> None:
    with open_for_reading(made) as folder:
        first, second = both(folder.course)
        original = folder.original(second).read_bytes()
        course = measure_course(folder, align_mirrored(folder, folder.course, second)[0])
        assert folder.original(second).read_bytes() == original
    (region,) = course.regions
    values = [course.measurement(photo, region) for photo in (first, second)]
    bare, mirrored = (value.coverage for value in values if value is not None and value.coverage is not None)
    wrong_side = photos[0].true_coverage([(639 - x, y) for x, y in region.points])
    assert wrong_side > bare + 0.3
    assert mirrored == pytest.approx(bare, abs=0.12)


def test_aligning_anew_keeps_it(made: Path) -> None:
    with open_for_reading(made) as folder:
        course, _ = align_mirrored(folder, folder.course, both(folder.course)[1])
        for redo in (False, True):
            assert align_course(folder, course, redo=redo).alignments == course.alignments


def test_a_photo_that_is_the_right_way_round_is_not_taken_for_a_mirror_image(
    photos: tuple[RenderedPhoto, RenderedPhoto], tmp_path: Path
) -> None:
    for month, photo in ((1, photos[0]), (4, photos[1])):
        (tmp_path / f"{month}.jpg").write_bytes(photo.jpeg(datetime(2026, month, 2, 10, 0)))
    with CourseFolder.create(tmp_path / "c.hairtrack", "C") as folder:
        found = propose(folder, folder.course, sorted(tmp_path.glob("*.jpg")))
        candidates = tuple(candidate.with_view(View.VERTEX) for candidate in found.candidates)
        course = import_photos(folder, folder.course, candidates).course
        after, reasons = align_mirrored(folder, course, both(course)[1])
    assert after == course
    assert [reason.kind for reason in reasons] == [ReasonKind.NO_STABLE_MARKS]


def test_the_command_line_says_it_too(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_for_writing(made) as folder:
        before, second = folder.course, both(folder.course)[1]
    assert run(["align", str(made), "--mirrored", second.short]) == 0
    assert "4.jpg  +-" in capsys.readouterr().out
    with open_for_writing(made) as folder:
        alignment = folder.course.alignment(second)
        assert alignment is not None
        assert is_mirrored(alignment)
        folder.commit(before)
