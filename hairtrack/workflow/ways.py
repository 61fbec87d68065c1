"""Which way photos found their places in the reference photo: directly, or through photos between."""

from collections.abc import Mapping

from hairtrack.course import AlignmentMethod, Course
from hairtrack.errors import ReasonKind
from hairtrack.imaging.registration.result import ENGINE
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.align_photos import is_mirrored
from hairtrack.workflow.compared_pairs import found_earlier


def through_others(folder: CourseFolder, course: Course) -> Mapping[str, bool]:
    """Say of each photo that was aligned by itself whether other photos led to its place.

    Parameters
    ----------
    folder : CourseFolder
    course : Course

    Returns
    -------
    mapping of str to bool
        By SHA-256: True where the photo could not be aligned with the reference photo directly, or that was not
        believed. A photo is missing where that is not known any more.
    """
    engines = [ENGINE, *(alignment.engine for alignment in course.alignments)]
    found = {}
    for alignment in course.alignments:
        fixed, moving = course.photo(alignment.fixed), course.photo(alignment.moving)
        if fixed is None or moving is None or not alignment.aligned:
            continue
        if alignment.method is not AlignmentMethod.FEATURES:
            continue
        direct = found_earlier(folder, fixed, moving, dict.fromkeys([alignment.engine, *engines]))
        if direct is not None:
            left_out = any(reason.kind is ReasonKind.WAY_LEFT_OUT for reason in alignment.reasons)
            mirrored = is_mirrored(alignment)
            found[moving.sha256] = (direct.transform is None and not mirrored) or left_out
    return found
