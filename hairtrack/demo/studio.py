"""The light on skin, hair and surroundings, linear."""

from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.demo import scene, strands
from hairtrack.demo.geometry import Camera, HeadShape, flatten
from hairtrack.demo.looks import Look, to_linear
from hairtrack.demo.noise import remap
from hairtrack.demo.shot import Light
from hairtrack.demo.skin import Skin, to_texture

Array: TypeAlias = NDArray[Any]

RELIEF = 0.03
"""How strongly 1 mm of relief per pixel turns the light, at 1 px/mm."""
FINE_EXCESS = 0.35
"""The tone of a fine hair beyond 1."""


@dataclass(frozen=True, slots=True)
class SeenHead:
    """The head as it lies in a photo.

    Attributes
    ----------
    fill : array, (H, W)
        Share of each pixel.
    plane : array, (H, W, 2)
        Which point of the head, on the plane of `geometry.flatten`.
    normals : array, (R, C, 3)
        On the coarse grid.
    """

    fill: Array
    plane: Array
    normals: Array


def see_head(shape: HeadShape, camera: Camera, size: tuple[int, int]) -> SeenHead:
    """Find the head in a photo."""
    pixels, grid = scene.coarse_pixels(size)
    directions, miss = shape.hit(camera.origin, camera.rays(pixels))
    radius_px = np.float32(camera.pixels_per_mm() * 88)
    fill = np.clip(np.float32(0.5) - scene.refine(miss.reshape(grid), size) * radius_px, 0, 1)
    plane = scene.refine(flatten(directions).reshape(*grid, 2), size)
    return SeenHead(fill, plane, shape.normal(directions).reshape(*grid, 3).astype(np.float32))


@dataclass(frozen=True, slots=True, kw_only=True)
class Studio:
    """A light, a camera and a room, for one photo.

    Attributes
    ----------
    light : Light
    camera : Camera
    size : (int, int)
    skin : array, (3,)
        Mean reflectance.
    room, day : int
        Seeds of the room and of where in it the head is.
    """

    light: Light
    camera: Camera
    size: tuple[int, int]
    skin: Array
    room: int
    day: int

    def lit_skin(self, seen: SeenHead, skin: Skin, cover: Array) -> Array:
        """Return the light from the head's skin (H, W, 3) under hair that covers it so far."""
        at = to_texture(seen.plane)
        albedo, relief = remap(skin.albedo, at), remap(skin.relief, at)
        towards = light_direction(self.light, self.camera)
        in_photo = self.camera.rotation @ towards
        bumps = np.float32(-in_photo[0]) * cv2.Sobel(relief, cv2.CV_32F, 1, 0)
        bumps -= np.float32(in_photo[1]) * cv2.Sobel(relief, cv2.CV_32F, 0, 1)
        bumps *= np.float32(RELIEF * self.camera.pixels_per_mm(60) * (1.3 - self.light.softness))
        irradiance = self._irradiance(seen.normals)
        gleam = self._gleam(seen.normals)
        shade = self._under_hair(cover, towards)
        lit = scene.refine(irradiance, self.size)
        lit *= (shade * (1 + bumps))[..., None]
        lit *= albedo
        gloss = scene.refine(gleam, self.size) * shade * np.clip(1 + 5 * bumps, 0.2, 2.2)
        lit += gloss[..., None] * light_colour(self.light)
        total: Array = lit
        return total

    def surroundings(self, head: Array) -> Array:
        """Return the light (H, W, 3) from room, shoulders and ears; the head (H, W) shades them."""
        small = (-(-self.size[0] // 2), -(-self.size[1] // 2))
        half = replace(self, camera=self.camera.at_scale(0.5), size=small)
        level = np.float32(0.8 * (self.light.ambient + 0.6 * self.light.strength))
        light: Array = scene.room(self.room, day=self.day, size=small) * level
        half.add_bodies(light, scene.SHOULDERS)
        dark = cv2.GaussianBlur(
            cv2.resize(head, (small[0] // 4, small[1] // 4), interpolation=cv2.INTER_AREA), (0, 0), small[0] / 4 * 0.06
        )
        light *= (1 - np.float32(0.55) * cv2.resize(dark, small))[..., None]
        soft = cv2.GaussianBlur(light, (0, 0), small[0] * 0.0035)
        large: Array = np.ascontiguousarray(cv2.resize(soft, self.size, interpolation=cv2.INTER_LINEAR))
        self.add_bodies(large, scene.EARS)
        return large

    def add_bodies(self, light: Array, bodies: tuple[scene.Body, ...], *, head: Array | None = None) -> None:
        """Draw bodies over the light (H, W, 3), in place; over the head (H, W) and each other edges melt."""
        below = np.zeros(light.shape[:2], np.float32) if head is None else self._well_inside(head)
        for body in bodies:
            miss, normals, radius = scene.see(body, self.camera, self.size)
            box = _box(miss < 2 / radius, self.size)
            if box is None:
                continue
            colour = self.skin * np.array([0.95, 0.86, 0.84], np.float32) * np.float32(body.tint)
            lit = scene.refine(self._irradiance(normals), self.size)[box]
            lit = lit * (colour if body.skin else scene.cloth(self.room, day=self.day, size=self.size)[box])
            fine = scene.refine(miss, self.size)[box]
            fill = np.clip(np.float32(0.5) - fine * np.float32(radius), 0, 1)
            share = fill
            if body.melt:
                soft = np.clip(-fine / np.float32(body.melt), 0, 1)
                share = fill + (soft * soft * (3 - 2 * soft) - fill) * below[box]
            light[box] += (lit - light[box]) * share[..., None]
            below[box] = np.maximum(below[box], np.clip(-4 * fine, 0, 1))

    def _well_inside(self, head: Array) -> Array:
        """Return 1 inside the head, falling to 0 at its border."""
        small = (max(1, self.size[0] // 4), max(1, self.size[1] // 4))
        blurred = cv2.GaussianBlur(cv2.resize(head, small, interpolation=cv2.INTER_AREA), (0, 0), 0.02 * small[0])
        inside: Array = np.clip(2 * cv2.resize(blurred, self.size) - 1, 0, 1)
        return inside

    def _irradiance(self, normals: Array) -> Array:
        """Return the light (..., 3) that skin gives back per reflectance; red reaches further around than blue."""
        facing = normals @ light_direction(self.light, self.camera)
        open_to = normals @ (self.camera.origin / self.camera.distance).astype(np.float32)
        wrap = np.array([0.38, 0.24, 0.18], np.float32) * np.float32(0.5 + self.light.softness)
        direct = np.clip((facing[..., None] + wrap) / (1 + wrap), 0, 1.3) * light_colour(self.light)
        ambient = np.float32(self.light.ambient) * (np.float32(0.45) + np.float32(0.55) * np.clip(open_to, 0, 1))
        total: Array = direct * np.float32(self.light.strength) + ambient[..., None]
        return total

    def _gleam(self, normals: Array) -> Array:
        """Return how the skin mirrors the light, a broad and a narrow lobe."""
        towards = light_direction(self.light, self.camera)
        view = (self.camera.origin / self.camera.distance).astype(np.float32)
        half = (towards + view) / np.linalg.norm(towards + view)
        near = np.clip(normals @ half, 0, 1)
        narrow = near ** np.float32(40 + 140 * (1 - self.light.softness))
        facing = np.clip(normals @ towards * 4, 0, 1)
        gleam: Array = np.float32(self.light.glare * self.light.strength) * (0.36 * narrow + 0.1 * near**8) * facing
        return gleam.astype(np.float32)

    def _under_hair(self, cover: Array, towards: Array) -> Array:
        """Return the share of light (H, W) that reaches the skin between the hairs."""
        height, width = cover.shape
        per_mm = self.camera.pixels_per_mm(60)
        in_photo = self.camera.rotation @ towards * 1.2 * per_mm
        shift = np.array([[1, 0, -in_photo[0]], [0, 1, -in_photo[1]]], np.float32)
        near = cv2.GaussianBlur(cover, (0, 0), max(0.6 * per_mm, 0.4))
        cast = cv2.warpAffine(near, shift, (width, height))
        wide = cv2.resize(cover, (width // 4, height // 4), interpolation=cv2.INTER_AREA)
        wide = cv2.resize(cv2.GaussianBlur(wide, (0, 0), max(per_mm, 0.3)), (width, height))
        shade: Array = np.exp(np.float32(-0.6) * cast - np.float32(0.75) * wide)
        return shade


def hair_light(painted: Array, light: Light, look: Look, *, wet: float = 0.0) -> Array:
    """Return the light from painted hair (H, W, 3), already weighted by its cover."""
    cover = np.maximum(painted[..., 0], 1) / np.float32(255)
    tone = painted[..., 2] / np.float32(strands.TONE) / cover
    main, other, skin = to_linear(look.hair), to_linear(look.hair_other), to_linear(look.skin)
    pale = other * np.float32(0.55) + skin * np.float32(0.45)
    mixed = main + (other - main) * np.clip(tone, 0, 1)[..., None]
    mixed += (pale - other) * (np.clip(tone - 1, 0, FINE_EXCESS) / np.float32(FINE_EXCESS))[..., None]
    # A film of water keeps light inside the hair until it is absorbed, and mirrors more of it.
    mixed *= np.float32(1 - 0.5 * wet)
    colour = light_colour(light) * np.float32(light.strength)
    lit = (painted[..., 1] / np.float32(strands.LIT))[..., None] * (colour + np.float32(light.ambient * 0.8))
    shine = (painted[..., 3] / np.float32(strands.SHINE))[..., None] * (colour * np.float32(1 + 1.5 * wet))
    total: Array = mixed * lit + (np.float32(0.035) + np.float32(0.12) * mixed) * shine
    return total


def light_colour(light: Light) -> Array:
    """Return the main light's colour (3,), green 1."""
    return np.array([1 + 0.1 * light.warmth, 1, 1 - 0.2 * light.warmth], np.float32)


def light_direction(light: Light, camera: Camera) -> Array:
    """Return the unit vector (3,) towards the main light, head frame; the light stands still while the head turns."""
    a, e = np.radians([light.azimuth, light.elevation])
    seen = np.array([np.cos(a) * np.cos(e), -np.sin(a) * np.cos(e), -np.sin(e)])
    return (seen @ camera.rotation).astype(np.float32)


def _box(coarse: NDArray[np.bool_], size: tuple[int, int]) -> tuple[slice, slice] | None:
    """Return the rows and columns of the photo that hold all of a coarse mask, or None where it is empty."""
    rows, columns = np.flatnonzero(coarse.any(1)), np.flatnonzero(coarse.any(0))
    if not len(rows):
        return None
    step = scene.coarse_step(size)
    return (
        slice(max(int(rows[0]) - 1, 0) * step, min((int(rows[-1]) + 2) * step, size[1])),
        slice(max(int(columns[0]) - 1, 0) * step, min((int(columns[-1]) + 2) * step, size[0])),
    )
