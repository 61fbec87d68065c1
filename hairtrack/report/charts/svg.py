"""What is painted on paper as SVG with real text, and the letters that screen and paper share."""

import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication, QPainter
from PySide6.QtSvg import QSvgGenerator

from hairtrack.course import Size
from hairtrack.report.words import printable

_PRINT_FAMILIES = (
    "Source Sans 3",
    "Noto Sans",
    "Segoe UI",
    "Helvetica Neue",
    "Arial",
    "Liberation Sans",
    "Nimbus Sans",
)


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
    painter.setFont(print_font())
    draw(painter)
    painter.end()
    return printable(bytes(buffer.data().data()).decode()).encode()


def need_fonts() -> None:
    """Make an application where there is none yet, as on the command line: without one Qt knows no fonts."""
    if QGuiApplication.instance() is None:
        headless = sys.platform.startswith("linux") and "QT_QPA_PLATFORM" not in os.environ
        _kept.append(QGuiApplication(["hairtrack", *(("-platform", "offscreen") if headless else ())]))


_kept: list[QGuiApplication] = []
"""The application made here, which must live as long as the process."""


def print_font() -> QFont:
    """Return a plain face that is installed, so that paper sets the letters at the widths measured here."""
    installed = set(QFontDatabase.families())
    return QFont(next((family for family in _PRINT_FAMILIES if family in installed), QFontInfo(QFont()).family()))


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
