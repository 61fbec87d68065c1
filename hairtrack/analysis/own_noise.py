"""How far this person's photos of one visit lie apart, which no general figure can know."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from hairtrack.analysis.quantiles import student_95
from hairtrack.figures import decimal
from hairtrack.language import _, _n

FEWEST_REPEATS = 4
"""Degrees of freedom, such as two visits with three photos each, from which on the own noise is used. With fewer,
the 95 % point of Student's t is so far out that the engine's own interval says more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnNoise:
    """What photos taken one after the other in one visit say about a region.

    Attributes
    ----------
    sd : float
        Standard deviation of one photo's value within a visit, pooled over visits, percentage points.
    freedom : int
        Degrees of freedom: photos less visits, over the visits with two photos or more.
    visits : int
        With two photos or more.
    """

    sd: float
    freedom: int
    visits: int

    @property
    def enough(self) -> bool:
        """Whether it rests on enough photos to be used."""
        return self.freedom >= FEWEST_REPEATS

    @property
    def detectable(self) -> float:
        """The smallest difference in points between two photos of a visit that is more than this noise."""
        return self.reach(1, 1)

    def standard_error(self, photos: int) -> float:
        """Return the standard error in points of the mean of some photos of one visit."""
        return self.sd / math.sqrt(photos)

    def reach(self, before: int, after: int) -> float:
        """Return how far apart in points two visits' means lie by this noise alone, at most, in 95 of 100 pairs.

        Parameters
        ----------
        before, after : int
            Photos of each visit.

        References
        ----------
        Weir JP. Quantifying test-retest reliability using the intraclass correlation coefficient and the SEM.
        J Strength Cond Res 2005;19:231. doi:10.1519/15184.1
        """
        return student_95(self.freedom) * math.hypot(self.standard_error(before), self.standard_error(after))


def own_noise(visits: Iterable[Sequence[float]]) -> OwnNoise | None:
    """Pool the scatter of a region's values within visits.

    Parameters
    ----------
    visits : iterable of sequence of float
        For each visit the coverages of its photos, 0 to 1.

    Returns
    -------
    OwnNoise or None
        None where no visit has two photos.
    """
    repeated = [100 * np.asarray(values, np.float64) for values in visits if len(values) > 1]
    if not repeated:
        return None
    freedom = sum(len(values) - 1 for values in repeated)
    squares = sum(float(np.sum((values - values.mean()) ** 2)) for values in repeated)
    return OwnNoise(sd=math.sqrt(squares / freedom), freedom=freedom, visits=len(repeated))


def noise_sentence(noise: OwnNoise | None) -> str:
    """Say whose noise a verdict rests on: the person's own, or the engine's doubt until that is known.

    Parameters
    ----------
    noise : OwnNoise or None

    Returns
    -------
    str
    """
    if noise is not None and noise.enough:
        return _n(
            "Own noise: {photos} photos of {count} visit lie within about {sd} points of their visit's mean (standard "
            "deviation). Two photos of one day can differ by {detectable} points by it; what another day's light and "
            "combing add is the program's estimate.",
            "Own noise: {photos} photos of {count} visits lie within about {sd} points of their visit's mean (standard "
            "deviation). Two photos of one day can differ by {detectable} points by it; what another day's light and "
            "combing add is the program's estimate.",
            noise.visits,
            photos=noise.freedom + noise.visits,
            sd=decimal(noise.sd, 1),
            detectable=decimal(noise.detectable, 1),
        )
    if noise is None:
        return _(
            "Own noise: not known yet, so the program's own doubt stands in. Take three photos at each visit, lowering "
            "the phone in between; two such visits are enough."
        )
    return _(
        "Own noise: not yet known well enough, so the program's own doubt stands in. Take three photos at each visit, "
        "lowering the phone in between; two such visits are enough."
    )
