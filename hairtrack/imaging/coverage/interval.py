"""How far a coverage may be off: the reference, the place and the sample, together."""

from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.imaging.arrays import Mask

_Plane: TypeAlias = NDArray[np.float32]

_REFERENCE_DOUBT, _LEAST_MIXING = 0.5, 0.1
"""How far the projection strays for a person and a photo that it has never seen, as standard deviation: a share of how
undecided the pixels are (mean variance of hair or not), and of something even where all seem decided. On rendered
people that were not learnt from, this holds the truth 95 times of 100."""
_BLOCKS_ACROSS = 12
"""A block is about 1 cm of scalp."""
_DRAWS = 200
_PARTS = 20


def interval(soft: _Plane, judged: Mask, *, shift: float) -> tuple[float, float]:
    """Return the 95 % interval of a coverage.

    Parameters
    ----------
    soft : ndarray of float32
        Probability of hair per pixel.
    judged : Mask
        Which pixels count.
    shift : float
        95 % error of the region's place, in pixels of these planes.

    Returns
    -------
    low, high : float
        0 to 1.
    """
    share = float(np.mean(soft[judged]))
    undecided = float(np.mean(soft[judged] * (1 - soft[judged])))
    deviations = (_REFERENCE_DOUBT * np.hypot(undecided, _LEAST_MIXING), _sampling(soft, judged))
    reach = float(np.sqrt(1.96**2 * np.sum(np.square(deviations)) + _moving(soft, judged, shift) ** 2))
    return max(0.0, share - reach), min(1.0, share + reach)


def blocks(soft: _Plane, judged: Mask) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the sum of the judged pixels' hair in each block that has any, and how many they are."""
    rows, columns = np.nonzero(judged)
    side = max(4.0, np.sqrt(len(rows)) / _BLOCKS_ACROSS)
    block = (rows // side).astype(np.int64) * 100_000 + (columns // side).astype(np.int64)
    _, index = np.unique(block, return_inverse=True)
    return np.bincount(index, soft[judged]).astype(np.float64), np.bincount(index).astype(np.int64)


def bare_to_dense(soft: _Plane, judged: Mask) -> tuple[float, ...]:
    """Return the coverage of each twentieth of the judged pixels, in blocks from the barest to the densest."""
    sums, counts = blocks(soft, judged)
    order = np.argsort(sums / counts, kind="stable")
    pixels = np.concatenate([[0], np.cumsum(counts[order])])
    hair = np.concatenate([[0.0], np.cumsum(sums[order])])
    edges = np.linspace(0, pixels[-1], _PARTS + 1)
    # A block that lies across an edge counts on both sides by its parts.
    return tuple((np.diff(np.interp(edges, pixels, hair)) / np.diff(edges)).tolist())


def _sampling(soft: _Plane, judged: Mask) -> float:
    """Give the standard deviation over blocks drawn anew (block bootstrap; neighbouring pixels are not independent)."""
    sums, counts = blocks(soft, judged)
    drawn = np.random.default_rng(0).integers(0, len(sums), (_DRAWS, len(sums)))
    return float(np.std(sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)))


def _moving(soft: _Plane, judged: Mask, shift: float) -> float:
    """Largest change of the share when the region is moved by `shift` pixels."""
    if shift <= 0:
        return 0.0
    here = float(soft[judged].mean())
    region = judged.astype(np.uint8)
    changes = []
    for turn in np.arange(8) * np.pi / 4:
        move = np.array([[1, 0, shift * np.cos(turn)], [0, 1, shift * np.sin(turn)]], np.float32)
        moved = cv2.warpAffine(region, move, region.shape[::-1], flags=cv2.INTER_NEAREST) > 0
        if moved.any():
            changes.append(abs(float(soft[moved].mean()) - here))
    return max(changes, default=0.0)
