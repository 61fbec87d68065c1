"""What leaves a course never replaces a photo or a file of a course."""

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from hairtrack.course import Course
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.imaging.photo_file import encode_jpeg
from hairtrack.messages import error_sentence
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.courses import export_course
from hairtrack.workflow.diary.calendar import calendar
from hairtrack.workflow.diary.table_out import export_diary
from hairtrack.workflow.outputs import check_output, make_folder, write_outputs
from hairtrack.workflow.share_copies import share_copies
from tests.storage.course_maker import photo
from tests.storage.test_course_folder import contents

PICTURE = encode_jpeg(np.full((40, 40, 3), 90, np.uint8), 90)


def test_nothing_is_written_into_a_course(tmp_path: Path) -> None:
    path = tmp_path / "me.hairtrack"
    with CourseFolder.create(path, "Me") as folder:
        (path / "photos" / "a.jpg").write_bytes(PICTURE)
        (tmp_path / "way-in").symlink_to(path / "photos")
        before = contents(path)
        attempts = (
            lambda: check_output(path / "photos" / "a.jpg"),
            lambda: check_output(path / "photos" / "deeper" / "a.jpg"),
            lambda: check_output(tmp_path / "way-in" / "a.jpg"),
            lambda: write_outputs({tmp_path / "b.png": PICTURE, path / "x-2.png": PICTURE}, folder.course),
            lambda: export_course(folder.course, path / "x.csv"),
            lambda: export_course(folder.course, path / "x.json"),
            lambda: export_diary(folder.course, path / "x.csv"),
            lambda: calendar(folder.course, path / "x.ics", date(2026, 1, 1)),
            lambda: share_copies(folder, (), path / "photos"),
            lambda: share_copies(folder, (), path),
        )
        for attempt in attempts:
            with pytest.raises(HairtrackError) as caught:
                attempt()
            assert caught.value.kind is ErrorKind.OUTPUT_IN_COURSE
            assert str(path) in error_sentence(caught.value)
        assert contents(path) == before
    assert not (tmp_path / "b.png").exists()


def test_a_photo_is_not_replaced_by_a_picture(tmp_path: Path) -> None:
    mine, other, own = (tmp_path / name for name in ("mine.jpg", "other.jpg", "own.jpg"))
    mine.write_bytes(PICTURE)
    own.write_bytes(encode_jpeg(np.full((40, 40, 3), 70, np.uint8), 90))
    exif = Pillow.Exif()
    exif[0x0110] = "A phone"
    Pillow.new("RGB", (40, 40)).save(other, exif=exif)
    course = Course(
        id="x",
        name="Me",
        created_on=date(2026, 1, 1),
        photos=(replace(photo(1), sha256=hashlib.sha256(PICTURE).hexdigest()),),
    )
    before = contents(tmp_path)
    for path in (mine, other):
        for attempt in (
            lambda path: check_output(path, course),
            lambda path: write_outputs({own: b"new", path: b"new"}, course),
        ):
            with pytest.raises(HairtrackError) as caught:
                attempt(path)
            assert caught.value.kind is ErrorKind.OUTPUT_OVER_PHOTO
    assert contents(tmp_path) == before
    # Whatever it once was, it holds no photo.
    (tmp_path / "cut.webp").write_bytes(b"RIFF\x0c\0\0\0WEBPVP8X")
    check_output(tmp_path / "cut.webp", course)
    check_output(own, course)
    write_outputs({own: b"new"}, course)
    assert own.read_bytes() == b"new"


def test_a_folder_for_copies_is_made_or_refused(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    (tmp_path / "file").write_bytes(b"x")
    for path, kind in (
        (tmp_path / "file", ErrorKind.OUTPUT_IS_FILE),
        (tmp_path / "file" / "below", ErrorKind.OUTPUT_FOLDER_MISSING),
    ):
        with pytest.raises(HairtrackError) as caught:
            make_folder(path)
        assert caught.value.kind is kind
    assert contents(tmp_path) == {"file": b"x"}
