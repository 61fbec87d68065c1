"""Coverage: the share of a region's pixels that show hair.

A photo's region is brought to one size (`frame`), every pixel is described in numbers (`features`), a person's weights
make one number of them (`projection`; `person` moves the weights as far as the user's dabs ask), and one threshold
parts hair from skin (`measure`, with `interval`).
"""

from hairtrack.imaging.coverage.measure import measure
from hairtrack.imaging.coverage.person import ENGINE, fit_person
from hairtrack.imaging.coverage.result import (
    CAUSES,
    FINE,
    GLARE,
    HAIR,
    JUDGED,
    NOT_JUDGED,
    OUTSIDE,
    SCALP,
    SHADOW,
    TAKEN_OUT,
    UNTRUSTED,
    Coverage,
    CoverageSample,
    plain_labels,
)

__all__ = [
    "CAUSES",
    "ENGINE",
    "FINE",
    "GLARE",
    "HAIR",
    "JUDGED",
    "NOT_JUDGED",
    "OUTSIDE",
    "SCALP",
    "SHADOW",
    "TAKEN_OUT",
    "UNTRUSTED",
    "Coverage",
    "CoverageSample",
    "fit_person",
    "measure",
    "plain_labels",
]
