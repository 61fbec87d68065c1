"""Where a region changed, laid over the photo after: blue for gain, orange for loss, grey within noise, else empty.

Each coloured cell bears a triangle too, up for gain and down for loss, so that nobody needs to tell the colours apart.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from hairtrack.analysis.cell_changes import CellVerdict
from hairtrack.course import Point
from hairtrack.figures import decimal, signed
from hairtrack.imaging.coverage.change_map import Cell
from hairtrack.language import _
from hairtrack.report.maps import LEGEND, LOOKS, STEPS, UNDER_SWATCHES, CellLook, look_of
from hairtrack.ui import theme
from hairtrack.ui.canvas import marks
from hairtrack.ui.canvas.canvas_tool import CanvasTool
from hairtrack.ui.canvas.photo_view import PhotoView
from hairtrack.workflow.change_map import RegionMap

_LEAST_SIDE_WITH_MARK = 8.0
"""Pixels on the screen; a triangle in a smaller cell is only a dot."""
_SWATCH, _LINE = 16, 22


def cell_colour(verdict: CellVerdict, change: float | None) -> QColor:
    """Return the fixed colour of a cell; clear for one that is not judged.

    Parameters
    ----------
    verdict : CellVerdict
    change : float or None
        In points.
    """
    return _colour(look_of(verdict, change))


def _colour(look: CellLook) -> QColor:
    colour = QColor(look.fill)
    colour.setAlphaF(look.opacity)
    return colour


def cell_words(cell: Cell, verdict: CellVerdict) -> str:
    """Say what a cell shows: "34 %, then 71 %: +37 points"."""
    if cell.before is None or cell.after is None or cell.change is None:
        return _("Not judged")
    found = _(
        "{before} %, then {after} %: {change} points",
        before=decimal(100 * cell.before),
        after=decimal(100 * cell.after),
        change=signed(cell.change),
    )
    return _("{found}, within noise", found=found) if verdict is CellVerdict.WITHIN_NOISE else found


class ChangeMapTool(CanvasTool):
    """Draws the maps of a view's regions over a canvas, and says what the cell under the pointer shows."""

    cursor = Qt.CursorShape.ArrowCursor
    places = False

    def __init__(self, canvas: PhotoView) -> None:
        self._canvas = canvas
        self._maps: tuple[RegionMap, ...] = ()
        self._place: Point | None = None

    def show_maps(self, maps: Sequence[RegionMap]) -> None:
        """Draw other maps, or none."""
        self._maps = tuple(maps)
        self._place = None
        self._canvas.update()

    def hover(self, place: Point | None) -> None:
        """Follow the pointer."""
        self._place = place
        self._canvas.update()

    def paint_maps(self, painter: QPainter) -> None:
        """Draw every cell inside its region's border."""
        for found in self._maps:
            if found.cells:
                painter.save()
                border = marks.outline_path(self._canvas, found.outline)
                painter.setClipPath(border, Qt.ClipOperation.IntersectClip)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
                left, _, right, _ = found.cells[0][0].box
                marked = (right - left) * self._canvas.scale >= _LEAST_SIDE_WITH_MARK
                for cell, verdict in found.cells:
                    colour = cell_colour(verdict, cell.change)
                    paint_cell(painter, self._box(cell), verdict, colour, marked=marked)
                painter.restore()

    def paint(self, painter: QPainter) -> None:
        """Draw the words of the cell under the pointer."""
        if self._place is not None and (under := self.cell_at(self._place)) is not None:
            box = self._box(under[0])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(marks.WHITE, 2))
            painter.drawRect(box)
            marks.tag(painter, box.topRight() + QPointF(6, -2), cell_words(*under))

    def cell_at(self, place: Point) -> tuple[Cell, CellVerdict] | None:
        """Return the cell at a place of the photo, or None."""
        x, y = place
        for found in self._maps:
            for cell, verdict in found.cells:
                left, top, right, bottom = cell.box
                if left <= x < right and top <= y < bottom:
                    return cell, verdict
        return None

    def _box(self, cell: Cell) -> QRectF:
        left, top, right, bottom = cell.box
        # Each border on a whole pixel, so that neighbours neither overlap nor leave a gap.
        corners = (self._canvas.to_screen((left, top)).toPoint(), self._canvas.to_screen((right, bottom)).toPoint())
        return QRectF(QPointF(corners[0]), QPointF(corners[1]))


def paint_cell(painter: QPainter, box: QRectF, verdict: CellVerdict, colour: QColor, *, marked: bool = True) -> None:
    """Draw one cell: its colour and, marked, its shape."""
    painter.fillRect(box, colour)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if verdict is CellVerdict.NOT_JUDGED:
        painter.fillRect(box, QBrush(QColor(255, 255, 255, 90), Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(QColor(255, 255, 255, 170), 1))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
    elif marked and verdict is not CellVerdict.WITHIN_NOISE:
        middle, arm = box.center(), min(6.0, box.width() / 4.5)
        turn = -1 if verdict is CellVerdict.GAIN else 1
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(0, 0, 0, 150), 1))
        painter.setBrush(marks.WHITE)
        painter.drawPolygon(
            QPolygonF(
                [
                    middle + QPointF(0, turn * arm),
                    middle + QPointF(arm, -turn * arm * 0.8),
                    middle + QPointF(-arm, -turn * arm * 0.8),
                ]
            )
        )
        painter.restore()


class ChangeMapLegend(QWidget):
    """What the colours of the map mean, in words, from loss to gain; in as many lines as it needs."""

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(_("Legend of the change map"))
        few, many = STEPS
        self.setAccessibleDescription(
            _(
                "Orange with a triangle down is loss, blue with a triangle up is gain, each in three steps: "
                "under {few}, {few} to {many} and over {many} points. Grey is within noise. Hatched is not judged.",
                few=few,
                many=many,
            )
        )

    def sizeHint(self) -> QSize:
        """Room for the words side by side."""
        return QSize(700, self.heightForWidth(700))

    def heightForWidth(self, width: int) -> int:
        """As many lines as the words need."""
        return round(self._places(width)[-1].bottom())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw each kind of cell on the grey of a photo's surround, and its words."""
        with QPainter(self) as painter:
            painter.setFont(self._font())
            for look, place in zip(LOOKS, self._places(self.width()), strict=True):
                swatch = QRectF(place.left(), place.center().y() - _SWATCH / 2, _SWATCH, _SWATCH)
                painter.fillRect(swatch, QColor(UNDER_SWATCHES))
                paint_cell(painter, swatch, CellVerdict(look.verdict), _colour(look))
                painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
                words_place = place.adjusted(_SWATCH + 5, 0, 0, 0)
                painter.drawText(words_place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, look.words)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(theme.px(theme.SMALL))
        return font

    def _places(self, width: int) -> list[QRectF]:
        """Lay the words out, a group of them always in one line."""
        metrics = QFontMetricsF(self._font())
        places, x, y = [], 0.0, 0.0
        for group in LEGEND:
            extents = [_SWATCH + 5 + metrics.horizontalAdvance(look.words) + 1 for look in group]
            if x > 0 and x + sum(extents) + 2 * theme.GAP * (len(group) - 1) > width:
                x, y = 0.0, y + theme.px(_LINE)
            for extent in extents:
                places.append(QRectF(x, y, extent, theme.px(_LINE)))
                x += extent + 2 * theme.GAP
        return places
