"""How a chart looks on the screen, light and dark, and on paper."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLook:
    """Colours of texts and axes, as ``#rrggbb``. Those of the series are fixed.

    Attributes
    ----------
    text, muted, line, paper : str
        `paper` is the colour beneath the chart; it fills hollow marks.
    bars : tuple of str
        Treatments, one dose after the other.
    letter : float
        Size of the letters in pixels.
    family : str
        Of the letters; empty takes the painter's own.
    """

    text: str
    muted: str
    line: str
    paper: str
    bars: tuple[str, ...]
    letter: float = 12
    family: str = ""


LIGHT = ChartLook(text="#1c1c1c", muted="#5a5a5a", line="#d4d4d4", paper="#ffffff", bars=("#9fc4c2", "#5f9c99"))
DARK = ChartLook(text="#ececec", muted="#a8a8a8", line="#444444", paper="#1b1b1b", bars=("#2f6664", "#4c9490"))
PRINT = ChartLook(
    text="#1a1a1a", muted="#555555", line="#d9d9d9", paper="#ffffff", bars=("#c3d6d5", "#84aeac"), letter=10.5
)
