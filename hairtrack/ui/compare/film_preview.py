"""A time-lapse as it will be, small: it plays by itself, or goes from visit to visit by hand."""

import numpy as np
from PySide6.QtCore import QEvent, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QHideEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hairtrack.language import _
from hairtrack.ui import icons, theme
from hairtrack.ui.widgets import row, tool
from hairtrack.workflow.time_lapse.options import Moment
from hairtrack.workflow.time_lapse.reel import Reel

_TALLEST, _EMPTY = 380, 120
"""Pixels at 100 %, with a film and without."""
_OF_WINDOW = 0.55
"""Of the window's height, so that the buttons beneath are in sight with it."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class FilmPreview(QWidget):
    """Shows a film, with a button that plays it and two that go from visit to visit."""

    def __init__(self) -> None:
        super().__init__()
        self.film = _Screen(self)
        self.play = tool("play", _("Play"), self.turn)
        self.back = tool("chevron-left", _("The visit before"), lambda: self.step(-1))
        self.on = tool("chevron-right", _("The visit after"), lambda: self.step(1))
        self._reel: Reel | None = None
        self._moving, self._playing, self._at, self._left = True, False, 0, 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.GAP // 2)
        inside.addWidget(self.film)
        inside.addWidget(row(self.back, self.play, self.on, gap=theme.GAP // 2))
        self.say("")

    @property
    def moment(self) -> Moment | None:
        """What is shown of the film."""
        return self._reel.moments[self._at] if self._reel is not None else None

    @property
    def playing(self) -> bool:
        """Whether it goes on by itself."""
        return self._timer.isActive()

    def obey(self, *, motion: bool) -> None:
        """Play by itself only where motion is wanted."""
        self._moving = motion
        self.play.setVisible(motion)
        self._go_on()

    def show_reel(self, reel: Reel) -> None:
        """Show a film from its start, and play it where motion is wanted."""
        self._reel, self._playing = reel, True
        for control in (self.play, self.back, self.on):
            control.setEnabled(True)
        self._show(0)
        self._go_on()

    def say(self, words: str) -> None:
        """Say something in place of a film."""
        self._reel, self._playing = None, False
        for control in (self.play, self.back, self.on):
            control.setEnabled(False)
        self.film.show_image(None, words)
        self._go_on()

    def rest(self) -> None:
        """Stand still while nobody looks."""
        self._playing = False
        self._go_on()

    def step(self, steps: int) -> None:
        """Go to the photo of another visit, and stay there."""
        if self._reel is None:
            return
        self.rest()
        still = [place for place, moment in enumerate(self._reel.moments) if moment.first == moment.second]
        now = self._reel.moments[self._at].named
        self._show(still[min(max(now + steps, 0), len(still) - 1)])
        said = self._reel.said_at(self._reel.moments[self._at])
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.film, said))

    def hideEvent(self, event: QHideEvent) -> None:
        """Stand still out of sight."""
        self.rest()
        super().hideEvent(event)

    def turn(self) -> None:
        """Play where it stands still, else stand still; without motion it always does."""
        if self._reel is not None:
            self._playing = not self._playing
            self._go_on()

    def _go_on(self) -> None:
        playing = self._playing and self._moving and self._reel is not None
        if playing and self._reel is not None:
            self._timer.start(round(1000 / self._reel.rate))
        else:
            self._timer.stop()
        name = _("Pause") if playing else _("Play")
        icons.put(self.play, "pause" if playing else "play")
        self.play.setAccessibleName(name)
        self.play.setToolTip(name)

    def _tick(self) -> None:
        self._left -= 1
        if self._left <= 0 and self._reel is not None:
            self._show((self._at + 1) % len(self._reel.moments))

    def _show(self, place: int) -> None:
        assert self._reel is not None
        self._at = place
        moment = self._reel.moments[place]
        self._left = moment.frames
        said = self._reel.said_at(moment)
        self.film.show_image(self._reel.picture(moment), said)


class _Screen(QWidget):
    """The picture itself, as large as the column lets it be."""

    def __init__(self, preview: FilmPreview) -> None:
        super().__init__()
        self._preview, self._image, self._words = preview, QImage(), ""
        self._kept: np.ndarray | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Preview of the time-lapse"))
        self.setToolTip(_("Left and Right go from visit to visit, Space plays"))
        theme.fit(self._size)

    def show_image(self, image: np.ndarray | None, words: str) -> None:
        """Show a picture, or words without one."""
        self._words, self._kept = words, None if image is None else np.ascontiguousarray(image)
        if self._kept is None:
            self._image = QImage()
        else:
            height, width = self._kept.shape[:2]
            self._image = QImage(self._kept.data, width, height, 3 * width, QImage.Format.Format_RGB888)
        self.setAccessibleDescription(words)
        self._size()
        self.update()

    def _size(self) -> None:
        high = theme.px(_EMPTY)
        if not self._image.isNull():
            high = round(self.width() * self._image.height() / self._image.width())
        self.setFixedHeight(max(1, min(high, theme.px(_TALLEST), round(_OF_WINDOW * self.window().height()))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the shape of the picture."""
        super().resizeEvent(event)
        self._size()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that the window would go to other visits by."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._takes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from visit to visit, play or stand still."""
        if not self._takes(event):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self._preview.turn()
        else:
            self._preview.step(_STEPS[Qt.Key(event.key())])

    def _takes(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        return plain and (event.key() in _STEPS or event.key() == Qt.Key.Key_Space)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own signature
        """Paint the picture, or the words."""
        look = theme.look_of(self)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), look.surround)
            if self._image.isNull():
                painter.setPen(look.muted)
                painter.drawText(
                    self.rect().adjusted(theme.GAP, theme.GAP, -theme.GAP, -theme.GAP),
                    Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
                    self._words,
                )
            else:
                share = min(self.width() / self._image.width(), self.height() / self._image.height())
                wide, high = self._image.width() * share, self._image.height() * share
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(
                    QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high), self._image
                )
            if self.hasFocus():
                painter.setPen(look.accent)
                painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
