"""Coverage of a region in a photo, by a person's projection and one threshold."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.course import Cause, Outline, PersonModel, Unjudged
from hairtrack.errors import Reason, ReasonKind
from hairtrack.imaging.arrays import Image, Mask
from hairtrack.imaging.coverage import projection
from hairtrack.imaging.coverage.features import features
from hairtrack.imaging.coverage.frame import SHORT_SIDE, Frame, frame_of
from hairtrack.imaging.coverage.interval import interval
from hairtrack.imaging.coverage.judged import unjudged_causes
from hairtrack.imaging.coverage.result import CAUSES, HAIR, JUDGED, NOT_JUDGED, OUTSIDE, SCALP, UNTRUSTED, Coverage
from hairtrack.imaging.regions import region_mask, share_inside

THRESHOLD = 0.0
_LEAST_JUDGED = 0.75
_LEAST_INSIDE = 0.75
_LEAST_PIXELS = 900
"""Of the region, at the size of measuring: about 30 by 30."""
_LEAST_SHORT_SIDE = 200
_LEAST_SEPARATION = 1.3


@dataclass(frozen=True, slots=True)
class Judged:
    """What the engine makes of every pixel of a region, before anything is summed up.

    Attributes
    ----------
    frame : Frame
    odds : ndarray of float32
        Log odds of hair, of the frame's height and width; 0 outside the region.
    causes : ndarray of uint8
        JUDGED, or the code of the cause why not; OUTSIDE outside the region.
    """

    frame: Frame
    odds: NDArray[np.float32]
    causes: NDArray[np.uint8]

    @property
    def judged(self) -> Mask:
        """Which pixels of the region count."""
        return np.asarray(self.causes == JUDGED, np.bool_)

    @property
    def soft(self) -> NDArray[np.float32]:
        """Probability of hair per pixel."""
        return projection.probability(self.odds)


def judge_pixels(image: Image, outline: Outline, person: PersonModel, *, trusted: Mask | None = None) -> Judged:
    """Say of every pixel of a region how likely it shows hair, and whether it can be judged.

    Parameters
    ----------
    image : Image
    outline : Outline
        The region in this photo's pixels; at least partly inside it.
    person : PersonModel
    trusted : Mask, optional
        As in `measure`.

    Returns
    -------
    Judged
    """
    frame = frame_of(image, outline)
    odds = np.zeros(frame.region.shape, np.float32)
    odds[frame.region] = projection.log_odds(np.array(person.parameters), features(frame.image, frame.region)[0])
    causes = unjudged_causes(frame.image)
    if trusted is not None:
        causes[~_brought(trusted, frame)] = UNTRUSTED
    causes[~frame.region] = OUTSIDE
    return Judged(frame, odds, causes)


def measure(
    image: Image,
    outline: Outline,
    person: PersonModel,
    *,
    alignment_error_px: float = 0.0,
    trusted: Mask | None = None,
) -> Coverage:
    """Measure the share of a region's pixels that show hair.

    Parameters
    ----------
    image : Image
    outline : Outline
        The region in this photo's pixels.
    person : PersonModel
        Made by `fit_person` of the same engine.
    alignment_error_px : float
        95 % error of the outline's place, pixels of this photo.
    trusted : Mask, optional
        Where the outline's place may be trusted; elsewhere nothing is judged.

    Returns
    -------
    Coverage
    """
    height, width = image.shape[:2]
    refusals = _unfit(outline, image)
    if refusals:
        return _refused(np.full((height, width), OUTSIDE, np.uint8), 0.0, refusals)
    seen = judge_pixels(image, outline, person, trusted=trusted)
    frame, judged = seen.frame, seen.judged
    inside = share_inside(outline, (width, height))
    share_judged = inside * float(np.count_nonzero(judged)) / max(1.0, float(np.count_nonzero(frame.region)))
    unjudged = _unjudged(seen.causes, inside=inside)
    labels = _labels(seen, outline=outline, size=(width, height))
    if share_judged < _LEAST_JUDGED:
        reason = Reason.of(ReasonKind.TOO_LITTLE_JUDGED, percent=round(100 * share_judged))
        return _refused(labels, share_judged, (reason,), unjudged)
    if person.separation < _LEAST_SEPARATION:
        return _refused(labels, share_judged, (Reason.of(ReasonKind.HAIR_LIKE_SKIN),), unjudged)
    soft = seen.soft
    low, high = interval(soft, judged, shift=alignment_error_px * frame.scale)
    return Coverage(
        value=float(np.mean(soft[judged])),
        low=low,
        high=high,
        judged=share_judged,
        labels=labels,
        reasons=(),
        threshold=THRESHOLD,
        unjudged=unjudged,
    )


def _unfit(outline: Outline, image: Image) -> tuple[Reason, ...]:
    """Why the region cannot be measured in this photo at all."""
    height, width = image.shape[:2]
    if min(height, width) < _LEAST_SHORT_SIDE:
        return (Reason.of(ReasonKind.RESOLUTION_TOO_LOW),)
    if share_inside(outline, (width, height)) < _LEAST_INSIDE:
        return (Reason.of(ReasonKind.REGION_OUTSIDE_PHOTO),)
    scale = SHORT_SIDE / min(height, width)
    if np.count_nonzero(region_mask(outline, (width, height))) * scale**2 < _LEAST_PIXELS:
        return (Reason.of(ReasonKind.REGION_TOO_SMALL),)
    return ()


def _unjudged(causes: NDArray[np.uint8], *, inside: float) -> tuple[Unjudged, ...]:
    """Give each cause's share of the region, of which so much lies inside the photo."""
    counts = np.bincount(causes.ravel(), minlength=256)
    region = max(1, causes.size - int(counts[OUTSIDE]))
    shares = {cause: inside * float(counts[code]) / region for code, cause in CAUSES.items()}
    shares[Cause.OUT_OF_SIGHT] = 1 - inside
    found = [Unjudged(cause=cause, share=share) for cause, share in shares.items() if share > 0]
    return tuple(sorted(found, key=lambda part: -part.share))


def _refused(
    labels: NDArray[np.uint8], judged: float, reasons: Sequence[Reason], unjudged: tuple[Unjudged, ...] = ()
) -> Coverage:
    return Coverage(
        value=None,
        low=None,
        high=None,
        judged=judged,
        labels=labels,
        reasons=tuple(reasons),
        threshold=THRESHOLD,
        unjudged=unjudged,
    )


def _brought(mask: Mask, frame: Frame) -> Mask:
    """Bring a mask of the photo's size into the frame."""
    left, top = frame.offset
    height, width = frame.region.shape
    bottom, right = top + round(height / frame.scale), left + round(width / frame.scale)
    part = mask[top:bottom, left:right].astype(np.uint8)
    return cv2.resize(part, (width, height), interpolation=cv2.INTER_NEAREST) > 0


def _with_rim(seen: Judged) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
    """Carry odds and causes a pixel out of the region, whose border runs between pixels here at the photo's size."""
    outside = seen.causes == OUTSIDE
    near = cv2.erode(np.where(outside, np.uint8(255), seen.causes), np.ones((3, 3), np.uint8))
    causes = np.where(outside, np.where(near == 255, NOT_JUDGED, near), seen.causes).astype(np.uint8)
    # Odds are zero outside, so that a mean has the sign of what lies inside.
    odds = np.where(outside, cv2.blur(seen.odds, (3, 3)), seen.odds)
    return np.asarray(odds, np.float32), causes


def _labels(seen: Judged, *, outline: Outline, size: tuple[int, int]) -> NDArray[np.uint8]:
    """Threshold the projection and lay it back over the photo."""
    width, height = size
    frame = seen.frame
    odds, causes = _with_rim(seen)
    left, top = frame.offset
    part = (
        min(width - left, round(odds.shape[1] / frame.scale)),
        min(height - top, round(odds.shape[0] / frame.scale)),
    )
    _, hair = cv2.threshold(cv2.resize(odds, part, interpolation=cv2.INTER_LINEAR), THRESHOLD, HAIR, cv2.THRESH_BINARY)
    cause = cv2.resize(causes, part, interpolation=cv2.INTER_NEAREST)
    labels = np.full((height, width), OUTSIDE, np.uint8)
    window = labels[top : top + part[1], left : left + part[0]]
    inside = region_mask(tuple((x - left, y - top) for x, y in outline), part)
    window[inside] = np.where(cause == JUDGED, np.where(hair > 0, HAIR, SCALP), cause).astype(np.uint8)[inside]
    return labels
