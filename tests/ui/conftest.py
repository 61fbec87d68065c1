"""A window with its own settings, and small courses to open in it."""

import gc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hairtrack.course import View
from hairtrack.imaging.photo_file import encode_jpeg
from hairtrack.ui.diary.panel import DiaryPanel
from hairtrack.ui.garbage import Garbage
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.session import Session
from hairtrack.ui.settings import Settings
from hairtrack.ui.theme import Scheme, Theme
from hairtrack.workflow.courses import new_course
from hairtrack.workflow.import_photos import import_photos, propose
from tests.ui.diary.diary_hands import TODAY

DAYS = (date(2026, 1, 5), date(2026, 2, 2), date(2026, 3, 9))


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep settings, log and new courses out of the user's folders."""
    monkeypatch.setenv("HAIRTRACK_SETTINGS", str(tmp_path / "own" / "settings.json"))
    monkeypatch.setenv("HAIRTRACK_COURSES", str(tmp_path / "own" / "courses"))
    monkeypatch.setenv("HAIRTRACK_LOG", str(tmp_path / "own" / "hairtrack.log"))


def write_photo(path: Path, seed: int, size: tuple[int, int] = (160, 120)) -> Path:
    """Write a small photo that is unlike those of other seeds."""
    width, height = size
    pixels = np.random.default_rng(seed).integers(60, 200, (height // 8, width // 8, 3), dtype=np.uint8)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(encode_jpeg(pixels.repeat(8, axis=0).repeat(8, axis=1), 85))
    return path


@pytest.fixture
def course_path(tmp_path: Path) -> Path:
    """Return a course of three visits with two views each."""
    source = tmp_path / "camera"
    for place, day in enumerate(DAYS):
        write_photo(source / f"{day:%Y%m%d}_vertex.jpg", 2 * place)
        write_photo(source / f"{day:%Y%m%d}_front.jpg", 2 * place + 1)
    with new_course(tmp_path / "Anna.hairtrack", "Anna") as folder:
        course = import_photos(folder, folder.course, propose(folder, folder.course, [source]).candidates).course
        assert set(course.views()) == {View.VERTEX, View.FRONTAL}
        return folder.path


@pytest.fixture(autouse=True, scope="session")
def garbage_on_this_thread(qapp: QApplication) -> Iterator[Garbage]:
    """Collect garbage as the program does."""
    made = Garbage(qapp)
    yield made
    made.stop()
    gc.enable()


@pytest.fixture(scope="session")
def one_look(qapp: QApplication) -> Theme:
    """Dress the application once, because that is slow."""
    return Theme(qapp, Scheme.LIGHT)


@pytest.fixture
def look(one_look: Theme) -> Theme:
    """Return the light look, whatever the system wants or a test left."""
    one_look.use(Scheme.LIGHT)
    one_look.use_text_size(100)
    return one_look


@pytest.fixture
def window(qtbot: object, look: Theme) -> Iterator[MainWindow]:
    """Return a shown window without a course."""
    made = MainWindow(Settings.load(), look)
    made.resize(1280, 800)
    made.show()
    QTest.qWaitForWindowActive(made)  # keys reach no other
    yield made
    made.close()
    made.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def diary_session(qtbot: object, tmp_path: Path) -> Iterator[Session]:
    """Return an open course without photos."""
    made = Session()
    assert made.new(tmp_path / "A.hairtrack", "A")
    yield made
    made.close()


@pytest.fixture
def panel(qtbot: QtBot, look: Theme, diary_session: Session) -> DiaryPanel:
    """Return its diary, shown as narrow as the column can be."""
    made = DiaryPanel(diary_session, today=lambda: TODAY)
    qtbot.addWidget(made)
    diary_session.course_changed.connect(made.refresh)
    made.resize(320, 1200)
    made.show()
    made.refresh()
    qtbot.waitActive(made)
    return made
