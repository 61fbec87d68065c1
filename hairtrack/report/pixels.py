"""What was done to the pixels of a report's pictures, in words that hold for this report."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from hairtrack.kept_words import at_start
from hairtrack.language import _, _n, listed


class PixelStep(StrEnum):
    """What was done to make a picture of an original, each for itself."""

    KEPT = "kept"
    """The original's own picture data, byte for byte; only what is written about it was left out."""
    ALIGNED = "aligned"
    """Resampled into the frame of its view's reference photo."""
    CUT = "cut"
    """Cut out; without `ALIGNED` or `SMALLER` each pixel that is left is that of the original."""
    COVERED = "covered"
    """Grey lies over what was to be covered."""
    SMALLER = "smaller"
    """Shrunk for print."""
    ENCODED = "encoded"
    """Encoded anew as JPEG."""


_DONE = {
    PixelStep.ALIGNED: _("resampled into the frame of the reference photo"),
    PixelStep.CUT: _("cut to the part that is shown"),
    PixelStep.COVERED: _("covered in part with plain grey, as was asked for"),
    PixelStep.SMALLER: _("made smaller for print"),
    PixelStep.ENCODED: _("encoded anew as JPEG in sRGB, by which pixels differ a little from those of the original"),
}


def pixel_sentences(pictures: Sequence[Iterable[PixelStep]], *, outlined: bool) -> tuple[str, ...]:
    """Say what was done to the pixels of all pictures together, and what was not.

    Parameters
    ----------
    pictures : sequence of iterable of PixelStep
        One for each picture.
    outlined : bool
        Whether anything is drawn over some.

    Returns
    -------
    tuple of str
        Nothing where there are no pictures.
    """
    if not pictures:
        return ()
    done = [frozenset(steps) for steps in pictures]
    said = [
        _n(
            "This report shows {count} picture made from photos.",
            "This report shows {count} pictures made from photos.",
            len(done),
        )
    ]
    kept = sum(PixelStep.KEPT in steps for steps in done)
    if kept:
        said.append(_kept(kept, len(done)))
    if told := "; ".join(_done(done)):
        said.append(f"{at_start(told)}.")
    grey = any(PixelStep.COVERED in steps for steps in done)
    said.append(_RETOUCHED_BUT_GREY if grey else _NOT_RETOUCHED)
    if outlined:
        said.append(
            _("Outlines and the cells of a change map are drawn by the page over a picture, and are no part of it.")
        )
    return tuple(said)


_NOT_RETOUCHED = _(
    "Not retouched: no colour, contrast or brightness was changed for looks, nothing was sharpened or smoothed, and "
    "nothing was added or removed."
)
_RETOUCHED_BUT_GREY = _(
    "Not retouched: no colour, contrast or brightness was changed for looks, nothing was sharpened or smoothed, and "
    "nothing but that grey was added or removed."
)


def _kept(count: int, pictures: int) -> str:
    """Say how many pictures carry the original's own data."""
    if pictures == 1:
        return _(
            "It carries the picture data of the original byte for byte; only what the camera wrote about it was left "
            "out."
        )
    if count == pictures:
        return _(
            "All carry the picture data of the original byte for byte; only what the camera wrote about it was left "
            "out."
        )
    return _n(
        "{count} carries the picture data of the original byte for byte; only what the camera wrote about it was left "
        "out.",
        "{count} carry the picture data of the original byte for byte; only what the camera wrote about it was left "
        "out.",
        count,
    )


def _done(done: Sequence[frozenset[PixelStep]]) -> Iterator[str]:
    """Say what was done, steps of the same pictures together."""
    alike: dict[frozenset[int], list[str]] = {}
    for step, words in _DONE.items():
        places = frozenset(place for place, steps in enumerate(done) if step in steps)
        alike.setdefault(places, []).append(words)
    for places, done_alike in alike.items():
        if places:
            yield _were(len(places), len(done), listed(done_alike))


def _were(count: int, pictures: int, done: str) -> str:
    if pictures == 1:
        return _("it was {done}", done=done)
    if count == pictures:
        return _("all were {done}", done=done)
    return _n("{count} was {done}", "{count} were {done}", count, done=done)
