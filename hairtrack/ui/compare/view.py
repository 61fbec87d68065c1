"""Two photos in one frame, looked at by wipe, blink, onion skin, side by side or as a map of what changed."""

from enum import StrEnum

from PySide6.QtCore import QPoint, QRect, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QRegion
from PySide6.QtWidgets import QWidget

from hairtrack.course import Point
from hairtrack.language import _
from hairtrack.ui.canvas import marks
from hairtrack.ui.canvas.photo_canvas import arrow
from hairtrack.ui.canvas.picture import Picture, ScaledPicture
from hairtrack.ui.canvas.shift import STILL, Shift
from hairtrack.ui.canvas.viewport import Viewport
from hairtrack.ui.compare.blinking import Blinking
from hairtrack.ui.compare.by_hand import AFTER, BEFORE, ByHand
from hairtrack.ui.compare.captions import Placed, place_captions
from hairtrack.ui.compare.loupe import Loupe
from hairtrack.ui.compare.pair_canvas import PairCanvas
from hairtrack.ui.compare.wipe_hands import REACH, WipeHands, paint_line
from hairtrack.ui.compare.wipe_line import WipeLine


class Look(StrEnum):
    """How the two photos are shown."""

    SIDE = "side by side"
    WIPE = "wipe"
    BLINK = "blink"
    ONION = "onion skin"
    MAP = "change map"
    VISITS = "visits side by side"


class CompareCanvas(PairCanvas):
    """Two photos of one size, before and after, in the same place.

    Wiping: drag the line or its turning handle, or move it by the arrows and turn it by [ and ]; a double click puts it
    back. Blinking: Space shows the other photo while it is held, and `blink` goes back and forth by itself. Nothing
    blank comes between the two, because that hides changes.

    Signals
    -------
    flipped : bool
        Whether the photo after is shown.
    """

    flipped = Signal(bool)

    def __init__(
        self,
        name: str,
        viewport: Viewport | None = None,
        by_hand: ByHand | None = None,
        loupe: Loupe | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        self._look_mode = Look.WIPE
        super().__init__(name, viewport, by_hand, loupe, which=AFTER, parent=parent)
        self._after: ScaledPicture | None = None
        self._captions = ("", "")
        self._line = WipeLine()
        self._hands = WipeHands()
        self._mix = 0.5
        self.blinker = Blinking(self, self._both_ready)
        self.blinker.changed.connect(self.update)
        self.blinker.turned.connect(self._turned)

    # What is shown

    def show_pair(self, before: Picture | None, after: Picture | None, *, keep_place: bool = False) -> None:
        """Show two photos of the same size in one frame."""
        # First the photo before: a fade begins with what is shown until now.
        self.show_picture(before, keep_place=keep_place)
        if self._after is None or after is not self._after.picture:
            self._after = ScaledPicture(after) if after else None

    def show_words(self, text: str) -> None:
        """Say something in place of both photos."""
        self._after = None
        super().show_words(text)

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
        self.blinker.show(after=look is Look.MAP, at_once=True)
        self.update()

    @property
    def line(self) -> WipeLine:
        """Where the wipe line is."""
        return self._line

    def put_line(self, line: WipeLine) -> None:
        """Move or turn the wipe line; only what that changes is drawn anew."""
        old, self._line = self._line, line
        if old.angle != line.angle:
            self.update()
        else:
            size = QSizeF(self.size())
            changed = QRegion()
            for box in old.strip_to(line, size, REACH + 2):
                changed += QRegion(box.toAlignedRect().adjusted(-1, -1, 1, 1))
            for placed in (*self._placed_captions(old), *self._placed_captions(line)):
                if placed is not None:
                    changed += QRegion(placed[1].toAlignedRect())
            self.update(changed)
        self.setAccessibleDescription(line.words())

    def wipe_to(self, share: float) -> None:
        """Move the wipe line to a share of its way; before lies where it comes from."""
        self.put_line(self._line.at(share))

    def mix(self, share: float) -> None:
        """Lay the photo after over the one before, 0 (only before) to 1 (only after)."""
        self._mix = share
        self.update()

    def flip(self) -> None:
        """Show the other photo."""
        self.blinker.show(after=not self.blinker.shows_after)

    @property
    def blinking(self) -> bool:
        """Whether the photos go back and forth by themselves."""
        return self.blinker.playing

    def blink(self, *, on: bool) -> None:
        """Go back and forth, or stop on the photo that is shown."""
        if on:
            self._settled()
            self._both_ready()
        self.blinker.play(on=on)

    def _turned(self, after: bool) -> None:
        words = self._captions[after].replace("\n", ", ")
        self.setAccessibleDescription(_("Shows {photo}", photo=words))
        self.flipped.emit(after)

    def _both_ready(self) -> bool:
        """Whether both photos are scaled for what is looked at; makes them so once the magnification rests."""
        photos = ((self._photo, self.shift_of(BEFORE)), (self._after, self.shift_of(AFTER)))
        if self._moving:
            return False
        for photo, shift in photos:
            if photo is not None:
                self._prepare(photo, shift)
        return True

    # Moved by hand

    @property
    def shift(self) -> Shift:
        """How the photo before lies, in whose frame all marks are."""
        return self.shift_of(BEFORE)

    @property
    def loose(self) -> bool:
        """Whether the photo after is moved alone; never under its map."""
        return super().loose and self._look_mode is not Look.MAP and self._after is not None

    def shift_of(self, which: int) -> Shift:
        """Return how a photo lies; the map has its own place."""
        return STILL if self._look_mode is Look.MAP else super().shift_of(which)

    # Drawing

    def _covered(self) -> QRect:
        """Return what both photos cover: each may be the one that is drawn."""
        covered = super()._covered()
        return covered.intersected(self._lies_on(self.shift_of(AFTER))) if self._after is not None else covered

    def _paint_photos(self, painter: QPainter) -> None:
        before, after = self._photo, self._after
        assert before is not None
        window = QRect(QPoint(0, 0), self._device_size())
        first, second = self.shift_of(BEFORE), self.shift_of(AFTER)
        self._prepare(before, first)
        if after is None:
            self._paint_one(painter, before, window, first)
            return
        # The photo that is hidden is made ready too: the next flip or wipe must not wait.
        self._prepare(after, second)
        if self._look_mode is Look.WIPE:
            for photo, shift, side in ((before, first, BEFORE), (after, second, AFTER)):
                self._paint_half(painter, photo, shift, after=side == AFTER)
            return
        share = self._mix if self._look_mode is Look.ONION else self.blinker.share
        if share < 1:
            self._paint_one(painter, before, window, first)
        if share > 0:
            painter.setOpacity(share)
            self._paint_one(painter, after, window, second)
            painter.setOpacity(1.0)

    def _paint_half(self, painter: QPainter, photo: ScaledPicture, shift: Shift, *, after: bool) -> None:
        """Draw a photo on its side of the line."""
        ratio, size = self.devicePixelRatioF(), QSizeF(self.size())
        half = self._line.half(size, after=after)
        box = half.boundingRect()
        corners = (box.topLeft() * ratio, box.bottomRight() * ratio)
        window = QRect(
            QPoint(round(corners[0].x()), round(corners[0].y())),
            QPoint(round(corners[1].x()) - 1, round(corners[1].y()) - 1),
        )
        if self._line.angle % 90 == 0:
            self._paint_one(painter, photo, window, shift)
            return
        painter.save()
        path = QPainterPath()
        path.addPolygon(half)
        painter.scale(ratio, ratio)
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.scale(1 / ratio, 1 / ratio)
        self._paint_one(painter, photo, window, shift)
        painter.restore()

    def _paint_marks(self, painter: QPainter) -> None:
        for layer in self._layers:
            layer(painter, self)
        if self._wipes:
            paint_line(painter, self._line, QSizeF(self.size()))
        self._paint_captions(painter)
        if self._tool is not None:
            self._tool.paint(painter)
        self._paint_loupe(painter)

    def _paint_captions(self, painter: QPainter) -> None:
        shares = (1.0, 1.0)
        if self._look_mode in (Look.BLINK, Look.MAP) and self._after is not None:
            shares = (1 - self.blinker.share, self.blinker.share)
        for placed, share in zip(self._placed_captions(self._line), shares, strict=True):
            if placed is not None and share:
                painter.setOpacity(share)
                marks.tag(painter, placed[1].bottomLeft(), placed[0])
        painter.setOpacity(1.0)

    def _placed_captions(self, line: WipeLine) -> list[Placed | None]:
        captions = self._captions if self._after is not None else (self._captions[0], "")

        def measure(words: str) -> QSizeF:
            return marks.tag_size(self.font(), words)

        return place_captions(captions, measure, QSizeF(self.size()), line if self._wipes else None)

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the wipe line, or what any canvas takes."""
        left = event.button() is Qt.MouseButton.LeftButton
        if not (self._wipes and left and self._hands.take(self._line, event.position(), QSizeF(self.size()))):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move or turn the wipe line, or do what any canvas does."""
        size = QSizeF(self.size())
        if self._hands.holding:
            self.loupe.follow(self, event.position())
            self.put_line(self._hands.drag(self._line, event.position(), size))
            return
        cursor = self._hands.cursor(self._line, event.position(), size) if self._wipes else None
        self.setCursor(cursor if cursor is not None else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self._hands.holding:
            self._hands.let_go()
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Put the wipe line back."""
        if self._wipes and self._hands.cursor(self._line, event.position(), QSizeF(self.size())) is not None:
            self.put_line(WipeLine())
        else:
            super().mouseDoubleClickEvent(event)

    def click(self, place: Point) -> None:
        """Show the other photo, where blinking is the way to look."""
        super().click(place)
        if self._look_mode is Look.BLINK:
            self.flip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move or turn the wipe line; show the other photo while Space is held."""
        if self._look_mode is Look.BLINK and event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.blinker.show(after=True)
        elif self._wipes and not self._loupe_takes(event):
            line = self._hands.key(self._line, event, QSizeF(self.size()))
            if line is not None:
                self.put_line(line)
            else:
                super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _loupe_takes(self, event: QKeyEvent) -> bool:
        return self.loupe.on and arrow(event) is not None

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Come back from the other photo."""
        if self._look_mode is Look.BLINK and event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat() and not self.blinker.playing:
                self.blinker.show(after=False)
        else:
            super().keyReleaseEvent(event)

    @property
    def _wipes(self) -> bool:
        return self._look_mode is Look.WIPE and self._after is not None
