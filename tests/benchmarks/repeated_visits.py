"""One rendered person at several visits: the same hair under other light, and hair that grew or was lost."""

import math
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from hairtrack.analysis.change import assess_change
from hairtrack.analysis.comparability import Conditions, Level, compare_conditions
from hairtrack.analysis.own_noise import OwnNoise, own_noise
from hairtrack.course import Landmark, Outline, Transform, View
from hairtrack.demo.looks import LOOKS
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
from tests.benchmarks.learnt_people import middle_of_scalp, own_colours

UNCHANGED = 3
"""Visits with the same hair, combed anew; the last of them under a lamp of its own."""
STEPS = (0.05, 0.12, 0.28, 0.5)
"""By which density and pattern then change, one way or the other."""
REPEATS = 3
"""Photos of one visit, with the phone lowered in between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What is true and what was measured of the photos of one visit, coverages 0 to 1."""

    truths: tuple[float, ...]
    found: tuple[Coverage, ...]

    @property
    def values(self) -> tuple[float, ...]:
        """Of the photos that could be measured."""
        return tuple(found.value for found in self.found if found.value is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairOfVisits:
    """Two visits of a person.

    Attributes
    ----------
    before, after : Visit
    noise : OwnNoise or None
        Of that person, over all visits.
    conditions : Conditions
        Of the first photos of both.
    unchanged : bool
        Whether the hair is the same.
    """

    before: Visit
    after: Visit
    noise: OwnNoise | None
    conditions: Conditions
    unchanged: bool

    @property
    def comparable(self) -> bool:
        """Whether the first photos have a value and nothing forbids comparing them."""
        stops = [found for found in compare_conditions(self.conditions) if found.level is Level.NOT_COMPARABLE]
        return not stops and all(visit.found[0].value is not None for visit in (self.before, self.after))


class Way(StrEnum):
    """How a pair is judged."""

    APART = "one photo a visit, as if nothing were shared"
    SINGLE = "one photo a visit"
    REPEATED = "three photos a visit, own noise"


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """A pair's true change and what was made of it, points."""

    truth: float
    change: float
    low: float
    high: float
    detectable: float
    unchanged: bool

    @property
    def held(self) -> bool:
        """Whether the interval holds the truth."""
        return self.low <= self.truth <= self.high

    @property
    def off(self) -> float:
        """How far the truth lies off, in halves of the interval on its side."""
        side = self.high - self.change if self.truth > self.change else self.change - self.low
        return abs(self.truth - self.change) / max(side, 1e-9)

    @property
    def called(self) -> bool:
        """Whether it is called changed."""
        return self.low > 0 or self.high < 0

    @property
    def seen(self) -> bool:
        """Whether it is called changed the way it did."""
        return self.low > 0 if self.truth > 0 else self.high < 0


def judged(pair: PairOfVisits, way: Way) -> JudgedPair:
    """Judge a comparable pair as the program does, or as if the errors of the two photos had nothing in common."""
    visits = (pair.before, pair.after)
    count = len(pair.before.found) if way is Way.REPEATED else 1
    first, second = (_mean(visit, count) for visit in visits)
    reach = None
    if way is Way.REPEATED and pair.noise is not None and pair.noise.enough:
        reach = pair.noise.reach(first.photos, second.photos)
    found = assess_change(before=first, after=second, own_reach=reach)
    assert found.change is not None
    assert found.low is not None
    assert found.high is not None
    assert found.detectable is not None
    change, low, high, detectable = found.change, found.low, found.high, found.detectable
    if way is Way.APART:
        below = 100 * math.hypot(second.coverage - second.low, first.high - first.coverage)
        above = 100 * math.hypot(second.high - second.coverage, first.coverage - first.low)
        low, high, detectable = change - below, change + above, max(below, above)
    truth = 100 * (np.mean(pair.after.truths[:count]) - np.mean(pair.before.truths[:count]))
    return JudgedPair(float(truth), change, low, high, detectable, pair.unchanged)


@dataclass(frozen=True, slots=True)
class _Value:
    """The mean of some photos of a visit, as the verdict wants it."""

    coverage: float
    low: float
    high: float
    photos: int
    reasons: tuple[Reason, ...] = ()


def _mean(visit: Visit, count: int) -> _Value:
    known = [(f.value, f.low or 0.0, f.high or 0.0) for f in visit.found[:count] if f.value is not None]
    coverage, low, high = np.mean(known, axis=0).tolist()
    return _Value(coverage, low, high, len(known))


def pairs_of_visits(look: str, seed: int) -> list[PairOfVisits]:
    """Render a person whom nothing was learnt from, in colours of their own, and measure every photo.

    Parameters
    ----------
    look : str
        Of `LOOKS`; the colours are moved away from it.
    seed : int
    """
    rng = np.random.default_rng([seed, *look.encode()])
    head = Scalp(int(rng.integers(1_000_000)), own_colours(LOOKS[look], rng))
    shots = _shots(rng)
    photos = [head.render(again) for shot in shots for again in repeats(shot, rng)]
    first = photos[0]
    middle, extent = middle_of_scalp(first)
    outlines = outlines_of_region(photos, rng)
    samples = [CoverageSample(image=p.image, outline=o) for p, o in zip(photos, outlines, strict=True)]
    person = fit_person(samples, [str(index) for index in range(len(samples))])
    found = [measure(p.image, o, person) for p, o in zip(photos, outlines, strict=True)]
    truths = [p.true_coverage(o) for p, o in zip(photos, outlines, strict=True)]
    starts = range(0, len(photos), REPEATS)
    visits = [Visit(truths=tuple(truths[at : at + REPEATS]), found=tuple(found[at : at + REPEATS])) for at in starts]
    noise = own_noise(visit.values for visit in visits)
    grid = middle + extent * np.stack(np.meshgrid(*[np.linspace(-0.42, 0.42, 6)] * 2), -1).reshape(-1, 2)
    transforms = [identity(first.size), *(_transform(first, photos[at], grid) for at in starts[1:])]
    warped = [warp_to_fixed(t, photos[at].image) for t, at in zip(transforms, starts, strict=True)]
    mask = region_mask(outlines[0], first.size)
    pairs = []
    for a in range(UNCHANGED):
        for b in range(a + 1, len(visits)):
            pair = AlignedPair(before=warped[a][0], after=warped[b][0], valid=warped[a][1] & warped[b][1])
            pairs.append(
                PairOfVisits(
                    before=visits[a],
                    after=visits[b],
                    noise=noise,
                    conditions=measure_conditions(pair, (transforms[a], transforms[b]), mask),
                    unchanged=b < UNCHANGED,
                )
            )
    return pairs


def repeats(shot: Shot, rng: np.random.Generator) -> list[Shot]:
    """Take a photo again and again within a minute, with the phone lowered in between."""
    return [shot, *(_once_more(shot, rng, number) for number in range(1, REPEATS))]


def _once_more(shot: Shot, rng: np.random.Generator, number: int) -> Shot:
    return replace(
        shot,
        yaw=shot.yaw + rng.normal(0, 2),
        pitch=shot.pitch + rng.normal(0, 2),
        roll=shot.roll + rng.normal(0, 3),
        distance_mm=shot.distance_mm * float(np.exp(rng.normal(0, 0.03))),
        offset=(rng.normal(0, 0.015), rng.normal(0, 0.015)),
        light=replace(
            shot.light,
            azimuth=shot.light.azimuth + rng.normal(0, 5),
            elevation=shot.light.elevation + rng.normal(0, 2),
        ),
        exposure=shot.exposure + rng.normal(0, 0.1),
        white_balance=shot.white_balance + rng.normal(0, 0.05),
        blur=rng.uniform(0.3, 0.8),
        jpeg_quality=int(rng.integers(70, 95)),
        noise_seed=100 * number + shot.noise_seed,
    )


def outlines_of_region(photos: list[RenderedPhoto], rng: np.random.Generator) -> list[Outline]:
    """Draw a region of the scalp in the first of a head's photos, and return its outline in each."""
    middle, extent = middle_of_scalp(photos[0])
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
    hair, usual = draw_hair(rng), draw_light(rng)
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
                light=draw_light(rng) if other else nearly(usual, rng),
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


def draw_hair(rng: np.random.Generator) -> Hair:
    """Draw a head of hair, thinned out or with bald patches."""
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


def draw_light(rng: np.random.Generator) -> Light:
    """Draw the light of a room."""
    return Light(
        azimuth=rng.uniform(0, 360),
        elevation=rng.uniform(35, 80),
        strength=rng.uniform(0.8, 1.1),
        ambient=rng.uniform(0.4, 0.7),
        warmth=rng.uniform(-0.5, 0.6),
        softness=rng.uniform(0.1, 1),
        glare=rng.uniform(0.1, 0.5),
    )


def nearly(light: Light, rng: np.random.Generator) -> Light:
    """Return the same room on another day."""
    return replace(
        light,
        azimuth=light.azimuth + rng.normal(0, 15),
        elevation=light.elevation + rng.normal(0, 4),
        warmth=light.warmth + rng.normal(0, 0.12),
        strength=light.strength * float(np.exp(rng.normal(0, 0.08))),
    )
