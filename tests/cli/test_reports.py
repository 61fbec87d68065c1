"""The report command: every choice reaches the report, and what cannot be is one line that says what to do."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hairtrack.cli import run
from hairtrack.course import Region, View
from hairtrack.report.choices import Archive, Choices, ChosenPair, PaperSize, ReportKind
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.report import write
from hairtrack.workflow.report.write import WrittenReport
from tests.storage.course_maker import photo

DAYS = (date(2026, 1, 5), date(2026, 4, 6), date(2026, 7, 6))
CROWN, LEFT = View.VERTEX, View.LEFT


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Make a course of two views with three visits each, and regions of which two have one name."""
    with CourseFolder.create(tmp_path / "Anna.hairtrack", "Anna") as folder:
        made = folder.course
        for number, (view, day) in enumerate((view, day) for view in (CROWN, LEFT) for day in DAYS):
            made = made.with_photo(replace(photo(number), view=view, taken_on=day))
        for number, (view, name) in enumerate(((CROWN, "Crown patch"), (LEFT, "Temple"), (LEFT, "Crown patch"))):
            points = ((1.0, 1.0), (9.0, 1.0), (9.0, 9.0))
            reference = made.reference(view)
            assert reference is not None
            made = made.with_region(
                Region(id=f"r{number}", view=view, name=name, points=points, drawn_on=reference.sha256)
            )
        folder.commit(made)
        return folder.path


Ask = Callable[..., Choices]


@pytest.fixture
def ask(course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Ask for a report and return what it was to be; nothing is laid out."""
    asked: list[tuple[Choices, dict[str, Any]]] = []

    def made(_: object, __: object, path: Path, choices: Choices, ___: object, **options: Any) -> WrittenReport:
        asked.append((choices, options))
        return WrittenReport(paths=(path,), pages=3, standards=("PDF/UA-1",), notes=("A note.",))

    monkeypatch.setattr(write, "write_report", made)
    monkeypatch.setattr(write, "write_pages", made)

    def call(*words: str, output: str = "x.pdf") -> Choices:
        asked.clear()
        assert run(["report", str(course), "-o", str(tmp_path / output), *words]) == 0
        return asked[0][0]

    return call


def pair(course: Path, view: View, first: date, last: date) -> ChosenPair:
    with CourseFolder.open(course, read_only=True) as folder:
        by_day = {photo.taken_on: photo.sha256 for photo in folder.course.in_view(view)}
    return ChosenPair(before=by_day[first], after=by_day[last])


def test_without_a_word_it_is_the_full_report_on_a4(ask: Ask) -> None:
    assert ask() == Choices()


@pytest.mark.parametrize("kind", ReportKind)
def test_every_kind_can_be_asked_for(ask: Ask, kind: ReportKind) -> None:
    assert ask("--kind", kind.value) == Choices(kind=kind)


@pytest.mark.parametrize(
    ("words", "choices"),
    [
        (["--paper", "letter"], Choices(paper=PaperSize.LETTER)),
        (["--paper", "a4"], Choices()),
        (["--archive", "2a"], Choices(archive=Archive.A2A)),
        (["--archive", "3a"], Choices(archive=Archive.A3A)),
        (["--name", " A. B. "], Choices(name="A. B.")),
        (["--no-name"], Choices(name="")),
        (["--since", "2026-02-01"], Choices(since=date(2026, 2, 1))),
        (["--until", "2026-06-01"], Choices(until=date(2026, 6, 1))),
        (["--no-notes"], Choices(notes=False)),
        (["--crop", "--cover", "--originals"], Choices(crop=True, cover=True, originals=True)),
        (["--region", "temple"], Choices(regions=("r1",))),
        (["--region", "Temple", "--region", "Crown patch"], Choices(regions=("r1", "r0", "r2"))),
        (["--view", "left"], Choices(views=(LEFT, CROWN))),
        (["--view", "left", "--kind", "comparison"], Choices(views=(LEFT,), kind=ReportKind.COMPARISON)),
    ],
)
def test_every_choice_reaches_the_report(ask: Ask, words: list[str], choices: Choices) -> None:
    assert ask(*words) == choices


def test_several_comparisons_are_shown_in_the_order_they_are_given(ask: Ask, course: Path) -> None:
    asked = ask("--compare", "left:2026-04-06:2026-07-06", "--compare", "crown:2026-01-05:2026-04-06")
    assert asked.pairs == (pair(course, LEFT, DAYS[1], DAYS[2]), pair(course, CROWN, DAYS[0], DAYS[1]))


def test_the_days_of_page_one_are_given_as_before(ask: Ask, course: Path) -> None:
    asked = ask("--view", "left", "--before", "2026-01-05", "--after", "2026-04-06")
    assert asked == Choices(pairs=(pair(course, LEFT, DAYS[0], DAYS[1]),))
    assert ask("--view", "left", "--after", "2026-04-06") == asked


def test_what_was_written_is_said_in_json(
    ask: Ask, course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask("--json", "--paper", "letter", "--kind", "summary")
    assert json.loads(capsys.readouterr().out) == {
        "files": [str(tmp_path / "x.pdf")],
        "kind": "summary",
        "paper": "letter",
        "pages": 3,
        "standards": ["PDF/UA-1"],
        "notes": ["A note."],
    }
    ask()
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"Wrote {tmp_path / 'x.pdf'}. A note.\n"


def test_pictures_have_a_resolution(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[int] = []

    def made(_: object, __: object, path: Path, *___: object, dots_per_inch: int) -> WrittenReport:
        asked.append(dots_per_inch)
        return WrittenReport(paths=tuple(path.with_name(f"x-{number}.png") for number in (1, 2)), pages=2)

    monkeypatch.setattr(write, "write_pages", made)
    for words in ([], ["--dpi", "50"], ["--dpi", "300"]):
        assert run(["report", str(course), "-o", str(tmp_path / "x.png"), *words]) == 0
    assert asked == [150, 50, 300]
    assert capsys.readouterr().err.splitlines()[0] == f"Wrote {tmp_path / 'x-1.png'} to x-2.png."


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--region", "Crwn patch"], "no region named Crwn patch. Near it: Crown patch."),
        (["--region", "moon"], "There are: Crown patch, Temple."),
        (["--compare", "crown:2026-01-05"], "write it like crown:2026-01-12:2026-07-06"),
        (["--compare", "moon:2026-01-05:2026-07-06"], "moon is not a view"),
        (["--compare", "crown:2026-01-05:someday"], "someday is not a date"),
        (["--compare", "crown:2026-01-05:2026-02-02"], "no photo of 2026-02-02"),
        (["--compare", "crown:2026-07-06:2026-01-05"], "the earlier one first"),
        (["--compare", "crown:2026-07-06:2026-07-06"], "the earlier one first"),
        (["--compare", "crown:2026-01-05:2026-07-06", "--before", "2026-01-05"], "--compare names its own days"),
        (
            ["--kind", "comparison", *2 * ["--compare", "crown:2026-01-05:2026-07-06"]],
            "shows one pair, and 2 are chosen",
        ),
        (["--since", "2026-07-06", "--until", "2026-01-05"], "the earlier one first"),
        (["--since", "2030-01-01"], "neither photos nor entries since 1 January 2030"),
        (["--kind", "poster", "--until", "2020-01-01"], "A poster shows photos"),
        (["--view", "back"], "no dated photo of the back view"),
        (["--kind", "letter"], "invalid choice: 'letter'"),
        (["--paper", "legal"], "invalid choice: 'legal'"),
        (["--name", "A", "--no-name"], "not allowed with"),
        (["--name", " "], "use --no-name"),
        (["--view", ""], '"" is not a view'),
        (["--since", " "], '" " is not a date'),
        (["--region", ""], 'no region named ""'),
        (["--region", "a\nb\x1b[31m"], "no region named a b[31m"),
        (["--originals", "--kind", "poster"], "--originals is for the full report"),
        (["-o", ".pdf"], ".pdf is no name that ends in .pdf"),
        (["--dpi", "100"], "--dpi is for pictures"),
        (["--dpi", "1000"], "1000 is not between 50 and 300"),
    ],
)
def test_what_cannot_be_is_one_line_and_code_2(
    course: Path, tmp_path: Path, words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code: object = run(["report", str(course), "-o", str(tmp_path / "x.pdf"), *words])
    except SystemExit as ended:
        code = ended.code
    said = capsys.readouterr()
    assert code == 2
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert says in said.err
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize("words", [["--archive", "2a"], ["--originals"]])
def test_what_is_for_a_pdf_alone_is_refused_for_pictures(
    course: Path, tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", str(course), "-o", str(tmp_path / "x.png"), *words]) == 2
    assert f"{words[0]} is for a PDF" in capsys.readouterr().err
