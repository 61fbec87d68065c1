"""The first page: begin, go on, and what stays private."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from hairtrack.progress import Progress
from hairtrack.ui import theme
from hairtrack.ui.focus import order_focus
from hairtrack.ui.home.course_card import CourseCard
from hairtrack.ui.home.new_course import NewCourse, ask_course
from hairtrack.ui.images import to_qimage
from hairtrack.ui.jobs import Job
from hairtrack.ui.page import Desk, Page
from hairtrack.ui.settings import courses_path
from hairtrack.ui.widgets import Inspector, button, label, row
from hairtrack.ui.words import count_words, day_words, visit_words
from hairtrack.workflow.diary.due import Due, due
from hairtrack.workflow.recent_courses import Glance, glance

_WELCOME = (
    "Hair grows so slowly that no mirror and no memory can tell whether a treatment works.",
    "hairtrack lays your photos exactly over each other, measures how much scalp is hidden, and says how sure that is.",
    "When two photos cannot be compared, it says so, and what to do differently next time.",
)
_PRIVATE = (
    "Your photos and your diary stay on this computer. hairtrack never connects to the internet, needs no account, "
    "and never changes a photo."
)
_NO_ADVICE = "Not medical advice."
_DEMO = "Demo.hairtrack"


class HomePage(Page):
    """Lists the courses that were open lately, and begins new ones."""

    name = "home"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.cards: dict[str, CourseCard] = {}
        self._painting: Job | None = None
        self.new = NewCourse(courses_path())
        self.new.wanted.connect(self._begin)
        self.new.given_up.connect(self._show_start)
        self._welcome = _sheet(*self._welcome_parts())
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.GAP)
        self._recent = _sheet(label("Your courses", "title"), self._list, self._doors(first=False))
        self._sheets = QStackedWidget()
        for sheet in (self._welcome, self._recent, _sheet(self.new)):
            self._sheets.addWidget(_centred(sheet))
        self.stage = self._sheets
        self._panel = Inspector("About this course")
        self._dues = label()
        self._panel.add(self._dues)
        self._panel.section("Private")
        self._panel.add(label(_PRIVATE))
        self._panel.add(label(_NO_ADVICE, "muted"))
        self.inspector = self._panel
        self.session.opened.connect(self.refresh)
        self.session.course_changed.connect(self._say)

    def _welcome_parts(self) -> list[QWidget]:
        return [
            label("Is my hair coming back?", "title"),
            *(label(sentence, "lead") for sentence in _WELCOME),
            self._doors(first=True),
        ]

    def _doors(self, *, first: bool) -> QWidget:
        return row(
            button(
                "Start with my photos" if first else "New course",
                self.begin_new,
                role="primary" if first else "",
                icon="photos" if first else "add",
            ),
            button("Look at the demo", self.open_demo, icon="play"),
            button("Open a course", self._open, icon="folder", role="link"),
            gap=theme.PAD,
        )

    # What is shown

    def enter(self) -> None:
        """Look again what is there."""
        self.refresh()

    def refresh(self) -> None:
        """Show the courses that were open lately, or the welcome where there is none."""
        wanted = [Path(entry) for entry in self.settings.recent]
        if [str(path) for path in wanted] != list(self.cards):
            self._lay_out(wanted)
        for path in wanted:
            self.jobs.start(partial(glance, path), what="Looking", done=self._show_glance, quiet=True)
        self._show_start()
        self._say()

    def _lay_out(self, paths: list[Path]) -> None:
        for card in self.cards.values():
            self._list.removeWidget(card)
            card.deleteLater()
        self.cards = {str(path): CourseCard(path) for path in paths}
        for card in self.cards.values():
            card.opened.connect(self.session.open)
            card.forgotten.connect(self._forget)
            self._list.addWidget(card)
        order_focus(self._sheets)

    def _show_start(self) -> None:
        self._sheets.setCurrentIndex(1 if self.settings.recent else 0)

    def _show_glance(self, seen: Glance) -> None:
        card = self.cards.get(str(seen.path))
        if card is None:
            return
        if seen.course is None:
            card.show_problem(seen.problem)
            return
        day = seen.newest.taken_on if seen.newest else None
        words = (
            f"{count_words(len(seen.course.photos), 'photo')}, the last {day_words(day)}" if day else "No photos yet"
        )
        waiting = _late(due(seen.course, date.today()))
        picture = QPixmap.fromImage(to_qimage(seen.picture)) if seen.picture is not None else None
        card.show_course(seen.course.name, words, waiting, picture)

    def _say(self) -> None:
        session = self.session
        course = session.course
        if not session.is_open:
            self._panel.say("What is a course?", "One person's photos and diary over time, in one folder.", "title")
            self._dues.hide()
            return
        visits = course.visits()
        last = f"The last is of {visit_words(course, visits[-1])}." if visits else "Add the first ones."
        self._panel.say(course.name, f"{count_words(len(course.photos), 'photo')}. {last}", "title")
        waiting = due(course, date.today())[:4]
        self._dues.show()
        self._dues.setText("\n".join(map(_due_words, waiting)) or "Nothing is due.")

    # What the hand does

    def begin_new(self) -> None:
        """Ask for the name of a new course, on this page."""
        self._sheets.setCurrentIndex(2)
        self.new.begin()

    def _begin(self, path: Path, name: str) -> None:
        if self.session.new(path, name):
            self._show_start()

    def _open(self) -> None:
        path = ask_course(self.stage, self.settings.recent)
        if path is not None:
            self.session.open(path)

    def _forget(self, path: Path) -> None:
        self.settings.forget(path)
        self.refresh()

    def open_demo(self) -> None:
        """Open the demo course; the first time it is painted, which takes a while."""
        path = courses_path() / _DEMO
        if path.exists():
            self.session.open(path)
            return
        if self._painting is not None and self._painting in self.jobs.running:
            return
        self.session.say("The demo is painted on this computer the first time, which takes a minute or two.")
        self._painting = self.jobs.start(
            partial(_paint_demo, path),
            what="Painting the demo",
            done=lambda _: self.open_demo(),
        )


def _paint_demo(path: Path, progress: Progress) -> object:
    """Paint the demo, for a worker thread; what only painting needs is loaded there too."""
    from hairtrack.workflow.make_demo import make_demo  # noqa: PLC0415

    return make_demo(path, progress)


def _late(waiting: tuple[Due, ...]) -> str:
    """Say the one thing that is due today or was before."""
    return next((_due_words(item) for item in waiting if item.on <= date.today()), "")


def _due_words(item: Due) -> str:
    since = "since " if item.on < date.today() else ""
    return f"Due {since}{day_words(item.on)}: {item.what}"


def _sheet(*parts: "QWidget | QVBoxLayout") -> QFrame:
    made = QFrame()
    made.setProperty("role", "sheet")
    made.setMaximumWidth(720)
    stack = QVBoxLayout(made)
    stack.setContentsMargins(2 * theme.WIDE, 2 * theme.WIDE, 2 * theme.WIDE, 2 * theme.WIDE)
    stack.setSpacing(theme.PAD)
    for part in parts:
        if isinstance(part, QWidget):
            stack.addWidget(part)
        else:
            stack.addLayout(part)
    return made


def _centred(sheet: QWidget) -> QScrollArea:
    """Put a sheet on the table's grey, in the middle, scrolled where the window is low."""
    inside = QWidget()
    inside.setProperty("role", "surround")
    inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    around = QHBoxLayout(inside)
    around.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
    around.addStretch(1)
    around.addWidget(sheet, 20, Qt.AlignmentFlag.AlignVCenter)
    around.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(inside)
    return scroll
