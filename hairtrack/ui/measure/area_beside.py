"""The SALT area that a region stands for, beside its name in a list."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hairtrack.ui import theme

AREA = Qt.ItemDataRole.UserRole + 1
"""Where an item keeps the words."""
_SWATCH = 30
"""Pixels that the colour of a region takes, with its margins."""


class AreaBeside(QStyledItemDelegate):
    """Writes the area at the right, unless it is the name itself; the name ends before it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As wide as the list, so that a long name ends in dots and does not push the area out of sight."""
        return QSize(0, super().sizeHint(option, index).height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint an item."""
        words = str(index.data(AREA) or "")
        if not words or words == index.data(Qt.ItemDataRole.DisplayRole):
            super().paint(painter, option, index)
            return
        item = QStyleOptionViewItem(option)
        self.initStyleOption(item, index)
        room = item.rect.width() - item.fontMetrics.horizontalAdvance(words) - theme.GAP - _SWATCH
        item.text = item.fontMetrics.elidedText(item.text, Qt.TextElideMode.ElideRight, room)
        item.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, item, painter, item.widget)
        chosen = bool(item.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setPen(item.palette.color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text))
        aside = item.rect.adjusted(0, 0, -theme.GAP // 2, 0)
        painter.drawText(aside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()
