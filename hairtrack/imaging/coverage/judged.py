"""Which pixels can be judged at all."""

import cv2
import numpy as np

from hairtrack.imaging.arrays import Image, Mask

_CLIPPED = 250
_BLACK = 5


def judgeable(image: Image) -> Mask:
    """Return where a photo holds information: neither burnt out to white nor lost in black.

    Parameters
    ----------
    image : Image
        At the size of measuring.

    Returns
    -------
    Mask
    """
    darkest = cv2.GaussianBlur(image.min(axis=2), (0, 0), 1.0)
    brightest = cv2.GaussianBlur(image.max(axis=2), (0, 0), 1.0)
    # Glare clips all channels; black hair may be black, but a whole neighbourhood without a code is not seen.
    lost = cv2.boxFilter(brightest, -1, (15, 15)) <= _BLACK
    return np.asarray((darkest < _CLIPPED) & ~lost, np.bool_)
