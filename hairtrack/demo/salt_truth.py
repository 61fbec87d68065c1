"""The four areas of the SALT on a rendered head, and how much of each is lost."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from hairtrack.course import Outline, SaltArea
from hairtrack.demo.follicles import azimuth, density
from hairtrack.demo.geometry import unflatten
from hairtrack.demo.noise import sample
from hairtrack.demo.photo import locate
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Hair, Shot
from hairtrack.demo.skin import EXTENT

Array: TypeAlias = NDArray[Any]
Mask: TypeAlias = NDArray[np.bool_]

TOP_REACHES, BACK_BEGINS = 52.0, 142.0
"""Degrees from the vertex, and of azimuth from the forehead: so the areas hold 40, 24, 18 and 18 % of the follicles."""
WELL_INSIDE = 0.6
"""Hairiness from which on a place lies inside the hairline."""
LEAST_FACING = 0.35
"""Cosine to the camera below which a hand would no longer draw: what lies so far round is seen too aslant."""
_STEP = 12.0
"""Degrees of azimuth from corner to corner, so that a hand can still adjust them all."""


def areas_of(plane: Array) -> dict[SaltArea, Mask]:
    """Share points (N, 2) of the plane out over the four areas."""
    around = np.degrees(azimuth(plane))
    top = _polar(plane) < TOP_REACHES
    back = ~top & (np.abs(around) > BACK_BEGINS)
    aside = ~top & ~back
    return {
        SaltArea.TOP: top,
        SaltArea.BACK: back,
        SaltArea.LEFT: aside & (around >= 0),
        SaltArea.RIGHT: aside & (around < 0),
    }


def true_losses(scalp: Scalp, hair: Hair) -> dict[SaltArea, float]:
    """Return the share of each area's terminal hairs that is missing, 0 to 1."""
    return {area: lost(scalp, hair, inside) for area, inside in areas_of(scalp.follicles.plane).items()}


def true_salt(losses: dict[SaltArea, float]) -> float:
    """Return the SALT, 0 to 100, of the shares that are lost."""
    return sum(area.percent * loss for area, loss in losses.items())


def lost(scalp: Scalp, hair: Hair, inside: Mask) -> float:
    """Return the share of terminal hairs that is missing among some of the follicles, 0 to 1; NaN among none."""
    if not inside.any():
        return float("nan")
    terminal, _, _ = density(scalp.follicles.plane[inside], hair, scalp.ragged, scalp.flow)
    return float(1 - terminal.mean())


def area_outline(scalp: Scalp, shot: Shot, area: SaltArea) -> Outline:
    """Draw an area in a photo as far as it can be seen well there, and no farther than the hairline."""
    around = np.radians(np.arange(-180.0, 180.0, _STEP))
    if area is SaltArea.TOP:
        return _corners(scalp, shot, _farthest(scalp, shot, around, beyond=0.0, until=TOP_REACHES))
    ends = {
        SaltArea.BACK: (BACK_BEGINS, 360 - BACK_BEGINS),
        SaltArea.LEFT: (0.0, BACK_BEGINS),
        SaltArea.RIGHT: (-BACK_BEGINS, 0.0),
    }
    around = np.radians(np.linspace(*ends[area], 1 + round(np.ptp(ends[area]) / _STEP)))
    outer = _farthest(scalp, shot, around, beyond=TOP_REACHES, until=180.0)
    inner = _at(around, np.full(len(around), TOP_REACHES))
    grows = np.linalg.norm(outer, axis=1) > np.linalg.norm(inner, axis=1)
    return _corners(scalp, shot, np.concatenate([inner[grows], outer[grows][::-1]]))


def _farthest(scalp: Scalp, shot: Shot, around: Array, *, beyond: float, until: float) -> Array:
    """Return for each azimuth the last point of the plane that bears hair and faces the camera, or the first one."""
    polar = np.arange(beyond, until + 0.25, 0.5)
    plane = _at(around[:, None], polar[None])
    directions = unflatten(plane)
    towards = scalp.camera(shot).origin - scalp.shape.point(directions)
    facing = (scalp.shape.normal(directions) * towards).sum(-1) / np.linalg.norm(towards, axis=-1)
    hairy = sample(scalp.hairline, plane.reshape(-1, 2).astype(np.float32), extent=EXTENT).reshape(facing.shape)
    good = (facing > LEAST_FACING) & (hairy > WELL_INSIDE)
    last = len(polar) - 1 - np.argmax(good[:, ::-1], axis=1)
    last = np.where(good.any(1), last, 0)
    return plane[np.arange(len(around)), last]


def _corners(scalp: Scalp, shot: Shot, plane: Array) -> Outline:
    at = locate(shape=scalp.shape, camera=scalp.camera(shot), size=shot.size, directions=unflatten(plane))
    return tuple((round(float(x), 1), round(float(y), 1)) for x, y in at if np.isfinite(x))


def _at(around: Array, polar: Array) -> Array:
    """Return points of the plane by their azimuth, radians, and their angle from the vertex, degrees."""
    radius = 2 * np.sin(np.radians(polar) / 2)
    return np.stack([-np.sin(around) * radius, np.cos(around) * radius], -1)


def _polar(plane: Array) -> Array:
    """Return the angle from the vertex, degrees."""
    polar: Array = np.degrees(2 * np.arcsin(np.clip(np.hypot(plane[..., 0], plane[..., 1]) / 2, 0, 1)))
    return polar
