"""The photos of a report: as they were taken or in one frame; what is to stay hidden is gone before anything else."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from hairtrack.course import Course, Outline, Photo, Size, View
from hairtrack.imaging import jpeg_bare
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.covers import paint_covers
from hairtrack.imaging.photo_file import decode_bytes, encode_jpeg, scaled
from hairtrack.report.choices import Choices
from hairtrack.report.cut_out import CutOut
from hairtrack.report.left_out import LeftOut
from hairtrack.report.pixels import PixelStep
from hairtrack.report.selection import Selection
from hairtrack.report.sheet import Sheet
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.cover_photos import cover_outlines, cover_outlines_in_reference, needs_cover
from hairtrack.workflow.images import read_original
from hairtrack.workflow.places import outline_in_reference, place_of

PRINTED_SIDE = 1400
"""Pixels of a printed photo; 85 mm at 300 dots an inch need a thousand."""
_QUALITY, _WHOLE_QUALITY = 88, 92
_BESIDE = 0.08
"""Around the regions that photos are cut to, in shares of their box."""
_FEW_BYTES = 20_000
"""What words and figures are taken to weigh."""

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """A photo as a report shows it.

    Attributes
    ----------
    jpeg : bytes
    size : Size
        Width and height of its pixels.
    turn : int
        EXIF orientation that is still to be applied.
    steps : tuple of PixelStep
    """

    jpeg: bytes
    size: Size
    turn: int = 1
    steps: tuple[PixelStep, ...]

    @property
    def aspect(self) -> float:
        """Width over height once it stands upright."""
        across, down = self.size
        return down / across if self.turn > 4 else across / down


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What of some pixels may be seen.

    Attributes
    ----------
    box : CutOut or None
        All of them without.
    covers : tuple of Outline
    """

    box: CutOut | None = None
    covers: tuple[Outline, ...] = ()


class PictureCache:
    """Keeps what was made for a report, so that laying it out again makes only what changed.

    Parameters
    ----------
    most_bytes : int
        What was used longest ago goes first.
    """

    def __init__(self, most_bytes: int = 150_000_000) -> None:
        self._most = most_bytes
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(
        self, key: Hashable, make: Callable[[], _Made], weight: Callable[[_Made], int] = lambda _: _FEW_BYTES
    ) -> _Made:
        """Return what was made for a key, or make it.

        The same is made twice where two ask for it at the same time.

        Parameters
        ----------
        key : Hashable
            All that it depends on.
        make : callable
        weight : callable
            Its bytes; by default those of a few words and figures.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                found: _Made = self._kept[key][0]
                return found
        made = make()
        with self._lock:
            self._kept[key] = (made, weight(made))
            while sum(size for _, size in self._kept.values()) > self._most:
                self._kept.popitem(last=False)
        return made

    def stand_in(self, jpeg: bytes, note: bytes) -> bytes:
        """Return a small plain JPEG to be laid out in the place of another."""
        return jpeg_bare.stand_in(jpeg, note)

    def shrunk(self, jpeg: bytes, max_side: int) -> bytes:
        """Return a smaller copy of a JPEG."""
        key = ("shrunk", hashlib.blake2b(jpeg).digest(), max_side)
        return self.get(key, lambda: jpeg_bare.shrunk(jpeg, max_side), len)


class CourseKey:
    """A course but for whose it is and who rated it, as part of a key; its hash is found once for thousands of records.

    Parameters
    ----------
    course : Course
    """

    def __init__(self, course: Course) -> None:
        self._course = replace(course, name="", ratings=())
        self._hash = hash(self._course)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CourseKey) and self._hash == other._hash and self._course == other._course


class Darkroom:
    """What all photos of a report are made with.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    selection : Selection
    choices : Choices
    sheet : Sheet
        Takes the photos.
    kept : PictureCache, optional
        From when the report was laid out before.
    """

    def __init__(
        self,
        folder: CourseFolder,
        course: Course,
        selection: Selection,
        choices: Choices,
        sheet: Sheet,
        kept: PictureCache | None = None,
    ) -> None:
        self.folder, self.course, self.selection, self.choices, self.sheet = folder, course, selection, choices, sheet
        self.kept = PictureCache(0) if kept is None else kept
        self._known = CourseKey(course)

    def said(self, key: tuple[Hashable, ...], make: Callable[[], _Made]) -> _Made:
        """Return what was found out of the whole course before, or find it out.

        Parameters
        ----------
        key : tuple
            What it depends on besides the course.
        make : callable
        """
        return self.kept.get((self._known, *key), make)

    @property
    def hides(self) -> bool:
        """Whether anything of the photos is to stay hidden."""
        return self.choices.crop or self.choices.cover

    def put(self, photo: Photo, made: Print, what: str) -> str:
        """Give a photo to the sheet, and return its name there; what is embedded as it was taken stands there once."""
        name = photo.short if PixelStep.KEPT in made.steps else f"{photo.short}-{what}"
        return self.sheet.put_photo(f"{name}.jpg", made.jpeg, made.size, self.kept)

    def bounds(self, photo: Photo) -> Bounds | LeftOut:
        """Return what of a photo's own pixels may be seen, or why nothing."""
        covers = self._covers(photo.view, lambda: cover_outlines(self.course, photo))
        regions = self.selection.regions_in(photo.view)
        places = [place_of(self.course, photo, region) for region in regions] if self.choices.crop else []
        outlines = [place.outline for place in places if place.reason is None]
        return self._joined(covers, regions, outlines, photo.size)

    def pair_bounds(self, before: Photo, after: Photo) -> Bounds | LeftOut:
        """Return what of two photos may be seen in the pixels of their view's reference photo, or why nothing."""
        reference = self.course.reference(before.view) or before
        covers = self._covers(
            before.view, lambda: cover_outlines_in_reference(self.course, before.view, (before, after))
        )
        regions = self.selection.regions_in(before.view)
        placed = [outline_in_reference(self.course, region) for region in regions] if self.choices.crop else []
        return self._joined(covers, regions, [outline for outline in placed if outline is not None], reference.size)

    def _covers(self, view: View, find: Callable[[], tuple[Outline, ...] | None]) -> tuple[Outline, ...] | LeftOut:
        if not self.choices.cover:
            return ()
        if needs_cover(self.course, view):
            return LeftOut.NO_COVER
        found = find()
        return LeftOut.COVER_NOT_PLACED if found is None else found

    def _joined(
        self,
        covers: tuple[Outline, ...] | LeftOut,
        regions: Sequence[object],
        outlines: Sequence[Outline],
        size: Size,
    ) -> Bounds | LeftOut:
        if isinstance(covers, LeftOut):
            return covers
        if not self.choices.crop:
            return Bounds(covers=covers)
        box = _box_of(outlines, size)
        if box is None:
            return LeftOut.NOT_PLACED if regions else LeftOut.NO_REGION
        return Bounds(box=box, covers=covers)

    def as_taken(self, photo: Photo, *, longest: int | None = None, whole: bool = True) -> Print | LeftOut:
        """Return a photo as it was taken, with its own compressed pixels where nothing is to be hidden.

        Parameters
        ----------
        photo : Photo
        longest : int, optional
            Pixels of the longer side that are enough where it has to be encoded anew.
        whole : bool
            Whether it may have all its pixels.

        Returns
        -------
        Print or LeftOut

        Raises
        ------
        HairtrackError
            ORIGINAL_MISSING or ORIGINAL_ALTERED.
        """
        bounds = self.bounds(photo)
        if isinstance(bounds, LeftOut):
            return bounds
        if whole and not self.hides and photo.stored_as.lower().endswith((".jpg", ".jpeg")):
            bare = jpeg_bare.bare_jpeg(read_original(self.folder, photo))
            if bare is not None:
                return Print(jpeg=bare.data, size=bare.size, turn=bare.turn, steps=(PixelStep.KEPT,))
        key = ("taken", photo.sha256, bounds, longest)
        return self.kept.get(key, lambda: self._taken(photo, bounds, longest), lambda made: len(made.jpeg))

    def _taken(self, photo: Photo, bounds: Bounds, longest: int | None) -> Print:
        data = read_original(self.folder, photo)
        # What is to be hidden must not be mixed into what lies beside it.
        side = longest if bounds == Bounds() else None
        image = decode_bytes(data, Path(photo.stored_as), side)
        return printed(image, bounds, of=photo.size, longest=longest)


def printed(image: Image, bounds: Bounds, *, of: Size, longest: int | None, done: tuple[PixelStep, ...] = ()) -> Print:
    """Hide what is not to be seen of an image, then make it small enough and encode it.

    Parameters
    ----------
    image : Image
    bounds : Bounds
        In pixels of an image of the size `of`.
    of : Size
    longest : int or None
        Pixels of the longer side that are enough.
    done : tuple of PixelStep
        Before.

    Returns
    -------
    Print
    """
    steps = list(done)
    across, down = image.shape[1] / of[0], image.shape[0] / of[1]
    if max(image.shape[:2]) < max(of):
        steps.append(PixelStep.SMALLER)
    left = top = 0
    if bounds.box is not None:
        box = bounds.box
        left, top = round(box.left * across), round(box.top * down)
        image = image[top : round((box.top + box.height) * down), left : round((box.left + box.width) * across)]
        steps += [] if PixelStep.CUT in steps else [PixelStep.CUT]
    if bounds.covers:
        moved = (tuple((x * across - left, y * down - top) for x, y in outline) for outline in bounds.covers)
        image = paint_covers(image, tuple(moved))
        steps.append(PixelStep.COVERED)
    if longest is not None and max(image.shape[:2]) > longest:
        image = scaled(image, longest)
        steps.append(PixelStep.SMALLER)
    jpeg = encode_jpeg(np.ascontiguousarray(image), _WHOLE_QUALITY if longest is None else _QUALITY)
    kinds = tuple(dict.fromkeys([*steps, PixelStep.ENCODED]))
    return Print(jpeg=jpeg, size=(image.shape[1], image.shape[0]), steps=kinds)


def _box_of(outlines: Sequence[Outline], size: Size) -> CutOut | None:
    """Return the box of outlines with a little around it, in whole pixels within an image; None where nothing is."""
    corners = np.array([corner for outline in outlines for corner in outline]).reshape(-1, 2)
    if not len(corners):
        return None
    low, high = corners.min(axis=0), corners.max(axis=0)
    beside = _BESIDE * float((high - low).max())
    left, top = (max(0, int(np.floor(value - beside))) for value in low)
    right, bottom = (min(most, int(np.ceil(value + beside))) for value, most in zip(high, size, strict=True))
    if right - left < 2 or bottom - top < 2:
        return None
    return CutOut(left=left, top=top, width=right - left, height=bottom - top)
