"""The rail at the left: the journey in order, with a quiet word where work waits."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from hairtrack.ui import icons, theme

_WIDTH = 92


class RailButton(QAbstractButton):
    """One page: icon, name, and beneath it what waits there."""

    def __init__(self, *, icon: str, title: str, key: str) -> None:
        super().__init__()
        self._icon = icon
        self._badge = ""
        self.setText(title)
        self.setCheckable(True)
        self.setToolTip(f"{title} ({key})")
        # Not the button's own shortcut: that waits a tenth of a second to show the button pressed.
        QShortcut(QKeySequence(key), self).activated.connect(self.click)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_badge("")

    def set_badge(self, badge: str) -> None:
        """Say what waits on the page, or nothing."""
        self._badge = badge
        self.setAccessibleName(f"{self.text()}, {badge}" if badge else self.text())
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon, name and one or two lines."""
        return QSize(_WIDTH, 76)

    def minimumSizeHint(self) -> QSize:
        """Room for icon and name."""
        return QSize(_WIDTH, 56)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint icon, name and badge; the page in front has a bar at its left."""
        look = theme.look_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            painter.fillRect(self.rect(), QColor(look.selected if self.isChecked() else look.hover))
        if self.isChecked():
            painter.fillRect(QRect(0, 0, 3, self.height()), QColor(look.accent))
        if self.hasFocus():
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 4, 4)
        colour = QColor(look.text if self.isEnabled() else look.edge)
        top = 11
        drawn = icons.pixmap(self._icon, colour, ratio=self.devicePixelRatioF())
        painter.drawPixmap((self.width() - icons.SIZE) // 2, top, drawn)
        line = self.fontMetrics().height()
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(colour)
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(QRect(0, top + 23, self.width(), line), middle, self.text())
        if self._badge:
            font.setWeight(QFont.Weight.Normal)
            font.setPixelSize(theme.SMALL)
            painter.setFont(font)
            painter.setPen(QColor(look.accent if self.isEnabled() else look.edge))
            rest = QRect(4, top + 23 + line, self.width() - 8, self.height() - top - 23 - line)
            painter.drawText(rest, middle | Qt.TextFlag.TextWordWrap, self._badge)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Paint again in another look."""
        if theme.is_palette_change(event):
            self.update()
        super().changeEvent(event)


class Rail(QWidget):
    """The pages, one under the other.

    Signals
    -------
    chosen : str
        The name of the page that the user wants.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Pages")
        self.setFixedWidth(_WIDTH)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, RailButton] = {}
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 4, 0, 4)
        self._stack.setSpacing(0)
        self._stack.addStretch(1)

    def add(self, name: str, *, icon: str, title: str) -> None:
        """Put a page below those before it; its key is its place, from 1."""
        made = RailButton(icon=icon, title=title, key=str(len(self.buttons) + 1))
        made.clicked.connect(lambda _=False: self.chosen.emit(name))
        self._group.addButton(made)
        self.buttons[name] = made
        self._stack.insertWidget(self._stack.count() - 1, made)

    def show_page(self, name: str) -> None:
        """Mark the page in front; Tab comes to it, and the focus goes along where the rail has it."""
        focused = any(made.hasFocus() for made in self.buttons.values())
        for other, made in self.buttons.items():
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus if other == name else Qt.FocusPolicy.NoFocus)
        self.buttons[name].setChecked(True)
        if focused:
            self.buttons[name].setFocus()
