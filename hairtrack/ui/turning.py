"""Which page is in front, and turning to another."""

from PySide6.QtCore import QObject, Signal

from hairtrack.course import Course
from hairtrack.ui.frame import WindowFrame
from hairtrack.ui.page import Page
from hairtrack.ui.pages import Pages
from hairtrack.ui.session import Session


class Turner(QObject):
    """Brings pages to the front, and remembers the last one of each course.

    Signals
    -------
    turning, left
        The page in front is about to be left; it was left, and the next one does not show yet.

    Attributes
    ----------
    page : Page or None
        The one in front.
    """

    turning = Signal()
    left = Signal()

    def __init__(
        self, parent: QObject, pages: Pages, *, frame: WindowFrame, session: Session, last: dict[str, str]
    ) -> None:
        """Begin without any page.

        Parameters
        ----------
        parent : QObject
        pages : Pages
        frame : WindowFrame
        session : Session
        last : dict of str to str
            By the id of a course: the page that was in front, kept here.
        """
        super().__init__(parent)
        self._pages, self._frame, self._session, self._last = pages, frame, session, last
        self._came_from = ""
        self.page: Page | None = None

    def show_page(self, name: str) -> None:
        """Bring a page to the front; without a course, those that need one stay where they are.

        Parameters
        ----------
        name : str
            Of the page; nothing for the one before this.
        """
        name = name or self._came_from
        tab = self._pages.tabs.get(name) or next(iter(self._pages.tabs.values()))
        if tab.needs_course and not self._session.is_open:
            self._frame.rail.show_page(self.page.name if self.page else tab.name)
            return
        page = self._pages[tab.name]
        if page is not self.page:
            self._turn_to(page)
        if tab.needs_course:
            self._last[self._session.course.id] = tab.name
        self._frame.rail.show_page(tab.name)

    def _turn_to(self, page: Page) -> None:
        if self.page is not None:
            self.turning.emit()
            self.page.leave()
            self._frame.notice.turn_page()
            self.left.emit()
            self._came_from = self.page.name
        self.page = page
        self._frame.show_page(page)
        page.enter()

    def bring(self, name: str) -> Page | None:
        """Bring a page to the front where that can be; return the one in front."""
        self.show_page(name)
        return self.page

    def land(self) -> None:
        """Begin with the page of a course where one goes on, or without a course with the first."""
        course = self._session.course
        if self._session.is_open:
            self.show_page(landing_page(course, self._last.get(course.id, "")))
        else:
            self.show_page(next(iter(self._pages)))


def landing_page(course: Course, last: str = "") -> str:
    """Name the page to begin with in a course: the last one, else that where work waits."""
    if not course.photos:
        return "photos"
    return last or ("compare" if course.measurements else "align")
