"""The journey of choosing two photos fairly: the best matched of a view's first and last visits."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

import numpy as np

from hairtrack.analysis.comparability import compare_grooming, length_mismatch
from hairtrack.analysis.fair_pair import Candidate, FairPair, ends, fair_pair, fair_sentence, kinder_by
from hairtrack.course import Course, Photo, Transform, View
from hairtrack.errors import Reason, ReasonKind
from hairtrack.imaging.arrays import Image, Mask
from hairtrack.imaging.comparison import STRAND_SIDE, StrandPlanes, strand_planes
from hairtrack.imaging.regions import region_mask
from hairtrack.imaging.registration.transform import rescaled, warp_to_fixed
from hairtrack.language import _
from hairtrack.messages import day_in_words
from hairtrack.progress import Progress, no_progress, part_of
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.compare_photos import (
    AlignedPair,
    Comparison,
    RegionChange,
    compare,
    measure_conditions,
    region_change,
    taken_out_of,
)
from hairtrack.workflow.images import load_small
from hairtrack.workflow.places import outline_in_reference, to_photo


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedPair:
    """The pair to compare, chosen without looking at what was measured.

    Attributes
    ----------
    before, after : Photo
    why : str
        A sentence.
    pairs : int
        How many were looked at.
    comparable : bool
        Whether nothing forbids comparing them.
    """

    before: Photo
    after: Photo
    why: str
    pairs: int
    comparable: bool


@dataclass(frozen=True, slots=True)
class PlacedSmall:
    """A small copy of a photo in a small copy of its view's reference frame, and what pairs of it are judged by."""

    image: Image
    seen: Mask
    transform: Transform
    taken_out: tuple[Mask, ...]
    strands: StrandPlanes


def only_pair(course: Course, view: View, photos: Collection[Photo] | None = None) -> ProposedPair | None:
    """Return the pair of a view's first and last visit where there is only one to choose, without looking at it.

    Parameters
    ----------
    course : Course
    view : View
    photos : collection of Photo, optional
        To choose from.

    Returns
    -------
    ProposedPair or None
    """
    first, last = _ends(course, view, photos)
    if len(first) * len(last) != 1:
        return None
    only = FairPair(before=first[0].sha256, after=last[0].sha256, pairs=1)
    return ProposedPair(before=first[0], after=last[0], why=fair_sentence(only), pairs=1, comparable=True)


def find_fair_pair(
    folder: CourseFolder,
    course: Course,
    view: View,
    progress: Progress = no_progress,
    *,
    photos: Collection[Photo] | None = None,
) -> ProposedPair | None:
    """Find the best matched pair among a view's first and last visits, by how its photos were taken.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    view : View
    progress : Progress
    photos : collection of Photo, optional
        To choose from; all of the view where nobody says.

    Returns
    -------
    ProposedPair or None
        None where the view has no two aligned photos of different days.
    """
    first, last = _ends(course, view, photos)
    looked_at = {photo.sha256: photo for photo in (*first, *last)}
    placed: dict[str, PlacedSmall] = {}
    for index, photo in enumerate(looked_at.values()):
        progress(0.7 * index / len(looked_at), _("Looking at {photo}", photo=photo.file_name))
        placed[photo.sha256] = place_small(folder, course, photo)
    mask = regions_small(course, view, placed)
    candidates = []
    pairs = list(product(first, last))
    for index, (before, after) in enumerate(pairs):
        progress(0.7 + 0.3 * index / len(pairs), _("Comparing how the photos were taken"))
        candidates.append(candidate_of(course, before, after, placed, mask))
    found = fair_pair(candidates)
    if found is None:
        return None
    return ProposedPair(
        before=looked_at[found.before],
        after=looked_at[found.after],
        why=fair_sentence(found),
        pairs=found.pairs,
        comparable=found.comparable,
    )


def compare_fairly(
    folder: CourseFolder,
    course: Course,
    before: Photo,
    after: Photo,
    progress: Progress = no_progress,
    *,
    placed: AlignedPair | None = None,
) -> Comparison:
    """Compare two photos, and say where they show more gain than the best matched pair does.

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
        As `compare` gives it; where this pair is kinder by more than the doubt, that is among the reasons.
    """
    found = compare(folder, course, before, after, part_of(progress, 0.0, 0.5), placed=placed)
    first, last = _ends(course, before.view)
    if (before.taken_on or date.max) >= (after.taken_on or date.min):
        return found
    # Photos are looked at again only where any pair at all could make this one look kind.
    if not any(_kinder(course, item, *pair) for item in found.changes for pair in product(first, last)):
        return found
    fair = find_fair_pair(folder, course, before.view, part_of(progress, 0.5, 1.0))
    if fair is None or not fair.comparable or (fair.before, fair.after) == (before, after):
        return found
    return replace(found, changes=tuple(_warned(course, item, fair) for item in found.changes))


def _warned(course: Course, item: RegionChange, fair: ProposedPair) -> RegionChange:
    more = _kinder(course, item, fair.before, fair.after)
    if more is None:
        return item
    days = [day_in_words(photo.taken_on) for photo in (fair.before, fair.after) if photo.taken_on is not None]
    reason = Reason.of(ReasonKind.KINDER_PAIR, points=round(more), before=days[0], after=days[1], pairs=fair.pairs)
    return replace(item, change=replace(item.change, reasons=(reason, *item.change.reasons)))


def _kinder(course: Course, item: RegionChange, before: Photo, after: Photo) -> float | None:
    return kinder_by(item.change, region_change(course, item.region, before, after).change)


def _ends(
    course: Course, view: View, among: Collection[Photo] | None = None
) -> tuple[tuple[Photo, ...], tuple[Photo, ...]]:
    """Return the photos of the beginning and the end that are aligned, and have values where any pair has."""
    chosen = [photo for photo in course.in_view(view) if among is None or photo in among]
    aligned = [photo for photo in chosen if to_photo(course, photo) is not None]
    with_values = {m.photo for m in course.measurements if m.measured}
    measured = [photo for photo in aligned if photo.sha256 in with_values]
    for photos in (measured, aligned):
        first, last = ends([photo.taken_on for photo in photos if photo.taken_on is not None])
        if first and last:
            return tuple(photos[index] for index in first), tuple(photos[index] for index in last)
    return (), ()


def place_small(folder: CourseFolder, course: Course, photo: Photo) -> PlacedSmall:
    """Bring a small copy of a photo into a small copy of its view's reference frame."""
    transform = to_photo(course, photo)
    assert transform is not None
    share = min(1.0, STRAND_SIDE / min(transform.fixed_size))
    image = load_small(folder, photo, round(share * max(transform.fixed_size)))
    width, height = (max(1, round(side * share)) for side in transform.fixed_size)
    small = rescaled(transform, fixed_size=(width, height), moving_size=(image.shape[1], image.shape[0]))
    placed, seen = warp_to_fixed(small, image)
    return PlacedSmall(placed, seen, small, taken_out_of(course, photo, small), strand_planes(placed))


def regions_small(course: Course, view: View, placed: Mapping[str, PlacedSmall]) -> Mask:
    """Return all regions of a view in the small reference frame; without any, the whole frame."""
    reference = course.reference(view)
    shape = next((each.seen.shape for each in placed.values()), (1, 1))
    mask = np.zeros(shape, np.bool_)
    for region in course.regions_in(view):
        outline = outline_in_reference(course, region)
        if outline is not None and reference is not None:
            x, y = shape[1] / reference.size[0], shape[0] / reference.size[1]
            mask |= region_mask(tuple((a * x, b * y) for a, b in outline), (shape[1], shape[0]))
    return mask if mask.any() else ~mask


def candidate_of(
    course: Course, before: Photo, after: Photo, placed: Mapping[str, PlacedSmall], mask: Mask
) -> Candidate:
    """Look at how two photos were taken.

    Parameters
    ----------
    course : Course
    before, after : Photo
    placed : mapping of str to PlacedSmall
        By SHA-256.
    mask : Mask
        As `regions_small` returns it.

    Returns
    -------
    Candidate
    """
    assert before.taken_on is not None
    assert after.taken_on is not None
    first, second = placed[before.sha256], placed[after.sha256]
    grooms, days = course.diary.grooms, {"before": before.taken_on, "after": after.taken_on}
    pair = AlignedPair(
        before=first.image,
        after=second.image,
        valid=first.seen & second.seen,
        taken_out=first.taken_out + second.taken_out,
        strands=(first.strands, second.strands),
    )
    return Candidate(
        before=before.sha256,
        after=after.sha256,
        conditions=measure_conditions(pair, (first.transform, second.transform), mask),
        length_mismatch=length_mismatch(grooms, **days),
        noted=compare_grooming(grooms, **days),
    )
