"""The journey of comparing: two photos of a view, in one frame, with what may be said about them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from hairtrack.analysis.change import Change, Verdict, assess_change, not_comparable
from hairtrack.analysis.comparability import (
    Condition,
    Conditions,
    Finding,
    Level,
    against,
    compare_cameras,
    compare_conditions,
    compare_grooming,
    weightiest,
)
from hairtrack.analysis.own_noise import OwnNoise
from hairtrack.course import Course, Outline, Photo, Region, Transform, Value, View
from hairtrack.errors import ErrorKind, HairtrackError, Reason, ReasonKind
from hairtrack.imaging.arrays import Image, Mask
from hairtrack.imaging.comparison import (
    StrandPlanes,
    alignment_error,
    bounding_box,
    hair_change,
    light_change,
    light_shift,
    lost_shares,
    overlap,
    pose_between,
    sharpness_ratio,
    small_copies,
    surroundings,
)
from hairtrack.imaging.regions import region_mask
from hairtrack.imaging.registration.transform import warp_to_fixed
from hairtrack.imaging.strokes import stroke_mask
from hairtrack.progress import Progress, no_progress
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.images import load_image
from hairtrack.workflow.places import outline_in_reference, to_photo
from hairtrack.workflow.visit_values import VisitValue, noise_of, visit_value


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignedPair:
    """Two photos resampled into the pixels of their view's reference photo.

    Attributes
    ----------
    before, after : Image
    valid : Mask
        Where both photos show the scalp.
    taken_out : tuple of Mask
        What the user took out of either of them.
    strands : tuple of StrandPlanes or None
        Of the two, where they are in several pairs.
    """

    before: Image
    after: Image
    valid: Mask
    taken_out: tuple[Mask, ...] = ()
    strands: tuple[StrandPlanes, StrandPlanes] | None = None

    @property
    def judged(self) -> Mask:
        """Where both photos show what may be compared."""
        judged = self.valid.copy()
        for part in self.taken_out:
            judged &= ~part
        return judged


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionChange:
    """A region's two values and what may be said about their difference.

    Attributes
    ----------
    region : Region
    before, after : VisitValue or None
        Means over the photos of each visit; None where the photo shown was not measured.
    change : Change
    withheld : Change or None
        What the values alone would say of photos that cannot be compared; for those who ask for it, marked.
    noise : OwnNoise or None
        Of this region within visits, as far as it is known.
    findings : tuple of Finding
        Of the two photos in this region.
    """

    region: Region
    before: VisitValue | None
    after: VisitValue | None
    change: Change
    withheld: Change | None = None
    noise: OwnNoise | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What may be said about two photos of a view.

    Attributes
    ----------
    before, after : Photo
    changes : tuple of RegionChange
        One for each region of the view.
    findings : tuple of Finding
        Every condition that could be judged, the fine ones last.
    """

    before: Photo
    after: Photo
    changes: tuple[RegionChange, ...]
    findings: tuple[Finding, ...]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What stands against the pair, the weightiest first."""
        return against(self.findings)

    def of(self, regions: Collection[str]) -> "Comparison":
        """Return what may be said of some regions alone; of none, what was found of all.

        Parameters
        ----------
        regions : collection of str
            Ids.

        Returns
        -------
        Comparison
        """
        changes = tuple(item for item in self.changes if item.region.id in regions)
        findings = weightiest(finding for item in changes for finding in item.findings) if changes else self.findings
        return replace(self, changes=changes, findings=findings)


def default_pair(course: Course, view: View | None = None) -> tuple[Photo, Photo]:
    """Return the first and the last photo of a view that have a value, or the first and last at all.

    Raises
    ------
    HairtrackError
        When no view has two dated photos.
    """
    views = [view] if view is not None else sorted(course.views(), key=lambda v: _told(course, v), reverse=True)
    for candidate in views:
        photos = course.in_view(candidate)
        measured = [photo for photo in photos if _has_value(course, photo)]
        pair = measured if len(measured) > 1 else list(photos)
        if len(pair) > 1:
            return pair[0], pair[-1]
    raise HairtrackError(ErrorKind.NOTHING_TO_COMPARE)


def telling_view(course: Course) -> View | None:
    """Return the view whose two photos tell most, or None where no view has two."""
    try:
        return default_pair(course)[0].view
    except HairtrackError:
        return None


def aligned_pair(
    folder: CourseFolder, course: Course, before: Photo, after: Photo, progress: Progress = no_progress
) -> AlignedPair | None:
    """Resample two photos into their view's reference frame.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    before, after : Photo
        Of one view.
    progress : Progress

    Returns
    -------
    AlignedPair or None
        None when either photo is not aligned.
    """
    transforms = _transforms(course, before, after)
    if transforms is None:
        return None
    warped: list[Image] = []
    valid: list[Mask] = []
    taken_out: tuple[Mask, ...] = ()
    for share, photo, transform in zip((0.0, 0.5), (before, after), transforms, strict=True):
        progress(share, f"Placing {photo.file_name}")
        image, seen = warp_to_fixed(transform, load_image(folder, photo))
        warped.append(image)
        valid.append(seen)
        taken_out += taken_out_of(course, photo, transform)
    return AlignedPair(before=warped[0], after=warped[1], valid=valid[0] & valid[1], taken_out=taken_out)


def taken_out_of(course: Course, photo: Photo, transform: Transform) -> tuple[Mask, ...]:
    """Return what the user took out of a photo, in the reference frame; nothing where it is nothing.

    Parameters
    ----------
    course : Course
    photo : Photo
    transform : Transform
        From the reference frame to the photo, or between smaller copies of the two.
    """
    width, height = transform.moving_size
    strokes = [s.scaled(width / photo.size[0], height / photo.size[1]) for s in course.excluded(photo.sha256)]
    if not strokes:
        return ()
    covered, seen = warp_to_fixed(transform, 255 * stroke_mask(strokes, (width, height)).astype(np.uint8))
    return (np.asarray((covered > 0) & seen, np.bool_),)


def compare(
    folder: CourseFolder,
    course: Course,
    before: Photo,
    after: Photo,
    progress: Progress = no_progress,
    *,
    placed: AlignedPair | None = None,
) -> Comparison:
    """Say for each region whether it changed by more than the doubt, or why that cannot be said.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    before, after : Photo
        Of one view.
    progress : Progress
    placed : AlignedPair, optional
        The two in their frame, where somebody has placed them already.

    Returns
    -------
    Comparison
    """
    pair = placed or aligned_pair(folder, course, before, after, progress)
    transforms = _transforms(course, before, after)
    shared = compare_cameras(names=(before.camera, after.camera), lenses_mm=(before.lens_mm, after.lens_mm))
    if before.taken_on is not None and after.taken_on is not None:
        shared += compare_grooming(course.diary.grooms, before=before.taken_on, after=after.taken_on)
    unaligned = Finding(
        condition=Condition.ALIGNMENT, level=Level.NOT_COMPARABLE, reason=Reason.of(ReasonKind.NOT_ALIGNED)
    )
    if pair is None or transforms is None:
        shared = (unaligned, *shared)
    outlines = {region.id: outline_in_reference(course, region) for region in course.regions_in(before.view)}
    found: dict[str, tuple[Finding, ...]] = {}
    if pair is not None and transforms is not None:
        drawn = {region: outline for region, outline in outlines.items() if outline is not None}
        found = dict(zip(drawn, findings_in(pair, transforms, tuple(drawn.values())), strict=True))
    changes = []
    noted = list(shared)
    for region in course.regions_in(before.view):
        own = (*found.get(region.id, () if pair is None else (unaligned,)), *shared)
        changes.append(region_change(course, region, before, after, own))
        noted += own
    return Comparison(before=before, after=after, changes=tuple(changes), findings=weightiest(noted))


def region_change(
    course: Course, region: Region, before: Photo, after: Photo, findings: tuple[Finding, ...] = ()
) -> RegionChange:
    """Judge a region's change between the visits of two photos.

    Parameters
    ----------
    course : Course
    region : Region
    before, after : Photo
        Of the region's view. Of one day, they are compared as they are; else with the other photos of their days.
    findings : tuple of Finding
        What differs between the two besides hair.

    Returns
    -------
    RegionChange
    """
    alone = before.taken_on == after.taken_on
    first, second = (visit_value(course, region, photo, alone=alone) for photo in (before, after))
    noise, together = noise_of(course, region), _judged_together(course, before, after)
    own_reach = None
    if noise is not None and noise.enough and first is not None and second is not None:
        own_reach = noise.reach(max(1, first.photos), max(1, second.photos))
    change = judge(first, second, findings, regions=together, own_reach=own_reach)
    withheld = None
    if change.verdict is Verdict.NOT_COMPARABLE:
        found = judge(first, second, (), regions=together, own_reach=own_reach)
        withheld = found if found.verdict in _FIGURES else None
    return RegionChange(
        region=region,
        before=first,
        after=second,
        change=change,
        withheld=withheld,
        noise=noise,
        findings=weightiest(findings),
    )


def _judged_together(course: Course, before: Photo, after: Photo) -> int:
    """Count the regions that have a value in both of two photos."""
    regions = course.regions_in(before.view)
    values = [(course.measurement(before, region), course.measurement(after, region)) for region in regions]
    return sum(all(value is not None and value.measured for value in both) for both in values)


def judge(
    before: Value | None,
    after: Value | None,
    findings: tuple[Finding, ...],
    *,
    regions: int = 1,
    own_reach: float | None = None,
) -> Change:
    """Assess a change in the light of what differs between the two photos.

    Parameters
    ----------
    before, after : Value or None
    findings : tuple of Finding
        Where one of them forbids the comparison, no figure is given.
    regions : int
        How many regions of these photos are judged together.
    own_reach : float, optional
        As in `assess_change`.

    Returns
    -------
    Change
    """
    stops = against(findings, least=Level.NOT_COMPARABLE)
    if stops:
        return not_comparable(*stops)
    change = assess_change(before=before, after=after, regions=regions, own_reach=own_reach)
    return replace(change, reasons=(*change.reasons, *against(findings))) if change.verdict in _FIGURES else change


_STRANDS_SEEN = 0.22
"""Less sharp than this against the other, a photo shows no strands whose state could be compared."""
_FIGURES = (Verdict.GAIN, Verdict.LOSS, Verdict.NO_DETECTABLE_CHANGE)


def measure_conditions(pair: AlignedPair, transforms: tuple[Transform, Transform], mask: Mask) -> Conditions:
    """Measure what differs between two aligned photos besides hair.

    Parameters
    ----------
    pair : AlignedPair
    transforms : tuple of Transform
        From the reference frame to each photo.
    mask : Mask
        The region in the reference frame.

    Returns
    -------
    Conditions
    """
    return conditions_in(pair, transforms, (mask,))[0]


def conditions_in(
    pair: AlignedPair, transforms: tuple[Transform, Transform], masks: Sequence[Mask]
) -> tuple[Conditions, ...]:
    """Measure what differs between two aligned photos in each of some regions, what all of them share only once.

    Parameters
    ----------
    pair : AlignedPair
    transforms : tuple of Transform
        From the reference frame to each photo.
    masks : sequence of Mask
        The regions in the reference frame.

    Returns
    -------
    tuple of Conditions
    """
    scale_ratio, tilt = pose_between(*transforms)
    judged = pair.judged
    # Small copies are enough but for the finest detail, and for what is blown out, which shrinking mixes with the rest.
    before, after, seen = small_copies(before=pair.before, after=pair.after, judged=judged)
    light = light_change(before=before, after=after, judged=seen)
    shift = light_shift(before=before, after=after, judged=seen)
    cut_out = (_crop(pair, mask & judged) for mask in masks)
    sharpness = [sharpness_ratio(before=first, after=second, judged=part) for first, second, part in cut_out]
    told = max(sharpness, default=0.0) > _STRANDS_SEEN
    state = hair_change(before=before, after=after, judged=seen, strands=pair.strands) if told else None
    return tuple(
        Conditions(
            scale_ratio=scale_ratio,
            tilt_degrees=tilt,
            sharpness_ratio=sharp,
            light_change=light,
            overlap=overlap(region=mask, valid=pair.valid),
            brightness_change=shift[0] if shift else None,
            colour_change=shift[1] if shift else None,
            glare=lost_shares(before=pair.before, after=pair.after, judged=surroundings(mask) & judged),
            alignment_error=alignment_error(*transforms, region=mask),
            hair_change=state if sharp > _STRANDS_SEEN else None,
        )
        for mask, sharp in zip(masks, sharpness, strict=True)
    )


def pair_findings(pair: AlignedPair, transforms: tuple[Transform, Transform], outline: Outline) -> tuple[Finding, ...]:
    """Judge every condition of two aligned photos in a region; the rest is as in `findings_in`."""
    return findings_in(pair, transforms, (outline,))[0]


def findings_in(
    pair: AlignedPair, transforms: tuple[Transform, Transform], outlines: Sequence[Outline]
) -> tuple[tuple[Finding, ...], ...]:
    """Judge every condition of two aligned photos in each of some regions.

    Parameters
    ----------
    pair : AlignedPair
    transforms : tuple of Transform
        From the reference frame to each photo.
    outlines : sequence of Outline
        The regions in the reference frame.

    Returns
    -------
    tuple of tuple of Finding
    """
    height, width = pair.valid.shape
    masks = [region_mask(outline, (width, height)) for outline in outlines]
    return tuple(compare_conditions(conditions) for conditions in conditions_in(pair, transforms, masks))


def _crop(pair: AlignedPair, judged: Mask) -> tuple[Image, Image, Mask]:
    box = bounding_box(judged)
    if box is None:
        return pair.before, pair.after, judged
    return pair.before[box], pair.after[box], judged[box]


def _transforms(course: Course, before: Photo, after: Photo) -> tuple[Transform, Transform] | None:
    first, second = to_photo(course, before), to_photo(course, after)
    return (first, second) if first is not None and second is not None else None


def _has_value(course: Course, photo: Photo) -> bool:
    valued = course.once("photos with a value", lambda: {m.photo for m in course.measurements if m.measured})
    return photo.sha256 in valued


def _told(course: Course, view: View) -> tuple[int, int]:
    """Say how much a view has to tell: its photos with a value, and of as many, its regions."""
    return sum(_has_value(course, photo) for photo in course.in_view(view)), len(course.regions_in(view))
