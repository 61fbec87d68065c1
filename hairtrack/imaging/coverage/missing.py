"""A part that the user took out: kept from colouring the rest, and what it adds to the doubt of a coverage."""

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.imaging.arrays import Image, Mask
from hairtrack.imaging.coverage.interval import blocks


def mirrored_over(image: Image, out: Mask) -> Image:
    """Lay the mirror image of what surrounds a part over it, so that filters near it see scalp and no clip.

    A clip's colour and edges reach further than the clip: they shift what counts as bright and as dark nearby. Smooth
    fillings lack strands, which shifts it too.

    Parameters
    ----------
    image : Image
    out : Mask
        Of the same height and width.

    Returns
    -------
    Image
        A new one; the same pixels where nothing, or everything, is out.
    """
    if not out.any() or out.all():
        return image
    _, nearest = cv2.distanceTransformWithLabels(out.astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    kept = np.argwhere(~out)
    place_of = np.zeros((int(nearest.max()) + 1, 2), np.int64)
    place_of[nearest[~out]] = kept
    hidden = np.argwhere(out)
    border = place_of[nearest[out]]
    mirror = np.clip(2 * border - hidden, 0, np.array(out.shape) - 1)
    # Beyond a narrow bridge the mirror shows the part itself.
    source = np.where(out[tuple(mirror.T)][:, None], border, mirror)
    laid = image.copy()
    laid[out] = image[tuple(source.T)]
    return laid


def widened(
    bounds: tuple[float, float], soft: NDArray[np.float32], judged: Mask, *, missing: float
) -> tuple[float, float]:
    """Widen the interval of what was judged to that of the whole region.

    Nobody knows what lies under a clip. It is taken to be like some place of the rest: its coverage strays from the
    mean as the means of blocks of the rest do. So the whole region's coverage strays by the missing share times their
    standard deviation, which joins the other errors as a square. A clip that hides the one bare spot of dense hair
    goes beyond that.

    Parameters
    ----------
    bounds : tuple of float
        The 95 % interval of what was judged, 0 to 1.
    soft : ndarray of float32
        Probability of hair per pixel.
    judged : Mask
        Which pixels count.
    missing : float
        Share of the region that was taken out, 0 to 1.

    Returns
    -------
    low, high : float
        0 to 1; the same bounds where nothing is missing.
    """
    if missing <= 0:
        return bounds
    share = float(np.mean(soft[judged]))
    reach = 1.96 * missing * _spread(soft, judged, share)
    low, high = bounds
    return max(0.0, share - float(np.hypot(share - low, reach))), min(1.0, share + float(np.hypot(high - share, reach)))


def _spread(soft: NDArray[np.float32], judged: Mask, share: float) -> float:
    """Give the standard deviation of blocks' means, each block as weighty as it is large."""
    sums, counts = blocks(soft, judged)
    return float(np.sqrt(np.average((sums / counts - share) ** 2, weights=counts)))
