"""Two photos over each other, parted by a line that is moved and turned by hand."""

from PySide6.QtCore import QPoint, QRect, QSizeF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QRegion
from PySide6.QtWidgets import QWidget

from hairtrack.ui.canvas import marks
from hairtrack.ui.canvas.photo_canvas import arrow
from hairtrack.ui.canvas.picture import Picture, ScaledPicture
from hairtrack.ui.canvas.shift import Shift
from hairtrack.ui.canvas.viewport import Viewport
from hairtrack.ui.compare.by_hand import AFTER, BEFORE, ByHand
from hairtrack.ui.compare.captions import Placed, caption_type, place_captions
from hairtrack.ui.compare.loupe import Loupe
from hairtrack.ui.compare.pair_canvas import PairCanvas
from hairtrack.ui.compare.wipe_hands import REACH, WipeHands
from hairtrack.ui.compare.wipe_line import WipeLine


class WipeCanvas(PairCanvas):
    """Holds two photos and the line between them.

    Drag the line or its turning handle, or move it by the arrows and turn it by [ and ]; a double click puts it back.
    """

    def __init__(
        self,
        name: str,
        viewport: Viewport | None = None,
        by_hand: ByHand | None = None,
        loupe: Loupe | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, viewport, by_hand, loupe, which=AFTER, parent=parent)
        self._after: ScaledPicture | None = None
        self._captions = ("", "")
        self._line = WipeLine()
        self._hands = WipeHands()

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

    @property
    def shift(self) -> Shift:
        """How the photo before lies, in whose frame all marks are."""
        return self.shift_of(BEFORE)

    @property
    def _wipes(self) -> bool:
        """Whether there is a line now."""
        return self._after is not None

    # Drawing

    def _covered(self) -> QRect:
        """Return what both photos cover: each may be the one that is drawn."""
        covered = super()._covered()
        return covered.intersected(self._lies_on(self.shift_of(AFTER))) if self._after is not None else covered

    def _paint_halves(self, painter: QPainter) -> None:
        """Draw each photo on its side of the line."""
        assert self._photo is not None
        assert self._after is not None
        for photo, which in ((self._photo, BEFORE), (self._after, AFTER)):
            self._paint_half(painter, photo, self.shift_of(which), after=which == AFTER)

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

    def _placed_captions(self, line: WipeLine) -> list[Placed | None]:
        captions = self._captions if self._after is not None else (self._captions[0], "")
        font, type_size = self.font(), caption_type(self)

        def measure(words: str) -> QSizeF:
            return marks.tag_size(font, words, size=type_size)

        size = QSizeF(self.size())
        return place_captions(captions, measure, size, line if self._wipes else None, photo=self.photo_box)

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move or turn the line, or do what any canvas of a pair does."""
        loupe_takes = self.loupe.on and arrow(event) is not None
        line = self._hands.key(self._line, event, QSizeF(self.size())) if self._wipes and not loupe_takes else None
        if line is not None:
            self.put_line(line)
        else:
            super().keyPressEvent(event)
