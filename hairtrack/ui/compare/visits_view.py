"""Up to four visits side by side in one frame: they zoom and move together, each with its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from hairtrack.course import Size
from hairtrack.language import _
from hairtrack.ui import theme
from hairtrack.ui.canvas import marks
from hairtrack.ui.canvas.photo_canvas import PhotoCanvas
from hairtrack.ui.canvas.photo_view import Layer, PhotoView
from hairtrack.ui.canvas.picture import Picture
from hairtrack.ui.canvas.viewport import Viewport
from hairtrack.ui.compare.captions import place_apart

MOST = 4
"""Visits side by side: more would be too small to see hair in."""
_SPLIT = 2
_CLEARLY = 1.15


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownVisit:
    """A photo as it is shown.

    Attributes
    ----------
    sha256 : str
    picture : Picture
    caption : str
        Over the photo.
    aligned : bool
        Whether it lies in the frame of the others.
    """

    sha256: str
    picture: Picture
    caption: str
    aligned: bool


class VisitsView(QWidget):
    """The photos, in a row or in two, as they come out largest.

    Parameters
    ----------
    viewport : Viewport
        Where all of them look.
    beneath : callable
        Draws over each photo that lies in the common frame what captions stand over.

    Signals
    -------
    menu_asked : str, QPoint
        What can be done with a photo is asked for; where, on the screen.
    """

    menu_asked = Signal(str, QPoint)

    def __init__(self, viewport: Viewport, beneath: Layer) -> None:
        super().__init__()
        self._visits: tuple[ShownVisit, ...] = ()
        self.canvases = tuple(
            PhotoCanvas(_("Visit {number} of those side by side", number=place + 1), viewport, self)
            for place in range(MOST)
        )
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_SPLIT)
        for place, canvas in enumerate(self.canvases):
            canvas.add_layer(partial(self._paint_beneath, beneath, place))
            canvas.add_layer(partial(self._paint_caption, place))
            canvas.setProperty("foldsOnTab", True)
            canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            canvas.customContextMenuRequested.connect(partial(self._ask_menu, place))
            # All look at one place, so the keyboard needs to stop at one of them only.
            if place:
                canvas.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lay_out()

    @property
    def visits(self) -> tuple[ShownVisit, ...]:
        """What is shown, from left to right and from above."""
        return self._visits

    @property
    def columns(self) -> int:
        """How many photos stand in a row."""
        if not self._visits:
            return 1
        return best_columns(len(self._visits), self._visits[0].picture.size, self.size())

    def show_visits(self, visits: Sequence[ShownVisit]) -> None:
        """Show photos in order of time, at the place that is looked at."""
        self._visits = tuple(visits[:MOST])
        for canvas, visit in zip(self.canvases, (*self._visits, *(None,) * MOST), strict=False):
            if visit is None or canvas.picture is not visit.picture:
                canvas.show_picture(visit.picture if visit else None, keep_place=True)
            canvas.setAccessibleDescription(visit.caption.replace("\n", ", ") if visit else "")
            canvas.update()
        self._lay_out()

    def show_words(self, text: str) -> None:
        """Say something in place of the photos."""
        self._visits = ()
        for canvas in self.canvases:
            canvas.show_words(text)
        self._lay_out()

    def _paint_beneath(self, beneath: Layer, place: int, painter: QPainter, view: PhotoView) -> None:
        if place < len(self._visits) and self._visits[place].aligned:
            beneath(painter, view)

    def _lay_out(self) -> None:
        columns, shown = self.columns, max(1, len(self._visits))
        for place, canvas in enumerate(self.canvases):
            canvas.setVisible(place < shown)
            self._grid.removeWidget(canvas)
            if place < shown:
                self._grid.addWidget(canvas, place // columns, place % columns)
        for line in range(MOST):
            self._grid.setColumnStretch(line, int(line < columns))
            self._grid.setRowStretch(line, int(line < -(-shown // columns)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in one row or in two, as there is room."""
        super().resizeEvent(event)
        self._lay_out()

    def _ask_menu(self, place: int, at: QPoint) -> None:
        if place < len(self._visits):
            canvas = self.canvases[place]
            canvas.let_go()
            self.menu_asked.emit(self._visits[place].sha256, canvas.mapToGlobal(at))

    def _paint_caption(self, place: int, painter: QPainter, view: PhotoView) -> None:
        if place >= len(self._visits):
            return

        def measure(text: str) -> QSizeF:
            return marks.tag_size(view.font(), text, size=theme.SMALL)

        canvases = [(QSizeF(canvas.size()), canvas.photo_box) for canvas in self.canvases[: len(self._visits)]]
        placed = place_apart([visit.caption for visit in self._visits], measure, canvases)[place]
        if placed is not None:
            marks.tag(painter, placed[1].bottomLeft(), placed[0], size=theme.SMALL)


def best_columns(count: int, photo: Size, room: QSize) -> int:
    """Return how many photos of a kind to put into a row so that they come out largest.

    Parameters
    ----------
    count : int
    photo : Size
    room : QSize
        For all of them.

    Returns
    -------
    int
        One row where that makes them clearly larger than two, which leave more room for words beside them.
    """

    def scale(columns: int) -> float:
        rows = -(-count // columns)
        return min(room.width() / columns / photo[0], room.height() / rows / photo[1])

    two = -(-count // 2)
    return count if count < 3 or scale(count) > _CLEARLY * scale(two) else two
