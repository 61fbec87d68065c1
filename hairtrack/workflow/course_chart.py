"""The chart of a course: what was measured, with the trend of each region, and what was rated blind."""

from collections.abc import Collection
from dataclasses import replace

from hairtrack.course import Course, View
from hairtrack.report.chart_data import ChartData, ChartPoint, ChartRatings, ChartTrend
from hairtrack.report.chart_entries import chart_of
from hairtrack.workflow.course_ratings import view_ratings
from hairtrack.workflow.course_trend import region_trend


def chart_data(course: Course, view: View | None = None, regions: Collection[str] | None = None) -> ChartData:
    """Gather what the chart of a view shows, with the trends and the ratings.

    Parameters
    ----------
    course : Course
    view : View or None
        The first that has regions by default.
    regions : collection of str, optional
        Ids of the regions to show; all of the view by default.

    Returns
    -------
    ChartData
    """
    views = course.views()
    if view is None:
        view = next((view for view in views if course.regions_in(view)), views[0] if views else None)
    if regions is not None:
        course = replace(course, regions=tuple(region for region in course.regions if region.id in regions))
    return chart_of(course, view, trends=trend_lines(course, view), ratings=rating_series(course, view))


def trend_lines(course: Course, view: View | None) -> dict[str, ChartTrend]:
    """Return the trend of each region of a view as the chart takes it.

    Parameters
    ----------
    course : Course
    view : View or None

    Returns
    -------
    dict of str to ChartTrend
        By region id; without the regions that have none.
    """
    return {
        region.id: ChartTrend(
            line=tuple((day, 100 * share) for day, share in found.line),
            band=tuple((day, 100 * low, 100 * high) for day, low, high in found.band),
            lags=tuple((bend.steps[0].on, bend.on) for bend in found.bends),
        )
        for region in (course.regions_in(view) if view else ())
        if (found := region_trend(course, region)) is not None
    }


def rating_series(course: Course, view: View | None) -> tuple[ChartRatings, ...]:
    """Return what each rater of a view said, as the chart takes it; without those who rated no visit."""
    return tuple(
        ChartRatings(
            rater=result.rater,
            baseline=result.baseline,
            points=tuple(
                ChartPoint(
                    photo=visit.photo,
                    on=visit.on,
                    value=visit.rating.value,
                    low=visit.rating.low,
                    high=visit.rating.high,
                )
                for visit in result.visits
            ),
        )
        for result in (view_ratings(course, view).raters if view else ())
        if result.baseline is not None
    )
