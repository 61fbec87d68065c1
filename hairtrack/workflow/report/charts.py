"""The charts of a report, narrowed to what was chosen."""

from dataclasses import replace
from datetime import date
from typing import TypeVar

from hairtrack.course import Course, View
from hairtrack.report.charts.chart import chart_height, chart_svg
from hairtrack.report.charts.data import (
    ChartData,
    ChartDose,
    ChartPoint,
    ChartRatings,
    ChartSeries,
    ChartTrend,
    PublishedMark,
    UnjudgedPhoto,
)
from hairtrack.report.charts.entries import diary_chart
from hairtrack.report.content import ViewChart
from hairtrack.report.selection import Selection
from hairtrack.report.sheet import Sheet
from hairtrack.workflow.course_chart import chart_data

WIDTH = 680
"""Pixels."""
LOW = 230
"""Pixels of height of a chart below photos where there is least room."""
_HIGH = 550
"""Pixels of height for which no page has more room below photos."""
_STEP = 40
"""Pixels by which the charts differ of which the page takes the highest that it has room for."""

_OnDay = TypeVar("_OnDay", ChartPoint, UnjudgedPhoto)


def chosen_chart(course: Course, selection: Selection, view: View | None) -> ChartData:
    """Gather the chart of a view, its trends from the whole course and its marks from what was chosen.

    Parameters
    ----------
    course : Course
    selection : Selection
    view : View or None
        None for the diary alone.

    Returns
    -------
    ChartData
    """
    if view is None:
        return _with_diary(selection, ChartData())
    whole = chart_data(course, view, [region.id for region in selection.regions])
    if course.regions_in(view) and not selection.regions_in(view):
        # Its photos have values, of regions that were not chosen.
        whole = replace(whole, unjudged=())
    return narrowed(whole, selection)


def narrowed(chart: ChartData, selection: Selection) -> ChartData:
    """Keep of a chart what lies within the chosen days.

    Parameters
    ----------
    chart : ChartData
        Of the whole course.
    selection : Selection

    Returns
    -------
    ChartData
    """

    def kept(marks: tuple[_OnDay, ...]) -> tuple[_OnDay, ...]:
        return tuple(mark for mark in marks if selection.holds(mark.on))

    def told(series: ChartSeries) -> ChartSeries:
        trend = series.trend and _narrowed_trend(series.trend, selection)
        return replace(series, points=kept(series.points), trend=trend)

    def rated(ratings: ChartRatings) -> ChartRatings:
        return replace(ratings, points=kept(ratings.points))

    def named(marks: tuple[PublishedMark, ...]) -> tuple[PublishedMark, ...]:
        return tuple(mark for mark in marks if selection.touches(mark.since, mark.until or mark.since))

    published = (replace(source, marks=named(source.marks)) for source in chart.published)
    return _with_diary(
        selection,
        replace(
            chart,
            series=tuple(map(told, chart.series)),
            unjudged=kept(chart.unjudged),
            ratings=tuple(found for found in map(rated, chart.ratings) if found.points),
            scores=tuple(score for score in chart.scores if selection.holds(score.on)),
            published=tuple(source for source in published if source.marks),
            judging=named(chart.judging),
        ),
    )


def _with_diary(selection: Selection, chart: ChartData) -> ChartData:
    """Put beneath a chart what the diary says, without the doses that were over before the chosen days."""
    whole = diary_chart(selection.diary, chart)

    def shown(doses: tuple[ChartDose, ...]) -> tuple[ChartDose, ...]:
        # A dose gives way to the next on its last day.
        first = selection.since or date.min
        return tuple(dose for dose in doses if dose is doses[-1] or dose.until is None or dose.until > first)

    return replace(whole, treatments=tuple(replace(t, doses=shown(t.doses)) for t in whole.treatments))


def view_chart(view: View, chart: ChartData, sheet: Sheet, *, first: bool) -> ViewChart:
    """Draw a view's chart: on page one with as much of the diary as fits, on other pages with the treatments alone.

    Parameters
    ----------
    view : View
    chart : ChartData
    sheet : Sheet
        Takes the drawings.
    first : bool
        Whether it stands on page one.

    Returns
    -------
    ViewChart
    """
    if not first:
        chart = replace(chart, events=(), side_effects=(), symptoms=(), labs=(), judging=(), published=())
    return drawn(str(view), chart, sheet)


def drawn(name: str, chart: ChartData, sheet: Sheet, least: int = LOW) -> ViewChart:
    """Draw a chart at several heights.

    Parameters
    ----------
    name : str
        Part of the names of its files.
    chart : ChartData
    sheet : Sheet
        Takes the drawings.
    least : int
        Pixels of height of the lowest.

    Returns
    -------
    ViewChart
    """
    whole = chart_height(chart, least=least, most=_HIGH)
    heights = (whole, *reversed(range(least, whole, _STEP)))
    files = tuple(sheet.put(f"chart-{name}-{height}.svg", chart_svg(chart, (WIDTH, height))) for height in heights)
    return ViewChart(data=chart, files=files)


def _narrowed_trend(trend: ChartTrend, selection: Selection) -> ChartTrend | None:
    line = tuple(corner for corner in trend.line if selection.holds(corner[0]))
    if len(line) < 2:
        return None
    return replace(
        trend,
        line=line,
        band=tuple(corner for corner in trend.band if selection.holds(corner[0])),
        lags=tuple(lag for lag in trend.lags if all(map(selection.holds, lag))),
    )
