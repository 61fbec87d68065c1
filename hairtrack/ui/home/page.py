"""The first page: begin, go on, and what stays private."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QPixmap
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hairtrack.language import _
from hairtrack.progress import Progress
from hairtrack.ui import theme
from hairtrack.ui.focus import order_focus
from hairtrack.ui.home.course_card import CourseCard
from hairtrack.ui.home.new_course import NewCourse, ask_course
from hairtrack.ui.home.words import due_lines, next_photo_line, other_due_line, photos_line, state_line
from hairtrack.ui.images import to_qimage
from hairtrack.ui.jobs import Job
from hairtrack.ui.page import Desk, Page
from hairtrack.ui.widgets import Inspector, Sheet, button, label, on_the_table, row
from hairtrack.ui.words import week_of
from hairtrack.workflow.recent_courses import Glance, glance

_WELCOME = (
    _("Hair grows so slowly that no mirror and no memory can tell whether a treatment works."),
    _(
        "hairtrack lays your photos exactly over each other, measures how much scalp is hidden, and says how sure "
        "that is."
    ),
    _("When two photos cannot be compared, it says so, and what to do differently next time."),
)
_PRIVATE = _(
    "Your photos and your diary stay on this computer. hairtrack never connects to the internet, needs no account, "
    "and never changes a photo."
)
_NO_ADVICE = _("Not medical advice.")
_DEMO = "Demo.hairtrack"
_WIDE = 720
"""A sheet at most, in pixels at 100 %."""


class HomePage(Page):
    """Lists the courses that were open lately, and begins new ones."""

    name = "home"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.cards: dict[str, CourseCard] = {}
        self._painting: Job | None = None
        self.new = NewCourse(self.settings.courses_folder)
        self.new.wanted.connect(self._begin)
        self.new.given_up.connect(self._show_start)
        self._welcome = Sheet(_WIDE, *self._welcome_parts())
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.GAP)
        self._recent = Sheet(_WIDE, label(_("Your courses"), "title"), self._list, self._doors(first=False))
        self._sheets = QStackedWidget()
        for sheet in (self._welcome, self._recent, Sheet(_WIDE, self.new)):
            self._sheets.addWidget(on_the_table(sheet))
        self.stage = self._sheets
        self._panel = Inspector(_("About this course"))
        self._dues = label()
        self.guide = button(_("How to take the next photo"), lambda: self.go_to.emit("guide"), icon="camera")
        self._panel.add(self._dues)
        self._panel.add(self.guide)
        self._panel.section(_("Private"))
        self._panel.add(label(_PRIVATE))
        self._panel.add(label(_NO_ADVICE, "muted"))
        self._panel.add(button(_("Settings"), lambda: self.go_to.emit("settings"), icon="settings", role="link"))
        self.inspector = self._panel
        self.settings_changed.connect(self._follow_setting)
        self.session.opened.connect(self.refresh)
        self.session.course_changed.connect(self._say)

    def _welcome_parts(self) -> list[QWidget]:
        return [
            label(_("Is my hair coming back?"), "title"),
            *(label(sentence, "lead") for sentence in _WELCOME),
            self._doors(first=True),
        ]

    def _doors(self, *, first: bool) -> QWidget:
        return row(
            button(
                _("Start with my photos") if first else _("New course"),
                self.begin_new,
                role="primary" if first else "",
                icon="photos" if first else "add",
            ),
            button(_("Look at the demo"), self.open_demo, icon="play"),
            button(_("Open a course"), self._open, icon="folder", role="link"),
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
            self.jobs.start(partial(glance, path), what=_("Looking"), done=self._show_glance, quiet=True)
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
            card.folder_wanted.connect(self._show_in_folder)
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
        course, today = seen.course, date.today()
        picture = QPixmap.fromImage(to_qimage(seen.picture)) if seen.picture is not None else None
        dues = (next_photo_line(course, today), other_due_line(course, today))
        card.show_course(
            course.name,
            words=photos_line(course),
            due="\n".join(filter(None, dues)),
            waiting=state_line(course, read_only=seen.read_only),
            picture=picture,
        )

    def _say(self) -> None:
        session = self.session
        course = session.course
        if not session.is_open:
            about = _("One person's photos and diary over time, in one folder.")
            self._panel.say(_("What is a course?"), about, "title")
            self._dues.hide()
            self.guide.hide()
            return
        visits = course.visits()
        words = photos_line(course) if course.photos else _("No photos yet. Add the first ones.")
        if visits and week_of(course, visits[-1]) is not None:
            words = _("{photos}, in week {week}", photos=words, week=week_of(course, visits[-1]))
        self._panel.say(course.name, words, "title")
        self._dues.show()
        self.guide.setVisible(bool(visits))
        self._dues.setText(_listed(due_lines(course, date.today())) or _("Nothing is due."))

    def _follow_setting(self, name: str) -> None:
        if name == "courses":
            self.new.lie_in(self.settings.courses_folder)
        elif name == "recent":
            self.refresh()

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

    def _show_in_folder(self, path: Path) -> None:
        """Show where a course lies; of one that is gone, the folder that it lay in."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path if path.is_dir() else path.parent)))

    def open_demo(self) -> None:
        """Open the demo course; the first time it is painted, which takes a while."""
        path = self.settings.courses_folder / _DEMO
        if path.exists():
            self.session.open(path)
            return
        if self._painting is not None and self._painting in self.jobs.running:
            return
        self.session.say(_("The demo is painted on this computer the first time, which takes a minute or two."))
        self._painting = self.jobs.start(
            partial(_paint_demo, path),
            what=_("Painting the demo"),
            done=lambda _made: self.open_demo(),
        )


def _listed(lines: list[str]) -> str:
    """Begin each line with a point where there are several, as a long one goes on in the next."""
    return "\n".join(f"\N{BULLET} {line}" for line in lines) if len(lines) > 1 else "".join(lines)


def _paint_demo(path: Path, progress: Progress) -> object:
    """Paint the demo, for a worker thread; what only painting needs is loaded there too."""
    from hairtrack.workflow.make_demo import make_demo  # noqa: PLC0415

    return make_demo(path, progress)
