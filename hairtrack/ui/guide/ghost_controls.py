"""How the ghost is shown: how strong, as picture or as lines, with thirds and outline. Knows no session and no jobs."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QSlider, QVBoxLayout, QWidget

from hairtrack.language import _
from hairtrack.ui import theme
from hairtrack.ui.guide.ghost_view import STEP, USUAL, GhostScreen, GhostView
from hairtrack.ui.widgets import button, label


class GhostControls(QWidget):
    """A slider, three switches, and the whole screen.

    Parameters
    ----------
    view : GhostView
    """

    def __init__(self, view: GhostView) -> None:
        super().__init__()
        self._view = view
        self.strength = QSlider(Qt.Orientation.Horizontal)
        self.strength.setRange(STEP, 100)
        self.strength.setSingleStep(STEP)
        self.strength.setPageStep(4 * STEP)
        self.strength.setValue(USUAL)
        self.strength.setAccessibleName(_("How strong the ghost is, in percent"))
        self._words = label("", "muted")
        self.lines = self._switch(_("Only its lines"), "by_lines")
        self.thirds = self._switch(_("Lines at the thirds"), "thirds")
        self.outline = self._switch(_("The line around the head"), "outlined")
        self.screen_button = button(
            _("Fill the screen"), self.fill_screen, icon="full-screen", role="link", shortcut="F"
        )
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(theme.GAP)
        for part in (self._words, self.strength, self.lines, self.thirds, self.outline, self.screen_button):
            stack.addWidget(part)
        self.strength.valueChanged.connect(self._weigh)
        view.fainter.connect(lambda: self.strength.setValue(self.strength.value() - STEP))
        view.stronger.connect(lambda: self.strength.setValue(self.strength.value() + STEP))
        self._weigh(USUAL)

    def _switch(self, words: str, name: str) -> QCheckBox:
        made = QCheckBox(words)
        made.setChecked(bool(getattr(self._view, name)))
        made.toggled.connect(self._setter(name))
        return made

    def _setter(self, name: str) -> Callable[[bool], None]:
        def use(on: bool) -> None:
            setattr(self._view, name, on)
            self._view.update()

        return use

    def _weigh(self, percent: int) -> None:
        self._words.setText(_("Ghost: {percent} % (keys [ and ])", percent=percent))
        self.apply()

    def apply(self) -> None:
        """Let the view show the ghost as strong as it is set."""
        self._view.strength = self.strength.value()
        self._view.update()

    def fill_screen(self) -> None:
        """Show the ghost over the whole screen."""
        if self._view.ghost is not None:
            GhostScreen(self._view).showFullScreen()
