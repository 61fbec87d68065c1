"""The rows of the photo table: photos to be added and those in the course, with date and view to be corrected in place.

Knows no session and no jobs: it is given rows and tells what the user entered.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QGuiApplication, QPixmap
from PySide6.QtWidgets import (
    QWidget,
)

from hairtrack.course import View
from hairtrack.errors import HairtrackError
from hairtrack.language import _
from hairtrack.messages import error_sentence
from hairtrack.ui import theme
from hairtrack.ui.words import day_words, parse_day, view_words

PICTURE_SIDE = 56

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class Standing(StrEnum):
    """What becomes of a row's photo."""

    NEW = _("to be added")
    KEPT = _("in the course")
    TWICE = _("already there")
    REFUSED = _("cannot be added")


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoRow:
    """One photo.

    Attributes
    ----------
    key : str
        Names it to whoever gave it.
    name : str
        Of the file.
    day : date or None
    day_source : str
        Where the date comes from, in words.
    days : tuple of date
        Other days that the file names, to choose from.
    view : View
    view_source : str
        Where a view that the user has not set comes from, in words.
    note : str
        What to know or to do, in sentences.
    standing : Standing
    is_copy : bool
        It holds the same shot as another.
    """

    key: str
    name: str
    day: date | None
    day_source: str
    days: tuple[date, ...] = ()
    view: View
    view_source: str = ""
    note: str = ""
    standing: Standing
    is_copy: bool = False

    @property
    def editable(self) -> bool:
        """Whether date and view can be given."""
        return self.standing in {Standing.NEW, Standing.KEPT}


class Column(IntEnum):
    """The columns, from the left."""

    PICTURE = 0
    DATE = 1
    VIEW = 2
    FILE = 3
    NOTE = 4


_TITLES = (_("Photo"), _("Taken on"), _("View"), _("File"), _("To know"))


class PhotoTableModel(QAbstractTableModel):
    """The rows.

    Signals
    -------
    day_given : str, object
        A row's key and its date, or None.
    view_given : str, View
    picture_wanted : str
        A row came into sight without its picture.
    refused : str
        A sentence: what was typed is no date.
    """

    day_given = Signal(str, object)
    view_given = Signal(str, object)
    picture_wanted = Signal(str)
    refused = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[PhotoRow, ...] = ()
        self.editable = True
        self._pictures: dict[str, QPixmap] = {}

    def show_rows(self, rows: Sequence[PhotoRow]) -> None:
        """Show these rows instead."""
        if [row.key for row in rows] == [row.key for row in self.rows]:
            self.rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(_TITLES) - 1))
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def put_picture(self, key: str, picture: QPixmap) -> None:
        """Show a row's picture."""
        kept = Qt.AspectRatioMode.KeepAspectRatio
        smooth = Qt.TransformationMode.SmoothTransformation
        self._pictures[key] = picture.scaled(PICTURE_SIDE, PICTURE_SIDE, kept, smooth)
        for place, row in enumerate(self.rows):
            if row.key == key:
                self.dataChanged.emit(self.index(place, 0), self.index(place, 0))

    def has_picture(self, key: str) -> bool:
        """Whether a row's picture is known."""
        return key in self._pictures

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """Count the photos."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[section]
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let date and view be edited."""
        flags = super().flags(index)
        if self.editable and index.column() in {Column.DATE, Column.VIEW} and self.rows[index.row()].editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, says aloud and edits."""
        row, where = self.rows[index.row()], Column(index.column())
        roles = Qt.ItemDataRole
        if role == roles.DecorationRole and where is Column.PICTURE and row.key not in self._pictures:
            self.picture_wanted.emit(row.key)
        cell: dict[int, Any] = {
            roles.DisplayRole: _text(row, where),
            roles.EditRole: {Column.DATE: row.day, Column.VIEW: row.view}.get(where),
            roles.DecorationRole: self._pictures.get(row.key) if where is Column.PICTURE else None,
            roles.ToolTipRole: f"{row.name}\n{row.note}".strip(),
            roles.AccessibleTextRole: row.name if where is Column.PICTURE else _text(row, where),
            roles.FontRole: _bold() if where is Column.DATE and row.day is None else None,
            roles.ForegroundRole: None if row.editable else QGuiApplication.palette().placeholderText(),
        }
        return cell.get(role)

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what the user entered; the new row comes back by `show_rows`."""
        row = self.rows[index.row()]
        if role != Qt.ItemDataRole.EditRole:
            return False
        if index.column() == Column.VIEW:
            self.view_given.emit(row.key, View(value))
            return True
        try:
            day = parse_day(str(value))
        except HairtrackError as error:
            self.refused.emit(error_sentence(error))
            return False
        if day != row.day:
            self.day_given.emit(row.key, day)
        return True


def _bold() -> QFont:
    font = QFont(QGuiApplication.font())
    font.setPixelSize(theme.px(theme.BODY))
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _text(row: PhotoRow, where: Column) -> str:
    if where is Column.DATE:
        if row.day is None:
            return "when?" if row.editable else ""
        return (
            _("{day}\nfrom {source}", day=day_words(row.day), source=row.day_source)
            if row.day_source
            else day_words(row.day)
        )
    if where is Column.VIEW:
        source = f"\n{row.view_source}" if row.view_source and row.standing is Standing.NEW else ""
        return f"{view_words(row.view)}{source}" if row.editable else ""
    if where is Column.FILE:
        return row.name
    if where is Column.NOTE:
        return row.note or ("" if row.editable else f"{row.standing.value.capitalize()}.")
    return ""
