"""The comparisons of a report: which two photos, their pictures in one frame, and what may be said about them."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from hairtrack.analysis.change import Change, brief_verdict, verdict_sentence
from hairtrack.analysis.own_noise import noise_sentence
from hairtrack.analysis.trend_words import course_sentence, trend_sentence
from hairtrack.course import Course, Outline, Photo, Region, Value, View
from hairtrack.language import _
from hairtrack.progress import Progress, no_progress, part_of
from hairtrack.report.content import RegionVerdict, ViewPair
from hairtrack.report.cut_out import CutOut
from hairtrack.report.left_out import left_out_sentences
from hairtrack.report.selection import Selection
from hairtrack.workflow.compare_photos import RegionChange, aligned_pair
from hairtrack.workflow.course_trend import course_verdict, region_trend
from hairtrack.workflow.diary.taken_between import TakenKind, taken_between
from hairtrack.workflow.fair_pair import compare_fairly
from hairtrack.workflow.places import outline_in_reference
from hairtrack.workflow.report.conditions import condition_lines
from hairtrack.workflow.report.maps import paper_map
from hairtrack.workflow.report.pair_pictures import is_placed, pair_pictures
from hairtrack.workflow.report.pictures import Darkroom
from hairtrack.workflow.show_changes import change_rows

_MOST_LINES = 9
"""Of what was taken between the two photos of page one."""


def compared(
    room: Darkroom, pair: tuple[Photo, Photo], progress: Progress = no_progress, *, mapped: bool = False
) -> ViewPair:
    """Prepare two photos, in one frame where they are aligned, and what may be said about them.

    Parameters
    ----------
    room : Darkroom
        With all of the course, so that what is said is the same as everywhere.
    pair : tuple of Photo
    progress : Progress
    mapped : bool
        Whether to show where the regions changed.

    Returns
    -------
    ViewPair
    """
    before, after = pair
    folder, course, selection = room.folder, room.course, room.selection
    # Only what was not made before needs the pixels; they are placed no more than once.
    placed = cache(lambda: aligned_pair(folder, course, before, after, part_of(progress, 0.0, 0.5)))
    pictures = pair_pictures(room, before, after, placed)
    cut_out = pictures.cut_out
    outlines = dict(_outlines(course, selection, before.view, cut_out)) if cut_out else {}
    shown = ViewPair(
        view=before.view,
        before=before,
        after=after,
        aligned=is_placed(room, before, after),
        pictures=pictures.files,
        turns=pictures.turns,
        left_out=left_out_sentences(pictures.left_out, shown=any(pictures.files)),
        aspect=pictures.aspect,
        outlines=tuple(outlines.values()),
        outlined=tuple(outlines),
        trends=room.said(
            ("trends", before.view, selection.regions_in(before.view)),
            lambda: tuple(_trends(course, selection, before.view)),
        ),
        pixels=pictures.pixels,
    )
    if before == after:
        return shown
    whole = room.said(
        ("compared", before.sha256, after.sha256),
        lambda: compare_fairly(folder, course, before, after, part_of(progress, 0.5, 0.8), placed=placed()),
    )
    # The map looks at the photos themselves, and needs the memory.
    placed.cache_clear()
    found = whole.of([region.id for region in selection.regions])
    maps = None
    if mapped and cut_out is not None:
        maps = room.said(
            ("map", before.sha256, after.sha256, selection.regions_in(before.view), cut_out),
            lambda: paper_map(folder, course, found, shown, cut_out, part_of(progress, 0.8, 1.0)),
        )
    return replace(
        shown,
        verdicts=tuple(map(_verdict, found.changes)),
        findings=found.reasons,
        changes=tuple(change_rows(found, anyway=False)),
        conditions=condition_lines(course, found),
        maps=maps,
    )


def _outlines(course: Course, selection: Selection, view: View, cut_out: CutOut) -> Iterator[tuple[str, Outline]]:
    """Return the regions by name, in shares of the cut-out's size."""
    for region in selection.regions_in(view):
        if (outline := outline_in_reference(course, region)) is not None:
            yield region.words, cut_out.shares(outline)


def _verdict(item: RegionChange) -> RegionVerdict:
    known = item.noise is not None and item.noise.enough and item.change.change is not None
    noise = noise_sentence(item.noise) if known else ""
    return region_verdict(item.region, item.change, before=item.before, after=item.after, noise=noise)


def region_verdict(
    region: Region, change: Change, *, before: Value | None = None, after: Value | None = None, noise: str = ""
) -> RegionVerdict:
    """Put what may be said of a region into a record for paper.

    Parameters
    ----------
    region : Region
    change : Change
    before, after : Value or None
        Where it is a change between two visits.
    noise : str
        A sentence on the noise that it rests on.

    Returns
    -------
    RegionVerdict
    """
    sentence = " ".join(filter(None, (verdict_sentence(change), noise)))
    return RegionVerdict(
        region=region.words,
        before=before,
        after=after,
        verdict=change.verdict,
        sentence=sentence,
        brief=brief_verdict(change) or sentence,
        change=change.change,
        low=change.low,
        high=change.high,
        reasons=change.reasons,
    )


def taken_lines(course: Course, selection: Selection, before: Photo, after: Photo) -> tuple[str, ...]:
    """Say what was taken between two visits, as far as those days were chosen, and what else went on.

    Treatments come first where that is much.

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
    first = max(before.taken_on, selection.since or before.taken_on)
    last = min(after.taken_on, selection.until or after.taken_on)
    lines = taken_between(replace(course, diary=selection.diary), first, last) if first < last else ()
    left = len(lines) - _MOST_LINES
    if left <= 1:
        return tuple(line.sentence for line in lines)
    kinds = list(TakenKind)
    weightiest = sorted(range(len(lines)), key=lambda place: kinds.index(lines[place].kind))[:_MOST_LINES]
    more = _("and {count} more in the diary", count=left)
    return (*(lines[place].sentence for place in sorted(weightiest)), more)


def _trends(course: Course, selection: Selection, view: View) -> Iterator[str]:
    for region in selection.regions_in(view):
        found = region_trend(course, region)
        if found is not None:
            verdict = course_sentence(course_verdict(course, region, found))
            yield f"{region.words}: {verdict} {trend_sentence(found)}"
