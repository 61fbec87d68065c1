"""Two photos of a region of one head, mapped cell by cell, with the true change of every cell."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hairtrack.analysis.cell_changes import CellVerdict, judge_cells
from hairtrack.analysis.change import Change, Verdict
from hairtrack.course import Landmark, Outline, PersonModel, Transform
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.photo import RenderedPhoto, map_points
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Patch
from hairtrack.errors import Reason
from hairtrack.imaging.arrays import Image, Points
from hairtrack.imaging.coverage import CoverageSample, fit_person, measure
from hairtrack.imaging.coverage.change_map import SHORT_MM, Cell, change_cells
from hairtrack.imaging.regions import region_mask
from hairtrack.imaging.registration.landmarks import register_landmarks
from hairtrack.imaging.registration.transform import identity, warp_to_fixed
from hairtrack.workflow.compare_photos import AlignedPair, judge, pair_findings
from hairtrack.workflow.measure_coverage import judge_place
from hairtrack.workflow.places import Place, carried
from tests.benchmarks.learnt_people import middle_of_scalp, shots_of_person

LANDMARKS, CLICK = 10, 0.003
"""Placed in both photos, each missed by so much of the width (standard deviation)."""
FIRST_SEED = 8000
"""Neither the projection nor the noise of a cell was learnt from these people."""


@dataclass(frozen=True)
class Mapped:
    """A pair's map, and how much of each cell hair truly covered before and after (NaN where not known)."""

    cells: tuple[Cell, ...]
    verdicts: tuple[CellVerdict, ...]
    change: Change
    truth: NDArray[np.float64]

    @property
    def coloured(self) -> NDArray[np.bool_]:
        """Which cells are called changed."""
        return np.array([verdict in (CellVerdict.GAIN, CellVerdict.LOSS) for verdict in self.verdicts])

    @property
    def true_change(self) -> NDArray[np.float64]:
        """Of each cell, in points."""
        return 100 * (self.truth[:, 1] - self.truth[:, 0])

    @property
    def right(self) -> NDArray[np.bool_]:
        """Which cells are called what they are: changed by 5 points or more, that way."""
        signs = np.array([{CellVerdict.GAIN: 1, CellVerdict.LOSS: -1}.get(verdict, 0) for verdict in self.verdicts])
        return signs * self.true_change >= 5


def rendered_map(look: str, seed: int, *, lost: float = 0.0, short: bool = False) -> Mapped | None:
    """Render a head twice, in other light and pose and combed anew, and map it.

    Parameters
    ----------
    look : str
        Of `LOOKS`.
    seed : int
    lost : float
        Share of the hair in a round patch, several cells across, that was there before and is not after; negative
        where it grew instead. 0 changes nothing but how the hair lies.
    short : bool
        Whether the hair is short and its length known.

    Returns
    -------
    Mapped or None
        None where the two photos cannot be compared.
    """
    rng = np.random.default_rng([seed, 77, *look.encode()])
    head = Scalp(int(rng.integers(1_000_000)), LOOKS[look])
    first, second = shots_of_person(rng, 2)
    hair = replace(first.hair, length_mm=first.hair.length_mm or float(rng.uniform(2, 10)))
    if short:
        hair = replace(hair, length_mm=float(rng.uniform(2, 0.8 * SHORT_MM)))
    later = replace(
        hair,
        comb_seed=1,
        length_mm=hair.length_mm * float(np.exp(rng.normal(0, 0.1))),
        comb_towards=hair.comb_towards + float(rng.normal(0, 15)),
    )
    if lost:
        patch = Patch(
            azimuth=rng.uniform(0, 360), polar=rng.uniform(0, 8), radius_mm=rng.uniform(18, 24), edge_mm=5, loss=0.0
        )
        hair = replace(hair, patches=(*hair.patches, replace(patch, loss=max(0.0, -lost))))
        later = replace(later, patches=(*later.patches, replace(patch, loss=max(0.0, lost))))
    before, after = head.render(replace(first, hair=hair)), head.render(replace(second, hair=later))
    hair_mm = max(hair.length_mm, later.length_mm) if short else None
    outline, points = _round_region(before, rng)
    truth = map_points(before, after, points)
    seen = ~np.isnan(truth).any(axis=1)
    transform = clicked(before.image, after.image, points[seen][:LANDMARKS], truth[seen][:LANDMARKS], rng)
    found = mapped(before.image, after.image, outline, transform, hair_mm) if transform else None
    if found is None or transform is None:
        return None
    return replace(found, truth=_true_cells(found.cells, before, after, outline, transform))


def clicked(before: Image, after: Image, points: Points, truth: Points, rng: np.random.Generator) -> Transform | None:
    """Align two photos by points that are known, as a hand would place them."""
    sizes = (before.shape[1], before.shape[0]), (after.shape[1], after.shape[0])
    missed = rng.normal(0, CLICK * before.shape[1], (2, *points.shape))
    pairs = zip((points + missed[0]).tolist(), (truth + missed[1]).tolist(), strict=True)
    landmarks = [Landmark(fixed=(a[0], a[1]), moving=(b[0], b[1])) for a, b in pairs]
    return register_landmarks(fixed_size=sizes[0], moving_size=sizes[1], landmarks=landmarks).transform


def mapped(
    before: Image, after: Image, outline: Outline, transform: Transform, hair_mm: float | None = None
) -> Mapped | None:
    """Map a region of two photos, as the program does; None where they cannot be compared."""
    size = (before.shape[1], before.shape[0])
    places = (Place(outline=outline), carried(outline, transform))
    if places[1].reason is not None:
        return None
    photos, transforms = (before, after), (identity(size), transform)
    samples = [CoverageSample(image=i, outline=p.outline) for i, p in zip(photos, places, strict=True)]
    person = fit_person(samples, ["before", "after"])
    values = tuple(_measured(image, place, person) for image, place in zip(photos, places, strict=True))
    warped, valid = warp_to_fixed(transform, after)
    pair = AlignedPair(before=before, after=warped, valid=valid)
    findings = pair_findings(pair, transforms, outline)
    change = judge(values[0], values[1], findings)
    if change.verdict is Verdict.NOT_COMPARABLE:
        return None
    first, second = (judge_place(image, place, person) for image, place in zip(photos, places, strict=True))
    cells = change_cells(first, second, transforms=transforms, outline=outline, hair_mm=hair_mm)
    return Mapped(cells, judge_cells(cells, change), change, np.full((len(cells), 2), np.nan))


@dataclass(frozen=True)
class _Value:
    """What `judge` asks of a measurement."""

    coverage: float | None
    low: float | None
    high: float | None
    reasons: tuple[Reason, ...]


def _measured(image: Image, place: Place, person: PersonModel) -> _Value:
    trusted = None if place.trusted is None else region_mask(place.trusted, (image.shape[1], image.shape[0]))
    found = measure(image, place.outline, person, alignment_error_px=place.error_px, trusted=trusted)
    return _Value(found.value, found.low, found.high, found.reasons)


def _round_region(photo: RenderedPhoto, rng: np.random.Generator) -> tuple[Outline, Points]:
    """Draw a region of the scalp, and points around it that a hand may click."""
    middle, extent = middle_of_scalp(photo)
    turns = np.arange(24) * 2 * np.pi / 24
    ring = np.stack([np.cos(turns), np.sin(turns)], axis=1) * rng.uniform(0.22, 0.36)
    outline = middle + extent * (ring + rng.uniform(-0.08, 0.08, 2))
    rows, columns = np.nonzero(photo.scalp_mask)
    chosen = rng.choice(len(rows), 400, replace=False)
    points = np.stack([columns[chosen], rows[chosen]], axis=1).astype(np.float64)
    near = np.linalg.norm(points - middle, axis=1) < 0.42 * extent
    return tuple((float(x), float(y)) for x, y in outline), points[near]


def _true_cells(
    cells: tuple[Cell, ...], before: RenderedPhoto, after: RenderedPhoto, outline: Outline, transform: Transform
) -> NDArray[np.float64]:
    """Give the share that hair truly covers of each cell in both photos, shape (N, 2)."""
    grey = np.repeat(np.round(255 * after.hair_fraction).astype(np.uint8)[..., None], 3, axis=2)
    warped, valid = warp_to_fixed(transform, grey)
    inside = region_mask(outline, before.size) & valid
    found = np.full((len(cells), 2), np.nan)
    for number, cell in enumerate(cells):
        left, top, right, bottom = (max(0, round(side)) for side in cell.box)
        part = inside[top:bottom, left:right]
        if cell.change is not None and part.any():
            planes = before.hair_fraction, warped[..., 0] / np.float32(255)
            found[number] = [plane[top:bottom, left:right][part].mean() for plane in planes]
    return found
