"""What every pixel of a region was taken for, laid over the photo: hair, fine hair, bare skin, and hatched the rest."""

from enum import StrEnum
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter

from hairtrack.imaging.coverage import CAUSES, FINE, HAIR, NOT_JUDGED, SCALP
from hairtrack.ui import theme
from hairtrack.ui.photo_canvas import PhotoCanvas
from hairtrack.ui.picture import Picture, ScaledPicture

_LONGEST = 2016
"""Pixels of the overlay's longer side: three times what is measured, and drawn at once."""
_STRIPES = 120
"""Hatchings across a photo."""


class Overlay(StrEnum):
    """How hair is marked."""

    NONE = "none"
    OUTLINE = "outline"
    FILL = "fill"
    CLASSES = "classes"


class Sort(StrEnum):
    """What a pixel of the overlay, and a swatch of its legend, stands for."""

    HAIR = "hair"
    FINE = "fine or pale"
    BARE = "bare"
    UNJUDGED = "not judged"


COLOURS = MappingProxyType({Sort.HAIR: theme.HAIR, Sort.FINE: theme.FINE_HAIR, Sort.BARE: theme.SKIN})
"""Of light and dark enough a kind to be told apart without hue; fine hair is also dotted, bare skin striped."""


def sort_of(label: int) -> Sort | None:
    """Return what a label stands for; None outside the region."""
    if label == NOT_JUDGED or label in CAUSES:
        return Sort.UNJUDGED
    return {HAIR: Sort.HAIR, FINE: Sort.FINE, SCALP: Sort.BARE}.get(label)


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
    return Picture.of(coloured(labels[::step, ::step], overlay), size=(width, height))


def coloured(labels: NDArray[np.uint8], overlay: Overlay) -> NDArray[np.uint8]:
    """Return the overlay's colours, shape (H, W, 4), of labels of shape (H, W)."""
    colours = np.zeros((*labels.shape, 4), np.uint8)
    period = max(6, round(labels.shape[1] / _STRIPES))
    hair = (labels == HAIR) | (labels == FINE)
    if overlay is Overlay.OUTLINE:
        _paint(colours, hair & ~_inner(hair, max(1, round(labels.shape[1] / 1600))), theme.HAIR)
    elif overlay is Overlay.FILL:
        _paint(colours, hair, theme.HAIR)
    elif overlay is Overlay.CLASSES:
        rows, columns = (np.arange(side) for side in labels.shape)
        dots = ((rows % period < period // 2)[:, None]) & (columns % period < period // 2)
        stripes = np.broadcast_to((rows % period < 2 * period // 3)[:, None], labels.shape)
        _paint(colours, labels == HAIR, COLOURS[Sort.HAIR])
        _paint(colours, (labels == FINE) & ~dots, COLOURS[Sort.HAIR])
        _paint(colours, (labels == FINE) & dots, COLOURS[Sort.FINE])
        _paint(colours, (labels == SCALP) & stripes, COLOURS[Sort.BARE])
    rows, columns = np.nonzero(np.isin(labels, (NOT_JUDGED, *CAUSES)))
    turn = (rows + columns) % period
    for stripe, colour in ((turn < period // 3, (255, 255, 255, 255)), (turn >= 2 * period // 3, (0, 0, 0, 255))):
        colours[rows[stripe], columns[stripe]] = colour
    return colours


def _paint(colours: NDArray[np.uint8], where: NDArray[np.bool_], colour: QColor) -> None:
    colours[where] = (colour.red(), colour.green(), colour.blue(), 255)


def _inner(mask: NDArray[np.bool_], steps: int) -> NDArray[np.bool_]:
    """Take so many pixels away all along the border of a mask."""
    for _ in range(steps):
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
