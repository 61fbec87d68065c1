"""What was taken on two days that are compared, and between them: a quiet list."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hairtrack.course import Course
from hairtrack.language import _
from hairtrack.report.treatment_words import week_words
from hairtrack.report.words import short_day
from hairtrack.ui import theme
from hairtrack.ui.fold import Fold
from hairtrack.ui.stack import fill
from hairtrack.ui.widgets import column, label
from hairtrack.ui.words import breakable, day_words, visit_words
from hairtrack.workflow.diary.taken_between import TakenKind, TakenLine, taken_between, taken_on

_AT_ONCE = 6
_AT_MOST = 40
"""Lines that are listed at all; a diary may hold thousands."""
_APART = 4


def taken_words(course: Course, day: date | None) -> str:
    """Say what was being taken on a day, a line for each treatment; nothing where the diary has no treatments."""
    if day is None or not course.diary.treatments:
        return ""
    lines = taken_on(course, day)
    return "\n".join(line[:1].upper() + line[1:] for line in lines) or _("Nothing was being taken")


def treatment_day_words(course: Course, day: date | None) -> str:
    """Write a day with its week of treatment: "12 March 2026, week 24 of ritlecitinib"."""
    week = week_words(course.diary, day) if day is not None else ""
    return _("{day}, {week}", day=day_words(day), week=week) if week else visit_words(course, day)


class TakenList(QWidget):
    """Lists what went on between two days; hidden where that is nothing.

    Attributes
    ----------
    more : Fold
        What is not seen at once.
    """

    def __init__(self) -> None:
        super().__init__()
        self._first, self._rest = column(gap=_APART), column(gap=_APART)
        self.more = Fold("", self._rest)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, theme.GAP, 0, 0)
        inside.setSpacing(theme.GAP)
        for widget in (label(_("In between"), "section"), self._first, self.more):
            inside.addWidget(widget)
        self._lines: list[str] = []
        self.hide()

    def show_between(self, course: Course, before: date | None, after: date | None) -> None:
        """List what went on from one day to another, in either order.

        Parameters
        ----------
        course : Course
        before, after : date or None
            Where one is not known, nothing is listed.
        """
        lines: list[str] = []
        if before is not None and after is not None:
            lines = [_line_words(line) for line in taken_between(course, before, after)]
        if lines == self._lines:
            return
        self._lines, rest = lines, lines[_AT_ONCE:]
        left_out = len(lines) - _AT_MOST
        more = [_("And {count} more in the diary", count=left_out)] if left_out > 0 else []
        for place, some in ((self._first, lines[:_AT_ONCE]), (self._rest, [*lines[_AT_ONCE:_AT_MOST], *more])):
            fill(place, [label(breakable(line), "muted") for line in some])
        self.more.switch.setText(_("{count} more", count=len(rest)))
        self.more.switch.setAccessibleName(_("{count} more of what went on in between", count=len(rest)))
        self.more.setVisible(bool(rest))
        self.setVisible(bool(lines))


def _line_words(line: TakenLine) -> str:
    words = (
        line.words if line.kind is TakenKind.GOING_ON else _("{day}: {what}", day=short_day(line.on), what=line.words)
    )
    return words[:1].upper() + words[1:]
