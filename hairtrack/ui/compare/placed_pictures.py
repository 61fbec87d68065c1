"""Photos placed in their view's frame, ready to be drawn, so that going from visit to visit never waits."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from hairtrack.course import Photo
from hairtrack.errors import HairtrackError
from hairtrack.imaging.tone import Gains, ToneSample
from hairtrack.language import _
from hairtrack.ui.canvas.picture import Picture
from hairtrack.ui.jobs import Job, Jobs
from hairtrack.ui.session import Session
from hairtrack.workflow.placed_photo import place_key, place_photo, toned

MOST_BYTES = 270_000_000
"""Four photos of twelve megapixels. What is in sight is kept whatever it takes."""
_AT_ONCE = 2
_BYTES_PER_PIXEL = 16 / 3
"""Four, and a third more for the halvings."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A photo ready to be drawn.

    Attributes
    ----------
    picture : Picture
    tone : ToneSample or None
        By which its tone is matched; None where it is not aligned and shown as it is.
    whole : bool
        Whether it has all its pixels, or is a draft until it is placed again.
    """

    picture: Picture
    tone: ToneSample | None
    whole: bool = True

    @property
    def aligned(self) -> bool:
        """Whether it lies in its view's frame."""
        return self.tone is not None

    @property
    def bytes(self) -> int:
        """How much memory it takes."""
        return self.picture.held

    @property
    def draft(self) -> "Placed":
        """The same in less memory."""
        picture = self.picture.draft
        return self if picture is self.picture else Placed(picture, self.tone, whole=False)


class PlacedPictures(QObject):
    """Places photos beside other work, those in sight first, and keeps them up to a limit of memory.

    What is kept is found by the photo, its alignment and the reference photo, so nothing out of date is ever shown.

    Signals
    -------
    arrived
        A photo is placed, or cannot be; see `problem`.

    Attributes
    ----------
    holds_back : bool
        Whether nothing that may come next is begun, while something else takes much memory.
    """

    arrived = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._kept: OrderedDict[Hashable, Placed] = OrderedDict()
        self._problems: dict[Hashable, HairtrackError] = {}
        self._seen: dict[Hashable, Photo] = {}
        self._near: dict[Hashable, Photo] = {}
        self._loading: dict[Hashable, Job] = {}
        self.holds_back = False
        session.opened.connect(self.clear)

    def clear(self) -> None:
        """Forget everything, as for another course."""
        for kept in (self._kept, self._problems, self._seen, self._near, self._loading):
            kept.clear()

    def rest(self) -> None:
        """Place nothing, and keep only drafts of what is in sight, while something else is looked at."""
        for job in self._loading.values():
            job.cancel()
        self._loading.clear()
        self._near = {}
        self._kept = OrderedDict((key, placed.draft) for key, placed in self._kept.items() if key in self._seen)

    @property
    def bytes(self) -> int:
        """How much memory is taken."""
        return sum(placed.bytes for placed in self._kept.values())

    def key(self, photo: Photo) -> Hashable:
        """Return what a photo is found by: another one once it is aligned anew."""
        return place_key(self._session.course, photo)

    def get(self, photo: Photo) -> Placed | None:
        """Return a photo that is placed already."""
        return self._found(self.key(photo))

    def problem(self, photo: Photo) -> HairtrackError | None:
        """Return why a photo cannot be placed."""
        return self._problems.get(self.key(photo))

    def want(self, seen: Sequence[Photo], near: Iterable[Photo] = (), *, toned: bool = False) -> None:
        """Place what is in sight, and then, one at a time, what may come next, as far as there is room.

        Parameters
        ----------
        seen : sequence of Photo
        near : iterable of Photo
            The likeliest first.
        toned : bool
            Whether those in sight are shown with another tone besides.
        """
        keys = {self.key(photo): photo for photo in seen}
        if not keys.keys() <= self._seen.keys():
            # Asked for anew, a photo gets another chance: its file may be back.
            self._problems.clear()
        self._seen, self._near = keys, {}
        room = MOST_BYTES - (2 if toned else 1) * sum(map(self._size, seen))
        for photo in near:
            room -= self._size(photo)
            if room < 0:
                break
            self._near[self.key(photo)] = photo
        # What was passed gives way first, then what may come next, then what is in sight.
        for key in (*reversed(self._near), *self._seen):
            self._found(key)
        self._pump()

    def toned(self, photo: Photo, against: Photo, gains: Gains) -> Picture | None:
        """Return a placed photo with its tone brought to another's, or None while that is made."""
        source = self.get(photo)
        if source is None:
            return None
        key = (self.key(photo), self.key(against), "toned" if source.whole else "toned draft")
        found = self._found(key)
        if found is None and key not in self._loading:
            self._start(key, lambda: Placed(_toned(source.picture, gains), source.tone))
        return found.picture if found else None

    def _found(self, key: Hashable) -> Placed | None:
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def _size(self, photo: Photo) -> int:
        reference = self._session.course.reference(photo.view) or photo
        return round(reference.size[0] * reference.size[1] * _BYTES_PER_PIXEL)

    def _pump(self) -> None:
        """Start what is wanted most. What may come next goes alone, since the verdict needs a thread too, and once."""
        for most, wanted in ((_AT_ONCE, dict(self._seen)), (0 if self.holds_back else 1, self._near)):
            while wanted and len(self._loading) < most:
                key = next(iter(wanted))
                photo, kept = wanted.pop(key), self._kept.get(key)
                if (kept is None or not kept.whole) and key not in self._loading and key not in self._problems:
                    # What is in sight is compared next, unless somebody comes back to it.
                    self._start(key, self._placer(photo, judged=key in self._seen and kept is None))

    def _placer(self, photo: Photo, *, judged: bool) -> Callable[[], Placed]:
        folder, course = self._session.folder, self._session.course

        def work() -> Placed:
            placed = place_photo(folder, course, photo, keep=judged)
            return Placed(Picture.of(placed.image), placed.tone)

        return work

    def _start(self, key: Hashable, work: Callable[[], Placed]) -> None:
        course = self._session.course.id

        def done(placed: Placed) -> None:
            if self._ended(key, course):
                self._kept[key] = placed
                self._make_room()
                self._go_on()

        def failed(error: HairtrackError) -> None:
            if self._ended(key, course):
                self._problems[key] = error
                self._go_on()

        what = _("Placing a photo")
        self._loading[key] = self._jobs.start(lambda _: work(), what=what, done=done, failed=failed, quiet=True)

    def _ended(self, key: Hashable, course: str) -> bool:
        """Whether what was made is of the course that is open."""
        self._loading.pop(key, None)
        return self._session.is_open and self._session.course.id == course

    def _go_on(self) -> None:
        self._pump()
        self.arrived.emit()

    def _make_room(self) -> None:
        taken = self.bytes
        for key in [kept for kept in self._kept if kept not in self._seen]:
            if taken <= MOST_BYTES:
                return
            taken -= self._kept.pop(key).bytes


def _toned(picture: Picture, gains: Gains) -> Picture:
    """Apply gains to every copy that a picture holds; runs in a worker."""
    levels = []
    for level in picture.levels:
        # The screen's format keeps blue, green, red and one byte that is not seen.
        pixels = np.frombuffer(level.constBits(), np.uint8).reshape(level.height(), level.bytesPerLine() // 4, 4)
        made = toned(pixels, (*reversed(gains), 1.0))
        levels.append(QImage(made.data, level.width(), level.height(), level.bytesPerLine(), level.format()).copy())
    return Picture(picture.size, tuple(levels))
