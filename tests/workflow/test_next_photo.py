"""The guide for the next photo, on courses in which one thing was planted."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import cv2
import numpy as np
import pytest

from hairtrack.analysis.next_photo import Aspect
from hairtrack.course import Photo, View
from hairtrack.diary import Groom, GroomKind
from hairtrack.errors import ErrorKind, HairtrackError, Reason, ReasonKind
from hairtrack.imaging.arrays import Image
from hairtrack.workflow.courses import open_for_reading
from hairtrack.workflow.next_photo import Guide, guide_json, next_photo_guide, patterns
from tests.workflow.guided_course import FIRST, closer, guided_course, lit

TODAY = date(2026, 6, 1)


def same(image: Image) -> Image:
    return image


def blurred(image: Image) -> Image:
    return cv2.GaussianBlur(image, (0, 0), 3.5).astype(np.uint8)


def made(
    place: Path,
    changes: Sequence[Callable[[Image], Image]],
    scales: Sequence[float] | None = None,
    *,
    grooms: tuple[Groom, ...] = (),
    **photos: object,
) -> Guide:
    path = guided_course(place, changes, scales=scales)
    with open_for_reading(path) as folder:
        course = replace(folder.course, diary=replace(folder.course.diary, grooms=grooms))
        last: Photo = course.in_view(View.VERTEX)[-1]
        if photos:
            course = course.with_photo(replace(last, **photos))  # type: ignore[arg-type]
        return next_photo_guide(folder, course, View.VERTEX, today=TODAY)


def aspects(guide: Guide) -> list[Aspect]:
    return [each.aspect for each in guide.advice]


def test_photos_taken_from_closer_are_told_to_step_back_as_far_as_they_were(tmp_path: Path) -> None:
    guide = made(tmp_path, [same, closer(1.5), closer(1.5), closer(1.5)], [1.0, 1.5, 1.5, 1.5])
    assert aspects(guide)[0] is Aspect.DISTANCE
    assert guide.advice[0].do == (
        "Step back until the head is as large as in the photo of 12 January 2026, about 1.5 times as far away."
    )
    assert guide.advice[0].why == "The last 3 photos were taken from closer than that of 12 January 2026."
    assert not guide.unknown


def test_photos_taken_from_further_are_told_to_come_closer(tmp_path: Path) -> None:
    guide = made(tmp_path, [closer(0.62)], [0.62])
    (first,) = [each for each in guide.advice if each.aspect is Aspect.DISTANCE]
    assert first.do.startswith("Come closer until")
    assert "about" not in first.why
    assert "to about 60 % of the distance" in first.do


def test_no_factor_is_given_where_the_photos_do_not_agree_on_one(tmp_path: Path) -> None:
    guide = made(tmp_path, [closer(1.3), closer(1.9)], [1.3, 1.9])
    (first,) = [each for each in guide.advice if each.aspect is Aspect.DISTANCE]
    assert first.do == "Step back until the head is as large as in the photo of 12 January 2026."
    assert "last 2 photos" in first.why


def test_no_factor_is_given_where_another_lens_may_have_made_it(tmp_path: Path) -> None:
    guide = made(tmp_path, [closer(1.5)], [1.5], camera="Other phone")
    (first,) = [each for each in guide.advice if each.aspect is Aspect.DISTANCE]
    assert "times" not in first.do


def test_what_was_put_right_since_needs_no_advice(tmp_path: Path) -> None:
    guide = made(tmp_path, [closer(1.5), closer(1.5), same], [1.5, 1.5, 1.0])
    assert Aspect.DISTANCE not in aspects(guide)
    assert "distance" in guide.fine


@pytest.mark.parametrize(("red", "blue", "words"), [(1.25, 0.72, "yellower"), (0.8, 1.3, "bluer")])
def test_light_of_another_colour_is_named(tmp_path: Path, red: float, blue: float, words: str) -> None:
    guide = made(tmp_path, [lit(red, blue), lit(red, blue)])
    (found,) = [each for each in guide.advice if each.aspect is Aspect.COLOUR]
    assert words in found.why
    assert "last 2 photos" in found.why
    assert "light" not in guide.fine


@pytest.mark.parametrize(("across", "side"), [(2.6, "right"), (-2.6, "left")])
def test_light_from_another_side_is_named(tmp_path: Path, across: float, side: str) -> None:
    guide = made(tmp_path, [lit(across=across)])
    (found,) = [each for each in guide.advice if each.aspect is Aspect.LIGHT]
    assert f"from the {side} of the picture" in found.why


@pytest.mark.parametrize(("stops", "words", "do"), [(-1.6, "darker", "more light"), (1.1, "brighter", "less light")])
def test_brightness_has_its_way(tmp_path: Path, stops: float, words: str, do: str) -> None:
    guide = made(tmp_path, [lit(stops=stops)])
    (found,) = [each for each in guide.advice if each.aspect is Aspect.BRIGHTNESS]
    assert words in found.why
    assert do in found.do


def test_a_blurred_photo_is_told_to_be_held_still_and_a_sharper_one_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    guide = made(tmp_path / "a", [blurred])
    assert Aspect.SHARPNESS in aspects(guide)
    (tmp_path / "b").mkdir()
    path = guided_course(tmp_path / "b", [blurred])
    with open_for_reading(path) as folder:
        first, last = folder.course.in_view(View.VERTEX)
        # The other way round, the next photo is to be like the blurred one.
        course = folder.course.with_photo(replace(first, taken_on=FIRST + timedelta(weeks=9)))
        turned = next_photo_guide(folder, course, View.VERTEX, pattern=last, today=TODAY)
    assert Aspect.SHARPNESS not in aspects(turned)


def test_photos_that_are_alike_get_no_advice_but_what_is_fine(tmp_path: Path) -> None:
    guide = made(tmp_path, [same, same])
    assert guide.advice == ()
    assert guide.fine == "Fine as it is: distance, angle, what is in the picture, light, sharpness and hair."


def test_of_one_photo_nothing_is_claimed(tmp_path: Path) -> None:
    guide = made(tmp_path, [])
    assert guide.advice == ()
    assert guide.fine == ""
    assert guide.unknown.startswith("There is one photo of this view")
    assert len(guide.general) > 3


def test_photos_that_are_not_aligned_say_so_and_still_tell_what_the_files_say(tmp_path: Path) -> None:
    path = guided_course(tmp_path, [same])
    with open_for_reading(path) as folder:
        course = replace(folder.course, alignments=())
        first, last = course.in_view(View.VERTEX)
        course = course.with_photo(replace(first, camera="Phone A", lens_mm=26))
        course = course.with_photo(replace(last, camera="Phone A", lens_mm=13, size=(960, 720)))
        guide = next_photo_guide(folder, course, View.VERTEX, today=TODAY)
    assert "not aligned" in guide.unknown
    assert set(aspects(guide)) == {Aspect.LENS, Aspect.ORIENTATION}
    assert any(each.do == "Use the same lens again, without zoom: 26 mm, not 13 mm." for each in guide.advice)
    assert any(each.do == "Hold the phone upright." for each in guide.advice)


def test_another_camera_and_a_chat_copy_are_named(tmp_path: Path) -> None:
    path = guided_course(tmp_path, [same])
    with open_for_reading(path) as folder:
        first, last = folder.course.in_view(View.VERTEX)
        small = (Reason.of(ReasonKind.TOO_SMALL, width=720, height=960),)
        course = folder.course.with_photo(replace(first, camera="Phone A", cautions=()))
        course = course.with_photo(replace(last, camera="Phone B", cautions=small))
        guide = next_photo_guide(folder, course, View.VERTEX, today=TODAY)
    assert {Aspect.CAMERA, Aspect.FILE} <= set(aspects(guide))
    assert any(each.do == "Use the same camera again: Phone A." for each in guide.advice)


def _cut(on: date, length: float | None) -> Groom:
    return Groom(id=str(on), on=on, kind=GroomKind.HAIRCUT, length_mm=length)


def test_hair_that_grew_too_long_by_the_notes_is_to_be_cut_to_what_it_was(tmp_path: Path) -> None:
    guide = made(tmp_path, [same], grooms=(_cut(FIRST, 9.0),))
    assert guide.advice[0].aspect is Aspect.LENGTH
    assert guide.advice[0].do == "Have the hair cut to about 9 mm first."
    # 140 days at 0.35 mm.
    assert "about 58 mm today" in guide.advice[0].why
    assert guide.advice[0].stops


def test_hair_that_was_just_cut_short_is_to_grow_until_it_can_be_compared(tmp_path: Path) -> None:
    guide = made(tmp_path, [same], grooms=(_cut(FIRST, 20.0), _cut(TODAY, 3.0)))
    (found,) = [each for each in guide.advice if each.aspect is Aspect.LENGTH]
    # 7 mm to half the length of then.
    assert found.do == "Let it grow first, until about 22 June 2026."


def test_hair_of_like_length_is_fine(tmp_path: Path) -> None:
    guide = made(tmp_path, [same], grooms=(_cut(FIRST, 9.0), _cut(TODAY - timedelta(days=3), 9.0)))
    assert Aspect.LENGTH not in aspects(guide)
    assert "hair" in guide.fine


def test_wet_hair_and_dye_are_named_from_the_diary(tmp_path: Path) -> None:
    last = FIRST + timedelta(weeks=4)
    notes = (
        Groom(id="a", on=FIRST, kind=GroomKind.PHOTOGRAPHED, wet=False),
        Groom(id="b", on=last, kind=GroomKind.PHOTOGRAPHED, wet=True),
        Groom(id="c", on=last, kind=GroomKind.DYE),
    )
    guide = made(tmp_path, [same], grooms=notes)
    assert "Let the hair dry first." in [each.do for each in guide.advice]
    assert "Choose a photo since 9 February 2026 as the pattern." in [each.do for each in guide.advice]


def test_another_photo_can_be_the_pattern(tmp_path: Path) -> None:
    path = guided_course(tmp_path, [closer(1.5), closer(1.5)], scales=[1.5, 1.5])
    with open_for_reading(path) as folder:
        usual, second, _last = patterns(folder.course, View.VERTEX)
        assert usual.taken_on == FIRST
        guide = next_photo_guide(folder, folder.course, View.VERTEX, pattern=second, today=TODAY)
    assert guide.pattern == second
    assert Aspect.DISTANCE not in aspects(guide)


def test_a_view_without_photos_has_no_guide(tmp_path: Path) -> None:
    path = guided_course(tmp_path, [])
    with open_for_reading(path) as folder, pytest.raises(HairtrackError) as caught:
        next_photo_guide(folder, folder.course, View.BACK)
    assert caught.value.kind is ErrorKind.NO_PHOTO_IN_VIEW


def test_the_document_says_the_same(tmp_path: Path) -> None:
    guide = made(tmp_path, [closer(1.5)], [1.5])
    document = guide_json(guide)
    assert document["like"]["taken_on"] == FIRST.isoformat()
    assert [each["do"] for each in document["advice"]] == [each.do for each in guide.advice]
    assert document["advice"][0]["forbids_comparing"] == guide.advice[0].stops
