"""A report written to a file, or shown page by page before."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from hairtrack import __version__
from hairtrack.course import Course, View
from hairtrack.diary import Diary
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.progress import Progress, no_progress, part_of
from hairtrack.report.choices import Choices
from hairtrack.report.content import ReportContent, ViewChart, ViewPair
from hairtrack.report.pages import content_of
from hairtrack.report.pdf import make_pdf, make_pictures
from hairtrack.report.selection import select
from hairtrack.report.sheet import Sheet
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.outputs import write_output
from hairtrack.workflow.report.beside import beside_photos
from hairtrack.workflow.report.charts import chosen_chart, view_chart
from hairtrack.workflow.report.chosen import chosen_pairs
from hairtrack.workflow.report.pairs import compared, taken_lines

_LAID_OUT = 0.85
_EVERYTHING = Choices()


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """What was written, with sentences on what to know about it."""

    path: Path
    notes: tuple[str, ...]


def write_report(
    folder: CourseFolder,
    course: Course,
    path: Path,
    choices: Choices = _EVERYTHING,
    progress: Progress = no_progress,
) -> WrittenReport:
    """Write the report of a course; the file that was there before stays until the new one is whole.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    path : Path
    choices : Choices
    progress : Progress

    Returns
    -------
    WrittenReport

    Raises
    ------
    HairtrackError
        NOTHING_TO_REPORT, REPORT_FAILED, DISK_FULL or OUTPUT_UNWRITABLE, or what `chosen_pairs` raises.
    """
    with Sheet() as sheet:
        content = _content(folder, course, choices, sheet, part_of(progress, 0.0, _LAID_OUT))
        progress(_LAID_OUT, "Laying out the pages")
        pdf = make_pdf(content, sheet, choices.archive)
    write_output(path, pdf.data)
    progress(1.0, "The report is written")
    lost = "Some letters are missing on this computer, so it is not marked as accessible (PDF/UA)."
    return WrittenReport(path, () if pdf.accessible else (lost,))


def preview_report(
    folder: CourseFolder,
    course: Course,
    choices: Choices = _EVERYTHING,
    progress: Progress = no_progress,
    *,
    first_only: bool = False,
) -> tuple[bytes, ...]:
    """Return the pages as PNG; the rest is as in `write_report`.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    choices : Choices
    progress : Progress
    first_only : bool
        Whether only the first comparison is looked at, which is much faster and enough for page one.

    Returns
    -------
    tuple of bytes
    """
    with Sheet() as sheet:
        content = _content(folder, course, choices, sheet, progress, first_only=first_only)
        return make_pictures(content, sheet)


def _content(
    folder: CourseFolder,
    course: Course,
    choices: Choices,
    sheet: Sheet,
    progress: Progress,
    *,
    first_only: bool = False,
) -> ReportContent:
    """Gather what the report says; the sheet takes its pictures."""
    if not course.visits() and course.diary == Diary():
        raise HairtrackError(ErrorKind.NOTHING_TO_REPORT)
    pairs = chosen_pairs(course, choices)
    selection = select(course, choices, (photo for pair in pairs for photo in pair))
    shown: list[ViewPair] = []
    charts: dict[View, ViewChart] = {}
    for index, (before, after) in enumerate(pairs[:1] if first_only else pairs):
        part = part_of(progress, index / len(pairs), (index + 1) / len(pairs))
        pair = compared(folder, course, selection, (before, after), sheet, part)
        shown.append(pair if index else replace(pair, taken=taken_lines(course, selection, before, after)))
        if before.view in charts:
            continue
        chart = chosen_chart(course, selection, before.view)
        if any(series.points for series in chart.series) or chart.treatments or chart.ratings:
            charts[before.view] = view_chart(before.view, chart, sheet, first=index == 0)
    today = date.today()
    first = charts[shown[0].view].data if shown and shown[0].view in charts else None
    diary_alone = None if shown else chosen_chart(course, selection, None)
    return content_of(
        course,
        selection,
        tuple(shown),
        choices=choices,
        charts=charts,
        beside=beside_photos(course, selection, first or diary_alone, sheet, today),
        made_on=today,
        program=f"hairtrack {__version__}",
    )
