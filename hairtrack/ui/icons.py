"""Icons: own drawings in ``assets/icons``, in the colour of the text around them.

An icon given by `put` is drawn again when the look changes.
"""

import tempfile
from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPalette, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from hairtrack.assets import asset

SIZE = 20
_RATIOS = (1, 2, 3)
_NAME, _ROLE = "iconName", "iconRole"


@cache
def _drawing(name: str) -> str:
    return asset(f"icons/{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, colour: QColor, size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """Draw an icon in one colour.

    Parameters
    ----------
    name : str
        Of the file, without its ending.
    colour : QColor
    size : int
        Side in logical pixels.
    ratio : float
        Device pixels per logical pixel.

    Returns
    -------
    QPixmap
    """
    key = f"{name} {colour.name()} {size} {ratio}"
    kept = QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    drawn = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    coloured = _drawing(name).replace("currentColor", colour.name())
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(coloured.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    QPixmapCache.insert(key, drawn)
    return drawn


def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """Draw an icon in a colour of the application's palette, also for disabled controls."""
    palette = QApplication.palette()
    made = QIcon()
    for ratio in _RATIOS:
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
    """Give a button or an action an icon that follows the look."""
    target.setProperty(_NAME, name)
    target.setProperty(_ROLE, role.value)
    target.setIcon(icon(name, role))


def refresh(application: QApplication) -> None:
    """Draw every icon that was `put` again, after the palette changed."""
    for widget in application.allWidgets():
        targets: list[object] = [widget, *widget.actions()]
        for target in targets:
            if isinstance(target, QAbstractButton | QAction) and (name := target.property(_NAME)):
                target.setIcon(icon(str(name), QPalette.ColorRole(target.property(_ROLE))))


@cache
def _files() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="hairtrack-icons-")


def tinted_file(name: str, colour: str) -> str:
    """Write an icon in one colour to a file, because a style sheet takes its images only from files."""
    path = Path(_files().name) / f"{name}-{colour.lstrip('#')}.svg"
    path.write_text(_drawing(name).replace("currentColor", colour), encoding="utf-8")
    return path.as_posix()
