"""Alignment from points that a person placed in both photos."""

import math
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.course import AlignmentMethod, Landmark, Size
from hairtrack.errors import Reason, ReasonKind
from hairtrack.imaging.arrays import Image, Points
from hairtrack.imaging.registration.head import find_head
from hairtrack.imaging.registration.head_motion import Fit, Frame, fit_head_motion, normalise
from hairtrack.imaging.registration.result import Registration
from hairtrack.imaging.registration.transform import CHI95, basis, error_percent_width, turn_over, whole_image
from hairtrack.imaging.registration.trust import convex_outline, grown, trusted_hull

_CLICK = 0.0042
"""Standard deviation of a pair along each axis, share of the width: 0.3 % in each of the two photos."""
_CLICK_WORTH = 4
"""So many measured residuals weigh as much as the assumed click noise; hands differ, so it is soon given up."""
_MISFIT = 0.0006
"""Share of the width that a quadratic map of a head leaves unexplained."""
_MARGIN = 0.8
_LIMIT = 0.025
"""Largest 95 % error that is still trusted, share of the width."""
_OUTLIER = 25.0
"""Squared distance, in units of its own covariance, from which a point contradicts the others."""
_FEWEST = 3
_NARROW = 0.02
"""Points that spread less than this to either side say nothing of what lies beside them; share of the width."""
_UNTIDY = 0.1
"""Share of the points' spread that a turned-over head leaves unexplained, at most: tilts and clicks leave far less."""
_PLACES = 48
"""Places across a photo of which one is asked for."""
_RIM = 0.35
"""Share of a head's half-width, from its rim, where no point is asked for: marks there are seen aslant."""


def register_landmarks(
    *, fixed_size: Size, moving_size: Size, landmarks: Sequence[Landmark], mirrored: bool = False
) -> Registration:
    """Align two photos by points placed in both.

    Parameters
    ----------
    fixed_size, moving_size : Size
        Width and height in pixels.
    landmarks : sequence of Landmark
        At least three, well apart.
    mirrored : bool
        Whether the moving photo is said to be a mirror image; then its transform turns over, unless the points clearly
        tell that it is the right way round.

    Returns
    -------
    Registration
        Refused with `TOO_FEW_LANDMARKS`, `LANDMARKS_DISAGREE` (its fact ``landmark`` is the number of the worst,
        from 1), `LANDMARKS_TOO_NARROW`, `MIRRORED` or `ERROR_TOO_LARGE`.
    """
    count = len({(mark.fixed, mark.moving) for mark in landmarks})
    if count < _FEWEST:
        return _refused(count, Reason.of(ReasonKind.TOO_FEW_LANDMARKS, count=count))
    fixed, moving, over = _straight(landmarks, moving_size[0], mirrored=mirrored)
    if over and not mirrored:
        return _refused(count, Reason.of(ReasonKind.MIRRORED))
    frame, width = Frame.of_size(fixed_size), moving_size[0]
    if count > _FEWEST:
        distances, gaps = _left_out(fixed, moving, frame, width)
        if distances.max() > _OUTLIER:
            worst = _blamed(fixed, moving, frame, width)
            percent = round(100 * float(gaps[worst]) / width, 1)
            reason = Reason.of(
                ReasonKind.LANDMARKS_DISAGREE, percent=percent, landmark=worst + 1, name=landmarks[worst].name
            )
            return _refused(count, reason)
    fit = _fit(fixed, moving, frame, width)
    spread = np.ptp(fixed, axis=0).max()
    loose = fit.transform(
        misfit=_MISFIT * width, hull=whole_image(fixed_size), fixed_size=fixed_size, moving_size=moving_size
    )
    hull = None
    if spread > 0.02 * fixed_size[0] and np.linalg.matrix_rank(fixed - fixed.mean(axis=0), tol=1.0) == 2:
        reach = grown(convex_outline(fixed), margin=_MARGIN)
        hull = trusted_hull(loose, limit=_LIMIT * width, reach=reach)
    if hull is None:
        if _narrowest(fixed) < _NARROW * fixed_size[0]:
            return _refused(count, Reason.of(ReasonKind.LANDMARKS_TOO_NARROW))
        middle = fit.spread(fixed.mean(axis=0, keepdims=True))[0]
        percent = round(100 * CHI95 * float(np.sqrt(np.trace(middle) / 2)) / width, 1)
        return _refused(count, Reason.of(ReasonKind.ERROR_TOO_LARGE, percent=max(percent, round(100 * _LIMIT, 1))))
    shown = _turned(fit, width) if over else fit
    transform = shown.transform(misfit=_MISFIT * width, hull=hull, fixed_size=fixed_size, moving_size=moving_size)
    return Registration(
        transform=transform,
        method=AlignmentMethod.LANDMARKS,
        inliers=count,
        error_percent_width=error_percent_width(transform),
    )


def most_telling(
    *,
    fixed_size: Size,
    moving_size: Size,
    landmarks: Sequence[Landmark],
    places: Points,
    about: Points,
    mirrored: bool = False,
) -> tuple[int, float] | None:
    """Find where another point would say most about what matters.

    Parameters
    ----------
    fixed_size, moving_size : Size
        Width and height in pixels.
    landmarks : sequence of Landmark
    places : Points
        (N, 2) to choose from, pixels of the fixed photo. Those that the map puts outside the other photo are passed
        over.
    about : Points
        (M, 2) where the map is to be right, such as the regions that are measured.
    mirrored : bool
        Whether the moving photo is said to be a mirror image.

    Returns
    -------
    (int, float) or None
        The place where one more click lowers the mean variance of the map there most, and the 95 % error at that place
        in percent of the moving photo's width. None with fewer than two different landmarks, or where no place is
        seen in both photos.

    References
    ----------
    Cohn, Ghahramani and Jordan 1996, doi:10.1613/jair.295.
    """
    if len({(mark.fixed, mark.moving) for mark in landmarks}) < 2 or not len(places) or not len(about):
        return None
    fit = landmark_fit(fixed_size=fixed_size, moving_size=moving_size, landmarks=landmarks, mirrored=mirrored)
    here, there = (basis(normalise(fit.frame, points), 6) for points in (places, about))
    mean = np.kron(np.eye(2), there.T @ there / len(there))
    told = (fit.covariance @ mean @ fit.covariance).reshape(2, 6, 2, 6)
    click = (_CLICK * moving_size[0]) ** 2 * np.eye(2)
    spread = fit.spread(places)
    worth = np.einsum(
        "nij,nji->n", np.linalg.inv(spread + click), np.einsum("nk,ikjl,nl->nij", here, told, here, optimize=True)
    )
    x, y = fit.map(places).T
    worth[(x < 0) | (y < 0) | (x > moving_size[0] - 1) | (y > moving_size[1] - 1)] = -1.0
    best = int(np.argmax(worth))
    error = CHI95 * float(np.sqrt(np.trace(spread[best]) / 2))
    return (best, 100 * error / moving_size[0]) if worth[best] > 0 else None


def places_on_head(image: Image, size: Size) -> Points:
    """Return places of a photo where a point may be asked for: on the head, but not at its rim.

    Parameters
    ----------
    image : Image
        The photo, or a small copy of it.
    size : Size
        Of the photo.

    Returns
    -------
    Points
        (N, 2) a grid, in pixels of the photo.
    """
    head = find_head(image)
    height, width = head.shape
    depth = cv2.distanceTransform(head.astype(np.uint8), cv2.DIST_L2, 5)
    step = max(1, width // _PLACES)
    y, x = np.mgrid[step // 2 : height : step, step // 2 : width : step]
    asked = depth[y, x] >= _RIM * math.sqrt(float(head.sum()) / math.pi)
    places: Points = np.stack([(x[asked] + 0.5) / width * size[0], (y[asked] + 0.5) / height * size[1]], axis=1) - 0.5
    return places


def landmark_fit(*, fixed_size: Size, moving_size: Size, landmarks: Sequence[Landmark], mirrored: bool = False) -> Fit:
    """Fit the head's motion to at least two points, whether or not they would be trusted.

    Parameters
    ----------
    fixed_size, moving_size : Size
    landmarks : sequence of Landmark
    mirrored : bool
        Whether the moving photo is said to be a mirror image. From three points on they tell it by themselves.
    """
    fixed, moving, over = _straight(landmarks, moving_size[0], mirrored=mirrored)
    fit = _fit(fixed, moving, Frame.of_size(fixed_size), moving_size[0])
    return _turned(fit, moving_size[0]) if over else fit


def _refused(count: int, reason: Reason) -> Registration:
    return Registration(transform=None, method=AlignmentMethod.LANDMARKS, inliers=count, reasons=(reason,))


def _fit(fixed: Points, moving: Points, frame: Frame, width: int) -> Fit:
    """Fit with the assumed click noise, then with the noise that the points themselves show."""
    assumed = _CLICK * width
    fit = fit_head_motion(fixed=fixed, moving=moving, sigma=assumed, frame=frame)
    spent = float(np.trace(fit.spread(fixed), axis1=1, axis2=2).sum()) / assumed**2
    measured, freedom = float((fit.residuals**2).sum()), 2 * len(fixed) - spent
    # The mean of what the variance may be, not its likeliest value: few points say little of it.
    sigma = float(np.sqrt((_CLICK_WORTH * assumed**2 + measured) / (_CLICK_WORTH + freedom - 2)))
    sigma = max(sigma, 0.5 * assumed)
    return fit_head_motion(fixed=fixed, moving=moving, sigma=sigma, frame=frame)


def _narrowest(points: Points) -> float:
    """Return how far points spread across the line that lies nearest to all of them: root mean square, in pixels."""
    return float(np.linalg.svd(points - points.mean(axis=0), compute_uv=False)[-1] / math.sqrt(len(points)))


def _left_out(
    fixed: Points, moving: Points, frame: Frame, width: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return for each point its squared normalised and its plain distance from what the others predict."""
    distances, gaps = np.zeros(len(fixed)), np.zeros(len(fixed))
    noise = (_CLICK * width) ** 2 * np.eye(2)
    for index in range(len(fixed)):
        others = np.arange(len(fixed)) != index
        fit = fit_head_motion(fixed=fixed[others], moving=moving[others], sigma=_CLICK * width, frame=frame)
        here = fixed[index : index + 1]
        gap = moving[index] - fit.map(here)[0]
        distances[index] = gap @ np.linalg.solve(fit.spread(here)[0] + noise, gap)
        gaps[index] = np.hypot(*gap)
    return distances, gaps


def _blamed(fixed: Points, moving: Points, frame: Frame, width: int) -> int:
    """Return the point without which the others fit together best; the farthest one may be right and pulled away."""
    left = np.zeros(len(fixed))
    for index in range(len(fixed)):
        others = np.arange(len(fixed)) != index
        rest = fixed[others], moving[others]
        if len(rest[0]) > _FEWEST:
            left[index] = _left_out(*rest, frame, width)[0].max()
        else:
            fit = fit_head_motion(fixed=rest[0], moving=rest[1], sigma=_CLICK * width, frame=frame)
            left[index] = (fit.residuals**2).sum()
    return int(np.argmin(left))


def _straight(landmarks: Sequence[Landmark], width: int, *, mirrored: bool) -> tuple[Points, Points, bool]:
    """Return the points as photos that are the right way round show them, and whether the moving one had to be turned.

    It is a mirror image as was said, unless the points clearly tell else.
    """
    fixed = np.array([mark.fixed for mark in landmarks], dtype=np.float64)
    moving = np.array([mark.moving for mark in landmarks], dtype=np.float64)
    turned = moving * (-1, 1) + (width - 1, 0)
    over = not _mirrored(fixed, turned) if mirrored else _mirrored(fixed, moving)
    return fixed, turned if over else moving, over


def _turned(fit: Fit, width: int) -> Fit:
    """Return the map into the mirror image of the moving photo."""
    coefficients, covariance = turn_over(fit.coefficients, fit.covariance, width)
    return replace(fit, coefficients=coefficients, covariance=covariance, residuals=fit.residuals * (-1, 1))


def _mirrored(fixed: Points, moving: Points) -> bool:
    """Say whether a reflection explains the points, and far better than a turn."""
    p, q = fixed - fixed.mean(axis=0), moving - moving.mean(axis=0)
    cross = p.T @ q
    values = np.linalg.svd(cross, compute_uv=False)
    flipped, straight = values[0] + values[1], values[0] - values[1]
    whole = (p**2).sum() * (q**2).sum()
    return bool(np.linalg.det(cross) < 0 and flipped > 1.2 * straight and flipped**2 > (1 - _UNTIDY) * whole)
