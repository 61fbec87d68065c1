"""What was done to the pixels of a report's pictures, in words that hold for this report."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from hairtrack.report.words import count_of, listed


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
    PixelStep.ALIGNED: "resampled into the frame of the reference photo",
    PixelStep.CUT: "cut to the part that is shown",
    PixelStep.COVERED: "covered in part with plain grey, as was asked for",
    PixelStep.SMALLER: "made smaller for print",
    PixelStep.ENCODED: "encoded anew as JPEG in sRGB, by which pixels differ a little from those of the original",
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
    said = [f"This report shows {count_of(len(done), 'picture')} made from photos."]
    kept = sum(PixelStep.KEPT in steps for steps in done)
    if kept:
        has = "carries" if kept == 1 else "carry"
        said.append(
            f"{_of(kept, done).capitalize()} {has} the picture data of the original byte for byte; only what the "
            "camera wrote about it was left out."
        )
    if told := "; ".join(_done(done)):
        said.append(f"{told[0].upper()}{told[1:]}.")
    grey = " but that grey" if any(PixelStep.COVERED in steps for steps in done) else ""
    said.append(
        "Not retouched: no colour, contrast or brightness was changed for looks, nothing was sharpened or smoothed, "
        f"and nothing{grey} was added or removed."
    )
    if outlined:
        said.append(
            "Outlines and the cells of a change map are drawn by the page over a picture, and are no part of it."
        )
    return tuple(said)


def _done(done: Sequence[frozenset[PixelStep]]) -> Iterator[str]:
    """Say what was done, steps of the same pictures together."""
    alike: dict[frozenset[int], list[str]] = {}
    for step, words in _DONE.items():
        places = frozenset(place for place, steps in enumerate(done) if step in steps)
        alike.setdefault(places, []).append(words)
    for places, done_alike in alike.items():
        if places:
            yield f"{_of(len(places), done)} {'was' if len(places) == 1 else 'were'} {listed(done_alike)}"


def _of(count: int, done: Sequence[object]) -> str:
    return "it" if len(done) == 1 else "all" if count == len(done) else str(count)
