"""The diary by hand: with keys only, in few of them, and nothing lost."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QLocale, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from hairtrack.diary import (
    Diary,
    Entry,
    Event,
    EventKind,
    Groom,
    GroomKind,
    LabResult,
    MissedDoses,
    PlannedTest,
    Reminder,
    SaltScore,
    Score,
    ScoreKind,
    Severity,
    SideEffect,
    Stage,
    StageScale,
    Symptom,
    TestPlan,
)
from hairtrack.diary import Session as Given
from hairtrack.treatment import DoseChange, Pause, Treatment, TreatmentKind
from hairtrack.ui.diary.adders import ADD, MORE
from hairtrack.ui.diary.feeling_forms import SymptomForm
from hairtrack.ui.diary.lines import LineRow
from hairtrack.ui.diary.panel import DiaryPanel
from hairtrack.ui.diary.treatment_forms import TreatmentForm
from hairtrack.ui.session import Session
from hairtrack.ui.theme import Theme
from hairtrack.workflow.diary.entries import keep_entry
from tests.ui.diary.diary_hands import ENTER, START, TAB, TODAY, choose, counted, keep, press, treatment, typed, words
from tests.ui.parts import parts

# The list of names that drops down is a window of its own, which the offscreen platform cannot raise.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_a_day_is_kept_in_twenty_seconds(diary_session: Session, panel: DiaryPanel) -> None:
    """One symptom, one side effect, one wash, one note: 80 strokes are 20 seconds at 4 a second."""
    with counted() as strokes:
        typed(panel, Qt.Key.Key_S, alt=True)
        typed(panel, "itch", TAB, "4", TAB, "crown", ENTER)
        typed(panel, Qt.Key.Key_F, alt=True)
        typed(panel, "headache", ENTER)
        typed(panel, Qt.Key.Key_W, alt=True)
        typed(panel, "w", ENTER)
        typed(panel, Qt.Key.Key_N, alt=True)
        typed(panel, "slept badly", ENTER)
    diary = diary_session.course.diary
    assert [(kept.name, kept.severity, kept.area, kept.on) for kept in diary.symptoms] == [("itch", 4, "crown", TODAY)]
    assert [(kept.name, kept.severity, kept.since) for kept in diary.side_effects] == [
        ("headache", Severity.MILD, TODAY)
    ]
    assert [kept.kind for kept in diary.grooms] == [GroomKind.WASH]
    assert [kept.text for kept in diary.events] == ["slept badly"]
    assert strokes.count == 40


def test_a_treatment_is_kept_with_its_words_and_two_keys(diary_session: Session, panel: DiaryPanel) -> None:
    panel.add("treatment")
    typed(panel, "Litfulo", TAB, "50 mg", ENTER)
    (kept,) = diary_session.course.diary.treatments
    assert (kept.name, kept.dose, kept.started_on) == ("Litfulo", "50 mg", TODAY)
    assert (kept.kind, kept.form, kept.frequency) == (TreatmentKind.JAK_INHIBITOR, "capsule", "daily")
    assert panel.form is None
    assert panel.focusWidget() is panel.add_buttons["treatment"]
    assert "Litfulo, capsule, 50 mg daily" in words(panel)


def test_names_are_completed_from_the_catalogue(panel: DiaryPanel) -> None:
    panel.add("treatment")
    typed(panel, "bari")
    field = panel.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.completer().currentCompletion() == "baricitinib"


def test_return_keeps_what_was_typed_though_other_names_are_offered(diary_session: Session, panel: DiaryPanel) -> None:
    panel.add("symptom")
    typed(panel, "pain", ENTER)
    typed(panel, Qt.Key.Key_S, alt=True)
    typed(panel, "pain", Qt.Key.Key_Down, Qt.Key.Key_Down, ENTER, ENTER)
    assert [kept.name for kept in diary_session.course.diary.symptoms] == ["pain", "pain or burning"]


def test_escape_leaves_without_keeping(diary_session: Session, panel: DiaryPanel) -> None:
    panel.add("event")
    typed(panel, "holiday", Qt.Key.Key_Escape)
    assert panel.form is None
    assert diary_session.course.diary.entries() == ()
    assert panel.focusWidget() is panel.add_buttons["event"]


def test_return_on_cancel_leaves_too(diary_session: Session, panel: DiaryPanel) -> None:
    panel.add("event")
    typed(panel, "holiday", TAB, TAB, TAB, TAB)
    focused = panel.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Cancel"
    typed(panel, ENTER)
    assert panel.form is None
    assert diary_session.course.diary.entries() == ()


def test_a_problem_is_said_at_its_field_and_can_be_mended(diary_session: Session, panel: DiaryPanel) -> None:
    panel.add("treatment")
    typed(panel, "minoxidil", TAB, "5", TAB, TAB, ENTER)
    assert panel.form is not None
    field = panel.focusWidget()
    assert field is not None
    assert field.accessibleName() == "Dose"
    assert field.accessibleDescription() == "The dose 5 has no unit. Write it with one, such as 50 mg daily."
    assert "The dose 5 has no unit" in words(panel.form)
    typed(panel, "5 % twice daily", ENTER)
    (kept,) = diary_session.course.diary.treatments
    assert (kept.dose, kept.frequency) == ("5 %", "twice daily")


def test_every_kind_of_entry_is_changed_and_nothing_else_of_it(diary_session: Session, panel: DiaryPanel) -> None:
    """The form of an entry, kept as it opens, must give back the very same entry."""
    taken = treatment(
        diary_session,
        form="capsule",
        dose="50 mg",
        frequency="every Monday",
        stopped_on=TODAY + timedelta(days=30),
        stop_reason="no benefit",
        changes=(DoseChange(on=START + timedelta(days=9), dose="100 mg"),),
        pauses=(Pause(since=START + timedelta(days=20), until=START + timedelta(days=29), reason="infection"),),
        note="with food",
    )
    entries: tuple[Entry, ...] = (
        taken,
        Event(id="e", on=START, text="moved", kind=EventKind.LIFE),
        LabResult(id="l", on=START, name="ALT", value=30.25, unit="U/l", low=10, high=None, note="fasting"),
        Symptom(id="s", on=START, name="itch", severity=7, area="crown", note="at night"),
        SideEffect(
            id="f", name="acne", severity=Severity.SEVERE, since=START, until=TODAY, treatment="t1", note="forehead"
        ),
        Groom(id="g", on=START, kind=GroomKind.HAIRCUT, length_mm=12.5, wet=True, note="clippers"),
        Score(id="c", on=START, kind=ScoreKind.LASHES, value=0, note="left"),
        Stage(id="st", on=START, scale=StageScale.LUDWIG, grade="II", note="by eye"),
        SaltScore(id="sa", on=START, by="Dr Weber", total=50.2, top=50, back=50, left=50, right=50, note="n"),
        Given(id="gi", on=START, treatment="t1", note="left side"),
        MissedDoses(id="m", on=START, treatment="t1", missed=3, days=14, note="away"),
        Reminder(id="r", what="blood test", on=START, every_days=10, treatment="t1"),
        TestPlan(id="p", treatment="t1", tests=(PlannedTest(what="ALT", week=4, every_weeks=12),)),
    )
    course = diary_session.course
    for entry in entries:
        course = keep_entry(course, entry)
    keep(diary_session, course)
    for entry in entries:
        panel.open_entry(entry.id)
        assert panel.form is not None
        typed(panel, ENTER)
        assert panel.form is None, entry
        assert diary_session.course.diary.entry(entry.id) == entry
    assert len(diary_session.course.diary.entries()) == len(entries)


def test_an_entry_is_opened_by_its_id_and_one_that_is_gone_is_not(diary_session: Session, panel: DiaryPanel) -> None:
    keep(diary_session, keep_entry(diary_session.course, Event(id="e", on=START, text="holiday")))
    panel.open_entry("nobody")
    assert panel.form is None
    panel.open_entry("e")
    typed(panel, Qt.Key.Key_End, " by the sea", ENTER)
    assert [event.text for event in diary_session.course.diary.events] == ["holiday by the sea"]
    assert diary_session.course.diary.events[0].id == "e"


def test_an_entry_that_was_opened_from_elsewhere_gives_the_keyboard_back(
    qtbot: QtBot, diary_session: Session, panel: DiaryPanel
) -> None:
    keep(diary_session, keep_entry(diary_session.course, Event(id="e", on=START, text="holiday")))
    chart = QLineEdit()
    qtbot.addWidget(chart)
    chart.show()
    chart.activateWindow()
    chart.setFocus()
    qtbot.waitUntil(chart.hasFocus)
    panel.open_entry("e")
    panel.activateWindow()
    typed(panel, Qt.Key.Key_Escape)
    assert chart.window().focusWidget() is chart


def test_all_kinds_open_by_keys_of_their_own(diary_session: Session, panel: DiaryPanel) -> None:
    treatment(diary_session)
    kinds = {kind: keys for kind, _, _, keys in ADD} | {kind: keys for kind, _, keys in MORE}
    assert len(set(kinds.values())) == len(kinds) == 15
    menus = {"Alt+C", "Alt+E", "Alt+V", "Alt+H", "Alt+M"}
    assert not menus & set(kinds.values())
    titles = set()
    for keys in kinds.values():
        typed(panel, getattr(Qt.Key, f"Key_{keys[-1]}"), alt=True)
        assert panel.form is not None, keys
        titles.add(panel.form.accessibleName())
        typed(panel, Qt.Key.Key_Escape)
    assert len(titles) == len(kinds)


def test_the_rest_is_in_a_menu(panel: DiaryPanel) -> None:
    assert [action.text() for action in panel.adders.menu.actions()] == [name for _, name, _ in MORE]
    panel.adders.menu.actions()[5].trigger()
    assert panel.form is not None
    assert panel.form.accessibleName() == "Add the doctor's SALT"


@pytest.mark.parametrize("kind", ["dose", "pause", "session", "missed", "plan"])
def test_what_needs_a_treatment_begins_one(panel: DiaryPanel, kind: str) -> None:
    panel.add(kind)
    assert panel.form is not None
    assert panel.form.accessibleName() == "Add a treatment"


def test_what_is_removed_can_be_undone_from_the_notice(diary_session: Session, panel: DiaryPanel) -> None:
    keep(diary_session, keep_entry(diary_session.course, Event(id="e", on=START, text="holiday")))
    heard: list[tuple[str, str, Callable[[], None]]] = []
    diary_session.notice.connect(lambda *said: heard.append(said))
    press(panel, "Remove: holiday")
    assert diary_session.course.diary.entries() == ()
    ((sentence, _, undo),) = heard
    assert "holiday" in sentence
    undo()
    assert diary_session.course.diary.events[0].text == "holiday"


def test_rows_stay_until_they_say_or_look_otherwise(look: Theme, diary_session: Session, panel: DiaryPanel) -> None:
    def rows() -> list[LineRow]:
        return [row for row in parts(panel, LineRow) if row.isVisible()]

    keep(diary_session, keep_entry(diary_session.course, Event(id="e1", on=TODAY, kind=EventKind.NOTE, text="rest")))
    first = rows()
    panel.refresh()
    assert len(first) == 1
    assert rows() == first
    look.use_text_size(150)
    panel.refresh()
    larger = rows()
    assert len(larger) == 1
    assert larger != first
    keep(diary_session, keep_entry(diary_session.course, Event(id="e2", on=TODAY, kind=EventKind.NOTE, text="sun")))
    assert len(rows()) == 2
    assert larger[0] not in rows()


def test_what_is_due_names_its_source(diary_session: Session, panel: DiaryPanel) -> None:
    treatment(diary_session, started_on=TODAY - timedelta(days=20))
    said = words(panel)
    assert "Blood test: lymphocytes and platelets" in said
    assert "Ritlecitinib label (prescribing information), week 4" in said
    assert "9 June 2026, in 8 days" in said


def test_a_session_that_is_due_is_kept_by_done(diary_session: Session, panel: DiaryPanel) -> None:
    treatment(
        diary_session,
        kind=TreatmentKind.CONTACT_IMMUNOTHERAPY,
        name="DPCP",
        frequency="weekly",
        started_on=TODAY - timedelta(days=7),
    )
    press(panel, "Done today: DPCP, next session")
    assert [(kept.on, kept.treatment) for kept in diary_session.course.diary.sessions] == [(TODAY, "t1")]
    assert "Done today" not in words(panel)
    assert "DPCP given" in words(panel)
    diary_session.undo()
    assert diary_session.course.diary.sessions == ()


def test_a_reminder_moves_on_by_done_and_photos_have_no_button(diary_session: Session, panel: DiaryPanel) -> None:
    reminder = Reminder(id="r", what="skin examination", on=TODAY - timedelta(days=1), every_days=28)
    keep(diary_session, keep_entry(diary_session.course, reminder))
    press(panel, "Done today: Skin examination")
    assert diary_session.course.diary.reminders[0].on == TODAY + timedelta(days=27)
    buttons = [made.toolTip() for made in parts(panel, QAbstractButton)]
    assert not [tip for tip in buttons if "photos" in tip]


def test_a_rare_treatment_is_given_with_one_press(diary_session: Session, panel: DiaryPanel) -> None:
    treatment(diary_session, name="DPCP", frequency="every 2 weeks")
    press(panel, "Given today: DPCP")
    assert [(kept.on, kept.treatment) for kept in diary_session.course.diary.sessions] == [(TODAY, "t1")]


def test_a_treatment_is_paused_and_taken_up_again(diary_session: Session, panel: DiaryPanel) -> None:
    treatment(diary_session)
    press(panel, "Pause: ritlecitinib")
    typed(panel, "20 may", TAB, TAB, "infection", ENTER)
    (paused,) = diary_session.course.diary.treatments
    assert paused.pauses == (Pause(since=date(2026, 5, 20), reason="infection"),)
    assert "paused since 20 May 2026: infection" in words(panel)
    press(panel, "Resume: ritlecitinib")
    typed(panel, ENTER)
    (resumed,) = diary_session.course.diary.treatments
    assert resumed.pauses == (Pause(since=date(2026, 5, 20), until=date(2026, 5, 31), reason="infection"),)
    assert resumed.taken_on(TODAY)
    press(panel, "Edit: ritlecitinib: paused, until 31 May 2026")
    typed(panel, "21 may", ENTER)
    assert [pause.since for pause in diary_session.course.diary.treatments[0].pauses] == [date(2026, 5, 21)]
    press(panel, "Remove: ritlecitinib: paused, until 31 May 2026")
    assert diary_session.course.diary.treatments[0].pauses == ()


def test_a_treatment_is_stopped_with_one_press_and_return(diary_session: Session, panel: DiaryPanel) -> None:
    treatment(
        diary_session,
        changes=(DoseChange(on=START + timedelta(days=30), dose="100 mg"),),
        pauses=(Pause(since=date(2026, 5, 20)),),
    )
    press(panel, "Stop: ritlecitinib")
    typed(panel, TAB, "side effects", ENTER)
    (stopped,) = diary_session.course.diary.treatments
    assert (stopped.stopped_on, stopped.stop_reason) == (TODAY, "side effects")
    assert [change.dose for change in stopped.changes] == ["100 mg"]
    assert stopped.pauses == (Pause(since=date(2026, 5, 20), until=TODAY),)


def test_the_rest_of_a_treatment_is_in_its_menu(diary_session: Session, panel: DiaryPanel) -> None:
    treatment(diary_session)
    choose(panel, "More: ritlecitinib", "Missed doses")
    typed(panel, "2", ENTER)
    (missed,) = diary_session.course.diary.missed_doses
    assert (missed.treatment, missed.missed, missed.days, missed.on) == ("t1", 2, 7, TODAY)
    assert "ritlecitinib: 2 doses missed in 7 days" in words(panel)
    choose(panel, "More: ritlecitinib", "Remove")
    assert diary_session.course.diary.entries() == ()


def test_of_many_treatments_those_that_go_on_and_the_last_ones_are_shown(
    qtbot: QtBot, diary_session: Session, panel: DiaryPanel
) -> None:
    course = diary_session.course
    for k in range(12):
        since = START + timedelta(days=10 * k)
        old = Treatment(
            id=f"o{k}",
            kind=TreatmentKind.OTHER,
            name=f"shampoo {k}",
            started_on=since,
            stopped_on=since + timedelta(days=5),
        )
        course = keep_entry(course, old)
    keep(diary_session, course)
    treatment(diary_session)
    said = words(panel)
    assert said.index("ritlecitinib") < said.index("shampoo 11") < said.index("shampoo 5")
    assert "shampoo 4" not in said
    press(panel, "Show all 13")
    qtbot.waitUntil(lambda: "shampoo 0" in words(panel))
    press(panel, "Show fewer")
    qtbot.waitUntil(lambda: "shampoo 0" not in words(panel))


def test_what_was_typed_stays_while_a_job_holds_the_course(diary_session: Session, panel: DiaryPanel) -> None:
    diary_session.hold("Aligning photos")
    heard: list[str] = []
    diary_session.notice.connect(lambda said, *_: heard.append(said))
    panel.add("event")
    typed(panel, "holiday", ENTER)
    assert "Aligning photos is still going on" in heard[0]
    assert panel.form is not None
    diary_session.hold("")
    typed(panel, ENTER)
    assert diary_session.course.diary.events[0].text == "holiday"


def test_tab_goes_from_top_to_bottom(diary_session: Session, panel: DiaryPanel) -> None:
    treatment(diary_session)
    keep(diary_session, keep_entry(diary_session.course, Event(id="e", on=START, text="holiday")))
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
    rows = ["Dose", "Pause", "Stop", "More: ritlecitinib", "Edit: holiday", "Remove: holiday"]
    assert names == ["What", "Day", "Kind", "Keep", "Cancel", *rows, "Save as a calendar"]


def test_a_form_is_brought_into_sight(qtbot: QtBot, diary_session: Session, panel: DiaryPanel) -> None:
    keep(diary_session, keep_entry(diary_session.course, Event(id="e", on=START, text="holiday")))
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


def test_every_control_has_a_name_and_fits_the_column(look: Theme, diary_session: Session, panel: DiaryPanel) -> None:
    treatment(diary_session, name="minoxidil compounded by the pharmacy round the corner, without propylene glycol")
    assert panel.minimumSizeHint().width() <= 290
    for kind in panel.add_buttons:
        panel.add(kind)
        assert panel.form is not None
        # 320 pixels less the margins and the scroll bar.
        assert panel.form.minimumSizeHint().width() <= 276, kind
        for field in parts(panel.form, QWidget):
            if field.focusPolicy() & Qt.FocusPolicy.TabFocus and field.isVisible():
                assert field.accessibleName(), (kind, field)
        fields = [*parts(panel.form, QAbstractButton), *parts(panel.form, QLineEdit)]
        for field in fields:
            # A hand that shakes must hit it; a button inside a field has a key, too.
            if field.isVisible() and not isinstance(field.parentWidget(), QLineEdit):
                assert field.height() >= 24, (kind, field.accessibleName())
    panel.close_form()
    QApplication.processEvents()
    shown = [made for made in parts(panel, QAbstractButton) if made.isVisible()]
    assert len(shown) > 10
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


@pytest.mark.parametrize("letter", ["W", "i"])
def test_a_word_without_an_end_leaves_the_column_as_wide_as_it_is(
    diary_session: Session, panel: DiaryPanel, letter: str
) -> None:
    endless = 500 * letter
    treatment(diary_session, name=endless, dose="50 mg")
    course = keep_entry(diary_session.course, Event(id="e", on=TODAY, text=f"https://{endless}"))
    course = keep_entry(course, Symptom(id="s", on=TODAY, name="itch", severity=3, note=endless))
    keep(diary_session, keep_entry(course, Reminder(id="r", what=endless, on=TODAY)))
    QApplication.processEvents()
    assert panel.minimumSizeHint().width() <= 290
    panel.quick.field.setText(f"{endless} 3; note {endless}")
    panel.add("plan")
    QApplication.processEvents()
    assert panel.minimumSizeHint().width() <= 290
    panel.add("treatment")
    typed(panel, "minoxidil")
    assert isinstance(panel.form, TreatmentForm)
    panel.form.start.setText(endless)
    typed(panel, ENTER)
    assert panel.minimumSizeHint().width() <= 290
    assert endless in words(panel.form).replace("\u200b", "")
