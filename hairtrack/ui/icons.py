"""Icons: own drawings in ``assets/icons``, in the colour of the text around them.

An icon given by `put` is drawn again when the look or the text size changes.
"""

import tempfile
from functools import cache
from pathlib import Path
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from hairtrack.assets import asset
from hairtrack.ui.sizes import px

SIZE = 20
"""Side in pixels at 100 %."""

# Kept here and held weakly. Walking all widgets of the application would wrap Qt's own inner ones in Python too, and
# what is wrapped while Qt is about to delete it brings the process down later.
_drawn: WeakKeyDictionary[QObject, tuple[str, QPalette.ColorRole]] = WeakKeyDictionary()


@cache
def _drawing(name: str) -> str:
    return asset(f"icons/{name}.svg").read_text(encoding="utf-8")


def side() -> int:
    """Return the side of an icon at the present text size, in logical pixels."""
    return px(SIZE)


def pixmap(name: str, colour: QColor, size: int = 0, ratio: float = 1.0) -> QPixmap:
    """Draw an icon in one colour.

    Parameters
    ----------
    name : str
        Of the file, without its ending.
    colour : QColor
    size : int
        Side in logical pixels; 0 for that of the present text size.
    ratio : float
        Device pixels per logical pixel.

    Returns
    -------
    QPixmap
    """
    size = size or side()
    key = f"{name} {colour.name()} {size} {ratio}"
    kept = QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    drawn = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    coloured = _drawing(name).replace("currentColor", colour.name())
    with QPainter(drawn) as painter:
        QSvgRenderer(QByteArray(coloured.encode())).render(painter, QRectF(0, 0, size, size))
    QPixmapCache.insert(key, drawn)
    return drawn


def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """Draw an icon in a colour of the application's palette, also for disabled controls."""
    palette = QApplication.palette()
    made = QIcon()
    for ratio in {screen.devicePixelRatio() for screen in QGuiApplication.screens()}:
        for mode, group in (
            (QIcon.Mode.Normal, QPalette.ColorGroup.Active),
            (QIcon.Mode.Disabled, QPalette.ColorGroup.Disabled),
        ):
            made.addPixmap(pixmap(name, palette.color(group, role), ratio=ratio), mode)
    return made


def put(
    target: QAbstractButton | QAction,
    name: str,
    role: QPalette.ColorRole = QPalette.ColorRole.ButtonText,
) -> None:
    """Give a button or an action an icon that follows the look and the text size."""
    _drawn[target] = (name, role)
    target.setIcon(icon(name, role))
    if isinstance(target, QAbstractButton):
        target.setIconSize(QSize(side(), side()))


def refresh() -> None:
    """Draw every icon that was `put` again, after the palette, the text size or the screen changed."""
    for target, (name, role) in list(_drawn.items()):
        if shiboken6.isValid(target) and isinstance(target, QAbstractButton | QAction):
            put(target, name, role)


@cache
def _files() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="hairtrack-icons-")


def tinted_file(name: str, colour: str) -> str:
    """Write an icon in one colour to a file, because a style sheet takes its images only from files."""
    path = Path(_files().name) / f"{name}-{colour.lstrip('#')}.svg"
    path.write_text(_drawing(name).replace("currentColor", colour), encoding="utf-8")
    return path.as_posix()
