"""The journey of aligning: every photo of a view finds its place in the view's reference photo."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from hairtrack.course import (
    Alignment,
    AlignmentMethod,
    Course,
    Landmark,
    Photo,
    Point,
    Transform,
    View,
)
from hairtrack.errors import ErrorKind, HairtrackError, Reason, ReasonKind
from hairtrack.imaging.arrays import Points
from hairtrack.imaging.photo_file import read_photo
from hairtrack.imaging.registration.automatic import Marks, find_marks, register, register_marks
from hairtrack.imaging.registration.chain import compose, map_through
from hairtrack.imaging.registration.landmarks import register_landmarks
from hairtrack.imaging.registration.result import ENGINE, Registration
from hairtrack.imaging.registration.transform import (
    error_percent_width,
    hull_grid,
    identity,
    map_points,
    pooled_error,
)
from hairtrack.language import _
from hairtrack.progress import Cancelled, Progress, no_progress, part_of
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow import places
from hairtrack.workflow.images import load_image

_BRIDGES = 3
"""Through so many photos, the nearest in time, an alignment is tried that fails directly."""
_LARGEST_ERROR = 2.0
"""Of an alignment through others, percent of the width."""
_LOOP = 1.5
"""By how many times their stated errors two ways to one photo may differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedPoints:
    """Points of one photo found in another.

    Attributes
    ----------
    points : Points
        (N, 2); NaN where the alignment is not trusted.
    error_percent_width : float or None
        Estimated 95th percentile of their error, percent of the other photo's width.
    reasons : tuple of Reason
        Why nothing was found.
    """

    points: Points
    error_percent_width: float | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAlignment:
    """Two photo files aligned without a course.

    Attributes
    ----------
    registration : Registration
    points : Points
        (N, 2) the asked points in the moving photo; NaN where not trusted or refused.
    """

    registration: Registration
    points: Points


@dataclass(slots=True)
class _MarksOf:
    """Finds the marks of each photo once."""

    folder: CourseFolder
    known: dict[str, Marks] = field(default_factory=dict)

    def __call__(self, photo: Photo, progress: Progress = no_progress) -> Marks:
        if photo.sha256 not in self.known:
            self.known[photo.sha256] = find_marks(load_image(self.folder, photo), progress)
        return self.known[photo.sha256]


def align_course(
    folder: CourseFolder, course: Course, progress: Progress = no_progress, *, redo: bool = False
) -> Course:
    """Align all photos with the reference photos of their views.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    progress : Progress
    redo : bool
        Align again what is already aligned. What was aligned by landmarks always stays.

    Returns
    -------
    Course
        Photos that can be aligned neither directly nor through others carry their refusal. Where the user stopped it,
        with what was aligned by then.
    """
    waiting = [_to_align(course, view, redo=redo) for view in course.views()]
    total, done = sum(map(len, waiting)), 0
    for photos in filter(None, waiting):
        part = part_of(progress, done / total, (done + len(photos)) / total)
        # Marks take ten megabytes a photo, so those of one view are let go before the next.
        course, stopped = _align_view(_MarksOf(folder), course, photos, part)
        if stopped:
            break
        done += len(photos)
    return course


def align_by_landmarks(course: Course, photo: Photo, landmarks: Sequence[Landmark]) -> Course:
    """Align a photo by points that a person placed in it and in the reference photo.

    Parameters
    ----------
    course : Course
    photo : Photo
    landmarks : sequence of Landmark
        Fixed: in the view's reference photo.

    Returns
    -------
    Course
        With the alignment, or with its refusal and the landmarks kept for going on.
    """
    reference = _reference(course, photo)
    found = register_landmarks(fixed_size=reference.size, moving_size=photo.size, landmarks=landmarks)
    return course.with_alignment(_record(found, reference, photo, tuple(landmarks)))


def map_between(course: Course, from_photo: Photo, to_photo: Photo, points: Sequence[Point] | Points) -> MappedPoints:
    """Find points of one photo in another of the same view, through the view's reference photo.

    Parameters
    ----------
    course : Course
    from_photo, to_photo : Photo
    points : sequence of Point or Points
        In pixels of `from_photo`.

    Returns
    -------
    MappedPoints
    """
    asked = np.array(points, dtype=np.float64).reshape(-1, 2)
    nowhere = np.full_like(asked, np.nan)
    if from_photo.view is not to_photo.view:
        return MappedPoints(points=nowhere, reasons=(Reason.of(ReasonKind.OTHER_VIEW),))
    if from_photo == to_photo:
        return MappedPoints(points=map_points(identity(to_photo.size), asked), error_percent_width=0.0)
    back, forth = places.to_photo(course, from_photo), places.to_photo(course, to_photo)
    if back is None or forth is None:
        return MappedPoints(points=nowhere, reasons=(Reason.of(ReasonKind.NOT_ALIGNED),))
    found, errors = map_through(back, forth, asked)
    known = errors[~np.isnan(errors)]
    percent = 100 * pooled_error(known) / to_photo.size[0] if len(known) else None
    return MappedPoints(points=found, error_percent_width=percent)


def align_files(
    fixed_path: Path,
    moving_path: Path,
    landmarks: Sequence[Landmark] | None = None,
    points: Sequence[Point] = (),
    progress: Progress = no_progress,
) -> FileAlignment:
    """Align two photo files and find points of the first in the second.

    Parameters
    ----------
    fixed_path, moving_path : Path
    landmarks : sequence of Landmark, optional
        With them, the photos are aligned by hand.
    points : sequence of Point
        In pixels of the upright fixed photo.
    progress : Progress

    Returns
    -------
    FileAlignment
    """
    progress(0.0, _("Reading the photos"))
    fixed, moving = read_photo(fixed_path), read_photo(moving_path)
    if landmarks is not None:
        found = register_landmarks(fixed_size=fixed.size, moving_size=moving.size, landmarks=landmarks)
    else:
        found = register(fixed=fixed.image, moving=moving.image, progress=part_of(progress, 0.2, 1.0))
    asked = np.array(points, dtype=np.float64).reshape(-1, 2)
    if found.transform is None:
        return FileAlignment(registration=found, points=np.full_like(asked, np.nan))
    return FileAlignment(registration=found, points=map_points(found.transform, asked))


def _align_view(
    marks: Callable[[Photo, Progress], Marks], course: Course, waiting: Sequence[Photo], progress: Progress
) -> tuple[Course, bool]:
    """Align the photos of one view; say whether the user stopped it."""
    found: dict[str, Alignment] = {}
    stopped = False
    try:
        for index, photo in enumerate(waiting):
            part = part_of(progress, 0.8 * index / len(waiting), 0.8 * (index + 1) / len(waiting))
            found[photo.sha256] = _align_directly(marks, course, photo, part)
        _bridge(marks, course, waiting, found, part_of(progress, 0.8, 0.8))
    except Cancelled:
        stopped = True
    for alignment in found.values():
        # What was refused so far might yet be bridged: when stopped it is left to be tried again.
        if alignment.aligned or not stopped:
            course = course.with_alignment(alignment)
    return course, stopped


def _bridge(
    marks: Callable[[Photo, Progress], Marks],
    course: Course,
    photos: Sequence[Photo],
    found: dict[str, Alignment],
    progress: Progress,
) -> None:
    """Align what was refused through what was not, as long as that helps: one that was bridged may bridge the next."""
    for alignment in found.values():
        course = course.with_alignment(alignment)
    helped = True
    while helped:
        helped = False
        for photo in [photo for photo in photos if not found[photo.sha256].aligned]:
            bridged = _align_through(marks, course, photo, progress)
            if bridged is not None:
                found[photo.sha256] = bridged
                course = course.with_alignment(bridged)
                helped = True


def _align_directly(
    marks: Callable[[Photo, Progress], Marks], course: Course, photo: Photo, progress: Progress
) -> Alignment:
    reference = _reference(course, photo)
    progress(0.0, _("Aligning {photo}", photo=photo.file_name))
    fixed = marks(reference, part_of(progress, 0.0, 0.4))
    moving = marks(photo, part_of(progress, 0.4, 0.8))
    found = register_marks(fixed=fixed, moving=moving, progress=part_of(progress, 0.8, 1.0))
    return _record(found, reference, photo, _landmarks(course, photo))


def _align_through(
    marks: Callable[[Photo, Progress], Marks], course: Course, photo: Photo, progress: Progress
) -> Alignment | None:
    """Align a photo through others that are aligned; where two ways exist, they must agree."""
    reference = _reference(course, photo)
    bridges = _bridges(course, photo)
    ways: list[Registration] = []
    for index, (bridge, to_bridge) in enumerate(bridges):
        part = part_of(progress, index / len(bridges), (index + 1) / len(bridges))
        part(0.0, _("Aligning {photo} through {other}", photo=photo.file_name, other=bridge.file_name))
        step = register_marks(fixed=marks(bridge, no_progress), moving=marks(photo, no_progress))
        whole = compose(to_bridge, step.transform) if step.transform else None
        if whole is None or error_percent_width(whole) > _LARGEST_ERROR:
            continue
        ways.append(replace(step, transform=whole, error_percent_width=error_percent_width(whole)))
    if not ways or not _agree(ways):
        return None
    best = min(ways, key=lambda way: way.error_percent_width or 0.0)
    return _record(best, reference, photo, _landmarks(course, photo))


def _agree(ways: Sequence[Registration]) -> bool:
    """Say whether all ways to a photo lead to the same place within their stated errors."""
    first, *others = ways
    if first.transform is None:
        return False
    points = hull_grid(first.transform.hull)
    here = map_points(first.transform, points)
    for other in others:
        if other.transform is None:
            return False
        gap = np.hypot(*(map_points(other.transform, points) - here).T)
        shared = gap[~np.isnan(gap)]
        stated = np.hypot(first.error_percent_width or 0.0, other.error_percent_width or 0.0)
        allowed = _LOOP * float(stated) / 100 * first.transform.moving_size[0]
        if len(shared) and np.median(shared) > allowed:
            return False
    return True


def _bridges(course: Course, photo: Photo) -> list[tuple[Photo, Transform]]:
    """Return aligned photos of the view, the nearest in time first."""
    found = []
    for other in course.in_view(photo.view):
        alignment = course.alignment(other)
        if other.sha256 != photo.sha256 and alignment is not None and alignment.transform is not None:
            apart = abs((other.taken_on - photo.taken_on).days) if other.taken_on and photo.taken_on else 10**6
            found.append((apart, other, alignment.transform))
    found.sort(key=lambda entry: (entry[0], entry[1].sha256))
    return [(other, transform) for _, other, transform in found[:_BRIDGES]]


def _to_align(course: Course, view: View, *, redo: bool) -> list[Photo]:
    reference = course.reference(view)
    photos = []
    for photo in course.in_view(view):
        if reference is None or photo.sha256 == reference.sha256:
            continue
        known = course.alignment(photo)
        by_hand = known is not None and known.aligned and known.method is AlignmentMethod.LANDMARKS
        if not by_hand and (redo or known is None or not known.aligned):
            photos.append(photo)
    return photos


def _reference(course: Course, photo: Photo) -> Photo:
    reference = course.reference(photo.view)
    if reference is None:
        raise HairtrackError(ErrorKind.UNKNOWN_PHOTO, photo=photo.short)
    return reference


def _landmarks(course: Course, photo: Photo) -> tuple[Landmark, ...]:
    known = course.alignment(photo)
    return known.landmarks if known else ()


def _record(found: Registration, reference: Photo, photo: Photo, landmarks: tuple[Landmark, ...]) -> Alignment:
    return Alignment(
        fixed=reference.sha256,
        moving=photo.sha256,
        transform=found.transform,
        method=found.method,
        inliers=found.inliers,
        error_percent_width=found.error_percent_width,
        reasons=found.reasons,
        landmarks=landmarks,
        engine=ENGINE,
    )
