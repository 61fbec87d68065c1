"""What of a photo is laid over the picture that is to be like it: the line around the head, and its edges."""

import cv2
import numpy as np

from hairtrack.course import Outline
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.head_place import place_head
from hairtrack.imaging.photo_file import scaled
from hairtrack.imaging.registration.picture import find_head

_LOOK_SIDE = 640
_STRAY = 0.0015
"""Of the width, by which the drawn line may leave the head's own."""
_ROUNDED = 0.02
"""Of the width, over which wisps are smoothed away."""
_LINE = (255, 255, 255)


def head_outline(image: Image) -> Outline:
    """Return the line around a head.

    Parameters
    ----------
    image : Image
        The photo, or a smaller copy of it.

    Returns
    -------
    Outline
        In shares of the photo's width and height; empty where no head is told from what is behind it, as from close by.
    """
    small = scaled(image, _LOOK_SIDE)
    height, width = small.shape[:2]
    if not place_head(small, (width, height)).clear:
        return ()
    mask = find_head(small).astype(np.float32)
    soft = cv2.GaussianBlur(mask, (0, 0), max(1.0, _ROUNDED * width))
    found, _ = cv2.findContours((soft > 0.5).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not found:
        return ()
    line = cv2.approxPolyDP(max(found, key=cv2.contourArea), _STRAY * width, True).reshape(-1, 2)
    return tuple((float(x + 0.5) / width, float(y + 0.5) / height) for x, y in line) if len(line) > 2 else ()


def ghost_lines(image: Image) -> Image:
    """Return the edges of a photo as white lines on nothing.

    Parameters
    ----------
    image : Image

    Returns
    -------
    Image
        (H, W, 4): the stronger an edge, the less transparent.
    """
    grey = cv2.GaussianBlur(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32), (0, 0), 2.0)
    # Edges of strands are everywhere; those of locks, ears and the head are what one lays over each other.
    edge = cv2.magnitude(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1))
    strongest = max(float(np.percentile(edge, 99)), 1.0)
    lines = np.empty((*grey.shape, 4), np.uint8)
    lines[..., :3] = _LINE
    lines[..., 3] = (255 * np.clip((edge / strongest - 0.15) / 0.7, 0, 1)).astype(np.uint8)
    return lines
