"""A canvas of one of two photos, or of both: what moves one against the other by hand, and the loupe over them."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from hairtrack.course import Point
from hairtrack.ui.canvas.photo_canvas import PhotoCanvas, arrow
from hairtrack.ui.canvas.picture import Picture
from hairtrack.ui.canvas.shift import Shift
from hairtrack.ui.canvas.viewport import Viewport
from hairtrack.ui.compare.by_hand import AFTER, ByHand
from hairtrack.ui.compare.loupe import Glass, Loupe

_ALT, _SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
_FAR, _ZOOM, _LOUPE_STEP = 10, 1.25, 8


class PairCanvas(PhotoCanvas):
    """Shows a photo of a pair.

    While the photos are unlocked, the wheel and dragging move the photo on this canvas alone, the keys the photo after;
    with Alt the arrows move that one by a pixel of the screen, with Shift too by ten.

    Parameters
    ----------
    name : str
    viewport : Viewport, optional
    by_hand : ByHand, optional
    loupe : Loupe, optional
        These three are shared by all canvases of a pair.
    which : int
        The photo that the pointer moves here when unlocked, `BEFORE` or `AFTER`.
    parent : QWidget, optional
    """

    def __init__(
        self,
        name: str,
        viewport: Viewport | None = None,
        by_hand: ByHand | None = None,
        loupe: Loupe | None = None,
        *,
        which: int = AFTER,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, viewport, parent)
        self.which = which
        self.by_hand = by_hand or ByHand(self)
        self.by_hand.changed.connect(self.moved)
        self.loupe = loupe or Loupe(self)
        self._glasses: tuple[tuple[int, Picture, str], ...] = ()

    @property
    def shift(self) -> Shift:
        """How the photo of this canvas was moved by hand."""
        return self.by_hand.shift(self.which)

    @property
    def loose(self) -> bool:
        """Whether one photo is moved alone now."""
        return self.by_hand.unlocked and self.picture is not None

    def moved(self) -> None:
        """Draw the photos where they lie now."""
        self._fade.drop()
        self.update()

    def magnify_by_loupe(self, *glasses: tuple[int, Picture, str]) -> None:
        """Say what the loupe shows: which photo, its picture and its words, from left to right."""
        self._glasses = glasses
        self.update()

    # Moving

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Magnify both photos, or this one alone where it is unlocked."""
        if self.loose:
            self._magnify(self.which, factor, at)
        else:
            super().zoom_by(factor, at)

    def pan_by(self, across: float, down: float) -> None:
        """Move both photos, or this one alone where it is unlocked."""
        if self.loose:
            self._move(self.which, across, down)
        else:
            super().pan_by(across, down)

    def _magnify(self, which: int, factor: float, at: QPointF | None = None) -> None:
        self._settle_soon()
        self.by_hand.magnify(which, factor, self.in_frame(at or QPointF(self.rect().center())))

    def _move(self, which: int, across: float, down: float) -> None:
        """Move a photo by a distance on the canvas."""
        width, height = self._frame_on_screen()
        self.by_hand.move(which, across / width, down / height)

    def _frame_on_screen(self) -> tuple[float, float]:
        """Return how large the frame of both photos is on the canvas."""
        assert self._photo is not None
        ratio, size = self.devicePixelRatioF(), self._photo.size_at(self._placement()[0])
        return size.width() / ratio, size.height() / ratio

    def in_frame(self, position: QPointF) -> Point:
        """Return which place of the frame is under a position, in shares."""
        corner = self._placement()[1]
        ratio, (width, height) = self.devicePixelRatioF(), self._frame_on_screen()
        return (position.x() - corner.x() / ratio) / width, (position.y() - corner.y() / ratio) / height

    # Hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead the loupe, move the photo after while it is unlocked, or do what any canvas does."""
        if self.picture is None or not (self._loupe_key(event) or self._nudge_key(event) or self._loose_key(event)):
            super().keyPressEvent(event)

    def _loupe_key(self, event: QKeyEvent) -> bool:
        direction = arrow(event)
        if not self.loupe.on or event.modifiers() & _ALT:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.loupe.put_away()
            return True
        if direction is None:
            return False
        step = 1 if event.modifiers() & _SHIFT else _LOUPE_STEP
        self.loupe.follow(self, self.loupe.spot + QPointF(*direction) * step)
        return True

    def _nudge_key(self, event: QKeyEvent) -> bool:
        direction = arrow(event)
        if direction is None or not event.modifiers() & _ALT:
            return False
        if self.loose:
            step = (_FAR if event.modifiers() & _SHIFT else 1) / self.devicePixelRatioF()
            self._move(AFTER, direction[0] * step, direction[1] * step)
        # Locked it does nothing: going to another visit instead would startle.
        return True

    def _loose_key(self, event: QKeyEvent) -> bool:
        """Take the keys that move and magnify while the photos are unlocked."""
        if not self.loose:
            return False
        direction = arrow(event)
        if direction is not None and not event.modifiers() & _SHIFT:
            self._move(AFTER, direction[0] * self.width() / 10, direction[1] * self.height() / 10)
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._magnify(AFTER, _ZOOM)
        elif event.key() == Qt.Key.Key_Minus:
            self._magnify(AFTER, 1 / _ZOOM)
        else:
            return False
        return True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Lead the loupe, or what any canvas does."""
        self.loupe.follow(self, event.position())
        super().mouseMoveEvent(event)

    def _paint_marks(self, painter: QPainter) -> None:
        super()._paint_marks(painter)
        self._paint_loupe(painter)

    def _paint_loupe(self, painter: QPainter) -> None:
        if self._glasses and self.loupe.over(self):
            scale = self._placement()[0] / self.devicePixelRatioF()
            glasses = [Glass(picture, self.shift_of(which), words) for which, picture, words in self._glasses]
            self.loupe.paint(painter, self, self.in_frame(self.loupe.spot), scale, glasses)

    def shift_of(self, which: int) -> Shift:
        """Return how a photo lies on this canvas."""
        return self.by_hand.shift(which)
