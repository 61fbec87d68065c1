"""The demo course: a year of alopecia areata on a JAK inhibitor, with its truth.

Nobody's photos: every one is rendered. Regrowth follows a slow start, a strong middle and a plateau. The hair is cut to
about one length before each visit, as it should be, and its length is in the diary. One month was missed, one photo is
badly lit and one visit follows a much shorter cut, as happens: comparisons with those are refused or cautioned.
At the first, a middle and the last visit there are photos from behind and from both sides too, as the SALT needs them.
"""

import math
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from multiprocessing import get_context

import numpy as np
from numpy.typing import NDArray

from hairtrack.course import Outline, RegionShape, SaltArea, Size, View
from hairtrack.demo.diary import demo_diary
from hairtrack.demo.follicles import patch_middle
from hairtrack.demo.geometry import Floats, unflatten
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.photo import RenderedPhoto, locate
from hairtrack.demo.salt_truth import area_outline, lost, true_losses, true_salt
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Hair, Patch, Shot
from hairtrack.demo.skin import MM_PER_UNIT
from hairtrack.demo.visits import (
    SALT_VISITS,
    SHORT_CUT_MM,
    SHORT_VISIT,
    SIDES,
    SIZE,
    USUAL_CUT_MM,
    VIEWS,
    WEEKS,
    DemoPhoto,
    patches,
    visit_photos,
)
from hairtrack.diary import Diary
from hairtrack.progress import Progress

STEPS_OF_OUTLINE = 48


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
    salt : SaltArea or None
        The area of the SALT that it stands for.
    """

    name: str
    view: View
    shape: RegionShape = RegionShape.POLYGON
    points: Outline
    salt: SaltArea | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionTruth:
    """What is true of a region in one photo.

    Attributes
    ----------
    name : str
    coverage : float
        0 to 1.
    loss : float
        Share of the terminal hairs rooted there that are missing, 0 to 1.
    outline : Outline
        Where the region lies in this photo.
    """

    name: str
    coverage: float
    loss: float
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
        In order of time, first those of the views that every visit has; the first of each view is its reference.
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
    photos = sorted(
        (photo for visit in range(len(WEEKS)) for photo in visit_photos(visit, size)),
        key=lambda photo: photo.shot.view in SIDES,
    )
    scalp = person(seed, look)
    visits = sorted({photo.taken_at.date() for photo in photos})
    return DemoCourse(
        seed=seed,
        look=look,
        photos=tuple(photos),
        regions=_regions(scalp, photos),
        diary=demo_diary(
            cuts={on: SHORT_CUT_MM if visit == SHORT_VISIT else USUAL_CUT_MM for visit, on in enumerate(visits)},
            losses={visits[visit]: true_losses(scalp, _whole_hair(photos, visits[visit])) for visit in SALT_VISITS},
        ),
    )


def _whole_hair(photos: Sequence[DemoPhoto], day: date) -> Hair:
    """Return the hair of a day with every patch, those of the rim too."""
    return next(p.shot.hair for p in photos if p.taken_at.date() == day and p.shot.view is View.BACK)


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
    roots = rendered.locate(unflatten(scalp.follicles.plane.astype(float)))
    return RegionTruth(
        name=region.name,
        coverage=rendered.true_coverage(outline),
        loss=lost(scalp, rendered.shot.hair, _within(roots, outline)),
        outline=outline,
    )


def _within(points: Floats, outline: Outline) -> NDArray[np.bool_]:
    """Say which points (N, 2) lie within a polygon; NaN does not."""
    x, y = points.T
    inside = np.zeros(len(points), bool)
    for (ax, ay), (bx, by) in zip(outline, (*outline[1:], outline[0]), strict=True):
        if ay != by:
            inside ^= ((ay > y) != (by > y)) & (x < ax + (y - ay) * (bx - ax) / (by - ay))
    return inside


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
                        "loss": round(truth.loss, 5),
                        "outline": [[round(x, 2), round(y, 2)] for x, y in truth.outline],
                    }
                    for truth in file.truths
                ],
            }
            for file in files
        ],
        "salt": [_salt_as_json(course, file) for file in files if file.photo.shot.view is View.BACK],
    }


def _salt_as_json(course: DemoCourse, file: DemoFile) -> dict[str, object]:
    """Return the true SALT of a visit, of the whole areas and not only of what the photos show of them."""
    losses = true_losses(person(course.seed, course.look), file.photo.shot.hair)
    return {
        "on": file.photo.taken_at.date().isoformat(),
        "salt": round(true_salt(losses), 2),
        "loss": {str(area): round(loss, 5) for area, loss in losses.items()},
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


def _regions(scalp: Scalp, photos: Sequence[DemoPhoto]) -> tuple[DemoRegion, ...]:
    """Draw the regions around the patches as a person would, a little generously, and the areas of the SALT."""
    first = {view: next(p.shot for p in photos if p.shot.view is view) for view in VIEWS + SIDES}
    vertex, frontal = first[View.VERTEX], first[View.FRONTAL]
    crown, left, front = patches(0)
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
        *(
            DemoRegion(name=area.label, view=view, points=area_outline(scalp, first[view], area), salt=area)
            for area, view in zip(SaltArea, (View.VERTEX, *SIDES), strict=True)
        ),
    )


def _around(scalp: Scalp, shot: Shot, patch: Patch, factor: float, *, steps: int) -> Outline:
    turns = np.linspace(0, 2 * np.pi, steps, endpoint=False)
    radius = factor * patch.radius_mm / MM_PER_UNIT
    plane = patch_middle(patch) + radius * np.stack([np.cos(turns), np.sin(turns)], 1)
    at = locate(shape=scalp.shape, camera=scalp.camera(shot), size=shot.size, directions=unflatten(plane))
    return tuple((round(float(x), 1), round(float(y), 1)) for x, y in at)
