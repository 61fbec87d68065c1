"""Where everything lies on the timeline: photos to scale by date, treatments in rows beneath."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from hairtrack.ui import theme
from hairtrack.ui.film.frames import Bar, Frame, rows_of
from hairtrack.ui.film.scrubber import HEIGHT
from hairtrack.ui.film.timescale import Timescale

THUMB = 68
TOP = HEIGHT
_MARGIN = 16
_MOST_ROWS = 3


class StripLayout:
    """The places of photos and treatments.

    Parameters
    ----------
    frames : tuple of Frame
        In order of time.
    bars : tuple of Bar
    room : int
        Width to fill at least.

    Attributes
    ----------
    frames : tuple of Frame
    bars : tuple of Bar
    rows : list of list of Bar
        As many as there is room for.
    places : dict
        By SHA-256, the number of a photo.
    font : QFont
        At the present text size.
    caption : int
        Height of the words beneath a photo.
    row : int
        Height of a treatment.
    width, height : int
    """

    def __init__(self, frames: tuple[Frame, ...], bars: tuple[Bar, ...], *, room: int) -> None:
        self.frames, self.bars = frames, bars
        self.rows = rows_of(bars)[:_MOST_ROWS]
        self.places = {frame.sha256: place for place, frame in enumerate(frames)}
        self.font = QFont(QApplication.font())
        self.font.setPixelSize(theme.px(theme.SMALL))
        words = QFontMetrics(self.font)
        self.caption, self.row = words.height() + 8, words.height() + 2
        widest = max(map(words.horizontalAdvance, (frame.caption for frame in frames)), default=0)
        # The words beneath the first and the last photo may be wider than these.
        self._margin = max(_MARGIN, (widest - THUMB) // 2 + 4)
        beside = THUMB + 2 * self._margin
        self._scale = Timescale([f.day for f in frames], width=max(100, room - beside), step=max(THUMB, widest) + 12)
        self.width = round(self._scale.length) + beside
        self.height = TOP + THUMB + self.caption + self.row * len(self.rows) + 4

    def box(self, place: int) -> QRect:
        """Return where a photo lies."""
        return QRect(self._margin + round(self._scale.places[place]), TOP, THUMB, THUMB)

    def centre(self, place: int) -> float:
        """Return the middle of a photo across the strip."""
        return self.box(place).left() + THUMB / 2

    def at(self, point: QPoint) -> int | None:
        """Return the photo at a place."""
        boxes = (self.box(k).adjusted(-6, -TOP, 6, self.caption) for k in range(len(self.frames)))
        return next((k for k, box in enumerate(boxes) if box.contains(point)), None)

    def row_top(self, number: int) -> int:
        """Return where a row of treatments begins."""
        return TOP + THUMB + self.caption + number * self.row

    def span(self, bar: Bar) -> tuple[float, float]:
        """From where to where a treatment's bar goes; beyond the photos it runs out to the strip's ends."""
        shift = self._margin + THUMB / 2
        if not self.frames:
            return 0.0, 0.0
        first, last = self.frames[0].day, self.frames[-1].day
        left = 4.0 if bar.start < first else self._scale.at(bar.start) + shift
        open_end = bar.stop is None or bar.stop > last
        right = self._scale.length + 2 * shift - 4 if open_end else self._scale.at(bar.stop or bar.start) + shift
        if bar.start > last:
            left = self._scale.length + shift + THUMB / 4
        if bar.stop is not None and bar.stop < first:
            right = 4.0 + THUMB / 4
        return left, right

    def bar_at(self, point: QPoint) -> str:
        """Return the name of the treatment at a place, or nothing."""
        number = (point.y() - self.row_top(0)) // self.row
        bars = self.rows[number] if 0 <= number < len(self.rows) else []
        hit = (bar.name for bar in bars if self.span(bar)[0] <= point.x() <= self.span(bar)[1])
        return next(hit, "")
