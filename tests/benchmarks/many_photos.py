"""A course of hundreds of photos, aligned and measured, as a year or two of weekly sets of photos would leave it."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import cv2
import numpy as np

from hairtrack.course import (
    Course,
    Outline,
    Size,
    View,
)
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Shot
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.coverage import CoverageSample, fit_person
from hairtrack.imaging.photo_file import encode_jpeg
from hairtrack.workflow.courses import new_course
from hairtrack.workflow.draw_regions import draw_region
from hairtrack.workflow.images import THUMBNAIL_SIDE, keep_thumbnail
from tests.benchmarks.planted import alignment_of, keep_photo, measurement_of

VIEWS = (View.VERTEX, View.FRONTAL, View.LEFT, View.RIGHT, View.BACK)
SIZE: Size = (4032, 3024)


def make_many(path: Path, count: int) -> None:
    """Make a course of aligned and measured photos of twelve megapixels, the views in turn, a set each week.

    A few pictures are encoded, and each photo is one of them with bytes of its own behind its end, as phones leave
    them there: what reading, decoding and keeping it costs is that of a photo of its own.
    """
    heads = [_head(number) for number in range(len(VIEWS))]
    jpegs = [encode_jpeg(head, 88) for head in heads]
    across, down = SIZE
    side = encode_jpeg(cv2.resize(heads[0], (THUMBNAIL_SIDE, THUMBNAIL_SIDE * down // across)).astype(np.uint8), 85)
    with new_course(path, path.name) as folder:
        course = folder.course
        for number in range(count):
            data, week = jpegs[number % len(VIEWS)] + b"%06d" % number, timedelta(weeks=number // len(VIEWS))
            view, day = VIEWS[number % len(VIEWS)], date(2024, 1, 1) + week
            photo = keep_photo(folder, data, f"IMG_{number:04}.jpg", view=view, on=day, size=SIZE)
            keep_thumbnail(folder, photo, side)
            course = course.with_photo(photo)
        person = fit_person([CoverageSample(image=heads[0], outline=_middle(0))], [course.photos[0].sha256])
        folder.commit(_known(course.with_person(person), person.id))


def _head(seed: int) -> Image:
    small = Scalp(5 + seed, LOOKS["dark"]).render(Shot(view=View.VERTEX, size=(1008, 756))).image
    large = cv2.resize(small, SIZE, interpolation=cv2.INTER_CUBIC).astype(np.int16)
    grain = np.random.default_rng(seed).integers(-12, 13, (SIZE[1] // 4, SIZE[0] // 4, 1), dtype=np.int16)
    return np.clip(large + np.tile(grain, (4, 4, 1)), 0, 255).astype(np.uint8)


def _known(course: Course, person: str) -> Course:
    """Draw regions, align and measure all photos, as if that had been done."""
    alignments, measurements = [], []
    for view in course.views():
        for number, name in enumerate(("Crown", "Rim")):
            course = draw_region(course, view=view, name=f"{name} {view}", points=_middle(number))
        reference, regions = course.reference(view), course.regions_in(view)
        assert reference is not None
        for place, photo in enumerate(course.in_view(view)):
            if photo != reference:
                alignments.append(alignment_of(reference, photo, place))
            value = 0.3 + 0.003 * place + 0.02 * float(np.sin(place))
            measurements += [
                measurement_of(photo, region.id, _middle(number), person, value)
                for number, region in enumerate(regions)
            ]
    return replace(course, alignments=tuple(alignments), measurements=tuple(measurements))


def _middle(number: int) -> Outline:
    """Return an outline of many points, as a hand draws it, in the photo's middle."""
    turns = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    radius = 600 - 200 * number
    return tuple((float(2016 + radius * np.cos(turn)), float(1512 + radius * np.sin(turn))) for turn in turns)
