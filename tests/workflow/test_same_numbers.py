"""One value, one figure: whatever tells a value, a change or a trend tells the same, to the digits that it gives."""

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any, TypeAlias

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hairtrack.analysis.change import verdict_sentence
from hairtrack.cli import run
from hairtrack.cli.course_commands import _measurement_row
from hairtrack.course import Course, Measurement, Photo, Region, View
from hairtrack.report.charts.words import photo_words
from hairtrack.report.choices import Archive, Choices
from hairtrack.report.content import Beside, ReportContent, ViewPair
from hairtrack.report.pages import content_of
from hairtrack.report.pdf import Pdf, make_pdf
from hairtrack.report.provenance import ATTACHMENT
from hairtrack.report.selection import Selection, select
from hairtrack.report.sheet import Sheet
from hairtrack.ui.compare.change_panel import change_words, visit_value_words
from hairtrack.ui.course.words import trend_words
from hairtrack.ui.measure.words import say_measurement
from hairtrack.workflow.compare_photos import Comparison, RegionChange, region_change
from hairtrack.workflow.course_chart import chart_data
from hairtrack.workflow.course_trend import region_trend
from hairtrack.workflow.courses import measurements_table, open_for_reading, show_course
from hairtrack.workflow.report import pairs as report_pairs
from hairtrack.workflow.report import write
from hairtrack.workflow.report.attachment import attachment
from hairtrack.workflow.show_changes import change_rows, trend_row
from hairtrack.workflow.visit_values import visit_value
from tests.workflow.measured_course import measured_course
from tests.workflow.rendered_course import rendered_course

Figures: TypeAlias = tuple[str, ...]
"""As they are written."""
MADE_ON = date(2026, 9, 1)
MANY = settings(max_examples=40, deadline=None)
_NUMBER = re.compile(r"[+\-−]?\d+(?:\.\d+)?")

VALUES = st.none() | st.floats(0, 1)
VISITS = st.lists(st.lists(VALUES, min_size=1, max_size=3), min_size=2, max_size=6)
COURSES = st.builds(
    lambda visits, half: with_temple(measured_course(*visits, half_width=half)), VISITS, st.floats(0.001, 0.2)
)


def with_temple(course: Course) -> Course:
    """Add a second region whose values are those of the first, mirrored, and keep every interval within 0 to 1."""
    temple = replace(course.regions[0], id="t", name="Temple")
    more = [replace(_mirrored(found), region="t") for found in course.measurements]
    kept = (replace(m, low=_within(m.low), high=_within(m.high), judged=0.876) for m in (*course.measurements, *more))
    return replace(course, regions=(*course.regions, temple), measurements=tuple(kept))


def _mirrored(found: Measurement) -> Measurement:
    if found.coverage is None or found.low is None or found.high is None:
        return found
    return replace(found, coverage=1 - found.coverage, low=1 - found.high, high=1 - found.low)


def _within(share: float | None) -> float | None:
    return None if share is None else min(1.0, max(0.0, share))


def numbers(text: str) -> Figures:
    return tuple(_NUMBER.findall(text.replace("\N{NO-BREAK SPACE}", " ")))


def same(told: Sequence[object], true: Sequence[float | None]) -> bool:
    """Whether figures as they are written are the true ones, to their last digit."""
    return len(told) == len(true) and all(_agrees(*both) for both in zip(told, true, strict=True))


def _agrees(told: object, true: float | None) -> bool:
    if told in (None, ""):
        return true is None
    if true is None:
        return False
    written = str(told).replace("−", "-")
    digits = len(written.partition(".")[2])
    return abs(float(written) - true) <= 0.5 * 10.0**-digits + 1e-9


def compared(course: Course, selection: Selection) -> tuple[Comparison, ViewPair]:
    """Compare the first and the last photo by their values alone, as a report does."""
    before, after = (course.in_view(View.VERTEX)[place] for place in (0, -1))
    changes = tuple(region_change(course, region, before, after) for region in course.regions)
    found = Comparison(before=before, after=after, changes=changes, findings=())
    shown = ViewPair(
        view=View.VERTEX,
        before=before,
        after=after,
        aligned=False,
        pictures=("a.jpg", "b.jpg"),
        aspect=1.0,
        verdicts=tuple(map(report_pairs._verdict, changes)),
        trends=tuple(report_pairs._trends(course, selection, View.VERTEX)),
        changes=tuple(change_rows(found, anyway=False)),
    )
    return found, shown


def paper(course: Course, selection: Selection, shown: ViewPair) -> ReportContent:
    return content_of(
        course,
        selection,
        (shown,),
        choices=Choices(),
        charts={},
        beside=Beside(),
        made_on=MADE_ON,
        program="hairtrack 9",
    )


def data_of(course: Course, selection: Selection, shown: ViewPair) -> dict[str, Any]:
    data = attachment(course, selection, [shown], choices=Choices(), made_on=MADE_ON, program="hairtrack 9")
    document: dict[str, Any] = json.loads(data)
    return document


def measured_pairs(course: Course) -> Iterator[tuple[Photo, Region, Measurement]]:
    for found in course.measurements:
        photo, region = course.photo(found.photo), course.region(found.region)
        assert photo is not None
        assert region is not None
        yield photo, region, found


def percents(found: Measurement) -> tuple[float | None, ...]:
    return tuple(None if part is None else 100 * part for part in (found.coverage, found.low, found.high))


@MANY
@given(course=COURSES)
def test_a_value_is_the_same_wherever_it_is_told(course: Course) -> None:
    selection = select(course, Choices())
    _, shown = compared(course, selection)
    content, chart = paper(course, selection, shown), chart_data(course, View.VERTEX, [r.id for r in course.regions])
    rows = {(row["sha256"], row["region"]): row for row in csv.DictReader(io.StringIO(measurements_table(course)))}
    (table,) = [each for each in content.tables if each.heading == "Measurements: crown"]
    # The planted hashes begin alike, so that lines are told apart by their place.
    places = product(course.regions, course.in_view(View.VERTEX))
    printed = {(photo.sha256, region.id): line for (region, photo), line in zip(places, table.rows, strict=True)}
    exports = [json.loads(json.dumps(show_course(course))), data_of(course, selection, shown)]
    stored = [{(m["photo"], m["region"]): m for m in each["measurements"]} for each in exports]

    for photo, region, found in measured_pairs(course):
        true = percents(found)
        row = rows[photo.sha256, region.name]
        assert same([row[f"{name}_percent"] for name in ("coverage", "low", "high")], true), "the table"
        assert same([row["judged_percent"]], [100 * found.judged])
        for export in stored:
            exact = export[photo.sha256, region.id]
            assert [exact[name] for name in ("coverage", "low", "high", "judged")] == [
                *(found.coverage, found.low, found.high, found.judged)
            ], "what is exported, to the last bit"
        asked = _measurement_row(course, photo, region)
        assert same([asked[name] for name in ("coverage", "low", "high")], (found.coverage, found.low, found.high))
        said = say_measurement(course, photo, region).answer
        line = printed[photo.sha256, region.id]
        assert line[0] == region.name
        assert same(numbers(line[5]), [100 * found.judged])
        if found.coverage is None:
            assert said == "Not judged"
            assert line[3:5] == ("no value", "")
            assert row["status"] == asked["status"] == "refused"
            continue
        assert same(numbers(said), true), "the window"
        assert same(numbers(f"{line[3]} {line[4]}"), true), "the table on paper"
        (told,) = re.findall(rf"{region.name} (\d+ % \(\d+ to \d+\))", photo_words(photo.sha256, chart)) or [""]
        assert told == "" or same(numbers(told), true), "the chart in words"


@MANY
@given(course=COURSES)
def test_a_change_is_the_same_wherever_it_is_told(course: Course) -> None:
    selection = select(course, Choices())
    found, shown = compared(course, selection)
    (part,) = paper(course, selection, shown).parts
    told = data_of(course, selection, shown)["comparisons"][0]["changes"]
    asked = change_rows(found, anyway=False)
    assert json.loads(json.dumps(asked)) == told, "the command line and what is attached"
    for item, row, line in zip(found.changes, told, part.verdicts, strict=True):
        change = item.change
        true = (change.change, change.low, change.high, change.detectable)
        assert same([row[name] for name in ("change_pp", "low_pp", "high_pp", "detectable_pp")], true)
        assert (row["verdict"], line.verdict) == (change.verdict, change.verdict)
        sentence = verdict_sentence(change)
        assert row["sentence"] == sentence, "which the window says large"
        assert line.sentence.startswith(sentence)
        assert tuple(dict.fromkeys(row["reasons"])) == line.reasons
        if change.change is None:
            assert change_words(item) == "cannot be compared"
            assert line.figures == ""
        else:
            assert same(numbers(change_words(item)), true[:3])
            assert line.figures in ("", change_words(item))
            assert line.figures or change.verdict in sentence.lower()
        assert_values(item, line.before, line.after)


def assert_values(item: RegionChange, before: str, after: str) -> None:
    """Hold the two values of page one to those of the window, which are means over the photos of each visit."""
    for value, said in ((item.before, before), (item.after, after)):
        if value is None or value.coverage is None or value.low is None or value.high is None:
            assert said == "no value"
            continue
        true = (100 * value.coverage, 100 * value.low, 100 * value.high)
        assert same(numbers(said), true)
        mean = [str(value.photos)] if value.photos > 1 else []
        assert numbers(visit_value_words(value)) == (*numbers(said), *mean)


@MANY
@given(course=COURSES)
def test_a_trend_is_the_same_wherever_it_is_told(course: Course) -> None:
    selection = select(course, Choices())
    _, shown = compared(course, selection)
    rows = data_of(course, selection, shown)["trends"]
    assert rows == json.loads(json.dumps([trend_row(course, region) for region in course.regions]))
    for region, row in zip(course.regions, rows, strict=True):
        found = region_trend(course, region)
        printed = [line for line in shown.trends if line.startswith(f"{region.name}: ")]
        verdict, words, basis = trend_words(course, region, found)
        if found is None:
            assert (printed, row["points_per_month"], row["course"]) == ([], None, None)
            continue
        assert same([row["points_per_month"], row["low"], row["high"]], (found.rate, found.low, found.high))
        assert printed == [f"{region.name}: {verdict} {words}"], "paper and window"
        assert row["course"]["sentence"] == verdict
        assert row["sentence"].startswith(words)
        assert row["sentence"].removeprefix(words).strip() in basis


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rendered_course(tmp_path_factory.mktemp("rendered"))


def _conditions_sorted(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"conditions": sorted(row["conditions"], key=lambda found: str(found["condition"]))}


def test_every_command_tells_what_the_report_tells(
    rendered: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "course.hairtrack"
    shutil.copytree(rendered, path)

    def ask(*words: object) -> Any:
        capsys.readouterr()
        assert run([*map(str, words)]) == 0
        return json.loads(capsys.readouterr().out or "null")

    contents: list[ReportContent] = []

    def listen(content: ReportContent, sheet: Sheet, archive: Archive, **more: Any) -> Pdf:
        contents.append(content)
        return make_pdf(content, sheet, archive, **more)

    monkeypatch.setattr(write, "make_pdf", listen)
    measured = ask("measure", path, "--json")["measurements"]
    again = ask("measure", path, "--again", "--json")
    whole = ask("show", path, "--json")
    changes = ask("change", path, "--json")
    ask("export", path, "-o", tmp_path / "x.csv")
    ask("report", path, "-o", tmp_path / "x.pdf")
    with pikepdf.open(tmp_path / "x.pdf") as document:
        data = json.loads(document.attachments[ATTACHMENT].get_file().read_bytes())
        spoken = " ".join(
            str(item.Alt) for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item
        )

    assert (again["agrees"], again["differs"], again["not_repeatable"]) == (2, 0, 0)
    assert data["measurements"] == sorted(
        whole["measurements"], key=lambda m: [p["sha256"] for p in data["photos"]].index(m["photo"])
    )
    assert [(row["coverage"], row["low"], row["high"]) for row in measured] == [
        tuple(round(m[name], 4) for name in ("coverage", "low", "high")) for m in data["measurements"]
    ]
    assert list(map(_conditions_sorted, data["comparisons"][0]["changes"])) == list(
        map(_conditions_sorted, changes["changes"])
    )
    assert data["trends"] == changes["trends"]
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with open_for_reading(path) as folder:
        course = folder.course
    (table,) = [each for each in contents[0].tables if each.heading.startswith("Measurements")]
    for row, line, (photo, region, found) in zip(rows, table.rows, measured_pairs(course), strict=True):
        assert row["sha256"] == photo.sha256
        assert same([row["coverage_percent"], row["low_percent"], row["high_percent"]], percents(found))
        assert same(numbers(f"{line[3]} {line[4]}"), percents(found))
        value = visit_value(course, region, photo)
        words = visit_value_words(value).replace("\N{NO-BREAK SPACE}", " ")
        assert f"Crown {words}" in spoken, "the photos on page one, for those who do not see them"
    (verdict,) = contents[0].parts[0].verdicts
    assert verdict.sentence.startswith(changes["changes"][0]["sentence"])
