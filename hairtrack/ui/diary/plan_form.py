"""The blood tests planned for a treatment, edited line by line: the published ones, or what the doctor ordered."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hairtrack.course import Course
from hairtrack.diary import PlannedTest
from hairtrack.errors import HairtrackError
from hairtrack.kept_words import shown
from hairtrack.language import _
from hairtrack.treatment import Treatment
from hairtrack.ui import theme
from hairtrack.ui.diary.entry_form import EntryForm
from hairtrack.ui.diary.form_fields import KeptField, Misread, NumberField
from hairtrack.ui.focus import order_focus
from hairtrack.ui.widgets import button, label, row, tool
from hairtrack.ui.words import breakable
from hairtrack.workflow.diary.blood_tests import PlanInForce, published_plan, set_test_plan, test_plan_of
from hairtrack.workflow.diary.catalogue import LABS

_BEFORE = _("Week 0 is before the first dose. Without a rhythm a test is done once.")


class PlanForm(EntryForm):
    """What is to be tested and when, for one treatment."""

    def __init__(self, course: Course, treatment: Treatment) -> None:
        """Show the tests in force.

        Parameters
        ----------
        course : Course
        treatment : Treatment
        """
        super().__init__(_("Blood tests of {treatment}", treatment=shown(treatment.name)), treatment.id)
        plan, self._published = test_plan_of(course, treatment), published_plan(treatment)
        self.lines: list[TestLine] = []
        said = label(breakable(_said_of(plan, self._published)), "muted")
        self._lines = QWidget()
        stack = QVBoxLayout(self._lines)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(theme.PAD)
        self.more = button(_("Add a test"), self._append, icon="add", role="link")
        self.back = button(_("Back to the published ones"), self._back, icon="undo", role="link")
        for part in (said, self._lines, label(_BEFORE, "small"), row(self.more, gap=0), row(self.back, gap=0)):
            self._stack.insertWidget(self._stack.count() - 1, part)
        self._show(plan.tests)

    def tests(self) -> tuple[PlannedTest, ...]:
        """Read all lines."""
        return tuple(line.test() for line in self.lines)

    def edit(self, course: Course) -> Course:
        """Return the course with the tests as its own plan, or without one where they are the published ones."""
        tests = self.tests()
        if tests == self._published.tests:
            return set_test_plan(course, self._id, None)
        for line, test in zip(self.lines, tests, strict=True):
            try:
                set_test_plan(course, self._id, (test,))
            except HairtrackError as error:
                raise Misread(line.field_of(test), error) from error
        return set_test_plan(course, self._id, tests)

    def _show(self, tests: Sequence[PlannedTest]) -> None:
        for line in tuple(self.lines):
            self._drop(line)
        for test in tests:
            self._add_line(test)
        self._weigh()
        if self.lines:
            self._first = self.lines[0].what

    def _add_line(self, test: PlannedTest | None) -> "TestLine":
        line = TestLine(test, len(self.lines) + 1)
        line.dropped.connect(partial(self._remove, line))
        for name, field in line.fields().items():
            self._prepare(name, field)
            field.textChanged.connect(self._weigh)
        self.lines.append(line)
        layout = self._lines.layout()
        assert layout is not None
        layout.addWidget(line)
        return line

    def _append(self) -> None:
        line = self._add_line(None)
        line.show()
        self._weigh()
        order_focus(self)
        line.what.setFocus(Qt.FocusReason.TabFocusReason)

    def _remove(self, line: "TestLine") -> None:
        self._drop(line)
        self._weigh()
        self.more.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, line: "TestLine") -> None:
        self.lines.remove(line)
        self._said = {field: said for field, said in self._said.items() if not line.isAncestorOf(field)}
        self._problem_at = None
        line.hide()
        line.deleteLater()

    def _back(self) -> None:
        self._show(self._published.tests)
        order_focus(self)

    def _weigh(self) -> None:
        """Offer the way back only where something was changed."""
        try:
            changed = self.tests() != self._published.tests
        except HairtrackError:
            changed = True
        self.back.setVisible(changed and bool(self._published.tests))

    def begin(self) -> None:
        """Give the keyboard to the first line, or to adding one."""
        first = self.lines[0].what if self.lines else self.more
        # Not as Tab does: that marks all, shows the end of long words, and the next key would take their place.
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_at(self, field: QWidget, sentence: str, role: str = "strong") -> None:
        """Say something beneath the line that the field is in."""
        for line in self.lines:
            if line.isAncestorOf(field):
                line.said.setProperty("role", role)
                line.said.setText(breakable(sentence))
                line.said.setVisible(bool(sentence))
                field.setAccessibleDescription(sentence)


def _said_of(plan: PlanInForce, published: PlanInForce) -> str:
    """Say what the list is and where it comes from."""
    if not published.tests:
        said = _("No published times are known here. Write down what your doctor ordered.")
    else:
        said = _(
            "Published: {source}. It is a due list, not an order: set it to what your doctor ordered.",
            source=published.source,
        )
    return " ".join((said, _("In force is {source}.", source=plan.source))) if plan.own else said


class TestLine(QWidget):
    """One planned test: what, in which week, and how often from then on.

    Signals
    -------
    dropped
        The user wants it gone.
    """

    dropped = Signal()
    __test__ = False  # it is no test, whatever pytest thinks of the name

    def __init__(self, test: PlannedTest | None, number: int) -> None:
        super().__init__()
        self._number = number
        self.what = KeptField(test.what if test else "", hint=_("what is tested"), options=LABS)
        self.week = NumberField(test.week if test else None)
        self.every = NumberField(test.every_weeks if test else None)
        self.what.setToolTip(self.what.text())
        self.said = label(role="strong")
        self.said.setVisible(False)
        for field in (self.week, self.every):
            theme.fit(field.setMaximumWidth, 52)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(theme.GAP // 2)
        first = QHBoxLayout()
        first.setSpacing(theme.GAP)
        first.addWidget(self.what, 1)
        first.addWidget(tool("delete", _("Remove test {number}", number=number), self.dropped.emit))
        sentence = _("Week {week} then every {weeks} weeks")
        stack.addLayout(first)
        stack.addWidget(row(*_between(sentence, {"{week}": self.week, "{weeks}": self.every})))
        stack.addWidget(self.said)

    def fields(self) -> dict[str, KeptField | NumberField]:
        """Return the fields by what a screen reader calls them."""
        return {
            _("Test {number}", number=self._number): self.what,
            _("Week of test {number}", number=self._number): self.week,
            _("Weeks from one test {number} to the next", number=self._number): self.every,
        }

    def test(self) -> PlannedTest:
        """Read the line."""
        return PlannedTest(what=self.what.words(), week=self.week.whole(), every_weeks=self.every.whole())

    def field_of(self, test: PlannedTest) -> QWidget:
        """Return the field that is likely to be wrong in a line that was refused."""
        if not test.what:
            return self.what
        return self.week if test.every_weeks is None or not 0 <= (test.week or 0) <= 520 else self.every


def _between(sentence: str, fields: Mapping[str, QWidget]) -> Iterator[QWidget]:
    """Yield fields where a sentence has their names, and its words between them."""
    for part in re.split(r"({\w+})", sentence):
        if part in fields:
            yield fields[part]
        elif part.strip():
            yield _plain(part.strip())


def _plain(words: str) -> QWidget:
    said = label(words, "muted")
    said.setWordWrap(False)
    return said
