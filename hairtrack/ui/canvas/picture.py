"""A photo made ready for drawing: copies at half, a quarter... of the size, and one at exactly the size on screen.

Scaling twelve megapixels takes longer than a frame may, so it is done once for each magnification. While that
changes, a draft is drawn from the nearest copy.
"""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from hairtrack.course import Point, Size
from hairtrack.imaging.arrays import Image

_LARGEST_KEPT = 32_000_000
"""Pixels; a larger photo is drawn from its half-size copy, so that one photo holds at most some 170 MB."""
_SMALLEST_KEPT = 500
_WHOLE_KEPT = 14_000_000
"""Scaled pictures up to this many pixels are kept whole, so that panning never waits."""

_FORMATS = {
    3: (QImage.Format.Format_RGB888, QImage.Format.Format_RGB32),
    4: (QImage.Format.Format_RGBA8888, QImage.Format.Format_ARGB32_Premultiplied),
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo in memory, in the form that the screen draws fast. May be made in a worker thread.

    Attributes
    ----------
    size : Size
        Width and height of the photo itself; points on it are in these pixels.
    levels : tuple of QImage
        The photo and its halvings, the largest first.
    """

    size: Size
    levels: tuple[QImage, ...]

    @classmethod
    def of(cls, image: Image, size: Size | None = None) -> "Picture":
        """Make a picture of an RGB array, or of an RGBA one that is to be laid over a photo; the array is copied.

        Parameters
        ----------
        image : Image
        size : Size, optional
            Of the photo itself, where the array shows it in less detail.
        """
        height, width, channels = image.shape
        rows = np.ascontiguousarray(image)
        given, drawn = _FORMATS[channels]
        level = QImage(rows.data, width, height, channels * width, given).convertToFormat(drawn)
        levels = [level]
        while max(level.width(), level.height()) > _SMALLEST_KEPT:
            level = _half(level)
            levels.append(level)
        if width * height > _LARGEST_KEPT:
            del levels[0]
        return cls(size or (width, height), tuple(levels))

    def level_for(self, scale: float) -> QImage:
        """Return the smallest copy that is not coarser than `scale` screen pixels to a photo pixel."""
        wanted = self.size[0] * scale
        return next((level for level in reversed(self.levels) if level.width() >= wanted), self.levels[0])

    def paint(self, painter: QPainter, target: QRectF, source: QRectF) -> None:
        """Draw a part of the photo, `source` in photo pixels, into `target`."""
        level = self.level_for(target.width() / max(source.width(), 1e-9))
        share_x, share_y = level.width() / self.size[0], level.height() / self.size[1]
        part = QRectF(source.x() * share_x, source.y() * share_y, source.width() * share_x, source.height() * share_y)
        painter.drawImage(target, level, part)


class ScaledPicture:
    """A picture at one magnification, scaled once.

    Parameters
    ----------
    picture : Picture
    """

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self._scaled: QImage | None = None
        self._scale = 0.0
        self._kept = QRect()

    def size_at(self, scale: float) -> QSize:
        """Return the whole picture's size on screen."""
        width, height = self.picture.size
        return QSize(max(1, round(width * scale)), max(1, round(height * scale)))

    def ready(self, scale: float, part: QRect) -> bool:
        """Whether a part of the scaled picture can be drawn without scaling."""
        return self._scaled is not None and self._scale == scale and self._kept.contains(part)

    def prepare(self, scale: float, part: QRect) -> None:
        """Scale smoothly, once: the whole picture where it is small enough, else a part with some room around it."""
        if self.ready(scale, part) or part.isEmpty():
            return
        size = self.size_at(scale)
        whole = QRect(QPoint(0, 0), size)
        room = QSize(part.width() // 6, part.height() // 6)
        around = part.adjusted(-room.width(), -room.height(), room.width(), room.height())
        self._kept = whole if size.width() * size.height() <= _WHOLE_KEPT else around.intersected(whole)
        self._scale = scale
        level = self.picture.level_for(scale)
        if self._kept == whole and level.size() != size:
            self._scaled = level.scaled(
                size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        elif self._kept == whole:
            self._scaled = level
        else:
            self._scaled = QImage(self._kept.size(), level.format())
            self._scaled.fill(0)
            with QPainter(self._scaled) as painter:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.translate(-self._kept.topLeft())
                self._draft(painter, scale, self._kept)

    def paint(self, painter: QPainter, origin: QPoint, scale: float, part: QRect) -> None:
        """Draw a part.

        Parameters
        ----------
        painter : QPainter
            In the screen's own pixels.
        origin : QPoint
            Where the scaled picture's corner lies.
        scale : float
            Screen pixels to a photo pixel.
        part : QRect
            In pixels of the scaled picture.
        """
        if self.ready(scale, part):
            assert self._scaled is not None
            painter.drawImage(origin + part.topLeft(), self._scaled, part.translated(-self._kept.topLeft()))
            return
        painter.save()
        painter.translate(origin)
        self._draft(painter, scale, part)
        painter.restore()

    def _draft(self, painter: QPainter, scale: float, part: QRect) -> None:
        size = self.size_at(scale)
        across, down = self.picture.size[0] / size.width(), self.picture.size[1] / size.height()
        source = QRectF(part.x() * across, part.y() * down, part.width() * across, part.height() * down)
        self.picture.paint(painter, QRectF(part), source)


def _half(image: QImage) -> QImage:
    size = QSize(max(1, image.width() // 2), max(1, image.height() // 2))
    return image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)


def inside(point: Point, size: Size) -> Point:
    """Return the point of a photo nearest to a point that may lie beside it."""
    return min(max(point[0], 0.0), float(size[0])), min(max(point[1], 0.0), float(size[1]))
