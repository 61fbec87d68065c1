"""A day in one typed line: keys only, said while it is typed, kept in one step."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hairtrack.course import Course
from hairtrack.diary import Event, Groom, Severity, SideEffect, Symptom
from hairtrack.ui.diary.panel import DiaryPanel
from hairtrack.ui.diary.quick_line import QuickLine
from hairtrack.ui.session import Session
from hairtrack.workflow.diary.typed_line import EXAMPLES, LineReader, Understood
from tests.ui.parts import parts

# The list of names that drops down is a window of its own, which the offscreen platform cannot raise.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TODAY = date(2026, 6, 1)
DAY = "itch 4 crown; headache mild; washed; note slept badly"


@pytest.fixture
def line(qtbot: QtBot) -> QuickLine:
    reader = LineReader(Course(id="c", name="A", created_on=TODAY), TODAY)
    made = QuickLine(reader.read, reader.offers)
    qtbot.addWidget(made)
    made.resize(320, 600)
    made.show()
    qtbot.waitActive(made)
    made.begin()
    return made


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    made = Session()
    assert made.new(tmp_path / "A.hairtrack", "A")
    yield made
    made.close()


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> DiaryPanel:
    made = DiaryPanel(session, today=lambda: TODAY)
    qtbot.addWidget(made)
    session.course_changed.connect(made.refresh)
    made.resize(320, 1200)
    made.show()
    made.refresh()
    qtbot.waitActive(made)
    return made


def typed(widget: QWidget, *parts: str | Qt.Key) -> int:
    """Type as the system would, into the list that dropped down or else the field; return the strokes."""
    strokes = 0
    for part in parts:
        for key in part if isinstance(part, str) else (part,):
            target = QApplication.activePopupWidget() or widget.focusWidget()
            assert target is not None
            QTest.keyClick(target, key)  # type: ignore[arg-type]
            strokes += 1
    return strokes


def words(widget: QWidget) -> str:
    return "\n".join(found.text() for found in parts(widget, QLabel) if found.isVisibleTo(widget))


def caught(line: QuickLine) -> list[Understood]:
    found: list[Understood] = []
    line.kept.connect(found.append)
    return found


def test_a_whole_day_is_kept_in_fewer_than_eighty_strokes_and_one_step_of_undo(
    panel: DiaryPanel, session: Session
) -> None:
    QTest.keyClick(panel, Qt.Key.Key_Y, Qt.KeyboardModifier.AltModifier)
    strokes = 1 + typed(panel, DAY, Qt.Key.Key_Return)

    assert strokes < 80
    assert [type(entry) for entry in session.course.diary.entries()] == [Event, Symptom, SideEffect, Groom]
    assert session.course.diary.symptoms[0].area == "crown"
    assert session.course.diary.side_effects[0].severity is Severity.MILD
    assert panel.quick.field.text() == ""
    assert session.undo_what == "keep 4 entries"
    session.undo()
    assert session.course.diary.entries() == ()


def test_what_is_not_understood_stays_in_the_field_with_its_day(panel: DiaryPanel, session: Session) -> None:
    panel.quick.begin()
    typed(panel, "yesterday: itch 4; foo 3; washed", Qt.Key.Key_Return)

    assert len(session.course.diary.entries()) == 2
    assert panel.quick.field.text() == "yesterday: foo 3"
    assert "foo is not known here." in words(panel.quick)


def test_a_kept_name_is_known_at_the_next_key(panel: DiaryPanel, session: Session) -> None:
    panel.quick.begin()
    typed(panel, "start prp", Qt.Key.Key_Return, "prp given", Qt.Key.Key_Return)

    assert session.course.diary.sessions[0].treatment == session.course.diary.treatments[0].id


def test_it_says_at_every_key_what_will_be_kept(line: QuickLine) -> None:
    typed(line, "itch")
    keep = next(found for found in parts(line, QPushButton) if found.text().startswith("Keep"))
    assert "Itch needs a number" in words(line)
    assert not keep.isVisible()
    typed(line, " 4; washed")
    assert "Itch 4 of 10, today" in words(line)
    assert "Hair washed, today" in words(line)
    assert "Not understood" not in words(line)
    assert keep.isVisible()
    assert keep.text() == "Keep 2 entries"
    assert "Hair washed, today" in line.field.accessibleDescription()


def test_a_part_is_named_once(line: QuickLine) -> None:
    typed(line, "the weather was odd; foo 3")
    said = words(line)
    assert said.count("the weather was odd") == 1
    assert "foo 3: foo is not known here." in said


def test_what_was_typed_is_not_replaced_when_the_field_is_come_back_to(line: QuickLine) -> None:
    typed(line, "itch 4")
    line.examples.switch.setFocus()
    line.begin()
    typed(line, "; washed")
    assert line.field.text() == "itch 4; washed"


def test_an_empty_line_says_and_keeps_nothing(line: QuickLine) -> None:
    found = caught(line)
    typed(line, "  ", Qt.Key.Key_Return)

    assert found == []
    assert "Will be kept" not in words(line)


def test_nothing_understood_keeps_nothing_and_loses_nothing(line: QuickLine) -> None:
    found = caught(line)
    typed(line, "foo bar", Qt.Key.Key_Return)

    assert found == []
    assert line.field.text() == "foo bar"


def test_names_complete_by_tab_or_by_arrow_and_return(line: QuickLine) -> None:
    typed(line, "he")
    assert line.field.offered()[0] == "headache"
    typed(line, Qt.Key.Key_Tab, "mild; cr")
    assert line.field.text() == "headache mild; cr"
    line.field.clear()
    typed(line, "herpes s")
    assert line.field.offered() == ("herpes simplex (cold sore)",)
    typed(line, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert line.field.text() == "herpes simplex (cold sore) "


def test_return_goes_past_a_list_of_which_nothing_was_chosen(line: QuickLine) -> None:
    found = caught(line)
    typed(line, "itch 4 cro")
    assert line.field.offered() == ("crown",)
    typed(line, Qt.Key.Key_Return)

    assert [part.sentence for part in found[0].kept] == ["Itch 4 of 10, crown, today"]


def test_escape_leaves_the_list_first_and_then_the_field_and_what_was_typed_stays(line: QuickLine) -> None:
    left: list[bool] = []
    line.left.connect(lambda: left.append(True))
    typed(line, "he", Qt.Key.Key_Escape)
    assert (line.field.offered(), left) == ((), [])
    typed(line, Qt.Key.Key_Escape)
    assert (line.field.text(), left) == ("he", [True])


def test_pasted_lines_become_parts(line: QuickLine) -> None:
    QGuiApplication.clipboard().setText("itch 4\nwashed\r\nbrows 3")
    line.field.paste()

    assert line.field.text() == "itch 4; washed; brows 3"
    assert "Brows 3 of 10" in words(line)


def test_a_very_long_word_does_not_widen_the_column(line: QuickLine) -> None:
    line.field.setText("strawberry")
    ordinary = line.minimumSizeHint().width()
    line.field.setText("x" * 1500)

    assert line.minimumSizeHint().width() <= ordinary


def test_examples_are_put_into_the_field(line: QuickLine) -> None:
    line.examples.switch.click()
    press: Callable[[], None] = next(found.click for found in parts(line, QPushButton) if found.text() == EXAMPLES[0])
    press()

    assert line.field.text() == EXAMPLES[0]
    assert line.field.hasFocus()


def test_all_examples_are_understood_one_after_the_other() -> None:
    course = Course(id="c", name="A", created_on=TODAY)
    for example in sorted(EXAMPLES, key=lambda line: not line.startswith("start")):
        understood = LineReader(course, TODAY).read(example)
        assert understood.left == ()
        course = understood.course
    assert len(course.diary.entries()) == 9
