"""The frames of a film: two photos in one frame mixed as light mixes, and a line of time beneath them."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.imaging.arrays import Image, Mask
from hairtrack.imaging.light import LINEAR, codes_of

BAND = (28, 28, 28)
"""Darker than any photo, so that the photo stays the brightest thing."""
_LINE, _TICK, _MARK = (92, 92, 92), (190, 190, 190), (255, 255, 255)
_TO_LIGHT: NDArray[np.uint16] = np.round(65535 * LINEAR).astype(np.uint16)
_FROM_LIGHT: Image = codes_of(np.arange(65536) / 65535)
_SIXTEENTHS = 4


def mixed(first: Image, second: Image, share: float) -> Image:
    """Mix two photos of one size as a double exposure does.

    Codes as a screen takes them mix too dark: where strands of the two cross, the middle of a fade would seem to have
    more hair than either photo.

    Parameters
    ----------
    first, second : Image
    share : float
        Of the second, 0 to 1.

    Returns
    -------
    Image
        One of the two themselves at the ends.
    """
    if share <= 0:
        return first
    if share >= 1:
        return second
    one, other = (cv2.LUT(image, _TO_LIGHT) for image in (first, second))
    mix: Image = _FROM_LIGHT[cv2.addWeighted(one, 1 - share, other, share, 0)]
    return mix


def stacked(photo: Image, words: Image, line: Image, *, width: int) -> Image:
    """Put a photo above what is said of it, in the middle of a frame that may be wider.

    Parameters
    ----------
    photo : Image
    words, line : Image
        As wide as the frame.
    width : int
        Of the frame.

    Returns
    -------
    Image
    """
    height = photo.shape[0] + words.shape[0] + line.shape[0]
    frame: Image = np.empty((height, width, 3), np.uint8)
    frame[:] = BAND
    left = (width - photo.shape[1]) // 2
    frame[: photo.shape[0], left : left + photo.shape[1]] = photo
    frame[photo.shape[0] : photo.shape[0] + words.shape[0]] = words
    frame[height - line.shape[0] :] = line
    return frame


def time_line(width: int, height: int, visits: Sequence[float], at: float, *, side: int) -> Image:
    """Draw a line of time with a tick for each visit and a mark.

    Parameters
    ----------
    width, height : int
    visits : sequence of float
        When they were, 0 to 1 of the line.
    at : float
        Where the mark stands, 0 to 1.
    side : int
        Pixels that the line leaves free at the left and the right.

    Returns
    -------
    Image
    """
    line: Image = np.empty((height, width, 3), np.uint8)
    line[:] = BAND
    middle, radius = 0.42 * height, 0.2 * height
    thin = max(1, round(height / 18))

    def spot(share: float, down: float) -> tuple[int, int]:
        across = side + share * (width - 1 - 2 * side)
        return round(across * 2**_SIXTEENTHS), round(down * 2**_SIXTEENTHS)

    cv2.line(line, spot(0, middle), spot(1, middle), _LINE, thin, cv2.LINE_AA, _SIXTEENTHS)
    for visit in visits:
        ends = (spot(visit, middle - 0.75 * radius), spot(visit, middle + 0.75 * radius))
        cv2.line(line, *ends, _TICK, thin, cv2.LINE_AA, _SIXTEENTHS)
    cv2.circle(line, spot(at, middle), round(radius * 2**_SIXTEENTHS), _MARK, cv2.FILLED, cv2.LINE_AA, _SIXTEENTHS)
    return line


def largest_box(mask: Mask) -> tuple[slice, slice] | None:
    """Return rows and columns of the largest upright rectangle inside a mask, or None for an empty one."""
    heights = np.zeros(mask.shape[1], int)
    best, box = 0, None
    for row, inside in enumerate(mask):
        heights = np.where(inside, heights + 1, 0)
        open_ones: list[tuple[int, int]] = []
        for column, height in enumerate([*heights.tolist(), 0]):
            start = column
            while open_ones and open_ones[-1][1] >= height:
                start, tall = open_ones.pop()
                if tall * (column - start) > best:
                    best = tall * (column - start)
                    box = slice(row + 1 - tall, row + 1), slice(start, column)
            if height:
                open_ones.append((start, height))
    return box
