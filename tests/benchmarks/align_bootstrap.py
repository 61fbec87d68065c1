"""Whether the error that an alignment states is that by which it moves when other parts of the head are drawn."""

from dataclasses import dataclass, replace

import numpy as np

from hairtrack.course import Transform
from hairtrack.imaging.registration.automatic import find_marks
from hairtrack.imaging.registration.evidence import blocks
from hairtrack.imaging.registration.head_motion import Fit, Frame
from hairtrack.imaging.registration.patches import Scan, scan_pictures, settle
from hairtrack.imaging.registration.transform import CHI95, error_at, hull_grid, rescaled
from tests.benchmarks.known_warps import Pair

_DRAWS = 30
_SCAN = Scan(level=3, half=13, reach=6, step=24)
"""The finest patches that the program itself compares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Standard errors of one alignment, averaged over the trusted part, percent of the width.

    Attributes
    ----------
    drawn : float
        Along each axis, by which the map moves when blocks of patches are drawn with replacement.
    fitted : float
        That the covariance of the map states.
    stated : float
        That with what is added for the shape of heads and hair standing off the scalp.
    """

    drawn: float
    fitted: float
    stated: float


def bootstrapped(pair: Pair, transform: Transform) -> Spread | None:
    """Let an accepted alignment settle again on blocks of its patches drawn with replacement.

    Parameters
    ----------
    pair : Pair
    transform : Transform
        Found by the program itself.

    Returns
    -------
    Spread or None
        None where the map cannot settle on what was drawn.
    """
    pictures = [find_marks(image).picture for image in (pair.fixed, pair.moving)]
    small = rescaled(transform, fixed_size=pictures[0].size, moving_size=pictures[1].size)
    if len(small.x_coefficients) != 6:
        return None
    frame = Frame(origin=small.origin, scale=small.scale)
    fit = Fit(
        frame=frame,
        coefficients=np.array([small.x_coefficients, small.y_coefficients]),
        covariance=np.array(small.covariance).reshape(12, 12),
        residuals=np.zeros((0, 2)),
    )
    maps = scan_pictures(pictures[0], pictures[1], fit, _SCAN)
    _, block = np.unique(blocks(frame, maps.points), axis=0, return_inverse=True)
    members = [np.flatnonzero(block.ravel() == number) for number in range(int(block.max()) + 1)]
    rng = np.random.default_rng(0)
    grid = hull_grid(small.hull)
    places = []
    for _ in range(_DRAWS):
        drawn = np.concatenate([members[number] for number in rng.integers(0, len(members), len(members))])
        rest = settle(replace(maps, points=maps.points[drawn], likeness=maps.likeness[drawn]), frame)
        if rest is None:
            return None
        places.append(rest.fit.map(grid))
    percent = 100 / pictures[1].size[0]
    fitted = replace(small, misfit=0.0)
    return Spread(
        drawn=percent * float(np.sqrt(np.var(places, axis=0, ddof=1).mean())),
        fitted=percent * float(np.sqrt((error_at(fitted, grid) ** 2).mean())) / CHI95,
        stated=percent * float(np.sqrt((error_at(small, grid) ** 2).mean())) / CHI95,
    )
