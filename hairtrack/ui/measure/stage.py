"""The stage of measuring: one photo with its regions, the hands that change them, and the overlay of hair."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hairtrack.course import RegionShape
from hairtrack.language import _, _c
from hairtrack.ui import theme
from hairtrack.ui.canvas.canvas_tool import CanvasTool
from hairtrack.ui.canvas.photo_view import PhotoView
from hairtrack.ui.folding_bar import FoldingBar
from hairtrack.ui.measure.brush_tool import BrushBar, BrushTool
from hairtrack.ui.measure.dab_tool import DabTool
from hairtrack.ui.measure.hair_layer import HairCanvas
from hairtrack.ui.page import Steps
from hairtrack.ui.regions.drawer import RegionDrawer
from hairtrack.ui.regions.editor import RegionEditor
from hairtrack.ui.regions.freehand_drawer import FreehandDrawer
from hairtrack.ui.regions.marks import Drawn, paint_regions
from hairtrack.ui.widgets import Choice, label, tool


class Hand(StrEnum):
    """What a click on the photo does, in full, as its tooltip says it."""

    CHANGE = _("Choose and change regions")
    POLYGON = _("Draw a region, corner by corner")
    FREE = _("Draw a region in one stroke, free hand")
    ELLIPSE = _("Draw a region, an ellipse")
    HAIR = _("Touch places that are hair")
    SKIN = _("Touch places that are skin")
    TAKE_OUT = _("Take clips, fingers or an ear out of this photo")


_HANDS = {
    Hand.CHANGE: (_c("verb", "Change"), "edit", "V"),
    Hand.POLYGON: (_("Draw"), "region", "G"),
    Hand.FREE: (_("Free hand"), "freehand", "F"),
    Hand.ELLIPSE: (_("Ellipse"), "ellipse", "E"),
    Hand.HAIR: (_("Hair"), "hair", "H"),
    Hand.SKIN: (_("Skin"), "skin", "K"),
    Hand.TAKE_OUT: (_("Take out"), "brush", "T"),
}
_HINTS = {
    Hand.CHANGE: _("Drag a corner, an edge or the whole region. By keys: [ and ] choose a corner, arrows move it."),
    Hand.POLYGON: _("Click around the area, corner by corner. Enter or the first corner closes it; Escape gives up."),
    Hand.FREE: _("Hold the button down, draw around the area and let go. Escape gives up."),
    Hand.ELLIPSE: _("Drag from one corner to the other, or click both. Escape gives up."),
    Hand.HAIR: _("Click places that are surely hair. A click on a touch takes it away."),
    Hand.SKIN: _("Click places that are surely skin. A click on a touch takes it away."),
    Hand.TAKE_OUT: _("Paint over clips, fingers or an ear. By keys: arrows move, Space paints, Delete puts back."),
}


class MeasureStage(QWidget):
    """A photo on which regions are drawn and hair is shown.

    Signals
    -------
    hand_changed : Hand
        The user took another hand.
    menu_wanted : QPoint
        The menu of the chosen region, at this place of the screen.
    left_open : Outline
        An outline was laid down before it was closed.
    stepped
        There is another step of what is half made to undo or to redo.
    """

    hand_changed = Signal(object)
    menu_wanted = Signal(object)
    left_open = Signal(object)
    stepped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.hand = Hand.CHANGE
        self.canvas = HairCanvas(_("Photo with its regions"))
        self.canvas.setProperty("foldsOnTab", True)
        self.canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.canvas.customContextMenuRequested.connect(self._want_menu)
        self.editor = RegionEditor(self.canvas)
        self.polygon = RegionDrawer(self.canvas, RegionShape.POLYGON)
        self.ellipse = RegionDrawer(self.canvas, RegionShape.ELLIPSE)
        self.drawers: dict[Hand, RegionDrawer | FreehandDrawer] = {
            Hand.POLYGON: self.polygon,
            Hand.FREE: FreehandDrawer(self.canvas),
            Hand.ELLIPSE: self.ellipse,
        }
        self.dabs = DabTool(self.canvas)
        self.brush = BrushTool(self.canvas)
        self.brush_bar = BrushBar(self.brush)
        for drawer in self.drawers.values():
            drawer.given_up.connect(lambda: self.hand_changed.emit(Hand.CHANGE))
        for tool_with_steps in self._with_steps:
            tool_with_steps.stepped.connect(self.stepped)
        self._outlines: tuple[Drawn, ...] = ()
        self._may_change = False
        self._last_hint = ""
        self.canvas.add_layer(self._paint_outlines)
        self.canvas.add_layer(self.brush.paint_strokes)
        self._hint = label("", "small")
        self._hint.setContentsMargins(theme.PAD, 0, theme.PAD, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_bar())
        column.addLayout(self._make_hints())
        column.addWidget(self.canvas, 1)
        self.setFocusProxy(self.canvas)
        self.take(Hand.CHANGE)

    def _make_bar(self) -> QWidget:
        bar = FoldingBar(_("Tools for regions"))
        self.hands = Choice(
            [(hand.value, *_HANDS[hand]) for hand in Hand], lambda key: self.hand_changed.emit(Hand(key)), _("Hand")
        )
        bar.add(self.hands)
        bar.add_tools(
            tool("zoom-fit", _("Show the whole photo"), self.canvas.viewport.fit),
            tool("zoom-in", _("Larger"), lambda: self.canvas.zoom_by(1.25)),
            tool("zoom-out", _("Smaller"), lambda: self.canvas.zoom_by(0.8)),
        )
        return bar

    def _make_hints(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        # The brush's controls come and go without moving the photo.
        self._hint.setMinimumHeight(self.brush_bar.sizeHint().height())
        line.addWidget(self._hint, 1)
        line.addWidget(self.brush_bar)
        return line

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lay the present tool down by Escape, where the tool itself had no use for it."""
        if event.key() == Qt.Key.Key_Escape and self.hand is not Hand.CHANGE:
            self.hand_changed.emit(Hand.CHANGE)
        else:
            super().keyPressEvent(event)

    def take(self, hand: Hand) -> None:
        """Give the clicks to another hand; what was half made by the last one is completed or laid aside."""
        self.settle()
        draft = self.polygon.draft
        for drawer in self.drawers.values():
            drawer.give_up()
        if len(draft) > 1:
            self.left_open.emit(draft)
        self.brush_bar.setVisible(hand is Hand.TAKE_OUT)
        self.hand = hand
        self.hands.show_key(hand.value)
        self.canvas.set_tool(self._tool_of(hand))
        self.hint("")
        if hand is not Hand.CHANGE:
            self.canvas.setFocus()

    def settle(self) -> None:
        """Complete what can be: an edit made by keys, a stroke of the brush."""
        self.editor.settle()
        self.brush.settle()

    @property
    def _with_steps(self) -> tuple[RegionDrawer, RegionDrawer, BrushTool, RegionEditor]:
        return self.polygon, self.ellipse, self.brush, self.editor

    @property
    def half_made(self) -> Steps | None:
        """Whose steps come before those of the course now."""
        return next((each for each in self._with_steps if each.undo_what or each.redo_what), None)

    def allow_change(self, *, allowed: bool) -> None:
        """Let regions be changed here: only on the photo on which they were drawn."""
        self._may_change = allowed
        if self.hand is Hand.CHANGE:
            self.canvas.set_tool(self._tool_of(Hand.CHANGE))

    def hint(self, text: str) -> None:
        """Say how to go on; nothing says how the present hand works."""
        self._last_hint = text
        self._say(text or _HINTS[self.hand], "small")

    def remark(self, text: str) -> None:
        """Say something about the place under the pointer; nothing brings the last hint back."""
        self._say(text or self._last_hint or _HINTS[self.hand], "small")

    def object(self, text: str) -> None:
        """Say what came of an edit; in the hint's place, so that the photo stays where it is under the hand."""
        self._say(text, "objection")
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _say(self, text: str, role: str) -> None:
        self._hint.setText(text)
        if self._hint.property("role") != role:
            self._hint.setProperty("role", role)
            self._hint.style().polish(self._hint)

    def show_outlines(self, outlines: Sequence[Drawn]) -> None:
        """Draw regions that cannot be changed now."""
        self._outlines = tuple(outlines)
        self.canvas.update()

    def _want_menu(self, spot: QPoint) -> None:
        self.canvas.let_go()
        if self.canvas.tool is self.editor and self.editor.choose(self.canvas.to_photo(QPointF(spot))):
            self.menu_wanted.emit(self.canvas.mapToGlobal(spot))

    def _tool_of(self, hand: Hand) -> CanvasTool | None:
        if hand is Hand.CHANGE:
            return self.editor if self._may_change else None
        return self.brush if hand is Hand.TAKE_OUT else self.drawers.get(hand, self.dabs)

    def _paint_outlines(self, painter: QPainter, view: PhotoView) -> None:
        if self.canvas.tool is not self.editor:
            paint_regions(painter, view, self._outlines)
