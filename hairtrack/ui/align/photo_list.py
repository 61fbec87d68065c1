"""The list of all photos: how each is aligned and how well, or why it is not."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from hairtrack.course import Course, Photo
from hairtrack.language import _
from hairtrack.ui import icons
from hairtrack.ui.align.words import say_briefly, say_why
from hairtrack.ui.jobs import Job, Jobs
from hairtrack.ui.session import Session
from hairtrack.ui.words import day_words, view_words
from hairtrack.workflow.left_to_align import found_mirrored
from hairtrack.workflow.ways import through_others

_SHA = Qt.ItemDataRole.UserRole
_LEAST = 240
"""Pixels that it is high, also where there are no more."""


class PhotoList(QListWidget):
    """Photos by view and day, each with its state; the arrows go through them.

    Parameters
    ----------
    session : Session
    jobs : Jobs
    parent : QWidget, optional

    Signals
    -------
    chosen : str
        The SHA-256 of another photo.
    """

    chosen = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._key: object = None
        self._job: Job | None = None
        self._through: Mapping[str, bool] = {}
        self.setAccessibleName(_("Photos and how they are aligned"))
        self.setMinimumHeight(_LEAST)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentItemChanged.connect(self._choose)

    def show_photos(self, photo: Photo | None) -> None:
        """List the photos of the course as they stand now.

        Parameters
        ----------
        photo : Photo or None
            In hand.
        """
        self._fill(photo)
        course = self._session.course
        key = (course.id, course.photos, course.alignments)
        if key != self._key:
            self._key = key
            folder = self._session.folder
            if self._job is not None:
                self._job.cancel()
            self._job = self._jobs.start(
                lambda _: through_others(folder, course),
                what=_("Looking up how photos were aligned"),
                done=self._learn,
                quiet=True,
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the photo in hand in sight where what stands above takes some of the room."""
        super().resizeEvent(event)
        if (current := self.currentItem()) is not None:
            self.scrollToItem(current)

    def _learn(self, through: Mapping[str, bool]) -> None:
        self._through = through
        if self._session.is_open:
            self._fill(self._session.photo)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_SHA))

    def _fill(self, photo: Photo | None) -> None:
        course = self._session.course
        blocker = QSignalBlocker(self)
        self.clear()
        for view in course.views():
            for other in course.in_view(view):
                named = f"{view_words(view)}, {day_words(other.taken_on)}"
                how = say_briefly(course, other, through_others=self._through.get(other.sha256))
                item = QListWidgetItem(f"{named}\n{how}")
                item.setData(_SHA, other.sha256)
                item.setIcon(icons.icon(_icon_of(course, other)))
                item.setToolTip(say_why(course, other))
                self.addItem(item)
                if other == photo:
                    self.setCurrentItem(item)
        blocker.unblock()
        # No higher than its photos need, where there is room for more.
        self.setMaximumHeight(max(_LEAST, self.viewportSizeHint().height() + 2 * self.frameWidth()))
        if (current := self.currentItem()) is not None:
            self.scrollToItem(current)


def _icon_of(course: Course, photo: Photo) -> str:
    if photo == course.reference(photo.view):
        return "reference"
    alignment = course.alignment(photo)
    if alignment is None:
        return "more"
    if found_mirrored(course, photo):
        return "swap"
    return "check" if alignment.aligned else "point"
