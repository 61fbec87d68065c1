"""Where a photo lies on a widget, how far it is magnified, and what moves it: geometry, without any drawing."""

from PySide6.QtCore import QPoint, QPointF, QSize
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QWidget

from hairtrack.course import Point
from hairtrack.ui.canvas.picture import ScaledPicture
from hairtrack.ui.canvas.shift import STILL, Shift
from hairtrack.ui.canvas.viewport import Viewport

_MARGIN = 8
_LARGEST_SCALE = 16.0
"""Screen pixels to a photo pixel."""


class PlacedView(QWidget):
    """A widget that knows where the places of its photo are.

    Parameters
    ----------
    viewport : Viewport, optional
        Shared with others to look at the same place.
    parent : QWidget, optional
    """

    def __init__(self, viewport: Viewport | None, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.viewport = viewport or Viewport(self)
        self._photo: ScaledPicture | None = None

    # Where things are

    @property
    def shift(self) -> Shift:
        """How this photo was moved by hand against what the viewport looks at."""
        return STILL

    @property
    def scale(self) -> float:
        """The canvas's own units to a photo pixel."""
        return self._placement(self.shift)[0] / self.devicePixelRatioF()

    def to_screen(self, point: Point) -> QPointF:
        """Return where a place of the photo is on the canvas."""
        return self.placing().map(QPointF(*point))

    def placing(self) -> QTransform:
        """Return what takes places of the photo to the canvas; for many of them at once."""
        scale, origin = self._placement(self.shift)
        ratio = self.devicePixelRatioF()
        return QTransform(scale / ratio, 0, 0, scale / ratio, origin.x() / ratio, origin.y() / ratio)

    def to_photo(self, position: QPointF) -> Point:
        """Return the place of the photo under a position of the canvas; it may lie beside the photo."""
        return self._under(position, self.shift)

    def reach(self, screen: float) -> float:
        """Return a distance on the canvas in photo pixels, for hit-testing."""
        return screen / max(self.scale, 1e-9)

    def _under(self, position: QPointF, shift: Shift) -> Point:
        scale, origin = self._placement(shift)
        ratio = self.devicePixelRatioF()
        return (position.x() * ratio - origin.x()) / scale, (position.y() * ratio - origin.y()) / scale

    def _device_size(self) -> QSize:
        ratio = self.devicePixelRatioF()
        return QSize(round(self.width() * ratio), round(self.height() * ratio))

    def _fit_scale(self) -> float:
        if self._photo is None:
            return 1.0
        width, height = self._photo.picture.size
        size, margin = self._device_size(), 2 * _MARGIN * self.devicePixelRatioF()
        return max(1e-3, min((size.width() - margin) / width, (size.height() - margin) / height))

    def _placement(self, shift: Shift = STILL) -> tuple[float, QPoint]:
        """Return screen pixels to a photo pixel, and where the photo's corner lies in the screen's own pixels.

        The corner lies on a whole pixel, so that drawing only copies.
        """
        scale = self._fit_scale() * self.viewport.zoom
        if self._photo is None:
            return scale, QPoint(0, 0)
        window, scaled, (x, y) = self._device_size(), self._photo.size_at(scale), self.viewport.centre
        corner = QPoint(_corner(window.width(), scaled.width(), x), _corner(window.height(), scaled.height(), y))
        moved = QPoint(round(shift.across * scaled.width()), round(shift.down * scaled.height()))
        return scale * shift.zoom, corner + moved

    # Zoom and pan

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Magnify, keeping the place under `at` (or the middle) where it is."""
        self._zoom_view(factor, at)

    def _zoom_view(self, factor: float, at: QPointF | None) -> None:
        if self._photo is None:
            return
        anchor = at if at is not None else QPointF(self.rect().center())
        place = self._under(anchor, STILL)
        largest = max(1.0, _LARGEST_SCALE / self._fit_scale())
        zoom = min(max(self.viewport.zoom * factor, 1.0), largest)
        scale = self._fit_scale() * zoom / self.devicePixelRatioF()
        middle = QPointF(self.width() / 2, self.height() / 2)
        self._look_at(
            (place[0] - (anchor.x() - middle.x()) / scale, place[1] - (anchor.y() - middle.y()) / scale), zoom
        )

    def zoom_true(self, at: QPointF | None = None) -> None:
        """Show one photo pixel to a screen pixel, or the whole photo when that is so already."""
        true = max(1.0, 1 / self._fit_scale())
        if abs(self.viewport.zoom - true) < 1e-6:
            self.viewport.fit()
        else:
            self._zoom_view(true / self.viewport.zoom, at)

    def pan_by(self, across: float, down: float) -> None:
        """Move the photo by a distance on the canvas."""
        if self._photo is not None:
            middle = QPointF(self.width() / 2 - across, self.height() / 2 - down)
            self._look_at(self._under(middle, STILL), self.viewport.zoom)

    def reveal(self, place: Point) -> None:
        """Move the photo as far as needed to see a place."""
        at = self.to_screen(place)
        seen = self.rect().adjusted(24, 24, -24, -24)
        across = min(max(at.x(), seen.left()), seen.right()) - at.x()
        down = min(max(at.y(), seen.top()), seen.bottom()) - at.y()
        if across or down:
            self.pan_by(across, down)

    def _look_at(self, place: Point, zoom: float) -> None:
        """Look at a place in photo pixels, without leaving the photo."""
        assert self._photo is not None
        scaled = self._photo.size_at(self._fit_scale() * zoom)
        size, centre = self._device_size(), []
        for here, whole, window, extent in zip(
            place, self._photo.picture.size, size.toTuple(), scaled.toTuple(), strict=True
        ):
            rest = min(0.5, window / (2 * extent))
            centre.append(min(max(here / whole, rest), 1 - rest))
        self.viewport.look((centre[0], centre[1]), zoom)


def _corner(window: int, extent: int, centre: float) -> int:
    """Place a line of some extent so that its share `centre` is in the window's middle, yet leave no gap at an end."""
    if extent <= window:
        return (window - extent) // 2
    return min(0, max(window - extent, round(window / 2 - centre * extent)))
