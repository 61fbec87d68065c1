"""Which pixels can be judged at all, and why others cannot."""

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.imaging.arrays import Image
from hairtrack.imaging.coverage.result import GLARE, JUDGED, SHADOW

_CLIPPED = 250
_BLACK = 5


def unjudged_causes(image: Image) -> NDArray[np.uint8]:
    """Say where a photo holds no information: burnt out to white, or lost in black.

    Parameters
    ----------
    image : Image
        At the size of measuring.

    Returns
    -------
    ndarray of uint8, shape (H, W)
        JUDGED, GLARE or SHADOW.
    """
    darkest = cv2.GaussianBlur(image.min(axis=2), (0, 0), 1.0)
    brightest = cv2.GaussianBlur(image.max(axis=2), (0, 0), 1.0)
    causes = np.full(darkest.shape, JUDGED, np.uint8)
    # Black hair may be black, but a whole neighbourhood without a code is not seen; glare clips all channels.
    causes[cv2.boxFilter(brightest, -1, (15, 15)) <= _BLACK] = SHADOW
    causes[darkest >= _CLIPPED] = GLARE
    return causes
