"""Where dates lie on a strip: to scale where there is room, readable where there is not."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise


class Timescale:
    """Places for days in order of time.

    To scale while neighbours stay at least `step` apart. Where days are too close together for that, the strip grows
    beyond `width` and long gaps are shortened to three steps.

    Parameters
    ----------
    days : sequence of date
        In order; one may come twice.
    width : int
        Pixels to fill.
    step : int
        Smallest distance of neighbours, in pixels.

    Attributes
    ----------
    places : tuple of float
        One for each day, from 0.
    length : float
        Where the last one lies.
    """

    def __init__(self, days: Sequence[date], *, width: int, step: int) -> None:
        self._days = tuple(days)
        gaps = [(later - earlier).days for earlier, later in pairwise(days)]
        places = _spread([max(step, gap * width / max(1, sum(gaps))) for gap in gaps])
        if gaps and places[-1] > width + 0.5:
            places = self._squeezed(gaps, width=width, step=step)
        self.places = places
        self.length = self.places[-1] if self.places else 0.0

    @staticmethod
    def _squeezed(gaps: list[int], *, width: int, step: int) -> tuple[float, ...]:
        """Find the scale, by halving, at which everything just fits; where none does, use the readable minimum."""
        fitting = _spread([step] * len(gaps))
        if fitting[-1] > width:
            usual = sorted(gaps)[len(gaps) // 2] or 1
            return _spread([min(3 * step, max(step, gap * step / usual)) for gap in gaps])
        small, large = 0.0, width / max(1, sum(gaps))
        for _ in range(30):
            middle = (small + large) / 2
            tried = _spread([max(step, gap * middle) for gap in gaps])
            if tried[-1] <= width:
                small, fitting = middle, tried
            else:
                large = middle
        return fitting

    def at(self, day: date) -> float:
        """Return the place of any day, between its neighbours in proportion; beyond the ends, the end."""
        if not self._days or day <= self._days[0]:
            return 0.0
        for k, (earlier, later) in enumerate(pairwise(self._days)):
            if earlier <= day <= later and later > earlier:
                share = (day - earlier).days / (later - earlier).days
                return self.places[k] + share * (self.places[k + 1] - self.places[k])
        return self.length


def _spread(gaps: list[float] | list[int]) -> tuple[float, ...]:
    places = [0.0]
    for gap in gaps:
        places.append(places[-1] + gap)
    return tuple(places)
