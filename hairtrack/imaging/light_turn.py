"""Which way the light of a photo went, and whether it is sharper: the signs of what comparability measures in size."""

import math

import numpy as np

from hairtrack.imaging.arrays import Image, Mask
from hairtrack.imaging.comparison import FEWEST_LIGHT, detail, fitted_plane, light_size, resized, smooth_light
from hairtrack.imaging.light import LUMINANCE

_LEAST_LIGHT = np.float32(0.004)


def light_slopes(*, before: Image, after: Image, judged: Mask) -> tuple[float, float, float, float]:
    """Measure which way the light changed between two photos in the same frame, in stops.

    Parameters
    ----------
    before, after : Image
        Warped into one frame.
    judged : Mask
        Where both are seen.

    Returns
    -------
    brighter, warmer, right, down : float
        Brighter all over; more red over blue; brighter at the right than at the left edge of what is judged; brighter
        below than above. All 0 where too little is seen.
    """
    size = light_size(before)
    inside = resized(judged, size)
    if inside.sum() < FEWEST_LIGHT:
        return 0.0, 0.0, 0.0, 0.0
    lights = [smooth_light(image, size, blur=2.0)[inside] + _LEAST_LIGHT for image in (before, after)]
    brighter = np.log2(lights[1] @ LUMINANCE) - np.log2(lights[0] @ LUMINANCE)
    ratios = np.log2(lights[1] / lights[0])
    places, slopes = fitted_plane(brighter, inside)
    right, down = (float(rise) for rise in slopes * np.ptp(places, axis=0))
    return float(np.median(brighter)), float(np.median(ratios[:, 0] - ratios[:, 2])), right, down


def sharper_by(*, before: Image, after: Image, judged: Mask) -> float:
    """Return the log of the fine detail of the second of two photos in the same frame over that of the first.

    Parameters
    ----------
    before, after : Image
        Warped into one frame.
    judged : Mask
        Where both are seen.

    Returns
    -------
    float
        0 where nothing is seen.
    """
    first, second = (max(detail(image, judged), 1e-6) for image in (before, after))
    return math.log(second / first)
