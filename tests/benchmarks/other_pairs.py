"""Pairs of photos, and photos with a region, of heads that are drawn in another way than the demo's."""

from dataclasses import replace

import cv2
import numpy as np

from hairtrack.course import Outline
from hairtrack.imaging.arrays import Image, Mask
from hairtrack.imaging.regions import region_mask
from tests.benchmarks.known_warps import Pair
from tests.benchmarks.other_heads import LOOKS, Hair, Head, Light, Patch, Pose

CLASSES = ("same day", "weeks", "months", "short hair", "another person")
SIZE = (900, 1200)
_POINTS = 600
_LENGTHS = (8.0, 15.0, 30.0)


def other_pair(kind: str, seed: int) -> Pair:
    """Draw two photos.

    Parameters
    ----------
    kind : str
        One of `CLASSES`.
    seed : int

    Returns
    -------
    Pair
        Without points where it shows two people.
    """
    rng = np.random.default_rng([seed, CLASSES.index(kind), 29])
    look = list(LOOKS)[seed % len(LOOKS)]
    head, other = Head(seed, look), kind == "another person"
    hair = draw_hair(rng, lengths=(3.0,) if kind == "short hair" else _LENGTHS)
    later = _later(kind, hair, rng)
    light, room = draw_light(rng), int(rng.integers(1000))
    fixed = head.take(hair, draw_pose(rng), light, rng, size=SIZE, room=room)
    if other:
        taken = Head(seed + 50_000, look).take(later, draw_pose(rng), light, rng, size=SIZE, room=room)
        return Pair(fixed=fixed.image, moving=taken.image, points=np.zeros((0, 2)), truth=np.zeros((0, 2)))
    room = room if kind == "same day" else room + 1
    moving = head.take(later, draw_pose(rng, turn=6), draw_light(rng), rng, size=SIZE, room=room)
    places = np.argwhere(fixed.scalp)[:, ::-1]
    points = places[rng.choice(len(places), _POINTS)].astype(float)
    truth = moving.camera.locate(fixed.camera.directions_at(points))
    seen = np.isfinite(truth).all(axis=1)
    return Pair(fixed=fixed.image, moving=moving.image, points=points[seen], truth=truth[seen])


def other_photos(look: str, seed: int, count: int) -> list[tuple[Image, Outline, float]]:
    """Draw photos of one person in several states, each with a region and its true coverage, 0 to 1.

    Parameters
    ----------
    look : str
    seed : int
    count : int
    """
    rng = np.random.default_rng([seed, 31])
    head, found = Head(seed, look), []
    for _ in range(count):
        hair = draw_hair(rng, lengths=(0.5, 3.0, *_LENGTHS))
        room = int(rng.integers(1000))
        taken = head.take(hair, draw_pose(rng), draw_light(rng), rng, size=SIZE, room=room)
        outline = _within(taken.scalp, rng)
        inside = region_mask(outline, SIZE)
        found.append((taken.image, outline, float(taken.hair_fraction[inside].mean())))
    return found


def _within(scalp: Mask, rng: np.random.Generator) -> Outline:
    """Draw a circle that lies in the scalp."""
    deep = cv2.distanceTransform(np.pad(scalp.astype(np.uint8), 1), cv2.DIST_L2, 5)[1:-1, 1:-1]
    radius = rng.uniform(0.35, 0.8) * deep.max()
    row, column = rng.choice(np.argwhere(deep > radius + 2))
    around = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    corners = np.stack([column + radius * np.cos(around), row + radius * np.sin(around)], axis=1)
    return tuple((float(x), float(y)) for x, y in corners)


def draw_hair(rng: np.random.Generator, *, lengths: tuple[float, ...]) -> Hair:
    """Draw hair that is thin on top or has patches."""
    patchy = rng.random() < 0.5
    return Hair(
        seed=int(rng.integers(1, 10**6)),
        density=float(rng.uniform(0.5, 1)),
        pattern=0.0 if patchy else float(rng.uniform(0.2, 0.9)),
        patches=tuple(_patch(rng) for _ in range(int(rng.integers(1, 4)))) if patchy else (),
        length_mm=float(rng.choice(lengths)),
        combed_towards=float(rng.uniform(0, 360)),
        combed=float(rng.uniform(0.2, 0.6)),
        messiness=float(rng.uniform(0.2, 0.6)),
    )


def draw_light(rng: np.random.Generator) -> Light:
    """Draw a lamp."""
    return Light(
        azimuth=float(rng.uniform(0, 360)),
        elevation=float(rng.uniform(40, 85)),
        softness=float(rng.uniform(0.1, 0.8)),
        strength=float(rng.uniform(0.5, 0.9)),
        ambient=float(rng.uniform(0.25, 0.6)),
        shine=float(rng.choice([0.02, 0.05, 0.1])),
    )


def draw_pose(rng: np.random.Generator, turn: float = 4.0) -> Pose:
    """Draw a pose; `turn` is the standard deviation about each axis, degrees."""
    yaw, pitch, roll = rng.normal(0, turn, 3)
    right, down = rng.normal(0, 0.02, 2)
    distance = float(rng.uniform(0.93, 1.08))
    return Pose(yaw=float(yaw), pitch=float(pitch), roll=float(roll), shift=(right, down), distance=distance)


def _patch(rng: np.random.Generator) -> Patch:
    middle = (float(rng.uniform(-0.6, 0.6)), float(rng.uniform(-0.6, 0.6)))
    radius, edge, loss = rng.uniform([12, 3, 0.7], [38, 14, 1])
    return Patch(middle=middle, radius_mm=float(radius), edge_mm=float(edge), loss=float(loss))


def _later(kind: str, hair: Hair, rng: np.random.Generator) -> Hair:
    if kind == "same day":
        return hair
    again = replace(hair, seed=hair.seed + 1)
    if kind == "short hair":
        return replace(again, density=hair.density * float(rng.uniform(0.7, 1)))
    if kind != "months":
        return replace(again, length_mm=hair.length_mm + 5)
    return replace(
        again,
        length_mm=float(rng.choice([4.0, 10.0, 20.0])),
        combed_towards=float(rng.uniform(0, 360)),
        density=min(1.0, hair.density + 0.2),
        pattern=0.6 * hair.pattern,
        patches=tuple(replace(patch, loss=patch.loss * float(rng.uniform(0.1, 0.8))) for patch in hair.patches),
    )
