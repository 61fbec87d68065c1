"""Where things are in the window: rail, stage, inspector, filmstrip. It knows places, not what is shown there."""

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from hairtrack.ui.film.strip import StripPanel
from hairtrack.ui.focus import order_focus
from hairtrack.ui.notice import JobBar, NoticeBar
from hairtrack.ui.page import Page
from hairtrack.ui.pages import Tab
from hairtrack.ui.rail import Rail
from hairtrack.ui.widgets import rule

_Layout = TypeVar("_Layout", bound=QBoxLayout)


class WindowFrame(QWidget):
    """The places of every page.

    Attributes
    ----------
    rail : Rail
    notice : NoticeBar
    strip : StripPanel
    job_bar : JobBar
    panes : tuple of QWidget
        Rail, stage, inspector and filmstrip, in the order that F6 visits them.
    """

    def __init__(self, tabs: Iterable[Tab], strip: StripPanel) -> None:
        super().__init__()
        self.rail = Rail()
        self.notice = NoticeBar()
        self.strip = strip
        self.job_bar = JobBar()
        self._stages, self._inspectors = QStackedWidget(), QStackedWidget()
        self.panes: tuple[QWidget, ...] = (self.rail, self._stages, self._inspectors, strip)
        for tab in tabs:
            self.rail.add(tab.name, icon=tab.icon, title=tab.title)
        self._lay_out()

    def _lay_out(self) -> None:
        centre = QWidget()
        column = _bare(QVBoxLayout(centre))
        column.addWidget(self.notice)
        column.addWidget(self._stages, 1)
        self._inspectors.setMinimumWidth(296)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(centre)
        splitter.addWidget(self._inspectors)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([1000, 320])
        upper = _bare(QHBoxLayout())
        upper.addWidget(self.rail)
        upper.addWidget(rule(upright=True))
        upper.addWidget(splitter, 1)
        whole = _bare(QVBoxLayout(self))
        whole.addLayout(upper, 1)
        whole.addWidget(rule())
        whole.addWidget(self.strip)
        whole.addWidget(self.job_bar)

    def add_page(self, page: Page) -> None:
        """Give a page its places, behind those that are there."""
        self._stages.addWidget(page.stage)
        self._inspectors.addWidget(page.inspector)

    def show_page(self, page: Page) -> None:
        """Put a page's stage and inspector in their places.

        What had the focus on the page before gives it to the window, not to whichever control comes next.
        """
        focused = self.window().focusWidget()
        if focused is not None and any(pane.isAncestorOf(focused) for pane in (self._stages, self._inspectors)):
            self.window().setFocus()
        self._stages.setCurrentWidget(page.stage)
        self._inspectors.setCurrentWidget(page.inspector)
        self.strip.use_pairs(page.pairs)
        self.rail.show_page(page.name)
        order_focus(self)

    def fold_inspector(self, folded: bool) -> None:
        """Fold the column at the right away, or back."""
        self._inspectors.setVisible(not folded)

    def focus_next_pane(self) -> None:
        """Give the keyboard to the next pane that takes it."""
        panes = [pane for pane in self.panes if pane.isVisible()]
        focused = self.window().focusWidget()
        here = next((k for k, pane in enumerate(panes) if focused and pane.isAncestorOf(focused)), -1)
        for k in range(1, len(panes) + 1):
            target = _first_focus(panes[(here + k) % len(panes)])
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return


def _bare(layout: _Layout) -> _Layout:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout


def _first_focus(pane: QWidget) -> QWidget | None:
    usable = (child for child in pane.findChildren(QWidget) if child.isVisible() and child.isEnabled())
    return next((child for child in usable if child.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
