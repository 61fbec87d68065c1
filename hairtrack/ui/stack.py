"""Widgets stacked in a place whose content is made anew."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hairtrack.ui import theme


def stacked(*widgets: QWidget) -> QWidget:
    """Stack widgets without a margin, to be filled anew by `fill`."""
    made = QWidget()
    stack = QVBoxLayout(made)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(theme.GAP)
    for widget in widgets:
        stack.addWidget(widget)
    return made


def fill(place: QWidget, rows: Sequence[QWidget]) -> None:
    """Put rows in the place of those before them."""
    layout = place.layout()
    assert layout is not None
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
    for made in rows:
        layout.addWidget(made)
