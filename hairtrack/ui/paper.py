"""A sheet of paper on the table's grey: the preview of a page. Knows no session and no jobs."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from hairtrack.ui import theme

_WIDEST = 1000
_STEP = 80


class Paper(QWidget):
    """Shows one page whole, or, after a click, as wide as it can be read; and a few words while there is none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip("Click to read it, click again to see the whole page")
        self._page = QImage()
        self._words = ""
        self._scaled = QPixmap()
        self._close = False
        self._top = 0

    def show_page(self, page: QImage, description: str) -> None:
        """Show a page.

        Parameters
        ----------
        page : QImage
        description : str
            What it shows, for the screen reader.
        """
        self._page, self._words, self._scaled = page, "", QPixmap()
        self.setAccessibleDescription(description)
        self.update()

    def show_words(self, words: str) -> None:
        """Say why there is no page, or that the one shown is being made anew."""
        self._words = words
        self.setAccessibleDescription(words)
        self.update()

    def clear(self) -> None:
        """Take the page away."""
        self._page, self._scaled = QImage(), QPixmap()
        self._close = False
        self.update()

    @property
    def has_page(self) -> bool:
        """Whether a page is shown."""
        return not self._page.isNull()

    def sizeHint(self) -> QSize:
        """Room for a page that can be read."""
        return QSize(560, 760)

    # Near and far

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Come near to read, where the pointer is; go back to see the whole page."""
        if event.button() == Qt.MouseButton.LeftButton and self.has_page:
            box = self._box()
            self._turn(share=(event.position().y() - box.top()) / box.height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep the other half of a click here."""
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Move along a page that is near."""
        self._move(-event.angleDelta().y())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Come near or go back by Space, move along by the keys that do so everywhere."""
        steps = {
            Qt.Key.Key_Down: _STEP,
            Qt.Key.Key_Up: -_STEP,
            Qt.Key.Key_PageDown: self.height() - _STEP,
            Qt.Key.Key_PageUp: _STEP - self.height(),
        }
        key = Qt.Key(event.key())
        if key in steps and self._close:
            self._move(steps[key])
        elif key == Qt.Key.Key_Space and self.has_page:
            self._turn(share=0.0)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay on the page in a window of another size."""
        super().resizeEvent(event)
        self._move(0)

    def _turn(self, *, share: float) -> None:
        self._close = not self._close
        self._top = round(share * self._box().height() - self.height() / 2)
        self._move(0)

    def _move(self, by: int) -> None:
        lowest = max(0, self._box().height() + 2 * theme.PAD - self.height()) if self._close and self.has_page else 0
        self._top = min(max(0, self._top + by), lowest)
        self.update()

    # What it paints

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the page with a thin edge, and the words over it."""
        look = theme.look_of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look.surround))
        if self.has_page:
            box = self._box()
            if self._scaled.deviceIndependentSize().toSize() != box.size():
                self._scaled = self._scale(box.size())
            painter.drawPixmap(box, self._scaled)
            painter.setPen(QColor(look.edge))
            painter.drawRect(box.adjusted(-1, -1, 0, 0))
        if self._words:
            self._paint_words(painter, look)
        painter.end()

    def _paint_words(self, painter: QPainter, look: theme.Look) -> None:
        place = self.rect().adjusted(theme.WIDE, self.height() // 2 - 20, -theme.WIDE, 0)
        if self.has_page:
            strip = QRect(0, self.height() - 30, self.width(), 30)
            painter.fillRect(strip, QColor(look.window))
            place = strip.adjusted(0, 7, 0, 0)
        painter.setPen(QColor(look.text))
        painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, self._words)

    def _box(self) -> QRect:
        """Return where the page lies."""
        room = self.rect().adjusted(theme.WIDE, theme.PAD, -theme.WIDE, -theme.PAD)
        if self._close:
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
