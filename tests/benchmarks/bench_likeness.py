"""How often copies are known for the same shot and shots of a burst are not, and how often a view is guessed rightly.

Copies are real encodings of one photo at sizes, qualities and touch-ups as chats and exports make them. Bursts are the
same photo moved, turned, with strands or only the head moved, exposed again with fresh noise; rendered ones are one
head, turned by so many degrees, in a room that stands still. Copies of a head that has not moved at all cannot be told:
compression took the noise. Views are of rendered persons whose hair, pose, distance and light change from visit to
visit; the visit that is judged is left out of what is known.
"""

import argparse
import io
import os
import pickle
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pillow_heif
from PIL import Image as Pillow
from PIL import ImageEnhance

from hairtrack.course import View
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Hair, Light, Patch, Shot
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.likeness import (
    KnownViews,
    Likeness,
    is_same_shot,
    likeness_of,
    same_shot_scores,
)
from hairtrack.imaging.photo_file import read_photo, scaled
from tests.benchmarks.row import Row

PHOTOS = Path(os.environ.get("HAIRTRACK_PHOTOS", Path(__file__).resolve().parents[3] / "shared" / "photos"))
VIEWS = (View.VERTEX, View.FRONTAL, View.MIDLINE, View.LEFT, View.RIGHT, View.BACK, View.CLOSE_UP)
KINDS = ("shift", "turn", "zoom", "strands", "head alone")
UNTOLD = tuple(f"rendered, burst, turned {degrees} degrees, copied" for degrees in ("0", "0.03"))
VISITS = 4

pillow_heif.register_heif_opener()


class StillRoom(Shot):
    """A shot of a burst: nothing in the room moves when the head does."""

    __slots__ = ()

    @property
    def day(self) -> int:
        return 5


def main() -> list[Row]:
    """Measure, print and return the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--heads", type=int, default=6, help="rendered heads whose bursts are judged")
    parser.add_argument("--persons", type=int, default=6, help="rendered courses whose views are judged")
    parser.add_argument("--seed", type=int, default=1000)
    options = parser.parse_args()
    rows = []
    for part in (_timing(), _real(options.seed), _rendered(options.heads, options.seed), _views(options)):
        for row in part:
            limit = f"at {'least' if row.at_least else 'most'} {row.limit:7.1f}"
            print(f"{row.name:58} {row.value:8.1f}   {limit}   {'ok' if row.ok else 'MISSED'}", flush=True)
            rows.append(row)
    return rows


def copied(image: Image, rng: np.random.Generator, *, smallest: int = 600) -> Image:
    """Save a photo again as a chat, an export or a screenshot does."""
    side = max(smallest, round(max(image.shape) * float(rng.choice([1, 0.8, 0.65, 0.5, 0.4]))))
    picture = Pillow.fromarray(image)
    picture.thumbnail((side, side), [Pillow.Resampling.LANCZOS, Pillow.Resampling.BICUBIC][rng.integers(2)])
    if rng.random() < 0.3:
        picture = ImageEnhance.Sharpness(picture).enhance(float(rng.uniform(1.3, 2.2)))
    values = np.asarray(picture) / 255
    if rng.random() < 0.3:
        values = values ** rng.uniform(0.85, 1.18) * rng.uniform(0.93, 1.07) * rng.uniform(0.97, 1.03, 3)
    eight = np.clip(255 * values, 0, 255).astype(np.uint8)
    way = rng.choice(["JPEG", "HEIF", "WEBP", "PNG"], p=[0.65, 0.15, 0.1, 0.1])
    quality = int(rng.choice([30, 40, 50, 60, 70, 80, 90, 95])) if way == "JPEG" else int(rng.integers(50, 80))
    return _saved(eight, str(way), quality)


def taken_again(image: Image, kind: str, rng: np.random.Generator) -> Image:
    """Take the next shot of a burst: half a pixel to ten of movement, and fresh noise."""
    height, width = image.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    pixels = float(np.exp(rng.uniform(np.log(0.5), np.log(10 if kind == "shift" else 4))))
    direction = rng.uniform(0, 2 * np.pi)
    right, down = pixels * np.cos(direction) + 0 * x, pixels * np.sin(direction) + 0 * y
    if kind == "turn":
        angle = np.radians(np.exp(rng.uniform(np.log(0.2), np.log(2))))
        right, down = -(y - height / 2) * angle, (x - width / 2) * angle
    elif kind == "zoom":
        share = rng.uniform(0.005, 0.02) * rng.choice([-1, 1])
        right, down = (x - width / 2) * share, (y - height / 2) * share
    elif kind == "strands":
        cells = int(rng.integers(8, 20))
        waves = rng.normal(0, min(pixels, 3), (cells, cells, 2)).astype(np.float32)
        right, down = np.moveaxis(cv2.resize(waves, (width, height), interpolation=cv2.INTER_CUBIC), 2, 0)
    elif kind == "head alone":
        head = np.clip((0.42 - np.hypot(x / width - 0.5, y / height - 0.5)) * 20, 0, 1)
        right, down = right * head, down * head
    across, along = (x + right).astype(np.float32), (y + down).astype(np.float32)
    moved = cv2.remap(image, across, along, cv2.INTER_LANCZOS4, borderMode=cv2.BORDER_REFLECT).astype(np.float32)
    noisy = moved * rng.uniform(0.98, 1.02) + rng.normal(0, rng.uniform(0.5, 4), image.shape)
    return _saved(np.clip(noisy, 0, 255).astype(np.uint8), "JPEG", int(rng.integers(60, 95)))


def person_course(person: int, seed: int) -> Iterator[tuple[int, View, Likeness]]:
    """Render a person's visits: months of hair, another light, distance, pose; for one in three another room, too."""
    rng = np.random.default_rng([seed, person])
    head = Scalp(seed + person, list(LOOKS.values())[person % len(LOOKS)])
    patchy = person % 2 == 0
    usual = Hair(
        length_mm=float(rng.choice([4, 10, 25, 50])),
        pattern=0.0 if patchy else float(rng.uniform(0, 0.8)),
        density=float(rng.uniform(0.75, 1)),
        comb_towards=float(rng.uniform(0, 360)),
    )
    for visit in range(VISITS):
        lost = float(np.clip(1 - 0.28 * visit, 0, 1))
        hair = replace(
            usual,
            comb_seed=visit,
            length_mm=usual.length_mm * float(rng.uniform(0.6, 1.5)),
            density=min(1.0, usual.density * float(rng.uniform(0.75, 1.25))),
            comb_towards=usual.comb_towards + float(rng.normal(0, 25)),
            patches=(Patch(azimuth=165, polar=19, loss=lost), Patch(azimuth=62, polar=27, loss=lost)) * patchy,
        )
        light = _light(rng)
        room = int(rng.integers(1000)) if person % 3 == 2 else person
        for view in VIEWS:
            far = float(rng.uniform(190, 240)) if view is View.CLOSE_UP else 420 * float(np.exp(rng.normal(0, 0.06)))
            shot = _posed(Shot(size=(360, 480), view=view, hair=hair, light=light, room=room, distance_mm=far), rng)
            yield visit, view, likeness_of(head.render(replace(shot, noise_seed=visit)).image)


def _saved(image: Image, way: str, quality: int) -> Image:
    buffer = io.BytesIO()
    Pillow.fromarray(image).save(buffer, way, **({} if way == "PNG" else {"quality": quality}))
    with Pillow.open(buffer) as picture:
        return np.array(picture.convert("RGB"))


def _light(rng: np.random.Generator) -> Light:
    return Light(
        azimuth=float(rng.uniform(0, 360)),
        elevation=float(rng.uniform(35, 80)),
        strength=float(rng.uniform(0.7, 1.1)),
        warmth=float(rng.uniform(-0.5, 0.5)),
        softness=float(rng.uniform(0.1, 1)),
    )


def _posed(shot: Shot, rng: np.random.Generator) -> Shot:
    return replace(
        shot,
        yaw=float(rng.normal(0, 4)),
        pitch=float(rng.normal(0, 4)),
        roll=float(rng.normal(0, 5)),
        offset=(float(rng.normal(0, 0.03)), float(rng.normal(0, 0.03))),
        exposure=float(rng.normal(0, 0.2)),
        white_balance=float(rng.normal(0, 0.25)),
    )


def _timing() -> Iterator[Row]:
    image = np.random.default_rng(1).integers(0, 256, (1600, 1200, 3), dtype=np.uint8)
    small, copy = scaled(image, 320), scaled(image, 1280)
    likeness = likeness_of(image)
    yield Row("likeness of a photo of 1600 pixels, ms", _milliseconds(lambda: likeness_of(image)), 5)
    yield Row("likeness of a photo of 320 pixels, ms", _milliseconds(lambda: likeness_of(small)), 2)
    yield Row("likeness, bytes when pickled", len(pickle.dumps(likeness)), 1500)
    many = [likeness] * 2000
    yield Row("first look at 2000 x 2000, ms", _milliseconds(lambda: same_shot_scores(many, many), 3), 1000)
    yield Row("second look at a pair, ms", _milliseconds(lambda: is_same_shot(image, copy), 5), 200)
    known = [(VIEWS[index % len(VIEWS)], likeness) for index in range(200)]
    yield Row("view among 200 photos, ms", _milliseconds(lambda: KnownViews(known).likely(likeness), 5), 50)


def _milliseconds(work: Callable[[], object], times: int = 15) -> float:
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return 1000 * float(np.median(spent))


def _real(seed: int) -> Iterator[Row]:
    photos = [read_photo(path).image for path in sorted((PHOTOS / "topdown").glob("*.jpg"))]
    if not photos:
        return
    rng = np.random.default_rng(seed)
    copies = [(photo, copied(photo, rng)) for photo in photos for _ in range(3)]
    halves = [(photo, copied(photo, rng, smallest=320)) for photo in photos for _ in range(3)]
    yield from _shares("real, copy of 600 pixels or more", copies, same=True)
    yield from _shares("real, copy of 320 pixels or more", halves, same=True, least=75)
    for kind in KINDS:
        yield from _shares(f"real, burst, {kind}", [(p, taken_again(p, kind, rng)) for p in photos for _ in range(3)])
    kinds = [str(rng.choice(KINDS)) for _ in photos]
    chats = [(p, copied(taken_again(p, k, rng), rng, smallest=320)) for p, k in zip(photos, kinds, strict=True)]
    yield from _shares("real, copy of a burst's other shot", chats)
    strangers = list(pairwise(photos))
    yield from _shares("real, another head", strangers)


def _rendered(heads: int, seed: int) -> Iterator[Row]:
    pairs: dict[str, list[tuple[Image, Image]]] = {}
    for number in range(heads):
        rng = np.random.default_rng([seed, number])
        head = Scalp(seed + number, list(LOOKS.values())[number % len(LOOKS)])
        still = StillRoom(size=(1200, 1600), view=VIEWS[number % 6], hair=Hair(length_mm=20), light=_light(rng))
        first = head.render(still).image
        pairs.setdefault("rendered, copy", []).extend((first, copied(first, rng)) for _ in range(4))
        chat = _saved(scaled(first, 1280), "JPEG", 70)
        pairs.setdefault("rendered, chat copy", []).append((first, chat))
        for degrees in (0.0, 0.03, 0.1, 0.3, 1.0):
            turn = rng.normal(0, 1, 2)
            turn *= degrees / np.linalg.norm(turn)
            again = replace(still, yaw=float(turn[0]), pitch=float(turn[1]), noise_seed=1)
            other = head.render(again).image
            name = f"rendered, burst, turned {degrees:g} degrees"
            pairs.setdefault(name, []).append((first, _saved(other, "JPEG", 90)))
            pairs.setdefault(f"{name}, copied", []).append((first, copied(other, rng)))
    for name, some in pairs.items():
        most = 100 if name in UNTOLD else 0.5
        yield from _shares(name, some, same="burst" not in name, most=most)


def _shares(
    name: str, pairs: list[tuple[Image, Image]], *, same: bool = False, least: float = 85, most: float = 0.5
) -> Iterator[Row]:
    found = [is_same_shot(a, b) for a, b in pairs]
    if same:
        looked = [same_shot_scores([likeness_of(a)], [likeness_of(b)])[0, 0] > 0 for a, b in pairs]
        yield Row(f"{name}: first look, % of {len(pairs)}", 100 * float(np.mean(looked)), 99, at_least=True)
    yield Row(f"{name}: same, % of {len(pairs)}", 100 * float(np.mean(found)), least if same else most, at_least=same)


def _views(options: argparse.Namespace) -> Iterator[Row]:
    courses = [list(person_course(person, options.seed)) for person in range(options.persons)]
    for visits in (3, 2, 1):
        judged = [answer for course in courses for answer in _judged(course, visits, lambda *_: True)]
        name = f"view, {visits} known photo{'s' * (visits > 1)} of each"
        yield Row(f"{name}: right, % of {len(judged)}", _percent(judged, True), 67 if visits > 1 else 45, at_least=True)
        yield Row(f"{name}: wrong, %", _percent(judged, False), 5)
    unseen = [answer for course in courses for answer in _judged(course, 2, lambda view, seen: seen is not view)]
    yield Row(f"view never seen, six others known: suggested, % of {len(unseen)}", _percent(unseen, False), 40)
    for only in (View.VERTEX, View.FRONTAL):
        one = [a for course in courses for a in _judged(course, 2, partial(_only, only)) if a[0] is not only]
        yield Row(f"view never seen, {only} alone known: suggested, % of {len(one)}", _percent(one, False), 40)


def _only(wanted: View, _: View, seen: View) -> bool:
    return seen is wanted


def _judged(
    course: list[tuple[int, View, Likeness]], visits: int, knows: Callable[[View, View], bool]
) -> Iterator[tuple[View, View | None]]:
    """Yield each photo's view and the view suggested, some other visits' photos being known."""
    for visit, view, photo in course:
        others = [(visit + step) % VISITS for step in range(1, visits + 1)]
        known = [(seen, likeness) for on, seen, likeness in course if on in others and knows(view, seen)]
        yield view, KnownViews(known).likely(photo)


def _percent(judged: list[tuple[View, View | None]], right: bool) -> float:
    return 100 * float(np.mean([found is not None and (found is view) == right for view, found in judged]))


if __name__ == "__main__":
    main()
