"""Widgets stacked in a place whose content is made anew."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hairtrack.ui import theme
from hairtrack.ui.focus import take_keyboard
from hairtrack.ui.layouts import laid_out


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
    held = next((k for k, row in enumerate(rows_in(place)) if _has_keyboard(row)), None)
    taken = layout.takeAt(0)
    old = taken.widget() if taken is not None else None
    # In a stack of their own: each row that is shown by itself would have all that stands around it laid out anew.
    new = stacked(*rows)
    layout.addWidget(new)
    new.show()  # at once, not from the event loop: what is not shown cannot have the keyboard
    if held is not None:
        # Before the old ones are hidden: the keyboard would leave them for whatever comes next, and scroll there.
        any(take_keyboard(row) for row in (*rows[held:], *reversed(rows[:held])))
    if old is not None:
        old.hide()
        old.deleteLater()


def rows_in(place: QWidget) -> list[QWidget]:
    """Return the rows that `fill` put in a place."""
    layout = place.layout()
    assert layout is not None
    inside = next((stack.layout() for stack in laid_out(layout) if isinstance(stack, QWidget)), None)
    return [row for row in laid_out(inside) if isinstance(row, QWidget)] if inside is not None else []


def _has_keyboard(row: QWidget) -> bool:
    focused = row.window().focusWidget()
    return focused is not None and (row is focused or row.isAncestorOf(focused))
