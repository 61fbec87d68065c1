"""Placing the same scalp points in two photos, reference left and photo right."""

from functools import partial

from PySide6.QtCore import QPointF, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hairtrack.course import Landmark, Point
from hairtrack.language import _
from hairtrack.ui.align.landmark_pairs import Pairs, Side
from hairtrack.ui.align.landmark_tool import LandmarkTool
from hairtrack.ui.align.point_aids import Aids
from hairtrack.ui.canvas import marks
from hairtrack.ui.canvas.photo_canvas import PhotoCanvas
from hairtrack.ui.canvas.photo_view import PhotoView
from hairtrack.ui.canvas.picture import Picture, inside
from hairtrack.ui.compare.captions import broken_to

_EDGE = 12
_NUDGE_RESTS_MS = 400
_STEPS_KEPT = 100


class LandmarkEditor(QWidget):
    """Two photos in which pairs of points are placed, moved, nudged, named and removed.

    Click a mark on the left, then the same mark on the right. Arrows nudge the chosen point, Shift more; Delete
    removes its pair; Escape lets go of it. With no point chosen the arrows move the crosshair and Space sets it down.
    [ and ] choose the point before or after, N goes where the next one belongs, F2 names. Undo and redo are its own
    while points are placed.

    Signals
    -------
    changed
        A point was placed, moved, named or removed.
    chose : int or None
        A pair was chosen.
    completed : int, Side
        A pair has been placed in both photos, the second time in that one.
    name_wanted
        The chosen pair, or the last one, is to be named.
    stepped
        There is another step to undo or to redo.
    """

    changed = Signal()
    chose = Signal(object)
    completed = Signal(int, object)
    name_wanted = Signal()
    stepped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pairs = Pairs()
        self.chosen: int | None = None
        self.doubtful: int | None = None
        self.aids = Aids()
        self._before: list[Pairs] = []
        self._after: list[Pairs] = []
        self.canvases = {
            Side.FIXED: PhotoCanvas(_("Reference photo, for points")),
            Side.MOVING: PhotoCanvas(_("Photo to be aligned, for points")),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self._captions: dict[Side, str] = {}
        for side, canvas in self.canvases.items():
            canvas.set_tool(LandmarkTool(self, side, canvas))
            canvas.add_layer(partial(self._paint_caption, side))
            row.addWidget(canvas, 1)
        self._rests = QTimer(self, singleShot=True, interval=_NUDGE_RESTS_MS)
        self._rests.timeout.connect(self.changed)
        self.setFocusProxy(self.canvases[Side.FIXED])

    def show_photo(self, side: Side, picture: Picture | None, problem: str = "") -> None:
        """Show another photo at a side, or why it cannot be shown."""
        canvas = self.canvases[side]
        if picture is None:
            canvas.show_words(problem)
        elif canvas.picture is not picture:
            canvas.show_picture(picture)

    def caption(self, side: Side, text: str) -> None:
        """Say what a photo is."""
        self._captions[side] = text
        self._redraw()

    def show_landmarks(self, landmarks: tuple[Landmark, ...]) -> None:
        """Take up points that were placed before; half-placed ones are dropped."""
        self.pairs = Pairs.of(landmarks)
        self._before.clear()
        self._after.clear()
        self.aids = Aids()
        self.chosen = self.doubtful = None
        self._redraw()
        self.stepped.emit()

    def take(self, pairs: Pairs) -> None:
        """Go on with other pairs, from which undo leads back."""
        self._step(pairs)
        self.choose(None)
        self.changed.emit()

    def show_aids(self, aids: Aids) -> None:
        """Show what helps to find the next mark."""
        self.aids = aids
        self._redraw()

    # What the hand does

    def place(self, side: Side, place: Point) -> None:
        """Set a point down and go to the photo that lacks its partner."""
        pairs, index = self.pairs.placed(side, place, self.chosen)
        self._step(pairs)
        complete = pairs.pairs[index].lacks is None
        self.choose(None)
        self.canvases[self.pairs.next_side()].setFocus()
        self.changed.emit()
        if complete:
            self.completed.emit(index, side)

    def put(self, side: Side, place: Point, *, at_rest: bool) -> None:
        """Move the chosen pair's point in one photo."""
        if self.chosen is None:
            return
        moved = self.pairs.move(side, self.chosen, self._inside(side, place))
        # One step back for all that a hand does in one go.
        if self._rests.isActive():
            self.pairs = moved
        else:
            self._step(moved)
        self._redraw()
        if at_rest:
            self._rests.stop()
            self.changed.emit()
        else:
            self._rests.start()

    def correct(self, side: Side, index: int, place: Point) -> None:
        """Move a point to where it was found to belong."""
        self._step(self.pairs.move(side, index, self._inside(side, place)))
        self._redraw()
        self.changed.emit()

    def remove(self, index: int) -> None:
        """Take a pair away."""
        self.take(self.pairs.remove(index))

    def call(self, index: int, name: str) -> None:
        """Give a pair a name."""
        named = self.pairs.call(index, name)
        if named != self.pairs:
            self._step(named)
            self.changed.emit()

    @property
    def undo_what(self) -> str:
        """What `undo` would take back, or nothing."""
        return _("place point") if self._before else ""

    @property
    def redo_what(self) -> str:
        """What `redo` would make again, or nothing."""
        return _("place point") if self._after else ""

    def undo(self) -> None:
        """Take the last step back."""
        if self._before:
            self._after.append(self.pairs)
            self._go_to(self._before.pop())

    def redo(self) -> None:
        """Make the step again that was taken back last."""
        if self._after:
            self._before.append(self.pairs)
            self._go_to(self._after.pop())

    # Where the hand is

    def choose(self, index: int | None) -> None:
        """Take a pair in hand, or none."""
        if index != self.chosen:
            self.chosen = index
            self.chose.emit(index)
        self._redraw()

    def choose_beside(self, step: int) -> None:
        """Take the pair before or after in hand, and show it."""
        count = len(self.pairs.pairs)
        if not count:
            return
        self.choose((self.chosen + step) % count if self.chosen is not None else 0 if step > 0 else count - 1)
        for side, canvas in self.canvases.items():
            point = self.pairs.pairs[self.chosen or 0].at(side)
            if point is not None and canvas.picture is not None:
                canvas.reveal(point)

    def go_to_next(self) -> None:
        """Put the crosshair where the next point belongs, as far as that is known."""
        found = self.aids.next_place(self.pairs, self.chosen)
        if found is None:
            return
        side, place = found
        canvas = self.canvases[side]
        if canvas.picture is None:
            return
        if self.chosen is not None and self.pairs.pairs[self.chosen].lacks is None:
            self.choose(None)
        canvas.setFocus()
        canvas.pointer = self._inside(side, place)
        canvas.reveal(canvas.pointer)
        if canvas.tool is not None:
            canvas.tool.hover(canvas.pointer)

    def doubt(self, index: int | None) -> None:
        """Mark the pair that fits the others least."""
        self.doubtful = index
        self._redraw()

    def _step(self, pairs: Pairs) -> None:
        self._before = [*self._before[1 - _STEPS_KEPT :], self.pairs]
        self._after.clear()
        self.pairs = pairs
        self.stepped.emit()

    def _go_to(self, pairs: Pairs) -> None:
        self._rests.stop()
        self.pairs = pairs
        self.choose(None)
        self.changed.emit()
        self.stepped.emit()

    def _inside(self, side: Side, place: Point) -> Point:
        picture = self.canvases[side].picture
        return inside(place, picture.size) if picture is not None else place

    def _paint_caption(self, side: Side, painter: QPainter, view: PhotoView) -> None:
        if text := self._captions.get(side):
            words = broken_to(text, view.width() - 2 * _EDGE, lambda line: marks.tag_size(view.font(), line))
            marks.tag(painter, QPointF(_EDGE, view.height() - _EDGE), words)

    def _redraw(self) -> None:
        for canvas in self.canvases.values():
            canvas.update()
