"""A report through both doors: every kind on both papers, with the numbers that the commands print."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hairtrack.cli import run
from hairtrack.report.choices import ReportKind
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.treatment import Treatment, TreatmentKind
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.report.page import ReportPage
from tests.journeys.conftest import ROOT
from tests.journeys.test_command_line import ask, tell
from tests.storage.test_course_folder import contents
from tests.workflow.rendered_course import rendered_course

__all__ = ["ask", "tell"]

Json = dict[str, Any]
PAPERS = {"a4": (595, 842), "letter": (612, 792)}
MOST_PAGES = {"summary": 2, "comparison": 1, "poster": 1}


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a course of two rendered photos, aligned and measured, with a diary."""
    place = tmp_path_factory.mktemp("rendered")
    course = rendered_course(place)
    table = place / "diary.csv"
    table.write_text(
        "kind,date,name,value,unit,dose\ntreatment,2026-01-10,ritlecitinib,,,50 mg daily\n"
        "lab,2026-01-09,ALT,31,U/l,\nlab,2026-03-09,ALT,35,U/l,\nsymptom,2026-02-01,itch,3,,\n"
    )
    assert run(["diary", str(course), "import", str(table)]) == 0
    return course


@pytest.fixture
def course(rendered: Path, tmp_path: Path) -> Path:
    """Return a copy of it."""
    return Path(shutil.copytree(rendered, tmp_path / "c.hairtrack"))


def kept_in(course: Path) -> dict[str, bytes]:
    """Return the files of a course, without those that SQLite makes to read it."""
    return {name: data for name, data in contents(course).items() if not name.endswith(("-shm", "-wal"))}


def spoken(document: pikepdf.Pdf) -> str:
    """Return what stands for the pictures to those who do not see them."""
    return " ".join(
        str(item.Alt) for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item
    )


def attached(path: Path) -> Json:
    """Return the data that a report carries."""
    with pikepdf.open(path) as document:
        (name,) = document.attachments
        found: Json = json.loads(document.attachments[name].get_file().read_bytes())
    return found


def changes_in(data: Json) -> list[Json]:
    return list(map(plain, (row for pair in data["comparisons"] for row in pair["changes"])))


def plain(row: Json) -> Json:
    """Return what is said of a change; its conditions that weigh the same stand in any order."""
    return row | {"conditions": {found["condition"]: found for found in row["conditions"]}}


def percent(row: Json) -> str:
    value, low, high = (round(100 * row[key]) for key in ("coverage", "low", "high"))
    return f"{value} % ({low} to {high})"


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("kind", [kind.value for kind in ReportKind])
def test_every_kind_on_every_paper_has_the_numbers_of_the_commands(
    course: Path, tmp_path: Path, kind: str, paper: str, ask: Callable[..., Json]
) -> None:
    path = tmp_path / "report.pdf"
    values = ask("measure", course)["measurements"]
    changes = list(map(plain, ask("change", course)["changes"]))

    written = ask("report", course, "-o", path, "--kind", kind, "--paper", paper, "--no-name")

    assert (written["files"], written["kind"], written["paper"]) == ([str(path)], kind, paper)
    assert "PDF/UA-1" in written["standards"]
    assert written["pages"] <= MOST_PAGES.get(kind, 99)
    with pikepdf.open(path) as document:
        assert len(document.pages) == written["pages"]
        for page in document.pages:
            assert [float(side) for side in page.mediabox[2:]] == pytest.approx(PAPERS[paper], abs=1)
        words = spoken(document)
    for value in values:
        assert f"Crown {percent(value)}" in words
    data = attached(path)
    if kind != "poster":
        assert changes_in(data) == changes


def test_the_window_writes_what_the_command_line_writes(
    window: MainWindow, course: Path, tmp_path: Path, qtbot: QtBot, tell: Callable[..., str]
) -> None:
    tell("report", course, "-o", tmp_path / "command.pdf")
    window.session.open(course)
    window.show_page("report")
    page = window.pages["report"]
    assert isinstance(page, ReportPage)
    page.export(tmp_path / "window.pdf")
    qtbot.waitUntil(lambda: (tmp_path / "window.pdf").exists() and not window.jobs.running, timeout=60_000)

    by_command, by_window = attached(tmp_path / "command.pdf"), attached(tmp_path / "window.pdf")
    assert changes_in(by_command)
    assert changes_in(by_window) == changes_in(by_command)
    assert by_window["measurements"] == by_command["measurements"]


def test_the_comparison_is_saved_from_the_page_where_it_is_looked_at(
    window: MainWindow, course: Path, tmp_path: Path, qtbot: QtBot, tell: Callable[..., str]
) -> None:
    tell("report", course, "--kind", "comparison", "-o", tmp_path / "command.png", "--dpi", "200", "--no-name")
    window.session.open(course)
    window.show_page("compare")
    page: Any = window.pages["compare"]
    qtbot.waitUntil(lambda: page.picture.save.isEnabled() and not window.jobs.running, timeout=60_000)
    page.picture.save.setFocus(Qt.FocusReason.TabFocusReason)
    page.picture.export(tmp_path / "window.png")
    qtbot.waitUntil(lambda: (tmp_path / "window.png").exists() and not window.jobs.running, timeout=60_000)

    assert (tmp_path / "window.png").read_bytes() == (tmp_path / "command.png").read_bytes()


def test_every_export_of_a_course_that_may_only_be_read(course: Path, tmp_path: Path, tell: Callable[..., str]) -> None:
    out = tmp_path / "out"
    out.mkdir()
    before = kept_in(course)
    for entry in (course, *course.rglob("*")):
        entry.chmod(0o555 if entry.is_dir() else 0o444)
    try:
        _export_all(course, out, tell)
    finally:
        for entry in (course, *course.rglob("*")):
            entry.chmod(0o755 if entry.is_dir() else 0o644)
    assert kept_in(course) == before
    assert {path.name for path in out.iterdir()} == {"x.csv", "x.json", "x.ics", "d.csv", "x.pdf", "x.png", "copies"}
    assert len(list((out / "copies").iterdir())) == 2


def _export_all(course: Path, out: Path, tell: Callable[..., str]) -> None:
    tell("export", course, "-o", out / "x.csv")
    tell("export", course, "-o", out / "x.json")
    tell("export", course, "--copies", out / "copies")
    tell("diary", course, "calendar", "-o", out / "x.ics")
    tell("diary", course, "export", out / "d.csv")
    tell("report", course, "-o", out / "x.pdf", "--kind", "summary")
    tell("report", course, "-o", out / "x.png", "--kind", "comparison")


def test_an_empty_course_and_one_of_a_diary_alone(tmp_path: Path, tell: Callable[..., str]) -> None:
    course, out = tmp_path / "c", tmp_path / "out"
    out.mkdir()
    tell("new", course)
    for name in ("x.csv", "x.json"):
        tell("export", course, "-o", out / name)
    tell("diary", course, "calendar", "-o", out / "x.ics")
    tell("diary", course, "export", out / "d.csv")
    assert "Wrote 0 copies" in tell("export", course, "--copies", out / "copies")
    assert len((out / "x.csv").read_text().splitlines()) == 1, "the column names"
    assert json.loads((out / "x.json").read_text())["photos"] == []
    assert (out / "x.ics").read_text().startswith("BEGIN:VCALENDAR")
    for kind in ReportKind:
        assert "nothing to report yet" in tell("report", course, "--kind", kind, "-o", out / "x.pdf", code=2)
    assert not (out / "x.pdf").exists()

    (tmp_path / "t.csv").write_text("kind,date,name,dose\ntreatment,2026-01-10,ritlecitinib,50 mg daily\n")
    tell("diary", course, "import", tmp_path / "t.csv")
    for told in (ReportKind.FULL, ReportKind.SUMMARY):
        tell("report", course, "--kind", told, "-o", out / f"{told}.pdf")
        assert (out / f"{told}.pdf").read_bytes().startswith(b"%PDF")
    assert "A poster shows photos" in tell("report", course, "--kind", "poster", "-o", out / "x.pdf", code=2)
    assert "to compare" in tell("report", course, "--kind", "comparison", "-o", out / "x.pdf", code=2)


def test_no_export_goes_into_a_course_or_over_a_photo(course: Path, tmp_path: Path, tell: Callable[..., str]) -> None:
    before = kept_in(course)
    original = next((course / "photos").iterdir())
    copy = tmp_path / "IMG_1.jpg"
    shutil.copy(original, copy)
    for words in (
        ["report", course, "-o", original],
        ["report", course, "-o", course / "x.pdf"],
        ["report", course, "-o", course / "photos" / "x.png", "--kind", "comparison"],
        ["export", course, "-o", course / "x.csv"],
        ["export", course, "--copies", course / "photos"],
        ["diary", course, "calendar", "-o", course / "x.ics"],
        ["diary", course, "export", course / "x.csv"],
    ):
        assert "inside the course" in tell(*words, code=2)
    assert "no photo is ever replaced" in tell("report", course, "-o", copy, "--kind", "comparison", code=2)
    assert kept_in(course) == before
    assert copy.read_bytes() == original.read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="interrupts are other here")
def test_words_of_any_script_and_any_locale_leave_standard_error_to_the_program(course: Path, tmp_path: Path) -> None:
    with CourseFolder.open(course) as folder:
        taken = Treatment(id="m", kind=TreatmentKind.MINOXIDIL, name="मिनोक्सिडिल ยา", started_on=date(2026, 1, 5))
        diary = replace(folder.course.diary, treatments=(taken,))
        folder.commit(replace(folder.course, diary=diary))
    words = ["report", str(course), "-o", str(tmp_path / "r.pdf"), "--kind", "summary", "--json"]
    surroundings = {**os.environ, "LC_ALL": "C", "QT_QPA_PLATFORM": "no such screen"}
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *words], env=surroundings, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert json.loads(done.stdout)["files"] == [str(tmp_path / "r.pdf")]


def test_an_interrupted_report_leaves_the_old_file(course: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"the old one")
    words = [sys.executable, "-X", "importtime", "-m", "hairtrack", "report", str(course), "-o", str(path)]
    with subprocess.Popen(words, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stderr is not None
        # Loaded when the first photo is looked into.
        assert any(line.rstrip().endswith(b"PIL.PngImagePlugin") for line in process.stderr)
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()

    assert process.returncode == 130
    assert b"Traceback" not in said
    assert b"cancelled" in said
    assert path.read_bytes() == b"the old one"
    assert not list(tmp_path.glob(".*"))
