"""The diary in and out of files, from the course page."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from hairtrack.diary import Event, LabResult
from hairtrack.ui.course.page import CoursePage
from hairtrack.ui.session import Session
from hairtrack.workflow.diary.entries import keep_entry
from tests.ui.parts import parts

Press = Callable[[str, Path], None]


@pytest.fixture
def press(qtbot: QtBot, page: CoursePage, monkeypatch: pytest.MonkeyPatch) -> Press:
    """Return what presses a button, answers its dialogue with a file, and waits for what comes of it."""

    def pressing(words: str, path: Path) -> None:
        for ask in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, ask, lambda *_, **__: ("" if path == Path() else str(path), ""))
        (found,) = [each for each in parts(page.diary, QPushButton) if each.text() == words]
        found.click()
        qtbot.waitUntil(lambda: not page.jobs.running)

    return pressing


def told(page: CoursePage) -> str:
    return page._read.text() if page._read.isVisibleTo(page.inspector) else ""


def test_a_table_is_read_and_its_problems_are_said(
    session: Session, page: CoursePage, press: Press, tmp_path: Path
) -> None:
    path = tmp_path / "diary.csv"
    path.write_text("kind,date,note\nevent,2026-01-05,rain\nscan,2026-01-06,\n", encoding="utf-8")
    press("Read a table (CSV)", path)
    assert [event.text for event in session.course.diary.events] == ["rain"]
    assert "diary.csv: 1 line added." in told(page)
    assert "Line 3: scan is not known here" in told(page)
    press("Read a table (CSV)", path)
    assert "1 line was there already" in told(page)
    assert session.undo_what == "read diary.csv"
    session.undo()
    assert not session.course.diary.entries()


def test_what_was_added_but_should_be_looked_at_is_said(
    session: Session, page: CoursePage, press: Press, tmp_path: Path
) -> None:
    known = LabResult(id="l", on=date(2026, 1, 1), name="CRP", value=1, unit="mg/l")
    session.apply("keep", keep_entry(session.course, known))
    path = tmp_path / "x.csv"
    path.write_text("kind,date,name,value,unit\nlab,2026-01-05,CRP,4,nmol/l\n", encoding="utf-8")
    press("Read a table (CSV)", path)
    assert "Line 2, added: CRP is in nmol/l here and in mg/l on 1 January 2026" in told(page)


def test_a_table_that_is_none_is_said_and_changes_nothing(
    session: Session, page: CoursePage, press: Press, tmp_path: Path
) -> None:
    heard: list[str] = []
    page.jobs.failed.connect(heard.append)
    (tmp_path / "x.csv").write_text("hello\n", encoding="utf-8")
    before = session.course
    press("Read a table (CSV)", tmp_path / "x.csv")
    assert "is not a diary table" in heard[0]
    assert session.course is before


def test_the_diary_is_saved_as_a_table_that_can_be_read(
    session: Session, page: CoursePage, press: Press, tmp_path: Path
) -> None:
    session.apply("keep", keep_entry(session.course, Event(id="e", on=date(2026, 1, 5), text="rain")))
    path = tmp_path / "diary.csv"
    press("Save as a table (CSV)", path)
    assert "Saved as diary.csv, 1 line." in told(page)
    session.undo()
    press("Read a table (CSV)", path)
    assert [event.text for event in session.course.diary.events] == ["rain"]


def test_a_table_that_cannot_be_written_is_said(page: CoursePage, press: Press, tmp_path: Path) -> None:
    heard: list[str] = []
    page.jobs.failed.connect(heard.append)
    press("Save as a table (CSV)", tmp_path / "none" / "diary.csv")
    assert "could not be written" in heard[0]
    assert told(page) == ""


def test_the_calendar_is_written(session: Session, page: CoursePage, press: Press, tmp_path: Path) -> None:
    press("Save as a calendar", tmp_path / "due.ics")
    assert b"BEGIN:VEVENT" in (tmp_path / "due.ics").read_bytes()
    assert "Saved as due.ics" in told(page)
    heard: list[str] = []
    session.notice.connect(lambda words, *_: heard.append(words))
    press("Save as a calendar", tmp_path / "none" / "due.ics")
    assert "could not be written" in heard[0]


def test_a_dialogue_that_is_left_does_nothing(session: Session, page: CoursePage, press: Press) -> None:
    before = session.course
    for words in ("Save as a calendar", "Read a table (CSV)", "Save as a table (CSV)"):
        press(words, Path())
    assert session.course is before
