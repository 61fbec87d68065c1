"""A first-time user's way from an empty window to a PDF, by the keyboard alone. Saves a picture of each step.

python -m tests.journeys.walk PHOTO PHOTO FOLDER [--language de]

The two photos are of one head on two days, as `real_photos` makes them.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("HAIRTRACK_SETTINGS", str(Path(tempfile.mkdtemp()) / "settings.json"))
os.environ.setdefault("HAIRTRACK_COURSES", tempfile.mkdtemp())

from tests.journeys.speaking import speak_as_asked

if __name__ == "__main__":
    speak_as_asked()  # words are chosen when their module is loaded

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QTableView, QWidget

from hairtrack.app import speak
from hairtrack.course import View
from hairtrack.language import LANGUAGES, _, _n, spoken
from hairtrack.report.words import VIEWS
from hairtrack.ui.garbage import Garbage
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.report.page import ReportPage
from hairtrack.ui.settings import Settings
from hairtrack.ui.theme import Scheme, Theme
from tests.ui.parts import parts

_LONG = 180.0
"""Seconds after which what was waited for will not come."""
_MOST_TABS = 80
_HALF_A_REGION = 14
"""Steps of the pointer from the middle of the photo."""


class Lost(AssertionError):
    """The keyboard did not lead where a user wants to go."""


class Walk:
    """A pair of hands on the keyboard, and eyes on the window.

    Parameters
    ----------
    window : MainWindow
    saw : callable
        Gets the name of each step once it is on screen.
    """

    def __init__(self, window: MainWindow, saw: Callable[[str], None]) -> None:
        self.window = window
        self._saw = saw

    @property
    def focused(self) -> QWidget:
        """What gets the keys."""
        return QApplication.focusWidget() or self.window

    def press(self, keys: str, times: int = 1) -> None:
        """Press a key, such as "Ctrl+S", as often as said."""
        combination = QKeySequence(keys)[0]  # type: ignore[index]
        for _press in range(times):
            QTest.keyClick(self.focused, combination.key(), combination.keyboardModifiers())
        QApplication.processEvents()

    def write(self, text: str) -> None:
        """Type text into the field that has the keyboard."""
        QTest.keyClicks(self.focused, text)

    def until(self, what: str, true: Callable[[], object]) -> None:
        """Wait for something, and until the window is quiet."""
        stop = time.monotonic() + _LONG
        quiet = 0
        while quiet < 10:
            QApplication.processEvents()
            time.sleep(0.01)
            quiet = quiet + 1 if true() and not self.window.jobs.running else 0
            if time.monotonic() > stop:
                raise Lost(f"waited in vain for: {what}")

    def to(self, words: str, kind: type[QWidget] = QWidget) -> QWidget:
        """Press Tab until a control with these words has the keyboard."""
        for _press in range(_MOST_TABS):
            said = self.focused.accessibleName() or getattr(self.focused, "text", str)()
            if said == words and isinstance(self.focused, kind):
                return self.focused
            # On a photo, Tab folds the column at the right; F6 goes on to it.
            self.press("F6" if self.focused.property("foldsOnTab") else "Tab")
        raise Lost(f"Tab does not lead to: {words}")

    def use(self, words: str) -> None:
        """Go to a button and press it."""
        self.until(words, lambda: any(_offered(b, words) for b in parts(self.window, QAbstractButton)))
        self.to(words)
        self.press("Space")

    def answer_dialog(self, text: str, opening: Callable[[], None]) -> None:
        """Open a file dialog, and give it a name by typing."""

        def give() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QFileDialog):
                QTimer.singleShot(50, give)
                return
            self.write(text)
            self.press("Return")

        QTimer.singleShot(50, give)
        opening()
        # Without a window manager nobody gives the keyboard back.
        self.window.activateWindow()

    def see(self, name: str) -> None:
        """Look at what is on screen."""
        QApplication.processEvents()
        self._saw(name)


def _offered(made: QAbstractButton, words: str) -> bool:
    return made.isVisible() and made.isEnabled() and (made.accessibleName() or made.text()) == words


def from_nothing_to_a_pdf(walk: Walk, photos: Sequence[Path], pdf: Path) -> None:
    """Go the whole way of a first-time user.

    Parameters
    ----------
    walk : Walk
        In an empty window.
    photos : sequence of Path
        Two photos of one head, of two days.
    pdf : Path
        Where the report goes.
    """
    walk.see("an empty window")
    _begin(walk)
    _add_photos(walk, photos)
    _align_and_measure(walk)
    _compare(walk)
    _note_a_day(walk)
    _report(walk, pdf)


def _begin(walk: Walk) -> None:
    walk.use(_("Start with my photos"))
    walk.write("Anna")
    walk.see("a name for the course")
    walk.press("Return")
    walk.until("the course", lambda: walk.window.session.is_open)
    walk.see("no photos yet")


def _add_photos(walk: Walk, photos: Sequence[Path]) -> None:
    names = " ".join(f'"{path}"' for path in photos)
    walk.answer_dialog(names, lambda: walk.press("Ctrl+Shift+A"))
    walk.until("the photos", lambda: True)
    walk.see("photos to be added")
    walk.to(_("Photos"), QTableView)
    walk.press("Ctrl+A")
    walk.to(_("View for the chosen photos"))
    walk.write(VIEWS[View.VERTEX])
    walk.use(_("Set view"))
    walk.see("the view set for both")
    walk.use(_n("Add {count} photo", "Add {count} photos", len(photos)))
    walk.until("the photos in the course", lambda: len(walk.window.session.course.photos) == len(photos))
    walk.see("photos added")


def _align_and_measure(walk: Walk) -> None:
    session = walk.window.session
    walk.press("3")
    walk.use(_("Align all"))
    walk.until("an alignment", lambda: session.course.alignments)
    walk.see("photos aligned")
    walk.press("4")
    walk.use(_("Draw a region"))
    walk.until("the reference photo", lambda: session.photo == session.course.reference(View.VERTEX))
    walk.press("E")
    for across, down in (("Left", "Up"), ("Right", "Down")):
        times = _HALF_A_REGION if across == "Left" else 2 * _HALF_A_REGION
        walk.press(across, times)
        walk.press(down, times)
        walk.press("Space")
    walk.until("a region", lambda: session.course.regions)
    walk.see("a region drawn")
    walk.use(_("Measure"))
    walk.until("the values", lambda: len(session.course.measurements) == len(session.course.photos))
    walk.see("coverage measured")


def _compare(walk: Walk) -> None:
    walk.press("5")
    walk.until("the verdict", lambda: True)
    walk.see("the two visits compared by wipe")
    for key, look in (("S", "side by side"), ("B", "blink"), ("O", "onion skin"), ("M", "change map")):
        walk.press(key)
        walk.until(look, lambda: True)
        walk.see(f"compared, {look}")


def _note_a_day(walk: Walk) -> None:
    session = walk.window.session
    walk.press("6")
    walk.until("the chart", lambda: True)
    walk.press("Alt+Y")
    walk.write("itch 4 crown; washed")
    walk.see("a day in one line")
    before = session.course.diary
    walk.press("Return")
    walk.until("the entries", lambda: session.course.diary != before)
    walk.see("the course over time")


def _report(walk: Walk, pdf: Path) -> None:
    walk.press("F6")
    walk.press("7")
    page = walk.window.page
    assert isinstance(page, ReportPage)
    walk.until("the preview", page.report_stage.place.text)
    walk.see("the report")
    walk.answer_dialog(str(pdf), lambda: walk.press("Ctrl+S"))
    walk.until("the PDF", pdf.exists)
    walk.see("the report saved")


def main(arguments: Sequence[str]) -> None:
    """Walk, and save what was seen."""
    parser = argparse.ArgumentParser()
    parser.add_argument("paths", nargs=3, type=Path)
    parser.add_argument("--language", choices=LANGUAGES, help="chosen before all else, see above")
    *photos, folder = parser.parse_args(arguments).paths
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    speak(spoken(), application)
    application.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    Garbage(application)
    window = MainWindow(Settings.load(), Theme(application, Scheme.LIGHT))
    window.resize(1280, 800)
    window.show()
    seen: list[str] = []

    def save(name: str) -> None:
        seen.append(name)
        window.grab().save(str(folder / f"{len(seen):02} {name}.png"))

    from_nothing_to_a_pdf(Walk(window, save), photos, folder / "report.pdf")
    window.close()


if __name__ == "__main__":
    main(sys.argv[1:])
