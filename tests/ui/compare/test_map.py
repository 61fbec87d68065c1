"""When the compare page makes a change map, and what becomes of it."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hairtrack.course import Course, View
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.progress import Progress
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.ui.compare import page as compare_page
from hairtrack.ui.compare.page import ComparePage
from hairtrack.ui.compare.view import Look
from hairtrack.ui.main_window import MainWindow
from hairtrack.workflow.change_map import RegionMap
from hairtrack.workflow.compare_photos import Comparison
from tests.ui.compare.test_map_layer import region_map
from tests.ui.compare.test_page import aligned, measured


class Mapper:
    """Stands in for the engine; counts how often it is asked, and waits where it is told to."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.threads: set[int] = set()
        self.error: HairtrackError | None = None

    def __call__(
        self,
        _folder: CourseFolder,
        _course: Course,
        comparison: Comparison,
        progress: Progress,
    ) -> tuple[RegionMap, ...]:
        self.asked.append(comparison.after.sha256)
        self.threads.add(threading.get_ident())
        self.may_go_on.wait(10)
        progress(0.5, "Mapping")
        if self.error:
            raise self.error
        return (region_map(f"map of {comparison.after.short}"),)


@pytest.fixture
def mapper(monkeypatch: pytest.MonkeyPatch) -> Mapper:
    made = Mapper()
    monkeypatch.setattr(compare_page, "map_change", made)
    return made


@pytest.fixture
def page(window: MainWindow, course_path: Path, qtbot: QtBot) -> ComparePage:
    window.session.open(course_path)
    window.session.select_view(View.VERTEX)
    window.session.apply("test", measured(aligned(window.session.course), 0.2, 0.3, 0.6))
    found = window.pages["compare"]
    assert isinstance(found, ComparePage)
    window.show_page("compare")
    idle(window, qtbot)
    return found


def idle(window: MainWindow, qtbot: QtBot) -> None:
    # A comparison waits a moment before it begins, in case somebody goes on to another visit.
    page = window.pages["compare"]
    assert isinstance(page, ComparePage)
    qtbot.waitUntil(lambda: not window.jobs.running and not page._rest.isActive(), timeout=15000)


def words(page: ComparePage) -> str:
    return page.pair_stage.map_foot.words.text()


def test_the_map_is_made_once_beside_the_window_when_it_is_looked_at(
    window: MainWindow, page: ComparePage, mapper: Mapper, qtbot: QtBot
) -> None:
    assert not mapper.asked
    qtbot.keyClick(window, Qt.Key.Key_M)
    assert page.pair_stage.look is Look.MAP
    idle(window, qtbot)
    assert words(page).startswith("Crown: map of")
    for key in (Qt.Key.Key_W, Qt.Key.Key_M):
        qtbot.keyClick(window, key)
    assert not window.jobs.running
    assert len(mapper.asked) == 1
    assert threading.get_ident() not in mapper.threads


def test_another_pair_gets_its_own_map_and_the_old_one_is_never_shown(
    window: MainWindow, page: ComparePage, mapper: Mapper, qtbot: QtBot
) -> None:
    mapper.may_go_on.clear()
    qtbot.keyClick(window, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: len(mapper.asked) == 1)
    second = window.session.photos[1]
    window.session.select(after=second.sha256)
    assert "being made" in words(page)
    mapper.may_go_on.set()
    qtbot.waitUntil(lambda: len(mapper.asked) == 2, timeout=15000)
    idle(window, qtbot)
    assert words(page) == f"Crown: map of {second.short}"


def test_a_map_that_cannot_be_made_leaves_the_photos_and_says_why(
    window: MainWindow, page: ComparePage, mapper: Mapper, qtbot: QtBot
) -> None:
    mapper.error = HairtrackError(ErrorKind.ORIGINAL_MISSING, file="a.jpg", stored_as="a.jpg")
    qtbot.keyClick(window, Qt.Key.Key_M)
    idle(window, qtbot)
    assert "a.jpg" in words(page)
    assert page.pair_stage.over.picture is not None


def test_without_a_region_the_map_says_what_to_do(
    window: MainWindow, page: ComparePage, mapper: Mapper, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare_page, "map_change", lambda *_: ())
    qtbot.keyClick(window, Qt.Key.Key_M)
    idle(window, qtbot)
    assert "Draw a region" in words(page)
    assert not page.pair_stage.map_foot.legend.isVisible()
