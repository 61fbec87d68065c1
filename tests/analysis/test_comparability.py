"""What stands against a comparison."""

from dataclasses import replace
from datetime import date

import pytest

from hairtrack.analysis.comparability import Conditions, Level, compare_conditions, compare_grooming
from hairtrack.diary import Groom, GroomKind
from hairtrack.errors import ReasonKind

SAME = Conditions(scale_ratio=1.0, tilt_degrees=1.0, sharpness_ratio=0.9, light_change=0.1, overlap=1.0)


def cut(day: date, length_mm: float | None) -> Groom:
    return Groom(id=day.isoformat(), on=day, kind=GroomKind.HAIRCUT, length_mm=length_mm)


def test_like_photos_raise_nothing() -> None:
    assert compare_conditions(SAME) == ()


@pytest.mark.parametrize(
    ("conditions", "kind", "level"),
    [
        (replace(SAME, scale_ratio=1.3), ReasonKind.OTHER_SCALE, Level.CAUTION),
        (replace(SAME, scale_ratio=0.5), ReasonKind.OTHER_SCALE, Level.NOT_COMPARABLE),
        (replace(SAME, tilt_degrees=15.0), ReasonKind.OTHER_ANGLE, Level.CAUTION),
        (replace(SAME, tilt_degrees=30.0), ReasonKind.OTHER_ANGLE, Level.NOT_COMPARABLE),
        (replace(SAME, sharpness_ratio=0.1), ReasonKind.OTHER_SHARPNESS, Level.NOT_COMPARABLE),
        (replace(SAME, light_change=0.7), ReasonKind.OTHER_LIGHT, Level.CAUTION),
        (replace(SAME, overlap=0.5), ReasonKind.LITTLE_OVERLAP, Level.NOT_COMPARABLE),
    ],
)
def test_each_difference_is_named(conditions: Conditions, kind: ReasonKind, level: Level) -> None:
    (finding,) = compare_conditions(conditions)

    assert (finding.reason.kind, finding.level) == (kind, level)


def test_the_weightiest_reason_comes_first() -> None:
    findings = compare_conditions(replace(SAME, scale_ratio=1.3, overlap=0.4))

    assert [finding.level for finding in findings] == [Level.NOT_COMPARABLE, Level.CAUTION]


def test_lengths_are_followed_as_hair_grows() -> None:
    grooms = (cut(date(2026, 1, 1), 10.0), cut(date(2026, 6, 1), 10.0))

    assert compare_grooming(grooms, before=date(2026, 1, 8), after=date(2026, 6, 8)) == ()
    (finding,) = compare_grooming(grooms, before=date(2026, 5, 30), after=date(2026, 6, 1))
    assert finding.level is Level.NOT_COMPARABLE
    assert finding.reason.facts["note"] == "about 62 mm, then 10 mm"


def test_a_cut_of_unknown_length_is_a_caution() -> None:
    (finding,) = compare_grooming((cut(date(2026, 3, 1), None),), before=date(2026, 1, 1), after=date(2026, 4, 1))

    assert finding.level is Level.CAUTION
    assert compare_grooming((cut(date(2025, 3, 1), None),), before=date(2026, 1, 1), after=date(2026, 4, 1)) == ()
