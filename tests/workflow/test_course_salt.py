"""The SALT of courses whose loss is planted: what is estimated, and what is said where nothing can be."""

from dataclasses import replace
from datetime import date

import pytest

from hairtrack.analysis.salt import Answer
from hairtrack.course import Course, SaltArea, View
from hairtrack.diary import Diary, SaltScore
from hairtrack.errors import ErrorKind, HairtrackError, Reason, ReasonKind
from hairtrack.treatment import Treatment, TreatmentKind
from hairtrack.workflow.course_salt import DenseHair, course_salt
from hairtrack.workflow.courses import show_course
from hairtrack.workflow.starting_outlines import mark_salt_area
from tests.workflow.salt_course import everywhere, salt_course, with_photo

JAN, FEB = date(2026, 1, 5), date(2026, 2, 5)


def value_of(course: Course) -> float | None:
    (visit,) = course_salt(course).visits
    return visit.value.value if visit.value else None


def kinds_of(course: Course, place: int = 0) -> list[ReasonKind]:
    return [reason.kind for reason in course_salt(course).visits[place].reasons]


@pytest.mark.parametrize("marked", [True, False])
def test_four_views_make_a_salt(marked: bool) -> None:
    course = salt_course((JAN, everywhere(0.5, 0.25, 0.0, 1.0)), marked=marked)
    (visit,) = course_salt(course).visits
    assert visit.value is not None
    assert visit.value.value == pytest.approx(44)
    assert visit.value.low < 44 < visit.value.high
    assert [area.loss.loss for area in visit.areas if area.loss] == pytest.approx([50, 25, 0, 100])
    assert visit.dense is DenseHair.THIS_VISIT
    assert visit.dense_coverage == pytest.approx(0.6)
    assert not visit.fine_told
    assert [caution.kind for caution in visit.cautions] == [ReasonKind.SALT_EVEN_LOSS]


def test_several_photos_of_a_view_are_repeats() -> None:
    course = salt_course((JAN, everywhere(0.4, 0.25, 0.0, 1.0)))
    assert value_of(with_photo(course, JAN, SaltArea.TOP, 0.6)) == pytest.approx(44)
    # One that cannot be judged does not spoil the other.
    assert value_of(with_photo(course, JAN, SaltArea.TOP, None)) == pytest.approx(40)


def test_views_of_a_week_are_one_visit_and_say_so() -> None:
    first, rest = {SaltArea.TOP: 0.5, SaltArea.BACK: 0.25}, {SaltArea.LEFT: 0.0, SaltArea.RIGHT: 1.0}
    (visit,) = course_salt(salt_course((JAN, first), (date(2026, 1, 12), rest))).visits
    assert visit.value is not None
    assert visit.value.value == pytest.approx(44)
    assert (visit.on, visit.until) == (JAN, date(2026, 1, 12))
    assert ReasonKind.SALT_DAYS_APART in [caution.kind for caution in visit.cautions]
    apart = course_salt(salt_course((JAN, first), (date(2026, 1, 13), rest))).visits
    assert [found.value for found in apart] == [None, None]


def test_a_day_with_all_four_is_a_visit_of_its_own() -> None:
    course = salt_course((JAN, {SaltArea.TOP: 1.0}), (date(2026, 1, 8), everywhere(0.5, 0.25, 0.0, 1.0)))
    first, second = course_salt(course).visits
    assert first.value is None
    assert second.value is not None
    assert second.value.value == pytest.approx(44)


def test_an_area_that_was_refused_can_be_taken_again_within_the_week() -> None:
    course = salt_course((JAN, everywhere(None, 0.25, 0.0, 1.0)), (date(2026, 1, 7), {SaltArea.TOP: 0.5}))
    assert value_of(course) == pytest.approx(44)


def test_each_missing_area_has_its_reason() -> None:
    whole = salt_course((JAN, everywhere(None, 0.25, 0.0, 1.0)))
    assert kinds_of(whole) == [ReasonKind.SALT_AREA_REFUSED, ReasonKind.TOO_LITTLE_JUDGED]
    top = salt_course((JAN, {SaltArea.TOP: 0.5}))
    assert course_salt(top).visits[0].reasons == (
        Reason.of(ReasonKind.SALT_AREA_NOT_SEEN, area="SALT back, left and right"),
    )
    assert [len(area.reasons) for area in course_salt(top).visits[0].areas] == [0, 1, 1, 1]
    unmeasured = replace(whole, measurements=whole.measurements[1:])
    assert kinds_of(unmeasured) == [ReasonKind.SALT_AREA_NOT_MEASURED]
    undrawn = replace(whole, regions=whole.regions[1:])
    assert kinds_of(undrawn) == [ReasonKind.SALT_AREA_NOT_DRAWN]


def test_values_of_before_the_dense_parts_were_kept_are_not_guessed_at() -> None:
    course = salt_course((JAN, everywhere(0.5, 0.25, 0.0, 1.0)))
    old = tuple(replace(found, bare_to_dense=()) for found in course.measurements)
    assert kinds_of(replace(course, measurements=old)) == [ReasonKind.SALT_MEASURE_AGAIN]


def test_a_bald_head_is_counted_against_the_hair_of_a_near_visit() -> None:
    bald, grown = (JAN, everywhere(1.0, 1.0, 1.0, 1.0)), (FEB, everywhere(0.5, 0.25, 0.0, 1.0))
    found = course_salt(salt_course(bald, grown)).visits[0]
    assert found.value is not None
    assert found.value.value == pytest.approx(100)
    assert found.dense is DenseHair.OTHER_VISIT
    assert ReasonKind.SALT_DENSE_OF_OTHER_VISIT in [caution.kind for caution in found.cautions]
    late = (date(2027, 6, 1), everywhere(0.5, 0.25, 0.0, 1.0))
    for alone in (course_salt(salt_course(bald, late)).visits[0], course_salt(salt_course(bald)).visits[0]):
        assert alone.dense is DenseHair.SUPPOSED
        assert ReasonKind.SALT_DENSE_SUPPOSED in [caution.kind for caution in alone.cautions]


def test_what_was_judged_never_mixes_with_the_estimates() -> None:
    scores = tuple(
        SaltScore(id=str(place), on=on, by="Dr Weber", total=total)
        for place, (on, total) in enumerate([(JAN, 80.0), (FEB, 20.0)])
    )
    course = replace(
        salt_course((JAN, everywhere(1.0, 1.0, 1.0, 0.5)), (FEB, everywhere(1.0, 1.0, 1.0, 0.5))),
        diary=Diary(salt_scores=scores),
    )
    found = course_salt(course)
    assert found.response is not None
    assert found.response.response.improvement is not None
    assert found.response.response.improvement.value == pytest.approx(0, abs=1e-9)
    assert found.judged_response is not None
    assert found.judged_response.response.improvement is not None
    assert found.judged_response.response.improvement.value == pytest.approx(75)
    assert found.judged_response.response.goals[0].answer is Answer.REACHED


def test_the_baseline_is_the_last_value_before_the_day_asked_for() -> None:
    days = [date(2026, month, 5) for month in (1, 2, 3, 4)]
    scores = tuple(
        SaltScore(id=str(on), on=on, by="", total=total)
        for on, total in zip(days, (40.0, 80.0, 60.0, 20.0), strict=True)
    )
    course = replace(salt_course(), diary=Diary(salt_scores=scores))
    for since, baseline in ((None, days[0]), (date(2026, 2, 20), days[1]), (date(2025, 1, 1), days[0])):
        response = course_salt(course, since=since).judged_response
        assert response is not None
        assert response.baseline == baseline
    taken = Treatment(id="t", name="ritlecitinib", kind=TreatmentKind.JAK_INHIBITOR, started_on=date(2026, 2, 20))
    treated = course_salt(replace(course, diary=replace(course.diary, treatments=(taken,)))).judged_response
    assert treated is not None
    assert treated.baseline == days[1]
    assert course_salt(replace(course, diary=Diary(salt_scores=scores[:1]))).judged_response is None


def test_the_open_export_has_the_same_numbers() -> None:
    shown = show_course(salt_course((JAN, everywhere(0.5, 0.25, 0.0, 1.0)), (FEB, everywhere(0.2, 0.1, 0.0, 0.4))))[
        "salt"
    ]
    assert [visit["value"] for visit in shown["visits"]] == [44, 17.6]
    assert shown["response"]["improvement_percent"]["value"] == 60
    assert [area["loss"] for area in shown["visits"][0]["areas"]] == [50, 25, 0, 100]
    assert [area["percent_of_scalp"] for area in shown["visits"][0]["areas"]] == [40, 24, 18, 18]


def test_a_region_is_marked_and_takes_the_mark_from_the_other() -> None:
    course = salt_course((JAN, everywhere(0.5, 0.25, 0.0, 1.0)))
    other = replace(course.regions[0], id="other", name="Crown", salt=None)
    course = mark_salt_area(course.with_region(other), "other", SaltArea.TOP)
    assert [region.id for region in course.regions if region.salt_area is SaltArea.TOP] == ["other"]
    assert len(course.measurements) == 4
    course = mark_salt_area(course, "other", None)
    assert not [region for region in course.regions if region.salt_area is SaltArea.TOP]


def test_a_mark_that_cannot_be_is_refused() -> None:
    course = salt_course(marked=False)
    with pytest.raises(HairtrackError) as refused:
        mark_salt_area(course, SaltArea.TOP.value, SaltArea.BACK)
    assert refused.value.kind is ErrorKind.AREA_NOT_IN_VIEW
    assert course.regions[0].view is View.VERTEX
    with pytest.raises(HairtrackError) as named:
        mark_salt_area(course, SaltArea.TOP.value, None)
    assert named.value.kind is ErrorKind.AREA_BY_NAME
