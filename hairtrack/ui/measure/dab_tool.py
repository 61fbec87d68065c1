"""Touching places of a photo to say "this is hair" or "this is skin"."""

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QPainter, QPen

from hairtrack.course import Dab, DabKind, Point
from hairtrack.language import _c
from hairtrack.ui import theme
from hairtrack.ui.align.magnifier import paint_magnifier
from hairtrack.ui.canvas import marks
from hairtrack.ui.canvas.canvas_tool import CanvasTool
from hairtrack.ui.canvas.photo_canvas import PhotoCanvas
from hairtrack.ui.regions.shapes import vertex_at

_REACH = 10
_RADIUS = 7.0
_LETTERS = {DabKind.HAIR: _c("letter for hair", "H"), DabKind.SKIN: _c("letter for skin", "S")}
_COLOURS = {DabKind.HAIR: theme.HAIR, DabKind.SKIN: theme.SKIN}


class DabTool(QObject, CanvasTool):
    """A canvas's tool: a click touches a place, a click on a touch takes it away.

    Signals
    -------
    touched : Point
        A place was touched.
    lifted : Dab
        A touch is to be taken away.
    """

    touched = Signal(object)
    lifted = Signal(object)

    def __init__(self, canvas: PhotoCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._dabs: tuple[Dab, ...] = ()
        self._pointer: Point | None = None

    def show_dabs(self, dabs: tuple[Dab, ...]) -> None:
        """Show the touches of the photo."""
        self._dabs = dabs
        self._canvas.update()

    def click(self, place: Point) -> None:
        """Touch, or take a touch away."""
        found = vertex_at([dab.point for dab in self._dabs], place, self._canvas.reach(_REACH))
        if found is None:
            self.touched.emit(place)
        else:
            self.lifted.emit(self._dabs[found])

    def hover(self, place: Point | None) -> None:
        """Let the magnifier follow the pointer."""
        self._pointer = place
        self._canvas.update()

    def paint(self, painter: QPainter) -> None:
        """Draw the touches with their letters, and the magnifier."""
        for dab in self._dabs:
            at = self._canvas.to_screen(dab.point)
            painter.setPen(QPen(marks.WHITE, 1.5))
            painter.setBrush(_COLOURS[dab.kind])
            painter.drawEllipse(at, _RADIUS, _RADIUS)
            marks.tag(painter, at + QPointF(8, -4), _LETTERS[dab.kind], size=theme.SMALL)
        if self._pointer is not None:
            marks.cross(painter, self._canvas.to_screen(self._pointer))
            paint_magnifier(painter, self._canvas, self._pointer)
