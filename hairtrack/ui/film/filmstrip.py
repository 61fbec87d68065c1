"""The timeline at the foot of the window: photos by date, treatments as bars beneath. Knows no session and no jobs."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip, QWidget

from hairtrack.ui import theme
from hairtrack.ui.film.frames import Bar, Frame, paint_state, rows_of
from hairtrack.ui.film.timescale import Timescale

THUMB = 68
_MARGIN = 16
_TOP = 6
_BAR = 5
_BAR_STEP = 15


@dataclass(slots=True)
class _Chosen:
    current: str = ""
    before: str = ""
    after: str = ""
    pairs: bool = False
    thumbs: dict[str, QPixmap] = field(default_factory=dict)


class Film(QWidget):
    """The strip itself.

    Signals
    -------
    chosen, paired : str
        A photo was chosen (click, arrows), or chosen as the "after" (with shift).
    wanted : str
        A photo came into sight without a thumbnail.
    moved : QRect
        The chosen photo lies there; scroll to it.
    """

    chosen = Signal(str)
    paired = Signal(str)
    wanted = Signal(str)
    moved = Signal(QRect)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Timeline")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._frames: tuple[Frame, ...] = ()
        self._bars: tuple[Bar, ...] = ()
        self._scale = Timescale((), width=100, step=THUMB + 12)
        self._mark = _Chosen()
        self._room = 0

    # What it shows

    def show_frames(self, frames: Sequence[Frame], bars: Sequence[Bar]) -> None:
        """Show photos in order of time, and the treatments."""
        self._frames = tuple(frames)
        self._bars = tuple(bars)
        kept = {frame.sha256 for frame in frames}
        self._mark.thumbs = {sha: pixmap for sha, pixmap in self._mark.thumbs.items() if sha in kept}
        self._lay_out()

    def show_chosen(self, *, current: str, before: str, after: str, pairs: bool) -> None:
        """Mark the photo in hand, or the pair."""
        mark = self._mark
        mark.current, mark.before, mark.after, mark.pairs = current, before, after, pairs
        place = self._index(self._leading)
        if place is not None:
            self.setAccessibleDescription(f"Photo {place + 1} of {len(self._frames)}: {self._frames[place].words}")
            self.moved.emit(self._box(place).adjusted(-THUMB, 0, THUMB, 0))
        self.update()

    def put_thumbnail(self, sha256: str, pixmap: QPixmap) -> None:
        """Show the picture of a photo."""
        self._mark.thumbs[sha256] = _square(pixmap, THUMB, self.devicePixelRatioF())
        self.update()

    def fit(self, room: int) -> None:
        """Use at least this width."""
        self._room = room
        self._lay_out()

    @property
    def frames(self) -> tuple[Frame, ...]:
        """The photos shown, in order."""
        return self._frames

    def box_of(self, sha256: str) -> QRect:
        """Return where a photo lies, in the strip's own pixels."""
        place = self._index(sha256)
        return QRect() if place is None else self._box(place)

    @property
    def _leading(self) -> str:
        return self._mark.before if self._mark.pairs else self._mark.current

    def _lay_out(self) -> None:
        days = [frame.day for frame in self._frames]
        self._scale = Timescale(days, width=max(100, self._room - THUMB - 2 * _MARGIN), step=THUMB + 12)
        width = round(self._scale.length) + THUMB + 2 * _MARGIN
        rows = min(3, len(rows_of(self._bars)))
        self.setMinimumWidth(max(width, self._room))
        self.setFixedHeight(_TOP + THUMB + 22 + _BAR_STEP * rows + 4)
        self.update()

    def _index(self, sha256: str) -> int | None:
        return next((k for k, frame in enumerate(self._frames) if frame.sha256 == sha256), None)

    def _box(self, place: int) -> QRect:
        return QRect(_MARGIN + round(self._scale.places[place]), _TOP, THUMB, THUMB)

    def _at(self, point: QPoint) -> int | None:
        boxes = (self._box(k).adjusted(-6, -_TOP, 6, 22) for k in range(len(self._frames)))
        return next((k for k, box in enumerate(boxes) if box.contains(point)), None)

    # What it paints

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the part in sight and ask for missing thumbnails there."""
        look = theme.look_of(self)
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        font = QFont(self.font())
        font.setPixelSize(theme.SMALL)
        painter.setFont(font)
        self._paint_bars(painter, look)
        for place, frame in enumerate(self._frames):
            box = self._box(place)
            if box.adjusted(-8, 0, 8, 30).intersects(event.rect()):
                self._paint_frame(painter, look, box, frame)
        painter.end()

    def _paint_frame(self, painter: QPainter, look: theme.Look, box: QRect, frame: Frame) -> None:
        painter.fillRect(box, QColor(look.surround))
        if picture := self._mark.thumbs.get(frame.sha256):
            painter.drawPixmap(box, picture)
        else:
            self.wanted.emit(frame.sha256)
        mark = self._mark
        marked = {mark.before, mark.after} if mark.pairs else {mark.current}
        if frame.sha256 in marked:
            wide = 3 if self.hasFocus() and frame.sha256 == self._leading else 2
            painter.setPen(QPen(QColor(look.accent), wide))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(-2, -2, 2, 2))
        paint_state(painter, QPointF(box.right() - 9, box.bottom() - 9), frame.state)
        painter.setPen(QColor(look.text if frame.sha256 in marked else look.muted))
        words = frame.caption
        if mark.pairs and frame.sha256 == mark.before:
            words = "before"
        if mark.pairs and frame.sha256 == mark.after:
            words = "after" if mark.before != mark.after else words
        painter.drawText(QRect(box.left() - 8, box.bottom() + 4, THUMB + 16, 16), Qt.AlignmentFlag.AlignCenter, words)

    def _paint_bars(self, painter: QPainter, look: theme.Look) -> None:
        for number, row in enumerate(rows_of(self._bars)[:3]):
            top = _TOP + THUMB + 22 + number * _BAR_STEP
            for bar in row:
                left, right = self._span(bar)
                if right <= left:
                    continue
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(look.edge))
                painter.drawRoundedRect(QRectF(left, top + 4, right - left, _BAR), 2, 2)
                painter.setPen(QColor(look.text))
                words = painter.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, int(right - left) - 12)
                around = painter.fontMetrics().boundingRect(words).width() + 8
                painter.fillRect(QRectF(left + 8, top, around if words else 0, 13), QColor(look.window))
                painter.drawText(QPointF(left + 12, top + 10), words)

    def _span(self, bar: Bar) -> tuple[float, float]:
        """From where to where a treatment's bar goes; beyond the photos it runs out to the strip's ends."""
        shift = _MARGIN + THUMB / 2
        if not self._frames:
            return 0.0, 0.0
        left = 4.0 if bar.start < self._frames[0].day else self._scale.at(bar.start) + shift
        open_end = bar.stop is None or bar.stop > self._frames[-1].day
        right = self._scale.length + 2 * shift - 4 if open_end else self._scale.at(bar.stop or bar.start) + shift
        if bar.start > self._frames[-1].day:
            left = self._scale.length + shift + THUMB / 4
        if bar.stop is not None and bar.stop < self._frames[0].day:
            right = 4.0 + THUMB / 4
        return left, right

    # What the hand does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a photo; with shift, the "after"."""
        place = self._at(event.position().toPoint())
        if place is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self._tell(place, after=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep the other half of a click here."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of `step`."""
        if not self.step(event):
            super().keyPressEvent(event)

    def step(self, event: QKeyEvent) -> bool:
        """Move by visit with the arrows, to the ends with Home and End; with shift, move the "after".

        Returns
        -------
        bool
            Whether the key was one of these.
        """
        after = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        here = self._index(self._mark.after if after else self._leading) or 0
        last = len(self._frames) - 1
        target = {
            Qt.Key.Key_Left: max(0, here - 1),
            Qt.Key.Key_Right: min(last, here + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if target is None or not self._frames:
            return False
        self._tell(target, after=after)
        return True

    def _tell(self, place: int, *, after: bool) -> None:
        (self.paired if after else self.chosen).emit(self._frames[place].sha256)

    def event(self, event: QEvent) -> bool:
        """Show what a photo or a bar is, under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            place = self._at(event.pos())
            words = self._frames[place].words if place is not None else self._bar_words(event.pos())
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _bar_words(self, point: QPoint) -> str:
        number = (point.y() - _TOP - THUMB - 22) // _BAR_STEP
        rows = rows_of(self._bars)
        bars = rows[number] if 0 <= number < len(rows) else []
        hit = (bar for bar in bars if self._span(bar)[0] <= point.x() <= self._span(bar)[1])
        return next((bar.name for bar in hit), "")

    def changeEvent(self, event: QEvent) -> None:
        """Paint again in another look."""
        if theme.is_palette_change(event):
            self.update()
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


def _square(pixmap: QPixmap, side: int, ratio: float) -> QPixmap:
    """Cut the middle square and scale it once."""
    edge = min(pixmap.width(), pixmap.height())
    middle = pixmap.copy((pixmap.width() - edge) // 2, (pixmap.height() - edge) // 2, edge, edge)
    pixels = round(side * ratio)
    mode = Qt.TransformationMode.SmoothTransformation
    scaled = middle.scaled(pixels, pixels, Qt.AspectRatioMode.IgnoreAspectRatio, mode)
    scaled.setDevicePixelRatio(ratio)
    return scaled
