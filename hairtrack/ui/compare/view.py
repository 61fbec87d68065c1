"""Two photos in one frame, looked at by wipe, blink, onion skin, side by side or as a map of what changed."""

from enum import StrEnum

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPolygonF
from PySide6.QtWidgets import QWidget

from hairtrack.course import Point
from hairtrack.ui.canvas import marks
from hairtrack.ui.canvas.photo_canvas import PhotoCanvas, arrow
from hairtrack.ui.canvas.picture import Picture, ScaledPicture
from hairtrack.ui.canvas.viewport import Viewport

_REACH = 14
_LINE_BOX = 24
_STEP = 0.02
SLOWEST_MS, FASTEST_MS = 2000, 200


class Look(StrEnum):
    """How the two photos are shown."""

    SIDE = "side by side"
    WIPE = "wipe"
    BLINK = "blink"
    ONION = "onion skin"
    MAP = "change map"


class CompareCanvas(PhotoCanvas):
    """Two photos of one size, before and after, in the same place.

    Wiping: drag the line, or move it by the arrows. Blinking: Space shows the other photo while it is held, and
    `blink` goes back and forth by itself. Nothing blank comes between the two, because that hides changes.

    Signals
    -------
    flipped : bool
        Whether the photo after is shown.
    """

    flipped = Signal(bool)

    def __init__(self, name: str, viewport: Viewport | None = None, parent: QWidget | None = None) -> None:
        super().__init__(name, viewport, parent)
        self._after: ScaledPicture | None = None
        self._captions = ("", "")
        self._look_mode = Look.WIPE
        self._wipe = 0.5
        self._mix = 0.5
        self._shows_after = False
        self._drags_line = False
        self._blink = QTimer(self, interval=700)
        self._blink.timeout.connect(self.flip)

    # What is shown

    def show_pair(self, before: Picture | None, after: Picture | None, *, keep_place: bool = False) -> None:
        """Show two photos of the same size in one frame."""
        self._after = ScaledPicture(after) if after else None
        self.show_picture(before, keep_place=keep_place)

    def caption(self, before: str, after: str) -> None:
        """Say what the two photos are."""
        self._captions = (before, after)
        self.update()

    @property
    def look(self) -> Look:
        """How the photos are shown."""
        return self._look_mode

    def show_as(self, look: Look) -> None:
        """Show the photos another way; blinking by itself stops."""
        self._look_mode = look
        self.blink(on=False)
        self.show_after(after=look is Look.MAP)
        self.update()

    @property
    def wipe(self) -> float:
        """The wipe line's place across the photo, 0 to 1."""
        return self._wipe

    def wipe_to(self, share: float) -> None:
        """Move the wipe line; what lies left of it is before."""
        old, self._wipe = self._line_x(), min(max(share, 0.0), 1.0)
        new = self._line_x()
        left, right = sorted((round(old), round(new)))
        self.update(QRect(left - _LINE_BOX, 0, right - left + 2 * _LINE_BOX, self.height()))
        self.setAccessibleDescription(f"Wipe line at {round(100 * self._wipe)} percent; before is left of it")

    def mix(self, share: float) -> None:
        """Lay the photo after over the one before, 0 (only before) to 1 (only after)."""
        self._mix = share
        self.update()

    def show_after(self, *, after: bool) -> None:
        """Show one of the two photos (blinking)."""
        if after != self._shows_after:
            self._shows_after = after
            self.setAccessibleDescription(f"Shows {self._captions[after]}".replace("\n", ", "))
            self.update()
            self.flipped.emit(after)

    def flip(self) -> None:
        """Show the other photo."""
        self.show_after(after=not self._shows_after)

    @property
    def blinking(self) -> bool:
        """Whether the photos go back and forth by themselves."""
        return self._blink.isActive()

    def blink(self, *, on: bool) -> None:
        """Go back and forth, or stop on the photo that is shown."""
        if on:
            self._blink.start()
        else:
            self._blink.stop()

    def pace(self, milliseconds: int) -> None:
        """Set for how long blinking shows each photo; never so short that it flashes thrice a second."""
        self._blink.setInterval(min(max(milliseconds, FASTEST_MS), SLOWEST_MS))

    # Drawing

    def _line_x(self) -> float:
        """Where the wipe line is on the canvas, kept within it however far the photo is magnified."""
        return 8 + self._wipe * (self.width() - 16)

    def _paint_photos(self, painter: QPainter) -> None:
        size = self._device_size()
        window = QRect(QPoint(0, 0), size)
        before, after = self._photo, self._after
        assert before is not None
        self._prepare(before)
        if after is None:
            self._paint_one(painter, before, window)
            return
        # The photo that is hidden is made ready too: the next flip or wipe must not wait.
        self._prepare(after)
        match self._look_mode:
            case Look.WIPE:
                line = round(self._line_x() * self.devicePixelRatioF())
                self._paint_one(painter, before, QRect(0, 0, line, size.height()))
                self._paint_one(painter, after, QRect(line, 0, size.width() - line, size.height()))
            case Look.ONION:
                self._paint_one(painter, before, window)
                painter.setOpacity(self._mix)
                self._paint_one(painter, after, window)
                painter.setOpacity(1.0)
            case _:
                self._paint_one(painter, after if self._shows_after else before, window)

    def _paint_marks(self, painter: QPainter) -> None:
        super()._paint_marks(painter)
        if self._after is None:
            self._paint_caption(painter, self._captions[0], left=True)
            return
        match self._look_mode:
            case Look.WIPE | Look.ONION:
                if self._wipes:
                    self._paint_line(painter)
                self._paint_both_captions(painter)
            case _:
                self._paint_caption(painter, self._captions[self._shows_after], left=not self._shows_after)

    def _paint_line(self, painter: QPainter) -> None:
        x = self._line_x()
        path = QPainterPath(QPointF(x, 0))
        path.lineTo(x, self.height())
        marks.stroke(painter, path, marks.WHITE, 1.5)
        middle = QPointF(x, self.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(marks.WHITE)
        for side in (-1, 1):
            tip = middle + QPointF(side * 15, 0)
            painter.drawPolygon(QPolygonF([tip, middle + QPointF(side * 6, -7), middle + QPointF(side * 6, 7)]))

    def _paint_both_captions(self, painter: QPainter) -> None:
        """Write both captions, one above the other where they do not fit side by side."""
        first, second = (marks.tag_box(painter, QPointF(), text) for text in self._captions)
        up = second.height() + 4 if first.width() + second.width() + 36 > self.width() else 0.0
        self._paint_caption(painter, self._captions[0], left=True, up=up)
        self._paint_caption(painter, self._captions[1], left=False)

    def _paint_caption(self, painter: QPainter, text: str, *, left: bool, up: float = 0.0) -> None:
        if not text:
            return
        x = 12.0 if left else max(12.0, self.width() - 12.0 - marks.tag_box(painter, QPointF(), text).width())
        marks.tag(painter, QPointF(x, self.height() - 12 - up), text)

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the wipe line, or what any canvas takes."""
        near = abs(event.position().x() - self._line_x()) <= _REACH
        self._drags_line = self._wipes and near and event.button() is Qt.MouseButton.LeftButton
        if not self._drags_line:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the wipe line, or what any canvas moves."""
        x = event.position().x()
        if self._drags_line:
            self.wipe_to((x - 8) / max(1, self.width() - 16))
            return
        near = self._wipes and abs(x - self._line_x()) <= _REACH
        self.setCursor(Qt.CursorShape.SplitHCursor if near else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if not self._drags_line:
            super().mouseReleaseEvent(event)
        self._drags_line = False

    def click(self, place: Point) -> None:
        """Show the other photo, where blinking is the way to look."""
        super().click(place)
        if self._look_mode is Look.BLINK:
            self.flip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the wipe line by the arrows; show the other photo while Space is held."""
        direction = arrow(event)
        if self._wipes and direction is not None and direction[0]:
            coarse = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.wipe_to(self._wipe + direction[0] * _STEP * (5 if coarse else 1))
        elif self._look_mode is Look.BLINK and event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.show_after(after=True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Come back from the other photo."""
        if self._look_mode is Look.BLINK and event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat() and not self.blinking:
                self.show_after(after=False)
        else:
            super().keyReleaseEvent(event)

    @property
    def _wipes(self) -> bool:
        return self._look_mode is Look.WIPE and self._after is not None
