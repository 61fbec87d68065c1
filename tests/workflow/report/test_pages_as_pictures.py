"""Pages as pictures: of the stated size, with nothing but pixels, all of them or none."""

import errno
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from hairtrack.course import Cover, View
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.messages import error_sentence
from hairtrack.progress import Cancelled
from hairtrack.report.choices import Choices, PaperSize, ReportKind
from hairtrack.report.content import ReportContent
from hairtrack.report.pdf import make_pictures
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.report import write
from hairtrack.workflow.report.write import write_pages
from tests.storage.test_course_folder import contents
from tests.workflow.report.test_write import folder
from tests.workflow.small_course import SQUARE

__all__ = ["folder"]

ONE = Choices(kind=ReportKind.COMPARISON)
MILLIMETRES = {PaperSize.A4: (210, 297), PaperSize.LETTER: (215.9, 279.4)}


def opened(path: Path) -> Pillow.Image:
    return Pillow.open(io.BytesIO(path.read_bytes()))


@pytest.mark.parametrize("paper", PaperSize)
@pytest.mark.parametrize("suffix", [".png", ".jpg"])
def test_every_page_is_a_picture_of_the_size_of_its_paper(
    folder: CourseFolder, tmp_path: Path, paper: PaperSize, suffix: str
) -> None:
    path = tmp_path / f"x{suffix}"
    written = write_pages(folder, folder.course, path, Choices(paper=paper), dots_per_inch=60)

    assert written.pages == len(written.paths) > 1
    assert [page.name for page in written.paths] == [f"x-{number + 1}{suffix}" for number in range(written.pages)]
    assert not path.exists()
    for page in written.paths:
        picture = opened(page)
        assert picture.format == {".png": "PNG", ".jpg": "JPEG"}[suffix]
        assert picture.size == pytest.approx([side / 25.4 * 60 for side in MILLIMETRES[paper]], abs=1)
        assert not picture.getexif()
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert np.ptp(np.asarray(picture.convert("L"))) > 100, "something stands on it"


def test_one_comparison_is_one_picture_cut_to_what_it_shows(folder: CourseFolder, tmp_path: Path) -> None:
    path = tmp_path / "x.png"
    written = write_pages(folder, folder.course, path, ONE, dots_per_inch=100)

    assert written.paths == (path,)
    pixels = np.asarray(opened(path).convert("L")).astype(int)
    assert pixels.shape[1] == round(220 / 25.4 * 100)
    rows = np.flatnonzero((pixels < 250).any(axis=1))
    edge = 9 / 25.4 * 100
    assert rows[0] < 2 * edge
    assert pixels.shape[0] - rows[-1] < 2 * edge, "no empty rest of a page is below"


def shown(monkeypatch: pytest.MonkeyPatch) -> list[ReportContent]:
    """Keep what is made into pictures."""
    kept: list[ReportContent] = []

    def listen(content: ReportContent, *rest: object, **options: object) -> Sequence[bytes]:
        kept.append(content)
        return make_pictures(content, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(write, "make_pictures", listen)
    return kept


def test_a_comparison_has_days_values_and_verdict(
    folder: CourseFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = shown(monkeypatch)
    write_pages(folder, folder.course, tmp_path / "x.png", replace(ONE, name=""))
    (content,) = kept
    (part,) = content.parts
    assert content.name == ""
    assert [picture.caption for picture in part.pictures] == [
        "5 January 2026",
        "6 July 2026, week 24 of ritlecitinib",
    ]
    (verdict,) = part.verdicts
    assert (verdict.before, verdict.after) == ("30 % (27 to 33)", "52 % (49 to 55)")


def test_a_comparison_of_which_neither_photo_may_be_shown_is_refused(folder: CourseFolder, tmp_path: Path) -> None:
    photos = tuple(replace(photo, view=View.FRONTAL) for photo in folder.course.photos)
    course = replace(folder.course, photos=photos, regions=(), alignments=(), measurements=(), references=())
    with pytest.raises(HairtrackError) as caught:
        write_pages(folder, course, tmp_path / "x.png", replace(ONE, cover=True))
    assert caught.value.kind is ErrorKind.NO_PHOTO_TO_SHOW
    assert "nothing is covered" in error_sentence(caught.value)
    assert not (tmp_path / "x.png").exists()


def test_what_is_covered_is_not_in_the_picture(folder: CourseFolder, tmp_path: Path) -> None:
    course = folder.course
    reference = course.reference(View.VERTEX)
    assert reference is not None
    covered = course.with_cover(Cover(id="c", view=View.VERTEX, points=SQUARE, drawn_on=reference.sha256))
    spreads = []
    for each, cover in ((course, False), (covered, True)):
        write_pages(folder, each, tmp_path / "x.png", replace(ONE, cover=cover), dots_per_inch=100)
        picture = np.asarray(opened(tmp_path / "x.png").convert("RGB")).astype(float)
        height, width = picture.shape[:2]
        # The middle of the photo before, where the cover is.
        middle = picture[int(0.2 * height) : int(0.4 * height), int(0.2 * width) : int(0.3 * width)]
        spreads.append(middle.std())
    plain, grey = spreads
    assert plain > 20
    assert grey < plain / 2


def test_a_shorter_report_says_that_pages_of_a_longer_one_are_there(folder: CourseFolder, tmp_path: Path) -> None:
    first = write_pages(folder, folder.course, tmp_path / "x.png", dots_per_inch=50)
    assert first.notes == ()
    older = tmp_path / f"x-{first.pages + 1}.png"
    older.write_bytes(b"of another report")
    second = write_pages(folder, folder.course, tmp_path / "x.png", dots_per_inch=50)
    assert second.notes == (f"{older} is older and no page of this report.",)
    assert older.read_bytes() == b"of another report"


def test_a_failure_or_a_stop_leaves_all_pages_as_they_were(
    folder: CourseFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "out"
    place.mkdir()
    pages = write_pages(folder, folder.course, place / "x.png", dots_per_inch=50).paths
    before = contents(place)

    def stop(_: float, what: str) -> None:
        if what == f"Writing {pages[-1].name}":
            raise Cancelled

    with pytest.raises(Cancelled):
        write_pages(folder, folder.course, place / "x.png", progress=stop, dots_per_inch=70)
    assert contents(place) == before

    replaced = Path.replace

    def held(self: Path, target: Path) -> Path:
        if self == pages[-1]:
            raise PermissionError(errno.EACCES, "open elsewhere")
        return replaced(self, target)

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(HairtrackError) as caught:
        write_pages(folder, folder.course, place / "x.png", dots_per_inch=70)
    assert caught.value.kind is ErrorKind.OUTPUT_UNWRITABLE
    assert contents(place) == before


def test_a_page_never_replaces_a_photo(folder: CourseFolder, tmp_path: Path) -> None:
    photo = folder.original(folder.course.photos[0]).read_bytes()
    (tmp_path / "x-2.jpg").write_bytes(photo)
    with pytest.raises(HairtrackError) as caught:
        write_pages(folder, folder.course, tmp_path / "x.jpg", dots_per_inch=50)
    assert caught.value.kind is ErrorKind.OUTPUT_OVER_PHOTO
    assert [page.name for page in tmp_path.glob("x*")] == ["x-2.jpg"]
    assert (tmp_path / "x-2.jpg").read_bytes() == photo
