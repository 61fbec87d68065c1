"""The verdict on a pair of photos in words, shape and colour, and each region's numbers."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from hairtrack.analysis.change import Verdict
from hairtrack.course import Value
from hairtrack.figures import decimal
from hairtrack.language import _
from hairtrack.report.words import signed_range
from hairtrack.ui import theme
from hairtrack.ui.widgets import button, label
from hairtrack.workflow.compare_photos import RegionChange
from hairtrack.workflow.visit_values import VisitValue

_COLOURS = {
    Verdict.GAIN: theme.GAIN,
    Verdict.LOSS: theme.LOSS,
    Verdict.NO_DETECTABLE_CHANGE: theme.UNCHANGED,
    Verdict.NOT_COMPARABLE: theme.UNCHANGED,
}


_NAME_HEIGHT = 30
"""Of a button, so that a name keeps its place when it is chosen."""


def value_words(value: Value | None) -> str:
    """Write a value with its doubt: "38 % (34 to 42)"; a line may break only between the two."""
    if value is None:
        return _("not measured")
    if value.coverage is None or value.low is None or value.high is None:
        return _("not judged")
    share, low, high = (decimal(100 * part) for part in (value.coverage, value.low, value.high))
    return _("{share}\xa0% ({low}\xa0to\xa0{high})", share=share, low=low, high=high)


def visit_value_words(value: VisitValue | None) -> str:
    """Write a visit's value, and over how many photos it is the mean."""
    if value is None or value.photos < 2:
        return value_words(value)
    return _("{value}, mean of {photos} photos", value=value_words(value), photos=value.photos)


def change_words(change: RegionChange, *, anyway: bool = False) -> str:
    """Write a change with its doubt: "+12 points (+8 to +16)", or why there is none.

    Parameters
    ----------
    change : RegionChange
    anyway : bool
        Give what is kept back of photos that cannot be compared, marked so.

    Returns
    -------
    str
    """
    kept_back = change.withheld if anyway else None
    found = kept_back or change.change
    if found.change is None or found.low is None or found.high is None:
        return _("cannot be compared")
    words = signed_range(found.change, found.low, found.high)
    return _("{change}, but not comparable", change=words) if kept_back else words


class VerdictMark(QWidget):
    """A shape for a verdict: up for gain, down for loss, a bar for no detectable change, hatched for not comparable."""

    def __init__(self) -> None:
        super().__init__()
        self._verdict: Verdict | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the mark's size."""
        return QSize(20, 20)

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show another verdict."""
        self._verdict = verdict
        self.setAccessibleName(verdict.words if verdict else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the shape."""
        if self._verdict is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            # On a dark ground the same hue needs more light to be seen.
            colour = QColor(_COLOURS[self._verdict])
            if theme.look_of(self).dark:
                colour = colour.lighter(165)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            match self._verdict:
                case Verdict.GAIN:
                    painter.drawPolygon(QPolygonF([QPointF(10, 3), QPointF(18, 17), QPointF(2, 17)]))
                case Verdict.LOSS:
                    painter.drawPolygon(QPolygonF([QPointF(2, 3), QPointF(18, 3), QPointF(10, 17)]))
                case Verdict.NO_DETECTABLE_CHANGE:
                    painter.drawRect(QRectF(2, 8, 16, 4))
                case Verdict.NOT_COMPARABLE:
                    painter.setPen(QPen(colour, 1))
                    painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
                    painter.drawRect(QRectF(2.5, 2.5, 15, 15))


class ChangePanel(QWidget):
    """Each region's two values and their difference.

    Signals
    -------
    chosen : str
        Id of the region whose verdict is to be said large.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.PAD)

    def show_changes(self, changes: tuple[RegionChange, ...], chosen: str, *, anyway: bool = False) -> None:
        """List the regions; the chosen one is marked, and so is what is shown `anyway`."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for change in changes:
            self._column.addWidget(self._row(change, chosen=change.region.id == chosen, anyway=anyway))

    def _row(self, change: RegionChange, *, chosen: bool, anyway: bool) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.setRowMinimumHeight(0, _NAME_HEIGHT)
        mark = VerdictMark()
        mark.show_verdict(change.change.verdict)
        grid.addWidget(mark, 0, 0)
        if chosen:
            grid.addWidget(label(change.region.words, "strong"), 0, 1)
        else:
            grid.addWidget(button(change.region.words, lambda: self.chosen.emit(change.region.id), role="link"), 0, 1)
        lines = (
            (_("Before"), visit_value_words(change.before)),
            (_("After"), visit_value_words(change.after)),
            (_("Change"), change_words(change, anyway=anyway)),
        )
        for line, (words, value) in enumerate(lines, start=1):
            grid.addWidget(label(f"{words}: {value}"), line, 1)
        return made
