"""Photos as the window shows them: loaded beside other work, kept in memory up to a limit."""

from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from hairtrack.course import Photo
from hairtrack.errors import HairtrackError
from hairtrack.imaging.arrays import Image
from hairtrack.messages import error_sentence
from hairtrack.progress import Progress
from hairtrack.ui.canvas.picture import Picture
from hairtrack.ui.jobs import Jobs
from hairtrack.ui.session import Session
from hairtrack.workflow.images import load_image, load_thumbnail

_T = TypeVar("_T")

_PICTURES = 4
_THUMBNAILS = 800


def to_qimage(image: Image) -> QImage:
    """Copy an RGB array into a Qt image.

    Parameters
    ----------
    image : Image
        (H, W, 3) uint8 sRGB.

    Returns
    -------
    QImage
        Format RGB888, with its own memory.
    """
    pixels = np.ascontiguousarray(image)
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


class PhotoImages(QObject):
    """Gives the images of the open course's photos.

    `thumbnail` and `picture` return at once: the image, or None while it loads; `ready` then tells its SHA-256.

    Signals
    -------
    ready : str
        A photo's image or thumbnail has arrived, or cannot be had; see `problem`.
    """

    ready = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._pictures: OrderedDict[str, Picture] = OrderedDict()
        self._thumbnails: OrderedDict[str, QPixmap] = OrderedDict()
        self._loading: set[tuple[str, bool]] = set()
        self._problems: dict[str, str] = {}
        session.opened.connect(self.clear)

    def clear(self) -> None:
        """Forget everything, as for another course."""
        self._pictures.clear()
        self._thumbnails.clear()
        self._loading.clear()
        self._problems.clear()

    def problem(self, photo: Photo) -> str:
        """Say why a photo cannot be shown, or nothing."""
        return self._problems.get(photo.sha256, "")

    def thumbnail(self, photo: Photo) -> QPixmap | None:
        """Return the small image, or None while it loads."""
        if found := self._thumbnails.get(photo.sha256):
            self._thumbnails.move_to_end(photo.sha256)
            return found
        folder = self._session.folder
        self._load(photo, lambda _: load_thumbnail(folder, photo), self._keep_thumbnail, full=False)
        return None

    def picture(self, photo: Photo) -> Picture | None:
        """Return the photo in full size, ready to be drawn at any magnification, or None while it loads."""
        if found := self._pictures.get(photo.sha256):
            self._pictures.move_to_end(photo.sha256)
            return found
        folder = self._session.folder
        self._load(photo, lambda _: Picture.of(load_image(folder, photo)), self._keep_picture, full=True)
        return None

    def _load(
        self, photo: Photo, work: Callable[[Progress], _T], keep: Callable[[str, _T], None], *, full: bool
    ) -> None:
        key = (photo.sha256, full)
        if key in self._loading or photo.sha256 in self._problems:
            return
        self._loading.add(key)
        course = self._session.course.id

        def arrived(image: _T) -> None:
            if self._session.course.id == course:
                self._loading.discard(key)
                keep(photo.sha256, image)
                self.ready.emit(photo.sha256)

        def refused(error: HairtrackError) -> None:
            if self._session.course.id == course:
                self._loading.discard(key)
                self._problems[photo.sha256] = error_sentence(error)
                self.ready.emit(photo.sha256)

        self._jobs.start(work, what="Loading a photo", done=arrived, failed=refused, quiet=True)

    def _keep_thumbnail(self, sha256: str, image: Image) -> None:
        self._thumbnails[sha256] = QPixmap.fromImage(to_qimage(image))
        while len(self._thumbnails) > _THUMBNAILS:
            self._thumbnails.popitem(last=False)

    def _keep_picture(self, sha256: str, picture: Picture) -> None:
        self._pictures[sha256] = picture
        while len(self._pictures) > _PICTURES:
            self._pictures.popitem(last=False)
