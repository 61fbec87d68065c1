"""The chart of the SALT, and what is published beside it: at its week, with its source, and never as a value."""

from dataclasses import replace
from datetime import date, timedelta

from hairtrack.course import Course, View
from hairtrack.diary import Diary, LabResult, SaltScore
from hairtrack.report.charts.data import SALT, ChartData
from hairtrack.treatment import DoseChange, Treatment, TreatmentKind
from hairtrack.workflow.course_chart import ESTIMATE, chart_data, salt_chart
from hairtrack.workflow.course_salt import course_salt
from hairtrack.workflow.diary.expectation import PUBLISHED
from tests.workflow.salt_course import VIEWS, everywhere, salt_course

FIRST = date(2025, 3, 3)
LATER = FIRST + timedelta(days=60)
HALF = everywhere(0.5, 0.5, 0.5, 0.5)


def chart_of_salt(course: Course) -> ChartData:
    return salt_chart(course, course_salt(course))


def with_diary(**entries: object) -> Course:
    return replace(salt_course((FIRST, HALF)), diary=Diary(**entries))  # type: ignore[arg-type]


def days_of(data: ChartData) -> list[date]:
    return [point.on for series in data.series for point in series.points]


def taken(name: str, *, dose: str = "50 mg", stopped: int | None = None, **more: object) -> Treatment:
    return Treatment(
        id=name,
        kind=TreatmentKind.JAK_INHIBITOR,
        name=name,
        dose=dose,
        started_on=FIRST,
        stopped_on=None if stopped is None else FIRST + timedelta(days=stopped),
        **more,  # type: ignore[arg-type]
    )


def test_the_chart_has_the_estimate_of_each_visit_and_its_four_photos() -> None:
    course = salt_course((FIRST, everywhere(0.9, 0.9, 0.9, 0.9)), (LATER, everywhere(0.2, 0.4, 0.4, 0.2)))
    data = chart_of_salt(course)
    visits = course_salt(course).visits

    assert data.axis is SALT
    (series,) = data.series
    assert series.name == ESTIMATE
    for point, visit in zip(series.points, visits, strict=True):
        assert visit.value is not None
        assert point.on == visit.on
        assert (point.value, point.low, point.high) == (visit.value.value, visit.value.low, visit.value.high)
        photos = [course.photo(photo) for photo in (point.photo, *point.beside)]
        assert {photo.view for photo in photos if photo} == set(VIEWS.values())
    assert days_of(data) == [FIRST, LATER]
    assert series.points[0].value > 70
    assert series.points[1].value < 50


def test_a_visit_that_lacks_an_area_is_on_the_chart_with_the_reason() -> None:
    data = chart_of_salt(salt_course((FIRST, HALF), (LATER, everywhere(0.5, None, 0.5, 0.5))))

    assert days_of(data) == [FIRST]
    (kept,) = data.unjudged
    assert kept.on == LATER
    assert kept.why


def test_what_several_areas_lack_is_said_once() -> None:
    course = salt_course((FIRST, HALF))
    old = tuple(replace(found, bare_to_dense=()) for found in course.measurements)
    (kept,) = chart_of_salt(replace(course, measurements=old)).unjudged
    assert kept.why.count("to estimate the SALT") == 1
    assert "SALT top, back, left and right" in kept.why


def test_what_was_judged_by_eye_is_beside_the_estimate_and_never_in_it() -> None:
    score = SaltScore(id="q", on=FIRST + timedelta(days=9), by="Dr Weber", total=44)
    data = chart_of_salt(with_diary(salt_scores=(score,)))

    assert data.scores == (score,)
    assert days_of(data) == [FIRST]
    alone = chart_of_salt(Course(id="c", name="c", created_on=FIRST, diary=Diary(salt_scores=(score,))))
    assert alone.series == ()
    assert alone.scores == (score,)


def test_published_shares_stand_at_their_weeks_with_trial_people_way_of_counting_and_source() -> None:
    data = chart_of_salt(with_diary(treatments=(taken("ritlecitinib"),)))
    first, second = data.published

    assert [(mark.since - FIRST).days // 7 for mark in (*first.marks, *second.marks)] == [24, 52, 104]
    assert (first.marks[0].short, first.marks[0].figure) == ("week 24", "week 24: 23")
    assert second.marks[0].figure == "month 12: 45.1 (observed) or 40.3 (LOCF)"
    assert first.source.startswith("of 100 had SALT 20 or less; ")
    figures = [figure for figure in PUBLISHED if figure.drug == "ritlecitinib"]
    for found, figure in ((first, figures[0]), (second, figures[1])):
        for said in (figure.drug, figure.dose, figure.trial, figure.group, figure.source):
            assert said in found.source
    assert "missing values" not in first.source
    assert "how missing values were counted is not noted" in first.marks[0].sentence
    assert f"n {figures[1].number}" in second.source
    whole = second.marks[1].sentence
    assert "60.8 of 100" in whole
    assert "46.1 of 100" in whole
    assert "not a forecast for one person" in whole
    assert days_of(data) == [FIRST]


def test_two_trials_of_one_dose_are_kept_apart() -> None:
    data = chart_of_salt(with_diary(treatments=(taken("baricitinib", dose="4 mg"),)))
    assert [found.marks[0].figure for found in data.published] == ["week 36: 38.8", "week 36: 35.9"]
    assert ["BRAVE-AA1" in found.source for found in data.published] == [True, False]


def test_what_was_stopped_before_or_is_of_another_dose_says_so() -> None:
    stopped = chart_of_salt(with_diary(treatments=(taken("ritlecitinib", stopped=200),)))
    assert [mark.short for found in stopped.published for mark in found.marks] == ["week 24"]
    assert stopped.judging == ()
    changed = taken("ritlecitinib", changes=(DoseChange(on=FIRST + timedelta(days=20), dose="100 mg"),))
    found = chart_of_salt(with_diary(treatments=(changed,))).published
    assert "your dose has changed on the way" in found[0].marks[0].sentence


def test_time_to_judge_is_a_bracket_on_both_charts_and_shares_are_not_on_that_of_coverage() -> None:
    minoxidil = taken("minoxidil", dose="5 %", form="foam")
    course = with_diary(treatments=(minoxidil, taken("ritlecitinib")))
    coverage = chart_data(course, View.VERTEX)

    bracket, point = coverage.judging
    assert bracket.until is not None
    assert ((bracket.since - FIRST).days // 7, (bracket.until - FIRST).days // 7) == (9, 18)
    assert (point.since - FIRST).days // 7 == 36
    assert point.until is None
    assert "label text" in bracket.short
    assert "2 months at the earliest" in bracket.sentence
    assert coverage.published == ()
    assert chart_of_salt(course).judging == coverage.judging


def test_the_diary_is_on_both_charts() -> None:
    results = tuple(
        LabResult(id=str(k), on=FIRST + timedelta(days=k), name=name, value=1, unit="U/l")
        for k, name in enumerate(("ALT", "alt", "AST"))
    )
    course = with_diary(labs=results)
    for data in (chart_of_salt(course), chart_data(course, View.VERTEX)):
        assert [(row.name, len(row.entries)) for row in data.labs] == [("ALT", 2), ("AST", 1)]


def test_an_empty_course_has_an_empty_chart() -> None:
    assert chart_of_salt(Course(id="c", name="c", created_on=FIRST)).empty
