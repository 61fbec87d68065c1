"""The tables of a report on its photos: every value, every doubt, and where each photo comes from."""

from datetime import date
from itertools import product

from hairtrack.course import Course, Measurement, Photo
from hairtrack.messages import reason_sentence
from hairtrack.report.charts.entries import why_unjudged
from hairtrack.report.selection import Selection
from hairtrack.report.table import Table
from hairtrack.report.words import DATE_SOURCES, VIEWS, count_of, short_day


def measurements(course: Course, selection: Selection) -> Table:
    """List every value, also those that could not be given."""
    rows = []
    for view in selection.views():
        for photo, region in product(selection.in_view(view), selection.regions_in(view)):
            found = course.measurement(photo, region)
            rows.append((VIEWS[view], short_day(photo.taken_on), photo.short, region.name, *_figures(found)))
    return Table(
        heading="Measurements",
        lead="Coverage is the share of the judged part of the region that shows hair, with its 95 % interval.",
        columns=("View", "Date", "Photo", "Region", "Coverage", "95 % interval", "Judged", "Alignment error"),
        widths=(0, 0, 0, 1, 0, 0, 0, 0),
        right=(4, 5, 6, 7),
        rows=tuple(rows),
    )


def doubts(course: Course, selection: Selection) -> Table:
    """List the photos that have no value and those that have a caution, each with the reasons."""
    rows = []
    for photo in sorted(selection.photos, key=lambda p: (p.taken_on or date.max, p.view, p.sha256)):
        why, effect = _doubt(course, selection, photo)
        if why:
            rows.append((short_day(photo.taken_on), VIEWS[photo.view], photo.short, effect, why))
    return Table(
        heading="Photos left out or doubted",
        columns=("Date", "View", "Photo", "Effect", "Reason"),
        widths=(0, 0, 0, 0, 1),
        rows=tuple(rows),
    )


def provenance(course: Course, selection: Selection) -> Table:
    """Say of each photo where it comes from and how it was placed."""
    rows = []
    for photo in sorted(selection.photos, key=lambda p: (p.taken_on or date.max, p.view, p.sha256)):
        day = f"{short_day(photo.taken_on)} ({DATE_SOURCES[photo.taken_on_source]})"
        camera = f"{photo.camera or 'camera unknown'}, {photo.size[0]} × {photo.size[1]}"
        file = f"{photo.file_name}\n{camera}" if selection.file_names else camera
        rows.append((day, VIEWS[photo.view], file, _placed(course, photo), photo.sha256))
    return Table(
        heading="Provenance",
        lead="Each photo with its date and where the date comes from, the file and camera, how it was aligned with the "
        "error in percent of its width, and the SHA-256 of the original.",
        columns=("Date (source)", "View", "File and camera", "Alignment", "SHA-256 of the original"),
        widths=(1.2, 1.05, 3.25, 2.15, 3.2),
        rows=tuple(rows),
    )


def _figures(found: Measurement | None) -> tuple[str, str, str, str]:
    if found is None:
        return ("not measured", "", "", "")
    if found.coverage is None or found.low is None or found.high is None:
        return ("no value", "", f"{100 * found.judged:.0f} %", "")
    error = f"{found.alignment_error_percent_width:.1f} %" if found.alignment_error_percent_width else "reference"
    interval = f"{100 * found.low:.0f} to {100 * found.high:.0f} %"
    return (f"{100 * found.coverage:.0f} %", interval, f"{100 * found.judged:.0f} %", error)


def _doubt(course: Course, selection: Selection, photo: Photo) -> tuple[str, str]:
    """Return why a photo has no value or is doubted, and which of the two."""
    cautions = [reason_sentence(reason) for reason in photo.cautions]
    if photo.taken_on is None:
        return (" ".join(dict.fromkeys([*cautions, "It carries no date."])), "not used")
    regions = selection.regions_in(photo.view)
    found = [m for region in regions if (m := course.measurement(photo, region)) is not None]
    if not any(m.measured for m in found):
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


def _placed(course: Course, photo: Photo) -> str:
    reference = course.reference(photo.view)
    if reference is not None and reference.sha256 == photo.sha256:
        return "reference photo of its view"
    alignment = course.alignment(photo)
    if alignment is None:
        return "not aligned"
    if alignment.transform is None:
        return "refused"
    error = alignment.error_percent_width
    doubt = f", error {error:.2f} %" if error is not None else ""
    return f"{alignment.transform.model} by {alignment.method},\n{count_of(alignment.inliers, 'point')}{doubt}"
