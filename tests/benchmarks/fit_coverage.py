"""Fit the constants of the coverage projection and write them to assets/coverage/projection.npz.

Beside them, for the benchmark, what would have been learnt without the people of each quarter of the real photos.

Run from the root of a checkout, with the labelled photos beside it (or their folder in HAIRTRACK_PHOTOS)::

    python -m tests.benchmarks.fit_coverage [PERSONS_PER_LOOK]

Learnt from five kinds of picture: hand-labelled points of real photos, each photo also as other phones in other rooms
would have taken it; rendered scalps, each person in colours of their own; bald and shaved ones in harsh light; large
patches in which fine hair grows; and plain strands on plain skin. Of the last four every pixel's share of hair is
known. Every pixel is shown twice, as two phones would have taken it at the same moment, and what the two differ by is
held down: what changes with the phone is not hair. Takes an hour and a half.

Two projections are learnt. Where strands melt into texture (real photos at the size of measuring) few labels must do,
so that one is held near to a plain weighing of the features. Strand by strand (rendered) there are as many labels as
one likes, and the second may be as intricate as it needs. A third, of a region's typical contrast, tells which of them
suits a photo.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.linalg import block_diag

from hairtrack.imaging.coverage import projection
from hairtrack.imaging.coverage.features import features
from tests.benchmarks.learnt_pixels import (
    PERSONS_PER_LOOK,
    ROOT,
    Data,
    Values,
    bald_pixels,
    planted_pixels,
    real_points,
    regrowing_pixels,
    rendered_pixels,
    together,
)

TARGET = ROOT / "assets" / "coverage" / "projection.npz"
LEFT_OUT = ROOT / "tests" / "benchmarks" / "left_out"
"""Constants learnt without one quarter of the real people, by its number."""
QUARTERS = 4
BATCH, RATE = 1024, 4e-3
DRAWN = 600_000
"""Rows that one fit draws its batches from."""
STEADINESS = 1.0
"""Weight of what two photos of a moment differ by (squared difference of probability) beside the log loss. With it the
same hair differs less from visit to visit; too much of it takes from the response to more or less hair."""


@dataclass(frozen=True)
class Way:
    """How one of the projections is learnt.

    Attributes
    ----------
    real, rendered, bald, regrowing, planted : float
        Labelled points of real photos that each kind counts as, together; of the real ones, each point.
    fits, mixtures, remixtures, steps : int
        Fits from different beginnings, which are averaged; saturating mixtures, mixtures of these, and steps of each.
    decay : float
        How firmly weights are held near zero. What real photos of others do not show is let go by it.
    whole_decay : float
        The same for what the region as a whole says; there are fewer photos than pixels.
    """

    real: float
    rendered: float
    bald: float
    regrowing: float
    planted: float
    fits: int
    mixtures: int
    remixtures: int
    steps: int
    decay: float
    whole_decay: float


BY_TEXTURE = Way(
    real=1,
    rendered=400,
    bald=350,
    regrowing=0,
    planted=400,
    fits=4,
    mixtures=12,
    remixtures=0,
    steps=2000,
    decay=4e-3,
    whole_decay=1e-2,
)
BY_STRAND = Way(
    real=0.1,
    rendered=2200,
    bald=250,
    regrowing=600,
    planted=400,
    fits=2,
    mixtures=64,
    remixtures=16,
    steps=12000,
    decay=3e-4,
    whole_decay=5e-3,
)
KNOWN = 600
"""Regions that stand for all that were learnt from."""
TELLING = ("spread 1", "spread 4", "spread 16", "gradient 1", "coherence 2.5", "fineness", "range 4", "range 12")
TELLING_ROWS, TELLING_COUNT = 6000, 2000.0
"""Rows of real and of rendered photos that tell them apart, and what all rows together count as."""

Constants = dict[str, Values]


def fit(real: Data, rendered: Data, bald: Data, regrowing: Data, planted: Data) -> Constants:
    """Fit both projections, and what tells which of them suits a photo."""
    kinds = (real, rendered, bald, regrowing, planted)
    everything = _drawn([_counting(kinds, way) for way in (BY_TEXTURE, BY_STRAND)], np.random.default_rng(0))
    centre, spread = _middle(everything.values, everything.again)
    whole_centre, whole_spread = _middle(everything.whole, everything.whole_again)
    scaled = [
        replace(
            kind,
            values=_scaled(kind.values, centre, spread),
            again=_scaled(kind.again, centre, spread),
            whole=_scaled(kind.whole, whole_centre, whole_spread),
            whole_again=_scaled(kind.whole_again, whole_centre, whole_spread),
        )
        for kind in kinds
    ]
    fits = [_fits(scaled, way) for way in (BY_TEXTURE, BY_STRAND)]
    # Neither way looks at the other's mixtures.
    of_remixed, of_mixed = (block_diag(*(found[name] for found in fits)) for name in ("of_remixed", "of_mixed"))
    weights = np.concatenate([of_remixed, of_mixed, np.stack([found["plain"] for found in fits])], axis=1)
    return {
        "centre": centre,
        "spread": spread,
        "whole_centre": whole_centre,
        "whole_spread": whole_spread,
        "mixing": np.concatenate([found["mixing"] for found in fits]),
        "leaning": np.concatenate([found["leaning"] for found in fits]),
        "remixing": block_diag(*(found["remixing"] for found in fits)),
        "remixed_offset": np.concatenate([found["remixed_offset"] for found in fits]),
        "offset": np.concatenate([found["offset"] for found in fits]),
        "weights": weights,
        "telling": _telling(*scaled),
        "known": known_regions(kinds, whole_centre, whole_spread),
    }


def known_regions(kinds: Sequence[Data], centre: Values, spread: Values) -> Values:
    """Choose regions so that all others lie near one of them: each time the one farthest from those already chosen."""
    # Of the rows that are learnt from alone: others may be those of photos kept aside to judge by.
    wholes = np.concatenate([part[np.unique(kind.photo)] for kind in kinds for part in (kind.whole, kind.whole_again)])
    limit = projection.STRANGE_LIMIT
    scaled = np.clip((wholes - centre) / spread, -limit, limit).astype(np.float32)
    chosen, nearest = [0], np.full(len(scaled), np.inf, np.float32)
    while len(chosen) < min(KNOWN, len(scaled)):
        nearest = np.minimum(nearest, np.sum((scaled - scaled[chosen[-1]]) ** 2, axis=1))
        chosen.append(int(np.argmax(nearest)))
    return np.asarray(scaled[chosen], np.float16)


def _middle(values: Values, again: Values) -> tuple[Values, Values]:
    both = np.concatenate([values, again])
    return both.mean(axis=0).astype(np.float32), (both.std(axis=0) + 1e-3).astype(np.float32)


def _scaled(values: Values, centre: Values, spread: Values) -> Values:
    limit = projection.FEATURE_LIMIT
    return np.asarray(np.clip((values - centre) / spread, -limit, limit), np.float32)


def _counting(kinds: Sequence[Data], way: Way) -> Data:
    """Put all kinds together, each with the weight that it has in a way of learning."""
    real, rendered, bald, regrowing, planted = kinds
    return together(
        [
            replace(real, weight=real.weight * way.real),
            rendered.weighing(way.rendered),
            bald.weighing(way.bald),
            regrowing.weighing(way.regrowing),
            planted.weighing(way.planted),
        ]
    )


def _drawn(parts: Sequence[Data], rng: np.random.Generator) -> Data:
    """Draw rows by their weight, the same number from each part."""
    return together(
        part.of(rng.choice(len(part.weight), DRAWN // len(parts), p=part.weight / part.weight.sum())) for part in parts
    )


def _fits(kinds: Sequence[Data], way: Way) -> Constants:
    """Learn one projection: logistic regression on the features and on mixtures of them that are fitted along with it.

    Several fits from different beginnings are averaged: the mixtures of all, each with its share of the weight.
    """
    data = _drawn([_counting(kinds, way)], np.random.default_rng(1))
    fits = [_descend(data, way, np.random.default_rng(seed)) for seed in range(way.fits)]
    return {
        "mixing": np.concatenate([found.mixing for found in fits], axis=1).T.copy(),
        "leaning": np.concatenate([found.leaning for found in fits], axis=1).T.copy(),
        "offset": np.concatenate([found.offset for found in fits]),
        "remixing": block_diag(*(found.remixing.T for found in fits)),
        "remixed_offset": np.concatenate([found.remixed_offset for found in fits]),
        "of_remixed": np.concatenate([found.of_remixed / way.fits for found in fits]),
        "of_mixed": np.concatenate([found.of_mixed / way.fits for found in fits]),
        "plain": np.mean([np.append(found.plain, found.bias) for found in fits], axis=0),
    }


def _telling(real: Data, rendered: Data, bald: Data, regrowing: Data, planted: Data) -> Values:
    """Learn to tell real photos from the others by how their regions vary in tone.

    Logistic regression, with weights of zero for all else, and the bias last. Colour and light are left out: other
    cameras have others.
    """
    rng = np.random.default_rng(3)
    parts = [
        (real, 1.0, TELLING_ROWS),
        (rendered, 0.0, TELLING_ROWS),
        (bald, 0.0, 500),
        (regrowing, 0.0, 500),
        (planted, 0.0, 3000),
    ]
    rows = np.concatenate([part.whole[part.photo[rng.choice(len(part.hair), count)]] for part, _, count in parts])
    is_real = np.concatenate([np.full(count, label) for _, label, count in parts])
    told = _of_contrast()
    design = np.concatenate([rows[:, told], np.ones((len(rows), 1))], axis=1).T.astype(np.float32)
    start = np.zeros(len(design))
    found = projection.adapt(start, design, is_hair=is_real, counts=np.full(len(rows), TELLING_COUNT / len(rows)))
    telling = np.zeros(rows.shape[1] + 1, np.float32)
    telling[[*told, -1]] = found
    return telling


def _of_contrast() -> list[int]:
    """Return where the middles of contrast, fineness and range stand in what is typical."""
    names = features(np.zeros((64, 64, 3), np.uint8), np.ones((64, 64), np.bool_))[1]
    return [len(names) + index for index, name in enumerate(names) if name in TELLING or name.endswith(" range")]


@dataclass
class _Fit:
    """The parameters of one fit, or the slope of the loss in each; features first, mixtures second in each matrix."""

    mixing: Values
    leaning: Values
    offset: Values
    remixing: Values
    remixed_offset: Values
    of_remixed: Values
    of_mixed: Values
    plain: Values
    bias: Values

    @property
    def parts(self) -> list[Values]:
        """All of them, to be changed in place."""
        return [getattr(self, item.name) for item in fields(self)]


def _begin(features_count: int, wholes: int, way: Way, rng: np.random.Generator) -> _Fit:
    def drawn(*shape: int) -> Values:
        return rng.normal(0, shape[0] ** -0.5, shape).astype(np.float32)

    def zeros(*shape: int) -> Values:
        return np.zeros(shape, np.float32)

    return _Fit(
        mixing=drawn(features_count, way.mixtures),
        leaning=zeros(wholes, way.mixtures),
        offset=zeros(way.mixtures),
        remixing=drawn(way.mixtures, way.remixtures),
        remixed_offset=zeros(way.remixtures),
        of_remixed=drawn(way.remixtures) if way.remixtures else zeros(0),
        of_mixed=drawn(way.mixtures),
        plain=zeros(features_count),
        bias=zeros(1),
    )


def _descend(data: Data, way: Way, rng: np.random.Generator) -> _Fit:
    """Minimise the log loss of soft labels, and what two photos of a moment differ by.

    By Adam (Kingma & Ba 2015, arXiv:1412.6980), its rate falling as a cosine.
    """
    found = _begin(data.values.shape[1], data.whole.shape[1], way, rng)
    first, second = ([np.zeros_like(part) for part in found.parts] for _ in range(2))
    for step in range(1, way.steps + 1):
        rows = rng.integers(0, len(data.hair), BATCH)
        shown, hair = np.concatenate([data.values[rows], data.again[rows]]), np.tile(data.hair[rows], 2)
        photo = data.photo[rows]
        whole = np.concatenate([data.whole[photo], data.whole_again[photo]])
        slopes = _slopes(found, (shown, whole, hair), way).parts
        rate = RATE * min(1.0, step / 50) * (1 + np.cos(np.pi * step / way.steps)) / 2
        for k, (part, slope) in enumerate(zip(found.parts, slopes, strict=True)):
            first[k] = 0.9 * first[k] + 0.1 * slope
            second[k] = 0.999 * second[k] + 0.001 * slope**2
            move = (first[k] / (1 - 0.9**step)) / (np.sqrt(second[k] / (1 - 0.999**step)) + 1e-8)
            np.subtract(part, rate * move, out=part, casting="same_kind")
    return found


def _slopes(found: _Fit, batch: tuple[Values, Values, Values], way: Way) -> _Fit:
    """Give the slope of the loss in each parameter; the second half of the rows are the first in another photo."""
    shown, whole, hair = batch
    mixed = np.tanh(shown @ found.mixing + whole @ found.leaning + found.offset)
    remixed = np.tanh(mixed @ found.remixing + found.remixed_offset)
    odds = remixed @ found.of_remixed + mixed @ found.of_mixed + shown @ found.plain + found.bias
    likely = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    apart = likely[:BATCH] - likely[BATCH:]
    unsteady = 2 * STEADINESS * np.concatenate([apart, -apart]) * likely * (1 - likely)
    wrong = ((likely - hair + unsteady) / len(shown)).astype(np.float32)
    behind = np.outer(wrong, found.of_remixed) * (1 - remixed**2)
    before = (np.outer(wrong, found.of_mixed) + behind @ found.remixing.T) * (1 - mixed**2)
    return _Fit(
        mixing=shown.T @ before + way.decay * found.mixing,
        leaning=whole.T @ before + way.whole_decay * found.leaning,
        offset=before.sum(axis=0),
        remixing=mixed.T @ behind + way.decay * found.remixing,
        remixed_offset=behind.sum(axis=0),
        of_remixed=remixed.T @ wrong + way.decay * found.of_remixed,
        of_mixed=mixed.T @ wrong + way.decay * found.of_mixed,
        plain=shown.T @ wrong + way.decay * found.plain,
        bias=wrong.sum(keepdims=True),
    )


def quarter_of(people: int) -> NDArray[np.int64]:
    """Return in which quarter each real person is left out."""
    return np.random.default_rng(0).permutation(people) % QUARTERS


def left_out(quarter: int) -> Constants:
    """Return what was learnt without a quarter of the real people."""
    with np.load(LEFT_OUT / f"{quarter}.npz") as learnt:
        return {name: learnt[name] for name in learnt.files}


def main(per_look: int) -> None:
    """Fit from all, then without each quarter, and write both."""
    points = real_points()
    others = (rendered_pixels(per_look), bald_pixels(), regrowing_pixels(), planted_pixels())
    quarter = quarter_of(int(points.person.max()) + 1)
    TARGET.parent.mkdir(exist_ok=True)
    LEFT_OUT.mkdir(exist_ok=True)
    np.savez(TARGET, **fit(points, *others))  # type: ignore[arg-type]
    for number in range(QUARTERS):
        rest = points.of(quarter[points.person] != number)
        np.savez_compressed(LEFT_OUT / f"{number}.npz", **fit(rest, *others))  # type: ignore[arg-type]


if __name__ == "__main__":
    cv2.setNumThreads(1)
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PERSONS_PER_LOOK)
