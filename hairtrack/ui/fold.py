"""A part of the inspector for those who want to see more: folded until asked for."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from hairtrack.ui import theme


class Fold(QWidget):
    """A line of words that unfolds what lies beneath it.

    Attributes
    ----------
    switch : QToolButton
        The line.
    """

    def __init__(self, title: str, *inside: QWidget) -> None:
        super().__init__()
        self.switch = QToolButton()
        self.switch.setText(title)
        self.switch.setAccessibleName(title)
        self.switch.setCheckable(True)
        self.switch.setProperty("role", "fold")
        self.switch.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.switch.setIconSize(QSize(10, 10))
        self.switch.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.switch.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        for widget in inside:
            column.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.GAP)
        whole.addWidget(self.switch)
        whole.addWidget(self._inside)
        self.switch.toggled.connect(self._turn)
        self._turn(False)

    @property
    def open(self) -> bool:
        """Whether it is unfolded."""
        return self.switch.isChecked()

    def _turn(self, unfolded: bool) -> None:
        self._inside.setVisible(unfolded)
        self.switch.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self.switch.setAccessibleDescription("unfolded" if unfolded else "folded")
