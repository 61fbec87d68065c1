"""What every pixel of a region was taken for, laid over the photo: hair, fine hair, bare skin, and hatched the rest."""

from enum import StrEnum
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter

from hairtrack.imaging.coverage import CAUSES, FINE, HAIR, NOT_JUDGED, OUTSIDE, SCALP
from hairtrack.language import _
from hairtrack.ui import theme
from hairtrack.ui.canvas.photo_canvas import PhotoCanvas
from hairtrack.ui.canvas.picture import Picture, ScaledPicture

_LONGEST = 2016
"""Pixels of the overlay's longer side: three times what is measured, and drawn at once."""
_STRIPES = 120
"""Hatchings across a photo."""
_LIGHT_HATCHING, _DARK_HATCHING = QColor("#ffffff"), QColor("#000000")


class Overlay(StrEnum):
    """How hair is marked."""

    NONE = "none"
    OUTLINE = "outline"
    FILL = "fill"
    CLASSES = "classes"


class Sort(StrEnum):
    """What a pixel of the overlay, and a swatch of its legend, stands for."""

    HAIR = "hair"
    FINE = _("fine or pale")
    BARE = "bare"
    UNJUDGED = _("not judged")


COLOURS = MappingProxyType({Sort.HAIR: theme.HAIR, Sort.FINE: theme.FINE_HAIR, Sort.BARE: theme.SKIN})
"""Of light and dark enough a kind to be told apart without hue; fine hair is also dotted, bare skin striped."""


def overlay_picture(labels: NDArray[np.uint8], overlay: Overlay) -> Picture:
    """Colour the labels of a region's pixels; may run in a worker thread.

    Parameters
    ----------
    labels : ndarray of uint8, shape (H, W)
        With the codes of `hairtrack.imaging.coverage.Coverage.labels`.
    overlay : Overlay
        What cannot be judged is hatched in each of them.

    Returns
    -------
    Picture
        Of the same size, clear where nothing is marked; a large one in less detail.
    """
    height, width = labels.shape
    step = max(1, round(max(height, width) / _LONGEST))
    coarse = labels[::step, ::step]
    colours = np.zeros((*coarse.shape, 4), np.uint8)
    inside = coarse != OUTSIDE
    if inside.any():
        rows, columns = (np.flatnonzero(inside.any(axis=axis)) for axis in (1, 0))
        box = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
        colours[box] = coloured(coarse[box], overlay, period=_period(coarse.shape[1]))
    return Picture.of(colours, size=(width, height))


def coloured(labels: NDArray[np.uint8], overlay: Overlay, *, period: int) -> NDArray[np.uint8]:
    """Colour labels.

    Parameters
    ----------
    labels : ndarray of uint8, shape (H, W)
    overlay : Overlay
    period : int
        Pixels from one dot, stripe or hatching to the next.

    Returns
    -------
    ndarray of uint8, shape (H, W, 4)
        RGBA.
    """
    colours = np.zeros(labels.shape, np.uint32)
    rows, columns = (np.arange(side) for side in labels.shape)
    hair = (labels == HAIR) | (labels == FINE)
    if overlay is Overlay.OUTLINE:
        colours[hair & ~_inner(hair, 1)] = _rgba(theme.HAIR)
    elif overlay is Overlay.FILL:
        colours[hair] = _rgba(theme.HAIR)
    elif overlay is Overlay.CLASSES:
        dots = ((rows % period < period // 2)[:, None]) & (columns % period < period // 2)
        colours[hair] = _rgba(COLOURS[Sort.HAIR])
        colours[(labels == FINE) & dots] = _rgba(COLOURS[Sort.FINE])
        colours[(labels == SCALP) & (rows % period < 2 * period // 3)[:, None]] = _rgba(COLOURS[Sort.BARE])
    unjudged = (labels == NOT_JUDGED) | ((labels >= min(CAUSES)) & (labels <= max(CAUSES)))
    if unjudged.any():
        turn = (rows[:, None] + columns) % period
        colours[unjudged & (turn < period // 3)] = _rgba(_LIGHT_HATCHING)
        colours[unjudged & (turn >= 2 * period // 3)] = _rgba(_DARK_HATCHING)
    return colours.view(np.uint8).reshape(*labels.shape, 4)


def _period(width: int) -> int:
    return max(6, round(width / _STRIPES))


def _rgba(colour: QColor) -> int:
    """Return a colour as one number whose bytes are red, green, blue and full opacity."""
    return int(np.array([colour.red(), colour.green(), colour.blue(), 255], np.uint8).view(np.uint32)[0])


def _inner(mask: NDArray[np.bool_], steps: int) -> NDArray[np.bool_]:
    """Take so many pixels away all along the border of a mask."""
    for __ in range(steps):
        kept = mask.copy()
        kept[1:] &= mask[:-1]
        kept[:-1] &= mask[1:]
        kept[:, 1:] &= mask[:, :-1]
        kept[:, :-1] &= mask[:, 1:]
        mask = kept
    return mask


class HairCanvas(PhotoCanvas):
    """A photo canvas with one overlay of the photo's size between the photo and all other layers.

    Signals
    -------
    pointed : Point or None
        Where the pointer of the mouse or the crosshair of the keys is, in pixels of the photo.
    """

    pointed = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._overlay: ScaledPicture | None = None
        self._strength = 0.5

    def show_overlay(self, picture: Picture | None) -> None:
        """Lay a picture of the photo's size over it, or none."""
        self._overlay = ScaledPicture(picture) if picture else None
        self.update()

    def strengthen(self, share: float) -> None:
        """Show the overlay more or less clearly, 0 to 1."""
        self._strength = share
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell where the pointer is."""
        super().mouseMoveEvent(event)
        self.pointed.emit(self.pointer)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the pointer has left."""
        super().leaveEvent(event)
        self.pointed.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell where the keys move the crosshair."""
        before = self.pointer
        super().keyPressEvent(event)
        if self.pointer != before:
            self.pointed.emit(self.pointer)

    def _paint_photos(self, painter: QPainter) -> None:
        super()._paint_photos(painter)
        if self._overlay is None or self.picture is None or self._overlay.picture.size != self.picture.size:
            return
        self._prepare(self._overlay)
        painter.setOpacity(self._strength)
        self._paint_one(painter, self._overlay, QRect(QPoint(0, 0), self._device_size()))
        painter.setOpacity(1.0)
