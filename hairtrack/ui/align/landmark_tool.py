"""What clicks and keys do in one of the two photos in which points are placed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen

from hairtrack.course import Point
from hairtrack.language import _
from hairtrack.ui import theme
from hairtrack.ui.align.landmark_pairs import Side
from hairtrack.ui.align.magnifier import paint_magnifier
from hairtrack.ui.canvas import marks
from hairtrack.ui.canvas.canvas_tool import CanvasTool
from hairtrack.ui.canvas.photo_canvas import PhotoCanvas, arrow
from hairtrack.ui.regions.shapes import vertex_at

if TYPE_CHECKING:
    from hairtrack.ui.align.landmark_editor import LandmarkEditor

_REACH = 12


class LandmarkTool(CanvasTool):
    """One photo's half of the editor."""

    def __init__(self, editor: "LandmarkEditor", side: Side, canvas: PhotoCanvas) -> None:
        self._editor = editor
        self._side = side
        self._canvas = canvas
        self._pointer: Point | None = None
        self._dragging = False

    def press(self, place: Point) -> bool:
        """Take hold of the point under the hand."""
        index = self._at(place)
        if index is not None:
            self._editor.choose(index)
        self._dragging = False
        return index is not None

    def drag(self, place: Point) -> None:
        """Move it."""
        self._pointer = place
        self._dragging = True
        self._editor.put(self._side, place, at_rest=False)

    def drop(self, place: Point) -> None:
        """Let it go."""
        if self._dragging:
            self._editor.put(self._side, place, at_rest=True)

    def click(self, place: Point) -> None:
        """Set a point down."""
        self._editor.place(self._side, place)

    def hover(self, place: Point | None) -> None:
        """Magnify what is under the pointer."""
        self._pointer = place
        self._canvas.update()

    def key(self, event: QKeyEvent) -> bool:
        """Go to the next place, choose, name, nudge or remove."""
        if event.key() in (Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight):
            self._editor.choose_beside(-1 if event.key() == Qt.Key.Key_BracketLeft else 1)
        elif event.key() == Qt.Key.Key_N and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._editor.go_to_next()
        elif event.key() == Qt.Key.Key_F2 and self._editor.pairs.pairs:
            self._editor.name_wanted.emit()
        else:
            return self._chosen_key(event)
        return True

    def _chosen_key(self, event: QKeyEvent) -> bool:
        """Do what a key does to the chosen point."""
        direction, chosen = arrow(event), self._chosen()
        if self._editor.chosen is None:
            return False
        if direction is not None and chosen is not None:
            step = self._canvas.reach(8) if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
            x, y = chosen[0] + direction[0] * step, chosen[1] + direction[1] * step
            self._pointer = (x, y)
            self._canvas.reveal((x, y))
            self._editor.put(self._side, (x, y), at_rest=False)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._editor.remove(self._editor.chosen)
        elif event.key() == Qt.Key.Key_Escape:
            self._editor.choose(None)
        else:
            return False
        return True

    def paint(self, painter: QPainter) -> None:
        """Draw the points, what helps to find the next, and the magnifier."""
        editor = self._editor
        editor.aids.paint(painter, self._canvas, self._side, editor.pairs, editor.chosen)
        for index, pair in enumerate(editor.pairs.pairs):
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
