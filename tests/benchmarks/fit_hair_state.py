"""Learn what cutting and wetting do to the look of hair, against what combing and more or less of it do.

Linear discriminants: one for the cut to stubble, one for a shorter cut and for water. Prints the numbers that stand in
`hairtrack.imaging.comparison`, and how they fare on people left out.
"""

from concurrent.futures import ProcessPoolExecutor
from itertools import product

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.demo.looks import LOOKS
from hairtrack.imaging.comparison import describe_strands
from hairtrack.imaging.registration.transform import warp_to_fixed
from tests.benchmarks.incomparable_pairs import GOOD, pairs_of

PEOPLE, SIZE = 8, (640, 800)
LARGEST_TRUE_CHANGE = 0.3
SHRINKAGE, WITHIN = 0.1, 0.5
"""Of the covariance towards its diagonal; weight of the scatter of the changed pairs."""
CHANGED = (("cut from 4 cm to 3 mm",), ("cut from 4 cm to 1.5 cm", "wet"))
END_OF_GOOD = 2.4
"""Standard deviations of good pairs that count one."""


def main() -> None:
    """Learn and print."""
    people = list(product(LOOKS, range(PEOPLE)))
    with ProcessPoolExecutor(2, initializer=cv2.setNumThreads, initargs=(1,)) as pool:
        rows = [
            (seed, *row) for (_, seed), some in zip(people, pool.map(_described, people), strict=True) for row in some
        ]
    seeds = np.array([seed for seed, _, _ in rows])
    kinds = np.array([kind for _, kind, _ in rows])
    changes = np.array([change for _, _, change in rows])
    everybody = np.ones(len(rows), np.bool_)
    print(np.round(_weights(changes, kinds, everybody), 2).tolist())
    found = np.zeros(len(rows))
    for seed in range(PEOPLE):
        weights = _weights(changes, kinds, seeds != seed)
        found[seeds == seed] = np.abs(changes[seeds == seed] @ weights.T).max(axis=1)
    for kind in dict.fromkeys(kinds.tolist()):
        print(f"{kind:28} over 1: {100 * np.mean(found[kinds == kind] > 1):3.0f} % of people left out")


def _described(person: tuple[str, int]) -> list[tuple[str, NDArray[np.float64]]]:
    rows = []
    for pair in pairs_of(*person, (SIZE,)):
        if pair.kind in GOOD and abs(pair.truths[1] - pair.truths[0]) > LARGEST_TRUE_CHANGE:
            continue
        warped, valid = warp_to_fixed(pair.transform, pair.after)
        rows.append((pair.kind, describe_strands(warped, valid) - describe_strands(pair.before, valid)))
    return rows


def _weights(changes: NDArray[np.float64], kinds: NDArray[np.str_], taken: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the discriminants, one row each; time may run either way, so good pairs count both ways."""
    good = changes[taken & np.isin(kinds, GOOD)]
    spread = np.cov(np.vstack([good, -good]).T)
    weights = []
    for group in CHANGED:
        some = changes[taken & np.isin(kinds, group)]
        within = spread + WITHIN * np.cov(some.T)
        row = np.linalg.solve(within + SHRINKAGE * np.diag(np.diag(within)), some.mean(axis=0))
        weights.append(row / np.sqrt(row @ spread @ row) / END_OF_GOOD)
    return np.array(weights)


if __name__ == "__main__":
    main()
