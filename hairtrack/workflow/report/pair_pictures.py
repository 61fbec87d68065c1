"""The pictures of a comparison: both photos in one frame where they are aligned, else each as it was taken."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from hairtrack.course import Photo
from hairtrack.report.cut_out import CutOut
from hairtrack.report.left_out import LeftOut
from hairtrack.report.pixels import PixelStep
from hairtrack.workflow.compare_photos import AlignedPair
from hairtrack.workflow.places import to_photo
from hairtrack.workflow.report.pictures import PRINTED_SIDE, Bounds, Darkroom, Print, printed

_MARGIN = 0.06
"""Around the part that both photos show, in shares of its size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPictures:
    """The pictures of a comparison.

    Attributes
    ----------
    files : tuple of str
        Names in the sheet; one for a photo alone, empty for one that is left out.
    turns : tuple of int
        EXIF orientations that are still to be applied.
    pixels : tuple of tuple of PixelStep
        Of those that are shown.
    left_out : tuple of LeftOut
    aspect : float
        Width over height.
    cut_out : CutOut or None
        What they show of the reference photo; None where they are not in its frame.
    """

    files: tuple[str, ...]
    turns: tuple[int, ...]
    pixels: tuple[tuple[PixelStep, ...], ...]
    left_out: tuple[LeftOut, ...] = ()
    aspect: float = 1.0
    cut_out: CutOut | None = None


@dataclass(frozen=True, slots=True)
class _Framed:
    prints: tuple[Print, Print]
    cut_out: CutOut


def is_placed(room: Darkroom, before: Photo, after: Photo) -> bool:
    """Whether two photos are aligned with each other."""
    return before != after and all(to_photo(room.course, photo) is not None for photo in (before, after))


def pair_pictures(
    room: Darkroom, before: Photo, after: Photo, placed: Callable[[], AlignedPair | None]
) -> PairPictures:
    """Make the pictures of two photos, and give them to the sheet.

    Parameters
    ----------
    room : Darkroom
    before, after : Photo
        The same twice for a photo alone.
    placed : callable
        Brings both into the frame of their view's reference photo; asked only where that is needed.

    Returns
    -------
    PairPictures
    """
    photos = (before,) if before == after else (before, after)
    if not is_placed(room, before, after):
        return _given(room, photos, [room.as_taken(photo, longest=PRINTED_SIDE) for photo in photos], None)
    bounds = room.pair_bounds(before, after)
    if isinstance(bounds, LeftOut):
        return _given(room, photos, [bounds, bounds], None)
    transforms = tuple(to_photo(room.course, photo) for photo in (before, after))
    key = ("pair", before.sha256, after.sha256, transforms, bounds)
    framed = room.kept.get(
        key, lambda: _framed(placed(), bounds), lambda made: sum(len(one.jpeg) for one in made.prints)
    )
    return _given(room, photos, framed.prints, framed.cut_out)


def _given(
    room: Darkroom, photos: Sequence[Photo], made: Sequence[Print | LeftOut], cut_out: CutOut | None
) -> PairPictures:
    beside = "-".join(photo.short for photo in photos)
    shown = [one for one in made if isinstance(one, Print)]
    return PairPictures(
        files=tuple(
            room.put(photo, one, f"in-{beside}") if isinstance(one, Print) else ""
            for photo, one in zip(photos, made, strict=True)
        ),
        turns=tuple(one.turn if isinstance(one, Print) else 1 for one in made),
        pixels=tuple(one.steps for one in shown),
        left_out=tuple(one for one in made if isinstance(one, LeftOut)),
        aspect=shown[0].aspect if shown else 1.0,
        cut_out=cut_out,
    )


def _framed(placed: AlignedPair | None, bounds: Bounds) -> _Framed:
    """Cut both photos of a pair to the same part, and bring them to the same size by the same filter."""
    assert placed is not None
    box = bounds.box or _seen(placed.valid)
    size = (placed.valid.shape[1], placed.valid.shape[0])
    within = replace(bounds, box=box)
    first, second = (
        printed(image, within, of=size, longest=PRINTED_SIDE, done=(PixelStep.ALIGNED, PixelStep.CUT))
        for image in (placed.before, placed.after)
    )
    return _Framed((first, second), box)


def _seen(valid: np.ndarray) -> CutOut:
    """Return the box of what both photos show, with a little around it."""
    spans = []
    for along in (0, 1):
        length, places = valid.shape[1 - along], np.flatnonzero(valid.any(axis=along))
        if not len(places):
            spans.append((0, length))
            continue
        margin = int(_MARGIN * (places[-1] - places[0] + 1))
        spans.append((max(0, int(places[0]) - margin), min(length, int(places[-1]) + margin + 1)))
    (left, right), (top, bottom) = spans
    return CutOut(left=left, top=top, width=right - left, height=bottom - top)
