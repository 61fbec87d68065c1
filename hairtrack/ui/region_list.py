"""The regions of a view, to choose, rename and remove."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from hairtrack.ui import theme
from hairtrack.ui.widgets import button, label, row

_ID = Qt.ItemDataRole.UserRole


class RegionList(QWidget):
    """A list of regions by name; F2 or a double click renames, Delete removes.

    Signals
    -------
    chosen, removed : str
        Region id.
    renamed : str, str
        Region id, and its new name.
    """

    chosen = Signal(str)
    removed = Signal(str)
    renamed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.list = _Names()
        self.list.setAccessibleName("Regions")
        self.list.currentItemChanged.connect(self._choose)
        self.list.itemChanged.connect(self._renamed)
        self.list.deleted.connect(self._remove)
        self.rename = button("Rename", self._edit, icon="edit", role="link", tip="Rename the region")
        self.remove = button("Remove", self._remove, icon="delete", role="link", tip="Remove the region")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        self._none = label("None drawn yet.", "muted")
        column.addWidget(self._none)
        column.addWidget(self.list)
        column.addWidget(row(self.rename, self.remove))

    def show_regions(self, regions: Sequence[tuple[str, str, str]], chosen: str, *, editable: bool) -> None:
        """List regions.

        Parameters
        ----------
        regions : sequence of (id, name, value)
            The value in words, shown as the tooltip.
        chosen : str
            Id of the chosen one.
        editable : bool
        """
        blocker = QSignalBlocker(self.list)
        self.list.clear()
        for region, name, value in regions:
            item = QListWidgetItem(name)
            item.setData(_ID, region)
            item.setToolTip(f"{name}: {value}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {value}")
            if editable:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.list.addItem(item)
            if region == chosen:
                self.list.setCurrentItem(item)
        blocker.unblock()
        self.list.setFixedHeight(min(160, 34 * max(1, len(regions)) + 6))
        self._none.setVisible(not regions)
        for control in (self.list, self.rename, self.remove):
            control.setVisible(bool(regions))
        for edit in (self.rename, self.remove):
            edit.setEnabled(editable and self.list.currentItem() is not None)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_ID))

    def _edit(self) -> None:
        if (item := self.list.currentItem()) is not None:
            self.list.editItem(item)

    def _remove(self) -> None:
        if self.remove.isEnabled() and (item := self.list.currentItem()) is not None:
            self.removed.emit(item.data(_ID))

    def _renamed(self, item: QListWidgetItem) -> None:
        self.renamed.emit(item.data(_ID), item.text().strip())


class _Names(QListWidget):
    deleted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)
