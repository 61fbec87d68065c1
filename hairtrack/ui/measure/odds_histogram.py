"""How the pixels of a region were decided, as a small histogram; it is for looking, nothing in it can be moved."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hairtrack.imaging.coverage.decided import CLEAR, EDGES, Decided
from hairtrack.language import _
from hairtrack.ui import theme

_BARS, _WORDS = 84, 18
"""Heights in pixels: of the bars, and of the line of words above and below them."""


class OddsHistogram(QWidget):
    """Bars for the judged pixels from clearly skin to clearly hair, with the threshold between."""

    def __init__(self) -> None:
        super().__init__()
        self._decided: Decided | None = None
        self._threshold = 0.0
        self.setAccessibleName(_("Histogram of the pixels between skin and hair"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as the inspector leaves, and low."""
        return QSize(240, _BARS + 2 * theme.px(_WORDS))

    def show_decided(self, decided: Decided, threshold: float) -> None:
        """Show other pixels.

        Parameters
        ----------
        decided : Decided
        threshold : float
            Log odds above which a pixel is hair.
        """
        self._decided, self._threshold = decided, threshold
        self.setAccessibleDescription(histogram_words(decided))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars, the threshold and what each side means."""
        if self._decided is None:
            return
        with QPainter(self) as painter:
            look = theme.look_of(self)
            font = QFont(self.font())
            font.setPixelSize(theme.px(theme.SMALL))
            painter.setFont(font)
            words = theme.px(_WORDS)
            area = QRectF(0, words, self.width(), _BARS)
            self._paint_bars(painter, area, self._decided, QColor(look.text))
            painter.setPen(QPen(QColor(look.edge), 1))
            painter.drawLine(area.bottomLeft(), area.bottomRight())
            at = self._across(area, self._threshold)
            painter.setPen(QPen(QColor(look.text), 2))
            painter.drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()))
            align = Qt.AlignmentFlag
            painter.drawText(QRectF(at - 90, 0, 180, words), align.AlignCenter, _("Threshold"))
            painter.setPen(QColor(look.muted))
            below = QRectF(0, area.bottom(), self.width(), words)
            painter.drawText(below, align.AlignLeft | align.AlignVCenter, _("Skin"))
            painter.drawText(below, align.AlignHCenter | align.AlignVCenter, _("undecided"))
            painter.drawText(below, align.AlignRight | align.AlignVCenter, _("Hair"))

    def _paint_bars(self, painter: QPainter, area: QRectF, decided: Decided, text: QColor) -> None:
        most = max(1, *decided.counts)
        middle = QColor(text)
        middle.setAlphaF(0.35)
        for count, low, high in zip(decided.counts, EDGES, EDGES[1:], strict=False):
            left, right = self._across(area, low), self._across(area, high)
            height = area.height() * count / most
            colour = theme.HAIR if low >= CLEAR else theme.SKIN if high <= -CLEAR else middle
            painter.fillRect(QRectF(left, area.bottom() - height, right - left - 1, height), colour)

    @staticmethod
    def _across(area: QRectF, odds: float) -> float:
        return area.left() + area.width() * (odds - EDGES[0]) / (EDGES[-1] - EDGES[0])


def histogram_words(decided: Decided) -> str:
    """Say what the histogram shows.

    Parameters
    ----------
    decided : Decided
    """
    hair, skin, undecided = (f"{100 * share:.0f} %" for share in (decided.hair, decided.skin, decided.undecided))
    return _(
        "{hair} of the pixels are clearly hair, {skin} clearly skin; {undecided} lie undecided between.",
        hair=hair,
        skin=skin,
        undecided=undecided,
    )
