"""Blood tests: whose plan counts, and which results show that a test was done."""

from dataclasses import replace
from datetime import date

import pytest

from hairtrack.course import Course
from hairtrack.diary import PlannedTest, Reminder
from hairtrack.errors import HairtrackError
from hairtrack.treatment import Treatment, TreatmentKind
from hairtrack.workflow.diary import blood_tests
from hairtrack.workflow.diary.blood_tests import published_plan, set_test_plan, shows_in
from hairtrack.workflow.diary.entries import keep_entry

START = date(2026, 1, 5)


def taken(name: str, form: str = "") -> Treatment:
    return Treatment(id="t1", kind=TreatmentKind.JAK_INHIBITOR, name=name, form=form, dose="4 mg", started_on=START)


def course(name: str = "Olumiant") -> Course:
    return keep_entry(Course(id="c1", name="Spring", created_on=START), taken(name))


@pytest.mark.parametrize(
    ("name", "weeks"), [("Olumiant", [0, 12]), ("Litfulo 50", [0, 4]), ("deuruxolitinib", [0]), ("tofacitinib", [])]
)
def test_a_label_names_its_weeks_and_itself(name: str, weeks: list[int]) -> None:
    plan = published_plan(taken(name))
    assert [test.week for test in plan.tests] == weeks
    assert all(test.every_weeks is None for test in plan.tests)
    assert bool(plan.source) == bool(weeks)
    assert not plan.own
    assert published_plan(taken(name, form="cream")).tests == ()


def test_the_doctors_plan_stands_in_the_place_of_the_label_until_it_is_taken_back() -> None:
    ordered = [PlannedTest(what=" blood count ", week=4, every_weeks=12)]
    own = set_test_plan(course(), "t1", ordered)
    plan = blood_tests.test_plan_of(own, own.diary.treatments[0])
    assert (plan.tests, plan.source, plan.own) == ((replace(ordered[0], what="blood count"),), "your own plan", True)
    none = set_test_plan(own, "t1", [])
    assert blood_tests.test_plan_of(none, none.diary.treatments[0]).tests == ()
    assert len(none.diary.test_plans) == 1
    back = set_test_plan(none, "t1", None)
    assert back == course()
    assert blood_tests.test_plan_of(back, back.diary.treatments[0]) == published_plan(back.diary.treatments[0])


def test_a_reminder_of_an_old_course_stands_for_the_label_and_a_plan_for_both() -> None:
    kept = keep_entry(course(), Reminder(id="r", what="blood test", on=START, every_days=90, treatment="t1"))
    old = blood_tests.test_plan_of(kept, kept.diary.treatments[0])
    assert (old.tests, old.own) == ((), True)
    both = set_test_plan(kept, "t1", [PlannedTest(what="CK", week=8)])
    assert blood_tests.test_plan_of(both, both.diary.treatments[0]).source == "your own plan"


def test_a_plan_that_cannot_be_is_refused() -> None:
    with pytest.raises(HairtrackError, match="diary_test_without_day"):
        set_test_plan(course(), "t1", [PlannedTest(what="CK")])
    with pytest.raises(HairtrackError, match="diary_entry_unknown"):
        set_test_plan(course(), "nobody", [])


@pytest.mark.parametrize(
    ("what", "lab", "shown"),
    [
        ("blood lipids", "LDL cholesterol", True),
        ("blood lipids", "ALT", False),
        ("lymphocytes and platelets", "Lymphocytes", True),
        ("lymphocytes and platelets", "Thrombocytes", True),
        ("lymphocytes and platelets", "LDL", False),
        ("blood count, ALT and AST", "Haemoglobin", True),
        ("blood count, ALT and AST", "ALT", True),
        ("ALT", "Basalt", False),
        ("liver", "GPT (ALT)", True),
        ("kidney values", "eGFR", True),
        ("vitamin D", "Vitamin D", True),
        ("ferritin", "Ferritin", True),
        ("ferritin", "CK", False),
        ("blood test", "anything", True),
        ("tests for tuberculosis and hepatitis, lymphocytes, platelets", "lymphocytes", False),
        ("CYP2C9 genotype", "ALT", False),
        ("skin examination", "skin", False),
    ],
)
def test_a_result_shows_a_test_by_its_name(what: str, lab: str, shown: bool) -> None:
    assert shows_in(what, lab) is shown
