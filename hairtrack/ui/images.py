"""Photos as the window shows them: loaded beside other work, kept in memory up to a limit.

While a photo is looked at, those of the visits before and after it are loaded too, so that stepping on need not wait.
"""

from collections import OrderedDict, deque
from collections.abc import Callable
from typing import TypeVar

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from hairtrack.course import Photo
from hairtrack.errors import HairtrackError
from hairtrack.imaging.arrays import Image
from hairtrack.language import _
from hairtrack.messages import error_sentence
from hairtrack.progress import Progress
from hairtrack.ui.canvas.picture import Picture, holds_about
from hairtrack.ui.jobs import Job, Jobs
from hairtrack.ui.session import Session
from hairtrack.workflow.images import forget_images, load_image, load_thumbnail

_T = TypeVar("_T")

_PICTURE_BYTES = 200_000_000
"""Three photos of twelve megapixels; a photo that is wanted is kept even where it alone takes more."""
_THUMBNAIL_BYTES = 24_000_000
"""Some eighty: more than any screen shows at once."""


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
        self._loading: dict[tuple[str, bool], Job] = {}
        self._wanted: deque[str] = deque(maxlen=2)
        """Whose pictures were asked for last: a page shows two at most."""
        self._problems: dict[str, str] = {}
        session.opened.connect(self.clear)

    def clear(self) -> None:
        """Forget everything, as for another course."""
        self._pictures.clear()
        self._thumbnails.clear()
        self._loading.clear()
        self._wanted.clear()
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
        if photo.sha256 not in self._wanted:
            self._wanted.append(photo.sha256)
        beside = self._beside()
        near = {neighbour.sha256 for neighbour in beside}
        self._drop_unwanted(near)
        # What was passed gives way before the next one comes.
        self._keep_only(near.union(self._wanted))
        found = self._pictures.get(photo.sha256)
        if found is None:
            self._load_picture(photo)
        else:
            self._pictures.move_to_end(photo.sha256)
        for neighbour in beside:
            if neighbour.sha256 not in self._pictures:
                self._load_picture(neighbour)
        return found

    def turn_page(self) -> None:
        """Let go of all but the photo in hand: the page that comes asks for what it shows."""
        in_hand = self._session.photo
        forget_images()
        self._wanted.clear()
        self._drop_unwanted(set())
        self._keep_only({in_hand.sha256} if in_hand is not None else set())

    def _beside(self) -> list[Photo]:
        """Return the photos of the visits before and after the one in hand, as many as there is room for.

        Whichever photo was asked for last: those beside the one in hand would else go for the other, and come again.
        """
        photos, photo = self._session.photos, self._session.photo
        if photo is None or photo.sha256 not in self._wanted or photo not in photos:
            return []
        place, room = photos.index(photo), _PICTURE_BYTES - holds_about(photo.size)
        beside = []
        for neighbour in (*photos[place + 1 : place + 2], *photos[max(0, place - 1) : place]):
            room -= holds_about(neighbour.size)
            beside += [neighbour] if room >= 0 else []
        return beside

    def _drop_unwanted(self, beside: set[str]) -> None:
        """Cancel what was to be loaded for photos that the hand has left."""
        for (sha256, full), job in list(self._loading.items()):
            if full and sha256 not in beside and sha256 not in self._wanted:
                job.cancel()
                del self._loading[sha256, full]

    def _keep_only(self, wanted: set[str]) -> None:
        for sha256 in self._pictures.keys() - wanted:
            del self._pictures[sha256]

    def _load_picture(self, photo: Photo) -> None:
        folder = self._session.folder
        self._load(photo, lambda _: Picture.of(load_image(folder, photo)), self._keep_picture, full=True)

    def _load(
        self, photo: Photo, work: Callable[[Progress], _T], keep: Callable[[str, _T], None], *, full: bool
    ) -> None:
        key = (photo.sha256, full)
        if key in self._loading or photo.sha256 in self._problems:
            return
        course = self._session.course.id

        def arrived(image: _T) -> None:
            if self._session.course.id == course:
                self._loading.pop(key, None)
                keep(photo.sha256, image)
                self.ready.emit(photo.sha256)

        def refused(error: HairtrackError) -> None:
            if self._session.course.id == course:
                self._loading.pop(key, None)
                self._problems[photo.sha256] = error_sentence(error)
                self.ready.emit(photo.sha256)

        self._loading[key] = self._jobs.start(work, what=_("Loading a photo"), done=arrived, failed=refused, quiet=True)

    def _keep_thumbnail(self, sha256: str, image: Image) -> None:
        self._thumbnails[sha256] = QPixmap.fromImage(to_qimage(image))
        held = sum(4 * small.width() * small.height() for small in self._thumbnails.values())
        while held > _THUMBNAIL_BYTES and len(self._thumbnails) > 1:
            oldest = self._thumbnails.popitem(last=False)[1]
            held -= 4 * oldest.width() * oldest.height()

    def _keep_picture(self, sha256: str, picture: Picture) -> None:
        self._pictures[sha256] = picture
        held = sum(kept.held for kept in self._pictures.values())
        for oldest in list(self._pictures):
            if held <= _PICTURE_BYTES:
                break
            if oldest not in self._wanted:
                held -= self._pictures.pop(oldest).held
