"""A course of five photos that lie over each other by construction, of which two are matched best."""

from datetime import date
from pathlib import Path

import cv2
import numpy as np

from hairtrack.course import Alignment, AlignmentMethod, Region, View
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.photo_file import encode_jpeg
from hairtrack.imaging.registration.transform import identity
from hairtrack.workflow.courses import new_course
from hairtrack.workflow.import_photos import import_photos, propose

DAYS = (date(2025, 1, 5), date(2025, 2, 2), date(2025, 6, 1), date(2025, 12, 1), date(2025, 12, 20))
"""Two of the beginning, one between, two of the end."""
OUTLINE = ((80.0, 60.0), (320.0, 60.0), (320.0, 240.0), (80.0, 240.0))


def picture(seed: int, *, lamp: float = 0.0, blur: float = 0.0) -> Image:
    """Paint a texture of its own, lit from one side by so many stops across, and blurred."""
    noise = np.random.default_rng(seed).normal(0, 1, (300, 400))
    texture = (110 + 25 * noise + 300 * cv2.GaussianBlur(noise, (0, 0), 4)).clip(20, 235)
    lit = texture * 2 ** (lamp / 2.2 * np.linspace(-0.5, 0.5, 400))
    seen = cv2.GaussianBlur(lit, (0, 0), blur) if blur else lit
    return np.repeat(seen.clip(0, 255).astype(np.uint8)[..., None], 3, axis=2)


PICTURES = (picture(0, lamp=2.5), picture(1), picture(2, lamp=-1.0), picture(3, lamp=0.1), picture(4, blur=0.45))


def fair_course(place: Path) -> Path:
    """Make the course, aligned and with a region; the second and the fourth photo are alike in light and sharpness.

    Parameters
    ----------
    place : Path
        A folder of its own.

    Returns
    -------
    Path
        Of the course.
    """
    for day, image in zip(DAYS, PICTURES, strict=True):
        (place / f"{day:%Y%m%d}_vertex.jpg").write_bytes(encode_jpeg(image, 92))
    with new_course(place / "Fair.hairtrack", "Fair") as folder:
        found = propose(folder, folder.course, [place], view=View.VERTEX)
        course = import_photos(folder, folder.course, found.candidates).course
        photos = course.in_view(View.VERTEX)
        for photo in photos[1:]:
            course = course.with_alignment(
                Alignment(
                    fixed=photos[0].sha256,
                    moving=photo.sha256,
                    transform=identity(photo.size),
                    method=AlignmentMethod.LANDMARKS,
                    engine="test",
                )
            )
        folder.commit(
            course.with_region(
                Region(id="r", view=View.VERTEX, name="Crown", points=OUTLINE, drawn_on=photos[0].sha256)
            )
        )
        return folder.path
