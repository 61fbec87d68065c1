"""A bar of controls that never overflows: those for which there is no room wait behind one button."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from hairtrack.language import _
from hairtrack.ui import theme
from hairtrack.ui.widgets import tool

_UP_AND_DOWN = 4
_NO_LIMIT = 16777215
"""As Qt has it."""


class FoldingBar(QWidget):
    """Controls in a line. Keys work for all that are wanted, whether or not there is room for them.

    Attributes
    ----------
    more : QToolButton
        Opens what has no room.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self._firm: list[QWidget] = []
        self._folding: list[QToolButton] = []
        self._unwanted: set[QWidget] = set()
        self._keys: dict[QWidget, list[QShortcut]] = {}
        self.more = tool("more", _("More controls"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setProperty("role", "opens")
        self._menu = QMenu(self.more)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.more.setMenu(self._menu)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.GAP, _UP_AND_DOWN, theme.GAP, _UP_AND_DOWN)
        self._row.setSpacing(theme.GAP // 2)
        self._row.addStretch(1)
        self._row.addWidget(self.more)

    def add(self, *controls: QWidget) -> None:
        """Add controls at the left that always stay."""
        for control in controls:
            self._row.insertWidget(len(self._firm), control)
            self._firm.append(control)
            self._take_keys(control)

    def add_tools(self, *tools: QToolButton) -> None:
        """Add buttons at the right; where there is too little room, the last one folds away first."""
        for made in tools:
            self._row.insertWidget(self._row.count() - 1, made)
            self._folding.append(made)
            self._take_keys(made)

    def _take_keys(self, control: QWidget) -> None:
        """Let the keys of a control belong to the bar: those of a button that is folded away would be deaf."""
        self._keys[control] = [child for child in control.children() if isinstance(child, QShortcut)]
        for key in self._keys[control]:
            key.setParent(self)

    def want(self, control: QWidget, wanted: bool) -> None:
        """Say whether a control serves what is shown now; one that does not is hidden and its keys are deaf."""
        if wanted == (control not in self._unwanted):
            return
        (self._unwanted.discard if wanted else self._unwanted.add)(control)
        for key in self._keys[control]:
            key.setEnabled(wanted)
        self.fold()

    def wanted(self, control: QWidget) -> bool:
        """Whether a control serves what is shown now."""
        return control not in self._unwanted

    def fold(self) -> None:
        """Show as many controls as there is room for; words come first, then icons, the rest waits in the menu."""
        firm = [control for control in self._firm if control not in self._unwanted]
        wanted = [made for made in self._folding if made not in self._unwanted]
        gap = self._row.spacing()
        room = self.width() - 2 * theme.GAP
        more = self.more.sizeHint().width() + gap
        words = self._most(firm) + min(self._least(wanted), more) <= room
        left = room - (self._most(firm) if words else self._least(firm))
        shown = len(wanted)
        if self._least(wanted) > left:
            while shown and self._least(wanted[:shown]) > left - more:
                shown -= 1
        self._show(firm, wanted[:shown], words=words)
        self.more.setVisible(shown < len(wanted))

    def _show(self, firm: list[QWidget], tools: list[QToolButton], *, words: bool) -> None:
        for control in self._firm:
            control.setVisible(control in firm)
            if _can_shrink(control):
                # Between the two widths nothing is gained.
                control.setMaximumWidth(_NO_LIMIT if words else control.minimumSizeHint().width())
        for made in self._folding:
            made.setVisible(made in tools)

    def _least(self, controls: Sequence[QWidget]) -> int:
        """Return the room for controls without such words as they can do without."""
        widths = [
            control.minimumSizeHint().width() if _can_shrink(control) else _usual(control) for control in controls
        ]
        return sum(widths) + self._row.spacing() * len(widths)

    def _most(self, controls: Sequence[QWidget]) -> int:
        """Return the room for controls with all their words."""
        return sum(map(_usual, controls)) + self._row.spacing() * len(controls)

    def _fill_menu(self) -> None:
        self._menu.clear()
        for made in self._folding:
            if made not in self._unwanted and not made.isVisibleTo(self):
                action = QAction(made.icon(), made.toolTip(), self._menu)
                action.setCheckable(made.isCheckable())
                action.setChecked(made.isChecked())
                action.setEnabled(made.isEnabled())
                action.triggered.connect(made.click)
                self._menu.addAction(action)

    def minimumSizeHint(self) -> QSize:
        """Room for what always stays and for the button that opens the rest."""
        firm = [control for control in self._firm if control not in self._unwanted]
        width = self._least(firm) + self.more.sizeHint().width() + 2 * theme.GAP
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold, or unfold, as there is room."""
        super().resizeEvent(event)
        self.fold()

    def event(self, event: QEvent) -> bool:
        """Fold anew where a control became wider or narrower, as with larger text."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.fold()
        return done


def _can_shrink(control: QWidget) -> bool:
    """Whether a control can do without words."""
    flexible = control.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Preferred
    return flexible and control.minimumSizeHint().width() < control.sizeHint().width()


def _usual(control: QWidget) -> int:
    return max(control.sizeHint().width(), control.minimumWidth())
