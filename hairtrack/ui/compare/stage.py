"""The stage of a comparison: two photos, the ways to look at them, and the few controls of each way."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSlider, QStackedWidget, QVBoxLayout, QWidget

from hairtrack.course import Outline, Region
from hairtrack.ui import theme
from hairtrack.ui.canvas import marks
from hairtrack.ui.canvas.photo_canvas import PhotoCanvas
from hairtrack.ui.canvas.photo_view import PhotoView
from hairtrack.ui.canvas.picture import Picture
from hairtrack.ui.canvas.viewport import Viewport
from hairtrack.ui.compare.map_layer import ChangeMapLegend, ChangeMapTool
from hairtrack.ui.compare.view import FASTEST_MS, SLOWEST_MS, CompareCanvas, Look
from hairtrack.ui.regions.marks import paint_regions
from hairtrack.ui.widgets import Choice, label, tool
from hairtrack.workflow.change_map import RegionMap, map_words

_LOOKS = {
    Look.SIDE: ("Side by side", "side-by-side", "S"),
    Look.WIPE: ("Wipe", "wipe", "W"),
    Look.BLINK: ("Blink", "blink", "B"),
    Look.ONION: ("Onion skin", "onion", "O"),
    Look.MAP: ("Change map", "map", "M"),
}


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
    """

    map_wanted = Signal()

    def __init__(self, looks: Sequence[Look] = tuple(Look)) -> None:
        super().__init__()
        self.viewport = Viewport(self)
        self.over = CompareCanvas("Both photos over each other", self.viewport)
        self.sides = (PhotoCanvas("Photo before", self.viewport), PhotoCanvas("Photo after", self.viewport))
        self._captions = ("", "")
        self._outlines: tuple[tuple[Outline, Region], ...] = ()
        self._over_each_other = True
        self.map = ChangeMapTool(self.over)
        self._map_foot = self._make_map_foot()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.over)
        self._stack.addWidget(self._side_by_side())
        self.over.add_layer(self._paint_map)
        for canvas in (self.over, *self.sides):
            canvas.setProperty("foldsOnTab", True)
            canvas.add_layer(self._paint_outlines)
        self.looks = Choice(
            [(look.value, *_LOOKS[look]) for look in looks], lambda key: self.show_as(Look(key)), "Way to compare"
        )
        self._bar = self._make_bar()
        self.forget_map()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._stack, 1)
        column.addWidget(self._map_foot)
        self.show_as(looks[0])

    def _side_by_side(self) -> QWidget:
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for which, canvas in enumerate(self.sides):
            row.addWidget(canvas, 1)
            canvas.add_layer(partial(self._paint_caption, which))
        # Both look at one place, so the keyboard needs to stop at one of them only.
        self.sides[1].setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        return pair

    def _make_bar(self) -> QWidget:
        bar = QWidget()
        bar.setProperty("role", "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.play = tool("play", "Blink by itself", self._play, checkable=True, shortcut="P")
        self.pace = _slider("Pace of blinking, slow to fast", FASTEST_MS, SLOWEST_MS, 700)
        self.pace.setInvertedAppearance(True)
        self.pace.valueChanged.connect(self.over.pace)
        self.mix = _slider("Share of the photo after", 0, 100, 50)
        self.mix.valueChanged.connect(lambda value: self.over.mix(value / 100))
        self.outlines = tool("region", "Show the regions", self._redraw, checkable=True, shortcut="R")
        self.outlines.setChecked(True)
        self.outlines.hide()
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.GAP, 4, theme.GAP, 4)
        row.setSpacing(theme.GAP)
        row.addWidget(self.looks)
        for control in (self.play, self.pace, self.mix):
            row.addWidget(control)
        row.addStretch(1)
        row.addWidget(self.outlines)
        row.addWidget(tool("zoom-out", "Smaller", lambda: self.over_or_side.zoom_by(0.8)))
        row.addWidget(tool("zoom-in", "Larger", lambda: self.over_or_side.zoom_by(1.25)))
        row.addWidget(tool("zoom-fit", "Show the whole photo", self.viewport.fit))
        return bar

    def _make_map_foot(self) -> QWidget:
        foot = QWidget()
        foot.setProperty("role", "bar")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.map_words = label()
        self.map_legend = ChangeMapLegend()
        column = QVBoxLayout(foot)
        column.setContentsMargins(theme.PAD, theme.GAP, theme.PAD, theme.GAP)
        column.setSpacing(4)
        column.addWidget(self.map_words)
        column.addWidget(self.map_legend)
        return foot

    @property
    def over_or_side(self) -> PhotoCanvas:
        """The canvas that is in front, or the left one of two."""
        return self.over if self._stack.currentIndex() == 0 else self.sides[0]

    @property
    def look(self) -> Look:
        """How the photos are shown."""
        return Look.SIDE if self._stack.currentIndex() else self.over.look

    # What is shown

    def show_pair(self, before: Picture | None, after: Picture | None, *, aligned: bool) -> None:
        """Show two photos; over each other only where they are aligned.

        Parameters
        ----------
        before, after : Picture or None
            Without a photo after, the one before is shown alone.
        aligned : bool
            Whether both lie in one frame.
        """
        same_size = before is not None and self.over.picture is not None and before.size == self.over.picture.size
        self._over_each_other = aligned
        self.over.show_pair(before if aligned else None, after if aligned else None, keep_place=same_size)
        for canvas, picture in zip(self.sides, (before, after), strict=True):
            canvas.show_picture(picture, keep_place=True)
        alone = aligned and after is None
        self.looks.setEnabled(aligned and not alone)
        self._show_look(Look.WIPE if alone else self.wanted if aligned else Look.SIDE)

    def show_words(self, text: str) -> None:
        """Say something in place of the photos."""
        self.looks.setEnabled(False)
        self.rest()
        self._map_foot.hide()
        for canvas in (self.over, *self.sides):
            canvas.show_words(text)

    def caption(self, before: str, after: str) -> None:
        """Say what the two photos are."""
        self._captions = (before, after)
        self.over.caption(before, after)
        self._redraw()

    def show_outlines(self, outlines: Sequence[tuple[Outline, Region]]) -> None:
        """Draw regions, each where it lies, over both photos."""
        self._outlines = tuple(outlines)
        self.outlines.setVisible(bool(outlines))
        self._redraw()

    def show_maps(self, maps: Sequence[RegionMap]) -> None:
        """Show where each region changed, and say it in words."""
        self.map.show_maps(maps)
        self.map_legend.setVisible(any(found.cells for found in maps))
        self.say_of_map(map_words(maps) or "Draw a region on the Measure page to see its map.")

    def say_of_map(self, words: str) -> None:
        """Say why there is no map yet, or what it shows."""
        self.map_words.setText(words)
        self.over.setAccessibleDescription(words)

    def forget_map(self) -> None:
        """Drop the map of another pair; it is asked for again while it is looked at."""
        self.map.show_maps(())
        self.map_legend.hide()
        self.say_of_map("The map is being made.")

    def show_as(self, look: Look) -> None:
        """Show the photos another way."""
        self.wanted = look
        self.looks.show_key(look.value)
        self._show_look(look if self._over_each_other else Look.SIDE)

    def rest(self) -> None:
        """Stop blinking."""
        self.over.blink(on=False)
        self.play.setChecked(False)

    def _show_look(self, look: Look) -> None:
        self.rest()
        if look is Look.SIDE:
            self._stack.setCurrentIndex(1)
        else:
            self.over.show_as(look)
            self._stack.setCurrentIndex(0)
        for control in (self.play, self.pace):
            control.setVisible(look is Look.BLINK)
        self.mix.setVisible(look is Look.ONION)
        self._map_foot.setVisible(look is Look.MAP)
        self.over.set_tool(self.map if look is Look.MAP else None)
        if look is Look.MAP:
            self.map_wanted.emit()
        self.setFocusProxy(self.over_or_side)

    def _play(self) -> None:
        self.over.blink(on=self.play.isChecked())

    def _redraw(self) -> None:
        for canvas in (self.over, *self.sides):
            canvas.update()

    def _paint_map(self, painter: QPainter, view: PhotoView) -> None:  # noqa: ARG002 - the map knows its canvas
        if self.look is Look.MAP:
            self.map.paint_maps(painter)

    def _paint_outlines(self, painter: QPainter, view: PhotoView) -> None:
        if self.outlines.isChecked() and self._over_each_other:
            paint_regions(painter, view, [(outline, region, False) for outline, region in self._outlines])

    def _paint_caption(self, which: int, painter: QPainter, view: PhotoView) -> None:
        if self._captions[which]:
            marks.tag(painter, QPointF(12, view.height() - 12), self._captions[which])


def _slider(name: str, low: int, high: int, value: int) -> QSlider:
    made = QSlider(Qt.Orientation.Horizontal)
    made.setRange(low, high)
    made.setValue(value)
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setFixedWidth(120)
    return made
