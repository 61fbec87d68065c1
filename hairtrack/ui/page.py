"""What the main window asks of a page.

A page owns two widgets: the *stage* (large, in the centre) and the *inspector* (narrow, at the right). It gets the
desk in its constructor, reads the course from the session, and never talks to another page; to send the user
elsewhere it emits `go_to` with the name of a page ("align").

The main window calls `enter()` each time the page comes to the front and `leave()` when it goes. A page that is in
front keeps itself current by `session.course_changed` and `session.selection_changed`; one that is not may wait for
`enter()`.

Tab moves the focus, as everywhere. Only in a widget with the property ``foldsOnTab`` set does it fold the inspector
away and back, as a canvas wants it; Shift+Tab, F6 and Ctrl+I work there too.
"""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hairtrack.ui.images import PhotoImages
from hairtrack.ui.jobs import Jobs
from hairtrack.ui.session import Session
from hairtrack.ui.settings import Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies ready for every page."""

    session: Session
    jobs: Jobs
    images: PhotoImages
    settings: Settings


class Page(QWidget):
    """One step of the journey.

    Attributes
    ----------
    name : str
        Short and lower case, for `go_to`.
    title : str
        As the rail shows it.
    icon : str
        Name of an icon in ``assets/icons``.
    pairs : bool
        Whether a click in the filmstrip chooses the "before" photo (else the photo in hand).
    needs_course : bool
        Whether the page can be entered only with a course open.
    stage, inspector : QWidget
        Made in the constructor; the main window puts them where they belong.
    """

    name = ""
    title = ""
    icon = ""
    pairs = False
    needs_course = True

    stage: QWidget
    inspector: QWidget

    badge_changed = Signal()
    go_to = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.session = desk.session
        self.jobs = desk.jobs
        self.images = desk.images
        self.settings = desk.settings

    def badge(self) -> str:
        """Say in two or three words what waits here ("2 need points"), or nothing."""
        return ""

    def enter(self) -> None:
        """Come to the front: show the present course and selection."""

    def leave(self) -> None:
        """Go out of sight: stop timers, drop half-made gestures."""
