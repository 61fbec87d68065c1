"""Two photos side by side, each with its caption; both look at one place."""

from functools import partial

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hairtrack.language import _
from hairtrack.ui.canvas import marks
from hairtrack.ui.canvas.photo_view import Layer, PhotoView
from hairtrack.ui.canvas.picture import Picture
from hairtrack.ui.canvas.viewport import Viewport
from hairtrack.ui.compare.by_hand import AFTER, BEFORE, ByHand
from hairtrack.ui.compare.captions import caption_type, place_apart
from hairtrack.ui.compare.loupe import Loupe
from hairtrack.ui.compare.pair_canvas import PairCanvas


class SideBySide(QWidget):
    """The photos before and after.

    Parameters
    ----------
    viewport : Viewport
    by_hand : ByHand
    loupe : Loupe
    beneath : callable
        Draws over the photos what captions stand over.

    Attributes
    ----------
    canvases : tuple of PairCanvas
        Before and after.
    """

    def __init__(self, viewport: Viewport, by_hand: ByHand, loupe: Loupe, beneath: Layer) -> None:
        super().__init__()
        self.canvases = (
            PairCanvas(_("Photo before"), viewport, by_hand, loupe, which=BEFORE),
            PairCanvas(_("Photo after"), viewport, by_hand, loupe, which=AFTER),
        )
        self._captions = ("", "")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for which, canvas in enumerate(self.canvases):
            row.addWidget(canvas, 1)
            canvas.add_layer(beneath)
            canvas.add_layer(partial(self._paint_caption, which))
        # Both look at one place, so the keyboard needs to stop at one of them only.
        self.canvases[AFTER].setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def show_pair(self, before: Picture | None, after: Picture | None) -> None:
        """Show two photos at the place that is looked at."""
        for canvas, picture in zip(self.canvases, (before, after), strict=True):
            canvas.show_picture(picture, keep_place=True)

    def caption(self, before: str, after: str) -> None:
        """Say what the two photos are."""
        self._captions = (before, after)
        for canvas in self.canvases:
            canvas.update()

    def _paint_caption(self, which: int, painter: QPainter, view: PhotoView) -> None:
        size = caption_type(view)

        def measure(text: str) -> QSizeF:
            return marks.tag_size(view.font(), text, size=size)

        canvases = [(QSizeF(canvas.size()), canvas.photo_box) for canvas in self.canvases]
        placed = place_apart(self._captions, measure, canvases)[which]
        if placed is not None:
            marks.tag(painter, placed[1].bottomLeft(), placed[0], size=size)
