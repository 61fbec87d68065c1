"""What the marks on hair mean, in words beside swatches drawn as the overlay draws them, with each one's share."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from hairtrack.course import Measurement
from hairtrack.imaging.coverage import FINE, GLARE, HAIR, SCALP
from hairtrack.language import _
from hairtrack.report.words import percent
from hairtrack.ui import theme
from hairtrack.ui.measure.hair_layer import Overlay, Sort, coloured

_SWATCH, _LINE = 18, 24
_UNDER_SWATCHES = QColor("#8a7466")
"""About as light as a scalp with hair, so that the swatches look as the marks over the photo do."""
_CODES = {Sort.HAIR: HAIR, Sort.FINE: FINE, Sort.BARE: SCALP, Sort.UNJUDGED: GLARE}


def legend_of(measurement: Measurement, overlay: Overlay) -> tuple[tuple[Sort, str], ...]:
    """Return each sort of pixel that an overlay tells apart, with its words and share.

    Parameters
    ----------
    measurement : Measurement
    overlay : Overlay
    """
    lines = []
    if measurement.coverage is not None and overlay is not Overlay.NONE:
        coverage, fine = measurement.coverage, measurement.fine
        if fine is None:
            lines += [(Sort.HAIR, _("Hair {percent}", percent=percent(coverage)))]
            if overlay is Overlay.CLASSES:
                lines += [(Sort.FINE, _("Fine or pale: too small to tell apart"))]
        elif overlay is Overlay.CLASSES:
            strong = _("Strong hair {percent}", percent=percent(coverage - fine))
            lines += [(Sort.HAIR, strong), (Sort.FINE, _("Fine or pale hair {percent}", percent=percent(fine)))]
        else:
            lines += [
                (
                    Sort.HAIR,
                    _(
                        "Hair {percent}, of it fine or pale {fine}",
                        percent=percent(coverage),
                        fine=percent(fine),
                    ),
                )
            ]
        lines += [(Sort.BARE, _("Bare {percent}", percent=percent(1 - coverage)))]
    if measurement.judged < 0.995:
        lines.append((Sort.UNJUDGED, _("Not judged {percent} of the region", percent=percent(1 - measurement.judged))))
    return tuple(lines)


class HairLegend(QWidget):
    """A line for each sort of pixel."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[tuple[Sort, str], ...] = ()
        self._overlay = Overlay.FILL
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Legend of the marks on hair"))

    def show_lines(self, lines: Sequence[tuple[Sort, str]], overlay: Overlay) -> None:
        """Show other lines, as `legend_of` gives them, drawn as an overlay draws them."""
        self._lines, self._overlay = tuple(lines), overlay
        self.setAccessibleDescription("; ".join(f"{words}: {_LOOKS[overlay][sort]}" for sort, words in self._lines))
        self.setVisible(bool(self._lines))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the lines."""
        return QSize(200, theme.px(_LINE) * len(self._lines))

    def minimumSizeHint(self) -> QSize:
        """All lines are always shown."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a swatch and its words on each line."""
        with QPainter(self) as painter:
            line = theme.px(_LINE)
            for number, (sort, words) in enumerate(self._lines):
                place = QRectF(0, number * line, self.width(), line)
                swatch = QRectF(0, place.center().y() - _SWATCH / 2, _SWATCH, _SWATCH)
                painter.fillRect(swatch, _UNDER_SWATCHES)
                painter.drawImage(swatch, _swatch(sort, self._overlay))
                painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
                painter.drawText(
                    place.adjusted(_SWATCH + theme.GAP, 0, 0, 0),
                    Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                    words,
                )


_PLAIN, _BLUE = _("not marked"), _("blue")
_HATCHED = _("hatched")
_LOOKS = {
    Overlay.NONE: {Sort.UNJUDGED: _HATCHED},
    Overlay.OUTLINE: {
        Sort.HAIR: _("blue border"),
        Sort.FINE: _("blue border"),
        Sort.BARE: _PLAIN,
        Sort.UNJUDGED: _HATCHED,
    },
    Overlay.FILL: {Sort.HAIR: _BLUE, Sort.FINE: _BLUE, Sort.BARE: _PLAIN, Sort.UNJUDGED: _HATCHED},
    Overlay.CLASSES: {
        Sort.HAIR: _BLUE,
        Sort.FINE: _("pale dots on blue"),
        Sort.BARE: _("orange stripes"),
        Sort.UNJUDGED: _HATCHED,
    },
}


def _swatch(sort: Sort, overlay: Overlay) -> QImage:
    """Draw one sort as the overlay does; under an outline with its border inside the swatch."""
    margin = 4 if overlay is Overlay.OUTLINE else 0
    labels = np.full((_SWATCH, _SWATCH), SCALP, np.uint8)
    labels[margin : _SWATCH - margin, margin : _SWATCH - margin] = _CODES[sort]
    pixels = np.ascontiguousarray(coloured(labels, overlay, period=6))
    image = QImage(pixels.data, _SWATCH, _SWATCH, 4 * _SWATCH, QImage.Format.Format_RGBA8888)
    return image.copy()
