"""The record of a blinded rating: somebody looked at two photos without knowing which is the later one."""

from dataclasses import dataclass
from datetime import date

from hairtrack.figures import signed

MOST = 3
"""Scores run from minus this to plus this, in whole steps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One answer to "which side shows more hair?", turned into the order of time.

    Attributes
    ----------
    rater : str
        Who rated, as they named themselves.
    before, after : str
        SHA-256 of the two photos.
    score : int
        -3 (`after` shows much less hair) to 3 (much more); 0 is no difference.
    session : str
        Id of the sitting.
    place : int
        In the sitting, counted from 0.
    repeat : bool
        Whether the same pair had been shown before in the sitting, without saying so and with its sides exchanged.
    rated_on : date

    References
    ----------
    Kaufman KD, et al. Finasteride in the treatment of men with androgenetic alopecia. J Am Acad Dermatol
    1998;39:578. doi:10.1016/S0190-9622(98)70007-6
    """

    rater: str
    before: str
    after: str
    score: int
    session: str
    place: int
    repeat: bool
    rated_on: date


def steps_range(value: float, low: float, high: float) -> str:
    """Write a mean score with its interval: "+1.5 (+0.4 to +2.6)"."""
    return f"{signed(value, 1)} ({signed(low, 1)} to {signed(high, 1)})"
