"""What a report rests on as data, to be attached to it: what was chosen of the course, and nothing else.

`assets/export/report.schema.json` describes every field.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from hairtrack.analysis.trend_words import trend_sentence
from hairtrack.course import Course, Photo, Region
from hairtrack.report.choices import Choices
from hairtrack.report.content import ViewPair
from hairtrack.report.selection import Selection
from hairtrack.workflow.course_trend import region_trend
from hairtrack.workflow.courses import UNITS, show_records
from hairtrack.workflow.plain import day_json
from hairtrack.workflow.report.chosen_salt import chosen_salt
from hairtrack.workflow.show_changes import trend_row
from hairtrack.workflow.show_salt import show_salt

REPORT_VERSION = 1
_OF_THE_COURSE = ("id", "created_on", "name")


def attachment(
    course: Course,
    selection: Selection,
    pairs: Sequence[ViewPair],
    *,
    choices: Choices,
    made_on: date,
    program: str,
) -> bytes:
    """Write what a report rests on as JSON, in plain ASCII.

    Parameters
    ----------
    course : Course
        All of it, because trends and the SALT rest on the whole.
    selection : Selection
        What of it is listed.
    pairs : sequence of ViewPair
    choices : Choices
    made_on : date
    program : str
        Name and version.

    Returns
    -------
    bytes
    """
    records = show_records(_listed(course, selection, choices))
    document = {
        "format": "hairtrack report",
        "format_version": REPORT_VERSION,
        "made_by": program,
        "made_on": made_on.isoformat(),
        "name": selection.name,
        "units": {**UNITS, "pp": "percentage points of coverage"},
        "choices": _choices(selection, choices),
        **{name: each for name, each in records.items() if name not in _OF_THE_COURSE and name != "diary"},
        "comparisons": [_comparison(pair) for pair in pairs],
        "trends": [_trend(course, selection, region) for region in selection.regions],
        "salt": _salt(course, selection, notes=choices.notes),
        "diary": records["diary"],
    }
    return json.dumps(document, indent=1, allow_nan=False).encode("ascii")


def _listed(course: Course, selection: Selection, choices: Choices) -> Course:
    """Keep of a course what is listed and what the listed values rest on."""
    shown = {photo.sha256 for photo in selection.photos}
    views = dict.fromkeys(photo.view for photo in selection.photos)
    measurements = selection.measurements(course)
    used = {m.person for m in measurements} | {m.former.person for m in measurements if m.former}
    return replace(
        course,
        photos=tuple(_photo(photo, selection) for photo in selection.photos),
        references=tuple(reference.sha256 for view in views if (reference := course.reference(view)) is not None),
        regions=selection.regions,
        alignments=tuple(found for p in selection.photos if (found := course.alignment(p)) is not None),
        dabs=tuple(dab for dab in course.dabs if dab.photo in shown),
        exclusions=tuple(stroke for stroke in course.exclusions if stroke.photo in shown),
        persons=tuple(person for person in course.persons if person.id in used),
        measurements=measurements,
        ratings=tuple(rating for rating in course.ratings if {rating.before, rating.after} <= shown),
        covers=tuple(cover for view in views for cover in course.covers_in(view)) if choices.cover else (),
        diary=selection.diary,
    )


def _photo(photo: Photo, selection: Selection) -> Photo:
    return photo if selection.file_names else replace(photo, file_name="", stored_as="")


def _choices(selection: Selection, choices: Choices) -> dict[str, Any]:
    """Return what was chosen; the pairs are those that are compared."""
    return {
        "kind": choices.kind,
        "paper": choices.paper,
        "archive": choices.archive,
        "views": list(choices.views),
        "regions": None if choices.regions is None else [region.id for region in selection.regions],
        "since": day_json(choices.since),
        "until": day_json(choices.until),
        "notes": choices.notes,
        "crop": choices.crop,
        "cover": choices.cover,
        "originals": choices.originals,
    }


def _comparison(pair: ViewPair) -> dict[str, Any]:
    alone = pair.before.sha256 == pair.after.sha256
    return {
        "view": pair.view,
        "before": pair.before.sha256,
        "after": None if alone else pair.after.sha256,
        "aligned": pair.aligned,
        "pixels": [list(steps) for steps in pair.pixels],
        "changes": [dict(row) for row in pair.changes],
    }


def _trend(course: Course, selection: Selection, region: Region) -> dict[str, Any]:
    """Return a region's trend as everywhere, without naming treatments that are not listed."""
    row = trend_row(course, region)
    named = {treatment.name for treatment in selection.diary.treatments}
    told = [bend for bend in row["bends"] if bend["treatment"] in named]
    if len(told) < len(row["bends"]):
        row["sentence"] = trend_sentence(region_trend(course, region))
    return row | {"bends": told}


def _salt(course: Course, selection: Selection, *, notes: bool) -> dict[str, Any] | None:
    """Return the SALT of the chosen days, with what became of it over the whole course."""
    found = chosen_salt(course, selection)
    if not found.visits and not found.judged:
        return None
    if not notes:
        found = replace(found, judged=tuple(replace(score, note="") for score in found.judged))
    plain = show_salt(found)
    shown = {photo.sha256 for photo in selection.photos}
    for area in (area for visit in plain["visits"] for area in visit["areas"]):
        area["photos"] = [sha256 for sha256 in area["photos"] if sha256 in shown]
    return plain
