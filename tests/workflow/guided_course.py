"""A course whose later photos differ from the first in what was planted, and in nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import cv2
import numpy as np

from hairtrack.course import Landmark, View
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.photo_file import encode_jpeg
from hairtrack.workflow.align_photos import align_by_landmarks
from hairtrack.workflow.courses import new_course
from hairtrack.workflow.draw_regions import draw_region
from hairtrack.workflow.import_photos import import_photos, propose

FIRST = date(2026, 1, 12)
SIZE = (720, 960)
MIDDLE = (360.0, 480.0)
OUTLINE = ((260.0, 380.0), (460.0, 380.0), (460.0, 580.0), (260.0, 580.0))
_MARKS = tuple((x, y) for y in (300.0, 420.0, 540.0, 660.0) for x in (220.0, 310.0, 410.0, 500.0))


def scene(seed: int = 3) -> Image:
    """Paint strands on a darker head before a plain wall."""
    width, height = SIZE
    noise = np.random.default_rng(seed).normal(0, 1, (height, width))
    strands = cv2.GaussianBlur(noise, (0, 0), sigmaX=1.0, sigmaY=6.0)
    picture = np.full((height, width, 3), (178, 176, 172), np.float64)
    head = np.zeros((height, width), np.uint8)
    cv2.ellipse(head, (360, 480), (250, 330), 0, 0, 360, 1, -1)
    hair = np.array([104.0, 88.0, 74.0]) + 160 * strands[..., None]
    picture[head > 0] = hair[head > 0]
    return picture.clip(12, 235).astype(np.uint8)


def closer(times: float) -> Callable[[Image], Image]:
    """Take a picture from so many times closer."""
    matrix = cv2.getRotationMatrix2D(MIDDLE, 0.0, times)
    return lambda image: cv2.warpAffine(
        image, matrix, SIZE, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REFLECT
    ).astype(np.uint8)


def lit(red: float = 1.0, blue: float = 1.0, *, across: float = 0.0, stops: float = 0.0) -> Callable[[Image], Image]:
    """Light a picture with more red or less blue, brighter by so many stops, and from one side."""

    def change(image: Image) -> Image:
        light = (image / 255.0) ** 2.2
        slope = 2 ** (stops + across * np.linspace(-0.5, 0.5, image.shape[1]))[None, :, None]
        return (255 * (light * slope * (red, 1.0, blue)).clip(0, 1) ** (1 / 2.2)).astype(np.uint8)

    return change


def guided_course(
    place: Path, changes: Sequence[Callable[[Image], Image]], *, scales: Sequence[float] | None = None
) -> Path:
    """Make a course of a first photo and further ones, four weeks apart, aligned by construction.

    Parameters
    ----------
    place : Path
        A folder of its own.
    changes : sequence of callable
        What became of each further photo.
    scales : sequence of float, optional
        By how much each of them shows the head larger, where it does.

    Returns
    -------
    Path
        Of the course.
    """
    source = place / "phone"
    source.mkdir()
    pictures = [scene(), *(change(scene(9 + seed)) for seed, change in enumerate(changes))]
    for number, picture in enumerate(pictures):
        day = FIRST + timedelta(weeks=4 * number)
        (source / f"{day:%Y%m%d}_vertex.jpg").write_bytes(encode_jpeg(picture, 94))
    with new_course(place / "Guided.hairtrack", "Guided") as folder:
        found = propose(folder, folder.course, [source], view=View.VERTEX)
        own = [candidate.on_its_own() for candidate in found.candidates]
        course = import_photos(folder, folder.course, own).course
        course = draw_region(course, view=View.VERTEX, name="Crown", points=OUTLINE)
        # They are small so that the tests are fast.
        for photo in course.photos:
            course = course.with_photo(replace(photo, cautions=()))
        larger = (1.0, *(scales or [1.0] * len(changes)))
        for photo, scale in list(zip(course.in_view(View.VERTEX), larger, strict=True))[1:]:
            marks = [
                Landmark(
                    fixed=mark,
                    moving=(MIDDLE[0] + scale * (mark[0] - MIDDLE[0]), MIDDLE[1] + scale * (mark[1] - MIDDLE[1])),
                )
                for mark in _MARKS
            ]
            course = align_by_landmarks(course, photo, marks)
        folder.commit(course)
        return folder.path
