"""Pairs made of real photos: one taken again under a known warp that no flat picture makes, and two of two people."""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from hairtrack.imaging.arrays import Image
from hairtrack.imaging.photo_file import read_photo
from tests.benchmarks import align_spoils
from tests.benchmarks.known_warps import Pair, Shot, make_pair, random_shot

PHOTOS = Path(os.environ.get("HAIRTRACK_PHOTOS", Path(__file__).resolve().parents[3] / "shared" / "photos"))
FIRST_CHECKED = 6000
"""Seeds from here on are for checking, and take photos of odd number in the sorted list; those below are for tuning."""

Make: TypeAlias = Callable[[tuple[Image, Image], np.random.Generator], Pair]
_NOTHING = np.zeros((0, 2))


def real_photos(seed: int) -> list[Path]:
    """Return the photos that a seed may take; none where they are not on this machine."""
    return sorted((PHOTOS / "topdown").glob("*.jpg"))[int(seed >= FIRST_CHECKED) :: 2]


def real_pair(kind: str, seed: int) -> Pair:
    """Make a pair.

    Parameters
    ----------
    kind : str
        Of `REAL`.
    seed : int

    Returns
    -------
    Pair
        Without points where it shows two people.
    """
    rng = np.random.default_rng([seed, *kind.encode()])
    paths = real_photos(seed)
    first, second = (_read(paths[int(index)]) for index in rng.choice(len(paths), 2, replace=False))
    return REAL[kind]((first, second), rng)


@lru_cache(maxsize=16)
def _read(path: Path) -> Image:
    return read_photo(path).image


def _taken(photos: tuple[Image, Image], rng: np.random.Generator, *, tilt: float, roll: float, light: float) -> Pair:
    """Take the first again, half of the time before what stands behind the second."""
    behind = photos[1] if rng.random() < 0.5 else None
    shot = random_shot(rng, tilt=tilt, roll=roll, background=behind)
    return make_pair(photos[0], replace(shot, relight=shot.relight * light, exposure=shot.exposure * light), rng)


def _again(*, tilt: float = 12, roll: float = 12, light: float = 1) -> Make:
    return lambda photos, rng: _taken(photos, rng, tilt=tilt, roll=roll, light=light)


def _rolled(photos: tuple[Image, Image], rng: np.random.Generator) -> Pair:
    shot = random_shot(rng)
    return make_pair(photos[0], replace(shot, roll_degrees=shot.roll_degrees + float(rng.choice([-90, 90, 180]))), rng)


def _spoilt(spoil: Callable[[Pair, np.random.Generator], Pair]) -> Make:
    return lambda photos, rng: spoil(_taken(photos, rng, tilt=12, roll=12, light=1), rng)


def _strangers(photos: tuple[Image, Image], _: np.random.Generator) -> Pair:
    return Pair(fixed=photos[0], moving=photos[1], points=_NOTHING, truth=_NOTHING)


def _same_room(photos: tuple[Image, Image], rng: np.random.Generator) -> Pair:
    taken = make_pair(photos[1], Shot(tilt_degrees=3, roll_degrees=3, new_background=photos[0]), rng)
    return Pair(fixed=photos[0], moving=taken.moving, points=_NOTHING, truth=_NOTHING)


REAL: Mapping[str, Make] = MappingProxyType(
    {
        "taken again": _again(),
        "tilted to 25 degrees": _again(tilt=25),
        "roll to 30 degrees": _again(roll=30),
        "roll 90 or 180 degrees": _rolled,
        "lit from another side": _again(light=2.5),
        "partial overlap": _spoilt(align_spoils.cropped),
        "chat copy": _spoilt(align_spoils.chat_copy),
        "hand or comb in view": _spoilt(align_spoils.touched),
        "mirrored": _spoilt(align_spoils.mirrored),
        "another person": _strangers,
        "another person, same room": _same_room,
    }
)
"""By name; the last three are to be refused."""
