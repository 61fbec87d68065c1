"""Marks that can be found again: blobs and corners on the head, each with a description of what surrounds it."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.imaging.arrays import Points
from hairtrack.imaging.registration.picture import Picture
from hairtrack.imaging.registration.picture import mirrored as mirrored_picture

_Array = NDArray[np.float64]

_MOST = 3000
_GRID = 12
_FAINTEST = 0.012


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """Keypoints of one picture.

    Attributes
    ----------
    points : Points
        (N, 2) working pixels.
    scales : ndarray
        (N,) diameters, working pixels.
    angles : ndarray
        (N,) radians.
    descriptors : ndarray
        (N, 128) float32, of unit length.
    """

    points: Points
    scales: _Array
    angles: _Array
    descriptors: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a photo is matched by, so that it need not be prepared for every pair.

    Attributes
    ----------
    picture : Picture
    features : Features
    """

    picture: Picture
    features: Features


def find_features(picture: Picture) -> Features:
    """Find and describe keypoints on the head.

    Parameters
    ----------
    picture : Picture

    Returns
    -------
    Features

    References
    ----------
    Lowe 2004, doi:10.1023/B:VISI.0000029664.99615.94; Arandjelovic and Zisserman 2012,
    doi:10.1109/CVPR.2012.6248018 (the square root of the descriptor).
    """
    sift = cv2.SIFT.create(nfeatures=0, contrastThreshold=_FAINTEST, edgeThreshold=8, enable_precise_upscale=True)
    found = sift.detect(picture.grey, picture.head.astype(np.uint8))
    kept = _spread_out(list(found), picture)
    if not kept:
        return Features(
            points=np.zeros((0, 2)),
            scales=np.zeros(0),
            angles=np.zeros(0),
            descriptors=np.zeros((0, 128), np.float32),
        )
    described, values = sift.compute(picture.grey, kept)
    rooted = np.sqrt(values / np.maximum(np.abs(values).sum(axis=1, keepdims=True), 1e-9))
    return Features(
        points=np.array([key.pt for key in described], dtype=np.float64),
        scales=np.array([key.size for key in described], dtype=np.float64),
        angles=np.radians(np.array([key.angle for key in described], dtype=np.float64)),
        descriptors=rooted.astype(np.float32),
    )


def mirrored(marks: Marks) -> Marks:
    """Return the marks of a photo as a mirror shows it, without looking for them again.

    A descriptor counts edges by where they lie from the keypoint, along its direction and across, and by how they are
    turned against that; a mirror turns over what is across.
    """
    found = marks.features
    side, turns = 4, 8
    cells = found.descriptors.reshape(-1, side, side, turns)[:, ::-1, :, -np.arange(turns) % turns]
    return Marks(
        picture=mirrored_picture(marks.picture),
        features=Features(
            points=np.column_stack([marks.picture.size[0] - 1 - found.points[:, 0], found.points[:, 1]]),
            scales=found.scales,
            angles=(np.pi - found.angles) % (2 * np.pi),
            descriptors=np.ascontiguousarray(cells).reshape(found.descriptors.shape),
        ),
    )


def _spread_out(found: list[cv2.KeyPoint], picture: Picture) -> list[cv2.KeyPoint]:
    """Keep the strongest of each cell, so that one sharp corner of the photo does not take all."""
    if len(found) <= _MOST:
        return found
    width, height = picture.size
    cells = [
        min(_GRID - 1, int(key.pt[1] / height * _GRID)) * _GRID + min(_GRID - 1, int(key.pt[0] / width * _GRID))
        for key in found
    ]
    order = np.argsort([-key.response for key in found], kind="stable")
    rank_in_cell = np.zeros(len(found), dtype=int)
    seen: dict[int, int] = {}
    for index in order:
        rank_in_cell[index] = seen.get(cells[index], 0)
        seen[cells[index]] = rank_in_cell[index] + 1
    best = np.argsort(rank_in_cell, kind="stable")[:_MOST]
    return [found[index] for index in best]
