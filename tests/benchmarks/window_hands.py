"""A real window for the benchmarks, and how long its thread was held by each thing that was done in it."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from hairtrack.ui.garbage import Garbage
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.memory import give_back_large_pieces
from hairtrack.ui.settings import Settings
from hairtrack.ui.theme import Theme


class Hands(QObject):
    """Does things in a window, and notes for how long nothing else could be done: by a clock that ticks in it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window = window
        self.longest: dict[str, float] = {}
        self._what = ""
        self._last = time.perf_counter()
        self._clock = QTimer(self, interval=0)
        self._clock.timeout.connect(self._tick)
        self._clock.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        held = 1000 * (now - self._last)
        if self._what:
            self.longest[self._what] = max(held, self.longest.get(self._what, 0.0))
        self._last = now

    def do(self, what: str, deed: Callable[[], object], *, seconds: float = 60.0) -> float:
        """Do something, and wait until it is painted and all that it began is done; return seconds until painted."""
        self._last, self._what = time.perf_counter(), what
        begun = self._last
        deed()
        QApplication.processEvents()
        self.window.repaint()
        painted = time.perf_counter() - begun
        self._tick()
        self.wait(seconds)
        self._what = ""
        return painted

    def wait(self, seconds: float = 60.0) -> None:
        """Let the window finish what it began, and rest a moment."""
        stop, quiet = time.perf_counter() + seconds, 0
        while time.perf_counter() < stop and quiet < 150:
            QApplication.processEvents()
            quiet = 0 if self.window.jobs.running else quiet + 1
            time.sleep(0.001)


@contextmanager
def open_window(place: Path) -> Iterator[Hands]:
    """Show a window with settings of its own, and all its pages made."""
    os.environ |= {
        "HAIRTRACK_SETTINGS": str(place / "settings.json"),
        "HAIRTRACK_COURSES": str(place),
        "HAIRTRACK_LOG": str(place / "hairtrack.log"),
    }
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    Garbage(application)
    give_back_large_pieces()
    window = MainWindow(Settings.load(), Theme(application))
    window.resize(1920, 1080)
    window.show()
    hands = Hands(window)
    while len(window.pages.made) < len(window.pages):
        QApplication.processEvents()
        time.sleep(0.001)
    hands.wait()
    yield hands
    window.close()
