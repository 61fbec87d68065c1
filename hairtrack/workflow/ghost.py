"""The ghost of a photo: what is laid over the picture that is to be like it."""

from dataclasses import dataclass

from hairtrack.course import Outline, Photo
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.ghost import ghost_lines, head_outline
from hairtrack.imaging.photo_file import scaled
from hairtrack.progress import Progress, no_progress
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.images import load_image

_SIDE = 2000
"""Pixels of the longer side that fill a large screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GhostImages:
    """What is laid over.

    Attributes
    ----------
    photo : Image
        The photo, no larger than a screen needs.
    lines : Image
        (H, W, 4): its edges, transparent between them.
    outline : Outline
        Around the head, in shares of width and height; empty where none is told from what is behind it.
    """

    photo: Image
    lines: Image
    outline: Outline


def load_ghost(folder: CourseFolder, photo: Photo, progress: Progress = no_progress) -> GhostImages:
    """Make the ghost of a photo.

    Parameters
    ----------
    folder : CourseFolder
    photo : Photo
    progress : Progress

    Returns
    -------
    GhostImages

    Raises
    ------
    HairtrackError
        ORIGINAL_MISSING or ORIGINAL_ALTERED.
    """
    progress(0.0, photo.file_name)
    image = scaled(load_image(folder, photo), _SIDE)
    return GhostImages(photo=image, lines=ghost_lines(image), outline=head_outline(image))
