"""Rendered heads with bald patches, photographed from four sides, whose loss is known to the hair."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.course import Outline, SaltArea, View
from hairtrack.demo import follicles
from hairtrack.demo.geometry import unflatten
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.photo import RenderedPhoto
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Hair, Light, Patch, Shot
from hairtrack.imaging.coverage import Coverage, CoverageSample, fit_person, measure
from hairtrack.imaging.head_place import place_head
from hairtrack.imaging.regions import region_mask
from hairtrack.workflow.starting_outlines import outline_on_head
from tests.benchmarks.learnt_people import own_colours
from tests.benchmarks.repeated_visits import draw_light, nearly

VIEWS = {
    SaltArea.TOP: View.VERTEX,
    SaltArea.BACK: View.BACK,
    SaltArea.LEFT: View.LEFT,
    SaltArea.RIGHT: View.RIGHT,
}
SEVERITIES = (0.0, 0.1, 0.3, 0.5, 0.75, 0.95, 1.0)
"""About which share of the hair is lost at one visit each."""
_SIZE = (480, 600)
_MOST_PATCHES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenArea:
    """One area at one visit: its true loss, 0 to 1, and its coverage."""

    area: SaltArea
    truth: float
    found: Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenVisit:
    """One visit of a person.

    Attributes
    ----------
    look : str
        Of `LOOKS`.
    seed : int
    short : bool
        Whether the hair is cut short.
    areas : tuple of SeenArea
        All four.
    evenly : bool
        Whether the hair was lost evenly, and not in patches.
    """

    look: str
    seed: int
    short: bool
    areas: tuple[SeenArea, ...]
    evenly: bool = False

    @property
    def truth(self) -> float:
        """The SALT, 0 to 100."""
        return sum(seen.area.percent * seen.truth for seen in self.areas)


def visits_of_person(
    look: str, seed: int, severities: tuple[float, ...] = SEVERITIES, *, evenly: bool = False
) -> list[SeenVisit]:
    """Show a person whom nothing was learnt from, in colours of their own, at visits with more and more hair lost.

    Parameters
    ----------
    look : str
        Of `LOOKS`; the colours are moved away from it.
    seed : int
    severities : tuple of float
        About which share of the hair is lost at each visit.
    evenly : bool
        Over the whole head, and not in patches.
    """
    rng = np.random.default_rng([seed, 29, *look.encode()])
    head = Scalp(int(rng.integers(1_000_000)), own_colours(LOOKS[look], rng))
    short = bool(rng.uniform() < 0.5)
    length = float(np.exp(rng.uniform(*np.log((4, 12) if short else (12, 50)))))
    hair = Hair(
        length_mm=length,
        density=rng.uniform(0.85, 1),
        comb_strength=rng.uniform(),
        comb_towards=rng.uniform(0, 360),
        messiness=rng.uniform(0.1, 0.7),
    )
    usual = draw_light(rng)
    photos: list[list[RenderedPhoto]] = []
    for number, severity in enumerate(severities):
        patches = () if evenly else _patches(head, hair, severity, rng)
        density = hair.density * (1 - severity * evenly)
        lost = replace(hair, comb_seed=number, patches=patches, density=density)
        light = nearly(usual, rng)
        photos.append([head.render(_shot(view, lost, light, rng, number)) for view in VIEWS.values()])
    outlined = [[(photo, _outline(photo, area)) for photo, area in zip(row, VIEWS, strict=True)] for row in photos]
    samples = [CoverageSample(image=photo.image, outline=outline) for row in outlined for photo, outline in row]
    person = fit_person(samples, [str(index) for index in range(len(samples))])
    visits = []
    for row in outlined:
        seen = [
            SeenArea(area=area, truth=_lost(head, hair, photo, outline), found=measure(photo.image, outline, person))
            for area, (photo, outline) in zip(VIEWS, row, strict=True)
        ]
        visits.append(SeenVisit(look=look, seed=seed, short=short, areas=tuple(seen), evenly=evenly))
    return visits


def _patches(head: Scalp, hair: Hair, severity: float, rng: np.random.Generator) -> tuple[Patch, ...]:
    """Draw bald patches until about so much of the hair is gone."""
    if severity >= 1:
        return (Patch(radius_mm=1000, edge_mm=1, new_length_mm=2),)
    full = _terminal(head, hair).mean()
    patches: list[Patch] = []
    middle = 12 + 45 * severity
    while len(patches) < _MOST_PATCHES:
        lost = 1 - _terminal(head, replace(hair, patches=tuple(patches))).mean() / full
        if lost >= severity:
            break
        patches.append(
            Patch(
                azimuth=rng.uniform(0, 360),
                polar=float(np.degrees(np.arccos(rng.uniform(np.cos(np.radians(110)), 1)))),
                radius_mm=middle * rng.uniform(0.6, 1.5),
                edge_mm=rng.uniform(2, 12),
                loss=rng.uniform(0.85, 1),
                fine=rng.uniform(0, 0.4),
                new_length_mm=float(np.exp(rng.uniform(np.log(2), np.log(30)))),
            )
        )
    return tuple(patches)


def _shot(view: View, hair: Hair, light: Light, rng: np.random.Generator, number: int) -> Shot:
    return Shot(
        size=_SIZE,
        view=view,
        yaw=rng.normal(0, 4),
        pitch=rng.normal(0, 4),
        roll=rng.normal(0, 4),
        distance_mm=420 * float(np.exp(rng.normal(0, 0.04))),
        hair=hair,
        light=nearly(light, rng),
        exposure=rng.normal(0, 0.2),
        white_balance=rng.normal(0, 0.15),
        noise=rng.uniform(0.5, 1.5),
        blur=rng.uniform(0.3, 0.8),
        sharpening=rng.uniform(0.2, 0.7),
        jpeg_quality=int(rng.integers(70, 95)),
        noise_seed=number,
    )


def _outline(photo: RenderedPhoto, area: SaltArea) -> Outline:
    """Draw an area as the program starts it, then as a hand adjusts it: no further than hair can grow."""
    started = outline_on_head(place_head(photo.image, photo.size), view=photo.shot.view, area=area)
    inside = region_mask(started, photo.size) & cv2.erode(photo.scalp_mask.astype(np.uint8), np.ones((5, 5))).astype(
        bool
    )
    contours, _ = cv2.findContours(inside.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    border = cv2.approxPolyDP(max(contours, key=cv2.contourArea), 2.0, closed=True)[:, 0]
    return tuple((float(x), float(y)) for x, y in border)


def _terminal(head: Scalp, hair: Hair) -> NDArray[np.bool_]:
    """Say of each follicle whether it bears a terminal hair."""
    terminal, _, _ = follicles.density(head.follicles.plane, hair, head.ragged, head.flow)
    return np.asarray(head.follicles.rank < terminal)


def _lost(head: Scalp, full: Hair, photo: RenderedPhoto, outline: Outline) -> float:
    """Count which share of the terminal hairs that grow inside an outline is gone, 0 to 1."""
    at = photo.locate(unflatten(head.follicles.plane))
    seen = ~np.isnan(at).any(axis=1)
    inside = np.zeros(len(at), np.bool_)
    columns, rows = np.round(at[seen]).astype(int).T
    inside[seen] = region_mask(outline, photo.size)[rows, columns]
    before, now = (_terminal(head, hair)[inside] for hair in (full, photo.shot.hair))
    return 1 - float(np.count_nonzero(now & before)) / max(1, int(np.count_nonzero(before)))
