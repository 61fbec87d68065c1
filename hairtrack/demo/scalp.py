"""One person's head, and photos of it.

``Scalp(seed, LOOKS["brown"]).render(Shot(view=View.VERTEX))`` gives a `RenderedPhoto`. The same seed is the same
person: moles, vessels, hairline, whorl and every follicle stay in place from photo to photo. The same person and
`Shot` give the same photo, bit for bit.
"""

from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.demo import scene, strands
from hairtrack.demo.develop import develop
from hairtrack.demo.follicles import FIELD_SIDE, natural_flow, plant
from hairtrack.demo.geometry import Camera, Floats, HeadShape, flatten, rotation, unflatten
from hairtrack.demo.looks import Look, to_linear
from hairtrack.demo.noise import sample, smooth_field
from hairtrack.demo.photo import RenderedPhoto
from hairtrack.demo.shot import CAMERA_STANDS, Light, Shot
from hairtrack.demo.skin import EXTENT, Mole, Skin, paint_skin, to_texture

Array = NDArray[np.float32]

FOCAL_PER_WIDTH = 1.78
SKIN_RELIEF = 0.9
FINE_TONE = 1.35


class Scalp:
    """A head with fixed shape, skin and follicles.

    Parameters
    ----------
    seed : int
        Which person.
    look : Look
        Colours of hair and skin; see `LOOKS`.
    """

    def __init__(self, seed: int, look: Look) -> None:
        self.seed = seed
        self.look = look
        rng = np.random.default_rng([seed, 1])
        grow = rng.normal(1, 0.03, 3)
        self.shape = HeadShape(
            half_width=77 * grow[0],
            half_length=97 * grow[1],
            half_height=104 * grow[2],
            taper=float(rng.uniform(0.07, 0.14)),
        )
        self.moles = _moles(rng)
        self.flow = natural_flow(rng)
        self.follicles, self.hairline = plant(rng, other_share=look.other_share)
        self.ragged = smooth_field(rng, side=FIELD_SIDE, cells=16, octaves=2)

    @cached_property
    def skin(self) -> Skin:
        """The painted skin."""
        return paint_skin(np.random.default_rng([self.seed, 2]), self.look, self.moles)

    def camera(self, shot: Shot) -> Camera:
        """Return the camera of a shot."""
        azimuth, elevation = CAMERA_STANDS[shot.view]
        width, height = shot.size
        turn = rotation(azimuth=azimuth, elevation=elevation, yaw=shot.yaw, pitch=shot.pitch, roll=shot.roll)
        centre = ((width - 1) / 2 + shot.offset[0] * width, (height - 1) / 2 + shot.offset[1] * width)
        return Camera(
            rotation=turn, distance=shot.distance_mm, focal=FOCAL_PER_WIDTH * min(width, height), centre=centre
        )

    def render(self, shot: Shot) -> RenderedPhoto:
        """Take a photo.

        Parameters
        ----------
        shot : Shot
            Hair, pose, light and camera.

        Returns
        -------
        RenderedPhoto
        """
        camera, size = self.camera(shot), shot.size
        pixels, grid = scene.coarse_pixels(size)
        coarse, miss = self.shape.hit(camera.origin, camera.rays(pixels))
        radius_px = camera.pixels_per_mm() * 88
        head = np.clip(0.5 - scene.refine(miss.reshape(grid), size) * radius_px, 0, 1)
        plane = scene.refine(flatten(coarse).reshape(*grid, 2), size)
        normals = scene.refine(self.shape.normal(coarse).reshape(*grid, 3), size)
        growing = sample(self.hairline, plane, extent=EXTENT)
        painted = self._hair(shot, camera)
        cover = painted[..., 0] / np.float32(255)
        light = self._surroundings(shot, camera, head)
        light = _over(light, self._lit_skin(shot, camera, plane=plane, normals=normals, cover=cover), head)
        light = self._add_bodies(light, scene.NOSE, shot, camera)
        hair = self._hair_light(painted, shot.light)
        light = light * (1 - cover)[..., None] + hair
        return RenderedPhoto(
            image=develop(light * np.float32(self._gain()), shot),
            hair_fraction=cover,
            scalp_mask=(head > 0.5) & (growing > 0.5),
            head_mask=head > 0.5,
            person=self.seed,
            shape=self.shape,
            camera=camera,
            shot=shot,
        )

    def _gain(self) -> float:
        """Expose darker skin a little longer, as a camera does."""
        return 0.56 * (0.5 / float(to_linear(self.look.skin)[1])) ** 0.3

    def _hair(self, shot: Shot, camera: Camera) -> Array:
        """Return the painted strands at the photo's size (H, W, 4), floats in the units of `strands.paint`."""
        width, height = shot.size
        per_mm = camera.pixels_per_mm(60)
        finer = strands.supersampling(per_mm, width)
        wide = self.look.hair_width_mm * per_mm * finer
        thickness = max(1, round(wide))
        if shot.hair.length_mm <= 0:
            return np.zeros((height, width, 4), np.float32)
        grown = strands.grow(
            self.follicles,
            flow=self.flow,
            ragged=self.ragged,
            shape=self.shape,
            look=self.look,
            hair=shot.hair,
            camera=camera,
            drawn_mm=thickness / (per_mm * finer),
        )
        towards = _towards(shot.light, camera).astype(np.float32)
        canvas = strands.paint(
            grown,
            camera=camera,
            towards_light=towards,
            look=self.look,
            size=shot.size,
            supersample=finer,
            thickness=thickness,
        )
        reduced: Array = cv2.resize(canvas, shot.size, interpolation=cv2.INTER_AREA).astype(np.float32)
        return reduced

    def _hair_light(self, painted: Array, light: Light) -> Array:
        """Return the light from hair (H, W, 3), already weighted by its cover."""
        cover = np.maximum(painted[..., 0], 1) / np.float32(255)
        tone = painted[..., 2] / np.float32(160) / cover
        lit = painted[..., 1] / np.float32(strands.LIT)
        main, other = to_linear(self.look.hair), to_linear(self.look.hair_other)
        pale = other * np.float32(0.55) + to_linear(self.look.skin) * np.float32(0.45)
        mixed = main + (other - main) * np.clip(tone, 0, 1)[..., None]
        mixed += (pale - other) * (np.clip(tone - 1, 0, 0.35) / np.float32(0.35))[..., None]
        colour = _colour(light)
        brightness = colour * np.float32(light.strength) + np.float32(light.ambient * 0.8)
        shine = painted[..., 3] / np.float32(strands.SHINE * 255) * 255
        gloss = (np.float32(0.035) + np.float32(0.12) * mixed) * colour * np.float32(light.strength)
        out: Array = mixed * lit[..., None] * brightness + gloss * shine[..., None]
        return out

    def _lit_skin(self, shot: Shot, camera: Camera, *, plane: Array, normals: Array, cover: Array) -> Array:
        light, towards = shot.light, _towards(shot.light, camera).astype(np.float32)
        at = to_texture(plane).astype(np.float32)
        albedo = cv2.remap(self.skin.albedo, at, None, cv2.INTER_LINEAR)
        relief = cv2.remap(self.skin.relief, at, None, cv2.INTER_LINEAR)
        in_photo = camera.rotation @ towards
        bumps = -in_photo[0] * cv2.Sobel(relief, cv2.CV_32F, 1, 0) - in_photo[1] * cv2.Sobel(relief, cv2.CV_32F, 0, 1)
        bumps *= np.float32(SKIN_RELIEF * camera.pixels_per_mm(60) / 30)
        normals = normals / np.linalg.norm(normals, axis=-1, keepdims=True)
        facing = normals @ towards
        view = (camera.origin / camera.distance).astype(np.float32)
        shade = self._hair_shade(cover, camera, towards)
        irradiance = _soft_light(light, facing=facing + bumps, open_to=normals @ view, shade=shade)
        half = (towards + view) / np.linalg.norm(towards + view)
        near = np.clip(normals @ half + 0.25 * bumps, 0, 1)
        gleam = near ** (30 + 90 * (1 - light.softness)) + np.float32(0.35) * near**9
        gloss = np.float32(light.glare * light.strength * 0.42) * gleam * shade * np.clip(facing * 4, 0, 1)
        return albedo * irradiance + gloss[..., None] * _colour(light)

    @staticmethod
    def _hair_shade(cover: Array, camera: Camera, towards: Array) -> Array:
        """Return the share of light (H, W) that reaches the skin between the hairs."""
        per_mm = camera.pixels_per_mm(60)
        in_photo = camera.rotation @ towards
        shift = np.array([[1, 0, -in_photo[0] * 1.2 * per_mm], [0, 1, -in_photo[1] * 1.2 * per_mm]], np.float32)
        near = cv2.GaussianBlur(cover, (0, 0), 0.7 * per_mm)
        cast = cv2.warpAffine(near, shift, (cover.shape[1], cover.shape[0]))
        wide = cv2.resize(cover, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
        wide = cv2.resize(cv2.GaussianBlur(wide, (0, 0), max(per_mm, 0.3)), (cover.shape[1], cover.shape[0]))
        shade: Array = np.exp(-0.55 * cast - 0.6 * wide)
        return shade

    def _surroundings(self, shot: Shot, camera: Camera, head: Array) -> Array:
        width = shot.size[0]
        light = scene.room(shot.room, shot.size) * np.float32(0.55 * (shot.light.ambient + 0.6 * shot.light.strength))
        shadow = cv2.GaussianBlur(
            cv2.resize(head, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA), (0, 0), width / 8 * 0.05
        )
        shadow = 1 - np.float32(0.6) * cv2.resize(shadow, shot.size)
        light = self._add_bodies(light, scene.SHOULDERS, shot, camera, shadow)
        light = cv2.GaussianBlur(light, (0, 0), width * 0.0035)
        return self._add_bodies(light, scene.EARS, shot, camera)

    def _add_bodies(
        self, light: Array, bodies: tuple[scene.Body, ...], shot: Shot, camera: Camera, shadow: Array | None = None
    ) -> Array:
        towards = _towards(shot.light, camera).astype(np.float32)
        view = (camera.origin / camera.distance).astype(np.float32)
        skin = to_linear(self.look.skin) * np.float32([0.94, 0.84, 0.82])
        for body in bodies:
            fill, normals = scene.see(body, camera, shot.size)
            if not fill.any():
                continue
            colour = skin if body.skin else scene.cloth(shot.room, shot.size)
            lit = colour * _soft_light(shot.light, facing=normals @ towards, open_to=normals @ view, shade=None)
            light = _over(light, lit if shadow is None else lit * shadow[..., None], fill)
        return light


def _over(below: Array, above: Array, share: Array) -> Array:
    mixed: Array = below + (above - below) * share[..., None].astype(np.float32)
    return mixed


def _soft_light(light: Light, *, facing: Array, open_to: Array, shade: Array | None) -> Array:
    """Return the light (H, W, 3) that skin gives back per reflectance; red reaches further around than blue."""
    wrap = np.array([0.38, 0.24, 0.18], np.float32) * np.float32(0.5 + light.softness)
    direct = np.clip((facing[..., None] + wrap) / (1 + wrap), 0, 1.3) * _colour(light) * np.float32(light.strength)
    ambient = np.float32(light.ambient) * (np.float32(0.5) + np.float32(0.5) * np.clip(open_to, 0, 1))
    total: Array = direct + ambient[..., None]
    return total if shade is None else total * shade[..., None]


def _colour(light: Light) -> Array:
    w = light.warmth
    return np.array([1 + 0.1 * w, 1, 1 - 0.2 * w], np.float32)


def _towards(light: Light, camera: Camera) -> Floats:
    """Return the unit vector towards the main light, head frame; the light stands still while the head turns."""
    a, e = np.radians([light.azimuth, light.elevation])
    seen = np.array([np.cos(a) * np.cos(e), -np.sin(a) * np.cos(e), -np.sin(e)])
    return seen @ camera.rotation


def _moles(rng: np.random.Generator) -> tuple[Mole, ...]:
    """Scatter moles over the scalp and forehead."""
    count = int(rng.integers(9, 18))
    radius = np.sqrt(rng.uniform(0, 1.45**2, count))
    around = rng.uniform(0, 2 * np.pi, count)
    directions = unflatten(np.stack([radius * np.cos(around), radius * np.sin(around)], -1))
    sizes = rng.lognormal(np.log(1.1), 0.4, count).clip(0.6, 2.8)
    return tuple(
        Mole(direction=(float(d[0]), float(d[1]), float(d[2])), radius_mm=float(r), depth=float(rng.uniform(0.45, 1)))
        for d, r in zip(directions, sizes, strict=True)
    )
