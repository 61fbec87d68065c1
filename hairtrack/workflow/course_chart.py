"""The chart of a course: what was measured, with the trend of each region."""

from collections.abc import Collection
from dataclasses import replace

from hairtrack.course import Course, View
from hairtrack.report.chart_data import ChartData, TrendPoint, chart_of
from hairtrack.workflow.course_trend import region_trend


def chart_data(course: Course, view: View | None = None, regions: Collection[str] | None = None) -> ChartData:
    """Gather what the chart of a view shows, with the trends.

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
    return chart_of(course, view, trends=trend_lines(course, view))


def trend_lines(course: Course, view: View | None) -> dict[str, tuple[TrendPoint, ...]]:
    """Return the trend of each region of a view as the chart takes it.

    Parameters
    ----------
    course : Course
    view : View or None

    Returns
    -------
    dict of str to tuple of (date, float)
        By region id, in percent; without the regions that have none.
    """
    return {
        region.id: tuple((day, 100 * share) for day, share in found.line)
        for region in (course.regions_in(view) if view else ())
        if (found := region_trend(course, region)) is not None
    }
