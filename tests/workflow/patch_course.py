"""A course of two photos from one place, in which a bald patch fills with hair."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np

from hairtrack.course import Alignment, AlignmentMethod, View
from hairtrack.demo.looks import LOOKS
from hairtrack.demo.photo import RenderedPhoto
from hairtrack.demo.scalp import Scalp
from hairtrack.demo.shot import Hair, Patch, Shot
from hairtrack.imaging.registration.transform import identity
from hairtrack.storage.course_folder import CourseFolder
from hairtrack.workflow.draw_regions import draw_region
from hairtrack.workflow.import_photos import import_photos, propose
from hairtrack.workflow.measure_coverage import measure_course

BALD = Shot(size=(640, 800), hair=Hair(length_mm=8, patches=(Patch(radius_mm=22),)))
GROWN = replace(BALD, hair=replace(BALD.hair, patches=()))


def bald_and_grown() -> tuple[RenderedPhoto, RenderedPhoto]:
    """Render the head before and after."""
    scalp = Scalp(5, LOOKS["dark"])
    return scalp.render(BALD), scalp.render(GROWN)


def where_grown(photos: tuple[RenderedPhoto, RenderedPhoto]) -> np.ndarray:
    """Return where hair grew."""
    return np.asarray(photos[1].hair_fraction - photos[0].hair_fraction > 0.4)


def patch_course(photos: tuple[RenderedPhoto, RenderedPhoto], place: Path) -> Path:
    """Make the course, aligned and measured, with a square region around the patch.

    Parameters
    ----------
    photos : tuple of RenderedPhoto
    place : Path
        A folder of its own.

    Returns
    -------
    Path
        Of the course.
    """
    for photo, month in zip(photos, (1, 7), strict=True):
        (place / f"{month}.jpg").write_bytes(photo.jpeg(datetime(2026, month, 2, 10, 0)))
    with CourseFolder.create(place / "c.hairtrack", "C") as made:
        found = propose(made, made.course, sorted(place.glob("*.jpg")))
        candidates = tuple(candidate.with_view(View.VERTEX) for candidate in found.candidates)
        course = import_photos(made, made.course, candidates).course
        before, after = course.in_view(View.VERTEX)
        rows, columns = np.nonzero(where_grown(photos))
        x, y = np.median(columns), np.median(rows)
        corners = ((x - 90, y - 90), (x + 90, y - 90), (x + 90, y + 90), (x - 90, y + 90))
        course = draw_region(
            course, view=View.VERTEX, name="Crown", points=tuple((float(a), float(b)) for a, b in corners)
        )
        alignment = Alignment(
            fixed=before.sha256,
            moving=after.sha256,
            transform=identity(after.size),
            method=AlignmentMethod.LANDMARKS,
            engine="test",
        )
        made.commit(measure_course(made, course.with_alignment(alignment)))
        return made.path
