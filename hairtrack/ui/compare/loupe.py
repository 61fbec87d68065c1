"""A loupe: the same place of both photos beside each other, larger than around it, from all their pixels."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from hairtrack.course import Point
from hairtrack.ui import theme
from hairtrack.ui.canvas import marks
from hairtrack.ui.canvas.photo_view import PhotoView
from hairtrack.ui.canvas.picture import Picture
from hairtrack.ui.canvas.shift import Shift

TIMES = 3.0
"""How much larger than on the canvas."""
_SIDE, _GAP, _EDGE = 190.0, 2.0, 6.0


@dataclass(frozen=True, slots=True)
class Glass:
    """What the loupe shows of one photo."""

    picture: Picture
    shift: Shift
    caption: str


class Loupe(QObject):
    """Magnifies a place of both photos, wherever the pointer or the keys lead it.

    Signals
    -------
    turned : bool
        Whether it is in use.
    """

    turned = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on = False
        self._view: PhotoView | None = None
        self._spot = QPointF()

    @property
    def on(self) -> bool:
        """Whether it is in use."""
        return self._on

    @property
    def spot(self) -> QPointF:
        """Where on the canvas it is held."""
        return self._spot

    def take(self, view: PhotoView, spot: QPointF) -> None:
        """Hold it over a spot of a canvas."""
        self._on = True
        self.follow(view, spot)
        self.turned.emit(True)

    def follow(self, view: PhotoView, spot: QPointF) -> None:
        """Move it, if it is in use, to a spot of a canvas."""
        if self._on:
            self._redraw()
            self._view = view
            inside = view.rect()
            self._spot = QPointF(
                min(max(spot.x(), 0.0), float(inside.width())), min(max(spot.y(), 0.0), float(inside.height()))
            )
            self._redraw()

    def over(self, view: PhotoView) -> bool:
        """Whether it is held over a canvas."""
        return self._on and self._view is view

    def put_away(self) -> None:
        """Use it no longer."""
        self._redraw()
        self._on, self._view = False, None
        self.turned.emit(False)

    def _redraw(self) -> None:
        if self._view is not None:
            # Two glasses at most, and a little for their rims.
            self._view.update(boxes(self._spot, 2, QSizeF(self._view.size()))[1].toAlignedRect().adjusted(-4, -4, 4, 4))

    def paint(self, painter: QPainter, view: PhotoView, place: Point, scale: float, glasses: list[Glass]) -> None:
        """Draw it, if it is held over this canvas.

        Parameters
        ----------
        painter : QPainter
            In the canvas's coordinates.
        view : PhotoView
        place : Point
            Of the frame that both photos lie in, in shares.
        scale : float
            The canvas's units to a pixel of a photo that was not moved.
        glasses : list of Glass
            From left to right.
        """
        if not self.over(view):
            return
        places, rim = boxes(self._spot, len(glasses), QSizeF(view.size()))
        painter.fillRect(rim, marks.WHITE)
        for glass, box in zip(glasses, places, strict=True):
            painter.fillRect(box, view.surround)
            _paint_glass(painter, glass, box, place, scale * TIMES * glass.shift.zoom)
            marks.cross(painter, box.center(), 9)
            _paint_words(painter, glass.caption, box)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(Qt.GlobalColor.black, 1))
        painter.drawRect(rim)


def boxes(spot: QPointF, count: int, size: QSizeF) -> tuple[list[QRectF], QRectF]:
    """Return where each glass is, and the rim around them: about the spot, but within the canvas.

    The glasses are side by side, or one above the other where a canvas is high and narrow.
    """
    beside = size.width() >= size.height() or size.width() >= count * _SIDE + 2 * _EDGE
    across, down = (count, 1) if beside else (1, count)
    side = min(
        _SIDE,
        (size.width() - 2 * _EDGE - (across + 1) * _GAP) / across,
        (size.height() - 2 * _EDGE - (down + 1) * _GAP) / down,
    )
    rim = QRectF(0, 0, across * side + (across + 1) * _GAP, down * side + (down + 1) * _GAP)
    rim.moveCenter(spot)
    rim.moveLeft(min(max(rim.left(), _EDGE), max(_EDGE, size.width() - _EDGE - rim.width())))
    rim.moveTop(min(max(rim.top(), _EDGE), max(_EDGE, size.height() - _EDGE - rim.height())))
    # Whole pixels, so that both glasses show alike what is alike.
    corner = QPointF(round(rim.left()), round(rim.top()))
    rim.moveTopLeft(corner)
    first = QRectF(corner.x() + _GAP, corner.y() + _GAP, side, side)
    step = QPointF(side + _GAP, 0) if beside else QPointF(0, side + _GAP)
    return [first.translated(step * which) for which in range(count)], rim


def _paint_glass(painter: QPainter, glass: Glass, box: QRectF, place: Point, scale: float) -> None:
    width, height = glass.picture.size
    across, down = glass.shift.of_frame(place)
    extent = box.width() / scale
    around = QRectF(across * width - extent / 2, down * height - extent / 2, extent, extent)
    shown = around.intersected(QRectF(0, 0, width, height))
    if shown.isEmpty():
        return
    corner = box.topLeft() + (shown.topLeft() - around.topLeft()) * scale
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    glass.picture.paint(painter, QRectF(corner, shown.size() * scale), shown)
    painter.restore()


def _paint_words(painter: QPainter, caption: str, box: QRectF) -> None:
    if caption:
        words = caption.partition("\n")[0]
        font = painter.font()
        font.setPixelSize(theme.px(theme.SMALL))
        room = box.width() - 20
        short = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room)
        marks.tag(painter, box.bottomLeft() + QPointF(4, -4), short, size=theme.SMALL)
