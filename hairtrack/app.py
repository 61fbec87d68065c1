"""The window's door."""

import os
import sys

import shiboken6
from PySide6.QtCore import QLibraryInfo, QLocale, QProcess, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from hairtrack import __version__, language
from hairtrack.assets import asset
from hairtrack.ui.motion import keep_still_if_wished
from hairtrack.ui.settings import Settings

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
    application = QApplication(sys.argv[:1])
    application.setApplicationName("hairtrack")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("hairtrack")
    application.setWindowIcon(QIcon(str(asset("app/hairtrack.svg"))))
    settings = Settings.load()
    keep_still_if_wished(settings)
    speak(wanted_language(settings), application)
    code, another_language = _run(application, settings)
    if another_language:
        program, *words = sys.orig_argv
        QProcess.startDetached(sys.executable or program, words)
    return code


def wanted_language(settings: Settings) -> str:
    """Return the language in ``HAIRTRACK_LANGUAGE``, else the one that was chosen, else that of the system."""
    given = os.environ.get("HAIRTRACK_LANGUAGE", "")
    if given in language.LANGUAGES:
        return given
    return settings.language or language.fitting(QLocale.system().uiLanguages())


def speak(chosen: str, application: QApplication) -> None:
    """Let words, numbers, days and Qt's own dialogs follow a language; the country stays that of the system.

    Parameters
    ----------
    chosen : str
        One of `hairtrack.language.LANGUAGES`.
    application : QApplication
    """
    try:
        language.use(chosen)
    except OSError:  # an installation without the catalogue
        language.use(chosen := "en")
    QLocale.setDefault(QLocale(QLocale(chosen).language(), QLocale.system().territory()))
    dialogs = QTranslator(application)
    if dialogs.load(f"qtbase_{chosen}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(dialogs)


def _run(application: QApplication, settings: Settings) -> tuple[int, bool]:
    """Show the window; return the exit code, and whether it is to begin anew in another language."""
    # Words are chosen when their module is loaded, so these must not be before the language is.
    from hairtrack.ui.crash import Crashes, log_fatal_end, start_log, stop_log  # noqa: PLC0415
    from hairtrack.ui.garbage import Garbage  # noqa: PLC0415
    from hairtrack.ui.letters import Letters  # noqa: PLC0415
    from hairtrack.ui.main_window import MainWindow  # noqa: PLC0415
    from hairtrack.ui.memory import give_back_large_pieces  # noqa: PLC0415
    from hairtrack.ui.theme import Scheme, Theme  # noqa: PLC0415

    start_log()
    log_fatal_end()
    Garbage(application)
    give_back_large_pieces()
    window = MainWindow(settings, Theme(application, Scheme(settings.scheme), settings.text_size))
    crashes = Crashes(application)
    crashes.caught.connect(window.crashes.tell)
    crashes.install()
    window.show()
    Letters(window)
    window.follower.resume()
    code, another_language = application.exec(), window.follower.wants_another_language
    stop_log()
    # While Python is whole: as it ends, what is left of the window would come down in no certain order.
    shiboken6.delete(window)
    return code, another_language


def _has_screen() -> bool:
    """Whether there is a display; Qt itself aborts the process where there is none."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
