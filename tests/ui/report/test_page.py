import errno
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from hairtrack.course import View
from hairtrack.report.choices import Archive, Choices, ChosenPair, PaperSize, ReportKind
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.report import page as page_module
from hairtrack.ui.report.page import ReportPage
from hairtrack.ui.settings import Settings
from hairtrack.workflow.diary.typed_line import read_line
from hairtrack.workflow.draw_regions import draw_region
from hairtrack.workflow.report.write import WrittenReport, write_report
from tests.ui.conftest import DAYS
from tests.ui.parts import parts

_WAIT = 30_000
_Chosen = list[str]


@pytest.fixture
def page(window: MainWindow, course_path: Path) -> ReportPage:
    window.session.open(course_path)
    window.show_page("report")
    return report_of(window)


def report_of(window: MainWindow) -> ReportPage:
    found = window.pages["report"]
    assert isinstance(found, ReportPage)
    return found


@pytest.fixture
def suggested(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> _Chosen:
    """What dialogues suggested; each chooses `chosen` in the test's folder, with the ending it asked for missing."""
    names: _Chosen = []

    def choose(_parent: object, _title: str, start: str, kinds: str) -> tuple[str, str]:
        names.append(Path(start).name)
        return str(tmp_path / "chosen"), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return names


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[Choices]:
    """What reports were to be, each written for good."""
    asked: list[Choices] = []

    def write(folder: Any, course: Any, path: Path, choices: Choices, *more: Any, **kept: Any) -> WrittenReport:
        asked.append(choices)
        return write_report(folder, course, path, choices, *more, **kept)

    monkeypatch.setattr(page_module, "write_report", write)
    return asked


def _pair(page: ReportPage, view: View, first: int, last: int) -> ChosenPair:
    photos = page.session.course.in_view(view)
    return ChosenPair(before=photos[first].sha256, after=photos[last].sha256)


def _tick_pair(page: ReportPage, view: View, first: int, last: int) -> ChosenPair:
    pair = _pair(page, view, first, last)
    page.panel.comparisons.list.boxes[f"{pair.before} {pair.after}"].click()
    return pair


def _one_region(page: ReportPage) -> str:
    course = page.session.course
    square = ((40.0, 30.0), (120.0, 30.0), (120.0, 90.0), (40.0, 90.0))
    page.session.apply("draw region", draw_region(course, view=View.VERTEX, points=square, name="Crown patch"))
    return page.session.course.regions[0].id


# What is shown


def test_all_pages_are_shown_and_turned_by_keys(page: ReportPage, qtbot: QtBot) -> None:
    page.panel.kind.buttons[ReportKind.FULL].click()
    qtbot.waitUntil(lambda: page.previews.complete, timeout=_WAIT)
    count = page.previews.count
    assert count > 2
    assert page.paper.accessibleDescription() == f"Page 1 of {count}. Full record of Anna. Hair coverage report. Front."
    for key, place in (
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_Right, 3),
        (Qt.Key.Key_PageUp, 2),
        (Qt.Key.Key_End, count),
        (Qt.Key.Key_Down, count),
        (Qt.Key.Key_Home, 1),
    ):
        qtbot.keyClick(page.paper, key)
        said = f"Page {place} of {count}. Full record of Anna. "
        qtbot.waitUntil(lambda said=said: page.paper.accessibleDescription().startswith(said))  # type: ignore[misc]
    assert not page.report_stage.earlier.isEnabled()


def test_page_in_view_stays_while_another_is_laid_out(page: ReportPage, qtbot: QtBot) -> None:
    page.panel.kind.buttons[ReportKind.FULL].click()
    qtbot.waitUntil(lambda: page.previews.complete, timeout=_WAIT)
    qtbot.keyClick(page.paper, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: page.paper.accessibleDescription().startswith("Page 2"))
    page.panel.days.notes.click()
    assert page.paper.faded
    assert page.paper.accessibleDescription() == "Laying out"
    qtbot.waitUntil(lambda: page.previews.complete, timeout=_WAIT)
    qtbot.waitUntil(lambda: page.paper.accessibleDescription().startswith("Page 2"))
    assert not page.paper.faded


def test_nothing_to_report_is_said_with_what_to_do(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window.session.new(tmp_path / "Empty.hairtrack", "Empty")
    window.show_page("report")
    page = report_of(window)
    assert not page.save.isEnabled()
    assert page.report_stage.hint.isVisible()
    assert "Begin with the photos" in page.report_stage.hint.words.text()
    qtbot.mouseClick(page.report_stage.hint.action, Qt.MouseButton.LeftButton)
    assert window.page is window.pages["photos"]


def test_preview_that_cannot_be_made_says_why(page: ReportPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.previews.complete, timeout=_WAIT)
    days = page.panel.days
    days.whole.click()
    days.since.setText("1 jan 2020")
    days.until.setText("2 jan 2020")
    days.settle()
    qtbot.waitUntil(lambda: "1 January 2020" in page.paper.accessibleDescription(), timeout=_WAIT)
    assert not page.paper.has_page
    days.whole.click()
    qtbot.waitUntil(lambda: page.paper.accessibleDescription().startswith("Page 1"), timeout=_WAIT)


def test_diary_alone_is_a_report(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window.session.new(tmp_path / "Diary.hairtrack", "Diary")
    course = window.session.course
    window.session.apply("keep", read_line(course, "itch 4 crown; note: slept badly", date(2026, 3, 9)).course)
    window.show_page("report")
    page = report_of(window)
    qtbot.waitUntil(lambda: page.paper.has_page, timeout=_WAIT)
    assert not page.panel.kind.buttons[ReportKind.COMPARISON].isEnabled()
    assert page.panel.kind.buttons[ReportKind.COMPARISON].accessibleDescription() == "Needs two visits of one view"
    made = page.panel.kind.buttons[ReportKind.POSTER]
    made.refuse("Needs so many more words for its reason that they take two lines or more of the column")
    qtbot.waitUntil(lambda: made.height() >= made.heightForWidth(made.width()) > 60)
    assert not page.panel.folds["Comparisons"].isVisible()
    page.export(tmp_path / "diary.pdf")
    qtbot.waitUntil((tmp_path / "diary.pdf").is_file, timeout=_WAIT)


def test_another_kind_is_read_from_its_beginning(page: ReportPage, qtbot: QtBot) -> None:
    page.panel.kind.buttons[ReportKind.FULL].click()
    qtbot.waitUntil(lambda: page.previews.complete, timeout=_WAIT)
    qtbot.keyClick(page.paper, Qt.Key.Key_End)
    page.panel.kind.buttons[ReportKind.SUMMARY].click()
    qtbot.waitUntil(lambda: page.paper.accessibleDescription().startswith("Page 1"), timeout=_WAIT)


def test_covers_are_chosen_in_front_of_the_pages(page: ReportPage, qtbot: QtBot) -> None:
    page.panel.folds["Photos"].switch.click()
    page.panel.photos.cover.click()
    assert page.panel.photos.uncovered.text().startswith("Nothing is covered yet in: Front. Photos of these stay out")
    page.panel.photos.edit.click()
    editor = page.covers.editor
    assert editor.isVisible()
    assert not page.paper.isVisible()
    assert not page.save.isEnabled(), "one next step at a time"
    editor.drawn.emit(((20.0, 60.0), (140.0, 60.0), (140.0, 110.0), (20.0, 110.0)))
    assert len(page.session.course.covers) == 1
    assert not page.panel.photos.uncovered.isVisible()
    qtbot.mouseClick(editor.done, Qt.MouseButton.LeftButton)
    assert page.paper.isVisible()
    assert page.save.isEnabled()
    assert page.panel.photos.edit.hasFocus()
    page.panel.photos.edit.click()
    page.leave()
    assert not editor.isVisible()


# Choices


def test_each_choice_reaches_the_report(page: ReportPage, qtbot: QtBot) -> None:
    region = _one_region(page)
    panel = page.panel
    panel.kind.buttons[ReportKind.FULL].click()
    assert page.choices.kind is ReportKind.FULL
    panel.who.choice.buttons["nobody"].click()
    assert page.choices.name == ""
    panel.who.choice.buttons["alias"].click()
    qtbot.keyClicks(panel.who.alias, " A. B. ")
    panel.who.settle()
    assert page.choices.name == "A. B."
    second = _tick_pair(page, View.VERTEX, 1, 2)
    first = _tick_pair(page, View.FRONTAL, 0, 2)
    assert list(page.choices.pairs) == [second, first]
    panel.views.regions.boxes[region].click()
    assert page.choices.regions == ()
    panel.views.views.boxes[View.FRONTAL].click()
    assert page.choices.views == (View.VERTEX,)
    assert list(page.choices.pairs) == [second]
    panel.days.whole.click()
    panel.days.since.setText("2 feb 2026")
    panel.days.settle()
    assert page.choices.since == DAYS[1]
    panel.days.notes.click()
    assert page.choices.notes is False
    for name, box in panel.photos.boxes.items():
        box.click()
        assert getattr(page.choices, name) is True
    panel.paper.sheet.buttons[PaperSize.LETTER].click()
    assert page.choices.paper is PaperSize.LETTER
    panel.paper.keeping.buttons["PDF/A-3a"].click()
    assert page.choices.archive is Archive.A3A


def test_choices_are_remembered_for_each_course(
    page: ReportPage, window: MainWindow, course_path: Path, tmp_path: Path
) -> None:
    page.panel.kind.buttons[ReportKind.POSTER].click()
    page.panel.who.choice.buttons["alias"].click()
    page.panel.who.alias.setText("Patient 12")
    page.panel.who.settle()
    chosen = page.choices
    window.session.new(tmp_path / "Other.hairtrack", "Other")
    assert report_of(window).choices.name is None
    window.session.open(course_path)
    assert page.choices == chosen
    assert Settings.load().report[window.session.course.id]["alias"] == "Patient 12"
    assert not [path for path in course_path.rglob("*") if path.is_file() and b"Patient 12" in path.read_bytes()]


def test_alias_stays_with_the_course_it_was_typed_for(
    page: ReportPage, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    first = window.session.course.id
    qtbot.waitActive(window)
    page.panel.who.choice.buttons["alias"].click()
    qtbot.keyClicks(page.panel.who.alias, "Secret")
    assert page.panel.who.alias.hasFocus()
    window.session.new(tmp_path / "Other.hairtrack", "Other")
    window.show_page("report")
    kept = Settings.load().report
    assert kept[first]["alias"] == "Secret"
    assert "Secret" not in json.dumps({course: kept[course] for course in kept if course != first})
    assert page.panel.who.alias.text() == ""


def test_last_view_cannot_be_left_out(page: ReportPage) -> None:
    boxes = page.panel.views.views.boxes
    boxes[View.FRONTAL].click()
    assert not boxes[View.VERTEX].isEnabled()
    assert boxes[View.VERTEX].accessibleDescription() == "A report needs one view"
    boxes[View.FRONTAL].click()
    assert boxes[View.VERTEX].isEnabled()
    assert page.choices.views == ()


def test_pair_of_compare_is_added_in_front(page: ReportPage) -> None:
    first = _tick_pair(page, View.FRONTAL, 0, 2)
    pair = _pair(page, View.VERTEX, 0, 1)
    page.session.select(before=pair.before, after=pair.after)
    page.panel.comparisons.add.click()
    assert page.choices.pairs == (pair, first)
    assert "On page one: Crown, 5 Jan to 2 Feb 2026, week 4" in page.panel.comparisons.words.text()
    assert page.panel.comparisons.list.boxes[f"{pair.before} {pair.after}"].isChecked()


def test_one_comparison_shows_the_pair_ticked_last(page: ReportPage) -> None:
    page.panel.kind.buttons[ReportKind.COMPARISON].click()
    _tick_pair(page, View.FRONTAL, 0, 2)
    last = _tick_pair(page, View.VERTEX, 0, 2)
    assert page.choices.pairs == (last,)
    ticked = [key for key, box in page.panel.comparisons.list.boxes.items() if box.isChecked()]
    assert ticked == [f"{last.before} {last.after}"]


def test_one_comparison_asks_for_no_view_and_for_regions_of_its_own_alone(page: ReportPage) -> None:
    region = _one_region(page)
    page.panel.folds["Views and regions"].switch.click()
    box = page.panel.views.regions.boxes[region]
    page.panel.kind.buttons[ReportKind.COMPARISON].click()
    assert not page.panel.views.views.isVisible()
    assert box.isEnabled(), "where nothing is ticked it may be the view that is shown"
    _tick_pair(page, View.FRONTAL, 0, 2)
    assert not box.isEnabled()
    _tick_pair(page, View.VERTEX, 0, 2)
    assert box.isEnabled()
    page.panel.kind.buttons[ReportKind.FULL].click()
    assert page.panel.views.views.isVisible()


def test_views_without_a_region_are_named_where_photos_are_cropped(page: ReportPage) -> None:
    region = _one_region(page)
    page.panel.folds["Photos"].switch.click()
    page.panel.photos.crop.click()
    assert "No region is chosen in: Front." in page.panel.photos.uncropped.text()
    page.panel.views.regions.boxes[region].click()
    assert "in: Crown, Front." in page.panel.photos.uncropped.text()
    page.panel.photos.crop.click()
    assert not page.panel.photos.uncropped.isVisible()


def test_view_is_left_out_again_where_all_others_are_gone(page: ReportPage) -> None:
    boxes = page.panel.views.views.boxes
    boxes[View.VERTEX].click()
    course = page.session.course
    crown = tuple(photo for photo in course.photos if photo.view is View.VERTEX)
    page.session.apply("keep the crown", replace(course, photos=crown))
    assert boxes[View.VERTEX].isChecked()
    assert page.choices.views == ()
    page.session.apply("put back", course)
    boxes = page.panel.views.views.boxes
    assert not boxes[View.VERTEX].isChecked()


def test_days_that_make_no_sense_are_said_and_not_taken(page: ReportPage) -> None:
    days = page.panel.days
    days.whole.click()
    taken = page.choices
    for words, said in (("nonsense", "nonsense"), ("1 jan 2027", "after the last")):
        days.since.setText(words)
        days.settle()
        assert said in days.problem.text()
        assert page.choices == taken
    days.whole.click()
    assert page.choices.since is None
    assert not days.problem.isVisible()


def test_what_a_kind_does_not_use_says_why(page: ReportPage) -> None:
    page.panel.kind.buttons[ReportKind.POSTER].click()
    page.panel.folds["Comparisons"].switch.click()
    assert page.panel.no_pairs.isVisible()
    assert not page.panel.comparisons.isVisible()
    assert page.panel.photos.originals.accessibleDescription() == "Only the full record has room for that"
    assert "No region is drawn" in page.panel.photos.crop.accessibleDescription()
    page.panel.kind.buttons[ReportKind.FULL].click()
    assert page.panel.comparisons.isVisible()
    assert page.panel.photos.originals.isEnabled()


def test_every_control_has_a_name_and_tab_reaches_it(page: ReportPage, qtbot: QtBot) -> None:
    _one_region(page)
    for fold in (*page.panel.folds.values(), page.panel.files):
        fold.switch.click()
    page.panel.who.choice.buttons["alias"].click()
    page.panel.days.whole.click()
    controls = [
        child
        for child in parts(page.panel, QWidget)
        if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert [child for child in controls if not child.accessibleName()] == []
    page.panel.kind.buttons[ReportKind.SUMMARY].setFocus()
    window, reached = page.panel.window(), []
    for _ in range(2 * len(controls)):
        reached.append(window.focusWidget())
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert set(controls) <= set(reached)
    tops = [w.mapTo(page.panel, w.rect().topLeft()).y() for w in reached[: len(controls)] if w in controls]
    assert tops == sorted(tops)


# Saving


def test_keyboard_goes_from_the_rail_to_the_saved_report(
    page: ReportPage, window: MainWindow, tmp_path: Path, qtbot: QtBot, suggested: _Chosen, written: list[Choices]
) -> None:
    window.show_page("course")
    qtbot.keyClick(window, Qt.Key.Key_7)
    qtbot.waitActive(window)
    for _ in range(10):
        qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_F6)
        if page.panel.isAncestorOf(window.focusWidget()):
            break
    assert window.focusWidget() is page.panel.kind.buttons[ReportKind.SUMMARY]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    for _ in range(40):
        if window.focusWidget() is page.save:
            break
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(page.save, Qt.Key.Key_Space)
    qtbot.waitUntil((tmp_path / "chosen.pdf").is_file, timeout=_WAIT)
    assert written == [page.choices]
    assert page.choices.kind is ReportKind.COMPARISON


def test_saved_report_is_said_beside_the_button_and_opened_from_there(
    page: ReportPage, tmp_path: Path, qtbot: QtBot, suggested: _Chosen, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    target = tmp_path / "chosen.pdf"
    outcome = page.panel.outcome
    qtbot.waitUntil(lambda: "Saved as chosen.pdf" in outcome.words.text(), timeout=_WAIT)
    assert suggested == ["Anna 2026-03-09.pdf"]
    assert target.read_bytes().startswith(b"%PDF")
    for made in outcome.buttons:
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    assert opened == [QUrl.fromLocalFile(str(target)), QUrl.fromLocalFile(str(tmp_path))]


def test_report_that_is_done_later_is_said_on_another_page(
    page: ReportPage, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    page.export(tmp_path / "report.pdf")
    window.show_page("course")
    qtbot.waitUntil(window.frame.notice.isVisible, timeout=_WAIT)
    assert "Saved as report.pdf" in window.frame.notice.text.text()
    assert window.frame.notice.action.text() == "Open"


@pytest.mark.parametrize("who", ["alias", "nobody"])
def test_unnamed_report_is_not_named_by_its_file(
    page: ReportPage, suggested: _Chosen, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    page.panel.who.choice.buttons[who].click()
    page.panel.who.alias.setText("Secret")
    monkeypatch.setattr(page, "export", lambda _: None)
    page.ask_place()
    assert suggested == ["Report 2026-03-09.pdf"]


def test_file_whose_name_was_not_chosen_is_asked_about(
    page: ReportPage, tmp_path: Path, qtbot: QtBot, suggested: _Chosen
) -> None:
    old = tmp_path / "chosen.pdf"
    old.write_bytes(b"old")
    page.save.click()
    take_its_place, keep = page.panel.outcome.buttons
    assert page.panel.outcome.words.text() == "There is a file chosen.pdf already."
    keep.click()
    assert not page.panel.outcome.isVisible()
    page.save.click()
    take_its_place.click()
    qtbot.waitUntil(lambda: old.read_bytes().startswith(b"%PDF"), timeout=_WAIT)


def _missing_folder(tmp_path: Path, _: pytest.MonkeyPatch) -> Path:
    return tmp_path / "missing" / "report.pdf"


def _full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def refuse(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    return tmp_path / "report.pdf"


@pytest.mark.parametrize(("place", "said"), [(_missing_folder, "not a folder"), (_full_disk, "full")])
def test_place_that_takes_no_file_is_said_and_the_old_file_survives(
    page: ReportPage,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    place: Callable[[Path, pytest.MonkeyPatch], Path],
    said: str,
) -> None:
    old = tmp_path / "report.pdf"
    old.write_bytes(b"old")
    page.export(place(tmp_path, monkeypatch))
    qtbot.waitUntil(lambda: said in page.panel.outcome.words.text(), timeout=_WAIT)
    assert old.read_bytes() == b"old"
    qtbot.waitUntil(page.save.isEnabled)


def test_report_that_is_written_while_its_course_closes_is_told_of(
    page: ReportPage, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    page.export(tmp_path / "report.pdf")
    window.session.new(tmp_path / "Other.hairtrack", "Other")
    qtbot.waitUntil(window.frame.notice.isVisible, timeout=_WAIT)
    assert "stopped, because its course was closed" in window.frame.notice.text.text()
    assert not page.panel.outcome.words.text()


def test_other_files_are_written_one_at_a_time(
    page: ReportPage, tmp_path: Path, qtbot: QtBot, suggested: _Chosen
) -> None:
    page.panel.files.switch.click()
    page.files.whole.click()
    for made in (page.files.pages, page.files.whole, page.files.copies):
        assert not made.isEnabled()
    page.files.write_copies(tmp_path / "copies")
    qtbot.waitUntil(lambda: "Saved as chosen.json" in page.files.outcome.words.text(), timeout=_WAIT)
    assert page.files.whole.isEnabled()
    assert not (tmp_path / "copies").exists()


def test_copies_that_are_stopped_are_said_to_stay(page: ReportPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.files.write_copies(tmp_path / "copies")
    next(job for job in page.jobs.running if job.what == "Saving copies").stop()
    qtbot.waitUntil(lambda: "saved by then stay" in page.files.outcome.words.text(), timeout=_WAIT)


def test_calendar_has_its_ending_and_replaces_no_other_file(
    page: ReportPage, tmp_path: Path, qtbot: QtBot, suggested: _Chosen
) -> None:
    page.panel.files.switch.click()
    page.files.calendar.click()
    made = tmp_path / "chosen.ics"
    assert made.read_bytes().startswith(b"BEGIN:VCALENDAR")
    made.write_bytes(b"another")
    page.files.calendar.click()
    assert "There is a file chosen.ics already" in page.files.outcome.words.text()
    assert made.read_bytes() == b"another"
    assert suggested == ["Anna.ics"] * 2


def test_report_that_is_stopped_leaves_nothing(page: ReportPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.export(tmp_path / "report.pdf")
    assert not page.save.isEnabled()
    next(job for job in page.jobs.running if job.what == "Writing the report").stop()
    qtbot.waitUntil(page.save.isEnabled, timeout=_WAIT)
    qtbot.waitUntil(lambda: page.panel.outcome.words.text() == "Stopped. Nothing was written.")
    assert not (tmp_path / "report.pdf").exists()


def test_pages_are_saved_as_pictures(page: ReportPage, tmp_path: Path, qtbot: QtBot, suggested: _Chosen) -> None:
    page.panel.kind.buttons[ReportKind.FULL].click()
    page.panel.files.switch.click()
    page.files.pages.click()
    qtbot.waitUntil(lambda: "Saved" in page.files.outcome.words.text(), timeout=_WAIT)
    assert suggested == ["Anna 2026-03-09.png"]
    qtbot.waitUntil(lambda: page.previews.complete, timeout=_WAIT)
    assert page.previews.count > 1
    assert [path.read_bytes()[1:4] for path in tmp_path.glob("chosen-*.png")] == page.previews.count * [b"PNG"]


def test_other_files_are_written(
    page: ReportPage, tmp_path: Path, qtbot: QtBot, suggested: _Chosen, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.panel.files.switch.click()
    page.files.whole.click()
    qtbot.waitUntil(lambda: page.files.outcome.words.text() == "Saved as chosen.json.", timeout=_WAIT)
    assert json.loads((tmp_path / "chosen.json").read_bytes())["name"] == "Anna"
    assert suggested == ["Anna course.json"]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "copies"))
    (tmp_path / "copies").mkdir()
    page.files.copies.click()
    qtbot.waitUntil(lambda: "6 copies saved" in page.files.outcome.words.text(), timeout=_WAIT)
    assert len(list((tmp_path / "copies").iterdir())) == 6
    page.panel.photos.cover.click()
    assert page.files.copies.text() == "Copies of the photos, faces covered"
    page.files.copies.click()
    frontal = len(page.session.course.in_view(View.FRONTAL))
    qtbot.waitUntil(lambda: f"{6 - frontal} copies saved" in page.files.outcome.words.text(), timeout=_WAIT)
    assert "none: what to cover there is not known." in page.files.outcome.words.text()
    assert len(list((tmp_path / "copies").iterdir())) == 6 - frontal, "no uncovered one is left beside them"
    assert not page.files.values.isEnabled()
    assert not page.files.diary.isEnabled()
