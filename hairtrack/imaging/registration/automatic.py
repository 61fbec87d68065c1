"""Finding where the scalp of one photo lies in another by itself."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hairtrack.course import AlignmentMethod, Outline, Size, Transform
from hairtrack.errors import Reason, ReasonKind
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.registration.evidence import Evidence, block_inflation, block_misfit, hold_out
from hairtrack.imaging.registration.features import Features, find_features
from hairtrack.imaging.registration.head_motion import Fit
from hairtrack.imaging.registration.matching import Pose, guided, likeness, robust_fit, vote
from hairtrack.imaging.registration.picture import Picture, prepare
from hairtrack.imaging.registration.result import Registration
from hairtrack.imaging.registration.transform import error_percent_width, identity, jacobians, rescaled
from hairtrack.imaging.registration.trust import convex_outline, grown, outline_area, trusted_hull, whole_image
from hairtrack.progress import Progress, no_progress, part_of

_Array = NDArray[np.float64]

_SEARCH = 0.04
_AGREE = 0.006
"""Radii of the search and of agreement, share of the moving image's width."""
_FEWEST = 24
_SURPRISE = 8.0
_SHARE = 0.08
"""Fewest held-out matches that agree, by how much more than by chance, and of all that were found."""
_LIMIT = 0.012
"""Largest 95 % error that is trusted, share of the width."""
_MARGIN = 0.35
_COVERED = 0.3
"""Least share of the head that must be trusted."""
_SCALES = (0.5, 2.0)
_FORESHORTENED = 0.55
_FINEST = 0.0003
"""No match is believed to be finer than this share of the width."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A fitted map with what speaks for it, in working pixels."""

    fit: Fit
    fixed: _Array
    moving: _Array
    weights: _Array
    sigma: float
    evidence: Evidence

    @property
    def inliers(self) -> int:
        """Matches that the fit rests on."""
        return int((self.weights > 0.2).sum())


def register(*, fixed: Image, moving: Image, progress: Progress = no_progress) -> Registration:
    """Find where the scalp of one photo lies in another.

    Parameters
    ----------
    fixed, moving : Image
        Upright photos of the same view.
    progress : Progress

    Returns
    -------
    Registration
        Refused with reasons unless marks all over the head agree far better than those of two different heads do.
    """
    if fixed.shape == moving.shape and np.array_equal(fixed, moving):
        return _same_file((fixed.shape[1], fixed.shape[0]))
    first = find_marks(fixed, part_of(progress, 0.0, 0.3))
    second = find_marks(moving, part_of(progress, 0.3, 0.6))
    return register_marks(fixed=first, moving=second, progress=part_of(progress, 0.6, 1.0))


def find_marks(image: Image, progress: Progress = no_progress) -> Marks:
    """Find the head in a photo and the marks on it.

    Parameters
    ----------
    image : Image
    progress : Progress

    Returns
    -------
    Marks
    """
    progress(0.0, "Finding the head")
    picture = prepare(image)
    progress(0.5, "Finding marks on the scalp")
    return Marks(picture=picture, features=find_features(picture))


def register_marks(*, fixed: Marks, moving: Marks, progress: Progress = no_progress) -> Registration:
    """Do as `register` with photos whose marks are known.

    Parameters
    ----------
    fixed, moving : Marks
        Of two different photos.
    progress : Progress

    Returns
    -------
    Registration
    """
    progress(0.0, "Matching marks")
    best = _best_candidate(fixed.picture, moving.picture, fixed.features, moving.features)
    progress(0.9, "Checking the match")
    if best is None:
        return _refused(0, ReasonKind.NO_STABLE_MARKS)
    return judge(best, fixed.picture, moving.picture)


def judge(candidate: Candidate, fixed: Picture, moving: Picture) -> Registration:
    """Accept a candidate or say what stands against it.

    Parameters
    ----------
    candidate : Candidate
    fixed, moving : Picture

    Returns
    -------
    Registration
    """
    evidence, inliers = candidate.evidence, candidate.inliers
    if evidence.agreeing < _FEWEST:
        return _refused(inliers, ReasonKind.NO_STABLE_MARKS)
    if evidence.surprise < _SURPRISE or evidence.agreeing < _SHARE * evidence.tested:
        return _refused(inliers, ReasonKind.MATCHES_DISAGREE)
    transform = _transform(candidate, fixed, moving)
    if transform is None:
        return _refused(inliers, ReasonKind.MATCHES_TOO_CLUSTERED)
    if not _plausible(transform):
        return _refused(inliers, ReasonKind.IMPLAUSIBLE_POSE)
    if outline_area(transform.hull) < _COVERED * fixed.head.sum():
        return _refused(inliers, ReasonKind.MATCHES_TOO_CLUSTERED)
    full = rescaled(transform, fixed_size=fixed.full_size, moving_size=moving.full_size)
    return Registration(
        transform=full,
        method=AlignmentMethod.FEATURES,
        inliers=inliers,
        error_percent_width=error_percent_width(full),
    )


def _best_candidate(fixed: Picture, moving: Picture, marks: Features, others: Features) -> Candidate | None:
    if min(len(marks), len(others)) < _FEWEST:
        return None
    alike = likeness(marks, others)
    poses = vote(marks, others, alike, fixed.frame)
    # A pose with a clear majority needs no rival.
    if len(poses) > 1 and poses[0].votes > max(60, 4 * poses[1].votes):
        poses = poses[:1]
    candidates = [_refine(pose, fixed, moving, marks, others, alike) for pose in poses]
    found = [candidate for candidate in candidates if candidate is not None]
    return max(found, key=lambda candidate: candidate.evidence.surprise, default=None)


def _refine(
    pose: Pose, fixed: Picture, moving: Picture, marks: Features, others: Features, alike: NDArray[np.float32]
) -> Candidate | None:
    """Grow a fit from a pose's votes by searching around what it predicts."""
    if len(pose.fixed) < 3:
        return None
    width = moving.size[0]
    size = float(np.sqrt(abs(np.linalg.det(pose.matrix))))
    fit, _, _ = robust_fit(
        fixed=marks.points[pose.fixed],
        moving=others.points[pose.moving],
        frame=fixed.frame,
        radius=0.09 * fixed.frame.scale * size,
    )
    for search, radius in ((0.06, 0.02), (_SEARCH, 0.015)):
        matches = guided(marks, others, alike, fit, radius=search * width)
        if len(matches) < _FEWEST:
            return None
        source, target = marks.points[matches.fixed], others.points[matches.moving]
        fit, weights, sigma = robust_fit(
            fixed=source, moving=target, frame=fixed.frame, radius=radius * width, start=fit
        )
    sigma = max(sigma, _FINEST * width)
    evidence = hold_out(
        fixed=source,
        moving=target,
        weights=weights,
        fit=fit,
        sigma=sigma,
        inner=_AGREE * width,
        outer=_SEARCH * width,
    )
    return Candidate(fit=fit, fixed=source, moving=target, weights=weights, sigma=sigma, evidence=evidence)


def _transform(candidate: Candidate, fixed: Picture, moving: Picture) -> Transform | None:
    """Return the map with its error and the part of the fixed picture where it may be trusted."""
    fit, sigma, weights = candidate.fit, candidate.sigma, candidate.weights
    inflation = block_inflation(fixed=candidate.fixed, weights=weights, fit=fit, sigma=sigma)
    misfit = block_misfit(fixed=candidate.fixed, weights=weights, fit=fit, sigma=sigma)
    misfit = max(misfit, _FINEST * moving.size[0])
    spread = replace(fit, covariance=fit.covariance * inflation)
    used = candidate.fixed[weights > 0.2]
    if len(used) < 3 or np.linalg.matrix_rank(used - used.mean(axis=0), tol=1.0) < 2:
        return None

    def within(hull: Outline) -> Transform:
        return spread.transform(misfit=misfit, hull=hull, fixed_size=fixed.size, moving_size=moving.size)

    reach = grown(convex_outline(used), margin=_MARGIN)
    hull = trusted_hull(within(whole_image(fixed.size)), limit=_LIMIT * moving.size[0], reach=reach)
    return None if hull is None else within(hull)


def _plausible(transform: Transform) -> bool:
    """Say whether a head could look like that from a phone."""
    slopes = jacobians(transform, np.array([np.mean(transform.hull, axis=0)]))[0]
    if np.linalg.det(slopes) <= 0:
        return False
    large, small = np.linalg.svd(slopes, compute_uv=False)
    ratio = transform.fixed_size[0] / transform.moving_size[0]
    return bool(_SCALES[0] < np.sqrt(large * small) * ratio < _SCALES[1] and small / large > _FORESHORTENED)


def _same_file(size: Size) -> Registration:
    return Registration(transform=identity(size), method=AlignmentMethod.SAME_FILE, inliers=0, error_percent_width=0.0)


def _refused(inliers: int, kind: ReasonKind) -> Registration:
    return Registration(transform=None, method=AlignmentMethod.FEATURES, inliers=inliers, reasons=(Reason.of(kind),))
