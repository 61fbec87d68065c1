"""A round brush over a photo: it takes parts out, and puts them back."""

import math

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QPainter, QPainterPath
from PySide6.QtWidgets import QHBoxLayout, QSlider, QToolButton, QWidget

from hairtrack.course import Exclusion, Point
from hairtrack.language import _, _c
from hairtrack.ui import theme
from hairtrack.ui.canvas import marks
from hairtrack.ui.canvas.canvas_tool import CanvasTool
from hairtrack.ui.canvas.photo_canvas import PhotoCanvas
from hairtrack.ui.canvas.photo_view import PhotoView
from hairtrack.ui.measure.stroke_layer import Stroke, distance, paint_strokes
from hairtrack.ui.widgets import label

WIDTHS = 16
"""Steps between the finest brush and the broadest."""
_FINEST, _GROWTH = 0.004, 1.25
"""Radius of the finest brush as a share of the photo's short side, and how much broader each step is."""
_SMALL = 7.0


class BrushTool(QObject, CanvasTool):
    """A canvas's tool that covers parts of a photo with strokes.

    Drag to paint; with Alt held, or while it puts back, each stroke that it touches is lifted. By keys: the arrows
    move the brush, Space sets it down and lifts it again, Delete puts back what lies under it, [ and ] make it finer
    and broader, Escape gives a stroke up.

    Attributes
    ----------
    width : int
        0 to `WIDTHS`.
    puts_back : bool

    Signals
    -------
    painted : Outline, float
        A stroke was completed: its points and its radius, in the photo's pixels.
    lifted : tuple of Exclusion
        Strokes are to be put back.
    width_changed : int
    stepped
        A stroke was begun, or is complete.
    """

    painted = Signal(object, float)
    lifted = Signal(object)
    width_changed = Signal(int)
    stepped = Signal()

    cursor = Qt.CursorShape.BlankCursor

    def __init__(self, canvas: PhotoCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.width = WIDTHS // 2
        self.puts_back = False
        self._strokes: tuple[Exclusion, ...] = ()
        self._path: list[Point] = []
        self._touched: list[Exclusion] = []
        self._lifting = False
        self._pointer: Point | None = None

    @property
    def radius(self) -> float:
        """Of the brush, in pixels of the photo that is shown."""
        side = min(self._canvas.picture.size) if self._canvas.picture else 0
        return _FINEST * _GROWTH**self.width * side

    def show_strokes(self, strokes: tuple[Exclusion, ...]) -> None:
        """Show what is taken out of the photo."""
        if strokes != self._strokes:
            self._strokes = strokes
            self._canvas.update()

    def widen(self, width: int) -> None:
        """Take a finer or a broader brush."""
        width = min(max(width, 0), WIDTHS)
        if width != self.width:
            self.width = width
            self.width_changed.emit(width)
            self._canvas.update()

    # Steps

    @property
    def undo_what(self) -> str:
        """What `undo` would take back: a stroke that is not complete, or nothing."""
        return _("take out") if self._path else ""

    redo_what = ""

    def undo(self) -> None:
        """Drop the stroke."""
        self.give_up()

    def redo(self) -> None:
        """Do nothing: of a stroke that was dropped nothing is left."""

    def settle(self) -> None:
        """Complete a stroke that was begun."""
        if self._path:
            self.drop(self._pointer or self._path[-1])

    def give_up(self) -> None:
        """Drop a stroke that is not complete."""
        self._path, self._touched, self._lifting = [], [], False
        self._canvas.update()
        self.stepped.emit()

    # By hand

    def press(self, place: Point) -> bool:
        """Set the brush down."""
        self._lifting = self._would_lift()
        self._path = [] if self._lifting else [place]
        self.drag(place)
        self.stepped.emit()
        return True

    def drag(self, place: Point) -> None:
        """Draw it along."""
        self._pointer = place
        if self._lifting:
            self._touch(place)
        elif self._path and math.dist(place, self._path[-1]) >= max(1.0, self.radius / 3):
            self._path.append(place)
        self._canvas.update()

    def drop(self, place: Point) -> None:
        """Lift it: one stroke, or all that was put back on the way, is one step."""
        self.drag(place)
        if self._lifting:
            touched = tuple(self._touched)
            self.give_up()
            if touched:
                self.lifted.emit(touched)
        elif self._path:
            points = tuple(self._path) if self._path[-1] == place else (*self._path, place)
            self.give_up()
            self.painted.emit(points, self.radius)

    # By keys

    def click(self, place: Point) -> None:
        """Set the brush down, or lift it where it is down: by Space alone, as a click begins a drag."""
        if self._path:
            self.drop(place)
        else:
            self.press(place)
            if self._lifting:
                self.drop(place)

    def hover(self, place: Point | None) -> None:
        """Show the brush, and paint where it was set down by key."""
        if place is None:
            self._pointer = None
            self._canvas.update()
        else:
            self.drag(place)

    def key(self, event: QKeyEvent) -> bool:
        """Change the width, put back, complete or give up."""
        match event.key():
            case Qt.Key.Key_BracketLeft:
                self.widen(self.width - 1)
            case Qt.Key.Key_BracketRight:
                self.widen(self.width + 1)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if self._pointer is not None and not self._path:
                self._lifting = True
                self.drop(self._pointer)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._path:
                self.drop(self._pointer or self._path[-1])
            case Qt.Key.Key_Escape if self._path or self._lifting:
                self.give_up()
            case _:
                return False
        return True

    def _would_lift(self) -> bool:
        return self.puts_back or bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.AltModifier)

    def _touch(self, place: Point) -> None:
        self._touched += [
            stroke
            for stroke in self._strokes
            if stroke not in self._touched and distance(stroke.points, place) <= stroke.radius + self.radius
        ]

    # What is drawn

    def paint_strokes(self, painter: QPainter, view: PhotoView) -> None:
        """Draw what is taken out; a layer of the canvas, whichever tool is in hand."""
        shown: list[Stroke] = [(s.points, s.radius) for s in self._strokes if s not in self._touched]
        if self._path:
            shown.append((self._path, self.radius))
        paint_strokes(painter, view, shown)

    def paint(self, painter: QPainter) -> None:
        """Draw the brush as a ring, dashed where it puts back."""
        if self._pointer is None:
            return
        at, radius = self._canvas.to_screen(self._pointer), self.radius * self._canvas.scale
        ring = QPainterPath()
        ring.addEllipse(at, radius, radius)
        marks.stroke(painter, ring, marks.WHITE, 1.5, dashed=self._lifting or self._would_lift())
        if radius < _SMALL:
            marks.cross(painter, at)


class BrushBar(QWidget):
    """How broad a brush is, and whether it puts back."""

    def __init__(self, brush: BrushTool) -> None:
        super().__init__()
        self._brush = brush
        self.width_slider = QSlider(Qt.Orientation.Horizontal)
        self.width_slider.setRange(0, WIDTHS)
        self.width_slider.setValue(brush.width)
        # It gives way first where the window is narrow, so that no word is cut off.
        theme.fit(self.width_slider.setMaximumWidth, 110)
        self.width_slider.setMinimumWidth(40)
        self.width_slider.setAccessibleName(_("Width of the brush"))
        self.width_slider.setToolTip(_("Width of the brush ([ and ])"))
        self.width_slider.valueChanged.connect(brush.widen)
        brush.width_changed.connect(self._show_width)
        self.put_back = QToolButton()
        self.put_back.setText(_c("what was taken out", "Put back"))
        self.put_back.setToolTip(_("Put back what the brush touches (hold Alt, or press Delete)"))
        self.put_back.setProperty("role", "segment")
        self.put_back.setCheckable(True)
        self.put_back.toggled.connect(self._put_back)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, theme.GAP, 4)
        line.setSpacing(theme.GAP)
        words = label(_("Width"), "small")
        words.setWordWrap(False)
        for widget in (words, self.width_slider, self.put_back):
            line.addWidget(widget)

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the brush up to paint the next time, as its name says."""
        self.put_back.setChecked(False)
        super().hideEvent(event)

    def _show_width(self, width: int) -> None:
        with QSignalBlocker(self.width_slider):
            self.width_slider.setValue(width)

    def _put_back(self, on: bool) -> None:
        self._brush.puts_back = on
