"""What happens with a bug: it is written to the log, and said once, with what is needed to report it."""

import faulthandler
import logging
import os
import platform
import sys
import traceback
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

import platformdirs
from PySide6 import __version__ as qt_version
from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, QUrl, Signal, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from hairtrack import __version__
from hairtrack.language import _
from hairtrack.ui import theme
from hairtrack.ui.widgets import button, label

log = logging.getLogger("hairtrack")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def log_path() -> Path:
    """Return where the log is kept; ``HAIRTRACK_LOG`` names another file."""
    given = os.environ.get("HAIRTRACK_LOG")
    return Path(given) if given else Path(platformdirs.user_log_dir("hairtrack", appauthor=False)) / "hairtrack.log"


def fatal_path() -> Path:
    """Return where it is kept what the process did when it was brought down."""
    return log_path().with_suffix(".fatal.log")


def start_log() -> None:
    """Write the log to its file, from now on and with Qt's messages; it holds no photos and no diary."""
    path = log_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(path, maxBytes=500_000, backupCount=2, encoding="utf-8")
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    qInstallMessageHandler(_log_qt)
    log.info("hairtrack %s, Python %s, Qt %s, %s", __version__, platform.python_version(), qt_version, sys.platform)


def stop_log() -> None:
    """Keep Qt's messages from the log again: what Qt says while Python ends, Python cannot take any more."""
    qInstallMessageHandler(None)


def log_fatal_end() -> None:
    """Let Python write beside the log what every thread did, should the process itself be brought down."""
    # Not the log's own file: that is closed when it is full, and by then its number may be another file's.
    with suppress(OSError):
        faulthandler.enable(os.open(fatal_path(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
    log.log(_LEVELS.get(kind, logging.INFO), "Qt %s: %s", context.category or "", message or "")


class Crashes(QObject):
    """Catches what nobody caught.

    Signals
    -------
    caught : str, str
        What was being done, and the traceback.
    """

    caught = Signal(str, str)

    def install(self) -> None:
        """Take over `sys.excepthook`, which also gets what is raised in Qt's slots."""
        sys.excepthook = self._hook

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        self.caught.emit("", "".join(traceback.format_exception(kind, error, trace)))


class CrashDialog(QDialog):
    """Says that something went wrong that should not, and that the course is safe."""

    def __init__(self, what: str, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Something went wrong"))
        theme.fit(self.resize, 640, 440)
        self.details = f"hairtrack {__version__}, Qt {qt_version}, {platform.platform()}\n{what}\n\n{details}"
        text = QPlainTextEdit(self.details)
        text.setReadOnly(True)
        text.setAccessibleName(_("Details of the failure"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(
            button(_("Copy the details"), self._copy, icon="copy"), QDialogButtonBox.ButtonRole.ActionRole
        )
        buttons.addButton(
            button(_("Show the log"), self._show_log, icon="folder"), QDialogButtonBox.ButtonRole.ActionRole
        )
        buttons.rejected.connect(self.reject)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.PAD)
        stack.setSpacing(theme.GAP)
        stack.addWidget(label(_("Something went wrong in hairtrack."), "title"))
        stack.addWidget(
            label(
                _(
                    "This is a fault of the program{while_doing}, not yours. Everything up to your last step is saved. "
                    "You can go on. If it happens again, open hairtrack anew and send the details below to its makers.",
                    while_doing=_(" ({work})", work=what) if what else "",
                )
            )
        )
        stack.addWidget(text, 1)
        stack.addWidget(label(_("The log is at {log_path}. It stays on this computer.", log_path=log_path()), "small"))
        stack.addWidget(buttons)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details)

    def _show_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_path().parent)))


class CrashTeller(QObject):
    """Says a bug once; while that is being read, further ones are only logged.

    Parameters
    ----------
    window : QWidget
        The one that it is said over.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._open: CrashDialog | None = None

    def tell(self, what: str, details: str) -> None:
        """Log a bug, and say so unless one is being read about."""
        log.error("%s\n%s", what, details)
        if self._open is None:
            self._open = CrashDialog(what, details, self._window)
            self._open.finished.connect(self._was_read)
            self._open.open()

    def _was_read(self) -> None:
        if self._open is not None:
            self._open.deleteLater()
            self._open = None
