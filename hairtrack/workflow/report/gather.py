"""Gathering what a report says: which photos are compared, what stands beside them, the data that goes with it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from hairtrack import __version__
from hairtrack.course import Course, View
from hairtrack.progress import Progress, part_of
from hairtrack.report.charts.data import ChartData
from hairtrack.report.choices import Choices, ReportKind
from hairtrack.report.content import Beside, ReportContent, ViewChart, ViewPair
from hairtrack.report.pages import content_of
from hairtrack.report.provenance import ATTACHMENT
from hairtrack.report.selection import named, select
from hairtrack.report.sheet import Sheet
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.report.attachment import attachment
from hairtrack.workflow.report.beside import beside_photos, salt_table
from hairtrack.workflow.report.charts import chosen_chart, drawn, view_chart
from hairtrack.workflow.report.chosen import ReportPair, chosen_pairs
from hairtrack.workflow.report.chosen_salt import chosen_salt
from hairtrack.workflow.report.maps import has_maps
from hairtrack.workflow.report.pairs import compared, taken_lines
from hairtrack.workflow.report.pictures import CourseKey, Darkroom, PictureCache
from hairtrack.workflow.report.poster import poster_parts
from hairtrack.workflow.report.refusals import refuse_choices
from hairtrack.workflow.report.taken_photos import originals
from hairtrack.workflow.two_at_once import two_at_once

_CHOSEN, _COMPARED = 0.15, 0.7
"""Shares of the time until the pairs are chosen, and until they are compared where photos follow by themselves."""
_MOST_CHARTS = {ReportKind.SUMMARY: 1, ReportKind.COMPARISON: 0}
"""Of kinds that have no room for the chart of every view."""
_DIARY_LEAST = 60
"""Pixels of height of a chart of the diary alone."""


def gathered(
    folder: CourseFolder,
    course: Course,
    choices: Choices,
    sheet: Sheet,
    progress: Progress,
    *,
    first_only: bool = False,
    attached: bool = False,
    kept: PictureCache | None = None,
) -> ReportContent:
    """Gather what a report says.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    choices : Choices
    sheet : Sheet
        Takes the pictures.
    progress : Progress
    first_only : bool
        Whether only the first comparison is looked at.
    attached : bool
        Whether the data goes with it where its standard allows that.
    kept : PictureCache, optional
        What was made for it before, which is not made again.

    Returns
    -------
    ReportContent

    Raises
    ------
    HairtrackError
        What `refuse_choices` and `chosen_pairs` raise, or REPORT_FAILED.
    """
    refuse_choices(course, choices)
    course = named(course, choices)
    kept = PictureCache(0) if kept is None else kept
    pairs = kept.get(
        (
            "pairs",
            CourseKey(course),
            choices.pairs,
            choices.views,
            choices.regions,
            choices.since,
            choices.until,
            choices.kind,
            first_only,
        ),
        lambda: chosen_pairs(folder, course, choices, part_of(progress, 0.0, _CHOSEN), first_only=first_only),
    )[: 1 if first_only else None]
    selection = select(course, choices, (photo for pair in pairs for photo in pair.photos))
    room = Darkroom(folder, course, selection, choices, sheet, kept)
    apart = _photos_apart(choices) and not first_only
    compared_at = _COMPARED if apart else 1.0
    shown = _compared(room, pairs, part_of(progress, _CHOSEN, compared_at), mapped=has_maps(choices) and not first_only)
    charts = _charts(room, shown)
    made_on, program = date.today(), f"hairtrack {__version__}"
    beside = _beside(room, shown, charts, made_on)
    if apart:
        beside = _with_photos(room, beside, charts, part_of(progress, compared_at, 1.0))
    content = content_of(
        course,
        selection,
        shown,
        choices=choices,
        charts=_drawn(room, shown, charts),
        beside=beside,
        made_on=made_on,
        program=program,
    )
    # Pictures have no use for it.
    if not (attached and choices.archive.attaches):
        return content
    data = attachment(course, selection, shown, choices=choices, made_on=made_on, program=program)
    return replace(content, attachment=sheet.put(ATTACHMENT, data))


def _photos_apart(choices: Choices) -> bool:
    """Whether photos follow by themselves, besides those that are compared."""
    return choices.kind is ReportKind.POSTER or (choices.originals and choices.kind is ReportKind.FULL)


def _compared(room: Darkroom, pairs: Sequence[ReportPair], progress: Progress, *, mapped: bool) -> tuple[ViewPair, ...]:
    def one(pair: ReportPair, part: Progress) -> ViewPair:
        taken = taken_lines(room.course, room.selection, *pair.photos) if pair is pairs[0] else ()
        return replace(compared(room, pair.photos, part, mapped=mapped), chosen=pair.how, taken=taken)

    return two_at_once(one, pairs, progress)


def _charts(room: Darkroom, shown: Sequence[ViewPair]) -> dict[View, ChartData]:
    """Gather the chart of each view that has something in it, of those whose charts this kind of report shows."""
    views = list(dict.fromkeys(pair.view for pair in shown))[: _MOST_CHARTS.get(room.choices.kind)]
    charts = {view: chosen_chart(room.course, room.selection, view) for view in views}
    return {
        view: chart
        for view, chart in charts.items()
        if any(series.points for series in chart.series) or chart.treatments or chart.ratings
    }


def _drawn(room: Darkroom, shown: Sequence[ViewPair], charts: Mapping[View, ChartData]) -> dict[View, ViewChart]:
    """Draw charts to stand below photos, that of page one with the diary; a poster draws its own."""
    if room.choices.kind is ReportKind.POSTER:
        return {}
    first = shown[0].view if shown else None
    return {view: view_chart(view, chart, room.sheet, first=view is first) for view, chart in charts.items()}


def _beside(room: Darkroom, shown: Sequence[ViewPair], charts: Mapping[View, ChartData], today: date) -> Beside:
    """Gather what stands beside the photos; without any, the diary has a chart of its own."""
    course, selection, kind = room.course, room.selection, room.choices.kind
    if kind in (ReportKind.COMPARISON, ReportKind.POSTER):
        return Beside()
    chart = charts.get(shown[0].view) if shown else chosen_chart(course, selection, None)
    diary = drawn("diary", chart, room.sheet, least=_DIARY_LEAST) if chart and not shown else None
    if kind is ReportKind.SUMMARY:
        return Beside(salt=salt_table(chosen_salt(course, selection)), diary=diary)
    return replace(beside_photos(course, selection, chart, room.sheet, today), diary=diary)


def _with_photos(room: Darkroom, beside: Beside, charts: Mapping[View, ChartData], progress: Progress) -> Beside:
    """Add the photos that follow by themselves."""
    if room.choices.kind is ReportKind.POSTER:
        return replace(beside, poster=poster_parts(room, next(iter(charts.values()), None), progress))
    return replace(beside, taken=originals(room, progress))
