"""Several photos of one visit count as repeats of one value."""

import pytest

from hairtrack.analysis.change import Verdict
from hairtrack.analysis.comparability import Condition, Finding, Level
from hairtrack.course import Course
from hairtrack.errors import Reason, ReasonKind
from hairtrack.workflow.compare_photos import RegionChange, region_change
from hairtrack.workflow.visit_values import noise_of, visit_value
from tests.workflow.measured_course import CROWN, measured_course


def change_of(course: Course, *findings: Finding) -> RegionChange:
    """Compare the first photo with the last."""
    return region_change(course, CROWN, course.photos[0], course.photos[-1], findings)


def test_a_visit_has_the_mean_of_its_photos_and_no_smaller_doubt() -> None:
    course = measured_course((0.30, 0.36, None), (0.5,))

    value = visit_value(course, CROWN, course.photos[0])

    assert value is not None
    assert (value.coverage, value.low, value.high) == pytest.approx((0.33, 0.23, 0.43))
    assert value.photos == 2


def test_a_photo_without_a_value_is_not_helped_out_by_the_others_of_its_day() -> None:
    course = measured_course((0.30, None), (0.5,))

    value = visit_value(course, CROWN, course.photos[1])

    assert value is not None
    assert not value.measured
    assert value.reasons[0].kind is ReasonKind.TOO_LITTLE_JUDGED


def test_two_photos_of_one_day_are_compared_as_they_are() -> None:
    course = measured_course((0.30, 0.33, 0.36))

    found = change_of(course)

    assert found.change.change == pytest.approx(6.0)


def test_steady_repeats_show_a_change_that_single_photos_do_not() -> None:
    single = measured_course((0.40,), (0.47,))
    threefold = measured_course((0.40, 0.405, 0.395), (0.47, 0.475, 0.465))

    alone = change_of(single)
    repeated = change_of(threefold)

    assert alone.noise is None
    assert repeated.noise is not None
    assert repeated.noise.sd == pytest.approx(0.5)
    assert alone.change.detectable is not None
    assert repeated.change.detectable is not None
    assert repeated.change.detectable < alone.change.detectable


def test_unsteady_repeats_show_less_than_the_engine_would_promise() -> None:
    single = measured_course((0.40,), (0.50,), half_width=0.08)
    threefold = measured_course((0.40, 0.55, 0.25), (0.50, 0.65, 0.35), half_width=0.08)

    alone = change_of(single)
    repeated = change_of(threefold)

    assert alone.change.verdict is Verdict.GAIN
    assert repeated.change.verdict is Verdict.NO_DETECTABLE_CHANGE


def test_too_few_repeats_leave_the_engines_doubt_in_place() -> None:
    course = measured_course((0.40, 0.42), (0.47,))

    found = change_of(course)
    plain = measured_course((0.41,), (0.47,))

    assert noise_of(course, CROWN) is not None
    assert found.change.detectable == pytest.approx(change_of(plain).change.detectable)


def test_what_cannot_be_compared_has_its_figures_kept_back_until_they_are_asked_for() -> None:
    course = measured_course((0.40,), (0.80,))
    reason = Reason.of(ReasonKind.OTHER_HAIRCUT, note="on 1 May 2026")
    haircut = Finding(condition=Condition.LENGTH, level=Level.NOT_COMPARABLE, reason=reason)

    found = change_of(course, haircut)

    assert found.change.verdict is Verdict.NOT_COMPARABLE
    assert found.change.change is None
    assert found.withheld is not None
    assert found.withheld.change == pytest.approx(40.0)
