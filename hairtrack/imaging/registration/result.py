"""What a registration gives: a transform, or the reasons why there is none."""

from dataclasses import dataclass

from hairtrack.course import AlignmentMethod, Transform
from hairtrack.errors import Reason

ENGINE = "registration 7"
"""Changes whenever the same two photos may get another transform."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """Where the fixed image's scalp lies in the moving image, or why that cannot be said.

    Attributes
    ----------
    transform : Transform or None
        None when refused.
    method : AlignmentMethod
    inliers : int
        Matches or landmarks that the transform rests on, or that were found before it was refused.
    error_percent_width : float or None
        Estimated 95th percentile of the error over the trusted hull, in percent of the moving image's width.
    reasons : tuple of Reason
        Why it was refused; else cautions.
    learned : bool
        Whether a learned matcher showed where to begin.
    """

    transform: Transform | None
    method: AlignmentMethod
    inliers: int = 0
    error_percent_width: float | None = None
    reasons: tuple[Reason, ...] = ()
    learned: bool = False
