"""The SALT in the inspector: the areas, what was reached, what somebody judged beside it, and what is missing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLayout, QVBoxLayout, QWidget

from hairtrack.course import Course
from hairtrack.language import _
from hairtrack.ui import theme
from hairtrack.ui.course.salt_gaps import Gap, first_step, gaps_of
from hairtrack.ui.course.salt_head import SaltHead
from hairtrack.ui.course.salt_rows import SaltRow, about_words, salt_rows
from hairtrack.ui.widgets import button, label
from hairtrack.workflow.course_salt import CourseSalt

_COLUMNS = (3, 4, 4)
"""Shares of the width: what is told, from photographs, by eye. In a wide one each answer stands on one line."""


class SaltPanel(QWidget):
    """Everything about the SALT but the answer itself.

    Signals
    -------
    score_wanted
        The user wants to add what somebody judged by eye.
    gap_wanted : Gap
        The user wants to go where what is missing is put right.

    Attributes
    ----------
    head : SaltHead
    missing : QLabel
    go : QPushButton
        The one action that helps.
    """

    score_wanted = Signal()
    gap_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._gap: Gap | None = None
        self.head = SaltHead()
        self._caption = label(_("Hair lost in each area, with its 95 % interval"), "small")
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.GAP // 2)
        self._grid.setVerticalSpacing(theme.GAP // 2)
        for place in range(3):
            self._grid.setColumnStretch(place, _COLUMNS[place])
        self.missing = label()
        self.go = button("", self._go, role="primary")
        self.add = button(
            _("Add the doctor's SALT"),
            self.score_wanted.emit,
            icon="add",
            role="link",
            tip=_("Keep what your doctor judged; it is shown beside the estimate and never mixed with it"),
        )
        self._about = label("", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        for widget in (self.missing, self.go, self.head, self._caption, self._table, self.add, self._about):
            column.addWidget(widget)

    def show_salt(self, found: CourseSalt, course: Course) -> None:
        """Show what is known of a course's SALT.

        Parameters
        ----------
        found : CourseSalt
        course : Course
        """
        last = found.visits[-1] if found.visits else None
        valued = next((visit for visit in reversed(found.visits) if visit.value), None)
        shown = valued or last
        self.head.show_losses({value.area: value.loss for value in shown.areas} if shown else {})
        for widget in (self.head, self._caption):
            widget.setVisible(valued is not None)
        # Without any value the stage says what is missing, so that it is not said twice.
        self._show_gaps(gaps_of(course, last) if valued or found.judged else ())
        self._show_rows(salt_rows(found))
        self._about.setText(about_words(valued))

    def _show_gaps(self, gaps: tuple[Gap, ...]) -> None:
        self._gap = first_step(gaps)
        said = "\n".join([_("For a SALT of the newest visit there is missing:"), *(gap.words for gap in gaps)])
        self.missing.setText(said if gaps else "")
        self.missing.setVisible(bool(gaps))
        self.go.setVisible(bool(gaps))
        if self._gap is not None:
            self.go.setText(self._gap.action)
            self.go.setAccessibleName(self._gap.action)

    def _go(self) -> None:
        if self._gap is not None:
            self.gap_wanted.emit(self._gap)

    def _show_rows(self, rows: tuple[SaltRow, ...]) -> None:
        _clear(self._grid)
        for line, row in enumerate(rows):
            role = "section" if line == 0 else "body"
            for place, text in enumerate((row.name, row.estimate, row.judged)):
                cell = label(text, role if place else "muted")
                # A screen reader meets the cells one by one.
                cell.setAccessibleName(f"{row.name}, {rows[0].cell(place)}: {text}" if line and place else text)
                self._grid.addWidget(cell, line, place)
        self._table.setVisible(bool(rows))


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if isinstance(old := item.widget(), QLabel):
            old.hide()
            old.deleteLater()
