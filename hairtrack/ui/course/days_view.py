"""A widget over days that are zoomed and moved by hand: wheel, drag, two fingers and keys. Draws nothing itself."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture, QToolTip, QWidget

from hairtrack.ui.course.day_window import DayWindow, Span

_STEP = 1.5
"""What one step of zoom makes the days wider by."""
_NOTCH = 120
"""What a wheel turns in one notch."""
_PAN = 0.2
"""Share of the shown days that one key moves."""


@dataclass(frozen=True, slots=True)
class _Drag:
    """A press that may become a drag: where it began, and the days shown then."""

    start: QPointF
    span: Span
    moved: bool = False


class DaysView(QWidget):
    """Days to scale. What stands on them, and what a hover or a click finds, is said by the classes made of it.

    Signals
    -------
    span_changed
        Other days are shown.
    """

    span_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._days = DayWindow()
        self._drag: _Drag | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.grabGesture(Qt.GestureType.PinchGesture)

    # What the classes made of it say

    def _edges(self) -> tuple[float, float]:
        """Return where the first and the last day stand, pixels."""
        raise NotImplementedError

    def _in_hand(self) -> float | None:
        """Return the pixel about which the keys zoom; None for the middle."""
        raise NotImplementedError

    def _hover(self, at: QPointF) -> None:
        """Tell what is under the pointer."""
        raise NotImplementedError

    def _click(self, at: QPointF) -> None:
        """Choose what is under the pointer."""
        raise NotImplementedError

    # The days that are shown

    @property
    def span(self) -> Span:
        """Ordinals of the first and the last day on the axis."""
        return self._days.shown

    @property
    def zoomed(self) -> bool:
        """Whether other days are shown than all."""
        return self._days.chosen is not None

    def zoom_in(self) -> None:
        """Show fewer days about what is in hand, or about the middle."""
        self._redraw(self._days.zoom(_STEP, self._middle()))

    def zoom_out(self) -> None:
        """Show more days."""
        self._redraw(self._days.zoom(1 / _STEP, self._middle()))

    def show_all(self) -> None:
        """Show all days."""
        self._redraw(self._days.show(None))

    def show_days(self, span: Span) -> None:
        """Show other days, as near as the chart has them: at least a week, and none far from all that happened."""
        self._redraw(self._days.show(span))

    def pan(self, share: float) -> None:
        """Move through the days by a share of those shown; later ones for more than zero."""
        first, last = self.span
        self._redraw(self._days.move(share * (last - first)))

    def bring_into_view(self, x: float) -> None:
        """Move through the days until the one at a pixel is among them."""
        first, last = self.span
        day = self._day_at(x)
        if not first <= day <= last:
            self.show_days((day - (last - first) / 2, day + (last - first) / 2))

    def _middle(self) -> float:
        x = self._in_hand()
        first, last = self.span
        day = (first + last) / 2 if x is None else self._day_at(x)
        return day if first <= day <= last else (first + last) / 2

    def _day_at(self, x: float) -> float:
        (left, right), (first, last) = self._edges(), self.span
        return first + (x - left) / (right - left) * (last - first)

    def _redraw(self, moved: bool) -> None:
        self.update()
        if moved:
            QToolTip.hideText()
            self.span_changed.emit()

    # Events

    def event(self, event: QEvent) -> bool:
        """Zoom where two fingers pinch, on a pad or on a screen."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self._redraw(self._days.zoom(max(0.2, 1 + event.value()), self._day_at(event.position().x())))
            return True
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self._drag = None
                middle = self.mapFromGlobal(pinch.centerPoint().toPoint())
                self._redraw(self._days.zoom(max(0.2, pinch.scaleFactor()), self._day_at(middle.x())))
                return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the days; a press that does not move chooses on its release."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._drag = _Drag(event.position(), self.span)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move through the days while the button is held; else tell what is under the pointer, at once."""
        if self._drag is None:
            self._hover(event.position())
        else:
            self._drag_to(event.position(), self._drag)

    def _drag_to(self, at: QPointF, drag: _Drag) -> None:
        gone = at.x() - drag.start.x()
        if not drag.moved and abs(gone) < QApplication.startDragDistance():
            return
        self._drag = _Drag(drag.start, drag.span, moved=True)
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        (left, right), (first, last) = self._edges(), drag.span
        self._redraw(self._days.move(-gone * (last - first) / (right - left), drag.span))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer, unless the days were moved."""
        drag, self._drag = self._drag, None
        if drag is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if drag.moved:
            self.setCursor(Qt.CursorShape.ArrowCursor)
        else:
            self._click(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer, or move through the days when turned sideways or with Shift."""
        turn = event.angleDelta() if not event.angleDelta().isNull() else event.pixelDelta()
        aside = turn.x() if abs(turn.x()) > abs(turn.y()) else 0
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            aside = aside or turn.y()
        if aside:
            self.pan(-_PAN * aside / _NOTCH)
        else:
            self._redraw(self._days.zoom(_STEP ** (turn.y() / _NOTCH), self._day_at(event.position().x())))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom by + and -, show all by 0, move the days by Shift and an arrow."""
        aside = {Qt.Key.Key_Left: -_PAN, Qt.Key.Key_Right: _PAN}.get(Qt.Key(event.key()))
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_in()
            case Qt.Key.Key_Minus:
                self.zoom_out()
            case Qt.Key.Key_0:
                self.show_all()
            case _ if aside is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.pan(aside)
            case _:
                super().keyPressEvent(event)
