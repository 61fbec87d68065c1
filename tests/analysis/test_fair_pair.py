"""Which pair is proposed, and when a chosen one is kinder."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hairtrack.analysis.change import Change, Verdict, not_comparable
from hairtrack.analysis.comparability import Condition, Conditions, Finding, Level, length_mismatch, mismatches
from hairtrack.analysis.fair_pair import Candidate, ends, fair_pair, fair_sentence, kinder_by
from hairtrack.diary import Groom, GroomKind
from hairtrack.errors import Reason, ReasonKind

ALIKE = Conditions(scale_ratio=1.0, tilt_degrees=0.0, sharpness_ratio=1.0, light_change=0.0, overlap=1.0)
FIRST = date(2026, 1, 1)


def candidate(name: str, conditions: Conditions) -> Candidate:
    return Candidate(before=f"before {name}", after=f"after {name}", conditions=conditions)


def on(*days: int) -> list[date]:
    return [FIRST + timedelta(days=day) for day in days]


def test_each_condition_counts_in_units_of_its_caution() -> None:
    found = mismatches(
        Conditions(scale_ratio=1 / 1.44, tilt_degrees=6.75, sharpness_ratio=1 / 3, light_change=0.9, overlap=0.95)
    )
    assert found == pytest.approx(
        {
            Condition.DISTANCE: 2.0,
            Condition.ANGLE: 0.5,
            Condition.SHARPNESS: 1.0,
            Condition.LIGHT: 2.0,
            Condition.OVERLAP: 0.5,
        }
    )


def test_hair_of_twice_the_length_counts_one() -> None:
    cuts = tuple(
        Groom(id=str(mm), on=day, kind=GroomKind.HAIRCUT, length_mm=mm)
        for day, mm in ((FIRST, 10.0), (FIRST + timedelta(days=90), 20.0))
    )
    assert length_mismatch(cuts, before=FIRST, after=FIRST + timedelta(days=90)) == pytest.approx(1.0)
    assert length_mismatch((), before=FIRST, after=FIRST + timedelta(days=90)) == 0.0
    unknown = (replace(cuts[1], length_mm=None),)
    assert length_mismatch(unknown, before=FIRST, after=FIRST + timedelta(days=90)) == 1.0


def test_the_pair_that_differs_least_is_proposed_and_its_advantages_are_named() -> None:
    found = fair_pair(
        [
            candidate("dim", replace(ALIKE, light_change=0.4)),
            candidate("fair", replace(ALIKE, light_change=0.1, tilt_degrees=3.0)),
            candidate("turned", replace(ALIKE, light_change=0.3, tilt_degrees=18.0)),
        ]
    )
    assert found is not None
    # 0.4/0.45 = 0.89; 0.1/0.45 + 3/12 = 0.47; 0.3/0.45 + 18/12 = 2.17. The first alone was turned less.
    assert (found.before, found.after, found.pairs) == ("before fair", "after fair", 3)
    assert found.closest_in == (Condition.LIGHT,)
    assert fair_sentence(found) == "Closest in light of 3 pairs of first and last visits."


def test_two_conditions_are_named_the_one_furthest_ahead_first() -> None:
    found = fair_pair(
        [
            candidate("fair", ALIKE),
            candidate("other", replace(ALIKE, light_change=0.3, tilt_degrees=11.0, overlap=0.98)),
        ]
    )
    assert found is not None
    assert fair_sentence(found) == "Closest in angle and light of 2 pairs of first and last visits."


def test_a_pair_that_may_not_be_compared_is_proposed_last() -> None:
    # The stop for light is 1.0, 2.2 cautions; the other pair has four cautions of 0.9 each.
    stopped = candidate("stopped", replace(ALIKE, light_change=1.01))
    middling = candidate(
        "middling", Conditions(scale_ratio=1.17, tilt_degrees=10.8, sharpness_ratio=0.54, light_change=0.4, overlap=1.0)
    )
    reason = Reason.of(ReasonKind.OTHER_HAIRCUT, note="")
    refused = Finding(condition=Condition.LENGTH, level=Level.NOT_COMPARABLE, reason=reason)
    shaved = replace(candidate("shaved", ALIKE), noted=(refused,))
    found = fair_pair([stopped, shaved, middling])
    assert found is not None
    assert found.before == "before middling"


def test_what_no_condition_sets_apart_is_said_so() -> None:
    pair = fair_pair([candidate("first", ALIKE), candidate("second", ALIKE)])
    assert pair is not None
    assert pair.before == "before first"
    assert fair_sentence(pair).startswith("Best matched of 2 pairs")
    only = fair_pair([candidate("only", ALIKE)])
    assert only is not None
    assert fair_sentence(only) == "The only pair of a first and a last visit."
    assert fair_pair([]) is None


def test_the_ends_are_the_visits_within_45_days_three_at_most() -> None:
    assert ends(on(0, 30, 45, 46, 200, 254, 255, 300)) == ((0, 1, 2), (6, 7))
    assert ends(on(0, 5, 10, 15, 100, 285, 290, 295, 300)) == ((0, 1, 2), (6, 7, 8))


def test_in_a_short_course_the_ends_meet_in_the_middle() -> None:
    assert ends(on(0, 10, 20, 30)) == ((0, 1), (2, 3))
    assert ends(on(0, 15, 30)) == ((0, 1), (2,))
    assert ends(on(7, 7)) == ((), ())
    assert ends([]) == ((), ())


def test_a_kinder_pair_is_one_that_gains_more_than_the_fair_one_by_more_than_its_doubt() -> None:
    fair = Change(verdict=Verdict.GAIN, change=10.0, low=4.0, high=16.0, detectable=6.0)
    assert kinder_by(replace(fair, change=17.0), fair) == pytest.approx(7.0)
    assert kinder_by(replace(fair, change=15.9), fair) is None
    assert kinder_by(replace(fair, change=-20.0), fair) is None
    assert kinder_by(not_comparable(), fair) is None
    assert kinder_by(fair, not_comparable()) is None
