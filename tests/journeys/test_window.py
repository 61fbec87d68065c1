"""The whole way through the real window, by mouse and keys: from an empty start to a PDF."""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hairtrack.course import AlignmentMethod, View
from hairtrack.ui.align.landmark_pairs import Side
from hairtrack.ui.align.page import AlignPage
from hairtrack.ui.compare.page import ComparePage
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.measure.page import MeasurePage
from tests.journeys.real_photos import labelled, save_photo, seen_again
from tests.ui.hands import click
from tests.ui.parts import parts

LEFT = Qt.MouseButton.LeftButton
SLOW = 30_000


def press(qtbot: QtBot, window: QWidget, words: str) -> None:
    """Press the visible button with these words, as soon as there is one."""

    def offered() -> list[QPushButton]:
        return [b for b in parts(window, QPushButton) if b.text() == words and b.isVisible() and b.isEnabled()]

    qtbot.waitUntil(lambda: bool(offered()), timeout=SLOW)
    qtbot.mouseClick(offered()[0], LEFT)


def drop(window: MainWindow, folder: Path) -> None:
    """Drop a folder on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    middle = QPointF(window.rect().center())
    buttons, keys, copy = LEFT, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    QApplication.sendEvent(window, QDragEnterEvent(middle.toPoint(), copy, data, buttons, keys))
    QApplication.sendEvent(window, QDropEvent(middle, copy, data, buttons, keys))


def idle(qtbot: QtBot, window: MainWindow, until: Callable[[], bool] = lambda: True) -> None:
    """Wait until nothing runs and something is true."""
    qtbot.waitUntil(lambda: not window.jobs.running and until(), timeout=SLOW)


def key(qtbot: QtBot, window: MainWindow, number: Qt.Key, page: str) -> None:
    """Go to a page by its key."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.setFocus()
    qtbot.keyClick(window, number)
    qtbot.waitUntil(lambda: window.page is window.pages[page])


def begin_with(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    """Begin a course and drop a folder with two photos on it."""
    press(qtbot, window, "Start with my photos")
    press(qtbot, window, "Begin")
    qtbot.waitUntil(lambda: window.session.is_open)
    drop(window, folder)
    press(qtbot, window, "Add 2 photos")
    idle(qtbot, window, lambda: len(window.session.course.photos) == 2)


def draw_and_measure(qtbot: QtBot, window: MainWindow, outline: np.ndarray) -> None:
    """Draw a polygon by mouse and measure it."""
    measure, session = window.pages["measure"], window.session
    assert isinstance(measure, MeasurePage)
    press(qtbot, window, "Draw a region")
    canvas = measure.measure_stage.canvas
    qtbot.waitUntil(lambda: session.photo == session.course.reference(View.VERTEX), timeout=SLOW)
    idle(qtbot, window, lambda: canvas.picture is not None)
    for x, y in outline:
        click(qtbot, canvas, (float(x), float(y)))
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    (region,) = session.course.regions
    assert np.abs(np.array(region.points) - outline).max() < 2
    press(qtbot, window, "Measure")
    idle(qtbot, window, lambda: len(session.course.measurements) == 2)
    for found in session.course.measurements:
        assert found.low is not None
        assert found.coverage is not None
        assert found.high is not None
        assert found.low <= found.coverage <= found.high
    assert "%" in measure.panel.answer.text()


@pytest.fixture
def phone(shared_photos: Path, tmp_path: Path) -> tuple[Path, np.ndarray, np.ndarray]:
    """Return a folder with two photos of one head, and points of it in both."""
    image, region, _ = labelled(shared_photos, "top036.jpg")
    again, moved = seen_again(image, region)
    save_photo(image, tmp_path / "phone" / "crown" / "IMG_1.jpg", "2026-01-12")
    save_photo(again, tmp_path / "phone" / "crown" / "IMG_2.jpg", "2026-02-10")
    return tmp_path / "phone", region, moved


def test_from_an_empty_window_to_a_pdf(
    qtbot: QtBot,
    window: MainWindow,
    phone: tuple[Path, np.ndarray, np.ndarray],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder, region, _ = phone
    originals = {path.name: path.read_bytes() for path in folder.rglob("*.jpg")}
    session = window.session

    begin_with(qtbot, window, folder)
    assert {photo.view for photo in session.course.photos} == {View.VERTEX}
    kept = {path.read_bytes() for path in (session.folder.path / "photos").iterdir()}
    assert kept == set(originals.values())

    key(qtbot, window, Qt.Key.Key_3, "align")
    press(qtbot, window, "Align all")
    idle(qtbot, window, lambda: len(session.course.alignments) == 1)
    assert session.course.alignments[0].aligned

    key(qtbot, window, Qt.Key.Key_4, "measure")
    draw_and_measure(qtbot, window, region[::2])

    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not session.course.measurements
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert len(session.course.measurements) == 2

    key(qtbot, window, Qt.Key.Key_5, "compare")
    compare = window.pages["compare"]
    assert isinstance(compare, ComparePage)
    idle(qtbot, window, lambda: compare.panel.answer.text().startswith("No change detect"))

    key(qtbot, window, Qt.Key.Key_7, "report")
    pdf = tmp_path / "report.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(pdf), ""))
    idle(qtbot, window)
    press(qtbot, window, "Save as PDF")
    idle(qtbot, window, pdf.exists)
    assert pdf.read_bytes().startswith(b"%PDF")
    assert {path.name: path.read_bytes() for path in folder.rglob("*.jpg")} == originals


def test_points_by_hand_align_two_photos(
    qtbot: QtBot, window: MainWindow, phone: tuple[Path, np.ndarray, np.ndarray]
) -> None:
    folder, region, moved = phone
    session = window.session
    begin_with(qtbot, window, folder)
    key(qtbot, window, Qt.Key.Key_3, "align")
    second = session.course.in_view(View.VERTEX)[1]
    session.select(current=second.sha256)
    align = window.pages["align"]
    assert isinstance(align, AlignPage)
    idle(qtbot, window)
    press(qtbot, window, "Place points")
    editor = align.points
    idle(qtbot, window, lambda: all(canvas.picture is not None for canvas in editor.canvases.values()))

    for fixed, moving in zip(region[::4], moved[::4], strict=True):
        click(qtbot, editor.canvases[Side.FIXED], (float(fixed[0]), float(fixed[1])))
        click(qtbot, editor.canvases[Side.MOVING], (float(moving[0]), float(moving[1])))
    press(qtbot, window, "Use these points")

    alignment = session.course.alignment(second)
    assert alignment is not None
    assert alignment.aligned
    assert alignment.method is AlignmentMethod.LANDMARKS
    assert len(alignment.landmarks) == 4


def test_the_window_runs_where_it_was_told_to(window: MainWindow) -> None:
    assert window.isVisible()
    assert QGuiApplication.platformName() == os.environ["QT_QPA_PLATFORM"]
