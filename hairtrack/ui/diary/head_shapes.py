"""The shapes of a head from above and from behind, in units of a drawing 100 wide."""

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainterPath

from hairtrack.language import _

VIEW_SIZE = QSizeF(100, 110)


def _oval(x: float, y: float, wide: float, high: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), wide, high)
    return path


def _box(left: float, top: float, right: float, bottom: float) -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(QPointF(left, top), QPointF(right, bottom)))
    return path


def _nose() -> QPainterPath:
    path = QPainterPath(QPointF(43, 12))
    path.quadTo(QPointF(50, -4), QPointF(57, 12))
    path.closeSubpath()
    return path


_SCALP, _NAPE = _oval(50, 58, 40, 49), _oval(50, 52, 38, 47)
_CROWN = _oval(50, 79, 19, 17)
_LEFT, _MIDDLE, _RIGHT = (0, 29), (29, 71), (71, 100)
"""Columns of the head from above."""


def _part(whole: QPainterPath, across: tuple[float, float], top: float, bottom: float) -> QPainterPath:
    return whole.intersected(_box(across[0], top, across[1], bottom))


ABOVE: dict[str, list[QPainterPath]] = {
    "front": [_part(_SCALP, _MIDDLE, 0, 36)],
    "mid": [_part(_SCALP, _MIDDLE, 36, 84).subtracted(_CROWN)],
    "crown": [_CROWN],
    "temples": [_part(_SCALP, _LEFT, 0, 48), _part(_SCALP, _RIGHT, 0, 48)],
    "sides": [_part(_SCALP, _LEFT, 48, 84), _part(_SCALP, _RIGHT, 48, 84)],
    "back": [_part(_SCALP, (0, 100), 84, 110).subtracted(_CROWN)],
}
"""From above, the nose upwards: each area in one or two pieces."""

BEHIND: dict[str, list[QPainterPath]] = {
    "crown": [_part(_NAPE, (0, 100), 0, 34)],
    "sides": [_part(_NAPE, (0, 30), 34, 110), _part(_NAPE, (70, 100), 34, 110)],
    "back": [_part(_NAPE, (30, 70), 34, 110)],
}
"""From behind, ears and neck at the sides and below."""

VIEWS = (
    (
        _("from above"),
        ABOVE,
        _SCALP.united(_oval(10, 58, 5, 9)).united(_oval(90, 58, 5, 9)).united(_nose()),
    ),
    (
        _("from behind"),
        BEHIND,
        _NAPE.united(_oval(11, 56, 5, 10)).united(_oval(89, 56, 5, 10)).united(_box(36, 90, 64, 109)),
    ),
)
"""Each drawing: its words, its areas, and the whole head with what shows its direction."""
