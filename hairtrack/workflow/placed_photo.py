"""One photo in its view's reference frame, as it is looked at: as taken, or with its tone brought to another's."""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hairtrack.course import Course, Photo
from hairtrack.errors import Reason, ReasonKind
from hairtrack.imaging import tone
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.registration.transform import warp_to_fixed
from hairtrack.imaging.tone import Gains, ToneSample, Untold, tone_sample
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.images import load_image
from hairtrack.workflow.places import to_photo

_UNTOLD = {
    Untold.LITTLE_IN_COMMON: ReasonKind.TONE_LITTLE_IN_COMMON,
    Untold.CLIPPED: ReasonKind.TONE_CLIPPED,
    Untold.TOO_FAR: ReasonKind.TONE_TOO_FAR,
    Untold.UNLIKE: ReasonKind.TONE_UNLIKE,
}


@dataclass(frozen=True, slots=True)
class PlacedPhoto:
    """A photo resampled into the pixels of its view's reference photo.

    Attributes
    ----------
    image : Image
        The photo as it is where it is not aligned.
    tone : ToneSample or None
        By which its tone is matched; None where it is not aligned.
    """

    image: Image
    tone: ToneSample | None


def place_key(course: Course, photo: Photo) -> Hashable:
    """Return what a placed photo rests on, so that one that was kept is known to be out of date.

    Parameters
    ----------
    course : Course
    photo : Photo
    """
    reference = course.reference(photo.view)
    return course.id, photo.sha256, reference and reference.sha256, to_photo(course, photo)


def place_photo(folder: CourseFolder, course: Course, photo: Photo, *, keep: bool = True) -> PlacedPhoto:
    """Bring a photo into its view's reference frame.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    photo : Photo
    keep : bool
        Whether its own pixels are soon asked for again.

    Returns
    -------
    PlacedPhoto

    Raises
    ------
    HairtrackError
        What `load_image` raises.
    """
    transform = to_photo(course, photo)
    if transform is None:
        return PlacedPhoto(load_image(folder, photo, keep=keep), None)
    # The photo as taken is held by nobody once it is resampled.
    placed, valid = warp_to_fixed(transform, load_image(folder, photo, keep=keep))
    return PlacedPhoto(placed, tone_sample(placed, valid))


def match_tones(before: ToneSample | None, after: ToneSample | None) -> Gains | Reason:
    """Find what brings a photo to the exposure and white balance of another, for looking only.

    Parameters
    ----------
    before, after : ToneSample or None
        None for a photo that is not aligned.

    Returns
    -------
    tuple of float or Reason
        Gains of red, green and blue, or why there are none.
    """
    if before is None or after is None:
        return Reason.of(ReasonKind.TONE_NOT_ALIGNED)
    found = tone.match_tone(before=before, after=after)
    return Reason.of(_UNTOLD[found]) if isinstance(found, Untold) else found


def toned(pixels: NDArray[np.uint8], gains: Gains) -> NDArray[np.uint8]:
    """Apply gains in linear light, the same all over the photo; one for each channel."""
    return tone.toned(pixels, gains)
