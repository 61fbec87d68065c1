"""Correcting, checking and exporting a course, and loading its pixels."""

import csv
import io
import json
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from hairtrack.course import (
    Alignment,
    AlignmentMethod,
    Cause,
    Course,
    Dab,
    DabKind,
    DateSource,
    Measurement,
    Photo,
    Region,
    Unjudged,
    View,
)
from hairtrack.errors import ErrorKind, HairtrackError, Reason, ReasonKind
from hairtrack.imaging import photo_file
from hairtrack.ratings import Rating
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow import courses, images, import_photos
from tests.imaging.photo_maker import encoded, exif_of, scene

DAY = date(2026, 8, 30)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[CourseFolder]:
    images.forget_images()
    for number, view in enumerate(("crown", "front")):
        picture = np.roll(scene(640, 480), 40 * number, axis=1)
        data = encoded(picture, exif=exif_of(original=f"2026:0{8 + number}:30 12:00:00"), quality=95)
        (tmp_path / f"{view}.jpg").write_bytes(data)
    with courses.new_course(tmp_path / "Me.hairtrack") as made:
        candidates = import_photos.propose(
            made, made.course, [tmp_path / "crown.jpg", tmp_path / "front.jpg"]
        ).candidates
        course = import_photos.import_photos(made, made.course, candidates).course
        made.commit(course)
        yield made


@pytest.fixture
def measured(folder: CourseFolder) -> Course:
    crown, front = folder.course.photos
    region = Region(id="r", view=View.VERTEX, name="=crown", points=((0, 0), (9, 0), (9, 9)), drawn_on=crown.sha256)
    measurement = Measurement(
        photo=crown.sha256,
        region="r",
        coverage=0.381,
        low=0.34,
        high=0.42,
        judged=0.9,
        reasons=(Reason.of(ReasonKind.REGION_OUTSIDE_PHOTO),),
        engine="1",
        person="p",
        threshold=0.5,
        outline=region.points,
        alignment_error_percent_width=0.25,
    )
    alignment = Alignment(
        fixed=crown.sha256,
        moving=front.sha256,
        transform=None,
        method=AlignmentMethod.FEATURES,
        reasons=(Reason.of(ReasonKind.NO_STABLE_MARKS),),
        engine="1",
    )
    return replace(
        folder.course,
        references=(crown.sha256,),
        regions=(region,),
        alignments=(alignment,),
        dabs=(Dab(photo=front.sha256, kind=DabKind.HAIR, point=(1, 2)),),
        measurements=(measurement, replace(measurement, photo=front.sha256, coverage=None, low=None, high=None)),
    )


# Opening and correcting


def test_a_course_may_be_named_by_the_file_inside(folder: CourseFolder) -> None:
    with courses.open_course(folder.path / "course.sqlite") as again:
        assert again.course == folder.course
    with courses.open_for_reading(folder.path) as again:
        assert again.read_only


def test_days_and_views_are_corrected(folder: CourseFolder) -> None:
    first, second = folder.course.photos
    course = courses.redate(folder.course, {first.sha256: DAY, second.sha256: DAY})
    assert [(p.taken_on, p.taken_on_source) for p in course.photos] == [(DAY, DateSource.GIVEN)] * 2
    assert course.photos[0].taken_at == first.taken_at
    assert course.photos[1].taken_at is None, "the time belonged to another day"
    assert courses.redate(course, {first.sha256: None}).photos[0].taken_on_source is DateSource.NONE
    course = courses.reassign_view(course, [second.sha256], View.BACK)
    assert course.photos[1] == replace(course.photos[1], view=View.BACK)
    with pytest.raises(HairtrackError) as error:
        courses.redate(course, {"0" * 64: DAY})
    assert error.value.kind is ErrorKind.UNKNOWN_PHOTO


def test_a_photo_goes_with_all_that_rests_on_it(measured: Course) -> None:
    crown, front = measured.photos
    without = courses.remove_photos(measured, [crown.sha256])
    assert without.photos == (front,)
    assert (without.references, without.regions, without.alignments, without.measurements) == ((), (), (), ())
    without = courses.remove_photos(measured, [front.sha256])
    assert (without.regions, without.dabs, without.alignments) == (measured.regions, (), ())
    assert without.measurements == measured.measurements[:1]


def test_a_rating_goes_with_either_of_its_photos(measured: Course) -> None:
    crown, front = (photo.sha256 for photo in measured.photos)
    rated = replace(measured, ratings=(rating(crown, front), rating(crown, "of another pair")))
    assert courses.remove_photos(rated, [front]).ratings == rated.ratings[1:]
    assert courses.remove_photos(rated, [crown]).ratings == ()


def rating(before: str, after: str) -> Rating:
    return Rating(rater="Anna", before=before, after=after, score=2, session="s", place=0, repeat=False, rated_on=DAY)


def test_the_check_speaks_in_sentences(folder: CourseFolder) -> None:
    assert courses.check_course(folder) == ()
    folder.original(folder.course.photos[0]).unlink()
    (sentence,) = courses.check_course(folder)
    assert "crown.jpg" in sentence


# Exporting


def test_the_open_form_names_units_and_says_reasons(measured: Course) -> None:
    shown = json.loads(json.dumps(courses.show_course(measured)))
    assert shown["format_version"] == courses.EXPORT_VERSION
    assert shown["photos"][0]["taken_on"] == "2026-08-30"
    assert shown["photos"][0]["size_pixels"] == [640, 480]
    assert shown["measurements"][0]["coverage"] == 0.381
    assert shown["measurements"][0]["reasons"][0]["sentence"].endswith(".")
    assert shown["alignments"][0]["reasons"][0]["kind"] == "no_stable_marks"
    assert "coverage" in shown["units"]


def test_the_open_form_holds_the_ratings(measured: Course) -> None:
    shown = json.loads(json.dumps(courses.show_course(replace(measured, ratings=(rating("a", "b"),)))))
    (given,) = shown["ratings"]
    assert (given["rater"], given["before"], given["after"], given["score"]) == ("Anna", "a", "b", 2)
    assert given["rated_on"] == DAY.isoformat()
    assert "-3" in shown["units"]["score"]


def test_a_table_has_a_row_for_each_measurement(measured: Course, tmp_path: Path) -> None:
    courses.export_course(measured, tmp_path / "x.CSV")
    with (tmp_path / "x.CSV").open(encoding="utf-8", newline="") as file:
        rows = {row["file"]: row for row in csv.DictReader(file)}
    crown, front = rows["crown.jpg"], rows["front.jpg"]
    assert (crown["taken_on"], crown["view"], crown["status"]) == ("2026-08-30", "vertex", "measured")
    assert (crown["coverage_percent"], crown["low_percent"], crown["high_percent"]) == ("38.10", "34.00", "42.00")
    assert crown["region"] == "'=crown", "a name must not become a formula"
    assert (front["taken_on"], front["status"], front["coverage_percent"]) == ("2026-09-30", "refused", "")


def test_a_row_says_what_its_value_rests_on_after_what_it_said_before(measured: Course) -> None:
    parts = (Unjudged(cause=Cause.GLARE, share=0.04), Unjudged(cause=Cause.TAKEN_OUT, share=0.0125))
    first = replace(measured.measurements[0], unjudged=parts, threshold=0.25, engine="=coverage 4", person="-p")
    course = replace(measured, measurements=(first, *measured.measurements[1:]))
    header, *rows = csv.reader(io.StringIO(courses.measurements_table(course)))
    (row,) = [each for each in rows if each[13] == "crown.jpg"]
    assert header[12:] == ["reasons", "file", "sha256", "not_judged_percent", "engine", "person", "threshold"]
    assert row[15:] == ["glare 4.00; taken out 1.25", "'=coverage 4", "'-p", "0.25"]


def test_a_file_that_cannot_be_written_stays_as_it_was(measured: Course, tmp_path: Path) -> None:
    target = tmp_path / "x.json"
    target.mkdir()
    (target / "precious").write_text("x")
    with pytest.raises(HairtrackError) as error:
        courses.export_course(measured, target)
    assert error.value.kind is ErrorKind.OUTPUT_IS_FOLDER
    with pytest.raises(HairtrackError):
        courses.export_course(measured, tmp_path / "nowhere" / "x.csv")
    assert [path.name for path in target.iterdir()] == ["precious"]
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".part")]


# Pixels


def _first(folder: CourseFolder) -> tuple[Photo, Path]:
    photo = folder.course.photos[0]
    return photo, folder.original(photo)


def test_pixels_come_from_the_original(folder: CourseFolder) -> None:
    photo, _ = _first(folder)
    image = images.load_image(folder, photo)
    assert (image.shape[1], image.shape[0]) == photo.size
    assert images.load_image(folder, photo) is image
    assert not image.flags.writeable


def test_pixels_that_nobody_asks_for_again_are_not_kept(folder: CourseFolder) -> None:
    photo, other = folder.course.photos[:2]
    judged = images.load_image(folder, photo)
    assert images.load_image(folder, other, keep=False) is not images.load_image(folder, other, keep=False)
    assert images.load_image(folder, photo) is judged


def test_photos_are_decoded_one_at_a_time_and_each_once(folder: CourseFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    images.forget_images()
    decode, at_once, decoded = photo_file.decode_bytes, [0], []

    def slow(data: bytes, path: Path) -> object:
        at_once.append(at_once[-1] + 1)
        decoded.append(path)
        time.sleep(0.1)
        found = decode(data, path)
        at_once.append(at_once[-1] - 1)
        return found

    monkeypatch.setattr(photo_file, "decode_bytes", slow)
    photo, other = folder.course.photos[:2]
    with ThreadPoolExecutor(3) as pool:
        first, second, third = pool.map(lambda wanted: images.load_image(folder, wanted), (photo, photo, other))
    assert first is second
    assert third is not first
    assert (max(at_once), len(decoded)) == (1, 2)


def test_a_small_copy_is_the_same_whether_or_not_the_whole_photo_is_in_memory(folder: CourseFolder) -> None:
    photo, _ = _first(folder)
    images.forget_images()
    alone = images.load_small(folder, photo, 300)
    assert max(alone.shape) == 300
    images.forget_images()
    images.load_image(folder, photo)
    assert np.array_equal(images.load_small(folder, photo, 300), alone)


def test_a_changed_or_missing_original_is_said(folder: CourseFolder) -> None:
    photo, path = _first(folder)
    path.write_bytes(path.read_bytes()[:-2] + b"\xff\xd8")
    with pytest.raises(HairtrackError) as error:
        images.load_image(folder, photo)
    assert error.value.kind is ErrorKind.ORIGINAL_ALTERED
    path.unlink()
    with pytest.raises(HairtrackError) as error:
        images.load_image(folder, photo)
    assert error.value.kind is ErrorKind.ORIGINAL_MISSING


def test_the_cache_may_go_at_any_time(folder: CourseFolder) -> None:
    photo, original = _first(folder)
    (kept,) = folder.cache.glob(f"{photo.sha256}*")
    kept.unlink()
    first = images.load_thumbnail(folder, photo)
    assert first.shape == (240, 320, 3)
    kept.write_bytes(b"half")
    assert np.array_equal(images.load_thumbnail(folder, photo), first)
    hidden = original.rename(original.with_suffix(".away"))
    assert np.abs(images.load_thumbnail(folder, photo).astype(int) - first).mean() < 5
    shutil.rmtree(folder.cache)
    hidden.rename(original)
    folder.cache.write_text("in the way")
    assert np.array_equal(images.load_thumbnail(folder, photo), first)
