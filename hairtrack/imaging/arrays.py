"""The array types that travel: `[row, column]`, RGB, uint8, read-only inside records."""

from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Image: TypeAlias = NDArray[np.uint8]
"""(H, W, 3) sRGB."""
Mask: TypeAlias = NDArray[np.bool_]
"""(H, W)."""
Points: TypeAlias = NDArray[np.float64]
"""(N, 2), each `(x, y)` in pixels; a row of NaN where a point has no answer."""

_Array = TypeVar("_Array", bound=np.ndarray)


def frozen(array: _Array) -> _Array:
    """Make an array read-only and return it."""
    array.flags.writeable = False
    return array
