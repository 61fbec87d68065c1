"""The keyboard's way through parts that are made anew while the window is open."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QWidget

from hairtrack.ui import theme


def order_focus(panel: QWidget) -> None:
    """Let Tab go from left to right and from top to bottom, although parts are made in any order, some of them anew."""
    stops = list(_stops(panel))
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def take_keyboard(part: QWidget) -> bool:
    """Give the keyboard to the first control inside a part that can have it; says whether there is one."""
    part.show()  # at once, not from the event loop: what is not shown cannot have the keyboard
    for stop in _stops(part):
        if stop.isEnabled() and stop.isVisible():
            stop.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
    return False


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """Return the controls inside a widget in the order of its layout."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    elif isinstance(widget, QScrollArea) and (inside := widget.widget()) is not None:
        yield from _stops(inside)
    elif isinstance(widget, QSplitter):
        for pane in (widget.widget(place) for place in range(widget.count())):
            yield from _stops(pane) if pane is not None else ()
    elif (layout := widget.layout()) is not None:
        yield from _stops_in(layout)


def _stops_in(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        inner_layout, inner = (item.layout(), item.widget()) if item is not None else (None, None)
        if inner is not None:
            yield from _stops(inner)
        elif inner_layout is not None:
            yield from _stops_in(inner_layout)


def bring_into_sight(part: QWidget) -> None:
    """Scroll the column so that a part is seen, of one that is too high its top, and the field with the keyboard."""
    around = part.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if isinstance(around, QScrollArea) and (inside := around.widget()) is not None:
        around.ensureWidgetVisible(part)
        around.ensureVisible(0, part.mapTo(inside, QPoint()).y(), 0, theme.GAP)
        if (field := part.focusWidget()) is not None:
            around.ensureWidgetVisible(field)
