"""The window's door."""

import os
import sys

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from hairtrack import __version__
from hairtrack.assets import asset
from hairtrack.ui.crash import Crashes, start_log
from hairtrack.ui.main_window import MainWindow
from hairtrack.ui.motion import keep_still_if_wished
from hairtrack.ui.settings import Settings
from hairtrack.ui.theme import Scheme, Theme

_NO_SCREEN = "hairtrack needs a screen for its window and found none. For the command line: hairtrack --help"


def open_window() -> int:
    """Open the window and stay until it is closed.

    Returns
    -------
    int
        Exit code: 0, or 2 where there is no screen.
    """
    if not _has_screen():
        print(_NO_SCREEN, file=sys.stderr)  # noqa: T201 - there is nowhere else to say it
        return 2
    start_log()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("hairtrack")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("hairtrack")
    application.setWindowIcon(QIcon(str(asset("app/hairtrack.svg"))))
    settings = Settings.load()
    keep_still_if_wished(settings)
    schemes = [scheme for scheme in Scheme if scheme == settings.scheme]
    window = MainWindow(settings, Theme(application, schemes[0] if schemes else Scheme.SYSTEM))
    crashes = Crashes(application)
    crashes.caught.connect(window.show_crash)
    crashes.install()
    window.show()
    return application.exec()


def _has_screen() -> bool:
    """Whether there is a display; Qt itself aborts the process where there is none."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
