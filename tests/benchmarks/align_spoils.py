"""What may happen to the second photo of a pair after it was taken; the truth moves with it."""

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.imaging.arrays import Image, Points
from tests.benchmarks.known_warps import Pair

_SKINS = ((224, 180, 158), (190, 140, 112), (118, 78, 58))
_CROPPED = (0.22, 0.34)
"""Shares of the head's width that are cut off."""


def mirrored(pair: Pair, _: np.random.Generator) -> Pair:
    """Turn it left to right, as the front camera does."""
    flipped: Image = np.fliplr(pair.moving).copy()
    across = pair.moving.shape[1] - 1 - pair.truth[:, 0]
    return replace(pair, moving=flipped, truth=np.stack([across, pair.truth[:, 1]], axis=1))


def chat_copy(pair: Pair, rng: np.random.Generator) -> Pair:
    """Send it through a chat, twice: smaller, and compressed each time."""
    share = float(rng.uniform(0.6, 0.75))
    height, width = pair.moving.shape[:2]
    size = round(width * share), round(height * share)
    small: Image = cv2.resize(pair.moving, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    for quality in rng.integers(45, 70, 2):
        small = recoded(small, int(quality))
    return replace(pair, moving=small, truth=(pair.truth + 0.5) * np.array(size) / (width, height) - 0.5)


def copy_of_first(pair: Pair, rng: np.random.Generator) -> Pair:
    """Take a smaller copy of the first photo instead."""
    return chat_copy(replace(pair, moving=pair.fixed, truth=pair.points), rng)


def first_again(pair: Pair, _: np.random.Generator) -> Pair:
    """Take the first photo instead."""
    return replace(pair, moving=pair.fixed, truth=pair.points)


def cropped(pair: Pair, rng: np.random.Generator) -> Pair:
    """Cut off a part of the head at one side."""
    low, high = pair.truth.min(axis=0), pair.truth.max(axis=0)
    axis, from_start = int(rng.integers(2)), bool(rng.integers(2))
    cut = float(rng.uniform(*_CROPPED)) * (high - low)[axis]
    edge = round(float(low[axis] + cut if from_start else high[axis] - cut))
    kept = slice(edge, None) if from_start else slice(None, edge)
    moving: Image = (pair.moving[kept] if axis else pair.moving[:, kept]).copy()
    shift = np.zeros(2)
    shift[axis] = edge if from_start else 0
    truth = pair.truth - shift
    seen = (truth >= 0).all(axis=1) & (truth <= np.array(moving.shape[1::-1]) - 1).all(axis=1)
    return replace(pair, moving=moving, points=pair.points[seen], truth=truth[seen])


def touched(pair: Pair, rng: np.random.Generator) -> Pair:
    """Hold a hand or a comb into it, over a part of the head."""
    low, high = pair.truth.min(axis=0), pair.truth.max(axis=0)
    span = float((high - low).mean())
    turn = float(rng.uniform(0, 2 * np.pi))
    outward = np.array([np.cos(turn), np.sin(turn)])
    tip = (low + high) / 2 + outward * span * float(rng.uniform(0.12, 0.25))
    draw = _hand if rng.random() < 0.5 else _comb
    return replace(pair, moving=draw(pair.moving, tip, outward, span, rng))


def _hand(image: Image, tip: Points, outward: Points, span: float, rng: np.random.Generator) -> Image:
    """Lay four fingers on it that come in from outside."""
    cover = np.zeros(image.shape[:2], np.uint8)
    aside = np.array([-outward[1], outward[0]])
    for number in range(4):
        start = tip + aside * (number - 1.5) * 0.1 * span + outward * abs(number - 1.3) * 0.04 * span
        end = start + outward * 0.45 * span
        cv2.line(cover, _pixel(start), _pixel(end), 255, max(3, round(0.085 * span)), cv2.LINE_AA)
        cv2.line(cover, _pixel(end), _pixel(end + outward * 2 * span), 255, max(3, round(0.13 * span)), cv2.LINE_AA)
    skin = np.array(_SKINS[int(rng.integers(len(_SKINS)))], np.float32)
    # Rounder towards the middle of a finger.
    depth = cv2.distanceTransform(cover, cv2.DIST_L2, 3)
    shade = 0.62 + 0.38 * np.minimum(depth / (0.04 * span), 1)
    return _laid_over(image, skin * shade[..., None], cover, span)


def _comb(image: Image, tip: Points, outward: Points, span: float, rng: np.random.Generator) -> Image:
    """Put a dark comb on it, its teeth towards the middle of the head."""
    cover = np.zeros(image.shape[:2], np.uint8)
    aside = np.array([-outward[1], outward[0]])
    back = tip + outward * 0.13 * span
    ends = [_pixel(back + side * 0.4 * span * aside) for side in (-1, 1)]
    cv2.line(cover, ends[0], ends[1], 255, max(3, round(0.07 * span)), cv2.LINE_AA)
    for place in np.linspace(-0.4, 0.4, 30):
        root = back + place * span * aside
        cv2.line(
            cover, _pixel(root), _pixel(root - outward * 0.16 * span), 255, max(1, round(0.011 * span)), cv2.LINE_AA
        )
    colour = np.array(rng.uniform(20, 70, 3), np.float32)
    return _laid_over(image, np.broadcast_to(colour, image.shape), cover, span)


def _laid_over(image: Image, colour: NDArray[np.float32], cover: NDArray[np.uint8], span: float) -> Image:
    """Paint a colour where it covers, with the shadow that it throws."""
    share = cv2.GaussianBlur(cover, (0, 0), 0.8)[..., None] / np.float32(255)
    shadow = cv2.GaussianBlur(cover, (0, 0), 0.03 * span)[..., None] / np.float32(255)
    laid: Image = np.clip(image * (1 - 0.35 * shadow) * (1 - share) + colour * share, 0, 255).astype(np.uint8)
    return laid


def _pixel(point: Points) -> tuple[int, int]:
    return round(float(point[0])), round(float(point[1]))


def recoded(image: Image, quality: int) -> Image:
    """Return what JPEG leaves of a picture."""
    coded = cv2.imencode(".jpg", image[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    decoded = cv2.imdecode(coded, cv2.IMREAD_COLOR)
    assert decoded is not None
    return np.ascontiguousarray(decoded[..., ::-1]).astype(np.uint8, copy=False)
