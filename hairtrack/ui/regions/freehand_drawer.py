"""Drawing a new region in one stroke, free hand."""

import math

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from hairtrack.course import Point, RegionShape
from hairtrack.language import _
from hairtrack.ui.canvas import marks
from hairtrack.ui.canvas.canvas_tool import CanvasTool
from hairtrack.ui.canvas.photo_canvas import PhotoCanvas
from hairtrack.ui.regions import shapes as region_shapes
from hairtrack.workflow.draw_regions import from_stroke

_STEP = 2.0
"""How far the hand goes between two places of the stroke, on screen."""
_STRAY = 1.0
"""How far the polygon may stray from the stroke, on screen."""
_NO_STROKE = _("Hold the button down and draw around the area. By keys, draw corner by corner (G).")


class FreehandDrawer(QObject, CanvasTool):
    """A canvas's tool for one new region: press, draw around the area, let go. Escape gives up.

    What the hand draws beyond its own beginning is cut off. The stroke becomes a polygon of few corners.

    Signals
    -------
    drawn : RegionShape, Outline
        The region is complete.
    given_up
        Escape was pressed.
    told : str
        Why something was not done.
    """

    drawn = Signal(object, object)
    given_up = Signal()
    told = Signal(str)

    def __init__(self, canvas: PhotoCanvas, noun: str = _("region")) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._noun = noun
        self._stroke: list[Point] = []

    def press(self, place: Point) -> bool:
        """Begin the stroke."""
        self._stroke = [place]
        return True

    def drag(self, place: Point) -> None:
        """Go on with it."""
        if self._stroke and math.dist(place, self._stroke[-1]) >= self._canvas.reach(_STEP):
            self._stroke.append(place)
            self._canvas.update()

    def drop(self, place: Point) -> None:
        """Close it."""
        if not self._stroke:
            return
        self.drag(place)
        stroke, self._stroke = region_shapes.without_tails(self._stroke), []
        self._canvas.update()
        if len(stroke) < 3:
            self.told.emit(_NO_STROKE)
            return
        corners = from_stroke(stroke, stray=self._canvas.reach(_STRAY))
        assert self._canvas.picture is not None
        size = self._canvas.picture.size
        if objection := region_shapes.why_not(corners, size, way=_("in one round"), noun=self._noun):
            self.told.emit(objection)
        else:
            self.drawn.emit(RegionShape.POLYGON, corners)

    def click(self, place: Point) -> None:  # noqa: ARG002
        """Say how it goes, to those who set the crosshair down by keys."""
        self.told.emit(_NO_STROKE)

    def key(self, event: QKeyEvent) -> bool:
        """Give up."""
        if event.key() != Qt.Key.Key_Escape:
            return False
        self.give_up()
        self.given_up.emit()
        return True

    def give_up(self) -> None:
        """Drop what is half drawn."""
        self._stroke = []
        self._canvas.update()

    def paint(self, painter: QPainter) -> None:
        """Draw the stroke so far."""
        if len(self._stroke) > 1:
            marks.stroke(painter, marks.outline_path(self._canvas, self._stroke, closed=False))
