"""Coverage of a region in a photo, by a person's projection and one threshold."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.course import Cause, Outline, PersonModel, Size, Unjudged
from hairtrack.errors import Reason, ReasonKind
from hairtrack.imaging.arrays import Image, Mask
from hairtrack.imaging.coverage import projection
from hairtrack.imaging.coverage.features import features, typical
from hairtrack.imaging.coverage.frame import SHORT_SIDE, Frame, frame_of
from hairtrack.imaging.coverage.interval import bare_to_dense, interval
from hairtrack.imaging.coverage.judged import unjudged_causes
from hairtrack.imaging.coverage.missing import mirrored_over, widened
from hairtrack.imaging.coverage.result import (
    CAUSES,
    HAIR,
    JUDGED,
    NOT_JUDGED,
    OUTSIDE,
    SCALP,
    TAKEN_OUT,
    UNTRUSTED,
    Coverage,
)
from hairtrack.imaging.coverage.unread import unread
from hairtrack.imaging.regions import region_mask, share_inside

THRESHOLD = 0.0
_LEAST_JUDGED = 0.75
"""Share of what the user left of a region."""
_LEAST_LEFT = 0.5
"""Share of the whole region."""
_LEAST_INSIDE = 0.75
_LEAST_PIXELS = 900
"""Of the region, at the size of measuring: about 30 by 30."""
_LEAST_SHORT_SIDE = 200
_LEAST_SEPARATION = 1.0
"""Of rendered people between 1 and 1.3 (buzz cuts, above all) the intervals hold the truth as often as of others."""
_STROKE_MARGIN = 2
"""Pixels around what is taken out, at the size of measuring, that it may still colour."""


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
    strangeness : float
        How unlike the region is to all that was learnt.
    """

    frame: Frame
    odds: NDArray[np.float32]
    causes: NDArray[np.uint8]
    strangeness: float = 0.0

    @property
    def judged(self) -> Mask:
        """Which pixels of the region count."""
        return np.asarray(self.causes == JUDGED, np.bool_)

    @property
    def soft(self) -> NDArray[np.float32]:
        """Probability of hair per pixel."""
        return projection.probability(self.odds)


@dataclass(frozen=True, slots=True)
class Described:
    """What a photo shows of a region, whoever the person is: all that is slow to find out.

    Attributes
    ----------
    frame : Frame
    values : ndarray of float32, shape (F, N)
        As `features` gives them.
    whole : ndarray of float32, shape (3 F,)
        What is `typical` of them.
    causes : ndarray of uint8
        As in `Judged`.
    parts : tuple of ndarray of float32
        Kept for weighing again; empty where it is weighed once.
    """

    frame: Frame
    values: NDArray[np.float32]
    whole: NDArray[np.float32]
    causes: NDArray[np.uint8]
    parts: tuple[NDArray[np.float32], ...] = ()

    def kept(self) -> "Described":
        """Keep what is the same for every person, for a region that will be judged again and again."""
        return replace(self, parts=tuple(projection.shown_in_parts(self.values, self.whole)))

    def judged_by(self, person: PersonModel) -> Judged:
        """Weigh every pixel by a person's weights."""
        weights = np.array(person.parameters)
        odds = np.zeros(self.frame.region.shape, np.float32)
        odds[self.frame.region] = (
            projection.weighed(weights, self.parts)
            if self.parts
            else projection.log_odds(weights, self.values, self.whole)
        )
        return Judged(self.frame, odds, self.causes, projection.strangeness(self.whole))


def describe_pixels(
    image: Image, outline: Outline, *, trusted: Mask | None = None, excluded: Mask | None = None
) -> Described:
    """Say of every pixel of a region what it shows, and whether it can be judged.

    Parameters
    ----------
    image : Image
    outline : Outline
        The region in this photo's pixels; at least partly inside it.
    trusted, excluded : Mask, optional
        As in `measure`.

    Returns
    -------
    Described
    """
    frame = frame_of(image, outline)
    out = np.zeros(frame.region.shape, np.bool_)
    if excluded is not None:
        near = np.ones((2 * _STROKE_MARGIN + 1,) * 2, np.uint8)
        out = cv2.dilate(_brought(excluded, frame).astype(np.uint8), near) > 0
        frame = replace(frame, image=mirrored_over(frame.image, out))
    causes = unjudged_causes(frame.image)
    if trusted is not None:
        causes[~_brought(trusted, frame)] = UNTRUSTED
    causes[out] = TAKEN_OUT
    causes[~frame.region] = OUTSIDE
    values, _ = features(frame.image, frame.region)
    return Described(frame, values, typical(values), causes)


def judge_pixels(
    image: Image,
    outline: Outline,
    person: PersonModel,
    *,
    trusted: Mask | None = None,
    excluded: Mask | None = None,
) -> Judged:
    """Say of every pixel of a region how likely it shows hair, and whether it can be judged.

    Parameters
    ----------
    image : Image
    outline : Outline
        The region in this photo's pixels; at least partly inside it.
    person : PersonModel
    trusted, excluded : Mask, optional
        As in `measure`.

    Returns
    -------
    Judged
    """
    return describe_pixels(image, outline, trusted=trusted, excluded=excluded).judged_by(person)


def measure(
    image: Image,
    outline: Outline,
    person: PersonModel,
    *,
    alignment_error_px: float = 0.0,
    trusted: Mask | None = None,
    excluded: Mask | None = None,
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
    excluded : Mask, optional
        What the user took out: not judged, without making the photo unfit as long as half of the region is left.

    Returns
    -------
    Coverage
    """
    height, width = image.shape[:2]
    refusals = unfit(outline, (width, height))
    if refusals:
        return _refused(np.full((height, width), OUTSIDE, np.uint8), 0.0, refusals)
    seen = judge_pixels(image, outline, person, trusted=trusted, excluded=excluded)
    return sum_up(seen, outline, person, size=(width, height), alignment_error_px=alignment_error_px)


def sum_up(
    seen: Judged, outline: Outline, person: PersonModel, *, size: Size, alignment_error_px: float = 0.0
) -> Coverage:
    """Make a coverage of a region's judged pixels, as `measure` does.

    Parameters
    ----------
    seen : Judged
    outline : Outline
        The region in the photo's pixels; fit to be measured.
    person : PersonModel
        By which the pixels were judged.
    size : Size
        Of the photo.
    alignment_error_px : float
        As in `measure`.

    Returns
    -------
    Coverage
    """
    width, height = size
    frame, judged = seen.frame, seen.judged
    inside = share_inside(outline, (width, height))
    share_judged = inside * float(np.count_nonzero(judged)) / max(1.0, float(np.count_nonzero(frame.region)))
    unjudged = _unjudged(seen.causes, inside=inside)
    labels = _labels(seen, outline=outline, size=(width, height))
    taken_out = sum(part.share for part in unjudged if part.cause is Cause.TAKEN_OUT)
    too_little = _too_little(share_judged, taken_out)
    if too_little is not None:
        return _refused(labels, share_judged, (too_little,), unjudged)
    unknown = unread(seen.frame, seen.strangeness)
    if unknown is not None:
        # What was made of such pixels is no better than the number that is withheld, so nothing of it is shown.
        labels[np.isin(labels, (HAIR, SCALP))] = NOT_JUDGED
        return _refused(labels, 0.0, (unknown,), unjudged)
    if person.separation < _LEAST_SEPARATION:
        return _refused(labels, share_judged, (Reason.of(ReasonKind.HAIR_LIKE_SKIN),), unjudged)
    soft = seen.soft
    value = float(np.mean(soft[judged]))
    parts = bare_to_dense(soft, judged)
    # Moved for the error of its place, the region must not gain what lies under a clip.
    soft[seen.causes == TAKEN_OUT] = value
    bounds = interval(soft, judged, shift=alignment_error_px * frame.scale)
    low, high = widened(bounds, soft, judged, missing=taken_out)
    return Coverage(
        value=value,
        low=low,
        high=high,
        judged=share_judged,
        labels=labels,
        reasons=(),
        threshold=THRESHOLD,
        unjudged=unjudged,
        bare_to_dense=parts,
    )


def unfit(outline: Outline, size: Size) -> tuple[Reason, ...]:
    """Why a region cannot be measured in a photo of this size at all."""
    width, height = size
    if min(height, width) < _LEAST_SHORT_SIDE:
        return (Reason.of(ReasonKind.RESOLUTION_TOO_LOW),)
    if share_inside(outline, (width, height)) < _LEAST_INSIDE:
        return (Reason.of(ReasonKind.REGION_OUTSIDE_PHOTO),)
    scale = SHORT_SIDE / min(height, width)
    if np.count_nonzero(region_mask(outline, (width, height))) * scale**2 < _LEAST_PIXELS:
        return (Reason.of(ReasonKind.REGION_TOO_SMALL),)
    return ()


def _too_little(judged: float, taken_out: float) -> Reason | None:
    """Why too little of a region is judged, if so: its shares that are judged and that the user took out."""
    left = 1 - taken_out
    if judged < _LEAST_JUDGED * left:
        return Reason.of(ReasonKind.TOO_LITTLE_JUDGED, percent=round(100 * judged / left))
    if judged < _LEAST_LEFT:
        return Reason.of(ReasonKind.TOO_MUCH_TAKEN_OUT, percent=round(100 * taken_out))
    return None


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
    large = cv2.resize(odds, part, interpolation=cv2.INTER_LINEAR)
    found = cv2.threshold(large, THRESHOLD, HAIR, cv2.THRESH_BINARY)[1].astype(np.uint8)
    cause = cv2.resize(causes, part, interpolation=cv2.INTER_NEAREST)
    np.copyto(found, cause, where=cause != JUDGED)
    labels = np.full((height, width), OUTSIDE, np.uint8)
    window = labels[top : top + part[1], left : left + part[0]]
    np.copyto(window, found, where=region_mask(tuple((x - left, y - top) for x, y in outline), part))
    return labels
