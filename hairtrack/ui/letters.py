"""Letters that the platform lacks, from the fonts that come with the program, so that any name can be read."""

import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QWidget

from hairtrack.report.fonts import font_folders

_AFTER_MS = 1500
_KINDS = {".ttf", ".otf", ".ttc"}


class Letters(QTimer):
    """Makes the fonts known one by one while the window rests; it would start later if it waited for them.

    Only Linux may be without the letters of a script; the other platforms bring all of them.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._files = _font_files()
        self.timeout.connect(self._add_next)
        if sys.platform.startswith("linux"):
            self.start(_AFTER_MS)

    def _add_next(self) -> None:
        self.setInterval(0)
        file = next(self._files, None)
        if file is not None:
            QFontDatabase.addApplicationFont(str(file))
        else:
            self.stop()
            self._window.update()


def _font_files() -> Iterator[Path]:
    for folder in font_folders():
        yield from (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in _KINDS)
