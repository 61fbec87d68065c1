"""Widgets stacked in a place whose content is made anew."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hairtrack.ui import theme
from hairtrack.ui.focus import take_keyboard


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
    """Put rows in the place of those before them; the keyboard stays at the row, or goes to what took its place."""
    layout = place.layout()
    assert layout is not None
    old = rows_in(place)
    while layout.takeAt(0) is not None:
        pass
    held = next((k for k, row in enumerate(old) if _has_keyboard(row)), None)
    for made in rows:
        layout.addWidget(made)
    if held is not None:
        # Before the old ones are hidden: the keyboard would leave them for whatever comes next, and scroll there.
        any(take_keyboard(row) for row in (*rows[held:], *reversed(rows[:held])))
    for row in old:
        row.hide()
        row.deleteLater()


def rows_in(place: QWidget) -> list[QWidget]:
    """Return the rows that stand in a place now."""
    layout = place.layout()
    assert layout is not None
    items = (layout.itemAt(k) for k in range(layout.count()))
    return [row for item in items if item is not None and (row := item.widget()) is not None]


def _has_keyboard(row: QWidget) -> bool:
    focused = row.window().focusWidget()
    return focused is not None and (row is focused or row.isAncestorOf(focused))
