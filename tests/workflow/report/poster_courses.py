"""Courses for posters: few and many visits and views, aligned or not, with planted values."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from hairtrack.course import Course, DateSource, Landmark, Measurement, Photo, View
from hairtrack.diary import Diary
from hairtrack.imaging.photo_file import encode_jpeg
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.treatment import DoseChange, Treatment, TreatmentKind
from hairtrack.workflow.align_photos import align_by_landmarks
from hairtrack.workflow.courses import new_course
from hairtrack.workflow.draw_regions import draw_region

SIX = (View.VERTEX, View.FRONTAL, View.LEFT, View.RIGHT, View.BACK, View.MIDLINE)
FIRST = date(2025, 1, 6)
SIZE = (240, 320)
TREATMENT = Treatment(
    id="t",
    kind=TreatmentKind.JAK_INHIBITOR,
    name="ritlecitinib",
    dose="50 mg daily",
    started_on=date(2025, 1, 20),
)
SECOND = Treatment(
    id="m",
    kind=TreatmentKind.MINOXIDIL,
    name="minoxidil",
    dose="5 % once daily",
    started_on=date(2025, 3, 3),
    changes=(DoseChange(on=date(2025, 6, 2), dose="5 % twice daily"),),
)


def grainy(view: View, place: int) -> bytes:
    """Return a small photo, each of other pixels."""
    seed = 1000 * list(View).index(view) + place
    coarse = np.random.default_rng(seed).integers(60, 200, (SIZE[1] // 10, SIZE[0] // 10, 3), np.uint8)
    return encode_jpeg(coarse.repeat(10, axis=0).repeat(10, axis=1), 85)


def course_for_poster(
    path: Path,
    *,
    views: int,
    visits: int,
    apart: Callable[[int], int] = lambda place: 21 * place,
    regions: tuple[str, ...] = ("Patch",),
    aligned: Callable[[int], bool] = lambda _: True,
    picture: Callable[[View, int], bytes] = grainy,
    size: tuple[int, int] = SIZE,
) -> CourseFolder:
    """Make a course of photos on the same days in each view.

    Parameters
    ----------
    path : Path
        Of the course; what it is called is its name.
    views, visits : int
    apart : callable
        Days from the first visit to one.
    regions : tuple of str
        Names, of each view.
    aligned : callable
        Whether the photos of a visit after the first are aligned and measured.
    picture : callable
        Makes the JPEG of a view and visit.
    size : tuple of int
        Width and height of those.

    Returns
    -------
    CourseFolder
    """
    folder = new_course(path, path.stem)
    course = folder.course
    for view in SIX[:views]:
        for place in range(visits):
            data = picture(view, place)
            sha256 = hashlib.sha256(data).hexdigest()
            name = f"{view}-{place}.jpg"
            source = path.parent / name
            source.write_bytes(data)
            folder.keep_original(source, name, sha256)
            source.unlink()
            photo = Photo(
                sha256=sha256,
                view=view,
                taken_on=FIRST + timedelta(days=apart(place)),
                taken_on_source=DateSource.GIVEN,
                file_name=name,
                stored_as=name,
                size=size,
            )
            course = course.with_photo(photo)
        course = _known(course, view, regions, aligned, size)
    folder.commit(replace(course, diary=Diary(treatments=(TREATMENT, SECOND))))
    return folder


def value_of(view: View, place: int, region: int) -> float:
    """Return the coverage that is planted."""
    return min(0.93, 0.20 + 0.03 * list(View).index(view) + 0.07 * region + 0.9 * place / (place + 9))


def _known(
    course: Course, view: View, regions: tuple[str, ...], aligned: Callable[[int], bool], size: tuple[int, int]
) -> Course:
    across, down = size
    for place, name in enumerate(regions):
        left, top = 0.25 * across + 0.12 * across * place, 0.2 * down + 0.1 * down * place
        corners = ((left, top), (left + 0.3 * across, top), (left + 0.3 * across, top + 0.2 * down))
        course = draw_region(course, view=view, name=name, points=(*corners, (left, top + 0.2 * down)))
    drawn = course.regions_in(view)
    marks = [(x * across, y * down) for x in (0.05, 0.35, 0.65, 0.95) for y in (0.05, 0.35, 0.65, 0.95)]
    for place, photo in enumerate(course.in_view(view)):
        if place and not aligned(place):
            continue
        if place:
            moved = [Landmark(fixed=(x, y), moving=(x + place % 3, y - place % 2)) for x, y in marks]
            course = align_by_landmarks(course, photo, moved)
        for number, region in enumerate(drawn):
            value = value_of(view, place, number)
            course = course.with_measurement(
                Measurement(
                    photo=photo.sha256,
                    region=region.id,
                    coverage=value,
                    low=value - 0.06,
                    high=value + 0.05,
                    judged=0.98,
                    engine="coverage 1",
                    person="0123456789abcdef",
                    threshold=0.0,
                    outline=region.points,
                    alignment_error_percent_width=0.3,
                )
            )
    return course
