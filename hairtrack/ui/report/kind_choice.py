"""Which kind of report: four choices, each with a line on what it is."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from hairtrack.language import _
from hairtrack.report.choices import ReportKind
from hairtrack.ui import theme

KINDS: dict[ReportKind, tuple[str, str]] = {
    ReportKind.SUMMARY: (_("Doctor's summary"), _("Two pages for an appointment")),
    ReportKind.FULL: (_("Full record"), _("Everything, and how measured")),
    ReportKind.COMPARISON: (_("One comparison"), _("Two visits on one page")),
    ReportKind.POSTER: (_("Poster"), _("The whole course on one page")),
}
"""The name of each kind, and a line on what it is."""
_LEFT = 32
"""Pixels before the words, with the ring in them."""


class KindButton(QRadioButton):
    """One kind: its name, and beneath it what it is."""

    def __init__(self, title: str, line: str) -> None:
        super().__init__()
        self._title, self._line = title, line
        self.setAccessibleName(title)
        self.setAccessibleDescription(line)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def refuse(self, why: str) -> None:
        """Grey it with a reason in place of its line, or with nothing give it back."""
        self.setEnabled(not why)
        words = why or self._line
        self.setAccessibleDescription(words)
        self.setToolTip(why)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Where there is little room, words take two lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for both lines at a width."""
        return 2 * theme.GAP + self._fonts()[1].height() + self._line_box(width).height()

    def sizeHint(self) -> QSize:
        """Room for both lines."""
        return QSize(260, self.heightForWidth(260))

    def minimumSizeHint(self) -> QSize:
        """Room for both lines at a narrow column's width."""
        return QSize(180, self.heightForWidth(260))

    def hitButton(self, place: QPoint) -> bool:
        """Take a click anywhere."""
        return self.rect().contains(place)

    def changeEvent(self, event: QEvent) -> None:
        """Paint again in another look."""
        if theme.is_palette_change(event):
            self.update()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a ring, full where this one is chosen, and the words beside it."""
        look = theme.look_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent, edge = QColor(look.accent), QColor(look.edge)
        box = self.rect().adjusted(1, 1, -1, -1)
        thick = 2 if self.hasFocus() else 1
        chosen = self.isChecked()
        painter.setPen(QPen(accent if chosen or self.hasFocus() else QColor(look.line), thick))
        painter.setBrush(QColor(look.selected if chosen else look.hover if self.underMouse() else look.field))
        painter.drawRoundedRect(box, 6, 6)
        font, metrics = self._fonts()
        text = QColor(look.text) if self.isEnabled() else edge
        middle = QPoint(_LEFT // 2 + 2, theme.GAP + metrics.height() // 2)
        painter.setPen(QPen(accent if chosen else edge, 1.5))
        painter.setBrush(QColor(look.field))
        painter.drawEllipse(middle, 7, 7)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawEllipse(middle, 4, 4)
        painter.setFont(font)
        painter.setPen(text)
        painter.drawText(_LEFT, theme.GAP + metrics.ascent(), self._title)
        painter.setFont(self.font())
        painter.setPen(QColor(look.muted) if self.isEnabled() else edge)
        line = self._line_box(self.width()).translated(_LEFT, theme.GAP + metrics.height())
        painter.drawText(line, Qt.TextFlag.TextWordWrap, self.accessibleDescription())
        painter.end()

    def _fonts(self) -> tuple[QFont, QFontMetrics]:
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        return strong, QFontMetrics(strong)

    def _line_box(self, width: int) -> QRect:
        room = QRect(0, 0, max(1, width - _LEFT - theme.GAP), 1000)
        return self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self.accessibleDescription())


class KindChoice(QWidget):
    """The four kinds, of which one is chosen; Tab comes to that one, the arrows go to the others.

    Signals
    -------
    chosen : ReportKind
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Kind of report"))
        self.buttons = {kind: KindButton(*words) for kind, words in KINDS.items()}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP // 2)
        for kind, made in self.buttons.items():
            self._group.addButton(made)
            column.addWidget(made)
            made.clicked.connect(lambda _=False, kind=kind: self.chosen.emit(kind))

    def show_kind(self, kind: ReportKind) -> None:
        """Show which one is chosen, without telling."""
        self.buttons[kind].setChecked(True)
        for other, made in self.buttons.items():
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other is kind else Qt.FocusPolicy.ClickFocus)
