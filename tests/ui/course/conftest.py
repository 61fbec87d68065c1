"""The course page on an empty course."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hairtrack.ui.course.page import CoursePage
from hairtrack.ui.images import PhotoImages
from hairtrack.ui.jobs import Jobs
from hairtrack.ui.page import Desk
from hairtrack.ui.session import Session
from hairtrack.ui.settings import Settings


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    """Return an open course without anything in it."""
    made = Session()
    assert made.new(tmp_path / "A.hairtrack", "A")
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, session: Session, tmp_path: Path) -> Iterator[CoursePage]:
    """Return the course page in front, with its stage and its column shown."""
    jobs = Jobs()
    made = CoursePage(Desk(session, jobs, PhotoImages(session, jobs), Settings.load(tmp_path / "settings.json")))
    for widget in (made, made.stage, made.inspector):
        qtbot.addWidget(widget)
    made.stage.resize(900, 600)
    made.inspector.resize(320, 900)
    made.stage.show()
    made.inspector.show()
    made.enter()
    yield made
    jobs.close()
