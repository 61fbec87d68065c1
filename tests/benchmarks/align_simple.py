"""The simple methods that alignment is compared with: each maps the points of a pair, or finds nothing."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

import cv2
import numpy as np

from hairtrack.imaging.arrays import Image, Points
from hairtrack.imaging.registration.head import find_head
from tests.benchmarks.known_warps import Pair

Method: TypeAlias = Callable[[Pair], Points | None]

_SMALL = 400


def sift_homography(pair: Pair) -> Points | None:
    """SIFT with a ratio test and a RANSAC homography, taken from eight inliers on."""
    sift = cv2.SIFT.create(4000)
    found = [sift.detectAndCompute(_grey(image), None) for image in (pair.fixed, pair.moving)]
    if any(descriptors is None for _, descriptors in found):
        return None
    matches = cv2.BFMatcher().knnMatch(found[0][1], found[1][1], k=2)
    good = [m[0] for m in matches if len(m) == 2 and m[0].distance < 0.75 * m[1].distance]
    if len(good) < 8:
        return None
    source = np.array([found[0][0][m.queryIdx].pt for m in good], np.float32)
    target = np.array([found[1][0][m.trainIdx].pt for m in good], np.float32)
    cv2.setRNGSeed(0)
    matrix, inliers = cv2.findHomography(source, target, cv2.RANSAC, 0.005 * pair.moving.shape[1])
    return None if matrix is None or inliers.sum() < 8 else _through(np.asarray(matrix, np.float64), pair.points)


def ecc_homography(pair: Pair) -> Points | None:
    """ECC with a homography on small copies, taken from a correlation of 0.8 on."""
    shares = [_SMALL / image.shape[1] for image in (pair.fixed, pair.moving)]
    small = [
        _grey(cv2.resize(image, None, fx=share, fy=share, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False))
        for image, share in zip((pair.fixed, pair.moving), shares, strict=True)
    ]
    start = np.eye(3, dtype=np.float32)
    everywhere = np.full(small[1].shape, 255, np.uint8)
    stop = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 80, 1e-5)
    try:
        quality, matrix = cv2.findTransformECC(small[0], small[1], start, cv2.MOTION_HOMOGRAPHY, stop, everywhere, 5)
    except cv2.error:
        return None
    return _through(np.asarray(matrix, np.float64), pair.points * shares[0]) / shares[1] if quality > 0.8 else None


def outlines(pair: Pair) -> Points | None:
    """Lay the middle and the size of one head's outline on the other's; it never says no."""
    placed = []
    for image in (pair.fixed, pair.moving):
        share = _SMALL / image.shape[1]
        small = cv2.resize(image, None, fx=share, fy=share, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
        rows, columns = np.nonzero(find_head(small))
        placed.append((np.array([columns.mean(), rows.mean()]) / share, float(np.sqrt(len(rows))) / share))
    (middle, size), (other_middle, other_size) = placed
    laid: Points = (pair.points - middle) * (other_size / size) + other_middle
    return laid


def _grey(image: Image) -> Image:
    return cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False)


def _through(matrix: Points, points: Points) -> Points:
    if not len(points):
        return points
    mapped: Points = cv2.perspectiveTransform(points.reshape(-1, 1, 2), matrix).reshape(-1, 2).astype(np.float64)
    return mapped


SIMPLE: Mapping[str, Method] = MappingProxyType(
    {"SIFT, RANSAC homography": sift_homography, "ECC homography": ecc_homography, "head outline": outlines}
)
"""By name."""
