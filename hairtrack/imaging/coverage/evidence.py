"""What single touches tell of a person: kept apart from their photos, they make the next model at once."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from hairtrack.course import Outline, PersonModel, Point
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.coverage import projection
from hairtrack.imaging.coverage.features import features
from hairtrack.imaging.coverage.frame import frame_of, points_in_frame
from hairtrack.imaging.coverage.measure import Described
from hairtrack.imaging.coverage.person import _DAB_COUNT, ENGINE, _identity, _touched

TouchedRow: TypeAlias = NDArray[np.float32]
"""Mean of what is shown around a touch, as `hairtrack.imaging.coverage.projection.shown` gives it."""


def touched_row(image: Image, outline: Outline, point: Point, known: Described | None = None) -> TouchedRow | None:
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
    TouchedRow or None
        None where the touch lies outside the region.
    """
    if known is not None:
        return _touched(known.values, known.frame, point)
    frame = frame_of(image, outline)
    column, row = np.floor(points_in_frame(np.array([point]), frame)[0]).astype(int)
    if not frame.region[max(0, row - 2) : max(0, row + 4), max(0, column - 2) : max(0, column + 4)].any():
        return None
    return _touched(features(frame.image, frame.region)[0], frame, point)


def fitted_to(
    touched: Sequence[tuple[TouchedRow, float]], photo_ids: Sequence[str], *, separation: float
) -> PersonModel:
    """Return the model that `fit_person` makes of the same touches, bit for bit but for its separation.

    Parameters
    ----------
    touched : sequence of (TouchedRow, float)
        In the order in which `fit_person` meets them, with 1 for hair and 0 for skin.
    photo_ids : sequence of str
    separation : float
        To be taken over.

    Returns
    -------
    PersonModel
    """
    weights = projection.prior()
    if touched:
        is_hair = np.array([label for _, label in touched])
        rows = np.stack([row for row, _ in touched], axis=1)
        weights = projection.adapt(weights, rows, is_hair=is_hair, counts=np.full(len(is_hair), _DAB_COUNT))
    parameters = tuple(float(weight) for weight in weights)
    return PersonModel(
        id=_identity(parameters, photo_ids),
        engine=ENGINE,
        parameters=parameters,
        separation=separation,
        fitted_on=tuple(photo_ids),
    )
