"""The chart on screen: hover tells, a click or the arrows choose, the wheel and the keys zoom. Knows no session."""

from dataclasses import dataclass
from html import escape
from textwrap import wrap

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture, QSizePolicy, QToolTip, QWidget

from hairtrack.report.charts.chart import ChartLook, chart_layout, paint_chart
from hairtrack.report.charts.data import ChartData, ChartItem
from hairtrack.report.charts.layout import ChartLayout, Mark, items_at, mark_at
from hairtrack.report.charts.words import describe_chart, entry_of, items_words, photo_words
from hairtrack.ui import theme
from hairtrack.ui.course.chart_look import chart_look
from hairtrack.ui.course.day_window import DayWindow, Span

_EMPTY = "The chart begins with the first measured photo."
_MARGIN = 8
_REACH = 14
_TIP_LETTERS = 72
"""In one line of what the pointer is told."""
_STEP = 1.5
"""What one step of zoom makes the days wider by."""
_NOTCH = 120
"""What a wheel turns in one notch."""
_PAN = 0.2
"""Share of the shown days that one key moves."""


@dataclass(frozen=True, slots=True)
class _Drag:
    """A press that may become a drag: where it began, and the days shown then."""

    start: QPointF
    span: Span
    moved: bool = False


class CoverageChart(QWidget):
    """Coverage or SALT over time, with the diary beneath.

    Signals
    -------
    chosen : str
        SHA-256 of the photo that the user picked.
    photo_wanted : str
        SHA-256 of the photo that the user wants to see large.
    entry_chosen : str
        Id of the diary's entry that the user picked.
    span_changed
        Other days are shown.
    """

    chosen = Signal(str)
    photo_wanted = Signal(str)
    entry_chosen = Signal(str)
    span_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._data = ChartData()
        self._current = ""
        self._days = DayWindow()
        self._placed: tuple[tuple[object, ...], ChartLayout] | None = None
        self._drag: _Drag | None = None
        self.setAccessibleName("Coverage over time")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.setMinimumSize(360, 260)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Prefer a wide shape."""
        return QSize(800, 480)

    def show_data(self, data: ChartData, current: str = "") -> None:
        """Show another chart, with the same days as before where it has them.

        Parameters
        ----------
        data : ChartData
        current : str
            SHA-256 of the photo in hand, or empty.
        """
        said = photo_words(current, data)
        if current != self._current and self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self._data, self._current, self._placed = data, current, None
        self.setAccessibleDescription(f"{said} {describe_chart(data)}".strip())
        before = self._days.chosen
        self._days.take(data)
        self._redraw(self._days.chosen != before)

    def words_of(self, photo: str) -> str:
        """Say what the chart holds of a photo: date, and each value with its interval."""
        return photo_words(photo, self._data)

    # The days that are shown

    @property
    def span(self) -> Span:
        """Ordinals of the first and the last day on the axis."""
        return self._days.shown

    @property
    def zoomed(self) -> bool:
        """Whether other days are shown than all."""
        return self._days.chosen is not None

    def zoom_in(self) -> None:
        """Show fewer days about the photo in hand, or about the middle."""
        self._redraw(self._days.zoom(_STEP, self._middle()))

    def zoom_out(self) -> None:
        """Show more days."""
        self._redraw(self._days.zoom(1 / _STEP, self._middle()))

    def show_all(self) -> None:
        """Show all days."""
        self._redraw(self._days.show(None))

    def show_days(self, span: Span) -> None:
        """Show other days, as near as the chart has them: at least a week, and none far from all that happened."""
        self._redraw(self._days.show(span))

    def pan(self, share: float) -> None:
        """Move through the days by a share of those shown; later ones for more than zero."""
        first, last = self.span
        self._redraw(self._days.move(share * (last - first)))

    def _middle(self) -> float:
        x = next((mark.x for mark in self.layout_now.marks if self._current in mark.photos), None)
        first, last = self.span
        day = (first + last) / 2 if x is None else self._day_at(x)
        return day if first <= day <= last else (first + last) / 2

    def _day_at(self, x: float) -> float:
        plot, (first, last) = self.layout_now.plot, self.span
        return first + (x - plot.left) / (plot.right - plot.left) * (last - first)

    def _redraw(self, moved: bool) -> None:
        self.update()
        if moved:
            QToolTip.hideText()
            self.span_changed.emit()

    # Where things are

    def _look(self) -> ChartLook:
        return chart_look(self)

    def _frame(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)

    @property
    def layout_now(self) -> ChartLayout:
        """Where everything stands at the present size."""
        look = self._look()
        key = (self.size(), look, QFont(self.font()).key(), self._days.chosen)
        if self._placed is None or self._placed[0] != key:
            self._placed = (key, chart_layout(self._data, self._frame(), look, self.font(), self._days.chosen))
        return self._placed[1]

    def _under(self, at: QPointF) -> tuple[Mark | None, tuple[ChartItem, ...]]:
        """Return the photo's mark under the pointer, or else what of the diary is."""
        layout = self.layout_now
        score = items_at(layout, at.x(), at.y(), _REACH / 2)
        mark = mark_at(layout, at.x(), at.y(), _REACH / 2 if score else _REACH)
        return mark, () if mark else score or items_at(layout, at.x(), at.y(), _REACH)

    def _words_at(self, at: QPointF) -> str:
        mark, items = self._under(at)
        return photo_words(mark.photo, self._data) if mark else items_words(items, self._data)

    # Events

    def event(self, event: QEvent) -> bool:
        """Zoom where two fingers pinch, on a pad or on a screen."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self._redraw(self._days.zoom(max(0.2, 1 + event.value()), self._day_at(event.position().x())))
            return True
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self._drag = None
                middle = self.mapFromGlobal(pinch.centerPoint().toPoint())
                self._redraw(self._days.zoom(max(0.2, pinch.scaleFactor()), self._day_at(middle.x())))
                return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chart and, with the keyboard here, a frame."""
        painter = QPainter(self)
        look = self._look()
        painter.setFont(self.font())
        if self._data.empty:
            painter.setPen(QColor(look.muted))
            painter.drawText(self._frame(), Qt.AlignmentFlag.AlignCenter, _EMPTY)
            return
        paint_chart(painter, self.layout_now, self._data, look, frozenset({self._current} - {""}))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.look_of(self).accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move through the days while the button is held; else tell what is under the pointer, at once."""
        at = event.position()
        if self._drag is not None:
            self._drag_to(at)
            return
        words = self._words_at(at)
        self.setCursor(Qt.CursorShape.PointingHandCursor if words else Qt.CursorShape.ArrowCursor)
        QToolTip.showText(event.globalPosition().toPoint(), _tip(words), self)
        super().mouseMoveEvent(event)

    def _drag_to(self, at: QPointF) -> None:
        assert self._drag is not None
        gone = at.x() - self._drag.start.x()
        if not self._drag.moved and abs(gone) < QApplication.startDragDistance():
            return
        self._drag = _Drag(self._drag.start, self._drag.span, moved=True)
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        first, last = self._drag.span
        plot = self.layout_now.plot
        self._redraw(self._days.move(-gone * (last - first) / (plot.right - plot.left), self._drag.span))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the days; a press that does not move chooses on its release."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._drag = _Drag(event.position(), self.span)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the photo or the entry under the pointer, unless the days were moved."""
        drag, self._drag = self._drag, None
        if drag is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if drag.moved:
            self.setCursor(Qt.CursorShape.ArrowCursor)
            return
        mark, items = self._under(event.position())
        entry = next(filter(None, map(entry_of, items)), "")
        if mark is not None and mark.photo:
            self.chosen.emit(mark.photo)
        elif entry:
            self.entry_chosen.emit(entry)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for the photo under the pointer; show all days where nothing is."""
        mark, items = self._under(event.position())
        if mark is not None and mark.photo:
            self.photo_wanted.emit(mark.photo)
        elif mark is None and not items:
            self.show_all()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer, or move through the days when turned sideways or with Shift."""
        turn = event.angleDelta() if not event.angleDelta().isNull() else event.pixelDelta()
        aside = turn.x() if abs(turn.x()) > abs(turn.y()) else 0
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            aside = aside or turn.y()
        if aside:
            self.pan(-_PAN * aside / _NOTCH)
        else:
            self._redraw(self._days.zoom(_STEP ** (turn.y() / _NOTCH), self._day_at(event.position().x())))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by visit, Return asks for the photo; + and - zoom, 0 shows all, Shift and an arrow move the days."""
        key = Qt.Key(event.key())
        aside = {Qt.Key.Key_Left: -_PAN, Qt.Key.Key_Right: _PAN}.get(key)
        if aside is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pan(aside)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key is Qt.Key.Key_Minus:
            self.zoom_out()
        elif key is Qt.Key.Key_0:
            self.show_all()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current:
            self.photo_wanted.emit(self._current)
        elif not self._go(key):
            super().keyPressEvent(event)

    def _go(self, key: Qt.Key) -> bool:
        """Choose another visit's photo; say whether the key is one for that."""
        photos = self._data.photos()
        beside = (mark.photo for mark in self.layout_now.marks if self._current in mark.photos)
        current = next(beside, "")
        here = photos.index(current) if current in photos else len(photos) - 1
        to = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(photos) - 1,
        }.get(key)
        if to is None or not photos:
            return False
        if 0 <= to < len(photos):
            self._bring_into_view(photos[to])
            self.chosen.emit(photos[to])
        return True

    def _bring_into_view(self, photo: str) -> None:
        """Move through the days until a photo is among them."""
        x = next(mark.x for mark in self.layout_now.marks if mark.photo == photo)
        first, last = self.span
        day = self._day_at(x)
        if not first <= day <= last:
            self.show_days((day - (last - first) / 2, day + (last - first) / 2))


def _tip(words: str) -> str:
    """Break long lines, and keep what the user wrote from being taken for markup."""
    broken = "\n".join(line for said in words.splitlines() for line in wrap(said, _TIP_LETTERS))
    return f"<pre>{escape(broken)}</pre>" if "<" in broken else broken
