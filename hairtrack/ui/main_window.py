"""The one frame of every page: rail, stage, inspector, filmstrip. It knows where things are, not what they show."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow

from hairtrack import __version__
from hairtrack.course import View
from hairtrack.language import _
from hairtrack.ui import icons
from hairtrack.ui.actions import Commands, Menus
from hairtrack.ui.crash import CrashTeller
from hairtrack.ui.film.strip import StripPanel
from hairtrack.ui.following import SettingsFollower
from hairtrack.ui.frame import WindowFrame
from hairtrack.ui.full_screen import FullScreen
from hairtrack.ui.home.new_course import ask_course
from hairtrack.ui.images import PhotoImages
from hairtrack.ui.intake import Intake
from hairtrack.ui.jobs import Jobs
from hairtrack.ui.key_sheet import KeySheet
from hairtrack.ui.page import Desk, Page, Steps
from hairtrack.ui.pages import TABS, Ahead, Pages, Tab
from hairtrack.ui.photos.page import PhotosPage
from hairtrack.ui.session import Session
from hairtrack.ui.settings import Changes, Settings
from hairtrack.ui.theme import Theme
from hairtrack.ui.turning import Turner

_FIRST_SIZE = QSize(1440, 900)
_ABOUT = _(
    "hairtrack {version}. Everything stays on this computer. Free software under the MIT licence.", version=__version__
)


class MainWindow(QMainWindow):
    """The window.

    Attributes
    ----------
    session : Session
    jobs : Jobs
    pages : Pages
        By name, in the rail's order.
    """

    def __init__(self, settings: Settings, look: Theme, tabs: Sequence[Tab] = TABS) -> None:
        super().__init__()
        self.settings = settings
        self.look = look
        self.session = Session(self)
        self.jobs = Jobs(self)
        self.images = PhotoImages(self.session, self.jobs, self)
        self.changes = Changes(self)
        desk = Desk(self.session, self.jobs, self.images, settings, self.changes)
        self.pages = Pages(tabs, partial(self._make_page, desk))
        self.frame = WindowFrame(tabs, StripPanel(self.session, self.images))
        self.frame.fold_inspector(settings.inspector_folded)
        self.setCentralWidget(self.frame)
        self.full_screen = FullScreen(self, self.frame, look)
        self.turner = Turner(self, self.pages, frame=self.frame, session=self.session, last=settings.pages)
        self.follower = SettingsFollower(self, settings, self.changes, look=look, session=self.session, jobs=self.jobs)
        self.intake = Intake(self, self.session, self.turner.bring)
        self.crashes = CrashTeller(self)
        self._menus = Menus(self.menuBar(), self._commands(), settings=settings)
        self._ahead = Ahead(self, self.pages, self.jobs)
        self._connect()
        self.setMinimumSize(900, 600)
        self.resize(self.screen().availableSize().boundedTo(_FIRST_SIZE))
        self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))
        self.frame.set_columns(settings.columns)
        self._opened()
        self.turner.land()
        self.setFocus()

    # How it is put together

    def _commands(self) -> Commands:
        return Commands(
            new=self.intake.ask_new,
            open=self.ask_open,
            open_recent=self.session.open,
            close=self.session.close,
            quit=self.close,
            add_photos=self.intake.ask_files,
            paste=self.intake.paste,
            undo=self._undo,
            redo=self._redo,
            fold_inspector=self.fold_inspector,
            fold_filmstrip=self._fold_filmstrip,
            fill_screen=self.fill_screen,
            next_pane=self.frame.focus_next_pane,
            enlarge=self.follower.enlarge,
            show_settings=self._show_settings,
            show_guide=partial(self.show_page, "guide"),
            show_keys=lambda: KeySheet(self).open(),
            show_about=lambda: self.session.say(_ABOUT),
        )

    def _connect(self) -> None:
        session, jobs = self.session, self.jobs
        self.frame.rail.chosen.connect(self.show_page)
        self.frame.strip.go_to.connect(self.show_page)
        self.turner.turning.connect(self._leave_full_screen)
        self.turner.left.connect(self.images.turn_page)
        session.notice.connect(self.frame.notice.say)
        session.leaving.connect(jobs.cancel_all)
        session.opened.connect(self._opened)
        for come in (session.landed, session.asked_again):
            come.connect(self.turner.land)
        session.course_changed.connect(self._refresh)
        jobs.started.connect(self.frame.job_bar.add)
        jobs.ended.connect(self.frame.job_bar.drop)
        jobs.holding.connect(session.hold)
        jobs.failed.connect(session.say)
        jobs.crashed.connect(self.crashes.tell)

    # Pages

    def _make_page(self, desk: Desk, kind: type[Page]) -> Page:
        page = kind(desk)
        self.frame.add_page(page)
        page.go_to.connect(self.show_page)
        page.badge_changed.connect(self._show_badges)
        page.steps_changed.connect(self._refresh_menus)
        page.photos_made.connect(self._take_made)
        page.full_screen_wanted.connect(self.fill_screen)
        self._show_badge(page)
        return page

    @property
    def page(self) -> Page | None:
        """The page in front."""
        return self.turner.page

    def show_page(self, name: str) -> None:
        """Bring a page to the front; without a course, those that need one stay where they are.

        Parameters
        ----------
        name : str
            Of the page; nothing for the one before this.
        """
        self.turner.show_page(name)

    def _opened(self) -> None:
        self.frame.notice.hide()
        session = self.session
        if session.is_open:
            self.settings.remember(session.folder.path)
        self.setWindowTitle(f"{session.course.name} - hairtrack" if session.is_open else "hairtrack")
        for name, made in self.frame.rail.buttons.items():
            made.setEnabled(session.is_open or not self.pages.tabs[name].needs_course)
        self._refresh()

    def _refresh(self) -> None:
        session = self.session
        self._refresh_menus()
        folded = self.settings.filmstrip_folded or self.full_screen.on
        self.frame.strip.setVisible(bool(session.course.visits()) and not folded)
        self._show_badges()

    @property
    def _steps(self) -> Steps:
        return self.page.steps if self.page is not None else self.session

    def _undo(self) -> None:
        self._steps.undo()

    def _redo(self) -> None:
        self._steps.redo()

    def _refresh_menus(self) -> None:
        steps = self._steps
        self._menus.refresh(is_open=self.session.is_open, undo=steps.undo_what, redo=steps.redo_what)

    def _show_badges(self) -> None:
        for page in self.pages.made.values():
            self._show_badge(page)

    def _show_badge(self, page: Page) -> None:
        if page.name in self.frame.rail.buttons:
            self.frame.rail.buttons[page.name].set_badge(page.badge() if self.session.is_open else "")

    # What is open

    def ask_open(self) -> None:
        """Let the user choose a course to open."""
        path = ask_course(self, self.settings.recent)
        if path is not None:
            self.session.open(path)

    def _take_made(self, paths: Sequence[Path], view: View) -> None:
        """Let photos that a page made wait with the others to be added, without leaving that page."""
        if isinstance(photos := self.pages["photos"], PhotosPage):
            photos.take(paths, view=view)

    # How it looks

    def fold_inspector(self) -> None:
        """Fold the column at the right away, or back."""
        self.settings.inspector_folded = not self.settings.inspector_folded
        self.frame.fold_inspector(self.settings.inspector_folded)

    def fill_screen(self) -> None:
        """Let the photos fill the screen, or leave it."""
        self.full_screen.turn(on=not self.full_screen.on)
        self._refresh()

    def _leave_full_screen(self) -> None:
        if self.full_screen.on:
            self.fill_screen()

    def _fold_filmstrip(self) -> None:
        self.settings.filmstrip_folded = not self.settings.filmstrip_folded
        self._refresh()

    def _show_settings(self) -> None:
        self.show_page("" if self.page is not None and self.page.name == "settings" else "settings")

    def changeEvent(self, event: QEvent) -> None:
        """Draw icons as sharp as another screen shows them."""
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            icons.refresh()
        super().changeEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Move the focus by Tab, except where Tab folds the inspector (see `Page`)."""
        focused = self.focusWidget()
        if forward and focused is not None and focused.property("foldsOnTab"):
            self.fold_inspector()
            return True
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close a notice or the full screen by Escape; give the filmstrip its keys, seen or beneath the full screen.

        What has the focus may have taken them before.
        """
        strip = self.frame.strip
        if event.key() == Qt.Key.Key_Escape:
            if self.full_screen.on and not self.frame.notice.isVisible():
                self.fill_screen()
            self.frame.notice.hide()
        elif not ((strip.isVisible() or self.full_screen.on) and strip.strip.film.step(event)):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Think of the other pages once there is something to look at."""
        super().showEvent(event)
        self._ahead.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the work, close the course, remember the place."""
        self.full_screen.turn(on=False)
        self.settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        if all(self.frame.columns):
            self.settings.columns = self.frame.columns
        self.settings.save()
        self._ahead.stop()
        self.jobs.close()
        self.session.close()
        super().closeEvent(event)
