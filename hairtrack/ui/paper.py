"""A sheet of paper on the table's grey: the preview of a page. Knows no session and no jobs."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from hairtrack.ui import theme


class Paper(QWidget):
    """Shows one page as large as it fits, and a few words while there is none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._page = QImage()
        self._words = ""
        self._scaled = QPixmap()

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
        self.update()

    @property
    def has_page(self) -> bool:
        """Whether a page is shown."""
        return not self._page.isNull()

    def sizeHint(self) -> QSize:
        """Room for a page that can be read."""
        return QSize(560, 760)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the page in the middle, with a thin edge."""
        look = theme.look_of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look.surround))
        if self.has_page:
            box = self._fit()
            if self._scaled.deviceIndependentSize().toSize() != box.size():
                self._scaled = self._scale(box.size())
            painter.drawPixmap(box, self._scaled)
            painter.setPen(QColor(look.edge))
            painter.drawRect(box.adjusted(-1, -1, 0, 0))
        if self._words:
            painter.setPen(QColor(look.text))
            middle = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
            place = self.rect().adjusted(theme.WIDE, self.height() // 2 - 20, -theme.WIDE, 0)
            if self.has_page:
                place = QRect(0, self.height() - 30, self.width(), 26)
                painter.fillRect(place, QColor(look.window))
                place = place.adjusted(0, 5, 0, 0)
            painter.drawText(place, middle, self._words)
        painter.end()

    def _fit(self) -> QRect:
        room = self.rect().adjusted(theme.WIDE, theme.PAD, -theme.WIDE, -theme.PAD)
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
