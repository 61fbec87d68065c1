"""Two photos in one frame, looked at by wipe, blink, onion skin, side by side or as a map of what changed."""

from enum import StrEnum

from PySide6.QtCore import QPoint, QRect, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from hairtrack.course import Point
from hairtrack.language import _
from hairtrack.ui.canvas import marks
from hairtrack.ui.canvas.shift import STILL, Shift
from hairtrack.ui.canvas.viewport import Viewport
from hairtrack.ui.compare.blinking import Blinking
from hairtrack.ui.compare.by_hand import AFTER, BEFORE, ByHand
from hairtrack.ui.compare.captions import caption_type
from hairtrack.ui.compare.loupe import Loupe
from hairtrack.ui.compare.wipe_canvas import WipeCanvas
from hairtrack.ui.compare.wipe_hands import paint_line


class Look(StrEnum):
    """How the two photos are shown."""

    SIDE = "side"
    WIPE = "wipe"
    BLINK = "blink"
    ONION = "onion"
    MAP = "map"
    VISITS = "visits"


class CompareCanvas(WipeCanvas):
    """Two photos of one size, before and after, in the same place.

    Wiping is as `WipeCanvas` does it. Blinking: Space shows the other photo while it is held, and `blink` goes back and
    forth by itself. Nothing blank comes between the two, because that hides changes.

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
        super().__init__(name, viewport, by_hand, loupe, parent=parent)
        self._mix = 0.5
        self.blinker = Blinking(self, self._both_ready)
        self.blinker.changed.connect(self.update)
        self.blinker.turned.connect(self._turned)

    # What is shown

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
        """Whether both photos are scaled for what is looked at; has them scaled once the magnification rests."""
        ready = not self._moving
        for photo, which in ((self._photo, BEFORE), (self._after, AFTER)):
            if photo is not None:
                shift = self.shift_of(which)
                self._prepare(photo, shift)
                ready = ready and photo.ready(self._placement(shift)[0], self._seen(photo, shift))
        return ready

    # Moved by hand

    @property
    def loose(self) -> bool:
        """Whether the photo after is moved alone; never under its map."""
        return super().loose and self._look_mode is not Look.MAP and self._after is not None

    def shift_of(self, which: int) -> Shift:
        """Return how a photo lies; the map has its own place."""
        return STILL if self._look_mode is Look.MAP else super().shift_of(which)

    # Drawing

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
            self._paint_halves(painter)
            return
        share = self._mix if self._look_mode is Look.ONION else self.blinker.share
        if share < 1:
            self._paint_one(painter, before, window, first)
        if share > 0:
            painter.setOpacity(share)
            self._paint_one(painter, after, window, second)
            painter.setOpacity(1.0)

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
                marks.tag(painter, placed[1].bottomLeft(), placed[0], size=caption_type(self))
        painter.setOpacity(1.0)

    # Hands

    def click(self, place: Point) -> None:
        """Show the other photo, where blinking is the way to look."""
        super().click(place)
        if self._look_mode is Look.BLINK:
            self.flip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the other photo while Space is held, or do what a wipe does."""
        if self._look_mode is Look.BLINK and event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.blinker.show(after=True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Come back from the other photo."""
        if self._look_mode is Look.BLINK and event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat() and not self.blinker.playing:
                self.blinker.show(after=False)
        else:
            super().keyReleaseEvent(event)

    @property
    def _wipes(self) -> bool:
        return self._look_mode is Look.WIPE and super()._wipes
