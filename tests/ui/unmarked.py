"""Says which words of the window no catalogue could change: every marked one is put in brackets, the others are listed.

python -m tests.ui.unmarked COURSE

COURSE is opened and may be changed. A language is chosen before words are loaded, so this is a process of its own.
"""

import json
import os
import re
import sys
import tempfile
from gettext import NullTranslations
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["HAIRTRACK_SETTINGS"] = str(Path(tempfile.mkdtemp()) / "settings.json")
os.environ["HAIRTRACK_COURSES"] = tempfile.mkdtemp()

from hairtrack import language

_OPEN, _CLOSE = "⟦⟧"


class Brackets(NullTranslations):
    """Says everything in brackets."""

    def gettext(self, message: str) -> str:
        """Put a message in brackets."""
        return f"{_OPEN}{message}{_CLOSE}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Put one of two messages in brackets."""
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - as gettext has it
        """Put a message in brackets."""
        return self.gettext(message)


_NAMES = re.compile(
    r"hairtrack|Deutsch|English|SALT|AA-IGA|Ludwig|Norwood-Hamilton|Sinclair|[IV]+a?( vertex)?|"
    r"PDF(/A-[23]a)?|JPEG|PNG|GIF|WebP|MP4|CSV|JSON|\S*/\S*|\S*\.(jpg|hairtrack)|\((Ctrl|Alt|Shift)[^)]*\)"
)
"""What is called so in any language: proper names, formats, files, keys."""


def bare(text: str) -> str:
    """Return what stands outside of all brackets and has letters."""
    while (shorter := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) != text:
        text = shorter
    text = _NAMES.sub("", text)
    return text if re.search(r"[^\W\d_]{3}", text) else ""


def main(course: Path) -> None:
    """Print what is not marked, as JSON: where it stands, and what it says."""
    language._catalogue = Brackets()
    from PySide6.QtTest import QTest  # noqa: PLC0415 - words are loaded from here on
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from hairtrack.ui.garbage import Garbage  # noqa: PLC0415
    from hairtrack.ui.main_window import MainWindow  # noqa: PLC0415
    from hairtrack.ui.settings import Settings  # noqa: PLC0415
    from hairtrack.ui.theme import Scheme, Theme  # noqa: PLC0415
    from tests.ui.said import said  # noqa: PLC0415

    application = QApplication([])
    Garbage(application)
    window = MainWindow(Settings.load(), Theme(application, Scheme.LIGHT))
    window.resize(1280, 800)
    window.show()
    found: dict[str, str] = {}

    def look(where: str) -> None:
        for _ in range(15):
            QTest.qWait(20)
            while window.jobs.running:
                QTest.qWait(20)
        for text in said(window):
            if bare(text):
                found.setdefault(text, where)

    look("empty")
    window.session.open(course)
    for name in window.pages:
        window.show_page(name)
        look(name)
    for kind in (diary := window.pages["course"].diary).add_buttons:  # type: ignore[attr-defined]
        window.show_page("course")
        diary.add(kind)
        look(f"form {kind}")
    print(json.dumps(sorted((where, text) for text, where in found.items()), ensure_ascii=False, indent=1))
    window.close()
    window.deleteLater()
    application.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
