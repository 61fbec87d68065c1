"""The journey of placing points by hand: what helps the hand, what is kept, and the file that holds them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hairtrack.course import Alignment, AlignmentMethod, Course, Landmark, Photo, Point
from hairtrack.errors import ErrorKind, HairtrackError, Reason, ReasonKind
from hairtrack.imaging.arrays import Points
from hairtrack.imaging.regions import region_mask
from hairtrack.imaging.registration.head_motion import Fit
from hairtrack.imaging.registration.landmarks import landmark_fit, most_telling, places_on_head
from hairtrack.imaging.registration.snap import Click, snap
from hairtrack.imaging.registration.transform import jacobians, map_points
from hairtrack.progress import Progress, no_progress
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.align_photos import align_by_landmarks, align_course, align_mirrored, used_mirrored
from hairtrack.workflow.images import load_image, load_small, lost_originals
from hairtrack.workflow.learned_matcher import LearnedMatcher
from hairtrack.workflow.outputs import check_output, write_output
from hairtrack.workflow.places import place_of, reference_of, to_photo
from hairtrack.workflow.point_files import read_landmarks

_SAME = 0.015
"""Points of the reference photo nearer to each other than this share of its width are one and the same mark."""
_SMALL = 400
"""Pixels in which the head is found."""
_ENOUGH = 6
"""Places in regions, from which on they stand for what matters."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place of the reference photo that somebody clicked before.

    Attributes
    ----------
    place : Point
    name : str
    """

    place: Point
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadPlaces:
    """Places of a reference photo.

    Attributes
    ----------
    places : Points
        (N, 2) among which a point may be asked for.
    about : Points
        (M, 2) those for which the map is to be right: in the regions that are measured, all where there are none.
    """

    places: Points
    about: Points


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Where another point would help most.

    Attributes
    ----------
    fixed, moving : Point
        In the reference photo, and where that is in the other one as far as is known.
    across, down : int
        In which third of the head: -1, 0 or 1.
    error_percent_width : float
        How far off the map may be there, 95 %.
    """

    fixed: Point
    moving: Point
    across: int
    down: int
    error_percent_width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Points read from a file.

    Attributes
    ----------
    course : Course
        With them, where they align the photo; else as it was.
    alignment : Alignment
        What the points come to.
    """

    course: Course
    alignment: Alignment


def earlier_marks(course: Course, photo: Photo) -> tuple[Mark, ...]:
    """Return the places of a photo's reference photo that were clicked for this or for other photos.

    Parameters
    ----------
    course : Course
    photo : Photo

    Returns
    -------
    tuple of Mark
        Each once, those used most often first. Where one was clicked more than once it is placed at the median.
    """
    reference = course.reference(photo.view)
    if reference is None:
        return ()
    groups: list[list[Landmark]] = []
    for mark in (m for a in course.alignments if a.fixed == reference.sha256 for m in a.landmarks):
        near = _SAME * reference.size[0]
        group = next((g for g in groups if np.hypot(*np.subtract(g[0].fixed, mark.fixed)) <= near), None)
        if group is None:
            groups.append([mark])
        else:
            group.append(mark)
    groups.sort(key=len, reverse=True)
    return tuple(Mark(_median(group), next((m.name for m in group if m.name), "")) for group in groups)


def predicted(
    course: Course, photo: Photo, landmarks: Sequence[Landmark], places: Sequence[Point]
) -> tuple[Point | None, ...]:
    """Say where places of the reference photo lie in a photo, as far as is known while points are being placed.

    Parameters
    ----------
    course : Course
    photo : Photo
    landmarks : sequence of Landmark
        Placed so far; two are enough. With fewer, the photo's present alignment is asked.
    places : sequence of Point

    Returns
    -------
    tuple of Point or None
        None where it is not known, or outside the photo. Roughly: this is to find a mark by, never to take for it.
    """
    asked = np.array(places, dtype=np.float64).reshape(-1, 2)
    transform = to_photo(course, photo)
    if _enough(landmarks):
        found = _fit(course, photo, landmarks).map(asked)
    elif transform is not None:
        found = map_points(transform, asked)
    else:
        return (None,) * len(asked)
    width, height = photo.size
    return tuple((float(x), float(y)) if 0 <= x < width and 0 <= y < height else None for x, y in found)


def find_head_places(folder: CourseFolder, course: Course, photo: Photo) -> HeadPlaces:
    """Find among which places of a reference photo points may be asked for. Reads the photo.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
        Whose regions in the photo's view matter most.
    photo : Photo

    Returns
    -------
    HeadPlaces
    """
    places = places_on_head(load_small(folder, photo, _SMALL), photo.size)
    x, y = np.clip(places.round().astype(int), 0, np.array(photo.size) - 1).T
    inside = np.zeros(len(places), bool)
    for region in course.regions_in(photo.view):
        place = place_of(course, photo, region)
        if place.reason is None:
            inside |= region_mask(place.outline, photo.size)[y, x]
    # The first fit draws its prior, which takes too long for a window to wait for.
    corners = [Landmark(fixed=at, moving=at) for at in ((0.0, 0.0), (photo.size[0] - 1.0, photo.size[1] - 1.0))]
    landmark_fit(fixed_size=photo.size, moving_size=photo.size, landmarks=corners)
    return HeadPlaces(places=places, about=places[inside] if inside.sum() >= _ENOUGH else places)


def where_next(course: Course, photo: Photo, landmarks: Sequence[Landmark], head: HeadPlaces) -> Wanted | None:
    """Say where another point would help most.

    Parameters
    ----------
    course : Course
    photo : Photo
    landmarks : sequence of Landmark
    head : HeadPlaces

    Returns
    -------
    Wanted or None
        None with fewer than two points.
    """
    reference = reference_of(course, photo)
    places = head.places
    found = most_telling(
        fixed_size=reference.size,
        moving_size=photo.size,
        landmarks=landmarks,
        places=places,
        about=head.about,
        mirrored=used_mirrored(course, photo),
    )
    if found is None:
        return None
    index, error = found
    low, high = places.min(axis=0), places.max(axis=0)
    place = places[index]
    across, down = np.clip(np.floor(3 * (place - low) / np.maximum(high - low, 1)), 0, 2).astype(int) - 1
    x, y = _fit(course, photo, landmarks).map(place[None])[0]
    return Wanted(
        fixed=(float(place[0]), float(place[1])),
        moving=(float(x), float(y)),
        across=int(across),
        down=int(down),
        error_percent_width=error,
    )


def snapped(
    folder: CourseFolder, course: Course, photo: Photo, landmarks: Sequence[Landmark], index: int, *, in_moving: bool
) -> Point | None:
    """Find the mark that was meant by the second click of a pair. Reads both photos.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    photo : Photo
    landmarks : sequence of Landmark
    index : int
        Of the pair that is complete now.
    in_moving : bool
        Whether the second click is in the photo to be aligned; else in the reference photo.

    Returns
    -------
    Point or None
        In the photo that was clicked second; None where nothing is clearly better than the click.
    """
    reference = reference_of(course, photo)
    pair = landmarks[index]
    others = [mark for number, mark in enumerate(landmarks) if number != index]
    slopes = _slopes(course, photo, others, pair.fixed)
    fixed, moving = Click(load_image(folder, reference), pair.fixed), Click(load_image(folder, photo), pair.moving)
    if in_moving:
        return snap(fixed, moving, slopes)
    if abs(np.linalg.det(slopes)) < 1e-6:
        return None
    return snap(moving, fixed, np.linalg.inv(slopes).astype(np.float64))


def import_landmarks(course: Course, photo: Photo, path: Path, *, mirrored: bool = False) -> Imported:
    """Align a photo by the points that a file holds.

    Parameters
    ----------
    course : Course
    photo : Photo
    path : Path
        As `hairtrack files align --landmarks` reads it; names are kept.
    mirrored : bool
        Whether the photo is said to be a mirror image.

    Returns
    -------
    Imported
        Points that do not align the photo change nothing: what was placed before is worth more.

    Raises
    ------
    HairtrackError
        POINTS_IN_REFERENCE, POINT_OUTSIDE, or what reading the file raises.
    """
    landmarks = read_for(course, photo, path)
    tried = align_by_landmarks(course, photo, landmarks, mirrored=mirrored)
    alignment = tried.alignment(photo)
    assert alignment is not None
    return Imported(course=tried if alignment.aligned else course, alignment=alignment)


def read_for(course: Course, photo: Photo, path: Path) -> tuple[Landmark, ...]:
    """Read points that are meant for a photo and its reference photo, as `import_landmarks` does."""
    reference = reference_of(course, photo)
    if reference.sha256 == photo.sha256:
        raise HairtrackError(ErrorKind.POINTS_IN_REFERENCE, photo=photo.file_name)
    landmarks = read_landmarks(path)
    for number, mark in enumerate(landmarks, start=1):
        for where, (x, y) in ((reference, mark.fixed), (photo, mark.moving)):
            width, height = where.size
            if not (-0.5 <= x <= width - 0.5 and -0.5 <= y <= height - 0.5):
                raise HairtrackError(
                    ErrorKind.POINT_OUTSIDE, number=number, photo=where.file_name, width=width, height=height
                )
    return landmarks


def landmarks_json(landmarks: Sequence[Landmark]) -> list[list[list[float] | str]]:
    """Return points as a file holds them: pairs of places, with the name where there is one."""
    return [
        [[round(v, 2) for v in mark.fixed], [round(v, 2) for v in mark.moving], *([mark.name] if mark.name else [])]
        for mark in landmarks
    ]


def export_landmarks(course: Course, photo: Photo, landmarks: Sequence[Landmark], path: Path) -> None:
    """Write points into a file that `import_landmarks` reads.

    Parameters
    ----------
    course : Course
        Whose photos must not be replaced.
    photo : Photo
    landmarks : sequence of Landmark
    path : Path

    Raises
    ------
    HairtrackError
        NO_POINTS, or as `check_output`.
    """
    if not landmarks:
        raise HairtrackError(ErrorKind.NO_POINTS, photo=photo.file_name)
    check_output(path, course)
    lines = ",\n".join(f" {json.dumps(pair, ensure_ascii=False)}" for pair in landmarks_json(landmarks))
    write_output(path, f"[\n{lines}\n]\n".encode())


def kept_landmarks(course: Course, photo: Photo) -> tuple[Landmark, ...]:
    """Return the points placed for a photo and its present reference photo."""
    alignment = course.alignment(photo)
    return alignment.landmarks if alignment else ()


def pinned(course: Course, photo: Photo) -> bool:
    """Say whether a photo lies where a person put it, which aligning again leaves alone."""
    alignment = course.alignment(photo)
    return alignment is not None and alignment.aligned and alignment.method is AlignmentMethod.LANDMARKS


def align_by_itself(
    folder: CourseFolder,
    course: Course,
    photo: Photo,
    progress: Progress = no_progress,
    *,
    mirrored: bool = False,
    matcher: LearnedMatcher | None = None,
) -> tuple[Course, tuple[Reason, ...]]:
    """Align a photo by itself that its points have placed; the points are kept, to be used again.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    photo : Photo
    progress : Progress
    mirrored : bool
        Whether the photo is said to be a mirror image now; one that is used as such needs not be said to be again.
    matcher : LearnedMatcher, optional

    Returns
    -------
    course : Course
        The photo stays where its points place it, where it cannot be aligned by itself.
    reasons : tuple of Reason
        Why not.
    """
    if mirrored or used_mirrored(course, photo):
        return align_mirrored(folder, course, photo, progress, matcher=matcher)
    aligned = align_course(folder, _unpinned(course, photo), progress, matcher=matcher)
    found = aligned.alignment(photo)
    if found is None or found.aligned:
        return aligned, ()
    for other in aligned.alignments:
        if other.moving != photo.sha256:
            course = course.with_alignment(other)
    lost = lost_originals(folder, (reference_of(course, photo), photo))
    # Stopped, the photo still waits, and that is no reason.
    said = (reason for reason in found.reasons if reason.kind is not ReasonKind.NOT_ALIGNED)
    return course, (*lost.values(), *said)


def _unpinned(course: Course, photo: Photo) -> Course:
    """Let a photo be aligned by itself again."""
    alignment = course.alignment(photo)
    if alignment is None or not pinned(course, photo):
        return course
    waiting = Reason.of(ReasonKind.NOT_ALIGNED)
    return course.with_alignment(
        replace(
            alignment,
            transform=None,
            method=AlignmentMethod.FEATURES,
            inliers=0,
            error_percent_width=None,
            reasons=(waiting,),
        )
    )


def _slopes(course: Course, photo: Photo, others: Sequence[Landmark], place: Point) -> NDArray[np.float64]:
    """Return how places in a photo move with those in its reference photo, as far as is known."""
    at = np.array([place])
    reference = reference_of(course, photo)
    if _enough(others):
        slopes: NDArray[np.float64] = _fit(course, photo, others).slopes(at)[0]
    elif (transform := to_photo(course, photo)) is not None:
        slopes = jacobians(transform, at)[0]
    else:
        slopes = np.eye(2) * photo.size[0] / reference.size[0]
    return slopes


def _fit(course: Course, photo: Photo, landmarks: Sequence[Landmark]) -> Fit:
    return landmark_fit(
        fixed_size=reference_of(course, photo).size,
        moving_size=photo.size,
        landmarks=landmarks,
        mirrored=used_mirrored(course, photo),
    )


def _enough(landmarks: Sequence[Landmark]) -> bool:
    return len({mark.fixed for mark in landmarks}) >= 2 and len({mark.moving for mark in landmarks}) >= 2


def _median(group: Sequence[Landmark]) -> Point:
    x, y = np.median([mark.fixed for mark in group], axis=0)
    return float(x), float(y)
