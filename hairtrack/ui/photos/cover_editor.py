"""Choosing what is covered with plain grey in what leaves the house, on a view's reference photo."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from hairtrack.course import Cover, Outline, Region, RegionColour, RegionShape, View
from hairtrack.imaging.covers import COVER_GREY
from hairtrack.language import _, _c
from hairtrack.ui import theme
from hairtrack.ui.canvas import marks
from hairtrack.ui.canvas.photo_canvas import PhotoCanvas
from hairtrack.ui.canvas.photo_view import PhotoView
from hairtrack.ui.canvas.picture import Picture
from hairtrack.ui.flow import Flow
from hairtrack.ui.regions.drawer import RegionDrawer
from hairtrack.ui.regions.editor import RegionEditor
from hairtrack.ui.regions.freehand_drawer import FreehandDrawer
from hairtrack.ui.widgets import Choice, button, label, tool
from hairtrack.ui.words import view_words


class CoverHand(StrEnum):
    """What a click on the photo does, in full, as its tooltip says it."""

    CHANGE = _("Choose and change covers")
    POLYGON = _("Draw a cover, corner by corner")
    FREE = _("Draw a cover in one stroke, free hand")


_HANDS = {
    CoverHand.CHANGE: (_c("verb", "Change"), "edit", "V"),
    CoverHand.POLYGON: (_("Draw"), "region", "G"),
    CoverHand.FREE: (_("Free hand"), "freehand", "F"),
}
_NOTHING = _("Nothing is covered in this view. Press Suggest, or Draw and go around what is not to be shown.")
_START = _("This is only where a face may be. Drag its corners until nothing of the face is seen.")
_LOST = _(
    "A cover has no known place on this photo, so covered reports leave this view out. Remove it and draw it anew."
)
_HINTS = {
    CoverHand.CHANGE: _(
        "Grey here is grey in what is printed or exported with faces covered. Drag a corner, an edge or the whole."
    ),
    CoverHand.POLYGON: _(
        "Click around it, corner by corner, or use arrows and Space. Enter closes it; Escape gives up."
    ),
    CoverHand.FREE: _("Hold the button down, draw around it and let go. Escape gives up."),
}


class CoverEditor(QWidget):
    """Shows the reference photo of a view with its covers as plain grey, and lets them be drawn and changed.

    Signals
    -------
    drawn : Outline
        A new cover is complete.
    changed : Cover
        One was given other corners.
    removed : tuple of str
        Ids of covers that are to go.
    suggest_wanted
        A first cover is to be put on the face.
    view_wanted : View
        Another view is to be shown.
    finished
        The user is done.
    """

    drawn = Signal(object)
    changed = Signal(object)
    removed = Signal(object)
    suggest_wanted = Signal()
    view_wanted = Signal(object)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.hand = CoverHand.CHANGE
        self.covers: tuple[Cover, ...] = ()
        self._lost: tuple[str, ...] = ()
        self._editable = True
        self._start = ""
        self.canvas = PhotoCanvas(_("Photo with its covers"))
        self.canvas.setProperty("foldsOnTab", True)
        self.canvas.add_layer(self._paint_covers)
        self.editor = RegionEditor(self.canvas, "cover")
        self.drawers: dict[CoverHand, RegionDrawer | FreehandDrawer] = {
            CoverHand.POLYGON: RegionDrawer(self.canvas, RegionShape.POLYGON, "cover"),
            CoverHand.FREE: FreehandDrawer(self.canvas, "cover"),
        }
        self._hint = label("", "small")
        self._hint.setContentsMargins(theme.PAD, 0, theme.PAD, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_bar())
        column.addWidget(self._hint)
        column.addWidget(self.canvas, 1)
        self._connect()
        self.setFocusProxy(self.canvas)
        self.take(CoverHand.CHANGE)

    def _make_bar(self) -> QWidget:
        bar = QWidget()
        bar.setProperty("role", "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.views = QComboBox()
        self.views.setAccessibleName(_("View"))
        self.hands = Choice(
            [(hand.value, *_HANDS[hand]) for hand in CoverHand], lambda key: self.take(CoverHand(key)), _("Hand")
        )
        tip = _("Put a first cover where the face may be, to be adjusted")
        self.suggest = button(_("Suggest"), self.suggest_wanted.emit, tip=tip)
        self.remove = button(_("Remove"), self._remove, tip=_("Remove the chosen cover"))
        self.remove_lost = button(
            _("Remove lost"), lambda: self.removed.emit(self._lost), tip=_("Remove covers without a place")
        )
        self.done = button(_("Done"), self.finished.emit, role="primary")
        line = Flow(bar, gap=theme.GAP)
        line.setContentsMargins(theme.GAP, 4, theme.GAP, 4)
        for widget in (self.views, self.hands, self.suggest, self.remove, self.remove_lost):
            line.addWidget(widget)
        line.add_spring()
        line.addWidget(tool("zoom-out", _("Smaller"), lambda: self.canvas.zoom_by(0.8)))
        line.addWidget(tool("zoom-in", _("Larger"), lambda: self.canvas.zoom_by(1.25)))
        line.addWidget(tool("zoom-fit", _("Show the whole photo"), self.canvas.viewport.fit))
        line.addWidget(self.done)
        return bar

    def _connect(self) -> None:
        self.views.activated.connect(lambda place: self.view_wanted.emit(View(self.views.itemData(place))))
        self.editor.changed.connect(self._tell_change)
        self.editor.removed.connect(lambda cover: self.removed.emit((cover,)))
        self.editor.chosen.connect(self._hint_anew)
        self.editor.told.connect(self.object)
        for drawer in self.drawers.values():
            drawer.drawn.connect(self._tell_drawn)
            drawer.told.connect(self.object)
            drawer.given_up.connect(lambda: self.take(CoverHand.CHANGE))

    # What is shown

    def show_views(self, views: Sequence[View], chosen: View) -> None:
        """Offer views to choose from; a single one is not asked for."""
        self.views.clear()
        for view in views:
            self.views.addItem(view_words(view), view.value)
        self.views.setCurrentIndex(list(views).index(chosen))
        self.views.setVisible(len(views) > 1)

    def show_photo(self, picture: Picture | None, words: str = "") -> None:
        """Show the reference photo, or words in its place while it is read."""
        if picture is None:
            self.canvas.show_words(words)
        elif picture is not self.canvas.picture:
            self.canvas.show_picture(picture)
        self._allow()

    def show_covers(self, covers: tuple[Cover, ...], *, lost: tuple[str, ...] = (), editable: bool = True) -> None:
        """Show covers.

        Parameters
        ----------
        covers : tuple of Cover
            In pixels of the photo shown.
        lost : tuple of str
            Ids of those whose place on it is not known.
        editable : bool
            Whether they may be changed.
        """
        known, before = {cover.id for cover in covers}, self.editor.region
        new = [cover.id for cover in covers if cover.id not in {old.id for old in self.covers}]
        chosen = new[-1] if new else before.id if before and before.id in known else covers[0].id if covers else ""
        self.covers, self._lost, self._editable = covers, lost, editable
        self.editor.show_regions(tuple(_region(cover, n) for n, cover in enumerate(covers, 1)), chosen)
        self._allow()
        self._hint_anew()
        self.canvas.update()

    def mark_start(self, cover_id: str) -> None:
        """Say of a cover that it is only a start, until it is adjusted."""
        self._start = cover_id
        self._hint_anew()

    def _allow(self) -> None:
        ready = self._editable and self.canvas.picture is not None
        self.hands.setEnabled(ready)
        self.suggest.setEnabled(ready)
        self.remove.setEnabled(ready and bool(self.covers))
        self.remove_lost.setVisible(bool(self._lost))
        self.remove_lost.setEnabled(self._editable)
        if not ready and self.hand is not CoverHand.CHANGE:
            self.take(CoverHand.CHANGE)
        elif self.hand is CoverHand.CHANGE:
            self.canvas.set_tool(self.editor if ready else None)

    # Hands

    def take(self, hand: CoverHand) -> None:
        """Give the clicks to another hand; what was half drawn by the last one is dropped."""
        self.editor.settle()
        for drawer in self.drawers.values():
            drawer.give_up()
        self.hand = hand
        self.hands.show_key(hand.value)
        self.canvas.set_tool(self.drawers.get(hand, self.editor))
        self._allow()
        self._hint_anew()
        if hand is not CoverHand.CHANGE:
            self.canvas.setFocus()

    def settle(self) -> None:
        """Complete an edit made by keys, give up a half-drawn cover."""
        self.take(CoverHand.CHANGE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lay the present tool down by Escape, and then be done."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.hand is CoverHand.CHANGE:
            self.finished.emit()
        else:
            self.take(CoverHand.CHANGE)

    def _tell_drawn(self, shape: RegionShape, points: Outline) -> None:  # noqa: ARG002
        self.take(CoverHand.CHANGE)
        self.drawn.emit(points)

    def _tell_change(self, region: Region) -> None:
        drawn_on = next(cover.drawn_on for cover in self.covers if cover.id == region.id)
        self.changed.emit(Cover(id=region.id, view=region.view, points=region.points, drawn_on=drawn_on))

    def _remove(self) -> None:
        if self.editor.region is not None:
            self.removed.emit((self.editor.region.id,))

    # What is said

    def object(self, text: str) -> None:
        """Say why something was not done; in the hint's place, so that the photo stays where it is under the hand."""
        self._say(text, "objection")
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _hint_anew(self) -> None:
        chosen = self.editor.region
        if self._lost:
            self._say(_LOST, "objection")
        elif self.hand is CoverHand.CHANGE and chosen is not None and chosen.id == self._start:
            self._say(_START, "small")
        else:
            empty = self.hand is CoverHand.CHANGE and not self.covers
            self._say(_NOTHING if empty else _HINTS[self.hand], "small")

    def _say(self, text: str, role: str) -> None:
        self._hint.setText(text)
        if self._hint.property("role") != role:
            self._hint.setProperty("role", role)
            self._hint.style().polish(self._hint)

    def _paint_covers(self, painter: QPainter, view: PhotoView) -> None:
        for cover in self.editor.drawn:
            path = marks.outline_path(view, cover.points)
            path.setFillRule(Qt.FillRule.WindingFill)
            painter.fillPath(path, QColor(*COVER_GREY))


def _region(cover: Cover, number: int) -> Region:
    """Return a cover as the editor of regions takes it."""
    name = _("Cover") if number == 1 else _("Cover {number}", number=number)
    return Region(
        id=cover.id,
        view=cover.view,
        name=name,
        points=cover.points,
        drawn_on=cover.drawn_on,
        colour=RegionColour.TEAL,
    )
