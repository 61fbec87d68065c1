"""The pictures of a time-lapse, each made when it is asked for."""

import math
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from hairtrack.course import Course, Outline, Photo, Size, Transform
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.covers import paint_covers
from hairtrack.imaging.film.files import Still
from hairtrack.imaging.film.frames import BAND, mixed, stacked, time_line
from hairtrack.imaging.photo_file import decode_bytes
from hairtrack.imaging.registration.transform import jacobians, rescaled, warp_to_fixed
from hairtrack.language import _
from hairtrack.messages import day_in_words
from hairtrack.progress import Progress, no_progress
from hairtrack.report.cut_out import CutOut
from hairtrack.report.film_captions import CaptionRoom, FilmCaption, caption_pictures
from hairtrack.report.treatment_words import week_words_on
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.cover_photos import cover_outlines_in_reference
from hairtrack.workflow.images import read_original
from hairtrack.workflow.places import to_photo
from hairtrack.workflow.time_lapse.area import shown_box
from hairtrack.workflow.time_lapse.options import LEAST_HEIGHT, Moment, TimeLapse, moments
from hairtrack.workflow.time_lapse.visits import FilmPhotos

_WIDEST, _NARROWEST = 16 / 9, 9 / 16
"""Width of a frame over its height."""
_LETTERS, _LEAST_LETTERS, _LETTERS_ACROSS = 0.031, 10, 22
"""Size of type as a share of the frame's height, in pixels at least, and how many of that size go across."""
_ABOVE, _DATED, _NOTED, _LINE, _SIDE = 0.35, 1.5, 1.6, 1.5, 1.2
"""Heights of what stands beneath a photo, and what stays free beside it, in sizes of type."""
_SPARE = 1.2
"""A photo is decoded with so many times the pixels that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmLayout:
    """What stands where in a frame.

    Attributes
    ----------
    size : Size
        Of the frame; even numbers, as video needs.
    photo : Size
    words, line : int
        Heights of the words and of the line of time.
    letters : int
        Size of type.
    """

    size: Size
    photo: Size
    words: int
    line: int
    letters: int

    @property
    def side(self) -> int:
        """Pixels at the left and the right that words and line leave free."""
        return round(_SIDE * self.letters)


class Reel:
    """A time-lapse that is ready to be looked at or written.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    wanted : TimeLapse
    chosen : FilmPhotos
    keep : int
        How many placed photos are kept: two are enough from the first frame to the last.

    Attributes
    ----------
    moments : tuple of Moment
    layout : FilmLayout
    chosen : FilmPhotos
    """

    def __init__(
        self, folder: CourseFolder, course: Course, wanted: TimeLapse, chosen: FilmPhotos, *, keep: int = 2
    ) -> None:
        self.chosen, self._folder, self._course, self._keep = chosen, folder, course, keep
        self.rate = wanted.frames_a_second
        self.moments = moments(len(chosen.photos), wanted)
        self._box = shown_box(course, chosen.photos, wanted)
        self._captions = _captions(course, wanted, chosen, self.moments)
        self._dated, self._noted = wanted.dates, any(chosen.notes)
        self.layout = _laid_out(self._box, wanted.pixels_high, dated=self._dated, noted=self._noted)
        self._days = [photo.taken_on.toordinal() for photo in chosen.photos if photo.taken_on is not None]
        self._covers = _covers(course, wanted, chosen)
        self._placed: OrderedDict[int, Image] = OrderedDict()
        self._words = self._set_words()

    @property
    def frames(self) -> int:
        """How many frames it has."""
        return sum(moment.frames for moment in self.moments)

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.frames / self.rate

    def load(self, progress: Progress = no_progress) -> None:
        """Place all photos and set all captions, so that whoever keeps them never waits for one.

        Parameters
        ----------
        progress : Progress
        """
        for place, photo in enumerate(self.chosen.photos):
            progress(place / len(self.chosen.photos), _("Placing {photo}", photo=photo.file_name))
            self._photo(place)
        for caption in dict.fromkeys(self._captions.values()):
            self._words(caption)

    def said_at(self, moment: Moment) -> str:
        """Return what stands beneath the photo, for those who cannot see it."""
        caption = self._captions[moment]
        return ", ".join(part for part in (caption.day, caption.week, caption.note) if part)

    def picture(self, moment: Moment) -> Image:
        """Return what is seen at a moment.

        Parameters
        ----------
        moment : Moment
            One of `moments`.

        Raises
        ------
        HairtrackError
            ORIGINAL_MISSING or ORIGINAL_ALTERED.
        """
        layout = self.layout
        photo = mixed(self._photo(moment.first), self._photo(moment.second), moment.share)
        visits = [(day - self._days[0]) / (self._days[-1] - self._days[0]) for day in self._days]
        line = time_line(layout.size[0], layout.line, visits, moment.at(self._days), side=layout.side)
        return stacked(photo, self._words(self._captions[moment]), line, width=layout.size[0])

    def stills(self, progress: Progress = no_progress) -> Iterator[Still]:
        """Yield all pictures in order.

        Parameters
        ----------
        progress : Progress
        """
        done = 0
        for moment in self.moments:
            progress(done / self.frames, _("Making the pictures"))
            yield Still(self.picture(moment), moment.frames)
            done += moment.frames

    def samples(self) -> tuple[Image, ...]:
        """Return the first, the middle and the last photo as they are shown."""
        still = [moment for moment in self.moments if moment.first == moment.second]
        return tuple(self.picture(still[place]) for place in dict.fromkeys((0, len(still) // 2, len(still) - 1)))

    def _photo(self, place: int) -> Image:
        if place not in self._placed:
            self._placed[place] = self._place(self.chosen.photos[place])
            while len(self._placed) > self._keep:
                self._placed.popitem(last=False)
        self._placed.move_to_end(place)
        return self._placed[place]

    def _place(self, photo: Photo) -> Image:
        """Bring a photo into the frame of its view, cover what is to be covered, and cut it to what is shown."""
        transform = to_photo(self._course, photo)
        assert transform is not None
        width, height = self.layout.photo
        share = width / self._box.width
        data = read_original(self._folder, photo)
        image = decode_bytes(data, Path(photo.stored_as), None if self._covers else _side_needed(transform, share))
        # A little more than the box, since its edges may lie between two pixels.
        fixed = tuple(max(1, math.ceil(side * share)) for side in transform.fixed_size)
        small = rescaled(transform, fixed_size=(fixed[0], fixed[1]), moving_size=(image.shape[1], image.shape[0]))
        placed, _seen = warp_to_fixed(small, image)
        scale = fixed[0] / transform.fixed_size[0], fixed[1] / transform.fixed_size[1]
        if self._covers:
            outlines = (tuple((x * scale[0], y * scale[1]) for x, y in outline) for outline in self._covers)
            placed = paint_covers(placed, tuple(outlines))
        left = min(round(self._box.left * scale[0]), max(0, fixed[0] - width))
        top = min(round(self._box.top * scale[1]), max(0, fixed[1] - height))
        return np.ascontiguousarray(placed[top : top + height, left : left + width])

    def _set_words(self) -> Callable[[FilmCaption], Image]:
        layout = self.layout
        room = CaptionRoom(
            width=layout.size[0],
            height=layout.words,
            side=layout.side,
            letters=layout.letters,
            paper=BAND,
            dated=self._dated,
            noted=self._noted,
        )
        different = tuple(dict.fromkeys(self._captions.values()))
        pictures = dict(zip(different, caption_pictures(different, room), strict=True)) if layout.words else {}

        # One that comes in, one that stands, one that goes, for each photo that is kept.
        @lru_cache(maxsize=3 * self._keep)
        def words(caption: FilmCaption) -> Image:
            if not pictures:
                return np.empty((0, layout.size[0], 3), np.uint8)
            return decode_bytes(pictures[caption], Path("caption.png"))

        return words


def _captions(
    course: Course, wanted: TimeLapse, chosen: FilmPhotos, shown: tuple[Moment, ...]
) -> dict[Moment, FilmCaption]:
    """Say what stands beneath the photos at each moment."""
    days = [photo.taken_on for photo in chosen.photos]
    weeks = week_words_on(course.diary, [day for day in days if day is not None]) if wanted.weeks else {}
    own = [
        FilmCaption(day=day_in_words(day), week=weeks.get(day, ""))
        if day is not None and wanted.dates
        else FilmCaption()
        for day in days
    ]
    said = {}
    for moment in shown:
        notes = chosen.notes if moment.first == moment.second else chosen.fade_notes
        said[moment] = replace(own[moment.named], note=notes[moment.second])
    return said


def _covers(course: Course, wanted: TimeLapse, chosen: FilmPhotos) -> tuple[Outline, ...]:
    """Return what is covered in every frame, as wide as the doubt about any of the photos asks for."""
    if not chosen.covered:
        return ()
    outlines = cover_outlines_in_reference(course, wanted.view, chosen.photos)
    if outlines is None:
        raise HairtrackError(ErrorKind.FILM_NEEDS_COVER, view=wanted.view)
    return outlines


def _laid_out(box: CutOut, height: int, *, dated: bool, noted: bool) -> FilmLayout:
    """Divide a frame; it is lower where the photos have fewer pixels, which are never blown up for it."""
    aspect = box.width / box.height
    parts = (_ABOVE if dated or noted else 0) + _DATED * dated + _NOTED * noted
    for _again in range(2):
        width = min(_WIDEST, max(_NARROWEST, aspect * 0.87)) * height
        letters = max(_LEAST_LETTERS, round(min(_LETTERS * height, width / _LETTERS_ACROSS)))
        words, line = round(parts * letters), round(_LINE * letters)
        room = height - words - line
        high = min(room, _WIDEST * height / aspect, max(box.height, LEAST_HEIGHT - words - line))
        if high >= room - 1:
            break
        height = round(high) + words + line
    tall = round(high)
    across = _even(max(2, round(tall * aspect)))
    size = (_even(max(across, round(_NARROWEST * height))), _even(tall + words + line))
    return FilmLayout(size=size, photo=(across, tall), words=words, line=size[1] - tall - words, letters=letters)


def _even(length: int) -> int:
    return length + length % 2


def _side_needed(transform: Transform, share: float) -> int:
    """Return how long a photo's longer side must be so that it has pixels enough where it is shown."""
    middle = np.array([[side / 2 for side in transform.fixed_size]])
    slope = math.sqrt(abs(float(np.linalg.det(jacobians(transform, middle))[0])))
    return math.ceil(_SPARE * share / max(slope, 1e-6) * max(transform.moving_size))
