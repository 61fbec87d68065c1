"""What of a photo is laid over the picture that is to be like it: the line around the head, and its edges."""

import cv2
import numpy as np

from hairtrack.course import Outline
from hairtrack.imaging.arrays import Image, Points
from hairtrack.imaging.head_place import place_head
from hairtrack.imaging.photo_file import scaled
from hairtrack.imaging.registration.head import find_head

_LOOK_SIDE = 640
_ROUNDED = 0.015
"""Of the line's length, over which wisps and the steps of pixels are smoothed away."""
_CORNERS = 96
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
    mask = find_head(small).astype(np.uint8)
    found, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    line = max(found, key=cv2.contourArea, default=np.zeros((0, 1, 2))).reshape(-1, 2).astype(np.float64)
    if len(line) < _CORNERS:
        return ()
    smooth = _smoothed(line)[:: len(line) // _CORNERS]
    return tuple(((float(x) + 0.5) / width, (float(y) + 0.5) / height) for x, y in smooth)


def _smoothed(line: Points) -> Points:
    """Blur a closed line along itself."""
    reach = max(1, round(_ROUNDED * len(line)))
    weights = cv2.getGaussianKernel(6 * reach + 1, reach)[:, 0]
    around = np.concatenate([line[-3 * reach :], line, line[: 3 * reach]])
    return np.stack([np.convolve(part, weights, "valid") for part in around.T], axis=1)


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
