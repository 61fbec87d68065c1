"""What is written as text is read back equal."""

import dataclasses
from datetime import date

import pytest
from hypothesis import given, settings

from hairtrack.course import Course, Photo, Region
from hairtrack.diary import Diary
from hairtrack.errors import Reason, ReasonKind
from hairtrack.storage.records import KINDS, course_of, from_text, head_of, lists_of, to_text
from tests.storage.course_maker import courses, photo


@settings(max_examples=60, deadline=None)
@given(courses())
def test_every_course_comes_back_equal(course: Course) -> None:
    lists = {
        name: tuple(from_text(to_text(record), KINDS[name]) for record in records)
        for name, records in lists_of(course).items()
    }
    assert course_of(head_of(course), lists) == course


def test_facts_keep_their_kind() -> None:
    reason = Reason.of(ReasonKind.TOO_SMALL, width=1, height=1.0, name="1")
    back = from_text(to_text(reason), Reason)
    assert {name: type(value) for name, value in back.facts.items()} == {"width": int, "height": float, "name": str}


@pytest.mark.parametrize(
    "name", ["写真 'ü\n\0.jpg", "\udcff\udc80.jpg", "🧑‍🦲.heic", "\u202egpj.exe", '";DROP TABLE photos']
)
def test_any_file_name_is_plain_ascii_inside(name: str) -> None:
    record = Photo(
        sha256="0",
        view=photo(1).view,
        taken_on=date(2026, 1, 1),
        taken_on_source=photo(1).taken_on_source,
        file_name=name,
        stored_as="a.jpg",
        size=(1, 1),
    )
    assert to_text(record).isascii()
    assert from_text(to_text(record), Photo) == record


def test_a_region_of_before_colours_is_read() -> None:
    text = (
        '{"id":"r","view":"vertex","name":"Crown","shape":"polygon","points":[[1,2],[30,2],[9.5,40]],"drawn_on":"aa"}'
    )

    region = from_text(text, Region)

    assert region.points == ((1, 2), (30, 2), (9.5, 40))
    assert region.colour is None


def test_no_field_of_a_course_is_forgotten() -> None:
    fields = {field.name for kind in (Course, Diary) for field in dataclasses.fields(kind) if field.init}
    assert fields == {*KINDS, *head_of(Course(id="", name="", created_on=date(2026, 1, 1))), "diary"}
    assert {"photos", "measurements", "treatments"} <= set(KINDS)
