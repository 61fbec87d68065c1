"""Regions of which the engine cannot know what they show: they get no number, and nobody is learnt from them."""

from hairtrack.errors import Reason, ReasonKind
from hairtrack.imaging.coverage.frame import Frame

_MOST_STRANGE = 20.0
"""Of real and rendered scalps that were not learnt from, the strangest come to 19; noise, print and a lawn to more."""


def unread(frame: Frame, strangeness: float) -> Reason | None:
    """Say why nothing is known of what a region shows, if so.

    Parameters
    ----------
    frame : Frame
    strangeness : float
        How unlike the region is to all that was learnt.

    Returns
    -------
    Reason or None
    """
    if frame.colourless:
        return Reason.of(ReasonKind.COLOURLESS)
    return Reason.of(ReasonKind.UNLIKE_SCALP) if strangeness > _MOST_STRANGE else None
