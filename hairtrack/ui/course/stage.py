"""The stage of the course page: coverage, SALT or blood tests over time, or what to do to see them."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hairtrack.language import _
from hairtrack.report.charts.data import ChartData
from hairtrack.report.charts.lab_data import LabData
from hairtrack.ui import theme
from hairtrack.ui.course.coverage_chart import CoverageChart
from hairtrack.ui.course.lab_charts import LabCharts
from hairtrack.ui.widgets import Choice, button, label, row, tool


class Shown(StrEnum):
    """What stands on the stage; the words are those of its button's tooltip."""

    COVERAGE = _("Coverage over time")
    SALT = _("SALT over time")
    LABS = _("Blood tests over time")


_SWITCH = (
    (Shown.COVERAGE, _("Coverage"), "course", "Ctrl+1"),
    (Shown.SALT, "SALT", "salt", "Ctrl+2"),
    (Shown.LABS, _("Blood tests"), "lab", "Ctrl+3"),
)


class CourseStage(QWidget):
    """A switch above what it shows.

    Signals
    -------
    switched : str
        The user wants to see something else; a `Shown`.

    Attributes
    ----------
    chart : CoverageChart
        Of coverage and of SALT.
    labs : LabCharts
    hint : Hint
    choice : Choice
    zoom : QWidget
        The buttons at the chart's corner.
    """

    switched = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.chart, self.labs, self.hint = CoverageChart(), LabCharts(), Hint()
        self.choice = Choice(_SWITCH, self.switched.emit, _("What is shown over time"))
        self.choice.show_key(Shown.COVERAGE)
        self._all = tool("zoom-fit", _("Show all days"), self.chart.show_all, shortcut="Ctrl+0")
        self.zoom = row(
            tool("zoom-out", _("Show more days"), self.chart.zoom_out, shortcut="Ctrl+-"),
            tool("zoom-in", _("Show fewer days"), self.chart.zoom_in, shortcut="Ctrl++"),
            self._all,
            gap=theme.GAP // 2,
            stretch=False,
        )
        self.chart.span_changed.connect(lambda: self._all.setEnabled(self.chart.zoomed))
        self._all.setEnabled(False)
        self._stack = QStackedWidget()
        for shown in (self.chart, self.labs, self.hint):
            self._stack.addWidget(shown)
        above = QHBoxLayout()
        above.addWidget(self.choice, 1)
        above.addWidget(self.zoom)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(theme.WIDE, theme.PAD, theme.WIDE, theme.PAD)
        inside.setSpacing(theme.PAD)
        inside.addLayout(above)
        inside.addWidget(self._stack, 1)

    @property
    def shown(self) -> Shown:
        """What is chosen."""
        return Shown(self.choice.key)

    def show_chart(self, data: ChartData, current: str) -> None:
        """Show coverage or SALT.

        Parameters
        ----------
        data : ChartData
        current : str
            SHA-256 of the photo in hand, or empty.
        """
        self.chart.setAccessibleName(str(self.shown))
        self.chart.show_data(data, current)
        self._bring(self.chart)

    def show_labs(self, data: LabData) -> None:
        """Show blood tests."""
        self.labs.show_data(data)
        self._bring(self.labs)

    def show_hint(self, title: str, words: str, action: str = "", do: Callable[[], None] | None = None) -> None:
        """Say what to do where there is nothing to show.

        Parameters
        ----------
        title, words : str
        action : str
            Label of the one button that helps; none by default.
        do : callable, optional
            What it does.
        """
        self.hint.say(title, words, action, do)
        self._bring(self.hint)

    def _bring(self, widget: QWidget) -> None:
        focused = QApplication.focusWidget()
        held = focused is not None and self._stack.isAncestorOf(focused)
        self._stack.setCurrentWidget(widget)
        self.zoom.setVisible(widget is self.chart)
        if held:
            # Else Qt gives the keyboard to whichever control comes next.
            {self.labs: self.labs.field, self.hint: self.hint.action}.get(widget, widget).setFocus()


class Hint(QWidget):
    """What to do, in the middle of an empty stage.

    Attributes
    ----------
    title, words : QLabel
    action : QPushButton
    """

    def __init__(self) -> None:
        super().__init__()
        sheet = QFrame()
        sheet.setProperty("role", "sheet")
        theme.fit(sheet.setMaximumWidth, 560)
        self.title, self.words = label(role="title"), label()
        self.action = button("", self._act, role="primary")
        self._do: Callable[[], None] | None = None
        stack = QVBoxLayout(sheet)
        stack.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        stack.setSpacing(theme.PAD)
        stack.addWidget(self.title)
        stack.addWidget(self.words)
        stack.addWidget(row(self.action))
        around = QHBoxLayout(self)
        around.addStretch(1)
        around.addWidget(sheet, 10, Qt.AlignmentFlag.AlignVCenter)
        around.addStretch(1)

    def say(self, title: str, words: str, action: str, do: Callable[[], None] | None) -> None:
        """Say another thing.

        Parameters
        ----------
        title, words, action : str
        do : callable or None
        """
        self.title.setText(title)
        self.words.setText(words)
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self.action.setVisible(do is not None)
        self._do = do

    def _act(self) -> None:
        if self._do is not None:
            self._do()
