"""Blood tests on screen: hover tells, arrows go from result to result. Knows no session and no jobs."""

import math

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QToolTip, QWidget

from hairtrack.language import _
from hairtrack.report.charts.lab_chart import labs_height, labs_layout, paint_labs
from hairtrack.report.charts.lab_data import LabData, describe_labs, point_words
from hairtrack.report.charts.lab_layout import LabLayout, LabMark, mark_near
from hairtrack.ui import theme
from hairtrack.ui.course.chart_look import chart_look

_MARGIN = 8
_REACH = 14


class LabCharts(QScrollArea):
    """One chart for each blood test, as many beside each other as there is room for; the rest is scrolled to.

    Signals
    -------
    entry_chosen : str
        Id of the result that the user wants to see in the diary.
    """

    entry_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.field = LabField()
        self.field.entry_chosen.connect(self.entry_chosen)
        self.field.moved_to.connect(self._bring)
        self.setWidget(self.field)

    def show_data(self, data: LabData) -> None:
        """Show other results."""
        self.field.show_data(data)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the charts the height that they need at this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.field.setMinimumHeight(self.field.height_at(self.viewport().width()))

    def _bring(self, place: QPoint) -> None:
        self.ensureVisible(place.x(), place.y(), 40, 140)


class LabField(QWidget):
    """The charts themselves, without the scrolling.

    Signals
    -------
    entry_chosen : str
    moved_to : QPoint
        The keyboard went to a result there.
    """

    entry_chosen = Signal(str)
    moved_to = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__()
        self._data = LabData()
        self._current: tuple[int, int] | None = None
        self._placed: tuple[tuple[object, ...], LabLayout] | None = None
        self.setAccessibleName(_("Blood tests over time"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    # What is shown

    def show_data(self, data: LabData) -> None:
        """Show other results."""
        if data != self._data:
            self._data, self._current, self._placed = data, None, None
        self._describe()
        self.update()

    def height_at(self, width: int) -> int:
        """Return the height that the charts need at a width."""
        return math.ceil(labs_height(self._data, width - 2 * _MARGIN, chart_look(self), self.font())) + 2 * _MARGIN

    @property
    def layout_now(self) -> LabLayout:
        """Where everything stands at the present size."""
        look = chart_look(self)
        key = (self.size(), look, self.font().key())
        if self._placed is None or self._placed[0] != key:
            self._placed = (key, labs_layout(self._data, self._frame(), look, self.font()))
        return self._placed[1]

    @property
    def said(self) -> str:
        """The result that the keyboard is at, in words; empty before it went to one."""
        return self._words(*self._current) if self._current else ""

    def _words(self, series: int, place: int) -> str:
        shown = self._data.series[series]
        return point_words(shown, shown.points[place])

    def _describe(self) -> None:
        self.setAccessibleDescription(f"{self.said} {describe_labs(self._data)}".strip())

    def _frame(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the charts with a ring around the result in hand and, with the keyboard here, a frame."""
        painter = QPainter(self)
        try:
            painter.setFont(self.font())
            paint_labs(painter, self.layout_now, chart_look(self), self._current, QRectF(event.rect()))
            if self.hasFocus():
                painter.setPen(QPen(QColor(theme.look_of(self).accent), 2))
                painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        finally:
            # A painter that outlives its widget's painting ends the whole program.
            painter.end()

    def _mark_under(self, event: QMouseEvent) -> LabMark | None:
        return mark_near(self.layout_now, event.position().x(), event.position().y(), _REACH)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the result under the pointer, at once."""
        mark = self._mark_under(event)
        self.setCursor(Qt.CursorShape.PointingHandCursor if mark else Qt.CursorShape.ArrowCursor)
        words = self._words(mark.series, mark.place) if mark else ""
        QToolTip.showText(event.globalPosition().toPoint(), words, self)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the click; it acts when the button is let go."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the result under the pointer in the diary."""
        mark = self._mark_under(event) if event.button() is Qt.MouseButton.LeftButton else None
        if mark is not None:
            self._current = mark.series, mark.place
            self._open()

    def _open(self) -> None:
        if self._current is not None:
            series, place = self._current
            self.entry_chosen.emit(self._data.series[series].points[place].entry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from result to result and from test to test; Return opens one in the diary."""
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._current is not None:
            self._open()
        elif (to := self._next(key)) is not None:
            self._go(*to)
        else:
            super().keyPressEvent(event)

    def _next(self, key: Qt.Key) -> tuple[int, int] | None:
        """Return where a key leads; None where it leads nowhere."""
        if not self._data.series:
            return None
        series, place = self._current or (0, len(self._data.series[0].points) - 1)
        last = len(self._data.series[series].points) - 1
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            series = min(max(0, series + (1 if key == Qt.Key.Key_Down else -1)), len(self._data.series) - 1)
            return series, len(self._data.series[series].points) - 1
        places = {
            Qt.Key.Key_Left: max(0, place - 1),
            Qt.Key.Key_Right: min(last, place + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        return (series, places[key]) if key in places else None

    def _go(self, series: int, place: int) -> None:
        self._current = series, place
        self._describe()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        mark = self.layout_now.cells[series].marks[place]
        spot = QPoint(round(mark.x), round(mark.y))
        self.moved_to.emit(spot)
        QToolTip.showText(self.mapToGlobal(spot), self.said, self)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the newest result of the first test."""
        super().focusInEvent(event)
        if self._current is None and self._data.series:
            self._current = 0, len(self._data.series[0].points) - 1
            self._describe()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Paint anew in another look."""
        super().changeEvent(event)
        if theme.is_palette_change(event):
            self.update()
