"""The whole course on one page: photos of every view in order of time, and one chart beneath them."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from hairtrack.course import Outline, Photo, Transform, View
from hairtrack.errors import ErrorKind, HairtrackError
from hairtrack.imaging.photo_file import decode_bytes
from hairtrack.imaging.registration.transform import rescaled, warp_to_fixed
from hairtrack.language import _
from hairtrack.progress import Progress, no_progress
from hairtrack.report.charts.chart import chart_height, chart_svg
from hairtrack.report.charts.data import ChartData
from hairtrack.report.content import PosterParts, RegionVerdict, TakenPhoto, ViewChart, ViewPhotos
from hairtrack.report.cut_out import CutOut
from hairtrack.report.left_out import LeftOut, left_out_sentences
from hairtrack.report.pixels import PixelStep
from hairtrack.workflow.course_trend import course_verdict, region_trend
from hairtrack.workflow.images import read_original
from hairtrack.workflow.places import outline_in_reference, to_photo
from hairtrack.workflow.report.pairs import region_verdict
from hairtrack.workflow.report.pictures import Bounds, Darkroom, Print, printed
from hairtrack.workflow.report.taken_photos import taken_photo

_MOST_VISITS, _LEAST_VISITS, _MOST_PICTURES = 12, 2, 24
"""Of a view, the most and what it has room for whatever others have; and of all views together."""
_PIXELS = 20_000_000
"""Of all photos together: a sheet of twice the size at 250 dots an inch, and more."""
_MOST_SIDE = 2000
_WIDE, _TALL = 975, 690
"""Pixels of width of the chart on a sheet that lies and on one that stands."""
_LOWEST, _HIGHEST, _STEP = 150, 430, 40
"""Pixels of height of any chart, and by which one differs from the next."""
_LOWER = 90
"""Pixels by which the lowest chart is lower than one at ease; it still shows all that was taken."""


def poster_parts(room: Darkroom, chart: ChartData | None, progress: Progress = no_progress) -> PosterParts:
    """Give the photos and the chart of a poster to the sheet.

    Parameters
    ----------
    room : Darkroom
    chart : ChartData or None
        That of the view that comes first.
    progress : Progress

    Returns
    -------
    PosterParts

    Raises
    ------
    HairtrackError
        NO_PHOTO_FOR_POSTER, ORIGINAL_MISSING or ORIGINAL_ALTERED.
    """
    views = poster_photos(room, progress)
    if not any(strip.photos for strip in views):
        why = " ".join(dict.fromkeys(note for strip in views for note in strip.notes))
        raise HairtrackError(ErrorKind.NO_PHOTO_FOR_POSTER, why=why)
    if chart is None:
        return PosterParts(views=views)
    # Of the diary what was taken: the rest would leave the photos too little room.
    chart = replace(chart, events=(), side_effects=(), symptoms=(), labs=(), judging=(), published=())
    wide, tall = (_drawn(room, chart, name, width) for name, width in (("wide", _WIDE), ("tall", _TALL)))
    return PosterParts(views=views, wide=wide, tall=tall)


def _drawn(room: Darkroom, chart: ChartData, name: str, width: int) -> ViewChart:
    needed = chart_height(chart, width, least=0, most=_HIGHEST)
    lowest = max(_LOWEST, needed - _LOWER)
    # Without a value, a higher one is only emptier.
    highest = max(lowest, _HIGHEST) if any(series.points for series in chart.series) else lowest
    heights = reversed(range(lowest, highest + 1, _STEP))
    files = (room.sheet.put(f"poster-{name}-{high}.svg", chart_svg(chart, (width, high))) for high in heights)
    return ViewChart(data=chart, files=tuple(files))


def poster_photos(room: Darkroom, progress: Progress = no_progress) -> tuple[ViewPhotos, ...]:
    """Give photos of every view to the sheet, one of each visit that is shown, the aligned ones in one frame.

    Parameters
    ----------
    room : Darkroom
    progress : Progress

    Returns
    -------
    tuple of ViewPhotos

    Raises
    ------
    HairtrackError
        ORIGINAL_MISSING or ORIGINAL_ALTERED.
    """
    views = room.selection.views()
    bounds = {photo: _bounds(room, photo) for view in views for photo in room.selection.in_view(view)}
    visits = {view: _one_of_each_visit(room, view, bounds) for view in views}
    may = {view: [photo for photo in photos if isinstance(bounds[photo], Bounds)] for view, photos in visits.items()}
    most = most_visits([len(photos) for photos in may.values()])
    chosen = {view: evenly(photos, most) for view, photos in may.items()}
    total = sum(map(len, chosen.values()))
    side = min(_MOST_SIDE, int((_PIXELS / max(1, total)) ** 0.5))
    strips, done = [], 0
    for view, photos in chosen.items():
        made: list[TakenPhoto] = []
        for photo in photos:
            progress(done / total, _("Adding {file}", file=photo.file_name))
            done += 1
            one = _small(room, photo, bounds[photo], side)
            if isinstance(one, Print):
                made.append(taken_photo(room, photo, one, "poster"))
        left_out = [why for photo in visits[view] if isinstance(why := bounds[photo], LeftOut)]
        framed = next((shown for shown in made if PixelStep.ALIGNED in shown.pixels), None)
        strips.append(
            ViewPhotos(
                view=view,
                photos=tuple(made),
                aspect=(framed or made[0]).aspect if made else 1.0,
                visits=len(visits[view]),
                outlines=_outlines(room, framed.photo, bounds[framed.photo]) if framed else (),
                verdicts=room.said(
                    ("course verdicts", view, room.selection.regions_in(view)),
                    lambda view=view: tuple(_verdicts(room, view)),  # type: ignore[misc]
                ),
                notes=(*_beside(made), *left_out_sentences(left_out, shown=bool(made))),
            )
        )
    return tuple(strips)


def most_visits(counts: Sequence[int]) -> int:
    """Return how many visits of each view have room; what some do not need is left to others, one more of each.

    Parameters
    ----------
    counts : sequence of int
        Visits of each view.

    Returns
    -------
    int
        At least two.
    """
    fitting = [most for most in range(1, _MOST_VISITS + 1) if sum(min(n, most) for n in counts) <= _MOST_PICTURES]
    share = _MOST_PICTURES // max(1, len(counts)) + 1
    return max(_LEAST_VISITS, min(share, max(fitting, default=0)))


def evenly(photos: Sequence[Photo], most: int) -> tuple[Photo, ...]:
    """Choose so many of dated photos that are spread over their time as evenly as can be.

    Parameters
    ----------
    photos : sequence of Photo
        In order of time.
    most : int
        At least two.

    Returns
    -------
    tuple of Photo
        In order of time, the first and the last always among them.
    """
    if len(photos) <= most:
        return tuple(photos)
    days = [photo.taken_on.toordinal() for photo in photos if photo.taken_on is not None]
    step = (days[-1] - days[0]) / (most - 1)
    # Of each photo how far all up to it are at least from where they should be in time, and after which one it comes.
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, (0,))] + [(math.inf, ())] * (len(days) - 1)
    for place in range(1, most):
        ideal = days[0] + place * step
        before: tuple[float, tuple[int, ...]] = (math.inf, ())
        row: list[tuple[float, tuple[int, ...]]] = []
        for number, day in enumerate(days):
            row.append((before[0] + (day - ideal) ** 2, (*before[1], number)))
            before = min(before, best[number], key=lambda found: found[0])
        best = row
    return tuple(photos[number] for number in best[-1][1])


def _bounds(room: Darkroom, photo: Photo) -> Bounds | LeftOut:
    """Return what of a photo may be seen, or why nothing."""
    return room.pair_bounds(photo, photo) if _in_frame(room, photo) else room.bounds(photo)


def _verdicts(room: Darkroom, view: View) -> Iterator[RegionVerdict]:
    """Say of each region with a trend what became of it over the whole course."""
    for region in room.selection.regions_in(view):
        found = region_trend(room.course, region)
        if found is not None:
            yield region_verdict(region, course_verdict(room.course, region, found))


def _one_of_each_visit(room: Darkroom, view: View, bounds: Mapping[Photo, Bounds | LeftOut]) -> tuple[Photo, ...]:
    """Return for each day the first photo that may be seen and has a value, else is aligned, else may be seen."""
    regions = room.selection.regions_in(view)

    def told(photo: Photo) -> tuple[bool, bool, bool]:
        values = (room.course.measurement(photo, region) for region in regions)
        measured = any(value is not None and value.measured for value in values)
        return isinstance(bounds[photo], Bounds), measured, to_photo(room.course, photo) is not None

    days: dict[date | None, list[Photo]] = {}
    for photo in room.selection.in_view(view):
        days.setdefault(photo.taken_on, []).append(photo)
    return tuple(max(photos, key=told) for photos in days.values())


def _outlines(room: Darkroom, photo: Photo, bounds: Bounds | LeftOut) -> tuple[Outline, ...]:
    """Return the regions of an aligned photo in shares of its picture."""
    reference = room.course.reference(photo.view)
    if isinstance(bounds, LeftOut) or reference is None:
        return ()
    shown = bounds.box or CutOut(left=0, top=0, width=reference.size[0], height=reference.size[1])
    placed = (outline_in_reference(room.course, region) for region in room.selection.regions_in(photo.view))
    return tuple(shown.shares(outline) if outline is not None else () for outline in placed)


def _beside(made: Sequence[TakenPhoto]) -> list[str]:
    """Say where no photo is in one frame with another; a single one is marked where it stands."""
    apart = len(made) > 1 and all(PixelStep.ALIGNED not in shown.pixels for shown in made)
    return [_("Shown as taken: these photos are not aligned with each other.")] if apart else []


def _small(room: Darkroom, photo: Photo, bounds: Bounds | LeftOut, side: int) -> Print | LeftOut:
    """Make a small copy of a photo, in its view's frame where it is aligned."""
    if isinstance(bounds, LeftOut):
        return bounds
    if not _in_frame(room, photo):
        return room.as_taken(photo, longest=side, whole=False)
    transform = to_photo(room.course, photo)
    assert transform is not None
    key = ("poster", photo.sha256, transform, bounds, side)
    return room.kept.get(key, lambda: _framed(room, photo, transform, bounds, side), lambda made: len(made.jpeg))


def _in_frame(room: Darkroom, photo: Photo) -> bool:
    """Whether a photo is aligned, and not as the only one of its view, which the reference photo always is."""
    photos = (photo, *(other for other in room.selection.in_view(photo.view) if other != photo))
    placed = (each for each in photos if to_photo(room.course, each) is not None)
    return next(placed, None) == photo and next(placed, None) is not None


def _framed(room: Darkroom, photo: Photo, transform: Transform, bounds: Bounds, side: int) -> Print:
    """Bring a photo into its view's frame; a copy that is just large enough is the same picture on paper."""
    whole = bounds != Bounds()
    data = read_original(room.folder, photo)
    image = decode_bytes(data, Path(photo.stored_as), None if whole else 2 * side)
    share = 1.0 if whole else min(1.0, 2 * side / max(transform.fixed_size))
    width, height = (max(1, round(length * share)) for length in transform.fixed_size)
    small = rescaled(transform, fixed_size=(width, height), moving_size=(image.shape[1], image.shape[0]))
    done = (PixelStep.ALIGNED, PixelStep.SMALLER) if not whole else (PixelStep.ALIGNED,)
    return printed(warp_to_fixed(small, image)[0], bounds, of=transform.fixed_size, longest=side, done=done)
