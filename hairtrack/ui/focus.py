"""The keyboard's way through parts that are made anew while the window is open."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QWidget

from hairtrack.ui import theme
from hairtrack.ui.layouts import laid_out

_BY_TAB = frozenset({Qt.FocusPolicy.TabFocus, Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.WheelFocus})
"""Looked up, because each turn of a page asks every part of the window and Python's flags are slow to compare."""


def order_focus(panel: QWidget) -> None:
    """Let Tab go from left to right and from top to bottom, although parts are made in any order, some of them anew."""
    for before, after in pairwise(stops(panel)):
        QWidget.setTabOrder(before, after)


def take_keyboard(part: QWidget) -> bool:
    """Give the keyboard to the first control inside a part that can have it; says whether there is one."""
    part.show()  # at once, not from the event loop: what is not shown cannot have the keyboard
    for stop in stops(part):
        if stop.isEnabled() and stop.isVisible():
            stop.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
    return False


def stops(widget: QWidget) -> Iterator[QWidget]:
    """Return the controls inside a widget that Tab comes to, in the order of its layout.

    Not by ``findChildren``: PySide then takes each part from its parent and gives it to the widget that was asked, and
    a part that is deleted later with its parent may crash the program.
    """
    if widget.focusPolicy() in _BY_TAB:
        yield widget
    elif isinstance(widget, QScrollArea) and (inside := widget.widget()) is not None:
        yield from stops(inside)
    elif isinstance(widget, QSplitter):
        for pane in (widget.widget(place) for place in range(widget.count())):
            yield from stops(pane) if pane is not None else ()
    elif (layout := widget.layout()) is not None:
        yield from _stops_in(layout)


def _stops_in(layout: QLayout) -> Iterator[QWidget]:
    for part in laid_out(layout):
        yield from stops(part) if isinstance(part, QWidget) else _stops_in(part)


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
