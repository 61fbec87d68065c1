"""Pairs that are made incomparable on purpose, and good ones: how many of each are flagged, and what that spares."""

import json
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import product
from types import MappingProxyType
from typing import TypeAlias

import cv2
import numpy as np

from hairtrack.analysis.comparability import Condition, Finding, Level, compare_cameras
from hairtrack.course import Outline, Size, Transform
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.photo import RenderedPhoto, map_points
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Light, Shot
from hairtrack.imaging.arrays import Image, Points
from hairtrack.imaging.photo_file import read_photo
from hairtrack.workflow.compare_files import image_findings
from tests.benchmarks.changed_pairs import clicked
from tests.benchmarks.known_warps import Shot as Second
from tests.benchmarks.known_warps import make_pair
from tests.benchmarks.learnt_people import own_colours
from tests.benchmarks.learnt_pixels import PHOTOS
from tests.benchmarks.repeated_visits import draw_hair, draw_light, nearly
from tests.benchmarks.row import Row

Spoil: TypeAlias = Callable[[Shot, np.random.Generator], Shot]
"""Makes a second shot incomparable with the first, which has the same hair and the same usual place."""

PEOPLE, FIRST_SEED = 2, 700
"""Per look; the limits of the conditions were set on the people below `FIRST_SEED`."""
SHORTEST_WET = 12.0
"""Millimetres: shorter hair looks much the same when it is wet."""
USUAL_LENS_MM = 26
SIZES: tuple[Size, ...] = ((640, 800), (800, 1000))
GOOD, GOOD_EACH = ("combed anew", "regrown or lost"), 2
"""Pairs of one person that may be compared, so often each: there is more of them to get wrong than one."""
AROUND, INSIDE, EDGE = 10, 5, 0.47
"""Landmarks around and inside a region; how far from its middle the cap's border lies, of its width."""
REAL_SIDE = 640
"""Pixels of the real photos when they are taken again."""
REACH, REAL_LANDMARKS = 0.2, 60
"""How far from the middle a region of theirs reaches, of the photo's width; points that are found again in them."""


def _cut(length_mm: float) -> Spoil:
    return lambda shot, _: replace(shot, hair=replace(shot.hair, length_mm=length_mm))


def _wet(shot: Shot, _: np.random.Generator) -> Shot:
    return replace(shot, hair=replace(shot.hair, wet=1.0))


def _glare(shot: Shot, rng: np.random.Generator) -> Shot:
    flash = Light(
        azimuth=rng.uniform(0, 360),
        elevation=rng.uniform(70, 85),
        strength=rng.uniform(1.4, 1.8),
        ambient=0.35,
        warmth=shot.light.warmth,
        softness=rng.uniform(0, 0.25),
        glare=rng.uniform(1.0, 1.6),
    )
    return replace(shot, light=flash, exposure=shot.exposure + rng.uniform(0.4, 0.9))


def _tilted(shot: Shot, rng: np.random.Generator) -> Shot:
    """Turn the head by 20 degrees out of the picture plane; seen from above, yaw is a roll, so pitch it is."""
    return replace(shot, pitch=shot.pitch + 20 * float(rng.choice([-1, 1])))


def _blur(shot: Shot, rng: np.random.Generator) -> Shot:
    return replace(shot, blur=rng.uniform(2.5, 5.0))


def _lens(shot: Shot, rng: np.random.Generator) -> Shot:
    lens = float(rng.choice([0.6, 2.0]))
    return replace(shot, lens=lens, distance_mm=shot.distance_mm * lens)


def _other_side(shot: Shot, rng: np.random.Generator) -> Shot:
    light = replace(shot.light, azimuth=shot.light.azimuth + rng.uniform(120, 240), elevation=rng.uniform(25, 45))
    return replace(shot, light=replace(light, softness=rng.uniform(0, 0.5)))


def _balance(shot: Shot, rng: np.random.Generator) -> Shot:
    swing = float(rng.choice([-1, 1])) * rng.uniform(1.0, 1.4)
    return replace(shot, white_balance=shot.white_balance + swing)


SPOILS: Mapping[str, Spoil] = MappingProxyType(
    {
        "cut from 4 cm to 3 mm": _cut(3.0),
        "cut from 4 cm to 1.5 cm": _cut(15.0),
        "wet": _wet,
        "glare": _glare,
        "turned by 20 degrees": _tilted,
        "blurred": _blur,
        "other lens": _lens,
        "light from another side": _other_side,
        "white balance": _balance,
    }
)
FITTING: Mapping[str, tuple[float, frozenset[Condition]]] = MappingProxyType(
    {
        "cut from 4 cm to 3 mm": (95, frozenset({Condition.STATE, Condition.LENGTH})),
        "cut from 4 cm to 1.5 cm": (80, frozenset({Condition.STATE, Condition.LENGTH})),
        "wet": (90, frozenset({Condition.STATE})),
        "glare": (85, frozenset({Condition.GLARE, Condition.BRIGHTNESS, Condition.LIGHT})),
        "turned by 20 degrees": (95, frozenset({Condition.ANGLE})),
        "blurred": (95, frozenset({Condition.SHARPNESS})),
        "other lens": (95, frozenset({Condition.CAMERA, Condition.DISTANCE})),
        "light from another side": (80, frozenset({Condition.LIGHT})),
        "white balance": (80, frozenset({Condition.COLOUR})),
    }
)
"""What share is to be flagged, percent, and by which conditions."""
_NEARLY = Second(
    tilt_degrees=4, roll_degrees=5, zoom=1.05, relight=0.25, exposure=0.1, balance=0.015, noise=1.5, blur=0.4
)
REAL: Mapping[str, tuple[Second, frozenset[Condition]]] = MappingProxyType(
    {
        "taken again": (_NEARLY, frozenset()),
        "blurred": (replace(_NEARLY, blur=4.0), frozenset({Condition.SHARPNESS})),
        "overexposed": (_NEARLY, frozenset({Condition.GLARE, Condition.BRIGHTNESS})),
        "turned by 25 degrees": (replace(_NEARLY, tilt_degrees=25), frozenset({Condition.ANGLE})),
    }
)
"""How real photos are taken again, the first of them well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """Two photos of one head, what was done to the second, and the true coverage of a region in both.

    Attributes
    ----------
    outline, carried : Outline
        The region in the first photo, and truly in the second.
    lens_mm : int
        That the second photo names; the first names `USUAL_LENS_MM`.
    """

    kind: str
    before: Image
    after: Image
    outline: Outline
    carried: Outline
    transform: Transform
    truths: tuple[float, ...]
    lens_mm: int


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said of a planted pair; `seen` without what the files say about camera and lens."""

    kind: str
    findings: tuple[Finding, ...]
    fitting: frozenset[Condition]

    @property
    def flagged(self) -> bool:
        """Whether a fitting condition stands against it; for a good pair, whether any does."""
        named = {found.condition for found in self.findings if found.level is not Level.FINE}
        return bool(named & self.fitting if self.fitting else named)

    @property
    def seen(self) -> bool:
        """Whether it is flagged by the pixels alone."""
        pixels = tuple(found for found in self.findings if found.condition is not Condition.CAMERA)
        return replace(self, findings=pixels).flagged

    @property
    def stopped(self) -> bool:
        """Whether no figure is given."""
        return any(found.level is Level.NOT_COMPARABLE for found in self.findings)


def comparability_rows() -> Iterator[Row]:
    """Judge rendered pairs of people whom no limit was set on, and real photos taken again."""
    with ProcessPoolExecutor(2, initializer=cv2.setNumThreads, initargs=(1,)) as pool:
        people = list(product(LOOKS, range(FIRST_SEED, FIRST_SEED + PEOPLE)))
        rendered = [pair for some in pool.map(_judged_person, people) for pair in some]
        real = [pair for some in pool.map(_judged_photo, _labelled()) for pair in some]
    for kind in (*GOOD, *SPOILS):
        _print(kind, [pair for pair in rendered if pair.kind == kind])
    good = [pair for pair in rendered if pair.kind in GOOD]
    bad = [pair for pair in rendered if pair.kind in SPOILS]
    yield Row(f"{len(good)} good pairs: flagged, %", _percent([p.flagged for p in good]), 15)
    yield Row(f"{len(good)} good pairs: called not comparable, %", _percent([p.stopped for p in good]), 5)
    yield Row(f"{len(bad)} spoilt pairs: flagged for what was done, %", _percent([p.flagged for p in bad]), 90, True)
    for kind, (least, _) in FITTING.items():
        some = [pair for pair in bad if pair.kind == kind]
        yield Row(f"{len(some)} pairs {kind}: flagged so, %", _percent([p.flagged for p in some]), least, True)
    for kind, (_, fitting) in REAL.items():
        some = [pair for pair in real if pair.kind == kind]
        _print(f"real, {kind}", some)
        if some:
            flagged = _percent([pair.flagged for pair in some])
            yield Row(f"{len(some)} real photos {kind}: flagged, %", flagged, 90 if fitting else 15, bool(fitting))


def _print(kind: str, pairs: list[Judged]) -> None:
    """Say how many pairs of a kind are flagged, and which conditions were named for how many percent of them."""
    if not pairs:
        return
    named = [found.condition for pair in pairs for found in pair.findings if found.level is not Level.FINE]
    shares = {condition: 100 * named.count(condition) / len(pairs) for condition in Condition if condition in named}
    print(
        f"{kind:28} {len(pairs):3}: flagged {_percent([p.flagged for p in pairs]):3.0f} %, by the pixels alone "
        f"{_percent([p.seen for p in pairs]):3.0f} %, not comparable {_percent([p.stopped for p in pairs]):3.0f} %; "
        + ", ".join(f"{condition} {share:.0f}" for condition, share in shares.items())
    )


def _percent(answers: list[bool]) -> float:
    return 100 * float(np.mean(answers)) if answers else float("nan")


def _judged_person(person: tuple[str, int]) -> list[Judged]:
    judged = []
    for pair in pairs_of(*person):
        cameras = compare_cameras(names=("Phone", "Phone"), lenses_mm=(USUAL_LENS_MM, pair.lens_mm))
        findings = (*image_findings(pair.before, pair.after, pair.transform, pair.outline), *cameras)
        judged.append(Judged(pair.kind, findings, FITTING[pair.kind][1] if pair.kind in FITTING else frozenset()))
    return judged


def _labelled() -> list[tuple[str, list[list[float]], int]]:
    """Return every second real photo with a region; none where they are not on this machine."""
    labels = PHOTOS / "labels.json"
    known = json.loads(labels.read_text()) if labels.is_file() else {}
    return [(name, facts["region"], number) for number, (name, facts) in enumerate(known.items()) if number % 2]


def _judged_photo(job: tuple[str, list[list[float]], int]) -> list[Judged]:
    """Take a real photo again, well and in every bad way."""
    name, region, seed = job
    photo = read_photo(PHOTOS / name).image
    side = min(photo.shape[:2])
    top, left = ((length - side) // 2 for length in photo.shape[:2])
    square = photo[top : top + side, left : left + side]
    small = cv2.resize(square, (REAL_SIDE, REAL_SIDE), interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    drawn = (np.array(region) - (left, top)) * REAL_SIDE / side
    # What was taken twice is the head's cap: a region that hangs over its border is drawn smaller.
    reach = max(1.0, float(np.abs(drawn / REAL_SIDE - 0.5).max()) / REACH)
    outline = tuple((x, y) for x, y in ((drawn - REAL_SIDE / 2) / reach + REAL_SIDE / 2).tolist())
    judged = []
    for number, (kind, (shot, fitting)) in enumerate(REAL.items()):
        rng = np.random.default_rng([7, seed, number])
        pair = make_pair(small, shot, rng)
        chosen = rng.permutation(len(pair.points))[:REAL_LANDMARKS]
        transform = clicked(pair.fixed, pair.moving, pair.points[chosen], pair.truth[chosen], rng)
        moving = _overexposed(pair.moving) if kind == "overexposed" else pair.moving
        if transform is not None:
            judged.append(Judged(kind, image_findings(pair.fixed, moving, transform, outline), fitting))
    return judged


def _overexposed(image: Image) -> Image:
    """Let in three times the light; what is over white is lost."""
    brighter: Image = np.clip(image * 3.0 ** (1 / 2.2), 0, 255).astype(np.uint8)
    return brighter


def pairs_of(look: str, seed: int, sizes: tuple[Size, ...] = SIZES) -> Iterator[Planted]:
    """Photograph a person whom nothing was learnt from, in colours of their own, once well and once in every bad way.

    Parameters
    ----------
    look : str
        Of `LOOKS`; the colours are moved away from it.
    seed : int
    sizes : tuple of Size
        Of which the photos have one.

    Yields
    ------
    Planted
        Aligned by points that a hand placed, so that every condition is judged on its merits.
    """
    rng = np.random.default_rng([seed, *look.encode()])
    head = Scalp(int(rng.integers(1_000_000)), own_colours(LOOKS[look], rng))
    usual = _first(rng, sizes)
    long = replace(usual, hair=replace(usual.hair, length_mm=40.0, density=max(usual.hair.density, 0.5)))
    firsts = {shot: head.render(shot) for shot in (usual, long)}
    good: tuple[tuple[str, Spoil | None], ...] = ((GOOD[0], None), (GOOD[1], _changed))
    for kind, spoil in (*GOOD_EACH * good, *SPOILS.items()):
        cut = kind.startswith("cut from 4 cm")
        first = long if cut or (kind == "wet" and usual.hair.length_mm < SHORTEST_WET) else usual
        second = _again(first, rng)
        planted = _pair(kind, firsts[first], head.render(spoil(second, rng) if spoil else second), rng)
        if planted is not None:
            yield planted


def _first(rng: np.random.Generator, sizes: tuple[Size, ...]) -> Shot:
    size = sizes[rng.integers(len(sizes))]
    return _jitter(Shot(size=size, hair=draw_hair(rng), light=draw_light(rng)), rng, 0)


def _again(first: Shot, rng: np.random.Generator) -> Shot:
    hair = replace(first.hair, comb_seed=1, comb_towards=first.hair.comb_towards + rng.normal(0, 10))
    hair = replace(hair, length_mm=hair.length_mm * float(np.exp(rng.normal(0, 0.08))))
    return _jitter(replace(first, hair=hair, light=nearly(first.light, rng)), rng, 1)


def _jitter(shot: Shot, rng: np.random.Generator, number: int) -> Shot:
    return replace(
        shot,
        yaw=rng.normal(0, 3),
        pitch=rng.normal(0, 3),
        roll=rng.normal(0, 4),
        distance_mm=420 * float(np.exp(rng.normal(0, 0.04))),
        offset=(rng.normal(0, 0.015), rng.normal(0, 0.015)),
        exposure=rng.normal(0, 0.2),
        white_balance=rng.normal(0, 0.2),
        noise=rng.uniform(0.5, 1.5),
        blur=rng.uniform(0.3, 0.8),
        sharpening=rng.uniform(0.2, 0.7),
        jpeg_quality=int(rng.integers(70, 95)),
        noise_seed=number,
    )


def _changed(shot: Shot, rng: np.random.Generator) -> Shot:
    step = float(rng.choice([-1, 1])) * rng.uniform(0.1, 0.4)
    hair = replace(
        shot.hair,
        density=float(np.clip(shot.hair.density - step, 0.03, 1)),
        pattern=float(np.clip(shot.hair.pattern + step, 0, 1)),
        patches=tuple(replace(p, loss=float(np.clip(p.loss + step, 0, 1))) for p in shot.hair.patches),
    )
    return replace(shot, hair=hair)


def _pair(kind: str, before: RenderedPhoto, after: RenderedPhoto, rng: np.random.Generator) -> Planted | None:
    rows, columns = np.nonzero(before.scalp_mask)
    middle = np.array([np.ptp(columns) / 2 + columns.min(), np.ptp(rows) / 2 + rows.min()])
    extent = float(min(np.ptp(rows), np.ptp(columns)))
    reach, centre = rng.uniform(0.18, 0.36), rng.uniform(-0.08, 0.08, 2)
    outline = middle + extent * (_ring(24) * reach + centre)
    points = middle + extent * _landmarks(reach, centre, rng)
    there, corners = map_points(before, after, points), map_points(before, after, outline)
    seen = ~np.isnan(there).any(axis=1)
    transform = clicked(before.image, after.image, points[seen], there[seen], rng)
    corners = corners[~np.isnan(corners).any(axis=1)]
    if transform is None or len(corners) < 12:
        return None
    outlines = [tuple((float(x), float(y)) for x, y in o) for o in (outline, corners)]
    truths = tuple(p.true_coverage(o) for p, o in zip((before, after), outlines, strict=True))
    return Planted(
        kind=kind,
        before=before.image,
        after=after.image,
        outline=outlines[0],
        carried=outlines[1],
        transform=transform,
        truths=truths,
        lens_mm=round(USUAL_LENS_MM * after.shot.lens),
    )


def _landmarks(reach: float, centre: Points, rng: np.random.Generator) -> Points:
    """Place points as a hand does: around a region and some inside it, roughly, none beside the head's cap."""
    around = _ring(AROUND) * rng.uniform(1.1, 1.3, (AROUND, 1))
    points: Points = centre + reach * np.concatenate([around, _ring(INSIDE) * rng.uniform(0.3, 0.7, (INSIDE, 1))])
    points *= np.minimum(1, EDGE / np.linalg.norm(points, axis=1, keepdims=True))
    return points


def _ring(count: int) -> Points:
    turns = np.arange(count) * 2 * np.pi / count
    points: Points = np.stack([np.cos(turns), np.sin(turns)], axis=1)
    return points
