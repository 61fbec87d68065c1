"""The four areas of the SALT on a head seen from above, each with its loss. A plain widget."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hairtrack.analysis.salt import AreaLoss
from hairtrack.course import SaltArea
from hairtrack.kept_words import at_start
from hairtrack.language import _
from hairtrack.ui import theme

_SIZE = QSize(272, 216)
_MIDDLE = QPointF(136, 114)
_OUTER, _INNER = QPointF(128, 100), QPointF(62, 44)
"""Half-axes of the head and of its top."""
_TURNS = {SaltArea.RIGHT: (-48.0, 108.0), SaltArea.LEFT: (120.0, 108.0), SaltArea.BACK: (228.0, 84.0)}
"""Where a side begins, and how far it goes on, in degrees against the clock from the right; the face stays free."""
_PLACES = {
    SaltArea.TOP: QPointF(136, 114),
    SaltArea.LEFT: QPointF(42, 114),
    SaltArea.RIGHT: QPointF(230, 114),
    SaltArea.BACK: QPointF(136, 187),
}
_FULL = 0.24
"""How strong the shade of an area without any loss is."""


class SaltHead(QWidget):
    """A small drawing: the more hair an area has, the stronger its shade; one without a value is hatched."""

    def __init__(self) -> None:
        super().__init__()
        self._losses: dict[SaltArea, AreaLoss | None] = {}
        self.setAccessibleName(_("Loss in each area of the scalp"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As large as its words need."""
        return QSize(theme.px(_SIZE.width()), theme.px(_SIZE.height()))

    def minimumSizeHint(self) -> QSize:
        """As narrow as its words can be read in any text size."""
        return QSize(_SIZE.width(), theme.px(_SIZE.height()))

    def show_losses(self, losses: Mapping[SaltArea, AreaLoss | None]) -> None:
        """Show the loss of each area; None, or nothing, for one without a value."""
        self._losses = {area: losses.get(area) for area in SaltArea}
        said = (f"{at_start(area.place)}: {loss_words(loss)}" for area, loss in self._losses.items())
        self.setAccessibleDescription(_("Percent lost. {areas}.", areas="; ".join(said)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the head with its nose up, as one looks down on it."""
        painter = QPainter(self)
        try:
            self._paint(painter)
        finally:
            # A painter that outlives its widget's painting ends the whole program.
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min(self.width() / _SIZE.width(), self.height() / _SIZE.height())
        painter.translate((self.width() - scale * _SIZE.width()) / 2, 0)
        painter.scale(scale, scale)
        look = theme.look_of(self)
        painter.setPen(QPen(QColor(look.edge), 1))
        self._paint_face(painter)
        for area in SaltArea:
            painter.setBrush(_fill(self._losses.get(area), look))
            painter.drawPath(_path(area))
        for area in SaltArea:
            self._write(painter, area, look)

    @staticmethod
    def _paint_face(painter: QPainter) -> None:
        top = _MIDDLE.y() - _OUTER.y()
        nose = QPainterPath(QPointF(_MIDDLE.x() - 9, top + 1))
        nose.quadTo(QPointF(_MIDDLE.x(), top - 22), QPointF(_MIDDLE.x() + 9, top + 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(nose)
        painter.drawArc(_around(_OUTER), 60 * 16, 60 * 16)

    def _write(self, painter: QPainter, area: SaltArea, look: theme.Look) -> None:
        loss = self._losses.get(area)
        at = _PLACES[area]
        value = f"{loss.loss:.0f}\N{NO-BREAK SPACE}%" if loss else "–"
        between = _("{low} to {high}", low=f"{loss.low:.0f}", high=f"{loss.high:.0f}") if loss else _("no value")
        y = at.y() - 27
        painter.setPen(QColor(look.text))
        for text, size in ((at_start(area.place), theme.SMALL), (value, theme.LEAD), (between, theme.SMALL)):
            font = QFont(self.font())
            font.setPixelSize(size)
            painter.setFont(font)
            high = size + 5
            painter.drawText(QRectF(at.x() - 60, y, 120, high), Qt.AlignmentFlag.AlignCenter, text)
            y += high


def loss_words(loss: AreaLoss | None) -> str:
    """Say a loss with its interval."""
    if loss is None:
        return _("no value")
    figures = (f"{figure:.0f}" for figure in (loss.loss, loss.low, loss.high))
    return _("{value} ({low} to {high})", **dict(zip(("value", "low", "high"), figures, strict=True)))


def _around(half: QPointF) -> QRectF:
    return QRectF(_MIDDLE - half, _MIDDLE + half)


def _path(area: SaltArea) -> QPainterPath:
    made = QPainterPath()
    if area is SaltArea.TOP:
        made.addEllipse(_around(_INNER))
        return made
    start, turn = _TURNS[area]
    made.arcMoveTo(_around(_OUTER), start)
    made.arcTo(_around(_OUTER), start, turn)
    made.arcTo(_around(_INNER), start + turn, -turn)
    made.closeSubpath()
    return made


def _fill(loss: AreaLoss | None, look: theme.Look) -> QBrush:
    shade = QColor(look.text)
    if loss is None:
        shade.setAlphaF(0.16)
        return QBrush(shade, Qt.BrushStyle.BDiagPattern)
    shade.setAlphaF(_FULL * (1 - loss.loss / 100))
    return QBrush(shade)
