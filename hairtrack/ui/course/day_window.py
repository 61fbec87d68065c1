"""Which days a chart shows: zoom and movement, within what there is. Plain numbers, no widgets."""

from typing import TypeAlias

from hairtrack.report.charts.axes import day_span, whole_span, within
from hairtrack.report.charts.data import ChartData

Span: TypeAlias = tuple[float, float]
"""Ordinals of the first and the last day."""

_SAME = 0.04
"""Days by which two spans may differ: a zoom in and out again ends where it began."""


class DayWindow:
    """The days that are shown of a chart.

    Attributes
    ----------
    chosen : Span or None
        None for all days.
    """

    def __init__(self) -> None:
        self.chosen: Span | None = None
        self._home = self._limits = (0.0, 1.0)
        self.take(ChartData())

    def take(self, data: ChartData) -> None:
        """Look at another chart: at the same days where it has them, else at all of its days."""
        self._home, self._limits = day_span(data), whole_span(data)
        if self.chosen and not (self._limits[0] <= self.chosen[0] and self.chosen[1] <= self._limits[1]):
            self.chosen = None

    @property
    def shown(self) -> Span:
        """The days on the axis."""
        return self.chosen or self._home

    def show(self, span: Span | None) -> bool:
        """Show other days, None for all, as near as there are any; return whether they are other days."""
        before = self.chosen
        if span is not None:
            first, last = within(span, self._limits)
            home = max(abs(first - self._home[0]), abs(last - self._home[1])) < _SAME
            span = None if home else (first, last)
        self.chosen = span
        return span != before

    def zoom(self, factor: float, about: float) -> bool:
        """Show so many times fewer days about one of them, which stays where it is."""
        first, last = self.shown
        return self.show((about - (about - first) / factor, about + (last - about) / factor))

    def move(self, days: float, since: Span | None = None) -> bool:
        """Show later days by so many, counted from those shown or from others."""
        first, last = since or self.shown
        return self.show((first + days, last + days))
