"""The tables of a report on its photos: every value and every doubt."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import product
from types import MappingProxyType

from hairtrack.course import Cause, Course, Measurement, Photo, Unjudged, View
from hairtrack.messages import reason_sentence
from hairtrack.report.charts.entries import why_unjudged
from hairtrack.report.coverage_words import CAUSES, LEAST_SAID
from hairtrack.report.selection import Selection
from hairtrack.report.table import Table
from hairtrack.report.words import VIEWS, count_of, short_day

_LEAD = (
    "Coverage is the share of the judged part of the region that shows hair, with its 95 % interval; beside it what "
    "could not be judged, and why. The alignment error is in percent of the photo's width."
)
# A report is read by others too.
_CAUSES: Mapping[Cause, str] = MappingProxyType(
    {**CAUSES, Cause.TAKEN_OUT: "taken out by hand", Cause.UNTRUSTED: "alignment not trusted"}
)

ALL_DAYS = "all"
"""In place of a date where a line is about all photos of a view."""


def measurements(course: Course, selection: Selection) -> tuple[Table, ...]:
    """List every value of each view, region by region in order of time, also those that could not be given."""
    found = {(each.photo, each.region): each for each in selection.measurements(course)}
    tables: list[Table] = []
    for view in selection.views():
        pairs = product(selection.regions_in(view), selection.in_view(view))
        rows = [
            (region.name, short_day(photo.taken_on), photo.short, *_figures(found.get((photo.sha256, region.id))))
            for region, photo in pairs
        ]
        tables.append(
            Table(
                heading=f"Measurements: {VIEWS[view].lower()}",
                lead="" if tables else _LEAD,
                columns=(
                    *("Region", "Date", "Photo", "Coverage", "95 % interval", "Judged", "Not judged"),
                    "Alignment error",
                ),
                widths=(0.9, 0, 0, 0, 0, 0, 1.5, 0.55),
                right=(3, 4, 5, 7),
                rows=tuple(rows),
            )
        )
    return tuple(tables)


def doubts(course: Course, selection: Selection) -> Table:
    """List the photos that have no value and those that have a caution, each with the reasons."""
    listed = replace(course, regions=selection.regions, measurements=selection.measurements(course))
    rows = [_unmeasured(course, selection, view) for view in selection.views() if not selection.regions_in(view)]
    for photo in sorted(selection.photos, key=lambda p: (p.taken_on or date.max, p.view, p.sha256)):
        why, effect = _doubt(listed, photo)
        if why:
            rows.append((short_day(photo.taken_on), VIEWS[photo.view], photo.short, effect, why))
    return Table(
        heading="Photos left out or doubted",
        columns=("Date", "View", "Photo", "Effect", "Reason"),
        widths=(0, 0, 0, 0, 1),
        rows=tuple(rows),
    )


def _unmeasured(course: Course, selection: Selection, view: View) -> tuple[str, ...]:
    """Say of all photos of a view at once that nothing is measured in it."""
    drawn = course.regions_in(view)
    why = "None of its regions was chosen for this report." if drawn else "No region is drawn in this view."
    return (ALL_DAYS, VIEWS[view], count_of(len(selection.in_view(view)), "photo"), "no value", why)


def _figures(found: Measurement | None) -> tuple[str, str, str, str, str]:
    if found is None:
        return ("not measured", "", "", "", "")
    judged, parts = f"{100 * found.judged:.0f} %", _unjudged(found.unjudged)
    if found.coverage is None or found.low is None or found.high is None:
        return ("no value", "", judged, parts, "")
    error = f"{found.alignment_error_percent_width:.1f} %" if found.alignment_error_percent_width else "reference"
    interval = f"{100 * found.low:.0f} to {100 * found.high:.0f} %"
    return (f"{100 * found.coverage:.0f} %", interval, judged, parts, error)


def _unjudged(parts: Iterable[Unjudged]) -> str:
    """Name the causes for which parts of a region are not judged, each with its share; nothing by hand is too small."""
    told = [part for part in parts if part.cause is Cause.TAKEN_OUT or part.share >= LEAST_SAID]
    return ", ".join(f"{_CAUSES[part.cause]} {max(1, round(100 * part.share))} %" for part in told)


def _doubt(course: Course, photo: Photo) -> tuple[str, str]:
    """Return why a photo has no value or is doubted, and which of the two."""
    cautions = [reason_sentence(reason) for reason in photo.cautions]
    if photo.taken_on is None:
        return (" ".join(dict.fromkeys([*cautions, "It carries no date."])), "not used")
    regions = course.regions_in(photo.view)
    found = [m for region in regions if (m := course.measurement(photo, region)) is not None]
    if regions and not any(m.measured for m in found):
        return (" ".join(dict.fromkeys([why_unjudged(course, photo), *cautions])), "no value")
    for measurement in found:
        region = course.region(measurement.region)
        name = region.name if region else measurement.region
        missing = "" if measurement.measured else " (no value)"
        cautions += [f"{name}{missing}: {reason_sentence(reason)}" for reason in measurement.reasons]
        if measurement.measured and measurement.taken_out:
            share = max(1, round(100 * measurement.taken_out))
            cautions.append(f"{name}: {share} % of the region was taken out by hand, such as a clip or fingers.")
    return (" ".join(dict.fromkeys(cautions)), "caution")
