import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hairtrack.course import View
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.ui.session import Session
from hairtrack.workflow.courses import open_for_reading


@pytest.fixture
def session(qtbot: QtBot, course_path: Path) -> Session:
    made = Session()
    assert made.open(course_path)
    return made


def _name_on_disk(path: Path) -> str:
    with open_for_reading(path) as folder:
        return folder.course.name


def test_who_shows_a_page_is_told_last_that_a_course_was_opened(qtbot: QtBot, course_path: Path) -> None:
    session, told = Session(), list[str]()
    for name in ("landed", "selection_changed", "course_changed", "opened"):
        getattr(session, name).connect(lambda name=name: told.append(name))
    session.open(course_path)
    assert told == ["opened", "course_changed", "selection_changed", "landed"]
    session.close()


def test_edit_is_on_disk_at_once_and_can_be_undone(session: Session, course_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.course_changed):
        assert session.apply("rename", replace(session.course, name="Bea"))
    assert _name_on_disk(course_path) == "Bea"
    assert session.undo_what == "rename"
    session.undo()
    assert session.course.name == _name_on_disk(course_path) == "Anna"
    session.redo()
    assert session.course.name == _name_on_disk(course_path) == "Bea"
    session.close()


def test_what_follows_from_an_edit_joins_its_step(session: Session, course_path: Path) -> None:
    session.apply("rename", replace(session.course, name="Bea"))
    assert session.amend(replace(session.course, name="Cleo"))
    assert session.undo_what == "rename"
    session.undo()
    assert session.course.name == "Anna"
    assert not session.undo_what
    session.redo()
    assert session.course.name == _name_on_disk(course_path) == "Cleo"
    session.hold("Aligning photos")
    assert not session.amend(replace(session.course, name="Dora"))
    assert session.course.name == "Cleo"
    session.close()


def test_edit_that_cannot_be_written_changes_nothing(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_course: object) -> None:
        raise HairtrackError(ErrorKind.DISK_FULL, path="x")

    monkeypatch.setattr(session.folder, "commit", full)
    with qtbot.waitSignal(session.notice) as said, qtbot.assertNotEmitted(session.course_changed):
        assert not session.apply("rename", replace(session.course, name="Bea"))
    assert "disk is full" in said.args[0]
    assert session.course.name == "Anna"
    assert not session.undo_what
    session.close()


def test_held_course_refuses_edits_and_says_so(session: Session, qtbot: QtBot) -> None:
    session.apply("rename", replace(session.course, name="Bea"))
    session.hold("Aligning photos")
    with qtbot.waitSignal(session.notice) as said:
        session.undo()
    assert "Aligning photos is still going on" in said.args[0]
    assert session.course.name == "Bea"
    session.hold("")
    session.undo()
    assert session.course.name == "Anna"
    session.close()


def test_second_window_may_only_read_and_says_so(session: Session, course_path: Path, qtbot: QtBot) -> None:
    other = Session()
    with qtbot.waitSignal(other.notice) as said:
        assert other.open(course_path)
    assert "another window has it" in said.args[0]
    assert other.read_only
    with qtbot.waitSignal(other.notice):
        assert not other.apply("rename", replace(other.course, name="Bea"))
    other.close()
    session.close()


def test_folder_that_is_no_course_leaves_the_open_one(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.notice) as said:
        assert not session.open(tmp_path)
    assert "is not a hairtrack course" in said.args[0]
    assert session.course.name == "Anna"
    session.close()


@pytest.mark.parametrize("way", [".", "course.sqlite", "../{name}", "photos/.."])
def test_opening_the_open_course_again_goes_to_it(session: Session, course_path: Path, qtbot: QtBot, way: str) -> None:
    session.apply("rename", replace(session.course, name="Bea"))
    with qtbot.waitSignal(session.asked_again), qtbot.assertNotEmitted(session.leaving):
        assert session.open(course_path / way.format(name=course_path.name))
    assert session.editable
    assert session.undo_what == "rename"
    session.close()


def test_opening_again_what_could_only_be_read_may_write_when_it_is_free(session: Session, course_path: Path) -> None:
    other = Session()
    assert other.open(course_path)
    assert other.open(course_path)
    assert other.read_only
    session.close()
    assert other.open(course_path)
    assert other.editable
    other.close()


def test_selection_falls_back_to_newest_and_to_first_and_last(session: Session) -> None:
    session.select_view(View.VERTEX)
    photos = session.course.in_view(View.VERTEX)
    session.select(before=photos[1].sha256)
    assert (session.before, session.after) == (photos[1], photos[2])
    session.select(current=photos[0].sha256)
    assert session.photo == photos[0]
    without = replace(session.course, photos=tuple(p for p in session.course.photos if p != photos[0]))
    assert session.apply("take out", without)
    assert session.photo == photos[2]
    session.close()


def test_other_view_is_shown_at_the_nearest_visit(session: Session) -> None:
    vertex, frontal = session.course.in_view(View.VERTEX), session.course.in_view(View.FRONTAL)
    session.select(current=vertex[1].sha256)
    assert session.view is View.VERTEX
    session.select_view(View.FRONTAL)
    assert session.photo == frontal[1]
    session.close()


def test_nothing_open_is_an_empty_course(qtbot: QtBot) -> None:
    session = Session()
    assert not session.is_open
    assert not session.course.photos
    assert (session.view, session.photo, session.before, session.after) == (None, None, None, None)
    assert not session.may_edit()


def test_course_folder_is_free_after_closing(session: Session, course_path: Path) -> None:
    session.close()
    shutil.move(course_path, course_path.with_name("Bea.hairtrack"))
    assert session.open(course_path.with_name("Bea.hairtrack"))
    assert session.editable
    session.close()
