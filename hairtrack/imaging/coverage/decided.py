"""How clearly the pixels of a region were decided: how many lie where along the projection."""

from dataclasses import dataclass

import numpy as np

from hairtrack.imaging.coverage.measure import Judged

CLEAR = 2.0
"""Log odds beyond which a pixel is clearly hair, or clearly skin: seven to one."""
EDGES: tuple[float, ...] = tuple(float(edge) for edge in np.arange(-6.0, 6.1, 0.5))
"""Of the bins, in log odds of hair; the outermost bins hold all beyond."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Where the judged pixels of a region lie along the projection.

    Attributes
    ----------
    counts : tuple of int
        Pixels, at the size of measuring, in each bin between `EDGES`.
    """

    counts: tuple[int, ...]

    @property
    def skin(self) -> float:
        """Share of the pixels that are clearly skin, 0 to 1."""
        return self._share(-np.inf, -CLEAR)

    @property
    def undecided(self) -> float:
        """Share of the pixels between the two, 0 to 1."""
        return self._share(-CLEAR, CLEAR)

    @property
    def hair(self) -> float:
        """Share of the pixels that are clearly hair, 0 to 1."""
        return self._share(CLEAR, np.inf)

    def _share(self, low: float, high: float) -> float:
        inside = sum(count for count, edge in zip(self.counts, EDGES, strict=False) if low <= edge < high)
        return inside / max(1, sum(self.counts))


def decided(seen: Judged) -> Decided:
    """Count the judged pixels of a region along the projection.

    Parameters
    ----------
    seen : Judged

    Returns
    -------
    Decided
    """
    odds = np.clip(seen.odds[seen.judged], EDGES[0], EDGES[-1])
    counts, _ = np.histogram(odds, bins=np.array(EDGES))
    return Decided(counts=tuple(int(count) for count in counts))
