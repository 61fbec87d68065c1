"""The align page of a small course."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hairtrack.course import View
from hairtrack.ui.align.page import AlignPage
from hairtrack.ui.main_window import MainWindow


@pytest.fixture
def page(window: MainWindow, course_path: Path, qtbot: QtBot) -> AlignPage:
    """Return the page in front, with a view chosen and nothing left to load."""
    window.session.open(course_path)
    window.session.select_view(View.VERTEX)
    window.show_page("align")
    found = window.pages["align"]
    assert isinstance(found, AlignPage)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=15000)
    return found
