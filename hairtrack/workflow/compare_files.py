"""Comparing two photos that belong to no course."""

from collections.abc import Mapping
from pathlib import Path

from hairtrack.analysis.change import Change
from hairtrack.analysis.comparability import Finding, Level, compare_conditions
from hairtrack.course import Outline, Transform
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.photo_file import read_photo
from hairtrack.imaging.regions import region_mask
from hairtrack.imaging.registration import register
from hairtrack.imaging.registration.transform import identity, warp_to_fixed
from hairtrack.progress import Progress, no_progress, part_of
from hairtrack.workflow.compare_photos import AlignedPair, judge, measure_conditions
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
        can be said about scale, angle and light.
    anchors : mapping of str to Anchors, optional
    progress : Progress

    Returns
    -------
    Change
    """
    if isinstance(regions, Mapping):
        first, second = measure_files((before, after), regions, anchors, progress=progress)
        return judge(first, second, ())
    fixed, moving = read_photo(before).image, read_photo(after).image
    found = register(fixed=fixed, moving=moving, progress=part_of(progress, 0.0, 0.4))
    if found.transform is None:
        return judge(None, None, tuple(Finding(Level.NOT_COMPARABLE, reason) for reason in found.reasons))
    findings = _findings(fixed, moving, found.transform, regions)
    places = (Place(outline=regions), carried(regions, found.transform))
    first, second = measure_places((before, after), places, anchors, progress=part_of(progress, 0.4, 1.0))
    return judge(first, second, findings)


def _findings(fixed: Image, moving: Image, transform: Transform, outline: Outline) -> tuple[Finding, ...]:
    size = (fixed.shape[1], fixed.shape[0])
    warped, valid = warp_to_fixed(transform, moving)
    pair = AlignedPair(before=fixed, after=warped, valid=valid)
    return compare_conditions(measure_conditions(pair, (identity(size), transform), region_mask(outline, size)))
