from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from hairtrack.course import Photo, View
from hairtrack.imaging.arrays import Image
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.ui import images as loading
from hairtrack.ui.canvas.picture import holds_about
from hairtrack.ui.images import to_qimage
from hairtrack.ui.main_window import MainWindow
from hairtrack.workflow.images import THUMBNAIL_SIDE, load_image


def _is_there(get: Callable[[Photo], object], photo: Photo) -> bool:
    return get(photo) is not None


def test_array_becomes_an_image_with_its_own_memory() -> None:
    pixels = np.zeros((3, 5, 3), np.uint8)
    pixels[1, 4] = (10, 20, 30)
    image = to_qimage(pixels)
    pixels[:] = 99
    assert (image.width(), image.height()) == (5, 3)
    assert image.pixelColor(4, 1).getRgb() == (10, 20, 30, 255)
    assert image.pixelColor(0, 0).getRgb() == (0, 0, 0, 255)


def test_photo_comes_small_and_large_once_loaded(window: MainWindow, course_path: Path, qtbot: QtBot) -> None:
    window.session.open(course_path)
    photo = window.session.course.photos[0]
    images = window.images
    qtbot.waitUntil(lambda: images.picture(photo) is not None and images.thumbnail(photo) is not None)
    full, small = images.picture(photo), images.thumbnail(photo)
    assert full is not None
    assert small is not None
    assert full.size == photo.size
    assert max(small.width(), small.height()) <= THUMBNAIL_SIDE


def test_original_that_is_gone_is_said_where_the_photo_stands(
    window: MainWindow, course_path: Path, qtbot: QtBot
) -> None:
    window.session.open(course_path)
    photo = window.session.course.in_view(View.VERTEX)[0]
    window.session.close()
    (course_path / "photos" / photo.stored_as).unlink()
    for kept in (course_path / "cache").glob("*"):
        kept.unlink()
    window.session.open(course_path)
    window.session.select(current=photo.sha256)
    window.show_page("photos")
    qtbot.waitUntil(lambda: bool(window.images.problem(photo)))
    table = window.pages["photos"].table.table  # type: ignore[attr-defined]
    assert "no longer in the course folder" in next(r.note for r in table.rows if r.key == photo.sha256)
    frames = window.frame.strip.strip.film.frames
    assert "no longer in the course folder" in next(f.words for f in frames if f.sha256 == photo.sha256)


def test_another_course_starts_without_the_images_of_the_one_before(
    window: MainWindow, course_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window.session.open(course_path)
    photo = window.session.course.photos[0]
    qtbot.waitUntil(lambda: window.images.picture(photo) is not None)
    assert window.session.new(tmp_path / "Bea.hairtrack", "Bea")
    window.session.open(course_path)
    assert window.images.picture(photo) is None


def test_photos_beside_the_one_in_hand_are_loaded_too(window: MainWindow, course_path: Path, qtbot: QtBot) -> None:
    window.session.open(course_path)
    first, middle, last = window.session.course.in_view(View.VERTEX)
    images = window.images
    arrived: list[str] = []
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    images.clear()
    images.ready.connect(arrived.append)
    window.session.select(current=middle.sha256)
    images.picture(middle)
    qtbot.waitUntil(lambda: len(set(arrived)) == 3, timeout=15000)
    # A small image of the strip arrives by the same signal, and may come first.
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    window.session.select(current=last.sha256)
    assert images.picture(last) is not None
    assert set(arrived) == {first.sha256, middle.sha256, last.sha256}
    assert images.picture(window.session.course.in_view(View.FRONTAL)[0]) is None, "another view is not looked at"


def test_photos_beside_the_one_in_hand_stay_while_another_is_asked_for_with_it(
    window: MainWindow, course_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.session.open(course_path)
    before, hand, after = window.session.course.in_view(View.FRONTAL)
    other = window.session.course.in_view(View.VERTEX)[0]
    window.session.select(current=hand.sha256)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    read: list[str] = []

    def counted(folder: CourseFolder, photo: Photo) -> Image:
        read.append(photo.sha256)
        return load_image(folder, photo)

    monkeypatch.setattr("hairtrack.ui.images.load_image", counted)
    images = window.images
    images.clear()
    for photo in (hand, other, hand, other):
        images.picture(photo)
        qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    assert sorted(read) == sorted(photo.sha256 for photo in (before, hand, after, other))


def test_a_photo_that_was_passed_gives_way_before_another_one_comes(
    window: MainWindow, course_path: Path, qtbot: QtBot
) -> None:
    window.session.open(course_path)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    images, (first, middle, last) = window.images, window.session.course.in_view(View.VERTEX)
    images.clear()
    for photo in (middle, last):
        window.session.select(current=photo.sha256)
        qtbot.waitUntil(partial(_is_there, images.picture, photo), timeout=15000)
        qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    assert set(images._pictures) == {middle.sha256, last.sha256}
    other = window.session.course.in_view(View.FRONTAL)[0]
    window.session.select(current=other.sha256)
    assert images.picture(other) is None
    assert set(images._pictures) == {last.sha256}
    assert first.sha256 not in images._pictures
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)


def test_only_as_many_photos_are_kept_as_there_is_room_for(
    window: MainWindow, course_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.session.open(course_path)
    photos = window.session.course.in_view(View.VERTEX)
    images = window.images
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    one = holds_about(photos[0].size)
    monkeypatch.setattr(loading, "_PICTURE_BYTES", one * 1.5)
    images.clear()
    for photo in photos:
        window.session.select(current=photo.sha256)
        qtbot.waitUntil(partial(_is_there, images.picture, photo), timeout=15000)
        qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    kept = [photo for photo in photos if photo.sha256 in images._pictures]
    # What was asked for last stays, for a page may show two; what would have been loaded beside it had no room.
    assert [photo.sha256 for photo in kept] == [photo.sha256 for photo in photos[-2:]]


def test_photos_that_the_hand_has_left_are_not_loaded_any_more(
    window: MainWindow, course_path: Path, qtbot: QtBot
) -> None:
    window.session.open(course_path)
    course, images = window.session.course, window.images
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    images.clear()
    left, *others = (*course.in_view(View.FRONTAL), *course.in_view(View.VERTEX))
    images.picture(left)
    job = images._loading[left.sha256, True]
    for photo in others[:2]:
        images.picture(photo)
    assert job.cancelled
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    assert left.sha256 not in images._pictures
    qtbot.waitUntil(lambda: images.picture(left) is not None, timeout=15000)


def test_small_images_are_kept_up_to_a_limit(
    window: MainWindow, course_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.session.open(course_path)
    photos, images = window.session.course.photos, window.images
    small: list[object] = []
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    images.clear()
    monkeypatch.setattr(loading, "_THUMBNAIL_BYTES", 4 * 160 * 120 * 2)
    for photo in photos:
        qtbot.waitUntil(partial(_is_there, images.thumbnail, photo), timeout=15000)
        small.append(photo)
    assert len(images._thumbnails) == 2 < len(small)


def test_turning_pages_leaves_only_the_photo_in_hand_in_memory(
    window: MainWindow, course_path: Path, qtbot: QtBot
) -> None:
    window.session.open(course_path)
    window.show_page("measure")
    images, (first, second) = window.images, window.session.course.in_view(View.VERTEX)[:2]
    window.session.select(current=first.sha256)
    for photo in (first, second):
        qtbot.waitUntil(partial(_is_there, images.picture, photo), timeout=15000)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    window.show_page("home")
    assert list(images._pictures) == [first.sha256]
    window.show_page("measure")
    assert window.pages["measure"].measure_stage.canvas.picture is images.picture(first)  # type: ignore[attr-defined]
