"""A course of photos of one colour each that lie over each other by construction: what a film shows is known."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

from hairtrack.course import Alignment, AlignmentMethod, Course, Photo, View
from hairtrack.imaging.photo_file import encode_png
from hairtrack.imaging.registration.transform import identity
from hairtrack.workflow.courses import new_course
from hairtrack.workflow.import_photos import import_photos, propose

SIZE = (400, 300)
SKIN, HAIR = (216, 176, 150), (60, 44, 34)


def in_place(course: Course, photo: Photo) -> Course:
    """Align a photo as lying where its view's reference photo lies."""
    reference = course.reference(photo.view)
    assert reference is not None
    return course.with_alignment(
        Alignment(
            fixed=reference.sha256,
            moving=photo.sha256,
            transform=identity(photo.size),
            method=AlignmentMethod.LANDMARKS,
            engine="test",
        )
    )


def film_course(
    place: Path, days: Sequence[date], colours: Sequence[tuple[int, int, int]] = (), *, unaligned: Sequence[date] = ()
) -> Path:
    """Make the course and return where it is.

    Parameters
    ----------
    place : Path
        A folder of its own.
    days : sequence of date
        Of each photo of the crown.
    colours : sequence of colour
        By default from skin to hair.
    unaligned : sequence of date
        Photos of which are not aligned.
    """
    given = colours or [np.linspace(SKIN, HAIR, len(days))[number].round().astype(int) for number in range(len(days))]
    for number, (day, colour) in enumerate(zip(days, given, strict=True)):
        # Without any grain they would differ in sharpness.
        grain = np.random.default_rng(number).normal(1, 0.03, (SIZE[1], SIZE[0], 1))
        image = np.clip(np.round(colour * grain), 0, 255).astype(np.uint8)
        (place / f"IMG_{day:%Y%m%d}_1200{number:02d}.png").write_bytes(encode_png(image))
    with new_course(place / "Film.hairtrack", "Film") as folder:
        found = propose(folder, folder.course, [place], view=View.VERTEX)
        course = import_photos(folder, folder.course, found.candidates).course
        assert len(course.photos) == len(days), "no photo was taken for another"
        reference = course.reference(View.VERTEX)
        for photo in course.in_view(View.VERTEX):
            if photo != reference and photo.taken_on not in unaligned:
                course = in_place(course, photo)
        folder.commit(course)
        return folder.path
