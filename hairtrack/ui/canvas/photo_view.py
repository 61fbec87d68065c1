"""A photo shown large and true, with zoom and pan, and whatever is to be drawn over it."""

import math
from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QRegion, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hairtrack.language import _
from hairtrack.ui.canvas.fade import Fade
from hairtrack.ui.canvas.picture import Picture, ScaledPicture
from hairtrack.ui.canvas.placed_view import PlacedView
from hairtrack.ui.canvas.shift import STILL, Shift
from hairtrack.ui.canvas.viewport import Viewport
from hairtrack.ui.theme import look_of

_SETTLED_MS = 90

Layer = Callable[[QPainter, "PhotoView"], object]
"""Draws over the photo, in the canvas's own coordinates; `PhotoView.to_screen` says where a place of the photo is."""


class PhotoView(PlacedView):
    """Shows one photo with layers over it; knows where its places are on screen.

    Parameters
    ----------
    name : str
        What a screen reader calls it.
    viewport : Viewport, optional
        Shared with others to look at the same place.
    parent : QWidget, optional

    Attributes
    ----------
    fade_ms : int
        For how long a photo fades into another one at the same place; 0 changes them at once.
    """

    def __init__(self, name: str = _("Photo"), viewport: Viewport | None = None, parent: QWidget | None = None) -> None:
        super().__init__(viewport, parent)
        self.viewport.changed.connect(self._look)
        self._layers: list[Layer] = []
        self._moving = False
        self._empty_text = ""
        self.fade_ms = 0
        self._fade = Fade(self)
        self._unready: list[tuple[ScaledPicture, float, QRect]] = []
        self._sharpen = QTimer(self, interval=0)
        self._sharpen.timeout.connect(self._go_on_scaling)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settle.timeout.connect(self._settled)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 90)

    # What is shown

    @property
    def picture(self) -> Picture | None:
        """The photo shown, or None."""
        return self._photo.picture if self._photo else None

    def show_picture(self, picture: Picture | None, *, keep_place: bool = False) -> None:
        """Show another photo.

        Parameters
        ----------
        picture : Picture or None
        keep_place : bool
            Go on looking at the same place, as between aligned photos; else show the whole photo.
        """
        if self.fade_ms and keep_place and self.isVisible() and self._photo is not None and picture is not None:
            self._fade.begin(self.grab(), self.fade_ms)
        else:
            self._fade.drop()
        # The same one is scaled already.
        if picture is not self.picture:
            self._rest()
            self._photo = ScaledPicture(picture) if picture else None
        self._moving = False
        if not keep_place:
            self.viewport.fit()
        self.update()

    def show_words(self, text: str) -> None:
        """Say something in place of a photo, such as that it is being read."""
        self._empty_text = text
        self.show_picture(None, keep_place=True)

    def add_layer(self, layer: Layer) -> None:
        """Draw something over the photo, above the layers before it."""
        self._layers.append(layer)
        self.update()

    @property
    def surround(self) -> QColor:
        """The neutral grey around the photo: a tinted or bright frame changes how skin looks."""
        return QColor(look_of(self).surround)

    # While the magnification changes

    def _settle_soon(self) -> None:
        """Draw drafts until the magnification rests."""
        self._moving = True
        self._rest()
        self._settle.start()
        self._fade.drop()

    def _rest(self) -> None:
        """Leave half-scaled what is not looked at any more."""
        self._unready.clear()
        self._sharpen.stop()

    def _look(self) -> None:
        self._settle_soon()
        percent = round(100 * self._placement(self.shift)[0])
        self.setAccessibleDescription(_("Magnified to {percent} percent", percent=percent))
        self.update()

    def _settled(self) -> None:
        self._moving = False
        self.update()

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surround, the photo, the layers and the tool's marks."""
        with QPainter(self) as painter:
            painter.setClipRegion(event.region().subtracted(QRegion(self._covered())))
            painter.fillRect(self.rect(), self.surround)
            painter.setClipRegion(event.region())
            if self._photo is None:
                painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
                area = self.rect().adjusted(24, 24, -24, -24)
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty_text)
            else:
                painter.save()
                ratio = self.devicePixelRatioF()
                painter.scale(1 / ratio, 1 / ratio)
                # While the hand moves drafts must be quick; at rest one must not be told from what takes its place.
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=not self._moving)
                self._paint_photos(painter)
                painter.restore()
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                self._paint_marks(painter)
            self._fade.paint(painter)
            if self.hasFocus():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(self.palette().color(QPalette.ColorRole.Highlight))
                painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _covered(self) -> QRect:
        """Return what the photo is certain to cover, where the surround need not be drawn first."""
        return self._lies_on(self.shift) if self._photo is not None and self._photo.picture.opaque else QRect()

    def _lies_on(self, shift: Shift) -> QRect:
        """Return the part of the canvas that the photo fills, moved by hand as it may be."""
        assert self._photo is not None
        (scale, origin), ratio = self._placement(shift), self.devicePixelRatioF()
        size = self._photo.size_at(scale)
        box = QRectF(origin.x() / ratio, origin.y() / ratio, size.width() / ratio, size.height() / ratio)
        return QRect(
            QPoint(math.ceil(box.left()), math.ceil(box.top())),
            QPoint(math.floor(box.right()) - 1, math.floor(box.bottom()) - 1),
        )

    @property
    def photo_box(self) -> QRectF:
        """Where the canvas shows its photo, as far as it is in sight."""
        return QRectF(self._lies_on(self.shift) & self.rect() if self._photo is not None else QRect())

    def _paint_marks(self, painter: QPainter) -> None:
        """Draw what lies over the photo."""
        for layer in self._layers:
            layer(painter, self)

    def _paint_photos(self, painter: QPainter) -> None:
        """Draw the photo, in the screen's own pixels."""
        assert self._photo is not None
        self._prepare(self._photo, self.shift)
        self._paint_one(painter, self._photo, QRect(QPoint(0, 0), self._device_size()), self.shift)

    def _paint_one(self, painter: QPainter, photo: ScaledPicture, window: QRect, shift: Shift = STILL) -> None:
        """Draw the part of a photo that shows in a window of the canvas."""
        scale, origin = self._placement(shift)
        part = window.translated(-origin).intersected(self._seen(photo, shift))
        if not part.isEmpty():
            photo.paint(painter, origin, scale, part)

    def _prepare(self, photo: ScaledPicture, shift: Shift = STILL) -> None:
        """Scale a photo for the present magnification, unless that is just changing."""
        if self._moving:
            return
        scale, part = self._placement(shift)[0], self._seen(photo, shift)
        if photo.quick(scale, part):
            photo.prepare(scale, part)
        elif not photo.ready(scale, part) and (photo, scale, part) not in self._unready:
            self._unready.append((photo, scale, part))
            self._sharpen.start()

    def _go_on_scaling(self) -> None:
        """Scale what is too large for one frame, a step each time that nothing else is to be done."""
        photo, scale, part = self._unready[0]
        if photo.step(scale, part):
            del self._unready[0]
        if not self._unready:
            self._sharpen.stop()
            self.update()

    def _seen(self, photo: ScaledPicture, shift: Shift) -> QRect:
        """Return the part of a photo that the canvas shows, in pixels of the scaled photo."""
        scale, origin = self._placement(shift)
        whole = QRect(QPoint(0, 0), photo.size_at(scale))
        return QRect(QPoint(0, 0), self._device_size()).translated(-origin).intersected(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale anew once the size rests."""
        super().resizeEvent(event)
        if event.oldSize().isValid():
            self._look()
