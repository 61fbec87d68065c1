"""Where things are in the window: rail, stage, inspector, filmstrip. It knows places, not what is shown there."""

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from hairtrack.ui import theme
from hairtrack.ui.film.strip import StripPanel
from hairtrack.ui.focus import order_focus, stops
from hairtrack.ui.notice import JobBar, NoticeBar
from hairtrack.ui.page import Page
from hairtrack.ui.pages import Tab
from hairtrack.ui.rail import Rail
from hairtrack.ui.widgets import rule

_INSPECTOR = 320
"""Its width at first, in pixels at 100 %."""
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
        self._stages, self._inspectors = QStackedWidget(), _Inspectors()
        self._splitter = _Columns()
        self._rules = (rule(upright=True), rule())
        self._folded = self._alone = False
        self.panes: tuple[QWidget, ...] = (self.rail, self._stages, self._inspectors, strip)
        for tab in tabs:
            if tab.in_rail:
                made = self.rail.add(tab.name, icon=tab.icon, title=tab.title)
                # Of the frame, so that its key works while the full screen hides the rail. Not the button's own
                # shortcut either: that waits a tenth of a second to show the button pressed.
                QShortcut(QKeySequence(made.key), self).activated.connect(made.click)
        self._lay_out()

    def _lay_out(self) -> None:
        centre = QWidget()
        column = _bare(QVBoxLayout(centre))
        column.addWidget(self.notice)
        column.addWidget(self._stages, 1)
        self._splitter.setHandleWidth(theme.GAP // 2)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(centre)
        self._splitter.addWidget(self._inspectors)
        self._splitter.setStretchFactor(0, 1)
        theme.fit(self._set_inspector_width, _INSPECTOR)
        upper = _bare(QHBoxLayout())
        upper.addWidget(self.rail)
        upper.addWidget(self._rules[0])
        upper.addWidget(self._splitter, 1)
        whole = _bare(QVBoxLayout(self))
        whole.addLayout(upper, 1)
        whole.addWidget(self._rules[1])
        whole.addWidget(self.strip)
        whole.addWidget(self.job_bar)

    def _set_inspector_width(self, width: int) -> None:
        room = max(1000, self._splitter.width())
        self._splitter.setSizes([room - width, width])
        self._splitter.leave_the_photo_room()

    @property
    def columns(self) -> list[int]:
        """How wide stage and inspector are, to be set again by `set_columns`."""
        return self._splitter.sizes()

    def set_columns(self, widths: list[int]) -> None:
        """Make stage and inspector as wide as they were."""
        if len(widths) == self._splitter.count() and all(width > 0 for width in widths):
            self._splitter.setSizes(widths)

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
        self.strip.use_pairs(page.pairs, page.photo_deeds)
        self.rail.show_page(page.name)
        order_focus(self)

    def fold_inspector(self, folded: bool) -> None:
        """Fold the column at the right away, or back."""
        self._folded = folded
        self._inspectors.setVisible(not folded and not self._alone)

    def show_alone(self, alone: bool) -> None:
        """Show the stage without rail and inspector, or with them again."""
        self._alone = alone
        for part in (self.rail, *self._rules):
            part.setVisible(not alone)
        self.fold_inspector(self._folded)

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


class _Columns(QSplitter):
    """Stage and inspector, divided by the user, but in a narrow window never so that the photo has but a strip."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)

    def leave_the_photo_room(self) -> None:
        """Give the inspector two fifths at most, or what it has with text of the usual size."""
        stage, inspector = self.sizes()
        most = max(_INSPECTOR, (stage + inspector) * 2 // 5)
        if inspector > most:
            self.setSizes([stage + inspector - most, most])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide anew where there is less room."""
        super().resizeEvent(event)
        if event.size().width() < event.oldSize().width():
            self.leave_the_photo_room()


class _Inspectors(QStackedWidget):
    """As wide as the page that needs most, so that nothing is cut off, and turning pages moves nothing."""

    def minimumSizeHint(self) -> QSize:
        """Room for every page."""
        needed = super().minimumSizeHint()
        return QSize(max(theme.px(240), needed.width()), needed.height())


def _bare(layout: _Layout) -> _Layout:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout


def _first_focus(pane: QWidget) -> QWidget | None:
    return next((stop for stop in stops(pane) if stop.isVisible() and stop.isEnabled()), None)
