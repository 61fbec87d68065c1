"""What the photos of one visit say together: several of a view are repeats of one value."""

from dataclasses import dataclass
from datetime import date

from hairtrack.analysis.own_noise import OwnNoise, own_noise
from hairtrack.course import Course, Measurement, Photo, Region
from hairtrack.errors import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitValue:
    """A region's coverage on one day: the mean over the photos that could be measured.

    Attributes
    ----------
    coverage, low, high : float or None
        0 to 1, with the mean of the photos' own 95 % intervals: what leads one photo of a visit astray may lead all
        of them. None where no photo has a value.
    reasons : tuple of Reason
        Why there is none.
    photos : int
        That the mean is over.
    """

    coverage: float | None
    low: float | None
    high: float | None
    reasons: tuple[Reason, ...] = ()
    photos: int = 1

    @property
    def measured(self) -> bool:
        """Whether there is a number to show."""
        return self.coverage is not None


def visit_value(course: Course, region: Region, photo: Photo, *, alone: bool = False) -> VisitValue | None:
    """Give a region's value at the visit of a photo.

    Parameters
    ----------
    course : Course
    region : Region
    photo : Photo
        Where this one has no value, the visit has none: what is shown must be what is judged.
    alone : bool
        Leave the other photos of the day out, as when two of them are compared with each other.

    Returns
    -------
    VisitValue or None
        None where the photo was not measured.
    """
    own = course.measurement(photo, region)
    if own is None:
        return None
    if own.coverage is None:
        return VisitValue(coverage=None, low=None, high=None, reasons=own.reasons, photos=0)
    repeats = [own] if alone else _of_days(course, region)[photo.taken_on]
    count = len(repeats)
    return VisitValue(
        coverage=sum(found.coverage or 0.0 for found in repeats) / count,
        low=sum(found.low or 0.0 for found in repeats) / count,
        high=sum(found.high or 0.0 for found in repeats) / count,
        reasons=own.reasons,
        photos=count,
    )


def noise_of(course: Course, region: Region) -> OwnNoise | None:
    """Say how far a region's values lie apart within visits, or None where no visit has two."""
    return own_noise(
        [found.coverage for found in values if found.coverage is not None]
        for values in _of_days(course, region).values()
    )


def _of_days(course: Course, region: Region) -> dict[date | None, list[Measurement]]:
    """Gather the measurements of a region that have a value, by day."""
    measured = {found.photo: found for found in course.measurements if found.region == region.id and found.measured}
    days: dict[date | None, list[Measurement]] = {}
    for photo in course.in_view(region.view):
        if photo.sha256 in measured:
            days.setdefault(photo.taken_on, []).append(measured[photo.sha256])
    return days
