"""The journey of choosing where to look: regions, drawn once on a view's reference photo."""

import uuid
from dataclasses import replace

from hairtrack.course import Course, Outline, Photo, Region, RegionColour, RegionShape, SaltArea, Size, View
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.imaging.regions import outline_area, simplified

_MOST_CORNERS = 40
"""As many as a hand can still adjust."""


def draw_region(
    course: Course,
    *,
    view: View,
    name: str,
    points: Outline,
    shape: RegionShape = RegionShape.POLYGON,
    region_id: str | None = None,
    salt: SaltArea | None = None,
) -> Course:
    """Add a region to a view, in a colour that is free there, or replace one, which keeps its colour.

    The view's reference photo stays the reference from then on, also when older photos come in.

    Parameters
    ----------
    course : Course
    view : View
        Must have a dated photo: its reference photo's pixels are the region's coordinates.
    name : str
        A region of the view with the same name is replaced.
    points : Outline
        As `Region.points`.
    shape : RegionShape
    region_id : str, optional
        The region to replace, which may thereby get another name.
    salt : SaltArea, optional
        The area that it stands for; that of the region that it replaces by default.

    Returns
    -------
    Course

    Raises
    ------
    HairtrackError
        When the view has no photo, or the outline encloses nothing inside it.
    """
    reference = reference_in(course, view)
    same_name = next((r.id for r in course.regions_in(view) if r.name == name), None)
    replaced = region_id or same_name
    before = course.region(replaced) if replaced else None
    region = Region(
        id=replaced or uuid.uuid4().hex,
        view=view,
        name=name,
        shape=shape,
        points=points,
        drawn_on=reference.sha256,
        colour=next((r.colour for r in course.coloured(view) if r.id == replaced), course.free_colour(view)),
        salt=salt or (before.salt if before else None),
    )
    corners = len(points) == 3 if shape is RegionShape.ELLIPSE else len(points) >= 3
    on_photo = any(0 <= x <= reference.size[0] and 0 <= y <= reference.size[1] for x, y in points)
    if not corners or not on_photo or not large_enough(region.outline(), reference.size):
        raise HairtrackError(ErrorKind.BAD_REGION)
    return course.with_reference(reference).with_region(region)


def large_enough(outline: Outline, size: Size) -> bool:
    """Whether an outline encloses more of a photo than a slip of the hand."""
    return outline_area(outline) >= 0.0002 * size[0] * size[1]


def reference_in(course: Course, view: View) -> Photo:
    """Return the photo whose pixels are a view's coordinates; NO_PHOTO_IN_VIEW is raised where there is none."""
    reference = course.reference(view)
    if reference is None:
        raise HairtrackError(ErrorKind.NO_PHOTO_IN_VIEW, view=view)
    return reference


def colour_region(course: Course, region_id: str, colour: RegionColour) -> Course:
    """Draw a region in another colour; its values hold."""
    return replace(course, regions=tuple(replace(r, colour=colour) if r.id == region_id else r for r in course.regions))


def from_stroke(stroke: Outline, *, stray: float) -> Outline:
    """Make a polygon that a hand can adjust of a free-hand stroke.

    Parameters
    ----------
    stroke : Outline
        Every place where the hand was, closed by a straight line.
    stray : float
        How far the polygon may stray from the stroke, pixels; farther where it would have too many corners.

    Returns
    -------
    Outline
    """
    return simplified(stroke, stray=stray, most=_MOST_CORNERS)
