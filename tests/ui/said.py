"""All words that a window says, seen or heard."""

from collections.abc import Iterator

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListWidget, QSpinBox, QTableView, QWidget

from tests.ui.parts import parts


def said(window: QWidget) -> Iterator[str]:
    """Return every text of a window's parts: what stands on them, tips, and what is read out."""
    for widget in (window, *parts(window, QWidget)):
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle())
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        elif isinstance(widget, QSpinBox):
            yield from (widget.prefix(), widget.suffix())
        elif isinstance(widget, QComboBox):
            yield from (widget.itemText(k) for k in range(widget.count()))
        elif isinstance(widget, QListWidget):
            yield from (widget.item(k).text() for k in range(widget.count()))
        elif isinstance(widget, QTableView) and widget.model() is not None:
            yield from _cells(widget)
        elif isinstance(widget, QLabel) or hasattr(widget, "isCheckable"):
            yield widget.text()  # type: ignore[attr-defined]
    yield from (action.text() for action in parts(window, QAction))


def _cells(table: QTableView) -> Iterator[str]:
    model = table.model()
    for row in range(model.rowCount()):
        yield from (str(model.index(row, column).data() or "") for column in range(model.columnCount()))
