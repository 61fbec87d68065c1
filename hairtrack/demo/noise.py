"""Smooth random fields."""

from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Field: TypeAlias = NDArray[Any]
WIDTH = 4096
"""Points are looked up in rows of so many: cv2.remap takes no more than 32767 columns."""


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


def sample(field: NDArray[Any], plane: NDArray[Any], *, extent: float) -> NDArray[Any]:
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
    flat = ((plane.reshape(-1, 2) / extent + 1) * (side / 2) - 0.5).astype(np.float32)
    rows = max(1, -(-len(flat) // WIDTH))
    padded = np.zeros((rows * WIDTH, 2), np.float32)
    padded[: len(flat)] = flat
    found = remap(field, padded.reshape(rows, WIDTH, 2))
    return found.reshape(rows * WIDTH, *field.shape[2:])[: len(flat)].reshape(*plane.shape[:-1], *field.shape[2:])


def remap(field: Field, at: NDArray[Any]) -> Field:
    """Look a field up, bilinear, at its own pixels (H, W, 2)."""
    x, y = np.ascontiguousarray(at[..., 0], np.float32), np.ascontiguousarray(at[..., 1], np.float32)
    found: Field = cv2.remap(field, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    return found
