"""The chart on screen: hover tells, a click or the arrows choose a photo. Knows no session and no jobs."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from hairtrack.ratings import steps_range
from hairtrack.report.chart import DARK, LIGHT, ChartLook, chart_layout, draw_chart
from hairtrack.report.chart_data import ChartData
from hairtrack.report.chart_layout import ChartLayout, Mark, mark_at
from hairtrack.report.chart_words import describe_chart
from hairtrack.report.words import full_day, percent_range
from hairtrack.ui import theme

_EMPTY = "The chart begins with the first measured photo."
_MARGIN = 8
_REACH = 14


class CoverageChart(QWidget):
    """Coverage over time with treatments and events.

    Signals
    -------
    chosen : str
        SHA-256 of the photo that the user picked.
    photo_wanted : str
        SHA-256 of the photo that the user wants to see large.
    """

    chosen = Signal(str)
    photo_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._data = ChartData()
        self._current = ""
        self.setAccessibleName("Coverage over time")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(360, 260)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Prefer a wide shape."""
        return QSize(800, 480)

    def show_data(self, data: ChartData, current: str = "") -> None:
        """Show another chart.

        Parameters
        ----------
        data : ChartData
        current : str
            SHA-256 of the photo in hand, or empty.
        """
        said = self._said(current, data)
        if current != self._current and self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self._data, self._current = data, current
        self.setAccessibleDescription(f"{said} {describe_chart(data)}".strip())
        self.update()

    def words_of(self, photo: str) -> str:
        """Say what the chart holds of a photo: date, and each region's value with its interval."""
        return self._said(photo, self._data)

    @staticmethod
    def _said(photo: str, data: ChartData) -> str:
        points = [(series.name, point) for series in data.series for point in series.points if point.photo == photo]
        rated = [(given.rater, point) for given in data.ratings for point in given.points if point.photo == photo]
        blind = "".join(f" Rated blind by {who} {steps_range(p.value, p.low, p.high)}." for who, p in rated)
        if points:
            values = "; ".join(f"{name} {percent_range(p.value, p.low, p.high)}" for name, p in points)
            return f"{full_day(points[0][1].on)}: {values}.{blind}"
        return next((f"{full_day(kept.on)}: {kept.why}{blind}" for kept in data.unjudged if kept.photo == photo), "")

    # Where things are

    def _look(self) -> ChartLook:
        look = theme.look_of(self)
        return ChartLook(
            text=look.text,
            muted=look.muted,
            line=look.line,
            paper=look.panel,
            bars=(DARK if look.dark else LIGHT).bars,
            letter=theme.BODY,
        )

    def _frame(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)

    @property
    def layout_now(self) -> ChartLayout:
        """Where everything stands at the present size."""
        return chart_layout(self._data, self._frame(), self._look(), self.font())

    def _mark_under(self, event: QMouseEvent) -> Mark | None:
        return mark_at(self.layout_now, event.position().x(), event.position().y(), _REACH)

    # Events

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chart and, with the keyboard here, a frame."""
        painter = QPainter(self)
        look = self._look()
        painter.setFont(self.font())
        if not self._photos() and not self._data.treatments:
            painter.setPen(QColor(look.muted))
            painter.drawText(self._frame(), Qt.AlignmentFlag.AlignCenter, _EMPTY)
            return
        draw_chart(painter, self._frame(), self._data, look, frozenset({self._current} - {""}))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.look_of(self).accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the value under the pointer, at once."""
        mark = self._mark_under(event)
        self.setCursor(Qt.CursorShape.PointingHandCursor if mark else Qt.CursorShape.ArrowCursor)
        QToolTip.showText(event.globalPosition().toPoint(), self.words_of(mark.photo) if mark else "", self)
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the photo under the pointer."""
        mark = self._mark_under(event) if event.button() is Qt.MouseButton.LeftButton else None
        if mark is not None:
            self.chosen.emit(mark.photo)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for the photo under the pointer."""
        mark = self._mark_under(event) if event.button() is Qt.MouseButton.LeftButton else None
        if mark is not None:
            self.photo_wanted.emit(mark.photo)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by visit; Return asks for the photo in hand."""
        photos = self._photos()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._current in photos:
            self.photo_wanted.emit(self._current)
            return
        here = photos.index(self._current) if self._current in photos else len(photos) - 1
        to = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(photos) - 1,
        }.get(Qt.Key(event.key()))
        if to is None or not photos:
            super().keyPressEvent(event)
        elif 0 <= to < len(photos):
            self.chosen.emit(photos[to])

    def _photos(self) -> list[str]:
        """Return the photos in order of time."""
        days = {point.photo: point.on for series in self._data.series for point in series.points}
        days |= {photo.photo: photo.on for photo in self._data.unjudged}
        return sorted(days, key=lambda photo: (days[photo], photo))
