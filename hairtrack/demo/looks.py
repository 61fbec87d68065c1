"""Hair and skin colours to render, and the light-linear colour they are mixed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Colour: TypeAlias = tuple[int, int, int]
"""sRGB, 0 to 255."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a person's hair and skin are like.

    Attributes
    ----------
    hair, hair_other : Colour
        Two colours between which single hairs lie.
    other_share : float
        How many hairs have the second colour, 0 to 1.
    skin : Colour
    hair_width_mm : float
        Of a terminal hair.
    curl : float
        0 straight, 1 tightly curled.
    shine : float
        Strength of the highlights on the hair.
    """

    hair: Colour
    hair_other: Colour
    other_share: float = 0.15
    skin: Colour
    hair_width_mm: float = 0.07
    curl: float = 0.12
    shine: float = 1.0


LIGHT_SKIN: Colour = (222, 178, 156)
MEDIUM_SKIN: Colour = (190, 138, 108)
DARK_SKIN: Colour = (112, 72, 52)

LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        "dark": Look(hair=(46, 34, 27), hair_other=(74, 54, 40), skin=LIGHT_SKIN, hair_width_mm=0.078),
        "brown": Look(hair=(92, 64, 42), hair_other=(128, 92, 62), skin=LIGHT_SKIN, hair_width_mm=0.068),
        "black": Look(hair=(26, 23, 23), hair_other=(44, 38, 36), skin=MEDIUM_SKIN, hair_width_mm=0.08, shine=1.3),
        "grey": Look(hair=(96, 90, 83), hair_other=(212, 206, 197), other_share=0.5, skin=LIGHT_SKIN),
        "white": Look(hair=(214, 211, 206), hair_other=(180, 177, 172), other_share=0.25, skin=LIGHT_SKIN),
        "blond": Look(
            hair=(172, 132, 92), hair_other=(222, 192, 150), other_share=0.4, skin=LIGHT_SKIN, hair_width_mm=0.06
        ),
        "red": Look(hair=(142, 72, 36), hair_other=(180, 104, 58), other_share=0.3, skin=(228, 186, 166)),
        "dark on dark": Look(
            hair=(24, 20, 19), hair_other=(40, 33, 30), skin=DARK_SKIN, hair_width_mm=0.075, curl=0.55
        ),
        "grey on dark": Look(
            hair=(54, 50, 48),
            hair_other=(196, 194, 192),
            other_share=0.55,
            skin=DARK_SKIN,
            hair_width_mm=0.075,
            curl=0.5,
        ),
    }
)
"""Named looks; the names are stable."""


def to_linear(srgb: Colour | NDArray[Any]) -> NDArray[Any]:
    """Turn sRGB (0 to 255) into linear light (0 to 1)."""
    value = np.asarray(srgb, np.float32) / np.float32(255)
    linear: NDArray[Any] = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    return linear.astype(np.float32)


def to_srgb(linear: NDArray[Any]) -> NDArray[Any]:
    """Turn linear light (0 to 1, clipped) into sRGB (0 to 255), by a table of 4096 steps."""
    table = np.linspace(0, 1, 4097, dtype=np.float64) ** 2  # finer in the shadows
    coded = np.where(table <= 0.0031308, table * 12.92, 1.055 * table ** (1 / 2.4) - 0.055) * 255
    index = np.sqrt(np.clip(linear, 0, 1)) * np.float32(4096)
    found: NDArray[Any] = coded.astype(np.float32)[index.astype(np.int32)]
    return found
