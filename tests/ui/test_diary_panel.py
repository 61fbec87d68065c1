"""The diary by hand: with keys only, in few of them, and nothing lost."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QLabel, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from hairtrack.course import Course
from hairtrack.diary import Diary, Event, LabResult, Reminder, Symptom
from hairtrack.treatment import Treatment, TreatmentKind
from hairtrack.ui.diary_panel import DiaryPanel
from hairtrack.ui.entry_forms import SymptomForm
from hairtrack.ui.session import Session
from hairtrack.workflow.keep_diary import change_dose, keep_entry

# The list of names that drops down is a window of its own, which the offscreen platform cannot raise.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TODAY = date(2026, 6, 1)
START = date(2026, 1, 5)


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


def treatment(session: Session, **changes: object) -> Treatment:
    facts: dict[str, object] = {"kind": TreatmentKind.JAK_INHIBITOR, "name": "ritlecitinib", "started_on": START}
    made = Treatment(id="t1", **(facts | changes))  # type: ignore[arg-type]
    keep(session, keep_entry(session.course, made))
    return made


def keep(session: Session, course: Course) -> None:
    assert session.apply("prepare", course)


def typed(panel: DiaryPanel, *parts: str | Qt.Key) -> None:
    """Type as the system would: into the list that dropped down, else into the field with the keyboard."""
    for part in parts:
        for key in part if isinstance(part, str) else (part,):
            target = QApplication.activePopupWidget() or panel.focusWidget()
            assert target is not None
            QTest.keyClick(target, key)  # type: ignore[arg-type]
            QApplication.processEvents()


def words(widget: QWidget) -> str:
    QApplication.processEvents()  # rows that were just built are shown from the event loop
    return "\n".join(found.text() for found in widget.findChildren(QLabel) if found.isVisibleTo(widget))


def press(panel: DiaryPanel, name: str) -> None:
    QApplication.processEvents()
    found = [
        made
        for made in panel.findChildren(QAbstractButton)
        if made.isVisible() and name in (made.accessibleName(), made.toolTip())
    ]
    assert len(found) == 1, [made.accessibleName() for made in panel.findChildren(QAbstractButton)]
    found[0].click()


def test_a_treatment_is_kept_with_eight_keys_beside_its_words(
    qtbot: QtBot, session: Session, panel: DiaryPanel
) -> None:
    panel.add("treatment")
    tab = Qt.Key.Key_Tab
    typed(panel, "Litfulo", tab, "50 mg daily", Qt.Key.Key_Return)
    (kept,) = session.course.diary.treatments
    assert (kept.name, kept.dose, kept.started_on) == ("Litfulo", "50 mg daily", TODAY)
    assert kept.kind is TreatmentKind.JAK_INHIBITOR
    assert panel.form is None
    assert panel.focusWidget() is panel.add_buttons["treatment"]
    assert "Litfulo, 50 mg daily" in words(panel)


def test_names_are_completed_from_the_catalogue(qtbot: QtBot, panel: DiaryPanel) -> None:
    panel.add("treatment")
    typed(panel, "bari")
    field = panel.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.completer().currentCompletion() == "baricitinib"


def test_escape_leaves_without_keeping(qtbot: QtBot, session: Session, panel: DiaryPanel) -> None:
    panel.add("event")
    typed(panel, "holiday", Qt.Key.Key_Escape)
    assert panel.form is None
    assert session.course.diary.entries() == ()
    assert panel.focusWidget() is panel.add_buttons["event"]


def test_a_problem_is_said_in_the_form_and_can_be_mended(qtbot: QtBot, session: Session, panel: DiaryPanel) -> None:
    panel.add("treatment")
    typed(panel, "minoxidil", Qt.Key.Key_Tab, "5", Qt.Key.Key_Return)
    assert panel.form is not None
    assert "has no unit" in words(panel.form)
    typed(panel, " % twice daily", Qt.Key.Key_Return)
    assert session.course.diary.treatments[0].dose == "5 % twice daily"


def test_a_treatment_is_stopped_with_one_press_and_return(qtbot: QtBot, session: Session, panel: DiaryPanel) -> None:
    treatment(session)
    keep(session, change_dose(session.course, "t1", START + timedelta(days=30), "100 mg"))
    press(panel, "Stop: ritlecitinib")
    typed(panel, Qt.Key.Key_Return)
    (stopped,) = session.course.diary.treatments
    assert stopped.stopped_on == TODAY
    assert [change.dose for change in stopped.changes] == ["100 mg"]


def test_a_dose_is_changed_from_its_treatment(qtbot: QtBot, session: Session, panel: DiaryPanel) -> None:
    treatment(session, dose="50 mg daily")
    press(panel, "Dose: ritlecitinib")
    typed(panel, "100 mg daily", Qt.Key.Key_Return)
    assert session.course.diary.treatments[0].changes[0].dose == "100 mg daily"
    assert "ritlecitinib, 100 mg daily" in words(panel)
    press(panel, "Remove: ritlecitinib: 100 mg daily")
    assert session.course.diary.treatments[0].changes == ()


def test_a_dose_without_a_treatment_begins_one(panel: DiaryPanel) -> None:
    panel.add("dose")
    assert panel.form is not None
    assert panel.form.accessibleName() == "Add a treatment"


def test_a_blood_test_remembers_unit_and_range(qtbot: QtBot, session: Session, panel: DiaryPanel) -> None:
    keep(
        session,
        keep_entry(session.course, LabResult(id="l", on=START, name="ALT", value=30.5, unit="U/l", low=10, high=50)),
    )
    panel.add("lab")
    tab = Qt.Key.Key_Tab
    typed(panel, "alt", tab, "61,5", Qt.Key.Key_Return)
    newest = session.course.diary.labs[-1]
    assert (newest.value, newest.unit, newest.low, newest.high) == (61.5, "U/l", 10, 50)
    assert "alt 61.5 U/l (outside 10 to 50)" in words(panel)


def test_every_kind_is_kept_and_changed_again(qtbot: QtBot, session: Session, panel: DiaryPanel) -> None:
    tab, enter = Qt.Key.Key_Tab, Qt.Key.Key_Return
    panel.add("symptom")
    typed(panel, "itch", tab, "7", tab, "crown", enter, enter)  # the first takes the word from the list
    panel.add("groom")
    typed(panel, tab, "12", enter)
    panel.add("event")
    typed(panel, "holiday", enter)
    panel.add("reminder")
    typed(panel, "blood test", enter)
    diary = session.course.diary
    assert (diary.symptoms[0].severity, diary.symptoms[0].area) == (7, "crown")
    assert diary.grooms[0].length_mm == 12
    assert isinstance(diary.reminders[0], Reminder)
    press(panel, "Edit: holiday")
    typed(panel, Qt.Key.Key_End, " by the sea", enter)
    assert [event.text for event in session.course.diary.events] == ["holiday by the sea"]
    assert session.course.diary.events[0].id == diary.events[0].id


def test_what_is_removed_can_be_undone_from_the_notice(session: Session, panel: DiaryPanel) -> None:
    keep(session, keep_entry(session.course, Event(id="e", on=START, text="holiday")))
    heard: list[tuple[str, str, Callable[[], None]]] = []
    session.notice.connect(lambda *said: heard.append(said))
    press(panel, "Remove: holiday")
    assert session.course.diary.entries() == ()
    ((sentence, _, undo),) = heard
    assert "holiday" in sentence
    undo()
    assert session.course.diary.events[0].text == "holiday"


def test_long_diaries_show_the_newest_first_and_all_on_demand(
    qtbot: QtBot, session: Session, panel: DiaryPanel
) -> None:
    course = session.course
    for k in range(9):
        course = keep_entry(course, Symptom(id=f"s{k}", on=START + timedelta(days=k), name=f"symptom {k}", severity=1))
    keep(session, course)
    assert "symptom 8" in words(panel)
    assert "symptom 0" not in words(panel)
    press(panel, "Show all 9")
    qtbot.waitUntil(lambda: "symptom 0" in words(panel))


def test_what_is_due_names_its_source(session: Session, panel: DiaryPanel) -> None:
    treatment(session, started_on=TODAY - timedelta(days=20))
    said = words(panel)
    assert "Blood test: lymphocytes and platelets" in said
    assert "Ritlecitinib label (prescribing information), week 4" in said
    assert "9 June 2026, in 8 days" in said


def test_what_was_typed_stays_while_a_job_holds_the_course(session: Session, panel: DiaryPanel) -> None:
    session.hold("Aligning photos")
    heard: list[str] = []
    session.notice.connect(lambda words, *_: heard.append(words))
    panel.add("event")
    typed(panel, "holiday", Qt.Key.Key_Return)
    assert "Aligning photos is still going on" in heard[0]
    assert panel.form is not None
    session.hold("")
    typed(panel, Qt.Key.Key_Return)
    assert session.course.diary.events[0].text == "holiday"


def test_tab_goes_from_top_to_bottom(session: Session, panel: DiaryPanel) -> None:
    treatment(session)
    keep(session, keep_entry(session.course, Event(id="e", on=START, text="holiday")))
    panel.add("event")
    QApplication.processEvents()
    names = []
    for _ in range(12):
        focused = panel.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName())
        if names[-1] == "Save as a calendar":
            break
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    rows = ["Dose", "Stop", "Edit", "Remove", "Edit: holiday", "Remove: holiday"]
    # The day has a stop for each of day, month and year.
    assert names == ["What", "Day", "Day", "Day", "Keep", "Cancel", *rows][:12]


def test_a_form_is_brought_into_sight(qtbot: QtBot, session: Session, panel: DiaryPanel) -> None:
    keep(session, keep_entry(session.course, Event(id="e", on=START, text="holiday")))
    around = QScrollArea()
    qtbot.addWidget(around)
    around.setWidgetResizable(True)
    around.setWidget(panel)
    around.resize(320, 200)
    around.show()
    qtbot.waitUntil(lambda: around.verticalScrollBar().maximum() > 100)
    around.verticalScrollBar().setValue(around.verticalScrollBar().maximum())
    press(panel, "Edit: holiday")
    form = panel.form
    assert form is not None
    qtbot.waitUntil(lambda: around.viewport().rect().intersects(_seen(form, around)))
    around.takeWidget()  # the panel is closed by its own fixture


def _seen(form: QWidget, around: QScrollArea) -> QRect:
    return QRect(form.mapTo(around.viewport(), QPoint(0, 0)), form.size())


def test_every_control_has_a_name_and_can_be_reached(session: Session, panel: DiaryPanel) -> None:
    treatment(session)
    for kind in panel.add_buttons:
        panel.add(kind)
        assert panel.form is not None
        for field in panel.form.findChildren(QWidget):
            if field.focusPolicy() & Qt.FocusPolicy.TabFocus and field.isVisible():
                assert field.accessibleName() or isinstance(field.parent(), QAbstractSpinBox), (kind, field)
    panel.close_form()
    QApplication.processEvents()
    shown = [made for made in panel.findChildren(QAbstractButton) if made.isVisible()]
    assert len(shown) > len(panel.add_buttons)
    for made in shown:
        assert made.accessibleName()


def test_fields_are_english_wherever_the_computer_is(qtbot: QtBot) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.Arabic, QLocale.Country.Egypt))
    try:
        form = SymptomForm(Diary(), TODAY)
    finally:
        QLocale.setDefault(before)
    qtbot.addWidget(form)
    assert (form.on.text(), form.severity.text()) == ("1 Jun 2026", "3")
