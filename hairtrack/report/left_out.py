"""Why a photo is not shown in a report in which something is to stay hidden."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from hairtrack.language import _n


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


def _some(why: LeftOut, count: int) -> str:
    """Say it of some photos where others are shown, or left out for another reason."""
    match why:
        case LeftOut.NO_REGION:
            return _n(
                "{count} photo is left out: photos are cut to the chosen regions, and this view has none.",
                "{count} photos are left out: photos are cut to the chosen regions, and this view has none.",
                count,
            )
        case LeftOut.NOT_PLACED:
            return _n(
                "{count} photo is left out: photos are cut to the chosen regions, and where those lie on it is not "
                "known.",
                "{count} photos are left out: photos are cut to the chosen regions, and where those lie on them is not "
                "known.",
                count,
            )
        case LeftOut.NO_COVER:
            return _n(
                "{count} photo is left out: it may show a face, and nothing is covered in this view.",
                "{count} photos are left out: they may show a face, and nothing is covered in this view.",
                count,
            )
        case LeftOut.COVER_NOT_PLACED:
            return _n(
                "{count} photo is left out: where the cover lies on it is not known.",
                "{count} photos are left out: where the cover lies on them is not known.",
                count,
            )


def _all(why: LeftOut, count: int) -> str:
    """Say it of all photos, whose number is seen."""
    match why:
        case LeftOut.NO_REGION:
            return _n(
                "The photo is left out: photos are cut to the chosen regions, and this view has none.",
                "The photos are left out: photos are cut to the chosen regions, and this view has none.",
                count,
            )
        case LeftOut.NOT_PLACED:
            return _n(
                "The photo is left out: photos are cut to the chosen regions, and where those lie on it is not known.",
                "The photos are left out: photos are cut to the chosen regions, and where those lie on them is not "
                "known.",
                count,
            )
        case LeftOut.NO_COVER:
            return _n(
                "The photo is left out: it may show a face, and nothing is covered in this view.",
                "The photos are left out: they may show a face, and nothing is covered in this view.",
                count,
            )
        case LeftOut.COVER_NOT_PLACED:
            return _n(
                "The photo is left out: where the cover lies on it is not known.",
                "The photos are left out: where the cover lies on them is not known.",
                count,
            )


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
    say = _some if shown or len(counts) > 1 else _all
    return tuple(say(why, count) for why, count in counts.items())
