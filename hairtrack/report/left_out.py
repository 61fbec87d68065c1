"""Why a photo is not shown in a report in which something is to stay hidden."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from hairtrack.report.words import count_of


class LeftOut(StrEnum):
    """Why a photo is not shown."""

    NO_REGION = "no region"
    """Photos are cut to regions, and its view has none that was chosen."""
    NOT_PLACED = "not placed"
    """Photos are cut to regions, and nobody can tell where they lie on it."""
    NO_COVER = "no cover"
    """What is private is to be covered, it may show a face, and nothing is covered in its view."""
    COVER_NOT_PLACED = "cover not placed"
    """Nobody can tell where a cover lies on it."""


_WHY = {
    LeftOut.NO_REGION: "photos are cut to the chosen regions, and this view has none",
    LeftOut.NOT_PLACED: "photos are cut to the chosen regions, and where those lie on {it} is not known",
    LeftOut.NO_COVER: "{it} may show a face, and nothing is covered in this view",
    LeftOut.COVER_NOT_PLACED: "where the cover lies on {it} is not known",
}


def left_out_sentences(reasons: Iterable[LeftOut], *, shown: bool) -> tuple[str, ...]:
    """Say how many photos are not shown, and why.

    Parameters
    ----------
    reasons : iterable of LeftOut
        One for each photo.
    shown : bool
        Whether others are.

    Returns
    -------
    tuple of str
        One for each reason.
    """
    counts = Counter(reasons)
    sentences = []
    for why, count in counts.items():
        it = "it" if count == 1 else "them"
        verb = "is" if count == 1 else "are"
        words = _WHY[why].format(it="they" if it == "them" and why is LeftOut.NO_COVER else it)
        some = count_of(count, "photo") if shown or len(counts) > 1 else "The photo" if count == 1 else "The photos"
        sentences.append(f"{some} {verb} left out: {words}.")
    return tuple(sentences)
