"""What the main window asks of a page.

A page owns two widgets: the *stage* (large, in the centre) and the *inspector* (narrow, at the right). It gets the
desk in its constructor, reads the course from the session, and never talks to another page; to send the user
elsewhere it emits `go_to` with the name of a page ("align").

A page is made when it is first wanted, be a course open by then or not. The main window calls `enter()` each time the
page comes to the front and `leave()` when it goes. A page that is in front keeps itself current by
`session.course_changed` and `session.selection_changed`; one that is not may wait for `enter()`.

Tab moves the focus, as everywhere. Only in a widget with the property ``foldsOnTab`` set does it fold the inspector
away and back, as a canvas wants it; Shift+Tab, F6 and Ctrl+I work there too.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hairtrack.ui.images import PhotoImages
from hairtrack.ui.jobs import Jobs
from hairtrack.ui.session import Session
from hairtrack.ui.settings import Changes, Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies ready for every page."""

    session: Session
    jobs: Jobs
    images: PhotoImages
    settings: Settings
    changes: Changes = field(default_factory=Changes)


class Steps(Protocol):
    """What undo and redo act on: the course, or what a hand has half made."""

    @property
    def undo_what(self) -> str:
        """The step that `undo` would take back, or nothing."""

    @property
    def redo_what(self) -> str:
        """The step that `redo` would make again, or nothing."""

    def undo(self) -> None:
        """Take the last step back."""

    def redo(self) -> None:
        """Make the undone step again."""


class Page(QWidget):
    """One step of the journey.

    Attributes
    ----------
    name : str
        That of its `Tab`, for `go_to`.
    pairs : bool
        Whether a click in the filmstrip chooses the "after" photo, with Shift the "before" (else the photo in hand).
    photo_deeds : tuple
        What can be done here with the pair, for the menu of a photo: words, and what they do.
    stage, inspector : QWidget
        Made in the constructor; the main window puts them where they belong.
    settings : Settings
        What the user wants. A page that acts on a setting connects to ``settings_changed``, which names it.
    """

    name = ""
    pairs = False
    photo_deeds: tuple[tuple[str, Callable[[], object]], ...] = ()

    stage: QWidget
    inspector: QWidget

    badge_changed = Signal()
    steps_changed = Signal()
    go_to = Signal(str)
    photos_made = Signal(object, object)
    """Files that were made here, and the view that they show: they are to wait with the others to be added."""
    full_screen_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.session = desk.session
        self.jobs = desk.jobs
        self.images = desk.images
        self.settings = desk.settings
        self.settings_changed = desk.changes.made

    @property
    def steps(self) -> Steps:
        """What undo and redo act on while this page is in front: what is half made here comes before the course."""
        return self.session

    def badge(self) -> str:
        """Say in two or three words what waits here ("2 need points"), or nothing."""
        return ""

    def enter(self) -> None:
        """Come to the front: show the present course and selection."""

    def leave(self) -> None:
        """Go out of sight: stop timers, drop half-made gestures."""
