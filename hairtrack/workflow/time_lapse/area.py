"""What part of its view's frame a time-lapse shows: what all of its photos show, or the regions."""

from collections.abc import Sequence

import numpy as np

from hairtrack.course import Course, Photo, Size, Transform
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.imaging.arrays import Mask
from hairtrack.imaging.film.frames import largest_box
from hairtrack.imaging.registration.transform import rescaled, warp_to_fixed
from hairtrack.report.cut_out import CutOut
from hairtrack.workflow.places import outline_in_reference, to_photo
from hairtrack.workflow.time_lapse.options import TimeLapse

_GRID = 200
"""Pixels along the longer side of the frame in which areas are compared."""
_MARGIN = 0.15
"""Around regions, in shares of their box."""
_LEAST_SHARED = 0.2
"""Of the frame."""


def share_seen(course: Course, transform: Transform, wanted: TimeLapse) -> float:
    """Return how much a photo shows of what the film is to show, 0 to 1.

    Parameters
    ----------
    course : Course
    transform : Transform
        From the reference photo to it.
    wanted : TimeLapse
    """
    seen, box = _seen(transform), _region_box(course, wanted, transform.fixed_size)
    if box is None:
        return float(seen.mean())
    share = seen.shape[1] / transform.fixed_size[0]
    top, left = int(box.top * share), int(box.left * share)
    part = seen[top : max(top + 1, int((box.top + box.height) * share)), left:]
    return float(part[:, : max(1, int(box.width * share))].mean())


def shown_box(course: Course, photos: Sequence[Photo], wanted: TimeLapse) -> CutOut:
    """Return what the film shows, in pixels of the reference photo.

    Parameters
    ----------
    course : Course
    photos : sequence of Photo
        Aligned, of one view.
    wanted : TimeLapse

    Returns
    -------
    CutOut

    Raises
    ------
    HairtrackError
        FILM_LITTLE_SHARED.
    """
    transforms = [found for photo in photos if (found := to_photo(course, photo)) is not None]
    size = transforms[0].fixed_size
    regions = _region_box(course, wanted, size)
    if regions is not None:
        return regions
    shared = np.logical_and.reduce([_seen(transform) for transform in transforms])
    # One cell less on each side: a cell may be only partly inside.
    inner = shared.copy()
    inner[1:] &= shared[:-1]
    inner[:-1] &= shared[1:]
    inner[:, 1:] &= shared[:, :-1]
    inner[:, :-1] &= shared[:, 1:]
    whole = shared if shared.all() else inner
    box = largest_box(whole)
    part = 0 if box is None else whole[box].size / whole.size
    if box is None or part < _LEAST_SHARED:
        raise HairtrackError(ErrorKind.FILM_LITTLE_SHARED, view=wanted.view, percent=round(100 * part))
    down, across = size[1] / shared.shape[0], size[0] / shared.shape[1]
    rows, columns = box
    return CutOut(
        left=columns.start * across,
        top=rows.start * down,
        width=(columns.stop - columns.start) * across,
        height=(rows.stop - rows.start) * down,
    )


def _seen(transform: Transform) -> Mask:
    """Return where a photo shows anything at all, in a small copy of the reference frame."""
    share = _GRID / max(transform.fixed_size)
    width, height = (max(1, round(side * share)) for side in transform.fixed_size)
    moving = tuple(max(1, round(side * share)) for side in transform.moving_size)
    small = rescaled(transform, fixed_size=(width, height), moving_size=(moving[0], moving[1]))
    white, _trusted = warp_to_fixed(small, np.full((moving[1], moving[0]), 255, np.uint8))
    return np.asarray(white == 255, np.bool_)


def _region_box(course: Course, wanted: TimeLapse, size: Size) -> CutOut | None:
    """Return the box of a view's regions with a margin, or None where the film is not cut to them."""
    if not wanted.crop:
        return None
    outlines = [outline_in_reference(course, region) for region in course.regions_in(wanted.view)]
    corners = np.array([corner for outline in outlines if outline for corner in outline]).reshape(-1, 2)
    if not len(corners):
        return None
    low, high = corners.min(axis=0), corners.max(axis=0)
    margin = _MARGIN * float((high - low).max())
    left, top = np.maximum(0, low - margin)
    right, bottom = np.minimum(size, high + margin)
    return CutOut(left=float(left), top=float(top), width=float(right - left), height=float(bottom - top))
