"""Pairs of rendered photos of one head, or of two, by what happened between them."""

from dataclasses import replace

import numpy as np

from hairtrack.course import View
from hairtrack.demo.looks import LOOKS, Look
from hairtrack.demo.photo import RenderedPhoto, map_points
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Hair, Light, Patch, Shot
from tests.benchmarks.known_warps import Pair

CLASSES = ("same day", "other light", "weeks", "months", "short hair", "haircut", "another person", "another view")
SIZE = (900, 1200)


def rendered_pair(kind: str, seed: int, *, patchy: bool = False) -> Pair:
    """Render two photos.

    Parameters
    ----------
    kind : str
        One of `CLASSES`.
    seed : int
        Draws head, hair, poses and lights.
    patchy : bool
        Hair is missing in round patches, which change, on other heads than those where it is thin all over the top.

    Returns
    -------
    Pair
        Without points where the two must be refused.
    """
    rng = np.random.default_rng([seed, CLASSES.index(kind), *[1] * patchy])
    look = look_of(seed)
    head = Scalp((50_000 if patchy else 10_000) + seed, look)
    view = draw_view(rng)
    hair, light = draw_hair(rng), draw_light(rng)
    if patchy:
        hair = replace(hair, pattern=0.0, patches=draw_patches(rng))
    if kind == "short hair":
        hair = replace(hair, length_mm=float(rng.uniform(2, 5)))
    fixed = head.render(draw_shot(rng, hair, light, view))
    if kind == "another person":
        other = Scalp(20_000 + seed, look)
        return pair_of(fixed, other.render(draw_shot(rng, replace(hair, comb_seed=7), light, view)), rng)
    if kind == "another view":
        side = View.LEFT if view is View.VERTEX else View.BACK
        return pair_of(fixed, head.render(draw_shot(rng, hair, light, side)), rng, known=False)
    later = _later(kind, hair, rng)
    lit = light if kind == "same day" else draw_light(rng)
    return pair_of(fixed, head.render(draw_shot(rng, later, lit, view, room=int(kind == "months"))), rng)


def _later(kind: str, hair: Hair, rng: np.random.Generator) -> Hair:
    if kind in ("same day", "other light"):
        return hair
    again = replace(hair, comb_seed=hair.comb_seed + 1)
    if kind == "weeks":
        return again
    again = replace(again, patches=tuple(_healed(patch, rng) for patch in hair.patches))
    thinner = min(1.0, hair.density * float(rng.uniform(0.75, 1.3)))
    if kind == "short hair":
        return replace(again, density=thinner)
    length = float(rng.uniform(2, 5)) if kind == "haircut" else hair.length_mm * float(rng.uniform(0.6, 1.5))
    return replace(again, length_mm=length, density=thinner, comb_towards=hair.comb_towards + float(rng.normal(0, 40)))


def _healed(patch: Patch, rng: np.random.Generator) -> Patch:
    share = float(rng.uniform(0.2, 1))
    return replace(patch, loss=patch.loss * share, radius_mm=patch.radius_mm * share**0.3, fine=1 - share)


def pair_of(fixed: RenderedPhoto, moving: RenderedPhoto, rng: np.random.Generator, *, known: bool = True) -> Pair:
    """Return two photos with points of the scalp that both show; with none where they are not to be `known`."""
    if fixed.person != moving.person or not known:
        return Pair(fixed=fixed.image, moving=moving.image, points=np.zeros((0, 2)), truth=np.zeros((0, 2)))
    rows, columns = np.nonzero(fixed.scalp_mask)
    chosen = rng.choice(len(rows), 300, replace=False)
    points = np.stack([columns[chosen], rows[chosen]], axis=1).astype(float)
    truth = map_points(fixed, moving, points)
    seen = ~np.isnan(truth).any(axis=1)
    return Pair(fixed=fixed.image, moving=moving.image, points=points[seen], truth=truth[seen])


def look_of(seed: int) -> Look:
    """Return each look in turn."""
    return list(LOOKS.values())[seed % len(LOOKS)]


def draw_view(rng: np.random.Generator) -> View:
    """Draw from where the photos are taken."""
    return View.FRONTAL if rng.random() < 0.3 else View.VERTEX


def draw_hair(rng: np.random.Generator) -> Hair:
    """Draw hair of some length, thin all over the top."""
    return Hair(
        length_mm=float(rng.uniform(15, 60)),
        pattern=float(rng.uniform(0, 0.8)),
        density=float(rng.uniform(0.6, 1)),
        comb_seed=int(rng.integers(1_000_000)),
        comb_towards=float(rng.uniform(0, 360)),
        comb_strength=float(rng.uniform(0.2, 0.8)),
        messiness=float(rng.uniform(0.2, 0.6)),
    )


def draw_patches(rng: np.random.Generator) -> tuple[Patch, ...]:
    """Draw one to four bald patches where a photo from above shows them."""
    return tuple(
        Patch(
            azimuth=float(rng.uniform(0, 360)),
            polar=float(rng.uniform(5, 45)),
            radius_mm=float(rng.uniform(10, 32)),
            edge_mm=float(rng.uniform(4, 10)),
            loss=float(rng.uniform(0.7, 1)),
        )
        for _ in range(int(rng.integers(1, 5)))
    )


def draw_light(rng: np.random.Generator) -> Light:
    """Draw a light that a room may have."""
    return Light(
        azimuth=float(rng.uniform(0, 360)),
        elevation=float(rng.uniform(35, 80)),
        strength=float(rng.uniform(0.7, 1.1)),
        ambient=float(rng.uniform(0.4, 0.7)),
        warmth=float(rng.uniform(-0.5, 0.5)),
        softness=float(rng.uniform(0.1, 1)),
    )


def draw_shot(rng: np.random.Generator, hair: Hair, light: Light, view: View, room: int = 0) -> Shot:
    """Draw how a phone is held."""
    return Shot(
        size=SIZE,
        view=view,
        yaw=float(rng.normal(0, 5)),
        pitch=float(rng.normal(0, 5)),
        roll=float(rng.normal(0, 7)),
        distance_mm=float(420 * np.exp(rng.normal(0, 0.07))),
        offset=(float(rng.normal(0, 0.03)), float(rng.normal(0, 0.03))),
        hair=hair,
        light=light,
        exposure=float(rng.normal(0, 0.2)),
        white_balance=float(rng.normal(0, 0.3)),
        blur=float(rng.uniform(0.3, 0.9)),
        jpeg_quality=int(rng.integers(75, 95)),
        noise_seed=int(rng.integers(1_000_000)),
        room=room,
    )
