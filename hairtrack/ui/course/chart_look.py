"""The colours of a chart on screen."""

from PySide6.QtWidgets import QWidget

from hairtrack.report.charts.look import DARK, LIGHT, ChartLook
from hairtrack.ui import theme

_LETTERS = 32
"""How many times the letters must go into the width, so that large text leaves the chart its room."""


def chart_look(widget: QWidget) -> ChartLook:
    """Return the colours and letters of a chart in the look that a widget is shown in."""
    look = theme.look_of(widget)
    return ChartLook(
        text=look.text,
        muted=look.muted,
        line=look.line,
        paper=look.panel,
        bars=(DARK if look.dark else LIGHT).bars,
        letter=max(theme.BODY, min(theme.px(theme.BODY), widget.width() // _LETTERS)),
    )
