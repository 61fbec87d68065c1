"""What speaks for an alignment: marks that it predicts without having been fitted to them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hairtrack.imaging.arrays import Points
from hairtrack.imaging.registration.head_motion import Fit, Frame, fit_head_motion, normalise
from hairtrack.imaging.registration.transform import basis

_Array = NDArray[np.float64]

_BLOCK = 0.22
"""Side of a block in half-widths of the head, about two centimetres: neighbours within it err alike."""
_FOLDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """How well matches in one part of the head are predicted by those in the others.

    Attributes
    ----------
    tested, agreeing : int
        Matches looked at, and those within the inner radius of the prediction.
    by_chance : float
        How many would agree if marks were matched at random within the search radius.
    """

    tested: int
    agreeing: int
    by_chance: float

    @property
    def surprise(self) -> float:
        """By how many standard deviations more agree than by chance."""
        return (self.agreeing - self.by_chance) / float(np.sqrt(self.by_chance + 1))


def hold_out(
    *, fixed: Points, moving: Points, weights: _Array, fit: Fit, sigma: float, inner: float, outer: float
) -> Evidence:
    """Predict the matches of every block from a fit to the other blocks' matches.

    Parameters
    ----------
    fixed, moving : Points
        (N, 2), all matches found within the search radius, right or wrong.
    weights : ndarray
        (N,) that the fit gave them.
    fit : Fit
    sigma : float
        Of the matches that agree, moving pixels.
    inner, outer : float
        Radius within which a match agrees, and that of the search, moving pixels.

    Returns
    -------
    Evidence
    """
    cell = blocks(fit.frame, fixed)
    fold = (cell[:, 0] + 2 * cell[:, 1]) % _FOLDS
    agreeing = 0
    for part in range(_FOLDS):
        out = fold == part
        if not out.any() or weights[~out].sum() < 3:
            continue
        others = fit_head_motion(
            fixed=fixed[~out], moving=moving[~out], sigma=sigma, frame=fit.frame, weights=weights[~out]
        )
        agreeing += int((np.hypot(*(moving[out] - others.map(fixed[out])).T) < inner).sum())
    return Evidence(tested=len(fixed), agreeing=agreeing, by_chance=len(fixed) * (inner / outer) ** 2)


def blocks(frame: Frame, points: Points) -> NDArray[np.int_]:
    """Return the (N, 2) block that each point lies in."""
    cells: NDArray[np.int_] = np.floor(normalise(frame, points) / _BLOCK).astype(np.int_)
    return cells


def block_inflation(*, fixed: Points, weights: _Array, fit: Fit, sigma: float) -> float:
    """Say by how much the covariance must grow because neighbouring matches err alike.

    Parameters
    ----------
    fixed : Points
        (N, 2).
    weights : ndarray
        (N,).
    fit : Fit
        With the residuals of these matches.
    sigma : float

    Returns
    -------
    float
        Ratio of the variance of the map that blocks of residuals show to that which single residuals show, averaged
        over the matches; at least 1.

    References
    ----------
    Liang and Zeger 1986, doi:10.1093/biomet/73.1.13.
    """
    used = weights > 0.05
    design = basis(normalise(fit.frame, fixed[used]), 6)
    pull = weights[used, None] * fit.residuals[used] / sigma**2
    scores = np.concatenate([pull[:, :1] * design, pull[:, 1:] * design], axis=1)
    cell = blocks(fit.frame, fixed[used])
    _, block = np.unique(cell, axis=0, return_inverse=True)
    count = int(block.max()) + 1
    sums = np.zeros((count, 12))
    np.add.at(sums, block.ravel(), scores)
    information = np.kron(np.eye(2), (design * weights[used, None]).T @ design) / sigma**2
    by_block = fit.covariance @ (sums.T @ sums) @ fit.covariance * count / max(count - 6, 1)
    alone = fit.covariance @ information @ fit.covariance
    spread = [
        np.einsum("nk,kl,nl->", design, c[i : i + 6, i : i + 6], design) for c in (by_block, alone) for i in (0, 6)
    ]
    return max(1.0, float((spread[0] + spread[1]) / max(spread[2] + spread[3], 1e-12)))


def block_misfit(*, fixed: Points, weights: _Array, fit: Fit, sigma: float) -> float:
    """Estimate what the model cannot follow: the part of the residuals that neighbours share.

    Parameters
    ----------
    fixed : Points
        (N, 2).
    weights : ndarray
        (N,).
    fit : Fit
    sigma : float

    Returns
    -------
    float
        Standard deviation along each axis, moving pixels.
    """
    used = weights > 0.2
    if used.sum() < 12:
        return 0.0
    _, block = np.unique(blocks(fit.frame, fixed[used]), axis=0, return_inverse=True)
    share = weights[used]
    totals = np.bincount(block.ravel(), share)
    squares = np.bincount(block.ravel(), share**2)
    excess = 0.0
    for axis in (0, 1):
        means = np.bincount(block.ravel(), share * fit.residuals[used, axis]) / totals
        excess += float((totals * (means**2 - sigma**2 * squares / totals**2)).sum() / totals.sum())
    return float(np.sqrt(max(excess / 2, 0.0)))
