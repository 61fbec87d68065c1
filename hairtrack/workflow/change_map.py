"""The journey of seeing where a region changed: a map of two photos, cell by cell."""

from collections.abc import Sequence
from dataclasses import dataclass

from hairtrack.analysis.cell_changes import CellVerdict, cells_sentence, judge_cells
from hairtrack.analysis.change import Verdict
from hairtrack.analysis.comparability import length_on
from hairtrack.course import Course, Outline, Region, Transform
from hairtrack.imaging.coverage.change_map import SHORT_MM, Cell, change_cells
from hairtrack.imaging.coverage.measure import Judged
from hairtrack.kept_words import shown
from hairtrack.language import _, listed
from hairtrack.messages import reason_sentence
from hairtrack.progress import Progress, no_progress, part_of
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.compare_photos import Comparison, RegionChange
from hairtrack.workflow.images import load_image
from hairtrack.workflow.measure_coverage import judge_place, person_in_use
from hairtrack.workflow.places import outline_in_reference, place_of, to_photo


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionMap:
    """Where a region changed between two photos.

    Attributes
    ----------
    region : Region
    outline : Outline
        In pixels of the view's reference photo; empty where its place there is not known.
    cells : tuple of Cell with CellVerdict
        None where the two photos cannot be compared.
    words : str
        What the map shows, or why there is none; see `map_words`.
    """

    region: Region
    outline: Outline
    cells: tuple[tuple[Cell, CellVerdict], ...]
    words: str


def map_change(
    folder: CourseFolder, course: Course, comparison: Comparison, progress: Progress = no_progress
) -> tuple[RegionMap, ...]:
    """Show for each region of two photos where it changed by more than its noise.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    comparison : Comparison
        What is said of the two photos as a whole: its doubt is every cell's doubt too, and where it refuses there is
        no map.
    progress : Progress

    Returns
    -------
    tuple of RegionMap
        One for each region of the comparison.
    """
    hair_mm = _hair_length(course, comparison)
    lies_still = hair_mm is not None and hair_mm <= SHORT_MM
    maps = []
    for index, found in enumerate(comparison.changes):
        part = part_of(progress, index / len(comparison.changes), (index + 1) / len(comparison.changes))
        outline = outline_in_reference(course, found.region)
        refused = found.change.verdict is Verdict.NOT_COMPARABLE
        cells: tuple[Cell, ...] = ()
        if outline is not None and not refused:
            pixels = _pixels(folder, course, comparison, found.region, part)
            cells = change_cells(*pixels[0], transforms=pixels[1], outline=outline, hair_mm=hair_mm) if pixels else ()
        verdicts = judge_cells(cells, found.change) if cells else ()
        maps.append(
            RegionMap(
                region=found.region,
                outline=outline or (),
                cells=tuple(zip(cells, verdicts, strict=True)),
                words=cells_sentence(verdicts, lies_still=lies_still) if cells else _why_none(course, found),
            )
        )
    return tuple(maps)


def map_words(maps: Sequence[RegionMap]) -> str:
    """Say what the maps show, a line for each region; regions without a map for one reason share theirs."""
    mapped = [f"{shown(found.region.name)}: {found.words}" for found in maps if found.cells]
    refused: dict[str, list[str]] = {}
    for found in maps:
        if not found.cells:
            refused.setdefault(found.words, []).append(shown(found.region.name))
    return "\n".join([*mapped, *(f"{listed(names)}: {words}" for words, names in refused.items())])


def _pixels(
    folder: CourseFolder, course: Course, comparison: Comparison, region: Region, progress: Progress
) -> tuple[tuple[Judged, Judged], tuple[Transform, Transform]] | None:
    """Return a region's pixels in both photos, and the transforms there; None where they cannot be told in one."""
    person = person_in_use(course)
    pixels: list[Judged] = []
    transforms: list[Transform] = []
    for share, photo in ((0.0, comparison.before), (0.5, comparison.after)):
        progress(share, _("Mapping {region} in {photo}", region=region.words, photo=photo.file_name))
        place, transform = place_of(course, photo, region), to_photo(course, photo)
        if transform is None or place.reason is not None or person is None:
            return None
        pixels.append(judge_place(load_image(folder, photo), place, person))
        transforms.append(transform)
    return (pixels[0], pixels[1]), (transforms[0], transforms[1])


def _hair_length(course: Course, comparison: Comparison) -> float | None:
    """Return how long the hair was at most on the two days, in mm, or None where that is not known of both."""
    days = [photo.taken_on for photo in (comparison.before, comparison.after)]
    known = [length_on(course.diary.grooms, day) if day is not None else None for day in days]
    lengths = [length for length in known if length is not None]
    return max(lengths) if len(lengths) == len(known) else None


def _why_none(course: Course, found: RegionChange) -> str:
    """Say in words why a region has no map: the weightiest reason; the others stand beside the verdict."""
    if found.change.verdict is not Verdict.NOT_COMPARABLE and person_in_use(course) is None:
        return _("no map, because an older hairtrack measured this. Measure the regions again.")
    reasons = " ".join(map(reason_sentence, found.change.reasons[:1]))
    return _("no map, because these two photos cannot be compared. {reasons}", reasons=reasons).rstrip()
