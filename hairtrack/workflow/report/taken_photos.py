"""Photos that a report shows by themselves: each as it was taken and at full size, or all of a view on a poster."""

from collections.abc import Sequence
from pathlib import Path

from hairtrack.course import Photo, Transform, View
from hairtrack.imaging.photo_file import decode_bytes
from hairtrack.imaging.registration.transform import rescaled, warp_to_fixed
from hairtrack.progress import Progress, no_progress
from hairtrack.report.content import TakenPhoto, TakenPhotos, ViewPhotos
from hairtrack.report.left_out import LeftOut, left_out_sentences
from hairtrack.report.pixels import PixelStep
from hairtrack.report.words import count_of
from hairtrack.workflow.images import read_original
from hairtrack.workflow.places import to_photo
from hairtrack.workflow.report.pictures import Bounds, Darkroom, Print, printed

MOST_MEGABYTES = 500
"""Of all photos at full size together: more is no document that anybody can send or open."""
_SMALLER_SIDE, _SMALLER_BYTES = 2000, 800_000
"""Of a photo that has to be made smaller, and what it is taken to need."""
_POSTER_PIXELS = 12_000_000
"""Of all photos of a poster together: its paper at 300 dots an inch, and more."""
_LEAST_POSTER_SIDE, _MOST_POSTER_SIDE = 240, 900


def originals(room: Darkroom, progress: Progress = no_progress, *, most_bytes: int | None = None) -> TakenPhotos:
    """Give every photo that is listed to the sheet as it was taken.

    Parameters
    ----------
    room : Darkroom
    progress : Progress
    most_bytes : int, optional
        Of all of them together, `MOST_MEGABYTES` where nobody says; the largest ones are made smaller beyond it.

    Returns
    -------
    TakenPhotos

    Raises
    ------
    HairtrackError
        ORIGINAL_MISSING or ORIGINAL_ALTERED.
    """
    most = 1_000_000 * MOST_MEGABYTES if most_bytes is None else most_bytes
    photos = room.selection.photos
    smallest_first = sorted(photos, key=lambda photo: room.folder.original(photo).stat().st_size)
    shown: dict[str, TakenPhoto] = {}
    left_out: list[LeftOut] = []
    taken = smaller = 0
    for done, photo in enumerate(smallest_first):
        progress(done / len(photos), f"Adding {photo.file_name}")
        made = room.as_taken(photo)
        still_to_come = _SMALLER_BYTES * (len(photos) - done - 1)
        if isinstance(made, Print) and taken + len(made.jpeg) + still_to_come > most:
            made = room.as_taken(photo, longest=_SMALLER_SIDE, whole=False)
            smaller += 1
        if isinstance(made, LeftOut):
            left_out.append(made)
            continue
        taken += len(made.jpeg)
        shown[photo.sha256] = _put(room, photo, made, "taken")
    notes = [*_about(list(shown.values())), *left_out_sentences(left_out, shown=bool(shown))]
    if smaller:
        notes.append(
            f"{count_of(smaller, 'photo')} {'was' if smaller == 1 else 'were'} made smaller, to at most "
            f"{_SMALLER_SIDE} pixels, so that all photos together stay below {most // 1_000_000} MB."
        )
    return TakenPhotos(photos=tuple(shown[p.sha256] for p in photos if p.sha256 in shown), notes=tuple(notes))


def _about(photos: Sequence[TakenPhoto]) -> list[str]:
    if not photos:
        return []
    anew = sum(PixelStep.KEPT not in shown.pixels for shown in photos)
    what = f"{count_of(len(photos), 'photo')} as {'it was' if len(photos) == 1 else 'they were'} taken"
    if not anew:
        return [f"{what}, with the original's own picture data."]
    if anew == len(photos):
        return [f"{what}, encoded anew."]
    return [f"{what}, {len(photos) - anew} with the original's own picture data and {anew} encoded anew."]


def poster_photos(room: Darkroom, progress: Progress = no_progress) -> tuple[ViewPhotos, ...]:
    """Give all dated photos to the sheet as a poster shows them, the aligned ones in the frame of their view.

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
    total = sum(len(room.selection.in_view(view)) for view in views)
    side = int((_POSTER_PIXELS / max(1, total)) ** 0.5)
    side = min(_MOST_POSTER_SIDE, max(_LEAST_POSTER_SIDE, side))
    strips, done = [], 0
    for view in views:
        made: list[TakenPhoto] = []
        left_out: list[LeftOut] = []
        for photo in room.selection.in_view(view):
            progress(done / total, f"Adding {photo.file_name}")
            done += 1
            one = _small(room, photo, side)
            if isinstance(one, LeftOut):
                left_out.append(one)
            else:
                made.append(_put(room, photo, one, "poster"))
        framed = next((shown.aspect for shown in made if PixelStep.ALIGNED in shown.pixels), None)
        aspect = framed or next((shown.aspect for shown in made), 1.0)
        notes = left_out_sentences(left_out, shown=bool(made))
        strips.append(ViewPhotos(view=view, photos=tuple(made), aspect=aspect, notes=(*_beside(made), *notes)))
    return tuple(strips)


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


def _put(room: Darkroom, photo: Photo, made: Print, what: str) -> TakenPhoto:
    return TakenPhoto(
        photo=photo, file=room.put(photo, made, what), turn=made.turn, aspect=made.aspect, pixels=made.steps
    )


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
