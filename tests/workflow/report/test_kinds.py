"""The kinds of report as documents: one comparison stands alone on one page, whatever has to be said of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO

import numpy as np
import pikepdf
import pytest

from hairtrack.course import Landmark, Measurement, View
from hairtrack.diary import Diary
from hairtrack.imaging.photo_file import encode_jpeg
from hairtrack.report.choices import Choices, PaperSize, ReportKind
from hairtrack.report.content import ReportContent, VerdictLine
from hairtrack.report.pdf import make_pdf
from hairtrack.report.sheet import Sheet
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.treatment import Treatment, TreatmentKind
from hairtrack.workflow.align_photos import align_by_landmarks
from hairtrack.workflow.courses import new_course
from hairtrack.workflow.draw_regions import draw_region
from hairtrack.workflow.import_photos import import_photos, propose
from hairtrack.workflow.report.gather import gathered
from tests.report.pdf_text import words_in
from tests.report.text_boxes import outside, runs_on

SQUARE = ((60.0, 60.0), (240.0, 60.0), (240.0, 180.0), (60.0, 180.0))
MILLIMETRE = 72 / 25.4
SHEETS = {PaperSize.A4: (210, 297), PaperSize.LETTER: (215.9, 279.4)}


def measured(photo: str, region: str, coverage: float) -> Measurement:
    return Measurement(
        photo=photo,
        region=region,
        coverage=coverage,
        low=coverage - 0.03,
        high=coverage + 0.03,
        judged=0.98,
        engine="coverage 1",
        person="0123456789abcdef",
        threshold=0.0,
        outline=SQUARE,
        alignment_error_percent_width=0.3,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CourseFolder]:
    """Yield a course of two aligned and measured photos and what was taken between them."""
    place = tmp_path_factory.mktemp("kinds")
    source = place / "phone"
    source.mkdir()
    for seed, name in enumerate(("20260105_vertex.jpg", "20260706_vertex.jpg")):
        coarse = np.random.default_rng(seed).integers(40, 220, (24, 32, 3), np.uint8)
        (source / name).write_bytes(encode_jpeg(coarse.repeat(10, axis=0).repeat(10, axis=1), 90))
    with new_course(place / "Anna.hairtrack", "Anna") as made:
        course = import_photos(made, made.course, propose(made, made.course, [source]).candidates).course
        first, second = course.in_view(View.VERTEX)
        course = draw_region(course, view=View.VERTEX, name="Crown", points=SQUARE)
        marks = [Landmark(fixed=p, moving=(p[0] + 4, p[1] - 3)) for p in SQUARE]
        course = align_by_landmarks(course, second, marks)
        region = course.regions[0].id
        course = course.with_measurement(measured(first.sha256, region, 0.30))
        course = course.with_measurement(measured(second.sha256, region, 0.52))
        jak = Treatment(
            id="t",
            kind=TreatmentKind.JAK_INHIBITOR,
            name="ritlecitinib",
            dose="50 mg daily",
            started_on=date(2026, 1, 19),
        )
        made.commit(replace(course, diary=Diary(treatments=(jak,))))
        yield made


def said_of(folder: CourseFolder, kind: ReportKind, sheet: Sheet) -> ReportContent:
    return gathered(folder, folder.course, Choices(kind=kind), sheet, lambda *_: None)


def laid_out(content: ReportContent, sheet: Sheet) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(make_pdf(content, sheet).data))


def sides(page: pikepdf.Page) -> tuple[float, float]:
    left, low, right, high = (float(edge) / MILLIMETRE for edge in page.mediabox)
    return right - left, high - low


def of_one_part(content: ReportContent, **changed: object) -> ReportContent:
    return replace(content, parts=(replace(content.parts[0], **changed),))  # type: ignore[arg-type]


@pytest.mark.parametrize("paper", list(PaperSize))
@pytest.mark.parametrize("kind", list(ReportKind))
def test_no_word_is_cut_off_on_either_paper(folder: CourseFolder, kind: ReportKind, paper: PaperSize) -> None:
    with Sheet() as sheet:
        content = replace(said_of(folder, kind, sheet), paper=paper)
        with laid_out(content, sheet) as document:
            for page in document.pages:
                assert [round(side) for side in sorted(sides(page))] == [round(side) for side in SHEETS[paper]]
                assert outside(page, 8 * MILLIMETRE) == []


def test_one_comparison_answers_and_stands_alone(folder: CourseFolder) -> None:
    before, after = folder.course.in_view(View.VERTEX)
    with Sheet() as sheet:
        content = said_of(folder, ReportKind.COMPARISON, sheet)
        gained = replace(content.parts[0].verdicts[0], verdict="gain", sentence="Gain of 22 points.", reasons=())
        with laid_out(of_one_part(content, verdicts=(gained,)), sheet) as document:
            (page,) = document.pages
            runs = list(runs_on(page))
            words = " ".join("".join(run.text for run in runs).split())
    assert "Gain of 22 points" in words
    assert "Before 30 % (27 to 33); after 52 % (49 to 55)" in words
    assert "5 January 2026" in words
    assert "week 24 of ritlecitinib" in words
    assert "ritlecitinib 50 mg daily, started" in words
    assert "same scale" in words
    assert words.index(before.sha256) < words.index(after.sha256), "which originals they are"
    assert "reference photo of its view" in words
    assert "error" in words[words.index("After: 6 Jul") : words.index(after.sha256)], "how well they are aligned"
    answer = next(run for run in runs if "Gain of 22" in run.text)
    assert answer.size > 11
    assert all(run.size >= 8.5 for run in runs if run.low > answer.low - 10), "nothing over it is small"


def test_photos_that_lie_are_shown_on_a_page_that_lies_and_those_that_stand_on_one_that_stands(
    folder: CourseFolder,
) -> None:
    found = []
    with Sheet() as sheet:
        content = said_of(folder, ReportKind.COMPARISON, sheet)
        for aspect in (1.6, 0.7):
            with laid_out(of_one_part(content, aspect=aspect, maps=None), sheet) as document:
                (page,) = document.pages
                across, down = sides(page)
                found.append(across > down)
    assert found == [True, False]


LONG = "A region with a very long name that goes on above the left ear and behind it, 後頭部 und خلف الأذن"


def crowded(content: ReportContent) -> ReportContent:
    line = content.parts[0].verdicts[0]
    verdicts = tuple(
        replace(line, region=f"{LONG} {number}", reasons=("Alike.", f"Own {number}.")) for number in range(8)
    )
    taken = tuple(f"{day} March 2026: something with many words that was taken for a while" for day in range(1, 25))
    named = replace(content, name="Maximiliane-Alexandrina von und zu Hohenlohe-Waldenburg-Schillingsfürst " * 2)
    return of_one_part(named, verdicts=verdicts, taken=taken, reasons=("The light differs a little.",) * 3)


def refused(content: ReportContent) -> ReportContent:
    why = ("The hair was wet in one of the two photos.", "The light comes from another side.")
    verdicts = tuple(
        VerdictLine(
            verdict="not comparable",
            region=name,
            before="no value",
            after="no value",
            figures="",
            sentence="Not comparable.",
            reasons=why,
        )
        for name in ("Crown", "Left patch")
    )
    return of_one_part(content, verdicts=verdicts, maps=None, outlines=(), note="Shown as taken.")


def without_photos(content: ReportContent) -> ReportContent:
    return of_one_part(content, pictures=(), maps=None, outlines=(), note="The photos are left out.")


@pytest.mark.parametrize("paper", list(PaperSize))
def test_one_comparison_keeps_to_its_page_whatever_is_said_of_it(folder: CourseFolder, paper: PaperSize) -> None:
    with Sheet() as sheet:
        content = replace(said_of(folder, ReportKind.COMPARISON, sheet), paper=paper)
        for changed in (crowded(content), refused(content), without_photos(content)):
            with laid_out(changed, sheet) as document:
                assert len(document.pages) == 1
                assert outside(document.pages[0], 8 * MILLIMETRE) == []
                words = words_in(document)
                for line in changed.parts[0].verdicts:
                    assert line.region.split(" ")[-1] in words
                for photo in folder.course.photos:
                    assert photo.sha256 in words


def test_what_stands_against_all_regions_alike_is_said_once(folder: CourseFolder) -> None:
    with Sheet() as sheet:
        content = refused(said_of(folder, ReportKind.COMPARISON, sheet))
        with laid_out(content, sheet) as document:
            words = words_in(document)
    assert words.count("The hair was wet") == 1
    assert words.count("Not comparable.") == 2, "each region is named with its verdict"


def test_what_finds_no_room_is_said_to_be_more(folder: CourseFolder) -> None:
    with Sheet() as sheet:
        content = crowded(said_of(folder, ReportKind.COMPARISON, sheet))
        with laid_out(content, sheet) as document:
            words = words_in(document)
    lines = [line for line in content.parts[0].taken if line[:12] in words]
    assert 0 < len(lines) < len(content.parts[0].taken)
    assert "and more in the diary" in words
