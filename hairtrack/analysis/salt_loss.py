"""How much hair an area has lost, from coverage: counted against the person's own dense hair.

Skin shows between hairs where none is lost, the more the shorter they are, so that loss is not what coverage lacks to
100 %. What full hair of this person covers is found in the densest parts of the four areas. Hair that was lost evenly
everywhere cannot be seen this way: its densest parts are thin as well.

The constants were chosen on rendered heads that take no part in holding the result to the truth.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from hairtrack.analysis.salt import AreaLoss
from hairtrack.course import SaltArea

_LEAST_DENSE = 0.45
"""Full hair covers as much, even cut to 4 mm; where no part of the head does, no dense hair is seen."""
_DENSE_FROM = 0.55
"""Of the densest part's coverage: from here on a part counts as dense hair."""
_HEAD_COUNTS = 5
"""The dense hair of the whole head counts in each area like so many twentieths of its own."""
_BARE = 0.25
"""Of dense hair's coverage: what is read on bare skin, with its down, new short hairs and what falls over it."""
_OWN_DOUBT = 0.75
"""Of the coverage's interval: the engine strays alike on dense and on thin hair, and so in part cancels out."""
_HIDDEN = 0.8
"""Times loss and what is left: how much more may be lost than is seen, where hair hangs over bare patches."""
_OTHER_DOUBT = 0.2
"""Share by which dense hair may cover more or less at another visit: it is longer or shorter, the light another."""
_SUPPOSED = (0.65, 0.45, 0.95)
"""What full hair covers on rendered heads with hair of 4 mm to 5 cm: the middle one, the least and the most."""


class DenseHair(StrEnum):
    """Where the coverage of full hair comes from, which a loss is counted against."""

    THIS_VISIT = "this visit"
    OTHER_VISIT = "another visit"
    SUPPOSED = "supposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaCoverage:
    """What was measured of an area, shares from 0 to 1.

    Attributes
    ----------
    area : SaltArea
    coverage, low, high : float
        With its 95 % interval.
    bare_to_dense : tuple of float
        As in `Measurement`.
    fine : float
        What of it is known to be fine hair, which does not count.
    """

    area: SaltArea
    coverage: float
    low: float
    high: float
    bare_to_dense: tuple[float, ...]
    fine: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FullHair:
    """What full hair covers in each area, 0 to 1, and between what it may lie."""

    source: DenseHair
    coverage: Mapping[SaltArea, float]
    low: Mapping[SaltArea, float]
    high: Mapping[SaltArea, float]

    @property
    def mean(self) -> float:
        """Of all areas, each as weighty as it is large."""
        return sum(area.percent * self.coverage[area] for area in SaltArea) / 100

    def elsewhere(self) -> "FullHair":
        """Return the same for another visit, where it is doubted."""
        low = {area: max(_LEAST_DENSE, (1 - _OTHER_DOUBT) * dense) for area, dense in self.coverage.items()}
        high = {area: min(1.0, (1 + _OTHER_DOUBT) * dense) for area, dense in self.coverage.items()}
        return FullHair(source=DenseHair.OTHER_VISIT, coverage=self.coverage, low=low, high=high)


def supposed_hair() -> FullHair:
    """Return what full hair covers of somebody whose dense hair was never seen."""
    middle, low, high = (dict.fromkeys(SaltArea, share) for share in _SUPPOSED)
    return FullHair(source=DenseHair.SUPPOSED, coverage=middle, low=low, high=high)


def dense_hair(seen: Sequence[AreaCoverage]) -> FullHair | None:
    """Find what the dense hair of a visit covers.

    Parameters
    ----------
    seen : sequence of AreaCoverage
        All four areas of one visit.

    Returns
    -------
    FullHair or None
        The mean of the parts that are more than about half as dense as the densest: the head's, moved towards the
        area's own by how many of its parts are. None where no part is dense.
    """
    parts = np.array([area.bare_to_dense for area in seen])
    if parts.max() < _LEAST_DENSE:
        return None
    dense = parts >= _DENSE_FROM * parts.max()
    weights = np.where(dense, np.array([[area.area.percent] for area in seen]), 0)
    head = float((weights * parts).sum() / weights.sum())
    found = {
        area.area: max(_LEAST_DENSE, float((own[there].sum() + _HEAD_COUNTS * head) / (there.sum() + _HEAD_COUNTS)))
        for area, own, there in zip(seen, parts, dense, strict=True)
    }
    return FullHair(source=DenseHair.THIS_VISIT, coverage=found, low=found, high=found)


def area_loss(seen: AreaCoverage, full: FullHair) -> AreaLoss:
    """Say how much of an area's hair is lost.

    Parameters
    ----------
    seen : AreaCoverage
    full : FullHair

    Returns
    -------
    AreaLoss
        Percent.
    """
    dense = full.coverage[seen.area]
    parts = np.array(seen.bare_to_dense)
    loss = _lost(parts, seen.fine, dense)
    reach = 1 / ((1 - _BARE) * dense)
    # In quadrature: the engine's error, what full hair may cover otherwise, and what hair hides.
    less = _lost(parts, seen.fine, full.low[seen.area]) - loss
    more = _lost(parts, seen.fine, full.high[seen.area]) - loss
    below = float(np.hypot(_OWN_DOUBT * reach * (seen.high - seen.coverage), less))
    above = float(np.linalg.norm([_OWN_DOUBT * reach * (seen.coverage - seen.low), more, _HIDDEN * loss * (1 - loss)]))
    return AreaLoss(
        area=seen.area,
        loss=100 * loss,
        low=100 * max(0.0, loss - below),
        high=100 * min(1.0, loss + above),
        reach=(100 * below, 100 * above),
    )


def _lost(parts: NDArray[np.float64], fine: float, dense: float) -> float:
    """Return the share that is lost; fine hair lies in the barest parts, so that what is left of them counts."""
    bare = _BARE * dense
    left = float(np.clip((parts - bare) / (dense - bare), 0, None).mean()) - fine / dense
    return min(1.0, max(0.0, 1 - left))
