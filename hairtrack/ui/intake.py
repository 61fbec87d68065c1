"""What is dropped on the window or pasted into it: photos, folders of them, a picture, a course."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from hairtrack.language import _
from hairtrack.ui import theme
from hairtrack.ui.page import Page
from hairtrack.ui.session import Session

if TYPE_CHECKING:
    from hairtrack.ui.home.page import HomePage
    from hairtrack.ui.photos.page import PhotosPage


class DropHint(QLabel):
    """Says over the whole window what will become of what is held above it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "drop")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setMargin(2 * theme.WIDE)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, words: str) -> None:
        """Cover the window with a sentence."""
        self.setText(words)
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a border of dashes around the words."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.look_of(self).accent), 2, Qt.PenStyle.DashLine))
            inset = theme.PAD
            painter.drawRoundedRect(self.rect().adjusted(inset, inset, -inset, -inset), 8, 8)
        super().paintEvent(event)


class Intake(QObject):
    """Takes in what comes from outside."""

    def __init__(self, window: QWidget, session: Session, bring: Callable[[str], Page | None]) -> None:
        """Watch a window.

        Parameters
        ----------
        window : QWidget
        session : Session
        bring : callable
            Turns to a page by its name, and returns the page in front.
        """
        super().__init__(window)
        self._session = session
        self._bring = bring
        self._kept: tuple[Path, ...] = ()
        self.hint = DropHint(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        session.opened.connect(self._take_kept)

    def ask_files(self) -> None:
        """Let the user choose photos."""
        if photos := self._photos():
            photos.ask_files()

    def _photos(self) -> "PhotosPage | None":
        """Turn to the page that takes photos in, where a course is open."""
        page = self._bring("photos")
        return cast("PhotosPage", page) if page is not None and page.name == "photos" else None

    def ask_new(self) -> None:
        """Let the user begin a course, on the first page."""
        cast("HomePage", self._bring("home")).begin_new()

    def paste(self) -> None:
        """Take what was copied elsewhere."""
        held = QGuiApplication.clipboard().mimeData()
        if held is None or not self._take(held):
            self._session.say(_("There is no photo to paste. Copy a photo, or the files themselves in their folder."))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Say what is held over the window would become, and take it when it is let go."""
        if isinstance(event, QDragEnterEvent):  # before QDropEvent, which it is one of
            self._enter(event)
        elif event.type() is QEvent.Type.DragLeave:
            self.hint.hide()
        elif event.type() is QEvent.Type.Drop and isinstance(event, QDropEvent):
            self.hint.hide()
            event.acceptProposedAction()
            self._take(event.mimeData())
        else:
            return False
        return True

    def _enter(self, event: QDragEnterEvent) -> None:
        held = event.mimeData()
        if not (held.hasUrls() or held.hasImage()):
            event.ignore()
            return
        event.acceptProposedAction()
        if _course_in(_paths_of(held)):
            self.hint.say(_("Drop the course to open it"))
        elif self._session.read_only:
            self.hint.say(_("This course is open for reading only, so no photos can be added here."))
            self._session.say(_("This course is open for reading only, so no photos can be added here."))
        elif self._session.is_open:
            self.hint.say(_("Drop photos or folders to add them to {course}", course=self._session.course.name))
        else:
            self.hint.say(_("Drop photos or folders to begin a course with them"))

    def _take(self, held: QMimeData) -> bool:
        paths = _paths_of(held)
        image = QImage(held.imageData()) if held.hasImage() and not paths else QImage()
        if paths:
            self.take_paths(paths)
        elif image.isNull():
            return False
        elif not self._session.is_open:
            self._session.say(_("Open the course that this picture belongs to first."))
        elif photos := self._photos():
            photos.take_image(image)
        return True

    def take_paths(self, paths: Sequence[Path]) -> None:
        """Open a course, or hand photos to the page that takes them in."""
        course = _course_in(paths)
        if course is not None:
            self._session.open(course)
        elif paths and not self._session.is_open:
            self._session.say(_("Name the course that these photos shall begin, or open the one they belong to."))
            self._kept = tuple(paths)
            self.ask_new()
        elif paths and (photos := self._photos()):
            photos.take(paths)

    def _take_kept(self) -> None:
        if self._session.is_open and self._kept:
            paths, self._kept = self._kept, ()
            self.take_paths(paths)


def _paths_of(held: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]


def _course_in(paths: Sequence[Path]) -> Path | None:
    return next((path for path in paths if path.suffix == ".hairtrack" and path.is_dir()), None)
