"""A glance at a course without opening it to write: for the list of those that were open lately."""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hairtrack.course import Course, Photo
from hairtrack.errors import HairtrackError
from hairtrack.imaging.arrays import Image
from hairtrack.messages import error_sentence
from hairtrack.progress import Progress, no_progress
from hairtrack.workflow.courses import open_for_reading
from hairtrack.workflow.images import load_thumbnail


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What is known of a course from outside.

    Attributes
    ----------
    path : Path
    course : Course or None
        None where it cannot be opened.
    newest : Photo or None
        The last dated photo; of undated ones any.
    picture : Image or None
        Of it.
    problem : str
        Why it cannot be opened, or nothing.
    read_only : bool
        Whether nothing can be written where it lies.
    """

    path: Path
    course: Course | None = None
    newest: Photo | None = None
    picture: Image | None = None
    problem: str = ""
    read_only: bool = False


def glance(path: Path, progress: Progress = no_progress) -> Glance:
    """Look into a course; whatever is wrong with it is told in words.

    Parameters
    ----------
    path : Path
    progress : Progress

    Returns
    -------
    Glance
    """
    progress(0.0, path.name)
    try:
        with open_for_reading(path) as folder:
            course = folder.course
            newest = max(course.photos, key=lambda p: (p.taken_on or date.min, p.sha256), default=None)
            try:
                picture = load_thumbnail(folder, newest) if newest else None
            except HairtrackError:
                picture = None
            read_only = not os.access(path, os.W_OK)
            return Glance(path=path, course=course, newest=newest, picture=picture, read_only=read_only)
    except HairtrackError as error:
        return Glance(path=path, problem=error_sentence(error))
