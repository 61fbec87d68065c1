"""What stands around the scalp: room, shoulders, neck, ears and nose."""

from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.demo.geometry import Camera, Floats
from hairtrack.demo.looks import Colour, to_linear
from hairtrack.demo.noise import smooth_field

Array: TypeAlias = NDArray[Any]


def coarse_step(size: tuple[int, int]) -> int:
    """Return every how many pixels smooth geometry is computed; between them it is interpolated."""
    return int(np.clip(min(size) // 150, 2, 8))


FLOOR_SIDE = 400
FLOORS: tuple[Colour, ...] = ((186, 150, 116), (168, 168, 168), (140, 112, 90), (206, 198, 186), (120, 128, 138))
CLOTHS: tuple[Colour, ...] = (
    (58, 74, 110),
    (140, 143, 148),
    (112, 48, 50),
    (52, 54, 60),
    (74, 100, 92),
    (186, 180, 170),
)
FURNITURE: tuple[Colour, ...] = (
    (74, 54, 42),
    (222, 220, 214),
    (60, 66, 78),
    (128, 72, 60),
    (92, 108, 96),
    (36, 34, 36),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An ellipsoid beside the head, in the head frame.

    Attributes
    ----------
    centre, axes : (float, float, float)
        Millimetres.
    skin : bool
        Skin, else cloth.
    melt : float
        How softly its edge goes over into what it sits on, as a share of its radius.
    tint : float
        Reflectance relative to the skin of the head.
    """

    centre: tuple[float, float, float]
    axes: tuple[float, float, float]
    skin: bool = True
    melt: float = 0.0
    tint: float = 1.0

    def grown(self, factors: Floats) -> "Body":
        """Return the body of a head that is so many times wider, longer, higher."""
        x, y, z = (float(c * f) for c, f in zip(self.centre, factors, strict=True))
        return replace(self, centre=(x, y, z))


SHOULDERS = (
    Body(centre=(0, -5, -440), axes=(165, 86, 215), skin=False),
    Body(centre=(0, -25, -262), axes=(225, 92, 78), skin=False, melt=0.25),
    Body(centre=(0, -22, -192), axes=(104, 72, 36), skin=False, melt=0.6),
    Body(centre=(0, -14, -140), axes=(57, 58, 84)),
)
EARS = tuple(
    Body(centre=(side * (75.0 + out), -10.0 - back, -16.0 + up), axes=axes, tint=tint)
    for side in (-1, 1)
    for out, back, up, axes, tint in (
        (1.0, 2.0, 0.0, (11.0, 15.0, 30.0), 0.95),
        (8.0, 8.0, 4.0, (6.0, 13.0, 26.0), 1.0),
        (9.5, 4.0, 0.0, (5.0, 6.0, 14.0), 0.62),
    )
)
FACE = (
    Body(centre=(0, 88, -30), axes=(9.5, 11, 31), melt=0.9),
    Body(centre=(0, 91, -46), axes=(9.5, 10.5, 9.5), melt=0.95, tint=0.97),
)


def coarse_pixels(size: tuple[int, int]) -> tuple[Floats, tuple[int, int]]:
    """Return the pixels (N, 2) of the coarse grid and its shape (rows, columns)."""
    step = coarse_step(size)
    columns, rows = -(-size[0] // step), -(-size[1] // step)
    x, y = np.meshgrid((np.arange(columns) + 0.5) * step - 0.5, (np.arange(rows) + 0.5) * step - 0.5)
    return np.stack([x.ravel(), y.ravel()], 1), (rows, columns)


def refine(coarse: Array, size: tuple[int, int]) -> Array:
    """Interpolate a coarse grid (R, C) or (R, C, K) to the photo."""
    rows, columns = coarse.shape[:2]
    step = coarse_step(size)
    large = cv2.resize(coarse.astype(np.float32), (columns * step, rows * step), interpolation=cv2.INTER_LINEAR)
    fine: Array = np.ascontiguousarray(large[: size[1], : size[0]])
    return fine


def see(body: Body, camera: Camera, size: tuple[int, int]) -> tuple[Array, Array, float]:
    """Look at a body.

    Returns
    -------
    miss : array, (R, C)
        Coarse: how far each pixel's ray passes outside, as a share of the radius; negative inside.
    normals : array, (R, C, 3)
        Coarse, head frame.
    radius_px : float
        Pixels per unit of `miss`.
    """
    pixels, grid = coarse_pixels(size)
    axes = np.asarray(body.axes, float)
    origin = (camera.origin - np.asarray(body.centre)) / axes
    scaled = camera.rays(pixels) / axes
    a, b, c = (scaled * scaled).sum(1), scaled @ origin, origin @ origin - 1
    nearest = np.sqrt(np.clip(c - b * b / a + 1, 0, None)) - 1
    t = (-b - np.sqrt(np.clip(b * b - a * c, 0, None))) / a
    normal = (origin + t[:, None] * scaled) / axes
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    depth = camera.distance - float(camera.origin @ np.asarray(body.centre)) / camera.distance
    radius_px = camera.focal * float(np.median(axes)) / depth
    return nearest.reshape(grid).astype(np.float32), normal.reshape(*grid, 3).astype(np.float32), radius_px


def room(seed: int, *, day: int, size: tuple[int, int]) -> Array:
    """Return the floor far below, out of focus, linear light (H, W, 3); the head stands elsewhere each day."""
    floor = _floor(np.random.default_rng([seed, 4711]))
    rng = np.random.default_rng([day, 4712])
    scale = size[0] / (0.55 * FLOOR_SIDE) * rng.uniform(0.92, 1.1)
    turn = cv2.getRotationMatrix2D((FLOOR_SIDE / 2, FLOOR_SIDE / 2), float(rng.normal(0, 5)), float(scale))
    turn[:, 2] = turn[:, 2] + np.asarray(size) / 2 - FLOOR_SIDE / 2 + rng.uniform(-0.1, 0.1, 2) * size[0]
    seen: Array = cv2.warpAffine(floor, turn, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT)
    return seen.clip(0.002, 1)


def _floor(rng: np.random.Generator) -> Array:
    """Paint a floor with planks, a rug and furniture at the sides."""
    side = FLOOR_SIDE
    colour = to_linear(FLOORS[int(rng.integers(len(FLOORS)))])
    picture = np.ones((side, side, 3), np.float32) * colour
    plank = int(rng.integers(22, 46))
    for start in range(int(rng.integers(-plank, 0)), side, plank):
        picture[:, max(start, 0) : max(start + plank, 0)] *= np.float32(rng.uniform(0.85, 1.1))
        picture[:, max(start, 0) : max(start + 1, 0)] *= np.float32(0.6)
    for _ in range(int(rng.integers(2, 5))):
        shade = to_linear(FURNITURE[int(rng.integers(len(FURNITURE)))])
        away = rng.choice([-1, 1], 2) * rng.uniform(0.24, 0.36, 2) * (0.85, 1.15)
        middle = (0.5 + away) * side
        box = cv2.boxPoints(
            (
                (float(middle[0]), float(middle[1])),
                (float(rng.uniform(50, 130)), float(rng.uniform(40, 150))),
                float(rng.uniform(-20, 20)),
            )
        )
        cv2.fillPoly(picture, [box.astype(np.int32)], tuple(float(v) for v in shade))
    picture *= (1 + 0.08 * smooth_field(rng, side=side, cells=18, octaves=4))[..., None]
    soft: Array = cv2.GaussianBlur(picture, (0, 0), 2.4)
    return soft


def cloth(seed: int, *, day: int, size: tuple[int, int]) -> Array:
    """Return reflectance of the clothes (H, W, 3); the folds fall otherwise each day."""
    colour = to_linear(CLOTHS[int(np.random.default_rng([seed, 815]).integers(len(CLOTHS)))])
    folds = smooth_field(np.random.default_rng([day, 816]), side=256, cells=5, octaves=3, gain=0.55)
    large = cv2.resize(folds, size, interpolation=cv2.INTER_CUBIC)
    shaded: Array = (colour * np.exp(0.16 * large)[..., None]).astype(np.float32)
    return shaded
