"""One person's weights for all photos: everybody's, moved by what the user said is hair and is skin."""

import hashlib
import struct
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from hairtrack.course import PersonModel, Point
from hairtrack.imaging.coverage import projection
from hairtrack.imaging.coverage.features import features
from hairtrack.imaging.coverage.frame import Frame, frame_of, points_in_frame
from hairtrack.imaging.coverage.result import CoverageSample
from hairtrack.progress import Progress, no_progress

ENGINE = "coverage 3"
_DAB_RADIUS = 1.5
"""Pixels at the size of measuring."""
_DAB_COUNT = 6.0
"""Independent observations that one dab stands for."""


def fit_person(
    samples: Iterable[CoverageSample], photo_ids: Sequence[str], progress: Progress = no_progress
) -> PersonModel:
    """Learn a person from their photos and dabs.

    Parameters
    ----------
    samples : iterable of CoverageSample
        All regions of all photos; taken one at a time.
    photo_ids : sequence of str
        What to call the samples, for the record; one for each.
    progress : Progress

    Returns
    -------
    PersonModel
        The same samples give the same model, bit for bit.
    """
    person = projection.prior()
    rows: list[NDArray[np.float32]] = []
    is_hair: list[float] = []
    pixels = []
    for index, sample in enumerate(samples):
        progress(min(1.0, index / max(1, len(photo_ids))), "Learning hair and skin")
        frame = frame_of(sample.image, sample.outline)
        if not frame.region.any():
            continue
        values = features(frame.image, frame.region)[0]
        pixels.append(values[:, :: max(1, values.shape[1] // 4000)])
        for points, label in ((sample.hair, 1.0), (sample.skin, 0.0)):
            touched = [_touched(values, frame, point) for point in points]
            rows += [row for row in touched if row is not None]
            is_hair += [label for row in touched if row is not None]
    if rows:
        labels = np.array(is_hair)
        person = projection.adapt(
            person, np.stack(rows, axis=1), is_hair=labels, counts=np.full(len(labels), _DAB_COUNT)
        )
    progress(1.0, "Learning hair and skin")
    parameters = tuple(float(weight) for weight in person)
    separation = _separation(person, np.concatenate(pixels, axis=1)) if pixels else 0.0
    return PersonModel(
        id=_identity(parameters, photo_ids),
        engine=ENGINE,
        parameters=parameters,
        separation=separation,
        fitted_on=tuple(photo_ids),
    )


def _touched(values: NDArray[np.float32], frame: Frame, point: Point) -> NDArray[np.float32] | None:
    """Mean of what is shown around a dab, or None where it lies outside the region."""
    x, y = points_in_frame(np.array([point]), frame)[0]
    rows, columns = np.nonzero(frame.region)
    near = np.flatnonzero((columns - x) ** 2 + (rows - y) ** 2 <= _DAB_RADIUS**2)
    return projection.shown(values[:, near]).mean(axis=1) if len(near) else None


def _separation(person: NDArray[np.float64], pixels: NDArray[np.float32]) -> float:
    """Distance d' at which pixels of two normal classes would be as decided: mean odds of half its square."""
    return float(np.sqrt(2 * np.mean(np.abs(projection.log_odds(person, pixels)))))


def _identity(parameters: tuple[float, ...], photo_ids: Sequence[str]) -> str:
    facts = struct.pack(f"<{len(parameters)}d", *parameters) + "|".join((ENGINE, *photo_ids)).encode()
    return hashlib.sha256(facts).hexdigest()[:16]
