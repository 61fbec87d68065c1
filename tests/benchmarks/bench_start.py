"""How long it takes from starting the program to a window that answers, and from there to a course that is shown.

Each start is a process of its own, with its files in the system's memory and its modules compiled, as from the second
start on. The middle of several starts counts. Where Xvfb is there, the window opens on a screen of its own too.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hairtrack.ui.settings import Settings
from tests.benchmarks.many_photos import make_many
from tests.benchmarks.row import Row, print_rows

STARTS = 5
LIMIT = 1500.0
_DISPLAY = ":97"
_PROGRAM = """
import sys, time
from traceback import print_exc
from PySide6.QtWidgets import QApplication

def say(what):
    print(what, time.time(), flush=True)

def stand_in_for_exec(*_):
    try:
        return look()
    except Exception:
        print_exc()
        return 1

def look():
    application = QApplication.instance()
    window = next(one for one in application.topLevelWidgets() if one.isVisible() and hasattr(one, "session"))
    while not window.windowHandle().isExposed():
        application.processEvents()
    cards = window.pages["home"].cards.values()
    while not all(card.door.accessibleDescription() for card in cards):
        application.processEvents()
    window.repaint()
    say("home")
    next(iter(cards)).door.click()
    application.processEvents()
    window.repaint()
    say("course")
    window.close()
    return 0

QApplication.exec = stand_in_for_exec
from hairtrack.__main__ import main
sys.exit(main([]))
"""
"""The program itself, but that what the hand would do takes the place of waiting for it."""


def main() -> int:
    """Print one row for each way to the window."""
    rows = []
    with tempfile.TemporaryDirectory() as place:
        course = Path(place) / "A year.hairtrack"
        make_many(course, 30)
        rows += _rows("without a screen", course, {"QT_QPA_PLATFORM": "offscreen"})
        if shutil.which("Xvfb"):
            with _screen():
                rows += _rows("under Xvfb", course, {"QT_QPA_PLATFORM": "xcb", "DISPLAY": _DISPLAY})
    return print_rows(rows)


def _rows(where: str, course: Path, screen: dict[str, str]) -> list[Row]:
    place = course.parent
    settings = Settings(place / "settings.json")
    settings.recent = [str(course)]
    own = {
        "HAIRTRACK_SETTINGS": str(settings.path),
        "HAIRTRACK_COURSES": str(place),
        "HAIRTRACK_LOG": str(place / "hairtrack.log"),
        "PYTHONPYCACHEPREFIX": str(place / "compiled"),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    found: dict[str, list[float]] = {"home": [], "course": []}
    for start in range(STARTS + 1):
        settings.save()
        begun = time.time()
        said = subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            env={**os.environ, **own, **screen},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout
        if start:  # the first one compiles
            for line in said.splitlines():
                what, at = line.split()
                found[what].append(1000 * (float(at) - begun))
    home, shown = (statistics.median(found[what]) for what in ("home", "course"))
    return [
        Row(f"start to Home with its courses, {where}, ms", home, LIMIT),
        Row(f"start to a course that is shown, {where}, ms", shown, LIMIT),
    ]


@contextmanager
def _screen() -> Iterator[None]:
    screen = subprocess.Popen(
        ["Xvfb", _DISPLAY, "-screen", "0", "1920x1080x24", "-nolisten", "tcp"], stderr=subprocess.DEVNULL
    )
    try:
        stop = time.monotonic() + 10
        while not Path(f"/tmp/.X11-unix/X{_DISPLAY[1:]}").exists() and time.monotonic() < stop:
            time.sleep(0.05)
        yield
    finally:
        screen.terminate()
        screen.wait()


if __name__ == "__main__":
    sys.exit(main())
