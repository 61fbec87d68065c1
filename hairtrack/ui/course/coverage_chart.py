"""The chart on screen: hover tells, a click or the arrows choose, and the days can be zoomed. Knows no session."""

from html import escape
from textwrap import wrap

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip

from hairtrack.language import _
from hairtrack.report.charts.chart import chart_layout, paint_chart
from hairtrack.report.charts.data import COVERAGE, ChartData, ChartItem
from hairtrack.report.charts.layout import ItemPlace, items_at, items_in_order, mark_at
from hairtrack.report.charts.parts import ChartLayout, Mark
from hairtrack.report.charts.words import describe_chart, entry_of, items_words, photo_words
from hairtrack.ui import theme
from hairtrack.ui.course.chart_look import chart_look
from hairtrack.ui.course.days_view import DaysView

_EMPTY = _("The chart begins with the first measured photo.")
_MARGIN = 8
_REACH = 14
_TIP_LETTERS = 72
"""In one line of what the pointer is told."""


class CoverageChart(DaysView):
    """Coverage or SALT over time, with the diary beneath.

    Signals
    -------
    chosen : str
        SHA-256 of the photo that the user picked.
    photo_wanted : str
        SHA-256 of the photo that the user wants to see large.
    entry_chosen : str
        Id of the diary's entry that the user picked.
    """

    chosen = Signal(str)
    photo_wanted = Signal(str)
    entry_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._data = ChartData()
        self._current = ""
        self._items: tuple[ChartItem, ...] = ()
        self._placed: tuple[tuple[object, ...], ChartLayout] | None = None
        self.setAccessibleName(COVERAGE.over_time)
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
        other = current != self._current
        if data != self._data:
            self._data, self._placed = data, None
        self._current = current
        if other or self._walked is None:
            self._items = ()
        self._describe(aloud=other)
        before = self._days.chosen
        self._days.take(data)
        self._redraw(self._days.chosen != before)

    def words_of(self, photo: str) -> str:
        """Say what the chart holds of a photo: date, and each value with its interval."""
        return photo_words(photo, self._data)

    def _describe(self, *, aloud: bool) -> None:
        said = items_words(self._items, self._data) or self.words_of(self._current)
        self.setAccessibleDescription(f"{said} {describe_chart(self._data)}".strip())
        if aloud and self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    # Where things are

    def _frame(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)

    @property
    def layout_now(self) -> ChartLayout:
        """Where everything stands at the present size."""
        look = chart_look(self)
        key = (self.size(), look, QFont(self.font()).key(), self._days.chosen)
        if self._placed is None or self._placed[0] != key:
            self._placed = (key, chart_layout(self._data, self._frame(), look, self.font(), self._days.chosen))
        return self._placed[1]

    @property
    def _walked(self) -> ItemPlace | None:
        """The place of the diary that the keys are at; None where they are at a photo."""
        places = items_in_order(self.layout_now) if self._items else ()
        return next((place for place in places if place.items == self._items), None)

    def _edges(self) -> tuple[float, float]:
        return self.layout_now.plot.left, self.layout_now.plot.right

    def _in_hand(self) -> float | None:
        place = self._walked
        if place is not None:
            return place.x
        return next((mark.x for mark in self.layout_now.marks if self._current in mark.photos), None)

    def _under(self, at: QPointF) -> tuple[Mark | None, tuple[ChartItem, ...]]:
        """Return the photo's mark under the pointer, or else what of the diary is."""
        layout = self.layout_now
        score = items_at(layout, at.x(), at.y(), _REACH / 2)
        mark = mark_at(layout, at.x(), at.y(), _REACH / 2 if score else _REACH)
        return mark, () if mark else score or items_at(layout, at.x(), at.y(), _REACH)

    # Events

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chart and, with the keyboard here, a frame about it and about what the keys are at."""
        painter = QPainter(self)
        try:
            self._paint(painter)
        finally:
            # A painter that outlives its widget's painting ends the whole program.
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        look = chart_look(self)
        painter.setFont(self.font())
        if self._data.empty:
            painter.setPen(QColor(look.muted))
            painter.drawText(self._frame(), Qt.AlignmentFlag.AlignCenter, _EMPTY)
            return
        paint_chart(painter, self.layout_now, self._data, look, frozenset({self._current} - {""}))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.look_of(self).accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
            if place := self._walked:
                painter.drawRoundedRect(QRectF(place.x - 8, place.y - 8, 16, 16), 4, 4)

    def _hover(self, at: QPointF) -> None:
        mark, items = self._under(at)
        words = self.words_of(mark.photo) if mark else items_words(items, self._data)
        self.setCursor(Qt.CursorShape.PointingHandCursor if words else Qt.CursorShape.ArrowCursor)
        self._tell(at, words)

    def _tell(self, at: QPointF, words: str) -> None:
        QToolTip.showText(self.mapToGlobal(at).toPoint(), _tip(words), self)

    def _click(self, at: QPointF) -> None:
        mark, items = self._under(at)
        if mark is not None and mark.photo:
            self.chosen.emit(mark.photo)
        else:
            self._open(items)

    def _open(self, items: tuple[ChartItem, ...]) -> None:
        """Ask for the diary's entry, where what is marked has one."""
        entry = next(filter(None, map(entry_of, items)), "")
        if entry:
            self.entry_chosen.emit(entry)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for the photo under the pointer; show all days where nothing is."""
        mark, items = self._under(event.position())
        if mark is not None and mark.photo:
            self.photo_wanted.emit(mark.photo)
        elif mark is None and not items:
            self.show_all()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by visit, with Ctrl through the diary's marks; Return asks for what is in hand."""
        key = Qt.Key(event.key())
        aside = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        elif aside and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._walk(aside)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (self._items or self._current):
            if self._items:
                self._open(self._items)
            else:
                self.photo_wanted.emit(self._current)
        elif not self._go(key):
            super().keyPressEvent(event)

    def _walk(self, step: int) -> None:
        """Go to the next or the last mark of the diary among the days shown, and say it."""
        places = items_in_order(self.layout_now)
        at = self._walked
        if at is not None:
            to = places.index(at) + step
        else:
            x = self._in_hand() or 0.0
            before = sum(place.x < x for place in places)
            to = before if step > 0 else before - 1
        if not 0 <= to < len(places):
            return
        place = places[to]
        self._items = place.items
        self._describe(aloud=True)
        self._tell(QPointF(place.x, place.y), items_words(place.items, self._data))
        self.update()

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
        self._items = ()
        self.update()
        if 0 <= to < len(photos):
            self.bring_into_view(next(mark.x for mark in self.layout_now.marks if mark.photo == photos[to]))
            self.chosen.emit(photos[to])
        return True


def _tip(words: str) -> str:
    """Break long lines, and keep what the user wrote from being taken for markup."""
    broken = "\n".join(line for said in words.splitlines() for line in wrap(said, _TIP_LETTERS))
    return f"<pre>{escape(broken)}</pre>" if "<" in broken else broken
