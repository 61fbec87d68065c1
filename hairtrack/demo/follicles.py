"""Where hair grows on one head, and which way: hairline, follicles, whorl."""

from dataclasses import dataclass, fields
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from hairtrack.demo.geometry import unflatten
from hairtrack.demo.noise import Field, sample, smooth_field
from hairtrack.demo.shot import Hair, Patch
from hairtrack.demo.skin import EXTENT, MM_PER_UNIT

Array: TypeAlias = NDArray[Any]

UNITS_PER_CM2 = 85.0
FIELD_SIDE = 256
HAIRLINE = np.array(
    [
        (0, 49),
        (14, 51),
        (27, 50),
        (38, 47),
        (48, 54),
        (58, 70),
        (68, 90),
        (80, 99),
        (92, 88),
        (104, 92),
        (118, 106),
        (145, 116),
        (180, 118),
    ],
    float,
)
"""Azimuth from the forehead, polar angle of the hairline, degrees; both sides alike before noise."""


@dataclass(frozen=True, slots=True)
class Follicles:
    """All places where a hair can grow.

    Attributes
    ----------
    plane : array, (N, 2)
        On the plane of `geometry.flatten`.
    rank : array, (N,)
        Fixed lot of each follicle, 0 to 1: it bears hair where the density exceeds it.
    thin : array, (N,)
        Second fixed lot, for hairs too thin to be drawn one by one.
    tone : array, (N,)
        Between the two hair colours.
    vigour : array, (N,)
        Length relative to the others.
    lean, stand : array, (N,)
        How its hair leaves the scalp, radians: aside from the hair's flow, and up from the skin.
    curl, phase : array, (N,)
        Of its curl: strength relative to the others, and where it begins, radians.
    """

    plane: Array
    rank: Array
    thin: Array
    tone: Array
    vigour: Array
    lean: Array
    stand: Array
    curl: Array
    phase: Array

    def take(self, chosen: NDArray[np.int_]) -> "Follicles":
        """Return some of them."""
        return Follicles(*(getattr(self, part.name)[chosen] for part in fields(self)))


@dataclass(frozen=True, slots=True)
class Flow:
    """Which way hair grows by nature.

    Attributes
    ----------
    whorl : array, (2,)
        On the plane.
    turn : float
        Radians that the hair spirals at the whorl; its sign is the sense.
    wander : array, (S, S)
        Slow deviation, radians.
    """

    whorl: Array
    turn: float
    wander: Field

    def angle(self, plane: Array, hair: Hair, loose: Array) -> Array:
        """Return the direction, radians on the plane, at points (N, 2) for hair that is combed as given.

        `loose` (N,) says how far a comb can move it, 0 to 1.
        """
        away = plane - self.whorl
        distance = np.hypot(away[..., 0], away[..., 1])
        out = away / np.maximum(distance, 1e-3)[..., None]
        spiral = np.float32(self.turn) * np.exp(-distance / np.float32(0.42))
        spiral += sample(self.wander, plane, extent=EXTENT)
        c, s = np.cos(spiral), np.sin(spiral)
        grown = np.stack([out[..., 0] * c - out[..., 1] * s, out[..., 0] * s + out[..., 1] * c], -1)
        towards = np.radians(hair.comb_towards)
        combed = np.array([-np.sin(towards), np.cos(towards)], np.float32)
        top = np.exp(-np.maximum((plane**2).sum(-1) - np.float32(0.5), 0) * np.float32(2.2))
        share = np.float32(hair.comb_strength) * loose * top * (1 - np.exp(-distance / np.float32(0.25)))
        both = grown * (1 - share)[..., None] + combed * share[..., None]
        angle: Array = np.arctan2(both[..., 1], both[..., 0])
        return angle


def plant(rng: np.random.Generator, *, other_share: float) -> tuple[Follicles, Field]:
    """Place follicles in groups of one to three; return them and the hairline as a field.

    The field is the scalp's hairiness on the plane, 0 outside the hairline and 1 well inside.
    """
    line = _hairline(rng)
    spacing = 10 / np.sqrt(UNITS_PER_CM2) / MM_PER_UNIT
    side = int(2 * 1.78 / spacing)
    columns, rows = np.meshgrid(np.arange(side), np.arange(int(side / 0.866)))
    grid = np.stack([columns + 0.5 * (rows % 2), rows * 0.866], -1).reshape(-1, 2) * spacing - 1.78
    grid += rng.uniform(-0.36, 0.36, grid.shape) * spacing
    growing = sample(line, grid, extent=EXTENT)
    keep = rng.uniform(0, 1, len(grid)) < growing
    units = grid[keep]
    hairs = rng.choice([1, 2, 3], len(units), p=[0.22, 0.56, 0.22])
    plane = np.repeat(units, hairs, axis=0)
    n = len(plane)
    plane = plane + rng.normal(0, 0.16 / MM_PER_UNIT, plane.shape)
    unit_rank = np.repeat(rng.uniform(0, 1, len(units)), hairs)
    rank = (0.75 * unit_rank + 0.25 * rng.uniform(0, 1, n)).argsort().argsort() / n
    other = rng.uniform(0, 1, n) < other_share
    tone = np.where(other, rng.normal(0.9, 0.1, n), rng.normal(0.12, 0.12, n)).clip(0, 1)
    vigour = rng.normal(1, 0.1, n).clip(0.5, 1.2)
    lots = (plane, rank, rng.uniform(0, 1, n), tone, vigour)
    habits = (rng.normal(0, 0.2, n), rng.uniform(0.6, 1.1, n), rng.normal(1, 0.3, n), rng.uniform(0, 2 * np.pi, n))
    return Follicles(*(np.asarray(lot, np.float32) for lot in (*lots, *habits))), line


def natural_flow(rng: np.random.Generator) -> Flow:
    """Choose a whorl and the slow wandering of the hair's direction."""
    whorl = np.array([rng.normal(0, 0.09), rng.uniform(-0.52, -0.3)], np.float32)
    turn = float(rng.choice([-1, 1]) * rng.uniform(0.9, 1.4))
    return Flow(whorl, turn, 0.16 * smooth_field(rng, side=FIELD_SIDE, cells=6, octaves=2))


def azimuth(plane: Array) -> Array:
    """Return the azimuth of points of the plane, radians: 0 forward, positive to the person's left."""
    angle: Array = np.arctan2(-plane[..., 0], plane[..., 1])
    return angle


def density(plane: Array, hair: Hair, ragged: Field, flow: Flow) -> tuple[Array, Array, Array]:
    """Return what grows at points (N, 2) of the plane.

    Returns
    -------
    terminal : array, (N,)
        Share of follicles with a terminal hair.
    fine : array, (N,)
        Share with a fine pale one instead.
    limit : array, (N,)
        Greatest length there, mm.
    """
    terminal = np.full(len(plane), hair.density, np.float32)
    terminal *= 1 - _pattern_loss(plane, hair.pattern, flow)
    fine = np.zeros_like(terminal)
    limit = np.full_like(terminal, 1000)
    wobble = sample(ragged, plane, extent=EXTENT)
    for patch in hair.patches:
        inside = _inside(plane, patch, wobble)
        lost = inside * np.float32(patch.loss)
        fine = fine * (1 - inside) + lost * terminal * np.float32(patch.fine)
        terminal = terminal * (1 - lost)
        limit = np.where(inside > 0.5, np.minimum(limit, np.float32(patch.new_length_mm)), limit)
    return terminal, fine, limit


def patch_middle(patch: Patch) -> Array:
    """Return a patch's middle on the plane."""
    radius = 2 * np.sin(np.radians(patch.polar) / 2)
    a = np.radians(patch.azimuth)
    return np.array([-np.sin(a) * radius, np.cos(a) * radius], np.float32)


def _inside(plane: Array, patch: Patch, wobble: Array) -> Array:
    middle = unflatten(patch_middle(patch)).astype(np.float32)
    chord = np.linalg.norm(unflatten(plane) - middle, axis=-1) * np.float32(MM_PER_UNIT)
    beyond = (chord - patch.radius_mm * (1 + np.float32(0.1) * wobble)) / max(patch.edge_mm, 0.1)
    share: Array = np.clip(0.5 - beyond, 0, 1)
    smooth: Array = share * share * (3 - 2 * share)
    return smooth


def _pattern_loss(plane: Array, pattern: float, flow: Flow) -> Array:
    if pattern <= 0:
        return np.zeros(len(plane), np.float32)
    crown = np.linalg.norm(plane - flow.whorl, axis=-1) / (0.2 + 0.75 * pattern)
    front = np.hypot(plane[:, 0] / (0.45 + 0.35 * pattern), (plane[:, 1] - 0.95) / (0.25 + 1.2 * pattern))
    temples = np.hypot((np.abs(plane[:, 0]) - 0.55) / 0.3, (plane[:, 1] - 0.7) / (0.2 + 0.6 * pattern))
    nearest = np.minimum(np.minimum(crown, front), temples)
    loss: Array = (np.clip(1.25 - nearest, 0, 1) * min(1.0, 0.35 + pattern)).astype(np.float32)
    return np.minimum(loss * np.float32(min(1.0, 3 * pattern)), 1)


def _hairline(rng: np.random.Generator) -> Field:
    """Return the hairiness of the scalp over the plane."""
    side = 512
    axis = ((np.arange(side) + 0.5) / side * 2 - 1) * EXTENT
    plane = np.stack(np.meshgrid(axis, axis), -1).astype(np.float32)
    radius = np.clip(np.hypot(plane[..., 0], plane[..., 1]) / 2, 0, 1)
    polar = np.degrees(2 * np.arcsin(radius))
    around = np.degrees(azimuth(plane))
    person = rng.normal(0, [1.5, 2.0])
    line = np.interp(np.abs(around), HAIRLINE[:, 0], HAIRLINE[:, 1])
    line += person[0] + person[1] * np.exp(-(((np.abs(around) - 36) / 14) ** 2))
    line += 1.1 * smooth_field(rng, side=side, cells=22, octaves=3, gain=0.7)
    field: Field = np.clip((line - polar) / 5.0 + 0.4, 0, 1).astype(np.float32)
    return field
