from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from hairtrack.course import View
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.photo_rows import Column, Standing
from hairtrack.ui.photos_page import PhotosPage

from .conftest import write_photo


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
