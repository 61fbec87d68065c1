"""The change map on paper: the cells and the words of the window, drawn over the photo after."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from hairtrack.analysis.cell_changes import CellVerdict
from hairtrack.course import Cover, View
from hairtrack.report.choices import Choices, ReportKind
from hairtrack.report.content import ReportContent
from hairtrack.report.maps import LOOKS, ChangeMap
from hairtrack.report.pdf import PreviewPage
from hairtrack.report.sheet import Sheet
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.change_map import RegionMap, map_change, map_words
from hairtrack.workflow.compare_photos import compare, default_pair
from hairtrack.workflow.draw_regions import draw_region
from hairtrack.workflow.report import write
from hairtrack.workflow.report.write import preview_report, write_report
from tests.workflow.patch_course import bald_and_grown, patch_course

REPORTS = (ReportKind.FULL, ReportKind.SUMMARY)


@pytest.fixture(scope="module")
def course_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return patch_course(bald_and_grown(), tmp_path_factory.mktemp("mapped"))


@pytest.fixture
def folder(course_path: Path) -> Iterator[CourseFolder]:
    with CourseFolder.open(course_path, read_only=True) as opened:
        yield opened


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[ReportContent]:
    """Return the contents of the reports that are laid out."""
    kept: list[ReportContent] = []
    for name in ("make_pdf", "make_preview"):
        real = getattr(write, name)

        def listen(content: ReportContent, sheet: Sheet, *rest: object, _real: object = real, **more: object) -> object:
            kept.append(content)
            return _real(content, sheet, *rest, **more)  # type: ignore[operator]

        monkeypatch.setattr(write, name, listen)
    return kept


def map_of(content: ReportContent) -> ChangeMap:
    found = content.parts[0].maps
    assert found is not None
    return found


def whole(folder: CourseFolder) -> tuple[RegionMap, ...]:
    """Return the map as the window makes it."""
    course = folder.course
    return map_change(folder, course, compare(folder, course, *default_pair(course)))


def test_it_shows_the_cells_and_words_of_the_window(
    folder: CourseFolder, tmp_path: Path, told: list[ReportContent]
) -> None:
    write_report(folder, folder.course, tmp_path / "a.pdf")
    found, shown = map_of(told[0]), whole(folder)
    assert "\n".join(found.words) == map_words(shown)
    (region,), (drawn,) = shown, found.regions
    verdicts = [verdict for _, verdict in region.cells]
    assert [LOOKS[cell.look].verdict for cell in drawn.cells] == verdicts
    assert CellVerdict.GAIN in verdicts, "or there would be nothing to see"
    assert found.picture.file == told[0].parts[0].pictures[1].file
    # The cells lie in the picture as they lie in the region.
    (left, top), (right, bottom) = drawn.outline[0], drawn.outline[2]
    box, middle = region.cells[0][0].box, drawn.cells[0].middle
    assert middle is not None
    for axis, (low, high) in enumerate(((left, right), (top, bottom))):
        start, end = region.outline[0][axis], region.outline[2][axis]
        share = ((box[axis] + box[axis + 2]) / 2 - start) / (end - start)
        assert (middle[axis] - low) / (high - low) == pytest.approx(share, abs=0.01)


def test_it_is_one_tagged_picture_without_pixels_of_its_own(
    folder: CourseFolder, tmp_path: Path, told: list[ReportContent]
) -> None:
    written = write_report(folder, folder.course, tmp_path / "a.pdf")
    assert written.notes == (), "it is accessible"
    with pikepdf.open(tmp_path / "a.pdf") as document:
        spoken = [str(o.Alt) for o in document.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
        photos = [
            bytes(item.read_raw_bytes())
            for item in document.objects
            if isinstance(item, pikepdf.Stream) and "/DCTDecode" in str(item.get("/Filter"))
        ]
    assert spoken.count(map_of(told[0]).picture.alt) == 1
    assert len(photos) == 2, "the photo after is in it once"


@pytest.mark.parametrize("crop", [False, True])
def test_a_cover_over_the_region_lies_under_its_cells_too(
    folder: CourseFolder, tmp_path: Path, told: list[ReportContent], crop: bool
) -> None:
    (region,) = folder.course.regions
    (left, top), (right, bottom) = region.points[0], region.points[2]
    middle = (left + right) / 2
    cover = Cover(
        id="c",
        view=View.VERTEX,
        points=((left, top), (middle, top), (middle, bottom), (left, bottom)),
        drawn_on=region.drawn_on,
    )
    course = folder.course.with_cover(cover)
    write_report(folder, course, tmp_path / "a.pdf", Choices(cover=True, crop=crop))
    drawn = map_of(told[0])
    assert drawn.picture.file == told[0].parts[0].pictures[1].file
    verdicts = [LOOKS[cell.look].verdict for cell in drawn.regions[0].cells]
    assert verdicts == [verdict for _, verdict in whole(folder)[0].cells]
    (start, upper), (end, lower) = drawn.regions[0].outline[0], drawn.regions[0].outline[2]
    with pikepdf.open(tmp_path / "a.pdf") as document:
        photos = [
            Image.open(BytesIO(item.read_raw_bytes())).convert("RGB")
            for item in document.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Filter") == "/DCTDecode"
        ]
    assert len(photos) == 2
    for photo in photos:
        pixels, (width, height) = np.asarray(photo).astype(int), photo.size
        covered = pixels[
            round(upper * height) : round(lower * height), round(start * width) : round((start + end) / 2 * width)
        ]
        assert np.abs(covered - 128).max() < 30, "plain grey and nothing else"
        assert pixels.std() > 20, "the rest of it is there"


def test_gain_is_seen_on_the_page(folder: CourseFolder, told: list[ReportContent]) -> None:
    def blue(pages: tuple[PreviewPage, ...]) -> int:
        seen = [np.asarray(Image.open(BytesIO(page.picture)).convert("RGB")).astype(int) for page in pages]
        return sum(int((page[..., 2] > page[..., 0] + 40).sum()) for page in seen)

    mapped, plain = (preview_report(folder, folder.course, Choices(kind=kind)) for kind in REPORTS)
    gained = sum(LOOKS[cell.look].verdict == "gain" for cell in map_of(told[0]).regions[0].cells)
    assert blue(mapped) > blue(plain) + 50 * gained, "each of them takes some pixels"


def test_only_the_chosen_regions_are_mapped(folder: CourseFolder, tmp_path: Path, told: list[ReportContent]) -> None:
    course = draw_region(
        folder.course, view=View.VERTEX, name="Elsewhere", points=((100.0, 600.0), (250.0, 600.0), (250.0, 700.0))
    )
    one = next(region.id for region in course.regions if region.name == "Crown")
    write_report(folder, course, tmp_path / "a.pdf", Choices(regions=(one,)))
    found = map_of(told[0])
    assert len(found.regions) == 1
    assert "Elsewhere" not in found.picture.alt + " ".join(found.words)


@pytest.mark.parametrize("kind", list(ReportKind))
def test_which_reports_have_one(
    folder: CourseFolder, tmp_path: Path, told: list[ReportContent], kind: ReportKind
) -> None:
    write_report(folder, folder.course, tmp_path / "a.pdf", Choices(kind=kind))
    mapped = told[0].parts[0].maps is not None
    assert mapped == (kind in (ReportKind.FULL, ReportKind.COMPARISON))


def test_page_one_is_previewed_without_the_time_for_it(folder: CourseFolder, told: list[ReportContent]) -> None:
    preview_report(folder, folder.course, first_only=True)
    assert told[0].parts[0].maps is None


def test_photos_that_are_not_aligned_or_stand_alone_have_none(
    folder: CourseFolder, tmp_path: Path, told: list[ReportContent]
) -> None:
    write_report(folder, replace(folder.course, alignments=()), tmp_path / "a.pdf")
    write_report(folder, replace(folder.course, photos=folder.course.photos[:1]), tmp_path / "b.pdf")
    assert [content.parts[0].maps for content in told] == [None, None]
