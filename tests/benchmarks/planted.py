"""Photos, alignments and values as a long course has them, planted where making them is not what is timed."""

import hashlib
from dataclasses import replace
from datetime import date

import cv2
import numpy as np

from hairtrack.course import (
    Alignment,
    AlignmentMethod,
    AlignmentModel,
    DateSource,
    Measurement,
    Outline,
    Photo,
    View,
)
from hairtrack.imaging.arrays import Image
from hairtrack.imaging.photo_file import encode_jpeg
from hairtrack.imaging.registration.transform import identity
from hairtrack.storage.course_folder import CourseFolder


def phone_photo(head: Image, number: int) -> bytes:
    """Return a phone's photo: its own noise, a little beside the others."""
    rng = np.random.default_rng(number)
    height, width = head.shape[:2]
    grain = cv2.GaussianBlur(rng.integers(0, 256, (height // 4, width // 4, 3), np.uint8), (0, 0), 0.6)
    noise = np.tile(grain, (4, 4, 1)).astype(np.int16) - 128
    moved = np.roll(head, (3 * (number % 7), 5 * (number % 5)), axis=(0, 1))
    return encode_jpeg(np.clip(moved + noise // 6, 0, 255).astype(np.uint8), 90)


def keep_photo(folder: CourseFolder, data: bytes, name: str, *, view: View, on: date, size: tuple[int, int]) -> Photo:
    """Put a photo's original into a course and return its record."""
    photo = Photo(
        sha256=hashlib.sha256(data).hexdigest(),
        view=view,
        taken_on=on,
        taken_on_source=DateSource.EXIF,
        file_name=name,
        stored_as=name,
        size=size,
    )
    source = folder.path.parent / name
    source.write_bytes(data)
    folder.keep_original(source, photo.stored_as, photo.sha256)
    source.unlink()
    return photo


def alignment_of(reference: Photo, photo: Photo, place: int) -> Alignment:
    """Return an alignment that moves a photo a little."""
    moved = replace(
        identity(photo.size),
        model=AlignmentModel.AFFINE,
        x_coefficients=(3.3 * (place % 5), 1.002, 0.001),
        y_coefficients=(2.4 * (place % 7), -0.001, 1.002),
    )
    return Alignment(
        fixed=reference.sha256,
        moving=photo.sha256,
        transform=moved,
        method=AlignmentMethod.FEATURES,
        inliers=200,
        error_percent_width=0.2,
        engine="planted",
    )


def measurement_of(photo: Photo, region: str, outline: Outline, person: str, value: float) -> Measurement:
    """Return a value with a usual interval."""
    return Measurement(
        photo=photo.sha256,
        region=region,
        coverage=value,
        low=value - 0.05,
        high=value + 0.05,
        judged=0.98,
        engine="planted",
        person=person,
        threshold=0.0,
        outline=outline,
        alignment_error_percent_width=0.2,
    )
