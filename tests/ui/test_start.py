"""What a fresh window loads and makes, and what it leaves for later."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hairtrack.progress import Progress
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.pages import Pages
from hairtrack.ui.photos.page import PhotosPage
from tests.conftest import ROOT

_START = """
import sys
from PySide6.QtWidgets import QApplication
import hairtrack.app
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.settings import Settings
from hairtrack.ui.theme import Theme

application = QApplication([])
window = MainWindow(Settings.load(), Theme(application))
print(*window.pages.made)
print(*sys.modules)
"""
_LATER = (
    "scipy",
    "typst",
    "icalendar",
    "av",
    "PIL.ImageCms",
    "hairtrack.demo",
    "hairtrack.report.pdf",
    "hairtrack.ui.compare.page",
    "hairtrack.ui.course.page",
    "hairtrack.ui.report.page",
)


def test_a_fresh_window_loads_nothing_that_only_other_pages_need() -> None:
    found = subprocess.run(
        [sys.executable, "-c", _START], env=dict(os.environ), cwd=ROOT, check=True, capture_output=True, text=True
    )
    made, loaded = (line.split() for line in found.stdout.splitlines())
    assert made == ["home"]
    assert "hairtrack.ui.home.page" in loaded
    assert sorted(set(_LATER) & set(loaded)) == []


def test_all_pages_are_made_while_the_window_rests(window: MainWindow, qtbot: QtBot) -> None:
    assert list(window.pages.made) == ["home"]
    qtbot.waitUntil(lambda: len(window.pages.made) == len(window.pages), timeout=15000)
    for page in window.pages.made.values():
        assert window.frame.isAncestorOf(page.stage)
        assert window.frame.isAncestorOf(page.inspector)


def test_what_trends_need_is_loaded_beside_other_work(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    loaded_in: list[int] = []
    monkeypatch.setattr("hairtrack.analysis.quantiles.load_ahead", lambda: loaded_in.append(threading.get_ident()))
    window: MainWindow = request.getfixturevalue("window")
    qtbot.waitUntil(lambda: bool(loaded_in), timeout=15000)
    assert loaded_in != [threading.get_ident()]
    assert len(window.pages.made) < len(window.pages), "before the last page is made"


def test_a_course_opened_while_pages_load_does_not_keep_them_from_being_made(
    course_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    load, begun, opened = Pages.load, threading.Event(), threading.Event()

    def load_slowly(pages: Pages, progress: Progress) -> None:
        begun.set()
        opened.wait(10)
        load(pages, progress)

    monkeypatch.setattr(Pages, "load", load_slowly)
    window: MainWindow = request.getfixturevalue("window")
    qtbot.waitUntil(begun.is_set, timeout=15000)
    window.session.open(course_path)
    opened.set()
    qtbot.waitUntil(lambda: len(window.pages.made) == len(window.pages), timeout=15000)


def test_badges_come_with_the_pages_and_keep_up(window: MainWindow, course_path: Path, qtbot: QtBot) -> None:
    window.session.open(course_path)
    measure = window.frame.rail.buttons["measure"]
    qtbot.waitUntil(lambda: measure.accessibleName() == "Measure, no region", timeout=15000)
    window.session.close()
    assert measure.accessibleName() == "Measure"
    window.session.open(course_path)
    assert measure.accessibleName() == "Measure, no region"


def test_a_page_that_is_made_late_knows_the_open_course(window: MainWindow, course_path: Path) -> None:
    window.settings.watched = {}
    window.session.open(course_path)
    assert "photos" not in window.pages.made
    photos = window.pages["photos"]
    assert isinstance(photos, PhotosPage)
    photos.watch.use(course_path.parent / "camera")
    assert list(window.settings.watched) == [window.session.course.id]
    assert photos.table.table.rowCount() == len(window.session.course.photos)


_LOAD = """
import sys
import hairtrack.ui.main_window
from hairtrack.ui.pages import TABS, Pages
pages = Pages(TABS, lambda kind: None)
pages.load_drawing()
before = set(sys.modules)
pages.load(lambda share, what: None)
new = [sys.modules[name] for name in set(sys.modules) - before]
assert len(new) > 20, new
for module in new:
    for value in vars(module).values():
        assert not str(getattr(value, "__module__", "")).startswith("PySide"), module
"""


def test_a_worker_loads_nothing_of_qt() -> None:
    done = subprocess.run([sys.executable, "-c", _LOAD], check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
