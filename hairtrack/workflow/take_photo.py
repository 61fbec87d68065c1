"""The journey of taking a photo with a camera of this computer: look, take, see how far it is off, keep.

Nothing is kept but what the user takes and keeps, and that goes the way of every other photo into the course.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

import numpy as np

from hairtrack.analysis.next_photo import Seen, differences
from hairtrack.analysis.next_photo_words import Advice
from hairtrack.course import Course, Photo
from hairtrack.errors import ReasonKind
from hairtrack.imaging.arrays import Image, Mask
from hairtrack.imaging.camera import FoundCamera, Opener, cut_to, find_cameras, frames, open_capture, taken_png
from hairtrack.imaging.comparison import STRAND_SIDE, strand_planes
from hairtrack.imaging.photo_checks import check_photo
from hairtrack.imaging.photo_file import scaled
from hairtrack.imaging.regions import region_mask
from hairtrack.imaging.registration.automatic import register
from hairtrack.imaging.registration.transform import identity, rescaled, warp_to_fixed
from hairtrack.messages import reason_sentence
from hairtrack.progress import Progress, no_progress, part_of
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.storage.disk import output_errors, write_whole
from hairtrack.workflow.fair_pair import PlacedSmall
from hairtrack.workflow.images import load_image
from hairtrack.workflow.next_photo import advised, beside, fine_sentence
from hairtrack.workflow.places import place_of

__all__ = ["FoundCamera", "Opener", "TakenBeside", "cameras", "compare_taken", "keep_taken", "open_capture", "watch"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBeside:
    """How a photo that was just taken is beside the one that it is to be like.

    Attributes
    ----------
    advice : tuple of Advice
        What to do otherwise; only what to do, since nothing is known of other photos.
    fine : str
        A sentence on what is as it should be, or empty.
    why_not : str
        Why the two could not be laid over each other, or empty.
    """

    advice: tuple[Advice, ...] = ()
    fine: str = ""
    why_not: str = ""


def cameras() -> tuple[FoundCamera, ...]:
    """Return the cameras of this computer."""
    return find_cameras()


def watch(
    camera: int,
    show: Callable[[Image], object],
    progress: Progress,
    *,
    aspect: float,
    opener: Opener = open_capture,
) -> None:
    """Show the pictures of a camera until nobody wants them; then, and whatever happens, it is let go.

    Parameters
    ----------
    camera : int
        Its number.
    show : callable
        Takes each picture, cut to the shape of the photo that it is to be like.
    progress : Progress
        Ends it by raising `Cancelled`.
    aspect : float
        Width over height of that photo.
    opener : callable

    Raises
    ------
    HairtrackError
        As `frames`.
    """
    with closing(frames(camera, opener)) as pictures:
        for picture in pictures:
            progress(0.0, "")
            show(cut_to(picture, aspect))


def compare_taken(
    folder: CourseFolder, course: Course, pattern: Photo, image: Image, progress: Progress = no_progress
) -> TakenBeside:
    """Say how a photo that was just taken differs from the one that it is to be like.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    pattern : Photo
    image : Image
    progress : Progress

    Returns
    -------
    TakenBeside
    """
    size = (image.shape[1], image.shape[0])
    checked = {reason.kind for reason in check_photo(image, size=size)} - {ReasonKind.TOO_SMALL}
    seen = Seen(noticed=frozenset(checked))
    whole = load_image(folder, pattern)
    found = register(fixed=whole, moving=image, progress=part_of(progress, 0.0, 0.8))
    if found.transform is None:
        why_not = reason_sentence(found.reasons[0]) if found.reasons else ""
        return TakenBeside(advice=advised(differences([seen]), pattern), why_not=why_not)
    progress(0.8, pattern.file_name)
    first = scaled(whole, round(STRAND_SIDE * max(pattern.size) / min(pattern.size)))
    second = scaled(image, round(STRAND_SIDE * max(size) / min(size)))
    frame = (first.shape[1], first.shape[0])
    transform = rescaled(found.transform, fixed_size=frame, moving_size=(second.shape[1], second.shape[0]))
    placed, valid = warp_to_fixed(transform, second)
    here = PlacedSmall(first, np.ones(valid.shape, np.bool_), identity(frame), (), strand_planes(first))
    there = PlacedSmall(placed, valid, transform, (), strand_planes(placed))
    judged = differences([beside(seen, here, there, _regions(course, pattern, frame))])
    advice = advised(judged, pattern)
    return TakenBeside(advice=advice, fine=fine_sentence(judged.fine, advice))


def _regions(course: Course, photo: Photo, size: tuple[int, int]) -> Mask:
    """Return the regions of a photo in a smaller copy of it; without any, all of it."""
    mask = np.zeros((size[1], size[0]), np.bool_)
    across, down = size[0] / photo.size[0], size[1] / photo.size[1]
    for region in course.regions_in(photo.view):
        place = place_of(course, photo, region)
        if place.reason is None:
            mask |= region_mask(tuple((x * across, y * down) for x, y in place.outline), size)
    return mask if mask.any() else ~mask


def keep_taken(image: Image, cache: Path, taken_at: datetime | None = None) -> Path:
    """Write a photo that was taken to where it can be added to the course as any other.

    Parameters
    ----------
    image : Image
    cache : Path
        A folder for what may be deleted; made where it is missing.
    taken_at : datetime, optional
        Now by default.

    Returns
    -------
    Path

    Raises
    ------
    HairtrackError
        DISK_FULL, or that it cannot be written and why.
    """
    moment = taken_at or datetime.now()
    folder = cache / "taken"
    names = (f"camera {moment:%Y-%m-%d %H.%M.%S}{f' {k}' if k > 1 else ''}.png" for k in count(1))
    path = next(path for name in names if not (path := folder / name).exists())
    with output_errors(folder, making=True):
        folder.mkdir(parents=True, exist_ok=True)
    write_whole(path, taken_png(image, moment))
    return path
