"""The shape of the head, and where its surface falls in a photo.

Lengths are millimetres. Head frame: x to the person's right, y forward, z up, origin inside the head at the height of
the brow. Camera frame: x right, y down, z away from the camera. Pixels: centres at whole numbers, origin top-left.
"""

from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[Any]
NEWTON_STEPS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadShape:
    """An ellipsoid that narrows towards the forehead.

    A *direction* is a unit vector that names one point of the surface; `point` and `direction` turn one into the
    other exactly.

    Attributes
    ----------
    half_width, half_length, half_height : float
        Millimetres.
    taper : float
        Share of the width lost at the forehead and won at the back of the head.
    """

    half_width: float = 77.0
    half_length: float = 97.0
    half_height: float = 104.0
    taper: float = 0.1

    def point(self, direction: Floats) -> Floats:
        """Return the surface points (N, 3) in mm of unit directions (N, 3)."""
        across = self.half_width * (1 - self.taper * direction[..., 1])
        return np.stack(
            [across * direction[..., 0], self.half_length * direction[..., 1], self.half_height * direction[..., 2]], -1
        )

    def direction(self, point: Floats) -> Floats:
        """Return what `point` would be made from; of unit length only on the surface."""
        along = point[..., 1] / self.half_length
        across = self.half_width * (1 - self.taper * along)
        return np.stack([point[..., 0] / across, along, point[..., 2] / self.half_height], -1)

    def normal(self, direction: Floats) -> Floats:
        """Return the outward unit normals (N, 3) at directions (N, 3)."""
        x, y, z = direction[..., 0], direction[..., 1], direction[..., 2]
        width = 1 - self.taper * y
        gradient = np.stack(
            [
                x / (self.half_width * width),
                (y + self.taper * x * x / width) / self.half_length,
                z / self.half_height,
            ],
            -1,
        )
        unit: Floats = gradient / np.linalg.norm(gradient, axis=-1, keepdims=True)
        return unit

    def hit(self, origin: Floats, rays: Floats) -> tuple[Floats, Floats]:
        """Follow rays to the surface.

        Parameters
        ----------
        origin : array, (3,)
            Of all rays, head frame, outside the head.
        rays : array, (N, 3)
            Unit vectors, head frame.

        Returns
        -------
        directions : array, (N, 3)
            Of the first surface point on each ray; of the nearest miss where the ray passes by.
        miss : array, (N,)
            How far the ray passes outside the surface, as a share of the head's radius; 0 or below where it hits.
        """

        def outside(t: Floats) -> Floats:
            q = self.direction(origin + t[:, None] * rays)
            squared: Floats = (q * q).sum(-1)
            return squared

        nearest = -(rays @ origin)
        step = 4.0
        curvature = np.ones_like(nearest)
        for _ in range(3):  # the lowest point of a curve that is nearly a parabola
            before, here, after = outside(nearest - step), outside(nearest), outside(nearest + step)
            curvature = (before - 2 * here + after) / step**2
            nearest = nearest - (after - before) / (2 * step) / curvature
        lowest = outside(nearest)
        t = nearest - np.sqrt(np.clip(1 - lowest, 0, None) * 2 / curvature)
        for _ in range(NEWTON_STEPS):
            slope = (outside(t + 0.5) - outside(t - 0.5)).clip(max=-1e-6)
            t = np.where(lowest < 1, t - (outside(t) - 1) / slope, nearest)
        q = self.direction(origin + t[:, None] * rays)
        return q / np.linalg.norm(q, axis=-1, keepdims=True), np.sqrt(lowest) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """A pinhole that looks at the head.

    Attributes
    ----------
    rotation : array, (3, 3)
        Head frame to camera frame.
    distance : float
        From the camera to the head's origin, mm.
    focal : float
        Pixels.
    centre : (float, float)
        Pixel at which the head's origin appears.
    """

    rotation: Floats
    distance: float
    focal: float
    centre: tuple[float, float]

    @property
    def origin(self) -> Floats:
        """Where the camera stands, head frame."""
        position: Floats = -self.distance * self.rotation[2]
        return position

    def project(self, points: Floats) -> Floats:
        """Return pixels (..., 2) of points (..., 3) in the head frame."""
        seen = points @ self.rotation.T.astype(points.dtype)
        depth = seen[..., 2] + points.dtype.type(self.distance)
        scale = points.dtype.type(self.focal) / depth
        return np.stack([seen[..., 0] * scale + self.centre[0], seen[..., 1] * scale + self.centre[1]], -1)

    def at_scale(self, scale: float) -> "Camera":
        """Return the camera of the same photo made so many times as large."""
        centre = ((self.centre[0] + 0.5) * scale - 0.5, (self.centre[1] + 0.5) * scale - 0.5)
        return replace(self, focal=self.focal * scale, centre=centre)

    def rays(self, pixels: Floats) -> Floats:
        """Return unit rays (N, 3) in the head frame through pixels (N, 2)."""
        x, y = ((pixels - np.asarray(self.centre)) / self.focal).T
        depth = 1 / np.sqrt(x * x + y * y + 1)
        return np.stack([depth * (x * r[0] + y * r[1] + r[2]) for r in self.rotation.T], -1)

    def pixels_per_mm(self, depth_towards_camera: float = 0.0) -> float:
        """Return the scale at a plane that lies so many mm nearer than the head's origin."""
        return self.focal / (self.distance - depth_towards_camera)


def rotation(*, azimuth: float, elevation: float, yaw: float, pitch: float, roll: float) -> Floats:
    """Return the head-to-camera rotation (3, 3).

    Parameters
    ----------
    azimuth, elevation : float
        From where the camera looks, degrees: azimuth 0 from the front, 90 from the person's left; elevation 90 from
        straight above. The crown is up in the photo, seen from above the face is down.
    yaw, pitch, roll : float
        How the pose differs from that, degrees: head turned to its left, nose lowered, photo turned clockwise.
    """
    a, e = np.radians([azimuth, elevation])
    towards_camera = np.array([-np.sin(a) * np.cos(e), np.cos(a) * np.cos(e), np.sin(e)])
    right = np.array([-np.cos(a), -np.sin(a), 0.0])
    down = np.cross(-towards_camera, right)
    base = np.stack([right, down, -towards_camera])
    head = _turn(2, yaw) @ _turn(0, -pitch)
    turned: Floats = _turn(2, roll) @ base @ head
    return turned


def _turn(axis: int, degrees: float) -> NDArray[Any]:
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    first, second = [i for i in range(3) if i != axis]
    turn = np.eye(3)
    turn[first, first] = turn[second, second] = c
    turn[first, second], turn[second, first] = -s, s
    return turn


def flatten(direction: Floats) -> Floats:
    """Lay directions (..., 3) out on a plane (..., 2), equal areas staying equal; the vertex is the origin.

    Lambert's azimuthal projection: the rim of the upper half lies at radius sqrt(2), the chin at 2.
    """
    scale = np.sqrt(2 / np.clip(1 + direction[..., 2], 1e-6, None))
    return np.stack([direction[..., 0] * scale, direction[..., 1] * scale], -1)


def unflatten(plane: Floats) -> Floats:
    """Turn points (..., 2) of the plane back into directions (..., 3)."""
    squared = (plane * plane).sum(-1)
    across = np.sqrt(np.clip(1 - squared / 4, 0, None))
    return np.stack([plane[..., 0] * across, plane[..., 1] * across, 1 - squared / 2], -1)
