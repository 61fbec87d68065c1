"""What a chart is made of, once it is placed: in pixels, without Qt."""

import bisect
from dataclasses import dataclass, fields
from enum import StrEnum

from hairtrack.diary import SideEffect
from hairtrack.report.charts.data import ChartDose, ChartItem, PublishedMark, WidthOf


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle: left, top, right, bottom in pixels."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A text with the left end of its base line; a name has the number of its series or of its rater."""

    text: str
    x: float
    y: float
    series: int | None = None
    rater: int | None = None
    score: bool = False


class Shape(StrEnum):
    """What a mark looks like; each can be told without its colour."""

    TICK = "tick"
    UP = "up"
    DOWN = "down"
    RING = "ring"
    DOT = "dot"
    STROKE = "stroke"
    SQUARE = "square"
    PIN = "pin"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryMark:
    """A mark for one entry of the diary, or for several that fall on one pixel; `size` is half its height.

    Those that only explain the marks have no items.
    """

    shape: Shape
    x: float
    y: float
    size: float
    items: tuple[ChartItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of one dose; `step` counts the doses, `open_left` and `open_right` where it goes on unseen."""

    box: Box
    step: int
    open_left: bool
    open_right: bool
    item: ChartDose


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectBar:
    """How long a side effect was felt; the higher, the worse it was."""

    box: Box
    item: SideEffect


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """Days of which a publication speaks; `gap` are the ends of the words in its line, where they stand there."""

    box: Box
    item: PublishedMark
    gap: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """What stands beneath the plot.

    Attributes
    ----------
    rules : tuple of float
        Heights of the faint lines above each lane.
    headings : tuple of Label
        Quiet names at the left.
    words : tuple of Label
        Beside the marks.
    quiet : tuple of Label
        What explains them.
    bars : tuple of Bar
    effects : tuple of EffectBar
    marks : tuple of EntryMark
    brackets : tuple of Bracket
    guides : tuple of float
        Days of publications, to be led up faintly through the plot.
    """

    rules: tuple[float, ...] = ()
    headings: tuple[Label, ...] = ()
    words: tuple[Label, ...] = ()
    quiet: tuple[Label, ...] = ()
    bars: tuple[Bar, ...] = ()
    effects: tuple[EffectBar, ...] = ()
    marks: tuple[EntryMark, ...] = ()
    brackets: tuple[Bracket, ...] = ()
    guides: tuple[float, ...] = ()

    def __add__(self, other: "Lanes") -> "Lanes":
        """Put another lane's parts to these."""
        return Lanes(**{part.name: getattr(self, part.name) + getattr(other, part.name) for part in fields(Lanes)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A photo on the chart. `series` is None for one without a value, whose `low` and `high` equal `y`.

    For a rating it is the number of the rater.
    """

    photo: str
    series: int | None
    x: float
    y: float
    low: float
    high: float
    photos: tuple[str, ...] = ()
    """All of the visit that it stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark on an axis with its texts."""

    at: float
    label: Label
    year: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """From a change of treatment, at `start`, to the bend that a trend may have for it, at `stop`.

    Where either lies beyond the axis it is put at the axis' end, and `open_left` or `open_right` says so.
    """

    start: float
    stop: float
    y: float
    open_left: bool = False
    open_right: bool = False
    label: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLayout:
    """Everything to paint.

    Attributes
    ----------
    frame, plot : Box
        The whole chart, and the field between its axes.
    span : tuple of (float, float)
        The days on the axis, as ordinals.
    zoomed : bool
        Whether these are not all days, so that what is drawn has to be cut at the edges of the plot.
    title, key, rest : Label
        What the values are; what a hollow mark is; entries for which there is no room.
    percent, days : tuple of Tick
    marks, ratings : tuple of Mark
    scores : tuple of EntryMark
        Of what was judged by eye.
    steps : tuple of Tick
        Of the axis at the right, where there are ratings.
    trends : tuple of (int, tuple of (x, y))
        Each with the number of its series.
    bands : tuple of (int, tuple of (x, y))
        The outline of each trend's band, with the number of its series.
    lags : tuple of Lag
    names : tuple of Label
        Of the series, the scores and the raters, at the height of their last points.
    lanes : Lanes
        The diary.
    letter, radius : float
        The size of letters; of marks, smaller where photos are close together.
    """

    frame: Box
    plot: Box
    span: tuple[float, float]
    zoomed: bool
    title: Label
    key: Label | None
    rest: Label | None
    percent: tuple[Tick, ...]
    days: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    ratings: tuple[Mark, ...]
    scores: tuple[EntryMark, ...]
    steps: tuple[Tick, ...]
    trends: tuple[tuple[int, tuple[tuple[float, float], ...]], ...]
    bands: tuple[tuple[int, tuple[tuple[float, float], ...]], ...]
    lags: tuple[Lag, ...]
    names: tuple[Label, ...]
    lanes: Lanes
    letter: float
    radius: float


def wrapped(text: str, room: float, width_of: WidthOf) -> tuple[str, ...]:
    """Break a text into as many lines as it needs; a word that is longer than a line is cut."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(shortened(word, room, width_of))
    return tuple(filter(None, lines))


def shortened(text: str, room: float, width_of: WidthOf) -> str:
    """Cut a text to fit, with an ellipsis; empty when not even three letters fit."""
    if width_of(text) <= room:
        return text
    kept = bisect.bisect_right(range(1, len(text)), room, key=lambda count: width_of(text[:count].rstrip() + "…"))
    return text[:kept].rstrip() + "…" if kept >= 3 else ""
