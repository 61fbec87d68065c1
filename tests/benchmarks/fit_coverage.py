"""Fit the constants of the coverage projection and write them to assets/coverage/projection.npz.

Run from the root of a checkout, with the labelled photos beside it (or their folder in HAIRTRACK_PHOTOS)::

    python -m tests.benchmarks.fit_coverage [PERSONS_PER_LOOK]

Learnt from four kinds of picture: hand-labelled points of real photos, each photo also as other phones in other rooms
would have taken it; rendered scalps, each person in colours of their own; bald and shaved ones in harsh light; and
plain strands on plain skin. Of the last three every pixel's share of hair is known. Every pixel is shown twice, as two
phones would have taken it at the same moment, and what the two differ by is held down: what changes with the phone is
not hair. Takes an hour.

Two projections are learnt. Where strands melt into texture (real photos at the size of measuring) few labels must do,
so that one is held near to a plain weighing of the features. Strand by strand (rendered) there are as many labels as
one likes, and the second may be as intricate as it needs. A third, of a region's typical contrast, tells which of them
suits a photo.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.linalg import block_diag

from hairtrack.course import Outline, View
from hairtrack.demo.looks import LOOKS, Colour, Look, to_linear
from hairtrack.demo.photo import RenderedPhoto
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Hair, Light, Patch, Shot
from hairtrack.imaging.arrays import Image, Mask
from hairtrack.imaging.coverage import projection
from hairtrack.imaging.coverage.features import features, typical
from hairtrack.imaging.coverage.frame import frame_of, points_in_frame
from hairtrack.imaging.photo_file import read_photo
from tests.benchmarks.planted_strands import SKINS, photographed, planted_strands

ROOT = Path(__file__).resolve().parents[2]
PHOTOS = Path(os.environ.get("HAIRTRACK_PHOTOS", ROOT.parent / "shared" / "photos")) / "topdown"
TARGET = ROOT / "assets" / "coverage" / "projection.npz"
PERSONS_PER_LOOK, PHOTOS_PER_PERSON, PLANTED = 120, 2, 160
"""Many people with few photos each: what is learnt must hold for other people."""
BALD_PER_LOOK = 26
PIXELS = 400
"""Learnt from of one rendered or planted picture."""
COPIES, RELIT = 8, 6
"""Of each real photo, as other phones would have taken it; so many of them in other light. Together they weigh twice as
much as the photo."""
BALD, FULL, PATCHY = 0.15, 0.4, 0.6
"""Share of rendered people with a bald photo; with full hair, as photos without skin are the hardest; of these last
with bald patches in it."""
SHAVED, RECEDED = 0.45, 0.6
"""Share of the bald that have stubble; of these with little of it on top."""
BATCH, RATE = 1024, 4e-3
DRAWN = 600_000
"""Rows that one fit draws its batches from."""
STEADINESS = 1.0
"""Weight of what two photos of a moment differ by (squared difference of probability) beside the log loss. With it the
same hair differs less from visit to visit; too much of it takes from the response to more or less hair."""


@dataclass(frozen=True)
class Way:
    """How one of the projections is learnt.

    Attributes
    ----------
    real, rendered, bald, planted : float
        Labelled points of real photos that each kind counts as, together; of the real ones, each point.
    fits, mixtures, remixtures, steps : int
        Fits from different beginnings, which are averaged; saturating mixtures, mixtures of these, and steps of each.
    decay : float
        How firmly weights are held near zero. What real photos of others do not show is let go by it.
    whole_decay : float
        The same for what the region as a whole says; there are fewer photos than pixels.
    """

    real: float
    rendered: float
    bald: float
    planted: float
    fits: int
    mixtures: int
    remixtures: int
    steps: int
    decay: float
    whole_decay: float


BY_TEXTURE = Way(
    real=1,
    rendered=400,
    bald=350,
    planted=400,
    fits=4,
    mixtures=12,
    remixtures=0,
    steps=2000,
    decay=4e-3,
    whole_decay=1e-2,
)
BY_STRAND = Way(
    real=0.1,
    rendered=2200,
    bald=250,
    planted=400,
    fits=1,
    mixtures=128,
    remixtures=32,
    steps=12000,
    decay=3e-4,
    whole_decay=5e-3,
)
TELLING = ("spread 1", "spread 4", "spread 16", "gradient 1", "coherence 2.5", "fineness", "range 4", "range 12")
TELLING_ROWS, TELLING_COUNT = 6000, 2000.0
"""Rows of real and of rendered photos that tell them apart, and what all rows together count as."""

Array = NDArray[np.float64]
Values = NDArray[np.float32]
Item = TypeVar("Item")
Constants = dict[str, Values]


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
    hair = Hair(length_mm=stubble, density=rng.uniform(0.3, 1), pattern=pattern)
    person = replace(own_colours(LOOKS[look], rng), skin=_any_skin(rng))
    return _described(rng, rendered_shots(rng, person, [replace(shot, hair=hair, light=light)]))


def _any_skin(rng: np.random.Generator) -> Colour:
    one, other = (np.array(SKINS[index]) for index in rng.choice(len(SKINS), 2))
    mixed = (one + rng.uniform() * (other - one)) * np.exp(rng.normal([0, -0.02, -0.02], [0.06, 0.08, 0.1]))
    red, green, blue = np.clip(mixed, 20, 250).astype(int).tolist()
    return red, green, blue


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
    rows, columns = np.nonzero(photos[0].scalp_mask)
    middle = np.array([np.ptp(columns) / 2 + columns.min(), np.ptp(rows) / 2 + rows.min()])
    extent = min(np.ptp(rows), np.ptp(columns))
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


def shots_of_person(rng: np.random.Generator, count: int) -> list[Shot]:
    """Draw photos of one person on several days, while the hair changes."""
    size = [(640, 800), (800, 1000), (1000, 1300)][rng.integers(3)]
    view = View.FRONTAL if rng.uniform() < 0.3 else View.VERTEX
    hair = Hair(
        length_mm=float(np.exp(rng.uniform(np.log(2.5), np.log(70)))),
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
        fine=rng.uniform(0, 0.4),
        new_length_mm=float(np.exp(rng.uniform(np.log(2), np.log(30)))),
    )


def fit(real: Data, rendered: Data, bald: Data, planted: Data) -> Constants:
    """Fit both projections, and what tells which of them suits a photo."""
    kinds = (real, rendered, bald, planted)
    everything = _drawn([_counting(kinds, way) for way in (BY_TEXTURE, BY_STRAND)], np.random.default_rng(0))
    centre, spread = _middle(everything.values, everything.again)
    whole_centre, whole_spread = _middle(everything.whole, everything.whole_again)
    scaled = [
        replace(
            kind,
            values=_scaled(kind.values, centre, spread),
            again=_scaled(kind.again, centre, spread),
            whole=_scaled(kind.whole, whole_centre, whole_spread),
            whole_again=_scaled(kind.whole_again, whole_centre, whole_spread),
        )
        for kind in kinds
    ]
    fits = [_fits(scaled, way) for way in (BY_TEXTURE, BY_STRAND)]
    mixing = np.concatenate([found["mixing"] for found in fits])
    # Neither way looks at the other's mixtures.
    of_remixed, of_mixed = (block_diag(*(found[name] for found in fits)) for name in ("of_remixed", "of_mixed"))
    plain = np.stack([found["plain"] for found in fits])
    return {
        "centre": centre,
        "spread": spread,
        "whole_centre": whole_centre,
        "whole_spread": whole_spread,
        "mixing": mixing,
        "leaning": np.concatenate([found["leaning"] for found in fits]),
        "remixing": block_diag(*(found["remixing"] for found in fits)),
        "remixed_offset": np.concatenate([found["remixed_offset"] for found in fits]),
        "offset": np.concatenate([found["offset"] for found in fits]),
        "weights": np.concatenate([of_remixed, of_mixed, plain], axis=1),
        "telling": _telling(*scaled),
    }


def _middle(values: Values, again: Values) -> tuple[Values, Values]:
    both = np.concatenate([values, again])
    return both.mean(axis=0).astype(np.float32), (both.std(axis=0) + 1e-3).astype(np.float32)


def _scaled(values: Values, centre: Values, spread: Values) -> Values:
    limit = projection.FEATURE_LIMIT
    return np.asarray(np.clip((values - centre) / spread, -limit, limit), np.float32)


def _counting(kinds: Sequence[Data], way: Way) -> Data:
    """Put all kinds together, each with the weight that it has in a way of learning."""
    real, rendered, bald, planted = kinds
    return together(
        [
            replace(real, weight=real.weight * way.real),
            rendered.weighing(way.rendered),
            bald.weighing(way.bald),
            planted.weighing(way.planted),
        ]
    )


def _drawn(parts: Sequence[Data], rng: np.random.Generator) -> Data:
    """Draw rows by their weight, the same number from each part."""
    return together(
        part.of(rng.choice(len(part.weight), DRAWN // len(parts), p=part.weight / part.weight.sum())) for part in parts
    )


def _fits(kinds: Sequence[Data], way: Way) -> Constants:
    """Learn one projection: logistic regression on the features and on mixtures of them that are fitted along with it.

    Several fits from different beginnings are averaged: the mixtures of all, each with its share of the weight.
    """
    data = _drawn([_counting(kinds, way)], np.random.default_rng(1))
    fits = [_descend(data, way, np.random.default_rng(seed)) for seed in range(way.fits)]
    return {
        "mixing": np.concatenate([found.mixing for found in fits], axis=1).T.copy(),
        "leaning": np.concatenate([found.leaning for found in fits], axis=1).T.copy(),
        "offset": np.concatenate([found.offset for found in fits]),
        "remixing": block_diag(*(found.remixing.T for found in fits)),
        "remixed_offset": np.concatenate([found.remixed_offset for found in fits]),
        "of_remixed": np.concatenate([found.of_remixed / way.fits for found in fits]),
        "of_mixed": np.concatenate([found.of_mixed / way.fits for found in fits]),
        "plain": np.mean([np.append(found.plain, found.bias) for found in fits], axis=0),
    }


def _telling(real: Data, rendered: Data, bald: Data, planted: Data) -> Values:
    """Learn to tell real photos from the others by how their regions vary in tone.

    Logistic regression, with weights of zero for all else, and the bias last. Colour and light are left out: other
    cameras have others.
    """
    rng = np.random.default_rng(3)
    parts = [(real, 1.0, TELLING_ROWS), (rendered, 0.0, TELLING_ROWS), (bald, 0.0, 500), (planted, 0.0, 3000)]
    rows = np.concatenate([part.whole[part.photo[rng.choice(len(part.hair), count)]] for part, _, count in parts])
    is_real = np.concatenate([np.full(count, label) for _, label, count in parts])
    told = _of_contrast()
    design = np.concatenate([rows[:, told], np.ones((len(rows), 1))], axis=1).T.astype(np.float32)
    start = np.zeros(len(design))
    found = projection.adapt(start, design, is_hair=is_real, counts=np.full(len(rows), TELLING_COUNT / len(rows)))
    telling = np.zeros(rows.shape[1] + 1, np.float32)
    telling[[*told, -1]] = found
    return telling


def _of_contrast() -> list[int]:
    """Return where the middles of contrast, fineness and range stand in what is typical."""
    names = features(np.zeros((64, 64, 3), np.uint8), np.ones((64, 64), np.bool_))[1]
    return [len(names) + index for index, name in enumerate(names) if name in TELLING or name.endswith(" range")]


@dataclass
class _Fit:
    """The parameters of one fit, or the slope of the loss in each; features first, mixtures second in each matrix."""

    mixing: Values
    leaning: Values
    offset: Values
    remixing: Values
    remixed_offset: Values
    of_remixed: Values
    of_mixed: Values
    plain: Values
    bias: Values

    @property
    def parts(self) -> list[Values]:
        """All of them, to be changed in place."""
        return [getattr(self, item.name) for item in fields(self)]


def _begin(features_count: int, wholes: int, way: Way, rng: np.random.Generator) -> _Fit:
    def drawn(*shape: int) -> Values:
        return rng.normal(0, shape[0] ** -0.5, shape).astype(np.float32)

    def zeros(*shape: int) -> Values:
        return np.zeros(shape, np.float32)

    return _Fit(
        mixing=drawn(features_count, way.mixtures),
        leaning=zeros(wholes, way.mixtures),
        offset=zeros(way.mixtures),
        remixing=drawn(way.mixtures, way.remixtures),
        remixed_offset=zeros(way.remixtures),
        of_remixed=drawn(way.remixtures) if way.remixtures else zeros(0),
        of_mixed=drawn(way.mixtures),
        plain=zeros(features_count),
        bias=zeros(1),
    )


def _descend(data: Data, way: Way, rng: np.random.Generator) -> _Fit:
    """Minimise the log loss of soft labels, and what two photos of a moment differ by.

    By Adam (Kingma & Ba 2015, arXiv:1412.6980), its rate falling as a cosine.
    """
    found = _begin(data.values.shape[1], data.whole.shape[1], way, rng)
    first, second = ([np.zeros_like(part) for part in found.parts] for _ in range(2))
    for step in range(1, way.steps + 1):
        rows = rng.integers(0, len(data.hair), BATCH)
        shown, hair = np.concatenate([data.values[rows], data.again[rows]]), np.tile(data.hair[rows], 2)
        photo = data.photo[rows]
        whole = np.concatenate([data.whole[photo], data.whole_again[photo]])
        slopes = _slopes(found, (shown, whole, hair), way).parts
        rate = RATE * min(1.0, step / 50) * (1 + np.cos(np.pi * step / way.steps)) / 2
        for k, (part, slope) in enumerate(zip(found.parts, slopes, strict=True)):
            first[k] = 0.9 * first[k] + 0.1 * slope
            second[k] = 0.999 * second[k] + 0.001 * slope**2
            move = (first[k] / (1 - 0.9**step)) / (np.sqrt(second[k] / (1 - 0.999**step)) + 1e-8)
            np.subtract(part, rate * move, out=part, casting="same_kind")
    return found


def _slopes(found: _Fit, batch: tuple[Values, Values, Values], way: Way) -> _Fit:
    """Give the slope of the loss in each parameter; the second half of the rows are the first in another photo."""
    shown, whole, hair = batch
    mixed = np.tanh(shown @ found.mixing + whole @ found.leaning + found.offset)
    remixed = np.tanh(mixed @ found.remixing + found.remixed_offset)
    odds = remixed @ found.of_remixed + mixed @ found.of_mixed + shown @ found.plain + found.bias
    likely = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    apart = likely[:BATCH] - likely[BATCH:]
    unsteady = 2 * STEADINESS * np.concatenate([apart, -apart]) * likely * (1 - likely)
    wrong = ((likely - hair + unsteady) / len(shown)).astype(np.float32)
    behind = np.outer(wrong, found.of_remixed) * (1 - remixed**2)
    before = (np.outer(wrong, found.of_mixed) + behind @ found.remixing.T) * (1 - mixed**2)
    return _Fit(
        mixing=shown.T @ before + way.decay * found.mixing,
        leaning=whole.T @ before + way.whole_decay * found.leaning,
        offset=before.sum(axis=0),
        remixing=mixed.T @ behind + way.decay * found.remixing,
        remixed_offset=behind.sum(axis=0),
        of_remixed=remixed.T @ wrong + way.decay * found.of_remixed,
        of_mixed=mixed.T @ wrong + way.decay * found.of_mixed,
        plain=shown.T @ wrong + way.decay * found.plain,
        bias=wrong.sum(keepdims=True),
    )


if __name__ == "__main__":
    cv2.setNumThreads(1)
    per_look = int(sys.argv[1]) if len(sys.argv) > 1 else PERSONS_PER_LOOK
    learnt = fit(real_points(), rendered_pixels(per_look), bald_pixels(), planted_pixels())
    TARGET.parent.mkdir(exist_ok=True)
    np.savez(TARGET, **learnt)  # type: ignore[arg-type]
