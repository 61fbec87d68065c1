"""Courses of rendered photos of one head over a year: hair that grows, is cut, falls anew and comes back or goes."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from hairtrack.course import View
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.photo import RenderedPhoto
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Hair
from tests.benchmarks.rendered_pairs import draw_light, draw_shot

VISITS = 8
MONTHS = 12.0
_GROWN_A_MONTH = 11.0
"""Millimetres."""


def rendered_course(seed: int) -> Iterator[RenderedPhoto]:
    """Render the photos of one head from the first visit to the last.

    Parameters
    ----------
    seed : int
        Draws head, hair, poses and lights; consecutive ones take the looks in turn.

    Yields
    ------
    RenderedPhoto
        Eight, evenly over a year. Strands are drawn anew each time, combed in another direction, and the room is
        another one.
    """
    rng = np.random.default_rng([seed, 88])
    head = Scalp(30_000 + seed, list(LOOKS.values())[seed % len(LOOKS)])
    view = View.FRONTAL if rng.random() < 0.3 else View.VERTEX
    for visit, hair in enumerate(_hair_over_time(rng)):
        yield head.render(draw_shot(rng, hair, draw_light(rng), view, room=visit))


def _hair_over_time(rng: np.random.Generator) -> Iterator[Hair]:
    """Draw a person's habit of cutting and a course of thinning or regrowth, and follow both."""
    between = MONTHS / (VISITS - 1)
    buzzed = rng.random() < 0.25
    shortest, longest = (2.0, 9.0) if buzzed else sorted(rng.uniform([12, 30], [35, 70]))
    length = float(rng.uniform(shortest, longest))
    density, pattern = float(rng.uniform(0.65, 1)), float(rng.uniform(0, 0.7))
    denser, patterned = rng.normal(0, [0.025, 0.03])
    towards, strength = float(rng.uniform(0, 360)), float(rng.uniform(0.2, 0.8))
    draw = partial(rng.integers, 1_000_000)
    for visit in range(VISITS):
        if visit:
            length += _GROWN_A_MONTH * between
        if length > longest:
            length = float(rng.uniform(shortest, (shortest + longest) / 2))
        if visit and rng.random() < 0.08:
            length = float(rng.uniform(2, 5))
        yield Hair(
            length_mm=length,
            density=float(np.clip(density + denser * visit, 0.4, 1)),
            pattern=float(np.clip(pattern + patterned * visit, 0, 0.9)),
            comb_seed=int(draw()),
            comb_towards=towards + float(rng.normal(0, 25)),
            comb_strength=strength,
            messiness=float(rng.uniform(0.2, 0.6)),
        )
