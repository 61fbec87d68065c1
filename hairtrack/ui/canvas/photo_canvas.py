"""A photo to look into and to work on with the hand: mouse, wheel, pinch and keys."""

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QWidget

from hairtrack.course import Point
from hairtrack.ui.canvas.canvas_tool import CanvasTool
from hairtrack.ui.canvas.photo_view import PhotoView
from hairtrack.ui.canvas.picture import Picture, inside
from hairtrack.ui.canvas.viewport import Viewport

_STEP = 1.25
_CLICK_SLOP = 5
_KEY_STEP = 8
_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PhotoCanvas(PhotoView):
    """One photo with zoom and pan by hand, and at most one tool.

    Wheel, pinch, + and - zoom to the pointer, 0 shows the whole photo, Z one photo pixel to a screen pixel; dragging
    and the arrows move. With a tool that places points, the arrows move its crosshair and Space sets it down.

    Signals
    -------
    clicked : Point
        A place of the photo, in its pixels.
    """

    clicked = Signal(object)

    def __init__(self, name: str = "Photo", viewport: Viewport | None = None, parent: QWidget | None = None) -> None:
        super().__init__(name, viewport, parent)
        self.pointer: Point | None = None
        self._tool: CanvasTool | None = None
        self._pressed: QPointF | None = None
        self._dragged_from: QPointF | None = None
        self._tool_drags = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_picture(self, picture: Picture | None, *, keep_place: bool = False) -> None:
        """Show another photo, as `PhotoView` does, and forget the pointer and the drag in the last."""
        self.pointer = None
        self.let_go()
        super().show_picture(picture, keep_place=keep_place)

    @property
    def tool(self) -> CanvasTool | None:
        """What clicks and keys do beyond zoom and pan."""
        return self._tool

    def set_tool(self, tool: CanvasTool | None) -> None:
        """Give clicks and keys to a tool, or to none."""
        if self._tool is not None and self._tool is not tool:
            self._tool.hover(None)
        self._tool = tool
        self.setCursor(tool.cursor if tool else Qt.CursorShape.ArrowCursor)
        self.update()

    def _paint_marks(self, painter: QPainter) -> None:
        super()._paint_marks(painter)
        if self._tool is not None:
            self._tool.paint(painter)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom to the pointer."""
        turns = event.angleDelta().y() / 120
        if turns:
            self.zoom_by(_STEP**turns, event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Zoom by pinching."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_by(1 + event.value(), event.position())
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a drag: the tool's, or of the photo."""
        self._pressed = self._dragged_from = event.position()
        left = event.button() is Qt.MouseButton.LeftButton
        self._tool_drags = bool(left and self._tool and self._photo and self._tool.press(self._place(event)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on dragging, or tell where the pointer is."""
        self.pointer = self._place(event) if self._photo else None
        if self._pressed is None:
            if self._tool is not None:
                self._tool.hover(self.pointer)
            return
        if self._tool_drags and self._tool is not None:
            self._tool.drag(self._place(event))
            return
        assert self._dragged_from is not None
        step = event.position() - self._dragged_from
        if self._far(event) or self._dragged_from != self._pressed:
            self.pan_by(step.x(), step.y())
            self._dragged_from = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag, or click."""
        if self._pressed is None:
            return
        moved = self._far(event) or self._dragged_from != self._pressed
        self._pressed = self._dragged_from = None
        if self._tool_drags and self._tool is not None:
            self._tool_drags = False
            self._tool.drop(self._place(event))
        elif not moved and self._photo is not None and event.button() is Qt.MouseButton.LeftButton:
            self.click(self._place(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Let the tool finish what it draws."""
        if self._tool is not None and self._photo is not None:
            self._tool.double_click(self._place(event))

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        super().leaveEvent(event)
        if self._tool is not None:
            self._tool.hover(None)

    def let_go(self) -> None:
        """Forget a press whose release goes elsewhere, such as to a menu."""
        self._pressed = self._dragged_from = None
        self._tool_drags = False

    def click(self, place: Point) -> None:
        """Do what a click at a place of the photo does."""
        if self._tool is not None:
            self._tool.click(place)
        self.clicked.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom, move, or let the tool have the key."""
        if self._photo is None or not (self._tool_takes(event) or self._zoom_key(event) or self._arrow_key(event)):
            super().keyPressEvent(event)

    def _tool_takes(self, event: QKeyEvent) -> bool:
        if self._tool is None:
            return False
        if self._tool.key(event):
            return True
        if self._tool.places and event.key() == Qt.Key.Key_Space and self.pointer is not None:
            self.click(self.pointer)
            return True
        return False

    def _zoom_key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(_STEP)
            case Qt.Key.Key_Minus:
                self.zoom_by(1 / _STEP)
            case Qt.Key.Key_0:
                self.viewport.fit()
            case Qt.Key.Key_Z if event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self.zoom_true(self.to_screen(self.pointer) if self.pointer else None)
            case _:
                return False
        return True

    def _arrow_key(self, event: QKeyEvent) -> bool:
        direction = arrow(event)
        if direction is None:
            return False
        if self._tool is None or not self._tool.places:
            if self.viewport.zoom == 1.0:
                return False
            self.pan_by(-direction[0] * self.width() / 10, -direction[1] * self.height() / 10)
            return True
        assert self._photo is not None
        step = self.reach(1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _KEY_STEP)
        here = self.pointer or self.to_photo(QPointF(self.rect().center()))
        self.pointer = inside((here[0] + direction[0] * step, here[1] + direction[1] * step), self._photo.picture.size)
        self.reveal(self.pointer)
        self._tool.hover(self.pointer)
        self.update()
        return True

    def _place(self, event: QMouseEvent) -> Point:
        assert self._photo is not None
        return inside(self.to_photo(event.position()), self._photo.picture.size)

    def _far(self, event: QMouseEvent) -> bool:
        return self._pressed is not None and (event.position() - self._pressed).manhattanLength() > _CLICK_SLOP


def arrow(event: QKeyEvent) -> tuple[int, int] | None:
    """Return an arrow key's direction as steps across and down, or None."""
    return _ARROWS.get(event.key())
