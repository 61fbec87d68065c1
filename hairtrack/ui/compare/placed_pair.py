"""Two photos made ready to be drawn over each other."""

from collections.abc import Callable
from dataclasses import dataclass

from hairtrack.course import Photo
from hairtrack.progress import Progress
from hairtrack.ui.canvas.picture import Picture
from hairtrack.ui.session import Session
from hairtrack.workflow.compare_photos import aligned_pair
from hairtrack.workflow.images import load_image


@dataclass(frozen=True, slots=True)
class PlacedPair:
    """Two photos in one frame, or as they are where one is not aligned."""

    before: Picture
    after: Picture
    aligned: bool


def pair_placer(session: Session, before: Photo, after: Photo) -> Callable[[Progress], PlacedPair]:
    """Return the work that places two photos of a view, for a worker thread.

    Parameters
    ----------
    session : Session
        Asked now, not in the worker.
    before, after : Photo

    Returns
    -------
    callable
    """
    folder, course = session.folder, session.course

    def place(progress: Progress) -> PlacedPair:
        pair = aligned_pair(folder, course, before, after, progress)
        if pair is not None:
            return PlacedPair(Picture.of(pair.before), Picture.of(pair.after), aligned=True)
        first, second = (Picture.of(load_image(folder, photo)) for photo in (before, after))
        return PlacedPair(first, second, aligned=False)

    return place
