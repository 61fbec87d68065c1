"""From light to a photo: exposure, colour, lens, sensor, sharpening, compression."""

from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.demo.looks import to_srgb
from hairtrack.demo.shot import Shot

Array: TypeAlias = NDArray[Any]
SHOULDER = 0.62
"""Light above this share of white is rolled off."""


def develop(light: Array, shot: Shot) -> NDArray[np.uint8]:
    """Turn linear light (H, W, 3) into an sRGB image (H, W, 3) uint8."""
    rng = np.random.default_rng([shot.noise_seed, 99])
    height, width = light.shape[:2]
    balance = np.array([1 + 0.16 * shot.white_balance, 1, 1 - 0.24 * shot.white_balance], np.float32)
    light = light * (balance * np.float32(2.0**shot.exposure))
    y, x = np.ogrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    light *= (1 - np.float32(shot.vignetting) * (x * x + y * y) / 2).astype(np.float32)[..., None]
    if shot.blur > 0:
        light = cv2.GaussianBlur(light, (0, 0), max(shot.blur * width / 1000, 0.05))
    if shot.noise > 0:
        light = light + _noise(rng, light, shot.noise)
    over = np.maximum(light - SHOULDER, 0)
    light = np.minimum(light, SHOULDER) + (1 - SHOULDER) * (1 - np.exp(-over / (1 - SHOULDER)))
    coded = to_srgb(light)
    if shot.sharpening > 0:
        coded += np.float32(shot.sharpening) * (coded - cv2.GaussianBlur(coded, (0, 0), max(width / 1000, 0.6)))
    image: NDArray[np.uint8] = np.clip(coded + 0.5, 0, 255).astype(np.uint8)
    if shot.jpeg_quality is not None:
        _, data = cv2.imencode(".jpg", image[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, shot.jpeg_quality])
        image = np.ascontiguousarray(np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)[..., ::-1])
    return image


def _noise(rng: np.random.Generator, light: Array, strength: float) -> Array:
    """Return shot and read noise, a little of it smeared into blotches of colour."""
    grain = rng.standard_normal(light.shape, np.float32)
    blotches = cv2.GaussianBlur(grain, (0, 0), 1.6) * np.float32(2.0)
    spread = np.sqrt(np.maximum(light, 0) * np.float32(4e-4) + np.float32(6e-6)) * np.float32(strength * 0.45)
    noise: Array = (grain * np.float32(0.75) + blotches * np.float32(0.65)) * spread
    return noise
