"""One rendered person photographed several times: the same hair under other light, and hair that grew or was lost."""

import math
from dataclasses import dataclass, replace

import numpy as np

from hairtrack.analysis.change import assess_change
from hairtrack.analysis.comparability import Conditions, Level, compare_conditions
from hairtrack.course import Landmark, Outline, Transform, View
from hairtrack.demo.looks import LOOKS, Colour, Look
from hairtrack.demo.photo import RenderedPhoto, map_points
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Hair, Light, Patch, Shot
from hairtrack.errors import Reason
from hairtrack.imaging.arrays import Points
from hairtrack.imaging.coverage import Coverage, CoverageSample, fit_person, measure
from hairtrack.imaging.regions import region_mask
from hairtrack.imaging.registration import register_landmarks
from hairtrack.imaging.registration.transform import identity, warp_to_fixed
from hairtrack.workflow.compare_photos import AlignedPair, measure_conditions

UNCHANGED = 3
"""Photos of the same hair, combed anew; the last of them under a lamp of its own."""
STEPS = (0.05, 0.12, 0.28, 0.5)
"""By which density and pattern then change, one way or the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """What is true and what was measured of one pair of photos of a person, coverages 0 to 1.

    Attributes
    ----------
    truths : (float, float)
    found : (Coverage, Coverage)
    conditions : Conditions
    unchanged : bool
        Whether the hair is the same.
    """

    truths: tuple[float, float]
    found: tuple[Coverage, Coverage]
    conditions: Conditions
    unchanged: bool

    @property
    def comparable(self) -> bool:
        """Whether both have a value and nothing forbids comparing them."""
        stops = [found for found in compare_conditions(self.conditions) if found.level is Level.NOT_COMPARABLE]
        return not stops and all(found.value is not None for found in self.found)


@dataclass(frozen=True, slots=True)
class _Value:
    """A coverage as the verdict wants it."""

    coverage: float
    low: float
    high: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """A pair's true change and what was made of it, points."""

    truth: float
    low: float
    high: float
    detectable: float
    unchanged: bool

    @property
    def held(self) -> bool:
        """Whether the interval holds the truth."""
        return self.low <= self.truth <= self.high

    @property
    def called(self) -> bool:
        """Whether it is called changed."""
        return self.low > 0 or self.high < 0

    @property
    def seen(self) -> bool:
        """Whether it is called changed the way it did."""
        return self.low > 0 if self.truth > 0 else self.high < 0


def judged(pair: Visits, *, apart: bool = False) -> JudgedPair:
    """Judge a comparable pair as the program does, or as if the errors of the two photos had nothing in common."""
    first, second = (_Value(f.value or 0.0, f.low or 0.0, f.high or 0.0) for f in pair.found)
    found = assess_change(before=first, after=second)
    assert found.low is not None
    assert found.high is not None
    assert found.detectable is not None
    low, high, detectable = found.low, found.high, found.detectable
    if apart:
        change = 100 * (second.coverage - first.coverage)
        below = 100 * math.hypot(second.coverage - second.low, first.high - first.coverage)
        above = 100 * math.hypot(second.high - second.coverage, first.coverage - first.low)
        low, high, detectable = change - below, change + above, max(below, above)
    return JudgedPair(100 * (pair.truths[1] - pair.truths[0]), low, high, detectable, pair.unchanged)


def visits_of(look: str, seed: int) -> list[Visits]:
    """Render a person whom nothing was learnt from, in colours of their own, and measure every pair.

    Parameters
    ----------
    look : str
        Of `LOOKS`; the colours are moved away from it.
    seed : int
    """
    rng = np.random.default_rng([seed, *look.encode()])
    head = Scalp(int(rng.integers(1_000_000)), _own_colours(LOOKS[look], rng))
    photos = [head.render(shot) for shot in _shots(rng)]
    first = photos[0]
    rows, columns = np.nonzero(first.scalp_mask)
    middle = np.array([np.ptp(columns) / 2 + columns.min(), np.ptp(rows) / 2 + rows.min()])
    extent = float(min(np.ptp(rows), np.ptp(columns)))
    outlines = _outlines(photos, middle, extent, rng)
    samples = [CoverageSample(image=p.image, outline=o) for p, o in zip(photos, outlines, strict=True)]
    person = fit_person(samples, [str(index) for index in range(len(samples))])
    found = [measure(p.image, o, person) for p, o in zip(photos, outlines, strict=True)]
    truths = [p.true_coverage(o) for p, o in zip(photos, outlines, strict=True)]
    grid = middle + extent * np.stack(np.meshgrid(*[np.linspace(-0.42, 0.42, 6)] * 2), -1).reshape(-1, 2)
    transforms = [identity(first.size), *(_transform(first, photo, grid) for photo in photos[1:])]
    warped = [warp_to_fixed(t, p.image) for t, p in zip(transforms, photos, strict=True)]
    mask = region_mask(outlines[0], first.size)
    visits = []
    for a in range(UNCHANGED):
        for b in range(a + 1, len(photos)):
            pair = AlignedPair(before=warped[a][0], after=warped[b][0], valid=warped[a][1] & warped[b][1])
            visits.append(
                Visits(
                    truths=(truths[a], truths[b]),
                    found=(found[a], found[b]),
                    conditions=measure_conditions(pair, (transforms[a], transforms[b]), mask),
                    unchanged=b < UNCHANGED,
                )
            )
    return visits


def _own_colours(look: Look, rng: np.random.Generator) -> Look:
    def moved(colour: Colour, by: float) -> Colour:
        values = np.clip(np.array(colour) * np.exp(rng.normal(0, by) + rng.normal(0, by, 3)), 5, 250)
        return int(values[0]), int(values[1]), int(values[2])

    return replace(
        look,
        hair=moved(look.hair, 0.1),
        hair_other=moved(look.hair_other, 0.1),
        skin=moved(look.skin, 0.06),
        hair_width_mm=look.hair_width_mm * float(np.exp(rng.normal(0, 0.1))),
    )


def _outlines(photos: list[RenderedPhoto], middle: Points, extent: float, rng: np.random.Generator) -> list[Outline]:
    turns = np.arange(24) * 2 * np.pi / 24
    ring = np.stack([np.cos(turns), np.sin(turns)], axis=1) * rng.uniform(0.18, 0.36)
    directions = photos[0].directions_at(middle + extent * (ring + rng.uniform(-0.1, 0.1, 2)))
    directions = directions[~np.isnan(directions).any(axis=1)]
    outlines = []
    for photo in photos:
        at = photo.locate(directions)
        outlines.append(tuple((float(x), float(y)) for x, y in at[~np.isnan(at).any(axis=1)]))
    return outlines


def _transform(first: RenderedPhoto, photo: RenderedPhoto, grid: Points) -> Transform:
    there = map_points(first, photo, grid)
    seen = ~np.isnan(there).any(axis=1)
    pairs = zip(grid[seen].tolist(), there[seen].tolist(), strict=True)
    marks = [Landmark(fixed=(a[0], a[1]), moving=(b[0], b[1])) for a, b in pairs]
    found = register_landmarks(fixed_size=first.size, moving_size=photo.size, landmarks=marks).transform
    assert found is not None
    return found


def _shots(rng: np.random.Generator) -> list[Shot]:
    hair, usual = _hair(rng), _light(rng)
    size = [(640, 800), (800, 1000), (1000, 1300)][rng.integers(3)]
    view = View.FRONTAL if rng.uniform() < 0.3 else View.VERTEX
    changes = [0.0] * UNCHANGED + [step * float(rng.choice([-1, 1])) for step in STEPS]
    shots = []
    for index, step in enumerate(changes):
        other = index == UNCHANGED - 1 or (index >= UNCHANGED and rng.uniform() < 0.3)
        shots.append(
            Shot(
                size=size,
                view=view,
                yaw=rng.normal(0, 3),
                pitch=rng.normal(0, 3),
                roll=rng.normal(0, 4),
                distance_mm=420 * float(np.exp(rng.normal(0, 0.04))),
                offset=(rng.normal(0, 0.015), rng.normal(0, 0.015)),
                hair=replace(
                    hair,
                    density=float(np.clip(hair.density - step, 0.03, 1)),
                    pattern=float(np.clip(hair.pattern + step, 0, 1)),
                    patches=tuple(replace(p, loss=float(np.clip(p.loss + step, 0, 1))) for p in hair.patches),
                    comb_seed=index,
                    comb_towards=hair.comb_towards + rng.normal(0, 10),
                ),
                light=_light(rng) if other else _nearly(usual, rng),
                exposure=rng.normal(0, 0.2),
                white_balance=rng.normal(0, 0.2),
                noise=rng.uniform(0.5, 1.5),
                blur=rng.uniform(0.3, 0.8),
                sharpening=rng.uniform(0.2, 0.7),
                jpeg_quality=int(rng.integers(70, 95)),
                noise_seed=index,
            )
        )
    return shots


def _hair(rng: np.random.Generator) -> Hair:
    hair = Hair(
        length_mm=float(np.exp(rng.uniform(np.log(3), np.log(60)))),
        density=rng.uniform(0.2, 1),
        pattern=rng.uniform(0, 0.8),
        comb_strength=rng.uniform(),
        comb_towards=rng.uniform(0, 360),
        messiness=rng.uniform(0.1, 0.7),
    )
    if rng.uniform() < 0.6:
        return hair
    patches = tuple(
        Patch(
            azimuth=rng.uniform(0, 360),
            polar=rng.uniform(0, 35),
            radius_mm=rng.uniform(12, 40),
            edge_mm=rng.uniform(3, 12),
            loss=rng.uniform(0.2, 1),
            fine=rng.uniform(0, 0.4),
        )
        for _ in range(rng.integers(1, 4))
    )
    return replace(hair, density=rng.uniform(0.8, 1), pattern=rng.uniform(0, 0.2), patches=patches)


def _light(rng: np.random.Generator) -> Light:
    return Light(
        azimuth=rng.uniform(0, 360),
        elevation=rng.uniform(35, 80),
        strength=rng.uniform(0.8, 1.1),
        ambient=rng.uniform(0.4, 0.7),
        warmth=rng.uniform(-0.5, 0.6),
        softness=rng.uniform(0.1, 1),
        glare=rng.uniform(0.1, 0.5),
    )


def _nearly(light: Light, rng: np.random.Generator) -> Light:
    return replace(
        light,
        azimuth=light.azimuth + rng.normal(0, 15),
        elevation=light.elevation + rng.normal(0, 4),
        warmth=light.warmth + rng.normal(0, 0.12),
        strength=light.strength * float(np.exp(rng.normal(0, 0.08))),
    )
