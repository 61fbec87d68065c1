"""The journey of keeping something to oneself: a face covered with plain grey in every picture that leaves the house.

What the user sees in the window stays as it is; only what is printed or exported is covered.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from hairtrack.course import Course, Cover, Outline, Photo, Point, Transform, View
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.covers import carry_cover, paint_covers
from hairtrack.imaging.head_place import place_head, rounded_on_head
from hairtrack.imaging.regions import share_inside, simplified
from hairtrack.imaging.registration.transform import identity
from hairtrack.imaging.registration.trust import convex_outline
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.draw_regions import large_enough, reference_in
from hairtrack.workflow.images import load_small
from hairtrack.workflow.places import to_photo

_LOOK_SIDE = 640
"""Pixels of the longer side that the head is looked for in."""
_FACES: dict[View, tuple[Point, tuple[float, float]]] = {
    View.FRONTAL: ((0.0, 0.52), (0.9, 0.62)),
    View.MIDLINE: ((0.0, 0.85), (0.8, 0.4)),
    View.LEFT: ((-0.8, 0.3), (0.45, 0.75)),
    View.RIGHT: ((0.8, 0.3), (0.45, 0.75)),
}
"""Where a face is on a head: its middle and half its width and height, in the head's half-axes. From the left it is at
the left, from the right at the right."""
_STRAY, _MOST_CORNERS = 0.002, 40
"""How far the corners that a hand can adjust may stray from a carried outline, share of the width, and how many."""
_FACELESS = (View.VERTEX, View.BACK, View.CLOSE_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoversHere:
    """The covers of a view as they can be worked on.

    Attributes
    ----------
    shown : tuple of Cover
        In pixels of the view's reference photo, whatever photo they were drawn on.
    lost : tuple of str
        Ids of those whose place on that photo is not known.
    """

    shown: tuple[Cover, ...] = ()
    lost: tuple[str, ...] = ()


def may_show_face(view: View) -> bool:
    """Whether photos of a view may show a face: all but those from above, from behind and from close by.

    The midline is taken from above the forehead, often with the brows, and what a custom view shows nobody knows.
    """
    return view not in _FACELESS


def needs_cover(course: Course, view: View) -> bool:
    """Whether photos of a view may show a face and nothing is covered in them."""
    return may_show_face(view) and not course.covers_in(view)


def views_without_cover(course: Course) -> tuple[View, ...]:
    """Return the views with photos that may show a face and have no cover."""
    return tuple(view for view in course.views() if needs_cover(course, view))


def cover_outlines(course: Course, photo: Photo) -> tuple[Outline, ...] | None:
    """Return what is covered in a photo, wider than it was drawn by all doubt about its place.

    Parameters
    ----------
    course : Course
    photo : Photo

    Returns
    -------
    tuple of Outline or None
        In the photo's own pixels; empty where nothing is covered. None where nobody can tell where a cover of its view
        lies on it: then the photo must not leave the house.
    """
    return _joined(_carried(course, cover, photo) for cover in course.covers_in(photo.view))


def cover_outlines_in_reference(course: Course, view: View, photos: Iterable[Photo] = ()) -> tuple[Outline, ...] | None:
    """Return what is covered where photos of a view are shown in their reference photo's pixels.

    Parameters
    ----------
    course : Course
    view : View
    photos : iterable of Photo
        What is shown there; the doubt about the place of each widens the covers.

    Returns
    -------
    tuple of Outline or None
        None where the place of a cover is not known in one of them.
    """
    reference = course.reference(view)
    covers = course.covers_in(view)
    if reference is None or not covers:
        return ()
    beside = tuple(to_photo(course, photo) for photo in photos)
    if None in beside:
        return None
    known = tuple(transform for transform in beside if transform is not None)
    return _joined(_carried(course, cover, reference, known) for cover in covers)


def covered_image(course: Course, photo: Photo, image: Image) -> Image | None:
    """Return a photo as it may leave the house.

    Parameters
    ----------
    course : Course
    photo : Photo
    image : Image
        All of the photo, at any size.

    Returns
    -------
    Image or None
        With plain grey over every cover; None where nobody can tell where one of them lies.
    """
    outlines = cover_outlines(course, photo)
    if outlines is None:
        return None
    across, down = image.shape[1] / photo.size[0], image.shape[0] / photo.size[1]
    return paint_covers(image, tuple(tuple((x * across, y * down) for x, y in outline) for outline in outlines))


def covers_here(course: Course, view: View) -> CoversHere:
    """Return the covers of a view in its reference photo's pixels, so that they can be worked on there."""
    reference = course.reference(view)
    if reference is None:
        return CoversHere()
    shown: list[Cover] = []
    lost: list[str] = []
    for cover in course.covers_in(view):
        moved = _redrawn(course, cover, reference)
        if moved is None:
            lost.append(cover.id)
        else:
            shown.append(moved)
    return CoversHere(shown=tuple(shown), lost=tuple(lost))


def draw_cover(course: Course, *, view: View, points: Outline, cover_id: str | None = None) -> Course:
    """Cover a part of every photo of a view, drawn on its reference photo, which stays the reference from then on.

    Parameters
    ----------
    course : Course
    view : View
    points : Outline
        A polygon's corners in pixels of the reference photo.
    cover_id : str, optional
        The cover that it replaces.

    Returns
    -------
    Course
        A new cover is its last one.

    Raises
    ------
    HairtrackError
        NO_PHOTO_IN_VIEW, or BAD_COVER where the corners enclose nothing inside the photo.
    """
    reference = reference_in(course, view)
    if len(points) < 3 or not large_enough(points, reference.size) or not share_inside(points, reference.size):
        raise HairtrackError(ErrorKind.BAD_COVER)
    cover = Cover(id=cover_id or uuid.uuid4().hex, view=view, points=points, drawn_on=reference.sha256)
    return course.with_reference(reference).with_cover(cover)


def start_cover(course: Course, folder: CourseFolder, view: View) -> Course:
    """Cover what may be the face in a view's reference photo, a start to be adjusted by hand.

    Parameters
    ----------
    course : Course
    folder : CourseFolder
    view : View

    Returns
    -------
    Course
        The new cover is its last one.

    Raises
    ------
    HairtrackError
        NO_FACE_IN_VIEW where the view is not known to show one, NO_PHOTO_IN_VIEW, HEAD_NOT_FOUND, or what keeps the
        photo from being read.
    """
    if view not in _FACES:
        raise HairtrackError(ErrorKind.NO_FACE_IN_VIEW, view=view, known=", ".join(_FACES))
    reference = reference_in(course, view)
    head = place_head(load_small(folder, reference, _LOOK_SIDE), reference.size)
    if not head.clear:
        raise HairtrackError(ErrorKind.HEAD_NOT_FOUND, view=view)
    middle, half = _FACES[view]
    return draw_cover(course, view=view, points=rounded_on_head(head, middle=middle, half=half))


def keep_covers(before: Course, after: Course) -> Course:
    """Hold on to what was covered where photos left a course or a view.

    A cover goes over to the view's next reference photo where its place there is known. Where it is not, it stays, and
    no photo of the view leaves the house with covers until it is drawn anew. From a view without photos it follows the
    photo that it was drawn on to another view, or goes.

    Parameters
    ----------
    before, after : Course
        The same covers are in both.

    Returns
    -------
    Course
        `after` with its covers in order.
    """
    kept: list[Cover] = []
    for cover in after.covers:
        drawn_on, reference = after.photo(cover.drawn_on), after.reference(cover.view)
        if cover.view not in after.views():
            kept += [replace(cover, view=drawn_on.view)] if drawn_on else []
        elif drawn_on is None and reference is not None:
            kept.append(_redrawn(before, cover, reference) or cover)
        else:
            kept.append(cover)
    return replace(after, covers=tuple(kept))


def _redrawn(course: Course, cover: Cover, photo: Photo) -> Cover | None:
    """Return a cover as if it had been drawn on a photo, or None where it is not known to lie on it."""
    if cover.drawn_on == photo.sha256:
        return cover
    outlines = _carried(course, cover, photo)
    if not outlines:
        return None
    whole = outlines[0] if len(outlines) == 1 else convex_outline(np.concatenate([*map(np.array, outlines)]))
    few = simplified(whole, stray=_STRAY * photo.size[0], most=_MOST_CORNERS)
    return replace(cover, points=few, drawn_on=photo.sha256)


def _carried(
    course: Course, cover: Cover, photo: Photo, beside: tuple[Transform, ...] = ()
) -> tuple[Outline, ...] | None:
    """Return a cover on a photo: by a stored alignment from the one to the other, else through the reference photo."""
    drawn_on = course.photo(cover.drawn_on)
    if drawn_on is None:
        return None
    pair = (drawn_on.sha256, photo.sha256)
    direct = next((a.transform for a in course.alignments if (a.fixed, a.moving) == pair), None)
    if drawn_on == photo or direct is not None:
        back: Transform | None = identity(drawn_on.size)
        forth = direct or back
    elif drawn_on.view is photo.view:
        back, forth = to_photo(course, drawn_on), to_photo(course, photo)
    else:
        return None
    if back is None or forth is None:
        return None
    return carry_cover(cover.points, back=back, forth=forth, beside=beside)


def _joined(carried: Iterable[tuple[Outline, ...] | None]) -> tuple[Outline, ...] | None:
    joined: list[Outline] = []
    for outlines in carried:
        if outlines is None:
            return None
        joined += outlines
    return tuple(joined)
