"""The description of the open export: it knows every record, and every record keeps to it."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, time
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings

from hairtrack.assets import asset
from hairtrack.course import (
    Alignment,
    AlignmentMethod,
    AlignmentModel,
    Cause,
    Course,
    Cover,
    Dab,
    DabKind,
    Exclusion,
    FormerValue,
    Landmark,
    PersonModel,
    Photo,
    RegionColour,
    SaltArea,
    Transform,
    Unjudged,
    View,
)
from hairtrack.diary import Diary, SaltScore
from hairtrack.errors import Reason, ReasonKind
from hairtrack.ratings import Rating
from hairtrack.workflow.courses import EXPORT_VERSION, show_course
from tests.workflow.diary.drawn_diaries import diaries
from tests.workflow.salt_course import everywhere, salt_course
from tests.workflow.schema_check import problems

SCHEMA: dict[str, Any] = json.loads(asset("export/course.schema.json").read_text(encoding="utf-8"))
DAY = date(2026, 1, 5)
DIARIES = settings(max_examples=25, deadline=None)


def shown(course: Course) -> Any:
    return json.loads(json.dumps(show_course(course)))


def records_in(hint: Any) -> Iterator[type]:
    """Yield the records that a type holds, at any depth."""
    if is_dataclass(hint) and isinstance(hint, type):
        yield hint
        for inner in get_type_hints(hint).values():
            yield from records_in(inner)
    for inner in get_args(hint):
        yield from records_in(inner)


RECORDS = sorted(set(records_in(Course)) - {Course}, key=lambda record: record.__name__)


def full_course() -> Course:
    """Make a course with something in every field."""
    seen = salt_course((DAY, everywhere(0.5, 0.4, 0.3, 0.2)), (date(2026, 3, 5), everywhere(0.1, 0.1, 0.1, None)))
    first, second = seen.photos[:2]
    caution = Reason.of(ReasonKind.BLURRED)
    dab = Dab(photo=first.sha256, kind=DabKind.HAIR, point=(1.5, 2))
    stroke = Exclusion(photo=first.sha256, points=((1, 2), (3, 4)), radius=2.5)
    transform = Transform(
        model=AlignmentModel.AFFINE,
        origin=(1, 2),
        scale=3,
        x_coefficients=(0, 1, 0),
        y_coefficients=(0, 0, 1),
        covariance=(0.5,) * 36,
        misfit=0.1,
        hull=((0, 0), (1, 0), (1, 1)),
        fixed_size=(10, 10),
        moving_size=(10, 10),
    )
    alignment = Alignment(
        fixed=first.sha256,
        moving=second.sha256,
        transform=transform,
        method=AlignmentMethod.LANDMARKS,
        error_percent_width=0.3,
        reasons=(caution,),
        landmarks=(Landmark(fixed=(1, 2), moving=(3, 4), name="mole"),),
        engine="1",
    )
    former = FormerValue(coverage=0.1, low=0.0, high=0.2, engine="0", person="p")
    measured = replace(
        seen.measurements[0],
        former=former,
        trusted=((0, 0), (1, 0), (1, 1)),
        unjudged=(Unjudged(cause=Cause.TAKEN_OUT, share=0.1),),
        exclusions=(stroke,),
        reasons=(caution,),
    )
    person = PersonModel(id="p", engine="1", parameters=(0.5,), separation=2, fitted_on=(first.sha256,), dabs=(dab,))
    rating = Rating(
        rater="A", before=first.sha256, after=second.sha256, score=-2, session="s", place=0, repeat=True, rated_on=DAY
    )
    odd: Photo = replace(first, taken_at=time(9, 30), lens_mm=26, cautions=(caution,))
    return replace(
        seen,
        photos=(odd, *seen.photos[1:], replace(second, sha256="f" * 64, taken_on=None)),
        references=(first.sha256,),
        regions=(replace(seen.regions[0], colour=RegionColour.PINK), *seen.regions[1:]),
        alignments=(alignment, replace(alignment, transform=None, error_percent_width=None)),
        dabs=(dab,),
        exclusions=(stroke,),
        persons=(person,),
        measurements=(measured, *seen.measurements[1:]),
        ratings=(rating,),
        covers=(Cover(id="c", view=View.FRONTAL, points=((0, 0), (1.5, 0), (1, 1)), drawn_on=first.sha256),),
    )


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_field_of_every_record_is_described(record: type) -> None:
    described = SCHEMA["$defs"][record.__name__]
    names = {field.name for field in fields(record)}
    if record is Photo:
        names = names - {"size"} | {"size_pixels"}
    if record is Reason:
        names |= {"sentence"}
    assert set(described["properties"]) == set(described["required"]) == names
    assert described["description"].endswith(".")
    assert all(field["description"] for field in described["properties"].values())


def test_the_version_is_the_one_described() -> None:
    assert SCHEMA["properties"]["format_version"]["const"] == EXPORT_VERSION


def test_a_course_with_something_in_every_field_keeps_to_it() -> None:
    export = shown(full_course())
    assert list(problems(export, SCHEMA, SCHEMA)) == []
    assert export["salt"]["visits"][0]["status"] == "estimated"
    assert all(area.value in str(export["salt"]) for area in SaltArea)


@DIARIES
@given(diary=diaries())
def test_any_diary_keeps_to_it(diary: Diary) -> None:
    course = Course(id="c", name="c", created_on=DAY, diary=diary)
    assert list(problems(shown(course), SCHEMA, SCHEMA)) == []


def test_what_became_of_a_salt_keeps_to_it() -> None:
    judged = SaltScore(id="first", on=DAY, by="Dr Weiss", total=50.0)
    later = SaltScore(id="later", on=date(2026, 6, 5), by="Dr Weiss", total=20.0)
    course = salt_course((DAY, everywhere(0.5, 0.4, 0.3, 0.2)), (date(2026, 3, 5), everywhere(0.1, 0.1, 0.1, 0.1)))
    export = shown(replace(course, diary=Diary(salt_scores=(judged, later))))
    assert export["salt"]["response"] is not None
    assert export["salt"]["judged_response"] is not None
    assert list(problems(export, SCHEMA, SCHEMA)) == []


def test_a_bare_course_keeps_to_it() -> None:
    assert list(problems(shown(Course(id="c", name="c", created_on=DAY)), SCHEMA, SCHEMA)) == []


def test_what_is_not_described_is_found() -> None:
    export = shown(full_course())
    broken = {
        "$.photos[0]: colour is not described": lambda e: e["photos"][0].update(colour="red"),
        "$.photos[0]: view is missing": lambda e: e["photos"][0].pop("view"),
        "$.photos[0].view: 'top' is not one of": lambda e: e["photos"][0].update(view="top"),
        "$.measurements[0].judged: True is no number": lambda e: e["measurements"][0].update(judged=True),
        "$.regions[0].points[0]: 3 items": lambda e: e["regions"][0]["points"][0].append(1),
        "$.alignments[0].transform: 7 is none of": lambda e: e["alignments"][0].update(transform=7),
        "$.format_version: 1 is not 3": lambda e: e.update(format_version=1),
    }
    for said, change in broken.items():
        copy = json.loads(json.dumps(export))
        change(copy)
        (found,) = problems(copy, SCHEMA, SCHEMA)
        assert found.startswith(said)
