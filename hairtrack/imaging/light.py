"""Light as a screen codes it, and as it adds up."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

_CODES = np.arange(256) / 255
LINEAR = np.where(_CODES <= 0.04045, _CODES / 12.92, ((_CODES + 0.055) / 1.055) ** 2.4).astype(np.float32)
"""Linear light of each sRGB code (IEC 61966-2-1)."""
LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)
"""How bright linear red, green and blue are."""


def codes_of(light: NDArray[np.floating[Any]]) -> NDArray[np.uint8]:
    """Return the sRGB codes of linear light of 0 to 1."""
    codes = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.round(255 * codes).astype(np.uint8)
