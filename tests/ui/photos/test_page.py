import time
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from hairtrack.course import Cover, View
from hairtrack.imaging.photo_file import encode_jpeg
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.photos.page import PhotosPage
from hairtrack.ui.photos.rows import Column, Standing
from tests.ui.conftest import write_photo


@pytest.fixture
def page(window: MainWindow, course_path: Path) -> PhotosPage:
    window.session.open(course_path)
    window.show_page("photos")
    found = window.pages["photos"]
    assert isinstance(found, PhotosPage)
    return found


def _choose(page: PhotosPage, *places: int) -> None:
    flags = QItemSelectionModel.SelectionFlag
    page.table.clearSelection()
    for place in places:
        page.table.selectionModel().select(page.table.table.index(place, 0), flags.Select | flags.Rows)


def _edit(page: PhotosPage, qtbot: QtBot, place: int, column: Column) -> QLineEdit | QComboBox:
    page.table.edit(page.table.table.index(place, column))
    kinds = QLineEdit | QComboBox
    return next(w for w in page.table.viewport().children() if isinstance(w, kinds) and w.isVisible())


def test_photos_of_the_course_are_listed_newest_first(page: PhotosPage, qtbot: QtBot) -> None:
    rows = page.table.table.rows
    assert [row.day for row in rows][::2] == [date(2026, 3, 9), date(2026, 2, 2), date(2026, 1, 5)]
    assert all(row.standing is Standing.KEPT for row in rows)
    qtbot.waitUntil(lambda: all(page.table.table.has_picture(row.key) for row in rows))


def test_new_doubled_and_broken_files_are_told_apart_and_added(page: PhotosPage, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "phone"
    write_photo(folder / "20260401_vertex.jpg", 70)
    write_photo(folder / "inner" / "old.jpg", 71)
    write_photo(folder / "again.jpg", 0)
    (folder / "broken.jpg").write_bytes(b"no photo")
    page.take([folder])
    qtbot.waitUntil(lambda: len(page.table.table.rows) == 10)
    standing = {row.name: row.standing for row in page.table.table.rows[:4]}
    assert list(standing) == ["old.jpg", "20260401_vertex.jpg", "again.jpg", "broken.jpg"]
    assert standing == {
        "20260401_vertex.jpg": Standing.NEW,
        "old.jpg": Standing.NEW,
        "again.jpg": Standing.TWICE,
        "broken.jpg": Standing.REFUSED,
    }
    assert page.panel.add_button.text() == "Add 2 photos"
    assert "1 file cannot be added; its row says why." in page.panel.why.text()
    qtbot.mouseClick(page.panel.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.session.course.photos) == 8)
    assert page.session.undo_what == "add 2 photos"
    kept = page.session.folder.path / "photos"
    assert len(list(kept.iterdir())) == 8
    assert [row.name for row in page.table.table.rows if row.standing is Standing.REFUSED] == ["broken.jpg"]
    page.session.undo()
    assert len(page.session.course.photos) == 6


def test_date_typed_before_adding_is_kept(page: PhotosPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.take([write_photo(tmp_path / "old.jpg", 71)])
    qtbot.waitUntil(lambda: len(page.table.table.rows) == 7)
    line = _edit(page, qtbot, 0, Column.DATE)
    assert isinstance(line, QLineEdit)
    line.clear()
    qtbot.keyClicks(line, "3 april 2025")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.table.table.rows[0].day == date(2025, 4, 3))
    qtbot.mouseClick(page.panel.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.session.course.photos) == 7)
    assert page.session.course.photos[-1].taken_on == date(2025, 4, 3)


def test_what_is_no_date_is_said_and_changes_nothing(page: PhotosPage, window: MainWindow, qtbot: QtBot) -> None:
    line = _edit(page, qtbot, 0, Column.DATE)
    assert isinstance(line, QLineEdit)
    line.clear()
    qtbot.keyClicks(line, "last spring")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(window.frame.notice.isVisible)
    assert "last spring is not a date" in window.frame.notice.text.text()
    assert page.table.table.rows[0].day == date(2026, 3, 9)


def test_date_to_come_is_not_taken(page: PhotosPage, window: MainWindow, qtbot: QtBot) -> None:
    _choose(page, 0)
    page.panel.day.setText("2999-01-01")
    qtbot.keyClick(page.panel.day, Qt.Key.Key_Return)
    assert "still to come" in window.frame.notice.text.text()
    assert page.table.table.rows[0].day == date(2026, 3, 9)


def test_many_rows_get_one_date_in_one_step(page: PhotosPage, qtbot: QtBot) -> None:
    _choose(page, 0, 1)
    page.panel.day.setText("2026-03-12")
    qtbot.keyClick(page.panel.day, Qt.Key.Key_Return)
    assert [photo.taken_on for photo in page.session.course.photos].count(date(2026, 3, 12)) == 2
    page.session.undo()
    assert date(2026, 3, 12) not in [photo.taken_on for photo in page.session.course.photos]


def test_view_is_changed_in_place(page: PhotosPage, qtbot: QtBot) -> None:
    key = page.table.table.rows[0].key
    box = _edit(page, qtbot, 0, Column.VIEW)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(View.BACK.value))
    box.activated.emit(box.currentIndex())
    photo = page.session.course.photo(key)
    assert photo is not None
    assert photo.view is View.BACK


def test_photo_is_taken_out_and_comes_back(page: PhotosPage, window: MainWindow, qtbot: QtBot) -> None:
    _choose(page, 0)
    qtbot.mouseClick(page.panel.out_button, Qt.MouseButton.LeftButton)
    assert len(page.session.course.photos) == 5
    qtbot.mouseClick(window.frame.notice.action, Qt.MouseButton.LeftButton)
    assert len(page.session.course.photos) == 6


def test_chosen_row_is_the_photo_in_hand(page: PhotosPage) -> None:
    _choose(page, 4)
    assert page.session.photo is not None
    assert page.session.photo.sha256 == page.table.table.rows[4].key


def test_folder_without_photos_is_said(page: PhotosPage, window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "empty").mkdir()
    page.take([tmp_path / "empty"])
    qtbot.waitUntil(window.frame.notice.isVisible)
    assert "no photos in there" in window.frame.notice.text.text()


# Many at once


def test_series_without_dates_is_filled_in_the_order_of_names(page: PhotosPage, tmp_path: Path, qtbot: QtBot) -> None:
    for seed, name in enumerate(("IMG_10.jpg", "IMG_9.jpg", "IMG_11.jpg")):
        write_photo(tmp_path / "phone" / name, 70 + seed)
    page.take([tmp_path / "phone"])
    qtbot.waitUntil(lambda: len(page.table.table.rows) == 9)
    _choose(page, 0, 1, 2)
    page.panel.day.setText("2025-01-31")
    page.panel.gap.setValue(14)
    qtbot.mouseClick(page.panel.series_button, Qt.MouseButton.LeftButton)
    days = {row.name: row.day for row in page.table.table.rows if row.standing is Standing.NEW}
    assert days == {
        "IMG_9.jpg": date(2025, 1, 31),
        "IMG_10.jpg": date(2025, 2, 14),
        "IMG_11.jpg": date(2025, 2, 28),
    }


def test_series_into_the_future_is_not_taken(page: PhotosPage, window: MainWindow, qtbot: QtBot) -> None:
    before = page.session.course
    _choose(page, 0, 1, 2)
    page.panel.day.setText(date.today().isoformat())
    qtbot.mouseClick(page.panel.series_button, Qt.MouseButton.LeftButton)
    assert "still to come" in window.frame.notice.text.text()
    assert page.session.course == before


# Copies


def test_copy_of_a_shot_is_offered_as_one_and_may_be_kept(page: PhotosPage, tmp_path: Path, qtbot: QtBot) -> None:
    pixels = np.random.default_rng(5).integers(0, 255, (90, 120, 3), dtype=np.uint8).repeat(8, axis=0).repeat(8, axis=1)
    folder = tmp_path / "phone"
    folder.mkdir()
    (folder / "IMG_1.jpg").write_bytes(encode_jpeg(pixels, 92))
    (folder / "chat.jpg").write_bytes(encode_jpeg(pixels[::2, ::2].copy(), 70))
    page.take([folder])
    qtbot.waitUntil(lambda: len(page.table.table.rows) == 8, timeout=30000)
    rows = {row.name: row for row in page.table.table.rows}
    assert (rows["IMG_1.jpg"].standing, rows["chat.jpg"].standing) == (Standing.NEW, Standing.TWICE)
    assert "same shot as IMG_1.jpg" in rows["chat.jpg"].note
    _choose(page, [row.name for row in page.table.table.rows].index("chat.jpg"))
    assert page.panel.both_button.isVisible()
    qtbot.mouseClick(page.panel.both_button, Qt.MouseButton.LeftButton)
    assert page.panel.add_button.text() == "Add 2 photos"
    page.take([write_photo(tmp_path / "other.jpg", 90)])
    qtbot.waitUntil(lambda: len(page.table.table.rows) == 9, timeout=30000)
    assert page.panel.add_button.text() == "Add 3 photos", "what was said stays said"


def test_copy_that_is_dropped_later_is_known_too(page: PhotosPage, tmp_path: Path, qtbot: QtBot) -> None:
    pixels = np.random.default_rng(5).integers(0, 255, (90, 120, 3), dtype=np.uint8).repeat(8, axis=0).repeat(8, axis=1)
    (tmp_path / "chat.jpg").write_bytes(encode_jpeg(pixels[::2, ::2].copy(), 70))
    (tmp_path / "IMG_1.jpg").write_bytes(encode_jpeg(pixels, 92))
    page.take([tmp_path / "chat.jpg"])
    qtbot.waitUntil(lambda: len(page.table.table.rows) == 7)
    page.take([tmp_path / "IMG_1.jpg"])
    qtbot.waitUntil(lambda: len(page.table.table.rows) == 8)
    rows = {row.name: row.standing for row in page.table.table.rows}
    assert (rows["IMG_1.jpg"], rows["chat.jpg"]) == (Standing.NEW, Standing.TWICE)
    assert page.panel.add_button.text() == "Add 1 photo"


def test_copies_for_others_are_saved(page: PhotosPage, tmp_path: Path, qtbot: QtBot) -> None:
    _choose(page, 0, 1)
    page.save_copies(tmp_path / "shared")
    qtbot.waitUntil(lambda: (tmp_path / "shared").is_dir() and len(list((tmp_path / "shared").iterdir())) == 2)


def test_copies_are_covered_unless_that_is_not_wanted(page: PhotosPage, tmp_path: Path, qtbot: QtBot) -> None:
    everything = range(len(page.table.table.rows))
    _choose(page, *everything)
    assert page.panel.cover.isHidden(), "nothing is covered in this course"
    course = page.session.course
    photo = course.in_view(View.VERTEX)[0]
    square = ((40.0, 30.0), (120.0, 30.0), (120.0, 90.0), (40.0, 90.0))
    cover = Cover(id="c", view=View.VERTEX, points=square, drawn_on=photo.sha256)
    page.session.apply("cover", course.with_cover(cover))
    _choose(page, *everything)
    assert not page.panel.cover.isHidden()
    assert page.panel.cover.isChecked(), "what somebody covered is covered until they say otherwise"
    page.save_copies(tmp_path / "shared")
    qtbot.waitUntil(lambda: (tmp_path / "shared").is_dir() and not page.jobs.running, timeout=20_000)
    copied = [path.name for path in (tmp_path / "shared").iterdir()]
    # The others are not aligned with it, so nobody can tell where the cover lies on them.
    assert f"{Path(photo.stored_as).stem}_copy.jpg" in copied
    assert len(copied) < len(everything)


# Stopping


def test_what_was_read_before_stopping_stays_and_the_rest_can_be_read(
    page: PhotosPage, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    for number in range(30):
        write_photo(tmp_path / "phone" / f"{number}.jpg", 100 + number, (1600, 1200))
    page.take([tmp_path / "phone"])
    (job,) = (job for job in page.jobs.running if not job.quiet)
    with qtbot.waitSignal(job.progressed):
        pass
    job.stop()
    qtbot.waitUntil(window.frame.notice.isVisible)
    assert "not read" in window.frame.notice.text.text()
    assert len(page.table.table.rows) < 36
    qtbot.mouseClick(window.frame.notice.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.table.table.rows) == 36, timeout=20_000)


def test_what_was_said_of_a_photo_is_remembered(page: PhotosPage, tmp_path: Path, qtbot: QtBot) -> None:
    path = write_photo(tmp_path / "old.jpg", 71)
    page.take([path])
    qtbot.waitUntil(lambda: len(page.table.table.rows) == 7)
    _choose(page, 0)
    page.panel.day.setText("2025-04-03")
    qtbot.keyClick(page.panel.day, Qt.Key.Key_Return)
    page.panel.view_wanted.emit(View.LEFT)
    page.panel.drop_wanted.emit()
    assert len(page.table.table.rows) == 6
    page.take([path])
    qtbot.waitUntil(lambda: len(page.table.table.rows) == 7)
    row = page.table.table.rows[0]
    assert (row.day, row.view) == (date(2025, 4, 3), View.LEFT)


# From elsewhere


def test_pasted_picture_waits_without_a_date(page: PhotosPage, window: MainWindow, qtbot: QtBot) -> None:
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(0x996655)
    QGuiApplication.clipboard().setImage(image)
    window.intake.paste()
    qtbot.waitUntil(lambda: len(page.table.table.rows) == 7)
    row = page.table.table.rows[0]
    assert (row.name, row.day, row.standing) == ("pasted picture 1.png", None, Standing.NEW)


def test_photos_that_come_into_a_watched_folder_are_offered_once(
    page: PhotosPage, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    watched = tmp_path / "From phone"
    write_photo(watched / "old.jpg", 60)
    page.watch.use(watched)
    time.sleep(0.02)
    write_photo(watched / "new.jpg", 61)
    qtbot.waitUntil(lambda: "1 new photo is in From phone" in window.frame.notice.text.text(), timeout=10_000)
    assert len(page.table.table.rows) == 6, "nothing is taken without being asked for"
    qtbot.mouseClick(window.frame.notice.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.table.table.rows) == 7)
    assert page.table.table.rows[0].name == "new.jpg"
    told: list[object] = []
    page.watch.found.connect(told.append)
    page.watch.begin(page.session.course.id)
    qtbot.wait(2500)
    assert not told
