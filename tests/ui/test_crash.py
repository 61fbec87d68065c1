import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from hairtrack.ui.crash import CrashDialog, Crashes, log, log_path, start_log
from tests.ui.parts import parts


@pytest.fixture
def logging_again() -> Iterator[None]:
    before = list(log.handlers)
    yield
    qInstallMessageHandler(None)
    for handler in [h for h in log.handlers if h not in before]:
        log.removeHandler(handler)
        handler.close()


def test_log_takes_our_words_and_those_of_qt(logging_again: None, qapp: QApplication) -> None:
    start_log()
    log.warning("one of ours")
    QObject().startTimer(-5)
    words = log_path().read_text(encoding="utf-8")
    assert "one of ours" in words
    assert "hairtrack" in words
    assert "Qt default" in words


def test_log_that_cannot_be_written_goes_to_standard_error(
    logging_again: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("HAIRTRACK_LOG", str(tmp_path / "file" / "hairtrack.log"))
    start_log()
    assert any(type(handler) is logging.StreamHandler for handler in log.handlers)


def test_what_nobody_caught_is_caught(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    crashes = Crashes()
    crashes.install()
    with qtbot.waitSignal(crashes.caught) as caught:
        sys.excepthook(ValueError, ValueError("oops"), None)
    assert "ValueError: oops" in caught.args[1]


def test_details_can_be_copied(qtbot: QtBot) -> None:
    dialog = CrashDialog("Aligning photos", "Traceback: oops")
    qtbot.addWidget(dialog)
    dialog.show()
    copy = next(b for b in parts(dialog, QAbstractButton) if b.text() == "Copy the details")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert "Traceback: oops" in QGuiApplication.clipboard().text()
    assert "Aligning photos" in QGuiApplication.clipboard().text()
