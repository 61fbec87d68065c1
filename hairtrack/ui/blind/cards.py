"""What stands before and after a blinded sitting: why it is blind and who rates, and what came out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from hairtrack.analysis.rating import Interval, agreement_sentence, steadiness_sentence
from hairtrack.course import Course
from hairtrack.language import _, _c, _n
from hairtrack.messages import reason_sentence
from hairtrack.ratings import steps_range
from hairtrack.ui import theme
from hairtrack.ui.widgets import button, label, row
from hairtrack.ui.words import day_words, view_words, visit_words
from hairtrack.workflow.course_ratings import RaterResult, ViewRatings

_WIDTH = 620
_WHY = (
    _("You will see two photos of one place side by side, without their dates; say which side shows more hair."),
    _(
        "Whoever knows which photo is the later one tends to see what they hope for, "
        "so dates stay hidden until the end."
    ),
    _("Some pairs come twice, which shows how steady the eye is."),
)


class StartCard(QWidget):
    """Says in three sentences what happens and why, and asks who rates.

    Signals
    -------
    begun : str
        The rater's name.
    results_wanted
        What came out so far is to be shown.
    left
    """

    begun = Signal(str)
    results_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Name of the rater"))
        self.name.setPlaceholderText(_("Your name"))
        self.name.setMaxLength(60)
        theme.fit(self.name.setFixedWidth, 260)
        self.problem = label("", "strong")
        self.problem.hide()
        self.results = button(_("What came out so far"), self.results_wanted.emit, role="link")
        self._go = button(_("Begin"), self._begin, role="primary", icon="check")
        inside = _sheet(self)
        inside.addWidget(label(_("Rate blind"), "title"))
        for sentence in _WHY:
            inside.addWidget(label(sentence, "lead"))
        self.unaligned = label("", "muted")
        inside.addWidget(self.unaligned)
        inside.addWidget(row(label(_("Who rates")), self.name))
        inside.addWidget(self.problem)
        inside.addWidget(row(self._go, button(_("Not now"), self.left.emit), self.results, gap=theme.PAD))
        self.name.returnPressed.connect(self._begin)

    def ask(self, rater: str, *, rated: bool, left_out: int) -> None:
        """Show the card with the name of the one who rated last; offer results where there are any.

        Parameters
        ----------
        rater : str
        rated : bool
        left_out : int
            Photos that cannot take part because they are not aligned.
        """
        self.unaligned.setText(
            _n(
                "{count} photo is not aligned and is left out.",
                "{count} photos are not aligned and are left out.",
                left_out,
            )
        )
        self.unaligned.setVisible(left_out > 0)
        self.name.setText(rater)
        self.name.selectAll()
        self.results.setVisible(rated)
        self.name.setFocus()

    def refuse(self, why: str) -> None:
        """Say why the sitting cannot begin."""
        self.problem.setText(why)
        self.problem.show()

    def _begin(self) -> None:
        self.begun.emit(self.name.text())


class OutcomeCard(QWidget):
    """Says how steady the rater was, what each visit came to, and how the raters agree.

    Signals
    -------
    left
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.done = button(_("Done"), self.left.emit, role="primary", icon="check")
        self._inside = _sheet(self)

    def show_results(self, course: Course, found: ViewRatings, you: str = "") -> None:
        """Show what came out.

        Parameters
        ----------
        course : Course
        found : ViewRatings
        you : str
            The rater who looks at this, or empty.
        """
        while (item := self._inside.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.done:
                widget.hide()
                widget.deleteLater()
        own_first = sorted(found.raters, key=lambda result: result.rater != you)
        self._inside.addWidget(label(_("{view}, rated blind", view=view_words(found.view)), "title"))
        if not own_first:
            self._inside.addWidget(label(_("No pair was rated.")))
        for result in own_first:
            mine = result.rater == you
            for sentence in _of_rater(result, _c("who rated", "you") if mine else result.rater):
                self._inside.addWidget(label(sentence, "lead" if mine else "body"))
        for pair in found.pairs:
            self._inside.addWidget(
                label(
                    agreement_sentence(pair.found, pair.first, pair.second)
                    if pair.found is not None
                    else " ".join(map(reason_sentence, pair.reasons))
                )
            )
        baseline = next((result.baseline for result in own_first if result.baseline), None)
        if baseline is not None:
            self._inside.addWidget(label(_("Hair against {day}, from −3 to +3", day=day_words(baseline)), "section"))
            self._inside.addWidget(_table(course, own_first))
        self._inside.addWidget(row(self.done))
        self.done.setFocus()


def _of_rater(result: RaterResult, who: str) -> list[str]:
    """Say how one rater repeats themselves, and what they made of photos between which no hair can have changed."""
    said = [steadiness_sentence(result.steady, "" if who == _c("who rated", "you") else who)]
    if result.same_visit:
        apart = sum(score != 0 for score in result.same_visit)
        shown = _n("{count} pair", "{count} pairs", len(result.same_visit))
        sentence = (
            _("Of two photos of one visit ({shown}), {who} called {apart} different, though no hair can have changed.")
            if apart
            else _("Of two photos of one visit ({shown}), {who} called none different.")
        )
        said.append(sentence.format(shown=shown, who=who, apart=apart))
    return said


def _table(course: Course, raters: list[RaterResult]) -> QWidget:
    """List the visits, one column for each rater."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.WIDE)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(len(raters) + 1, 1)
    days = sorted({visit.on for result in raters for visit in result.visits})
    for column, result in enumerate(raters, start=1):
        if len(raters) > 1:
            grid.addWidget(_line(result.rater, "section"), 0, column)
        by_day = {visit.on: visit.rating for visit in result.visits}
        for line, day in enumerate(days, start=1):
            grid.addWidget(_line(_cell(by_day.get(day), alone=len(raters) == 1)), line, column)
    for line, day in enumerate(days, start=1):
        grid.addWidget(_line(visit_words(course, day), "muted"), line, 0)
    return made


def _cell(rating: Interval | None, *, alone: bool) -> str:
    if rating is None:
        return _("not rated")
    meaning = _("more") if rating.low > 0 else _("less") if rating.high < 0 else _("within the noise")
    words = steps_range(rating.value, rating.low, rating.high)
    return f"{words}, {meaning}" if alone else words


def _line(text: str, role: str = "body") -> QWidget:
    made = label(text, role)
    made.setWordWrap(False)
    return made


def _sheet(card: QWidget) -> QVBoxLayout:
    """Lay a sheet of a readable width in the middle of a card, which scrolls where there is too little room."""
    sheet = QWidget()
    sheet.setProperty("role", "sheet")
    sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    sheet.setFixedWidth(_WIDTH)
    inside = QVBoxLayout(sheet)
    inside.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
    inside.setSpacing(theme.PAD)
    middle = QWidget()
    across = QHBoxLayout(middle)
    across.addStretch(1)
    across.addWidget(sheet, 0, Qt.AlignmentFlag.AlignVCenter)
    across.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(middle)
    whole = QVBoxLayout(card)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(scroll)
    return inside
