"""Smooth random fields."""

import cv2
import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float32]


def smooth_field(rng: np.random.Generator, *, side: int, cells: int, octaves: int = 1, gain: float = 0.5) -> Field:
    """Return a random field of zero mean and unit standard deviation.

    Parameters
    ----------
    rng : numpy.random.Generator
    side : int
        Width and height, pixels.
    cells : int
        Bumps across the coarsest octave.
    octaves : int
        Each twice as fine as the one before.
    gain : float
        Strength of each octave relative to the one before.

    Returns
    -------
    array, (side, side), float32
    """
    total = np.zeros((side, side), np.float32)
    for octave in range(octaves):
        n = min(cells * 2**octave, side)
        grid = rng.standard_normal((n + 3, n + 3)).astype(np.float32)
        margin = side / n
        large = cv2.resize(grid, (round((n + 3) * margin), round((n + 3) * margin)), interpolation=cv2.INTER_CUBIC)
        start = round(margin)
        total += np.float32(gain**octave) * large[start : start + side, start : start + side]
    total -= total.mean()
    field: Field = total / max(float(total.std()), 1e-6)
    return field


def sample(field: NDArray[np.float32], plane: NDArray[np.floating], *, extent: float) -> NDArray[np.float32]:
    """Look a field up, bilinear, at points of the plane.

    Parameters
    ----------
    field : array, (S, S) or (S, S, C)
        Spans -extent to extent in both directions.
    plane : array, (..., 2)
    extent : float

    Returns
    -------
    array, (...) or (..., C)
    """
    side = field.shape[0]
    at = ((plane / extent + 1) * (side / 2) - 0.5).astype(np.float32)
    flat = at.reshape(-1, 2)
    width = 4096  # cv2.remap takes no more than 32767 columns
    rows = -(-len(flat) // width)
    padded = np.zeros((rows * width, 2), np.float32)
    padded[: len(flat)] = flat
    found = cv2.remap(field, padded.reshape(rows, width, 2), None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    return found.reshape(rows * width, *field.shape[2:])[: len(flat)].reshape(*plane.shape[:-1], *field.shape[2:])
