"""A head from above and from behind, whose areas are chosen by click or key."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from hairtrack.kept_words import at_start, shown, shown_each
from hairtrack.language import _
from hairtrack.ui import theme
from hairtrack.ui.diary.head_shapes import ABOVE, VIEW_SIZE, VIEWS
from hairtrack.ui.widgets import label
from hairtrack.workflow.diary.catalogue import AREAS

_SIDE_BY_SIDE = 220
"""Pixels of width from which both drawings stand in one row."""
_LARGEST = 170
_FIELD = 24
_ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the drawings and the fields go in a width: so many of each in a row."""

    width: float
    views: int
    columns: int
    scale: float
    line: float

    @classmethod
    def of(cls, width: int, line: float, names: QFontMetrics) -> "_Grid":
        views = 2 if width >= _SIDE_BY_SIDE else 1
        scale = min(width / views, _LARGEST) / VIEW_SIZE.width()
        # Each field must have room for its name, in any language, with the tick before it.
        widest = max(names.horizontalAdvance(f"✓ {shown(area)}") for area in AREAS if area not in ABOVE)
        columns = next((count for count in (4, 2) if width / count >= widest + 2 * theme.GAP), 1)
        return cls(width, views, columns, scale, 1.3 * line)

    @property
    def top(self) -> float:
        """Where the fields begin."""
        return (2 // self.views) * (self.scale * VIEW_SIZE.height() + self.line) + theme.GAP

    @property
    def height(self) -> float:
        """Of everything."""
        return self.field(len(AREAS) - len(ABOVE) - 1).bottom() + 2

    def view(self, place: int) -> QTransform:
        """Return how a drawing becomes pixels."""
        cell = self.width / self.views
        left = (place % self.views) * cell + (cell - self.scale * VIEW_SIZE.width()) / 2
        down = (place // self.views) * (self.scale * VIEW_SIZE.height() + self.line)
        return QTransform.fromTranslate(left, down + 1).scale(self.scale, self.scale)

    def field(self, place: int) -> QRectF:
        """Return the place of a field."""
        gap = theme.GAP // 2
        wide = (self.width - 2 - (self.columns - 1) * gap) / self.columns
        high = theme.px(_FIELD)
        left, down = (place % self.columns) * (wide + gap), (place // self.columns) * (high + gap)
        return QRectF(1 + left, self.top + down, wide, high)


class HeadMap(QWidget):
    """Areas of the head, each a button; arrows go from one to the next, Space chooses.

    Signals
    -------
    changed
        The user chose an area or let it go.

    Attributes
    ----------
    spots : dict of str to Spot
        The buttons, by area.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Head"))
        self._others: tuple[str, ...] = ()
        self._drawing = _Drawing()
        self.spots = self._drawing.spots
        self._said = label(role="small")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(theme.GAP // 2)
        stack.addWidget(self._drawing)
        stack.addWidget(self._said)
        self._drawing.pointed.connect(self._say)
        self._drawing.chosen.connect(self._tell)
        self._say("")

    def chosen(self) -> tuple[str, ...]:
        """Return the areas that are chosen."""
        return tuple(area for area, spot in self.spots.items() if spot.isChecked())

    @property
    def text(self) -> str:
        """The chosen areas as a symptom keeps them, with the words that are no area here."""
        return ", ".join((*self.chosen(), *self._others))

    def show_text(self, text: str) -> None:
        """Choose the areas that a symptom names, without telling.

        Parameters
        ----------
        text : str
            Names joined by commas; those that are no area here are remembered.
        """
        named = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
        folded = {name.casefold() for name in named}
        for area, spot in self.spots.items():
            spot.setChecked(area.casefold() in folded)
        self._others = tuple(name for name in named if name.casefold() not in {area.casefold() for area in AREAS})
        self._say("")
        self._drawing.update()

    def _tell(self) -> None:
        self._say("")
        self.changed.emit()

    def _say(self, area: str) -> None:
        """Name the area that is pointed at, or else what is chosen."""
        self._said.setText(at_start(shown_each(area or self.text) or _("no area")))


class _Drawing(QWidget):
    """The two heads and the fields beneath; it paints what its buttons are."""

    pointed = Signal(str)
    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.spots = {area: Spot(area, self) for area in AREAS}
        self._outlines: list[tuple[str, QRectF, QPainterPath]] = []
        self._current = self.spots[AREAS[0]]
        self.setAccessibleName(_("Areas of the head"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.make_current(self._current)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Wide enough for both heads in one row."""
        return QSize(2 * 140, self.heightForWidth(2 * 140))

    def minimumSizeHint(self) -> QSize:
        """Wide enough for one head; the height follows."""
        return QSize(140, 0)

    def make_current(self, spot: "Spot") -> None:
        """Let Tab come to one area alone, that at which the keyboard was last."""
        self._current.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        spot.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._current = spot
        self.setFocusProxy(spot)

    def neighbour(self, spot: "Spot", direction: QPointF) -> "Spot":
        """Return the nearest area in a direction, or the same where there is none."""

        def distance(other: Spot) -> float:
            step = other.centre - spot.centre
            along = QPointF.dotProduct(step, direction)
            across = abs(step.x() * direction.y()) + abs(step.y() * direction.x())
            return hypot(along, 3 * across) if along > 1 else float("inf")

        found = min(self.spots.values(), key=distance)
        return found if distance(found) < float("inf") else spot

    # Where things are

    def hasHeightForWidth(self) -> bool:
        """As high as its width asks for."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for both heads, side by side or one above the other, and the fields."""
        return round(self._grid(width).height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each area its shape in the room that there is."""
        super().resizeEvent(event)
        grid = self._grid(event.size().width())
        shapes: dict[str, list[QPainterPath]] = {area: [] for area in self.spots}
        self._outlines = []
        for place, (title, areas, whole) in enumerate(VIEWS):
            turn = grid.view(place)
            for area, pieces in areas.items():
                shapes[area] += [turn.map(piece) for piece in pieces]
            outline = turn.map(whole)
            below = QRectF(turn.map(QPointF(0, VIEW_SIZE.height())), QSizeF(grid.scale * VIEW_SIZE.width(), grid.line))
            self._outlines.append((title, below, outline))
        fields = (area for area, pieces in shapes.items() if not pieces)
        for place, area in enumerate(fields):
            field = QPainterPath()
            field.addRoundedRect(grid.field(place), 6, 6)
            shapes[area] = [field]
        for area, spot in self.spots.items():
            spot.take_shape(shapes[area])

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(theme.px(theme.SMALL))
        return font

    def _grid(self, width: int) -> _Grid:
        return _Grid.of(width, self.fontMetrics().height(), QFontMetrics(self._small()))

    # What is seen

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the heads, then each area, that with the keyboard last."""
        look = theme.look_of(self)
        painter = QPainter(self)
        try:
            self._paint_all(painter, look)
        finally:
            # A painter that outlives its widget's painting ends the whole program.
            painter.end()

    def _paint_all(self, painter: QPainter, look: theme.Look) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small())
        for title, below, outline in self._outlines:
            painter.setPen(QPen(QColor(look.edge), 1.5))
            painter.setBrush(QColor(look.panel))
            painter.drawPath(outline)
            painter.setPen(QColor(look.muted))
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, title)
        for spot in sorted(self.spots.values(), key=lambda spot: (spot.hasFocus(), spot.isChecked())):
            self._paint(painter, spot, look)

    def _paint(self, painter: QPainter, spot: "Spot", look: theme.Look) -> None:
        fill = look.selected if spot.isChecked() else look.hover if spot.underMouse() else look.field
        painter.setBrush(QColor(fill))
        painter.setPen(QPen(QColor(look.accent), 2) if spot.isChecked() else QPen(QColor(look.edge), 1))
        painter.drawPath(spot.shape)
        if spot.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.text), 2, Qt.PenStyle.DotLine))
            painter.drawPath(spot.shape)
        for piece in spot.pieces:
            self._name(painter, spot, piece, look)

    def _name(self, painter: QPainter, spot: "Spot", piece: QPainterPath, look: theme.Look) -> None:
        """Write the area's name where there is room for it; a tick stands before, or alone for, what is chosen."""
        tick = "✓" if spot.isChecked() else ""
        box, metrics = piece.boundingRect(), painter.fontMetrics()
        for said in (f"{tick} {shown(spot.area)}".strip(), tick):
            room = QRectF(metrics.boundingRect(said)).adjusted(-3, -1, 3, 1)
            for share in (0.5, 0.25, 0.75):
                room.moveCenter(QPointF(box.center().x(), box.top() + share * box.height()))
                if said and piece.contains(room.adjusted(2, 2, -2, -2)):
                    painter.setPen(QColor(look.text))
                    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, said)
                    return

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew in another look."""
        super().changeEvent(event)
        if theme.is_palette_change(event):
            self.update()


class Spot(QAbstractButton):
    """One area: a button of its shape that the drawing paints, so that a screen reader and the keyboard know it.

    Attributes
    ----------
    area : str
    pieces : tuple of QPainterPath
        Where it is in the drawing.
    shape : QPainterPath
        All of them.
    """

    def __init__(self, area: str, drawing: _Drawing) -> None:
        super().__init__(drawing)
        self.area = area
        self.pieces: tuple[QPainterPath, ...] = ()
        self.shape = QPainterPath()
        self._drawing = drawing
        self.setAccessibleName(shown(area))
        self.setToolTip(shown(area))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.toggled.connect(drawing.update)
        self.clicked.connect(drawing.chosen)

    @property
    def centre(self) -> QPointF:
        """A place within it, of the drawing."""
        return self.pieces[0].boundingRect().center() if self.pieces else QPointF()

    def take_shape(self, pieces: Iterable[QPainterPath]) -> None:
        """Be where some shapes of the drawing are."""
        self.pieces = tuple(pieces)
        self.shape = QPainterPath()
        for piece in self.pieces:
            self.shape.addPath(piece)
        box = self.shape.boundingRect().toAlignedRect()
        self.setGeometry(box)
        region = QRegion()
        for polygon in self.shape.translated(-box.left(), -box.top()).toFillPolygons():
            region = region.united(QRegion(polygon.toPolygon()))
        self.setMask(region)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint nothing; the drawing does, without the steps that a mask has."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next area with the arrows."""
        direction = _ARROWS.get(Qt.Key(event.key()))
        if direction is None:
            super().keyPressEvent(event)
        else:
            self._drawing.neighbour(self, direction).setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Be the area that Tab comes back to."""
        super().focusInEvent(event)
        self._drawing.make_current(self)
        self._drawing.pointed.emit(self.area)
        self._drawing.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Give the words beneath back to what is chosen."""
        super().focusOutEvent(event)
        self._drawing.pointed.emit("")
        self._drawing.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Name the area beneath the pointer."""
        super().enterEvent(event)
        self._drawing.pointed.emit(self.area)
        self._drawing.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Give the words beneath back."""
        super().leaveEvent(event)
        self._drawing.pointed.emit("")
        self._drawing.update()
