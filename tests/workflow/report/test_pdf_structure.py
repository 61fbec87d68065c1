"""What a reader's programs find in a report: tags, texts, fonts, dates, standards; and what an outside checker says."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from hairtrack.course import Course
from hairtrack.progress import no_progress
from hairtrack.report.choices import Archive, Choices, PaperSize, ReportKind
from hairtrack.report.content import ReportContent
from hairtrack.report.pdf import Pdf, make_pdf
from hairtrack.report.sheet import Sheet
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.diary.table_in import import_diary
from hairtrack.workflow.report.gather import gathered
from hairtrack.workflow.report.write import write_report
from tests.report.pdf_text import bytes_in, words_in
from tests.workflow.report.poster_courses import course_for_poster

DIARY = """\
kind,date,name,value,unit,dose,until,reason,high,treatment,type
side effect,2025-02-01,acne,mild,,,,,,ritlecitinib,
lab,2025-02-01,ALT,31,U/l,,,,45,,
lab,2025-03-01,ALT,52,U/l,,,,45,,
salt,2025-01-06,Dr Weiss,40,,,,,,,
salt,2025-03-01,Dr Weiss,12,,,,,,,
symptom,2025-02-01,itch,6,,,,,,,
event,2025-02-02,قصصت شعري اليوم,,,,,,,,
event,2025-02-03,今日は髪を切りました,,,,,,,,
event,2025-02-04,\U00012000 felt good,,,,,,,,
"""
TEXT = {"Tj", "TJ", "'", '"'}
PAINT = {*TEXT, "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh"}
CASES = [
    *((kind, archive, PaperSize.A4) for kind in ReportKind for archive in Archive),
    *((kind, Archive.NONE, PaperSize.LETTER) for kind in ReportKind),
]
each_report = pytest.mark.parametrize(("kind", "archive", "paper"), CASES)


@dataclass
class Reports:
    """Lays each report out once, and gathers what each kind says once."""

    folder: CourseFolder
    course: Course
    stack: ExitStack
    _said: dict[ReportKind, tuple[ReportContent, Sheet]] = field(default_factory=dict)
    _made: dict[tuple[ReportKind, Archive, PaperSize], Pdf] = field(default_factory=dict)

    def said(self, kind: ReportKind) -> tuple[ReportContent, Sheet]:
        if kind not in self._said:
            sheet = self.stack.enter_context(Sheet())
            choices = Choices(kind=kind, originals=True)
            content = gathered(self.folder, self.course, choices, sheet, no_progress, attached=True)
            self._said[kind] = (replace(content, dated="2026-02-03"), sheet)
        return self._said[kind]

    def made(self, kind: ReportKind, archive: Archive, paper: PaperSize) -> Pdf:
        key = (kind, archive, paper)
        if key not in self._made:
            content, sheet = self.said(kind)
            attachment = content.attachment if archive.attaches else ""
            self._made[key] = make_pdf(replace(content, paper=paper, attachment=attachment), sheet, archive)
        return self._made[key]

    def opened(self, kind: ReportKind, archive: Archive, paper: PaperSize) -> pikepdf.Pdf:
        return self.stack.enter_context(pikepdf.open(BytesIO(self.made(kind, archive, paper).data)))


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reports]:
    place = tmp_path_factory.mktemp("structure")
    (place / "diary.csv").write_text(DIARY, encoding="utf-8")
    with (
        course_for_poster(place / "Anna.hairtrack", views=2, visits=3, regions=("Crown", "تاج")) as folder,
        ExitStack() as stack,
    ):
        course, result = import_diary(folder.course, place / "diary.csv")
        assert result.problems == ()
        yield Reports(folder, replace(course, name="سارة 安娜"), stack)


def elements(document: pikepdf.Pdf) -> list[Any]:
    """Return the structure elements in the order of reading."""
    found: list[Any] = []

    def walk(held: Any) -> None:
        for each in held if isinstance(held, pikepdf.Array) else [held]:
            if isinstance(each, pikepdf.Dictionary) and "/S" in each:
                found.append(each)
                walk(each.get("/K", pikepdf.Array()))

    walk(document.Root.StructTreeRoot.K)
    return found


def named(document: pikepdf.Pdf, *names: str) -> list[Any]:
    return [each for each in elements(document) if str(each.S) in names]


def inside(element: Any, name: str) -> list[Any]:
    """Return the children of an element, through groups, that have a name."""
    found: list[Any] = []
    for each in element.get("/K", []):
        if isinstance(each, pikepdf.Dictionary) and "/S" in each:
            found += [each] if str(each.S) == name else inside(each, name)
    return found


def fonts_of(document: pikepdf.Pdf) -> list[Any]:
    return [each for each in document.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"]


@each_report
def test_it_keeps_its_standards_and_says_so(
    reports: Reports, kind: ReportKind, archive: Archive, paper: PaperSize
) -> None:
    made = reports.made(kind, archive, paper)
    part = {Archive.NONE: None, Archive.A2A: "2", Archive.A3A: "3"}[archive]

    assert made.standards == ("PDF/UA-1", *([f"PDF/A-{part}a"] if part else []))
    assert all("are in no font" in note for note in made.notes)
    document = reports.opened(kind, archive, paper)
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata.get("pdfaid:part") == part
        assert metadata.get("pdfaid:conformance") == ("A" if part else None)
        assert metadata["dc:title"] == str(document.docinfo.Title)
        assert "dc:creator" not in metadata
    intents: Any = document.Root.get("/OutputIntents", [])
    assert [str(each.S) for each in intents] == (["/GTS_PDFA1"] if part else [])
    assert document.check_pdf_syntax() == []


@each_report
def test_it_is_tagged_and_named_and_read_in_order(
    reports: Reports, kind: ReportKind, archive: Archive, paper: PaperSize
) -> None:
    document = reports.opened(kind, archive, paper)

    assert document.Root.MarkInfo.Marked
    assert str(document.Root.Lang) == "en"
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert str(document.docinfo.Title).endswith(": سارة 安娜")
    assert all(str(page.Tabs) == "/S" for page in document.pages)
    assert len(named(document, "/Title")) == 1
    levels = [int(str(each.S)[2:]) for each in elements(document) if re.fullmatch("/H[1-6]", str(each.S))]
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False)), levels
    for page in document.pages:
        depth = 0
        for step in pikepdf.parse_content_stream(page):
            operator = str(step.operator)
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
            assert depth or operator not in PAINT, "all that is seen is tagged or an artifact"


@each_report
def test_every_picture_says_what_it_shows(
    reports: Reports, kind: ReportKind, archive: Archive, paper: PaperSize
) -> None:
    figures = named(reports.opened(kind, archive, paper), "/Figure")

    assert figures
    said = [str(each.get("/Alt", "")) for each in figures]
    assert all(len(words) > 20 for words in said), said
    assert any("تاج" in words for words in said), "what is read out needs no font"
    for figure in figures:
        assert "/BBox" in figure.A if isinstance(figure.A, pikepdf.Dictionary) else figure.A[0]


@each_report
def test_tables_have_heads_and_as_many_cells_in_each_row(
    reports: Reports, kind: ReportKind, archive: Archive, paper: PaperSize
) -> None:
    tables = named(reports.opened(kind, archive, paper), "/Table")

    assert tables or kind in (ReportKind.COMPARISON, ReportKind.POSTER, ReportKind.SUMMARY)
    for table in tables:
        rows = inside(table, "/TR")
        heads = inside(rows[0], "/TH")
        assert heads
        for head in heads:
            scopes = [str(each.get("/Scope", "")) for each in head.A]
            assert "/Column" in scopes or "/Row" in scopes or "/Both" in scopes
        assert {len(inside(row, "/TH")) + len(inside(row, "/TD")) for row in rows} == {len(heads)}


@each_report
def test_fonts_are_embedded_in_part(reports: Reports, kind: ReportKind, archive: Archive, paper: PaperSize) -> None:
    fonts = [each for each in fonts_of(reports.opened(kind, archive, paper)) if "/FontDescriptor" in each]

    assert fonts
    size = 0
    for font in fonts:
        assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont)), "a subset"
        (file,) = {"/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys())
        size += len(font.FontDescriptor[file].read_raw_bytes())
    assert size < 200_000, "of fonts that have 26 MB"


@each_report
def test_nothing_acts_and_nobody_is_named_who_did_not_ask_for_it(
    reports: Reports, kind: ReportKind, archive: Archive, paper: PaperSize
) -> None:
    document = reports.opened(kind, archive, paper)

    assert set(document.docinfo.keys()) == {"/Title", "/Creator", "/CreationDate", "/ModDate"}
    assert str(document.docinfo.CreationDate).startswith("D:20260203")
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(document.Root.keys())
    for link in (link for page in document.pages for link in page.get("/Annots", [])):
        assert str(link.Subtype) == "/Link"
        assert "/Dest" in link, "it leads to another page, not out of the document"
        assert "/Contents" in link
        assert "/StructParent" in link
    held = b"\n".join(bytes_in(document))
    assert not re.search(
        rb"/(JavaScript|JS|URI|Launch|GoToR|SubmitForm)\b", reports.made(kind, archive, paper).laid_out
    )
    assert os.fsencode(reports.folder.path) not in held
    assert os.fsencode(Path.home()) + b"/" not in held


@each_report
def test_the_data_goes_with_it_where_its_standard_allows_that(
    reports: Reports, kind: ReportKind, archive: Archive, paper: PaperSize
) -> None:
    root = reports.opened(kind, archive, paper).Root
    files = list(root.Names.EmbeddedFiles.Names)[1::2] if "/EmbeddedFiles" in root.get("/Names", {}) else []

    assert len(files) == (1 if archive.attaches else 0)
    for file in files:
        assert str(file.EF.F.Subtype) == "/application/json"
        assert "/Desc" in file
        told = json.loads(file.EF.F.read_bytes())
        assert "قصصت شعري اليوم" in json.dumps(told, ensure_ascii=False), "data needs no font"
    if archive is Archive.A3A:
        assert [str(file.AFRelationship) for file in root.AF] == ["/Data"]


def test_a_written_report_for_an_archive_without_attachments_says_where_the_data_is(
    reports: Reports, tmp_path: Path
) -> None:
    written = write_report(reports.folder, reports.course, tmp_path / "x.pdf", Choices(archive=Archive.A2A))

    assert written.standards == ("PDF/UA-1", "PDF/A-2a")
    with pikepdf.open(written.path) as document:
        assert "/AF" not in document.Root
        assert "may carry no attachment" in " ".join(words_in(document).split("\n"))


def test_letters_that_are_missing_are_told_in_it(reports: Reports) -> None:
    made = reports.made(ReportKind.FULL, Archive.NONE, PaperSize.A4)

    (note,) = made.notes
    words = words_in(reports.opened(ReportKind.FULL, Archive.NONE, PaperSize.A4))
    assert "Cuneiform" in note
    assert note in words.replace("\n", " ")
    assert "\N{REPLACEMENT CHARACTER} felt good" in words
    assert "今日は髪を切りました" in words


def test_words_in_another_script_have_their_language(reports: Reports) -> None:
    spans = named(reports.opened(ReportKind.FULL, Archive.NONE, PaperSize.A4), "/Span", "/P", "/TD", "/Div")

    assert {"ar", "ja"} <= {str(each.Lang) for each in spans if "/Lang" in each}


def test_the_same_report_has_the_same_bytes_and_its_date_alone_makes_another(reports: Reports) -> None:
    content, sheet = reports.said(ReportKind.FULL)
    again = partial(make_pdf, sheet=sheet, archive=Archive.A3A)
    first = again(content).laid_out

    assert again(content).laid_out == first
    later = again(replace(content, dated="2026-02-04")).laid_out
    assert without_dates(later) == without_dates(first)
    assert later != first


def without_dates(pdf: bytes) -> bytes:
    """Take out what hangs on the day: dates, and the names of the document that are made from all of it."""
    kept = re.sub(rb"D:2026020[34]|2026-02-0[34]", b"", pdf)
    kept = re.sub(rb"([Ii]nstanceID|DocumentID)>[^<]*<", b"", kept)
    return re.sub(rb"/ID ?\[[^\]]*\]", b"", kept)


def test_an_outside_checker_finds_nothing_wrong_in_any_kind(
    reports: Reports, tmp_path: Path, check: Callable[[list[Path]], dict[str, list[Any]]]
) -> None:
    paths = []
    for kind in ReportKind:
        path = tmp_path / f"{kind}.pdf"
        path.write_bytes(reports.made(kind, Archive.A3A, PaperSize.A4).data)
        paths.append(path)

    found = check(paths)

    assert set(found) == {path.name for path in paths}
    heads = {
        " ".join(table.columns)
        for content, _ in map(reports.said, ReportKind)
        for table in (*content.tables, *content.provenance.tables)
    }
    # The head of a table that goes on is repeated on the next page as an artifact of pagination, as ISO 14289-1 (7.5)
    # and ISO 32000-1 (14.8.2.2.2) have it: its cells are tagged once, where the table begins.
    wrong = {
        name: [
            finding
            for finding in findings
            if finding["severity"] == "error" and not (finding["rule"] == "TAG-002" and finding["evidence"] in heads)
        ]
        for name, findings in found.items()
    }
    assert not any(wrong.values()), wrong


def test_the_outside_checker_finds_what_is_wrong(
    reports: Reports, tmp_path: Path, check: Callable[[list[Path]], dict[str, list[Any]]]
) -> None:
    broken = tmp_path / "broken.pdf"
    with pikepdf.open(BytesIO(reports.made(ReportKind.FULL, Archive.NONE, PaperSize.A4).data)) as document:
        for figure in named(document, "/Figure"):
            del figure.Alt
        del document.Root.Lang
        document.save(broken)

    rules = {finding["rule"] for finding in check([broken])["broken.pdf"] if finding["severity"] == "error"}

    assert len(rules) >= 2, "no language, no texts for pictures"


@pytest.fixture
def check() -> Callable[[list[Path]], dict[str, list[Any]]]:
    """Return what runs the checker: findings by the name of the file."""

    def checked(paths: list[Path]) -> dict[str, list[Any]]:
        tool = Path(sys.executable).with_name("outloud")
        ran = subprocess.run(
            [tool, "--quiet", "--fail-on", "never", "--json", "-", *paths],
            capture_output=True,
            check=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
        results = json.loads(ran.stdout[ran.stdout.index("{") :])["results"]
        assert all(result["error"] is None for result in results)
        return {Path(result["path"]).name: result["findings"] for result in results}

    return checked
