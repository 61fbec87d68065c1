"""Photos that are the mirror image of their reference photo, as selfies often are.

A map into such a photo turns the plane over: its determinant is negative. So the photo is placed, shown and measured
the right way round by its map alone, and its own pixels stay as they are.
"""

from dataclasses import replace

import numpy as np

from hairtrack.course import AlignmentModel, Transform
from hairtrack.errors import Reason, ReasonKind
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.registration.automatic import Starter, register
from hairtrack.imaging.registration.result import Registration
from hairtrack.imaging.registration.transform import jacobians, turn_over
from hairtrack.progress import Progress, no_progress


def register_mirrored(
    *, fixed: Image, moving: Image, progress: Progress = no_progress, starter: Starter | None = None
) -> Registration:
    """Find where the scalp of one photo lies in another that is a mirror image.

    Parameters
    ----------
    fixed, moving : Image
        Upright photos of the same view.
    progress : Progress
    starter : Starter, optional

    Returns
    -------
    Registration
        Its transform leads to the pixels of `moving` as they are.
    """
    flipped = np.ascontiguousarray(moving[:, ::-1])
    found = register(fixed=fixed, moving=flipped, progress=progress, starter=starter)
    if found.transform is not None:
        return replace(found, transform=turned_over(found.transform))
    # The mirror image of what was the right way round.
    plain = any(reason.kind is ReasonKind.MIRRORED for reason in found.reasons)
    return replace(found, reasons=(Reason.of(ReasonKind.NO_STABLE_MARKS),)) if plain else found


def turned_over(transform: Transform) -> Transform:
    """Return the transform into the mirror image of the moving image.

    Parameters
    ----------
    transform : Transform
    """
    rows = np.array([transform.x_coefficients, transform.y_coefficients])
    whole = np.array(transform.covariance).reshape(rows.size, -1)
    coefficients, covariance = turn_over(rows, whole, transform.moving_size[0])
    exact = transform.model is AlignmentModel.IDENTITY
    return replace(
        transform,
        model=AlignmentModel.SIMILARITY if exact else transform.model,
        x_coefficients=tuple(map(float, coefficients[0])),
        covariance=tuple(map(float, covariance.ravel())),
    )


def turns_over(transform: Transform) -> bool:
    """Say whether a transform leads into a mirror image.

    Parameters
    ----------
    transform : Transform
    """
    middle = np.array([np.mean(transform.hull, axis=0)])
    return bool(np.linalg.det(jacobians(transform, middle))[0] < 0)
