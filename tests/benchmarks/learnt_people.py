"""Rendered people whom coverage is learnt from and judged on: each in colours of their own, while the hair changes."""

from dataclasses import replace

import numpy as np

from hairtrack.course import Outline, View
from hairtrack.demo.looks import Colour, Look
from hairtrack.demo.photo import RenderedPhoto
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Hair, Light, Patch, Shot
from hairtrack.imaging.arrays import Points
from tests.benchmarks.planted_strands import SKINS

BALD, FULL, PATCHY = 0.15, 0.4, 0.6
"""Share of rendered people with a bald photo; with full hair, as photos without skin are the hardest; of these last
with bald patches in it."""
WET, REGROWING = 0.15, 0.5
"""Share of the photos in which hair is wet, and of the patches in which fine hair grows."""
VIEWS = {View.VERTEX: 0.5, View.FRONTAL: 0.2, View.BACK: 0.1, View.LEFT: 0.1, View.RIGHT: 0.1}
STARTED = 0.75
"""Share of the large patches in which fine hair has begun to grow."""
SHAVED, RECEDED = 0.45, 0.6
"""Share of the bald that have stubble; of these with little of it on top."""


def own_colours(look: Look, rng: np.random.Generator) -> Look:
    """Move a look's colours, and how thick its hair is: nobody has the very hair and skin of another."""

    def moved(colour: Colour, together: float, apart: float) -> Colour:
        shifts = np.exp(rng.normal(0, together) + rng.normal(0, apart, 3))
        red, green, blue = np.clip(np.array(colour) * shifts, 5, 250).astype(int).tolist()
        return red, green, blue

    return replace(
        look,
        hair=moved(look.hair, 0.15, 0.1),
        hair_other=moved(look.hair_other, 0.15, 0.1),
        skin=moved(look.skin, 0.08, 0.06),
        hair_width_mm=look.hair_width_mm * float(np.exp(rng.normal(0, 0.1))),
    )


def rendered_person(rng: np.random.Generator, look: Look, count: int = 5) -> list[tuple[RenderedPhoto, Outline]]:
    """Render photos of one person while the hair changes, each with the same region of the scalp."""
    return rendered_shots(rng, look, shots_of_person(rng, count))


def rendered_shots(rng: np.random.Generator, look: Look, shots: list[Shot]) -> list[tuple[RenderedPhoto, Outline]]:
    """Render shots of one person, each with the same region of the scalp."""
    scalp = Scalp(int(rng.integers(1_000_000)), look)
    photos = [scalp.render(shot) for shot in shots]
    middle, extent = middle_of_scalp(photos[0])
    turns = np.arange(24) * 2 * np.pi / 24
    ring = np.stack([np.cos(turns), np.sin(turns)], axis=1) * rng.uniform(0.22, 0.36)
    corners = middle + extent * (ring + rng.uniform(-0.1, 0.1, 2))
    directions = photos[0].directions_at(corners)
    directions = directions[~np.isnan(directions).any(axis=1)]
    found = []
    for photo in photos:
        outline = photo.locate(directions)
        outline = outline[~np.isnan(outline).any(axis=1)]
        if len(outline) >= 8:
            found.append((photo, tuple((float(x), float(y)) for x, y in outline)))
    return found


def middle_of_scalp(photo: RenderedPhoto) -> tuple[Points, float]:
    """Return the middle of the scalp in a photo, and its smaller extent, pixels."""
    rows, columns = np.nonzero(photo.scalp_mask)
    middle = np.array([np.ptp(columns) / 2 + columns.min(), np.ptp(rows) / 2 + rows.min()])
    return middle, float(min(np.ptp(rows), np.ptp(columns)))


def shots_of_person(rng: np.random.Generator, count: int) -> list[Shot]:
    """Draw photos of one person on several days, while the hair changes."""
    size = [(640, 800), (800, 1000), (1000, 1300), (1600, 2000)][rng.integers(4)]
    view = list(VIEWS)[rng.choice(len(VIEWS), p=list(VIEWS.values()))]
    hair = Hair(
        length_mm=float(np.exp(rng.uniform(np.log(1.2), np.log(70)))),
        density=rng.uniform(0.3, 1),
        pattern=rng.uniform(0, 0.9),
        comb_strength=rng.uniform(),
        messiness=rng.uniform(0.1, 0.9),
    )
    if rng.uniform() < FULL:
        hair = replace(hair, density=rng.uniform(0.9, 1), pattern=rng.uniform(0, 0.15), length_mm=rng.uniform(5, 70))
        if rng.uniform() < PATCHY:
            hair = replace(hair, patches=tuple(_patch(rng) for _ in range(rng.integers(1, 4))))
    light = Light(
        azimuth=rng.uniform(0, 360),
        elevation=rng.uniform(30, 85),
        warmth=rng.uniform(-0.6, 0.8),
        softness=rng.uniform(0.1, 1),
        glare=rng.uniform(0.1, 0.6),
    )
    progress = rng.normal(0, 0.5)
    shots = []
    for index in range(count):
        step = progress * (index / max(1, count - 1) - 0.5)
        bald = index == 0 and rng.uniform() < BALD
        shots.append(
            Shot(
                size=size,
                view=view,
                yaw=rng.normal(0, 4),
                pitch=rng.normal(0, 4),
                roll=rng.normal(0, 4),
                distance_mm=420 * float(np.exp(rng.normal(0, 0.05))),
                hair=replace(
                    hair,
                    density=float(np.clip(hair.density + step, 0.05, 1)),
                    pattern=float(np.clip(hair.pattern - step, 0, 1)),
                    patches=tuple(
                        replace(patch, loss=float(np.clip(patch.loss - step, 0, 1))) for patch in hair.patches
                    ),
                    comb_seed=index,
                    length_mm=0.0 if bald else hair.length_mm * float(np.exp(rng.normal(0, 0.15))),
                    wet=rng.uniform(0.3, 1) if rng.uniform() < WET else 0.0,
                ),
                light=replace(
                    light,
                    azimuth=light.azimuth + rng.normal(0, 20),
                    warmth=light.warmth + rng.normal(0, 0.15),
                    strength=float(np.exp(rng.normal(0, 0.15))),
                ),
                exposure=rng.normal(0, 0.3),
                white_balance=rng.normal(0, 0.25),
                noise=rng.uniform(0.3, 2),
                blur=rng.uniform(0.2, 0.9),
                sharpening=rng.uniform(0, 0.8),
                jpeg_quality=int(rng.integers(50, 96)),
                noise_seed=index,
            )
        )
    return shots


def _patch(rng: np.random.Generator) -> Patch:
    return Patch(
        azimuth=rng.uniform(0, 360),
        polar=rng.uniform(0, 40),
        radius_mm=rng.uniform(12, 45),
        edge_mm=rng.uniform(2, 12),
        loss=rng.uniform(0.5, 1),
        fine=rng.uniform(0.15, 1) if rng.uniform() < REGROWING else 0.0,
        new_length_mm=float(np.exp(rng.uniform(np.log(2), np.log(30)))),
    )


def bald_shot(rng: np.random.Generator) -> Shot:
    """Draw a photo of a bald or shaved head in harsh light."""
    shot = shots_of_person(rng, 1)[0]
    stubble = float(np.exp(rng.uniform(np.log(0.2), np.log(1.5)))) if rng.uniform() < SHAVED else 0.0
    pattern = rng.uniform(0, 1) if rng.uniform() < RECEDED else 0.1
    light = Light(
        azimuth=rng.uniform(0, 360),
        elevation=rng.uniform(10, 85),
        ambient=rng.uniform(0.12, 0.7),
        warmth=rng.uniform(-0.8, 1),
        softness=rng.uniform(0.05, 1),
        glare=rng.uniform(0.1, 1.1),
    )
    return replace(shot, hair=Hair(length_mm=stubble, density=rng.uniform(0.3, 1), pattern=pattern), light=light)


def any_skin(rng: np.random.Generator) -> Colour:
    """Draw the colour of a skin between any two."""
    one, other = (np.array(SKINS[index]) for index in rng.choice(len(SKINS), 2))
    mixed = (one + rng.uniform() * (other - one)) * np.exp(rng.normal([0, -0.02, -0.02], [0.06, 0.08, 0.1]))
    red, green, blue = np.clip(mixed, 20, 250).astype(int).tolist()
    return red, green, blue


def regrowing_shot(rng: np.random.Generator, *, comb_seed: int) -> Shot:
    """Draw a photo of large patches, in most of which fine hair grows."""
    shot = replace(shots_of_person(rng, 1)[0], view=View.FRONTAL if rng.uniform() < 0.3 else View.VERTEX)
    patches = tuple(
        replace(
            _patch(rng),
            polar=rng.uniform(0, 28),
            radius_mm=rng.uniform(20, 50),
            loss=rng.uniform(0.8, 1),
            fine=rng.uniform(0.1, 1) if rng.uniform() < STARTED else 0.0,
        )
        for _ in range(rng.integers(1, 4))
    )
    hair = Hair(
        length_mm=float(np.exp(rng.uniform(np.log(2), np.log(40)))),
        density=rng.uniform(0.7, 1),
        comb_seed=comb_seed,
        comb_strength=rng.uniform(),
        messiness=rng.uniform(0.1, 0.9),
        patches=patches,
    )
    return replace(shot, hair=hair)
