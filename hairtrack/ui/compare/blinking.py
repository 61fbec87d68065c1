"""Which of two photos is shown, and how it turns into the other: at once, by a short fade, or slowly to and fro."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, QVariantAnimation, Signal

SLOWEST_MS, FASTEST_MS = 2000, 200
"""For how long each photo is shown. There and back is one flash: at the fastest two and a half in a second, of which
three are held to be the most that is safe."""
_FADE_MS, _TO_AND_FRO_MS = 600, 1200
"""Without flicker: how long it takes to the other photo by hand, and by itself."""


class Blinking(QObject):
    """Turns from one photo to the other.

    Parameters
    ----------
    parent : QObject
    ready : callable
        Whether both photos can be drawn without waiting; until then none turns by itself.

    Attributes
    ----------
    share : float
        How much of the photo after is seen, 0 to 1.
    shows_after : bool
        Whether it is, or becomes, the one that is shown.
    gentle : bool
        Whether nothing may jump.
    fade_ms : int
        How long it takes to the other photo where it may jump; 0 is at once.

    Signals
    -------
    changed
        Another share is to be drawn.
    turned : bool
        Whether the photo after is shown now.
    """

    changed = Signal()
    turned = Signal(bool)

    def __init__(self, parent: QObject, ready: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._ready = ready
        self.share = 0.0
        self.shows_after = False
        self.gentle = False
        self.fade_ms = 0
        self._pace = 700
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._fade = QVariantAnimation(self)
        self._fade.valueChanged.connect(lambda share: self._mix(float(share)))

    @property
    def playing(self) -> bool:
        """Whether the photos go back and forth by themselves."""
        return self._timer.isActive()

    def play(self, *, on: bool) -> None:
        """Go back and forth, or stop on the photo that is shown."""
        if on:
            self._timer.start(self._interval)
        else:
            self._timer.stop()

    def pace(self, milliseconds: int) -> None:
        """Set for how long each photo is shown; never so short that it flashes thrice a second."""
        self._pace = min(max(milliseconds, FASTEST_MS), SLOWEST_MS)
        self._timer.setInterval(self._interval)

    def obey(self, *, motion_ms: int, flicker: bool) -> None:
        """Fade so long where a photo is changed by hand, and never jump where flicker is to be avoided."""
        self.fade_ms, self.gentle = motion_ms, not flicker
        self._timer.setInterval(self._interval)

    def show(self, *, after: bool, at_once: bool = False) -> None:
        """Turn to one of the photos."""
        self._turn(0 if at_once else _FADE_MS if self.gentle else self.fade_ms, after=after)

    @property
    def _interval(self) -> int:
        return self._pace + (_TO_AND_FRO_MS if self.gentle else 0)

    def _tick(self) -> None:
        if self._ready():
            self._turn(_TO_AND_FRO_MS if self.gentle else 0, after=not self.shows_after)

    def _turn(self, milliseconds: int, *, after: bool) -> None:
        turned, self.shows_after = after != self.shows_after, after
        target = float(after)
        self._fade.stop()
        if milliseconds and self.share != target:
            self._fade.setStartValue(self.share)
            self._fade.setEndValue(target)
            self._fade.setDuration(round(milliseconds * abs(target - self.share)))
            self._fade.start()
        else:
            self._mix(target)
        if turned:
            self.turned.emit(after)

    def _mix(self, share: float) -> None:
        if share != self.share:
            self.share = share
            self.changed.emit()
