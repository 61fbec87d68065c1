"""Drawing a new region on a photo, by mouse or by keys alone."""

import math

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from hairtrack.course import Outline, Point, Region, RegionShape, View
from hairtrack.language import _
from hairtrack.ui.canvas import marks
from hairtrack.ui.canvas.canvas_tool import CanvasTool
from hairtrack.ui.canvas.photo_canvas import PhotoCanvas
from hairtrack.ui.regions import shapes as region_shapes

_REACH = 12
"""How near to the first corner a click closes the region, on screen."""
_SLOP = 6


class RegionDrawer(QObject, CanvasTool):
    """A canvas's tool for one new region.

    A polygon: click its corners, or move the crosshair by the arrows and set them with Space; Enter, a double click or
    a click on the first corner closes it; Backspace takes the last one back. An ellipse: drag it open, or click two
    opposite corners of its box. Escape gives up.

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

    def __init__(self, canvas: PhotoCanvas, shape: RegionShape, noun: str = _("region")) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._noun = noun
        self.shape = shape
        self._draft: list[Point] = []
        self._pointer: Point | None = None

    def press(self, place: Point) -> bool:
        """Begin an ellipse."""
        if self.shape is RegionShape.POLYGON:
            return False
        if not self._draft:
            self._draft = [place]
        self._pointer = place
        return True

    def drag(self, place: Point) -> None:
        """Open the ellipse."""
        self.hover(place)

    def drop(self, place: Point) -> None:
        """Complete the ellipse; a press without a drag has set its first corner."""
        if self._draft and math.dist(place, self._draft[0]) >= self._canvas.reach(_SLOP):
            self._complete(region_shapes.ellipse_between(self._draft[0], place))

    def click(self, place: Point) -> None:
        """Set a corner."""
        if self.shape is RegionShape.ELLIPSE:
            self.press(place)
            self.drop(place)
        elif len(self._draft) >= 3 and math.dist(place, self._draft[0]) <= self._canvas.reach(_REACH):
            self._complete(tuple(self._draft))
        else:
            self._draft.append(place)
        self._canvas.update()

    def double_click(self, place: Point) -> None:  # noqa: ARG002
        """Close the polygon; the first of the two clicks has set its last corner."""
        if self.shape is RegionShape.POLYGON:
            self._complete(tuple(self._draft))

    def hover(self, place: Point | None) -> None:
        """Let the unfinished edge follow the pointer."""
        self._pointer = place
        self._canvas.update()

    def key(self, event: QKeyEvent) -> bool:
        """Close, take back or give up."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.shape is RegionShape.POLYGON:
                self._complete(tuple(self._draft))
            case Qt.Key.Key_Backspace | Qt.Key.Key_Delete if self._draft:
                self._draft.pop()
            case Qt.Key.Key_Escape:
                self.give_up()
                self.given_up.emit()
            case _:
                return False
        self._canvas.update()
        return True

    def give_up(self) -> None:
        """Drop what is half drawn."""
        self._draft = []

    def _complete(self, points: Outline) -> None:
        assert self._canvas.picture is not None
        size = self._canvas.picture.size
        objection = region_shapes.why_not(_outline(self.shape, points), size, noun=self._noun)
        if objection:
            if self.shape is RegionShape.ELLIPSE:
                self._draft = []
            self.told.emit(objection)
            return
        self._draft = []
        self.drawn.emit(self.shape, points)

    def paint(self, painter: QPainter) -> None:
        """Draw what is half made, and the crosshair."""
        ahead = [self._pointer] if self._pointer is not None else []
        if self.shape is RegionShape.ELLIPSE and self._draft and ahead:
            points = region_shapes.ellipse_between(self._draft[0], ahead[0])
            marks.stroke(painter, marks.outline_path(self._canvas, _outline(self.shape, points)), dashed=True)
        elif self._draft:
            marks.stroke(painter, marks.outline_path(self._canvas, [*self._draft, *ahead], closed=False), dashed=True)
            for index, point in enumerate(self._draft):
                marks.handle(painter, self._canvas.to_screen(point), chosen=index == 0 and len(self._draft) >= 3)
        if ahead:
            marks.cross(painter, self._canvas.to_screen(ahead[0]))


def _outline(shape: RegionShape, points: Outline) -> Outline:
    return Region(id="", view=View.CUSTOM, name="", shape=shape, points=points, drawn_on="").outline()
