"""The regions of a view, to choose, rename, colour, copy and remove, and to start from an outline."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QPushButton, QVBoxLayout, QWidget

from hairtrack.course import Region, RegionColour, SaltArea, View
from hairtrack.language import _
from hairtrack.ui import theme
from hairtrack.ui.measure.area_beside import AREA, AreaBeside
from hairtrack.ui.regions import menu as region_menu
from hairtrack.ui.regions.colours import COLOUR_WORDS, swatch
from hairtrack.ui.widgets import button, label, row
from hairtrack.workflow.starting_outlines import salt_areas

_ID = Qt.ItemDataRole.UserRole


class RegionList(QWidget):
    """A list of regions by name; F2 or a double click renames, Delete removes, the context menu offers all.

    Signals
    -------
    chosen, removed : str
        Region id.
    renamed : str, str
        Region id, and its new name.
    coloured : str, RegionColour
    copied : str, View
        Region id, and the view that it is wanted in.
    marked : str, SaltArea or None
        Region id, and the area of the SALT that it is to stand for.
    area_wanted : SaltArea
    """

    chosen = Signal(str)
    removed = Signal(str)
    renamed = Signal(str, str)
    coloured = Signal(str, object)
    copied = Signal(str, object)
    marked = Signal(str, object)
    area_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._colours: dict[str, RegionColour] = {}
        self._regions: dict[str, Region] = {}
        self._views: tuple[View, ...] = ()
        self._areas: tuple[SaltArea, ...] = ()
        self.list = _Names()
        self.list.setAccessibleName(_("Regions"))
        self.list.setIconSize(QSize(14, 14))
        self.list.setItemDelegate(AreaBeside(self.list))
        self.list.currentItemChanged.connect(self._choose)
        self.list.itemChanged.connect(self._renamed)
        self.list.deleted.connect(self._remove)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(
            lambda place: self.open_menu(self.list.viewport().mapToGlobal(place))
        )
        self.rename = button(_("Rename"), self._edit, icon="edit", role="link", tip=_("Rename the region"))
        self.remove = button(_("Remove"), self._remove, icon="delete", role="link", tip=_("Remove the region"))
        self.colour = button(_("Colour"), self._open_colours, role="link", tip=_("Colour of the region"), shortcut="L")
        tip = _("Copy the region to another view")
        self.copy = button(_("Copy to view"), self._open_views, icon="copy", role="link", tip=tip, shortcut="C")
        tip = _("Start from an area of the scalp as doctors divide it")
        self.add = button(_("Add SALT area"), self._open_areas, icon="add", role="link", tip=tip, shortcut="A")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP // 2)
        self._none = label(_("None drawn yet."), "muted")
        theme.fit(self._fit_height)
        column.addWidget(self._none)
        column.addWidget(self.list)
        column.addWidget(row(self.rename, self.remove, self.colour))
        column.addWidget(row(self.add, self.copy))

    def show_regions(self, regions: Sequence[tuple[Region, str]], chosen: str, *, editable: bool) -> None:
        """List regions.

        Parameters
        ----------
        regions : sequence of (Region, str)
            Each with its colour, and its value in words, shown as the tooltip.
        chosen : str
            Id of the chosen one.
        editable : bool
        """
        blocker = QSignalBlocker(self.list)
        self.list.clear()
        self._regions = {region.id: region for region, __ in regions}
        self._colours = {region.id: region.colour or RegionColour.TEAL for region, __ in regions}
        for region, value in regions:
            colour = self._colours[region.id]
            item = QListWidgetItem(swatch(colour), region.words)
            item.setData(_ID, region.id)
            named = region.words
            if region.salt_area:
                named = _("{region} (stands for {area})", region=region.words, area=region.salt_area.words)
            item.setData(AREA, region.salt_area.words if region.salt_area else "")
            item.setToolTip(f"{named}: {value}")
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                _("{region}, {value}, drawn in {colour}", region=named, value=value, colour=COLOUR_WORDS[colour]),
            )
            if editable:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.list.addItem(item)
            if region.id == chosen:
                self.list.setCurrentItem(item)
        blocker.unblock()
        self._fit_height()
        self._none.setVisible(not regions)
        present = self._colours.get(chosen)
        if present is not None:
            self.colour.setIcon(swatch(present))
            self.colour.setAccessibleName(_("Colour: {colour}", colour=COLOUR_WORDS[present]))
        for control in (self.list, self.rename, self.remove, self.colour, self.copy):
            control.setVisible(bool(regions))
        for edit in (self.rename, self.remove, self.colour, self.copy):
            edit.setEnabled(editable and present is not None)
        self.add.setEnabled(editable)

    def _fit_height(self) -> None:
        """Make the list as high as what it lists, up to six lines or so."""
        line = max(theme.px(24), self.list.sizeHintForRow(0))
        needed = line * max(1, self.list.count()) + 2 * self.list.frameWidth()
        self.list.setFixedHeight(min(theme.px(160), needed))

    def offer(self, areas: Sequence[SaltArea], views: Sequence[View]) -> None:
        """Offer areas to start from, and views to copy to; where there is none, nothing is said of it."""
        self._areas, self._views = tuple(areas), tuple(views)
        self.add.setVisible(bool(areas))
        self.copy.setVisible(bool(views) and self.list.count() > 0)

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

    # Menus

    @property
    def _current(self) -> str:
        item = self.list.currentItem()
        return str(item.data(_ID)) if item is not None else ""

    def open_menu(self, place: QPoint) -> None:
        """Open the chosen region's menu at a place of the screen."""
        if not self.remove.isEnabled():
            return
        menu = self._menu()
        menu.addAction(self.rename.icon(), _("Rename"), self._edit)
        self._offer_colours(menu.addMenu(_("Colour")))
        if self._views:
            self._offer_views(menu.addMenu(_("Copy to")))
        self._offer_marks(menu.addMenu(_("Stands for")))
        menu.addAction(self.remove.icon(), _("Remove"), self._remove)
        menu.popup(place)

    def _open_colours(self) -> None:
        self._offer_colours(menu := self._menu())
        _under(self.colour, menu)

    def _open_views(self) -> None:
        self._offer_views(menu := self._menu())
        _under(self.copy, menu)

    def _open_areas(self) -> None:
        region_menu.offer_areas(menu := self._menu(), self._areas, self.area_wanted.emit)
        _under(self.add, menu)

    def _offer_colours(self, menu: QMenu) -> None:
        region = self._current
        region_menu.offer_colours(menu, self._colours[region], lambda colour: self.coloured.emit(region, colour))

    def _offer_views(self, menu: QMenu) -> None:
        region = self._current
        region_menu.offer_views(menu, self._views, lambda view: self.copied.emit(region, view))

    def _offer_marks(self, menu: QMenu) -> None:
        region = self._regions[self._current]
        region_menu.offer_marks(
            menu, salt_areas(region.view), region.salt_area, lambda area: self.marked.emit(region.id, area)
        )

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu


def _under(anchor: QPushButton, menu: QMenu) -> None:
    """Open a menu beneath its button, on its present or first entry, for those who came by keys."""
    menu.popup(anchor.mapToGlobal(QPoint(0, anchor.height())))
    menu.setActiveAction(menu.defaultAction() or menu.actions()[0])


class _Names(QListWidget):
    deleted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)
