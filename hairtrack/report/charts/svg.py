"""What is painted on paper as SVG with real text, and the letters that screen and paper share."""

import sys
from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QBuffer, QIODevice, QMessageLogContext, QRectF, QSize, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QPainter
from PySide6.QtSvg import QSvgGenerator

from hairtrack.course import Size
from hairtrack.report.fonts import font_folders
from hairtrack.report.words import printable

_FAMILY = "Noto Sans"


def svg_picture(size: Size, title: str, draw: Callable[[QPainter], object]) -> bytes:
    """Return what is drawn as SVG, in CSS pixels (96 to the inch).

    Parameters
    ----------
    size : Size
    title : str
    draw : callable
        Paints it.

    Returns
    -------
    bytes
        UTF-8.
    """
    need_fonts()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(96)
    generator.setSize(QSize(*size))
    generator.setViewBox(QRectF(0, 0, *size))
    generator.setTitle(title)
    generator.setDescription("")
    painter = QPainter(generator)
    try:
        painter.setFont(print_font())
        draw(painter)
    finally:
        # A painter that outlives what it paints on ends the whole program.
        painter.end()
    return printable(bytes(buffer.data().data()).decode()).encode()


def need_fonts() -> None:
    """Make an application where there is none yet, as on the command line: without one Qt knows no fonts."""
    if QGuiApplication.instance() is None:
        qInstallMessageHandler(_say_failures)
        # Whatever screen the environment names may not be there, and none is needed.
        headless = sys.platform.startswith("linux")
        _kept.append(QGuiApplication(["hairtrack", *(("-platform", "offscreen") if headless else ())]))


def _say_failures(kind: QtMsgType, _: QMessageLogContext, message: str | None) -> None:
    """Keep Qt's remarks on fonts and locales to itself; whoever asked for a report can do nothing about them."""
    if kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
        sys.stderr.write(f"{message}\n")


_kept: list[QGuiApplication] = []
"""The application made here, which must live as long as the process."""


@cache
def _add_fonts() -> None:
    """Let Qt know the fonts that come with the program, in which the PDF sets the letters measured here."""
    for folder in font_folders():
        for path in sorted(folder.rglob("*.tt[cf]")):
            QFontDatabase.addApplicationFont(str(path))


def print_font() -> QFont:
    """Return the face of drawings on paper."""
    _add_fonts()
    return QFont(_FAMILY)


def letters_of(font: QFont, size: float, family: str = "") -> QFont:
    """Return a font in a size, with figures of one width.

    Parameters
    ----------
    font : QFont
        Whose family is taken where none is named.
    size : float
        Pixels.
    family : str
    """
    own = QFont(family or font.family())
    own.setPixelSize(round(size))
    own.setFeature(QFont.Tag("tnum"), 1)
    return own
