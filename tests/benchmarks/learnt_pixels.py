"""What pixels show and what they are: of labelled real photos, of rendered people, and of plain strands."""

import json
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from hairtrack.course import Outline
from hairtrack.demo.looks import LOOKS, to_linear
from hairtrack.demo.photo import RenderedPhoto
from hairtrack.imaging.arrays import Image, Mask
from hairtrack.imaging.coverage.features import features, typical
from hairtrack.imaging.coverage.frame import frame_of, points_in_frame
from hairtrack.imaging.photo_file import read_photo
from tests.benchmarks.learnt_people import (
    any_skin,
    bald_shot,
    own_colours,
    regrowing_shot,
    rendered_person,
    rendered_shots,
)
from tests.benchmarks.planted_strands import photographed, planted_strands

ROOT = Path(__file__).resolve().parents[2]
PHOTOS = Path(os.environ.get("HAIRTRACK_PHOTOS", ROOT.parent / "shared" / "photos")) / "topdown"
PERSONS_PER_LOOK, PHOTOS_PER_PERSON, PLANTED = 100, 2, 160
"""Many people with few photos each: what is learnt must hold for other people."""
BALD_PER_LOOK, REGROWING_PER_LOOK = 26, 80
PIXELS = 400
"""Learnt from of one rendered or planted picture."""
COPIES, RELIT = 8, 6
"""Of each real photo, as other phones would have taken it; so many of them in other light. Together they weigh twice as
much as the photo."""

Array = NDArray[np.float64]
Values = NDArray[np.float32]
Item = TypeVar("Item")


@dataclass
class Data:
    """What pixels show and what they are.

    Attributes
    ----------
    values, again : ndarray, shape (N, F)
        Features, and those of the same pixels in another photo of the same moment.
    hair : ndarray, shape (N,)
        Share of hair.
    weight : ndarray, shape (N,)
        What each row counts.
    person, photo : ndarray, shape (N,)
        Whose it is, and the row in the next two.
    whole, whole_again : ndarray, shape (P, 3 F)
        What is typical of each photo's region, and of that in the other photo.
    """

    values: Values
    again: Values
    hair: Values
    weight: Array
    person: NDArray[np.int64]
    photo: NDArray[np.int64]
    whole: Values
    whole_again: Values

    def of(self, rows: NDArray[Any]) -> "Data":
        """Return some rows."""
        kept = {name: getattr(self, name)[rows] for name in ("values", "again", "hair", "weight", "person", "photo")}
        return replace(self, **kept)

    def weighing(self, total: float) -> "Data":
        """Return the same rows, counting `total` together."""
        return replace(self, weight=self.weight * total / self.weight.sum())


def together(parts: Iterable[Data]) -> Data:
    """Return all rows in one."""
    kept = list(parts)
    starts = np.cumsum([0, *(len(part.whole) for part in kept[:-1])])
    moved = [replace(part, photo=part.photo + start) for part, start in zip(kept, starts, strict=True)]
    return Data(**{item.name: np.concatenate([getattr(part, item.name) for part in moved]) for item in fields(Data)})


def each(work: Callable[[Item], Data], items: Iterable[Item]) -> Data:
    """Do all items on two cores."""
    with ProcessPoolExecutor(2, initializer=cv2.setNumThreads, initargs=(1,)) as pool:
        return together(pool.map(work, items, chunksize=4))


def real_points(folder: Path = PHOTOS) -> Data:
    """Describe the hand-labelled points of real photos; those labelled "cannot tell" are left out."""
    return each(_labelled, [(folder, index) for index in range(len(labels_of(folder)))])


def labels_of(folder: Path = PHOTOS) -> dict[str, Any]:
    """Read the labels: for each photo its region and its points."""
    found: dict[str, Any] = json.loads((folder / "labels.json").read_text())
    return found


def _labelled(job: tuple[Path, int]) -> Data:
    folder, index = job
    name, facts = list(labels_of(folder).items())[index]
    rng = np.random.default_rng([5, index])
    frame = frame_of(read_photo(folder / name).image, tuple(map(tuple, facts["region"])))
    places = points_in_frame(np.array([point[:2] for point in facts["points"]]), frame)
    labels = np.array([point[2] for point in facts["points"]])
    usable, shots = labels != "U", []
    for copy in range(1 + COPIES):
        image, region, scale = frame.image, frame.region, 1.0
        if copy:
            scale = float(np.exp(rng.uniform(np.log(0.72), np.log(1.3))))
            height, width = region.shape
            size = (round(width * scale), round(height * scale))
            resized = cv2.resize(image, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
            light = to_linear(resized)
            image = photographed(rng, relit(rng, light) if copy > COPIES - RELIT else light)
            region = cv2.resize(region.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
        number = np.full(region.shape, -1)
        number[region] = np.arange(np.count_nonzero(region))
        columns, rows = np.round((places + 0.5) * scale - 0.5).astype(int).T
        inside = (rows < region.shape[0]) & (columns < region.shape[1])
        pixels = np.full(len(places), -1)
        pixels[inside] = number[rows[inside], columns[inside]]
        usable &= pixels >= 0
        shots.append((features(image, region)[0], pixels))
    shown = [values[:, pixels[usable]].T for values, pixels in shots]
    whole = np.stack([typical(values) for values, _ in shots])
    count = np.count_nonzero(usable)
    return Data(
        values=np.concatenate(shown),
        again=np.concatenate([*shown[1:], shown[0]]),
        hair=np.tile((labels[usable] == "H").astype(np.float32), len(shown)),
        weight=np.repeat([1 / 3, *[2 / 3 / COPIES] * COPIES], count),
        person=np.full(count * len(shown), index),
        photo=np.repeat(np.arange(len(shown)), count),
        whole=whole,
        whole_again=np.roll(whole, -1, axis=0),
    )


def relit(rng: np.random.Generator, light: NDArray[Any]) -> NDArray[np.float32]:
    """Move the light of a photo, in linear light: falling off to a side and the rim, a shine, a tint."""
    height, width = light.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / max(height, width) - 0.5
    if rng.uniform() < 0.8:
        right, down = rng.normal(0, 0.45, 2)
        fall = np.exp(right * x + down * y - 2 * rng.uniform(-0.3, 0.9) * (x**2 + y**2))
        light = light * (fall / fall.mean())[..., None]
    if rng.uniform() < 0.4:
        away = (x - rng.uniform(-0.35, 0.35)) ** 2 + (y - rng.uniform(-0.35, 0.35)) ** 2
        light = light + (rng.uniform(0.05, 0.7) * np.exp(-away / (2 * rng.uniform(0.03, 0.2) ** 2)))[..., None]
    return np.asarray(light * np.exp(rng.normal(0, 0.15)) * np.exp(rng.normal(0, 0.04, 3)), np.float32)


def rendered_pixels(per_look: int = PERSONS_PER_LOOK) -> Data:
    """Describe pixels of rendered photos, some of each person."""
    return each(_rendered, [(seed, look) for seed in range(per_look) for look in LOOKS])


def _rendered(job: tuple[int, str]) -> Data:
    seed, look = job
    rng = np.random.default_rng([seed, *look.encode()])
    person = own_colours(LOOKS[look], np.random.default_rng([seed, 11, *look.encode()]))
    return _described(rng, rendered_person(rng, person, PHOTOS_PER_PERSON))


def bald_pixels(per_look: int = BALD_PER_LOOK) -> Data:
    """Describe pixels of bald and shaved heads of any skin, in harsh light."""
    return each(_bald, [(seed, look) for seed in range(per_look) for look in LOOKS])


def _bald(job: tuple[int, str]) -> Data:
    seed, look = job
    rng = np.random.default_rng([seed, 13, *look.encode()])
    shot = bald_shot(rng)
    person = replace(own_colours(LOOKS[look], rng), skin=any_skin(rng))
    return _described(rng, rendered_shots(rng, person, [shot]))


def regrowing_pixels(per_look: int = REGROWING_PER_LOOK) -> Data:
    """Describe pixels of patches in which fine hair grows, or nothing yet, and of the hair around them."""
    return each(_regrowing, [(seed, look) for seed in range(per_look) for look in LOOKS])


def _regrowing(job: tuple[int, str]) -> Data:
    seed, look = job
    rng = np.random.default_rng([seed, 19, *look.encode()])
    person = own_colours(LOOKS[look], rng)
    return _described(rng, rendered_shots(rng, person, [regrowing_shot(rng, comb_seed=seed)]))


def _described(rng: np.random.Generator, photos: list[tuple[RenderedPhoto, Outline]]) -> Data:
    parts = []
    for photo, outline in photos:
        frame = frame_of(photo.image, outline)
        truth = np.repeat(np.round(255 * photo.hair_fraction).astype(np.uint8)[..., None], 3, axis=2)
        fraction = frame_of(truth, outline).image[..., 0][frame.region].astype(np.float32) / 255
        parts.append(_some(rng, frame.image, frame.region, fraction))
    return together(parts)


def planted_pixels(count: int = PLANTED) -> Data:
    """Describe pixels of plain strands on plain skin."""
    return each(_planted, range(count))


def _planted(seed: int) -> Data:
    rng = np.random.default_rng([7, seed])
    image, fraction = planted_strands(rng)
    region = np.zeros(fraction.shape, np.bool_)
    region[20:-20, 20:-20] = True
    return _some(rng, image, region, fraction[region])


def _some(rng: np.random.Generator, image: Image, region: Mask, fraction: NDArray[Any]) -> Data:
    """Describe some pixels of a region, as they are and as another phone would have taken them."""
    values, again = features(image, region)[0], features(photographed(rng, to_linear(image)), region)[0]
    chosen = rng.choice(values.shape[1], PIXELS)
    return Data(
        values=values[:, chosen].T,
        again=again[:, chosen].T,
        hair=fraction[chosen].astype(np.float32),
        weight=np.ones(PIXELS),
        person=np.full(PIXELS, -1),
        photo=np.zeros(PIXELS, np.int64),
        whole=typical(values)[None],
        whole_again=typical(again)[None],
    )
