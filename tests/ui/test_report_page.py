from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from hairtrack.course import View
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.report_page import ReportPage


@pytest.fixture
def page(window: MainWindow, course_path: Path) -> ReportPage:
    window.session.open(course_path)
    window.show_page("report")
    found = window.pages["report"]
    assert isinstance(found, ReportPage)
    return found


def test_page_one_is_shown_and_follows_the_choice(page: ReportPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.paper.has_page, timeout=20_000)
    assert "5 January 2026" in page.paper.accessibleDescription()
    page.view.setCurrentIndex(page.view.findData(View.VERTEX.value))
    page.view.activated.emit(page.view.currentIndex())
    second = page.session.course.in_view(View.VERTEX)[1]
    page.before.setCurrentIndex(page.before.findData(second.sha256))
    page.before.activated.emit(page.before.currentIndex())
    assert page.session.before == second
    qtbot.waitUntil(lambda: "2 February 2026" in page.paper.accessibleDescription(), timeout=20_000)


def test_report_is_saved_and_can_be_opened(
    page: ReportPage, window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    suggested: list[str] = []

    def choose(parent: object, title: str, start: str, kinds: str) -> tuple[str, str]:
        suggested.append(start)
        return str(tmp_path / "report"), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    target = tmp_path / "report.pdf"
    qtbot.waitUntil(target.is_file, timeout=30_000)
    assert Path(suggested[0]).name == "Anna 2026-03-09.pdf"
    assert target.read_bytes().startswith(b"%PDF")
    qtbot.waitUntil(window.frame.notice.isVisible)
    qtbot.mouseClick(window.frame.notice.action, Qt.MouseButton.LeftButton)
    assert opened == [QUrl.fromLocalFile(str(target))]


def test_place_that_takes_no_file_is_said(page: ReportPage, window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    page.export(tmp_path / "missing" / "report.pdf")
    qtbot.waitUntil(window.frame.notice.isVisible, timeout=30_000)
    assert "could not be written" in window.frame.notice.text.text()


def test_nothing_to_report_is_said_in_place_of_the_page(window: MainWindow, tmp_path: Path) -> None:
    window.session.new(tmp_path / "Empty.hairtrack", "Empty")
    window.show_page("report")
    page = window.pages["report"]
    assert isinstance(page, ReportPage)
    assert not page.save.isEnabled()
    assert "no dated photo" in page.paper.accessibleDescription()
