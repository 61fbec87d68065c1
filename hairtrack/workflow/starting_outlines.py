"""The journey of not drawing from nothing: outlines to start from, which are then adjusted by hand."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, count

import numpy as np

from hairtrack.course import Course, Outline, Photo, Point, Region, SaltArea, View
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.imaging.head_place import HeadPlace, place_head, rounded_on_head
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.draw_regions import draw_region, reference_in
from hairtrack.workflow.images import load_small

_LOOK_SIDE = 640
"""Pixels of the longer side that the head is looked for in."""


_AREAS = {
    View.FRONTAL: (SaltArea.TOP,),
    View.MIDLINE: (SaltArea.TOP,),
    View.VERTEX: (SaltArea.TOP,),
    View.BACK: (SaltArea.BACK,),
    View.LEFT: (SaltArea.LEFT,),
    View.RIGHT: (SaltArea.RIGHT,),
}
_ON_HEAD: dict[SaltArea, tuple[Point, tuple[float, float]]] = {
    SaltArea.TOP: ((0.0, -0.12), (0.74, 0.72)),
    SaltArea.BACK: ((0.0, 0.02), (0.74, 0.6)),
    SaltArea.LEFT: ((0.1, -0.15), (0.5, 0.45)),
    SaltArea.RIGHT: ((-0.1, -0.15), (0.5, 0.45)),
}
"""Middle and half-axes in those of the head. From the left the face is at the left, from the right at the right."""
_FRONTAL_TOP = ((0.0, -0.45), (0.6, 0.4))
"""Seen from the front, the top is above the forehead."""


def salt_areas(view: View) -> tuple[SaltArea, ...]:
    """Return the areas that a view can show; all of them where that is not known."""
    return _AREAS.get(view, tuple(SaltArea))


def add_salt_area(
    folder: CourseFolder, course: Course, *, view: View, area: SaltArea, name: str | None = None
) -> Course:
    """Put the outline of an area on the head in a view's reference photo, as a region to be adjusted by hand.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    view : View
    area : SaltArea
    name : str, optional
        By default the area's label. A region of the view with the same name is replaced.

    Returns
    -------
    Course

    Raises
    ------
    HairtrackError
        When the view cannot show the area or has no photo, or the photo cannot be read.
    """
    _seen_in(view, area)
    points = outline_on_head(_head_in(folder, reference_in(course, view)), view=view, area=area)
    return draw_region(course, view=view, name=name or area.label, points=points, salt=area)


def mark_salt_area(course: Course, region_id: str, area: SaltArea | None) -> Course:
    """Let a region stand for an area of the SALT, or for none; its values hold.

    Parameters
    ----------
    course : Course
    region_id : str
    area : SaltArea or None
        Another region of the view that stood for it no longer does.

    Returns
    -------
    Course

    Raises
    ------
    HairtrackError
        AREA_NOT_IN_VIEW, or AREA_BY_NAME where it is to stand for none and its name says the opposite.
    """
    region = course.region(region_id)
    if region is None:
        return course
    if area is not None:
        _seen_in(region.view, area)
    for other in course.regions_in(region.view):
        if other.id != region_id and area is not None and other.salt is area:
            course = course.with_region(replace(other, salt=None))
    marked = replace(region, salt=area)
    if area is None and marked.salt_area is not None:
        raise HairtrackError(ErrorKind.AREA_BY_NAME, name=region.name)
    return course.with_region(marked)


def _seen_in(view: View, area: SaltArea) -> None:
    """Raise AREA_NOT_IN_VIEW where a view cannot show an area."""
    if area not in salt_areas(view):
        known = ", ".join(salt_areas(view))
        raise HairtrackError(ErrorKind.AREA_NOT_IN_VIEW, area=area.label, view=view, known=known)


def outline_on_head(head: HeadPlace, *, view: View, area: SaltArea) -> Outline:
    """Return where an area starts on a head that is seen in a view."""
    middle, half = _FRONTAL_TOP if view is View.FRONTAL else _ON_HEAD[area]
    return rounded_on_head(head, middle=middle, half=half)


def copy_region(folder: CourseFolder, course: Course, *, region: Region, view: View) -> Course:
    """Copy a region's shape and name to another view, onto the middle of the head there, to be adjusted by hand.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    region : Region
    view : View

    Returns
    -------
    Course
        The copy is its last region. Where the view has a region of that name, the copy's is numbered.

    Raises
    ------
    HairtrackError
        When it is the region's own view, the view has no photo, or the photo cannot be read.
    """
    if view is region.view:
        raise HairtrackError(ErrorKind.COPY_TO_SAME_VIEW, name=region.name, view=view)
    here, there = course.photo(region.drawn_on), reference_in(course, view)
    scale = 1.0 if here is None else float(np.sqrt(np.prod(there.size) / np.prod(here.size)))
    points = _put_at(region, _head_in(folder, there), scale)
    taken = {known.name for known in course.regions_in(view)}
    name = next(name for name in _numbered(region.name) if name not in taken)
    return draw_region(course, view=view, name=name, points=points, shape=region.shape)


def _head_in(folder: CourseFolder, photo: Photo) -> HeadPlace:
    return place_head(load_small(folder, photo, _LOOK_SIDE), photo.size)


def _put_at(region: Region, head: HeadPlace, scale: float) -> Outline:
    """Return a region's points about the middle of a head, its border kept inside the photo."""
    border, points, size = np.array(region.outline()), np.array(region.points), np.array(head.size)
    low, high = border.min(axis=0), border.max(axis=0)
    scale = min(scale, float((size / np.maximum(high - low, 1e-6)).min()))
    reach = scale * (high - low) / 2
    middle = np.clip(head.middle, reach, size - reach)
    return tuple((float(x), float(y)) for x, y in middle + scale * (points - (low + high) / 2))


def _numbered(name: str) -> Iterator[str]:
    return chain((name,), (f"{name} {number}" for number in count(2)))
