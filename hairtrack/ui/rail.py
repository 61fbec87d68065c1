"""The rail at the left: the journey in order, with a quiet word where work waits."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from hairtrack.language import _
from hairtrack.ui import icons, theme

_WIDTH = 92
"""At least, in pixels: for two words of what waits. Large text makes it no wider than the names need."""


class RailButton(QAbstractButton):
    """One page: icon, name, and beneath it what waits there.

    Attributes
    ----------
    key : str
        That stands for it; who shows the rail listens for it.
    """

    def __init__(self, *, icon: str, title: str, key: str) -> None:
        super().__init__()
        self._icon = icon
        self._badge = ""
        self.setText(title)
        self.setCheckable(True)
        self.key = key
        self._tip = f"{title} ({key})"
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_badge("")

    def set_badge(self, badge: str) -> None:
        """Say what waits on the page, or nothing."""
        self._badge = badge
        self.setAccessibleName(f"{self.text()}, {badge}" if badge else self.text())
        self.setToolTip(f"{self._tip}\n{badge}" if badge else self._tip)
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon, name and one or two lines."""
        return QSize(self.minimumSizeHint().width(), theme.px(76))

    def minimumSizeHint(self) -> QSize:
        """Room for the name alone, so that all pages can be reached in a low window with large text."""
        name = QFontMetrics(self._font(theme.BODY, QFont.Weight.DemiBold))
        return QSize(max(_WIDTH, name.horizontalAdvance(self.text()) + theme.PAD), name.height() + 2 * theme.GAP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint icon, name and badge; the page in front has a bar at its left."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter, theme.look_of(self))
            self._paint_parts(painter, theme.look_of(self))

    def _paint_ground(self, painter: QPainter, look: theme.Look) -> None:
        if self.isChecked() or self.underMouse():
            painter.fillRect(self.rect(), QColor(look.selected if self.isChecked() else look.hover))
        if self.isChecked():
            painter.fillRect(QRect(0, 0, 4, self.height()), QColor(look.accent))
        if self.hasFocus():
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 4, 4)

    def _paint_parts(self, painter: QPainter, look: theme.Look) -> None:
        """Paint what there is room for: the name always, then the icon, then what waits, which is else a dot."""
        name = self._font(theme.BODY, QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal)
        small = self._font(theme.SMALL, QFont.Weight.Normal)
        line = QFontMetrics(name).height()
        wrapped = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        inner = QRect(4, 0, self.width() - 8, self.height())
        waiting = QFontMetrics(small).boundingRect(inner, int(wrapped), self._badge).height() if self._badge else 0
        icon = icons.side() + 4
        has_icon = self.height() >= icon + line + 8
        has_badge = bool(waiting) and self.height() >= icon + line + waiting + 8
        total = icon * has_icon + line + waiting * has_badge
        top = max(0, min(theme.px(12), (self.height() - total) // 2))
        colour = QColor(look.text if self.isEnabled() else look.edge)
        if has_icon:
            drawn = icons.pixmap(self._icon, colour, ratio=self.devicePixelRatioF())
            painter.drawPixmap((self.width() - icons.side()) // 2, top, drawn)
            top += icon
        painter.setFont(name)
        painter.setPen(colour)
        painter.drawText(inner.adjusted(0, top, 0, 0), wrapped, self.text())
        painter.setFont(small)
        painter.setPen(QColor(look.accent if self.isEnabled() else look.edge))
        if has_badge:
            painter.drawText(inner.adjusted(0, top + line, 0, 0), wrapped, self._badge)
        elif waiting:
            painter.setBrush(painter.pen().color())
            painter.drawEllipse(QRect(self.width() - 12, 8, 4, 4))

    def _font(self, size: int, weight: QFont.Weight) -> QFont:
        made = QFont(self.font())
        made.setPixelSize(theme.px(size))
        made.setWeight(weight)
        return made

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
        self.setAccessibleName(_("Pages"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, RailButton] = {}
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 4, 0, 4)
        self._stack.setSpacing(0)
        self._stack.addStretch(1)

    def add(self, name: str, *, icon: str, title: str) -> RailButton:
        """Put a page below those before it; its key is its place, from 1."""
        made = RailButton(icon=icon, title=title, key=str(len(self.buttons) + 1))
        made.clicked.connect(lambda _checked=False: self.chosen.emit(name))
        self._group.addButton(made)
        self.buttons[name] = made
        self._stack.insertWidget(self._stack.count() - 1, made)
        return made

    def show_page(self, name: str) -> None:
        """Mark the page in front, or none; Tab comes to it, and the focus goes along where the rail has it."""
        focused = any(made.hasFocus() for made in self.buttons.values())
        first = next(iter(self.buttons))
        self._group.setExclusive(name in self.buttons)
        for other, made in self.buttons.items():
            made.setChecked(other == name)
            stop = other == (name if name in self.buttons else first)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus if stop else Qt.FocusPolicy.NoFocus)
        if focused and name in self.buttons:
            self.buttons[name].setFocus()
