"""The diary by keys alone: types as the system would, reads what is shown, presses by name."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QWidget

from hairtrack.course import Course
from hairtrack.treatment import Treatment, TreatmentKind
from hairtrack.ui.diary.panel import DiaryPanel
from hairtrack.ui.session import Session
from hairtrack.workflow.diary.entries import keep_entry
from tests.ui.parts import parts

TODAY = date(2026, 6, 1)
START = date(2026, 1, 5)
TAB, ENTER = Qt.Key.Key_Tab, Qt.Key.Key_Return


def treatment(session: Session, **changes: object) -> Treatment:
    facts: dict[str, object] = {"kind": TreatmentKind.JAK_INHIBITOR, "name": "ritlecitinib", "started_on": START}
    made = Treatment(id="t1", **(facts | changes))  # type: ignore[arg-type]
    keep(session, keep_entry(session.course, made))
    return made


def keep(session: Session, course: Course) -> None:
    assert session.apply("prepare", course)


class Strokes:
    """How many keys were pressed; Alt with a letter is one."""

    count = 0


@contextmanager
def counted() -> Iterator[Strokes]:
    """Count the keys that are typed meanwhile."""
    before, own = Strokes.count, Strokes()
    yield own
    own.count = Strokes.count - before


def typed(panel: DiaryPanel, *parts: str | Qt.Key, alt: bool = False) -> None:
    """Type as the system would: into the list that dropped down, else into what has the keyboard."""
    held = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
    for part in parts:
        for key in part if isinstance(part, str) else (part,):
            target = QApplication.activePopupWidget() or panel.focusWidget() or panel
            QTest.keyClick(target, key, held)  # type: ignore[arg-type]
            QApplication.processEvents()
            Strokes.count += 1


def words(widget: QWidget) -> str:
    QApplication.processEvents()  # rows that were just built are shown from the event loop
    return "\n".join(found.text() for found in parts(widget, QLabel) if found.isVisibleTo(widget))


def press(panel: DiaryPanel, name: str) -> None:
    QApplication.processEvents()
    found = [
        made
        for made in parts(panel, QAbstractButton)
        if made.isVisible() and name in (made.accessibleName(), made.toolTip())
    ]
    assert len(found) == 1, [made.accessibleName() for made in parts(panel, QAbstractButton)]
    found[0].click()


def choose(panel: DiaryPanel, opener: str, words: str) -> None:
    """Choose from the menu that a button drops down."""
    press(panel, opener)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (action,) = (action for action in menu.actions() if action.text() == words)
    menu.close()
    action.trigger()
