"""The skin of one head: its marks, laid out on the plane of `geometry.flatten`."""

from dataclasses import dataclass
from typing import Any

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

    albedo: NDArray[Any]
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


def paint_skin(
    rng: np.random.Generator, look: Look, moles: tuple[Mole, ...], follicles: Floats, hairline: Field
) -> Skin:
    """Paint mottling, vessels, freckles, creases, pores, follicle dots, face and moles."""
    base = to_linear(look.skin)
    redness = 0.55 * smooth_field(rng, side=SIDE, cells=7, octaves=3)
    redness += 0.5 * smooth_field(rng, side=SIDE, cells=50, octaves=4, gain=0.75) + 1.2 * _vessels(rng)
    brown = 0.6 * smooth_field(rng, side=SIDE, cells=11, octaves=6, gain=0.65) + 2.2 * _freckles(rng)
    hairy = cv2.GaussianBlur(cv2.resize(hairline, (SIDE, SIDE), interpolation=cv2.INTER_LINEAR), (0, 0), 9)
    dots, dots_tone = _follicle_dots(follicles), to_linear(look.hair) / base
    redness -= 0.5 * hairy
    for mole in moles:
        _add_mole(brown, mole)
    redness_scale = 0.5 + float(base[1])  # shows less on dark skin
    blood = np.stack([-0.014 * redness, -0.075 * redness, -0.06 * redness], -1) * redness_scale
    melanin = np.stack([-0.055 * brown, -0.085 * brown, -0.11 * brown], -1)
    albedo = base * np.exp(blood + melanin) * (1 - (0.16 * dots)[..., None] * (1 - np.minimum(dots_tone, 1)))
    albedo *= _face(rng, to_linear(look.hair))
    relief = 0.06 * smooth_field(rng, side=SIDE, cells=200, octaves=3, gain=0.9) + _creases(rng)
    relief += 0.35 * smooth_field(rng, side=SIDE, cells=9, octaves=2)
    return Skin(albedo.clip(0.004, 0.95).astype(np.float32), relief.astype(np.float32))


def _follicle_dots(follicles: Floats) -> Field:
    """Stipple the places where hair is rooted."""
    dots = np.zeros((SIDE, SIDE), np.float32)
    column, row = np.round(to_texture(follicles)).astype(int).clip(0, SIDE - 1).T
    dots[row, column] = 1.0
    soft: Field = cv2.GaussianBlur(dots, (0, 0), 0.8) * 2.4
    return np.minimum(soft, 1.2)


def _face(rng: np.random.Generator, hair: NDArray[Any]) -> NDArray[Any]:
    """Return a factor on the reflectance (SIDE, SIDE, 3): sockets, closed lids, brows."""
    sockets, lines = np.zeros((SIDE, SIDE), np.float32), np.zeros((SIDE, SIDE), np.uint8)
    for side in (-1, 1):
        x, y = to_texture(_at(side * 20, 100))
        cv2.ellipse(sockets, (int(x), int(y)), (54, 26), 0, 0, 360, 1.0, -1)
        lid = [to_texture(_at(side * a, 104 + 0.12 * (a - 10))) for a in np.linspace(12, 29, 12)]
        cv2.polylines(lines, [(np.array(lid) * 16).astype(np.int32)], False, 120, 3, cv2.LINE_AA, 4)
        for a in rng.uniform(7, 32, 420):
            arch = 93.5 - 1.6 * np.sin((a - 7) / 20 * np.pi) + 0.24 * (a - 7)
            polar = arch + rng.normal(0, 1.0) * (1.15 - (a - 7) / 30)
            stroke = [to_texture(_at(side * a, polar)), to_texture(_at(side * (a + 2.4), polar - 1.4 + (a - 7) / 9))]
            cv2.polylines(lines, [(np.array(stroke) * 16).astype(np.int32)], False, 215, 1, cv2.LINE_AA, 4)
    shadow = cv2.GaussianBlur(sockets, (0, 0), 16)
    drawn = cv2.GaussianBlur(lines, (0, 0), 0.8).astype(np.float32)[..., None] / 255
    shade = 1 - shadow[..., None] * np.array([0.24, 0.32, 0.32], np.float32)
    factor: NDArray[Any] = shade * (1 - drawn) + drawn * np.minimum(hair * 1.6 + 0.02, 1)
    return factor


def _at(azimuth: float, polar: float) -> Floats:
    """Return the point of the plane at an azimuth from the forehead and an angle from the vertex, degrees."""
    radius, turn = 2 * np.sin(np.radians(polar) / 2), np.radians(azimuth)
    return np.array([-np.sin(turn) * radius, np.cos(turn) * radius])


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
