"""The demo course: a year of alopecia areata on a JAK inhibitor, with its truth.

Nobody's photos: every one is rendered. Regrowth follows a slow start, a strong middle and a plateau. The hair is cut to
about one length before each visit, as it should be, and its length is in the diary. One month was missed, one photo is
badly lit and one visit follows a much shorter cut, as happens: comparisons with those are refused or cautioned.
"""

import math
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from multiprocessing import get_context

import numpy as np

from hairtrack.course import Outline, RegionShape, Size, View
from hairtrack.demo.follicles import patch_middle
from hairtrack.demo.geometry import unflatten
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.photo import RenderedPhoto, locate
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Hair, Light, Patch, Shot
from hairtrack.demo.skin import MM_PER_UNIT
from hairtrack.diary import Diary, Event, Groom, GroomKind, LabResult, Symptom
from hairtrack.progress import Progress
from hairtrack.treatment import Treatment, TreatmentKind

SIZE: Size = (960, 1280)
FIRST_VISIT = datetime(2025, 9, 12, 8, 30, 12)
WEEKS = (0, 5, 9, 14, 19, 29, 34, 38, 43, 52)
"""Weeks of the visits; the one of week 24 was missed."""
DIM_VISIT, SHORT_VISIT = 4, 7
USUAL_CUT_MM, SHORT_CUT_MM = 9.0, 3.0
VIEWS = (View.VERTEX, View.FRONTAL)
STEPS_OF_OUTLINE = 48


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


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoRegion:
    """A region, drawn on the first photo of its view.

    Attributes
    ----------
    name : str
    view : View
    shape : RegionShape
    points : Outline
        As in `hairtrack.course.Region`.
    """

    name: str
    view: View
    shape: RegionShape = RegionShape.POLYGON
    points: Outline


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionTruth:
    """What is true of a region in one photo.

    Attributes
    ----------
    name : str
    coverage : float
        0 to 1.
    outline : Outline
        Where the region lies in this photo.
    """

    name: str
    coverage: float
    outline: Outline


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoFile:
    """A rendered photo as a file, with its truth.

    Attributes
    ----------
    photo : DemoPhoto
    data : bytes
        JPEG with EXIF.
    truths : tuple of RegionTruth
    """

    photo: DemoPhoto
    data: bytes
    truths: tuple[RegionTruth, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCourse:
    """What the demo course is made from.

    Attributes
    ----------
    seed : int
        Of the person.
    look : str
        A name in `LOOKS`.
    photos : tuple of DemoPhoto
        In order of time, the first of each view its reference.
    regions : tuple of DemoRegion
    diary : Diary
    """

    seed: int
    look: str
    photos: tuple[DemoPhoto, ...]
    regions: tuple[DemoRegion, ...]
    diary: Diary


def demo_course(*, size: Size = SIZE, seed: int = 1, look: str = "dark") -> DemoCourse:
    """Describe the demo course; nothing is rendered yet.

    Parameters
    ----------
    size : Size
        Of every photo, pixels.
    seed : int
    look : str
    """
    photos = tuple(photo for visit in range(len(WEEKS)) for photo in _visit(visit, size))
    scalp = person(seed, look)
    return DemoCourse(seed=seed, look=look, photos=photos, regions=_regions(scalp, photos), diary=_diary(photos))


@lru_cache(maxsize=2)
def person(seed: int, look: str) -> Scalp:
    """Return the person; making the skin takes a second, so it is kept."""
    return Scalp(seed, LOOKS[look])


def render_course(course: DemoCourse, progress: Progress, *, workers: int = 2) -> Iterator[DemoFile]:
    """Render the photos in order, several at a time.

    Parameters
    ----------
    course : DemoCourse
    progress : Progress
        Told after each photo; raising from it stops the work.
    workers : int
        Processes; 1 renders in this one.
    """
    done = 0
    progress(0.0, "Rendering the photos")
    try:
        for file in _rendered(course, workers):
            done += 1
            progress(done / len(course.photos), f"Rendered photo {done} of {len(course.photos)}")
            yield file
    except BrokenProcessPool:  # where no second process may be started
        for photo in course.photos[done:]:
            done += 1
            file = render_file(course, photo)
            progress(done / len(course.photos), f"Rendered photo {done} of {len(course.photos)}")
            yield file


def _rendered(course: DemoCourse, workers: int) -> Iterator[DemoFile]:
    if workers <= 1:
        yield from (render_file(course, photo) for photo in course.photos)
        return
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        futures = [pool.submit(render_file, course, photo) for photo in course.photos]
        for future in futures:
            yield future.result()
    finally:  # also when cancelled
        pool.shutdown(wait=True, cancel_futures=True)


def render_file(course: DemoCourse, photo: DemoPhoto) -> DemoFile:
    """Render one photo and state its truth."""
    scalp = person(course.seed, course.look)
    rendered = scalp.render(photo.shot)
    first = next(other for other in course.photos if other.shot.view is photo.shot.view)
    truths = tuple(
        region_truth(region, scalp, first.shot, rendered) for region in course.regions if region.view is photo.shot.view
    )
    data = rendered.jpeg(photo.taken_at, quality=91, camera=("Hairtrack", "Rendered demo"))
    return DemoFile(photo=photo, data=data, truths=truths)


def region_truth(region: DemoRegion, scalp: Scalp, first: Shot, rendered: RenderedPhoto) -> RegionTruth:
    """Carry a region from its first photo exactly, and read its coverage."""
    at = np.asarray(_dense(region.points, region.shape))
    camera = scalp.camera(first)
    directions, _ = scalp.shape.hit(camera.origin, camera.rays(at))
    carried = rendered.locate(directions)
    outline: Outline = tuple((float(x), float(y)) for x, y in carried if math.isfinite(x))
    return RegionTruth(name=region.name, coverage=rendered.true_coverage(outline), outline=outline)


def truth_as_json(course: DemoCourse, files: list[DemoFile]) -> dict[str, object]:
    """Return the truth as plain values, to be written beside the course."""
    return {
        "person": {"seed": course.seed, "look": course.look},
        "photos": [
            {
                "file": file.photo.file_name,
                "view": str(file.photo.shot.view),
                "taken_at": file.photo.taken_at.isoformat(),
                "regions": [
                    {
                        "name": truth.name,
                        "coverage": round(truth.coverage, 5),
                        "outline": [[round(x, 2), round(y, 2)] for x, y in truth.outline],
                    }
                    for truth in file.truths
                ],
            }
            for file in files
        ],
    }


def _dense(points: Outline, shape: RegionShape) -> list[tuple[float, float]]:
    """Return the border in small steps, since a straight line does not stay straight on a head."""
    if shape is RegionShape.ELLIPSE:
        middle, first, second = (np.asarray(p) for p in points)
        turns = np.linspace(0, 2 * np.pi, STEPS_OF_OUTLINE, endpoint=False)
        border = middle + np.outer(np.cos(turns), first - middle) + np.outer(np.sin(turns), second - middle)
        return [(float(x), float(y)) for x, y in border]
    corners = np.asarray(points)
    following = np.roll(corners, -1, axis=0)
    steps = max(1, STEPS_OF_OUTLINE // len(corners))
    border = np.concatenate(
        [
            a + (b - a) * np.linspace(0, 1, steps, endpoint=False)[:, None]
            for a, b in zip(corners, following, strict=True)
        ]
    )
    return [(float(x), float(y)) for x, y in border]


def regrowth(weeks: float, *, lag: float = 0.0) -> float:
    """Return the share of lost terminal hair that is back, 0 to 1, so many weeks after the first visit."""
    return 0.94 / (1 + math.exp(-(weeks - 23.5 - lag) / 4.6))


def _patches(weeks: float) -> tuple[Patch, ...]:
    """Return the three patches on a day; the crown heals first, the hairline last."""
    places = (
        Patch(azimuth=165, polar=19, radius_mm=33, edge_mm=11, loss=0.96),
        Patch(azimuth=62, polar=27, radius_mm=20, edge_mm=8, loss=0.93),
        Patch(azimuth=-13, polar=44, radius_mm=24, edge_mm=9, loss=0.94),
    )
    grown = []
    for place, lag in zip(places, (0.0, -2.0, 3.5), strict=True):
        back = regrowth(weeks, lag=lag)
        fine = 0.75 / (1 + math.exp(-(weeks - 11 - lag) / 2.5))
        new = 3.0 + 2.3 * max(weeks - 8 - lag, 0)
        grown.append(replace(place, loss=place.loss * (1 - back), fine=fine, new_length_mm=new))
    return tuple(grown)


def _visit(visit: int, size: Size) -> Iterator[DemoPhoto]:
    """Yield the photos of one visit: another day, another pose, another lamp."""
    rng = np.random.default_rng([2025, visit])
    weeks = WEEKS[visit]
    minutes = 0 if visit == 0 else int(rng.integers(-50, 70))
    at = FIRST_VISIT + timedelta(weeks=weeks, days=int(visit > 0) * int(rng.integers(-2, 3)), minutes=minutes)
    length = SHORT_CUT_MM if visit == SHORT_VISIT else float(rng.uniform(7.5, 10.0))
    hair = Hair(
        length_mm=length,
        taper=0.25,
        patches=_patches(weeks),
        comb_seed=100 + visit,
        comb_towards=float(50 + rng.normal(0, 6)),
        comb_strength=0.45,
        messiness=float(rng.uniform(0.3, 0.45)),
    )
    for number, view in enumerate(VIEWS):
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
            pitch=float(pitch),
            roll=float(roll),
            distance_mm=float(410 + rng.normal(0, 9)),
            offset=(float(rng.normal(0, 0.012)), float(rng.normal(0, 0.012) + (0.05 if view is View.FRONTAL else 0.0))),
            hair=hair,
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


def _regions(scalp: Scalp, photos: tuple[DemoPhoto, ...]) -> tuple[DemoRegion, ...]:
    """Draw the regions around the patches as a person would, a little generously."""
    vertex, frontal = (next(p.shot for p in photos if p.shot.view is view) for view in VIEWS)
    crown, left, front = _patches(0)
    around_left = _around(scalp, vertex, left, 1.12, steps=4)
    middle = (sum(x for x, _ in around_left) / 4, sum(y for _, y in around_left) / 4)
    return (
        DemoRegion(name="Crown patch", view=View.VERTEX, points=_around(scalp, vertex, crown, 1.18, steps=14)),
        DemoRegion(
            name="Left patch",
            view=View.VERTEX,
            shape=RegionShape.ELLIPSE,
            points=(middle, around_left[0], around_left[1]),
        ),
        DemoRegion(name="Hairline", view=View.FRONTAL, points=_around(scalp, frontal, front, 1.05, steps=12)),
    )


def _around(scalp: Scalp, shot: Shot, patch: Patch, factor: float, *, steps: int) -> Outline:
    turns = np.linspace(0, 2 * np.pi, steps, endpoint=False)
    radius = factor * patch.radius_mm / MM_PER_UNIT
    plane = patch_middle(patch) + radius * np.stack([np.cos(turns), np.sin(turns)], 1)
    at = locate(shape=scalp.shape, camera=scalp.camera(shot), size=shot.size, directions=unflatten(plane))
    return tuple((round(float(x), 1), round(float(y), 1)) for x, y in at)


def _diary(photos: tuple[DemoPhoto, ...]) -> Diary:
    def day(weeks: float) -> date:
        return (FIRST_VISIT + timedelta(weeks=weeks)).date()

    return Diary(
        treatments=(
            Treatment(
                id="demo-ritlecitinib",
                kind=TreatmentKind.JAK_INHIBITOR,
                name="Ritlecitinib",
                dose="50 mg daily",
                started_on=day(1.5),
                note="In the evening, with food.",
            ),
        ),
        events=(
            Event(id="demo-event-1", on=day(7), text="First fine pale hairs felt on the crown."),
            Event(id="demo-event-2", on=day(24), text="Travelling, no photos this month."),
        ),
        labs=(
            LabResult(id="demo-lab-1", on=day(1), name="Lymphocytes", value=1.9, unit="10^9/L", low=1.0, high=4.0),
            LabResult(id="demo-lab-2", on=day(5.5), name="Lymphocytes", value=1.6, unit="10^9/L", low=1.0, high=4.0),
            LabResult(id="demo-lab-3", on=day(29), name="Lymphocytes", value=1.7, unit="10^9/L", low=1.0, high=4.0),
        ),
        symptoms=(Symptom(id="demo-symptom-1", on=day(0), name="Itch", severity=4, area="crown"),),
        grooms=_haircuts(photos),
    )


def _haircuts(photos: tuple[DemoPhoto, ...]) -> tuple[Groom, ...]:
    """Note the clippers before each visit; they leave a little more or less than their comb says."""
    visits = sorted({photo.taken_at.date() for photo in photos})
    return tuple(
        Groom(
            id=f"demo-groom-{visit + 1}",
            on=on,
            kind=GroomKind.HAIRCUT,
            length_mm=SHORT_CUT_MM if visit == SHORT_VISIT else USUAL_CUT_MM,
            note="Much shorter than usual." if visit == SHORT_VISIT else "",
        )
        for visit, on in enumerate(visits)
    )
