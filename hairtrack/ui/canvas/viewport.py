"""Where several canvases look: one place and one magnification, in shares of the picture.

Canvases that show photos in one frame share a `Viewport`, and so zoom and pan together.
"""

from PySide6.QtCore import QObject, Signal

from hairtrack.course import Point

MIDDLE: Point = (0.5, 0.5)


class Viewport(QObject):
    """The place in the middle of the canvas and the magnification.

    Attributes
    ----------
    centre : Point
        In shares of the picture's width and height, (0.5, 0.5) its middle.
    zoom : float
        1 shows the whole picture.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._centre = MIDDLE
        self._zoom = 1.0

    @property
    def centre(self) -> Point:
        """Place in the middle of the canvas."""
        return self._centre

    @property
    def zoom(self) -> float:
        """Magnification over showing the whole picture."""
        return self._zoom

    def look(self, centre: Point, zoom: float) -> None:
        """Look somewhere; tells whoever shares this viewport."""
        zoom = max(1.0, zoom)
        if (centre, zoom) != (self._centre, self._zoom):
            self._centre, self._zoom = centre, zoom
            self.changed.emit()

    def fit(self) -> None:
        """Show the whole picture."""
        self.look(MIDDLE, 1.0)
