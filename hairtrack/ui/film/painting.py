"""How photos and treatments of the timeline are painted."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from hairtrack.language import _
from hairtrack.ui import theme
from hairtrack.ui.film.frames import Frame, Marked, paint_state
from hairtrack.ui.film.layout import StripLayout

_BAR = 5
_GROUND = QColor(20, 20, 20, 205)
_LIGHT = QColor("#f4f4f4")


def paint_frame(
    painter: QPainter,
    look: theme.Look,
    box: QRect,
    frame: Frame,
    marked: Marked,
    thumb: QPixmap | None,
    *,
    focused: bool,
) -> None:
    """Paint a photo with its day, its state, and what it is chosen as: in words, and a border.

    Parameters
    ----------
    painter : QPainter
    look : theme.Look
    box : QRect
    frame : Frame
    marked : Marked
    thumb : QPixmap or None
    focused : bool
        Whether the keyboard is here.
    """
    painter.fillRect(box, QColor(look.surround))
    if thumb is not None:
        painter.drawPixmap(box, thumb)
    role = _role(frame, marked)
    chosen = role is not None
    if chosen or focused:
        firm = frame.sha256 in (marked.before, marked.after) if marked.pairs else chosen
        style = Qt.PenStyle.SolidLine if firm else Qt.PenStyle.DashLine
        painter.setPen(QPen(QColor(look.accent), 3 if focused else 2, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(-2, -2, 2, 2))
    paint_state(painter, QPointF(box.right() - 9, box.bottom() - 9), frame.state)
    if role:
        _paint_role(painter, box, role)
    painter.setPen(QColor(look.text if chosen else look.muted))
    height = painter.fontMetrics().height()
    words = QRect(box.left() - 40, box.bottom() + 4, box.width() + 80, height)
    painter.drawText(words, Qt.AlignmentFlag.AlignCenter, frame.caption)


def _role(frame: Frame, marked: Marked) -> str | None:
    """Say what a photo is chosen as; nothing where that needs no words, None where it is not chosen."""
    if not marked.pairs:
        return "" if frame.sha256 == marked.current else None
    if frame.sha256 == marked.before:
        return _("before")
    if frame.sha256 == marked.after:
        return _("after")
    return _("beside") if frame.sha256 in marked.more else None


def _paint_role(painter: QPainter, box: QRect, words: str) -> None:
    metrics = painter.fontMetrics()
    ground = QRectF(box.left(), box.top(), min(box.width(), metrics.horizontalAdvance(words) + 8), metrics.height())
    painter.fillRect(ground, _GROUND)
    painter.setPen(_LIGHT)
    painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, words)


def paint_bars(painter: QPainter, look: theme.Look, layout: StripLayout) -> None:
    """Paint the treatments, each with its name."""
    metrics = painter.fontMetrics()
    for number, row in enumerate(layout.rows):
        top = layout.row_top(number)
        for bar in row:
            left, right = layout.span(bar)
            if right <= left:
                continue
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.edge))
            painter.drawRoundedRect(QRectF(left, top + (layout.row - _BAR) / 2, right - left, _BAR), 2, 2)
            painter.setPen(QColor(look.text))
            words = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, int(right - left) - 12)
            around = metrics.horizontalAdvance(words) + 8
            painter.fillRect(QRectF(left + 8, top, around if words else 0, layout.row), QColor(look.window))
            painter.drawText(QPointF(left + 12, top + metrics.ascent() + 1), words)


def squared(pixmap: QPixmap, side: int, ratio: float) -> QPixmap:
    """Cut the middle square and scale it once."""
    edge = min(pixmap.width(), pixmap.height())
    middle = pixmap.copy((pixmap.width() - edge) // 2, (pixmap.height() - edge) // 2, edge, edge)
    pixels = round(side * ratio)
    mode = Qt.TransformationMode.SmoothTransformation
    scaled = middle.scaled(pixels, pixels, Qt.AspectRatioMode.IgnoreAspectRatio, mode)
    scaled.setDevicePixelRatio(ratio)
    return scaled
