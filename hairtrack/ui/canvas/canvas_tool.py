"""What clicks and keys on a photo do beyond zoom and pan."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter

from hairtrack.course import Point


class CanvasTool:
    """A tool that does nothing; each tool overrides what it needs.

    Places are in the photo's pixels. A tool knows its canvas from its constructor.

    Attributes
    ----------
    cursor : CursorShape
    places : bool
        Whether it sets down points, so that the arrows move a crosshair and Space clicks there.
    """

    cursor = Qt.CursorShape.CrossCursor
    places = True

    def press(self, place: Point) -> bool:  # noqa: ARG002
        """Begin a drag; False leaves it to the canvas, which then moves the photo or clicks."""
        return False

    def drag(self, place: Point) -> None:
        """Go on with the drag that `press` took."""

    def drop(self, place: Point) -> None:
        """End the drag."""

    def click(self, place: Point) -> None:
        """Set down a point."""

    def double_click(self, place: Point) -> None:
        """Finish."""

    def hover(self, place: Point | None) -> None:
        """Follow the pointer; None when it has left."""

    def key(self, event: QKeyEvent) -> bool:  # noqa: ARG002
        """Take a key, or leave it."""
        return False

    def paint(self, painter: QPainter) -> None:
        """Draw the tool's marks, in the canvas's coordinates."""
