"""How a region's coverage went over the whole course."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from hairtrack.analysis import quantiles
from hairtrack.analysis.change import Change
from hairtrack.analysis.trend import Step, TreatmentStep, Trend, TrendPoint, course_change, trend
from hairtrack.course import Course, Measurement, Photo, Region
from hairtrack.errors import ReasonKind
from hairtrack.treatment import Stretch, Treatment

_SHOWS_AFTER = timedelta(weeks=4)
"""A pause that ended sooner is no step: hair does not show it."""
_BAD_PHOTO = frozenset({ReasonKind.BLURRED, ReasonKind.OVEREXPOSED, ReasonKind.TOO_DARK, ReasonKind.TOO_SMALL})
_WELL_JUDGED = 0.9
"""Share of a region from which on a value stands for all of it; below three quarters it is refused."""


def load_ahead() -> None:
    """Load what trends need, in a worker thread, so that the first one need not wait."""
    quantiles.load_ahead()


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
    return course.once(("trend", region), lambda: _region_trend(course, region))


def _region_trend(course: Course, region: Region) -> Trend | None:
    points = [
        TrendPoint(
            day=photo.taken_on,
            value=found.coverage,
            low=found.low,
            high=found.high,
            doubted=_doubted(photo, found),
        )
        for photo in course.in_view(region.view)
        if (found := course.measurement(photo, region)) is not None
        and photo.taken_on is not None
        and found.coverage is not None
        and found.low is not None
        and found.high is not None
    ]
    return trend(points, [step for treatment in course.diary.treatments for step in treatment_steps(treatment)])


def course_verdict(course: Course, region: Region, found: Trend) -> Change:
    """Say whether a region changed over the whole course; the regions of its view are judged together.

    Parameters
    ----------
    course : Course
    region : Region
    found : Trend
        Of that region.

    Returns
    -------
    Change
    """
    measured = {m.region for m in course.measurements if m.measured}
    return course_change(found, regions=sum(each.id in measured for each in course.regions_in(region.view)))


def treatment_steps(treatment: Treatment) -> Iterator[TreatmentStep]:
    """Yield the start of a treatment, every new dose, every long pause with its end, and the stop."""
    yield TreatmentStep(on=treatment.started_on, cause=Step.START, treatment=treatment.name)
    seen = (stretch for stretch in treatment.stretches() if not (stretch.paused and _short(stretch)))
    for before, after in pairwise(seen):
        if before.words != after.words:
            cause = Step.PAUSE if after.paused else Step.RESUME if before.paused else Step.DOSE
            yield TreatmentStep(on=after.since, cause=cause, treatment=treatment.name)
    if treatment.stopped_on is not None:
        yield TreatmentStep(on=treatment.stopped_on, cause=Step.STOP, treatment=treatment.name)


def _short(pause: Stretch) -> bool:
    """Whether a pause ended so soon that hair does not show it."""
    return pause.until is not None and pause.until - pause.since < _SHOWS_AFTER


def _doubted(photo: Photo, found: Measurement) -> bool:
    """Whether a photo is blurred, badly lit or small, or its value has cautions or leaves part of the region out."""
    bad = any(reason.kind in _BAD_PHOTO for reason in photo.cautions)
    return bad or bool(found.reasons) or found.judged < _WELL_JUDGED
