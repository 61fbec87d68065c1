"""What stands against a comparison."""

from dataclasses import replace
from datetime import date

import pytest

from hairtrack.analysis.comparability import (
    Condition,
    Conditions,
    Finding,
    Level,
    against,
    compare_cameras,
    compare_conditions,
    compare_grooming,
    weightiest,
)
from hairtrack.diary import Groom, GroomKind
from hairtrack.errors import Reason, ReasonKind
from hairtrack.messages import reason_sentence

SAME = Conditions(
    scale_ratio=1.0,
    tilt_degrees=1.0,
    sharpness_ratio=0.9,
    light_change=0.1,
    overlap=1.0,
    colour_change=0.05,
    brightness_change=0.4,
    glare=(0.0, 0.0),
    alignment_error=0.02,
    hair_change=0.3,
)


def cut(day: date, length_mm: float | None) -> Groom:
    return Groom(id=day.isoformat(), on=day, kind=GroomKind.HAIRCUT, length_mm=length_mm)


def groomed(kind: GroomKind, day: date) -> Groom:
    return Groom(id=f"{kind} {day}", on=day, kind=kind)


def test_in_like_photos_every_measured_condition_is_fine() -> None:
    found = compare_conditions(SAME)

    assert all((finding.level, finding.reason) == (Level.FINE, None) for finding in found)
    assert {finding.condition for finding in found} == set(Condition) - {Condition.LENGTH, Condition.CAMERA}
    assert against(found) == ()


def test_what_was_not_measured_is_not_called_fine() -> None:
    found = compare_conditions(replace(SAME, hair_change=None, glare=None))

    assert not {Condition.STATE, Condition.GLARE} & {finding.condition for finding in found}


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
        (replace(SAME, colour_change=0.4), ReasonKind.OTHER_COLOUR, Level.CAUTION),
        (replace(SAME, brightness_change=1.5), ReasonKind.OTHER_BRIGHTNESS, Level.CAUTION),
        (replace(SAME, glare=(0.01, 0.1)), ReasonKind.GLARE, Level.CAUTION),
        (replace(SAME, glare=(0.7, 0.0)), ReasonKind.GLARE, Level.NOT_COMPARABLE),
        (replace(SAME, alignment_error=0.1), ReasonKind.LOOSE_ALIGNMENT, Level.CAUTION),
        (replace(SAME, hair_change=1.2), ReasonKind.OTHER_HAIR_STATE, Level.CAUTION),
        (replace(SAME, hair_change=3.0), ReasonKind.OTHER_HAIR_STATE, Level.NOT_COMPARABLE),
    ],
)
def test_each_difference_is_named(conditions: Conditions, kind: ReasonKind, level: Level) -> None:
    found = compare_conditions(conditions)

    assert [reason.kind for reason in against(found)] == [kind]
    assert [finding.level for finding in found] == [level, *[Level.FINE] * (len(found) - 1)]


@pytest.mark.parametrize(
    ("brightness", "lost", "kinds"),
    [
        (0.5, 0.0, []),
        (0.1, 0.04, []),
        (0.5, 0.04, [ReasonKind.GLARE]),
        (0.7, 0.02, [ReasonKind.OTHER_BRIGHTNESS]),
    ],
)
def test_a_flash_is_told_by_glare_and_brightness_together_and_named_once(
    brightness: float, lost: float, kinds: list[ReasonKind]
) -> None:
    found = compare_conditions(replace(SAME, brightness_change=brightness, glare=(0.0, lost)))
    assert [reason.kind for reason in against(found)] == kinds


def test_the_weightiest_reason_comes_first_and_the_fine_conditions_last() -> None:
    findings = compare_conditions(replace(SAME, scale_ratio=1.3, overlap=0.4))

    assert [finding.level for finding in findings][:3] == [Level.NOT_COMPARABLE, Level.CAUTION, Level.FINE]
    assert [reason.kind for reason in against(findings)] == [ReasonKind.LITTLE_OVERLAP, ReasonKind.OTHER_SCALE]
    assert [reason.kind for reason in against(findings, least=Level.NOT_COMPARABLE)] == [ReasonKind.LITTLE_OVERLAP]


def test_a_condition_that_is_fine_in_one_region_only_is_not_fine() -> None:
    caution = Finding(condition=Condition.GLARE, level=Level.CAUTION, reason=Reason.of(ReasonKind.GLARE, percent=9))
    stop = replace(caution, level=Level.NOT_COMPARABLE)
    fine = Finding(condition=Condition.GLARE)
    dyed, washed = (
        Finding(condition=Condition.STATE, level=Level.CAUTION, reason=Reason.of(kind, day="2026-01-01"))
        for kind in (ReasonKind.HAIR_DYED, ReasonKind.HAIR_WASHED)
    )

    assert weightiest((fine, caution, stop, fine)) == (stop,)
    assert weightiest((Finding(condition=Condition.STATE), dyed, washed)) == (dyed, washed)
    assert weightiest((fine, fine)) == (fine,)


def test_another_camera_or_lens_is_a_caution_and_an_unnamed_one_says_nothing() -> None:
    def kinds(names: tuple[str, str], lenses: tuple[int | None, int | None]) -> list[ReasonKind]:
        return [reason.kind for reason in against(compare_cameras(names=names, lenses_mm=lenses))]

    assert kinds(("A", "B"), (26, 26)) == [ReasonKind.OTHER_CAMERA]
    assert kinds(("A", "A"), (26, 52)) == [ReasonKind.OTHER_LENS]
    assert kinds(("A", "A"), (26, 28)) == []
    assert kinds(("A", "A"), (None, 52)) == []
    assert compare_cameras(names=("A", "A")) == (Finding(condition=Condition.CAMERA),)
    assert compare_cameras(names=("A", "")) == ()


def test_lengths_are_followed_as_hair_grows() -> None:
    grooms = (cut(date(2026, 1, 1), 10.0), cut(date(2026, 6, 1), 10.0))

    assert compare_grooming(grooms, before=date(2026, 1, 8), after=date(2026, 6, 8)) == (
        Finding(condition=Condition.LENGTH),
    )
    (finding,) = compare_grooming(grooms, before=date(2026, 5, 30), after=date(2026, 6, 1))
    assert finding.level is Level.NOT_COMPARABLE
    assert finding.reason is not None
    assert finding.reason.facts["note"] == "about 62 mm, then 10 mm"


def test_a_cut_of_unknown_length_is_a_caution() -> None:
    (finding,) = compare_grooming((cut(date(2026, 3, 1), None),), before=date(2026, 1, 1), after=date(2026, 4, 1))

    assert finding.level is Level.CAUTION
    assert compare_grooming((cut(date(2025, 3, 1), None),), before=date(2026, 1, 1), after=date(2026, 4, 1)) == ()


def test_dye_between_the_days_and_a_wash_on_one_of_them_are_cautions() -> None:
    before, after = date(2026, 3, 1), date(2026, 6, 1)

    def kinds(*grooms: Groom) -> list[ReasonKind]:
        found = compare_grooming(grooms, before=before, after=after)
        assert {(finding.condition, finding.level) for finding in found} <= {(Condition.STATE, Level.CAUTION)}
        return [reason.kind for reason in against(found)]

    assert kinds(groomed(GroomKind.DYE, date(2026, 4, 1))) == [ReasonKind.HAIR_DYED]
    assert kinds(groomed(GroomKind.DYE, before)) == []
    assert kinds(groomed(GroomKind.WASH, after)) == [ReasonKind.HAIR_WASHED]
    assert kinds(groomed(GroomKind.WASH, before), groomed(GroomKind.WASH, after)) == []


def wet(day: date, *, said: bool | None) -> Groom:
    return Groom(id=f"wet {day} {said}", on=day, kind=GroomKind.PHOTOGRAPHED, wet=said)


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (True, False, (Level.NOT_COMPARABLE, ReasonKind.WET_AND_DRY, "2026-03-01")),
        (False, True, (Level.NOT_COMPARABLE, ReasonKind.WET_AND_DRY, "2026-06-01")),
        (True, True, (Level.CAUTION, ReasonKind.BOTH_WET, None)),
        (False, False, None),
        (True, None, None),
        (None, None, None),
    ],
)
def test_wet_hair_on_one_of_the_days_forbids_and_on_both_is_a_caution(
    first: bool | None, second: bool | None, found: tuple[Level, ReasonKind, str | None] | None
) -> None:
    before, after = date(2026, 3, 1), date(2026, 6, 1)
    grooms = (wet(before, said=first), wet(after, said=second), wet(date(2026, 4, 1), said=True))
    judged = compare_grooming(grooms, before=before, after=after)
    assert [(f.condition, f.level, f.reason.kind, f.reason.facts.get("day")) for f in judged if f.reason] == (
        [(Condition.STATE, *found)] if found else []
    )
    for reason in against(judged):
        assert "Wet hair shows more scalp" in reason_sentence(reason)


@pytest.mark.parametrize(("left_mm", "level"), [(6.0, Level.CAUTION), (10.0, Level.NOT_COMPARABLE)])
def test_wet_hair_that_is_known_to_be_short_is_only_a_caution(left_mm: float, level: Level) -> None:
    before, after = date(2026, 3, 1), date(2026, 3, 15)
    notes = (wet(before, said=True), wet(after, said=False), cut(before, left_mm))
    (found,) = [finding for finding in compare_grooming(notes, before=before, after=after) if finding.reason]
    assert found.level is level


def test_notes_that_contradict_each_other_say_nothing_about_wet_hair() -> None:
    before, after = date(2026, 3, 1), date(2026, 6, 1)
    notes = (wet(before, said=True), wet(before, said=False), wet(after, said=False))
    assert compare_grooming(notes, before=before, after=after) == ()
