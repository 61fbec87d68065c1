"""The photos alone on the whole screen, in a dark window, so that they are the brightest thing there."""

from PySide6.QtWidgets import QMainWindow

from hairtrack.ui.frame import WindowFrame
from hairtrack.ui.theme import Scheme, Theme


class FullScreen:
    """Clears the screen for the stage and gives everything back as it was.

    Parameters
    ----------
    window : QMainWindow
    frame : WindowFrame
    look : Theme

    Attributes
    ----------
    on : bool
    """

    def __init__(self, window: QMainWindow, frame: WindowFrame, look: Theme) -> None:
        self._window, self._frame, self._look = window, frame, look
        self._state = window.windowState()
        self._scheme = look.scheme
        self.on = False

    def turn(self, *, on: bool) -> None:
        """Fill the screen, or leave it."""
        if on == self.on:
            return
        self.on = on
        if on:
            self._state, self._scheme = self._window.windowState(), self._look.scheme
        self._window.menuBar().setVisible(not on)
        self._frame.show_alone(on)
        self._look.use(Scheme.DARK if on else self._scheme)
        if on:
            self._window.showFullScreen()
        else:
            self._window.setWindowState(self._state)
