"""A little course of photos that show noise, aligned by hand and with given values: enough to be reported on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from hairtrack.course import Landmark, Measurement, View
from hairtrack.diary import Diary
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.photo_file import encode_jpeg
from hairtrack.treatment import Treatment, TreatmentKind
from hairtrack.workflow.align_photos import align_by_landmarks
from hairtrack.workflow.courses import new_course
from hairtrack.workflow.draw_regions import draw_region
from hairtrack.workflow.import_photos import import_photos, propose

SQUARE = ((60.0, 60.0), (240.0, 60.0), (240.0, 180.0), (60.0, 180.0))


def noise(seed: int) -> Image:
    """Return a photo of 320 x 240 pixels that resembles no other."""
    coarse = np.random.default_rng(seed).integers(40, 220, (24, 32, 3), np.uint8)
    return coarse.repeat(10, axis=0).repeat(10, axis=1)


def measured(photo: str, region: str, coverage: float) -> Measurement:
    """Return a value, 0.03 to each side."""
    return Measurement(
        photo=photo,
        region=region,
        coverage=coverage,
        low=coverage - 0.03,
        high=coverage + 0.03,
        judged=0.98,
        engine="coverage 1",
        person="0123456789abcdef",
        threshold=0.0,
        outline=SQUARE,
        alignment_error_percent_width=0.3,
    )


def small_course(place: Path, names: Sequence[str], coverages: Sequence[float]) -> Path:
    """Make the course Anna of a few noisy JPEGs, with what was taken; return where it lies."""
    source = place / "phone"
    source.mkdir()
    for seed, name in enumerate(names):
        (source / name).write_bytes(encode_jpeg(noise(seed), 90))
    return course_of(source, place / "Anna.hairtrack", coverages)


def course_of(source: Path, path: Path, coverages: Sequence[float]) -> Path:
    """Make a course of a folder's photos of the crown, each dated one with the value given for it."""
    with new_course(path) as made:
        course = import_photos(made, made.course, propose(made, made.course, [source]).candidates).course
        course = draw_region(course, view=View.VERTEX, name="Crown", points=SQUARE)
        for photo, coverage in zip(course.in_view(View.VERTEX), coverages, strict=True):
            if photo != course.reference(View.VERTEX):
                marks = [Landmark(fixed=at, moving=(at[0] + 4, at[1] - 3)) for at in SQUARE]
                course = align_by_landmarks(course, photo, marks)
            course = course.with_measurement(measured(photo.sha256, course.regions[0].id, coverage))
        jak = Treatment(
            id="t",
            kind=TreatmentKind.JAK_INHIBITOR,
            name="ritlecitinib",
            dose="50 mg daily",
            started_on=date(2026, 1, 19),
        )
        made.commit(replace(course, diary=Diary(treatments=(jak,))))
        return made.path
