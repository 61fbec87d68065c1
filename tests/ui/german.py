"""Says what the window and the paper say in German; alone in its process, for a language is chosen before words load.

python -m tests.ui.german COURSE PDF
"""

import json
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["HAIRTRACK_SETTINGS"] = str(Path(tempfile.mkdtemp()) / "settings.json")
os.environ["HAIRTRACK_COURSES"] = tempfile.mkdtemp()

from hairtrack import language


def main(course: Path, pdf: Path) -> None:
    """Write a report, and print the words of each page of the window as JSON."""
    language.use("de")
    from PySide6.QtTest import QTest  # noqa: PLC0415 - words are loaded from here on
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from hairtrack.app import speak  # noqa: PLC0415
    from hairtrack.report.choices import Choices, ReportKind  # noqa: PLC0415
    from hairtrack.ui.garbage import Garbage  # noqa: PLC0415
    from hairtrack.ui.main_window import MainWindow  # noqa: PLC0415
    from hairtrack.ui.settings import Settings  # noqa: PLC0415
    from hairtrack.ui.theme import Scheme, Theme  # noqa: PLC0415
    from hairtrack.workflow.report.write import write_report  # noqa: PLC0415
    from tests.ui.said import said  # noqa: PLC0415

    application = QApplication([])
    Garbage(application)
    speak("de", application)
    window = MainWindow(Settings.load(), Theme(application, Scheme.LIGHT))
    window.show()
    window.session.open(course)
    words = {}
    for name, page in window.pages.items():
        window.show_page(name)
        for _ in range(15):
            QTest.qWait(20)
            while window.jobs.running:
                QTest.qWait(20)
        words[name] = [text for part in (page.stage, page.inspector) for text in said(part) if text]
    words["menus"] = [action.text() for action in window.menuBar().actions()]
    write_report(window.session.folder, window.session.course, pdf, Choices(kind=ReportKind.FULL))
    window.close()
    window.deleteLater()
    application.processEvents()
    print(json.dumps(words, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
