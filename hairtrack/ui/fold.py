"""A part of the inspector for those who want to see more: folded until asked for."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from hairtrack.language import _
from hairtrack.ui import theme

_ARROW = 12


class _Line(QToolButton):
    """A button whose words go on in the next line where the column is narrow."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._words: list[str] = []
        self.setText(title)

    def setText(self, text: str) -> None:
        """Say other words, broken as those before."""
        self._words = text.split()
        self._break()

    def minimumSizeHint(self) -> QSize:
        """Room for the longest word beside the arrow."""
        metrics = QFontMetrics(self.font())
        longest = max(map(metrics.horizontalAdvance, self._words), default=0)
        return QSize(longest + self._beside, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words into lines."""
        super().resizeEvent(event)
        self._break()

    def _break(self) -> None:
        metrics = QFontMetrics(self.font())
        lines: list[str] = []
        for word in self._words:
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and metrics.horizontalAdvance(longer) <= self.width() - self._beside:
                lines[-1] = longer
            else:
                lines.append(word)
        super().setText("\n".join(lines))

    @property
    def _beside(self) -> int:
        return self.iconSize().width() + 2 * theme.GAP


class Fold(QWidget):
    """A line of words that unfolds what lies beneath it.

    Attributes
    ----------
    switch : QToolButton
        The line.
    """

    def __init__(self, title: str, *inside: QWidget) -> None:
        super().__init__()
        self.switch: QToolButton = _Line(title)
        self.switch.setAccessibleName(title)
        self.switch.setCheckable(True)
        self.switch.setProperty("role", "fold")
        self.switch.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        theme.fit(self._size_arrow)
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

    def _size_arrow(self) -> None:
        self.switch.setIconSize(QSize(theme.px(_ARROW), theme.px(_ARROW)))

    def _turn(self, unfolded: bool) -> None:
        self._inside.setVisible(unfolded)
        self.switch.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self.switch.setAccessibleDescription(_("unfolded") if unfolded else _("folded"))
