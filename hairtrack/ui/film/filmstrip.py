"""The timeline at the foot of the window: photos by date, treatments as bars beneath. Knows no session and no jobs."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip, QWidget

from hairtrack.language import _
from hairtrack.ui import theme
from hairtrack.ui.film.frames import Bar, Frame, Marked, State
from hairtrack.ui.film.layout import THUMB, TOP, StripLayout
from hairtrack.ui.film.painting import paint_bars, paint_frame, squared
from hairtrack.ui.film.scrubber import Stop, grips_before, nearest, paint_line

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_BACK = _("Home takes it as the photo before.")
_SCRUB = _("Drag to go through the visits with the photo after; with Shift, with the photo before.")


class Film(QWidget):
    """The strip itself.

    A click or the arrows choose the photo in hand. Where a pair is compared, they choose the photo after, with Shift
    the photo before; both are drawn along a line above the photos too, Home and End bring back the first and the last.

    Signals
    -------
    chosen, shifted : str
        A photo was chosen, without Shift or with it.
    joined : str
        A photo was to be shown beside the others, or no longer (with Ctrl).
    menu_asked : str, QPoint
        What can be done with a photo is asked for; where, on the screen.
    wanted : str
        A photo came into sight without a thumbnail.
    moved : QRect
        The chosen photo lies there; scroll to it.
    """

    chosen = Signal(str)
    shifted = Signal(str)
    joined = Signal(str)
    menu_asked = Signal(str, QPoint)
    wanted = Signal(str)
    moved = Signal(QRect)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Timeline"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._layout = StripLayout((), (), room=0)
        self._mark = Marked()
        self._thumbs: dict[str, QPixmap] = {}
        self._cursor: int | None = None
        self._drags: bool | None = None
        """While a handle is drawn along the line: whether it is that of the photo before."""
        self._room = 0

    # What it shows

    def show_frames(self, frames: Sequence[Frame], bars: Sequence[Bar]) -> None:
        """Show photos in order of time, and the treatments."""
        kept = {frame.sha256 for frame in frames}
        self._thumbs = {sha: pixmap for sha, pixmap in self._thumbs.items() if sha in kept}
        self._cursor = None
        self._lay_out(tuple(frames), tuple(bars))

    def show_chosen(self, marked: Marked) -> None:
        """Mark the photo in hand, or the pair and what is shown beside it."""
        self._mark = marked
        place = self._index(self._leading)
        if place is not None:
            self.setAccessibleDescription(self._said(place))
            self.moved.emit(self._layout.box(place).adjusted(-THUMB, 0, THUMB, 0))
        self.update()

    def put_thumbnail(self, sha256: str, pixmap: QPixmap) -> None:
        """Show the picture of a photo."""
        self._thumbs[sha256] = squared(pixmap, THUMB, self.devicePixelRatioF())
        self.update()

    def fit(self, room: int) -> None:
        """Use at least this width."""
        self._room = room
        self._lay_out(self.frames, self._layout.bars)

    @property
    def frames(self) -> tuple[Frame, ...]:
        """The photos shown, in order."""
        return self._layout.frames

    def box_of(self, sha256: str) -> QRect:
        """Return where a photo lies, in the strip's own pixels."""
        place = self._index(sha256)
        return QRect() if place is None else self._layout.box(place)

    @property
    def _leading(self) -> str:
        return self._mark.after if self._mark.pairs else self._mark.current

    def _said(self, place: int) -> str:
        words, count = self.frames[place].words, len(self.frames)
        first = self._index(self._mark.before) if self._mark.pairs else None
        if first is None:
            return _("Photo {place} of {count}: {words}", place=place + 1, count=count, words=words)
        return _(
            "After: photo {place} of {count}: {words}. Before: photo {first}: {others}",
            place=place + 1,
            count=count,
            words=words,
            first=first + 1,
            others=self.frames[first].words,
        )

    def _lay_out(self, frames: tuple[Frame, ...], bars: tuple[Bar, ...]) -> None:
        self._layout = StripLayout(frames, bars, room=self._room)
        self.setMinimumWidth(max(self._layout.width, self._room))
        self.setFixedHeight(self._layout.height)
        self.update()

    def _index(self, sha256: str) -> int | None:
        return self._layout.places.get(sha256)

    # What it paints

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the part in sight and ask for missing thumbnails there."""
        look, layout, mark = theme.look_of(self), self._layout, self._mark
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            painter.setFont(layout.font)
            paint_bars(painter, look, layout)
            if mark.pairs:
                paint_line(painter, look, self._stops(), before=self._index(mark.before), after=self._index(mark.after))
            for place, frame in enumerate(self.frames):
                box = layout.box(place)
                if not box.adjusted(-8, 0, 8, 30).intersects(event.rect()):
                    continue
                if frame.sha256 not in self._thumbs:
                    self.wanted.emit(frame.sha256)
                led = place == self._cursor if self._cursor is not None else frame.sha256 == self._leading
                focused = self.hasFocus() and led
                paint_frame(painter, look, box, frame, mark, self._thumbs.get(frame.sha256), focused=focused)

    def _stops(self) -> list[Stop]:
        refused = (State.NEEDS_POINTS, State.NEW)
        return [Stop(self._layout.centre(k), frame.state in refused) for k, frame in enumerate(self.frames)]

    # What the hand does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a photo, and in a pair begin to go on to others; with Ctrl show it beside the pair."""
        at, before = event.position().toPoint(), bool(event.modifiers() & _SHIFT)
        on_line = self._mark.pairs and at.y() < TOP and bool(self.frames)
        place = nearest(self._stops(), at.x()) if on_line else self._layout.at(at)
        if place is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self._cursor = None
        if event.modifiers() & _CTRL and self._mark.pairs:
            self.joined.emit(self.frames[place].sha256)
            return
        first, last = self._index(self._mark.before), self._index(self._mark.after)
        if on_line and not before:
            before = grips_before(self._stops(), before=first, after=last, x=at.x())
        if self._mark.pairs:
            self._drags = before
        self._tell(place, shifted=before)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on to the photo that the pointer has come to."""
        if self._drags is not None and self.frames:
            place = nearest(self._stops(), event.position().x())
            held, other = (self._mark.before, self._mark.after)[:: 1 if self._drags else -1]
            if self.frames[place].sha256 not in (held, other):
                self._tell(place, shifted=self._drags)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go, and keep the other half of a click here."""
        self._drags = None
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask what can be done with the photo under the pointer, or with the one in hand."""
        by_keys = event.reason() is QContextMenuEvent.Reason.Keyboard
        place = self._in_hand if by_keys else self._layout.at(event.pos())
        if place is not None:
            at = self.mapToGlobal(self._layout.box(place).center()) if by_keys else event.globalPos()
            self.menu_asked.emit(self.frames[place].sha256, at)

    @property
    def _in_hand(self) -> int | None:
        return self._cursor if self._cursor is not None else self._index(self._leading)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of `step`; with Ctrl go to a photo without choosing it, and show it beside the pair."""
        if not (self._point(event) or self.step(event)):
            super().keyPressEvent(event)

    def _point(self, event: QKeyEvent) -> bool:
        here = self._in_hand
        if not self._mark.pairs or not event.modifiers() & _CTRL or here is None:
            return False
        if event.key() == Qt.Key.Key_Space:
            self.joined.emit(self.frames[here].sha256)
            return True
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            return False
        self._cursor = max(0, min(len(self.frames) - 1, here + step))
        self.setAccessibleDescription(self.frames[self._cursor].words)
        self.moved.emit(self._layout.box(self._cursor).adjusted(-THUMB, 0, THUMB, 0))
        self.update()
        return True

    def step(self, event: QKeyEvent) -> bool:
        """Move by visit with the arrows, to the ends with Home and End.

        In a pair the arrows move the photo after, with Shift the one before, and pass over the other; Home takes the
        first photo as before, End the last as after.

        Returns
        -------
        bool
            Whether the key was one of these.
        """
        shifted, pairs, last = bool(event.modifiers() & _SHIFT), self._mark.pairs, len(self.frames) - 1
        lead = self._mark.before if pairs and shifted else self._leading
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            target = 0 if event.key() == Qt.Key.Key_Home else last
            shifted = event.key() == Qt.Key.Key_Home if pairs else shifted
        elif step is not None:
            target = (self._index(lead) or 0) + step
            other = self._mark.after if shifted else self._mark.before
            if pairs and target == self._index(other):
                target += step
        else:
            return False
        if self.frames:
            self._cursor = None
            if 0 <= target <= last:
                self._tell(target, shifted=shifted)
        return bool(self.frames)

    def _tell(self, place: int, *, shifted: bool) -> None:
        (self.shifted if shifted else self.chosen).emit(self.frames[place].sha256)

    def event(self, event: QEvent) -> bool:
        """Show what a photo or a bar is, under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.words_at(event.pos()), self)
            return True
        return super().event(event)

    def words_at(self, point: QPoint) -> str:
        """Say what lies at a place of the strip."""
        if self._mark.pairs and point.y() < TOP:
            return _SCRUB
        place = self._layout.at(point)
        if place is None:
            return self._layout.bar_at(point)
        words = self.frames[place].words
        return f"{words}\n{_BACK}" if place == 0 and self._mark.pairs else words

    def changeEvent(self, event: QEvent) -> None:
        """Paint again in another look, and make room for larger words."""
        if theme.is_palette_change(event):
            self._lay_out(self.frames, self._layout.bars)
        super().changeEvent(event)


class Filmstrip(QScrollArea):
    """The strip, scrolled sideways where it is longer than the window; `film` holds the strip itself."""

    def __init__(self) -> None:
        super().__init__()
        self.film = Film()
        self.setWidget(self.film)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.film.moved.connect(self._reveal)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the photos over the new width."""
        super().resizeEvent(event)
        self.film.fit(self.viewport().width())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as the strip, and the scroll bar where there is one."""
        return QSize(400, self.film.height() + self.horizontalScrollBar().sizeHint().height())

    def _reveal(self, box: QRect) -> None:
        self.ensureVisible(box.center().x(), box.center().y(), box.width() // 2, 0)
