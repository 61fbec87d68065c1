"""Which blood tests are to be done with a treatment, as its label says or as the doctor ordered, and which are in.

A published time is a due list, not advice: it is named with its source, and gives way to the user's own plan.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from hairtrack.course import Course
from hairtrack.diary import PlannedTest, TestPlan
from hairtrack.kept_words import shown
from hairtrack.language import _
from hairtrack.treatment import Treatment
from hairtrack.workflow.diary.catalogue import drug_of, on_skin
from hairtrack.workflow.diary.entries import keep_entry, new_id, treatment_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInForce:
    """The blood tests of a treatment that count.

    Attributes
    ----------
    tests : tuple of PlannedTest
    source : str
        Who says so, or empty where nobody does.
    own : bool
        Whether the user has set it, in the place of the published one.
    """

    tests: tuple[PlannedTest, ...] = ()
    source: str = ""
    own: bool = False


_PUBLISHED: dict[str, tuple[PlannedTest, ...]] = {
    "baricitinib": (
        PlannedTest(
            what="tests for tuberculosis and hepatitis B and C, blood count with differential, ALT and AST, eGFR",
            week=0,
        ),
        PlannedTest(what="blood lipids", week=12),
    ),
    "ritlecitinib": (
        PlannedTest(what="tests for tuberculosis and hepatitis, lymphocytes, platelets", week=0),
        PlannedTest(what="lymphocytes and platelets", week=4),
    ),
    "deuruxolitinib": (PlannedTest(what="tests for tuberculosis and hepatitis, CYP2C9 genotype, blood count", week=0),),
}
"""What a label names with a time. "By routine management" is no time and is left to the doctor."""


def published_plan(treatment: Treatment) -> PlanInForce:
    """Return the published tests of a treatment's drug.

    Parameters
    ----------
    treatment : Treatment

    Returns
    -------
    PlanInForce
        Empty where no time is known, or where the drug is put on the skin.
    """
    drug = drug_of(treatment.name)
    tests = () if on_skin(treatment) else _PUBLISHED.get(drug, ())
    return PlanInForce(
        tests=tests, source=_("{drug} label (prescribing information)", drug=shown(drug)) if tests else ""
    )


def test_plan_of(course: Course, treatment: Treatment) -> PlanInForce:
    """Return the plan of a treatment that is in force.

    Parameters
    ----------
    course : Course
    treatment : Treatment

    Returns
    -------
    PlanInForce
        The user's own; the published one where there is none. A reminder that was set for the treatment stands in
        its place too, and holds the times itself.
    """
    own = next((plan for plan in course.diary.test_plans if plan.treatment == treatment.id), None)
    if own is not None:
        return PlanInForce(tests=own.tests, source=_("your own plan"), own=True)
    if any(reminder.treatment == treatment.id for reminder in course.diary.reminders):
        return PlanInForce(source=_("your own reminder"), own=True)
    return published_plan(treatment)


def set_test_plan(course: Course, treatment_id: str, tests: Sequence[PlannedTest] | None) -> Course:
    """Keep the tests that the doctor ordered in the place of the published ones.

    Parameters
    ----------
    course : Course
    treatment_id : str
    tests : sequence of PlannedTest or None
        None brings back the published ones; an empty sequence says that none were ordered.

    Returns
    -------
    Course
    """
    treatment = treatment_of(course, treatment_id)
    kept = [plan for plan in course.diary.test_plans if plan.treatment == treatment.id]
    if tests is None:
        others = tuple(plan for plan in course.diary.test_plans if plan.treatment != treatment.id)
        return replace(course, diary=replace(course.diary, test_plans=others))
    plan_id = kept[0].id if kept else new_id()
    return keep_entry(course, TestPlan(id=plan_id, treatment=treatment.id, tests=tuple(tests)))


_BLOOD_COUNT = ("lympho", "neutro", "platelet", "thrombo", "haemoglobin", "hemoglobin", "leuko", "white", "wbc")
_LIPIDS = ("lipid", "cholesterol", "ldl", "hdl", "triglycerid")
_LIVER = ("alt", "ast", "alat", "asat", "gpt", "got", "ggt", "bilirubin", "liver")
_PANELS: dict[str, tuple[str, ...]] = {
    "blood count": _BLOOD_COUNT,
    "cbc": _BLOOD_COUNT,
    "fbc": _BLOOD_COUNT,
    "platelet": ("platelet", "thrombo"),
    "lympho": ("lympho",),
    "lipid": _LIPIDS,
    "liver": _LIVER,
    "kidney": ("egfr", "creatinin"),
    "creatinin": ("egfr", "creatinin"),
    "ck": ("ck", "creatine kinase"),
}
"""What a plan may call a whole panel, and parts of the names that its results go by."""
_WITHOUT_A_VALUE = ("tubercul", "hepatitis", "genotype", "skin")
"""What has no number that could stand in the diary."""
_PLAIN_WORDS = frozenset({"and", "with", "for", "the", "blood", "test", "tests", "full", "levels", "level", "other"})


@lru_cache(maxsize=4096)
def shows_in(what: str, lab: str) -> bool:
    """Return whether a result shows that a planned test was done.

    Parameters
    ----------
    what : str
        The test as planned. "Blood test" alone is shown by any result.
    lab : str
        The name of a result.

    Returns
    -------
    bool
    """
    words = what.casefold()
    if any(_has(words, part) for part in _WITHOUT_A_VALUE):
        return False
    parts = {part for panel, names in _PANELS.items() if _has(words, panel) for part in names}
    parts |= {word for word in re.findall(r"\w{2,}", words) if word not in _PLAIN_WORDS}
    return not parts or any(_has(lab.casefold(), part) for part in parts)


def _has(text: str, part: str) -> bool:
    """Whether a part stands in a text: a short one as a word of its own, a longer one within a word too."""
    return part in text if len(part) > 3 else re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) is not None
