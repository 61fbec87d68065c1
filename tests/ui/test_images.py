from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot

from hairtrack.course import View
from hairtrack.ui.images import to_qimage
from hairtrack.ui.main_window import MainWindow
from hairtrack.workflow.images import THUMBNAIL_SIDE


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
