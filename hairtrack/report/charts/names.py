"""The names at the right of a chart: of series, scores by eye and raters, each at the height of its last point."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from hairtrack.diary import SaltScore
from hairtrack.language import _
from hairtrack.messages import day_and_month
from hairtrack.ratings import MOST
from hairtrack.report.charts.axes import WIDE_DAY, Scale
from hairtrack.report.charts.data import ChartData, ChartPoint, WidthOf
from hairtrack.report.charts.field import Plot
from hairtrack.report.charts.parts import Box, Label, shortened

_Valued = TypeVar("_Valued", ChartPoint, SaltScore)


def _steps_width(data: ChartData, letter: float, width_of: WidthOf) -> float:
    return width_of(f"+{MOST}") + 0.9 * letter if data.ratings else 0


def _rating_name(data: ChartData, index: int) -> str:
    return _("Rated blind") if len(data.ratings) == 1 else _("Rated blind: {rater}", rater=data.ratings[index].rater)


def _score_name(data: ChartData) -> str:
    by = {score.by for score in data.scores}
    return _("By eye: {who}", who=min(by)) if len(by) == 1 and min(by) else _("By eye")


def names_width(data: ChartData, frame: Box, letter: float, width_of: WidthOf) -> float:
    """Return the width that the names take, with the axis of the ratings before them."""
    names = [series.name for series in data.series] + [_rating_name(data, k) for k in range(len(data.ratings))]
    names += [_score_name(data)] if data.scores else []
    widest = max(map(width_of, names), default=0.0)
    beyond_the_axis = width_of(day_and_month(WIDE_DAY)) / 2
    room = min(widest + 2.6 * letter, 0.28 * (frame.right - frame.left)) if names else 0
    return max(beyond_the_axis, room + _steps_width(data, letter, width_of))


def names_of(data: ChartData, plot: Plot) -> tuple[Label, ...]:
    """Name each series and rater at the height of the last point, pushed apart where two would touch."""
    field, box, up = plot.field, plot.box, plot.up
    across, letter, width_of = field.across, field.letter, field.width_of
    x = box.right + 2.1 * letter + _steps_width(data, letter, width_of)
    wanted = [
        Label(text=series.name, x=x, y=up.at(_last_seen(series.points, across).value), series=index)
        for index, series in enumerate(data.series)
        # Without a value it would seem to lie somewhere.
        if series.points
    ]
    if data.scores:
        wanted.append(Label(text=_score_name(data), x=x, y=up.at(_last_seen(data.scores, across).total), score=True))
    # Where there is too little height for all names, those of the regions come first.
    free = int((box.bottom - box.top) / (1.1 * letter)) + 1 - len(wanted)
    wanted += [
        Label(text=_rating_name(data, index), x=x, y=plot.steps.at(ratings.points[-1].value), rater=index)
        for index, ratings in enumerate(data.ratings[: max(0, free)])
    ]
    wanted.sort(key=lambda label: label.y)
    step = min(1.35 * letter, (box.bottom - box.top + letter) / max(1, len(wanted)))
    heights = _apart([label.y for label in wanted], step, box.bottom)
    return tuple(
        replace(label, text=shortened(label.text, field.frame.right - x, width_of), y=height + 0.36 * letter)
        for height, label in zip(heights, wanted, strict=True)
    )


def _last_seen(points: Sequence[_Valued], across: Scale) -> _Valued:
    """Return the last of the points, or the last one that is on the axis."""
    return next((point for point in reversed(points) if point.on.toordinal() <= across.high), points[-1])


def _apart(heights: list[float], step: float, lowest: float) -> list[float]:
    """Push sorted heights apart by `step`, downward first, then up from the lowest that is allowed."""
    for i in range(1, len(heights)):
        heights[i] = max(heights[i], heights[i - 1] + step)
    limit = lowest
    for i in reversed(range(len(heights))):
        heights[i] = min(heights[i], limit)
        limit = heights[i] - step
    return heights
