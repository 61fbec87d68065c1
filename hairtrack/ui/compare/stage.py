"""The stage of a comparison: two photos, the ways to look at them, and the few controls of each way."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hairtrack.course import Outline, Region
from hairtrack.language import _
from hairtrack.ui.canvas.photo_canvas import PhotoCanvas
from hairtrack.ui.canvas.photo_view import PhotoView
from hairtrack.ui.canvas.picture import Picture
from hairtrack.ui.canvas.viewport import Viewport
from hairtrack.ui.compare.bar import LookBar
from hairtrack.ui.compare.by_hand import AFTER, BEFORE, ByHand
from hairtrack.ui.compare.feet import MapFoot, MovedFoot, ToneFoot
from hairtrack.ui.compare.loupe import Loupe
from hairtrack.ui.compare.map_layer import ChangeMapTool
from hairtrack.ui.compare.pair_canvas import PairCanvas
from hairtrack.ui.compare.side_by_side import SideBySide
from hairtrack.ui.compare.view import CompareCanvas, Look
from hairtrack.ui.compare.visits_view import ShownVisit, VisitsView
from hairtrack.ui.compare.wipe_line import WipeLine
from hairtrack.ui.regions.marks import paint_regions
from hairtrack.ui.settings import Settings
from hairtrack.workflow.change_map import RegionMap, map_words

FADE_MS = 120
"""How long one photo takes to fade into the next."""


class CompareStage(QWidget):
    """Two photos, before and after, side by side or over each other.

    Parameters
    ----------
    looks : sequence of Look
        The ways to look that are offered, the first one shown.

    Signals
    -------
    map_wanted
        The change map is looked at, and there is none yet.
    full_screen_wanted
        The photos are to fill the screen, or no longer.
    look_changed
        The user wants to see the photos another way.
    """

    map_wanted = Signal()
    look_changed = Signal()
    full_screen_wanted = Signal()

    def __init__(self, looks: Sequence[Look] = tuple(Look)) -> None:
        super().__init__()
        self.viewport, self.by_hand, self.loupe = Viewport(self), ByHand(self), Loupe(self)
        shared = self.viewport, self.by_hand, self.loupe
        self.over = CompareCanvas(_("Both photos over each other"), *shared)
        self._beside = SideBySide(*shared, self._paint_outlines)
        self.sides = self._beside.canvases
        self._captions = ("", "")
        self._outlines: tuple[tuple[Outline, Region], ...] = ()
        self._over_each_other = True
        self.map = ChangeMapTool(self.over)
        self.map_foot, self.moved_foot, self.tone_foot = MapFoot(), MovedFoot(self.by_hand), ToneFoot()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.over)
        self._stack.addWidget(self._beside)
        self.visits = VisitsView(self.viewport, self._paint_outlines_here)
        self._stack.addWidget(self.visits)
        self.over.add_layer(self._paint_map)
        self.over.add_layer(self._paint_outlines)
        for canvas in self._canvases:
            canvas.setProperty("foldsOnTab", True)
        self.bar = LookBar(looks)
        self._connect()
        self.forget_map()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.bar, self.tone_foot, self._stack, self.moved_foot, self.map_foot):
            column.addWidget(part, 1 if part is self._stack else 0)
        self.show_as(looks[0])

    @property
    def _canvases(self) -> tuple[PairCanvas, ...]:
        return self.over, *self.sides

    def _connect(self) -> None:
        bar = self.bar
        bar.look_wanted.connect(lambda key: self.show_as(Look(key)))
        bar.line_wanted.connect(lambda angle: self.over.put_line(WipeLine(angle=angle)))
        bar.full_screen_wanted.connect(self.full_screen_wanted)
        bar.play.clicked.connect(lambda on: self.over.blink(on=on))
        bar.pace.valueChanged.connect(self.over.blinker.pace)
        bar.mix.valueChanged.connect(lambda value: self.over.mix(value / 100))
        bar.outlines.clicked.connect(self._redraw)
        bar.loupe.clicked.connect(self._use_loupe)
        bar.unlock.clicked.connect(lambda on: self.by_hand.unlock(on=on))
        bar.fit.clicked.connect(self.viewport.fit)
        bar.larger.clicked.connect(lambda: self.over_or_side.zoom_by(1.25))
        bar.smaller.clicked.connect(lambda: self.over_or_side.zoom_by(0.8))
        self.loupe.turned.connect(bar.loupe.setChecked)
        self.by_hand.changed.connect(self._say_moved)
        self.moved_foot.put_back.connect(self._put_back)

    def obey(self, settings: Settings) -> None:
        """Fade or change at once, blink or never jump, as the user wants it."""
        fade_ms = FADE_MS if settings.motion else 0
        self.over.blinker.obey(motion_ms=fade_ms, flicker=settings.flicker)
        for canvas in (*self._canvases, *self.visits.canvases):
            canvas.fade_ms = fade_ms

    @property
    def over_or_side(self) -> PhotoCanvas:
        """The canvas that is in front, or the left one of several."""
        return (self.over, self.sides[0], self.visits.canvases[0])[self._stack.currentIndex()]

    @property
    def look(self) -> Look:
        """How the photos are shown."""
        return (self.over.look, Look.SIDE, Look.VISITS)[self._stack.currentIndex()]

    # What is shown

    def show_pair(
        self, before: Picture | None, after: Picture | None, *, aligned: bool, same_pair: bool = False
    ) -> None:
        """Show two photos; over each other only where they are aligned.

        Parameters
        ----------
        before, after : Picture or None
            Without a photo after, the one before is shown alone.
        aligned : bool
            Whether both lie in one frame.
        same_pair : bool
            Whether these are the photos shown before, made ready in another way: what was moved by hand stays so.
        """
        last = self.over.picture or next((visit.picture for visit in self.visits.visits), None)
        same_size = before is not None and last is not None and before.size == last.size
        self._over_each_other = aligned
        self.visits.show_visits(())
        if not same_pair:
            self.by_hand.forget()
        self.over.show_pair(before if aligned else None, after if aligned else None, keep_place=same_size)
        self._beside.show_pair(before, after)
        alone = aligned and after is None
        self.bar.let_look(over_each_other=aligned and not alone)
        self.bar.let_by_hand(before is not None and after is not None)
        self._show_in_loupe(before, after)
        self._show_look(Look.WIPE if alone else self.wanted if aligned else Look.SIDE)

    def show_visits(self, visits: Sequence[ShownVisit]) -> None:
        """Show visits side by side."""
        self._over_each_other = all(visit.aligned for visit in visits)
        self.bar.let_look(over_each_other=self._over_each_other)
        self.visits.show_visits(visits)
        # What is not seen takes no memory.
        self.over.show_pair(None, None, keep_place=True)
        self._beside.show_pair(None, None)
        self._show_in_loupe(None, None)
        self._show_look(Look.VISITS)

    def say_of_tone(self, words: str) -> None:
        """Say that tones are matched, or why not."""
        self.tone_foot.say(words)

    def _show_in_loupe(self, before: Picture | None, after: Picture | None) -> None:
        """Let the loupe show both photos where one place is the same in both, else each on its own canvas."""
        pictures = zip((BEFORE, AFTER), (before, after), self._captions, strict=True)
        glasses = [(which, picture, words) for which, picture, words in pictures if picture is not None]
        for canvas in self._canvases:
            shown = glasses if self._over_each_other else [glass for glass in glasses if glass[0] == canvas.which]
            canvas.magnify_by_loupe(*shown)

    def show_words(self, text: str) -> None:
        """Say something in place of the photos."""
        self.bar.looks.setEnabled(False)
        self.bar.let_by_hand(False)
        self.by_hand.forget()
        self.loupe.put_away()
        self.rest()
        self.map_foot.hide()
        self.visits.show_words(text)
        for canvas in self._canvases:
            canvas.show_words(text)
        self._show_in_loupe(None, None)

    def caption(self, before: str, after: str) -> None:
        """Say what the two photos are."""
        self._captions = (before, after)
        self.over.caption(before, after)
        self._beside.caption(before, after)
        self._show_in_loupe(self.sides[0].picture, self.sides[1].picture)
        self._redraw()

    def show_outlines(self, outlines: Sequence[tuple[Outline, Region]]) -> None:
        """Draw regions, each where it lies, over both photos."""
        self._outlines = tuple(outlines)
        self.bar.want(self.bar.outlines, bool(outlines))
        self._redraw()

    def show_as(self, look: Look) -> None:
        """Show the photos another way."""
        self.wanted = look
        self._show_look(look if self._over_each_other or look is Look.VISITS else Look.SIDE)
        self.look_changed.emit()

    def rest(self) -> None:
        """Stop blinking."""
        self.over.blink(on=False)
        self.bar.play.setChecked(False)

    def _show_look(self, look: Look) -> None:
        self.rest()
        if look not in (Look.SIDE, Look.VISITS):
            self.over.show_as(look)
        self._bring({Look.SIDE: 1, Look.VISITS: 2}.get(look, 0))
        self.bar.looks.show_key(look.value)
        self.bar.suit(look)
        self.map_foot.setVisible(look is Look.MAP)
        self.over.set_tool(self.map if look is Look.MAP else None)
        if look is Look.MAP:
            self.map_wanted.emit()
        if self.loupe.on and look is Look.VISITS:
            self.loupe.put_away()
        if self.loupe.on:
            self.loupe.follow(self.over_or_side, self.loupe.spot)
        self._say_moved()
        self.setFocusProxy(self.over_or_side)

    def _bring(self, place: int) -> None:
        """Bring a canvas to the front, and the keyboard with it."""
        focused = self.window().focusWidget()
        has_keyboard = focused is not None and self._stack.isAncestorOf(focused)
        if has_keyboard and place != self._stack.currentIndex():
            # Hidden with the focus, a canvas would pass it on as Tab does, which folds the column at the right.
            self.window().setFocus()
        self._stack.setCurrentIndex(place)
        if has_keyboard:
            self.over_or_side.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the photo its share of the height."""
        super().resizeEvent(event)
        for foot in (self.map_foot, self.tone_foot):
            foot.fit()

    # Map

    def show_maps(self, maps: Sequence[RegionMap]) -> None:
        """Show where each region changed, and say it in words."""
        self.map.show_maps(maps)
        self._say_of_maps(maps, map_words(maps) or _("Draw a region on the Measure page to see its map."))

    def say_of_map(self, words: str) -> None:
        """Say why there is no map yet."""
        self._say_of_maps((), words)

    def _say_of_maps(self, maps: Sequence[RegionMap], words: str) -> None:
        self.map_foot.show_maps(maps, words)
        self.over.setAccessibleDescription(words)

    def forget_map(self) -> None:
        """Drop the map of another pair; it is asked for again while it is looked at."""
        self.map.show_maps(())
        self.say_of_map(_("The map is being made."))

    # Loupe, and moving by hand

    def _use_loupe(self, on: bool) -> None:
        if not on:
            self.loupe.put_away()
            return
        canvas = next((canvas for canvas in self._canvases if canvas.underMouse()), self.over_or_side)
        under = canvas.mapFromGlobal(canvas.cursor().pos())
        here = canvas.underMouse() and canvas.rect().contains(under)
        self.loupe.take(canvas, QPointF(under if here else canvas.rect().center()))
        canvas.setFocus()

    def _say_moved(self) -> None:
        self.bar.unlock.setChecked(self.by_hand.unlocked)
        self.moved_foot.say(possible=self.look not in (Look.MAP, Look.VISITS))

    def _put_back(self) -> None:
        self.over_or_side.setFocus()
        self.by_hand.put_back()

    # Drawing

    def _redraw(self) -> None:
        for canvas in (*self._canvases, *self.visits.canvases):
            canvas.update()

    def _paint_map(self, painter: QPainter, view: PhotoView) -> None:  # noqa: ARG002 - the map knows its canvas
        if self.look is Look.MAP:
            self.map.paint_maps(painter)

    def _paint_outlines(self, painter: QPainter, view: PhotoView) -> None:
        if self._over_each_other:
            self._paint_outlines_here(painter, view)

    def _paint_outlines_here(self, painter: QPainter, view: PhotoView) -> None:
        if self.bar.outlines.isChecked():
            paint_regions(painter, view, [(outline, region, False) for outline, region in self._outlines])
