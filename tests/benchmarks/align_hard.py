"""Rendered pairs that are hard for one reason each; nothing else changes but pose, a little, and light."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeAlias

import cv2
import numpy as np

from hairtrack.course import Size, View
from hairtrack.demo.looks import Look
from hairtrack.demo.photo import RenderedPhoto
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Shot
from hairtrack.imaging.arrays import Image
from tests.benchmarks import align_spoils
from tests.benchmarks.known_warps import Pair
from tests.benchmarks.rendered_pairs import draw_hair, draw_light, draw_shot, draw_view, look_of, pair_of

_LARGE: Size = (1800, 2400)
"""Photos that a chat makes into copies of two megapixels."""

Take: TypeAlias = Callable[["Scene", np.random.Generator], "Scene"]
Behind: TypeAlias = Callable[[np.random.Generator, Size, Look], Image]
Spoil: TypeAlias = Callable[[Pair, np.random.Generator], Pair]


@dataclass(frozen=True, slots=True)
class Scene:
    """A head before two photos are taken of it."""

    head: Scalp
    first: Shot
    second: Shot


@dataclass(frozen=True, slots=True, kw_only=True)
class Hard:
    """What makes a pair hard: how it is taken, what stands behind the head, and what happens to the second photo."""

    take: Take | None = None
    behind: Behind | None = None
    spoil: Spoil | None = None


def hard_pair(kind: str, seed: int) -> Pair:
    """Render a pair.

    Parameters
    ----------
    kind : str
        Of `HARD`.
    seed : int

    Returns
    -------
    Pair
    """
    hard = HARD[kind]
    rng = np.random.default_rng([seed, *kind.encode()])
    view, hair = draw_view(rng), draw_hair(rng)
    first, second = (draw_shot(rng, hair, draw_light(rng), view) for _ in range(2))
    scene = Scene(Scalp(40_000 + seed, look_of(seed + list(HARD).index(kind))), first, second)
    if hard.take:
        scene = hard.take(scene, rng)
    photos = [scene.head.render(shot) for shot in (scene.first, scene.second)]
    if hard.behind:
        room = hard.behind(rng, photos[0].size, scene.head.look)
        photos = [_before(photo, room, rng) for photo in photos]
    pair = pair_of(photos[0], photos[1], rng)
    return hard.spoil(pair, rng) if hard.spoil else pair


def _hair(scene: Scene, first: Mapping[str, object], second: Mapping[str, object]) -> Scene:
    """Change the hair of the first shot, and with it of the second, and then of the second alone."""
    hair = replace(scene.first.hair, **first)  # type: ignore[arg-type]
    later = replace(hair, **second)  # type: ignore[arg-type]
    return replace(scene, first=replace(scene.first, hair=hair), second=replace(scene.second, hair=later))


def _redrawn(scene: Scene, rng: np.random.Generator) -> Scene:
    return _hair(
        scene,
        {},
        {
            "comb_seed": scene.first.hair.comb_seed + 1,
            "comb_towards": float(rng.uniform(0, 360)),
            "comb_strength": float(rng.uniform(0.2, 0.8)),
            "messiness": float(rng.uniform(0.2, 0.6)),
        },
    )


def _density(scene: Scene, rng: np.random.Generator) -> Scene:
    before = float(rng.uniform(0.6, 0.75))
    some, more = {"density": before}, {"density": before * 1.3}
    return _hair(scene, some, more) if rng.random() < 0.5 else _hair(scene, more, {"density": before * 1.3 * 0.7})


def _haircut(scene: Scene, rng: np.random.Generator) -> Scene:
    return _hair(scene, {"length_mm": 40.0}, {"length_mm": 3.0, "comb_seed": scene.first.hair.comb_seed + 1})


def _wet(scene: Scene, rng: np.random.Generator) -> Scene:
    hair = scene.first.hair
    towards = hair.comb_towards + float(rng.uniform(90, 270))
    return _hair(
        scene,
        {"comb_strength": 0.7},
        {"comb_towards": towards, "comb_seed": hair.comb_seed + 1, "wet": float(rng.uniform(0.6, 1))},
    )


def _moles(scene: Scene, most: int) -> Scene:
    scene.head.moles = scene.head.moles[:most]
    return scene


def _no_moles(scene: Scene, rng: np.random.Generator) -> Scene:
    """Leave short hair on skin without a mark that stands out."""
    combed = {"comb_seed": scene.first.hair.comb_seed + 1}
    short = {"length_mm": float(rng.uniform(2, 6)), "pattern": float(rng.uniform(0.2, 0.8))}
    return _moles(_hair(scene, short, combed), 0)


def _bald(scene: Scene, rng: np.random.Generator) -> Scene:
    bare = _moles(_hair(scene, {"length_mm": 0.0}, {}), 2)
    return replace(bare, first=_soft(bare.first, rng), second=_soft(bare.second, rng))


def _soft(shot: Shot, rng: np.random.Generator) -> Shot:
    return replace(shot, light=replace(shot.light, softness=1.0, elevation=75.0), blur=float(rng.uniform(1, 1.8)))


def _turned(least: float, most: float) -> Take:
    def take(scene: Scene, rng: np.random.Generator) -> Scene:
        degrees = float(rng.uniform(least, most)) * float(rng.choice([-1, 1]))
        # From straight above, turning the head to its left only turns the picture.
        turns = "yaw" if scene.first.view is View.FRONTAL and rng.random() < 0.5 else "pitch"
        turned = replace(scene.second, **{turns: getattr(scene.first, turns) + degrees})
        return replace(scene, second=turned)

    return take


def _rolled(*degrees: float) -> Take:
    def take(scene: Scene, rng: np.random.Generator) -> Scene:
        roll = scene.first.roll + float(rng.choice(degrees)) + float(rng.normal(0, 3))
        return replace(scene, second=replace(scene.second, roll=roll))

    return take


def _farther(scene: Scene, rng: np.random.Generator) -> Scene:
    distance = scene.first.distance_mm * float(rng.choice([0.8, 1.2]))
    return replace(scene, second=replace(scene.second, distance_mm=distance))


def _flash(scene: Scene, rng: np.random.Generator) -> Scene:
    side = replace(scene.first.light, elevation=float(rng.uniform(12, 25)), softness=0.1, ambient=0.25, strength=1.2)
    flash = replace(
        scene.second.light, elevation=87.0, softness=0.05, ambient=0.35, strength=1.3, glare=float(rng.uniform(0.6, 1))
    )
    return replace(scene, first=replace(scene.first, light=side), second=replace(scene.second, light=flash))


def _large(scene: Scene, rng: np.random.Generator) -> Scene:
    return replace(scene, first=replace(scene.first, size=_LARGE), second=replace(scene.second, size=_LARGE))


def _busy(rng: np.random.Generator, size: Size, look: Look) -> Image:
    """Paint a patterned rug with many things on it."""
    width, height = size
    cell = int(rng.integers(24, 60))
    rows, columns = height // cell + 1, width // cell + 1
    tiles = rng.integers(20, 235, (rows, columns, 3)).astype(np.uint8)
    room = cv2.resize(tiles, (columns * cell, rows * cell), interpolation=cv2.INTER_NEAREST)[:height, :width].copy()
    for _ in range(120):
        colour = tuple(map(float, rng.integers(10, 245, 3)))
        at = [int(rng.integers(0, side)) for side in (width, height)]
        if rng.random() < 0.5:
            cv2.circle(room, at, int(rng.integers(4, 40)), colour, -1, cv2.LINE_AA)
        else:
            to = [at[0] + int(rng.integers(-90, 90)), at[1] + int(rng.integers(-90, 90))]
            cv2.line(room, at, to, colour, int(rng.integers(2, 9)), cv2.LINE_AA)
    return cv2.GaussianBlur(room, (0, 0), 1.2).astype(np.uint8, copy=False)


def _skin_coloured(rng: np.random.Generator, size: Size, look: Look) -> Image:
    """Paint a wall in the colour of the skin, with soft shadows."""
    width, height = size
    shadows = cv2.resize(rng.normal(0, 9, (7, 5)).astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
    grain = cv2.GaussianBlur(rng.normal(0, 12, (height, width)).astype(np.float32), (0, 0), 1.5)
    colour = 0.95 * np.array(look.skin) + rng.normal(0, 6, 3)
    return np.clip(colour + (shadows + grain)[..., None], 0, 255).astype(np.uint8)


def _before(photo: RenderedPhoto, room: Image, rng: np.random.Generator) -> RenderedPhoto:
    """Put the head before another room, of which each photo shows another part."""
    width, height = photo.size
    slide = rng.uniform(-0.08, 0.08, 2) * width
    move = np.array([[1, 0, slide[0]], [0, 1, slide[1]]])
    seen = cv2.warpAffine(room, move, (width, height), borderMode=cv2.BORDER_REFLECT)
    share = np.maximum(photo.head_mask.astype(np.float32), photo.hair_fraction)
    soft = cv2.GaussianBlur(share, (0, 0), 1.0)[..., None]
    image = align_spoils.recoded((soft * photo.image + (1 - soft) * seen).astype(np.uint8), 90)
    return replace(photo, image=image)


HARD: Mapping[str, Hard] = MappingProxyType(
    {
        "strands fully changed": Hard(take=_redrawn),
        "density 30 % up or down": Hard(take=_density),
        "haircut 4 cm to 3 mm": Hard(take=_haircut),
        "re-parted and wet": Hard(take=_wet),
        "no moles, short hair": Hard(take=_no_moles),
        "bald, low texture": Hard(take=_bald),
        "pose 0 to 12 degrees": Hard(take=_turned(0, 12)),
        "pose 12 to 25 degrees": Hard(take=_turned(12, 25)),
        "roll 30 degrees": Hard(take=_rolled(-30, 30)),
        "roll 90 or 180 degrees": Hard(take=_rolled(-90, 90, 180)),
        "distance 20 % up or down": Hard(take=_farther),
        "side light against flash": Hard(take=_flash),
        "busy background": Hard(behind=_busy),
        "skin-coloured background": Hard(behind=_skin_coloured),
        "hand or comb in view": Hard(spoil=align_spoils.touched),
        "partial overlap": Hard(spoil=align_spoils.cropped),
        "2-MP chat copy": Hard(take=_large, spoil=align_spoils.chat_copy),
        "mirrored selfie": Hard(spoil=align_spoils.mirrored),
        "the same photo, a chat copy": Hard(spoil=align_spoils.copy_of_first),
        "the same photo twice": Hard(spoil=align_spoils.first_again),
    }
)
"""By name. The mirrored selfie is to be refused as mirrored; all others show one head."""
