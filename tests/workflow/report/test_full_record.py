"""The full record flows: no heading alone, no page nearly empty without need, tables and photos that go on overleaf."""

from collections.abc import Sequence
from dataclasses import replace

import pikepdf
import pytest

from hairtrack.report.choices import PaperSize, ReportKind
from hairtrack.report.content import ReportContent
from hairtrack.report.sheet import Sheet
from hairtrack.report.table import Picture, Table
from hairtrack.storage.course_folder import CourseFolder
from tests.report.text_boxes import Run, runs_on
from tests.workflow.report.test_kinds import MILLIMETRE, folder, laid_out, refused, said_of

__all__ = ["folder"]

FOOT = 20 * MILLIMETRE
HEADING = 13.0


def table(name: str, rows: int, chart: Picture | None = None) -> Table:
    return Table(
        heading=f"Table {name}",
        lead="What it lists.",
        columns=("What", "When"),
        widths=(1, 0),
        rows=tuple((f"row {row} of {name}", "1 March 2026") for row in range(rows)),
        chart=chart,
    )


def bare(content: ReportContent, tables: Sequence[Table]) -> ReportContent:
    return replace(content, tables=tuple(tables), published=(), method=())


def runs_of(content: ReportContent, sheet: Sheet) -> list[list[Run]]:
    """Return what is written on each page above its foot."""
    with laid_out(content, sheet) as document:
        return [[run for run in runs_on(page) if run.low > FOOT] for page in document.pages]


def page_with(pages: list[list[Run]], words: str, size: float = 0) -> int:
    return next(
        number for number, runs in enumerate(pages) if words in "".join(run.text for run in runs if run.size >= size)
    )


@pytest.mark.parametrize("paper", list(PaperSize))
def test_no_heading_is_the_last_of_its_page_wherever_tables_end(folder: CourseFolder, paper: PaperSize) -> None:
    with Sheet() as sheet:
        content = replace(said_of(folder, ReportKind.FULL, sheet), paper=paper)
        for rows in range(34, 46):
            tables = [table("A", rows), replace(table("B", 13), lead="" if rows % 2 else "What it lists.")]
            for runs in runs_of(bare(content, tables), sheet):
                lowest = min(runs, key=lambda run: run.low)
                assert lowest.size < HEADING, f"{lowest.text!r} stands alone"
                assert lowest.text not in ("What it lists.", "When"), "the first row stands below"


def test_a_table_that_goes_on_overleaf_names_its_columns_there_too(folder: CourseFolder) -> None:
    with Sheet() as sheet:
        pages = runs_of(bare(said_of(folder, ReportKind.FULL, sheet), [table("A", 120)]), sheet)
    having = [[run.text for run in runs] for runs in pages if any("of A" in run.text for run in runs)]
    assert len(having) > 2
    for texts in having:
        assert any("When" in text for text in texts)


def test_a_short_table_is_not_torn_apart(folder: CourseFolder) -> None:
    with Sheet() as sheet:
        content = said_of(folder, ReportKind.FULL, sheet)
        for before in range(20, 45, 4):
            pages = runs_of(bare(content, [table("A", before), table("B", 9)]), sheet)
            assert len([1 for runs in pages if any("of B" in run.text for run in runs)]) == 1


def test_what_follows_a_table_does_not_wait_for_a_page_with_room_for_its_chart(folder: CourseFolder) -> None:
    with Sheet() as sheet:
        content = said_of(folder, ReportKind.FULL, sheet)
        sheet.put("tall.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="680" height="860"/>')
        chart = Picture(file="tall.svg", caption="", alt="A chart.")
        pages = runs_of(bare(content, [table("A", 5, chart), table("B", 5)]), sheet)
    where = [page_with(pages, f"Table {name}", HEADING - 0.5) for name in "AB"]
    assert where[0] == where[1]
    assert page_with(pages, "Table A over time") == where[0] + 1, "it stands on the next page and is named there"


def test_where_everything_comes_from_begins_a_page_after_several_comparisons(folder: CourseFolder) -> None:
    with Sheet() as sheet:
        content = bare(said_of(folder, ReportKind.FULL, sheet), [table("A", 5)])
        heading = content.provenance.heading
        several = replace(content, parts=content.parts * 2)
        tops = []
        for each in (content, several):
            (found,) = (
                (runs, max(runs, key=lambda run: run.low))
                for runs in runs_of(each, sheet)
                if heading in "".join(run.text for run in runs if run.size > HEADING - 0.5)
            )
            tops.append(found[1].text)
    assert heading not in tops[0], "a short one goes on below its tables"
    assert tops[1] in heading


def test_lines_alone_do_not_keep_a_page_for_themselves(folder: CourseFolder) -> None:
    with Sheet() as sheet:
        content = refused(said_of(folder, ReportKind.FULL, sheet))
        first = replace(content.parts[0], taken=("1 March 2026: something was begun",), trends=())
        second = replace(first, heading="Second view", taken=())
        pages = runs_of(replace(content, parts=(first, second)), sheet)
        big = HEADING - 0.5
        assert page_with(pages, "Second view", big) == page_with(pages, "What this rests on", big) == 1
        grounds = replace(first, trends=("The whole course says so. " * 20,))
        pages = runs_of(replace(content, parts=(grounds, second)), sheet)
        assert page_with(pages, "Second view", big) == page_with(pages, "What this rests on", big) + 1


def pictures_on(page: pikepdf.Page) -> int:
    return sum(
        str(step.operator) == "Do" and page.Resources.XObject[str(step.operands[0])].Subtype == "/Image"
        for step in pikepdf.parse_content_stream(page)
    )


@pytest.mark.parametrize("paper", list(PaperSize))
def test_photos_that_stand_are_shown_four_to_a_page_and_those_that_lie_two(
    folder: CourseFolder, paper: PaperSize
) -> None:
    with Sheet() as sheet:
        content = replace(bare(said_of(folder, ReportKind.FULL, sheet), []), paper=paper)
        shown = content.parts[0].pictures[0]
        for aspect, most in ((0.75, 4), (4 / 3, 2)):
            photos = tuple(replace(shown, aspect=aspect, caption=f"photo {number}") for number in range(8))
            each = replace(content, originals=photos, originals_note="As taken.")
            with laid_out(each, sheet) as document:
                counts = [pictures_on(page) for page in document.pages]
            assert counts[-8 // most :] == [most] * (8 // most)
