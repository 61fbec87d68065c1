"""The table of photos. Knows no session and no jobs: it is given rows and tells what the user entered."""

from functools import partial

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from hairtrack.course import View
from hairtrack.language import _
from hairtrack.ui import theme
from hairtrack.ui.photos.rows import PICTURE_SIDE, Column, PhotoTableModel
from hairtrack.ui.words import view_words

_ROW = 64
_COLUMNS = {Column.PICTURE: 80, Column.DATE: 160, Column.VIEW: 112}
"""Pixels at 100 %."""

_Index = QModelIndex | QPersistentModelIndex


class DayDelegate(QStyledItemDelegate):
    """A date as a line of text, with the days that the file names to choose from."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """Open the line."""
        line = QLineEdit(parent)
        line.setPlaceholderText(_("2026-03-12"))
        line.setAccessibleName(_("Date, such as 2026-03-12"))
        model = index.model()
        days = model.rows[index.row()].days if isinstance(model, PhotoTableModel) else ()
        if len(days) > 1:
            completer = QCompleter([day.isoformat() for day in days], line)
            completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            line.setCompleter(completer)
        return line

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Begin with the present date."""
        day = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QLineEdit):
            editor.setText(day.isoformat() if day else "")

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Hand over what was typed."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())


class ViewDelegate(QStyledItemDelegate):
    """A view from a list."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: _Index) -> QWidget:
        """Open the list."""
        box = QComboBox(parent)
        box.setAccessibleName(_("View"))
        for view in View:
            box.addItem(view_words(view), view.value)
        box.activated.connect(partial(self._commit, box))
        return box

    def _commit(self, box: QComboBox, _place: int) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Begin with the present view."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(str(index.data(Qt.ItemDataRole.EditRole))))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Hand over what was chosen."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())


class PhotoTable(QTableView):
    """The table itself; `table` holds its rows.

    Signals
    -------
    chosen : list of str
        The keys of the chosen rows.
    """

    chosen = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.table = PhotoTableModel(self)
        self.setModel(self.table)
        self.setAccessibleName(_("Photos"))
        self.setProperty("role", "stage")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        edit = QAbstractItemView.EditTrigger
        self.setEditTriggers(edit.DoubleClicked | edit.EditKeyPressed | edit.SelectedClicked)
        self.setItemDelegateForColumn(Column.DATE, DayDelegate(self))
        self.setItemDelegateForColumn(Column.VIEW, ViewDelegate(self))
        self.setIconSize(QSize(PICTURE_SIDE, PICTURE_SIDE))
        self.setWordWrap(True)
        # A file's name ends in what tells it from others.
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(Column.NOTE, QHeaderView.ResizeMode.Stretch)
        theme.fit(self._fit_cells)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit(self.keys))
        self.table.modelReset.connect(lambda: self.chosen.emit([]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let long file names use the room of a wide window."""
        super().resizeEvent(event)
        self._fit_cells()

    def _fit_cells(self) -> None:
        """Give two lines of text their room, and columns what stands in them."""
        self.verticalHeader().setDefaultSectionSize(max(_ROW, theme.px(_ROW - 16)))
        for column, width in _COLUMNS.items():
            self.setColumnWidth(column, theme.px(width))
        self.setColumnWidth(Column.FILE, max(theme.px(120), self.viewport().width() // 4))

    @property
    def keys(self) -> list[str]:
        """The keys of the chosen rows, from the top."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.table.rows[place].key for place in places]
