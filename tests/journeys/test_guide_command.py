"""The guide for the next photo on the command line, and on paper."""

import json
from dataclasses import replace
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from hairtrack.cli import run
from hairtrack.course import Cover, View
from hairtrack.workflow.courses import open_for_reading, open_for_writing
from tests.workflow.guided_course import closer, guided_course, lit

FACE = ((300.0, 420.0), (420.0, 420.0), (420.0, 540.0), (300.0, 540.0))


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return guided_course(tmp_path_factory.mktemp("guided"), [closer(1.5), closer(1.5)], scales=[1.5, 1.5])


def test_the_advice_is_told_and_is_json_with_the_same_sentences(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["guide", str(course)]) == 0
    told = capsys.readouterr().out
    assert "Crown, like 20260112_vertex.jpg of 12 January 2026" in told
    assert "1. Step back until the head is as large as in the photo of 12 January 2026, about 1.5 times" in told
    assert run(["guide", str(course), "--view", "crown", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    (view,) = document["views"]
    assert document["written"] is None
    assert view["view"] == "vertex"
    assert view["advice"][0]["do"] in told
    assert view["advice"][0]["aspect"] == "distance"


def test_another_day_can_be_the_pattern(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["guide", str(course), "--like", "2026-02-09", "--json"]) == 0
    (view,) = json.loads(capsys.readouterr().out)["views"]
    assert view["like"]["taken_on"] == "2026-02-09"
    assert "distance" not in [each["aspect"] for each in view["advice"]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--like", "2025-01-01"], "has no photo of 2025-01-01"),
        (["--view", "back"], "no dated photo of the back view"),
        (["-o", "guide.txt"], "is no name that ends in .pdf"),
    ],
)
def test_what_cannot_be_is_said(course: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    try:
        code = run(["guide", str(course), *words])
    except SystemExit as ended:
        code = int(str(ended.code))
    assert code == 2
    assert said in capsys.readouterr().err


def test_a_course_without_photos_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", str(tmp_path / "a.hairtrack")]) == 0
    assert run(["guide", str(tmp_path / "a.hairtrack")]) == 2
    assert "has no dated photo yet" in capsys.readouterr().err


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_the_page_is_tagged_fits_its_sheet_and_holds_the_advice(
    course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], paper: str, size: tuple[int, int]
) -> None:
    path = tmp_path / "guide.pdf"
    assert run(["guide", str(course), "-o", str(path), "--paper", paper]) == 0
    assert "(1 page)" in capsys.readouterr().err
    with pikepdf.open(path) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert len(pdf.pages) == 1
        assert [round(float(side)) for side in pdf.pages[0].MediaBox][2:] == list(size)
        assert b"<pdfuaid:part>1" in pdf.Root.Metadata.read_bytes().replace(b"\n", b"")
    with pymupdf.open(path) as pages:
        words = " ".join(pages[0].get_text().split())
        largest = max(span["size"] for block in pages[0].get_text("dict")["blocks"] for line in block.get("lines", ())
                      for span in line["spans"] if "Step back" in span["text"])  # fmt: skip
    assert "Step back until the head is as large as in the photo of 12 January 2026" in words
    assert "Every time" in words
    assert words.count("not copies from a chat") == 1
    # To be read at arm's length.
    assert largest >= 15


def _picture(path: Path) -> tuple[int, int, int]:
    """Return the colour in the middle of the only photo of the first page."""
    with pymupdf.open(path) as pages:
        (image,) = pages[0].get_images()
        pixels = pymupdf.Pixmap(pymupdf.Pixmap(pages, image[0]), 0)
    found = pixels.pixel(pixels.width // 2, pixels.height // 2)
    return int(found[0]), int(found[1]), int(found[2])


def test_what_is_covered_is_covered_on_paper_and_a_face_without_a_cover_is_left_out(tmp_path: Path) -> None:
    path = guided_course(tmp_path, [lit()])
    plain, covered, faceless = (tmp_path / f"{name}.pdf" for name in ("plain", "covered", "faceless"))
    assert run(["guide", str(path), "-o", str(plain)]) == 0
    assert _picture(plain) != pytest.approx((128, 128, 128), abs=6)
    with open_for_writing(path) as folder:
        reference = folder.course.reference(View.VERTEX)
        assert reference is not None
        cover = Cover(id="c", view=View.VERTEX, points=FACE, drawn_on=reference.sha256)
        folder.commit(folder.course.with_cover(cover))
    assert run(["guide", str(path), "-o", str(covered)]) == 0
    assert _picture(covered) == pytest.approx((128, 128, 128), abs=6)
    with open_for_writing(path) as folder:
        course = folder.course
        for photo in course.photos:
            course = course.with_photo(replace(photo, view=View.FRONTAL))
        folder.commit(course)
    assert run(["guide", str(path), "-o", str(faceless)]) == 0
    with pymupdf.open(faceless) as pages:
        assert pages[0].get_images() == []
        assert "is left out" in " ".join(pages[0].get_text().split())


def test_nothing_is_written_over_a_photo_or_into_the_course(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["guide", str(course), "-o", str(course / "guide.pdf")]) == 2
    assert not (course / "guide.pdf").exists()
    with open_for_reading(course) as folder:
        assert len(folder.course.photos) == 3
    assert "guide.pdf" in capsys.readouterr().err
