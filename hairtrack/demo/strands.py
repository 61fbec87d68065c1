"""Hair as strands: grown over the head, lit one by one, drawn finer than a pixel."""

from dataclasses import dataclass
from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.demo.follicles import FIELD_SIDE, Flow, Follicles, density
from hairtrack.demo.geometry import Camera, HeadShape, unflatten
from hairtrack.demo.looks import Look
from hairtrack.demo.noise import Field, sample, smooth_field
from hairtrack.demo.shot import Hair
from hairtrack.demo.skin import EXTENT, MM_PER_UNIT

Array: TypeAlias = NDArray[Any]

FINE_WIDTH, FINE_TONE = 0.35, 1.35
"""A fine hair's width relative to a terminal one, and its tone, beyond both hair colours."""
FINE_FROM = 1.15
"""A tone beyond that is painted by fine hairs alone."""
LINE_WIDTH = 0.904
"""Of a line that cv2 draws one pixel wide, in pixels, on average over all directions."""
FINEST = 5.0
LIT, TONE, SHINE = 100.0, 160.0, 60.0
"""Codes of brightness 1 in the painted channels."""


@dataclass(frozen=True, slots=True)
class Strands:
    """Grown hair.

    Attributes
    ----------
    points : array, (N, P, 3)
        Root to tip, head frame, mm.
    normals : array, (N, P, 3)
        Of the scalp below.
    tone : array, (N,)
        Between the hair colours; fine hairs are paler, above 1.
    crowd : array, (N,)
        Share of follicles in use around it, 0 to 1.
    depth : array, (N,)
        0 for the strand that lies lowest to 1 for the uppermost.
    glow : array, (N,)
        Brightness of its lock relative to the others.
    """

    points: Array
    normals: Array
    tone: Array
    crowd: Array
    depth: Array
    glow: Array


def grow(
    follicles: Follicles,
    *,
    flow: Flow,
    ragged: Field,
    shape: HeadShape,
    look: Look,
    hair: Hair,
    camera: Camera,
    drawn_mm: float,
) -> Strands:
    """Grow the hairs that the camera can see.

    Parameters
    ----------
    drawn_mm : float
        Width of the thinnest line that can be drawn; thinner hairs are drawn that wide and in so much smaller number.
    """
    terminal, fine, limit = density(follicles.plane, hair, ragged, flow)
    is_terminal = follicles.rank < terminal
    is_fine = ~is_terminal & (follicles.rank < terminal + fine)
    width = np.where(is_terminal, 1.0, FINE_WIDTH) * look.hair_width_mm
    shown = (is_terminal | is_fine) & (follicles.thin < width / drawn_mm)
    direction = unflatten(follicles.plane)
    towards = camera.origin - shape.point(direction)
    facing = (shape.normal(direction) * towards).sum(-1) / np.linalg.norm(towards, axis=-1)
    chosen = np.flatnonzero(shown & (facing > -0.3))
    roots, pale = follicles.take(chosen), is_fine[chosen]
    sides = np.clip((np.hypot(roots.plane[:, 0], roots.plane[:, 1]) - 0.95) / 0.4, 0, 1)
    cut = hair.length_mm * (1 - hair.taper * sides)
    length = np.minimum(cut, limit[chosen]) * roots.vigour
    length = np.where(pale, np.minimum(length, 12), length).astype(np.float32)
    combing = np.random.default_rng([hair.comb_seed, 77])
    astray = combing.standard_normal(len(shown), np.float32)[chosen]
    path, height = _paths(roots, length, astray, flow=flow, hair=hair, look=look, shape=shape, combing=combing)
    path, glow = _clump(path, length, hair, combing)
    over = unflatten(path).astype(np.float32)
    normals = shape.normal(over).astype(np.float32)
    points = (shape.point(over) + height[..., None] * normals).astype(np.float32)
    tone = np.where(pale, FINE_TONE, roots.tone).astype(np.float32)
    return Strands(points, normals, tone, terminal[chosen], _depth(roots, flow), glow)


def _paths(
    roots: Follicles,
    length: Array,
    astray: Array,
    *,
    flow: Flow,
    hair: Hair,
    look: Look,
    shape: HeadShape,
    combing: np.random.Generator,
) -> tuple[Array, Array]:
    """Walk from the roots over the plane; short hair points where it grows, long hair where the comb left it.

    Returns
    -------
    path : array, (N, P, 2)
    height : array, (N, P)
        Above the scalp, mm.
    """
    steps = int(np.clip(3 + hair.length_mm / 4, 3, 13))
    loose = np.clip((length - 3) / 18, 0.04, 1).astype(np.float32)
    mess = np.float32(hair.messiness) * loose
    locks = smooth_field(combing, side=FIELD_SIDE, cells=14, octaves=3, gain=0.8)
    aside = roots.lean + astray * (np.float32(0.06) * loose + np.float32(0.22) * mess)
    rising = np.sin(roots.stand)
    lift = np.minimum(length * rising, (1.5 + 5.0 * roots.thin) * (1 + 0.02 * length)).astype(np.float32)
    lift *= np.float32(1 - 0.5 * hair.wet)
    at = roots.plane.copy()
    path = np.empty((len(at), steps, 2), np.float32)
    height = np.empty((len(at), steps), np.float32)
    per_mm = _units_per_mm(roots.plane, shape)
    ds = length / (steps - 1)
    for k in range(steps):
        path[:, k] = at
        height[:, k] = lift * (1 - np.exp(-rising * ds * k / np.maximum(lift, 0.05)))
        angle = flow.angle(at, hair, loose) + mess * np.float32(0.75) * sample(locks, at, extent=EXTENT) + aside
        angle += np.float32(2.0 * look.curl) * roots.curl * np.sin(roots.phase + ds * k * np.float32(0.55))
        rise = lift * (1 - np.exp(-rising * ds * (k + 1) / np.maximum(lift, 0.05))) - height[:, k]
        along = np.sqrt(np.maximum(ds * ds - rise * rise, (0.15 * ds) ** 2)) * per_mm
        at = at + np.stack([np.cos(angle), np.sin(angle)], -1) * along[:, None]
    return path, height


def _units_per_mm(roots: Array, shape: HeadShape) -> Array:
    """Return how far on the plane one mm along the scalp is, outward from the vertex."""
    radius = np.maximum(np.hypot(roots[:, 0], roots[:, 1]), 1e-3)
    further = roots * (1 + np.float32(0.01) / radius)[:, None]
    moved = shape.point(unflatten(further)) - shape.point(unflatten(roots))
    ratio: Array = (0.01 / np.linalg.norm(moved, axis=-1)).astype(np.float32)
    return ratio


def _clump(path: Array, length: Array, hair: Hair, rng: np.random.Generator) -> tuple[Array, Array]:
    """Draw the tips of neighbouring strands together; return the new ways and the brightness of each lock."""
    cell = 5.5 / MM_PER_UNIT
    jitter = rng.uniform(0.1, 0.9, (1024, 2)).astype(np.float32)
    base = np.floor(path[:, 0] / cell).astype(np.int64)
    best = np.full(len(path), np.inf, np.float32)
    key = np.zeros(len(path), np.int64)
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            i, j = base[:, 0] + dx, base[:, 1] + dy
            centre = (np.stack([i, j], -1) + jitter[(i * 73 + j * 179) % 1024]) * cell
            far = ((path[:, 0] - centre) ** 2).sum(-1).astype(np.float32)
            nearer = far < best
            best = np.where(nearer, far, best)
            key = np.where(nearer, (i + 4096) * 8192 + j + 4096, key)
    _, lock = np.unique(key, return_inverse=True)
    guide = np.zeros(int(lock.max(initial=0)) + 1, np.int64)
    guide[lock[::-1]] = np.arange(len(path))[::-1]  # the first strand of each lock leads it
    # Water draws a lock together nearer to the roots, and shorter hair with it.
    along = np.linspace(0, 1, path.shape[1], dtype=np.float32) ** (1.3 * (1 - 0.5 * hair.wet))
    drawn = min(0.3 + 0.4 * hair.messiness + 0.5 * hair.wet, 0.95)
    pull = drawn * along * np.clip(length / (25 * (1 - 0.6 * hair.wet)), 0, 1)[:, None]
    clumped: Array = path + pull[..., None].astype(np.float32) * (path[guide[lock]] - path)
    glows = np.exp(np.float32(0.2) * rng.standard_normal(1024).astype(np.float32))
    return clumped, glows[key * 7919 % 1024]


def _depth(roots: Follicles, flow: Flow) -> Array:
    """Order strands as shingles: those nearer the whorl lie over those further down."""
    order = 0.35 * roots.thin - np.hypot(*(roots.plane - flow.whorl).T)
    ranks: Array = (order.argsort().argsort() / max(len(order), 1)).astype(np.float32)
    return ranks


def fineness(hair_px: float) -> float:
    """Return how many times finer than the photo hair is drawn, given a hair's width in pixels of the photo.

    So that a line one pixel wide is a hair wide; hair too fine for that is drawn in smaller number.
    """
    return float(np.clip(LINE_WIDTH / hair_px, 1, FINEST))


def paint(
    strands: Strands,
    *,
    camera: Camera,
    towards_light: Array,
    look: Look,
    size: tuple[int, int],
    finer: float,
) -> NDArray[np.uint8]:
    """Draw strands from the lowest to the uppermost.

    Returns
    -------
    array, (H * finer, W * finer, 4), uint8
        Coverage 0 or 255, brightness in units of 1 / LIT, tone in units of 1 / TONE, shine in units of 1 / SHINE.
    """
    canvas = np.zeros((round(size[1] * finer), round(size[0] * finer), 4), np.uint8)
    if not len(strands.points):
        return canvas
    lit, shine, seen = _light(strands, camera, towards_light, look)
    exactly = np.array(canvas.shape[1::-1], np.float32) / np.array(size, np.float32)
    pixels = (camera.project(strands.points) + np.float32(0.5)) * exactly - np.float32(0.5)
    fixed = np.round(pixels * 16).astype(np.int32)
    pieces = lit.shape[1]
    layers = np.minimum((strands.depth * 7).astype(np.int64), 6)[:, None]
    code = np.stack(
        np.broadcast_arrays(
            layers,
            np.clip(lit * 10, 0, 31).astype(np.int64),
            (strands.tone * 8).astype(np.int64)[:, None],
            np.clip(shine * 4, 0, 24).astype(np.int64),
        ),
        -1,
    )
    key = ((code[..., 0] * 32 + code[..., 1]) * 16 + code[..., 2]) * 32 + code[..., 3]
    strand, piece = np.nonzero(seen)
    key = key[strand, piece]
    scattered = key // 16384 * 16384 + (key % 16384) * 7919 % 16384  # so that no brightness is always on top
    order = np.argsort(scattered, kind="stable")
    strand, piece, key = strand[order], piece[order], key[order]
    starts = np.flatnonzero(np.r_[True, key[1:] != key[:-1]])
    span = (strands.points.shape[1] - 1) // pieces
    points = fixed[strand[:, None], piece[:, None] * span + np.arange(span + 1)]
    for start, stop in zip(starts, np.r_[starts[1:], len(key)], strict=True):
        _, bright, tone, gleam = np.unravel_index(int(key[start]), (8, 32, 16, 32))
        colour = (255, (float(bright) + 0.5) / 10 * LIT, (float(tone) + 0.5) / 8 * TONE, float(gleam) / 4 * SHINE)
        lines: Any = points[start:stop]
        cv2.polylines(canvas, lines, False, tuple(min(c, 255.0) for c in colour), 1, cv2.LINE_8, 4)
    return canvas


def _light(
    strands: Strands, camera: Camera, towards_light: Array, look: Look
) -> tuple[Array, Array, NDArray[np.bool_]]:
    """Light each piece of each strand as a thin cylinder (Kajiya and Kay 1989, doi:10.1145/74334.74361).

    Returns
    -------
    lit, shine : array, (N, pieces)
        Diffuse and mirrored brightness.
    seen : array, (N, pieces)
        Whether the head does not hide it.
    """
    points, normals = strands.points, strands.normals
    span = 2 if (points.shape[1] - 1) % 2 == 0 and points.shape[1] > 3 else 1
    ends = points[:, ::span]
    tangent = np.diff(ends, axis=1)
    tangent /= np.linalg.norm(tangent, axis=-1, keepdims=True) + np.float32(1e-6)
    normal = normals[:, ::span][:, :-1]
    middle = (ends[:, 1:] + ends[:, :-1]) / 2
    view = camera.origin.astype(np.float32) - middle
    view /= np.linalg.norm(view, axis=-1, keepdims=True)
    half = view + towards_light
    half /= np.linalg.norm(half, axis=-1, keepdims=True)
    along_light = tangent @ towards_light
    diffuse = np.sqrt(np.clip(1 - along_light**2, 0, 1))
    wrap = np.clip((normal @ towards_light + np.float32(0.45)) / np.float32(1.45), 0, 1)
    shifted = tangent - normal * np.float32(0.12)
    across = np.sqrt(np.clip(1 - ((shifted * half).sum(-1) / np.linalg.norm(shifted, axis=-1)) ** 2, 0, 1))
    share = (np.arange(lit_pieces := tangent.shape[1], dtype=np.float32) + 0.5) / lit_pieces
    crowd = strands.crowd[:, None]
    buried = crowd * (np.float32(0.55) * (1 - share) ** 1.5 + np.float32(0.35) * (1 - strands.depth[:, None]))
    lit = (np.float32(0.3) + np.float32(0.9) * diffuse * wrap) * (1 - buried) * strands.glow[:, None]
    shine = (
        np.float32(look.shine) * (across**60 * np.float32(1.6) + across**14 * np.float32(0.35)) * wrap * (1 - buried)
    )
    seen = (normal * view).sum(-1) > -0.08
    return lit.astype(np.float32), shine.astype(np.float32), seen
