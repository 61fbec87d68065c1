"""Comparing two photos that belong to no course."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from hairtrack.analysis.change import Change
from hairtrack.analysis.comparability import Condition, Finding, Level, compare_cameras
from hairtrack.course import AlignmentModel, Outline, Transform
from hairtrack.errors import Reason
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.photo_file import LoadedPhoto, read_photo
from hairtrack.imaging.regions import region_mask
from hairtrack.imaging.registration import register
from hairtrack.imaging.registration.transform import identity, warp_to_fixed, whole_image
from hairtrack.progress import Progress, no_progress, part_of
from hairtrack.workflow.compare_photos import AlignedPair, judge, pair_findings
from hairtrack.workflow.measure_files import measure_files, measure_places
from hairtrack.workflow.places import Place, carried
from hairtrack.workflow.point_files import Anchors, Regions


def compare_files(
    *,
    before: Path,
    after: Path,
    regions: Regions,
    anchors: Mapping[str, Anchors] | None = None,
    progress: Progress = no_progress,
) -> Change:
    """Say whether a region changed between two photos of one person by more than the doubt.

    Parameters
    ----------
    before, after : Path
    regions : Outline or mapping of str to Outline
        In `before`, or one for each photo by its file name. With one for each the photos are not aligned, so nothing
        can be said about angle and light.
    anchors : mapping of str to Anchors, optional
    progress : Progress

    Returns
    -------
    Change
    """
    photos = read_photo(before), read_photo(after)
    fixed, moving = (photo.image for photo in photos)
    cameras = _cameras(*photos)
    if isinstance(regions, Mapping):
        first, second = measure_files((before, after), regions, anchors, progress=progress)
        rough = _rough_findings(fixed, moving, regions[before.name], regions[after.name])
        return judge(first, second, (*rough, *cameras))
    found = register(fixed=fixed, moving=moving, progress=part_of(progress, 0.0, 0.4))
    if found.transform is None:
        return judge(None, None, tuple(map(_unaligned, found.reasons)))
    findings = (*image_findings(fixed, moving, found.transform, regions), *cameras)
    places = (Place(outline=regions), carried(regions, found.transform))
    first, second = measure_places((before, after), places, anchors, progress=part_of(progress, 0.4, 1.0))
    return judge(first, second, findings)


def image_findings(fixed: Image, moving: Image, transform: Transform, outline: Outline) -> tuple[Finding, ...]:
    """Judge every condition of two photos in a region of the first.

    Parameters
    ----------
    fixed, moving : Image
    transform : Transform
        From the one to the other.
    outline : Outline
        In pixels of `fixed`.

    Returns
    -------
    tuple of Finding
    """
    size = (fixed.shape[1], fixed.shape[0])
    warped, valid = warp_to_fixed(transform, moving)
    pair = AlignedPair(before=fixed, after=warped, valid=valid)
    return pair_findings(pair, (identity(size), transform), outline)


def _unaligned(reason: Reason) -> Finding:
    return Finding(condition=Condition.ALIGNMENT, level=Level.NOT_COMPARABLE, reason=reason)


def _cameras(before: LoadedPhoto, after: LoadedPhoto) -> tuple[Finding, ...]:
    return compare_cameras(names=(before.camera, after.camera), lenses_mm=(before.lens_mm, after.lens_mm))


_SEEN_WITHOUT_ALIGNMENT = (Condition.DISTANCE, Condition.SHARPNESS, Condition.GLARE)


def _rough_findings(fixed: Image, moving: Image, first: Outline, second: Outline) -> tuple[Finding, ...]:
    """Judge what two outlines of one region tell: how large it is in each photo, how sharp and how well exposed."""
    places = [
        region_mask(outline, (image.shape[1], image.shape[0]))
        for image, outline in zip((fixed, moving), (first, second), strict=True)
    ]
    if not all(place.any() for place in places):
        return ()
    (y, x), (to_y, to_x) = (np.argwhere(place).mean(axis=0) for place in places)
    scale = float(np.sqrt(places[1].sum() / places[0].sum()))
    size = (fixed.shape[1], fixed.shape[0])
    there = Transform(
        model=AlignmentModel.SIMILARITY,
        origin=(float(x), float(y)),
        scale=1.0,
        x_coefficients=(float(to_x), scale, 0.0),
        y_coefficients=(float(to_y), 0.0, scale),
        covariance=(0.0,) * 36,
        misfit=0.0,
        hull=whole_image(size),
        fixed_size=size,
        moving_size=(moving.shape[1], moving.shape[0]),
    )
    return tuple(
        found for found in image_findings(fixed, moving, there, first) if found.condition in _SEEN_WITHOUT_ALIGNMENT
    )
