"""The advice for the next photo, as a page to read. Knows no session and no jobs."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hairtrack.language import _
from hairtrack.ui import theme
from hairtrack.ui.stack import fill, stacked
from hairtrack.ui.widgets import label, rule
from hairtrack.workflow.next_photo import Guide


class AdviceSheet(QScrollArea):
    """What to do otherwise, why, what is fine, and what holds every time."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("What to do in the next photo"))
        inside = QWidget()
        inside.setProperty("role", "surround")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        sheet = QFrame()
        sheet.setProperty("role", "sheet")
        around = QVBoxLayout(inside)
        around.setContentsMargins(0, theme.PAD, theme.PAD, theme.PAD)
        around.addWidget(sheet)
        around.addStretch(1)
        self._list = stacked()
        stack = QVBoxLayout(sheet)
        stack.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        stack.addWidget(self._list)
        self.setWidget(inside)

    def show_guide(self, guide: Guide | None) -> None:
        """Show the advice for a view; nothing while it is being found."""
        rows: list[QWidget] = []
        if guide is None:
            rows.append(label(_("Looking at how the last photos were taken"), "muted"))
        else:
            rows += [_step(number, each.do, each.why) for number, each in enumerate(guide.advice, start=1)]
            rows += [label(words) for words in (guide.unknown, guide.doubt, guide.fine) if words]
            rows.append(rule())
            rows.append(label(_("Every time"), "section"))
            rows += [label(words) for words in guide.general]
        fill(self._list, rows)


def _step(number: int, do: str, why: str) -> QWidget:
    """Lay out one thing to do, with its place in the order."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, theme.GAP)
    line.setSpacing(theme.PAD)
    place = label(str(number), "title")
    place.setWordWrap(False)
    line.addWidget(place, 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(theme.GAP // 2)
    words.addWidget(label(do, "lead"))
    words.addWidget(label(why, "muted"))
    line.addLayout(words, 1)
    made.setAccessibleName(f"{number}. {do} {why}")
    return made
