"""One person's weights for all photos: everybody's, moved by what the user said is hair and is skin."""

import hashlib
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from hairtrack.course import PersonModel, Point
from hairtrack.imaging.coverage import projection
from hairtrack.imaging.coverage.features import features, typical
from hairtrack.imaging.coverage.frame import Frame, frame_of, points_in_frame
from hairtrack.imaging.coverage.result import CoverageSample
from hairtrack.imaging.coverage.unread import unread
from hairtrack.progress import Progress, no_progress

ENGINE = "coverage 9"
Touched: TypeAlias = NDArray[np.float32]
"""Mean of what is shown around a touch, as `hairtrack.imaging.coverage.projection.shown` gives it."""
_DAB_RADIUS = 1.5
"""Pixels at the size of measuring."""
_DAB_COUNT = 6.0
"""Independent observations that one dab stands for."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """Some pixels of a region, what is typical of it, and whether the engine knows such regions."""

    values: NDArray[np.float32]
    whole: NDArray[np.float32]
    known: bool


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
    touched: list[tuple[Touched, float]] = []
    shown: list[_Shown] = []
    for index, sample in enumerate(samples):
        progress(min(1.0, index / max(1, len(photo_ids))), "Learning hair and skin")
        frame = frame_of(sample.image, sample.outline)
        if not frame.region.any():
            continue
        values = features(frame.image, frame.region)[0]
        whole = typical(values)
        known = unread(frame, projection.strangeness(whole)) is None
        shown.append(_Shown(values[:, :: max(1, values.shape[1] // 4000)], whole, known=known))
        for points, is_hair in ((sample.hair, 1.0), (sample.skin, 0.0)):
            rows = [what_shows(values, whole, frame, point) for point in points]
            touched += [(row, is_hair) for row in rows if row is not None]
    progress(1.0, "Learning hair and skin")
    # What gets no number must not sway others' numbers; where nothing gets one, photos to come still need a person.
    learnt = [one for one in shown if one.known] or shown
    if not learnt:
        return person_of(touched, photo_ids, texture=1.0, separation=0.0)
    # One share for all photos of a person: what changes from photo to photo must not change how they are read.
    telling = np.mean([projection.texture_odds(one.whole) for one in learnt])
    texture = float(projection.probability(np.array(telling, np.float32)))
    found = person_of(touched, photo_ids, texture=texture, separation=0.0)
    return replace(found, separation=_separation(np.array(found.parameters), learnt))


def person_of(
    touched: Sequence[tuple[Touched, float]], photo_ids: Sequence[str], *, texture: float, separation: float
) -> PersonModel:
    """Make a person's model of what is known of them.

    Parameters
    ----------
    touched : sequence of (Touched, float)
        What the user touched, in the order of the photos, with 1 for hair and 0 for skin.
    photo_ids : sequence of str
    texture : float
        How far hair is texture in this person's photos, 0 to 1.
    separation : float

    Returns
    -------
    PersonModel
    """
    weights = projection.prior(texture)
    if touched:
        is_hair = np.array([label for _, label in touched])
        rows = np.stack([row for row, _ in touched], axis=1)
        weights = projection.adapt(weights, rows, is_hair=is_hair, counts=np.full(len(is_hair), _DAB_COUNT))
    parameters = tuple(float(weight) for weight in weights)
    return PersonModel(
        id=_identity(parameters, photo_ids),
        engine=ENGINE,
        parameters=parameters,
        texture=texture,
        separation=separation,
        fitted_on=tuple(photo_ids),
    )


def what_shows(values: NDArray[np.float32], whole: NDArray[np.float32], frame: Frame, point: Point) -> Touched | None:
    """Return what is shown around a touch, or None where it lies outside the region of these features."""
    x, y = points_in_frame(np.array([point]), frame)[0]
    rows, columns = np.nonzero(frame.region)
    near = np.flatnonzero((columns - x) ** 2 + (rows - y) ** 2 <= _DAB_RADIUS**2)
    return projection.shown(values[:, near], whole).mean(axis=1) if len(near) else None


def _separation(person: NDArray[np.float64], shown: Sequence[_Shown]) -> float:
    """Distance d' at which pixels of two normal classes would be as decided: mean odds of half its square."""
    odds = np.concatenate([projection.log_odds(person, one.values, one.whole) for one in shown])
    return float(np.sqrt(2 * np.mean(np.abs(odds))))


def _identity(parameters: tuple[float, ...], photo_ids: Sequence[str]) -> str:
    facts = struct.pack(f"<{len(parameters)}d", *parameters) + "|".join((ENGINE, *photo_ids)).encode()
    return hashlib.sha256(facts).hexdigest()[:16]
