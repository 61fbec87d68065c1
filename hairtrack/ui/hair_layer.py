"""Which pixels were taken for hair, laid over the photo: coloured hair, hatched where nothing could be judged."""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter

from hairtrack.imaging.coverage import CAUSES, FINE, HAIR, NOT_JUDGED
from hairtrack.ui import theme
from hairtrack.ui.photo_canvas import PhotoCanvas
from hairtrack.ui.picture import Picture, ScaledPicture


class Overlay(StrEnum):
    """How hair is marked."""

    NONE = "none"
    OUTLINE = "outline"
    FILL = "fill"


def overlay_picture(labels: NDArray[np.uint8], overlay: Overlay) -> Picture:
    """Colour the labels of a region's pixels; may run in a worker thread.

    Parameters
    ----------
    labels : ndarray of uint8, shape (H, W)
        As `hairtrack.workflow.measure_coverage.hair_overlay` gives them.
    overlay : Overlay
        Outline or fill.

    Returns
    -------
    Picture
        Of the same size, clear where nothing is marked.
    """
    height, width = labels.shape
    hair = np.isin(labels, (HAIR, FINE))
    if overlay is Overlay.OUTLINE:
        hair &= ~_inner(hair, max(1, round(width / 1600)))
    colours = np.zeros((height, width, 4), np.uint8)
    colours[hair] = (theme.HAIR.red(), theme.HAIR.green(), theme.HAIR.blue(), 255)
    period = max(6, round(width / 120))
    rows, columns = np.nonzero(np.isin(labels, (NOT_JUDGED, *CAUSES)))
    turn = (rows + columns) % period
    for stripe, colour in ((turn < period // 3, (255, 255, 255, 255)), (turn >= 2 * period // 3, (0, 0, 0, 255))):
        colours[rows[stripe], columns[stripe]] = colour
    return Picture.of(colours)


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
    """A photo canvas with one overlay of the photo's size between the photo and all other layers."""

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

    def _paint_photos(self, painter: QPainter) -> None:
        super()._paint_photos(painter)
        if self._overlay is None or self.picture is None or self._overlay.picture.size != self.picture.size:
            return
        self._prepare(self._overlay)
        painter.setOpacity(self._strength)
        self._paint_one(painter, self._overlay, QRect(QPoint(0, 0), self._device_size()))
        painter.setOpacity(1.0)
