"""How a region's coverage went over the whole course."""

from hairtrack.analysis.trend import Trend, TrendPoint, trend
from hairtrack.course import Course, Region


def region_trend(course: Course, region: Region) -> Trend | None:
    """Lay the trend through every measured photo of a region.

    Parameters
    ----------
    course : Course
    region : Region

    Returns
    -------
    Trend or None
        None where there are too few visits to say anything.
    """
    points = [
        TrendPoint(day=photo.taken_on, value=found.coverage, low=found.low, high=found.high)
        for photo in course.in_view(region.view)
        if (found := course.measurement(photo, region)) is not None
        and photo.taken_on is not None
        and found.coverage is not None
        and found.low is not None
        and found.high is not None
    ]
    return trend(points, [treatment.started_on for treatment in course.diary.treatments])
