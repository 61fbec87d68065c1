"""Room that keeps the lower part of a column in its place while the upper part is being worked out."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget


class SteadyRoom(QWidget):
    """Stands beneath what comes and goes.

    Parameters
    ----------
    above : QWidget
        The last part of what comes and goes.
    column : QVBoxLayout
        In which both stand.
    """

    def __init__(self, above: QWidget, column: QVBoxLayout) -> None:
        super().__init__()
        self._above, self._column = above, column
        self.hide()

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Let what stands above become shorter without moving what stands beneath."""
        shown = self._above.isVisible()
        end = (self if self.isVisible() else self._above).geometry().bottom()
        self.hide()
        yield
        self._lay_out()
        gap = end - self._above.geometry().bottom() - self._column.spacing()
        if shown and gap > 0:
            self.setFixedHeight(gap)
            self.show()

    def give_up(self) -> None:
        """Leave the room to what stands above, in one step with what it shows now."""
        self._lay_out()
        self.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        """Lay the column out now: what was shown or hidden tells it by events that are still under way."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._column.activate()
