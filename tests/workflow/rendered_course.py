"""A small measured course whose photos show real hair and skin: rendered, and aligned by construction."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from hairtrack.course import Alignment, AlignmentMethod, View
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Hair, Shot
from hairtrack.imaging.registration.transform import identity
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.draw_regions import draw_region
from hairtrack.workflow.import_photos import import_photos, propose
from hairtrack.workflow.measure_coverage import measure_course

SHOT = Shot(size=(640, 800), hair=Hair(length_mm=12, density=0.8, pattern=0.3))
OUTLINE = ((230.0, 300.0), (410.0, 300.0), (410.0, 470.0), (230.0, 470.0))


def rendered_course(place: Path) -> Path:
    """Make a course of two photos of one head, taken from the same place with less hair in the second.

    Parameters
    ----------
    place : Path
        A folder of its own.

    Returns
    -------
    Path
        Of the course.
    """
    scalp = Scalp(5, LOOKS["dark"])
    files = []
    for month, density in ((1, 0.8), (4, 0.3)):
        photo = scalp.render(replace(SHOT, hair=replace(SHOT.hair, density=density, comb_seed=month)))
        files.append(place / f"{month}.jpg")
        files[-1].write_bytes(photo.jpeg(datetime(2026, month, 2, 10, 0)))
    with CourseFolder.create(place / "c.hairtrack", "C") as made:
        candidates = tuple(c.with_view(View.VERTEX) for c in propose(made, made.course, files).candidates)
        course = import_photos(made, made.course, candidates).course
        course = draw_region(course, view=View.VERTEX, name="Crown", points=OUTLINE)
        first, second = course.in_view(View.VERTEX)
        aligned = Alignment(
            fixed=first.sha256,
            moving=second.sha256,
            transform=identity(first.size),
            method=AlignmentMethod.LANDMARKS,
            engine="test",
        )
        made.commit(measure_course(made, course.with_alignment(aligned)))
        return made.path
