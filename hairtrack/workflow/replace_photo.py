"""A better copy of a shot takes the place of the one in the course, with the user's own work on it."""

from collections.abc import Callable
from dataclasses import replace

from hairtrack.course import AlignmentMethod, Course, Photo, Point
from hairtrack.workflow.align_photos import align_by_landmarks, is_mirrored
from hairtrack.workflow.courses import reassign_view, remove_photos


def replace_photo(course: Course, old: Photo, new: Photo) -> Course:
    """Put one photo of a course in the place of another of the same shot in fewer or more pixels.

    What the user drew and placed on the old one is carried over; what was computed on it is left out, to be computed
    anew. Where the new one is of another view, it is as if the old one had been moved there first. The old file stays
    in the folder, for undo.

    Parameters
    ----------
    course : Course
        With both.
    old, new : Photo
    """
    if old.view is not new.view:
        course = reassign_view(course, [old.sha256], new.view)
    scale = new.size[0] / old.size[0], new.size[1] / old.size[1]
    carry = _scaled(*scale)

    def name(sha256: str) -> str:
        return new.sha256 if sha256 == old.sha256 else sha256

    def point(photo: str, at: Point) -> Point:
        return carry(at) if photo == old.sha256 else at

    regions = tuple(
        replace(r, drawn_on=name(r.drawn_on), points=tuple(point(r.drawn_on, at) for at in r.points))
        for r in course.regions
    )
    dabs = tuple(replace(d, photo=name(d.photo), point=point(d.photo, d.point)) for d in course.dabs)
    exclusions = tuple(
        replace(e.scaled(*scale), photo=new.sha256) if e.photo == old.sha256 else e for e in course.exclusions
    )
    covers = tuple(
        replace(c, drawn_on=name(c.drawn_on), points=tuple(point(c.drawn_on, at) for at in c.points))
        for c in course.covers
    )
    placed = [
        a for a in course.alignments if old.sha256 in (a.fixed, a.moving) and a.method is AlignmentMethod.LANDMARKS
    ]
    references = tuple(dict.fromkeys(name(sha256) for sha256 in course.references))
    ratings = tuple(replace(r, before=name(r.before), after=name(r.after)) for r in course.ratings)
    without = remove_photos(course, [old.sha256])
    course = replace(
        without,
        references=references,
        regions=regions,
        dabs=dabs,
        exclusions=exclusions,
        ratings=ratings,
        covers=covers,
    )
    for alignment in placed:
        marks = tuple(
            replace(mark, fixed=point(alignment.fixed, mark.fixed), moving=point(alignment.moving, mark.moving))
            for mark in alignment.landmarks
        )
        moving = course.photo(name(alignment.moving))
        reference = moving and course.reference(moving.view)
        if moving and reference and reference.sha256 == name(alignment.fixed):
            course = align_by_landmarks(course, moving, marks, mirrored=is_mirrored(alignment))
    return course


def _scaled(across: float, down: float) -> Callable[[Point], Point]:
    return lambda at: (at[0] * across, at[1] * down)
