"""Changing regions on a photo, by mouse or by keys alone."""

import math
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from hairtrack.course import Outline, Point, Region, RegionShape
from hairtrack.language import _
from hairtrack.ui.canvas import marks
from hairtrack.ui.canvas.canvas_tool import CanvasTool
from hairtrack.ui.canvas.photo_canvas import PhotoCanvas, arrow
from hairtrack.ui.regions import shapes as region_shapes
from hairtrack.ui.regions.colours import colour_of
from hairtrack.ui.regions.marks import paint_regions

_REACH = 10
"""How near a hand must come to a handle or an edge, on screen."""
_SLOP = 4
_WHOLE = -1
_NUDGE_RESTS_MS = 700


class RegionEditor(QObject, CanvasTool):
    """A canvas's tool to choose and change the regions of its photo.

    Drag a corner, an
    edge (which makes a new corner) or, inside, the whole chosen region. Arrows nudge the chosen corner or region,
    [ and ] choose the next corner, Insert adds one, Delete removes, Escape gives up what is half made.

    Signals
    -------
    changed : Region
        An edit is complete.
    removed, chosen : str
        Region id.
    told : str
        Why something was not done.
    stepped
        An edit by keys began or is complete.
    taken_back
        The edit that was just completed is to be undone.
    """

    changed = Signal(object)
    removed = Signal(str)
    chosen = Signal(str)
    told = Signal(str)
    stepped = Signal()
    taken_back = Signal()

    cursor = Qt.CursorShape.ArrowCursor
    places = False

    def __init__(self, canvas: PhotoCanvas, noun: str = _("region")) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._noun = noun
        self._regions: tuple[Region, ...] = ()
        self._chosen = ""
        self._corner: int | None = None
        self._working: Outline | None = None
        self._grabbed: int | None = None
        self._inserting: int | None = None
        self._pressed_at: Point = (0.0, 0.0)
        self._before_drag: Outline = ()
        self._rests = QTimer(self, singleShot=True, interval=_NUDGE_RESTS_MS)
        self._rests.timeout.connect(self._finish_edit)

    # What there is

    @property
    def region(self) -> Region | None:
        """The chosen region as it is drawn, half-made edits included."""
        found = next((region for region in self._regions if region.id == self._chosen), None)
        return replace(found, points=self._working) if found and self._working else found

    @property
    def drawn(self) -> tuple[Region, ...]:
        """All regions as they are drawn, half-made edits included."""
        chosen = self.region
        return tuple(chosen if chosen and r.id == chosen.id else r for r in self._regions)

    def show_regions(self, regions: tuple[Region, ...], chosen: str = "") -> None:
        """Show the regions of a course; half-made edits of them are dropped."""
        if regions != self._regions or chosen != self._chosen:
            corner = self._corner if chosen == self._chosen else None
            self._regions, self._chosen = regions, chosen
            self._forget_edit()
            # So that Delete after an undo takes a corner again, and not the region.
            if corner is not None and self.region is not None:
                self._corner = min(corner, len(self.region.points) - 1)

    def settle(self) -> None:
        """Complete an edit made by keys."""
        self._finish_edit()

    # Steps

    @property
    def undo_what(self) -> str:
        """What `undo` would take back: an edit by keys that is still open, or nothing."""
        return _("change region") if self._rests.isActive() else ""

    redo_what = ""

    def undo(self) -> None:
        """Complete the edit made by keys, to have it taken back like any other."""
        before = self._regions
        self._finish_edit()
        if self._regions != before:
            self.taken_back.emit()

    def redo(self) -> None:
        """Do nothing: what was taken back is the course's."""

    # Mouse

    def choose(self, place: Point) -> bool:
        """Choose the region under a place; return whether there is one."""
        self._choose_at(place)
        return self.region is not None and region_shapes.contains(self.region.outline(), place)

    def press(self, place: Point) -> bool:
        """Take hold of a corner, an edge or the chosen region."""
        self._pressed_at = place
        region = self.region
        if region is None:
            return False
        reach = self._canvas.reach(_REACH)
        self._before_drag = region.points
        self._grabbed = region_shapes.vertex_at(region.points, place, reach)
        self._inserting = None
        if self._grabbed is None and region.shape is RegionShape.POLYGON:
            self._inserting = region_shapes.edge_at(region.points, place, reach)
        inside = region_shapes.contains(region.outline(), place)
        if self._grabbed is None and self._inserting is None:
            self._grabbed = _WHOLE if inside and not self._other_at(place) else None
        self._corner = self._grabbed if self._grabbed != _WHOLE else None
        self._canvas.update()
        return self._grabbed is not None or self._inserting is not None

    def drag(self, place: Point) -> None:
        """Move what was taken hold of."""
        region = self.region
        if region is None:
            return
        if self._working is None and math.dist(place, self._pressed_at) < self._canvas.reach(_SLOP):
            return
        if self._inserting is not None:
            self._working = region_shapes.insert_corner(region.points, self._inserting, place)
            self._grabbed = self._corner = self._inserting
            self._inserting = None
            self._canvas.update()
        elif self._grabbed == _WHOLE:
            step = (place[0] - self._pressed_at[0], place[1] - self._pressed_at[1])
            self._shift(replace(region, points=self._before_drag), step)
        elif self._grabbed is not None:
            self._move(region, self._grabbed, place)

    def drop(self, place: Point) -> None:
        """Complete the drag."""
        self._grabbed = self._inserting = None
        if self._working is None:
            self._choose_at(place)
        self._finish_edit()

    def click(self, place: Point) -> None:
        """Choose the region under the pointer."""
        self._choose_at(place)

    def double_click(self, place: Point) -> None:
        """Put a corner on an edge."""
        region = self.region
        if region is None or region.shape is not RegionShape.POLYGON:
            return
        index = region_shapes.edge_at(region.points, place, self._canvas.reach(_REACH))
        if index is not None and region_shapes.vertex_at(region.points, place, self._canvas.reach(_REACH)) is None:
            self._insert(region, index, place)

    # Keys

    def key(self, event: QKeyEvent) -> bool:
        """Take the keys that change the chosen region."""
        region, direction = self.region, arrow(event)
        if region is None:
            return False
        if direction is not None:
            step = self._canvas.reach(8 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            self._nudge(region, (direction[0] * step, direction[1] * step))
            return True
        match event.key():
            case Qt.Key.Key_BracketLeft | Qt.Key.Key_BracketRight:
                turn = 1 if event.key() == Qt.Key.Key_BracketRight else -1
                self._corner = ((self._corner if self._corner is not None else -turn) + turn) % len(region.points)
                self._canvas.reveal(region.points[self._corner])
            case Qt.Key.Key_Insert if region.shape is RegionShape.POLYGON:
                after = self._corner or 0
                ahead = region.points[(after + 1) % len(region.points)]
                here = region.points[after]
                self._insert(region, after + 1, ((here[0] + ahead[0]) / 2, (here[1] + ahead[1]) / 2))
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self._remove(region)
            case Qt.Key.Key_Escape if self._working is not None or self._corner is not None:
                self._forget_edit()
            case _:
                return False
        self._canvas.update()
        return True

    # Edits

    def _move(self, region: Region, index: int, place: Point) -> None:
        moved = region_shapes.move_point(region.shape, region.points, index, place)
        if self._on_photo(replace(region, points=moved)):
            self._working = moved
        self._canvas.update()

    def _shift(self, region: Region, step: Point) -> None:
        assert self._canvas.picture is not None
        self._working = region_shapes.shift_within(region.points, step, region.outline(), self._canvas.picture.size)
        self._canvas.update()

    def _nudge(self, region: Region, step: Point) -> None:
        if self._corner is None:
            self._shift(region, step)
        else:
            x, y = region.points[self._corner]
            self._move(region, self._corner, (x + step[0], y + step[1]))
        self._rests.start()
        self.stepped.emit()

    def _insert(self, region: Region, index: int, place: Point) -> None:
        self._working = region_shapes.insert_corner(region.points, index, place)
        self._finish_edit()
        self._corner = index

    def _remove(self, region: Region) -> None:
        if self._corner is None:
            self._forget_edit()
            self.removed.emit(region.id)
        elif region.shape is RegionShape.ELLIPSE or len(region.points) <= 3:
            noun = self._noun
            self.told.emit(
                _(
                    "This {noun} has no corner to spare. Escape lets go of it; Delete then removes the {noun}.",
                    noun=noun,
                )
            )
        else:
            self._working = region_shapes.remove_corner(region.points, self._corner)
            # The next one is in hand then, so that Delete pressed again never takes the whole region.
            self._corner %= len(self._working)
            self._finish_edit()

    def _finish_edit(self) -> None:
        self._rest()
        region, picture = self.region, self._canvas.picture
        if self._working is None or region is None or picture is None:
            return
        if objection := region_shapes.why_not(region.outline(), picture.size, noun=self._noun):
            self._forget_edit()
            self.told.emit(objection)
            return
        self._working = None
        self._regions = tuple(region if r.id == region.id else r for r in self._regions)
        self._canvas.update()
        self.changed.emit(region)

    def _rest(self) -> None:
        self._rests.stop()
        self.stepped.emit()

    def _forget_edit(self) -> None:
        self._rest()
        self._working = self._corner = self._grabbed = self._inserting = None
        self._canvas.update()

    def _choose_at(self, place: Point) -> None:
        found = self._other_at(place)
        region = self.region
        if found is None and region is not None and not region_shapes.contains(region.outline(), place):
            self._corner = None
        if found is not None:
            self._finish_edit()
            self._chosen, self._corner = found.id, None
            self.chosen.emit(found.id)
        self._canvas.update()

    def _other_at(self, place: Point) -> Region | None:
        """Return the smallest region under a place that is not chosen and lies inside the chosen one or beside it."""
        under = [r for r in self._regions if region_shapes.contains(r.outline(), place)]
        smallest = min(under, key=lambda r: region_shapes.area(r.outline()), default=None)
        return smallest if smallest is not None and smallest.id != self._chosen else None

    def _on_photo(self, region: Region) -> bool:
        assert self._canvas.picture is not None
        width, height = self._canvas.picture.size
        return all(0 <= x <= width and 0 <= y <= height for x, y in region.outline())

    # Drawing

    def paint(self, painter: QPainter) -> None:
        """Draw the regions, and the handles of the chosen one."""
        region = self.region
        others = [(other.outline(), other, False) for other in self._regions if other.id != self._chosen]
        paint_regions(painter, self._canvas, [*others, *([(region.outline(), region, True)] if region else [])])
        if region is None:
            return
        for index, point in enumerate(region.points):
            at = self._canvas.to_screen(point)
            marks.handle(painter, at, chosen=index == self._corner, colour=colour_of(region))
