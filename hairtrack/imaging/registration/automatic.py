"""Finding where the scalp of one photo lies in another by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from hairtrack.course import AlignmentMethod, Outline, Size, Transform
from hairtrack.errors import Reason, ReasonKind
from hairtrack.imaging.arrays import Image, Points
from hairtrack.imaging.registration.evidence import Evidence, block_inflation, joint_surprise, parts
from hairtrack.imaging.registration.features import Marks, find_features, mirrored
from hairtrack.imaging.registration.head_motion import Fit, Frame, fit_head_motion, lowered, normalise
from hairtrack.imaging.registration.patches import (
    Maps,
    Scan,
    chance_of,
    nearness,
    scan_pictures,
    settle,
)
from hairtrack.imaging.registration.picture import Picture, prepare, with_one_head
from hairtrack.imaging.registration.result import Registration
from hairtrack.imaging.registration.starts import starts
from hairtrack.imaging.registration.transform import error_percent_width, identity, jacobians, rescaled, whole_image
from hairtrack.imaging.registration.trust import convex_outline, grown, outline_area, trusted_hull
from hairtrack.progress import Progress, no_progress, part_of

_Array = NDArray[np.float64]
Starter: TypeAlias = Callable[[Picture, Picture], Fit | None]
"""Finds one more start for a pair, asked only where little speaks for the others."""

_FINE = (
    Scan(level=1, half=10, reach=6, step=9, strands=True),
    Scan(level=2, half=12, reach=8, step=16),
    Scan(level=3, half=13, reach=6, step=24),
)
_FINE_BY_DOTS = (replace(_FINE[0], strands=False), *_FINE[1:])
_PROOFS = (
    Scan(level=1, half=10, reach=10, step=10),
    Scan(level=2, half=12, reach=10, step=18),
    Scan(level=3, half=13, reach=10, step=24),
)
_INNER = 0.2
"""Radius of agreement as a share of the reach."""
_SURE = 10.0
"""Surprise from which no other start is followed."""
_FIRM = 20.0
"""Surprise from which a map is not followed once more: what is round hardly moves it."""
_CLEARLY = 1.5
"""How many times as surprising a photo must be mirrored as straight, where both could be accepted."""
_SURPRISE = 7.5
"""How far held-out patches must agree beyond chance, in standard deviations; two people reach 6.6, since the map that
suits them best is chosen."""
_MIDDLE, _SURPRISE_IN_THE_MIDDLE = 0.6, 3.0
"""Within this share of the head's half-width something must speak for a map by itself, in standard deviations: the same
room around two people agrees at the rim."""
_STEADY = 0.0075
"""By how much, share of the width, the map may change when a quarter of the head is left out."""
_LIMIT = 0.0175
"""Largest 95 % error that is trusted, share of the width. Where more is stated, what is accepted is too often wrong: of
eight pairs that 0.019 lets in besides, four."""
_MARGIN = 0.25
_COVERED = 0.15
"""Least share of the head that must be trusted."""
_SCALES = (0.5, 2.0)
_FORESHORTENED = 0.55
_LOFT = 0.6
"""Logarithm of how many times as well strands must fit as what is round, for the map to follow hair that stands off as
far as hair does. The same hair on two heads that are turned alike, or flat on the scalp, fits by both as well."""
_STANDS_OFF = 0.08
"""By how much such hair stands off the scalp that is meant, in half-widths of the head."""
_FEWEST = 0.02
"""Share of patches, beyond chance, that is taken to fit where fewer do."""
_PARALLAX = 0.02, 0.035
"""Standard deviation everywhere, likewise, where what the map follows lies on the scalp and where it stands off as far
as that, share of what the second-order terms do at the rim: so much is not known of its height. On heads drawn in
two ways, and on real ones, the truth then lies within what is stated in 93 to 99 of 100 places."""
_RIM = 0.13, 0.26
"""Standard deviation at the rim that is added there, likewise: a head curves away faster than a quadratic map."""
_FINEST = 0.0004
"""Nothing is believed to be finer than this share of the width."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A fitted map with what speaks for it, in working pixels.

    Attributes
    ----------
    fit : Fit
    points : Points
        (N, 2) middles of the patches that it rests on.
    misfit : float
        Standard deviation along each axis beyond the fit's own covariance.
    unsteady : float
        That part of it which leaving out parts of the head and of the detail shows, and following it once more.
    proofs : tuple of Evidence
        From coarse to fine.
    in_the_middle : tuple of Evidence
        Of the head's middle alone; none where the whole speaks too little to ask.
    learned : bool
        Whether what was asked for one more start led here.
    """

    fit: Fit
    points: Points
    misfit: float
    unsteady: float
    proofs: tuple[Evidence, ...]
    in_the_middle: tuple[Evidence, ...]
    learned: bool = False

    @property
    def inliers(self) -> int:
        """Patches that agree with the map."""
        return round(self.proofs[-1].agreeing)

    @property
    def surprise(self) -> float:
        """By how much more than by chance patches agree at all scales together."""
        return joint_surprise(self.proofs)


def register(
    *, fixed: Image, moving: Image, progress: Progress = no_progress, starter: Starter | None = None
) -> Registration:
    """Find where the scalp of one photo lies in another.

    Parameters
    ----------
    fixed, moving : Image
        Upright photos of the same view.
    progress : Progress
    starter : Starter, optional

    Returns
    -------
    Registration
        Refused with reasons unless marks all over the head agree far better than those of two different heads do.
    """
    if fixed.shape == moving.shape and np.array_equal(fixed, moving):
        return _same_file((fixed.shape[1], fixed.shape[0]))
    first = find_marks(fixed, part_of(progress, 0.0, 0.3))
    second = find_marks(moving, part_of(progress, 0.3, 0.6))
    return register_marks(fixed=first, moving=second, progress=part_of(progress, 0.6, 1.0), starter=starter)


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


def register_marks(
    *, fixed: Marks, moving: Marks, progress: Progress = no_progress, starter: Starter | None = None
) -> Registration:
    """Do as `register` with photos whose marks are known.

    Parameters
    ----------
    fixed, moving : Marks
        Of two different photos.
    progress : Progress
    starter : Starter, optional

    Returns
    -------
    Registration
    """
    progress(0.0, "Comparing the photos")
    straight = best_candidate(fixed, moving, starter=starter)
    found = _judged(straight, fixed, moving)
    if found.transform is not None and straight is not None and straight.surprise > _SURE:
        return found
    progress(0.7, "Looking for a mirrored photo")
    over = mirrored(moving)
    flipped = best_candidate(fixed, over, patient=False)
    if flipped is None or _judged(flipped, fixed, over).transform is None:
        return found
    # Heads are much alike on both sides: of a mirror image something agrees the wrong way round, too.
    sure = flipped.surprise > _SURE and straight is not None and flipped.surprise > _CLEARLY * straight.surprise
    return _refused(flipped.inliers, ReasonKind.MIRRORED) if sure or found.transform is None else found


def _judged(candidate: Candidate | None, fixed: Marks, moving: Marks) -> Registration:
    if candidate is None:
        return _refused(0, ReasonKind.NO_STABLE_MARKS)
    return judge(candidate, fixed.picture, moving.picture)


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
    inliers = candidate.inliers
    middle = candidate.in_the_middle
    if not middle or joint_surprise(middle) < _SURPRISE_IN_THE_MIDDLE:
        return _refused(inliers, ReasonKind.NO_STABLE_MARKS)
    if candidate.unsteady > _STEADY * moving.size[0]:
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
        learned=candidate.learned,
    )


def best_candidate(
    fixed: Marks, moving: Marks, *, patient: bool = True, starter: Starter | None = None
) -> Candidate | None:
    """Follow starts to the end, one by one, until enough speaks for what comes of one.

    Parameters
    ----------
    fixed, moving : Marks
    patient : bool
        Whether more than the first few starts are tried.
    starter : Starter, optional
        Asked last.

    Returns
    -------
    Candidate or None
        None where no patches could be compared.
    """
    best: Candidate | None = None
    for start in starts(fixed, moving, patient=patient):
        best = _better(best, _finish(fixed, moving, start))
        if best is not None and best.surprise > _SURE:
            break
    else:
        asked_for = starter(fixed.picture, moving.picture) if starter is not None else None
        found = _finish(fixed, moving, asked_for) if asked_for is not None else None
        best = _better(best, replace(found, learned=True) if found is not None else None)
    if best is None:
        return None
    if best.surprise > _SURE:
        fixed, moving, best = _on_one_head(fixed, moving, best)
    return _once_more(fixed, moving, best)


def _on_one_head(fixed: Marks, moving: Marks, found: Candidate) -> tuple[Marks, Marks, Candidate]:
    """Follow a sure candidate over all that either photo shows as head, unless that speaks less for it."""
    pictures = with_one_head(fixed.picture, moving.picture, found.fit)
    if pictures is None:
        return fixed, moving, found
    wider = [replace(marks, picture=picture) for marks, picture in zip((fixed, moving), pictures, strict=True)]
    again = _finish(wider[0], wider[1], found.fit)
    if again is None or again.surprise < found.surprise:
        return fixed, moving, found
    return wider[0], wider[1], replace(again, learned=found.learned)


def _once_more(fixed: Marks, moving: Marks, found: Candidate) -> Candidate:
    """Follow from where a candidate ended what is round alone; by how much that moves it, is doubt."""
    if not _SURPRISE <= found.surprise < _FIRM:
        return found
    again = _finish(fixed, moving, found.fit, _FINE_BY_DOTS)
    if again is None:
        return found
    apart = float(np.sqrt(((again.fit.map(again.points) - found.fit.map(again.points)) ** 2).mean())) / 2
    return replace(
        again,
        misfit=float(np.hypot(again.misfit, apart)),
        unsteady=float(np.hypot(again.unsteady, apart)),
        learned=found.learned,
    )


def _better(best: Candidate | None, found: Candidate | None) -> Candidate | None:
    return found if best is None or (found is not None and found.surprise > best.surprise) else best


def _finish(fixed: Marks, moving: Marks, fit: Fit, scans: Sequence[Scan] = _FINE) -> Candidate | None:
    """Refine a fit level by level and look for what speaks for it."""
    frame, width = fixed.picture.frame, moving.picture.size[0]
    for scan in scans:
        before = fit
        maps = scan_pictures(fixed.picture, moving.picture, fit, scan)
        settled = settle(maps, frame)
        if settled is None:
            return None
        rest, fit = settled, settled.fit
    unit = _pixel(maps)
    spread = fit_head_motion(
        fixed=maps.points, moving=rest.wanted, sigma=unit, frame=frame, weights=rest.precision + 1e-9
    )
    inflation = block_inflation(fixed=maps.points, weights=rest.precision, fit=spread, sigma=unit)
    scanned = [(scan_pictures(fixed.picture, moving.picture, fit, scan), scan) for scan in _PROOFS]
    proofs = [_prove(maps, fit, scan) for maps, scan in scanned]
    apart = np.sqrt(((fit.map(maps.points) - before.map(maps.points)) ** 2).mean())
    unsteady = max(jackknife for _, jackknife in proofs)
    covariance = spread.covariance * inflation
    bend = float(np.sqrt((fit.coefficients[:, 3:] ** 2).sum()))
    surprising = joint_surprise([proof for proof, _ in proofs]) >= _SURPRISE
    # Of a map that little speaks for, nobody asks how far it lies above the scalp.
    loft = _loft(fixed.picture, moving.picture, fit, scanned[1:]) if surprising else 0.0
    parallax, rim = (np.interp(loft, (0, 1), doubt) * bend for doubt in (_PARALLAX, _RIM))
    for term in (3, 5, 9, 11):
        covariance[term, term] += rim**2
    return Candidate(
        fit=replace(lowered(fit, _STANDS_OFF * loft), covariance=covariance),
        points=maps.points[rest.precision > 0],
        unsteady=float(np.hypot(apart / 2, unsteady)),
        misfit=float(np.sqrt((_FINEST * width) ** 2 + (apart / 2) ** 2 + unsteady**2 + parallax**2)),
        proofs=tuple(proof for proof, _ in proofs),
        in_the_middle=tuple(
            _prove(maps.only(_middle(maps, frame)), fit, scan)[0] for maps, scan in scanned if surprising
        ),
    )


def _prove(maps: Maps, fit: Fit, scan: Scan) -> tuple[Evidence, float]:
    """Predict the patches of each part of the head from the other parts.

    Returns
    -------
    Evidence
        How many of them are right.
    float
        Standard deviation of the fit along each axis that leaving parts out shows, moving working pixels.
    """
    part = parts(fit.frame, maps.points)
    tested, agreeing, variance = 0, 0.0, 0.0
    squares, whole = [], settle(maps, fit.frame)
    for index in range(4):
        out = part == index
        rest = settle(maps.only(~out), fit.frame)
        if rest is None or whole is None:
            continue
        predicted = rest.fit.map(maps.points)
        share, varied = nearness(maps.only(out), rest.fit, _INNER)
        tested, agreeing, variance = tested + len(share), agreeing + share.sum(), variance + varied.sum()
        squares.append(float(((predicted - whole.fit.map(maps.points)) ** 2).mean()))
    evidence = Evidence(
        tested=tested,
        agreeing=float(agreeing),
        chance=chance_of(scan.reach, _INNER),
        variance=float(variance),
        overlap=max(1.0, ((2 * scan.half + 1) / scan.step) ** 2),
    )
    return evidence, float(np.sqrt(3 * np.mean(squares))) if squares else float("inf")


def _middle(maps: Maps, frame: Frame) -> NDArray[np.bool_]:
    return np.asarray(np.hypot(*normalise(frame, maps.points).T) < _MIDDLE)


def _loft(fixed: Picture, moving: Picture, fit: Fit, scanned: Sequence[tuple[Maps, Scan]]) -> float:
    """Say how far what the map follows stands off the scalp, 0 to 1 for as far as hair does.

    When a head turns, hair that stands off moves farther than the skin below it. So a map that follows such hair is
    right for strands and not quite for moles, roots and spots; one that follows the scalp is right for both, or for
    these alone.

    Parameters
    ----------
    scanned : sequence of (Maps, Scan)
        Of what is round, at the levels that tell.
    """
    better = []
    for dots, scan in scanned:
        strands = scan_pictures(fixed, moving, fit, replace(scan, strands=True, dots=False))
        chance = chance_of(scan.reach, _INNER)
        fitting = [max(float(nearness(maps, fit, _INNER)[0].mean()) - chance, _FEWEST) for maps in (strands, dots)]
        better.append(np.log(fitting[0] / fitting[1]))
    return float(np.interp(np.mean(better), (0, _LOFT), (0, 1)))


def _pixel(maps: Maps) -> float:
    """Return the size of a level's pixel in the moving picture, working pixels."""
    slopes = maps.fit.slopes(maps.points)
    return float(np.sqrt(np.abs(np.linalg.det(slopes)).mean())) / maps.share


def _transform(candidate: Candidate, fixed: Picture, moving: Picture) -> Transform | None:
    """Return the map with its error and the part of the fixed picture where it may be trusted."""
    points = candidate.points
    if len(points) < 3 or np.linalg.matrix_rank(points - points.mean(axis=0), tol=1.0) < 2:
        return None

    def within(hull: Outline) -> Transform:
        return candidate.fit.transform(
            misfit=candidate.misfit, hull=hull, fixed_size=fixed.size, moving_size=moving.size
        )

    reach = grown(convex_outline(points), margin=_MARGIN)
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
