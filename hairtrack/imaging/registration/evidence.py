"""What speaks for an alignment: marks that it predicts without having been fitted to them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hairtrack.imaging.arrays import Points
from hairtrack.imaging.registration.head_motion import Fit, Frame, normalise
from hairtrack.imaging.registration.transform import basis

_Array = NDArray[np.float64]

_BLOCK = 0.22
"""Side of a block in half-widths of the head, about two centimetres: neighbours within it err alike."""
_PART = 0.5
"""Side of the parts that are held out, likewise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """How well patches in one part of the head are predicted by those in the others.

    Attributes
    ----------
    tested : int
        Patches looked at.
    agreeing : float
        How many of them are where they were predicted; one that fits elsewhere nearly as well counts in part.
    chance : float
        Share that agrees by chance.
    variance : float
        By how much that number varies by chance, if no patch shared its pixels with another.
    overlap : float
        How many patches share their pixels with one, itself included; so many count as one.
    """

    tested: int
    agreeing: float
    chance: float
    variance: float
    overlap: float

    @property
    def surprise(self) -> float:
        """By how many standard deviations more agree than by chance."""
        return (self.agreeing - self.tested * self.chance) / float(np.sqrt(self.overlap * self.variance + 1))


def joint_surprise(proofs: Sequence[Evidence]) -> float:
    """Return by how many standard deviations more patches agree than by chance, at all scales together."""
    return sum(proof.surprise for proof in proofs) / float(np.sqrt(len(proofs)))


def parts(frame: Frame, points: Points) -> NDArray[np.int_]:
    """Return for each of (N, 2) points which of four parts, each spread over the whole head, it belongs to."""
    cell = blocks(frame, points, side=_PART)
    part: NDArray[np.int_] = cell[:, 0] % 2 + 2 * (cell[:, 1] % 2)
    return part


def blocks(frame: Frame, points: Points, *, side: float = _BLOCK) -> NDArray[np.int_]:
    """Return the (N, 2) block that each point lies in."""
    cells: NDArray[np.int_] = np.floor(normalise(frame, points) / side).astype(np.int_)
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
    if not used.any():
        return 1.0
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
