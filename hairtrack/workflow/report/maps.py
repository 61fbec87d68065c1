"""The change map of a comparison, gathered for paper."""

from hairtrack import kept_words
from hairtrack.course import Course
from hairtrack.imaging.coverage.change_map import Cell
from hairtrack.language import _
from hairtrack.progress import Progress, no_progress
from hairtrack.report.choices import Choices, ReportKind
from hairtrack.report.content import ViewPair
from hairtrack.report.cut_out import CutOut
from hairtrack.report.maps import Box, CellLook, ChangeMap, look_of, map_alt, mapped_regions, window_of
from hairtrack.report.table import Picture
from hairtrack.report.words import VIEWS, full_day
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.change_map import RegionMap, map_change, map_words
from hairtrack.workflow.compare_photos import Comparison


def has_maps(choices: Choices) -> bool:
    """Whether a report has room for maps of change.

    Parameters
    ----------
    choices : Choices
    """
    return choices.kind in (ReportKind.FULL, ReportKind.COMPARISON)


def paper_map(
    folder: CourseFolder,
    course: Course,
    comparison: Comparison,
    shown: ViewPair,
    cut_out: CutOut,
    progress: Progress = no_progress,
) -> ChangeMap | None:
    """Map where regions changed, over the photo after.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    comparison : Comparison
        Of the chosen regions.
    shown : ViewPair
        With its pictures.
    cut_out : CutOut
        What the pictures show of the reference photo.
    progress : Progress

    Returns
    -------
    ChangeMap or None
        None where no region can be mapped; the verdicts say why.
    """
    maps = map_change(folder, course, comparison, progress)
    drawn = [found for found in maps if found.cells]
    if not drawn:
        return None
    cells = {found.region.id: _cells(found, cut_out) for found in drawn}
    regions = mapped_regions((cut_out.shares(found.outline), cells[found.region.id]) for found in drawn)
    words = tuple(map_words(maps).splitlines())
    day = full_day(shown.after.taken_on)
    photo = _("photo of {day}, {view} view", day=day, view=kept_words.inside(VIEWS[shown.view]))
    named = [(found.region.words, cells[found.region.id]) for found in drawn]
    return ChangeMap(
        picture=Picture(
            file=shown.pictures[-1],
            caption=_("Over the photo of {day}.", day=day),
            alt=map_alt(photo, named, words),
        ),
        aspect=shown.aspect,
        window=window_of(regions),
        regions=regions,
        words=words,
    )


def _cells(found: RegionMap, cut_out: CutOut) -> list[tuple[Box, CellLook]]:
    return [(_box(cell, cut_out), look_of(verdict, cell.change)) for cell, verdict in found.cells]


def _box(cell: Cell, cut_out: CutOut) -> Box:
    left, top, right, bottom = cell.box
    (left, top), (right, bottom) = cut_out.shares(((left, top), (right, bottom)))
    return left, top, right, bottom
