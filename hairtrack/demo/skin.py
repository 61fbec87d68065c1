"""The skin of one head: its marks, laid out on the plane of `geometry.flatten`."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.demo.geometry import Floats, flatten
from hairtrack.demo.looks import Look, to_linear
from hairtrack.demo.noise import Field, smooth_field

EXTENT = 1.98
"""The plane is painted from -EXTENT to EXTENT; the chin lies at radius 2."""
SIDE = 1536
MM_PER_UNIT = 95.0
"""About how many mm of scalp one unit of the plane is."""


@dataclass(frozen=True, slots=True)
class Skin:
    """Painted skin.

    Attributes
    ----------
    albedo : array, (SIDE, SIDE, 3)
        Linear reflectance.
    relief : array, (SIDE, SIDE)
        Height of creases and pores, mm.
    """

    albedo: NDArray[np.float32]
    relief: Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Mole:
    """A dark spot that stays where it is.

    Attributes
    ----------
    direction : (float, float, float)
    radius_mm : float
    depth : float
        How dark, 0 to 1.
    """

    direction: tuple[float, float, float]
    radius_mm: float
    depth: float


def paint_skin(rng: np.random.Generator, look: Look, moles: tuple[Mole, ...]) -> Skin:
    """Paint mottling, vessels, freckles, creases, pores and moles."""
    base = to_linear(look.skin)
    light = float(base[1])  # redness and freckles show less on dark skin
    redness = 0.5 * smooth_field(rng, side=SIDE, cells=7, octaves=3) + 0.35 * smooth_field(
        rng, side=SIDE, cells=60, octaves=2
    )
    redness += 1.2 * _vessels(rng)
    brown = 0.6 * smooth_field(rng, side=SIDE, cells=11, octaves=4, gain=0.6) + 2.2 * _freckles(rng)
    for mole in moles:
        _add_mole(brown, mole)
    blood = np.stack([-0.012 * redness, -0.07 * redness, -0.055 * redness], -1) * (0.5 + light)
    melanin = np.stack([-0.055 * brown, -0.085 * brown, -0.11 * brown], -1)
    albedo = (base * np.exp(blood + melanin)).clip(0.004, 0.95).astype(np.float32)
    relief = 0.05 * smooth_field(rng, side=SIDE, cells=260, octaves=2, gain=0.8) + _creases(rng)
    return Skin(albedo, relief.astype(np.float32))


def to_texture(plane: Floats) -> Floats:
    """Turn points of the plane into pixels of the painted skin."""
    return (plane / EXTENT + 1) * (SIDE / 2) - 0.5


def _add_mole(brown: Field, mole: Mole) -> None:
    x, y = to_texture(flatten(np.asarray(mole.direction)))
    radius = mole.radius_mm / MM_PER_UNIT * SIDE / (2 * EXTENT)
    reach = int(radius * 2.5) + 2
    rows, columns = slice(max(int(y) - reach, 0), int(y) + reach), slice(max(int(x) - reach, 0), int(x) + reach)
    yy, xx = np.mgrid[rows, columns]
    distance = np.hypot(xx - x, yy - y) / radius
    brown[rows, columns] += 24 * mole.depth / (1 + np.exp((distance - 1) * 6)).astype(np.float32)


def _freckles(rng: np.random.Generator) -> Field:
    spots = np.zeros((SIDE, SIDE), np.float32)
    count = int(rng.integers(150, 500))
    at = rng.integers(8, SIDE - 8, (count, 2))
    for (x, y), size, depth in zip(at, rng.uniform(0.6, 2.4, count), rng.uniform(0.3, 1, count), strict=True):
        cv2.circle(spots, (int(x), int(y)), max(1, round(size)), float(depth), -1, cv2.LINE_AA)
    soft: Field = cv2.GaussianBlur(spots, (0, 0), 1.6)
    return soft


def _vessels(rng: np.random.Generator) -> Field:
    """Draw faint branching walks."""
    drawn = np.zeros((SIDE, SIDE), np.uint8)
    for _ in range(46):
        turns = np.cumsum(rng.normal(0, 0.22, 70)) + rng.uniform(0, 2 * np.pi)
        steps = np.stack([np.cos(turns), np.sin(turns)], 1) * 5.5
        walk = rng.uniform(0.1, 0.9, 2) * SIDE + np.cumsum(steps, 0)
        cv2.polylines(drawn, [(walk * 16).astype(np.int32)], False, int(rng.integers(90, 255)), 2, cv2.LINE_AA, 4)
    soft: Field = cv2.GaussianBlur(drawn, (0, 0), 2.6).astype(np.float32) / 255
    return soft


def _creases(rng: np.random.Generator) -> Field:
    """Draw the lines of the forehead and a few folds of the scalp."""
    drawn = np.zeros((SIDE, SIDE), np.uint8)
    for _ in range(int(rng.integers(3, 6))):
        angle = np.pi / 2 + np.linspace(-0.5, 0.5, 30) * rng.uniform(0.7, 1.1)
        radius = rng.uniform(1.08, 1.36) + 0.012 * np.cumsum(rng.normal(0, 0.4, 30))
        plane = np.stack([np.cos(angle) * radius, np.sin(angle) * radius], 1)
        cv2.polylines(drawn, [(to_texture(plane) * 16).astype(np.int32)], False, 200, 3, cv2.LINE_AA, 4)
    for _ in range(9):
        start = rng.uniform(-0.9, 0.9, 2)
        turns = rng.uniform(0, 2 * np.pi) + np.cumsum(rng.normal(0, 0.12, 12))
        walk = start + np.cumsum(np.stack([np.cos(turns), np.sin(turns)], 1) * rng.uniform(0.01, 0.03), 0)
        cv2.polylines(drawn, [(to_texture(walk) * 16).astype(np.int32)], False, 90, 2, cv2.LINE_AA, 4)
    soft: Field = cv2.GaussianBlur(drawn, (0, 0), 3.0).astype(np.float32) / 255
    return np.float32(-0.9) * soft
