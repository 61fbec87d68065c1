"""Placing the same scalp points in two photos, reference left and photo right."""

from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hairtrack.course import Landmark, Point
from hairtrack.language import _
from hairtrack.ui import theme
from hairtrack.ui.align.landmark_pairs import Pairs, Side
from hairtrack.ui.align.magnifier import paint_magnifier
from hairtrack.ui.canvas import marks
from hairtrack.ui.canvas.canvas_tool import CanvasTool
from hairtrack.ui.canvas.photo_canvas import PhotoCanvas, arrow
from hairtrack.ui.canvas.photo_view import PhotoView
from hairtrack.ui.canvas.picture import Picture, inside
from hairtrack.ui.compare.captions import broken_to
from hairtrack.ui.regions.shapes import vertex_at

_REACH = 12
_EDGE = 12
_NUDGE_RESTS_MS = 400


class LandmarkEditor(QWidget):
    """Two photos in which pairs of points are placed, moved, nudged and removed.

    Click a mark on the left, then the same mark on the right. Arrows nudge the chosen point, Shift more; Delete
    removes its pair; Escape lets go of it. With no point chosen the arrows move the crosshair and Space sets it down.

    Signals
    -------
    changed
        A point was placed, moved or removed.
    chose : int or None
        A pair was chosen.
    """

    changed = Signal()
    chose = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pairs = Pairs()
        self.chosen: int | None = None
        self.doubtful: int | None = None
        self.canvases = {
            Side.FIXED: PhotoCanvas(_("Reference photo, for points")),
            Side.MOVING: PhotoCanvas(_("Photo to be aligned, for points")),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self._captions: dict[Side, str] = {}
        for side, canvas in self.canvases.items():
            canvas.set_tool(_LandmarkTool(self, side, canvas))
            canvas.add_layer(partial(self._paint_caption, side))
            row.addWidget(canvas, 1)
        self._rests = QTimer(self, singleShot=True, interval=_NUDGE_RESTS_MS)
        self._rests.timeout.connect(self.changed)
        self.setFocusProxy(self.canvases[Side.FIXED])

    def show_photos(self, fixed: Picture | None, moving: Picture | None) -> None:
        """Show another pair of photos."""
        for side, picture in ((Side.FIXED, fixed), (Side.MOVING, moving)):
            canvas = self.canvases[side]
            if canvas.picture is not picture:
                canvas.show_picture(picture)

    def caption(self, side: Side, text: str) -> None:
        """Say what a photo is."""
        self._captions[side] = text
        self._redraw()

    def show_landmarks(self, landmarks: tuple[Landmark, ...]) -> None:
        """Take up points that were placed before; half-placed ones are dropped."""
        self.pairs = Pairs.of(landmarks)
        self.chosen = self.doubtful = None
        self._redraw()

    def place(self, side: Side, place: Point) -> None:
        """Set a point down and go to the photo that lacks its partner."""
        self.pairs = self.pairs.place(side, place)
        self.choose(None)
        self.canvases[self.pairs.next_side()].setFocus()
        self.changed.emit()

    def put(self, side: Side, place: Point, *, at_rest: bool) -> None:
        """Move the chosen pair's point in one photo."""
        if self.chosen is None:
            return
        picture = self.canvases[side].picture
        assert picture is not None
        self.pairs = self.pairs.move(side, self.chosen, inside(place, picture.size))
        self._redraw()
        if at_rest:
            self.changed.emit()
        else:
            self._rests.start()

    def remove(self, index: int) -> None:
        """Take a pair away."""
        self.pairs = self.pairs.remove(index)
        self.choose(None)
        self.changed.emit()

    def choose(self, index: int | None) -> None:
        """Take a pair in hand, or none."""
        if index != self.chosen:
            self.chosen = index
            self.chose.emit(index)
        self._redraw()

    def doubt(self, index: int | None) -> None:
        """Mark the pair that fits the others least."""
        self.doubtful = index
        self._redraw()

    def _paint_caption(self, side: Side, painter: QPainter, view: PhotoView) -> None:
        if text := self._captions.get(side):
            words = broken_to(text, view.width() - 2 * _EDGE, lambda line: marks.tag_size(view.font(), line))
            marks.tag(painter, QPointF(_EDGE, view.height() - _EDGE), words)

    def _redraw(self) -> None:
        for canvas in self.canvases.values():
            canvas.update()


class _LandmarkTool(CanvasTool):
    """One photo's half of the editor."""

    def __init__(self, editor: LandmarkEditor, side: Side, canvas: PhotoCanvas) -> None:
        self._editor = editor
        self._side = side
        self._canvas = canvas
        self._pointer: Point | None = None
        self._dragging = False

    def press(self, place: Point) -> bool:
        index = self._at(place)
        if index is not None:
            self._editor.choose(index)
        self._dragging = False
        return index is not None

    def drag(self, place: Point) -> None:
        self._pointer = place
        self._dragging = True
        self._editor.put(self._side, place, at_rest=False)

    def drop(self, place: Point) -> None:
        if self._dragging:
            self._editor.put(self._side, place, at_rest=True)

    def click(self, place: Point) -> None:
        self._editor.place(self._side, place)

    def hover(self, place: Point | None) -> None:
        self._pointer = place
        self._canvas.update()

    def key(self, event: QKeyEvent) -> bool:
        direction, chosen = arrow(event), self._chosen()
        if chosen is None:
            return False
        if direction is not None:
            step = self._canvas.reach(8) if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
            x, y = chosen[0] + direction[0] * step, chosen[1] + direction[1] * step
            self._pointer = (x, y)
            self._canvas.reveal((x, y))
            self._editor.put(self._side, (x, y), at_rest=False)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            assert self._editor.chosen is not None
            self._editor.remove(self._editor.chosen)
        elif event.key() == Qt.Key.Key_Escape:
            self._editor.choose(None)
        else:
            return False
        return True

    def paint(self, painter: QPainter) -> None:
        for index, pair in enumerate(self._editor.pairs.pairs):
            point = pair.at(self._side)
            if point is not None:
                self._paint_point(painter, index, self._canvas.to_screen(point))
        if self._pointer is not None:
            marks.cross(painter, self._canvas.to_screen(self._pointer))
            paint_magnifier(painter, self._canvas, self._pointer)

    def _paint_point(self, painter: QPainter, index: int, at: QPointF) -> None:
        chosen, doubtful = index == self._editor.chosen, index == self._editor.doubtful
        marks.cross(painter, at, 10, theme.REGION if chosen else marks.WHITE)
        text = _("{number} check", number=index + 1) if doubtful else str(index + 1)
        room = QRectF(self._canvas.rect()).adjusted(2, 2, -2, -2)
        box = marks.kept_in(marks.tag_box(painter, at + QPointF(9, -5), text), room)
        marks.tag(painter, box.bottomLeft(), text)
        if chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.REGION, 2))
            painter.drawRoundedRect(box, 4, 4)

    def _chosen(self) -> Point | None:
        index = self._editor.chosen
        return self._editor.pairs.pairs[index].at(self._side) if index is not None else None

    def _at(self, place: Point) -> int | None:
        placed = [
            (index, point) for index, pair in enumerate(self._editor.pairs.pairs) if (point := pair.at(self._side))
        ]
        found = vertex_at([point for _, point in placed], place, self._canvas.reach(_REACH))
        return placed[found][0] if found is not None else None
