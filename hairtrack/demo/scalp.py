"""One person's head, and photos of it.

``Scalp(seed, LOOKS["brown"]).render(Shot(view=View.VERTEX))`` gives a `RenderedPhoto`. The same seed is the same
person: moles, vessels, hairline, whorl and every follicle stay in place from photo to photo. The same person and
`Shot` give the same photo, bit for bit.
"""

from functools import cached_property
from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.demo import scene, strands
from hairtrack.demo.develop import develop
from hairtrack.demo.follicles import FIELD_SIDE, natural_flow, plant
from hairtrack.demo.geometry import Camera, HeadShape, rotation, unflatten
from hairtrack.demo.looks import Look, to_linear
from hairtrack.demo.noise import sample, smooth_field
from hairtrack.demo.photo import RenderedPhoto
from hairtrack.demo.shot import CAMERA_STANDS, Shot
from hairtrack.demo.skin import EXTENT, Mole, Skin, paint_skin
from hairtrack.demo.studio import Studio, hair_light, light_direction, see_head

Array: TypeAlias = NDArray[Any]

FOCAL_PER_WIDTH = 1.78
SEEN_FROM_ASIDE = 0.5
"""Sine of the angle from which on a camera stands at the side."""


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
        self.face = tuple(body.grown(grow) for body in scene.FACE)
        self.moles = _moles(rng)
        self.flow = natural_flow(rng)
        self.follicles, self.hairline = plant(rng, other_share=look.other_share)
        self.ragged = smooth_field(rng, side=FIELD_SIDE, cells=16, octaves=2)

    @cached_property
    def skin(self) -> Skin:
        """The painted skin."""
        return paint_skin(
            np.random.default_rng([self.seed, 2]), self.look, self.moles, self.follicles.plane, self.hairline
        )

    def camera(self, shot: Shot) -> Camera:
        """Return the camera of a shot."""
        azimuth, elevation = CAMERA_STANDS[shot.view]
        width, height = shot.size
        turn = rotation(azimuth=azimuth, elevation=elevation, yaw=shot.yaw, pitch=shot.pitch, roll=shot.roll)
        centre = ((width - 1) / 2 + shot.offset[0] * width, (height - 1) / 2 + shot.offset[1] * width)
        focal = FOCAL_PER_WIDTH * shot.lens * min(width, height)
        return Camera(rotation=turn, distance=shot.distance_mm, focal=focal, centre=centre)

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
        seen = see_head(self.shape, camera, size)
        painted = self._hair(shot, camera)
        cover = painted[..., 0] / np.float32(255)
        studio = Studio(
            light=shot.light,
            camera=camera,
            size=size,
            skin=to_linear(self.look.skin),
            room=shot.room,
            day=shot.day,
        )
        light = studio.surroundings(seen.fill)
        skin = studio.lit_skin(seen, self.skin, cover)
        light += (skin - light) * seen.fill[..., None]
        studio.add_bodies(light, self.face, head=seen.fill)
        studio.add_bodies(light, _ear_before(camera))
        light *= (1 - cover)[..., None]
        light += hair_light(painted, shot.light, self.look, wet=shot.hair.wet)
        growing = sample(self.hairline, seen.plane, extent=EXTENT)
        return RenderedPhoto(
            image=develop(light * np.float32(self._gain()), shot),
            hair_fraction=cover,
            fine_fraction=painted[..., 4] / np.float32(255),
            scalp_mask=(seen.fill > 0.5) & (growing > 0.5),
            head_mask=seen.fill > 0.5,
            person=self.seed,
            shape=self.shape,
            camera=camera,
            shot=shot,
        )

    def _gain(self) -> float:
        """Expose darker skin a little longer, as a camera does."""
        return float(0.68 * (0.5 / to_linear(self.look.skin)[1]) ** 0.3)

    def _hair(self, shot: Shot, camera: Camera) -> Array:
        """Return the strands at the photo's size (H, W, 5): as `strands.paint` gives them, and cover by fine hair."""
        width, height = shot.size
        if shot.hair.length_mm <= 0:
            return np.zeros((height, width, 5), np.float32)
        per_mm = camera.pixels_per_mm(60)
        finer = strands.fineness(self.look.hair_width_mm * per_mm)
        grown = strands.grow(
            self.follicles,
            flow=self.flow,
            ragged=self.ragged,
            shape=self.shape,
            look=self.look,
            hair=shot.hair,
            camera=camera,
            drawn_mm=strands.LINE_WIDTH / (per_mm * finer),
        )
        towards = light_direction(shot.light, camera)
        canvas = strands.paint(
            grown,
            camera=camera,
            towards_light=towards,
            look=self.look,
            size=shot.size,
            finer=finer,
        )
        fine = np.where(canvas[..., 2] > strands.TONE * strands.FINE_FROM, np.uint8(255), np.uint8(0))
        reduced = (cv2.resize(part, shot.size, interpolation=cv2.INTER_AREA) for part in (canvas, fine))
        return np.dstack([*reduced]).astype(np.float32)


def _ear_before(camera: Camera) -> tuple[scene.Body, ...]:
    """Return the ear that a camera at the side sees before the head; from elsewhere both look out from behind it."""
    aside = camera.origin[0] / camera.distance
    return tuple(ear for ear in scene.EARS if abs(aside) > SEEN_FROM_ASIDE and aside * ear.centre[0] > 0)


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
