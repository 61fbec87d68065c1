"""A bar of controls that never overflows: those for which there is no room wait behind one button."""

from PySide6.QtCore import QSize, Qt
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
        self._keys[control] = control.findChildren(QShortcut)
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
        """Show as many controls as there is room for."""
        for control in self._firm:
            control.setVisible(control not in self._unwanted)
        wanted = [made for made in self._folding if made not in self._unwanted]
        gap = self._row.spacing()
        room = self.width() - 2 * theme.GAP - self._least(self._firm)
        shown = len(wanted)
        if self._least(wanted) > room:
            room -= self.more.sizeHint().width() + gap
            while shown and self._least(wanted[:shown]) > room:
                shown -= 1
        for place, made in enumerate(wanted):
            made.setVisible(place < shown)
        for made in self._folding:
            if made in self._unwanted:
                made.hide()
        self.more.setVisible(shown < len(wanted))
        self._give_words(wanted[:shown], room)

    def _give_words(self, tools: list[QToolButton], room: int) -> None:
        """Let controls that can do without words have them where there is room, and else no more room than they use."""
        left = room - self._least(tools)
        for control in self._firm:
            least, most = control.minimumSizeHint().width(), control.sizeHint().width()
            spacious = most - least <= left
            if control.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Preferred and most > least:
                control.setMaximumWidth(_NO_LIMIT if spacious else least)

    def _least(self, controls: list[QWidget] | list[QToolButton]) -> int:
        widths = [
            max(made.minimumSizeHint().width(), made.minimumWidth()) if made in self._firm else made.sizeHint().width()
            for made in controls
            if made not in self._unwanted
        ]
        return sum(widths) + self._row.spacing() * len(widths)

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
        width = self._least(self._firm) + self.more.sizeHint().width() + 2 * theme.GAP
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold, or unfold, as there is room."""
        super().resizeEvent(event)
        self.fold()
