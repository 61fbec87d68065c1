"""The one frame of every page: rail, stage, inspector, filmstrip. It knows where things are, not what they show."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMessageBox, QSplitter, QStackedWidget, QWidget
from PySide6.QtWidgets import QVBoxLayout as Column

from hairtrack import __version__
from hairtrack.course import Course
from hairtrack.ui.actions import Commands, KeySheet, Menus
from hairtrack.ui.crash import CrashDialog, log
from hairtrack.ui.home_page import HomePage
from hairtrack.ui.images import PhotoImages
from hairtrack.ui.jobs import Jobs
from hairtrack.ui.new_course import ask_course
from hairtrack.ui.notice import JobBar, NoticeBar
from hairtrack.ui.page import Desk, Page
from hairtrack.ui.pages import PAGES
from hairtrack.ui.photos_page import PhotosPage
from hairtrack.ui.rail import Rail
from hairtrack.ui.session import Session
from hairtrack.ui.settings import Settings
from hairtrack.ui.strip import StripPanel
from hairtrack.ui.theme import Scheme, Theme
from hairtrack.ui.widgets import rule


class MainWindow(QMainWindow):
    """The window.

    Attributes
    ----------
    session : Session
    jobs : Jobs
    pages : dict of str to Page
        By name, in the rail's order.
    """

    def __init__(self, settings: Settings, look: Theme, pages: Sequence[type[Page]] = PAGES) -> None:
        super().__init__()
        self.settings = settings
        self.look = look
        self.session = Session(self)
        self.jobs = Jobs(self)
        self.images = PhotoImages(self.session, self.jobs, self)
        desk = Desk(self.session, self.jobs, self.images, settings)
        self.pages = {page.name: page(desk) for page in pages}
        self._page: Page | None = None
        self._crash: CrashDialog | None = None
        self._build()
        self._menus = Menus(self.menuBar(), self._commands(), scheme=look.scheme, motion=settings.motion)
        self._connect()
        self.setAcceptDrops(True)
        self.setMinimumSize(900, 600)
        self.resize(1280, 800)
        self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))
        self._opened()
        self.setFocus()

    # How it is put together

    def _build(self) -> None:
        self.rail = Rail()
        self.notice = NoticeBar()
        self.job_bar = JobBar()
        self.strip = StripPanel(self.session, self.images)
        self._stages, self._inspectors = QStackedWidget(), QStackedWidget()
        for name, page in self.pages.items():
            self.rail.add(name, icon=page.icon, title=page.title)
            self._stages.addWidget(page.stage)
            self._inspectors.addWidget(page.inspector)
        centre = QWidget()
        column = _bare(Column(centre))
        column.addWidget(self.notice)
        column.addWidget(self._stages, 1)
        self._inspectors.setMinimumWidth(280)
        self._inspectors.setVisible(not self.settings.inspector_folded)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(centre)
        splitter.addWidget(self._inspectors)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([1000, 320])
        body = QWidget()
        upper = _bare(QHBoxLayout())
        upper.addWidget(self.rail)
        upper.addWidget(rule(upright=True))
        upper.addWidget(splitter, 1)
        whole = _bare(Column(body))
        whole.addLayout(upper, 1)
        whole.addWidget(rule())
        whole.addWidget(self.strip)
        whole.addWidget(self.job_bar)
        self.setCentralWidget(body)

    def _commands(self) -> Commands:
        return Commands(
            new=self.ask_new,
            open=self.ask_open,
            close=self.session.close,
            quit=self.close,
            add_photos=self._add_photos,
            paste=self._paste,
            undo=self.session.undo,
            redo=self.session.redo,
            fold_inspector=self.fold_inspector,
            fold_filmstrip=self._fold_filmstrip,
            next_pane=self._next_pane,
            use_scheme=self._use_scheme,
            use_motion=self._use_motion,
            show_keys=lambda: KeySheet(self).open(),
            show_about=self._about,
        )

    def _connect(self) -> None:
        session, jobs = self.session, self.jobs
        self.rail.chosen.connect(self.show_page)
        session.notice.connect(self.notice.say)
        session.leaving.connect(jobs.cancel_all)
        session.opened.connect(self._opened)
        session.course_changed.connect(self._refresh)
        jobs.started.connect(self.job_bar.add)
        jobs.ended.connect(self.job_bar.drop)
        jobs.holding.connect(session.hold)
        jobs.failed.connect(session.say)
        jobs.crashed.connect(self.show_crash)
        for page in self.pages.values():
            page.go_to.connect(self.show_page)
            page.badge_changed.connect(self._show_badges)

    # Pages

    @property
    def page(self) -> Page | None:
        """The page in front."""
        return self._page

    def show_page(self, name: str) -> None:
        """Bring a page to the front; without a course, those that need one stay where they are."""
        page = self.pages.get(name) or next(iter(self.pages.values()))
        name = page.name
        if page.needs_course and not self.session.is_open:
            self.rail.show_page(self._page.name if self._page else name)
            return
        if page is not self._page:
            if self._page is not None:
                self._page.leave()
            self._page = page
            self._stages.setCurrentWidget(page.stage)
            self._inspectors.setCurrentWidget(page.inspector)
            self.strip.use_pairs(page.pairs)
            page.enter()
        self.rail.show_page(name)

    def _opened(self) -> None:
        self.notice.hide()
        session = self.session
        if session.is_open:
            self.settings.remember(session.folder.path)
        self.setWindowTitle(f"{session.course.name} - hairtrack" if session.is_open else "hairtrack")
        for name, page in self.pages.items():
            self.rail.buttons[name].setEnabled(session.is_open or not page.needs_course)
        self._refresh()
        self.show_page(landing_page(session.course) if session.is_open else next(iter(self.pages)))

    def _refresh(self) -> None:
        session = self.session
        self._menus.refresh(is_open=session.is_open, undo=session.undo_what, redo=session.redo_what)
        self.strip.setVisible(bool(session.course.visits()) and not self.settings.filmstrip_folded)
        self._show_badges()

    def _show_badges(self) -> None:
        for name, page in self.pages.items():
            self.rail.buttons[name].set_badge(page.badge() if self.session.is_open else "")

    # What is open

    def ask_open(self) -> None:
        """Let the user choose a course to open."""
        path = ask_course(self, self.settings.recent)
        if path is not None:
            self.session.open(path)

    def ask_new(self) -> None:
        """Let the user begin a course, on the first page."""
        self.show_page("home")
        home = self.pages["home"]
        if isinstance(home, HomePage):
            home.begin_new()

    def take_paths(self, paths: Sequence[Path]) -> None:
        """Open a course that was dropped, or hand photos to the page that takes them in."""
        course = next((path for path in paths if path.suffix == ".hairtrack" and path.is_dir()), None)
        if course is not None:
            self.session.open(course)
        elif paths and not self.session.is_open:
            self.session.say("Open or begin a course first, then add the photos to it.")
        elif paths:
            self.show_page("photos")
            photos = self.pages["photos"]
            if isinstance(photos, PhotosPage):
                photos.take(paths)

    def _add_photos(self) -> None:
        self.show_page("photos")
        photos = self.pages["photos"]
        if isinstance(photos, PhotosPage):
            photos.ask_files()

    def _paste(self) -> None:
        held = QGuiApplication.clipboard().mimeData()
        paths = [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()] if held else []
        if paths:
            self.take_paths(paths)
        else:
            self.session.say("There are no photo files to paste. Copy the files themselves, in the folder they are in.")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files; say at once when they cannot be taken."""
        if not event.mimeData().hasUrls():
            return
        event.acceptProposedAction()
        if self.session.read_only:
            self.session.say("This course is open for reading only, so no photos can be added here.")

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files that were dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.take_paths(paths)

    # How it looks

    def fold_inspector(self) -> None:
        """Fold the column at the right away, or back."""
        self.settings.inspector_folded = not self.settings.inspector_folded
        self._inspectors.setVisible(not self.settings.inspector_folded)

    def _fold_filmstrip(self) -> None:
        self.settings.filmstrip_folded = not self.settings.filmstrip_folded
        self._refresh()

    def _use_scheme(self, scheme: Scheme) -> None:
        self.settings.scheme = scheme.value
        self.look.use(scheme)

    def _use_motion(self, motion: bool) -> None:
        self.settings.motion = motion

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Move the focus by Tab, except where Tab folds the inspector (see `Page`)."""
        focused = self.focusWidget()
        if forward and focused is not None and focused.property("foldsOnTab"):
            self.fold_inspector()
            return True
        return super().focusNextPrevChild(forward)

    def _next_pane(self) -> None:
        """Give the keyboard to the next of rail, stage, inspector and filmstrip."""
        panes: list[QWidget] = [self.rail, self._stages, self._inspectors, self.strip]
        panes = [pane for pane in panes if pane.isVisible()]
        focused = self.focusWidget()
        here = next((k for k, pane in enumerate(panes) if focused and pane.isAncestorOf(focused)), -1)
        for k in range(1, len(panes) + 1):
            target = _first_focus(panes[(here + k) % len(panes)])
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return

    # What is said

    def show_crash(self, what: str, details: str) -> None:
        """Log a bug and say so once; while that is being read, further ones are only logged."""
        log.error("%s\n%s", what, details)
        if self._crash is None:
            self._crash = CrashDialog(what, details, self)
            self._crash.finished.connect(self._crash_read)
            self._crash.open()

    def _crash_read(self) -> None:
        if self._crash is not None:
            self._crash.deleteLater()
            self._crash = None

    def _about(self) -> None:
        text = (
            f"hairtrack {__version__}\n\nIs my hair coming back? Aligned photos, coverage with its doubt, honest "
            "comparison. Everything stays on this computer. Not medical advice."
        )
        QMessageBox.about(self, "About hairtrack", text)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the work, close the course, remember the place."""
        self.settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.settings.save()
        self.jobs.close()
        self.session.close()
        super().closeEvent(event)


def landing_page(course: Course) -> str:
    """Name the page where work waits in a course that was just opened."""
    if not course.photos:
        return "photos"
    return "compare" if course.measurements else "align"


def _bare(layout: "Column | QHBoxLayout") -> "Column | QHBoxLayout":
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout


def _first_focus(pane: QWidget) -> QWidget | None:
    usable = (child for child in pane.findChildren(QWidget) if child.isVisible() and child.isEnabled())
    return next((child for child in usable if child.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
