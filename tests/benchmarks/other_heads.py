"""Heads drawn in another way than the demo's, so that what is measured does not hang on one way of drawing.

The head is an ellipsoid, its skin is noise with moles and pores, and hair is laid down as ink: each piece of a strand
adds the area that it hides, and what lies on top colours most.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from types import MappingProxyType

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.course import Size
from hairtrack.demo.looks import to_linear
from hairtrack.demo.noise import sample, smooth_field
from hairtrack.imaging.arrays import Image, Mask, Points
from tests.benchmarks.planted_strands import photographed

Array = NDArray[np.float64]
Plane = NDArray[np.float32]

AXES_MM = np.array([76.0, 94.0, 88.0])
"""Half of the head's width, length and height."""
MM = 88.0
"""A radian on the scalp, roughly."""
DISTANCE_MM, FOCAL = 430.0, 1.75
FINER = 4
"""Hair is laid down on a canvas so many times finer than the photo."""
REACH, MAP = 2.0, 2000
"""The skin's map shows so many radians from the crown to each side, on so many pixels in all."""
UNITS = 50_000
"""Places where hairs grow in groups, on a whole head."""
_over_skin = partial(sample, extent=REACH)


@dataclass(frozen=True)
class Colours:
    """Of a look, sRGB: hair, skin, by how much strands differ (logarithm), and how many are grey."""

    hair: tuple[int, int, int]
    skin: tuple[int, int, int]
    spread: float = 0.25
    grey: float = 0.0


LOOKS: Mapping[str, Colours] = MappingProxyType(
    {
        "dark": Colours((52, 40, 33), (206, 174, 156)),
        "brown": Colours((94, 70, 53), (212, 178, 159)),
        "black": Colours((30, 28, 28), (188, 150, 126)),
        "grey": Colours((124, 121, 118), (209, 178, 162), grey=0.5),
        "white": Colours((219, 216, 210), (209, 180, 164), spread=0.15),
        "blond": Colours((173, 142, 101), (215, 187, 170), spread=0.3),
        "red": Colours((142, 82, 44), (217, 187, 170), spread=0.3),
        "dark on dark": Colours((30, 27, 26), (111, 82, 63), spread=0.2),
        "grey on dark": Colours((92, 90, 88), (111, 82, 63), grey=0.5),
    }
)


@dataclass(frozen=True, kw_only=True)
class Patch:
    """A bald place: its middle on the skin's map (radians right and forward), and how much of the hair is lost."""

    middle: tuple[float, float]
    radius_mm: float
    edge_mm: float
    loss: float


@dataclass(frozen=True, kw_only=True)
class Hair:
    """How hair stands on a day; another seed lets every strand fall anew."""

    seed: int = 1
    density: float = 1.0
    pattern: float = 0.0
    patches: tuple[Patch, ...] = ()
    length_mm: float = 12.0
    combed_towards: float = 60.0
    combed: float = 0.5
    messiness: float = 0.3


@dataclass(frozen=True, kw_only=True)
class Light:
    """A lamp: where it stands (degrees), how soft it is, its strength beside that of the room, and how skin shines."""

    azimuth: float
    elevation: float
    softness: float
    strength: float
    ambient: float
    shine: float


@dataclass(frozen=True, kw_only=True)
class Pose:
    """Of the head before the camera: turns in degrees, shift in shares of the width, distance over the usual one."""

    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    shift: tuple[float, float] = (0.0, 0.0)
    distance: float = 1.0

    @cached_property
    def turn(self) -> Array:
        """The (3, 3) rotation from the head to the camera."""
        (cy, cp, cr), (sy, sp, sr) = (part(np.radians([self.yaw, self.pitch, self.roll])) for part in (np.cos, np.sin))
        about_z, about_x = (
            np.array([[cr, -sr, 0], [sr, cr, 0], [0, 0, 1]]),
            np.array([[1, 0, 0], [0, cp, -sp], [0, sp, cp]]),
        )
        turn: Array = about_z @ about_x @ np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
        return turn


@dataclass(frozen=True)
class Camera:
    """Sees a head of some half-axes in a pose."""

    axes: Array
    pose: Pose
    size: Size

    @cached_property
    def place(self) -> Array:
        """Where the camera stands in the head's own space, mm."""
        return np.asarray(self.pose.turn.T @ np.array([0, 0, DISTANCE_MM * self.pose.distance]))

    @property
    def focal(self) -> float:
        """In pixels."""
        return FOCAL * self.size[0]

    @property
    def middle(self) -> Array:
        """Where the camera's axis meets the photo."""
        return (
            np.array([0.5 + self.pose.shift[0], 0.5 * self.size[1] / self.size[0] + self.pose.shift[1]]) * self.size[0]
        )

    def project(self, points: Array) -> tuple[Array, Array]:
        """Return pixels (..., 2) and distances from the camera (...) of points in the head's space, mm."""
        seen = points @ self.pose.turn.T
        depth = DISTANCE_MM * self.pose.distance - seen[..., 2]
        return self.middle + self.focal * seen[..., :2] * [1, -1] / depth[..., None], depth

    def directions_at(self, pixels: Array) -> Array:
        """Return which places of the scalp (..., 3) lie under pixels, in half-axes; NaN beside the head."""
        aside = (pixels - self.middle) / self.focal * [1, -1]
        rays = np.concatenate([aside, -np.ones((*aside.shape[:-1], 1))], axis=-1) @ self.pose.turn / self.axes
        start = self.place / self.axes
        a, b, c = (rays**2).sum(-1), (rays * start).sum(-1), (start**2).sum() - 1
        inner = b * b - a * c
        met = (-b - np.sqrt(np.maximum(inner, 0))) / a
        return np.where((inner > 0)[..., None], start + rays * met[..., None], np.nan)

    def locate(self, directions: Array) -> Points:
        """Return the pixels (N, 2) of places of the scalp, in half-axes; NaN where they are hidden or off the photo."""
        points = directions * self.axes
        at, _ = self.project(points)
        facing = (directions / self.axes * (self.place - points)).sum(-1) > 0
        on_photo = ((at > 0) & (at < np.array(self.size) - 1)).all(-1)
        return np.where((facing & on_photo)[..., None], at, np.nan)


@dataclass(frozen=True)
class Taken:
    """A photo; the share of each pixel that hair hides; where hair could grow; and the camera."""

    image: Image
    hair_fraction: Plane
    scalp: Mask
    camera: Camera


@dataclass
class Head:
    """A person, by a seed and a look."""

    seed: int
    look: str
    colours: Colours = field(init=False)

    def __post_init__(self) -> None:
        """Draw what stays as long as the person lives."""
        rng = np.random.default_rng([self.seed, 23])
        self.colours = LOOKS[self.look]
        self.skin = to_linear(self.colours.skin) * np.exp(rng.normal(0, 0.1) + rng.normal(0, 0.04, 3))
        self.tint = to_linear(self.colours.hair) * np.exp(rng.normal(0, 0.25) + rng.normal(0, 0.05, 3))
        self.axes = AXES_MM * rng.normal(1, 0.03, 3)
        self.ragged = smooth_field(rng, side=512, cells=12, octaves=4)
        self.flow = smooth_field(rng, side=512, cells=5, octaves=2)
        self.whorl = np.array([rng.normal(0, 0.12), -rng.uniform(0.3, 0.6)])
        self.spiral = float(rng.choice([-1, 1]) * rng.uniform(0.5, 1.2))
        self.width_mm, self.lift = float(rng.uniform(0.055, 0.085)), float(rng.uniform(0.3, 1.3))
        self.curl = float(rng.uniform(0, 0.4)) + 1.2 * ("on dark" in self.look)
        units = _spread_evenly(rng)
        units = units[self.hairy(units)]
        count = rng.choice([1, 2, 3], len(units), p=[0.3, 0.5, 0.2])
        self.roots = np.repeat(units, count, axis=0) + rng.normal(0, 0.0012, (count.sum(), 2))
        lot = 0.8 * np.repeat(rng.uniform(0, 1, len(units)), count) + rng.uniform(0, 0.2, len(self.roots))
        self.lot = lot.argsort().argsort() / len(lot)
        """Fixed for each hair, 0 to 1: it is there where the density exceeds it."""
        self.shade, self.lean = rng.normal(0, 1, len(lot)), rng.normal(0, 0.15, len(lot))
        self.vigour = rng.normal(1, 0.12, len(lot)).clip(0.5, 1.3)
        self.grey = rng.uniform(0, 1, len(lot)) < self.colours.grey
        self.map = self._skin_map(rng)

    def hairy(self, plane: Array) -> Mask:
        """Say where hair can grow, on the skin's map."""
        around = np.arctan2(plane[..., 0], plane[..., 1])
        line = 1.03 + 0.12 * np.cos(3 * around) + 0.275 * (1 - np.cos(around))
        return np.asarray(np.hypot(plane[..., 0], plane[..., 1]) < line + 0.03 * _over_skin(self.ragged, plane))

    def density(self, hair: Hair) -> Array:
        """Return what share of the hairs is there at each root (N,)."""
        share = np.full(len(self.roots), hair.density)
        if hair.pattern > 0:
            x, y = self.roots.T
            crown = np.exp(-((self.roots - self.whorl) ** 2).sum(1) / (0.15 + 0.5 * hair.pattern) ** 2)
            front = np.exp(-((np.abs(x) - 0.35) ** 2 / 0.2 + (y - 0.75) ** 2 / (0.05 + 0.3 * hair.pattern)))
            share *= 1 - np.minimum(1, 1.3 * hair.pattern * np.maximum(crown, front))
        at, wobble = unflatten(self.roots), _over_skin(self.ragged, self.roots)
        for patch in hair.patches:
            away = np.linalg.norm(at - unflatten(np.array(patch.middle)), axis=1) * MM + 1.5 * wobble
            share *= 1 - patch.loss / (1 + np.exp((away - patch.radius_mm) / max(patch.edge_mm / 4, 0.3)))
        return share

    def take(self, hair: Hair, pose: Pose, light: Light, rng: np.random.Generator, *, size: Size, room: int) -> Taken:
        """Take a photo in a room.

        Parameters
        ----------
        hair, pose, light
        rng : Generator
            Draws what the phone makes of it.
        size : (int, int)
        room : int
            Seed of what is behind the head.

        Returns
        -------
        Taken
        """
        camera = Camera(self.axes, pose, size)
        lamp = self._towards(light, pose)
        columns, rows = np.meshgrid(np.arange(size[0], dtype=float), np.arange(size[1], dtype=float))
        there = camera.directions_at(np.stack([columns, rows], -1))
        on_head = np.isfinite(there[..., 0])
        there = np.where(on_head[..., None], there, [0.0, 0.0, 1.0])
        plane = flatten(there)
        ink, hair_light = self._hair(hair, camera, light, lamp)
        scene = _room(room, size) * (light.ambient + 0.6 * light.strength)
        edge = cv2.GaussianBlur(on_head.astype(np.float32), (0, 0), 0.7)[..., None]
        scene += edge * (self._skin(there, plane, camera, light, lamp) * _shaded(ink, camera, lamp) - scene)
        scene = scene * (1 - ink[..., None]) + hair_light
        scene *= (0.55 / np.percentile(scene[on_head], 85)) ** 0.6
        return Taken(photographed(rng, scene), ink, on_head & self.hairy(plane), camera)

    def _towards(self, light: Light, pose: Pose) -> Array:
        around, up = np.radians([light.azimuth, light.elevation])
        seen = np.array([np.cos(around) * np.cos(up), np.sin(around) * np.cos(up), np.sin(up)])
        return np.asarray(pose.turn.T @ seen)

    def _skin(self, there: Array, plane: Array, camera: Camera, light: Light, lamp: Array) -> Array:
        """Return the light that skin sends to the camera, (H, W, 3)."""
        normal = _unit(there / self.axes)
        lit = np.clip((normal @ lamp + light.softness) / (1 + light.softness), 0, None)
        half = _unit(_unit(camera.place - there * self.axes) + lamp)
        shine = np.clip((normal * half).sum(-1), 0, 1) ** 40
        painted = _over_skin(self.map, plane)
        base = self.skin * painted * (light.ambient + light.strength * lit)[..., None]
        return np.asarray(base + (light.strength * light.shine * shine)[..., None])

    def _hair(self, hair: Hair, camera: Camera, light: Light, lamp: Array) -> tuple[Plane, Array]:
        """Lay down all strands, piece by piece from the root; return what they hide and the light that they send."""
        width, height = (side * FINER for side in camera.size)
        falling = np.random.default_rng([hair.seed, self.seed, 3])
        density = self.density(hair)
        there = self.lot < density
        at, dense = self.roots[there], density[there]
        astray, lying = falling.normal(0, 1, len(at)), falling.uniform(0, 1, len(at))
        locks = smooth_field(falling, side=512, cells=26, octaves=3)
        tint = np.exp(self.colours.spread * self.shade[there])[:, None] * self.tint
        tint[self.grey[there]] = 0.48 * np.exp(0.1 * self.shade[there][self.grey[there]])[:, None]
        per_mm = camera.focal / DISTANCE_MM
        pieces = int(np.clip(0.9 * hair.length_mm * per_mm * FINER, 4, 300))
        piece = hair.length_mm * self.vigour[there] / pieces
        loose = float(np.clip((hair.length_mm - 3) / 15, 0, 1))
        rising = self.lift * min(1.0, 8 / max(hair.length_mm, 1.0)) + 0.05
        up = np.zeros(len(at))
        canvas = np.zeros((5, width * height), np.float32)
        before: tuple[Array, Array] | None = None
        for number in range(pieces + 1):
            along = number / pieces
            place = unflatten(at) * self.axes * (1 + up / MM)[:, None]
            seen, depth = camera.project(place)
            if before is not None:
                tangent = _unit(place - before[1])
                normal, view = _unit(unflatten(at) / self.axes), _unit(camera.place - place)
                wrap = np.clip((normal @ lamp + 0.6) / 1.6, 0, 1)
                diffuse = np.sqrt(np.maximum(1 - (tangent @ lamp) ** 2, 0)) * wrap
                shine = np.maximum(1 - (tangent * _unit(view + lamp)).sum(1) ** 2, 0) ** 30
                buried = 1 - 0.6 * dense * (1 - along) ** 1.2 * (1 - 0.5 * lying) * (hair.length_mm > 2)
                lit = (1.1 * light.ambient + 1.2 * light.strength * diffuse) * buried
                colour = tint * lit[:, None] + (0.05 * light.strength * shine * buried)[:, None]
                thick = self.width_mm * camera.focal / depth * FINER * min(1.0, 1.15 - 0.5 * along)
                area = thick * np.linalg.norm(seen - before[0], axis=1) * FINER
                facing = (normal * view).sum(1) > -0.05
                weight = area * np.exp(2.5 * (lying + along))
                laid = np.column_stack([area, weight, weight[:, None] * colour])[facing]
                _lay(canvas, ((seen + before[0]) / 2 * FINER)[facing], laid, (width, height))
            before = seen, place
            angle = self._angle(at, hair, loose) + 0.6 * self.lean[there]
            angle += hair.messiness * loose * (0.2 * astray + 0.4 * _over_skin(locks, at))
            angle += self.curl * np.sin(0.7 * along * hair.length_mm + 3 * self.shade[there])
            up = up + piece * rising * np.exp(-3 * along)
            at = at + np.stack([np.cos(angle), np.sin(angle)], -1) * (piece / MM)[:, None]
        ink = np.minimum(canvas[0], 1).reshape(height, width)
        light_of = canvas[2:] / np.maximum(canvas[1], 1e-6)
        parts = [ink, *(ink * part.reshape(height, width) for part in light_of)]
        small = [cv2.resize(part, camera.size, interpolation=cv2.INTER_AREA) for part in parts]
        return np.asarray(small[0], np.float32), np.stack(small[1:], -1).astype(np.float64)

    def _angle(self, at: Array, hair: Hair, loose: float) -> Array:
        """Return which way strands lie at points (N, 2) of the skin's map, radians."""
        out = at - self.whorl
        away = np.hypot(*out.T)
        grown = np.arctan2(out[:, 1], out[:, 0]) + self.spiral * np.exp(-away / 0.5)
        grown += 0.25 * _over_skin(self.flow, at)
        share = hair.combed * loose * (1 - np.exp(-away / 0.3))
        combed = np.radians(hair.combed_towards)
        both = [part(grown) * (1 - share) + part(combed) * share for part in (np.cos, np.sin)]
        return np.asarray(np.arctan2(both[1], both[0]))

    def _skin_map(self, rng: np.random.Generator) -> Plane:
        """Paint the skin as factors of its colour, (MAP, MAP, 3)."""
        per_mm = MAP / (2 * REACH * MM)
        skin = np.exp(0.05 * smooth_field(rng, side=MAP, cells=5, octaves=4)[..., None] * [0.4, 1, 0.9])
        skin *= np.exp(0.035 * smooth_field(rng, side=MAP, cells=60, octaves=5, gain=0.8)[..., None] * [0.7, 1, 1])
        for _ in range(int(rng.integers(0, 14))):
            spot = np.zeros((MAP, MAP), np.uint8)
            x, y = ((0.5 + rng.uniform(-0.33, 0.33, 2)) * MAP * 16).astype(int).tolist()
            radius = rng.uniform(0.5, 2) * per_mm * 16
            halves = (int(radius), int(radius * rng.uniform(0.6, 1)))
            cv2.ellipse(spot, (x, y), halves, float(rng.uniform(0, 180)), 0, 360, 255, -1, cv2.LINE_AA, 4)
            soft = cv2.GaussianBlur(spot, (0, 0), 0.2 * per_mm)[..., None] / 255.0
            skin *= 1 - rng.uniform(0.4, 0.9) * soft * [0.55, 0.7, 0.75]
        pores = np.zeros((MAP, MAP), np.float32)
        columns, rows = ((self.roots / REACH + 1) / 2 * MAP).astype(int).clip(0, MAP - 1).T
        np.add.at(pores, (rows, columns), 1)
        pores = np.asarray(cv2.GaussianBlur(pores, (0, 0), 0.12 * per_mm + 0.5))
        skin *= 1 - np.minimum(0.25, 2 * rng.uniform(0.1, 0.3) * pores / pores.max())[..., None]
        return np.asarray(skin, np.float32)


def flatten(directions: Array) -> Array:
    """Return places of the skin's map (..., 2), radians from the crown, of directions (..., 3)."""
    away = np.arccos(np.clip(directions[..., 2], -1, 1))
    aside = np.hypot(directions[..., 0], directions[..., 1]) + 1e-9
    return np.asarray(directions[..., :2] * (away / aside)[..., None])


def unflatten(plane: Array) -> Array:
    """Do the reverse of `flatten`."""
    away = np.hypot(plane[..., 0], plane[..., 1])
    aside = plane * np.sinc(away / np.pi)[..., None]
    return np.concatenate([aside, np.cos(away)[..., None]], axis=-1)


def _unit(vectors: Array) -> Array:
    return np.asarray(vectors / (np.linalg.norm(vectors, axis=-1, keepdims=True) + 1e-9))


def _spread_evenly(rng: np.random.Generator) -> Array:
    """Return places over the top of a ball in a spiral that leaves no gaps, each moved a little."""
    number = np.arange(UNITS) + 0.5
    height, around = 1 - number / UNITS * 1.45, number * np.pi * (3 - np.sqrt(5))
    aside = np.sqrt(1 - height**2)
    even = np.stack([aside * np.cos(around), aside * np.sin(around), height], -1)
    return flatten(_unit(even + rng.normal(0, 0.0035, (UNITS, 3))))


def _lay(canvas: Plane, at: Array, laid: Array, size: Size) -> None:
    """Add values (N, C) to the canvas (C, H * W), shared among the four pixels around each place."""
    low = np.floor(at).astype(int)
    right, down = (at - low).T
    for x, across in ((0, 1 - right), (1, right)):
        for y, along in ((0, 1 - down), (1, down)):
            column, row = (low + np.array([x, y])).T
            inside = (column >= 0) & (column < size[0]) & (row >= 0) & (row < size[1])
            pixel, share = (row * size[0] + column)[inside], (across * along)[inside]
            for plane, values in zip(canvas, laid[inside].T, strict=True):
                np.add.at(plane, pixel, (values * share).astype(np.float32))


def _shaded(ink: Plane, camera: Camera, lamp: Array) -> Array:
    """Return what hair leaves of the light on the skin below it, (H, W, 1)."""
    per_mm = camera.focal / DISTANCE_MM
    away = 0.45 * per_mm * (camera.pose.turn @ lamp)[:2] * [-1, 1]
    soft = cv2.GaussianBlur(ink, (0, 0), 0.6 * per_mm)
    moved = cv2.warpAffine(soft, np.array([[1, 0, away[0]], [0, 1, away[1]]]), camera.size)
    return np.asarray(1 - 0.45 * moved[..., None])


def _room(seed: int, size: Size) -> Array:
    """Return a floor or wall, (H, W, 3): plain, or in tiles or planks."""
    rng = np.random.default_rng([seed, 2])
    width, height = size
    stains = smooth_field(rng, side=max(size), cells=int(rng.integers(4, 40)), octaves=5)
    scene = np.exp(0.15 * stains)[:height, :width, None]
    scene = scene * rng.uniform(0.08, 0.5) * np.exp(rng.normal(0, 0.25, 3))
    kind, step = rng.integers(3), int(width / rng.uniform(5, 9))
    columns, rows = np.meshgrid(np.arange(width), np.arange(height))
    if kind > 0:
        gaps = (columns % step < 3) | ((kind == 1) & (rows % step < 3))
        scene = scene * np.where(gaps, 0.55, 1)[..., None]
    return np.asarray(scene)
