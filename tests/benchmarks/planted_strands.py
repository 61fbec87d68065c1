"""Plain strands painted on plain skin, with the share of every pixel that they cover.

Much simpler than the demo's scalps, and far more varied: what is learnt from both hangs on neither's way of drawing.
"""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.demo.looks import to_linear, to_srgb

Plane = NDArray[np.float32]

SKINS = ((222, 178, 156), (235, 200, 180), (190, 138, 108), (150, 104, 78), (112, 72, 52), (80, 52, 40))
HAIRS = (
    (26, 23, 23),
    (46, 34, 27),
    (92, 64, 42),
    (128, 92, 62),
    (142, 72, 36),
    (172, 132, 92),
    (200, 170, 120),
    (120, 118, 115),
    (200, 198, 194),
)
FINER = 3
"""The canvas is so many times finer than the picture."""
LEAST_CONTRAST = 0.4
"""Log light between hair and skin; less cannot be told apart by anybody."""
LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
MOST_STRANDS = 60_000


def planted_strands(rng: np.random.Generator) -> tuple[NDArray[np.uint8], Plane]:
    """Paint one picture.

    Returns
    -------
    image : ndarray of uint8, shape (H, W, 3)
    fraction : ndarray of float32, shape (H, W)
        Share of each pixel that strands cover, 0 to 1.
    """
    side = int(rng.integers(260, 420))
    fine = side * FINER
    skin, hair = _colours(rng)
    mottling = 0.04 * _clouds(rng, fine, FINER * rng.uniform(3, 30))[..., None] * rng.normal(1, 0.3, 3)
    ground = (skin * np.exp(mottling + 0.03 * _clouds(rng, fine, FINER * 80.0)[..., None])).astype(np.float32)
    strands, width = _strands(rng, fine)
    if rng.uniform() < 0.6:
        ground = _shadowed(rng, ground, strands, width)
    tints = to_srgb(hair * np.exp(rng.normal(0, rng.uniform(0.03, 0.25), (64, 1))))
    canvas, covered = np.ascontiguousarray(to_srgb(ground).astype(np.uint8)), np.zeros((fine, fine), np.uint8)
    for number, strand in enumerate(strands):
        tint = tuple(float(value) for value in tints[number % len(tints)])
        cv2.polylines(canvas, [strand], False, tint, width, cv2.LINE_AA, 3)
        cv2.polylines(covered, [strand], False, 255, width, cv2.LINE_AA, 3)
    share = np.asarray(covered, np.float32) / np.float32(255)
    light = _lit(rng, to_linear(canvas), share=share)
    fraction = cv2.resize(share, (side, side), interpolation=cv2.INTER_AREA)
    return photographed(rng, cv2.resize(light, (side, side), interpolation=cv2.INTER_AREA)), np.asarray(fraction)


def photographed(rng: np.random.Generator, light: NDArray[Any]) -> NDArray[np.uint8]:
    """Turn linear light into what a phone makes of it: its exposure, white balance, blur, noise, sharpening, JPEG."""
    seen = light * np.exp(rng.normal(0, 0.25)) * np.exp(rng.normal(0, 0.07, 3))
    seen = cv2.GaussianBlur(seen.astype(np.float32), (0, 0), rng.uniform(0.2, 1.0))
    seen = seen + rng.normal(0, 1, seen.shape) * rng.uniform(0.001, 0.01) * np.sqrt(np.clip(seen, 0.01, 1))
    coded = to_srgb(seen).astype(np.float32)
    if rng.uniform() < 0.5:
        coded = coded + rng.uniform(0, 0.8) * (coded - cv2.GaussianBlur(coded, (0, 0), 1.2))
    quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(45, 97))]
    _, data = cv2.imencode(".jpg", np.clip(coded, 0, 255).astype(np.uint8)[..., ::-1], quality)
    return np.ascontiguousarray(np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)[..., ::-1])


def _colours(rng: np.random.Generator) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Draw skin and hair that differ; hair is seldom the lighter one."""
    while True:
        skin = to_linear(SKINS[rng.integers(len(SKINS))]) * np.exp(rng.normal(0, 0.1, 3))
        hair = to_linear(HAIRS[rng.integers(len(HAIRS))]) * np.exp(rng.normal(0, 0.12, 3))
        contrast = np.log(skin @ LUMINANCE) - np.log(hair @ LUMINANCE)
        if contrast > LEAST_CONTRAST or (contrast < -LEAST_CONTRAST and rng.uniform() < 0.25):
            return skin, hair


def _clouds(rng: np.random.Generator, side: int, size: float) -> Plane:
    """Smooth noise of unit height, with lumps of about `size` pixels."""
    cells = max(2, int(side / size) + 2)
    noise = rng.normal(size=(cells, cells)).astype(np.float32)
    return np.asarray(cv2.resize(noise, (side, side), interpolation=cv2.INTER_CUBIC))


def _strands(rng: np.random.Generator, side: int) -> tuple[list[NDArray[np.int32]], int]:
    """Lay strands where hair grows; in eighths of a pixel, as OpenCV draws them, and their width."""
    growing = _growing(rng, side)
    turn = rng.uniform(0, 2 * np.pi) + rng.uniform(0, 1.2) * _clouds(rng, side, side / 3)
    spread = rng.uniform(0.05, 0.6)
    width = float(np.exp(rng.uniform(np.log(0.5), np.log(2.4)))) * FINER
    length = float(np.exp(rng.uniform(np.log(6), np.log(160)))) * FINER
    layers = rng.uniform(0.02, 0.6) if rng.uniform() < 0.5 else rng.uniform(0.3, 3.5)
    count = int(min(layers * side**2 / (width * length), MOST_STRANDS))
    strands = []
    for x, y, luck in zip(*rng.uniform(-0.1 * side, 1.1 * side, (2, count)), rng.uniform(size=count), strict=True):
        row, column = int(np.clip(y, 0, side - 1)), int(np.clip(x, 0, side - 1))
        if luck > growing[row, column]:
            continue
        turns = turn[row, column] + rng.normal(0, spread) + rng.normal(0, 0.12) * np.arange(1, 5)
        steps = np.stack([np.cos(turns), np.sin(turns)], axis=1) * length * rng.uniform(0.15, 0.3)
        path = np.cumsum([(x, y), *steps], axis=0)
        strands.append(np.round(8 * path).astype(np.int32).reshape(-1, 1, 2))
    return strands, max(1, round(width))


def _growing(rng: np.random.Generator, side: int) -> Plane:
    """Share of follicles that carry a hair: everywhere, nowhere, or with a few ragged patches."""
    growing = np.full((side, side), 0.0 if rng.uniform() < 0.08 else 1.0, np.float32)
    y, x = np.mgrid[0:side, 0:side].astype(np.float32)
    for _ in range(rng.integers(4)):
        radius = rng.uniform(0.1, 0.45) * side
        edge = rng.uniform(0.1, 0.5) * radius
        away = np.hypot(x - rng.uniform(0, side), (y - rng.uniform(0, side)) * rng.uniform(0.7, 1.4))
        away += 0.15 * radius * _clouds(rng, side, radius / 2)
        growing *= np.clip((away - radius + edge) / (2 * edge), rng.uniform(0, 0.3), 1)
    return growing


def _shadowed(
    rng: np.random.Generator, ground: NDArray[np.float32], strands: list[NDArray[np.int32]], width: int
) -> NDArray[np.float32]:
    """Let the strands' soft shadow fall on the skin beside them."""
    shadow = np.zeros(ground.shape[:2], np.uint8)
    away = (np.array([rng.integers(-2, 3), rng.integers(1, 4)]) * 8).astype(np.int32)
    for strand in strands:
        cv2.polylines(shadow, [strand + away], False, 255, width, cv2.LINE_AA, 3)
    depth = cv2.GaussianBlur(shadow, (0, 0), 0.8 * FINER).astype(np.float32) / 255
    return ground * (1 - rng.uniform(0.1, 0.5) * depth[..., None]).astype(np.float32)


def _lit(rng: np.random.Generator, light: NDArray[Any], *, share: NDArray[Any]) -> Plane:
    """Light falls off towards a side and the rim; bare skin may shine, and so may a band of the hair."""
    side = len(share)
    y, x = np.mgrid[0:side, 0:side].astype(np.float32) / side - 0.5
    if rng.uniform() < 0.35:
        away = (x - rng.uniform(-0.3, 0.3)) ** 2 + (y - rng.uniform(-0.3, 0.3)) ** 2
        glow = rng.uniform(0.05, 0.4) * np.exp(-away / (2 * rng.uniform(0.05, 0.2) ** 2)) * (1 - 0.7 * share)
        light = light + glow[..., None]
    if rng.uniform() < 0.5:
        turn = rng.uniform(0, 2 * np.pi)
        band = np.exp(-(((x * np.cos(turn) + y * np.sin(turn) - rng.uniform(-0.5, 0.5)) / 0.12) ** 2))
        light = light * (1 + rng.uniform(0, 1.2) * band * share)[..., None]
    right, down = rng.normal(0, 0.35, 2)
    fall = np.exp(right * x + down * y - rng.uniform(0, 0.8) * (x**2 + y**2))
    return np.asarray(light * fall[..., None], np.float32)
