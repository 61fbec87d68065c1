"""The forms of the diary, one by one: what is filled in, worked out and said while they are typed."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QPushButton, QWidget

from hairtrack.diary import Groom, GroomKind, LabResult, PlannedTest, ScoreKind, Severity
from hairtrack.treatment import TreatmentKind
from hairtrack.ui.diary.day_field import DayField
from hairtrack.ui.diary.doctor_forms import LabForm, SaltForm
from hairtrack.ui.diary.feeling_forms import SideEffectForm
from hairtrack.ui.diary.happening_forms import GroomForm
from hairtrack.ui.diary.panel import DiaryPanel
from hairtrack.ui.diary.plan_form import PlanForm
from hairtrack.ui.diary.treatment_forms import TreatmentForm, split_dose
from hairtrack.ui.session import Session
from hairtrack.workflow.diary.blood_tests import published_plan
from hairtrack.workflow.diary.blood_tests import test_plan_of as plan_of
from hairtrack.workflow.diary.entries import keep_entry
from tests.ui.diary.diary_hands import ENTER, START, TAB, TODAY, choose, keep, press, treatment, typed, words
from tests.ui.parts import parts

# The list of names that drops down is a window of its own, which the offscreen platform cannot raise.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def focused(panel: DiaryPanel) -> QWidget:
    found = panel.focusWidget()
    assert found is not None
    return found


# Treatments


@pytest.mark.parametrize(
    ("text", "dose", "often"),
    [
        ("50 mg daily", "50 mg", "daily"),
        ("5 % twice daily", "5 %", "twice daily"),
        ("2.5 mg, every other day", "2.5 mg", "every other day"),
        ("10 mg/ml every 4 to 6 weeks ", "10 mg/ml", "every 4 to 6 weeks"),
        ("50 mg", "50 mg", ""),
        ("daily", "daily", ""),
        ("50 mg when needed", "50 mg when needed", ""),
    ],
)
def test_a_dose_that_says_how_often_is_told_apart(text: str, dose: str, often: str) -> None:
    assert split_dose(text) == (dose, often)


def test_what_the_catalogue_knows_is_filled_in_but_not_over_what_was_typed(panel: DiaryPanel) -> None:
    panel.add("treatment")
    form = panel.form
    assert isinstance(form, TreatmentForm)
    typed(panel, "Olumiant")
    assert (form.often.text(), form.form.text(), form.kind.currentText()) == ("daily", "tablet", "JAK inhibitor")
    typed(panel, TAB, "4 mg", TAB, "every Monday")
    form.name.setText("DPCP")
    assert (form.often.text(), form.form.text(), form.kind.currentText()) == (
        "every Monday",
        "solution",
        TreatmentKind.CONTACT_IMMUNOTHERAPY,
    )


def test_what_the_catalogue_does_not_know_for_sure_is_only_hinted_at(panel: DiaryPanel) -> None:
    panel.add("treatment")
    form = panel.form
    assert isinstance(form, TreatmentForm)
    typed(panel, "minoxidil (topical)", TAB)
    assert (form.form.text(), form.form.placeholderText()) == ("", "foam or solution")
    assert (form.often.text(), form.often.placeholderText()) == ("", "twice daily or daily")


def test_down_offers_all_words_of_an_empty_field(diary_session: Session, panel: DiaryPanel) -> None:
    panel.add("treatment")
    typed(panel, "my own mixture", TAB, "5 ml", TAB, Qt.Key.Key_Down)
    assert QApplication.activePopupWidget() is not None
    typed(panel, Qt.Key.Key_Down, Qt.Key.Key_Down, ENTER, ENTER)
    assert diary_session.course.diary.treatments[0].frequency == "twice daily"


def test_a_start_after_the_stop_is_said_at_the_stop(diary_session: Session, panel: DiaryPanel) -> None:
    treatment(diary_session, stopped_on=TODAY)
    panel.open_entry("t1")
    form = panel.form
    assert isinstance(form, TreatmentForm)
    form.start.setText("3 June 2026")
    typed(panel, ENTER)
    assert focused(panel) is form.stop
    assert "cannot stop on 1 June 2026, before its start on 3 June 2026" in words(form)
    form.stop.clear()
    typed(panel, ENTER)
    assert diary_session.course.diary.treatments[0].stopped_on is None


def test_a_problem_in_what_is_folded_away_unfolds_it(diary_session: Session, panel: DiaryPanel) -> None:
    treatment(diary_session)
    panel.open_entry("t1")
    form = panel.form
    assert isinstance(form, TreatmentForm)
    form.stop.setText("soon")
    assert not form.stop.isVisible()
    typed(panel, ENTER)
    assert form.stop.isVisible()
    assert form.stop.accessibleDescription().startswith("soon is not a date.")


def test_a_dose_moves_to_another_day_without_leaving_one_behind(diary_session: Session, panel: DiaryPanel) -> None:
    treatment(diary_session, dose="50 mg", frequency="daily")
    press(panel, "Dose: ritlecitinib")
    typed(panel, "100 mg twice daily", TAB, TAB, "1 may", ENTER)
    press(panel, "Edit: ritlecitinib: 100 mg twice daily")
    typed(panel, TAB, TAB, "2 may", ENTER)
    (changed,) = diary_session.course.diary.treatments
    assert [(change.on, change.dose, change.frequency) for change in changed.changes] == [
        (date(2026, 5, 2), "100 mg", "twice daily")
    ]


def test_a_dose_outside_the_treatment_is_said_at_its_day(diary_session: Session, panel: DiaryPanel) -> None:
    treatment(diary_session)
    press(panel, "Dose: ritlecitinib")
    typed(panel, "100 mg", TAB, TAB, "1.1.2025", ENTER)
    field = focused(panel)
    assert isinstance(field, DayField)
    assert field.accessibleDescription().startswith("On 1 January 2025 ritlecitinib was not being taken")
    assert diary_session.course.diary.treatments[0].changes == ()


# How it was felt


def test_several_side_effects_are_ticked_at_once(diary_session: Session, panel: DiaryPanel) -> None:
    treatment(diary_session)
    panel.add("effect")
    form = panel.form
    assert isinstance(form, SideEffectForm)
    typed(panel, "tired", TAB, "m", "m", TAB, "20 may", TAB, "25 may", TAB, "r", TAB, TAB, TAB)
    first = focused(panel)
    assert isinstance(first, QCheckBox)
    typed(panel, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space, ENTER)
    kept = diary_session.course.diary.side_effects
    assert [effect.name for effect in kept] == ["tired", "headache", "acne"]
    assert {(effect.severity, effect.since, effect.until, effect.treatment) for effect in kept} == {
        (Severity.MODERATE, date(2026, 5, 20), date(2026, 5, 25), "t1")
    }
    assert len({effect.id for effect in kept}) == 3
    diary_session.undo()
    assert diary_session.course.diary.side_effects == ()


def test_a_side_effect_that_ends_before_it_begins_is_said_at_its_end(panel: DiaryPanel) -> None:
    panel.add("effect")
    typed(panel, "acne", TAB, TAB, TAB, "20 may", ENTER)
    assert focused(panel).accessibleName() == "Until"
    assert "cannot end on 20 May 2026" in focused(panel).accessibleDescription()


def test_scales_that_are_left_out_are_not_kept(diary_session: Session, panel: DiaryPanel) -> None:
    panel.add("score")
    typed(panel, TAB, "4", TAB, "11", ENTER)
    assert focused(panel).accessibleName() == "Quality of life, 0 worst to 10 best"
    typed(panel, "7", ENTER)
    kept = diary_session.course.diary.scores
    assert [(score.kind, score.value) for score in kept] == [(ScoreKind.LASHES, 4), (ScoreKind.QUALITY_OF_LIFE, 7)]


def test_no_scale_at_all_is_refused(diary_session: Session, panel: DiaryPanel) -> None:
    panel.add("score")
    typed(panel, ENTER)
    assert focused(panel).accessibleDescription().startswith("An empty field is not a number")
    assert diary_session.course.diary.scores == ()


def test_half_a_grade_is_refused_at_its_field(panel: DiaryPanel) -> None:
    panel.add("symptom")
    typed(panel, "itch", TAB, "3,5", ENTER)
    assert focused(panel).accessibleName() == "Severity, 0 none to 10 worst"
    assert "3,5 is not a whole number" in focused(panel).accessibleDescription()


# What was done to the hair


def test_only_what_fits_is_asked_and_nothing_that_stands_is_hidden(diary_session: Session, panel: DiaryPanel) -> None:
    panel.add("groom")
    form = panel.form
    assert isinstance(form, GroomForm)
    assert (form.length.isVisible(), form.wet.isVisible()) == (True, False)
    typed(panel, "ph")
    assert form.kind.currentText() == GroomKind.PHOTOGRAPHED
    assert (form.length.isVisible(), form.wet.isVisible()) == (False, True)
    typed(panel, TAB, "w", ENTER)
    (kept,) = diary_session.course.diary.grooms
    assert (kept.kind, kept.wet) == (GroomKind.PHOTOGRAPHED, True)
    keep(
        diary_session,
        keep_entry(diary_session.course, Groom(id="w", on=START, kind=GroomKind.WASH, length_mm=9, wet=False)),
    )
    panel.open_entry("w")
    assert isinstance(panel.form, GroomForm)
    assert (panel.form.length.isVisible(), panel.form.wet.isVisible()) == (True, True)


# Blood tests


def alt(unit: str = "U/l") -> LabResult:
    return LabResult(id="l", on=START, name="ALT", value=30.5, unit=unit, low=10, high=50)


def test_a_blood_test_remembers_unit_and_range(diary_session: Session, panel: DiaryPanel) -> None:
    keep(diary_session, keep_entry(diary_session.course, alt()))
    panel.add("lab")
    typed(panel, "alt", TAB, "61,5", ENTER)
    newest = diary_session.course.diary.labs[-1]
    assert (newest.value, newest.unit, newest.low, newest.high) == (61.5, "U/l", 10, 50)
    assert "alt 61.5 U/l, above the laboratory's range of 10 to 50" in words(panel)


def test_another_name_takes_the_unit_of_the_first_away_again(diary_session: Session, panel: DiaryPanel) -> None:
    keep(diary_session, keep_entry(diary_session.course, alt()))
    panel.add("lab")
    form = panel.form
    assert isinstance(form, LabForm)
    typed(panel, "alt", TAB)
    assert form.unit.text() == "U/l"
    form.name.setFocus()
    typed(panel, "x", TAB)
    assert (form.unit.text(), form.low.text(), form.high.text()) == ("", "", "")


@pytest.mark.parametrize(("unit", "other"), [("U/L", False), ("U / l", False), ("µkat/l", True)])
def test_another_unit_is_said_at_once_and_can_be_kept(
    diary_session: Session, panel: DiaryPanel, unit: str, other: bool
) -> None:
    keep(diary_session, keep_entry(diary_session.course, alt()))
    panel.add("lab")
    form = panel.form
    assert isinstance(form, LabForm)
    typed(panel, "ALT", TAB, "0.5", TAB)
    form.unit.setText(unit)
    said = f"ALT is in {unit} here and in U/l on 5 January 2026." in form.unit.accessibleDescription()
    assert said is other
    assert ("Each unit is drawn apart." in words(form)) is other
    typed(panel, ENTER)
    assert diary_session.course.diary.labs[-1].unit == unit


def test_results_of_one_day_are_kept_one_after_the_other(diary_session: Session, panel: DiaryPanel) -> None:
    panel.add("lab")
    form = panel.form
    assert isinstance(form, LabForm)
    form.on.setText("3 may")
    typed(panel, "ALT", TAB, "30", TAB, "U/l")
    (following,) = (made for made in parts(form, QPushButton) if made.text() == "Keep and next")
    assert following.toolTip().endswith("(Ctrl+Return)")
    QTest.keyClick(focused(panel), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    typed(panel, "AST", TAB, "20", TAB, "U/l", ENTER)
    assert panel.form is None
    assert [(lab.name, lab.on) for lab in diary_session.course.diary.labs] == [
        ("ALT", date(2026, 5, 3)),
        ("AST", date(2026, 5, 3)),
    ]


def test_a_value_without_a_unit_is_said_at_the_unit(panel: DiaryPanel) -> None:
    panel.add("lab")
    typed(panel, "ferritin", TAB, "30", ENTER)
    assert focused(panel).accessibleName() == "Unit"
    assert "ferritin 30 has no unit" in focused(panel).accessibleDescription()
    typed(panel, "ng/ml", Qt.Key.Key_Backtab, "thirty", ENTER)
    assert focused(panel).accessibleName() == "Value"
    assert "thirty is not a number" in focused(panel).accessibleDescription()


# The doctor's SALT


def test_the_total_is_worked_out_from_the_areas_while_they_are_typed(diary_session: Session, panel: DiaryPanel) -> None:
    panel.add("salt")
    form = panel.form
    assert isinstance(form, SaltForm)
    typed(panel, "Dr Weber", TAB, TAB, "50", TAB, "25", TAB, "10")
    assert form.total.text() == ""
    typed(panel, TAB, "0")
    # 0.40 * 50 + 0.24 * 25 + 0.18 * 10 + 0.18 * 0
    assert form.total.text() == "27.8"
    assert "SALT 27.8: top 40 %, back 24 %, left 18 %, right 18 %." in words(form)
    typed(panel, ENTER)
    (kept,) = diary_session.course.diary.salt_scores
    assert (kept.by, kept.total, kept.areas()) == ("Dr Weber", 27.8, (50, 25, 10, 0))


def test_a_total_alone_is_enough_and_three_areas_are_not(diary_session: Session, panel: DiaryPanel) -> None:
    panel.add("salt")
    typed(panel, "Dr Weber", TAB, TAB, "50", TAB, TAB, TAB, TAB, "40", ENTER)
    assert focused(panel).accessibleName() == "Top, loss in percent"
    assert "all four areas" in focused(panel).accessibleDescription()
    form = panel.form
    assert isinstance(form, SaltForm)
    typed(panel, "140", ENTER)
    assert "140 is no percentage" in focused(panel).accessibleDescription()
    focused(panel).clear()  # type: ignore[attr-defined]
    typed(panel, ENTER)
    (kept,) = diary_session.course.diary.salt_scores
    assert (kept.total, kept.areas()) == (40, (None,) * 4)
    panel.add("salt")
    assert focused(panel).accessibleName() == "Day", "who judged is remembered"


# The plan of blood tests


def test_the_published_tests_are_edited_line_by_line_and_put_back(diary_session: Session, panel: DiaryPanel) -> None:
    taken = treatment(diary_session)
    published = published_plan(taken).tests
    choose(panel, "More: ritlecitinib", "Blood tests")
    form = panel.form
    assert isinstance(form, PlanForm)
    said = words(form)
    assert "ritlecitinib label (prescribing information)" in said
    assert "set it to what your doctor ordered" in said
    assert form.tests() == published
    assert not form.back.isVisible()
    form.lines[1].every.setText("12")
    press(panel, "Remove test 1")
    press(panel, "Add a test")
    typed(panel, "skin examination", TAB, TAB, TAB, "52", ENTER)
    (plan,) = diary_session.course.diary.test_plans
    assert plan.tests == (
        PlannedTest(what="lymphocytes and platelets", week=4, every_weeks=12),
        PlannedTest(what="skin examination", every_weeks=52),
    )
    assert "skin examination" in words(panel)
    choose(panel, "More: ritlecitinib", "Blood tests")
    assert "In force is your own plan." in words(panel)
    press(panel, "Back to the published ones")
    typed(panel, ENTER)
    assert diary_session.course.diary.test_plans == ()
    assert plan_of(diary_session.course, taken).tests == published


def test_a_test_without_a_day_is_said_at_its_line(diary_session: Session, panel: DiaryPanel) -> None:
    treatment(diary_session, name="finasteride")
    choose(panel, "More: finasteride", "Blood tests")
    assert "No published times are known here" in words(panel)
    press(panel, "Add a test")
    typed(panel, "PSA", ENTER)
    assert focused(panel).accessibleName() == "Week of test 1"
    assert "PSA has neither a week nor a rhythm" in words(panel)
    typed(panel, "2.5", ENTER)
    assert "2.5 is not a whole number" in words(panel)
    typed(panel, "600", ENTER)
    assert "Week 600 cannot be planned" in words(panel)
    typed(panel, "12", ENTER)
    assert diary_session.course.diary.test_plans[0].tests == (PlannedTest(what="PSA", week=12),)


def test_keeping_the_published_tests_as_they_are_changes_nothing(diary_session: Session, panel: DiaryPanel) -> None:
    treatment(diary_session)
    before = diary_session.course
    panel.add("plan")
    typed(panel, ENTER)
    assert panel.form is None
    assert diary_session.course is before


# Reminders


def test_a_reminder_without_a_year_is_the_next_such_day(diary_session: Session, panel: DiaryPanel) -> None:
    panel.add("reminder")
    typed(panel, "blood test", TAB, "15 feb", ENTER)
    (kept,) = diary_session.course.diary.reminders
    assert (kept.on, kept.every_days) == (date(2027, 2, 15), None)


def test_no_form_can_be_kept_in_a_course_that_is_only_read(
    diary_session: Session, panel: DiaryPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    treatment(diary_session, stopped_on=TODAY + timedelta(days=1))
    monkeypatch.setattr(Session, "read_only", True)
    panel.refresh()
    assert not [made for made in parts(panel, QAbstractButton) if made.isEnabled() and made.text() == "Dose"]
    panel.open_entry("t1")
    assert panel.form is not None
    assert not panel.form.isEnabled()
