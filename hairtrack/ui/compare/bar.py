"""The bar above a comparison: the ways to look, and the few controls of each way."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSlider

from hairtrack.language import _
from hairtrack.ui.compare.blinking import FASTEST_MS, SLOWEST_MS
from hairtrack.ui.compare.view import Look
from hairtrack.ui.folding_bar import FoldingBar
from hairtrack.ui.widgets import Choice, tool

_LOOKS = {
    Look.SIDE: (_("Side by side"), "side-by-side", "S"),
    Look.WIPE: (_("Wipe"), "wipe", "W"),
    Look.BLINK: (_("Blink"), "blink", "B"),
    Look.ONION: (_("Onion skin"), "onion", "O"),
    Look.MAP: (_("Change map"), "map", "M"),
    Look.VISITS: (_("Visits"), "visits", "Q"),
}
_FIRST_PACE_MS = 700


class LookBar(FoldingBar):
    """Says what is wanted; the stage does it.

    Signals
    -------
    look_wanted : str
        A way to look was chosen.
    line_wanted : float
        The wipe line is to lie at an angle.
    full_screen_wanted
        The photos are to fill the screen, or no longer.
    """

    look_wanted = Signal(str)
    line_wanted = Signal(float)
    full_screen_wanted = Signal()

    def __init__(self, looks: Sequence[Look]) -> None:
        super().__init__(_("Ways to compare"))
        self.looks = Choice([(look.value, *_LOOKS[look]) for look in looks], self.look_wanted.emit, _("Way to compare"))
        self.upright = tool("line-upright", _("Upright line"), lambda: self.line_wanted.emit(0.0), shortcut="V")
        self.level = tool("line-level", _("Level line"), lambda: self.line_wanted.emit(90.0), shortcut="H")
        self.play = tool("play", _("Blink by itself"), checkable=True, shortcut="P")
        self.pace = _slider(_("Pace of blinking, slow to fast"), FASTEST_MS, SLOWEST_MS, _FIRST_PACE_MS)
        self.pace.setInvertedAppearance(True)
        self.pace.setInvertedControls(True)
        self.mix = _slider(_("Share of the photo after"), 0, 100, 50)
        self.add(self.looks, self.play, self.pace, self.mix)
        self.loupe = tool("loupe", _("Loupe"), checkable=True, shortcut="L")
        self.unlock = tool("unlock", _("Unlock, to move one photo alone"), checkable=True, shortcut="U")
        self.outlines = tool("region", _("Show the regions"), checkable=True, shortcut="R")
        self.outlines.setChecked(True)
        self.tone = tool("tone", _("Tone matched, for looking"), checkable=True, shortcut="J")
        # The window has the key, on every page.
        self.full_screen = tool("full-screen", _("Full screen (F11)"), self.full_screen_wanted.emit)
        self.fit = tool("zoom-fit", _("Show the whole photo (0)"))
        self.larger = tool("zoom-in", _("Larger (+)"))
        self.smaller = tool("zoom-out", _("Smaller (-)"))
        looking = (self.upright, self.level, self.outlines, self.tone, self.loupe, self.unlock)
        self.add_tools(*looking, self.full_screen, self.fit, self.larger, self.smaller)
        self.want(self.outlines, False)
        self.want(self.tone, False)

    def suit(self, look: Look) -> None:
        """Show the controls of a way to look."""
        self.play.setChecked(False)
        for control in (self.upright, self.level):
            self.want(control, look is Look.WIPE)
        self.want(self.play, look is Look.BLINK)
        self.want(self.pace, look is Look.BLINK)
        self.want(self.mix, look is Look.ONION)
        self.want(self.unlock, look not in (Look.MAP, Look.VISITS))
        self.want(self.loupe, look is not Look.VISITS)

    def let_look(self, *, over_each_other: bool) -> None:
        """Let the photos be looked at in every way, or only side by side where visits are offered so too."""
        apart = (Look.SIDE, Look.VISITS) if Look.VISITS in self.looks.buttons else ()
        self.looks.setEnabled(over_each_other or bool(apart))
        for key, made in self.looks.buttons.items():
            made.setEnabled(over_each_other or key in apart)

    def let_by_hand(self, possible: bool) -> None:
        """Let what needs two photos be used, or not."""
        for made in (self.upright, self.level, self.play, self.loupe, self.unlock):
            made.setEnabled(possible)


def _slider(name: str, low: int, high: int, value: int) -> QSlider:
    made = QSlider(Qt.Orientation.Horizontal)
    made.setRange(low, high)
    made.setValue(value)
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setFixedWidth(88)
    return made
