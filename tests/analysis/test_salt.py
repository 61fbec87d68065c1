"""The arithmetic of the SALT, worked out by hand."""

import math

import pytest

from hairtrack.analysis.salt import (
    SHARED_BY_AREAS,
    AaIga,
    Answer,
    AreaLoss,
    Milestone,
    SaltValue,
    aa_iga,
    aa_iga_range,
    respond,
    whole_salt,
)
from hairtrack.course import SaltArea


def losses(*values: float, half: float = 0.0) -> list[AreaLoss]:
    return [
        AreaLoss(area=area, loss=value, low=value - half, high=value + half)
        for area, value in zip(SaltArea, values, strict=True)
    ]


def answers(milestones: tuple[Milestone, ...]) -> dict[int, Answer]:
    return {milestone.limit: milestone.answer for milestone in milestones}


def test_the_areas_are_weighed_by_their_share_of_the_scalp() -> None:
    # Top 50 x 0.40 + back 25 x 0.24 + left 0 x 0.18 + right 100 x 0.18.
    assert whole_salt(losses(50, 25, 0, 100)).value == pytest.approx(44)
    assert whole_salt(losses(100, 100, 100, 100)).value == pytest.approx(100)
    assert whole_salt(losses(0, 0, 0, 0)).value == 0


def test_errors_of_the_areas_add_up_as_partly_shared() -> None:
    found = whole_salt(losses(50, 50, 50, 50, half=10))
    # Alone sqrt(4.0^2 + 2.4^2 + 1.8^2 + 1.8^2) = 5.314, all shared 10; half of the variance is shared.
    reach = math.sqrt((1 - SHARED_BY_AREAS) * 5.314**2 + SHARED_BY_AREAS * 100)
    assert found.high - found.value == pytest.approx(reach, abs=0.01)
    assert found.value - found.low == pytest.approx(reach, abs=0.01)


def test_the_end_of_the_scale_does_not_narrow_the_whole() -> None:
    area = [AreaLoss(area=area, loss=3, low=0, high=13, reach=(10, 10)) for area in SaltArea]
    found = whole_salt(area)
    assert found.low == 0
    assert found.high == pytest.approx(3 + 8.01, abs=0.01)


@pytest.mark.parametrize("count", [3, 5])
def test_each_area_is_needed_once(count: int) -> None:
    areas = [*losses(10, 20, 30, 40), *losses(1, 2, 3, 4)][:count]
    with pytest.raises(ValueError, match="each of the four"):
        whole_salt(areas)


@pytest.mark.parametrize(
    ("salt", "name"),
    [
        (0, AaIga.NONE),
        (0.4, AaIga.LIMITED),
        (20, AaIga.LIMITED),
        (20.4, AaIga.MODERATE),
        (49.6, AaIga.MODERATE),
        (50, AaIga.SEVERE),
        (94.9, AaIga.SEVERE),
        (95, AaIga.VERY_SEVERE),
        (100, AaIga.VERY_SEVERE),
    ],
)
def test_classes_and_what_lies_between_them(salt: float, name: AaIga) -> None:
    assert aa_iga(salt) is name


def test_an_interval_has_every_class_that_it_touches() -> None:
    assert aa_iga_range(SaltValue(value=40, low=18, high=52)) == (AaIga.LIMITED, AaIga.MODERATE, AaIga.SEVERE)
    assert aa_iga_range(SaltValue.judged(40)) == (AaIga.MODERATE,)


def test_what_a_doctor_judged_is_plain() -> None:
    found = respond(SaltValue.judged(20), since=[SaltValue.judged(80), SaltValue.judged(40)])
    assert found.improvement is not None
    assert (found.improvement.low, found.improvement.value, found.improvement.high) == pytest.approx((75, 75, 75))
    assert answers(found.improved) == {
        30: Answer.REACHED,
        50: Answer.REACHED,
        75: Answer.REACHED,
        90: Answer.NOT_REACHED,
        100: Answer.NOT_REACHED,
    }
    assert answers(found.goals) == {20: Answer.REACHED, 10: Answer.NOT_REACHED, 0: Answer.NOT_REACHED}
    assert found.since_best.value == -20
    assert found.worsened.answer is Answer.NOT_REACHED


def test_an_interval_that_spans_a_limit_cannot_tell() -> None:
    found = respond(SaltValue(value=18, low=9, high=27), since=[SaltValue(value=60, low=52, high=68)])
    assert answers(found.goals) == {20: Answer.UNKNOWN, 10: Answer.UNKNOWN, 0: Answer.NOT_REACHED}
    # 18 of 60 is 70 % won back; the errors of both values leave 50 % sure and 75 % open.
    assert answers(found.improved)[50] is Answer.REACHED
    assert answers(found.improved)[75] is Answer.UNKNOWN
    assert answers(found.improved)[90] is Answer.NOT_REACHED
    assert found.improvement is not None
    assert found.improvement.low is not None
    assert found.improvement.high is not None
    assert 50 < found.improvement.low < 70 < found.improvement.high < 90


def test_the_interval_of_what_is_won_back_ends_where_the_answers_turn() -> None:
    """With errors that share nothing, 70 points apart, the ends solve now - share x then = +-reach."""
    now, then = SaltValue(value=20, low=14, high=26), SaltValue(value=90, low=82, high=98)
    found = respond(now, since=[then]).improvement
    assert found is not None
    for won, way in ((found.low, 1), (found.high, -1)):
        assert won is not None
        share = 1 - won / 100
        assert 20 - share * 90 + way * math.hypot(6, share * 8) == pytest.approx(0, abs=1e-6)


def test_losing_twenty_points_since_the_best_is_worse() -> None:
    since = [SaltValue.judged(60), SaltValue.judged(15), SaltValue.judged(25)]
    assert respond(SaltValue.judged(34), since=since).worsened.answer is Answer.NOT_REACHED
    assert respond(SaltValue.judged(35), since=since).worsened.answer is Answer.REACHED
    wide = [SaltValue(value=15, low=5, high=25)]
    assert respond(SaltValue(value=40, low=28, high=52), since=wide).worsened.answer is Answer.UNKNOWN
    assert respond(SaltValue(value=70, low=60, high=80), since=wide).worsened.answer is Answer.REACHED


def test_the_lowest_of_many_is_doubted_more() -> None:
    value = SaltValue(value=15, low=5, high=25)
    one = respond(SaltValue(value=40, low=28, high=52), since=[value]).since_best
    many = respond(SaltValue(value=40, low=28, high=52), since=[value] * 5).since_best
    assert many.high - many.low > 1.2 * (one.high - one.low)


@pytest.mark.parametrize("baseline", [0.0, 5e-324, 0.01])
def test_nothing_can_be_won_back_where_nothing_was_lost(baseline: float) -> None:
    found = respond(SaltValue.judged(5), since=[SaltValue.judged(baseline)])
    assert found.improvement is None
    assert found.improved == ()


def test_a_baseline_that_may_be_nothing_has_no_bound() -> None:
    found = respond(SaltValue(value=12, low=4, high=20), since=[SaltValue(value=6, low=0, high=14)])
    assert found.improvement is not None
    assert found.improvement.value == pytest.approx(-100)
    assert found.improvement.low is None
