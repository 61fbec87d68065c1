"""Which photos of a course are still to be placed: those not tried yet, those refused, and the mirror images."""

from hairtrack.course import Course, Photo
from hairtrack.errors import ReasonKind


def to_align(course: Course) -> list[Photo]:
    """Return the photos that have a reference photo to be aligned with, by view and time."""
    return [p for view in course.views() for p in course.in_view(view) if p != course.reference(view)]


def waiting(course: Course) -> list[Photo]:
    """Return the photos for which no alignment was tried yet."""
    return [photo for photo in to_align(course) if course.alignment(photo) is None]


def refused(course: Course) -> tuple[list[Photo], list[Photo]]:
    """Return the photos that could not be aligned: those that need points, and those to be used mirrored."""
    photos = [photo for photo in to_align(course) if (a := course.alignment(photo)) is not None and not a.aligned]
    mirrored = [photo for photo in photos if found_mirrored(course, photo)]
    return [photo for photo in photos if photo not in mirrored], mirrored


def found_mirrored(course: Course, photo: Photo) -> bool:
    """Say whether a photo was refused because it is a mirror image."""
    alignment = course.alignment(photo)
    return (
        alignment is not None
        and not alignment.aligned
        and any(reason.kind is ReasonKind.MIRRORED for reason in alignment.reasons)
    )
