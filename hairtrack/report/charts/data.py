"""What a chart shows: its records. No pixels and no Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

from hairtrack.course import RegionColour
from hairtrack.diary import LabResult, SaltScore, Session, SideEffect, Symptom
from hairtrack.language import _

WidthOf: TypeAlias = Callable[[str], float]
"""The width of a text in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPoint:
    """A measured photo: its value with its 95 % interval, in percent.

    `beside` are the other photos of the visit that the value rests on.
    """

    photo: str
    on: date
    value: float
    low: float
    high: float
    beside: tuple[str, ...] = ()


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
    """What was taken from one day to another, or that it was paused; `until` is None while it goes on.

    `treatment` is the id of the diary's entry.
    """

    since: date
    until: date | None
    text: str
    paused: bool = False
    treatment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartTreatment:
    """A treatment as its doses, one after the other, and the days on which it was given, where these are rare."""

    name: str
    doses: tuple[ChartDose, ...]
    id: str = ""
    sessions: tuple[Session, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRow:
    """All results of one blood test, or one symptom, in order of time."""

    name: str
    entries: tuple[LabResult, ...] | tuple[Symptom, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartEvent:
    """Something that happened on a day."""

    on: date
    text: str
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedMark:
    """What a publication says of a day, or of the days up to `until`, counted from the start of a treatment.

    `short` stands beside its mark, `figure` in the lines beneath; `sentence` is the whole of it, with its source.
    """

    since: date
    until: date | None = None
    short: str
    figure: str = ""
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPublished:
    """What is published of a treatment; never on the axis of what is measured, for it is of many people.

    `source` stands behind the figures: of what they are, treatment, trial, group of people, how missing values were
    filled in where that is known, and publication.
    """

    source: str
    marks: tuple[PublishedMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartAxis:
    """What the axis at the left counts.

    Attributes
    ----------
    title : str
        The first line of the chart.
    over_time : str
        What the whole chart shows.
    noun : str
        Of one value, such as "coverage".
    hollow : str
        What a mark without a value is.
    unmeasured : str
        That there is no value at all, as a sentence begins.
    visits : bool
        Whether a value is of a visit, not of a photo.
    unit : str
        Behind a value.
    top : int or None
        Upper end of the axis; None for as high as the values are.
    """

    title: str
    over_time: str
    noun: str
    hollow: str
    unmeasured: str
    visits: bool = False
    unit: str = ""
    top: int | None = None


COVERAGE = ChartAxis(
    title=_("Coverage with 95 % interval"),
    over_time=_("Coverage over time"),
    noun=_("coverage"),
    hollow=_("photo without a value"),
    unmeasured=_("No coverage is measured"),
    unit=" %",
)
SALT = ChartAxis(
    title=_("SALT with 95 % interval, percent of scalp hair lost: lower is more hair"),
    over_time=_("SALT over time"),
    noun="SALT",
    hollow=_("visit without a value"),
    unmeasured=_("No SALT is measured"),
    visits=True,
    top=100,
)

ChartItem: TypeAlias = ChartDose | Session | SideEffect | Symptom | LabResult | ChartEvent | SaltScore | PublishedMark
"""What a mark outside of the curves stands for."""


@dataclass(frozen=True, kw_only=True)
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
    side_effects : tuple of SideEffect
        In order of their first days.
    symptoms, labs : tuple of ChartRow
    scores : tuple of SaltScore
        What somebody judged by eye, on the axis of what is measured but never joined with it.
    published : tuple of ChartPublished
    judging : tuple of PublishedMark
        When a treatment can be judged.
    axis : ChartAxis
    """

    series: tuple[ChartSeries, ...] = ()
    unjudged: tuple[UnjudgedPhoto, ...] = ()
    treatments: tuple[ChartTreatment, ...] = ()
    events: tuple[ChartEvent, ...] = ()
    ratings: tuple[ChartRatings, ...] = ()
    side_effects: tuple[SideEffect, ...] = ()
    symptoms: tuple[ChartRow, ...] = ()
    labs: tuple[ChartRow, ...] = ()
    scores: tuple[SaltScore, ...] = ()
    published: tuple[ChartPublished, ...] = ()
    judging: tuple[PublishedMark, ...] = ()
    axis: ChartAxis = COVERAGE

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all to show."""
        return not (self.days() or self.notes)

    def photos(self) -> tuple[str, ...]:
        """Return the photos with a mark, in order of time."""
        days = {point.photo: point.on for series in self.series for point in series.points}
        days |= {photo.photo: photo.on for photo in self.unjudged}
        return tuple(sorted(days, key=lambda photo: (days[photo], photo)))

    def days(self) -> tuple[date, ...]:
        """Return the days of all photos, in order."""
        measured = {point.on for series in self.series for point in series.points}
        return tuple(sorted(measured | {photo.on for photo in self.unjudged}))

    @cached_property
    def notes(self) -> frozenset[date]:
        """Return the days of all that is not a photo, the first and the last of each stretch."""
        days = {event.on for event in self.events} | {score.on for score in self.scores}
        days |= {entry.on for row in (*self.symptoms, *self.labs) for entry in row.entries}
        stretches: list[ChartDose | SideEffect | PublishedMark] = [*self.side_effects, *self.judging]
        for treatment in self.treatments:
            stretches += treatment.doses
            days |= {session.on for session in treatment.sessions}
        for published in self.published:
            stretches += published.marks
        return frozenset(days | {s.since for s in stretches} | {s.until for s in stretches if s.until})

    def lags(self) -> tuple[tuple[date, date], ...]:
        """Return the lags of all trends, each once, in order."""
        return tuple(sorted({lag for series in self.series if series.trend for lag in series.trend.lags}))
