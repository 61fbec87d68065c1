"""The whole course on one page: photos of every view in order of time, and one chart beneath them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hairtrack.course import Course, Outline, Photo, Transform, View
from hairtrack.imaging.photo_file import decode_bytes
from hairtrack.imaging.registration.transform import rescaled, warp_to_fixed
from hairtrack.progress import Progress, no_progress
from hairtrack.report.charts.chart import chart_height, chart_svg
from hairtrack.report.charts.data import ChartData
from hairtrack.report.content import PosterParts, TakenPhoto, ViewChart, ViewPhotos
from hairtrack.report.cut_out import CutOut
from hairtrack.report.left_out import LeftOut, left_out_sentences
from hairtrack.report.pixels import PixelStep
from hairtrack.report.words import count_of
from hairtrack.workflow.images import read_original
from hairtrack.workflow.places import outline_in_reference, to_photo
from hairtrack.workflow.report.pictures import Bounds, Darkroom, Print, printed
from hairtrack.workflow.report.taken_photos import taken_photo

_MOST_VISITS, _LEAST_VISITS, _MOST_CELLS = 12, 6, 36
"""Of a view, the most and what it has at least where views are many; and of all views about so many."""
_PIXELS = 12_000_000
"""Of all photos together: a sheet of twice the size at 200 dots an inch, and more."""
_LEAST_SIDE, _MOST_SIDE = 240, 900
_WIDE, _TALL = 975, 690
"""Pixels of width of the chart on a sheet that lies and on one that stands."""
_LEAST_CHART, _MOST_CHART = 240, 420
"""Pixels of height of the chart that shows at ease what was taken."""
_LOWER, _HIGHER, _STEP = 80, 120, 40
"""Pixels by which the lowest, which still shows that, is lower and the highest is higher, and by which they differ."""


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
        ORIGINAL_MISSING or ORIGINAL_ALTERED.
    """
    views = poster_photos(room, progress)
    if chart is None:
        return PosterParts(views=views)
    # Of the diary what was taken: the rest would leave the photos too little room.
    chart = replace(chart, events=(), side_effects=(), symptoms=(), labs=(), judging=(), published=())
    wide, tall = (_drawn(room, chart, name, width) for name, width in (("wide", _WIDE), ("tall", _TALL)))
    return PosterParts(views=views, wide=wide, tall=tall)


def _drawn(room: Darkroom, chart: ChartData, name: str, width: int) -> ViewChart:
    whole = chart_height(chart, width, least=_LEAST_CHART, most=_MOST_CHART)
    heights = range(whole + _HIGHER, whole - _LOWER - 1, -_STEP)
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
    most = min(_MOST_VISITS, max(_LEAST_VISITS, _MOST_CELLS // max(1, len(views))))
    visits = {view: _one_of_each_visit(room.course, room.selection.in_view(view)) for view in views}
    chosen = {view: evenly(photos, most) for view, photos in visits.items()}
    total = sum(map(len, chosen.values()))
    side = min(_MOST_SIDE, max(_LEAST_SIDE, int((_PIXELS / max(1, total)) ** 0.5)))
    strips, done = [], 0
    for view, photos in chosen.items():
        made: list[TakenPhoto] = []
        left_out: list[LeftOut] = []
        for photo in photos:
            progress(done / total, f"Adding {photo.file_name}")
            done += 1
            one = _small(room, photo, side)
            if isinstance(one, LeftOut):
                left_out.append(one)
            else:
                made.append(taken_photo(room, photo, one, "poster"))
        framed = next((shown for shown in made if PixelStep.ALIGNED in shown.pixels), None)
        notes = left_out_sentences(left_out, shown=bool(made))
        strips.append(
            ViewPhotos(
                view=view,
                photos=tuple(made),
                aspect=(framed or made[0]).aspect if made else 1.0,
                visits=len(visits[view]),
                outlined=framed.photo.sha256 if framed else "",
                outlines=_outlines(room, framed.photo) if framed else (),
                notes=(*_beside(made), *notes),
            )
        )
    return tuple(strips)


def evenly(photos: Sequence[Photo], most: int) -> tuple[Photo, ...]:
    """Choose so many of a row at even steps, its first and its last always among them.

    Parameters
    ----------
    photos : sequence of Photo
    most : int
        At least two.

    Returns
    -------
    tuple of Photo
    """
    if len(photos) <= most:
        return tuple(photos)
    return tuple(photos[round(step * (len(photos) - 1) / (most - 1))] for step in range(most))


def _one_of_each_visit(course: Course, photos: Sequence[Photo]) -> tuple[Photo, ...]:
    """Return for each day the first photo that has a value, else the first that is aligned, else the first."""

    def told(photo: Photo) -> tuple[bool, bool]:
        values = (course.measurement(photo, region) for region in course.regions_in(photo.view))
        return any(value is not None and value.measured for value in values), to_photo(course, photo) is not None

    days = dict.fromkeys(photo.taken_on for photo in photos)
    return tuple(max((photo for photo in photos if photo.taken_on == day), key=told) for day in days)


def _outlines(room: Darkroom, photo: Photo) -> tuple[Outline, ...]:
    """Return the regions of an aligned photo in shares of its picture."""
    bounds = room.pair_bounds(photo, photo)
    reference = room.course.reference(photo.view)
    if isinstance(bounds, LeftOut) or reference is None:
        return ()
    shown = bounds.box or CutOut(left=0, top=0, width=reference.size[0], height=reference.size[1])
    placed = (outline_in_reference(room.course, region) for region in room.selection.regions_in(photo.view))
    return tuple(shown.shares(outline) if outline is not None else () for outline in placed)


def _beside(made: Sequence[TakenPhoto]) -> list[str]:
    """Say which photos are not in one frame with the others."""
    apart = sum(PixelStep.ALIGNED not in shown.pixels for shown in made)
    if not apart or len(made) == 1:
        return []
    if apart == len(made):
        return ["Shown as taken: the photos are not aligned with each other."]
    return [
        f"{count_of(apart, 'photo')} {'is' if apart == 1 else 'are'} not aligned with the others, and shown as taken."
    ]


def _small(room: Darkroom, photo: Photo, side: int) -> Print | LeftOut:
    """Make a small copy of a photo, in its view's frame where it is aligned."""
    transform = to_photo(room.course, photo)
    if transform is None or not _has_frame(room, photo.view):
        return room.as_taken(photo, longest=side, whole=False)
    bounds = room.pair_bounds(photo, photo)
    if isinstance(bounds, LeftOut):
        return bounds
    key = ("poster", photo.sha256, transform, bounds, side)
    return room.kept.get(key, lambda: _framed(room, photo, transform, bounds, side), lambda made: len(made.jpeg))


def _has_frame(room: Darkroom, view: View) -> bool:
    """Whether more than the reference photo itself is in the frame of a view."""
    return sum(to_photo(room.course, photo) is not None for photo in room.selection.in_view(view)) > 1


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
