"""The keyboard's way through parts that are made anew while the window is open."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QWidget


def order_focus(panel: QWidget) -> None:
    """Let Tab go from left to right and from top to bottom, although parts are made in any order, some of them anew."""
    stops = list(_stops(panel))
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


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


def bring_into_sight(form: QWidget) -> None:
    """Scroll the column so that the form is seen, and of one that is too high the field with the keyboard."""
    around = form.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if isinstance(around, QScrollArea):
        around.ensureWidgetVisible(form)
        if (field := form.focusWidget()) is not None:
            around.ensureWidgetVisible(field)
