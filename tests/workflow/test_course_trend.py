"""What a course hands to the trend: steps of its treatments, and which of its photos are doubted."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from hairtrack.analysis.trend import Step
from hairtrack.course import Course, View
from hairtrack.diary import Diary
from hairtrack.errors import Reason, ReasonKind
from hairtrack.treatment import DoseChange, Treatment, TreatmentKind
from hairtrack.workflow.course_chart import chart_data
from hairtrack.workflow.course_trend import region_trend, treatment_steps
from hairtrack.workflow.show_changes import trend_row
from tests.workflow.measured_course import CROWN, FIRST, measured_course


def treatment(*, stopped: int | None = None, changes: tuple[tuple[int, str], ...] = ()) -> Treatment:
    return Treatment(
        id="t",
        kind=TreatmentKind.JAK_INHIBITOR,
        name="ritlecitinib",
        dose="50 mg",
        started_on=FIRST + timedelta(days=60),
        stopped_on=None if stopped is None else FIRST + timedelta(days=stopped),
        changes=tuple(DoseChange(on=FIRST + timedelta(days=day), dose=dose) for day, dose in changes),
    )


def course(values: list[float], taken: Treatment | None = None) -> Course:
    diary = Diary(treatments=(taken,) if taken else ())
    return measured_course(*[(value,) for value in values], half_width=0.04, diary=diary)


def steps(taken: Treatment) -> list[tuple[int, Step]]:
    return [((step.on - FIRST).days, step.cause) for step in treatment_steps(taken)]


def test_a_treatment_has_its_start_each_new_dose_and_its_end_as_steps() -> None:
    taken = treatment(stopped=300, changes=((120, "100 mg"), (150, "100 mg"), (200, "25 mg")))
    assert steps(taken) == [(60, Step.START), (120, Step.DOSE), (200, Step.DOSE), (300, Step.STOP)]
    assert steps(treatment()) == [(60, Step.START)]


def test_a_new_dose_on_the_first_day_or_after_the_end_is_no_step() -> None:
    assert steps(treatment(stopped=100, changes=((60, "100 mg"), (140, "25 mg")))) == [
        (60, Step.START),
        (100, Step.STOP),
    ]


@pytest.mark.parametrize(
    "kind", [ReasonKind.BLURRED, ReasonKind.OVEREXPOSED, ReasonKind.TOO_DARK, ReasonKind.TOO_SMALL]
)
def test_a_bad_photo_counts_less_and_is_still_drawn(kind: ReasonKind) -> None:
    plain = course([0.40, 0.41, 0.42, 0.43, 0.44, 0.52])
    bad = replace(plain.photos[-1], cautions=(Reason.of(kind, percent=12),))
    doubted = replace(plain, photos=(*plain.photos[:-1], bad))
    trusting, wary = region_trend(plain, CROWN), region_trend(doubted, CROWN)
    assert trusting is not None
    assert wary is not None
    assert (trusting.down_weighted, wary.down_weighted) == (0, 1)
    assert wary.rate < trusting.rate - 0.2
    assert len(chart_data(doubted, View.VERTEX).series[0].points) == 6


def test_a_value_of_part_of_the_region_counts_less() -> None:
    plain = course([0.4] * 6)
    part = replace(plain.measurements[0], judged=0.8)
    found = region_trend(replace(plain, measurements=(part, *plain.measurements[1:])), CROWN)
    assert found is not None
    assert found.down_weighted == 1


def test_a_doubt_about_the_day_or_view_does_not_make_a_bad_photo() -> None:
    plain = course([0.4] * 6)
    photo = replace(plain.photos[0], cautions=(Reason.of(ReasonKind.VIEW_SUGGESTED),))
    found = region_trend(replace(plain, photos=(photo, *plain.photos[1:])), CROWN)
    assert found is not None
    assert found.down_weighted == 0


def test_the_chart_has_the_band_in_percent_and_the_lag_of_each_bend() -> None:
    data = chart_data(course([0.2 + 0.03 * k for k in range(10)], treatment()), View.VERTEX)
    trend = data.series[0].trend
    assert trend is not None
    assert trend.lags == data.lags() == ((FIRST + timedelta(days=60), FIRST + timedelta(days=116)),)
    assert (trend.band[0][0], trend.band[-1][0]) == (FIRST, FIRST + timedelta(days=270))
    assert trend.band[-1][1] < trend.line[-1][1] < trend.band[-1][2]
    assert trend.line[-1][1] == pytest.approx(47, abs=2)


def test_the_command_line_gives_bends_with_their_steps_and_what_counts_less() -> None:
    row = json.loads(json.dumps(trend_row(course([0.2 + 0.03 * k for k in range(10)], treatment()), CROWN)))
    assert row["bends"] == [
        {"on": "2026-04-27", "cause": "start", "treatment": "ritlecitinib", "event_on": "2026-03-02"}
    ]
    assert row["low"] < row["points_per_month"] < row["high"]
    assert row["move"]["since"] == "2026-03-02"
    assert row["move"]["low"] < row["move"]["points"] < row["move"]["high"]
    assert (row["down_weighted"], row["yearly"]) == (0, False)
    assert row["course"]["verdict"] == "gain"
    assert row["course"]["sentence"].startswith("Over the whole course, by the line through all visits: gain of")
    assert "8 weeks after the start of ritlecitinib" in row["sentence"]
    none = trend_row(course([0.2, 0.3]), CROWN)
    assert (none["points_per_month"], none["bends"], none["move"], none["yearly"]) == (None, [], None, None)
