"""One picture fading into the next, so that the eye keeps its place."""

from PySide6.QtCore import QVariantAnimation
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget


class Fade(QVariantAnimation):
    """What was seen, drawn thinner and thinner over what is there now.

    Parameters
    ----------
    view : QWidget
    """

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._was = QPixmap()
        self.setStartValue(1.0)
        self.setEndValue(0.0)
        self.valueChanged.connect(lambda _: view.update())
        self.finished.connect(self.drop)

    def begin(self, was: QPixmap, milliseconds: int) -> None:
        """Begin to fade."""
        self.stop()
        self._was = was
        self.setDuration(milliseconds)
        self.start()

    def drop(self) -> None:
        """Show at once what is there now."""
        self.stop()
        self._was = QPixmap()

    def paint(self, painter: QPainter) -> None:
        """Draw what is left of what was seen."""
        if self.state() is not QVariantAnimation.State.Stopped and not self._was.isNull():
            painter.save()
            painter.setOpacity(float(self.currentValue()))
            painter.drawPixmap(0, 0, self._was)
            painter.restore()
