"""The PDF: tagged, readable by a screen reader, without what must not be in it, and never lost."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pikepdf
import pytest
import typst

from hairtrack.course import Course, View
from hairtrack.diary import Event
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.progress import Cancelled
from hairtrack.report.choices import Archive, Choices
from hairtrack.report.content import ReportContent
from hairtrack.report.pdf import Pdf, make_pdf
from hairtrack.report.sheet import Sheet
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.diary.table_in import import_diary
from hairtrack.workflow.report.write import preview_report, write_report
from tests.report.pdf_text import words_in
from tests.workflow.small_course import small_course


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[CourseFolder]:
    """Yield a course of two aligned and measured photos, one without a date, and a diary."""
    names = ("20260105_vertex.jpg", "20260706_vertex.jpg", "vertex.jpg")
    with CourseFolder.open(small_course(tmp_path, names, (0.30, 0.52))) as made:
        yield made


def words_of(path: Path) -> str:
    """Return all texts a screen reader gets from the tags' alternative texts."""
    with pikepdf.open(path) as document:
        return " ".join(
            str(item.Alt) for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item
        )


def test_the_report_is_a_tagged_pdf_with_texts_for_its_pictures(folder: CourseFolder, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"

    written = write_report(folder, folder.course, path)

    assert written.notes == ()
    with pikepdf.open(path) as document:
        assert document.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in document.Root
        assert str(document.Root.Lang).startswith("en")
        assert "Anna" in str(document.docinfo.Title)
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        for page in document.pages:
            for font in page.Resources.Font.values():
                kept = font.DescendantFonts[0].FontDescriptor
                assert {"/FontFile2", "/FontFile3"} & set(kept.keys())
    spoken = words_of(path)
    assert "Crown 30 % (27 to 33)" in spoken
    assert "Crown 52 % (49 to 55)" in spoken
    assert "Chart of coverage over time" in spoken


def test_nothing_of_the_machine_or_the_place_is_in_it(folder: CourseFolder, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    write_report(folder, folder.course, path)

    with pikepdf.open(path) as document:
        unpacked = b"".join(
            item.read_bytes()
            for item in document.objects
            if isinstance(item, pikepdf.Stream) and "/Filter" in item and item.Filter == "/FlateDecode"
        )
    for text in (path.read_bytes(), unpacked):
        assert b"GPS" not in text
        assert str(tmp_path).encode() not in text
        assert b"Exif" not in text


def test_letters_that_no_font_has_cost_neither_the_report_nor_its_standard(
    folder: CourseFolder, tmp_path: Path
) -> None:
    odd = Event(id="e", on=date(2026, 3, 1), text="bell\x07 and \U0001f9d1\u200d\U0001f9b2 and \U00012000")
    course = replace(folder.course, diary=replace(folder.course.diary, events=(odd,)), name="Анна 安娜 آنا")

    written = write_report(folder, course, tmp_path / "report.pdf")

    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    assert written.standards == ("PDF/UA-1",)
    (note,) = written.notes
    assert "Cuneiform" in note
    with pikepdf.open(tmp_path / "report.pdf") as document:
        assert "Анна 安娜 آنا" in str(document.docinfo.Title)
        assert "安娜" in words_in(document)
        assert note in words_in(document).replace("\n", " ")


TABLE = """\
kind,date,name,value,unit,dose,until,reason,high,treatment,type
pause,2026-03-01,ritlecitinib,,,,2026-03-10,a cold,,,
dose,2026-04-01,ritlecitinib,,,100 mg daily,,,,,
side effect,2026-02-01,acne,mild,,,,,,ritlecitinib,
lab,2026-02-01,ALT,31,U/l,,,,45,,
lab,2026-05-01,ALT,52,U/l,,,,45,,
salt,2026-01-05,Dr Weiss,40,,,,,,,
salt,2026-07-01,Dr Weiss,12,,,,,,,
brows,2026-02-01,,3,,,,,,,
symptom,2026-02-01,itch,6,,,,,,,
photographed,2026-02-01,,,,,,,,,dry
"""


def listened(folder: CourseFolder, course: Course, path: Path, monkeypatch: pytest.MonkeyPatch) -> ReportContent:
    """Write a report and return what it says."""
    told: list[ReportContent] = []

    def listen(content: ReportContent, sheet: Sheet, archive: Archive) -> Pdf:
        told.append(content)
        return make_pdf(content, sheet, archive)

    monkeypatch.setattr("hairtrack.workflow.report.write.make_pdf", listen)
    assert write_report(folder, course, path).notes == (), "it is accessible"
    return told[0]


def test_the_whole_treatment_course_is_in_it(
    folder: CourseFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.csv").write_text(TABLE, encoding="utf-8")
    course, result = import_diary(folder.course, tmp_path / "x.csv")
    assert (result.accepted, result.problems) == (10, ())
    said = listened(folder, course, tmp_path / "report.pdf", monkeypatch)
    rows = {table.heading: table.rows for table in said.tables}
    assert rows["SALT"] == (
        ("5 Jan 2026", "Dr Weiss", "–", "–", "–", "–", "40", "moderate"),
        ("1 Jul 2026", "Dr Weiss", "–", "–", "–", "–", "12", "limited"),
    )
    (salt,) = [table for table in said.tables if table.heading == "SALT"]
    assert "70 % of the loss is won back" in salt.after[0]
    assert [row[2] for row in rows["Treatment"]] == ["50 mg daily", "paused", "50 mg daily", "100 mg daily"]
    assert rows["Blood tests"][-1][-1] == "above"
    assert {"Side effects", "Symptoms", "Brows, lashes and quality of life", "Events and hair care"} <= set(rows)
    first = said.parts[0]
    assert "19 January 2026: ritlecitinib 50 mg daily, started" in first.taken
    assert said.facts[1] == (
        "Treatment",
        "ritlecitinib 100 mg daily, since 19 January 2026 (week 24 at the last visit)",
    )
    (published,) = said.published
    assert published[0] == "ritlecitinib"
    assert all("Source: " in line for line in published[1] if "of 100" in line)
    assert any("of 100" in line for line in published[1])
    spoken = words_of(tmp_path / "report.pdf")
    assert "Chart of the SALT over time" in spoken
    assert "Charts of blood tests over time" in spoken


def test_page_one_takes_the_highest_chart_that_its_photos_leave_room_for(
    folder: CourseFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[str] = []
    path = tmp_path / "tried.pdf"

    def listen(content: ReportContent, sheet: Sheet, archive: Archive) -> Pdf:
        view = content.parts[0]
        charts = tuple(replace(chart, alt=f"chart {place}") for place, chart in enumerate(view.charts))
        assert len(charts) > 2
        for aspect in (2.5, 0.7):
            part = replace(view, aspect=aspect, charts=charts)
            path.write_bytes(make_pdf(replace(content, parts=(part,)), sheet).data)
            found.extend(re.findall(r"chart \d+", words_of(path)))
        return make_pdf(content, sheet)

    (tmp_path / "x.csv").write_text(TABLE, encoding="utf-8")
    course, _ = import_diary(folder.course, tmp_path / "x.csv")
    monkeypatch.setattr("hairtrack.workflow.report.write.make_pdf", listen)
    write_report(folder, course, tmp_path / "report.pdf")
    flat, tall = found
    assert flat == "chart 0", "low photos leave room for the highest"
    assert tall > flat, "high ones take it"


def test_treatments_are_named_before_haircuts_where_much_went_on(
    folder: CourseFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [date(2026, 1, 6) + timedelta(days=number) for number in range(12)]
    rows = ["kind,date,name,dose", *(f"dye,{day},," for day in days), "dose,2026-04-01,ritlecitinib,100 mg daily"]
    (tmp_path / "x.csv").write_text("\n".join(rows), encoding="utf-8")
    course, result = import_diary(folder.course, tmp_path / "x.csv")
    assert result.problems == ()
    taken = listened(folder, course, tmp_path / "report.pdf", monkeypatch).parts[0].taken
    assert [line for line in taken if "ritlecitinib" in line] == [
        "19 January 2026: ritlecitinib 50 mg daily, started",
        "1 April 2026: ritlecitinib 100 mg daily, before that 50 mg daily",
    ]


def test_ten_thousand_lines_make_no_more_pages_than_can_be_read(folder: CourseFolder, tmp_path: Path) -> None:
    days = [date(2012, 1, 1) + timedelta(days=number // 2) for number in range(10_000)]
    kinds = ("symptom,{},itch,3,", "lab,{},ALT,31,U/l", "event,{},thing,,", "side effect,{},acne,mild,", "wash,{},x,,")
    rows = [kinds[number % 5].format(day) for number, day in enumerate(days)]
    (tmp_path / "x.csv").write_text("\n".join(["kind,date,name,value,unit", *rows]), encoding="utf-8")
    course, result = import_diary(folder.course, tmp_path / "x.csv")
    assert result.problems == ()
    assert write_report(folder, course, tmp_path / "report.pdf").notes == ()
    with pikepdf.open(tmp_path / "report.pdf") as document:
        assert len(document.pages) < 15


def test_page_one_can_be_looked_at(folder: CourseFolder) -> None:
    first, *rest = preview_report(folder, folder.course)
    assert first.picture.startswith(b"\x89PNG")
    assert first.words == "Hair coverage report. Crown. Crown: These two photos cannot be compared."
    assert rest[-1].words.endswith("How to verify.")


def test_a_course_with_one_photo_and_no_region_has_a_report(folder: CourseFolder, tmp_path: Path) -> None:
    first = folder.course.in_view(View.VERTEX)[0]
    course = Course(id="x", name="One", created_on=date(2026, 1, 1), photos=(first,))

    write_report(folder, course, tmp_path / "report.pdf")

    assert "12 March" not in words_of(tmp_path / "report.pdf")
    assert "5 January 2026" in words_of(tmp_path / "report.pdf")


def test_without_a_dated_photo_there_is_nothing_to_report(folder: CourseFolder, tmp_path: Path) -> None:
    with pytest.raises(HairtrackError) as caught:
        write_report(folder, Course(id="x", name="None", created_on=date(2026, 1, 1)), tmp_path / "report.pdf")

    assert caught.value.kind is ErrorKind.NOTHING_TO_REPORT


def test_what_was_there_before_survives_a_failure(
    folder: CourseFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"the old one")

    def broken(*_: object, **__: object) -> bytes:
        raise typst.TypstError("no", "no")

    monkeypatch.setattr(typst, "compile", broken)
    with pytest.raises(HairtrackError) as failed:
        write_report(folder, folder.course, path)
    assert failed.value.kind is ErrorKind.REPORT_FAILED
    monkeypatch.undo()
    with pytest.raises(HairtrackError) as nowhere:
        write_report(folder, folder.course, tmp_path / "none" / "report.pdf")
    assert nowhere.value.kind is ErrorKind.OUTPUT_FOLDER_MISSING

    def stop(share: float, _: str) -> None:
        if share > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_report(folder, folder.course, path, progress=stop)
    assert path.read_bytes() == b"the old one"
    assert not list(tmp_path.glob("*.part")) + list(tmp_path.glob(".*.part"))


@pytest.mark.parametrize("archive", Archive)
def test_it_says_how_many_pages_it_has_and_what_it_keeps(
    folder: CourseFolder, tmp_path: Path, archive: Archive
) -> None:
    path = tmp_path / "report.pdf"
    told: list[float] = []

    written = write_report(
        folder, folder.course, path, Choices(archive=archive), progress=lambda share, _: told.append(share)
    )

    assert written.path == path
    assert written.notes == ()
    assert written.standards == ("PDF/UA-1", *({"a-2a": ["PDF/A-2a"], "a-3a": ["PDF/A-3a"]}.get(archive, [])))
    with pikepdf.open(path) as document:
        assert written.pages == len(document.pages) > 1
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_place_that_refuses_costs_no_work(
    folder: CourseFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("nothing should have been looked at")

    monkeypatch.setattr("hairtrack.workflow.report.write.gathered", never)
    for path, kind in (
        (tmp_path / "none" / "x.pdf", ErrorKind.OUTPUT_FOLDER_MISSING),
        (tmp_path, ErrorKind.OUTPUT_IS_FOLDER),
        (folder.path / "x.pdf", ErrorKind.OUTPUT_IN_COURSE),
        (folder.path / "photos" / folder.course.photos[0].stored_as, ErrorKind.OUTPUT_IN_COURSE),
    ):
        with pytest.raises(HairtrackError) as caught:
            write_report(folder, folder.course, path)
        assert caught.value.kind is kind
    assert folder.check() == ()


def test_a_stop_while_pages_are_laid_out_leaves_the_old_file(folder: CourseFolder, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"the old one")

    def stop(_: float, what: str) -> None:
        if what == "Writing the report":
            raise Cancelled

    with pytest.raises(Cancelled):
        write_report(folder, folder.course, path, progress=stop)
    assert path.read_bytes() == b"the old one"
    assert not list(tmp_path.glob(".*"))


def test_a_diary_alone_has_a_report(folder: CourseFolder, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(TABLE, encoding="utf-8")
    alone = Course(id="x", name="Diary", created_on=date(2026, 1, 1), diary=folder.course.diary)
    course, result = import_diary(alone, tmp_path / "x.csv")
    assert result.problems == ()
    assert write_report(folder, course, tmp_path / "report.pdf").notes == ()
    assert "Charts of blood tests over time" in words_of(tmp_path / "report.pdf")
