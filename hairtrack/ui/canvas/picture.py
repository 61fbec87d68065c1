"""A photo made ready for drawing: copies at half, a quarter... of the size, and one at exactly the size on screen.

Scaling twelve megapixels takes longer than a frame may, so it is done once for each magnification, and step by step.
Until that is done, a draft is drawn from the nearest copy.
"""

from dataclasses import dataclass, field

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
_DRAFT = 4_000_000
"""Pixels of the finest copy in a draft: enough for a photo that is seen whole on most screens."""
_AT_ONCE = 3_000_000
"""So many pixels are scaled within a frame."""
_BAND = 1_000_000
"""Pixels that are scaled in one step where there are more of them."""
_SEARCHED = 32
"""Rows among which a band's end is sought."""

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
        level = QImage(width, height, drawn)
        # Band by band: while Qt works on pixels, no other thread of Python does.
        with QPainter(level) as painter:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            for top in range(0, height, step := max(1, _BAND // width)):
                band = rows[top : top + step]
                painter.drawImage(0, top, QImage(band.data, width, len(band), channels * width, given))
        levels = [level]
        while max(level.width(), level.height()) > _SMALLEST_KEPT:
            level = _half(level)
            levels.append(level)
        if width * height > _LARGEST_KEPT:
            del levels[0]
        return cls(size or (width, height), tuple(levels))

    @property
    def held(self) -> int:
        """The bytes of memory that it takes."""
        return sum(level.sizeInBytes() for level in self.levels)

    @property
    def draft(self) -> "Picture":
        """The same photo without its finest copies, in a quarter of the memory or less; itself where it is small."""
        levels = tuple(level for level in self.levels if level.width() * level.height() <= _DRAFT)
        return self if len(levels) == len(self.levels) else Picture(self.size, levels)

    @property
    def opaque(self) -> bool:
        """Whether nothing beneath shows through."""
        return not self.levels[0].hasAlphaChannel()

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


@dataclass(slots=True)
class _Scaled:
    """A picture scaled, or some of it, in bands from the top: a piece of memory of its size at once takes too long."""

    scale: float
    wanted: QRect
    kept: QRect
    bands: list[tuple[QRect, QImage]] = field(default_factory=list)

    @property
    def top(self) -> int:
        """The first row that is still to be scaled."""
        return self.bands[-1][0].bottom() + 1 if self.bands else self.kept.top()

    @property
    def done(self) -> bool:
        return self.top > self.kept.bottom()

    def holds(self, scale: float, part: QRect) -> bool:
        return self.done and self.scale == scale and self.kept.contains(part)


class ScaledPicture:
    """A picture at one magnification, scaled once.

    Parameters
    ----------
    picture : Picture
    """

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self._scaled: _Scaled | None = None

    def size_at(self, scale: float) -> QSize:
        """Return the whole picture's size on screen."""
        width, height = self.picture.size
        return QSize(max(1, round(width * scale)), max(1, round(height * scale)))

    def ready(self, scale: float, part: QRect) -> bool:
        """Whether a part of the scaled picture can be drawn without scaling."""
        return self._scaled is not None and self._scaled.holds(scale, part)

    def quick(self, scale: float, part: QRect) -> bool:
        """Whether scaling a part takes no longer than a frame may."""
        kept = self._keeping(scale, part)
        return kept.width() * kept.height() <= _AT_ONCE

    def prepare(self, scale: float, part: QRect) -> None:
        """Scale smoothly, once: the whole picture where it is small enough, else a part with some room around it."""
        while not self.step(scale, part):
            pass

    def step(self, scale: float, part: QRect) -> bool:
        """Scale as much of what `prepare` does as a hand does not notice; return whether nothing is left to be done."""
        if self.ready(scale, part) or part.isEmpty():
            return True
        scaled = self._scaled
        if scaled is None or (scaled.scale, scaled.wanted) != (scale, part):
            self._scaled = scaled = _Scaled(scale, part, self._keeping(scale, part))
        size, level = self.size_at(scale), self.picture.level_for(scale)
        if level.size() == size:
            scaled.bands = [(QRect(QPoint(0, 0), size), level)]
        elif scaled.kept.size() == size and level.width() > size.width():
            scaled.bands.append(_averaged(level, size, scaled.top))
        else:
            scaled.bands.append(self._drawn(scaled, level.format()))
        return scaled.done

    def _keeping(self, scale: float, part: QRect) -> QRect:
        """Return what is scaled so that a part can be drawn: all, or the part and some room around it."""
        whole = QRect(QPoint(0, 0), self.size_at(scale))
        if whole.width() * whole.height() <= _WHOLE_KEPT:
            return whole
        room = QSize(part.width() // 6, part.height() // 6)
        around = part.adjusted(-room.width(), -room.height(), room.width(), room.height())
        return around.intersected(whole)

    def _drawn(self, scaled: _Scaled, form: QImage.Format) -> tuple[QRect, QImage]:
        """Enlarge the next rows."""
        kept = scaled.kept
        rows = min(max(1, _BAND // kept.width()), kept.bottom() + 1 - scaled.top)
        box = QRect(kept.left(), scaled.top, kept.width(), rows)
        image = QImage(box.size(), form)
        image.fill(0)
        with QPainter(image) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.translate(-box.topLeft())
            self._draft(painter, scaled.scale, kept)
        return box, image

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
        if self._scaled is not None and self._scaled.holds(scale, part):
            for box, image in self._scaled.bands:
                seen = box.intersected(part)
                if not seen.isEmpty():
                    painter.drawImage(origin + seen.topLeft(), image, seen.translated(-box.topLeft()))
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


def _averaged(level: QImage, size: QSize, top: int) -> tuple[QRect, QImage]:
    """Make the next rows of a smaller picture, each pixel the mean of those that it stands for.

    The rows end where they end with a row of the larger picture too, so that no seam is left between the bands.
    """
    ratio = level.height() / size.height()
    fair = min(size.height(), top + max(2 * _SEARCHED, _BAND // size.width()))
    ends = [size.height()] if fair == size.height() else range(fair - _SEARCHED, fair)
    end = min(ends, key=lambda row: abs(row * ratio - round(row * ratio)))
    first, last = round(top * ratio), round(end * ratio)
    line = level.bytesPerLine()
    rows = level.constBits()[first * line : last * line]
    part = QImage(rows, level.width(), last - first, line, level.format())
    box = QRect(0, top, size.width(), end - top)
    exactly, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    return box, part.scaled(box.size(), exactly, smooth)


def holds_about(size: Size) -> int:
    """Estimate the bytes that a photo of some size takes as a picture."""
    pixels = size[0] * size[1]
    return round((4 if pixels <= _LARGEST_KEPT else 1) * pixels * 4 / 3)


def _half(image: QImage) -> QImage:
    half = QImage(max(1, image.width() // 2), max(1, image.height() // 2), image.format())
    with QPainter(half) as painter:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        top = 0
        while top < half.height():
            box, band = _averaged(image, half.size(), top)
            painter.drawImage(box.topLeft(), band)
            top += box.height()
    return half


def inside(point: Point, size: Size) -> Point:
    """Return the point of a photo nearest to a point that may lie beside it."""
    return min(max(point[0], 0.0), float(size[0])), min(max(point[1], 0.0), float(size[1]))
