"""A sheet of paper on the table's grey: the preview of a page. Knows no session and no jobs."""

from PySide6.QtCore import QElapsedTimer, QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from hairtrack.language import _
from hairtrack.ui import theme

_WIDEST = 1000
_STEP = 80
_NOTCH = 120
_REST_MS = 200
"""Between two pages turned by the wheel, so that one push of a touchpad does not turn them all."""
_FADED = 0.35
END = 10_000
"""As many pages on as no report has: to the last one."""


class Paper(QWidget):
    """Shows one page whole, or, after a click, as wide as it can be read; and a few words while there is none.

    Signals
    -------
    turned : int
        So many pages on are wanted.
    zoomed : bool
        Whether the page is near now.
    """

    turned = Signal(int)
    zoomed = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(_("Click to read it, click again to see the whole page; the wheel turns pages"))
        self._page = QImage()
        self._words = ""
        self._faded = False
        self._scaled = QPixmap()
        self._close = False
        self._top = 0
        self._from_below = False
        self._wheel = 0
        self._since_turn = QElapsedTimer()

    def show_page(self, page: QImage, description: str) -> None:
        """Show a page.

        Parameters
        ----------
        page : QImage
        description : str
            What it shows, for the screen reader.
        """
        self._page, self._words, self._faded, self._scaled = page, "", False, QPixmap()
        if self._from_below:
            self._top, self._from_below = 2 * self._box().height(), False
        self._move(0)
        self.setAccessibleDescription(description)

    def show_words(self, words: str) -> None:
        """Say why there is no page; with a page, fade it and say that it is being made anew."""
        self._words, self._faded = words, self.has_page
        self.setAccessibleDescription(words)
        self.update()

    def clear(self) -> None:
        """Take the page away, and the words."""
        self._page, self._scaled, self._words, self._faded = QImage(), QPixmap(), "", False
        self.setAccessibleDescription("")
        if self._close:
            self.turn_zoom()
        self.update()

    @property
    def has_page(self) -> bool:
        """Whether a page is shown."""
        return not self._page.isNull()

    @property
    def faded(self) -> bool:
        """Whether the page shown is an old one."""
        return self._faded

    def sizeHint(self) -> QSize:
        """Room for a page that can be read."""
        return QSize(560, 760)

    # Near and far

    def turn_zoom(self, *, share: float = 0.0) -> None:
        """Come near to read, at a share of the page's height; or go back to see the whole page."""
        self._close = not self._close and self.has_page
        self._top = round(share * self._box().height() - self.height() / 2) if self._close else 0
        self._move(0)
        self.zoomed.emit(self._close)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Come near to read, where the pointer is; go back to see the whole page."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.has_page:
            box = self._box()
            self.turn_zoom(share=(event.position().y() - box.top()) / max(1, box.height()))
            event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep the other half of a click here."""
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Move along a page that is near, and turn the page at its end."""
        by = -event.angleDelta().y()
        event.accept()
        if by == 0 or self._move(by):
            self._wheel = 0
            return
        self._wheel = by if self._wheel * by < 0 else self._wheel + by
        rested = not self._since_turn.isValid() or self._since_turn.elapsed() > _REST_MS
        if abs(self._wheel) >= _NOTCH and rested:
            self._since_turn.start()
            self._turn(1 if self._wheel > 0 else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Come near or go back by Space; move along, and from page to page, by the keys that do so everywhere."""
        key = Qt.Key(event.key())
        screen = max(_STEP, self.height() - _STEP)
        steps = {
            Qt.Key.Key_Down: _STEP,
            Qt.Key.Key_Up: -_STEP,
            Qt.Key.Key_PageDown: screen,
            Qt.Key.Key_PageUp: -screen,
            Qt.Key.Key_Right: END,
            Qt.Key.Key_Left: -END,
        }
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._turn(END if key == Qt.Key.Key_End else -END)
        elif key in steps and abs(steps[key]) < END and self._move(steps[key]):
            pass
        elif key in steps:
            self._turn(1 if steps[key] > 0 else -1)
        elif key == Qt.Key.Key_Space and self.has_page:
            self.turn_zoom()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay on the page in a window of another size."""
        super().resizeEvent(event)
        self._move(0)

    def _turn(self, pages: int) -> None:
        """Ask for another page; one before is entered from below, as one reads back."""
        self._wheel, self._from_below = 0, self._close and pages == -1
        if self._close and not self._from_below:
            self._top = 0
        self.turned.emit(pages)

    def _move(self, by: int) -> bool:
        """Move along the page; says whether it moved."""
        lowest = max(0, self._box().height() + 2 * theme.PAD - self.height()) if self._close and self.has_page else 0
        before, self._top = self._top, min(max(0, self._top + by), lowest)
        self.update()
        return self._top != before

    # What it paints

    def changeEvent(self, event: QEvent) -> None:
        """Paint again in another look."""
        if theme.is_palette_change(event):
            self.update()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the page with a thin edge, and the words over it."""
        look = theme.look_of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look.surround))
        if self.has_page:
            box = self._box()
            if self._scaled.deviceIndependentSize().toSize() != box.size():
                self._scaled = self._scale(box.size())
            painter.setOpacity(_FADED if self._faded else 1.0)
            painter.drawPixmap(box, self._scaled)
            painter.setOpacity(1.0)
            painter.setPen(QPen(QColor(look.accent), 2) if self.hasFocus() else QPen(QColor(look.edge), 1))
            painter.drawRect(box.adjusted(-1, -1, 0, 0))
        if self._words:
            self._paint_words(painter, look)
        painter.end()

    def _paint_words(self, painter: QPainter, look: theme.Look) -> None:
        wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        width = min(460, self.width() - 2 * theme.WIDE)
        place = painter.boundingRect(QRect(0, 0, width, self.height()), wrapped, self._words)
        place.moveCenter(self.rect().center())
        if self.has_page:
            painter.setPen(QColor(look.line))
            painter.setBrush(QColor(look.panel))
            painter.drawRoundedRect(place.adjusted(-theme.PAD, -theme.GAP, theme.PAD, theme.GAP), 8, 8)
        painter.setPen(QColor(look.text))
        painter.drawText(place, wrapped, self._words)

    def _box(self) -> QRect:
        """Return where the page lies."""
        room = self.rect().adjusted(theme.WIDE, theme.PAD, -theme.WIDE, -theme.PAD)
        if self._close and self.has_page:
            width = min(_WIDEST, room.width())
            height = round(width * self._page.height() / self._page.width())
            return QRect(room.center().x() - width // 2, theme.PAD - self._top, width, height)
        size = self._page.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRect(0, 0, size.width(), size.height())
        box.moveCenter(room.center())
        return box

    def _scale(self, size: QSize) -> QPixmap:
        ratio = self.devicePixelRatioF()
        smooth = Qt.TransformationMode.SmoothTransformation
        pixels = QSize(round(size.width() * ratio), round(size.height() * ratio))
        made = QPixmap.fromImage(self._page.scaled(pixels, Qt.AspectRatioMode.IgnoreAspectRatio, smooth))
        made.setDevicePixelRatio(ratio)
        return made
