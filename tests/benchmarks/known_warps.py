"""Second photos with known truth, made from one real photo: the head turned as an ellipsoid, relit, taken again."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.imaging.arrays import Image, Points

_Array = NDArray[np.float64]

_HEAD = np.array([0.40, 0.43, 0.42])
"""Half-axes of the head in units of the image's width at the head's near side."""
_DISTANCE = 2.2
"""Of the camera from the head's middle, in the same units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """How the second photo differs from the first.

    Attributes
    ----------
    tilt_degrees : float
        Out of the picture plane, in a random direction.
    roll_degrees : float
    zoom : float
        Size of the head over that in the first.
    shift : tuple of float
        Share of the width.
    relight : float
        Strength of another light across the head, in stops at the rim.
    exposure : float
        At most, in stops of the coded picture.
    balance : float
        Of the colours: standard deviation of the logarithm of each channel's factor.
    blur, noise : float
        Pixels at a width of 640; grey levels.
    jpeg : int
    new_background : Image or None
        What stands behind the head; None keeps the first photo's, moved on its own.
    """

    tilt_degrees: float = 0.0
    roll_degrees: float = 0.0
    zoom: float = 1.0
    shift: tuple[float, float] = (0.0, 0.0)
    relight: float = 0.0
    exposure: float = 0.25
    balance: float = 0.06
    blur: float = 0.0
    noise: float = 0.0
    jpeg: int = 90
    new_background: Image | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two photos and scalp points of one in the other."""

    fixed: Image
    moving: Image
    points: Points
    truth: Points


def random_shot(
    rng: np.random.Generator, *, tilt: float = 12.0, roll: float = 12.0, background: Image | None = None
) -> Shot:
    """Draw what usually differs between two photos of one head."""
    return Shot(
        tilt_degrees=float(rng.uniform(0, tilt)),
        roll_degrees=float(rng.uniform(-roll, roll)),
        zoom=float(np.exp(rng.uniform(-0.18, 0.18))),
        shift=(float(rng.uniform(-0.05, 0.05)), float(rng.uniform(-0.05, 0.05))),
        relight=float(rng.uniform(0, 0.7)),
        blur=float(rng.uniform(0, 1.0)),
        noise=float(rng.uniform(0, 4)),
        jpeg=int(rng.integers(60, 91)),
        new_background=background,
    )


def make_pair(photo: Image, shot: Shot, rng: np.random.Generator) -> Pair:
    """Take a photo a second time.

    Parameters
    ----------
    photo : Image
        Square, a head seen from above that fills most of it.
    shot : Shot
    rng : Generator
        Draws directions and noise.

    Returns
    -------
    Pair
        Its points lie on the scalp, well inside the outline of the head and inside both photos.
    """
    size = photo.shape[0]
    turn = _turn(shot, rng)
    y, x = np.mgrid[0:size, 0:size].astype(np.float64)
    pixels = np.stack([x.ravel(), y.ravel()], axis=1)
    source, on_head = _back_to_first(pixels, turn, shot, size)
    behind = photo
    if shot.new_background is not None:
        behind = cv2.resize(shot.new_background, (size, size)).astype(np.uint8, copy=False)
    slide = rng.uniform(-0.1, 0.1, 2) * size
    aside = (pixels - size / 2) / shot.zoom**0.5 + size / 2 + slide
    head = _sample(photo, source, size)
    room = _sample(behind, aside, size)
    soft = cv2.GaussianBlur(on_head.reshape(size, size).astype(np.float32), (0, 0), size / 400)[..., None]
    moving = _expose(soft * head + (1 - soft) * room, shot, rng)
    points = _scalp_points(size)
    truth, facing = _forward(points, turn, shot, size)
    inside = (facing > 0.45) & (truth > 0).all(axis=1) & (truth < size - 1).all(axis=1)
    return Pair(fixed=photo, moving=moving, points=points[inside], truth=truth[inside])


def _turn(shot: Shot, rng: np.random.Generator) -> _Array:
    direction = rng.uniform(0, 2 * np.pi)
    tilt = np.radians(shot.tilt_degrees) * np.array([np.cos(direction), np.sin(direction), 0.0])
    roll = np.array([0.0, 0.0, np.radians(shot.roll_degrees)])
    turned: _Array = cv2.Rodrigues(roll)[0] @ cv2.Rodrigues(tilt)[0]
    return turned


def _scalp_points(size: int) -> Points:
    x, y = np.meshgrid(np.linspace(-1, 1, 21), np.linspace(-1, 1, 21))
    chosen = np.hypot(x, y) < 1
    spread = np.stack([x[chosen] * 0.28, y[chosen] * 0.30], axis=1)
    points: Points = (spread + 0.5) * size
    return points


def _lift(points: Points, size: int) -> tuple[_Array, NDArray[np.bool_]]:
    """Return the head points (N, 3) that the first camera sees at pixels."""
    # The picture plane goes through the head's middle.
    ray = np.concatenate([points / size - 0.5, np.full((len(points), 1), -_DISTANCE)], axis=1)
    return _hit(np.array([0.0, 0.0, _DISTANCE]), ray)


def _hit(eye: _Array, ray: _Array) -> tuple[_Array, NDArray[np.bool_]]:
    start, step = eye / _HEAD, ray / _HEAD
    a, b, c = (step**2).sum(axis=1), step @ start, start @ start - 1
    inner = b**2 - a * c
    near = (-b - np.sqrt(np.maximum(inner, 0))) / a
    points: _Array = eye + near[:, None] * ray
    return points, inner > 0


def _forward(points: Points, turn: _Array, shot: Shot, size: int) -> tuple[Points, _Array]:
    head, _ = _lift(points, size)
    normals = head / _HEAD**2
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    placed, facing = head @ turn.T, normals @ turn.T
    eye = np.array([0.0, 0.0, _DISTANCE])
    sight = eye - placed
    sight /= np.linalg.norm(sight, axis=1, keepdims=True)
    depth = (_DISTANCE - placed[:, 2:]) / _DISTANCE
    picture: Points = (placed[:, :2] / depth * shot.zoom + np.array(shot.shift) + 0.5) * size
    cosine: _Array = (facing * sight).sum(axis=1)
    return picture, cosine


def _back_to_first(pixels: Points, turn: _Array, shot: Shot, size: int) -> tuple[Points, NDArray[np.bool_]]:
    plane = (pixels / size - 0.5 - np.array(shot.shift)) / shot.zoom
    ray = np.concatenate([plane, np.full((len(plane), 1), -_DISTANCE)], axis=1) @ turn
    eye = np.array([0.0, 0.0, _DISTANCE]) @ turn
    head, on_head = _hit(eye, ray)
    depth = (_DISTANCE - head[:, 2:]) / _DISTANCE
    source: Points = (head[:, :2] / depth + 0.5) * size
    return source, on_head


def _sample(image: Image, at: Points, size: int) -> NDArray[np.float32]:
    maps = at.astype(np.float32).reshape(size, size, 2)
    return cv2.remap(image, maps[..., 0], maps[..., 1], cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT).astype(
        np.float32
    )


def _expose(linear: NDArray[np.float32], shot: Shot, rng: np.random.Generator) -> Image:
    size = linear.shape[0]
    y, x = np.mgrid[0:size, 0:size] / size - 0.5
    direction = rng.uniform(0, 2 * np.pi)
    stops = shot.relight * (2 * (x * np.cos(direction) + y * np.sin(direction)) - 0.6 * (x**2 + y**2) * 4)
    gain = 2.0 ** (stops / 2.2) * 2.0 ** rng.uniform(-shot.exposure, shot.exposure)
    balance = np.exp(rng.normal(0, shot.balance, 3))
    picture = linear * gain[..., None] * balance
    if shot.blur > 0.3:
        picture = cv2.GaussianBlur(picture, (0, 0), shot.blur * size / 640)
    picture = picture + rng.normal(0, max(shot.noise, 1e-3), picture.shape)
    eight = np.clip(picture, 0, 255).astype(np.uint8)
    coded = cv2.imencode(".jpg", eight[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, shot.jpeg])[1]
    decoded = cv2.imdecode(coded, cv2.IMREAD_COLOR)
    assert decoded is not None
    return np.ascontiguousarray(decoded[..., ::-1]).astype(np.uint8, copy=False)
