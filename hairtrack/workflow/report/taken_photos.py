"""Photos that follow in a report by themselves, each as it was taken and at full size."""

from collections.abc import Sequence

from hairtrack.course import Photo
from hairtrack.language import _, _n
from hairtrack.progress import Progress, no_progress
from hairtrack.report.content import TakenPhoto, TakenPhotos
from hairtrack.report.left_out import LeftOut, left_out_sentences
from hairtrack.report.pixels import PixelStep
from hairtrack.workflow.report.pictures import Darkroom, Print

MOST_MEGABYTES = 500
"""Of all photos at full size together: more is no document that anybody can send or open."""
_SMALLER_SIDE, _SMALLER_BYTES = 2000, 800_000
"""Of a photo that has to be made smaller, and what it is taken to need."""


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
        progress(done / len(photos), _("Adding {file}", file=photo.file_name))
        made = room.as_taken(photo)
        still_to_come = _SMALLER_BYTES * (len(photos) - done - 1)
        if isinstance(made, Print) and taken + len(made.jpeg) + still_to_come > most:
            made = room.as_taken(photo, longest=_SMALLER_SIDE, whole=False)
            smaller += 1
        if isinstance(made, LeftOut):
            left_out.append(made)
            continue
        taken += len(made.jpeg)
        shown[photo.sha256] = taken_photo(room, photo, made, "taken")
    notes = [*_about(list(shown.values())), *left_out_sentences(left_out, shown=bool(shown))]
    if smaller:
        notes.append(
            _n(
                "{count} photo was made smaller, to at most {pixels} pixels, so that all photos together stay below "
                "{megabytes} MB.",
                "{count} photos were made smaller, to at most {pixels} pixels, so that all photos together stay below "
                "{megabytes} MB.",
                smaller,
                pixels=_SMALLER_SIDE,
                megabytes=most // 1_000_000,
            )
        )
    return TakenPhotos(photos=tuple(shown[p.sha256] for p in photos if p.sha256 in shown), notes=tuple(notes))


def _about(photos: Sequence[TakenPhoto]) -> list[str]:
    if not photos:
        return []
    anew = sum(PixelStep.KEPT not in shown.pixels for shown in photos)
    count = len(photos)
    if not anew:
        said = _n(
            "{count} photo as it was taken, with the original's own picture data.",
            "{count} photos as they were taken, with the original's own picture data.",
            count,
        )
    elif anew == count:
        said = _n(
            "{count} photo as it was taken, encoded anew.", "{count} photos as they were taken, encoded anew.", count
        )
    else:
        said = _n(
            "{count} photo as it was taken, {kept} with the original's own picture data and {anew} encoded anew.",
            "{count} photos as they were taken, {kept} with the original's own picture data and {anew} encoded anew.",
            count,
            kept=count - anew,
            anew=anew,
        )
    return [said]


def taken_photo(room: Darkroom, photo: Photo, made: Print, what: str) -> TakenPhoto:
    """Give a photo to the sheet.

    Parameters
    ----------
    room : Darkroom
    photo : Photo
    made : Print
    what : str
        Part of its name in the sheet.

    Returns
    -------
    TakenPhoto
    """
    return TakenPhoto(
        photo=photo, file=room.put(photo, made, what), turn=made.turn, aspect=made.aspect, pixels=made.steps
    )
