"""The window's hand on a camera: starts it, shows the last picture, takes one, lets it go."""

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from hairtrack.errors import HairtrackError
from hairtrack.imaging.arrays import Image
from hairtrack.language import _
from hairtrack.messages import error_sentence
from hairtrack.progress import Progress
from hairtrack.ui.jobs import Job, Jobs
from hairtrack.workflow.take_photo import FoundCamera, Opener, cameras, open_capture, watch


class _Mailbox(QObject):
    """Hands the last picture from the camera's thread to the window's; those in between are dropped."""

    arrived = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._picture: Image | None = None

    def put(self, picture: Image) -> None:
        """Leave a picture; runs in the camera's thread."""
        with self._lock:
            waits = self._picture is not None
            self._picture = picture
        if not waits:
            self.arrived.emit()

    def take(self) -> Image | None:
        """Take the last one out."""
        with self._lock:
            picture, self._picture = self._picture, None
        return picture


class CameraHand(QObject):
    """One camera at a time.

    Attributes
    ----------
    find : callable
        Returns the cameras there are.
    opener : callable
        Opens one by its number.
    picture : Image or None
        The last picture, or the one that was taken.
    taken : bool
        Whether the picture stands still because it was taken.

    Signals
    -------
    shown
        Another picture is there.
    ended : str
        The camera was let go, with a sentence where that was not wanted.
    """

    shown = Signal()
    ended = Signal(str)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.find: Callable[[], tuple[FoundCamera, ...]] = cameras
        self.opener: Opener = open_capture
        self.picture: Image | None = None
        self.taken = False
        self._jobs = jobs
        self._job: Job | None = None
        self._mailbox = _Mailbox()

    @property
    def running(self) -> bool:
        """Whether a camera is on, or about to be."""
        return self._job is not None

    def start(self, number: int, aspect: float) -> None:
        """Turn a camera on, and the one before off; its pictures are cut to a shape."""
        self.stop()
        self._mailbox = mailbox = _Mailbox()
        mailbox.arrived.connect(partial(self._show, mailbox))
        opener = self.opener

        def work(progress: Progress) -> None:
            watch(number, mailbox.put, progress, aspect=aspect, opener=opener)

        self._job = self._jobs.start(
            work,
            what=_("Looking through the camera"),
            done=lambda _nothing: self._over(""),
            failed=partial(self._failed, mailbox),
            lasting=True,
        )

    def stop(self) -> None:
        """Turn the camera off and forget its pictures."""
        if self._job is not None:
            self._job.cancel()
        self._job = None
        self.picture = None
        self.taken = False

    def take(self) -> bool:
        """Keep the present picture still; return whether there is one."""
        if self.picture is not None:
            self.taken = True
        return self.taken

    def let_run(self) -> None:
        """Show the live picture again."""
        self.taken = False

    def _show(self, mailbox: _Mailbox) -> None:
        picture = mailbox.take()
        if mailbox is self._mailbox and self._job is not None and not self.taken and picture is not None:
            self.picture = picture
            self.shown.emit()

    def _failed(self, mailbox: _Mailbox, error: HairtrackError) -> None:
        if mailbox is self._mailbox and self._job is not None:
            self._over(error_sentence(error))

    def _over(self, why: str) -> None:
        taken = self.taken
        self._job = None
        # A photo that was taken can be kept though the camera is gone.
        if not taken:
            self.picture = None
        self.ended.emit(why)
