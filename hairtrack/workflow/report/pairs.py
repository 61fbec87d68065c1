"""The comparisons of a report: which two photos, their pictures in one frame, and what may be said about them."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from hairtrack.analysis.change import verdict_sentence
from hairtrack.analysis.own_noise import noise_sentence
from hairtrack.analysis.trend_words import course_sentence, trend_sentence
from hairtrack.course import Course, Outline, Photo, View
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.photo_file import encode_jpeg, scaled
from hairtrack.progress import Progress, part_of
from hairtrack.report.content import RegionVerdict, ViewPair
from hairtrack.report.cut_out import CutOut
from hairtrack.report.pixels import PixelStep
from hairtrack.report.selection import Selection
from hairtrack.report.sheet import Sheet
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.compare_photos import RegionChange, aligned_pair
from hairtrack.workflow.course_trend import course_verdict, region_trend
from hairtrack.workflow.diary.taken_between import TakenKind, taken_between
from hairtrack.workflow.fair_pair import compare_fairly
from hairtrack.workflow.images import load_image
from hairtrack.workflow.places import outline_in_reference
from hairtrack.workflow.report.conditions import condition_lines
from hairtrack.workflow.report.maps import paper_map
from hairtrack.workflow.show_changes import change_rows

_LONGEST_SIDE = 1400
"""Pixels of a printed photo; 85 mm at 300 dots an inch need a thousand."""
_JPEG_QUALITY = 88
_MARGIN = 0.06
"""Around the part that both photos show, in shares of its size."""
_MOST_LINES = 9
"""Of what was taken between the two photos of page one."""


def compared(
    folder: CourseFolder,
    course: Course,
    selection: Selection,
    pair: tuple[Photo, Photo],
    sheet: Sheet,
    progress: Progress,
    *,
    mapped: bool = False,
) -> ViewPair:
    """Prepare two photos, in one frame where they are aligned, and what may be said about them.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
        All of it, so that what is said is the same as everywhere.
    selection : Selection
    pair : tuple of Photo
    sheet : Sheet
        Takes the pictures.
    progress : Progress
    mapped : bool
        Whether to show where the regions changed.

    Returns
    -------
    ViewPair
    """
    before, after = pair
    names = tuple(f"{before.short}-{after.short}-{name}.jpg" for name in ("before", "after"))
    alone = before.sha256 == after.sha256
    placed = None if alone else aligned_pair(folder, course, before, after, part_of(progress, 0.0, 0.5))
    outlines: tuple[Outline, ...] = ()
    cut_out = None
    if placed is not None:
        rows, columns = _seen(placed.valid)
        cut_out = _cut_out(placed.valid, rows, columns)
        images = [image[rows, columns] for image in (placed.before, placed.after)]
        outlines = tuple(_outlines(course, selection, before.view, cut_out))
    else:
        images = [load_image(folder, photo) for photo in ((before,) if alone else (before, after))]
    files = [
        sheet.put(name, encode_jpeg(scaled(image, _LONGEST_SIDE), _JPEG_QUALITY))
        for name, image in zip(names, images, strict=False)
    ]
    shown = ViewPair(
        view=before.view,
        before=before,
        after=after,
        aligned=placed is not None,
        pictures=tuple(files),
        aspect=images[0].shape[1] / images[0].shape[0],
        outlines=outlines,
        trends=tuple(_trends(course, selection, before.view)),
        pixels=tuple(_steps(image, aligned=placed is not None) for image in images),
    )
    if alone:
        return shown
    whole = compare_fairly(folder, course, before, after, part_of(progress, 0.5, 0.8), placed=placed)
    found = whole.of([region.id for region in selection.regions])
    maps = None
    if mapped and cut_out is not None:
        maps = paper_map(folder, course, found, shown, cut_out, part_of(progress, 0.8, 1.0))
    return replace(
        shown,
        verdicts=tuple(map(_verdict, found.changes)),
        findings=found.reasons,
        changes=tuple(change_rows(found, anyway=False)),
        conditions=condition_lines(course, found),
        maps=maps,
    )


def _steps(image: Image, *, aligned: bool) -> tuple[PixelStep, ...]:
    smaller = (PixelStep.SMALLER,) if max(image.shape[:2]) > _LONGEST_SIDE else ()
    return (*((PixelStep.ALIGNED, PixelStep.CUT) if aligned else ()), *smaller, PixelStep.ENCODED)


def _seen(valid: np.ndarray) -> tuple[slice, slice]:
    """Return the rows and columns that hold what both photos show."""
    rows, columns = np.flatnonzero(valid.any(axis=1)), np.flatnonzero(valid.any(axis=0))
    if not len(rows):
        return slice(None), slice(None)
    return _widened(rows, valid.shape[0]), _widened(columns, valid.shape[1])


def _widened(places: np.ndarray, length: int) -> slice:
    margin = int(_MARGIN * (places[-1] - places[0] + 1))
    return slice(max(0, int(places[0]) - margin), min(length, int(places[-1]) + margin + 1))


def _cut_out(valid: np.ndarray, rows: slice, columns: slice) -> CutOut:
    (top, bottom, _), (left, right, _) = (
        part.indices(length) for part, length in zip((rows, columns), valid.shape, strict=True)
    )
    return CutOut(left=left, top=top, width=right - left, height=bottom - top)


def _outlines(course: Course, selection: Selection, view: View, cut_out: CutOut) -> Iterator[Outline]:
    """Return the regions in shares of the cut-out's size."""
    for region in selection.regions_in(view):
        if (outline := outline_in_reference(course, region)) is not None:
            yield cut_out.shares(outline)


def _verdict(item: RegionChange) -> RegionVerdict:
    change = item.change
    known = item.noise is not None and item.noise.enough and change.change is not None
    noise = f" {noise_sentence(item.noise)}" if known else ""
    return RegionVerdict(
        region=item.region.name,
        before=item.before,
        after=item.after,
        verdict=change.verdict,
        sentence=f"{verdict_sentence(change)}{noise}",
        change=change.change,
        low=change.low,
        high=change.high,
        reasons=change.reasons,
    )


def taken_lines(course: Course, selection: Selection, before: Photo, after: Photo) -> tuple[str, ...]:
    """Say what was taken between two visits, and what else went on; treatments first where that is much.

    Parameters
    ----------
    course : Course
    selection : Selection
    before, after : Photo

    Returns
    -------
    tuple of str
    """
    if before.taken_on is None or after.taken_on is None or before.taken_on == after.taken_on:
        return ()
    lines = taken_between(replace(course, diary=selection.diary), before.taken_on, after.taken_on)
    left = len(lines) - _MOST_LINES
    if left <= 1:
        return tuple(line.sentence for line in lines)
    kinds = list(TakenKind)
    weightiest = sorted(range(len(lines)), key=lambda place: kinds.index(lines[place].kind))[:_MOST_LINES]
    return (*(lines[place].sentence for place in sorted(weightiest)), f"and {left} more, listed further on")


def _trends(course: Course, selection: Selection, view: View) -> Iterator[str]:
    for region in selection.regions_in(view):
        found = region_trend(course, region)
        if found is not None:
            verdict = course_sentence(course_verdict(course, region, found))
            yield f"{region.name}: {verdict} {trend_sentence(found)}"
