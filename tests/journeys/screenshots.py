"""Saves a picture of every page of a course: light and dark, small and large. Run by hand, or with a course's path.

python tests/journeys/screenshots.py COURSE FOLDER [page ...]
"""

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("HAIRTRACK_SETTINGS", str(Path(tempfile.mkdtemp()) / "settings.json"))

from PySide6.QtWidgets import QApplication

from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.settings import Settings
from hairtrack.ui.theme import Scheme, Theme

SIZES = ((1280, 800), (1920, 1080))


def settle(window: MainWindow, seconds: float = 30.0) -> None:
    """Let the window finish what it started, up to a limit."""
    stop = time.monotonic() + seconds
    quiet = 0
    # What waits a moment before it starts, such as the report's preview, begins within this time.
    while time.monotonic() < stop and quiet < 25:
        QApplication.processEvents()
        quiet = quiet + 1 if not window.jobs.running else 0
        time.sleep(0.02)


def save_screens(course: Path | None, folder: Path, names: list[str] | None = None) -> list[Path]:
    """Show each page in each size and look, and save what it looks like.

    Parameters
    ----------
    course : Path or None
        None for the first run, without a course.
    folder : Path
    names : list of str, optional
        Of the pages; all by default.

    Returns
    -------
    list of Path
        The pictures.
    """
    folder.mkdir(parents=True, exist_ok=True)
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication([])
    look = Theme(application)
    window = MainWindow(Settings.load(), look)
    window.show()
    if course is not None:
        window.session.open(course)
    saved = []
    for scheme in (Scheme.DARK, Scheme.LIGHT):
        look.use(scheme)
        for width, height in SIZES:
            window.resize(width, height)
            for name in names or list(window.pages):
                window.show_page(name)
                settle(window)
                saved.append(folder / f"{name}-{scheme}-{width}.png")
                window.grab().save(str(saved[-1]))
    window.close()
    return saved


if __name__ == "__main__":
    given = Path(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1] != "-" else None
    for path in save_screens(given, Path(sys.argv[2] if len(sys.argv) > 2 else "screens"), sys.argv[3:] or None):
        print(path)
