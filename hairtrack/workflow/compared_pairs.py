"""Pairs of a course's photos, each compared once: what came of it is kept in the cache.

With every pair at hand all photos can be placed anew, together, when one is added or points are placed in another,
and only pairs with what is new have to be compared. Losing the cache costs time and nothing else, so the records need
not know of it.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass

from cattrs.errors import BaseValidationError

from hairtrack.course import Photo
from hairtrack.imaging.registration.automatic import find_marks, register_marks
from hairtrack.imaging.registration.features import Marks
from hairtrack.imaging.registration.result import ENGINE, Registration
from hairtrack.progress import Progress, part_of
from hairtrack.storage import records
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.images import load_image
from hairtrack.workflow.learned_matcher import LearnedMatcher

_KEPT_MARKS = 8
"""Photos whose marks are kept in memory, at ten megabytes each: the reference photo and a few neighbours in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What is kept of a pair: it counts for the very same photos and engine."""

    fixed: str
    moving: str
    engine: str
    found: Registration


class ComparedPairs:
    """Compares pairs and remembers the answers. Two threads may ask at once.

    Parameters
    ----------
    folder : CourseFolder
    anew : bool
        Whether what earlier runs kept is not to be believed.
    matcher : LearnedMatcher, optional
        Whose answers are kept beside those that were found without it.
    """

    def __init__(self, folder: CourseFolder, *, anew: bool = False, matcher: LearnedMatcher | None = None) -> None:
        self._folder = folder
        self._anew = anew
        self._matcher = matcher
        self._found: dict[tuple[str, str], Registration | None] = {}
        self._marks: OrderedDict[str, Future[Marks]] = OrderedDict()
        self._lock, self._finding = threading.Lock(), threading.Lock()

    @property
    def engine(self) -> str:
        """What compares pairs."""
        return self._matcher.engine if self._matcher else ENGINE

    def known(self, fixed: Photo, moving: Photo) -> Registration | None:
        """Return what came of a pair, now or in an earlier run; None where it was not compared."""
        pair = (fixed.sha256, moving.sha256)
        if pair not in self._found:
            self._found[pair] = None if self._anew else _read(self._folder, *pair, self.engine)
        return self._found[pair]

    def compare(self, fixed: Photo, moving: Photo, progress: Progress) -> Registration:
        """Register two photos of one view, unless that was done before.

        Parameters
        ----------
        fixed, moving : Photo
        progress : Progress

        Returns
        -------
        Registration
        """
        known = self.known(fixed, moving)
        if known is not None:
            return known
        first = self._marks_of(fixed, part_of(progress, 0.0, 0.3))
        second = self._marks_of(moving, part_of(progress, 0.3, 0.6))
        rest = part_of(progress, 0.6, 1.0)
        starter = self._matcher.start if self._matcher else None
        found = register_marks(fixed=first, moving=second, progress=rest, starter=starter)
        self.keep(fixed, moving, found)
        return found

    def keep(self, fixed: Photo, moving: Photo, found: Registration) -> None:
        """Remember what came of a pair."""
        pair = (fixed.sha256, moving.sha256)
        self._found[pair] = found
        # What the matcher had no part in is what the engine finds alone.
        for engine in {self.engine} | ({ENGINE} if found.transform is not None and not found.learned else set()):
            kept = _Kept(fixed=pair[0], moving=pair[1], engine=engine, found=found)
            self._folder.keep_in_cache(_file_name(*pair, engine), records.to_text(kept).encode())

    def _marks_of(self, photo: Photo, progress: Progress) -> Marks:
        """Return the marks of a photo, found once as long as they are kept."""
        with self._lock:
            mine = photo.sha256 not in self._marks
            marks = self._marks.setdefault(photo.sha256, Future())
            self._marks.move_to_end(photo.sha256)
            while len(self._marks) > _KEPT_MARKS:
                self._marks.popitem(last=False)
        if mine:
            try:
                # Finding takes twenty times the memory of what is found: one photo at a time, while others compare.
                with self._finding:
                    marks.set_result(find_marks(load_image(self._folder, photo, keep=False), progress))
            except BaseException as problem:
                with self._lock:
                    self._marks.pop(photo.sha256, None)
                marks.set_exception(problem)
        return marks.result()


def found_earlier(folder: CourseFolder, fixed: Photo, moving: Photo, engines: Iterable[str]) -> Registration | None:
    """Return what came of a pair in earlier runs of one of some engines, the first that knows it."""
    found = (_read(folder, fixed.sha256, moving.sha256, engine) for engine in engines)
    return next((known for known in found if known is not None), None)


def _read(folder: CourseFolder, fixed: str, moving: str, engine: str) -> Registration | None:
    with suppress(OSError, ValueError, KeyError, TypeError, BaseValidationError):
        kept = records.from_text((folder.cache / _file_name(fixed, moving, engine)).read_text(), _Kept)
        if (kept.fixed, kept.moving, kept.engine) == (fixed, moving, engine):
            return kept.found
    return None


def _file_name(fixed: str, moving: str, engine: str) -> str:
    """Name the file; another one for each matcher, so that setting one does not lose what was found without it."""
    matcher = "".join(filter(str.isalnum, engine[-8:])) if engine != ENGINE else ""
    return f"pair-{fixed[:16]}-{moving[:16]}{matcher and f'-{matcher}'}.json"
