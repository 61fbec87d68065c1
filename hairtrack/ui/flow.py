"""Widgets side by side that go on in the next line where the window is narrow or the text large."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """A row that wraps.

    Each widget is as wide as it wants to be, or as narrow as it can be where the line would else not hold it.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8) -> None:
        super().__init__(parent)
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)
        self._items: list[QLayoutItem] = []
        self._at_right: QLayoutItem | None = None
        self._spring = False

    def add_spring(self) -> None:
        """Push what is added from now on to the right end of its line."""
        self._spring = True

    # What a layout is asked

    def addItem(self, item: QLayoutItem) -> None:
        """Put an item behind the others."""
        self._items.append(item)
        if self._spring:
            self._at_right, self._spring = item, False

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None behind the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def sizeHint(self) -> QSize:
        """Room for all in one line."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self.spacing() * max(0, len(shown) - 1)
        return self._around(QSize(width, max((size.height() for size in shown), default=0)))

    def minimumSize(self) -> QSize:
        """Room for the widest alone."""
        shown = [item.minimumSize() for item in self._items if not item.isEmpty()]
        widest = max((size.width() for size in shown), default=0)
        return self._around(QSize(widest, max((size.height() for size in shown), default=0)))

    def hasHeightForWidth(self) -> bool:
        """Whether it is higher where it is narrower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high the lines are."""
        margins = self.contentsMargins()
        room = width - margins.left() - margins.right()
        heights = [self._height(line) for line in self._lines(room)]
        return sum(heights) + self.spacing() * max(0, len(heights) - 1) + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        """Put every item in its place."""
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        top = inner.top()
        for line in self._lines(inner.width()):
            height = self._height(line)
            left = inner.left()
            spare = inner.width() - sum(width for _item, width in line) - self.spacing() * (len(line) - 1)
            for item, width in line:
                left += max(0, spare) if item is self._at_right else 0
                item.setGeometry(QRect(left, top, width, height))
                left += width + self.spacing()
            top += height + self.spacing()

    def _around(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _lines(self, room: int) -> Iterator[list[tuple[QLayoutItem, int]]]:
        """Break into lines, each of items with their widths."""
        line: list[QLayoutItem] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            least = item.minimumSize().width()
            if line and used + self.spacing() + least > room:
                yield self._widths(line, room)
                line, used = [], 0
            used += least + (self.spacing() if line else 0)
            line.append(item)
        if line:
            yield self._widths(line, room)

    def _widths(self, line: list[QLayoutItem], room: int) -> list[tuple[QLayoutItem, int]]:
        """Let the items of a line grow to what they want, from the left, as far as there is room."""
        spare = room - sum(item.minimumSize().width() for item in line) - self.spacing() * (len(line) - 1)
        widths = []
        for item in line:
            least = item.minimumSize().width()
            more = max(0, min(spare, item.sizeHint().width() - least))
            spare -= more
            widths.append((item, min(room, least + more)))
        return widths

    def _height(self, line: list[tuple[QLayoutItem, int]]) -> int:
        return max(
            item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height() for item, width in line
        )
