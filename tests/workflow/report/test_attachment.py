"""The data that a report carries: all that is needed to repeat it, of what was chosen alone, as it is described."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hairtrack.assets import asset
from hairtrack.course import Course, Measurement, PersonModel, Photo, View
from hairtrack.diary import Diary, Event, EventKind, SaltScore
from hairtrack.imaging.photo_file import decode_photo
from hairtrack.report.choices import Archive, Choices, ReportKind
from hairtrack.report.content import ViewPair
from hairtrack.report.pixels import PixelStep
from hairtrack.report.provenance import ATTACHMENT
from hairtrack.report.selection import Selection, named, select
from hairtrack.storage.records import from_text
from hairtrack.treatment import Treatment, TreatmentKind
from hairtrack.workflow.compare_photos import Comparison, region_change
from hairtrack.workflow.courses import open_for_reading, show_records
from hairtrack.workflow.measure_coverage import filled
from hairtrack.workflow.report.attachment import REPORT_VERSION, attachment
from hairtrack.workflow.report.write import write_report
from hairtrack.workflow.show_changes import change_rows
from tests.workflow.diary.drawn_diaries import diaries
from tests.workflow.measured_course import measured_course
from tests.workflow.rendered_course import rendered_course
from tests.workflow.schema_check import problems
from tests.workflow.test_course_schema import full_course

SCHEMA: dict[str, Any] = json.loads(asset("export/report.schema.json").read_text(encoding="utf-8"))
MADE_ON = date(2026, 9, 1)
ALIASES = [Choices(), Choices(name=""), Choices(name="Patient 7")]
FEW = settings(max_examples=25, deadline=None)


def pair_of(course: Course, selection: Selection, before: Photo, after: Photo) -> ViewPair:
    """Compare two photos by their values alone."""
    changes = tuple(region_change(course, region, before, after) for region in selection.regions_in(before.view))
    found = Comparison(before=before, after=after, changes=changes, findings=())
    return ViewPair(
        view=before.view,
        before=before,
        after=after,
        aligned=False,
        pictures=("a.jpg",),
        aspect=1.0,
        pixels=((PixelStep.ENCODED,),),
        changes=tuple(change_rows(found, anyway=False)),
    )


def attached(course: Course, choices: Choices = ALIASES[0]) -> dict[str, Any]:
    course = named(course, choices)
    selection = select(course, choices)
    pairs = [
        pair_of(course, selection, photos[0], photos[-1])
        for view in selection.views()
        if (photos := selection.in_view(view))
    ]
    data = attachment(course, selection, pairs, choices=choices, made_on=MADE_ON, program="hairtrack 9")
    document: dict[str, Any] = json.loads(data.decode("ascii"))
    return document


DRAWN = st.builds(
    Choices,
    kind=st.sampled_from([ReportKind.FULL, ReportKind.SUMMARY, ReportKind.POSTER]),
    name=st.sampled_from([None, "", "Patient 7", "Ж"]),
    views=st.sampled_from([(), (View.VERTEX,), (View.LEFT, View.BACK)]),
    regions=st.sampled_from([None, (), ("salt-top",), ("salt-left", "salt-back")]),
    since=st.none() | st.dates(date(2026, 1, 1), date(2026, 4, 1)),
    until=st.none() | st.dates(date(2026, 1, 1), date(2026, 4, 1)),
    notes=st.booleans(),
    cover=st.booleans(),
)


def test_the_version_is_the_one_described() -> None:
    assert SCHEMA["properties"]["format_version"]["const"] == REPORT_VERSION


@FEW
@given(choices=DRAWN)
def test_whatever_is_chosen_keeps_to_the_description(choices: Choices) -> None:
    assert list(problems(attached(full_course(), choices), SCHEMA, SCHEMA)) == []


@FEW
@given(diary=diaries(), choices=DRAWN)
def test_any_diary_keeps_to_the_description(diary: Diary, choices: Choices) -> None:
    course = Course(id="c", name="c", created_on=MADE_ON, diary=diary)
    assert list(problems(attached(course, choices), SCHEMA, SCHEMA)) == []


def test_a_trend_with_its_bends_keeps_to_the_description() -> None:
    pill = Treatment(id="t", kind=TreatmentKind.JAK_INHIBITOR, name="ritlecitinib", started_on=date(2026, 1, 5))
    course = measured_course(*([0.2 + 0.05 * k] for k in range(7)), half_width=0.02, diary=Diary(treatments=(pill,)))
    document = attached(course)
    assert list(problems(document, SCHEMA, SCHEMA)) == []
    (trend,) = document["trends"]
    assert trend["bends"][0]["treatment"] == "ritlecitinib"
    assert trend["course"]["verdict"] == "gain"


def test_what_is_not_described_is_found() -> None:
    broken = attached(full_course())
    broken["photos"][0]["colour"] = "red"
    broken["comparisons"][0]["changes"][0]["verdict"] = "better"
    broken["salt"] = 7
    found = list(problems(broken, SCHEMA, SCHEMA))
    assert [each.split(":")[0] for each in found] == [
        "$.photos[0]",
        "$.comparisons[0].changes[0].verdict",
        "$.salt",
    ]


@FEW
@given(choices=DRAWN)
def test_nothing_but_what_was_chosen_is_in_it(choices: Choices) -> None:
    course = full_course()
    document, selection = attached(course, choices), select(course, choices)
    shown = {photo.sha256 for photo in selection.photos}
    regions = {region.id for region in selection.regions}
    assert [photo["sha256"] for photo in document["photos"]] == [photo.sha256 for photo in selection.photos]
    assert {region["id"] for region in document["regions"]} == regions
    assert {(each["photo"] in shown, each["region"] in regions) for each in document["measurements"]} <= {(True, True)}
    assert {each["moving"] in shown for each in document["alignments"]} <= {True}
    assert {each["photo"] in shown for each in document["exclusions"] + document["dabs"]} <= {True}
    assert {
        photo in shown for v in (document["salt"] or {}).get("visits", []) for a in v["areas"] for photo in a["photos"]
    } <= {True}
    assert bool(document["covers"]) <= choices.cover
    assert {(row["view"], row["region"]) for row in document["trends"]} == {(r.view, r.name) for r in selection.regions}
    told = {(row["view"], row["region"]) for each in document["comparisons"] for row in each["changes"]}
    assert told <= {(region.view, region.name) for region in selection.regions}


def test_the_records_are_those_of_the_open_export() -> None:
    course = full_course()
    document, whole = attached(course), json.loads(json.dumps(show_records(course)))
    for name in ("photos", "measurements", "exclusions", "dabs", "ratings"):
        assert sorted(map(str, document[name])) == sorted(map(str, whole[name])), name
    assert {region["id"] for region in document["regions"]} == {region["id"] for region in whole["regions"]}
    assert all(len(point) == 2 for region in document["regions"] for point in region["points"])


@pytest.mark.parametrize("choices", ALIASES[1:], ids=["no name", "an alias"])
def test_another_name_takes_those_of_the_course_of_files_and_of_raters_away(choices: Choices) -> None:
    course = full_course()
    course = replace(
        course,
        name="SecretCourse",
        photos=tuple(replace(p, file_name="SecretFile.jpg", stored_as=f"Secret_{p.short}.jpg") for p in course.photos),
        ratings=tuple(replace(rating, rater="SecretRater") for rating in course.ratings),
    )
    assert "Secret" in json.dumps(attached(course))
    document = attached(course, choices)
    assert "Secret" not in json.dumps(document)
    assert document["name"] == choices.name
    assert [rating["rater"] for rating in document["ratings"]] == ["Rater 1"]


def test_what_was_written_freely_and_what_is_older_stays_out_where_that_was_chosen() -> None:
    def taken(name: str, first: date, last: date | None) -> Treatment:
        return Treatment(
            id=name, kind=TreatmentKind.OTHER, name=name, started_on=first, stopped_on=last, note="SecretNote"
        )

    diary = Diary(
        treatments=(
            taken("SecretPill", date(2025, 12, 1), date(2026, 1, 20)),
            taken("plain", date(2026, 2, 10), None),
        ),
        events=(Event(id="e", on=date(2026, 5, 1), text="SecretEvent", kind=EventKind.NOTE),),
        salt_scores=(SaltScore(id="s", on=date(2026, 5, 1), by="Dr Weiss", total=20.0, note="SecretNote"),),
    )
    course = measured_course(*([0.2 + 0.05 * k] for k in range(7)), half_width=0.02, diary=diary)
    whole = json.dumps(attached(course))
    assert all(word in whole for word in ("SecretPill", "SecretNote", "SecretEvent"))
    document = attached(course, Choices(notes=False, since=date(2026, 3, 1)))
    assert "Secret" not in json.dumps(document)
    assert document["salt"]["judged"][0]["by"] == "Dr Weiss"
    (trend,) = document["trends"]
    assert trend["points_per_month"] == attached(course)["trends"][0]["points_per_month"], "figures are the same"


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, dict[str, Any]]:
    """Return a course, its report, and the data that is in it."""
    place = tmp_path_factory.mktemp("rendered")
    path = rendered_course(place)
    with open_for_reading(path) as folder:
        write_report(folder, folder.course, place / "report.pdf")
    with pikepdf.open(place / "report.pdf") as document:
        data = document.attachments[ATTACHMENT].get_file().read_bytes()
    return path, place / "report.pdf", json.loads(data.decode("ascii"))


def test_a_value_can_be_repeated_from_the_photo_and_the_data_alone(
    rendered: tuple[Path, Path, dict[str, Any]],
) -> None:
    course, _, document = rendered
    persons = {each["id"]: from_text(json.dumps(each), PersonModel) for each in document["persons"]}
    stored = {each["sha256"]: each["stored_as"] for each in document["photos"]}
    measured = [each for each in document["measurements"] if each["coverage"] is not None]
    assert len(measured) == 2
    for each in measured:
        told = replace(from_text(json.dumps(each), Measurement), coverage=None, low=None, high=None, bare_to_dense=())
        again = filled(decode_photo(course / "photos" / stored[each["photo"]]), told, persons[each["person"]])
        assert (again.coverage, again.low, again.high) == (each["coverage"], each["low"], each["high"])


def test_it_is_attached_to_the_document_and_says_what_it_is(rendered: tuple[Path, Path, dict[str, Any]]) -> None:
    _, report, document = rendered
    assert list(problems(document, SCHEMA, SCHEMA)) == []
    with pikepdf.open(report) as opened:
        assert list(opened.attachments) == [ATTACHMENT]
        found = opened.attachments[ATTACHMENT]
        assert "values" in found.description
        assert found.get_file().mime_type == "application/json"


def test_what_is_kept_for_long_says_that_it_is_the_data_behind_it(
    rendered: tuple[Path, Path, dict[str, Any]], tmp_path: Path
) -> None:
    with open_for_reading(rendered[0]) as folder:
        write_report(folder, folder.course, tmp_path / "kept.pdf", Choices(archive=Archive.A3A))
    with pikepdf.open(tmp_path / "kept.pdf") as opened:
        assert opened.attachments[ATTACHMENT].obj.AFRelationship == "/Data"


def test_a_document_that_may_carry_nothing_carries_nothing(
    rendered: tuple[Path, Path, dict[str, Any]], tmp_path: Path
) -> None:
    with open_for_reading(rendered[0]) as folder:
        write_report(folder, folder.course, tmp_path / "kept.pdf", Choices(archive=Archive.A2A))
    with pikepdf.open(tmp_path / "kept.pdf") as opened:
        assert not opened.attachments
        assert "/EmbeddedFiles" not in opened.Root.get("/Names", {})
