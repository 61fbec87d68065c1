"""Where a region lies in a photo, and how sure that is."""

from dataclasses import dataclass, replace

import numpy as np

from hairtrack.course import AlignmentModel, Course, Exclusion, Outline, Photo, Region, Size, Transform
from hairtrack.errors import ErrorKind, HairtrackError, Reason, ReasonKind
from hairtrack.imaging.arrays import Mask
from hairtrack.imaging.regions import carry_region, densify, region_mask
from hairtrack.imaging.registration.chain import map_through
from hairtrack.imaging.registration.transform import error_at, identity, invert_points
from hairtrack.imaging.strokes import stroke_mask

_LEAST_TRUSTED = 0.75
"""Share of a region inside the hull of an alignment."""
_TRUST_GRID = 400
"""Pixels along the longer side when areas are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a region lies in a photo.

    Attributes
    ----------
    outline : Outline
        In the photo's pixels; the region's own corners where it cannot be carried over.
    error_px : float
        95 % error of the outline's place.
    trusted : Outline or None
        Convex, in the photo's pixels: where the outline's place may be trusted; None is everywhere.
    exclusions : tuple of Exclusion
        What the user took out near it.
    reason : Reason or None
        Why the region cannot be measured here.
    """

    outline: Outline
    error_px: float = 0.0
    trusted: Outline | None = None
    exclusions: tuple[Exclusion, ...] = ()
    reason: Reason | None = None


def place_of(course: Course, photo: Photo, region: Region) -> Place:
    """Find a region in a photo by the alignments of that photo and of the one on which the region was drawn.

    Parameters
    ----------
    course : Course
    photo : Photo
        Of the region's view.
    region : Region

    Returns
    -------
    Place
    """
    place = _placed(course, photo, region)
    return replace(place, exclusions=course.excluded(photo.sha256, place.outline))


def place_masks(place: Place, size: Size) -> tuple[Mask | None, Mask | None]:
    """Return where a place may be trusted and what is taken out of it, each None where that is everywhere, nothing."""
    return (
        None if place.trusted is None else region_mask(place.trusted, size),
        stroke_mask(place.exclusions, size) if place.exclusions else None,
    )


def _placed(course: Course, photo: Photo, region: Region) -> Place:
    outline = region.outline()
    if photo.sha256 == region.drawn_on:
        return Place(outline=outline)
    drawn_on = course.photo(region.drawn_on)
    here = drawn_on is not None and drawn_on.view is photo.view
    back, forth = to_photo(course, drawn_on) if drawn_on and here else None, to_photo(course, photo)
    lost = Place(outline=outline, reason=Reason.of(ReasonKind.NOT_ALIGNED))
    if back is None or forth is None:
        return lost
    if back.model is AlignmentModel.IDENTITY:
        return carried(outline, forth)
    border = densify(outline)
    found = invert_points(back, border)
    if np.isnan(found).any():
        return lost
    place = carried(tuple((float(x), float(y)) for x, y in found), forth)
    _, errors = map_through(back, forth, border, trusted_only=False)
    return replace(place, error_px=float(np.median(errors))) if place.reason is None else place


def outline_in_reference(course: Course, region: Region) -> Outline | None:
    """Return a region in the pixels of its view's reference photo, or None where its place there is not known.

    Parameters
    ----------
    course : Course
    region : Region
    """
    reference = course.reference(region.view)
    place = place_of(course, reference, region) if reference is not None else None
    return None if place is None or place.reason is not None else place.outline


def reference_of(course: Course, photo: Photo) -> Photo:
    """Return the reference photo of a photo's view.

    Raises
    ------
    HairtrackError
        UNKNOWN_PHOTO, where the view has none.
    """
    reference = course.reference(photo.view)
    if reference is None:
        raise HairtrackError(ErrorKind.UNKNOWN_PHOTO, photo=photo.short)
    return reference


def to_photo(course: Course, photo: Photo) -> Transform | None:
    """Return the transform from the view's reference photo to a photo, or None where it is not aligned."""
    if course.reference(photo.view) == photo:
        return identity(photo.size)
    alignment = course.alignment(photo)
    return alignment.transform if alignment else None


def carried(outline: Outline, transform: Transform) -> Place:
    """Carry an outline from the fixed to the moving photo, with the doubt about its place.

    Parameters
    ----------
    outline : Outline
        In fixed pixels.
    transform : Transform

    Returns
    -------
    Place
    """
    there = carry_region(outline, transform)
    share = _trusted_share(outline, transform)
    if there is None or share < _LEAST_TRUSTED:
        reason = Reason.of(ReasonKind.REGION_NOT_TRUSTED, percent=round(100 * share))
        return Place(outline=there or outline, reason=reason)
    return Place(
        outline=there,
        error_px=float(np.median(error_at(transform, densify(outline)))),
        trusted=None if share > 0.999 else carry_region(transform.hull, transform),
    )


def _trusted_share(outline: Outline, transform: Transform) -> float:
    """Return the share of the region inside the hull where the transform may be trusted."""
    width, height = transform.fixed_size
    scale = _TRUST_GRID / max(width, height)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    region = region_mask(tuple((x * scale, y * scale) for x, y in outline), size)
    trusted = region_mask(tuple((x * scale, y * scale) for x, y in transform.hull), size)
    total = int(region.sum())
    return float((region & trusted).sum() / total) if total else 0.0
