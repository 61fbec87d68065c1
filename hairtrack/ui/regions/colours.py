"""The colours of regions over photos and in lists.

Fixed, whatever the look, and unlike skin and hair. Any two differ with any colour vision, and a region's name always
stands at it.
"""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from hairtrack.course import Region, RegionColour
from hairtrack.language import _

REGION_COLOURS = {
    RegionColour.TEAL: QColor("#03c3aa"),
    RegionColour.ORANGE: QColor("#fc8221"),
    RegionColour.PINK: QColor("#ea8de4"),
    RegionColour.BLUE: QColor("#2789f6"),
    RegionColour.YELLOW: QColor("#f0da02"),
    RegionColour.GREY: QColor("#eeeeee"),
}
"""Lighter than in the chart, because a dark line lies beneath them."""
COLOUR_WORDS = {
    RegionColour.TEAL: _("teal"),
    RegionColour.ORANGE: _("orange"),
    RegionColour.PINK: _("pink"),
    RegionColour.BLUE: _("blue"),
    RegionColour.YELLOW: _("yellow"),
    RegionColour.GREY: _("grey"),
}
_SIDE = 14


def colour_of(region: Region) -> QColor:
    """Return the colour of a region's border over a photo."""
    return REGION_COLOURS[region.colour or RegionColour.TEAL]


def swatch(colour: RegionColour) -> QIcon:
    """Draw a square of a colour with an edge that is seen on any ground."""
    made = QIcon()
    for ratio in (1, 2, 3):
        drawn = QPixmap(_SIDE * ratio, _SIDE * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor("#6a6a6a"), 1))
        painter.setBrush(REGION_COLOURS[colour])
        painter.drawRoundedRect(QRectF(0.5, 0.5, _SIDE - 1, _SIDE - 1), 3, 3)
        painter.end()
        # In a chosen line of a list too, where Qt would tint it.
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
            made.addPixmap(drawn, mode)
    return made
