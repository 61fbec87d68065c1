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
    opposite corners of its box. Escape gives up. Undo and redo are its own while corners are set.

    Signals
    -------
    drawn : RegionShape, Outline
        The region is complete.
    given_up
        Escape was pressed.
    told : str
        Why something was not done.
    stepped
        There is another corner to undo or to redo.
    """

    drawn = Signal(object, object)
    given_up = Signal()
    told = Signal(str)
    stepped = Signal()

    def __init__(self, canvas: PhotoCanvas, shape: RegionShape, noun: str = _("region")) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._noun = noun
        self.shape = shape
        self._draft: list[Point] = []
        self._undone: list[Point] = []
        self._pointer: Point | None = None

    @property
    def draft(self) -> Outline:
        """The corners that are set."""
        return tuple(self._draft)

    def take_up(self, draft: Outline) -> None:
        """Go on with corners that were set before."""
        self._draft, self._undone = list(draft), []
        self._canvas.update()
        self.stepped.emit()

    # Steps

    @property
    def undo_what(self) -> str:
        """What `undo` would take back, or nothing."""
        return _("set corner") if self._draft else ""

    @property
    def redo_what(self) -> str:
        """What `redo` would make again, or nothing."""
        return _("set corner") if self._undone else ""

    def undo(self) -> None:
        """Take the last corner back."""
        if self._draft:
            self._undone.append(self._draft.pop())
            self._canvas.update()
            self.stepped.emit()

    def redo(self) -> None:
        """Set the corner again that was taken back last."""
        if self._undone:
            self._draft.append(self._undone.pop())
            self._canvas.update()
            self.stepped.emit()

    # What the hand does

    def press(self, place: Point) -> bool:
        """Begin an ellipse."""
        if self.shape is RegionShape.POLYGON:
            return False
        if not self._draft:
            self.take_up((place,))
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
            self.take_up((*self._draft, place))

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
                self.undo()
            case Qt.Key.Key_Escape:
                self.give_up()
                self.given_up.emit()
            case _:
                return False
        self._canvas.update()
        return True

    def give_up(self) -> None:
        """Drop what is half drawn."""
        self.take_up(())

    def _complete(self, points: Outline) -> None:
        assert self._canvas.picture is not None
        size = self._canvas.picture.size
        objection = region_shapes.why_not(_outline(self.shape, points), size, noun=self._noun)
        if objection:
            if self.shape is RegionShape.ELLIPSE:
                self.give_up()
            self.told.emit(objection)
            return
        self.give_up()
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
