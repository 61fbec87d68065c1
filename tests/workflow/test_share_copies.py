"""Copies of photos hide what is covered, and there is none where nobody can tell what to hide."""

import io
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from hairtrack.course import Cover, Photo, View
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.share_copies import share_copies
from tests.storage.test_course_folder import contents
from tests.workflow.report.test_write import folder
from tests.workflow.small_course import SQUARE

__all__ = ["folder"]


def pixels(path: Path) -> np.ndarray:
    return np.asarray(Pillow.open(io.BytesIO(path.read_bytes())).convert("RGB")).astype(float)


def copies(folder: CourseFolder, photos: tuple[Photo, ...], into: Path, *, covered: bool) -> dict[str, np.ndarray]:
    paths = share_copies(folder, photos, into, covers_of=folder.course if covered else None)
    assert sorted(into.iterdir()) == sorted(paths)
    return {path.name: pixels(path) for path in paths}


def test_what_is_covered_is_grey_in_the_copy_where_that_is_wanted(folder: CourseFolder, tmp_path: Path) -> None:
    course = folder.course
    reference = course.reference(View.VERTEX)
    assert reference is not None
    folder.commit(course.with_cover(Cover(id="c", view=View.VERTEX, points=SQUARE, drawn_on=reference.sha256)))
    first, second = folder.course.in_view(View.VERTEX)
    plain = copies(folder, (first, second), tmp_path / "plain", covered=False)
    grey = copies(folder, (first, second), tmp_path / "grey", covered=True)
    assert plain.keys() == grey.keys()
    for name, picture in grey.items():
        assert picture[80:160, 80:220].std() < 3
        assert plain[name][80:160, 80:220].std() > 20
        assert np.abs(picture[:12, :12] - plain[name][:12, :12]).max() < 30, "beside the cover it is the same photo"


def test_a_photo_on_which_the_cover_has_no_place_has_no_copy_nor_keeps_one_of_before(
    folder: CourseFolder, tmp_path: Path
) -> None:
    course = replace(folder.course, alignments=())
    reference = course.reference(View.VERTEX)
    assert reference is not None
    folder.commit(course.with_cover(Cover(id="c", view=View.VERTEX, points=SQUARE, drawn_on=reference.sha256)))
    first, second = folder.course.in_view(View.VERTEX)
    assert len(copies(folder, (first, second), tmp_path / "grey", covered=False)) == 2
    (name,) = copies(folder, (first, second), tmp_path / "grey", covered=True)
    assert name.startswith(Path(first.stored_as).stem)


def test_a_photo_that_may_show_a_face_has_no_copy_until_something_is_covered(
    folder: CourseFolder, tmp_path: Path
) -> None:
    front = replace(folder.course.in_view(View.VERTEX)[0], view=View.FRONTAL)
    folder.commit(replace(folder.course.with_photo(front), references=(), regions=(), alignments=(), measurements=()))
    assert copies(folder, (front,), tmp_path / "grey", covered=True) == {}
    assert len(copies(folder, (front,), tmp_path / "plain", covered=False)) == 1


def test_a_disk_that_fills_up_leaves_whole_copies_alone(
    folder: CourseFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    into = tmp_path / "copies"
    photos = folder.course.photos
    share_copies(folder, photos, into)
    before = contents(into)
    synced: list[int] = []

    def full(_: int) -> None:
        synced.append(1)
        if len(synced) > 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(HairtrackError) as caught:
        share_copies(folder, photos, into)
    assert caught.value.kind is ErrorKind.DISK_FULL
    assert contents(into) == before
