from datetime import date

from hairtrack.course import (
    Alignment,
    AlignmentMethod,
    Course,
    DateSource,
    Measurement,
    Photo,
    Region,
    View,
)
from hairtrack.storage.records import to_plain


def _photo(name: str, day: int, view: View = View.VERTEX) -> Photo:
    return Photo(
        sha256=name,
        view=view,
        taken_on=date(2026, 1, day),
        taken_on_source=DateSource.GIVEN,
        file_name=f"{name}.jpg",
        stored_as=f"{name}.jpg",
        size=(40, 30),
    )


def _course() -> Course:
    return Course(id="1", name="A", created_on=date(2026, 1, 1), photos=(_photo("b", 2), _photo("a", 1)))


def _alignment(fixed: str, moving: str) -> Alignment:
    return Alignment(fixed=fixed, moving=moving, transform=None, method=AlignmentMethod.FEATURES, engine="planted")


def _measurement(photo: str, region: str) -> Measurement:
    return Measurement(
        photo=photo,
        region=region,
        coverage=0.5,
        low=0.4,
        high=0.6,
        judged=1.0,
        engine="planted",
        person="",
        threshold=0.0,
        outline=((0.0, 0.0),),
        alignment_error_percent_width=0.1,
    )


def test_what_is_looked_up_is_of_the_edited_course_and_the_old_one_stays_whole() -> None:
    before = _course()
    assert [photo.sha256 for photo in before.in_view(View.VERTEX)] == ["a", "b"]
    assert before.photo("c") is None
    assert before.views() == (View.VERTEX,)
    after = before.with_photo(_photo("c", 3)).with_photo(_photo("d", 1, View.BACK)).with_reference(before.photos[0])
    assert [photo.sha256 for photo in after.in_view(View.VERTEX)] == ["a", "b", "c"]
    assert after.photo("c") == _photo("c", 3)
    assert after.views() == (View.VERTEX, View.BACK)
    assert after.reference(View.VERTEX) == _photo("b", 2)
    assert before.reference(View.VERTEX) == _photo("a", 1)
    assert before.photo("c") is None


def test_alignments_and_values_are_found_again_after_each_edit() -> None:
    course = _course()
    first, second = course.in_view(View.VERTEX)
    region = Region(id="r", name="Crown", view=View.VERTEX, drawn_on="a", points=((0.0, 0.0), (9.0, 0.0), (9.0, 9.0)))
    assert course.alignment(second) is None
    assert course.measurement(second, region) is None
    assert course.region("r") is None
    course = course.with_region(region).with_alignment(_alignment("a", "b")).with_measurement(_measurement("b", "r"))
    assert course.alignment(second) == _alignment("a", "b")
    assert course.measurement(second, region) == _measurement("b", "r")
    assert course.region("r") == region
    assert course.measurement(first, region) is None
    assert course.with_reference(second).alignment(second) is None


def test_what_was_looked_up_is_no_part_of_the_record() -> None:
    asked, fresh = _course(), _course()
    asked.in_view(View.VERTEX)
    asked.photo("a")
    assert asked == fresh
    assert hash(asked) == hash(fresh)
    assert repr(asked) == repr(fresh)
    assert to_plain(asked) == to_plain(fresh)
    assert set(to_plain(asked)) >= {"photos", "diary"}
    assert not any(name.startswith("_") for name in to_plain(asked))
