"""What was done to the pixels of a report's pictures, in words that hold for this report."""

from collections.abc import Iterable, Sequence
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
    PixelStep.ALIGNED: "resampled into the frame of the reference photo of {its} view",
    PixelStep.CUT: "cut to the part that is shown",
    PixelStep.COVERED: "covered in part with plain grey, as was asked for",
    PixelStep.SMALLER: "made smaller for print",
    PixelStep.ENCODED: "encoded anew as JPEG in sRGB, so that {its} pixels differ a little from those of the original",
}


def pixel_sentences(pictures: Sequence[Iterable[PixelStep]], *, outlined: bool) -> tuple[str, ...]:
    """Say what was done to the pixels of all pictures together, and what was not.

    Parameters
    ----------
    pictures : sequence of iterable of PixelStep
        One for each picture.
    outlined : bool
        Whether regions are drawn over some.

    Returns
    -------
    tuple of str
        Nothing where there are no pictures.
    """
    if not pictures:
        return ()
    done = [frozenset(steps) for steps in pictures]
    kept = sum(PixelStep.KEPT in steps for steps in done)
    said = [f"{count_of(len(done), 'picture')} of photos {'is' if len(done) == 1 else 'are'} in this report."]
    if kept:
        said.append(
            f"{_of(kept, done)} {'carries' if kept == 1 else 'carry'} the picture data of the original byte for byte; "
            "only what the camera wrote about it was left out."
        )
    counts = [(step, count) for step in _DONE if (count := sum(step in steps for steps in done))]
    if counts:
        told = [
            f"{_of(count, done)} {'was' if count == 1 else 'were'} {_DONE[step].format(its=_its(count))}"
            for step, count in counts
        ]
        said.append(f"{'; '.join(told)}.")
    grey = " but that grey" if any(PixelStep.COVERED in steps for steps in done) else ""
    said.append(
        "Not retouched: no colour, contrast or brightness was changed for looks, nothing was sharpened or smoothed, "
        f"and nothing{grey} was added or removed."
    )
    if outlined:
        said.append("The outlines of regions are drawn by the page over the picture and are no part of it.")
    return tuple(said)


def _of(count: int, done: Sequence[object]) -> str:
    return "All" if count == len(done) > 1 else "It" if len(done) == 1 else str(count)


def _its(count: int) -> str:
    return "its" if count == 1 else "their"


def step_words(steps: Iterable[PixelStep]) -> str:
    """Name what was done to one picture: "aligned, cut, smaller and encoded"."""
    found = set(steps)
    return listed([step.value for step in PixelStep if step in found])
