"""What a single touch tells of a person: kept apart from its photo, it makes the next model at once."""

import numpy as np

from hairtrack.course import Outline, Point
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.coverage.features import features, typical
from hairtrack.imaging.coverage.frame import frame_of, points_in_frame
from hairtrack.imaging.coverage.measure import Described
from hairtrack.imaging.coverage.person import Touched, what_shows


def touched_row(image: Image, outline: Outline, point: Point, known: Described | None = None) -> Touched | None:
    """Return what a touch shows.

    Parameters
    ----------
    image : Image
    outline : Outline
        The region in this photo's pixels.
    point : Point
    known : Described, optional
        The same region of the same photo, nothing taken out, where it is described already.

    Returns
    -------
    Touched or None
        None where the touch lies outside the region.
    """
    if known is not None:
        return what_shows(known.values, known.whole, known.frame, point)
    frame = frame_of(image, outline)
    column, row = np.floor(points_in_frame(np.array([point]), frame)[0]).astype(int)
    if not frame.region[max(0, row - 2) : max(0, row + 4), max(0, column - 2) : max(0, column + 4)].any():
        return None
    values, _ = features(frame.image, frame.region)
    return what_shows(values, typical(values), frame, point)
