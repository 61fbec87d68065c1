"""The photo that the next one is to be like, large or faint, with thirds and the line around the head.

A live picture, or one that was just taken, lies beneath it. Knows no session and no jobs.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hairtrack.course import Outline
from hairtrack.language import _
from hairtrack.ui import theme

STEP = 5
"""Percent by which a key makes the ghost fainter or stronger."""
USUAL = 35
_DARK, _LIGHT = QColor(0, 0, 0, 130), QColor(255, 255, 255, 220)
_FAINT_DARK, _FAINT_LIGHT = QColor(0, 0, 0, 70), QColor(255, 255, 255, 130)


@dataclass(frozen=True, slots=True)
class Ghost:
    """What is laid over.

    Attributes
    ----------
    photo : QImage
    lines : QImage
        Its edges, transparent between them.
    outline : Outline
        Around the head, in shares of the photo; may be empty.
    """

    photo: QImage
    lines: QImage
    outline: Outline

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.photo.width() / max(1, self.photo.height())


class GhostView(QWidget):
    """Paints the ghost over a picture, or over plain grey.

    Attributes
    ----------
    strength : int
        Percent.
    by_lines : bool
        Whether only its edges are shown.
    thirds, outlined : bool
    mirrored : bool
        Whether the picture beneath is shown as a mirror would; the ghost then is too.

    Signals
    -------
    fainter, stronger, taken
        A key asked for it.
    """

    fainter = Signal()
    stronger = Signal()
    taken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strength = 100
        self.by_lines = False
        self.thirds = True
        self.outlined = True
        self.mirrored = False
        self._ghost: Ghost | None = None
        self._beneath: QImage | None = None
        self._words = ""
        self._keys: dict[int, Callable[[], None]] = {
            Qt.Key.Key_BracketLeft: self.fainter.emit,
            Qt.Key.Key_BracketRight: self.stronger.emit,
            Qt.Key.Key_Space: self.taken.emit,
        }
        self.setAccessibleName(_("The photo to take the next one like"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(160, 160))

    @property
    def ghost(self) -> Ghost | None:
        """What is laid over, or None."""
        return self._ghost

    @property
    def beneath(self) -> QImage | None:
        """The picture under it, or None."""
        return self._beneath

    def show_ghost(self, ghost: Ghost | None, words: str = "") -> None:
        """Show another photo, or words in its place."""
        self._ghost, self._words = ghost, words
        self.update()

    def show_beneath(self, picture: QImage | None) -> None:
        """Put a picture under the ghost, or take it away."""
        self._beneath = picture
        self.update()

    def place(self) -> QRectF:
        """Return where the photo lies: as large as fits, in the middle."""
        if self._ghost is None:
            return QRectF(self.rect())
        room = QRectF(self.rect()).adjusted(theme.PAD, theme.PAD, -theme.PAD, -theme.PAD)
        width = min(room.width(), room.height() * self._ghost.aspect)
        size = QRectF(0, 0, width, width / self._ghost.aspect)
        size.moveCenter(room.center())
        return size

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it all."""
        painter = QPainter(self)
        try:
            look = theme.look_of(self)
            painter.fillRect(self.rect(), QColor(look.surround))
            if self._ghost is None:
                painter.setPen(QColor(look.muted))
                middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(self.rect().adjusted(theme.WIDE, 0, -theme.WIDE, 0), middle, self._words)
            else:
                self._paint_over(painter, self._ghost, self.place())
        finally:
            painter.end()

    def _paint_over(self, painter: QPainter, ghost: Ghost, place: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        if self.mirrored:
            painter.translate(2 * place.center().x(), 0)
            painter.scale(-1, 1)
        if self._beneath is not None:
            painter.drawImage(place, self._beneath)
        elif self.by_lines:
            painter.fillRect(place, QColor(60, 60, 60))
        painter.setOpacity(min(1.0, 1.6 * self.strength / 100) if self.by_lines else self.strength / 100)
        painter.drawImage(place, ghost.lines if self.by_lines else ghost.photo)
        painter.setOpacity(1.0)
        if self.thirds:
            self._paint_thirds(painter, place)
        if self.outlined and len(ghost.outline) > 2:
            self._paint_outline(painter, ghost.outline, place)
        painter.restore()

    def _paint_thirds(self, painter: QPainter, place: QRectF) -> None:
        for pen in (QPen(_FAINT_DARK, 2.5), QPen(_FAINT_LIGHT, 1)):
            painter.setPen(pen)
            for share in (1 / 3, 2 / 3):
                x, y = place.left() + share * place.width(), place.top() + share * place.height()
                painter.drawLine(QPointF(x, place.top()), QPointF(x, place.bottom()))
                painter.drawLine(QPointF(place.left(), y), QPointF(place.right(), y))

    def _paint_outline(self, painter: QPainter, outline: Outline, place: QRectF) -> None:
        line = QPolygonF(
            [QPointF(place.left() + x * place.width(), place.top() + y * place.height()) for x, y in outline]
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(_DARK, 4), QPen(_LIGHT, 2)):
            painter.setPen(pen)
            painter.drawPolygon(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Make the ghost fainter or stronger, or take the photo."""
        deed = self._keys.get(event.key())
        if deed is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif not (event.isAutoRepeat() and event.key() == Qt.Key.Key_Space):
            deed()

    def changeEvent(self, event: QEvent) -> None:
        """Paint again in another look."""
        if theme.is_palette_change(event):
            self.update()
        super().changeEvent(event)


class GhostScreen(QWidget):
    """The ghost over the whole screen, to hold a phone against; Escape leaves it."""

    def __init__(self, of: GhostView) -> None:
        super().__init__(of.window(), Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("The photo to take the next one like"))
        self.view = GhostView(self)
        for name in ("strength", "by_lines", "thirds", "outlined", "mirrored"):
            setattr(self.view, name, getattr(of, name))
        self.view.show_ghost(of.ghost)
        self.view.fainter.connect(lambda: self._weigh(-STEP))
        self.view.stronger.connect(lambda: self._weigh(STEP))

    def _weigh(self, step: int) -> None:
        self.view.strength = min(100, max(STEP, self.view.strength + step))
        self.view.update()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Fill the screen."""
        self.view.setGeometry(self.rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Escape or by the key that led here."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F):
            self.close()
        else:
            super().keyPressEvent(event)
