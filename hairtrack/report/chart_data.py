"""What a chart shows, and the same in words. No pixels and no Qt."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from hairtrack.course import Course, Measurement, Photo, RegionColour, View
from hairtrack.diary import GroomKind
from hairtrack.messages import reason_sentence
from hairtrack.ratings import steps_range
from hairtrack.report.words import count_of, full_day, percent_range
from hairtrack.treatment import Treatment

WidthOf: TypeAlias = Callable[[str], float]
"""The width of a text in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPoint:
    """A measured photo: coverage with its 95 % interval, in percent."""

    photo: str
    on: date
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartTrend:
    """The trend of a region.

    Attributes
    ----------
    line : tuple of (date, float)
        Its corners, in percent.
    band : tuple of (date, float, float)
        Its 95 % band, in percent.
    lags : tuple of (date, date)
        From what was done with a treatment to the bend that the line may have for it.
    """

    line: tuple[tuple[date, float], ...]
    band: tuple[tuple[date, float, float], ...] = ()
    lags: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSeries:
    """One region over time, in order, with its trend where there is one."""

    region: str
    name: str
    points: tuple[ChartPoint, ...]
    trend: ChartTrend | None = None
    colour: RegionColour = RegionColour.TEAL


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRatings:
    """What one rater said without knowing the dates: visits against the first, in steps from -3 to 3."""

    rater: str
    baseline: date
    points: tuple[ChartPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnjudgedPhoto:
    """A photo without any value, and why."""

    photo: str
    on: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartDose:
    """What was taken from one day to another, or that it was paused; `until` is None while it goes on."""

    since: date
    until: date | None
    text: str
    paused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartTreatment:
    """A treatment as its doses, one after the other."""

    name: str
    doses: tuple[ChartDose, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartEvent:
    """Something that happened on a day."""

    on: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartData:
    """Everything that a chart shows.

    Attributes
    ----------
    series : tuple of ChartSeries
    unjudged : tuple of UnjudgedPhoto
        Shown as hollow marks on the axis line.
    treatments : tuple of ChartTreatment
    events : tuple of ChartEvent
    ratings : tuple of ChartRatings
        On an axis of their own, at the right.
    """

    series: tuple[ChartSeries, ...] = ()
    unjudged: tuple[UnjudgedPhoto, ...] = ()
    treatments: tuple[ChartTreatment, ...] = ()
    events: tuple[ChartEvent, ...] = ()
    ratings: tuple[ChartRatings, ...] = ()

    def days(self) -> tuple[date, ...]:
        """Return the days of all photos, in order."""
        measured = {point.on for series in self.series for point in series.points}
        return tuple(sorted(measured | {photo.on for photo in self.unjudged}))

    def lags(self) -> tuple[tuple[date, date], ...]:
        """Return the lags of all trends, each once, in order."""
        return tuple(sorted({lag for series in self.series if series.trend for lag in series.trend.lags}))


def chart_of(
    course: Course,
    view: View | None,
    *,
    trends: Mapping[str, ChartTrend] | None = None,
    ratings: tuple[ChartRatings, ...] = (),
) -> ChartData:
    """Gather what the chart of a view shows.

    Parameters
    ----------
    course : Course
    view : View or None
        None for no photos: treatments and events alone.
    trends : mapping of str to ChartTrend, optional
        Per region id.
    ratings : tuple of ChartRatings
        One for each rater of the view.

    Returns
    -------
    ChartData
    """
    photos = course.in_view(view) if view is not None else ()
    regions = course.coloured(view) if view is not None else ()
    series, judged = [], set()
    for region in regions:
        points = []
        for photo in photos:
            point = _point(photo, course.measurement(photo, region))
            if point is not None:
                points.append(point)
                judged.add(photo.sha256)
        trend = (trends or {}).get(region.id)
        colour = region.colour or RegionColour.TEAL
        series.append(ChartSeries(region=region.id, name=region.name, points=tuple(points), trend=trend, colour=colour))
    unjudged = [
        UnjudgedPhoto(photo=photo.sha256, on=photo.taken_on, why=why_unjudged(course, photo))
        for photo in photos
        if photo.taken_on is not None and photo.sha256 not in judged
    ]
    return ChartData(
        series=tuple(series),
        unjudged=tuple(unjudged),
        treatments=tuple(_treatment(t) for t in sorted(course.diary.treatments, key=lambda t: t.started_on)),
        events=_events(course),
        ratings=ratings,
    )


def why_unjudged(course: Course, photo: Photo) -> str:
    """Say why a photo has no value: its own reasons, its alignment's, or that nobody measured yet."""
    reasons = [r for m in course.measurements if m.photo == photo.sha256 and not m.measured for r in m.reasons]
    alignment = course.alignment(photo)
    if alignment is not None and not alignment.aligned:
        reasons = list(alignment.reasons)
    if reasons:
        return " ".join(dict.fromkeys(reason_sentence(reason) for reason in reasons))
    if not course.regions_in(photo.view):
        return "No region is drawn in this view."
    return "Not measured yet."


def describe_chart(data: ChartData) -> str:
    """Say in words what the chart shows, for those who do not see it.

    Parameters
    ----------
    data : ChartData

    Returns
    -------
    str
        A few sentences; every value with its interval.
    """
    sentences = [_series_sentence(series) for series in data.series]
    days = data.days()
    if not data.series:
        span = f" from {full_day(days[0])} to {full_day(days[-1])}" if days else ""
        sentences.append(f"No coverage is measured; {count_of(len(days), 'visit')}{span}.")
    if data.unjudged:
        sentences.append(f"{count_of(len(data.unjudged), 'photo')} without a value.")
    sentences += [_ratings_sentence(ratings) for ratings in data.ratings]
    sentences += [_treatment_sentence(treatment) for treatment in data.treatments]
    sentences += [f"{full_day(event.on)}: {event.text}." for event in data.events]
    return " ".join(sentences)


def _point(photo: Photo, measurement: Measurement | None) -> ChartPoint | None:
    if photo.taken_on is None or measurement is None or measurement.coverage is None:
        return None
    low = measurement.coverage if measurement.low is None else measurement.low
    high = measurement.coverage if measurement.high is None else measurement.high
    value = 100 * measurement.coverage
    return ChartPoint(photo=photo.sha256, on=photo.taken_on, value=value, low=100 * low, high=100 * high)


def _treatment(treatment: Treatment) -> ChartTreatment:
    doses = tuple(
        ChartDose(since=stretch.since, until=stretch.until, text=stretch.words, paused=stretch.paused)
        for stretch in treatment.stretches()
    )
    return ChartTreatment(name=treatment.name, doses=doses)


def _events(course: Course) -> tuple[ChartEvent, ...]:
    """List what happened, without haircuts to the length of the one before: those keep coverage comparable."""
    events = [ChartEvent(on=event.on, text=event.text) for event in course.diary.events]
    known = None
    for groom in sorted(course.diary.grooms, key=lambda groom: groom.on):
        if groom.kind is GroomKind.HAIRCUT:
            same, known = groom.length_mm is not None and groom.length_mm == known, groom.length_mm
            if same:
                continue
        length = f" ({groom.length_mm:g} mm)" if groom.length_mm is not None else ""
        events.append(ChartEvent(on=groom.on, text=f"{groom.kind}{length}"))
    return tuple(sorted(events, key=lambda event: event.on))


def _series_sentence(series: ChartSeries) -> str:
    if not series.points:
        return f"{series.name}: no value."
    first, last = series.points[0], series.points[-1]
    start = f"{percent_range(first.value, first.low, first.high)} on {full_day(first.on)}"
    if first is last:
        return f"{series.name}: coverage {start}."
    end = f"{percent_range(last.value, last.low, last.high)} on {full_day(last.on)}"
    count = count_of(len(series.points), "measured photo")
    return f"{series.name}: {count}, coverage from {start} to {end}."


def _ratings_sentence(ratings: ChartRatings) -> str:
    first, last = ratings.points[0], ratings.points[-1]
    start = f"{steps_range(first.value, first.low, first.high)} on {full_day(first.on)}"
    end = f" to {steps_range(last.value, last.low, last.high)} on {full_day(last.on)}"
    return (
        f"Rated blind by {ratings.rater} against {full_day(ratings.baseline)} in steps from −3 to +3: "
        f"{count_of(len(ratings.points), 'visit')}, {start if first is last else f'from {start}{end}'}."
    )


def _treatment_sentence(treatment: ChartTreatment) -> str:
    steps = []
    for dose in treatment.doses:
        text = f"{dose.text} " if dose.text else ""
        steps.append(f"{text}since {full_day(dose.since)}")
    end = treatment.doses[-1].until
    until = f", until {full_day(end)}" if end else ""
    return f"{treatment.name}: {', then '.join(steps)}{until}."
