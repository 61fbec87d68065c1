"""The journey of aligning: every photo of a view finds its place in the view's reference photo."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hairtrack.course import (
    Alignment,
    AlignmentMethod,
    Course,
    Landmark,
    Photo,
    Point,
    View,
)
from hairtrack.errors import Reason, ReasonKind
from hairtrack.imaging.arrays import Points
from hairtrack.imaging.photo_file import read_photo
from hairtrack.imaging.registration.automatic import register
from hairtrack.imaging.registration.chain import map_through
from hairtrack.imaging.registration.landmarks import register_landmarks
from hairtrack.imaging.registration.mirror import register_mirrored, turns_over
from hairtrack.imaging.registration.result import ENGINE, Registration
from hairtrack.imaging.registration.transform import identity, map_points, pooled_error
from hairtrack.language import _
from hairtrack.progress import Progress, no_progress, part_of
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow import places
from hairtrack.workflow.align_view import ViewAlignment
from hairtrack.workflow.compared_pairs import ComparedPairs
from hairtrack.workflow.images import load_image, lost_originals
from hairtrack.workflow.learned_matcher import LearnedMatcher


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


def align_course(
    folder: CourseFolder,
    course: Course,
    progress: Progress = no_progress,
    *,
    redo: bool = False,
    matcher: LearnedMatcher | None = None,
) -> Course:
    """Align all photos with the reference photos of their views.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    progress : Progress
    redo : bool
        Align again what is already aligned. What was aligned by landmarks, or as a mirror image, always stays.
    matcher : LearnedMatcher, optional
        Asked where little else speaks for a pair.

    Returns
    -------
    Course
        Photos that can be aligned neither directly nor through others carry their refusal. What was aligned before
        stays to the digit, unless what is known now contradicts it. Where the user stopped it, with what was aligned
        by then. Photos whose original is lost stay as they are.
    """
    lost = lost_originals(folder, course.photos)
    waiting = {
        view: [photo for photo in _to_align(course, view, redo=redo) if photo.sha256 not in lost]
        for view in course.views()
    }
    total, done = sum(map(len, waiting.values())), 0
    for view, photos in waiting.items():
        reference = course.reference(view)
        if reference is None or reference.sha256 in lost:
            continue
        part = part_of(progress, done / max(total, 1), (done + len(photos)) / max(total, 1))
        pairs = ComparedPairs(folder, anew=redo, matcher=matcher)
        course, stopped = ViewAlignment(pairs, course, reference, photos, lost).run(part)
        if stopped:
            break
        done += len(photos)
    return course


def align_by_landmarks(
    course: Course, photo: Photo, landmarks: Sequence[Landmark], *, mirrored: bool = False
) -> Course:
    """Align a photo by points that a person placed in it and in the reference photo.

    Parameters
    ----------
    course : Course
    photo : Photo
    landmarks : sequence of Landmark
        Fixed: in the view's reference photo.
    mirrored : bool
        Whether the photo is said to be a mirror image now; one that is used as such needs not be said to be again.

    Returns
    -------
    Course
        With the alignment, or with its refusal and the landmarks kept for going on.
    """
    reference = places.reference_of(course, photo)
    found = register_landmarks(
        fixed_size=reference.size,
        moving_size=photo.size,
        landmarks=landmarks,
        mirrored=mirrored or used_mirrored(course, photo),
    )
    return course.with_alignment(_record(found, reference, photo, tuple(landmarks)))


def align_mirrored(
    folder: CourseFolder,
    course: Course,
    photo: Photo,
    progress: Progress = no_progress,
    *,
    matcher: LearnedMatcher | None = None,
) -> tuple[Course, tuple[Reason, ...]]:
    """Align a photo that a person says to be a mirror image. Its file stays as it is: its place turns it over.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    photo : Photo
    progress : Progress
    matcher : LearnedMatcher, optional

    Returns
    -------
    course : Course
        As it was, where the photo cannot be aligned so either.
    reasons : tuple of Reason
        Why not.
    """
    reference = places.reference_of(course, photo)
    progress(0.0, _("Aligning {photo} as a mirror image", photo=photo.file_name))
    fixed, moving = (load_image(folder, one, keep=False) for one in (reference, photo))
    starter = matcher.start if matcher else None
    found = register_mirrored(fixed=fixed, moving=moving, progress=part_of(progress, 0.1, 1.0), starter=starter)
    if found.transform is None:
        return course, found.reasons
    before = course.alignment(photo)
    marks = before.landmarks if before else ()
    engine = matcher.engine if matcher and found.learned else ENGINE
    return course.with_alignment(_record(found, reference, photo, marks, engine)), ()


def is_mirrored(alignment: Alignment) -> bool:
    """Say whether a photo is used as a mirror image.

    Parameters
    ----------
    alignment : Alignment
    """
    return alignment.transform is not None and turns_over(alignment.transform)


def used_mirrored(course: Course, photo: Photo) -> bool:
    """Say whether a photo of a course is used as a mirror image at present."""
    alignment = course.alignment(photo)
    return alignment is not None and is_mirrored(alignment)


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


def _to_align(course: Course, view: View, *, redo: bool) -> list[Photo]:
    reference = course.reference(view)
    photos = []
    for photo in course.in_view(view):
        if reference is None or photo.sha256 == reference.sha256:
            continue
        known = course.alignment(photo)
        said = known is not None and (_by_hand(known) or is_mirrored(known))
        if not said and (redo or known is None or not known.aligned):
            photos.append(photo)
    return photos


def _by_hand(alignment: Alignment) -> bool:
    return alignment.aligned and alignment.method is AlignmentMethod.LANDMARKS


def _record(
    found: Registration, reference: Photo, photo: Photo, landmarks: tuple[Landmark, ...], engine: str = ENGINE
) -> Alignment:
    return Alignment(
        fixed=reference.sha256,
        moving=photo.sha256,
        transform=found.transform,
        method=found.method,
        inliers=found.inliers,
        error_percent_width=found.error_percent_width,
        reasons=found.reasons,
        landmarks=landmarks,
        engine=engine,
    )
