"""Several photos of one visit count as repeats of one value."""

from datetime import date, timedelta

import pytest

from hairtrack.analysis.change import Verdict
from hairtrack.analysis.comparability import Condition, Finding, Level
from hairtrack.course import Course, DateSource, Measurement, Photo, Region, View
from hairtrack.errors import Reason, ReasonKind
from hairtrack.workflow.compare_photos import RegionChange, region_change
from hairtrack.workflow.visit_values import noise_of, visit_value

START = date(2026, 1, 5)
REGION = Region(id="r", view=View.VERTEX, name="Crown", points=((0, 0), (9, 0), (9, 9)), drawn_on="0" * 64)


def course_of(*visits: tuple[float | None, ...], half_width: float = 0.1) -> Course:
    """Make a course whose visits, four weeks apart, have photos with these coverages."""
    photos: list[Photo] = []
    measurements = []
    for week, values in enumerate(visits):
        for coverage in values:
            sha = f"{len(photos):064x}"
            photos.append(
                Photo(
                    sha256=sha,
                    view=View.VERTEX,
                    taken_on=START + timedelta(weeks=4 * week),
                    taken_on_source=DateSource.EXIF,
                    file_name=f"{sha[-4:]}.jpg",
                    stored_as=f"{sha[-4:]}.jpg",
                    size=(100, 100),
                )
            )
            measurements.append(
                Measurement(
                    photo=sha,
                    region="r",
                    coverage=coverage,
                    low=None if coverage is None else coverage - half_width,
                    high=None if coverage is None else coverage + half_width,
                    judged=0.1 if coverage is None else 1.0,
                    reasons=() if coverage is not None else (Reason.of(ReasonKind.TOO_LITTLE_JUDGED, percent=10),),
                    engine="1",
                    person="p",
                    threshold=0.0,
                    outline=REGION.points,
                    alignment_error_percent_width=0.0,
                )
            )
    return Course(
        id="c",
        name="C",
        created_on=START,
        photos=tuple(photos),
        regions=(REGION,),
        measurements=tuple(measurements),
    )


def change_of(course: Course, *findings: Finding) -> RegionChange:
    """Compare the first photo with the last."""
    return region_change(course, REGION, course.photos[0], course.photos[-1], findings)


def test_a_visit_has_the_mean_of_its_photos_and_no_smaller_doubt() -> None:
    course = course_of((0.30, 0.36, None), (0.5,))

    value = visit_value(course, REGION, course.photos[0])

    assert value is not None
    assert (value.coverage, value.low, value.high) == pytest.approx((0.33, 0.23, 0.43))
    assert value.photos == 2


def test_a_photo_without_a_value_is_not_helped_out_by_the_others_of_its_day() -> None:
    course = course_of((0.30, None), (0.5,))

    value = visit_value(course, REGION, course.photos[1])

    assert value is not None
    assert not value.measured
    assert value.reasons[0].kind is ReasonKind.TOO_LITTLE_JUDGED


def test_two_photos_of_one_day_are_compared_as_they_are() -> None:
    course = course_of((0.30, 0.33, 0.36))

    found = change_of(course)

    assert found.change.change == pytest.approx(6.0)


def test_steady_repeats_show_a_change_that_single_photos_do_not() -> None:
    single = course_of((0.40,), (0.47,))
    threefold = course_of((0.40, 0.405, 0.395), (0.47, 0.475, 0.465))

    alone = change_of(single)
    repeated = change_of(threefold)

    assert alone.noise is None
    assert repeated.noise is not None
    assert repeated.noise.sd == pytest.approx(0.5)
    assert alone.change.detectable is not None
    assert repeated.change.detectable is not None
    assert repeated.change.detectable < alone.change.detectable


def test_unsteady_repeats_show_less_than_the_engine_would_promise() -> None:
    single = course_of((0.40,), (0.50,), half_width=0.08)
    threefold = course_of((0.40, 0.55, 0.25), (0.50, 0.65, 0.35), half_width=0.08)

    alone = change_of(single)
    repeated = change_of(threefold)

    assert alone.change.verdict is Verdict.GAIN
    assert repeated.change.verdict is Verdict.NO_DETECTABLE_CHANGE


def test_too_few_repeats_leave_the_engines_doubt_in_place() -> None:
    course = course_of((0.40, 0.42), (0.47,))

    found = change_of(course)
    plain = course_of((0.41,), (0.47,))

    assert noise_of(course, REGION) is not None
    assert found.change.detectable == pytest.approx(change_of(plain).change.detectable)


def test_what_cannot_be_compared_has_its_figures_kept_back_until_they_are_asked_for() -> None:
    course = course_of((0.40,), (0.80,))
    reason = Reason.of(ReasonKind.OTHER_HAIRCUT, note="on 1 May 2026")
    haircut = Finding(condition=Condition.LENGTH, level=Level.NOT_COMPARABLE, reason=reason)

    found = change_of(course, haircut)

    assert found.change.verdict is Verdict.NOT_COMPARABLE
    assert found.change.change is None
    assert found.withheld is not None
    assert found.withheld.change == pytest.approx(40.0)
