"""Coverage: the share of a region's pixels that show hair.

A photo's region is brought to one size (`frame`), every pixel is described in numbers (`features`), a person's weights
make one number of them (`projection`; `person` moves the weights as far as the user's dabs ask), and one threshold
parts hair from skin (`measure`, with `interval`).
"""

from hairtrack.imaging.coverage.measure import measure
from hairtrack.imaging.coverage.person import ENGINE, fit_person
from hairtrack.imaging.coverage.result import HAIR, NOT_JUDGED, OUTSIDE, SCALP, Coverage, CoverageSample

__all__ = [
    "ENGINE",
    "HAIR",
    "NOT_JUDGED",
    "OUTSIDE",
    "SCALP",
    "Coverage",
    "CoverageSample",
    "fit_person",
    "measure",
]
