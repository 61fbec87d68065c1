"""The visits of the demo course: when the photos are taken, from where, in what light, and how far the hair has come.

The rim of the nape is seen from behind and from the sides alone, at the visits that have a SALT.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np

from hairtrack.course import Size, View
from hairtrack.demo.shot import Hair, Light, Patch, Shot

SIZE: Size = (960, 1280)
FIRST_VISIT = datetime(2025, 9, 12, 8, 30, 12)
WEEKS = (0, 5, 9, 14, 19, 29, 34, 38, 43, 52)
"""Weeks of the visits; the one of week 24 was missed."""
DIM_VISIT, SHORT_VISIT = 4, 7
USUAL_CUT_MM, SHORT_CUT_MM = 9.0, 3.0
SALT_VISITS = (0, 5, 9)
"""The visits at which the doctor judged the SALT, with photos from behind and from both sides."""
VIEWS = (View.VERTEX, View.FRONTAL)
SIDES = (View.BACK, View.LEFT, View.RIGHT)
CHIN_DOWN = 22.0
"""Degrees that the nose is lowered for the photo from behind, so that the nape is seen as well."""
ROOM_ASIDE = 35.0
"""Millimetres that the phone is farther away for the sides, because a head is longer than it is wide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPhoto:
    """A photo to be rendered.

    Attributes
    ----------
    file_name : str
    taken_at : datetime
        Local time.
    shot : Shot
    """

    file_name: str
    taken_at: datetime
    shot: Shot


def regrowth(weeks: float, *, lag: float = 0.0) -> float:
    """Return the share of lost terminal hair that is back, 0 to 1, so many weeks after the first visit."""
    return 0.94 / (1 + math.exp(-(weeks - 23.5 - lag) / 4.6))


def patches(weeks: float) -> tuple[Patch, ...]:
    """Return the three patches on a day; the crown heals first, the hairline last."""
    crown = Patch(azimuth=165, polar=19, radius_mm=33, edge_mm=11, loss=0.96)
    left = Patch(azimuth=62, polar=27, radius_mm=20, edge_mm=8, loss=0.93)
    hairline = Patch(azimuth=-13, polar=44, radius_mm=24, edge_mm=9, loss=0.94)
    return tuple(_healed(place, weeks, lag) for place, lag in ((crown, 0.0), (left, -2.0), (hairline, 3.5)))


def _rim(weeks: float) -> tuple[Patch, ...]:
    """Return the band around the nape and over the ears, which heals late; no photo from above or in front shows it."""
    nape = (180, 102, 38), (152, 102, 36), (-152, 102, 36)
    ears = (128, 98, 29), (-128, 98, 29), (108, 96, 24), (-108, 96, 24)
    return tuple(
        _healed(Patch(azimuth=azimuth, polar=polar, radius_mm=radius, edge_mm=9, loss=0.95), weeks, 4.5)
        for azimuth, polar, radius in (*nape, *ears)
    )


def _healed(patch: Patch, weeks: float, lag: float) -> Patch:
    """Return a patch so many weeks after the first visit."""
    fine = 0.75 / (1 + math.exp(-(weeks - 11 - lag) / 2.5))
    new = 3.0 + 2.3 * max(weeks - 8 - lag, 0)
    return replace(patch, loss=patch.loss * (1 - regrowth(weeks, lag=lag)), fine=fine, new_length_mm=new)


def visit_photos(visit: int, size: Size) -> Iterator[DemoPhoto]:
    """Yield the photos of one visit: another day, another pose, another lamp.

    The rim is left out of the views that cannot show it, whose strands it would only shift.
    """
    rng = np.random.default_rng([2025, visit])
    weeks = WEEKS[visit]
    minutes = 0 if visit == 0 else int(rng.integers(-50, 70))
    at = FIRST_VISIT + timedelta(weeks=weeks, days=int(visit > 0) * int(rng.integers(-2, 3)), minutes=minutes)
    length = SHORT_CUT_MM if visit == SHORT_VISIT else float(rng.uniform(7.5, 10.0))
    hair = Hair(
        length_mm=length,
        taper=0.25,
        patches=patches(weeks),
        comb_seed=100 + visit,
        comb_towards=float(50 + rng.normal(0, 6)),
        comb_strength=0.45,
        messiness=float(rng.uniform(0.3, 0.45)),
    )
    for number, view in enumerate(VIEWS + SIDES if visit in SALT_VISITS else VIEWS):
        taken_at = at + timedelta(seconds=48 * number)
        light = Light(
            azimuth=float(112 + rng.normal(0, 9)),
            elevation=float(58 + rng.normal(0, 4)),
            strength=float(1 + rng.normal(0, 0.05)),
            warmth=float(0.15 + rng.normal(0, 0.12)),
        )
        yaw, pitch, roll = rng.normal(0, [2.2, 2.5, 2.5])
        shot = Shot(
            size=size,
            view=view,
            yaw=float(yaw),
            pitch=float(pitch) + (CHIN_DOWN if view is View.BACK else 0.0),
            roll=float(roll),
            distance_mm=float(410 + rng.normal(0, 9)) + (ROOM_ASIDE if view in (View.LEFT, View.RIGHT) else 0.0),
            offset=(float(rng.normal(0, 0.012)), float(rng.normal(0, 0.012) + (0.05 if view is View.FRONTAL else 0.0))),
            hair=replace(hair, patches=hair.patches + _rim(weeks)) if view in SIDES else hair,
            light=light,
            exposure=float(rng.normal(0, 0.08)),
            white_balance=float(rng.normal(0, 0.12)),
            jpeg_quality=None,
            room=8,
            noise_seed=10 * visit + number,
        )
        if visit == DIM_VISIT and view is View.VERTEX:
            shot = _badly_lit(shot)
        yield DemoPhoto(file_name=taken_at.strftime("IMG_%Y%m%d_%H%M%S.jpg"), taken_at=taken_at, shot=shot)


def _badly_lit(shot: Shot) -> Shot:
    """Take it in the evening under a lamp at the side."""
    lamp = replace(shot.light, azimuth=172.0, elevation=16.0, strength=0.75, ambient=0.16, warmth=0.9, softness=0.2)
    return replace(shot, light=lamp, exposure=-0.1, white_balance=0.5, noise=2.4, blur=0.9)
