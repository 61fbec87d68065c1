"""What stands around the scalp: room, shoulders, neck, ears and nose."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.demo.geometry import Camera, Floats
from hairtrack.demo.looks import Colour, to_linear
from hairtrack.demo.noise import smooth_field

Array = NDArray[np.float32]

COARSE = 4
"""Smooth geometry is computed for every fourth pixel and interpolated."""

FLOORS: tuple[Colour, ...] = ((172, 136, 104), (150, 150, 152), (118, 96, 80), (196, 188, 176), (92, 100, 110))
CLOTHS: tuple[Colour, ...] = ((52, 66, 98), (150, 152, 156), (110, 42, 44), (44, 46, 50), (66, 92, 82), (206, 202, 194))


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An ellipsoid beside the head, in the head frame.

    Attributes
    ----------
    centre, axes : (float, float, float)
        Millimetres.
    skin : bool
        Skin, else cloth.
    """

    centre: tuple[float, float, float]
    axes: tuple[float, float, float]
    skin: bool


SHOULDERS = (
    Body(centre=(0, -25, -262), axes=(225, 100, 105), skin=False),
    Body(centre=(0, 20, -330), axes=(165, 120, 170), skin=False),
    Body(centre=(0, -18, -150), axes=(60, 58, 90), skin=True),
)
EARS = tuple(
    Body(centre=(side * (76.0 + out), -8.0 - back, -14.0 + up), axes=axes, skin=True)
    for side in (-1, 1)
    for out, back, up, axes in ((2.0, 2.0, 0.0, (11.0, 15.0, 30.0)), (7.0, 6.0, 8.0, (6.5, 13.0, 24.0)))
)
NOSE = (
    Body(centre=(0, 93, -38), axes=(12, 22, 25), skin=True),
    Body(centre=(0, 98, -48), axes=(16, 15, 12), skin=True),
)


def coarse_pixels(size: tuple[int, int]) -> tuple[Floats, tuple[int, int]]:
    """Return the pixels (N, 2) of the coarse grid and its shape (rows, columns)."""
    columns, rows = -(-size[0] // COARSE), -(-size[1] // COARSE)
    x, y = np.meshgrid((np.arange(columns) + 0.5) * COARSE - 0.5, (np.arange(rows) + 0.5) * COARSE - 0.5)
    return np.stack([x.ravel(), y.ravel()], 1), (rows, columns)


def refine(coarse: Array, size: tuple[int, int]) -> Array:
    """Interpolate a coarse grid (R, C) or (R, C, K) to the photo."""
    rows, columns = coarse.shape[:2]
    large = cv2.resize(coarse.astype(np.float32), (columns * COARSE, rows * COARSE), interpolation=cv2.INTER_LINEAR)
    fine: Array = np.ascontiguousarray(large[: size[1], : size[0]])
    return fine


def see(body: Body, camera: Camera, size: tuple[int, int]) -> tuple[Array, Array]:
    """Return how much of each pixel a body fills (H, W) and its normals (H, W, 3), head frame."""
    pixels, grid = coarse_pixels(size)
    rays = camera.rays(pixels)
    axes = np.asarray(body.axes, float)
    origin = (camera.origin - np.asarray(body.centre)) / axes
    scaled = rays / axes
    a, b, c = (scaled * scaled).sum(1), scaled @ origin, origin @ origin - 1
    nearest = c - b * b / a  # squared distance from the unit sphere at the closest point, less one
    t = (-b - np.sqrt(np.clip(b * b - a * c, 0, None))) / a
    normal = (origin + t[:, None] * scaled) / axes
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    depth = camera.distance - float(camera.origin @ np.asarray(body.centre)) / camera.distance
    radius_px = camera.focal * float(np.median(axes)) / depth
    fill = np.clip(0.5 - refine((np.sqrt(nearest + 1) - 1).reshape(grid), size) * radius_px, 0, 1)
    return fill.astype(np.float32), refine(normal.reshape(*grid, 3), size)


def room(seed: int, size: tuple[int, int]) -> Array:
    """Return the floor far below, out of focus, linear light (H, W, 3)."""
    rng = np.random.default_rng([seed, 4711])
    width, height = 240, max(1, round(240 * size[1] / size[0]))
    colour = to_linear(FLOORS[int(rng.integers(len(FLOORS)))])
    picture = np.ones((height, width, 3), np.float32) * colour
    plank = int(rng.integers(22, 46))
    for start in range(int(rng.integers(-plank, 0)), width, plank):
        picture[:, max(start, 0) : max(start + plank, 0)] *= np.float32(rng.uniform(0.85, 1.1))
        picture[:, max(start, 0) : max(start + 1, 0)] *= np.float32(0.6)
    for _ in range(int(rng.integers(2, 5))):  # furniture, a rug
        shade = to_linear(tuple(int(v) for v in rng.integers(30, 215, 3))) * np.float32(0.8)
        middle = rng.choice([-0.05, 1.05], 2) * (width, height) + rng.normal(0, 35, 2)
        box = cv2.boxPoints(
            (
                (float(middle[0]), float(middle[1])),
                (float(rng.uniform(50, 130)), float(rng.uniform(40, 150))),
                float(rng.uniform(-20, 20)),
            )
        )
        cv2.fillPoly(picture, [box.astype(np.int32)], tuple(float(v) for v in shade))
    grain = smooth_field(rng, side=max(width, height), cells=12, octaves=4)[:height, :width]
    picture *= (1 + 0.08 * grain)[..., None]
    picture = cv2.GaussianBlur(picture, (0, 0), 2.4)
    large: Array = cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC)
    return large.clip(0.002, 1)


def cloth(seed: int, size: tuple[int, int]) -> Array:
    """Return reflectance of the clothes (H, W, 3) with soft folds."""
    rng = np.random.default_rng([seed, 815])
    colour = to_linear(CLOTHS[int(rng.integers(len(CLOTHS)))])
    folds = smooth_field(rng, side=256, cells=5, octaves=3, gain=0.55)
    large = cv2.resize(folds, size, interpolation=cv2.INTER_CUBIC)
    shaded: Array = (colour * np.exp(0.16 * large)[..., None]).astype(np.float32)
    return shaded
