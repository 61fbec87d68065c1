"""Which photos a time-lapse shows: chosen by when and how they were taken, never by what was measured in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from hairtrack.analysis.differs_words import differing, fade_note, film_note
from hairtrack.analysis.fair_pair import Candidate
from hairtrack.course import Course, Photo, View
from hairtrack.errors import ErrorKind, HairtrackError, Reason, ReasonKind
from hairtrack.language import _
from hairtrack.progress import Progress, no_progress
from hairtrack.report.selection import within
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.cover_photos import cover_outlines_in_reference, needs_cover
from hairtrack.workflow.fair_pair import PlacedSmall, candidate_of, place_small, regions_small
from hairtrack.workflow.places import to_photo
from hairtrack.workflow.time_lapse.area import share_seen
from hairtrack.workflow.time_lapse.options import TimeLapse

_LEAST_SEEN = 0.6
"""Of what a film shows, that a photo must show to be in it."""
_MOST_OF_A_DAY = 3
"""Photos of one day among which the best matched is looked for."""
_TOO_NEAR = 0.5
"""Of the time that usually lies between two visits; nearer ones tell the same stretch twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutPhoto:
    """A photo that a film does not show, and why."""

    photo: Photo
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmPhotos:
    """The photos of a film.

    Attributes
    ----------
    photos : tuple of Photo
        In order of time, one of each visit that is shown.
    notes : tuple of str
        For each, with what it cannot be compared and why; mostly empty.
    fade_notes : tuple of str
        For each, the same while it comes in.
    left_out : tuple of LeftOutPhoto
    covered : bool
        Whether what was covered is to be.
    """

    photos: tuple[Photo, ...]
    notes: tuple[str, ...]
    fade_notes: tuple[str, ...]
    left_out: tuple[LeftOutPhoto, ...]
    covered: bool


def view_to_film(course: Course) -> View | None:
    """Return the view with aligned photos of the most days, of such the one with most regions; None without photos."""
    days = {view: {p.taken_on for p in course.in_view(view) if to_photo(course, p)} for view in course.views()}
    return max(days, key=lambda view: (len(days[view]), len(course.regions_in(view))), default=None)


def film_photos(
    folder: CourseFolder, course: Course, wanted: TimeLapse, progress: Progress = no_progress
) -> FilmPhotos:
    """Choose the photos of a film.

    Parameters
    ----------
    folder : CourseFolder
    course : Course
    wanted : TimeLapse
    progress : Progress

    Returns
    -------
    FilmPhotos

    Raises
    ------
    HairtrackError
        What `TimeLapse.check` raises, NO_REGION, FILM_NEEDS_TWO_DAYS, FILM_NEEDS_COVER, ORIGINAL_MISSING, or what keeps
        a photo from being read.
    """
    wanted.check()
    if wanted.crop and not course.regions_in(wanted.view):
        raise HairtrackError(ErrorKind.NO_REGION)
    covered = bool(course.covers) if wanted.cover is None else wanted.cover
    if covered and needs_cover(course, wanted.view):
        raise HairtrackError(ErrorKind.FILM_NEEDS_COVER, view=wanted.view)
    may, left_out = _that_may(course, wanted, covered)
    days: dict[date, list[Photo]] = {}
    for photo in may:
        assert photo.taken_on is not None
        days.setdefault(photo.taken_on, []).append(photo)
    if len(days) < 2:
        raise HairtrackError(ErrorKind.FILM_NEEDS_TWO_DAYS, view=wanted.view, days=len(days))
    kept = evenly_told([day.toordinal() for day in days], wanted.most_visits)
    visits = [list(days.values())[place] for place in kept]
    chosen, notes, fade_notes = _matched(folder, course, visits, progress)
    shown = {photo.taken_on for photo in chosen}
    for photo in may:
        if photo not in chosen:
            kind = ReasonKind.TOLD_BY_SAME_DAY if photo.taken_on in shown else ReasonKind.TOLD_BY_OTHERS
            left_out.append(LeftOutPhoto(photo=photo, reason=Reason.of(kind)))
    left_out.sort(key=lambda left: left.photo.taken_on or date.max)
    return FilmPhotos(photos=chosen, notes=notes, fade_notes=fade_notes, left_out=tuple(left_out), covered=covered)


def evenly_told(days: Sequence[int], most: int) -> tuple[int, ...]:
    """Choose visits so that none lies much nearer to the one before it than visits usually do.

    Parameters
    ----------
    days : sequence of int
        In order, each once; at least two.
    most : int
        At least two.

    Returns
    -------
    tuple of int
        Places in `days`, the first and the last always among them: as many as can be, and of all such choices the one
        with the most even gaps.
    """
    at = np.array(days)
    gaps = np.sort(np.diff(at))[::-1]
    # Half of the whole time lies in gaps of at least this length.
    usual = gaps[np.searchsorted(np.cumsum(gaps), gaps.sum() / 2)]
    between = at[None, :] - at[:, None]
    cost = np.where(between >= max(1, _TOO_NEAR * usual), between.astype(float) ** 2, np.inf)
    reached, ways = cost[0], [np.zeros(len(at), int)]
    best = [(reached[-1], 1)]
    for steps in range(2, min(most, len(at))):
        through = reached[:, None] + cost
        ways.append(np.argmin(through, axis=0))
        reached = np.min(through, axis=0)
        best.append((reached[-1], steps))
    steps = max(count for total, count in best if np.isfinite(total))
    places = [len(at) - 1]
    for way in reversed(ways[:steps]):
        places.append(int(way[places[-1]]))
    return tuple(reversed(places))


def _that_may(course: Course, wanted: TimeLapse, covered: bool) -> tuple[list[Photo], list[LeftOutPhoto]]:
    """Tell the photos that may be shown from those that may not, and say why not."""
    in_view = [p for p in course.photos if p.view is wanted.view and p.taken_on is None]
    in_view += [p for p in course.in_view(wanted.view) if within(p.taken_on, wanted.since, wanted.until)]
    may, left_out = [], []
    for photo in in_view:
        reason = _against(course, photo, wanted, covered)
        if reason is None:
            may.append(photo)
        else:
            left_out.append(LeftOutPhoto(photo=photo, reason=reason))
    return may, left_out


def _against(course: Course, photo: Photo, wanted: TimeLapse, covered: bool) -> Reason | None:
    if photo.taken_on is None:
        return Reason.of(ReasonKind.NO_DATE)
    transform = to_photo(course, photo)
    if transform is None:
        return Reason.of(ReasonKind.NOT_IN_FRAME)
    if covered and cover_outlines_in_reference(course, wanted.view, (photo,)) is None:
        return Reason.of(ReasonKind.COVER_NOT_PLACED)
    seen = share_seen(course, transform, wanted)
    return None if seen >= _LEAST_SEEN else Reason.of(ReasonKind.LITTLE_IN_FRAME, percent=round(100 * seen))


def _matched(
    folder: CourseFolder, course: Course, visits: Sequence[Sequence[Photo]], progress: Progress
) -> tuple[tuple[Photo, ...], tuple[str, ...], tuple[str, ...]]:
    """Choose a photo of each visit so that neighbours differ least in all but hair, and note those that still do."""
    # For each photo of the visit at hand the least that a way to it costs, the way, and what was found along it.
    ways: dict[Photo, tuple[float, tuple[Photo, ...], tuple[Candidate, ...]]] = {}
    before: dict[str, PlacedSmall] = {}
    first: dict[str, PlacedSmall] = {}
    for number, visit in enumerate(visits):
        progress(number / len(visits), _("Looking at how the photos were taken"))
        tried = visit[:_MOST_OF_A_DAY]
        here = {photo.sha256: place_small(folder, course, photo) for photo in tried}
        if not ways:
            ways = {photo: (0.0, (photo,), ()) for photo in tried}
            first = before = here
            continue
        further = {}
        for photo in tried:
            found = [(_pair(course, way[1][-1], photo, before | here), way) for way in ways.values()]
            pair, (cost, photos, pairs) = min(found, key=lambda each: each[0].mismatch + each[1][0])
            further[photo] = (cost + pair.mismatch, (*photos, photo), (*pairs, pair))
        ways, before = further, here
    _cost, photos, pairs = min(ways.values(), key=lambda way: way[0])
    whole = _pair(course, photos[0], photos[-1], first | before)
    against = [differing(pair.findings) for pair in pairs]
    since_first = differing(whole.findings) if len(photos) > 2 else ()
    notes = ("", *map(film_note, against[:-1]), film_note(against[-1], first=since_first))
    return photos, notes, ("", *map(fade_note, against))


def _pair(course: Course, before: Photo, after: Photo, placed: Mapping[str, PlacedSmall]) -> Candidate:
    return candidate_of(course, before, after, placed, regions_small(course, before.view, placed))
