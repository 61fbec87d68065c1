"""The journey of reporting: a course as a PDF for the doctor."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from hairtrack import __version__
from hairtrack.analysis.change import verdict_sentence
from hairtrack.analysis.own_noise import noise_sentence
from hairtrack.analysis.trend_words import course_sentence, trend_sentence
from hairtrack.course import Course, Outline, Photo, View
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.imaging.photo_file import encode_jpeg, scaled
from hairtrack.progress import Progress, no_progress, part_of
from hairtrack.report.content import RegionVerdict, ReportContent, ViewChart, ViewPair, content_of
from hairtrack.report.pdf import make_pdf, make_preview
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.storage.disk import write_whole
from hairtrack.workflow.compare_photos import Comparison, aligned_pair, default_pair
from hairtrack.workflow.course_chart import chart_data
from hairtrack.workflow.course_trend import course_verdict, region_trend
from hairtrack.workflow.diary.taken_between import TakenKind, taken_between
from hairtrack.workflow.fair_pair import compare_fairly
from hairtrack.workflow.images import load_image
from hairtrack.workflow.places import outline_in_reference
from hairtrack.workflow.report_extras import beside_photos, view_chart

_LONGEST_SIDE = 1400
"""Pixels of a printed photo; 85 mm at 300 dots an inch need a thousand."""
_JPEG_QUALITY = 88
_MARGIN = 0.06
"""Around the part that both photos show, in shares of its size."""
_LAID_OUT = 0.85
_MOST_LINES = 9
"""Of what was taken between the two photos of page one."""


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """What was written, with sentences on what to know about it."""

    path: Path
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    content: ReportContent
    files: dict[str, bytes]


def write_report(
    folder: CourseFolder,
    course: Course,
    path: Path,
    *,
    view: View | None = None,
    before: Photo | None = None,
    after: Photo | None = None,
    progress: Progress = no_progress,
) -> WrittenReport:
    """Write the report of a course; the file that was there before stays until the new one is whole.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    path : Path
    view : View, optional
        That of page one; the one with most values by default.
    before, after : Photo, optional
        The pair of page one; the first and last with a value by default.
    progress : Progress

    Returns
    -------
    WrittenReport

    Raises
    ------
    HairtrackError
        NOTHING_TO_REPORT, REPORT_FAILED, DISK_FULL or OUTPUT_UNWRITABLE.
    """
    draft = _draft(folder, course, _chosen(course, view, before, after), part_of(progress, 0.0, _LAID_OUT))
    progress(_LAID_OUT, "Laying out the pages")
    pdf = make_pdf(draft.content, draft.files)
    write_whole(path, pdf.data, failure=ErrorKind.OUTPUT_UNWRITABLE)
    progress(1.0, "The report is written")
    lost = "Some letters are missing on this computer, so it is not marked as accessible (PDF/UA)."
    return WrittenReport(path, () if pdf.accessible else (lost,))


def preview_report(
    folder: CourseFolder,
    course: Course,
    *,
    view: View | None = None,
    before: Photo | None = None,
    after: Photo | None = None,
    progress: Progress = no_progress,
) -> bytes:
    """Return page one as PNG; the rest is as in `write_report`.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    view : View, optional
    before, after : Photo, optional
    progress : Progress

    Returns
    -------
    bytes
    """
    first, *_ = _chosen(course, view, before, after)
    draft = _draft(folder, course, [first], progress)
    return make_preview(draft.content, draft.files)


def _chosen(course: Course, view: View | None, before: Photo | None, after: Photo | None) -> list[tuple[Photo, Photo]]:
    """Return a pair for each view, that of page one first; a lone photo is paired with itself."""
    if not course.visits():
        raise HairtrackError(ErrorKind.NOTHING_TO_REPORT)
    if view is not None and not course.in_view(view):
        raise HairtrackError(ErrorKind.NO_PHOTO_IN_VIEW, view=view)
    given = before or after
    wanted = view or (given.view if given else None) or _default_view(course)
    pairs = []
    for each in sorted((v for v in course.views() if course.in_view(v)), key=lambda v: v is not wanted):
        first, last = _pair(course, each)
        if each is wanted:
            first, last = before or first, after or last
        pairs.append((first, last))
    return pairs


def _default_view(course: Course) -> View:
    try:
        return default_pair(course)[0].view
    except HairtrackError:
        return next(view for view in course.views() if course.in_view(view))


def _pair(course: Course, view: View) -> tuple[Photo, Photo]:
    try:
        return default_pair(course, view)
    except HairtrackError:
        only = course.in_view(view)[0]
        return only, only


def _draft(folder: CourseFolder, course: Course, pairs: list[tuple[Photo, Photo]], progress: Progress) -> _Draft:
    shown: list[ViewPair] = []
    files: dict[str, bytes] = {}
    charts: dict[View, ViewChart] = {}
    for index, (before, after) in enumerate(pairs):
        part = part_of(progress, index / len(pairs), (index + 1) / len(pairs))
        pair, pictures = _view_pair(folder, course, before, after, part)
        shown.append(pair if index else replace(pair, taken=_taken(course, before, after)))
        files |= pictures
        chart = chart_data(course, before.view)
        if any(series.points for series in chart.series) or chart.treatments or chart.ratings:
            charts[before.view], made = view_chart(before.view, chart, first=index == 0)
            files |= made
    today = date.today()
    first = charts.get(pairs[0][0].view)
    beside, more = beside_photos(course, first.data if first else None, today)
    content = content_of(
        course,
        tuple(shown),
        charts=charts,
        beside=beside,
        made_on=today,
        program=f"hairtrack {__version__}",
    )
    return _Draft(content, files | more)


def _view_pair(
    folder: CourseFolder, course: Course, before: Photo, after: Photo, progress: Progress
) -> tuple[ViewPair, dict[str, bytes]]:
    """Prepare a view's two photos, in one frame where they are aligned, and what may be said about them."""
    names = (f"{before.view}-before.jpg", f"{before.view}-after.jpg")
    alone = before.sha256 == after.sha256
    pair = None if alone else aligned_pair(folder, course, before, after, part_of(progress, 0.0, 0.5))
    outlines: tuple[Outline, ...] = ()
    if pair is not None:
        rows, columns = _seen(pair.valid)
        images = [image[rows, columns] for image in (pair.before, pair.after)]
        outlines = tuple(_outlines(course, before.view, rows, columns))
    else:
        images = [load_image(folder, photo) for photo in ((before,) if alone else (before, after))]
    files = {
        name: encode_jpeg(scaled(im, _LONGEST_SIDE), _JPEG_QUALITY) for name, im in zip(names, images, strict=False)
    }
    shown = ViewPair(
        view=before.view,
        before=before,
        after=after,
        aligned=pair is not None,
        pictures=tuple(files),
        aspect=images[0].shape[1] / images[0].shape[0],
        outlines=outlines,
        trends=tuple(_trends(course, before.view)),
    )
    if alone:
        return shown, files
    found = compare_fairly(folder, course, before, after, part_of(progress, 0.5, 1.0))
    return replace(shown, verdicts=tuple(_verdicts(found)), findings=found.reasons), files


def _seen(valid: np.ndarray) -> tuple[slice, slice]:
    """Return the rows and columns that hold what both photos show."""
    rows, columns = np.flatnonzero(valid.any(axis=1)), np.flatnonzero(valid.any(axis=0))
    if not len(rows):
        return slice(None), slice(None)
    return _widened(rows, valid.shape[0]), _widened(columns, valid.shape[1])


def _widened(places: np.ndarray, length: int) -> slice:
    margin = int(_MARGIN * (places[-1] - places[0] + 1))
    return slice(max(0, int(places[0]) - margin), min(length, int(places[-1]) + margin + 1))


def _outlines(course: Course, view: View, rows: slice, columns: slice) -> Iterator[Outline]:
    """Return the regions in shares of the cut-out's size."""
    reference = course.reference(view)
    if reference is None:
        return
    left, top = columns.start or 0, rows.start or 0
    width, height = (columns.stop or reference.size[0]) - left, (rows.stop or reference.size[1]) - top
    for region in course.regions_in(view):
        if (outline := outline_in_reference(course, region)) is not None:
            yield tuple(((x - left) / width, (y - top) / height) for x, y in outline)


def _verdicts(comparison: Comparison) -> Iterator[RegionVerdict]:
    for item in comparison.changes:
        change = item.change
        known = item.noise is not None and item.noise.enough and change.change is not None
        noise = f" {noise_sentence(item.noise)}" if known else ""
        yield RegionVerdict(
            region=item.region.name,
            before=item.before,
            after=item.after,
            verdict=change.verdict,
            sentence=f"{verdict_sentence(change)}{noise}",
            change=change.change,
            low=change.low,
            high=change.high,
            reasons=change.reasons,
        )


def _taken(course: Course, before: Photo, after: Photo) -> tuple[str, ...]:
    """Say what was taken between two visits, and what else went on; treatments first where that is much."""
    if before.taken_on is None or after.taken_on is None or before.taken_on == after.taken_on:
        return ()
    lines = taken_between(course, before.taken_on, after.taken_on)
    left = len(lines) - _MOST_LINES
    if left <= 1:
        return tuple(line.sentence for line in lines)
    kinds = list(TakenKind)
    weightiest = sorted(range(len(lines)), key=lambda place: kinds.index(lines[place].kind))[:_MOST_LINES]
    return (*(lines[place].sentence for place in sorted(weightiest)), f"and {left} more, listed further on")


def _trends(course: Course, view: View) -> Iterator[str]:
    for region in course.regions_in(view):
        found = region_trend(course, region)
        if found is not None:
            verdict = course_sentence(course_verdict(course, region, found))
            yield f"{region.name}: {verdict} {trend_sentence(found)}"
