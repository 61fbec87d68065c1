"""The colours of a chart on screen."""

from PySide6.QtWidgets import QWidget

from hairtrack.report.charts.look import DARK, LIGHT, ChartLook
from hairtrack.ui import theme


def chart_look(widget: QWidget) -> ChartLook:
    """Return the colours and letters of a chart in the look that a widget is shown in."""
    look = theme.look_of(widget)
    return ChartLook(
        text=look.text,
        muted=look.muted,
        line=look.line,
        paper=look.panel,
        bars=(DARK if look.dark else LIGHT).bars,
        letter=theme.px(theme.BODY),
    )
