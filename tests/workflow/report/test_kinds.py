"""The kinds of report as documents: page one answers on a page, a summary has two, one comparison stands alone."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from hairtrack.course import View
from hairtrack.report.choices import Choices, PaperSize, ReportKind
from hairtrack.report.content import ReportContent, VerdictLine
from hairtrack.report.pdf import make_pdf
from hairtrack.report.sheet import Sheet
from hairtrack.report.table import Table
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.report.gather import gathered
from tests.report.pdf_text import words_in
from tests.report.text_boxes import outside, runs_on
from tests.workflow.small_course import small_course

MILLIMETRE = 72 / 25.4
SHEETS = {PaperSize.A4: (210, 297), PaperSize.LETTER: (215.9, 279.4)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CourseFolder]:
    """Yield a course of two aligned and measured photos and what was taken between them."""
    place = tmp_path_factory.mktemp("kinds")
    with CourseFolder.open(small_course(place, ("20260105_vertex.jpg", "20260706_vertex.jpg"), (0.30, 0.52))) as made:
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
            brief="Not comparable.",
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


def much(content: ReportContent) -> ReportContent:
    """Return a summary of which nothing is short: seven further views, names, treatments, blood tests, symptoms."""
    assert content.digest is not None
    first = crowded(content).parts[0]
    views = tuple(replace(first, heading=f"View {number}", charts=(), maps=None) for number in range(7))
    tables = [
        Table(
            heading=f"Table {number}",
            lead="What it lists.",
            columns=("What", "When"),
            widths=(1, 0),
            rows=tuple((f"{LONG} {row}", "1 March 2026") for row in range(100)),
        )
        for number in range(6)
    ]
    facts = (("Treatment", "\n".join(f"{LONG} {number}" for number in range(5))),)
    digest = replace(content.digest, left=tuple(tables[:3]), right=tuple(tables[3:]))
    return replace(crowded(content), facts=facts, parts=(first, *views), digest=digest)


def little(content: ReportContent) -> ReportContent:
    """Return a summary of one photo and nothing else."""
    assert content.digest is not None
    alone = replace(content.parts[0], pictures=content.parts[0].pictures[:1], verdicts=(), charts=(), outlines=())
    digest = replace(content.digest, left=(), right=())
    return replace(content, name="", facts=(), parts=(replace(alone, outlined=()),), digest=digest)


def without_any_photo(content: ReportContent) -> ReportContent:
    chart = content.parts[0].charts[0]
    return replace(content, parts=(), diary_charts=(chart,))


@pytest.mark.parametrize("paper", list(PaperSize))
def test_a_summary_has_two_pages_whatever_there_is(folder: CourseFolder, paper: PaperSize) -> None:
    with Sheet() as sheet:
        content = replace(said_of(folder, ReportKind.SUMMARY, sheet), paper=paper)
        for changed in (content, much(content), little(content), refused(content), without_any_photo(content)):
            with laid_out(changed, sheet) as document:
                assert len(document.pages) == 2
                assert [outside(page, 8 * MILLIMETRE) for page in document.pages] == [[], []]


def has_alt(item: object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and "/Alt" in item


def words_on(page: pikepdf.Page) -> str:
    return "".join(run.text for run in runs_on(page))


def test_a_summary_says_how_much_it_leaves_out(folder: CourseFolder) -> None:
    with Sheet() as sheet:
        content = much(said_of(folder, ReportKind.SUMMARY, sheet))
        with laid_out(content, sheet) as document:
            second = words_on(document.pages[1])
    lists = second[second.index("Table 0") :]
    cut = [int(count) for count in re.findall(r"and (\d+) more, in the full record", lists)]
    assert len(cut) == 6
    assert sum(cut) + lists.count("1 March 2026") == 600, "every row is shown or counted"
    views = sum(f"View {number}" in second for number in range(7))
    assert views > 0
    assert re.findall(r"and (\d+) more comparisons?, in the full record", second) == [str(7 - views)]
    assert "hairtrack check COURSE" in second


def test_page_one_answers_and_nothing_of_the_answer_is_small(folder: CourseFolder) -> None:
    for kind in (ReportKind.SUMMARY, ReportKind.FULL):
        with Sheet() as sheet:
            content = said_of(folder, kind, sheet)
            gained = replace(content.parts[0].verdicts[0], verdict="gain", sentence="Gain of 22 points.", reasons=())
            with laid_out(of_one_part(content, verdicts=(gained,)), sheet) as document:
                runs = list(runs_on(document.pages[0]))
        words = "".join(run.text for run in runs)
        for said in ("Anna", "50 mg daily, since 19 January 2026 (week 24", "same scale", "5 January 2026"):
            assert said in words
        sizes = [next(run.size for run in runs if said in run.text) for said in ("Gain of 22", "since 19", "After:")]
        title = max(run.size for run in runs)
        assert sizes[0] == max(run.size for run in runs if run.size < title), "next to the title, the answer"
        assert min(sizes) >= 9


def test_the_full_record_has_bookmarks_and_says_on_page_one_where_to_find_what(folder: CourseFolder) -> None:
    with Sheet() as sheet, laid_out(said_of(folder, ReportKind.FULL, sheet), sheet) as document:
        with document.open_outline() as outline:
            titles = [item.title for item in outline.root]
        first = words_on(document.pages[0])
    assert titles[0] == "Crown"
    assert {"Treatment", "How this was made"} <= set(titles)
    for title in titles:
        assert title.split(": ")[0] in first


def test_regions_are_found_in_the_photos_by_the_letters_of_their_verdicts(folder: CourseFolder) -> None:
    with Sheet() as sheet:
        content = said_of(folder, ReportKind.SUMMARY, sheet)
        part = content.parts[0]
        second = tuple((x + 0.2, y) for x, y in part.outlines[0])
        lines = (part.verdicts[0], replace(part.verdicts[0], region="Temple"))
        several = of_one_part(
            content, outlines=(part.outlines[0], second), outlined=("Crown", "Temple"), verdicts=lines
        )
        found = []
        for changed in (content, several):
            with laid_out(changed, sheet) as document:
                found.append([run.text.strip() for run in runs_on(document.pages[0])])
    one, two = ([alone.count(letter) for letter in "AB"] for alone in found)
    assert [after - before for before, after in zip(one, two, strict=True)] == [3, 3], "on both photos and the verdict"


def test_without_photos_page_one_has_the_treatments_and_the_chart_of_the_diary(folder: CourseFolder) -> None:
    course = replace(folder.course, photos=(), regions=(), alignments=(), measurements=(), references=())
    for kind in (ReportKind.SUMMARY, ReportKind.FULL):
        with Sheet() as sheet:
            content = gathered(folder, course, Choices(kind=kind), sheet, lambda *_: None)
            assert content.parts == ()
            with laid_out(content, sheet) as document:
                first = words_on(document.pages[0])
                assert kind is not ReportKind.SUMMARY or len(document.pages) == 2
                spoken = [str(item.Alt) for item in document.objects if has_alt(item)]
        assert "ritlecitinib 50 mg daily, since 19 January 2026" in first
        assert any(text.startswith("Chart of the diary") for text in spoken)
